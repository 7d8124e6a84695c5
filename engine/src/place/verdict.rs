//! Whether what a name, its context and the rest of the text say is enough for a town.

use super::choice::Surroundings;
use super::context::{Context, Reading};
use super::gazetteer::PlaceIndex;
use super::reader::{Candidate, Reader};
use super::rules::Cue;
use super::{Role, Why};
use std::collections::BTreeSet;

/// What name, context and text must say together.
const ENOUGH: i32 = 4;
/// What news of its neighbourhood adds for a town at home.
const LOCAL: i32 = 2;

/// What the whole text makes of its names, by [`Candidate::name`].
pub(super) struct Names {
    /// Beyond doubt a place, somewhere in the text.
    supported: BTreeSet<u32>,
    /// A person, somewhere in the text.
    persons: BTreeSet<u32>,
    /// Perhaps a person: `Marie Houston` at the beginning of a sentence, or a headline.
    perhaps_persons: BTreeSet<u32>,
}

impl Names {
    pub fn of(reader: &Reader, contexts: &[Context]) -> Names {
        let named = || reader.candidates.iter().zip(contexts);
        let names_where = |holds: fn(&Context) -> bool| {
            let held = named().filter(|(_, context)| holds(context));
            held.map(|(candidate, _)| candidate.number()).collect()
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
                .map(|(candidate, _)| candidate.number())
                .collect(),
        }
    }

    /// The strongest of what made a name the town.
    pub fn why(&self, candidate: &Candidate, context: &Context, role: Role) -> Why {
        match role {
            Role::Region | Role::PartOfName => Why::OtherRole,
            _ if !context.within.is_empty() => Why::Beside,
            Role::Metonym => Why::Government,
            _ if context.evidence >= ENOUGH => Why::Words,
            _ if self.supported.contains(&candidate.number()) => Why::Elsewhere,
            _ => Why::Fame,
        }
    }

    /// Whether enough is said for a name to be the town: by itself, by its surroundings (`said`
    /// is the sum of both), by the text's talk of its country (`affinity`) and by the rest of the text,
    /// which may be news of that neighbourhood (`local`).
    pub fn allow(
        &self,
        reader: &Reader,
        candidate: &Candidate,
        context: &Context,
        [said, affinity]: [i32; 2],
        local: impl Fn() -> bool,
    ) -> bool {
        let name = candidate.number();
        let at_home = candidate.known.places.first();
        let at_home = at_home.is_some_and(|place| reader.gazetteer.is_at_home(*place));
        let support = self.supported.contains(&name);
        let silenced = if support {
            self.persons.contains(&name) && context.evidence < 2
        } else {
            (self.persons.contains(&name) || self.perhaps_persons.contains(&name))
                && context.evidence < ENOUGH
        };
        // `in Engels`: the town only where the text speaks of its country; never `in gebroken Engels`.
        let adjective = candidate.words.len() == 1 && reader.is_adjective(candidate.words.start);
        if adjective && (affinity < 2 || context.evidence < ENOUGH) {
            return false;
        }
        let needed = reader.evidence_needed(candidate, affinity);
        let needed = match support {
            // `Halle wil zijn school terug`, in a text about Halle and the villages around it
            true if candidate.cue.is(Cue::PERSON) && local() => -1,
            true => needed.min(2),
            false => needed,
        };
        let support = if support { 3 } else { 0 };
        let talk = || if local() { LOCAL } else { 0 };
        !silenced
            && context.evidence >= needed
            && (said + support >= ENOUGH || (at_home && said + support + talk() >= ENOUGH))
    }
}

impl Reader<'_> {
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
    pub fn prior(&self, candidate: &Candidate, place: PlaceIndex, affinity: i32) -> i32 {
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
        let home = self.gazetteer.is_at_home(place);
        // Names of several words are rarely anything else: `Gioia Tauro`.
        let size = size + i32::from(candidate.words.len() > 1 && size < 2);
        // Without a word of the country it is mostly another of the many of that name.
        if size <= 1 && affinity == 0 && speaks_english(country) {
            return -2;
        }
        match size {
            0 if home && candidate.known.places.len() == 1 && candidate.cue == Cue::default() => 1,
            3 if english => 2,
            1..=2 if english => size - 2,
            1.. if home => (2 * size).min(4),
            // There surnames are adjectives, no towns; nor is what one town alone is called.
            1 if affinity >= 2 && matches!(&country, b"BY" | b"RU" | b"UA") => 2,
            1 if affinity >= 2 && candidate.known.places.len() == 1 => 2,
            size => size,
        }
    }

    /// Whether a small town lies in a country of which the text says nothing, while it says much of
    /// others, and no word calls it a town: it is mostly one of that name that no list has.
    pub fn is_out_of_place(
        &self,
        place: PlaceIndex,
        context: &Context,
        surroundings: &Surroundings,
    ) -> bool {
        const SMALL: u32 = 15_000;
        const CALLED_A_TOWN: i32 = 5;
        self.gazetteer.population(place) < SMALL
            && !self.gazetteer.is_at_home(place)
            && context.within.is_empty()
            && context.evidence < CALLED_A_TOWN
            && surroundings.speaks_only_of_others(self, place)
    }

    /// What the context alone must say of a name: much of one that is mostly something else. The
    /// words of the dictionary have a capital only where a sentence begins.
    fn evidence_needed(&self, candidate: &Candidate, affinity: i32) -> i32 {
        let cue = candidate.cue;
        let trap =
            Cue::WORD.or(Cue::PERSON).or(Cue::FIRST_NAME).or(Cue::FIRM).or(Cue::PLACE_PREPOSITION);
        let begins = self.tokens.begins(candidate.words.start);
        // `Nice kreeg`, but not `Nice weer`
        let behind = self.tokens.get(candidate.words.end);
        let acts = behind.is_some_and(|behind| behind.cue.is(Cue::SAYING));
        let foreign_word = cue.is(Cue::WORD) && !cue.is(Cue::PERSON) && !candidate.known.is_word;
        match candidate.known.is_word && !cue.is(Cue::CAPITAL.or(Cue::NO_SURNAME)) {
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
pub(super) fn speaks_english(country: [u8; 2]) -> bool {
    matches!(&country, b"US" | b"GB" | b"IE" | b"AU" | b"CA" | b"NZ" | b"ZA" | b"PH")
}
