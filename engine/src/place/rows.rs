//! Rows of names, of which a word before the first says that they are places: `in Broadview en
//! Evanston`. Names that no list knows stand in rows too.

use super::reader::Reader;
use super::rules::Cue;
use super::tokens::{Gap, Token};
use std::ops::Range;

/// Names of a row, and words of a name, that are looked back over at most: keeps the time linear.
const FAR: usize = 6;

impl Reader<'_> {
    /// Whether a name that begins at a word stands in a row behind one that no list knows, and
    /// the word before the row says that it is one of places.
    pub fn stands_behind_unknown_place(&self, start: usize) -> bool {
        let name = self.name_before(start).filter(|name| self.is_unknown(name.start));
        name.is_some_and(|name| self.is_led_to_as_a_place(name.start))
    }

    /// Whether the word before the name that begins at a word, or before its row, says that it is a
    /// place.
    pub fn is_led_to_as_a_place(&self, start: usize) -> bool {
        let leads = Cue::PLACE_PREPOSITION
            .or(Cue::NEAR_PREPOSITION)
            .or(Cue::TOWN_NOUN)
            .or(Cue::REGION_NOUN)
            .or(Cue::REGION_NOUNS);
        let led = |start: usize| {
            self.tokens.get(start).is_some_and(|token| token.gap == Gap::Space)
                && self.tokens.before(start, 1).is_some_and(|before| before.cue.is(leads))
        };
        let names = std::iter::successors(Some(start), |start| {
            self.name_before(*start).map(|name| name.start)
        });
        names.take(FAR).any(led)
    }

    /// The names that no list knows, of one word or several.
    pub fn unknown_names(&self) -> impl Iterator<Item = Range<usize>> {
        let goes_on = |at: &usize| self.is_joined_to_unknown(*at) && self.is_unknown(*at);
        let begins = |at: &usize| self.is_unknown(*at) && !self.is_joined_to_unknown(*at);
        let starts = self.unknown.iter().copied().filter(begins);
        starts.map(move |at| at..at + 1 + (at + 1..at + FAR).take_while(goes_on).count())
    }

    /// The name before that which begins at a word, where only a comma, `en` or `en ook` stands
    /// between.
    pub fn name_before(&self, start: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(start)?;
        let and = |at: usize| {
            let and = self.tokens.get(at);
            and.is_some_and(|t| t.cue.is(Cue::AND) && matches!(t.gap, Gap::Space | Gap::Comma))
        };
        let too = |token: &Token| matches!(self.tokens.folded(token), "ook" | "vooral" | "zelfs");
        let end = match token.gap {
            Gap::Comma | Gap::Slash => start,
            Gap::Space if start > 0 && and(start - 1) => start - 1,
            Gap::Space if start > 1 && self.tokens.before(start, 1).is_some_and(too) => {
                Some(start - 2).filter(|at| and(*at))?
            }
            _ => return None,
        };
        let last = end.checked_sub(1)?;
        if let Some(candidate) = self.candidate_at(last) {
            return Some(candidate.words.clone());
        }
        let joined = (last.saturating_sub(FAR)..=last).rev();
        let before = joined.take_while(|at| self.is_joined_to_unknown(*at)).count();
        self.is_unknown(last).then(|| last - before..end)
    }

    /// Whether a word goes on with the name that the unknown word before it belongs to.
    fn is_joined_to_unknown(&self, at: usize) -> bool {
        let joined = |token: &Token| matches!(token.gap, Gap::Space | Gap::Hyphen);
        at > 0 && self.is_unknown(at - 1) && self.tokens.get(at).is_some_and(joined)
    }
}
