//! The words on both sides of a name.

use crate::place::reader::{Candidate, Reader};
use crate::place::rules::Cue;
use crate::place::tokens::{Gap, Token, Tokens};
use std::ops::Range;

/// How hyphens bind a name.
pub(super) enum Chain {
    Alone,
    /// `Siversk-Soledar-Bachmut`
    Towns,
    /// `Kertsj-brug`, `Oost-Nice`
    Broken,
}

/// The words on both sides of a name, where nothing but a space stands between.
pub(super) struct Sides<'r> {
    pub(super) before: Option<&'r Token>,
    /// The word before that.
    pub(super) earlier: Option<&'r Token>,
    pub(super) behind: Option<&'r Token>,
    /// The words are `... van NAME`.
    pub(super) of: bool,
    /// What stands before `van NAME`, past a person's name: `burgemeester Ans Smit van NAME`.
    pub(super) head: Option<&'r Token>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) begins: bool,
    /// Whether the word before `before`, if any, can have a noun behind it: `in het noorden staat Lyman
    /// onder druk` speaks of no state.
    may_stand_before_noun: bool,
    /// The first word of a kind of thing in what is told of the name behind it: `Halle, een dorp bij
    /// Zelhem`, `Loegansk, een van de provincies`, `Essen is de stad waar Krupp begon`.
    pub(super) kind_told: Option<usize>,
}

/// See [`Sides::kind_told`]; the name ends before the word at `end`.
fn kind_told(tokens: &Tokens, end: usize) -> Option<usize> {
    const FAR: usize = 5;
    let kinds = Cue::TOWN_NOUN.or(Cue::REGION_NOUN).or(Cue::REGION_NOUNS).or(Cue::OTHER_NOUN);
    let is = |next: &Token| matches!(tokens.folded(next), "is" | "was");
    let article = match tokens.get(end)? {
        next if next.gap == Gap::Comma => end,
        next if next.gap == Gap::Space && is(next) => end + 1,
        _ => return None,
    };
    tokens.get(article).filter(|token| token.cue.is(Cue::ARTICLE))?;
    let goes_on = |at: &usize| {
        tokens.get(*at).is_some_and(|token| {
            token.gap == Gap::Space && (!token.capital || token.adjective.is_some())
        })
    };
    let mut words = (article + 1..article + FAR).take_while(goes_on);
    let kind = words.find(|at| tokens.get(*at).is_some_and(|token| token.cue.is(kinds)))?;
    // `Rotterdam is een groot project` says little.
    let town = || tokens.get(kind).is_some_and(|token| token.cue.is(Cue::TOWN_NOUN));
    (article == end || town()).then_some(kind)
}

/// The word at `at`, or where that belongs to a person's name the word before the name.
fn head(tokens: &Tokens, at: usize) -> Option<&Token> {
    const LONGEST_PERSON: usize = 4;
    let is_name = |at: &usize| {
        let token = tokens.get(*at);
        token.is_some_and(|t| t.capital && t.gap == Gap::Space && !t.cue.is(Cue::HEAD))
    };
    let named = (at.saturating_sub(LONGEST_PERSON)..=at).rev().take_while(is_name).count();
    tokens.before(at, named)
}

/// `Parijs-Roubaix`
fn is_race(reader: &Reader, chain: Range<usize>) -> bool {
    reader.rules.cue(&reader.tokens.key(chain)).is(Cue::RACE)
}

/// `mevrouw Lexington-Moore`
fn is_double_surname(reader: &Reader, chain: &Range<usize>) -> bool {
    let before = reader.tokens.before(chain.start, 1);
    before.is_some_and(|before| before.cue.is(Cue::TITLE.or(Cue::FIRST_NAME)))
}

impl<'r> Sides<'r> {
    pub(super) fn of(reader: &'r Reader, candidate: &Candidate) -> Sides<'r> {
        let (start, end) = (candidate.words.start, candidate.words.end);
        let tokens = &reader.tokens;
        let spaced = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Space);
        // `dr. Haren`, `St. Andrews`: the dot of a title does not end a sentence.
        let titled = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            tokens.get(at).is_some_and(|token| token.gap == Gap::Dot)
                && before.is_some_and(|token| token.cue.is(Cue::TITLE) && token.span.len() <= 4)
        };
        let before = if spaced(start) || titled(start) { tokens.before(start, 1) } else { None };
        // `steden, waaronder Utrecht`
        let comma = || tokens.get(start - 1).is_some_and(|token| token.gap == Gap::Comma);
        let earlier = match before {
            Some(_) if spaced(start - 1) => tokens.before(start, 2),
            Some(before) if before.cue.is(Cue::EXAMPLE) && comma() => tokens.before(start, 2),
            _ => None,
        };
        let of = before.is_some_and(|before| tokens.folded(before) == "van");
        Sides {
            before,
            earlier,
            behind: tokens.get(end).filter(|_| spaced(end)),
            of,
            head: earlier.filter(|_| of).and_then(|_| head(tokens, start - 2)),
            start,
            end,
            begins: tokens.begins(start) && before.is_none(),
            may_stand_before_noun: earlier.map_or(start < 2 || tokens.begins(start - 1), |word| {
                word.cue.is(Cue::ARTICLE.or(Cue::PLACE_PREPOSITION).or(Cue::WEAK_PREPOSITION))
                    || tokens.folded(word).ends_with('e')
            }),
            kind_told: kind_told(tokens, end),
        }
    }

    pub(super) fn chain(&self, reader: &Reader) -> Chain {
        let hyphen =
            |at: usize| reader.tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen);
        let (left, right) = (hyphen(self.start), hyphen(self.end));
        let is_town =
            |at: usize| reader.candidate_at(at).is_some_and(|town| !town.cue.is(Cue::COMPASS));
        let broken = (left && !is_town(self.start - 1)) || (right && !is_town(self.end));
        let something = || {
            let chain = self.hyphened(reader);
            is_double_surname(reader, &chain) || is_race(reader, chain)
        };
        match (left || right, broken || ((left || right) && something())) {
            (_, true) => Chain::Broken,
            (false, _) => Chain::Alone,
            (true, false) => Chain::Towns,
        }
    }

    /// The words that hyphens bind the name to, with its own.
    fn hyphened(&self, reader: &Reader) -> Range<usize> {
        const LONGEST: usize = 3;
        let hyphen =
            |at: usize| reader.tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen);
        let left = (0..=self.start).rev().take(LONGEST).take_while(|at| hyphen(*at)).count();
        let right = (self.end..).take(LONGEST).take_while(|at| hyphen(*at)).count();
        self.start - left..self.end + right
    }

    /// The noun before the name, with or without `van`, `als` or `zoals` between.
    pub(super) fn noun(&self) -> Option<&'r Token> {
        let example = self.before.is_some_and(|before| before.cue.is(Cue::EXAMPLE));
        let noun = if self.of || example { self.earlier } else { self.before };
        noun.filter(|noun| !noun.cue.is(Cue::ALSO_VERB) || self.of || self.may_stand_before_noun)
    }

    /// `het Saskatchewaanse Moose Jaw`: behind the adjective of a place that no list has.
    pub(super) fn is_described_as_lying_in(&self, reader: &Reader) -> bool {
        let is_adjective = |word: &Token| {
            word.capital
                && word.cue == Cue::default()
                && ["se", "sche"].iter().any(|ending| reader.tokens.folded(word).ends_with(ending))
                && word.gap == Gap::Space
        };
        self.before.is_some_and(is_adjective)
            && self.earlier.is_some_and(|article| reader.tokens.folded(article) == "het")
    }

    /// Whether what is told of the name behind it is one of these kinds of things.
    pub(super) fn is_told_to_be(&self, reader: &Reader, kinds: Cue) -> bool {
        let kind = self.kind_told.and_then(|at| reader.tokens.get(at));
        kind.is_some_and(|kind| kind.cue.is(kinds))
    }

    /// Whether the name is all that stands between quotation marks: the title of a work.
    pub(super) fn is_quoted(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let quote = |c: Option<char>| c.is_some_and(|c| "'‘’\"“”„".contains(c));
        let before = &reader.text[..candidate.span.start];
        (quote(before.chars().next_back()) || before.ends_with(",,"))
            && quote(reader.text[candidate.span.end..].chars().next())
    }

    /// Whether a capitalised word beside the name makes it part of a longer one. Words that begin
    /// a sentence carry a capital anyhow; they are weighed in [`Sides::before_says`].
    pub(super) fn is_foreign_to_places(&self, reader: &Reader, word: &Token, at: usize) -> bool {
        let known = Cue::PLACE_PREPOSITION
            .or(Cue::WEAK_PREPOSITION)
            .or(Cue::TOWN_NOUN)
            .or(Cue::AND)
            .or(Cue::POWER);
        !(reader.tokens.begins(at)
            || word.cue.is(known)
            || word.adjective.is_some()
            || reader.is_area(at))
    }
}
