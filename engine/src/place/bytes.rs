//! The byte layout of the gazetteer, and the only module that knows it.
//!
//! ```text
//! magic "NAGZ" | version u16 | zero u16 | xxh3-64 of all that follows u64
//! | the number of places u32
//! | the number of countries u8 | their ISO 3166-1 alpha-2 codes, in alphabetical order
//! | the number of letters u8 | the bytes that names are made of, most frequent first
//! | the places, in order of their GeoNames ids: see `layout`
//! ```
//! All integers are little-endian. The places are a stream of bits that `coder` foretells: a quarter
//! less than columns that gzip packs.

mod coder;
mod layout;
mod read;
mod write;

pub(super) use read::{Growing, Rows};
pub use write::encode;

use super::PlaceKind;
use xxhash_rust::xxh3::xxh3_64;

/// Steps of the coordinates in a degree.
pub(super) const STEPS: f32 = 50.0;

/// In the column of areas: the place is a first-level region.
pub(super) const REGION: u8 = 254;
/// In the column of areas: the place is a country.
pub(super) const COUNTRY: u8 = 255;

const MAGIC: &[u8; 4] = b"NAGZ";
const VERSION: u16 = 5;
const HEADER: usize = 16;

/// Why bytes are not a gazetteer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GazetteerError {
    /// They do not begin as a gazetteer does.
    NotAGazetteer,
    /// Written by another version of this program.
    Version(u16),
    /// Cut off or altered: length or checksum do not fit.
    Damaged,
}

impl std::fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Self::NotAGazetteer => {
                write!(f, "not a gazetteer; make it with `cargo xtask gazetteer`")
            }
            Self::Version(version) => write!(
                f,
                "gazetteer of version {version}, this program reads version {VERSION}; make it \
                 again with `cargo xtask gazetteer`"
            ),
            Self::Damaged => {
                write!(f, "damaged gazetteer; make it again with `cargo xtask gazetteer`")
            }
        }
    }
}

impl std::error::Error for GazetteerError {}

/// A place as the builder hands it over.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// GeoNames id.
    pub id: u32,
    /// ISO 3166-1 alpha-2, capitals.
    pub country: [u8; 2],
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants.
    pub population: u32,
    /// Its names, the one to show first, none twice.
    pub names: Vec<String>,
    /// City, region or country.
    pub kind: PlaceKind,
    /// The GeoNames id of the region that a town lies in.
    pub region: Option<u32>,
}

/// The step of the population scale: four to a doubling; 0 stands for unknown.
pub fn population_step(inhabitants: u32) -> u8 {
    match inhabitants {
        0 => 0,
        n => (f64::from(n).log2() * 4.0).round().clamp(1.0, 255.0) as u8,
    }
}

/// The middle of a step of the population scale.
pub fn population_of(step: u8) -> u32 {
    match step {
        0 => 0,
        step => (f64::from(step) / 4.0).exp2() as u32,
    }
}

/// The bytes of a gazetteer, checked.
#[derive(Debug)]
pub(super) struct Folded<'a> {
    places: usize,
    codes: Vec<[u8; 2]>,
    letters: Vec<u8>,
    stream: &'a [u8],
}

impl<'a> Folded<'a> {
    /// Checks magic, version and checksum.
    ///
    /// # Errors
    /// When the bytes are no gazetteer, of another version, or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Folded<'a>, GazetteerError> {
        if bytes.get(..4) != Some(MAGIC) {
            return Err(GazetteerError::NotAGazetteer);
        }
        let (header, body) = bytes.split_at_checked(HEADER).ok_or(GazetteerError::Damaged)?;
        let version = u16::from_le_bytes([header[4], header[5]]);
        if version != VERSION {
            return Err(GazetteerError::Version(version));
        }
        if header[6..8] != [0, 0] || header[8..16] != xxh3_64(body).to_le_bytes() {
            return Err(GazetteerError::Damaged);
        }
        Folded::of(body).ok_or(GazetteerError::Damaged)
    }

    fn of(body: &'a [u8]) -> Option<Folded<'a>> {
        let (places, body) = body.split_first_chunk()?;
        let (countries, body) = body.split_first()?;
        let (codes, body) = body.split_at_checked(2 * usize::from(*countries))?;
        let (letters, body) = body.split_first()?;
        let (letters, stream) = body.split_at_checked(usize::from(*letters))?;
        let codes = codes.as_chunks().0.to_vec();
        let places = u32::from_le_bytes(*places) as usize;
        Some(Folded { places, codes, letters: letters.to_vec(), stream })
    }
}
