//! Whether a name stands for a government.

use super::sides::Sides;
use super::{Context, Reading};
use crate::place::reader::{Candidate, Reader};
use crate::place::rules::Cue;
use crate::place::tokens::Gap;

impl Sides<'_> {
    /// Whether the name stands for a government.
    pub(super) fn is_government(
        &self,
        reader: &Reader,
        candidate: &Candidate,
        row: Option<&Context>,
    ) -> bool {
        let capital = candidate.cue.is(Cue::CAPITAL);
        let near_before = (1..=5).filter_map(|back| reader.tokens.before(self.start, back));
        let talks = near_before.clone().any(|token| token.cue.is(Cue::TALKS))
            && near_before.clone().any(|token| reader.tokens.folded(token) == "tussen");
        if (capital && talks) || row.is_some_and(|previous| previous.reading == Reading::Metonym) {
            return true;
        }
        let place_like = Cue::PLACE_PREPOSITION.or(Cue::WEAK_PREPOSITION).or(Cue::TOWN_NOUN);
        let object = self.before.is_some_and(|before| reader.tokens.folded(before) == "om");
        let bare = object
            || !self.before.is_some_and(|before| before.cue.is(place_like) || before.capital);
        let deed = (0..6)
            .filter_map(|ahead| reader.tokens.get(self.end + ahead))
            .take_while(|token| token.gap != Gap::Break && token.gap != Gap::Dot)
            .any(|token| token.cue.is(Cue::DEED));
        bare && capital
            && ((object && deed) || self.behind.is_some_and(|behind| behind.cue.is(Cue::SAYING)))
    }
}
