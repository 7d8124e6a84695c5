//! What users rely on in the recogniser of places, over the gazetteer that is shipped.

#![allow(clippy::disallowed_methods, reason = "tests read their case files")]

use engine::archive::Archive;
use engine::atlas;
use engine::chart::mercator::project;
use engine::chart::{Spot, home};
use engine::ids::{GeoId, PlaceId};
use engine::place::truth::{Score, Truth};
use engine::place::{Gazetteer, GazetteerError, Mention, PlaceKind, Role, Why};
use engine::query::Choice;
use engine::seed::Source;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::OnceLock;

fn bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| read("../data/gazetteer.bin"))
}

fn gazetteer() -> &'static Gazetteer<'static> {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| Gazetteer::open(bytes()).unwrap())
}

fn read(path: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A file of cases, as text.
fn case(path: &str) -> String {
    String::from_utf8(read(&format!("tests/cases/{path}"))).unwrap()
}

#[test]
fn the_cases_hold() {
    let cases = case("places.txt");
    let mut wrong = String::new();
    for (number, line) in cases.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let truth = Truth::read(line).unwrap_or_else(|e| panic!("cases/places.txt: {line}: {e}"));
        let text = &truth.text;
        let expected: Vec<_> = truth
            .marks
            .iter()
            .filter_map(|mark| {
                mark.place.map(|(id, role)| (mark.span.start, &text[mark.span.clone()], id, role))
            })
            .collect();
        let mentions = gazetteer().find(text);
        let found: Vec<_> = mentions
            .iter()
            .filter(|mention| mention.role.names_the_city())
            .map(|m| (m.span.start, &text[m.span.clone()], m.place, m.role))
            .collect();
        if found != expected {
            wrong += &format!("cases/places.txt line {}: {line}\n  found {found:?}\n", number + 1);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The towns of the seed articles, by document, byte span and id.
fn gold(text_of: impl Fn(&str) -> String) -> BTreeSet<(String, usize, usize, u32)> {
    let lines = case("seeds.jsonl");
    let rows = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    rows.filter(|row| matches!(row["role"].as_str(), Some("literal" | "metonym")))
        .map(|row| {
            let doc = row["doc"].as_str().unwrap().to_string();
            let text = text_of(&doc);
            let byte = |field: &str| {
                let scalars = row[field].as_u64().unwrap() as usize;
                text.char_indices().nth(scalars).map_or(text.len(), |(byte, _)| byte)
            };
            let id = row["geonames_id"].as_u64().unwrap() as u32;
            (doc, byte("start"), byte("end"), id)
        })
        .collect()
}

#[test]
fn the_seed_articles_keep_their_quality() {
    let text_of = |doc: &str| String::from_utf8(read(&format!("../seeds/{doc}.txt"))).unwrap();
    let gold = gold(text_of);
    let docs: BTreeSet<&String> = gold.iter().map(|(doc, ..)| doc).collect();
    let mut found = BTreeSet::new();
    for doc in docs {
        for mention in gazetteer().find(&text_of(doc)) {
            if mention.role.names_the_city() {
                let span = mention.span;
                found.insert((doc.clone(), span.start, span.end, mention.place.0));
            }
        }
    }
    let right = gold.intersection(&found).count() as f64;
    let f1 = 2.0 * right / (gold.len() + found.len()) as f64;
    assert!(f1 >= 0.985, "F1 {f1:.3} on the seed articles, at least 0.985 expected");
}

#[test]
fn names_lead_to_places_and_back() {
    let gazetteer = gazetteer();
    for (name, id, shown) in [
        ("Charkiv", 706483, "Charkov"),
        ("KYIV", 703448, "Kiev"),
        ("sint petersburg", 498817, "Sint-Petersburg"),
        ("Lysytsjansk", 702972, "Lysytsjansk"),
        ("Loegansk", 702658, "Loehansk"),
        ("Zaporizhzhia", 687700, "Zaporizja"),
    ] {
        let id = GeoId(id);
        assert_eq!(gazetteer.lookup(name).first(), Some(&id), "{name}");
        let place = gazetteer.place(id).unwrap();
        assert_eq!(place.name, shown);
        assert!(gazetteer.names(id).contains(&place.name));
    }
    assert!(gazetteer.lookup("Nergenshuizen").is_empty());
    assert!(gazetteer.lookup("").is_empty());
    assert_eq!(gazetteer.place(GeoId(1)), None);
    assert!(gazetteer.names(GeoId(1)).is_empty());
}

/// The annotated texts of a folder of `cases/places`, added up.
fn score(folder: &str) -> Score {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut total = Score::default();
    for entry in fs::read_dir(folder).unwrap() {
        let marked = fs::read_to_string(entry.unwrap().path()).unwrap();
        let truth = Truth::read(&marked).unwrap();
        total += truth.score(gazetteer(), &gazetteer().find(&truth.text));
    }
    total
}

#[test]
fn other_news_keeps_its_quality() {
    // F1 of mentions and of pairs at least, and of how many traps at most one is taken for a town.
    for (set, mentions, pairs, traps) in [
        ("practice", 0.98, 0.97, 100),
        ("held_out", 0.97, 0.972, 100),
        ("set_aside", 0.975, 0.95, 60),
        ("blind", 0.92, 0.91, 26),
    ] {
        let score = score(&format!("tests/cases/places/{set}"));
        assert!(score.f1() >= mentions, "{set}: F1 of mentions {:.3}", score.f1());
        assert!(score.pairs_f1() >= pairs, "{set}: F1 of pairs {:.3}", score.pairs_f1());
        assert!(traps * score.traps_linked <= score.traps, "{set}: {} traps", score.traps_linked);
    }
}

#[test]
fn an_atlas_of_dutch_regional_news_opens_on_the_netherlands() {
    let mut counts = BTreeMap::<GeoId, u32>::new();
    for text in [
        "practice/01-brand-brabant",
        "practice/17-nl-provincies",
        "practice/20-tilburg-bibliotheek-few",
        "practice/50-kerk-veluwe-few",
        "practice/53-hockey-uitslagen",
        "held_out/13-nl-noorden-aardgas",
    ] {
        let text = Truth::read(&case(&format!("places/{text}.txt"))).unwrap().text;
        let found = gazetteer().find(&text).into_iter().filter(|mention| mention.role.counts());
        let towns: BTreeSet<GeoId> = found.map(|mention| mention.place).collect();
        towns.into_iter().for_each(|town| *counts.entry(town).or_default() += 1);
    }
    let city = |(number, (id, count)): (usize, (&GeoId, &u32))| {
        let place = gazetteer().place(*id).unwrap();
        let (place_id, choice) = (PlaceId(number as u32), Choice::Free);
        let at = project(place.lat.into(), place.lon.into());
        Spot { place: place_id, at, count: *count, choice }
    };
    let cities: Vec<Spot> = counts.iter().enumerate().map(city).collect();
    let view = home(&cities, 600.0, 400.0);
    assert!(view.visible(52.09, 5.12), "Utrecht");
    for (name, lat, lon) in [("London", 51.5, -0.1), ("Berlin", 52.5, 13.4), ("Paris", 48.9, 2.3)] {
        assert!(!view.visible(lat, lon), "{name}");
    }
}

#[test]
fn every_mention_says_why() {
    for (text, wanted) in [
        ("De president sprak in Wilmington, Delaware.", Why::Beside),
        ("Hij woont in Goes.", Why::Words),
        ("Moskou dreigt met een antwoord.", Why::Government),
        ("Rotterdam is klaar voor het feest.", Why::Fame),
        ("In de regio Donetsk wordt gevochten.", Why::OtherRole),
        ("De Oekraïense stad Wuhledar is gevallen.", Why::Sound),
    ] {
        let found = gazetteer().explain(text).into_iter();
        let found: Vec<Why> = found.map(|(_, why)| why).filter(|why| *why != Why::Area).collect();
        assert_eq!(found, [wanted], "{text}");
    }
    let slip = gazetteer().explain("In Boetsja is het stil. Wie blijft in Boetja?");
    assert_eq!(slip.last().map(|(_, why)| *why), Some(Why::Slip));
}

#[test]
fn every_mention_tells_what_else_it_could_have_been() {
    let others = |text: &str| {
        let found = gazetteer().find(text);
        gazetteer().alternatives(&text[found[0].span.clone()], found[0].place)
    };
    let bergen = others("In Bergen in Noorwegen regent het.");
    assert!(bergen.contains(&GeoId(2759154)) && bergen.contains(&GeoId(2790869)), "{bergen:?}");
    assert!(!bergen.contains(&GeoId(3161732)));
    assert_eq!(others("In Wuhledar in Oekraïne is het stil."), []);
    assert!(others("In Utrecht is feest.").contains(&GeoId(2745909)), "the province");
}

#[test]
fn every_default_is_a_place_of_that_name() {
    let defaults = String::from_utf8(read("../data/places/defaults.txt")).unwrap();
    for line in defaults.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (id, names) = line.split_once(" | ").unwrap();
        let id = GeoId(id.parse().unwrap());
        for name in names.split(", ") {
            assert!(gazetteer().lookup(name).contains(&id), "defaults.txt: {name} is not {}", id.0);
        }
    }
}

#[test]
fn crimea_is_in_ukraine() {
    let simferopol = gazetteer().place(GeoId(693805)).unwrap();
    assert_eq!(simferopol.country, *b"UA");
    let krim = gazetteer().place(simferopol.region.unwrap()).unwrap();
    assert_eq!((&*krim.name, krim.kind, krim.country), ("Krim", PlaceKind::Region, *b"UA"));
}

#[test]
fn a_place_knows_its_region_and_country() {
    for (id, region, country) in [
        (703448, "Kiev", "Oekraïne"),
        (702972, "Loehansk", "Oekraïne"),
        (2755476, "Zeeland", "Nederland"),
        (4145381, "Delaware", "Verenigde Staten"),
        (2759794, "Noord-Holland", "Nederland"),
    ] {
        let place = gazetteer().place(GeoId(id)).unwrap();
        let named = |id: Option<GeoId>| gazetteer().place(id.unwrap()).unwrap();
        let (in_region, in_country) = (named(place.region), named(place.country_id));
        assert_eq!((&*in_region.name, in_region.kind), (region, PlaceKind::Region));
        assert_eq!((&*in_country.name, in_country.kind), (country, PlaceKind::Country));
        assert_eq!((in_region.region, in_region.country_id), (place.region, place.country_id));
        assert_eq!(in_country.country_id, place.country_id);
    }
}

/// What is found that is no mention of a town: the words, the name of the place, the role.
fn others(text: &str) -> Vec<(String, String, Role)> {
    let found = gazetteer().find(text).into_iter().filter(|mention| !mention.role.counts());
    let name = |mention: &Mention| gazetteer().place(mention.place).unwrap().name;
    found.map(|m| (text[m.span.clone()].to_string(), name(&m), m.role)).collect()
}

#[test]
fn regions_and_countries_are_listed_as_what_they_are() {
    for (text, words, name, role) in [
        ("De regio Donetsk ligt onder vuur.", "Donetsk", "Donetsk", Role::Region),
        ("Het is stil op de Krim.", "Krim", "Krim", Role::Region),
        ("In Friesland vroor het.", "Friesland", "Friesland", Role::Region),
        ("De VS aarzelen.", "VS", "Verenigde Staten", Role::Country),
        ("Een Russische tank.", "Russische", "Rusland", Role::Adjective),
        ("Twee Oekraïners zijn gered.", "Oekraïners", "Oekraïne", Role::Adjective),
        ("De partij Volt Nederland groeit.", "Nederland", "Nederland", Role::PartOfName),
        ("Premier Georgia Meloni zweeg.", "Georgia", "Georgia", Role::PartOfName),
    ] {
        assert_eq!(others(text), [(words.to_string(), name.to_string(), role)], "{text}");
    }
    assert!(others("Let op, zei hij. Est je bord leeg.").is_empty());
}

#[test]
fn facilities_count_for_their_city_and_say_so() {
    for (text, words, city) in [
        ("De Azovstal-fabriek werd belegerd.", "Azovstal-fabriek", "Marioepol"),
        ("Ook staalfabriek Illitsj viel.", "staalfabriek Illitsj", "Marioepol"),
        ("Het Kremlin ontkent.", "Kremlin", "Moskou"),
        ("Op de Krim-brug reed een trein.", "Krim-brug", "Kertsj"),
        ("De kerncentrale van Zaporizja ligt stil.", "kerncentrale van Zaporizja", "Enerhodar"),
        ("Bij het Witte Huis stond een rij.", "Witte Huis", "Washington"),
        ("Zij studeert aan de Sjevtsjenko-universiteit.", "Sjevtsjenko-universiteit", "Kiev"),
    ] {
        let found = gazetteer().find(text);
        let [mention] = &found[..] else { panic!("{text}: {found:?}") };
        assert_eq!((&text[mention.span.clone()], mention.role), (words, Role::Facility));
        assert_eq!(gazetteer().place(mention.place).unwrap().name, city, "{text}");
    }
    for text in
        ["Een wit huis en witte huizen.", "Hotel Binnenhof is vol.", "Het kremlin van Kazan."]
    {
        let roles: Vec<Role> = gazetteer().find(text).iter().map(|mention| mention.role).collect();
        assert!(!roles.contains(&Role::Facility), "{text}");
    }
}

#[test]
fn every_facility_lies_in_a_known_city() {
    let facilities = String::from_utf8(read("../data/places/facilities.txt")).unwrap();
    for line in facilities.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let id = line.split(" | ").next().unwrap().parse().unwrap();
        let place = gazetteer().place(GeoId(id));
        assert!(place.is_some_and(|place| place.kind == PlaceKind::City), "facilities.txt: {line}");
    }
}

#[test]
fn of_regions_of_one_name_the_text_tells_which() {
    let country = |text: &str| gazetteer().place(gazetteer().find(text).last().unwrap().place);
    let of = |text| country(text).unwrap().country;
    assert_eq!(of("De Belgische politie sloot een weg in Limburg."), *b"BE");
    assert_eq!(of("De Nederlandse politie sloot een weg in Limburg."), *b"NL");
    assert_eq!(of("In Pakistan overstroomde de provincie Punjab."), *b"PK");
}

#[test]
fn a_gazetteer_is_the_same_unfolded_bit_by_bit() {
    let [whole, ahead] = [(); 2].map(|()| Gazetteer::open(bytes()).unwrap());
    let steps =
        1 + std::iter::repeat_with(|| ahead.unfold(20_000)).take_while(|left| *left).count();
    assert_eq!(steps, whole.len().div_ceil(20_000));
    assert!(ahead.ids().eq(whole.ids()));
    assert!(ahead.ids().all(|id| ahead.place(id) == whole.place(id)));
    let begun = Gazetteer::open(bytes()).unwrap();
    assert!(begun.unfold(1));
    assert!(begun.ids().eq(whole.ids()));
}

#[test]
fn what_is_no_gazetteer_is_refused() {
    assert_eq!(Gazetteer::open(b"").unwrap_err(), GazetteerError::NotAGazetteer);
    assert_eq!(Gazetteer::open(b"PK\x03\x04....").unwrap_err(), GazetteerError::NotAGazetteer);
    let mut later = bytes().to_vec();
    later[4] = 99;
    assert_eq!(Gazetteer::open(&later).unwrap_err(), GazetteerError::Version(99));
}

/// Bytes whose checksum is right whatever else is wrong: opening must find that out too.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = xxhash_rust::xxh3::xxh3_64(&bytes[16..]);
    bytes[8..16].copy_from_slice(&sum.to_le_bytes());
    bytes
}

#[test]
fn megabytes_of_chance_are_read() {
    // xorshift64 (Marsaglia): the same text on every machine.
    let (mut state, mut text) = (88_172_645_463_325_252u64, String::new());
    while text.len() < 10 << 20 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.extend(char::from_u32((state % 0x11_0000) as u32));
        if state.is_multiple_of(64) {
            text.push_str(" in Kiev-");
        }
    }
    let mentions = gazetteer().find(&text);
    assert!(mentions.iter().all(|mention| text.get(mention.span.clone()).is_some()));
    assert!(mentions.is_sorted_by_key(|mention| mention.span.start));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_damaged_gazetteer_is_refused(at in 0usize..1_000_000, flip in 1u8..) {
        let mut damaged = bytes().to_vec();
        let at = at % damaged.len();
        damaged[at] ^= flip;
        prop_assert!(Gazetteer::open(&damaged).is_err());
        prop_assert!(Gazetteer::open(&bytes()[..at]).is_err());
    }

    #[test]
    fn a_forged_gazetteer_never_panics(
        edits in prop::collection::vec((16usize..1_000_000, any::<u8>()), 1..20),
        text in "([A-Z][a-z]{2,8}[ -]){1,20}",
    ) {
        let mut forged = bytes().to_vec();
        let length = forged.len();
        for (at, value) in edits {
            forged[16 + at % (length - 16)] = value;
        }
        let forged = resealed(forged);
        if let Ok(gazetteer) = Gazetteer::open(&forged) {
            for mention in gazetteer.find(&format!("{text} in Kiev en Charkow")) {
                gazetteer.place(mention.place);
                gazetteer.names(mention.place);
            }
        }
    }

    #[test]
    fn spans_are_in_order_on_borders_and_do_not_overlap(
        words in prop::collection::vec(
            prop_oneof![
                Just("Kiev".to_string()), Just("in".to_string()), Just("'s-".to_string()),
                Just("New York".to_string()), Just("Den Haag".to_string()),
                Just("Kievs".to_string()), Just("-".to_string()), Just("\n".to_string()),
                Just("St. Louis".to_string()), Just("É́\u{301}".to_string()), ".{0,6}",
            ],
            0..60,
        ),
    ) {
        let text = words.join(" ");
        let mentions = gazetteer().find(&text);
        let mut end = 0;
        for mention in &mentions {
            prop_assert!(mention.span.start >= end && mention.span.end > mention.span.start);
            prop_assert!(text.get(mention.span.clone()).is_some());
            end = mention.span.end;
        }
        prop_assert_eq!(mentions, gazetteer().find(&text));
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        gazetteer().find(&text);
    }
}

/// Names that are read by what the rest of the text says.
fn town() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "in Kiev",
        "Essen",
        "Bergen, Noorwegen",
        "Boetja",
        "Wuhledar",
        "het Kremlin",
        "Limburg",
        "de Russische",
        "Jan Houston",
        "uit Boetsja",
    ])
}

/// The mentions that an atlas of these files holds of the document `m`, by span, place and role.
fn mentions_in_atlas(files: &[(&str, &str)]) -> Vec<(usize, usize, GeoId, Role)> {
    let sources: Vec<Source> =
        files.iter().map(|(path, text)| Source { path, bytes: text.as_bytes() }).collect();
    let entry = |id| gazetteer().entry(id);
    let atlas = atlas::build(&sources, &|text| gazetteer().find(text), &entry).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let mentions = archive.mentions(archive.find_document("m").unwrap()).into_iter();
    mentions.map(|m| (m.span.start, m.span.end, archive.place(m.place).id, m.role)).collect()
}

proptest! {
    // Each case opens a gazetteer of its own.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn what_stands_around_a_document_changes_nothing(
        others in prop::collection::vec("([A-Z][a-z]{2,8}[ ,.-]){0,12}", 0..4),
        towns in prop::collection::vec(town(), 0..12),
    ) {
        let text = towns.join(" was stil. ");
        let mut files = vec![("m.txt", text.as_str())];
        let alone = mentions_in_atlas(&files);
        let around = ["a.txt", "l.txt", "n.txt", "z.txt"];
        files.extend(around.into_iter().zip(others.iter().map(String::as_str)));
        prop_assert_eq!(mentions_in_atlas(&files), alone);
    }

    #[test]
    fn what_was_read_before_changes_nothing(
        others in prop::collection::vec("([A-Z][a-z]{2,8}[ ,.-]){0,12}", 0..4),
        towns in prop::collection::vec(town(), 0..12),
    ) {
        let text = towns.join(" was stil. ");
        let alone = Gazetteer::open(bytes()).unwrap().find(&text);
        for other in others {
            gazetteer().find(&other);
        }
        prop_assert_eq!(gazetteer().find(&text), alone);
    }
}
