//! Damaged archives: refused or read, never a panic.

use crate::common;

use engine::archive::{Archive, ArchiveError};
use engine::query::Query;
use engine::reader;
use engine::search::{Page, search};
use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// Where the checksum stands and what it is of, told here a second time on purpose: the archive
/// of today must open tomorrow.
const SUMMED: usize = 16;

/// A small atlas, so that damage hits something that matters.
fn small() -> Vec<u8> {
    let files = [
        (
            "a.txt",
            " date 2022-10 Raketten op Kiev en Charkov, zegt men in Sint-Petersburg.\n\nKrim\n\nDe aanval op Kyiv duurt voort, zonder staakt-het-vuren.",
        ),
        (
            "b.txt",
            "liveblog\n\nEerste kop\n\nTekst van op 19 april.\n\nTweede kop\n\nNog meer tekst over raketten.",
        ),
        ("corpus.toml", "[b]\nsource = \"NOS\""),
    ];
    common::build(&files).expect("three good files").bytes
}

fn repair(bytes: &mut [u8]) {
    if bytes.len() > SUMMED {
        let sum = xxh3_64(&bytes[SUMMED..]);
        bytes[8..SUMMED].copy_from_slice(&sum.to_le_bytes());
    }
}

/// Uses everything that an archive offers.
fn use_up(archive: &Archive) {
    for text in
        ["", "raket aanval", "\"aanval op\"", "kiev OR staakt-het-vuren -x", "plaats:ki van:2022"]
    {
        let query = Query { text: text.to_owned(), ..Query::default() };
        search(archive, &query, Page { offset: 0, limit: 10 });
        for (doc, _) in archive.documents() {
            reader::read(archive, doc, &query, None);
        }
    }
    archive.places().for_each(|(id, _)| drop(archive.place_names(id)));
}

#[test]
fn each_damage_has_its_name() {
    let good = small();
    assert_eq!(Archive::open(&good[..20]).unwrap_err(), ArchiveError::TooShort { bytes: 20 });
    assert_eq!(Archive::open(&good[..good.len() - 1]).unwrap_err(), ArchiveError::Checksum);
    let mut bytes = good.clone();
    bytes[0] = b'X';
    assert_eq!(Archive::open(&bytes).unwrap_err(), ArchiveError::NoArchive);
    let mut bytes = good.clone();
    bytes[16] = 99;
    assert!(matches!(Archive::open(&bytes), Err(ArchiveError::Version { found: (99, _), .. })));
    let mut bytes = good.clone();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    assert_eq!(Archive::open(&bytes).unwrap_err(), ArchiveError::Checksum);
    let mut bytes = good;
    bytes.push(0);
    repair(&mut bytes);
    let part = "section table";
    assert_eq!(Archive::open(&bytes).unwrap_err(), ArchiveError::Inconsistent { part });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn changed_bytes_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
        repaired in prop::bool::weighted(0.9),
    ) {
        let mut bytes = small();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if repaired {
            repair(&mut bytes);
        }
        if let Ok(archive) = Archive::open(&bytes) {
            use_up(&archive);
        }
    }

    #[test]
    fn random_bytes_never_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        repair(&mut bytes);
        prop_assert!(Archive::open(&bytes).is_err());
    }
}

/// Every number of the archive set to each of a few telling values in turn.
#[test]
fn every_number_may_be_wrong() {
    let good = small();
    let (mut opened, mut refused) = (0, 0);
    for at in SUMMED + 8..good.len() - 3 {
        for wrong in [0u32, 1, 0x7FFF_FFFF, u32::MAX] {
            let mut bytes = good.clone();
            bytes[at..at + 4].copy_from_slice(&wrong.to_le_bytes());
            repair(&mut bytes);
            match Archive::open(&bytes) {
                Ok(archive) => {
                    opened += 1;
                    use_up(&archive);
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert!(opened > 100 && refused > 100, "both ways are tried: {opened}, {refused}");
}
