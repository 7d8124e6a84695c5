//! The archive: an atlas as bytes, opened where they lie.
//!
//! This module alone knows the layout. All numbers are little-endian and 32 bits wide unless
//! said otherwise; ranges are half-open; degrees are hundred-thousandths, as signed numbers.
//!
//! ```text
//! 8 bytes   magic, NWSATLAS
//! 8 bytes   XXH3-64 of all bytes after these
//! number    format version
//! number    analysis version (of the module `text`)
//! 14 times  begin and end of a section, in bytes from the start of the archive; the sections
//!           follow each other in this order without gaps up to the end
//! ```
//!
//! Two sections are UTF-8: TEXTS, the sources byte for byte one after another, and STRINGS, all
//! other words. Eleven are tables of records. A field `..string` is a range of STRINGS; `..text`
//! is a range of bytes inside the document's own text.
//!
//! ```text
//! DOCUMENTS   ..string name, ..string title, title's origin, date's precision (0 none, 1 year,
//!             2 month, 3 day), date (year, month number or day number), date's origin,
//!             suggestion's day (0: no suggestion), month, year (0: unknown), ..text evidence,
//!             ..string source (empty: unknown), ..string language, ..range of TEXTS,
//!             ..range of ITEMS, ..range of PARAGRAPHS, ..range of MENTIONS;
//!             in order of the name
//! ITEMS       document, ..text span, ..text heading (empty: none), ..range of PARAGRAPHS,
//!             length in words
//! PARAGRAPHS  ..text span, kind
//! MENTIONS    ..text span, place, role; by document, in the order of the text
//! PLACES      GeoNames id, ..range of NAMES, country (two letters, the first in the low byte),
//!             latitude, longitude, population, ..range of POSTINGS, number of items;
//!             in order of the id
//! NAMES       ..string name; the first of a place's is the one to show
//! KEYS        ..string key of a name, place; in order of the key, then the place
//! FORMS       ..string form, ..range of POSTINGS, number of items, family; in order of the form
//! FAMILIES    ..string stem, ..range of MEMBERS with that stem, ..range of MEMBERS that have a part
//!             with that stem; in order of the stem
//! MEMBERS     form
//! SOUNDS      ..string sound of a name, form; in order of the sound, then the form
//! ```
//!
//! POSTINGS are varints. Those of a form, for each item: the item (as the difference from the
//! one before), occurrences in running text, occurrences in headings, bytes that follow, and
//! for each occurrence twice its position (as the difference from the one before), plus one in a
//! heading. Those of a place, for each item: the item (likewise) and its mentions that count.

mod check;
mod read;
mod wire;
mod write;

pub use crate::index::PlaceMention;
pub(crate) use read::FormId;
pub use read::{Document, Item, Paragraph};
pub(crate) use write::write;

use crate::text::ANALYSIS_VERSION;
use std::fmt;
use wire::Table;
use xxhash_rust::xxh3::xxh3_64;

const MAGIC: &[u8; 8] = b"NWSATLAS";
const FORMAT_VERSION: u32 = 2;
const SECTIONS: usize = 14;
/// Where the bytes begin that the checksum is of.
const SUMMED: usize = 16;
const HEADER: usize = SUMMED + 8 + 8 * SECTIONS;

/// An opened atlas. A copy is cheap: it borrows the bytes.
#[derive(Clone, Copy)]
pub struct Archive<'a> {
    checksum: u64,
    texts: &'a str,
    strings: &'a str,
    documents: Table<'a, 25>,
    items: Table<'a, 8>,
    paragraphs: Table<'a, 3>,
    mentions: Table<'a, 4>,
    places: Table<'a, 10>,
    names: Table<'a, 2>,
    keys: Table<'a, 3>,
    forms: Table<'a, 6>,
    families: Table<'a, 6>,
    members: Table<'a, 1>,
    sounds: Table<'a, 3>,
    postings: &'a [u8],
}

/// Why bytes are refused as an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ArchiveError {
    /// Fewer bytes than the header has.
    TooShort {
        /// Bytes there are.
        bytes: usize,
    },
    /// Not an archive at all.
    NoArchive,
    /// Made by another version of this program.
    Version {
        /// Format and analysis of the archive.
        found: (u32, u32),
        /// Format and analysis of this program.
        expected: (u32, u32),
    },
    /// Damaged on the way.
    Checksum,
    /// A part does not fit the others: made by a faulty program.
    Inconsistent {
        /// Which part.
        part: &'static str,
    },
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            ArchiveError::TooShort { bytes } => {
                write!(f, "the archive is cut off: only {bytes} bytes")
            }
            ArchiveError::NoArchive => write!(f, "these bytes are no atlas archive"),
            ArchiveError::Version { found, expected } => write!(
                f,
                "the archive has format {} and analysis {}, this program reads {} and {}: \
                 build both with the same version",
                found.0, found.1, expected.0, expected.1
            ),
            ArchiveError::Checksum => {
                write!(f, "the archive is damaged: its checksum does not fit; fetch it anew")
            }
            ArchiveError::Inconsistent { part } => {
                write!(f, "the archive is inconsistent in its {part}: build it anew")
            }
        }
    }
}

impl std::error::Error for ArchiveError {}

impl<'a> Archive<'a> {
    /// Opens an archive without copying it.
    ///
    /// Everything that is reached by number or range is checked here, so that no later step can
    /// fail; only postings are read as they come, and end where they make no sense.
    ///
    /// # Errors
    /// The first of [`ArchiveError`]'s that applies, in their order.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, ArchiveError> {
        if bytes.len() < HEADER {
            return Err(ArchiveError::TooShort { bytes: bytes.len() });
        }
        if &bytes[..8] != MAGIC {
            return Err(ArchiveError::NoArchive);
        }
        let found = (wire::number(bytes, SUMMED), wire::number(bytes, SUMMED + 4));
        let expected = (FORMAT_VERSION, ANALYSIS_VERSION);
        if found != expected {
            return Err(ArchiveError::Version { found, expected });
        }
        let checksum = xxh3_64(&bytes[SUMMED..]);
        if bytes[8..SUMMED] != checksum.to_le_bytes() {
            return Err(ArchiveError::Checksum);
        }
        let archive = Self::sections(bytes, checksum)?;
        archive.check()?;
        Ok(archive)
    }

    /// The checksum in hexadecimal: two archives with the same id are the same.
    pub fn id(&self) -> String {
        format!("{:016x}", self.checksum)
    }

    fn sections(bytes: &'a [u8], checksum: u64) -> Result<Archive<'a>, ArchiveError> {
        let bound = |nth| wire::number(bytes, SUMMED + 8 + 4 * nth) as usize;
        let mut end = HEADER;
        let mut sections = [&bytes[..0]; SECTIONS];
        for (nth, section) in sections.iter_mut().enumerate() {
            let range = bound(2 * nth)..bound(2 * nth + 1);
            let inconsistent = ArchiveError::Inconsistent { part: "section table" };
            if range.start != end {
                return Err(inconsistent);
            }
            end = range.end;
            *section = bytes.get(range).ok_or(inconsistent)?;
        }
        if end != bytes.len() {
            return Err(ArchiveError::Inconsistent { part: "section table" });
        }
        let [texts, strings, documents, items, paragraphs, mentions, places, names, ..] = sections;
        let [.., keys, forms, families, members, sounds, postings] = sections;
        Ok(Archive {
            checksum,
            texts: words(texts, "texts")?,
            strings: words(strings, "strings")?,
            documents: table(documents, "documents")?,
            items: table(items, "items")?,
            paragraphs: table(paragraphs, "paragraphs")?,
            mentions: table(mentions, "mentions")?,
            places: table(places, "places")?,
            names: table(names, "names")?,
            keys: table(keys, "keys")?,
            forms: table(forms, "forms")?,
            families: table(families, "families")?,
            members: table(members, "members")?,
            sounds: table(sounds, "sounds")?,
            postings,
        })
    }
}

impl fmt::Debug for Archive<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Archive({}, {} documents)", self.id(), self.documents.len())
    }
}

fn words<'a>(bytes: &'a [u8], part: &'static str) -> Result<&'a str, ArchiveError> {
    std::str::from_utf8(bytes).map_err(|_| ArchiveError::Inconsistent { part })
}

fn table<'a, const N: usize>(
    bytes: &'a [u8],
    part: &'static str,
) -> Result<Table<'a, N>, ArchiveError> {
    Table::new(bytes).ok_or(ArchiveError::Inconsistent { part })
}
