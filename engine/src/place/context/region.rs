//! Whether a name stands for a region.

use super::sides::Sides;
use super::{Context, Reading};
use crate::place::PlaceKind;
use crate::place::gazetteer::PlaceIndex;
use crate::place::reader::{Candidate, Reader};
use crate::place::rules::Cue;
use crate::place::tokens::{Gap, Token};

/// Makes regions of the names in rows where one of them is told to be one, if all can be: `Donetsk
/// en Loegansk, de twee provincies`, but `Marioepol, Donetsk en Loegansk`.
pub(super) fn spread(reader: &Reader, contexts: &mut [Context]) {
    let mut start = 0;
    while start < contexts.len() {
        let row = contexts[start + 1..].iter().take_while(|context| context.in_row).count();
        let row = start..start + 1 + row;
        let may_be = |at: usize| {
            let context = &contexts[at];
            let region = context.reading == Reading::Region;
            let literal = context.reading == Reading::Literal && !context.called_a_town;
            region || (literal && is_also_region(reader, &reader.candidates[at]))
        };
        let told = contexts[row.clone()].iter().any(|context| context.heads_regions);
        if told && row.clone().all(may_be) {
            contexts[row.clone()].iter_mut().for_each(|context| context.reading = Reading::Region);
        }
        start = row.end;
    }
}

/// Whether the name is that of a region too, as the lists or the gazetteer tell.
fn is_also_region(reader: &Reader, candidate: &Candidate) -> bool {
    let gazetteer = reader.gazetteer;
    let country = candidate.known.places.first().map(|place| gazetteer.country(*place));
    let is_region = |area: &PlaceIndex| {
        gazetteer.kind(*area) == PlaceKind::Region && country == Some(gazetteer.country(*area))
    };
    candidate.cue.is(Cue::ALSO_REGION) || candidate.known.areas.iter().any(is_region)
}

impl Sides<'_> {
    /// Whether a word before the name calls it a town: `de stad Loegansk`, `inwoners van Donetsk`.
    pub(super) fn is_called_a_town(&self) -> bool {
        self.noun().is_some_and(|noun| noun.cue.is(Cue::TOWN_NOUN))
            || self.head.is_some_and(|head| head.cue.is(Cue::TOWN_NOUN.or(Cue::TOWN_NOUN_OF)))
    }

    /// Whether the words around the name make it a region.
    pub(super) fn is_region(&self, reader: &Reader, candidate: &Candidate) -> bool {
        self.names_a_region()
            || self.is_an_island(reader, candidate)
            || self.is_whole(reader, candidate)
            || self.is_headed_as_a_region(reader, candidate)
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

    /// `heel Donetsk`
    fn is_whole(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let whole = self.before.is_some_and(|before| reader.tokens.folded(before) == "heel");
        whole && candidate.cue.is(Cue::REGION_WHEN_WHOLE)
    }

    /// `op Cebu`, but `in Cebu`
    fn is_an_island(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let on = self.before.is_some_and(|before| reader.tokens.folded(before) == "op");
        on && candidate.cue.is(Cue::ISLAND)
    }

    /// `de gouverneur van Charkov`: head of the province, not of the town.
    fn is_headed_as_a_region(&self, reader: &Reader, candidate: &Candidate) -> bool {
        self.head.is_some_and(|head| head.cue.is(Cue::REGION_HEAD))
            && is_also_region(reader, candidate)
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
        // `tussen Kaliningrad en Wit-Rusland`
        let between = self.before.is_some_and(|before| reader.tokens.folded(before) == "tussen");
        let beside = (between && and(self.behind) && reader.areas.contains_key(&(self.end + 1)))
            || (and(self.behind) && is_region(self.end + 1))
            || (comma(self.end) && is_region(self.end))
            || (and(self.before) && self.start >= 2 && is_region(self.start - 2));
        beside && is_also_region(reader, candidate)
    }
}
