//! The archive: an atlas as bytes, opened where they lie.
//!
//! This module alone knows the layout. Header numbers are little-endian and 32 bits wide.
//!
//! ```text
//! 8 bytes   magic, NWSATLAS
//! 8 bytes   XXH3-64 of all bytes after these
//! number    format version
//! number    analysis version (of the module `text`)
//! 9 times   begin and end of a section, in bytes from the start of the archive; the sections
//!           follow each other in this order without gaps up to the end
//! ```
//!
//! Every section is a stream of bits (module `bits`), whose content its own module tells:
//!
//! ```text
//! DOCUMENTS   `documents`: names, dates, items, and where in the prose they are
//! PLACES      `places`: the places that are mentioned, with their names
//! LEXICON     `lexicon`: forms, the words that are written for them, their families
//! MODEL       `symbols`: separators, breaks, and the codes that the prose is written in
//! PROSE       `symbols`, `documents`: mentions, titles and texts
//! LISTS       `postings`: which items hold each form
//! BEGUN       `begun`: items for beginnings that very many words have
//! SOUNDS      `write`: names by the hash of their sound
//! ALIKE       `alike`: near-duplicates
//! ```
//!
//! A text is kept once, as a row of symbols: that is also where the positions of words are, for
//! phrases, nearness, passages and marks.

mod alike;
mod begun;
mod bits;
mod codes;
mod corrected;
mod documents;
mod huffman;
mod lexicon;
mod named;
mod places;
mod positions;
mod postings;
mod prose;
mod read;
mod rows;
mod strings;
mod symbols;
mod tables;
mod wire;
mod write;

pub use crate::index::PlaceMention;
pub(crate) use lexicon::FormId;
pub(crate) use postings::ListBuffer;
pub use prose::Body;
pub(crate) use prose::{ItemParagraph, ItemText, Written};
pub use read::{Document, Item, Paragraph};
pub(crate) use write::write;

use crate::ids::DocId;
use crate::text::ANALYSIS_VERSION;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::xxh3_64;

const MAGIC: &[u8; 8] = b"NWSATLAS";
const FORMAT_VERSION: u32 = 4;
const SECTIONS: usize = 9;
/// Where the bytes begin that the checksum is of.
const SUMMED: usize = 16;
const HEADER: usize = SUMMED + 8 + 8 * SECTIONS;

/// An opened atlas: it borrows the bytes, and unfolds what every search needs. A copy shares that.
#[derive(Clone)]
pub struct Archive<'a> {
    checksum: u64,
    /// Bytes of the sections.
    parts: [usize; SECTIONS],
    documents: Arc<documents::Documents<'a>>,
    places: Arc<places::Places>,
    lexicon: Arc<lexicon::Lexicon<'a>>,
    prose: Arc<symbols::Reader<'a>>,
    lists: Arc<postings::Lists<'a>>,
    begun: Arc<begun::Begun<'a>>,
    /// Names by the hash of their sound.
    sounds: Arc<Vec<(u16, u32)>>,
    alike: Arc<alike::Alike>,
    /// For every document the bit where its title begins, and the title once it is asked for.
    titles: Arc<Vec<(usize, OnceLock<Box<str>>)>>,
    tables: Arc<tables::Tables>,
    /// Which items name which places.
    named: Arc<named::Named>,
    /// Where frequent forms stand, once a phrase asks for them.
    positions: Arc<OnceLock<positions::Positions>>,
    /// The mentions of the documents in which corrections changed any.
    changed: Arc<BTreeMap<DocId, Vec<documents::MentionRecord>>>,
}

impl fmt::Debug for Archive<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Archive {}", self.id())
    }
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
    /// Opens an archive.
    ///
    /// What is reached by number or range is checked here, so that no later step can fail; texts
    /// and lists are read as they come, and end where they make no sense.
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
        Self::unfold(checksum, sections(bytes)?)
    }

    /// The sections with their bytes, in the order they have.
    pub fn parts(&self) -> [(&'static str, usize); SECTIONS] {
        let names = [
            "documents",
            "places",
            "lexicon",
            "model",
            "prose",
            "lists",
            "begun",
            "sounds",
            "alike",
        ];
        std::array::from_fn(|nth| (names[nth], self.parts[nth]))
    }

    /// The checksum in hexadecimal: two archives with the same id are the same.
    pub fn id(&self) -> String {
        format!("{:016x}", self.checksum)
    }

    fn unfold(checksum: u64, sections: [&'a [u8]; SECTIONS]) -> Result<Archive<'a>, ArchiveError> {
        let [documents, places, lexicon, model, prose, lists, begun, sounds, alike] = sections;
        let places = require(places::Places::open(places), "places")?;
        let documents = documents::Documents::open(documents, prose, places.len());
        let documents = require(documents, "documents")?;
        let items = documents.items.len() as u32;
        require((items <= named::Naming::ITEMS).then_some(()), "documents")?;
        let mut titles = Vec::with_capacity(documents.documents.len());
        let mentions = |doc: DocId| {
            let (mentions, title) = documents.mentions(doc);
            titles.push((title, OnceLock::new()));
            mentions
        };
        // Before the lexicon, whose many tables then fill the gaps that this leaves in memory.
        let named = named::Named::count(&documents, &places, mentions);
        let lexicon = require(lexicon::Lexicon::open(lexicon), "lexicon")?;
        let prose = symbols::Reader::open(model, prose, lexicon.word_count());
        Ok(Archive {
            checksum,
            parts: sections.map(<[u8]>::len),
            prose: Arc::new(require(prose, "model")?),
            lists: Arc::new(require(postings::Lists::open(lists, items), "lists")?),
            begun: {
                let begun = begun::Begun::open(begun, items, lexicon.form_count());
                Arc::new(require(begun, "begun")?)
            },
            sounds: Arc::new(require(read::sounds(sounds, lexicon.form_count()), "sounds")?),
            alike: Arc::new(require(alike::Alike::open(alike, items), "near-duplicates")?),
            tables: Arc::new(tables::Tables::of(&documents)),
            documents: Arc::new(documents),
            places: Arc::new(places),
            lexicon: Arc::new(lexicon),
            titles: Arc::new(titles),
            named: Arc::new(named),
            positions: Arc::default(),
            changed: Arc::default(),
        })
    }
}

fn sections(bytes: &[u8]) -> Result<[&[u8]; SECTIONS], ArchiveError> {
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
    Ok(sections)
}

fn require<T>(part: Option<T>, name: &'static str) -> Result<T, ArchiveError> {
    part.ok_or(ArchiveError::Inconsistent { part: name })
}

/// What a name's sound is kept by.
fn sound_hash(sound: &str) -> u16 {
    xxh3_64(sound.as_bytes()) as u16
}

/// Bits of a form's number, for so many forms.
fn form_bits(forms: u32) -> u32 {
    u32::BITS - forms.saturating_sub(1).leading_zeros()
}
