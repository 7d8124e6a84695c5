//! What the data files under `data/places` say, read into tables.

mod area;
mod cue;
mod read;

pub(super) use area::{Area, kilometres};
pub(super) use cue::Cue;

use super::words::{Numbers, Words};
use crate::ids::GeoId;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What the data files say of a word: the tables that it leads into, told by one look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Word {
    /// What it can do.
    pub cue: Cue,
    /// Where it is an adjective or inhabitant.
    pub adjective: Option<Adjective>,
    /// The most words of a name of [`Rules::areas`] that begins with it; 0 where none does.
    pub longest_area: u8,
    /// Whether it is the first capitalised word of one of [`Rules::facilities`].
    pub begins_facility: bool,
}

/// The number of an adjective or inhabitant: see [`Rules::area_of`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Adjective(u16);

/// The name of a building or site that lies in a city.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Facility {
    /// Its words, folded, and whether each is written with a capital.
    pub words: Vec<(Box<str>, bool)>,
    /// The number of words before the first with a capital.
    pub before: usize,
    /// The city.
    pub city: GeoId,
}

/// The rules of the data files.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Every word that leads anywhere, and names that have cues of their own, folded.
    words: Words<Word>,
    /// Endings of words that are in no list, by their last letters (see [`tail`]), and what such
    /// words can do.
    endings: Numbers<Vec<(Box<str>, Cue)>>,
    /// Names of countries, regions and parts of the world, folded.
    areas: Words<Vec<Area>>,
    /// What adjectives and inhabitants are of, by their number.
    adjectives: Vec<Area>,
    /// Buildings and sites that lie in a city, by their first capitalised word, folded.
    facilities: Words<Vec<Facility>>,
    /// The place meant by a folded name when nothing tells.
    defaults: Words<GeoId>,
}

/// The codes of the countries whose towns newspapers spell by ear. Apart from the rules for reading
/// texts: the page looks names up, and needs none of those.
pub(super) fn spelt_by_ear() -> &'static BTreeSet<[u8; 2]> {
    static CODES: OnceLock<BTreeSet<[u8; 2]>> = OnceLock::new();
    CODES.get_or_init(|| read::spelt_by_ear().unwrap_or_default())
}

impl Rules {
    /// The rules that are built in.
    pub fn built_in() -> &'static Rules {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| {
            // A unit test reads the same files, so that no build with an unreadable one passes.
            read::all().unwrap_or_default()
        })
    }

    /// What is known of a folded word.
    pub fn word(&self, word: &str) -> Word {
        self.words.get(word).copied().unwrap_or_else(|| self.unlisted(word))
    }

    /// What a folded name can do.
    pub fn cue(&self, name: &str) -> Cue {
        self.word(name).cue
    }

    /// The countries, regions and parts of the world of that folded name.
    pub fn areas(&self, name: &str) -> &[Area] {
        self.areas.get(name).map_or(&[], Vec::as_slice)
    }

    /// The country or region of an adjective or inhabitant.
    pub fn area_of(&self, adjective: Adjective) -> Area {
        self.adjectives[usize::from(adjective.0)]
    }

    /// The buildings and sites whose first capitalised word is that folded one, those of most words
    /// first.
    pub fn facilities(&self, word: &str) -> &[Facility] {
        self.facilities.get(word).map_or(&[], Vec::as_slice)
    }

    /// The place that a reader thinks of first at a folded name of several.
    pub fn default_place(&self, name: &str) -> Option<GeoId> {
        self.defaults.get(name).copied()
    }

    /// A word of no list: all that is known is what its ending says.
    fn unlisted(&self, word: &str) -> Word {
        let mut endings = tail(word).and_then(|tail| self.endings.get(&tail)).into_iter().flatten();
        let ending = endings.find(|(ending, _)| word.ends_with(&**ending));
        Word { cue: ending.map_or(Cue::default(), |(_, cue)| *cue), ..Word::default() }
    }
}

/// The last four bytes of a word as a number: no ending of the data files is shorter.
fn tail(word: &str) -> Option<u32> {
    word.as_bytes().last_chunk().map(|last| u32::from_le_bytes(*last))
}
