//! What the tests share: the seeds, and a hand-made gazetteer that stands in for the real one.

use engine::atlas::{self, Atlas};
use engine::ids::GeoId;
use engine::place::{Mention, Place, PlaceEntry, PlaceKind, Role};
use engine::seed::{CorpusError, Source};
use std::cmp::Reverse;
use std::sync::LazyLock;

/// GeoNames id, region, country, and all names, the one to show first. The region has the name of
/// its largest city.
const PLACES: &[(u32, u32, u32, &[&str])] = &[
    (536203, 0, RUSSIA, &["Sint-Petersburg", "Saint Petersburg"]),
    (687700, 0, UKRAINE, &["Zaporizja", "Zaporizhzhia"]),
    (UKRAINE, 0, UKRAINE, &["Oekraïne", "Oekraine"]),
    (701822, 0, UKRAINE, &["Marioepol", "Mariupol"]),
    (703448, 0, UKRAINE, &["Kiev", "Kyiv", "Kyjiv"]),
    (KHARKIV_REGION, KHARKIV_REGION, UKRAINE, &["Charkov", "Charkivska"]),
    (706483, KHARKIV_REGION, UKRAINE, &["Charkov", "Charkiv", "Kharkiv"]),
    (RUSSIA, 0, RUSSIA, &["Rusland"]),
];

pub const UKRAINE: u32 = 690791;
pub const KHARKIV_REGION: u32 = 706482;
pub const RUSSIA: u32 = 2017370;

/// The files of the seeds folder, by name.
pub const SEEDS: [(&str, &[u8]); 5] = [
    ("000_22d6a09a2baa00c6.txt", include_bytes!("../../../seeds/000_22d6a09a2baa00c6.txt")),
    ("001_406e6ded83c85766.txt", include_bytes!("../../../seeds/001_406e6ded83c85766.txt")),
    ("002_8e7993026c81cd8b.txt", include_bytes!("../../../seeds/002_8e7993026c81cd8b.txt")),
    ("003_09abae45340d8808.txt", include_bytes!("../../../seeds/003_09abae45340d8808.txt")),
    ("004_d2297999e083d57d.txt", include_bytes!("../../../seeds/004_d2297999e083d57d.txt")),
];

/// Every literal occurrence of a name of a city or country, `Charkivska` for the region of
/// Charkov, and adjectives of Ukraine. Not whole words only, but never one inside another.
pub fn find(text: &str) -> Vec<Mention> {
    let named = PLACES.iter().flat_map(|(id, _, _, names)| match kind(*id) {
        PlaceKind::City => names.iter().map(|name| (*name, *id, Role::Literal)).collect(),
        PlaceKind::Region => vec![(names[1], *id, Role::Region)],
        PlaceKind::Country => vec![(names[0], *id, Role::Country)],
    });
    let mut mentions = Vec::new();
    for (name, id, role) in named.chain([("Oekraïense", UKRAINE, Role::Adjective)]) {
        let spans = text.match_indices(name).map(|(at, _)| at..at + name.len());
        mentions.extend(spans.map(|span| Mention { span, place: GeoId(id), role }));
    }
    // `Charkiv` begins `Charkivska`.
    mentions.sort_by_key(|mention: &Mention| (mention.span.start, Reverse(mention.span.end)));
    mentions.dedup_by(|later, earlier| later.span.start < earlier.span.end);
    mentions
}

fn kind(id: u32) -> PlaceKind {
    match id {
        UKRAINE | RUSSIA => PlaceKind::Country,
        KHARKIV_REGION => PlaceKind::Region,
        _ => PlaceKind::City,
    }
}

/// What the hand-made gazetteer knows of a place.
pub fn entry(id: GeoId) -> Option<PlaceEntry> {
    let (_, region, country, names) = PLACES.iter().find(|(known, ..)| *known == id.0)?;
    let known = |id: u32| Some(GeoId(id)).filter(|id| id.0 > 0);
    let place = Place {
        id,
        name: names[0].to_owned(),
        country: if *country == UKRAINE { *b"UA" } else { *b"RU" },
        lat: 50.45466,
        lon: -30.5238,
        population: 100_000,
        kind: kind(id.0),
        region: known(*region),
        country_id: known(*country),
    };
    Some(PlaceEntry { place, names: names.iter().map(|name| name.to_string()).collect() })
}

/// Builds an atlas of files given as path and bytes.
pub fn build<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Result<Atlas, CorpusError> {
    let source = |(path, bytes): &'_ (_, B)| (*path, bytes.as_ref().to_owned());
    let owned: Vec<(&str, Vec<u8>)> = files.iter().map(source).collect();
    let sources: Vec<Source> = owned.iter().map(|(path, bytes)| Source { path, bytes }).collect();
    atlas::build(&sources, &find, &entry)
}

/// The archive of the seeds.
pub fn seeds() -> &'static [u8] {
    static BYTES: LazyLock<Vec<u8>> =
        LazyLock::new(|| build(&SEEDS).expect("the seeds make an atlas").bytes);
    &BYTES
}
