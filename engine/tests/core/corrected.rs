//! Corrections laid over an open atlas: the same as when they lie beside the articles.

use crate::common::{self, KHARKIV_REGION, UKRAINE};
use engine::archive::Archive;
use engine::ids::{DocId, GeoId};
use engine::place::PlaceKind;
use engine::place::corrections::{Action, Correction, Corrections, Scope};
use engine::query::Query;
use engine::search::{Page, search};

const FILES: [(&str, &str); 3] = [
    ("a.txt", " date 2022-03 Raketten op Charkov.\n\nIn Kiev en Charkov bleef het stil.\n"),
    ("b.txt", "Wuhledar viel, Charkovs markt niet.\n\nFoto: in Charkov en Wuhledar. © ANP\n"),
    ("c.txt", " date 2022-05 De Charkivska en Rusland.\n"),
];
const SINT_PETERSBURG: u32 = 536203;

/// What users see of the places of an atlas: all mentions, and what is counted of each kind.
fn told(archive: &Archive) -> Vec<String> {
    let mut told = Vec::new();
    for (doc, document) in archive.documents() {
        for mention in archive.mentions(doc) {
            let (place, span) = (archive.place(mention.place), mention.span);
            told.push(format!("{} {span:?} {} {:?}", document.name, place.id.0, mention.role));
        }
    }
    for per in [PlaceKind::City, PlaceKind::Region, PlaceKind::Country] {
        let page = Page { offset: 0, limit: 0 };
        let outcome = search(archive, &Query { per, ..Query::default() }, page);
        for of in outcome.places {
            let name = archive.place_name(of.place);
            told.push(format!("{per:?} {name} {} {}", of.count, of.itself));
        }
    }
    told
}

fn corrected(base: &Archive, corrections: &str) -> Vec<String> {
    let corrections = Corrections::parse(corrections).unwrap();
    told(&base.corrected(&corrections, base, &common::entry))
}

#[test]
fn laid_over_or_built_in_is_the_same() {
    let base = common::build(&FILES).unwrap();
    let base = Archive::open(&base.bytes).unwrap();
    for correction in [
        r#"{ "do": "not-a-place", "name": "Charkov" }"#,
        r#"{ "do": "not-a-place", "name": "Charkov", "doc": "a" }"#,
        r#"{ "do": "not-a-place", "name": "Charkov", "doc": "a", "start": 27, "end": 34 }"#,
        r#"{ "do": "link", "name": "Charkov", "place": 706482 }"#,
        r#"{ "do": "link", "name": "Kiev", "place": 536203, "doc": "a" }"#,
        r#"{ "do": "link", "name": "Kiev", "place": 1, "doc": "a" }"#,
        r#"{ "do": "add", "name": "Wuhledar", "place": 687700 }"#,
        r#"{ "do": "add", "name": "Wuhledar", "place": 687700 },
           { "do": "not-a-place", "name": "Rusland" },
           { "do": "link", "name": "charkov", "place": 703448, "doc": "b" }"#,
    ] {
        let file = format!(r#"{{ "version": 1, "corrections": [{correction}] }}"#);
        let mut files: Vec<(&str, &str)> = FILES.to_vec();
        files.push(("corrections.json", &file));
        let built = common::build(&files).unwrap();
        let built = told(&Archive::open(&built.bytes).unwrap());
        assert_eq!(corrected(&base, &file), built, "{correction}");
    }
}

#[test]
fn places_keep_their_numbers_and_names_come_and_go() {
    let base = common::build(&FILES).unwrap();
    let base = Archive::open(&base.bytes).unwrap();
    let add = |name: &str, place: u32| Correction {
        action: Action::Add(GeoId(place)),
        name: name.to_owned(),
        scope: Scope::Atlas,
    };
    let mut corrections = Corrections::default();
    corrections.push(add("Wuhledar", SINT_PETERSBURG));
    let one = base.corrected(&corrections, &base, &common::entry);
    let [petersburg] = one.find_place("Wuhledar")[..] else { panic!("one Wuhledar") };
    assert_eq!(petersburg.0, base.place_count());
    let numbers = |archive: &Archive| -> Vec<u32> {
        archive.places().map(|(_, place)| place.id.0).take(base.place_count() as usize).collect()
    };
    assert_eq!(numbers(&one), numbers(&base));
    corrections.withdraw("Wuhledar", &Scope::Atlas);
    corrections.push(add("stil", 687700));
    let two = base.corrected(&corrections, &one, &common::entry);
    assert_eq!(two.find_place(&SINT_PETERSBURG.to_string()), [petersburg]);
    assert!(two.find_place("Wuhledar").is_empty());
    assert_eq!(two.find_place("stil").len(), 1);
    let none = base.corrected(&Corrections::default(), &two, &common::entry);
    assert_eq!(told(&none), told(&base));
    assert_eq!(none.mentions(DocId(0)), base.mentions(DocId(0)));
    assert!(
        [UKRAINE, KHARKIV_REGION].iter().all(|id| !none.find_place(&id.to_string()).is_empty())
    );
}
