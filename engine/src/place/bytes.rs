//! The byte layout of the gazetteer, and the only module that knows it.
//!
//! ```text
//! magic "NAGZ" | version u16 | zero u16 | xxh3-64 of all that follows u64
//! | the lengths of the columns, u32 each | the columns
//! ```
//! All integers are little-endian. The columns stand in the order of [`Columns`], places in order
//! of their GeoNames ids. Names stand with their place: ids were mostly given country by country
//! along the alphabet, so that names beside each other begin alike, and no list has to tell which
//! name is whose.

mod read;
mod write;

pub(super) use read::Rows;
pub use write::encode;

use super::PlaceKind;
use xxhash_rust::xxh3::xxh3_64;

/// The name is also an ordinary Dutch word.
const FLAG_WORD: u8 = 1;

/// Steps of the coordinates in a degree.
pub(super) const STEPS: f32 = 50.0;

/// In the column of areas: the place is a first-level region.
pub(super) const REGION: u8 = 254;
/// In the column of areas: the place is a country.
pub(super) const COUNTRY: u8 = 255;

const MAGIC: &[u8; 4] = b"NAGZ";
const VERSION: u16 = 4;
const HEADER: usize = 16 + 4 * Columns::<()>::COUNT;

macro_rules! columns {
    ($($(#[$what:meta])* $name:ident)*) => {
        /// What a gazetteer holds, over `n` places and `m` names.
        #[derive(Clone, Copy, Debug)]
        struct Columns<C> {
            $($(#[$what])* $name: C,)*
        }

        impl<C> Columns<C> {
            /// How many there are.
            const COUNT: usize = [$(stringify!($name)),*].len();

            /// Columns that are asked for one after the other.
            fn each<E>(mut next: impl FnMut() -> Result<C, E>) -> Result<Self, E> {
                Ok(Columns { $($name: next()?),* })
            }

            /// All columns in their order.
            fn list(&self) -> [&C; Columns::<()>::COUNT] {
                [$(&self.$name),*]
            }
        }
    };
}

columns! {
    /// Varint × n: the difference from the id before.
    ids
    /// 2 bytes × countries: ISO 3166-1 alpha-2, in alphabetical order.
    codes
    /// Byte × n: the number of the country's code.
    countries
    /// Byte × n: the [`population_step`].
    population
    /// Byte × n: of a town the region it lies in, as its number, from 1, among those of its country,
    /// or 0 where unknown; [`REGION`] and [`COUNTRY`] stand for the place being one.
    areas
    /// 4 bytes × n: latitudes, then longitudes, in steps of 0.02 degree (2 km at most) from -90 and
    /// -180. Each is
    /// the difference from the place before in the same region of the same country, or from the
    /// place before where there is none (from 0 where that is none either), as a zigzag number of
    /// 16 bits; all high bytes of a coordinate stand before its low bytes, as what is alike
    /// deflates best together.
    points
    /// UTF-8: the names of each place, the one to show first, a tab between and a line end behind.
    names
    /// For each name, in the order of [`Columns::names`], that has any flags: varint distance from
    /// the last such name, flags byte. Of names that fold alike the first has them.
    flags
}

/// For each country and region in it the coordinate of the place before in it: what differences in
/// the column of points are from.
struct Last(Vec<Option<u16>>);

impl Last {
    fn new() -> Last {
        Last(vec![None; 1 << 16])
    }

    fn of(&mut self, country: u8, area: u8) -> &mut Option<u16> {
        &mut self.0[usize::from(u16::from_be_bytes([country, area]))]
    }
}

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

impl<'a> Columns<&'a [u8]> {
    /// Checks magic, version, lengths and checksum.
    fn split(bytes: &'a [u8]) -> Result<Columns<&'a [u8]>, GazetteerError> {
        if bytes.get(..4) != Some(MAGIC) {
            return Err(GazetteerError::NotAGazetteer);
        }
        let (header, mut rest) = bytes.split_at_checked(HEADER).ok_or(GazetteerError::Damaged)?;
        let version = u16::from_le_bytes([header[4], header[5]]);
        if version != VERSION {
            return Err(GazetteerError::Version(version));
        }
        if header[6..8] != [0, 0] || header[8..16] != xxh3_64(&bytes[16..]).to_le_bytes() {
            return Err(GazetteerError::Damaged);
        }
        let mut lengths = header[16..].chunks_exact(4);
        let columns = Columns::each(|| {
            let length = lengths.next().and_then(|bytes| bytes.try_into().ok());
            let length = u32::from_le_bytes(length.ok_or(GazetteerError::Damaged)?) as usize;
            let (column, behind) = rest.split_at_checked(length).ok_or(GazetteerError::Damaged)?;
            rest = behind;
            Ok(column)
        })?;
        if rest.is_empty() { Ok(columns) } else { Err(GazetteerError::Damaged) }
    }
}
