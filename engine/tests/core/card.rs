//! What a place's card says.

use crate::common;
use engine::archive::Archive;
use engine::atlas;
use engine::ids::{DocId, GeoId};
use engine::place::{Mention, PlaceKind, Role};
use engine::place_card::place_card;
use engine::query::{Filter, Query};
use engine::reader::read;
use engine::search::{Page, search};
use engine::seed::Source;

#[test]
fn a_card_counts_spellings_documents_and_company() {
    let files = [
        ("a.txt", " date 2022-03 Raketten op Kiev. Kyiv bleef staan, zei Kiev.\n"),
        ("b.txt", " date 2022-10 In Kiev en in Charkov bleef het stil.\n"),
        ("c.txt", "Zonder datum ging het over Kiev.\n"),
        ("d.txt", " date 2023-01 In Charkov niets.\n"),
    ];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let [kyiv] = archive.find_place("Kiev")[..] else { panic!("one Kiev") };
    let [kharkiv] = archive.find_place("Charkov")[..] else { panic!("one Charkov") };
    let card = place_card(&archive, kyiv);
    assert_eq!(card.spellings, [("Kiev".to_owned(), 4), ("Kyiv".to_owned(), 1)]);
    assert_eq!(card.other_names, ["Kyjiv"]);
    assert_eq!(card.items, 3);
    let (first, last) = card.months.unwrap();
    assert_eq!(format!("{first} {last}"), "2022-03 2022-10");
    assert_eq!(card.documents, [(DocId(0), 1), (DocId(1), 1), (DocId(2), 1)]);
    assert_eq!(card.together, [(kharkiv, 1)]);
}

#[test]
fn a_card_counts_what_the_filter_finds() {
    let archive = Archive::open(common::seeds()).unwrap();
    for (place, _) in archive.places() {
        let mut query = Query::default();
        query.add(Filter::Place(place));
        let found = search(&archive, &query, Page { offset: 0, limit: 0 });
        let card = place_card(&archive, place);
        assert_eq!((card.items, card.documents.len() as u32), (found.total, found.documents));
        if card.place.kind == PlaceKind::City {
            let together = found.places.iter().filter(|city| city.place != place);
            assert!(together.count() >= card.together.len());
        }
    }
}

#[test]
fn a_building_counts_for_its_city_and_is_told_apart() {
    let files = [("a.txt", "In Kiev, zei het Marijinskipaleis.\n")];
    let sources = files.map(|(path, text)| Source { path, bytes: text.as_bytes() });
    let find = |text: &str| {
        let at = text.find("Marijinskipaleis").expect("it is there");
        let span = at..at + "Marijinskipaleis".len();
        let palace = Mention { span, place: GeoId(703448), role: Role::Facility };
        [common::find(text), vec![palace]].concat()
    };
    let atlas = atlas::build(&sources, &find, &common::entry).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let [kyiv] = archive.find_place("Kiev")[..] else { panic!("one Kiev") };
    let card = place_card(&archive, kyiv);
    assert_eq!(card.spellings, [("Kiev".to_owned(), 1)]);
    assert_eq!(card.facilities, [("Marijinskipaleis".to_owned(), 1)]);
    let reading = read(&archive, DocId(0), &Query::default(), None);
    assert_eq!(reading.places(), [(kyiv, 2)]);
}
