//! A text taken apart: its words, and the stretches of them that may name something.

use super::facilities;
use super::gazetteer::{Gazetteer, Known, PlaceIndex};
use super::name_index::Spellings;
use super::rules::{Area, Cue, Rules, kilometres};
use super::skeleton::is_article;
use super::tokens::{Gap, Token, Tokens};
use super::words::Numbers;
use crate::ids::GeoId;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::rc::Rc;

/// Words in the longest name.
const LONGEST: usize = 6;

/// A name that a text uses for one town or more.
#[derive(Debug)]
pub(super) struct Name {
    /// What the data files say of it.
    pub cue: Cue,
    /// The place that a reader thinks of first.
    pub default: Option<GeoId>,
    /// What the gazetteer knows of it.
    pub known: Known,
}

/// A stretch of words that the gazetteer knows as a name of towns.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The words.
    pub words: Range<usize>,
    /// The bytes, without genitive ending.
    pub span: Range<usize>,
    name: Rc<Name>,
}

/// What is known of the name of a candidate is known of the candidate.
impl Deref for Candidate {
    type Target = Name;

    fn deref(&self) -> &Name {
        &self.name
    }
}

impl Candidate {
    /// A number for the folded name.
    pub fn number(&self) -> u32 {
        self.known.spellings.first
    }
}

/// The names that a text has used so far, by their first spelling.
#[derive(Default)]
struct Cache(Numbers<Rc<Name>>);

impl Cache {
    fn name(&mut self, reader: &Reader, key: &str, spellings: Spellings) -> Rc<Name> {
        let name = || Name {
            cue: reader.rules.cue(key),
            default: reader.rules.default_place(key),
            known: reader.gazetteer.known(spellings),
        };
        self.0.entry(spellings.first).or_insert_with(|| Rc::new(name())).clone()
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
    pub areas: BTreeMap<usize, (usize, &'static [Area])>,
    /// Buildings and sites that lie in a city: their words, bytes and city, in order.
    pub facilities: Vec<facilities::Found>,
    /// Capitalised words that are no candidate, area or facility.
    pub unknown: Vec<usize>,
    /// Names of clubs.
    clubs: Vec<usize>,
    /// Results of matches.
    results: Vec<usize>,
    /// For each word whether it is one of those and nothing at all is known of it.
    unheard: Vec<bool>,
}

impl<'a> Reader<'a> {
    /// Takes a text apart.
    pub fn new(gazetteer: &'a Gazetteer<'a>, text: &'a str) -> Reader<'a> {
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
            clubs: Vec::new(),
            results: Vec::new(),
            unheard: Vec::new(),
        };
        reader.read();
        reader.unheard = vec![false; reader.tokens.len()];
        for at in &reader.unknown {
            let token = reader.tokens.get(*at);
            reader.unheard[*at] =
                token.is_some_and(|token| token.cue == Cue::default() && token.adjective.is_none());
        }
        reader
    }

    /// Whether nothing at all is known of a capitalised word.
    pub fn is_unknown(&self, at: usize) -> bool {
        self.unheard.get(at).copied().unwrap_or_default()
    }

    fn read(&mut self) {
        let mut cache = Cache::default();
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.may_begin_a_name(at) {
                if self.is_score(at) {
                    self.results.push(at);
                }
                at += 1;
                continue;
            }
            if self.tokens.get(at).is_some_and(|token| token.cue.is(Cue::CLUB)) {
                self.clubs.push(at);
            }
            // `het bedevaartsoord Copacabana`
            let facility = facilities::at(self, at).filter(|_| !self.is_called_a_town(at));
            if let Some(found) = facility {
                at = found.words.end;
                self.facilities.push(found);
                continue;
            }
            let area = self.listed_area(at);
            let candidate = self.candidate(at, &mut cache).filter(|name| self.is_name(name));
            let wins = candidate.as_ref().is_some_and(|candidate| {
                area.is_none_or(|(words, _)| {
                    candidate.words.len() > words
                        || self.is_called_a_town(at)
                        || self.lies_in_area_behind(candidate)
                })
            });
            match (candidate, area) {
                (Some(candidate), _) if wins => {
                    at = candidate.words.end;
                    self.add_candidate(candidate);
                }
                (_, Some((words, areas))) => {
                    self.areas.insert(at, (words, areas));
                    at += words;
                }
                _ => {
                    if self.tokens.get(at).is_some_and(|token| token.capital) {
                        self.unknown.push(at);
                    }
                    at += 1;
                }
            }
        }
    }

    /// Whether a candidate is no mere word: among capitals nothing tells `VAN` from Van.
    fn is_name(&self, candidate: &Candidate) -> bool {
        let words = Cue::WORD.or(Cue::NEVER).or(Cue::PLACE_PREPOSITION).or(Cue::OPENER);
        let shouted = self.tokens.get(candidate.words.start).is_some_and(|token| token.shouted);
        let word = candidate.words.len() == 1
            && (candidate.cue.is(words)
                || (candidate.known.is_word && !candidate.cue.is(Cue::CAPITAL)));
        !(shouted && word)
    }

    fn may_begin_a_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if token.capital || token.shouted {
            return true;
        }
        let Some(next) = self.tokens.get(at + 1).filter(|next| next.capital) else { return false };
        let word = self.tokens.folded(token);
        match next.gap {
            // 's-Hertogenbosch, 's-Gravenhage; al-Hol, el-Fasher
            Gap::Hyphen => matches!(word, "s" | "t") || is_article(word),
            // 't Harde
            Gap::Space => matches!(word, "s" | "t"),
            _ => false,
        }
    }

    /// Adds a candidate. Two neighbouring towns at home that a hyphen joins are one municipality:
    /// `Burgh-Haamstede`, `Dilsen-Stokkem`.
    fn add_candidate(&mut self, mut candidate: Candidate) {
        if let Some(first) = self.candidates.last()
            && first.words.end == candidate.words.start
            && self.tokens.get(first.words.end).is_some_and(|token| token.gap == Gap::Hyphen)
            && self.are_neighbours(first, &candidate)
        {
            candidate.words.start = first.words.start;
            candidate.span = self.bytes(candidate.words.clone());
            self.candidates.pop();
        }
        self.candidates.push(candidate);
    }

    fn are_neighbours(&self, a: &Candidate, b: &Candidate) -> bool {
        const NEAR: f32 = 6.0;
        let gazetteer = self.gazetteer;
        let at_home = |place: &&PlaceIndex| gazetteer.is_at_home(**place);
        let near = |a, b| kilometres(gazetteer.point(a), gazetteer.point(b)) < NEAR;
        let towns = |candidate: &'_ Candidate| {
            candidate.known.places.iter().filter(at_home).copied().collect::<Vec<_>>()
        };
        let others = towns(b);
        towns(a).iter().any(|a| others.iter().any(|b| near(*a, *b)))
    }

    fn is_called_a_town(&self, at: usize) -> bool {
        let noun = self.tokens.before(at, 1).is_some_and(|before| before.cue.is(Cue::TOWN_NOUN));
        noun && self.tokens.get(at).is_some_and(|token| token.gap == Gap::Space)
    }

    /// `Columbia, South Carolina`; but `Nevada, Missouri en Ohio` is a row.
    fn lies_in_area_behind(&self, candidate: &Candidate) -> bool {
        let end = candidate.words.end;
        let comma = self.tokens.get(end).is_some_and(|token| token.gap == Gap::Comma);
        let Some((words, areas)) = self.listed_area(end).filter(|_| comma) else { return false };
        let holds = |area: &Area| {
            let places = &candidate.known.places;
            area.is_region() && places.iter().any(|place| area.holds(self.gazetteer, *place))
        };
        !self.goes_on_as_a_row(end + words) && areas.iter().any(holds)
    }

    /// Whether another name follows behind a name in a row: `, Utrecht`, `en Utrecht`; but not
    /// `, en in Utrecht`.
    pub fn goes_on_as_a_row(&self, end: usize) -> bool {
        let capital = |at: usize| self.tokens.get(at).is_some_and(|token| token.capital);
        self.tokens.get(end).is_some_and(|next| {
            (next.cue.is(Cue::AND) && capital(end + 1)) || (next.gap == Gap::Comma && next.capital)
        })
    }

    /// The candidate that a word belongs to.
    pub fn candidate_at(&self, at: usize) -> Option<&Candidate> {
        let next = self.candidates.partition_point(|candidate| candidate.words.start <= at);
        let candidate = self.candidates.get(next.checked_sub(1)?)?;
        candidate.words.contains(&at).then_some(candidate)
    }

    /// Whether the result of a match begins at a word: `2-1`
    pub fn is_score(&self, at: usize) -> bool {
        let goals = |token: &Token| {
            token.span.len() <= 2
                && self.text[token.span.clone()].bytes().all(|byte| byte.is_ascii_digit())
        };
        self.tokens.get(at).is_some_and(goals)
            && self.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::Hyphen && goals(t))
    }

    /// Whether the sentence of a word names a club near it.
    pub fn is_beside_a_club(&self, at: usize) -> bool {
        self.is_beside(at, &self.clubs)
    }

    /// Whether the sentence of a word tells the result of a match near it.
    pub fn is_beside_a_result(&self, at: usize) -> bool {
        self.is_beside(at, &self.results)
    }

    /// Whether one of some words, in order, stands in the sentence of a word and near it.
    fn is_beside(&self, at: usize, words: &[usize]) -> bool {
        const FAR: usize = 12;
        let next = words.partition_point(|word| *word < at);
        let goes_on = |at: usize| {
            let ends = |token: &Token| matches!(token.gap, Gap::Break | Gap::Dot);
            self.tokens.get(at).is_some_and(|token| !ends(token))
        };
        let near = |word: &usize| {
            word.abs_diff(at) <= FAR && (at.min(*word) + 1..=at.max(*word)).all(goes_on)
        };
        words[next.saturating_sub(1)..(next + 1).min(words.len())].iter().any(near)
    }

    /// Whether a word belongs to the name of a country or region.
    pub fn is_area(&self, at: usize) -> bool {
        let area = self.areas.range(..=at).next_back();
        area.is_some_and(|(start, (words, _))| at < start + words)
    }

    /// Whether a word is an adjective or inhabitant of a country or region.
    pub fn is_adjective(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| token.adjective.is_some())
    }

    /// The longest name of a country or region in the data files that begins at a word.
    fn listed_area(&self, at: usize) -> Option<(usize, &'static [Area])> {
        let rules: &'static Rules = self.rules;
        let longest = usize::from(self.tokens.get(at)?.longest_area);
        (1..=longest).rev().find_map(|words| {
            let range = at..at + words;
            let areas = rules.areas(&self.is_joined(&range).then(|| self.tokens.key(range))?);
            (!areas.is_empty()).then_some((words, areas))
        })
    }

    /// Whether nothing but spaces, hyphens and the dot of an abbreviation stands between the words
    /// of a range, and the last is capitalised, perhaps behind an article (`Val d'Isère`), or `stad`
    /// (`Mexico-stad`, `Gaza stad`).
    fn is_joined(&self, words: &Range<usize>) -> bool {
        let joins = |at: usize| {
            self.tokens.get(at).is_some_and(|token| match token.gap {
                Gap::Space | Gap::Hyphen => true,
                Gap::Dot => self.tokens.before(at, 1).is_some_and(|before| {
                    matches!(self.tokens.folded(before), "st" | "ste" | "mt" | "ft")
                }),
                _ => false,
            })
        };
        let capital = |last: &Token| {
            let parts = self.text[last.span.clone()].split(['\'', '’']);
            last.capital
                || last.shouted
                || parts.skip(1).any(|part| part.starts_with(char::is_uppercase))
        };
        let last = words.end - 1;
        (self.tokens.get(last).is_some_and(capital) || self.is_town_word(last))
            && (words.start + 1..words.end).all(joins)
    }

    /// Whether a word is the `stad` of `Mexico-stad`.
    fn is_hyphened_town(&self, at: usize) -> bool {
        self.is_town_word(at) && self.tokens.get(at).is_some_and(|token| token.gap == Gap::Hyphen)
    }

    fn is_town_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.tokens.folded(token) == "stad")
    }

    /// The longest name of a town that begins at a word.
    fn candidate(&self, at: usize, cache: &mut Cache) -> Option<Candidate> {
        let mut key = Cow::Borrowed(self.tokens.folded(self.tokens.get(at)?));
        let mut best = None;
        for end in at + 1..=(at + LONGEST).min(self.tokens.len()) {
            if end > at + 1 {
                self.tokens.add_to_key(end - 1, key.to_mut());
            }
            let Some(spellings) = self.gazetteer.spellings(&key) else { break };
            let words = at..end;
            if spellings.count > 0 && self.is_joined(&words) {
                let name = cache.name(self, &key, spellings);
                if !name.known.places.is_empty() {
                    best = Some((words, name));
                }
            }
            if !spellings.begins_longer {
                break;
            }
        }
        let named = best.map(|(mut words, name)| {
            // `Cebu-stad`: its island has the name too.
            words.end += usize::from(self.is_hyphened_town(words.end));
            let span = self.bytes(words.clone());
            Candidate { words, span, name }
        });
        named.or_else(|| self.genitive(at, cache))
    }

    /// `Kievs burgemeester`: a large town with an s behind it.
    fn genitive(&self, at: usize, cache: &mut Cache) -> Option<Candidate> {
        // `Hamas` is nothing of Hama.
        let token = self.tokens.get(at).filter(|token| token.cue == Cue::default())?;
        let key = self.tokens.folded(token).strip_suffix('s').filter(|key| key.len() >= 4)?;
        let spellings = self.gazetteer.spellings(key).filter(|spellings| spellings.count > 0)?;
        let name = cache.name(self, key, spellings);
        let largest = self.gazetteer.population(*name.known.places.first()?);
        let written = self.text[token.span.clone()].trim_end_matches(['s', 'S']);
        let written = written.trim_end_matches(['\'', '’']);
        let span = token.span.start..token.span.start + written.len();
        let fits = largest >= 200_000 && !written.ends_with(['s', 'S']);
        fits.then_some(Candidate { words: at..at + 1, span, name })
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
}
