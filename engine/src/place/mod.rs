//! Places: the gazetteer and the recogniser that links words of a text to it.

pub mod bytes;
pub mod corrections;
pub mod fold;
pub mod skeleton;
pub mod truth;

mod areas;
mod choice;
mod context;
mod facilities;
mod find;
mod gazetteer;
mod guess;
mod name_index;
mod reader;
mod rows;
mod rules;
mod tokens;
mod verdict;
mod words;

pub use bytes::GazetteerError;
pub use corrections::Corrections;
pub use gazetteer::Gazetteer;

use crate::ids::GeoId;
use std::ops::Range;

/// What a place is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum PlaceKind {
    /// A city, town or village.
    #[default]
    City,
    /// A first-level region: a province, oblast or state.
    Region,
    /// A country.
    Country,
}

impl PlaceKind {
    /// The word that the `mentions` command prints.
    pub fn name(self) -> &'static str {
        match self {
            PlaceKind::City => "city",
            PlaceKind::Region => "region",
            PlaceKind::Country => "country",
        }
    }
}

/// A place of the gazetteer.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// Its GeoNames id.
    pub id: GeoId,
    /// The name a Dutch reader expects: `Charkov` is found, `Charkiv` is shown.
    pub name: String,
    /// ISO 3166-1 alpha-2, capitals.
    pub country: [u8; 2],
    /// Degrees north; of a region or country the middle of its towns, weighed by population.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Inhabitants, to within the step of the gazetteer's logarithmic scale; 0 where unknown, as
    /// of every region.
    pub population: u32,
    /// City, region or country.
    pub kind: PlaceKind,
    /// The first-level region it lies in, where known; of a region its own id.
    pub region: Option<GeoId>,
    /// The id of its country, where known; of a country its own id.
    pub country_id: Option<GeoId>,
}

/// A place with every name it is found by.
#[derive(Clone, PartialEq, Debug)]
pub struct PlaceEntry {
    /// The place.
    pub place: Place,
    /// Other spellings of its name, in any order; its own name need not be among them.
    pub names: Vec<String>,
}

impl Place {
    /// The region and the country that it lies in, where known; not itself.
    pub fn around(&self) -> impl Iterator<Item = GeoId> + use<> {
        let id = self.id;
        [self.region, self.country_id].into_iter().flatten().filter(move |around| *around != id)
    }
}

/// A stretch of text that names a place, or points to it (`Russische`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The bytes of the name, without any genitive ending.
    pub span: Range<usize>,
    /// The place the words stand for, or would if the role were another.
    pub place: GeoId,
    /// What the words do here.
    pub role: Role,
}

/// Why a name was taken for its place. What else it could have been:
/// [`Gazetteer::alternatives`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// A country or region named beside it holds that place: `Wilmington, Delaware`.
    Beside,
    /// The words around it speak of a town: `in Goes`, `de burgemeester van Charkov`.
    Words,
    /// It does what governments do: `Moskou dreigt`.
    Government,
    /// The text makes a place of the same name elsewhere.
    Elsewhere,
    /// The town is large or near, or the text speaks of its country, and nothing speaks against.
    Fame,
    /// The words around it make it the name of a region, or part of another name.
    OtherRole,
    /// It is the name, adjective or inhabitant of a country or region.
    Area,
    /// It is a building or site that lies there.
    Facility,
    /// A guess: one letter away from a town that the text names.
    Slip,
    /// A guess: sounds like a town of a country that the text speaks of.
    Sound,
}

impl Why {
    /// Whether the link is only a guess.
    pub fn is_guess(self) -> bool {
        matches!(self, Why::Slip | Why::Sound)
    }

    /// The word that the `mentions` command prints.
    pub fn name(self) -> &'static str {
        match self {
            Why::Beside => "beside",
            Why::Words => "words",
            Why::Government => "government",
            Why::Elsewhere => "elsewhere",
            Why::Fame => "fame",
            Why::OtherRole => "other-role",
            Why::Area => "area",
            Why::Facility => "facility",
            Why::Slip => "guess-slip",
            Why::Sound => "guess-sound",
        }
    }
}

/// What a place name does in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The town itself.
    Literal,
    /// The town stands for a government or institution: counted as the town.
    Metonym,
    /// It names a region. Where the place is a town, the words mean a region of the same name that
    /// is no first-level one: not a mention of the town.
    Region,
    /// Inside the name of something else: not a mention of the place.
    PartOfName,
    /// It names a country.
    Country,
    /// An adjective or inhabitant of a country or region: `Russische`, `Oekraïners`.
    Adjective,
    /// A building or site in the city, by its own name: counted as the city.
    Facility,
}

impl Role {
    /// Whether the mention counts as one of the city.
    pub fn counts(self) -> bool {
        self.names_the_city() || self == Role::Facility
    }

    /// Whether the mention counts as one of its place, which is of that kind.
    pub fn counts_for(self, kind: PlaceKind) -> bool {
        match kind {
            PlaceKind::City => self.counts(),
            PlaceKind::Region | PlaceKind::Country => self != Role::PartOfName,
        }
    }

    /// Whether the words are a name of the city itself.
    pub fn names_the_city(self) -> bool {
        matches!(self, Role::Literal | Role::Metonym)
    }

    /// The word that the `mentions` command and the page's API print.
    pub fn name(self) -> &'static str {
        match self {
            Role::Literal => "literal",
            Role::Metonym => "metonym",
            Role::Region => "region",
            Role::PartOfName => "part-of-name",
            Role::Country => "country",
            Role::Adjective => "adjective",
            Role::Facility => "facility",
        }
    }
}
