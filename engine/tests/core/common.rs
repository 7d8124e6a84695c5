//! What the tests share: the seeds, and a hand-made gazetteer that stands in for the real one.

use engine::atlas::{self, Atlas, PlaceEntry};
use engine::ids::GeoId;
use engine::place::{Mention, Place, PlaceKind, Role};
use engine::seed::{CorpusError, Source};
use std::sync::LazyLock;

/// GeoNames id and all names, the one to show first.
const PLACES: &[(u32, &[&str])] = &[
    (536203, &["Sint-Petersburg", "Saint Petersburg"]),
    (687700, &["Zaporizja", "Zaporizhzhia"]),
    (701822, &["Marioepol", "Mariupol"]),
    (703448, &["Kiev", "Kyiv", "Kyjiv"]),
    (706483, &["Charkov", "Charkiv", "Kharkiv"]),
];

/// The files of the seeds folder, by name.
pub const SEEDS: [(&str, &[u8]); 5] = [
    ("000_22d6a09a2baa00c6.txt", include_bytes!("../../../seeds/000_22d6a09a2baa00c6.txt")),
    ("001_406e6ded83c85766.txt", include_bytes!("../../../seeds/001_406e6ded83c85766.txt")),
    ("002_8e7993026c81cd8b.txt", include_bytes!("../../../seeds/002_8e7993026c81cd8b.txt")),
    ("003_09abae45340d8808.txt", include_bytes!("../../../seeds/003_09abae45340d8808.txt")),
    ("004_d2297999e083d57d.txt", include_bytes!("../../../seeds/004_d2297999e083d57d.txt")),
];

/// Every literal occurrence of a known name.
pub fn find(text: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (id, names) in PLACES {
        for name in *names {
            let place = GeoId(*id);
            mentions.extend(text.match_indices(name).map(|(at, _)| Mention {
                span: at..at + name.len(),
                place,
                role: Role::Literal,
            }));
        }
    }
    mentions
}

/// What the hand-made gazetteer knows of a place.
pub fn entry(id: GeoId) -> Option<PlaceEntry> {
    let (_, names) = PLACES.iter().find(|(known, _)| *known == id.0)?;
    let place = Place {
        id,
        name: names[0].to_owned(),
        country: *b"UA",
        lat: 50.45466,
        lon: -30.5238,
        population: 100_000,
        kind: PlaceKind::City,
        region: None,
        country_id: None,
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
