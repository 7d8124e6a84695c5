//! How much the words around a name speak for a town.

use super::sides::Sides;
use crate::place::reader::{Candidate, Reader};
use crate::place::rules::{Cue, kilometres};
use crate::place::skeleton::is_article;
use crate::place::tokens::{Gap, Token};

impl Sides<'_> {
    /// What the words before the name say.
    pub(super) fn before_says(&self, reader: &Reader, candidate: &Candidate) -> i32 {
        if reader.stands_behind_unknown_place(self.start) {
            return 3;
        }
        let Some(before) = self.before else { return 0 };
        if before.cue.is(Cue::TOWN_NOUN) || self.noun().is_some_and(|n| n.cue.is(Cue::TOWN_NOUN)) {
            return 6;
        }
        if self.head.is_some_and(|head| head.cue.is(Cue::TOWN_NOUN.or(Cue::TOWN_NOUN_OF))) {
            return 5;
        }
        // `de haven Chabahar`
        let word = !before.capital || reader.tokens.begins(self.start - 1);
        if before.cue.is(Cue::TOWN_NOUN_OF) && word {
            return 4;
        }
        if before.cue.is(Cue::PLACE_PREPOSITION) {
            return 4;
        }
        // `de bus van Goes naar Middelburg`
        let leads_on =
            |behind: &Token| matches!(reader.tokens.folded(behind), "naar" | "via" | "tot");
        if self.of && self.behind.is_some_and(leads_on) {
            return 4;
        }
        if self.is_described_as_lying_in(reader) {
            return 3;
        }
        if before.cue.is(Cue::NEAR_PREPOSITION) && !candidate.cue.is(Cue::PERSON) {
            return 3;
        }
        if before.cue.is(Cue::VERB_OF_PLACE) {
            return 2;
        }
        if before.cue.is(Cue::WEAK_PREPOSITION) {
            // `topman Ton van Veen`, but also `de Muur van Hoei`
            // and `het Museo Civico van Pesaro`
            let article = self.head;
            let name = self.of
                && !article.is_some_and(|word| word.cue.is(Cue::ARTICLE))
                && self.earlier.is_some_and(|earlier| {
                    earlier.capital
                        && earlier.cue == Cue::default()
                        && self.is_foreign_to_places(reader, earlier, self.start - 2)
                });
            return if name { -2 } else { 2 };
        }
        // `'Ik had geluk', zegt Houston`, but `heeft naar eigen zeggen Babanusa ingenomen`
        if before.cue.is(Cue::SAYING) && !candidate.cue.is(Cue::CAPITAL) && !self.is_taken(reader) {
            return -4;
        }
        // `Hillary Clinton`, `Inwoners Boetsja`: either a name or a headline.
        let opens = before.capital && before.cue == Cue::default();
        let area = || before.adjective.is_some() || reader.is_area(self.start - 1);
        if opens && !area() { -3 } else { 0 }
    }

    /// What the words behind the name say.
    pub(super) fn behind_says(&self, reader: &Reader, candidate: &Candidate) -> i32 {
        let mut says = 0;
        if self.is_dateline(reader, candidate) {
            says += 4;
        }
        if let Some(behind) = self.behind {
            let name_goes_on =
                (behind.capital && !reader.is_area(self.end) && behind.adjective.is_none())
                    || self.goes_on_with_an_article(reader, behind)
                    || self.goes_on_as_a_person(reader, behind);
            if name_goes_on {
                says -= match self.before_says(reader, candidate) {
                    5.. => 0,
                    4 => 1,
                    1..=3 => 3,
                    _ => 6,
                };
            } else if behind.cue.is(Cue::SAYING) && self.before.is_none() {
                says -= 1;
            }
        }
        // `Thebes ligt een kwartier naar het noorden`; `Essen ligt nog in het ziekenhuis`
        let lies = self.behind.is_some_and(|behind| behind.cue.is(Cue::LIES))
            && !candidate.cue.is(Cue::PERSON.or(Cue::WORD));
        if self.is_taken(reader) || lies {
            says += 2;
        }
        if self.is_told_to_be(reader, Cue::TOWN_NOUN) {
            says += 4;
        }
        // `Essen bij Kalmthout`
        if self.behind.is_some_and(|behind| matches!(reader.tokens.folded(behind), "bij" | "nabij"))
            && reader.candidate_at(self.end + 1).is_some()
        {
            says += 2;
        }
        if self.stands_beside_a_firm(reader) {
            says -= 2;
        }
        if self.lies_in_another_town(reader, candidate) {
            says -= 4;
        }
        says
    }

    /// `Sanaa al-Hakimi`
    fn goes_on_with_an_article(&self, reader: &Reader, behind: &Token) -> bool {
        let next = reader.tokens.get(self.end + 1);
        is_article(reader.tokens.folded(behind))
            && next.is_some_and(|next| next.gap == Gap::Hyphen && next.capital)
    }

    /// `Sydney van Hooijdonk`
    fn goes_on_as_a_person(&self, reader: &Reader, behind: &Token) -> bool {
        let particle = matches!(reader.tokens.folded(behind), "van" | "von" | "de" | "der" | "den");
        let surname = |next: &Token| next.gap == Gap::Space && next.capital;
        particle
            && reader.tokens.get(self.end + 1).is_some_and(surname)
            && reader.is_unknown(self.end + 1)
    }

    /// `BRUSSEL –`, `Tilburg - `, `Harderwijk:`, `TURNHOUT/ANTWERPEN`, or capitals on a line of their
    /// own.
    fn is_dateline(&self, reader: &Reader, candidate: &Candidate) -> bool {
        // Asterisks print what they enclose in bold.
        let rest = reader.text[candidate.span.end..].trim_start_matches('*');
        let upper = reader.tokens.get(self.start).is_some_and(|token| token.upper);
        let signs: &[&str] = if upper {
            &[":", " (", " – ", " - ", "/", "\n", "\r"]
        } else {
            &[":", " – ", " - "]
        };
        // `BEIROET Met de laatste bussen`
        let sentence = |next: &Token| next.gap == Gap::Space && next.capital && !next.upper;
        let before_sentence =
            upper && reader.tokens.get(self.end).is_some_and(sentence) && self.begins_line(reader);
        self.begins && (before_sentence || signs.iter().any(|sign| rest.starts_with(sign)))
    }

    /// Whether it is told behind the name what is done to the town: `hebben Babanusa ingenomen`,
    /// `Siversk is gevallen`.
    fn is_taken(&self, reader: &Reader) -> bool {
        let taken = |token: &Token| token.cue.is(Cue::TAKEN) && !token.capital;
        let helps = |token: &Token| {
            matches!(reader.tokens.folded(token), "is" | "was" | "werd" | "wordt" | "zijn")
        };
        let next = || reader.tokens.get(self.end + 1).filter(|next| next.gap == Gap::Space);
        self.behind
            .is_some_and(|behind| taken(behind) || (helps(behind) && next().is_some_and(taken)))
    }

    /// `Santander en BNP Paribas`: beside a name that begins with capitals of which nothing is known.
    fn stands_beside_a_firm(&self, reader: &Reader) -> bool {
        let and = self.behind.is_some_and(|behind| behind.cue.is(Cue::AND));
        let next = reader.tokens.get(self.end + 1).filter(|_| and && self.before.is_none());
        next.is_some_and(|next| next.upper) && reader.is_unknown(self.end + 1)
    }

    fn begins_line(&self, reader: &Reader) -> bool {
        let token = reader.tokens.get(self.start);
        let before = token.map_or("", |token| &reader.text[..token.span.start]);
        before.is_empty() || before.ends_with(['\n', '\r'])
    }

    /// `op King's Cross in Londen`: what lies in a town is no town, unless the two are close.
    fn lies_in_another_town(&self, reader: &Reader, candidate: &Candidate) -> bool {
        const SUBURB: f32 = 60.0;
        let leads_there = Cue::PLACE_PREPOSITION.or(Cue::TOWN_NOUN);
        let within = self.behind.is_some_and(|behind| reader.tokens.folded(behind) == "in");
        let town = reader.candidate_at(self.end + 1);
        let Some(town) = town.filter(|_| within) else { return false };
        let point = |place| reader.gazetteer.point(place);
        let near =
            |place| town.known.places.iter().any(|t| kilometres(point(*t), point(place)) < SUBURB);
        !self.before.is_some_and(|before| before.cue.is(leads_there))
            && !candidate.known.places.iter().any(|place| near(*place))
    }
}
