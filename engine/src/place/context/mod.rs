//! What the words around a name say of it.

mod evidence;
mod government;
mod other;
mod region;
mod sides;
mod within;

use super::reader::Reader;
use super::rules::{Area, Cue};
use super::tokens::{Gap, Token};
use sides::{Chain, Sides};

/// What the context makes of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// Neither a town nor part of the name of something.
    Nothing,
    /// A person.
    Person,
    /// Part of the name of something else.
    PartOfName,
    /// A province.
    Region,
    /// A government.
    Metonym,
    /// A town, if it is a place at all.
    Literal,
}

/// What the words around a name say of it.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// What the name does.
    pub reading: Reading,
    /// How much speaks for a town (or against, below zero): 4 is enough for any name.
    pub evidence: i32,
    /// The countries and regions that the words beside the name put it in.
    pub within: Vec<Area>,
    /// Whether only a comma or `en` stands between the name and the one before it.
    pub in_row: bool,
    /// Whether a word before it calls it a town.
    called_a_town: bool,
    /// Whether it makes regions of the names in its row that can be one.
    heads_regions: bool,
    /// What a word before it makes of the whole row it stands in: `provincies Loehansk en Donetsk`,
    /// `wijken als Altona en Harburg`.
    row: Option<Reading>,
}

impl Context {
    fn new(reading: Reading, evidence: i32) -> Context {
        Context {
            reading,
            evidence,
            within: Vec::new(),
            in_row: false,
            called_a_town: false,
            heads_regions: false,
            row: None,
        }
    }

    /// The contexts of all candidates.
    pub fn of_all(reader: &Reader) -> Vec<Context> {
        let mut contexts: Vec<Context> = Vec::with_capacity(reader.candidates.len());
        for number in 0..reader.candidates.len() {
            let mut context = Context::of(reader, number, contexts.last());
            context.in_row = follows(reader, number);
            if let Some(previous) = contexts.last_mut().filter(|_| context.in_row) {
                // Towns stand in rows: each makes the other likelier.
                if previous.reading == Reading::Literal && context.reading == Reading::Literal {
                    previous.evidence += 2;
                    context.evidence = (context.evidence + 2).max(previous.evidence.min(4));
                }
            }
            contexts.push(context);
        }
        region::spread(reader, &mut contexts);
        contexts
    }

    /// The context of a candidate, given that of the candidate before it.
    fn of(reader: &Reader, number: usize, previous: Option<&Context>) -> Context {
        let candidate = &reader.candidates[number];
        let sides = Sides::of(reader, candidate);
        let chained = match sides.chain(reader) {
            Chain::Broken => return Context::new(Reading::PartOfName, 0),
            Chain::Alone => 0,
            Chain::Towns => 2,
        };
        let previous = previous.filter(|_| follows(reader, number));
        let row = sides.heads_a_row().or(previous.and_then(|previous| previous.row));
        let other = |reading| Context { row, ..Context::new(reading, 0) };
        if let Some(reading) = previous.and_then(|previous| previous.row) {
            return other(reading);
        }
        if sides.is_region(reader, candidate) {
            return other(Reading::Region);
        }
        if let Some(reading) = sides.something_else(reader, candidate) {
            return other(reading);
        }
        if sides.lies_elsewhere(reader, candidate) {
            return other(Reading::Nothing);
        }
        let mut context = Context::new(Reading::Literal, chained);
        context.called_a_town = sides.is_called_a_town();
        context.heads_regions = candidate.cue.is(Cue::MOSTLY_REGION)
            || sides.is_told_to_be(reader, Cue::REGION_NOUN.or(Cue::REGION_NOUNS));
        context.evidence +=
            sides.before_says(reader, candidate) + sides.behind_says(reader, candidate);
        context.within = sides.within(reader, candidate);
        // `het Spaanse Sabadell`: a firm has a country too.
        if !context.within.is_empty() && !candidate.cue.is(Cue::FIRM) {
            context.evidence += 4;
        }
        if sides.is_government(reader, candidate, previous) {
            context.reading = Reading::Metonym;
            context.evidence += 2;
        }
        context
    }
}

/// Whether only a comma, `en` or `en ook` stands between a candidate and the one before it.
fn follows(reader: &Reader, number: usize) -> bool {
    let Some(previous) = number.checked_sub(1).map(|n| &reader.candidates[n]) else {
        return false;
    };
    let candidate = &reader.candidates[number];
    let gap = reader.tokens.get(candidate.words.start).map(|token| token.gap);
    let between = previous.words.end..candidate.words.start;
    let and = || {
        let and = reader.tokens.get(between.start);
        let joins =
            |and: &Token| and.cue.is(Cue::AND) && matches!(and.gap, Gap::Space | Gap::Comma);
        and.is_some_and(joins) && gap == Some(Gap::Space)
    };
    let too = || {
        let too = reader.tokens.get(between.start + 1);
        let is_too = |too: &Token| matches!(reader.tokens.folded(too), "ook" | "vooral" | "zelfs");
        too.is_some_and(|too| is_too(too) && too.gap == Gap::Space)
    };
    match between.len() {
        0 => matches!(gap, Some(Gap::Comma | Gap::Slash)),
        1 => and(),
        2 => and() && too(),
        _ => false,
    }
}
