//! Spellings that the gazetteer does not have: a slip of one letter beside the right spelling,
//! and transliterations that sound like a town of a country the text speaks of.

use super::choice::Surroundings;
use super::fold::fold;
use super::reader::Reader;
use super::rules::Cue;
use super::skeleton::{english_sound, sound};
use super::tokens::{Gap, Token};
use super::{Mention, Role, Why};
use crate::ids::GeoId;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Shorter words are too easily something else.
const SHORTEST: usize = 5;
/// Spellings of a text that slips are compared with, at most: keeps the time linear.
const MOST: usize = 64;

/// Mentions among the words that no list knows.
pub(super) fn unknown_spellings(
    reader: &Reader,
    surroundings: &Surroundings,
    found: &[(Mention, Why)],
) -> Vec<(Mention, Why)> {
    let spellings = Spellings::of(reader, found);
    let open: Vec<(Range<usize>, String)> = reader
        .unknown_names()
        .filter(|name| is_open(reader, name))
        .map(|name| (name.clone(), reader.tokens.key(name)))
        .filter(|(_, key)| key.len() >= SHORTEST)
        .collect();
    let towns = towns(reader, found);
    // What one place word settles holds for the name wherever it stands in the text.
    let mut guesses = BTreeMap::new();
    for (name, key) in &open {
        if guesses.contains_key(key.as_str()) {
            continue;
        }
        let slip = spellings.slip(key).map(|place| (place, Why::Slip));
        let sound = || Some((by_sound(reader, surroundings, &towns, name, key)?, Why::Sound));
        if let Some(guess) = slip.or_else(sound) {
            guesses.insert(key.as_str(), guess);
        }
    }
    let mention = |(name, key): &(Range<usize>, String)| {
        let (place, why) = *guesses.get(key.as_str())?;
        let span = reader.bytes(name.clone());
        Some((Mention { span, place, role: role(reader, name.start) }, why))
    };
    open.iter().filter_map(mention).collect()
}

/// The first words of the names that were found to be towns.
fn towns(reader: &Reader, found: &[(Mention, Why)]) -> BTreeSet<usize> {
    let cities = found.iter().filter(|(mention, _)| mention.role.names_the_city());
    let starts: BTreeSet<usize> = cities.map(|(mention, _)| mention.span.start).collect();
    let named = reader.candidates.iter().filter(|name| starts.contains(&name.span.start));
    named.map(|name| name.words.start).collect()
}

/// Whether a name may be written by ear from another alphabet: no letters of other languages than
/// ours, and no ending of regions (`Mordovië`).
fn may_be_by_ear(written: &str) -> bool {
    let ours = |c: char| c.is_ascii() || "éèëïöüç’".contains(c);
    written.chars().all(ours) && !written.ends_with("ië")
}

/// Whether nothing else explains a name that no list knows: no name, title or hyphen beside it.
fn is_open(reader: &Reader, name: &Range<usize>) -> bool {
    let tokens = &reader.tokens;
    let Some(first) = tokens.get(name.start) else { return false };
    let next = tokens.get(name.end);
    let of_somebody = |before: &Token| {
        tokens.folded(before) == "van"
            && tokens.before(name.start, 2).is_some_and(|earlier| earlier.capital)
            && !tokens.begins(name.start - 2)
    };
    let behind_name = |before: &Token| {
        before.cue.is(Cue::ARTICLE.or(Cue::TITLE))
            || (before.capital && !tokens.begins(name.start - 1))
            || of_somebody(before)
    };
    let beside_name = next.is_some_and(|next| next.gap == Gap::Space && next.capital)
        || (first.gap == Gap::Space && tokens.before(name.start, 1).is_some_and(behind_name));
    first.gap != Gap::Hyphen && next.is_none_or(|next| next.gap != Gap::Hyphen) && !beside_name
}

/// The spellings of the towns that a text names, by their first and last letters: those of a slip
/// must agree, as a letter behind the name is an inflection (Parijse).
#[derive(Default)]
struct Spellings(BTreeMap<(u8, u8), BTreeMap<String, GeoId>>);

impl Spellings {
    fn of(reader: &Reader, found: &[(Mention, Why)]) -> Spellings {
        let named = found.iter().filter(|(mention, _)| mention.role.names_the_city());
        let mut spellings = Spellings::default();
        let mut count = 0;
        for (mention, _) in named {
            let name = fold(&reader.text[mention.span.clone()]);
            if count < MOST && name.len() > SHORTEST {
                count += usize::from(spellings.add(name, mention.place));
            }
        }
        spellings
    }

    /// Adds a folded name; tells whether it is new.
    fn add(&mut self, name: String, place: GeoId) -> bool {
        let Some(ends) = ends(&name) else { return false };
        self.0.entry(ends).or_default().insert(name, place).is_none()
    }

    /// The town whose name is one letter away from a folded word.
    fn slip(&self, word: &str) -> Option<GeoId> {
        let mut known = self.0.get(&ends(word)?)?.iter();
        let near = known.find(|(known, _)| one_edit(word.as_bytes(), known.as_bytes()));
        near.map(|(_, place)| *place)
    }
}

/// The first and last bytes of a word.
fn ends(word: &str) -> Option<(u8, u8)> {
    Some((word.bytes().next()?, word.bytes().next_back()?))
}

/// Whether one letter changed, added or left out makes one word of the other.
fn one_edit(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => same < short.len() && short[same + 1..] == long[same + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

fn by_sound(
    reader: &Reader,
    surroundings: &Surroundings,
    towns: &BTreeSet<usize>,
    name: &Range<usize>,
    key: &str,
) -> Option<GeoId> {
    let taken = reader.tokens.get(name.end).is_some_and(|behind| behind.cue.is(Cue::TAKEN));
    let beside_town =
        || reader.name_before(name.start).is_some_and(|name| towns.contains(&name.start));
    if !taken && !reader.is_led_to_as_a_place(name.start) && !beside_town() {
        return None;
    }
    if !may_be_by_ear(&reader.text[reader.bytes(name.clone())]) {
        return None;
    }
    let gazetteer = reader.gazetteer;
    // Without their vowels many names sound alike.
    let likeliest = |sound: &String| {
        let places = if sound.len() >= 2 { gazetteer.by_sound(sound) } else { &[] };
        let talked_of =
            places.iter().filter(|place| surroundings.affinity(gazetteer.country(**place)) > 0);
        let unlike = talked_of.map(|place| (gazetteer.unlikeness(*place, key), place));
        unlike.filter(|(unlike, _)| 2 * unlike <= key.len()).min_by_key(|(unlike, _)| *unlike)
    };
    let (_, place) = [sound(key), english_sound(key)].iter().find_map(likeliest)?;
    Some(gazetteer.id(*place))
}

fn role(reader: &Reader, at: usize) -> Role {
    let region = reader
        .tokens
        .before(at, 1)
        .is_some_and(|before| before.cue.is(Cue::REGION_NOUN.or(Cue::REGION_NOUNS)));
    if region { Role::Region } else { Role::Literal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one_letter() {
        for (a, b, near) in [
            ("boetja", "boetsja", true),
            ("charkov", "charkiv", true),
            ("kiev", "kiev", false),
            ("kiev", "kieven", false),
            ("lviv", "lvov", true),
            ("abc", "acb", false),
        ] {
            assert_eq!(one_edit(a.as_bytes(), b.as_bytes()), near, "{a} {b}");
        }
    }

    #[test]
    fn an_inflection_is_no_slip() {
        let mut known = Spellings::default();
        assert!(known.add("parijs".to_string(), GeoId(1)));
        assert_eq!(known.slip("parijse"), None);
        assert_eq!(known.slip("pareijs"), Some(GeoId(1)));
    }
}
