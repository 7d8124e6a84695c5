//! Places: the gazetteer and the recogniser that links words of a text to it.

pub mod bytes;
pub mod fold;
pub mod skeleton;
pub mod truth;

mod choice;
mod context;
mod find;
mod gazetteer;
mod guess;
mod rules;
mod tokens;

pub use bytes::GazetteerError;
pub use gazetteer::Gazetteer;

use crate::ids::GeoId;
use std::ops::Range;

/// A place of the gazetteer.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// Its GeoNames id.
    pub id: GeoId,
    /// The name a Dutch reader expects: `Charkov` is found, `Charkiv` is shown.
    pub name: String,
    /// ISO 3166-1 alpha-2, capitals.
    pub country: [u8; 2],
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Inhabitants, to within the step of the gazetteer's logarithmic scale.
    pub population: u32,
}

/// A stretch of text that names a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The bytes of the name, without any genitive ending.
    pub span: Range<usize>,
    /// The city the words stand for, or would if the role were another.
    pub place: GeoId,
    /// What the words do here.
    pub role: Role,
}

/// Why a name was taken for its place. What else it could have been: [`Gazetteer::lookup`].
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
    /// The same word names the province: not a mention of the town.
    Region,
    /// Inside the name of something else: not a mention of the town.
    PartOfName,
}

impl Role {
    /// Whether the mention counts as one of the city.
    pub fn counts(self) -> bool {
        matches!(self, Role::Literal | Role::Metonym)
    }

    /// The word that the `mentions` command and the page's API print.
    pub fn name(self) -> &'static str {
        match self {
            Role::Literal => "literal",
            Role::Metonym => "metonym",
            Role::Region => "region",
            Role::PartOfName => "part-of-name",
        }
    }
}
