//! The values of a facet that are listed: those that fit what was typed, not more than asked for.

use crate::archive::Archive;
use crate::outcome::{DocumentCount, MonthCount, PlaceCount};
use crate::query::Choice;
use crate::text;
use crate::time::Month;

/// A stretch of a facet's values.
#[derive(Clone, PartialEq, Debug)]
pub struct Values<T> {
    /// In the order of the facet.
    pub shown: Vec<T>,
    /// How many more there are.
    pub more: usize,
}

/// The places of which a name, in whatever spelling, holds what was typed: the first `limit`, and
/// all that are chosen or left out.
pub fn places(
    archive: &Archive,
    counts: &[PlaceCount],
    typed: &str,
    limit: usize,
) -> Values<PlaceCount> {
    let key = text::name_key(typed);
    let fits = |of: &PlaceCount| {
        let names = || archive.place_names(of.place).into_iter();
        key.is_empty() || names().any(|name| text::name_key(name).contains(&key))
    };
    values(counts, fits, |of| of.choice, limit)
}

/// The documents whose title or name holds what was typed, likewise.
pub fn documents(
    archive: &Archive,
    counts: &[DocumentCount],
    typed: &str,
    limit: usize,
) -> Values<DocumentCount> {
    let key = text::fold(typed.trim());
    let fits = |count: &DocumentCount| {
        let document = || archive.document(count.doc);
        let holds = |words: &str| text::fold(words).contains(&key);
        key.is_empty() || holds(document().title) || holds(document().name)
    };
    values(counts, fits, |document| document.choice, limit)
}

/// The months that have anything, in their order, likewise.
pub fn months(counts: &[MonthCount], left_out: &[Month], limit: usize) -> Values<MonthCount> {
    let is_out = |of: &MonthCount| left_out.contains(&of.month);
    let narrowed = counts.iter().any(|of| !of.chosen && !is_out(of));
    let choice = |of: &MonthCount| match narrowed && of.chosen {
        _ if is_out(of) => Choice::Excluded,
        true => Choice::Chosen,
        false => Choice::Free,
    };
    values(counts, |of| of.count > 0 || is_out(of), choice, limit)
}

fn values<T: Copy>(
    all: &[T],
    fits: impl Fn(&T) -> bool,
    choice: impl Fn(&T) -> Choice,
    limit: usize,
) -> Values<T> {
    let fitting: Vec<T> = all.iter().copied().filter(fits).collect();
    let shown = |(nth, value): &(usize, &T)| *nth < limit || choice(value) != Choice::Free;
    let shown: Vec<T> = fitting.iter().enumerate().filter(shown).map(|(_, value)| *value).collect();
    Values { more: fitting.len() - shown.len(), shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_listed_and_every_one_that_is_chosen() {
        let all = [(1, Choice::Free), (2, Choice::Free), (3, Choice::Free), (4, Choice::Excluded)];
        let even = |value: &(u32, Choice)| value.0.is_multiple_of(2);
        let listed = values(&all, |_| true, |value| value.1, 2);
        assert_eq!((listed.shown, listed.more), (vec![all[0], all[1], all[3]], 1));
        assert_eq!(values(&all, even, |value| value.1, 9).shown, [all[1], all[3]]);
    }
}
