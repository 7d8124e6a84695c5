//! Which words of a text name a place, which place, and what they do there.
//!
//! Four steps: *candidates* (capitalised stretches that the gazetteer knows), their *context*
//! (what the words around them say), the *choice* among places of one name, and the *verdict*
//! (whether what the name, the context and the rest of the text say is enough). Words the
//! gazetteer does not know are tried last, in [`super::guess`].

use super::choice::Surroundings;
use super::context::{Context, Reading};
use super::gazetteer::{Gazetteer, Known, PlaceIndex};
use super::name_index::Spellings;
use super::rules::{Area, Cue, Rules};
use super::tokens::{Gap, Tokens};
use super::{Mention, Role, Why, areas, facilities, guess};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

/// Words in the longest name.
const LONGEST: usize = 6;
/// What name, context and text must say together.
const ENOUGH: i32 = 4;

/// A stretch of words that the gazetteer knows as a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The words.
    pub words: Range<usize>,
    /// The bytes, without genitive ending.
    pub span: Range<usize>,
    /// The folded name.
    pub key: String,
    /// What the data files say of the name.
    pub cue: Cue,
    /// What the gazetteer knows of it.
    pub known: Rc<Known>,
}

impl Candidate {
    /// A number for the folded name.
    pub fn name(&self) -> u32 {
        self.known.spellings.first
    }
}

/// What the gazetteer knows of the names that a text has used so far, by their first spelling.
#[derive(Default)]
struct Cache(HashMap<u32, Rc<Known>>);

impl Cache {
    fn known(&mut self, gazetteer: &Gazetteer, spellings: Spellings) -> Rc<Known> {
        let known = self.0.entry(spellings.first);
        known.or_insert_with(|| Rc::new(gazetteer.known(spellings))).clone()
    }
}

/// The text, taken apart.
pub(super) struct Reader<'a> {
    pub gazetteer: &'a Gazetteer<'a>,
    pub rules: &'static Rules,
    pub text: &'a str,
    pub tokens: Tokens,
    /// Names that might be places, in order.
    pub candidates: Vec<Candidate>,
    /// For the first word of the name of a country or region: its words and what it names.
    pub areas: BTreeMap<usize, (usize, Cow<'static, [Area]>)>,
    /// Buildings and sites that lie in a city: their words, bytes and city, in order.
    pub facilities: Vec<facilities::Found>,
    /// Capitalised words that are no candidate, area or facility.
    pub unknown: Vec<usize>,
}

impl Gazetteer<'_> {
    /// Every mention of a place in a text, in order, without overlap; spans lie on character
    /// borders. The same text gives the same mentions. Time is linear in the length of the text.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        self.explain(text).into_iter().map(|(mention, _)| mention).collect()
    }

    /// As [`Gazetteer::find`], each mention with why it was linked.
    pub fn explain(&self, text: &str) -> Vec<(Mention, Why)> {
        let reader = Reader::new(self, text);
        let contexts = Context::of_all(&reader);
        let mut surroundings = Surroundings::of(&reader, &contexts);
        let names = Names::of(&reader, &contexts);
        let mut mentions = Vec::new();
        for (candidate, context) in reader.candidates.iter().zip(&contexts) {
            let Some(place) = surroundings.choose(&reader, candidate, context) else { continue };
            let role = match context.reading {
                Reading::Nothing | Reading::Person => continue,
                Reading::PartOfName => Role::PartOfName,
                Reading::Region => Role::Region,
                Reading::Metonym => Role::Metonym,
                Reading::Literal => Role::Literal,
            };
            let meant = match role {
                Role::Region => areas::region_of(&reader, candidate, place).unwrap_or(place),
                _ => place,
            };
            let affinity = surroundings.affinity(self.country(place));
            let said = reader.prior(candidate, place, affinity) + affinity + context.evidence;
            if !role.counts() || names.allow(&reader, candidate, context, [said, affinity]) {
                let span = candidate.span.clone();
                let why = names.why(candidate, context, role);
                mentions.push((Mention { span, place: self.id(meant), role }, why));
            }
        }
        mentions.extend(guess::unknown_spellings(&reader, &surroundings, &mentions));
        mentions.extend(facilities::mentions(&reader));
        mentions.extend(areas::mentions(&reader, &surroundings));
        mentions.sort_by_key(|(mention, _)| mention.span.start);
        // `Engels` may be a town and an adjective: the town, found first, is kept.
        mentions.dedup_by(|later, earlier| later.0.span.start < earlier.0.span.end);
        mentions
    }
}

/// What the whole text makes of its names, by [`Candidate::name`].
struct Names {
    /// Beyond doubt a place, somewhere in the text.
    supported: BTreeSet<u32>,
    /// A person, somewhere in the text.
    persons: BTreeSet<u32>,
    /// Perhaps a person: `Marie Houston` at the beginning of a sentence, or a headline.
    perhaps_persons: BTreeSet<u32>,
}

impl Names {
    fn of(reader: &Reader, contexts: &[Context]) -> Names {
        let named = || reader.candidates.iter().zip(contexts);
        let names_where = |holds: fn(&Context) -> bool| {
            let held = named().filter(|(_, context)| holds(context));
            held.map(|(candidate, _)| candidate.name()).collect()
        };
        let perhaps_person = |(candidate, context): &(&Candidate, &Context)| {
            context.evidence <= -3 && !reader.is_renowned(candidate)
        };
        Names {
            supported: names_where(|context| {
                context.evidence >= ENOUGH
                    && matches!(context.reading, Reading::Literal | Reading::Metonym)
            }),
            persons: names_where(|context| context.reading == Reading::Person),
            perhaps_persons: named()
                .filter(perhaps_person)
                .map(|(candidate, _)| candidate.name())
                .collect(),
        }
    }

    /// The strongest of what made a name the town.
    fn why(&self, candidate: &Candidate, context: &Context, role: Role) -> Why {
        match role {
            Role::Region | Role::PartOfName => Why::OtherRole,
            _ if !context.within.is_empty() => Why::Beside,
            Role::Metonym => Why::Government,
            _ if context.evidence >= ENOUGH => Why::Words,
            _ if self.supported.contains(&candidate.name()) => Why::Elsewhere,
            _ => Why::Fame,
        }
    }

    /// Whether enough is said for a name to be the town: by itself, by its surroundings (`said`
    /// is the sum of both), by the text's talk of its country (`affinity`) and by the rest of the text.
    fn allow(
        &self,
        reader: &Reader,
        candidate: &Candidate,
        context: &Context,
        [said, affinity]: [i32; 2],
    ) -> bool {
        let name = candidate.name();
        let support = self.supported.contains(&name);
        let silenced = if support {
            self.persons.contains(&name) && context.evidence < 2
        } else {
            (self.persons.contains(&name) || self.perhaps_persons.contains(&name))
                && context.evidence < ENOUGH
        };
        let needed = reader.evidence_needed(candidate, affinity);
        let needed = if support { needed.min(2) } else { needed };
        let support = if support { 3 } else { 0 };
        !silenced && context.evidence >= needed && said + support >= ENOUGH
    }
}

impl<'a> Reader<'a> {
    fn new(gazetteer: &'a Gazetteer<'a>, text: &'a str) -> Reader<'a> {
        let rules = Rules::built_in();
        let mut reader = Reader {
            gazetteer,
            rules,
            text,
            tokens: Tokens::of(text, rules),
            candidates: Vec::new(),
            areas: BTreeMap::new(),
            facilities: Vec::new(),
            unknown: Vec::new(),
        };
        reader.read();
        reader
    }

    fn read(&mut self) {
        let mut cache = Cache::default();
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.may_begin_a_name(at) {
                at += 1;
                continue;
            }
            if let Some(found) = facilities::at(self, at) {
                at = found.words.end;
                self.facilities.push(found);
                continue;
            }
            let area = self.listed_area(at);
            let candidate = self.candidate(at, &mut cache);
            let wins = candidate.as_ref().is_some_and(|candidate| {
                area.is_none_or(|(words, _)| {
                    candidate.words.len() > words || self.is_called_a_town(at)
                })
            });
            match (candidate, area) {
                (Some(candidate), _) if wins => {
                    let words = candidate.words.clone();
                    self.candidates.push(candidate);
                    at = words.end;
                }
                (_, Some((words, areas))) => {
                    self.areas.insert(at, (words, Cow::Borrowed(areas)));
                    at += words;
                }
                _ => {
                    self.unknown.push(at);
                    at += 1;
                }
            }
        }
    }

    fn may_begin_a_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        // 's-Hertogenbosch, 's-Gravenhage
        let genitive = matches!(self.tokens.folded(token), "s" | "t")
            && self.tokens.get(at + 1).is_some_and(|next| next.capital && next.gap == Gap::Hyphen);
        token.capital || genitive
    }

    fn is_called_a_town(&self, at: usize) -> bool {
        let noun = self.tokens.before(at, 1).is_some_and(|before| before.cue.is(Cue::TOWN_NOUN));
        noun && self.tokens.get(at).is_some_and(|token| token.gap == Gap::Space)
    }

    /// The candidate that a word belongs to.
    pub fn candidate_at(&self, at: usize) -> Option<&Candidate> {
        let next = self.candidates.partition_point(|candidate| candidate.words.start <= at);
        let candidate = self.candidates.get(next.checked_sub(1)?)?;
        candidate.words.contains(&at).then_some(candidate)
    }

    /// Whether a word belongs to the name of a country or region.
    pub fn is_area(&self, at: usize) -> bool {
        let area = self.areas.range(..=at).next_back();
        area.is_some_and(|(start, (words, _))| at < start + words)
    }

    /// Whether a word is an adjective or inhabitant of a country or region.
    pub fn is_adjective(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| self.rules.adjective(self.tokens.folded(token)).is_some())
    }

    /// The longest name of a country or region in the data files that begins at a word.
    fn listed_area(&self, at: usize) -> Option<(usize, &'static [Area])> {
        let rules: &'static Rules = self.rules;
        let first = self.tokens.folded(self.tokens.get(at)?);
        let longer = (2..=rules.longest_area(first)).rev().find_map(|words| {
            let range = at..at + words;
            let areas = rules.areas(&self.is_joined(&range).then(|| self.tokens.key(range))?);
            (!areas.is_empty()).then_some((words, areas))
        });
        longer.or_else(|| {
            let areas = rules.areas(first);
            (!areas.is_empty()).then_some((1, areas))
        })
    }

    /// Whether nothing but spaces, hyphens and the dot of an abbreviation stands between the words
    /// of a range, and the last is capitalised.
    fn is_joined(&self, words: &Range<usize>) -> bool {
        let joins = |at: usize| {
            self.tokens.get(at).is_some_and(|token| match token.gap {
                Gap::Space | Gap::Hyphen => true,
                Gap::Dot => self
                    .tokens
                    .before(at, 1)
                    .is_some_and(|before| matches!(self.tokens.folded(before), "st" | "mt" | "ft")),
                _ => false,
            })
        };
        self.tokens.get(words.end - 1).is_some_and(|last| last.capital)
            && (words.start + 1..words.end).all(joins)
    }

    /// The longest name of the gazetteer that begins at a word.
    fn candidate(&self, at: usize, cache: &mut Cache) -> Option<Candidate> {
        let mut key = String::new();
        let mut best = None;
        for end in at + 1..=(at + LONGEST).min(self.tokens.len()) {
            self.tokens.add_to_key(end - 1, &mut key);
            let Some(spellings) = self.gazetteer.spellings(&key) else { break };
            let words = at..end;
            if spellings.count > 0 && self.is_joined(&words) {
                let known = cache.known(self.gazetteer, spellings);
                let span = self.bytes(words.clone());
                best = self.named(words, span, &key, known).or(best);
            }
            if !spellings.begins_longer {
                break;
            }
        }
        best.or_else(|| self.genitive(at, cache))
    }

    /// A candidate, where the name is one of a town.
    fn named(
        &self,
        words: Range<usize>,
        span: Range<usize>,
        key: &str,
        known: Rc<Known>,
    ) -> Option<Candidate> {
        let cue = self.rules.cue(key);
        let key = key.to_string();
        (!known.places.is_empty()).then_some(Candidate { words, span, key, cue, known })
    }

    /// `Kievs burgemeester`: a large town with an s behind it.
    fn genitive(&self, at: usize, cache: &mut Cache) -> Option<Candidate> {
        let token = self.tokens.get(at)?;
        let key = self.tokens.folded(token).strip_suffix('s').filter(|key| key.len() >= 4)?;
        let spellings = self.gazetteer.spellings(key).filter(|spellings| spellings.count > 0)?;
        let known = cache.known(self.gazetteer, spellings);
        let largest = self.gazetteer.population(*known.places.first()?);
        let written = self.text[token.span.clone()].trim_end_matches(['s', 'S']);
        let written = written.trim_end_matches(['\'', '’']);
        let span = token.span.start..token.span.start + written.len();
        let fits = largest >= 200_000 && !written.ends_with(['s', 'S']);
        self.named(at..at + 1, span, key, known).filter(|_| fits)
    }

    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let at = |word: usize| self.tokens.get(word).map(|token| token.span.clone());
        let mut span = at(words.start).unwrap_or(0..0);
        span.end = at(words.end - 1).unwrap_or(0..0).end;
        let apostrophe = self.text[..span.start].chars().next_back();
        if let Some(c @ ('\'' | '’' | '‘')) = apostrophe
            && self.text[span.clone()].starts_with(['s', 't'])
        {
            span.start -= c.len_utf8();
        }
        span
    }

    /// Whether everybody knows the town, so that `Sparta Rotterdam` makes no person of it. Towns
    /// where English is spoken are surnames all the same: `Denzel Washington`.
    pub fn is_renowned(&self, candidate: &Candidate) -> bool {
        let cue = candidate.cue;
        candidate.known.places.first().is_some_and(|place| {
            let large = self.gazetteer.population(*place) >= 500_000 && !cue.is(Cue::PERSON);
            (large || cue.is(Cue::CAPITAL)) && !speaks_english(self.gazetteer.country(*place))
        })
    }

    /// What fame and size of a town say: the larger, the likelier that it is meant. `affinity` is
    /// what the text's talk of its country says.
    fn prior(&self, candidate: &Candidate, place: PlaceIndex, affinity: i32) -> i32 {
        if candidate.cue.is(Cue::CAPITAL.or(Cue::NO_SURNAME)) {
            return 4;
        }
        let size = match self.gazetteer.population(place) {
            950_000.. => 4,
            230_000.. => 3,
            50_000.. => 2,
            15_000.. => 1,
            _ => 0,
        };
        // Where English is spoken, towns carry surnames, and surnames are everywhere in the news.
        let country = self.gazetteer.country(place);
        let large_country = matches!(&country, b"US" | b"GB" | b"IE");
        let english = speaks_english(country) && (large_country || affinity < 2);
        let home = matches!(&country, b"NL" | b"BE");
        match size {
            3 if english => 2,
            1..=2 if english => size - 2,
            1.. if home => (2 * size).min(4),
            size => size,
        }
    }

    /// What the context alone must say of a name: much of one that is mostly something else. The
    /// words of the dictionary have a capital only where a sentence begins.
    fn evidence_needed(&self, candidate: &Candidate, affinity: i32) -> i32 {
        let cue = candidate.cue;
        let trap = Cue::WORD.or(Cue::PERSON).or(Cue::FIRST_NAME).or(Cue::PLACE_PREPOSITION);
        let begins = self.tokens.begins(candidate.words.start);
        // `Nice kreeg`, but not `Nice weer`
        let behind = self.tokens.get(candidate.words.end);
        let acts = behind.is_some_and(|behind| behind.cue.is(Cue::SAYING));
        let foreign_word = cue.is(Cue::WORD) && !cue.is(Cue::PERSON) && !candidate.known.is_word;
        match candidate.known.is_word && !cue.is(Cue::CAPITAL) {
            // `Phoenix` is no Dutch word: in a text about its country it is the town, unless more
            // speaks against it than that it acts.
            _ if foreign_word && affinity >= 2 && (!begins || acts) => -1,
            _ if cue.is(Cue::WORD) && !cue.is(Cue::PERSON) && !begins => ENOUGH - 1,
            _ if cue.is(trap) => ENOUGH,
            true if begins => ENOUGH,
            true => 2,
            false => i32::MIN,
        }
    }
}

/// Whether the towns of a country mostly carry English names, which are surnames too.
fn speaks_english(country: [u8; 2]) -> bool {
    matches!(&country, b"US" | b"GB" | b"IE" | b"AU" | b"CA" | b"NZ" | b"ZA" | b"PH")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many words are looked at to read a text: a measure of the work that no clock disturbs.
    fn work(gazetteer: &Gazetteer, text: &str) -> usize {
        let reader = Reader::new(gazetteer, text);
        let contexts = Context::of_all(&reader);
        let mut surroundings = Surroundings::of(&reader, &contexts);
        for (candidate, context) in reader.candidates.iter().zip(&contexts) {
            surroundings.choose(&reader, candidate, context);
        }
        areas::mentions(&reader, &surroundings);
        guess::unknown_spellings(&reader, &surroundings, &[]);
        reader.tokens.looks.get()
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "tests read the gazetteer that is shipped")]
    fn four_times_the_text_is_four_times_the_work() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/gazetteer.bin");
        let bytes = std::fs::read(path).unwrap();
        let gazetteer = Gazetteer::open(&bytes).unwrap();
        for unit in [
            "Kiev-",
            "Kiev, ",
            "Kiev en ",
            "Jan ",
            "van ",
            "New ",
            "Den Haag van ",
            "Belgische ",
            "Verenigde ",
            "Kiev ligt in ",
            "Azovstal-",
            "provincies Utrecht, ",
            "\u{301}",
            "É'",
            "s-",
        ] {
            let [once, four] = [500, 2000].map(|times| work(&gazetteer, &unit.repeat(times)));
            assert!(four <= 4 * once + 100, "{unit:?}: {once} looks, then {four}");
        }
    }
}
