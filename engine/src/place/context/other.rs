//! What a name is where it is certainly no town: a person, a firm, a river, a title.

use super::Reading;
use super::sides::Sides;
use crate::place::reader::{Candidate, Reader};
use crate::place::rules::Cue;
use crate::place::tokens::{Gap, Token};

impl Sides<'_> {
    /// What the name is where it is certainly no town.
    pub(super) fn something_else(&self, reader: &Reader, candidate: &Candidate) -> Option<Reading> {
        let single = candidate.words.len() == 1;
        let called_a_town = self.before.is_some_and(|before| before.cue.is(Cue::TOWN_NOUN));
        if single && !called_a_town && candidate.cue.is(Cue::NEVER) {
            return Some(Reading::Nothing);
        }
        if self.is_quoted(reader, candidate) || self.is_told_to_be(reader, Cue::OTHER_NOUN) {
            return Some(Reading::Nothing);
        }
        if self.is_name_of_a_thing(reader)
            || self.is_a_given_name(reader)
            || self.is_in_a_phrase(reader, candidate)
            || self.is_an_abbreviation(reader, candidate)
        {
            return Some(Reading::Nothing);
        }
        if self.is_a_team(reader, candidate) {
            return Some(Reading::PartOfName);
        }
        if self.is_told_by_age(reader) {
            return Some(Reading::Person);
        }
        // `The Washington Post` is no person.
        let body = |token: &Token| token.capital && token.cue.is(Cue::BODY_BEHIND);
        if self.behind.is_some_and(body) || self.goes_on_as_a_saint(reader) {
            return Some(Reading::PartOfName);
        }
        if let Some(before) = self.before {
            let example = before.cue.is(Cue::EXAMPLE);
            let noun = self.noun().filter(|_| example || !self.of).unwrap_or(before);
            let article = before.cue.is(Cue::ARTICLE) && self.area_by_its_kind(reader).is_none();
            if article || noun.cue.is(Cue::OTHER_NOUN) {
                return Some(Reading::Nothing);
            }
            let body = |token: &Token| token.capital && token.cue.is(Cue::BODY_BEFORE);
            let noble = self.head.is_some_and(|head| head.cue.is(Cue::NOBLE));
            let club = self.head.is_some_and(|head| head.cue.is(Cue::CLUB_NOUN));
            if noble || club || body(before) || (self.of && self.earlier.is_some_and(body)) {
                return Some(Reading::PartOfName);
            }
            if self.is_person(reader, before) {
                return Some(Reading::Person);
            }
            let foreign = before.capital
                && self.is_foreign_to_places(reader, before, self.start - 1)
                && !self.is_described_as_lying_in(reader);
            if foreign {
                // `Sparta Rotterdam` says nothing of Rotterdam elsewhere in the text.
                let club = reader.is_renowned(candidate);
                return Some(if club { Reading::PartOfName } else { Reading::Person });
            }
        }
        None
    }

    /// `San Juan de Unare`: what is called after a saint goes on with what tells it from the others.
    fn goes_on_as_a_saint(&self, reader: &Reader) -> bool {
        let saint = reader.tokens.get(self.start);
        let particle = |token: &Token| {
            matches!(reader.tokens.folded(token), "de" | "del" | "da" | "do" | "di" | "la" | "los")
        };
        let next = reader.tokens.get(self.end + 1);
        saint.is_some_and(|saint| saint.cue.is(Cue::SAINT))
            && self.behind.is_some_and(|behind| particle(behind) && !behind.capital)
            && next.is_some_and(|next| next.capital && next.gap == Gap::Space)
    }

    /// `Hun hond, Dallas, leeft nog`
    fn is_name_of_a_thing(&self, reader: &Reader) -> bool {
        let comma = |at: usize| reader.tokens.get(at).is_some_and(|token| token.gap == Gap::Comma);
        let thing = reader.tokens.before(self.start, 1);
        comma(self.start)
            && comma(self.end)
            && thing.is_some_and(|thing| thing.cue.is(Cue::OTHER_NOUN) && !thing.capital)
    }

    /// `Zijn kat heet Odessa`, but `de stad heet nu Odessa`
    fn is_a_given_name(&self, reader: &Reader) -> bool {
        const FAR: usize = 6;
        let named =
            |token: &Token| matches!(reader.tokens.folded(token), "heet" | "heette" | "genaamd");
        let town = |back| {
            let before = reader.tokens.before(self.start, back);
            before.is_some_and(|token| token.cue.is(Cue::TOWN_NOUN.or(Cue::PLACE_PREPOSITION)))
        };
        (self.before.is_some_and(named) && !(2..=FAR).any(town)) || self.is_a_nickname(reader)
    }

    /// `ze noemden me Sydney`
    fn is_a_nickname(&self, reader: &Reader) -> bool {
        let whom = |token: &Token| {
            matches!(reader.tokens.folded(token), "me" | "mij" | "hem" | "haar" | "zich" | "hen")
        };
        let called = |token: &Token| reader.tokens.folded(token).starts_with("noem");
        self.before.is_some_and(whom) && self.earlier.is_some_and(called)
    }

    /// `het Hongaarse MOL`: a few capitals in the middle of a sentence.
    fn is_an_abbreviation(&self, reader: &Reader, candidate: &Candidate) -> bool {
        const LONGEST: usize = 5;
        let upper = reader.tokens.get(self.start).is_some_and(|token| token.upper);
        upper && candidate.span.len() <= LONGEST && self.before.is_some_and(|before| !before.upper)
    }

    /// `Made in Europe`, `Oost-Jeruzalem`
    fn is_in_a_phrase(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let phrase = || reader.tokens.key(self.start..self.end + 1);
        let begins = candidate.cue.is(Cue::WORD) && self.behind.is_some();
        candidate.cue.is(Cue::PHRASE) || (begins && reader.rules.cue(&phrase()).is(Cue::PHRASE))
    }

    /// `verloor met 2-1 van Utrecht`, `de wedstrijd tegen Zwolle`, `Utrecht - Groningen 2-1`; `een jaar
    /// bij Charleroi`, where the sentence names another club
    fn is_a_team(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let against =
            |token: &Token| matches!(reader.tokens.folded(token), "van" | "tegen" | "met" | "bij");
        let with = |token: &Token| matches!(reader.tokens.folded(token), "tegen" | "bij");
        let among_clubs = || self.before.is_some_and(with) && reader.is_beside_a_club(self.start);
        let scored = || self.start >= 3 && reader.is_score(self.start - 3);
        let played = self.earlier.is_some_and(|earlier| earlier.cue.is(Cue::MATCH)) || scored();
        let beaten = self.before.is_some_and(against) && played;
        let (before, behind) = reader.text.split_at(candidate.span.end);
        let before = before[..candidate.span.start].trim_end();
        let away = || before.ends_with(['-', '–']) && reader.is_score(self.end);
        let home = || {
            const LONGEST: usize = 3;
            behind.trim_start().starts_with(['-', '–'])
                && (self.end + 1..=self.end + LONGEST).any(|at| reader.is_score(at))
        };
        beaten || among_clubs() || self.plays_with_a_result(reader, candidate) || away() || home()
    }

    /// `Gent en Mechelen delen de punten: 1-1`, but `in Gent werd het 1-1`
    fn plays_with_a_result(&self, reader: &Reader, candidate: &Candidate) -> bool {
        let placed = Cue::PLACE_PREPOSITION
            .or(Cue::WEAK_PREPOSITION)
            .or(Cue::TOWN_NOUN)
            .or(Cue::TOWN_NOUN_OF);
        !self.before.is_some_and(|before| before.cue.is(placed))
            && !candidate.cue.is(Cue::CAPITAL)
            && reader.is_beside_a_result(self.start)
            && !reader.is_led_to_as_a_place(self.start)
    }

    /// `Artem (27), marinier`
    fn is_told_by_age(&self, reader: &Reader) -> bool {
        let age = reader.tokens.get(self.end).filter(|token| token.gap == Gap::Bracket);
        age.is_some_and(|age| {
            let digits = reader.tokens.folded(age).bytes().all(|byte| byte.is_ascii_digit());
            digits && age.span.len() == 2 && reader.text[age.span.end..].starts_with(')')
        })
    }

    /// `Charlotte van der Goes`
    fn is_behind_two_particles(&self, reader: &Reader, before: &Token) -> bool {
        let first = |first: &Token| matches!(reader.tokens.folded(first), "van" | "von" | "op");
        matches!(reader.tokens.folded(before), "der" | "den") && self.earlier.is_some_and(first)
    }

    fn is_person(&self, reader: &Reader, before: &Token) -> bool {
        let first_name =
            |token: &Token| token.capital && token.cue.is(Cue::FIRST_NAME) && !token.upper;
        let particle = matches!(
            reader.tokens.folded(before),
            "van" | "von" | "der" | "den" | "de" | "di" | "da" | "del" | "la" | "le" | "el" | "al"
        );
        let capital_particle = particle && before.capital && !reader.tokens.begins(self.start - 1);
        let title = |token: &Token| token.cue.is(Cue::TITLE);
        // `studente Noor Tongeren`, but `voorzitter Stad Gent`; `scheidsrechter Coen van Gennep`
        let titled =
            before.capital && !before.cue.is(Cue::TOWN_NOUN) && self.earlier.is_some_and(title);
        let only_titled = |token: &Token| title(token) && !token.cue.is(Cue::HEAD);
        let first = self.earlier.filter(|earlier| earlier.capital && earlier.gap == Gap::Space);
        let titled_first_name = self.of
            && first.is_some()
            && reader.tokens.before(self.start, 3).is_some_and(only_titled);
        title(before)
            || titled
            || titled_first_name
            || first_name(before)
            || capital_particle
            || (particle && self.earlier.is_some_and(first_name))
            || self.is_behind_two_particles(reader, before)
    }
}
