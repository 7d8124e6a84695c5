//! Whether a name stands for a region.

use super::Reading;
use super::sides::Sides;
use crate::place::reader::{Candidate, Reader};
use crate::place::rules::Cue;
use crate::place::tokens::{Gap, Token};

impl Sides<'_> {
    /// Whether the words around the name make it a region.
    pub(super) fn is_region(&self, reader: &Reader, candidate: &Candidate) -> bool {
        self.names_a_region()
            || self.is_headed_as_a_region(candidate)
            || self.stands_beside_a_region(reader, candidate)
    }

    /// What a noun for several things makes of the names behind it.
    pub(super) fn heads_a_row(&self) -> Option<Reading> {
        let noun = self.noun()?;
        let example = self.before.is_some_and(|before| before.cue.is(Cue::EXAMPLE));
        match noun.cue {
            cue if cue.is(Cue::REGION_NOUNS) => Some(Reading::Region),
            cue if cue.is(Cue::OTHER_NOUN) && example => Some(Reading::Nothing),
            _ => None,
        }
    }

    fn names_a_region(&self) -> bool {
        self.noun().is_some_and(|noun| noun.cue.is(Cue::REGION_NOUN.or(Cue::REGION_NOUNS)))
            || self.behind.is_some_and(|behind| behind.cue.is(Cue::REGION_BEHIND))
    }

    /// `de gouverneur van Charkov`: head of the province, not of the town.
    fn is_headed_as_a_region(&self, candidate: &Candidate) -> bool {
        self.head.is_some_and(|head| head.cue.is(Cue::REGION_HEAD))
            && candidate.cue.is(Cue::ALSO_REGION)
    }

    /// `Utrecht en Drenthe`, `Friesland en Groningen`: what stands beside a region in a row, and is
    /// a region's name too, is a region.
    fn stands_beside_a_region(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let and = |token: Option<&Token>| token.is_some_and(|token| token.cue.is(Cue::AND));
        let country = candidate.known.places.first().map(|place| reader.gazetteer.country(*place));
        let is_region = |at: usize| {
            let areas = reader.areas.get(&at).map_or(&[][..], |(_, areas)| areas);
            areas.iter().any(|area| area.is_region() && country == Some(area.country))
        };
        let comma = |at: usize| reader.tokens.get(at).is_some_and(|token| token.gap == Gap::Comma);
        let beside = (and(self.behind) && is_region(self.end + 1))
            || (comma(self.end) && is_region(self.end))
            || (and(self.before) && self.start >= 2 && is_region(self.start - 2));
        beside && candidate.cue.is(Cue::ALSO_REGION)
    }
}
