//! What the words around a name say of it.

use super::find::{Candidate, Reader};
use super::rules::{Area, Cue, kilometres};
use super::tokens::{Gap, Token, Tokens};

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
    /// Stands in a row of regions: `provincies Loehansk en Donetsk`.
    row_of_regions: bool,
}

impl Context {
    fn new(reading: Reading, evidence: i32) -> Context {
        Context { reading, evidence, within: Vec::new(), row_of_regions: false }
    }

    /// The contexts of all candidates.
    pub fn of_all(reader: &Reader) -> Vec<Context> {
        let mut contexts: Vec<Context> = Vec::with_capacity(reader.candidates.len());
        for number in 0..reader.candidates.len() {
            let mut context = Context::of(reader, number, contexts.last());
            if let Some(previous) = contexts.last_mut().filter(|_| follows(reader, number)) {
                // Towns stand in rows: each makes the other likelier.
                if previous.reading == Reading::Literal && context.reading == Reading::Literal {
                    previous.evidence += 2;
                    context.evidence = (context.evidence + 2).max(previous.evidence.min(4));
                }
            }
            contexts.push(context);
        }
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
        let row = previous.filter(|_| follows(reader, number));
        if sides.names_a_region()
            || sides.is_headed_as_a_region(reader, candidate)
            || sides.stands_beside_a_region(reader, candidate)
            || row.is_some_and(|previous| previous.row_of_regions)
        {
            let several = sides.noun().is_some_and(|noun| noun.cue.is(Cue::REGION_NOUNS))
                || row.is_some_and(|previous| previous.row_of_regions);
            return Context { row_of_regions: several, ..Context::new(Reading::Region, 0) };
        }
        if let Some(reading) = sides.something_else(reader, candidate) {
            return Context::new(reading, 0);
        }
        let mut context = Context::new(Reading::Literal, chained);
        context.evidence +=
            sides.before_says(reader, &candidate.key) + sides.behind_says(reader, candidate);
        context.within = sides.within(reader, candidate);
        if !context.within.is_empty() {
            context.evidence += 4;
        }
        if sides.is_government(reader, candidate, row) {
            context.reading = Reading::Metonym;
            context.evidence += 2;
        }
        context
    }
}

/// Whether only a comma or `en` stands between a candidate and the one before it.
fn follows(reader: &Reader, number: usize) -> bool {
    let Some(previous) = number.checked_sub(1).map(|n| &reader.candidates[n]) else {
        return false;
    };
    let candidate = &reader.candidates[number];
    let gap = reader.tokens.get(candidate.words.start).map(|token| token.gap);
    let between = previous.words.end..candidate.words.start;
    match between.len() {
        0 => matches!(gap, Some(Gap::Comma)),
        1 => {
            let and = reader.tokens.get(between.start);
            gap == Some(Gap::Space)
                && and.is_some_and(|and| {
                    and.cue.is(Cue::AND) && matches!(and.gap, Gap::Space | Gap::Comma)
                })
        }
        _ => false,
    }
}

/// How hyphens bind a name.
enum Chain {
    Alone,
    /// `Siversk-Soledar-Bachmut`
    Towns,
    /// `Kertsj-brug`, `Oost-Nice`
    Broken,
}

/// The words on both sides of a name, where nothing but a space stands between.
struct Sides<'r> {
    before: Option<&'r Token>,
    /// The word before that.
    earlier: Option<&'r Token>,
    behind: Option<&'r Token>,
    /// The words are `... van NAME`.
    of: bool,
    /// What stands before `van NAME`, past a person's name: `burgemeester Ans Smit van NAME`.
    head: Option<&'r Token>,
    start: usize,
    end: usize,
    begins: bool,
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

impl<'r> Sides<'r> {
    fn of(reader: &'r Reader, candidate: &Candidate) -> Sides<'r> {
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
        let earlier = match before {
            Some(_) if spaced(start - 1) => tokens.before(start, 2),
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
        }
    }

    fn chain(&self, reader: &Reader) -> Chain {
        let hyphen =
            |at: usize| reader.tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen);
        let (left, right) = (hyphen(self.start), hyphen(self.end));
        let is_town = |at: usize| reader.candidate_at.contains_key(&at);
        let broken = (left && !is_town(self.start - 1)) || (right && !is_town(self.end));
        match (left || right, broken) {
            (_, true) => Chain::Broken,
            (false, _) => Chain::Alone,
            (true, false) => Chain::Towns,
        }
    }

    /// The noun before the name, with or without `van`, `als` or `zoals` between.
    fn noun(&self) -> Option<&'r Token> {
        let example = self.before.is_some_and(|before| before.cue.is(Cue::EXAMPLE));
        if self.of || example { self.earlier } else { self.before }
    }

    fn names_a_region(&self) -> bool {
        self.noun().is_some_and(|noun| noun.cue.is(Cue::REGION_NOUN.or(Cue::REGION_NOUNS)))
            || self.behind.is_some_and(|behind| behind.cue.is(Cue::REGION_BEHIND))
    }

    /// `de gouverneur van Charkov`: head of the province, not of the town.
    fn is_headed_as_a_region(&self, reader: &Reader, candidate: &Candidate) -> bool {
        self.head.is_some_and(|head| head.cue.is(Cue::REGION_HEAD))
            && reader.rules.cue(&candidate.key).is(Cue::ALSO_REGION)
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
        beside && reader.rules.cue(&candidate.key).is(Cue::ALSO_REGION)
    }

    /// What the name is where it is certainly no town.
    fn something_else(&self, reader: &Reader, candidate: &Candidate) -> Option<Reading> {
        let single = candidate.words.len() == 1;
        let called_a_town = self.before.is_some_and(|before| before.cue.is(Cue::TOWN_NOUN));
        if single && !called_a_town && reader.rules.cue(&candidate.key).is(Cue::NEVER) {
            return Some(Reading::Nothing);
        }
        if self.is_quoted(reader, candidate) {
            return Some(Reading::Nothing);
        }
        if let Some(before) = self.before {
            let example = before.cue.is(Cue::EXAMPLE);
            let noun = self.noun().filter(|_| example || !self.of).unwrap_or(before);
            if before.cue.is(Cue::ARTICLE) || noun.cue.is(Cue::OTHER_NOUN) {
                return Some(Reading::Nothing);
            }
            let body = |token: &Token| token.capital && token.cue.is(Cue::BODY_BEFORE);
            let noble = self.head.is_some_and(|head| head.cue.is(Cue::NOBLE));
            if noble || body(before) || (self.of && self.earlier.is_some_and(body)) {
                return Some(Reading::PartOfName);
            }
            if self.is_person(reader, before) {
                return Some(Reading::Person);
            }
            if before.capital && self.is_foreign_to_places(reader, before, self.start - 1) {
                // `Sparta Rotterdam` says nothing of Rotterdam elsewhere in the text.
                let club = reader.is_renowned(candidate);
                return Some(if club { Reading::PartOfName } else { Reading::Person });
            }
        }
        let body = |token: &Token| token.capital && token.cue.is(Cue::BODY_BEHIND);
        self.behind.is_some_and(body).then_some(Reading::PartOfName)
    }

    fn is_person(&self, reader: &Reader, before: &Token) -> bool {
        let first_name =
            |token: &Token| token.capital && token.cue.is(Cue::FIRST_NAME) && !token.upper;
        let particle = matches!(
            reader.tokens.folded(before),
            "van" | "von" | "der" | "den" | "de" | "di" | "da" | "del" | "la" | "le" | "el" | "al"
        );
        let capital_particle = particle && before.capital && !reader.tokens.begins(self.start - 1);
        before.cue.is(Cue::TITLE)
            || first_name(before)
            || capital_particle
            || (particle && self.earlier.is_some_and(first_name))
    }

    /// Whether a capitalised word beside the name makes it part of a longer one. Words that begin
    /// a sentence carry a capital anyhow; they are weighed in [`Sides::before_says`].
    fn is_foreign_to_places(&self, reader: &Reader, word: &Token, at: usize) -> bool {
        let known =
            Cue::PLACE_PREPOSITION.or(Cue::WEAK_PREPOSITION).or(Cue::TOWN_NOUN).or(Cue::AND);
        let folded = reader.tokens.folded(word);
        !(reader.tokens.begins(at)
            || word.cue.is(known)
            || reader.rules.adjective(folded).is_some()
            || reader.is_area(at))
    }

    /// What the words before the name say.
    fn before_says(&self, reader: &Reader, key: &str) -> i32 {
        let Some(before) = self.before else { return 0 };
        let folded = reader.tokens.folded(before);
        if before.cue.is(Cue::TOWN_NOUN) || self.noun().is_some_and(|n| n.cue.is(Cue::TOWN_NOUN)) {
            return 6;
        }
        if self.head.is_some_and(|head| head.cue.is(Cue::TOWN_NOUN.or(Cue::TOWN_NOUN_OF))) {
            return 5;
        }
        if before.cue.is(Cue::PLACE_PREPOSITION) {
            return 4;
        }
        if before.cue.is(Cue::NEAR_PREPOSITION) && !reader.rules.cue(key).is(Cue::PERSON) {
            return 3;
        }
        if before.cue.is(Cue::VERB_OF_PLACE) {
            return 2;
        }
        if before.cue.is(Cue::WEAK_PREPOSITION) {
            // `topman Ton van Veen`, but also `de Muur van Hoei`
            let article = reader.tokens.before(self.start, 3);
            let name = self.of
                && !article.is_some_and(|word| word.cue.is(Cue::ARTICLE))
                && self.earlier.is_some_and(|earlier| {
                    earlier.capital
                        && earlier.cue == Cue::default()
                        && self.is_foreign_to_places(reader, earlier, self.start - 2)
                });
            return if name { -2 } else { 2 };
        }
        // `'Ik had geluk', zegt Houston`
        if before.cue.is(Cue::SAYING) && !reader.rules.cue(key).is(Cue::CAPITAL) {
            return -4;
        }
        // `Hillary Clinton`, `Inwoners Boetsja`: either a name or a headline.
        let opens = before.capital && before.cue == Cue::default();
        if opens && reader.rules.adjective(folded).is_none() { -3 } else { 0 }
    }

    /// What the words behind the name say.
    fn behind_says(&self, reader: &Reader, candidate: &Candidate) -> i32 {
        let mut says = 0;
        let rest = &reader.text[candidate.span.end..];
        let token = reader.tokens.get(self.start);
        let dateline = self.begins
            && [":", " (", " – ", " - "].iter().any(|sign| rest.starts_with(sign))
            && token.is_some_and(|token| token.upper || !rest.starts_with(" ("));
        if dateline {
            says += 4;
        }
        if let Some(behind) = self.behind {
            let folded = reader.tokens.folded(behind);
            let name_goes_on = behind.capital
                && !reader.is_area(self.end)
                && reader.rules.adjective(folded).is_none();
            if name_goes_on {
                says -= match self.before_says(reader, &candidate.key) {
                    5.. => 0,
                    4 => 1,
                    1..=3 => 3,
                    _ => 6,
                };
            } else if behind.cue.is(Cue::SAYING) && self.before.is_none() {
                says -= 1;
            }
        }
        if self.lies_in_another_town(reader, candidate) {
            says -= 4;
        }
        says
    }

    /// `op King's Cross in Londen`: what lies in a town is no town, unless the two are close.
    fn lies_in_another_town(&self, reader: &Reader, candidate: &Candidate) -> bool {
        const SUBURB: f32 = 60.0;
        let leads_there = Cue::PLACE_PREPOSITION.or(Cue::TOWN_NOUN);
        let within = self.behind.is_some_and(|behind| reader.tokens.folded(behind) == "in");
        let town = reader.candidate_at.get(&(self.end + 1)).map(|n| &reader.candidates[*n]);
        let Some(town) = town.filter(|_| within) else { return false };
        let point = |place| reader.gazetteer.point(place);
        let near =
            |place| town.known.places.iter().any(|t| kilometres(point(*t), point(place)) < SUBURB);
        !self.before.is_some_and(|before| before.cue.is(leads_there))
            && !candidate.known.places.iter().any(|place| near(*place))
    }

    /// The countries and regions that stand beside the name: `Wilmington, Delaware`; `Bergen in
    /// Limburg`; `Parijs (Texas)`; `het Belgische Essen`.
    fn within(&self, reader: &Reader, candidate: &Candidate) -> Vec<Area> {
        let mut within = Vec::new();
        // `het Belgische Essen`, `de Spaanse stad Valencia`
        let noun = self.before.is_some_and(|before| before.cue.is(Cue::TOWN_NOUN));
        let described = if noun { self.earlier } else { self.before };
        let adjective =
            described.and_then(|word| reader.rules.adjective(reader.tokens.folded(word)));
        within.extend(adjective);
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
        let at = at.or_else(|| self.area_it_lies_in(reader));
        if let Some((_, areas)) = at.and_then(|at| reader.areas.get(&at)) {
            within.extend_from_slice(areas);
        }
        // An area that no town of this name lies in says nothing of it: `in Kiev, Polen en ...`
        let places = &candidate.known.places;
        within.retain(|area| places.iter().any(|place| area.holds(reader.gazetteer, *place)));
        within
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

    /// Whether the name is all that stands between quotation marks: the title of a work.
    fn is_quoted(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let quote = |c: Option<char>| c.is_some_and(|c| "'‘’\"“”„".contains(c));
        quote(reader.text[..candidate.span.start].chars().next_back())
            && quote(reader.text[candidate.span.end..].chars().next())
    }

    /// Whether the name stands for a government.
    fn is_government(&self, reader: &Reader, candidate: &Candidate, row: Option<&Context>) -> bool {
        let capital = reader.rules.cue(&candidate.key).is(Cue::CAPITAL);
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
