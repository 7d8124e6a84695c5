//! The countries and regions that stand beside a name.

use super::sides::Sides;
use crate::place::reader::{Candidate, Reader};
use crate::place::rules::{Area, Cue};
use crate::place::tokens::Gap;

/// Whether a word says which part of a country or region is meant.
fn is_part(word: &str) -> bool {
    ["noorden", "oosten", "zuiden", "westen", "midden", "hart"].iter().any(|p| word.ends_with(p))
}

impl Sides<'_> {
    /// The countries and regions that stand beside the name: `Wilmington, Delaware`; `Bergen in
    /// Limburg`; `Parijs (Texas)`; `het Belgische Essen`.
    pub(super) fn within(&self, reader: &Reader, candidate: &Candidate) -> Vec<Area> {
        let mut within = Vec::new();
        // `het Belgische Essen`, `de Spaanse stad Valencia`
        let noun = self.before.is_some_and(|before| before.cue.is(Cue::TOWN_NOUN));
        let described = if noun { self.earlier } else { self.before };
        // `Birmingham, de Engelse stad`
        let told = || {
            let kind = self.kind_told?;
            reader.tokens.get(kind).filter(|kind| kind.cue.is(Cue::TOWN_NOUN))?;
            reader.tokens.before(kind, 1)?.adjective
        };
        let adjective = described.and_then(|word| word.adjective).or_else(told);
        within.extend(adjective.map(|adjective| reader.rules.area_of(adjective)));
        let next = reader.tokens.get(self.end);
        let at = match next.map(|token| token.gap) {
            Some(Gap::Space | Gap::Comma)
                if next.is_some_and(|t| reader.tokens.folded(t) == "in") =>
            {
                Some(self.end + 1)
            }
            Some(Gap::Comma | Gap::Bracket) => Some(self.end),
            _ => None,
        };
        let at = at.filter(|at| reader.areas.contains_key(at));
        let at = at
            .or_else(|| self.area_by_its_kind(reader))
            .or_else(|| self.area_of_apposition(reader))
            .or_else(|| self.area_it_lies_in(reader))
            .or_else(|| self.area_before(reader));
        if let Some((_, areas)) = at.and_then(|at| reader.areas.get(&at)) {
            within.extend_from_slice(areas);
        }
        // An area that no town of this name lies in says nothing of it: `in Kiev, Polen en ...`
        let places = &candidate.known.places;
        within.retain(|area| places.iter().any(|place| area.holds(reader.gazetteer, *place)));
        within
    }

    /// `Jackson, Kentucky`, where no list has that Jackson: whether the name is followed by a region
    /// in which none of its towns lies, though some do in its country, or though that is one where
    /// every town has its namesakes (`Cadiz in Kentucky`). Rows of places (`Rotterdam, Zeeland en
    /// Limburg`) say nothing.
    pub(super) fn lies_elsewhere(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let gap = reader.tokens.get(self.end).map(|token| token.gap);
        let within = reader.tokens.get(self.end).is_some_and(|next| {
            matches!(next.gap, Gap::Space | Gap::Comma) && reader.tokens.folded(next) == "in"
        });
        let beside = !within && matches!(gap, Some(Gap::Comma | Gap::Bracket));
        let at = if within { self.end + 1 } else { self.end };
        let Some((words, areas)) = reader.areas.get(&at).filter(|_| beside || within) else {
            return false;
        };
        let goes_on = gap == Some(Gap::Comma) && reader.goes_on_as_a_row(at + words);
        let gazetteer = reader.gazetteer;
        let places = &candidate.known.places;
        // `uit Londen in Florida` says where somebody went.
        let namesake = beside || !candidate.cue.is(Cue::CAPITAL.or(Cue::NO_SURNAME));
        let of_its_country = |area: &Area| {
            let is_there = |place| gazetteer.country(place) == area.country;
            area.is_region()
                && ((beside && places.iter().any(|place| is_there(*place)))
                    || (namesake && &area.country == b"US"))
        };
        let holds = |area: &Area| places.iter().any(|place| area.holds(gazetteer, *place));
        !goes_on && areas.iter().any(of_its_country) && !areas.iter().any(holds)
    }

    /// `Portland in de staat Maine`, `Tripoli, in het noorden van Libanon`, `het Springfield van de
    /// staat Ohio`
    pub(super) fn area_by_its_kind(&self, reader: &Reader) -> Option<usize> {
        const FAR: usize = 4;
        let tokens = &reader.tokens;
        let leads = tokens.get(self.end).filter(|next| match next.gap {
            Gap::Space => matches!(tokens.folded(next), "in" | "van"),
            Gap::Comma => tokens.folded(next) == "in",
            _ => false,
        })?;
        tokens.get(self.end + 1).filter(|article| article.cue.is(Cue::ARTICLE))?;
        let spaced = |at: &usize| tokens.get(*at).is_some_and(|token| token.gap == Gap::Space);
        let mut rest = (self.end + 2..self.end + 2 + FAR).take_while(spaced);
        let at = rest.find(|at| reader.areas.contains_key(at))?;
        let before = tokens.before(at, 1)?;
        // `in het Franse Normandië` says as much; `in de buurt van Polen` less.
        let part = || {
            tokens.folded(before) == "van"
                && tokens.folded(leads) == "in"
                && tokens.before(at, 2).is_some_and(|part| is_part(tokens.folded(part)))
        };
        (before.cue.is(Cue::REGION_NOUN) || part()).then_some(at)
    }

    /// `in Kentucky, waar London in puin ligt`: the area that the name is told to lie in.
    fn area_before(&self, reader: &Reader) -> Option<usize> {
        self.before.filter(|before| reader.tokens.folded(before) == "waar")?;
        let (start, (words, _)) = reader.areas.range(..self.start).next_back()?;
        (start + words + 1 == self.start).then_some(*start)
    }

    /// `Paris, een stadje in Texas`; `Jackson, de hoofdstad van Mississippi`
    fn area_of_apposition(&self, reader: &Reader) -> Option<usize> {
        let tokens = &reader.tokens;
        let town = self.kind_told?;
        tokens.get(town).filter(|kind| kind.cue.is(Cue::TOWN_NOUN))?;
        let of = tokens.get(town + 1).is_some_and(|t| matches!(tokens.folded(t), "in" | "van"));
        (of && reader.areas.contains_key(&(town + 2))).then_some(town + 2)
    }

    /// The first area in the rest of the sentence, where that says where the name lies.
    fn area_it_lies_in(&self, reader: &Reader) -> Option<usize> {
        const FAR: usize = 8;
        self.behind.filter(|behind| behind.cue.is(Cue::LIES))?;
        let goes_on = |at: &usize| {
            let token = reader.tokens.get(*at);
            token.is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Comma))
        };
        let mut rest = (self.end..self.end + FAR).take_while(goes_on);
        rest.find(|at| reader.areas.contains_key(at))
    }
}
