//! Which words of a text name a place, which place, and what they do there.
//!
//! Four steps: *candidates* (capitalised stretches that the gazetteer knows, in
//! [`super::reader`]), their *context* (what the words around them say), the *choice* among places
//! of one name, and the *verdict* (whether what the name, the context and the rest of the text say
//! is enough). Words the gazetteer does not know are tried last, in [`super::guess`].

use super::choice::{Beside, Surroundings};
use super::context::{Context, Reading};
use super::gazetteer::{Gazetteer, PlaceIndex};
use super::reader::Reader;
use super::verdict::Names;
use super::{Mention, Role, Why, areas, facilities, guess};

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
        let mut before = None;
        for (number, (candidate, context)) in reader.candidates.iter().zip(&contexts).enumerate() {
            before = before.filter(|_| context.in_row);
            before = surroundings.choose(&reader, candidate, context, || Beside {
                in_row: before.or_else(|| sure_town_behind(&reader, &contexts, number)),
                near: town_it_lies_near(&reader, number),
            });
            let Some(place) = before else { continue };
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
            if role.counts() && reader.is_out_of_place(place, context, &surroundings) {
                continue;
            }
            let local = || surroundings.is_among_neighbours(&reader, place);
            if !role.counts() || names.allow(&reader, candidate, context, [said, affinity], local) {
                if role.names_the_city() {
                    surroundings.found(&reader, place);
                }
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

/// The town behind a candidate in its row (`Hyderabad en Thatta`), where only one has that name.
fn sure_town_behind(reader: &Reader, contexts: &[Context], number: usize) -> Option<PlaceIndex> {
    let behind = reader.candidates.get(number + 1).filter(|_| contexts[number + 1].in_row)?;
    match behind.known.places[..] {
        [town] => Some(town),
        _ => None,
    }
}

/// The town that a candidate is told to lie near: `Richmond Hill bij Toronto`.
fn town_it_lies_near(reader: &Reader, number: usize) -> Option<PlaceIndex> {
    let behind = reader.candidates.get(number + 1)?;
    let by = reader.candidates[number].words.end;
    let near = reader.tokens.get(by).filter(|_| behind.words.start == by + 1)?;
    let near = matches!(reader.tokens.folded(near), "bij" | "nabij" | "vlakbij");
    behind.known.places.first().copied().filter(|_| near)
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
            surroundings.choose(&reader, candidate, context, Beside::default);
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
            // The ends of a text, where less is looked at, count once.
            assert!(four <= 4 * once + 200, "{unit:?}: {once} looks, then {four}");
        }
    }
}
