//! Buildings and sites that lie in one city: the Kremlin, Azovstal.

use super::reader::Reader;
use super::rules::{Cue, Facility};
use super::tokens::Gap;
use super::{Mention, Role, Why};
use crate::ids::GeoId;
use std::ops::Range;

/// A building or site in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// The words, with what hangs behind them by a hyphen.
    pub words: Range<usize>,
    /// Where it lies.
    pub city: GeoId,
    /// The country of that city.
    pub country: [u8; 2],
}

/// The building or site whose first capitalised word is the one at `at`.
pub(super) fn at(reader: &Reader, at: usize) -> Option<Found> {
    let token = reader.tokens.get(at)?;
    if !token.begins_facility {
        return None;
    }
    let facilities = reader.rules.facilities(reader.tokens.folded(token));
    facilities.iter().find_map(|facility| {
        let mut words = words_of(reader, facility, at)?;
        while reader
            .tokens
            .get(words.end)
            .is_some_and(|next| next.gap == Gap::Hyphen && !next.capital)
        {
            words.end += 1;
        }
        let city = reader.gazetteer.index_of(facility.city)?;
        let country = reader.gazetteer.country(city);
        (!is_part_of_name(reader, &words)).then_some(Found { words, city: facility.city, country })
    })
}

fn words_of(reader: &Reader, facility: &Facility, at: usize) -> Option<Range<usize>> {
    let start = at.checked_sub(facility.before)?;
    let fits = |(at, (word, capital)): (usize, &(Box<str>, bool))| {
        reader.tokens.get(at).is_some_and(|token| {
            (at == start || matches!(token.gap, Gap::Space | Gap::Hyphen))
                && reader.tokens.folded(token) == &**word
                && (token.capital || !capital)
        })
    };
    (start..).zip(&facility.words).all(fits).then(|| start..start + facility.words.len())
}

/// Whether a name beside it makes another thing of it: `Hotel Binnenhof`, `Broadway Records`.
fn is_part_of_name(reader: &Reader, words: &Range<usize>) -> bool {
    let named = |at: usize| {
        reader.tokens.get(at).is_some_and(|token| token.capital && token.cue == Cue::default())
    };
    let spaced = |at: usize| reader.tokens.get(at).is_some_and(|token| token.gap == Gap::Space);
    let before = words.start.checked_sub(1).filter(|_| spaced(words.start));
    let body = |at| reader.tokens.get(at).is_some_and(|token| token.cue.is(Cue::BODY_BEFORE));
    // `het Haagse Binnenhof`
    let of_town = |at: usize| {
        let word = reader.tokens.get(at).map_or("", |token| reader.tokens.folded(token));
        word.ends_with("se") || word.ends_with("sche")
    };
    let name =
        |at| named(at) && !reader.tokens.begins(at) && !reader.is_adjective(at) && !of_town(at);
    before.is_some_and(|at| body(at) || name(at))
        || (spaced(words.end) && named(words.end))
        || reader.tokens.get(words.start).is_some_and(|token| token.gap == Gap::Hyphen)
}

/// The facilities of a text as mentions of their cities.
pub(super) fn mentions(reader: &Reader) -> impl Iterator<Item = (Mention, Why)> {
    reader.facilities.iter().map(|found| {
        let span = reader.bytes(found.words.clone());
        (Mention { span, place: found.city, role: Role::Facility }, Why::Facility)
    })
}
