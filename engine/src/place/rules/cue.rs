//! What words can do in a sentence, and the sections of the data files that list them.

/// What a word can do in a sentence: a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::place) struct Cue(u64);

macro_rules! cues {
    ($($bit:literal $name:ident $section:literal)*) => {
        impl Cue {
            $(pub const $name: Cue = Cue(1 << $bit);)*
        }
        /// The sections of the word lists, with what their words are; those of endings (see
        /// [`ENDING`]) are told by the name of the section that they add to.
        pub(super) const SECTIONS: &[(&str, Cue)] = &[$(($section, Cue::$name)),*];
    };
}

cues! {
    0 PLACE_PREPOSITION "place-preposition"
    1 WEAK_PREPOSITION "weak-preposition"
    2 TOWN_NOUN "town-noun"
    3 REGION_NOUN "region-noun"
    4 REGION_NOUNS "region-nouns"
    5 OTHER_NOUN "other-noun"
    6 ARTICLE "article"
    7 TITLE "title"
    8 BODY_BEFORE "body-before"
    9 BODY_BEHIND "body-behind"
    10 SAYING "saying"
    11 TALKS "talks"
    12 DEED "deed-to-government"
    13 AND "and"
    14 COMPASS "compass"
    15 NEVER "never"
    16 WORD "word"
    17 PERSON "person"
    18 FIRST_NAME "first-name"
    19 TOWN_NOUN_OF "town-noun-of"
    20 REGION_BEHIND "region-behind"
    21 OPENER "opener"
    22 CAPITAL "capital"
    23 ALSO_REGION "also-region"
    24 NEAR_PREPOSITION "near-preposition"
    25 REGION_HEAD "region-head"
    26 NOBLE "noble"
    27 EXAMPLE "example"
    28 VERB_OF_PLACE "verb-of-place"
    29 LIES "lies"
    30 NO_SURNAME "no-surname"
    31 RACE "race"
    32 MOSTLY_REGION "mostly-region"
    33 TAKEN "taken"
    34 ISLAND "island"
    35 CLUB_NOUN "club-noun"
    36 REGION_WHEN_WHOLE "region-when-whole"
    37 SAINT "saint"
    38 POWER "power"
    39 FIRM "firm"
    40 MATCH "match"
    41 CLUB "club"
    42 ALSO_VERB "also-verb"
    43 PHRASE "phrase"
}

/// Behind the name of a section: what follows are endings of words that belong there.
pub(super) const ENDING: &str = "-ending";

impl Cue {
    /// Words whose meaning reaches past a person's name to `van NAME`.
    pub const HEAD: Cue = Cue::TOWN_NOUN.or(Cue::TOWN_NOUN_OF).or(Cue::REGION_HEAD).or(Cue::NOBLE);

    /// Whether the two sets have anything in common.
    pub fn is(self, other: Cue) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub const fn or(self, other: Cue) -> Cue {
        Cue(self.0 | other.0)
    }
}
