//! Spellings that the gazetteer does not have: a slip of one letter beside the right spelling,
//! and transliterations that sound like a town of a country the text speaks of.

use super::choice::Surroundings;
use super::find::Reader;
use super::rules::Cue;
use super::skeleton::{english_skeleton, skeleton};
use super::tokens::Gap;
use super::{Mention, Role, Why};
use crate::ids::GeoId;
use std::collections::BTreeMap;

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
    let mut spellings = BTreeMap::new();
    for (mention, _) in found.iter().filter(|(mention, _)| mention.role.names_the_city()) {
        if spellings.len() < MOST {
            spellings.insert(super::fold::fold(&reader.text[mention.span.clone()]), mention.place);
        }
    }
    let open: Vec<usize> =
        reader.unknown.iter().copied().filter(|at| is_open(reader, *at)).collect();
    // What one place word settles holds for the word wherever it stands in the text.
    let mut guesses = BTreeMap::new();
    for at in &open {
        let Some(token) = reader.tokens.get(*at) else { continue };
        let word = reader.tokens.folded(token);
        let slip = slip(word, &spellings).map(|place| (place, Why::Slip));
        let sound = || Some((by_sound(reader, surroundings, *at, word)?, Why::Sound));
        if let Some(guess) = slip.or_else(sound) {
            guesses.entry(word).or_insert(guess);
        }
    }
    let mention = |at: usize| {
        let token = reader.tokens.get(at)?;
        let (place, why) = *guesses.get(reader.tokens.folded(token))?;
        Some((Mention { span: token.span.clone(), place, role: role(reader, at) }, why))
    };
    open.into_iter().filter_map(mention).collect()
}

/// Whether nothing else explains the word: no cue, no adjective, no hyphen beside it.
fn is_open(reader: &Reader, at: usize) -> bool {
    let Some(token) = reader.tokens.get(at) else { return false };
    let word = reader.tokens.folded(token);
    let next = reader.tokens.get(at + 1);
    let beside_name = next.is_some_and(|next| next.gap == Gap::Space && next.capital)
        || (token.gap == Gap::Space
            && reader.tokens.before(at, 1).is_some_and(|before| {
                before.cue.is(Cue::ARTICLE.or(Cue::TITLE))
                    || (before.capital && !reader.tokens.begins(at - 1))
                    || (reader.tokens.folded(before) == "van"
                        && reader.tokens.before(at, 2).is_some_and(|earlier| earlier.capital)
                        && !reader.tokens.begins(at - 2))
            }));
    word.len() >= SHORTEST
        && token.cue == Cue::default()
        && token.gap != Gap::Hyphen
        && next.is_none_or(|next| next.gap != Gap::Hyphen)
        && !beside_name
        && reader.rules.adjective(word).is_none()
}

/// A word one letter away from a town already found. The first and last letters must agree: a
/// letter behind the name is an inflection (Parijse), not a slip.
fn slip(word: &str, spellings: &BTreeMap<String, GeoId>) -> Option<GeoId> {
    let near = |known: &&String| {
        known.len() > SHORTEST
            && known.bytes().next() == word.bytes().next()
            && known.bytes().next_back() == word.bytes().next_back()
            && one_edit(word.as_bytes(), known.as_bytes())
    };
    let known = spellings.keys().find(near)?;
    spellings.get(known).copied()
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

fn by_sound(reader: &Reader, surroundings: &Surroundings, at: usize, word: &str) -> Option<GeoId> {
    let before = reader.tokens.before(at, 1)?;
    let after_place_word = reader.tokens.get(at)?.gap == Gap::Space
        && before.cue.is(Cue::PLACE_PREPOSITION
            .or(Cue::TOWN_NOUN)
            .or(Cue::REGION_NOUN)
            .or(Cue::REGION_NOUNS));
    if !after_place_word {
        return None;
    }
    [skeleton(word), english_skeleton(word)].iter().find_map(|key| {
        let talked_of = |place: &&super::gazetteer::PlaceIndex| {
            surroundings.affinity(reader.gazetteer.country(**place)) > 0
        };
        let places = if key.len() >= 3 { reader.gazetteer.by_skeleton(key) } else { &[] };
        places.iter().find(talked_of).map(|place| reader.gazetteer.id(*place))
    })
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
        let known = BTreeMap::from([("parijs".to_string(), GeoId(1))]);
        assert_eq!(slip("parijse", &known), None);
        assert_eq!(slip("pareijs", &known), Some(GeoId(1)));
    }
}
