//! Words that nobody uses, spelled and inflected by the rules of Dutch: what a stemmer, a splitter
//! of compounds and a compressor meet in them is what they meet in Dutch.
//!
//! A word is known by its part of speech and its rank; the same rank is always the same word.

use super::chance::{Chance, Ranks};

/// Sounds that a syllable begins with; those that are common stand several times.
const ONSETS: &[&str] = &[
    "b", "b", "b", "d", "d", "f", "g", "g", "h", "h", "j", "k", "k", "l", "l", "m", "m", "n", "p",
    "p", "r", "r", "s", "s", "t", "t", "v", "v", "w", "w", "z", "z", "bl", "br", "dr", "fl", "gr",
    "kl", "kn", "kr", "pl", "pr", "sch", "sl", "sp", "st", "str", "tr", "vl", "vr", "zw", "",
];
/// Short vowels, then long ones: those of one doubled letter, then the others.
const SHORT: &[&str] = &["a", "a", "e", "e", "i", "i", "o", "o", "u"];
const LONG: &[&str] =
    &["aa", "aa", "ee", "ee", "oo", "oo", "uu", "ie", "oe", "eu", "ui", "ij", "ei", "ou"];
/// Sounds that a syllable ends with: one letter, then several.
const CODAS: &[&str] =
    &["n", "n", "r", "r", "l", "l", "t", "t", "k", "k", "p", "m", "s", "s", "f", "g"];
const CLUSTERS: &[&str] = &[
    "cht", "cht", "st", "st", "nd", "nd", "rt", "ld", "nk", "rk", "ng", "ng", "lm", "mp", "rm",
    "ft",
];
/// What surnames end in, in the countries that the news speaks of; most in nothing of the kind.
const SURNAMES: &[&str] =
    &["", "", "", "", "enko", "ov", "ski", "sen", "stra", "man", "ink", "ma", "tsjoek", "ian"];

/// What a word does in a sentence, and so how it is inflected.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Form {
    /// A noun: *kat*.
    Noun,
    /// More of them: *katten*.
    Plural,
    /// An adjective as it is: *groot*.
    Plain,
    /// And before most nouns: *grote*.
    Inflected,
    /// A verb: *werken*.
    Infinitive,
    /// Of one, now: *werkt*.
    Present,
    /// Of one, then: *werkte*.
    Past,
    /// What has been done: *gewerkt*.
    Participle,
}

/// A word in one form.
pub fn word(ranks: &Ranks, form: Form, rank: usize) -> String {
    match form {
        Form::Noun => noun(ranks, rank),
        Form::Plural => plural(&noun(ranks, rank)),
        Form::Plain => stem(2, rank),
        Form::Inflected => lengthened(&stem(2, rank), "e"),
        Form::Infinitive => lengthened(&verb(rank), "en"),
        Form::Present => with_t(&verb(rank)),
        Form::Past => past(&verb(rank)) + "e",
        Form::Participle => participle(&verb(rank)),
    }
}

/// A surname, or a name of something else.
pub fn name(rank: usize) -> String {
    let mut chance = Chance::of(&[3, rank as u64]);
    if chance.below(8) == 0 {
        return (0..3 + rank % 2).map(|_| chance.one(b"ABCDEFGHIKLMNOPRSTVW") as char).collect();
    }
    let stem = syllables(&mut chance, 1 + usize::from(rank > 1000));
    capital(&(stem + chance.one(SURNAMES)))
}

/// The word with a capital letter.
pub fn capital(word: &str) -> String {
    // The long ij is one letter: IJsland.
    if let Some(rest) = word.strip_prefix("ij") {
        return format!("IJ{rest}");
    }
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A simple noun, or, the rarer the more often, one made of others: two of ten thousand of the
/// rarest are not.
fn noun(ranks: &Ranks, rank: usize) -> String {
    let mut chance = Chance::of(&[1, rank as u64]);
    let compound = match rank {
        0..300 => 0.02,
        300..2000 => 0.15,
        _ => 0.6,
    };
    if chance.happens(compound) {
        let first = simple_noun(ranks.common(&mut chance));
        let head = simple_noun(ranks.common(&mut chance));
        return joined(&first, &head, &mut chance);
    }
    simple_noun(rank)
}

/// A root, or what is derived from a verb or an adjective.
fn simple_noun(rank: usize) -> String {
    let mut chance = Chance::of(&[4, rank as u64]);
    match chance.below(if rank < 400 { 40 } else { 12 }) {
        0 => lengthened(&verb(rank / 2), "ing"),
        1 => stem(2, rank / 2) + "heid",
        2 => lengthened(&verb(rank / 2), "er"),
        3 => syllables(&mut chance, 2) + "atie",
        _ => stem(1, rank),
    }
}

/// Two nouns as one: most stand side by side, some want a letter between them.
fn joined(first: &str, head: &str, chance: &mut Chance) -> String {
    match chance.below(10) {
        0..2 if !first.ends_with('s') => format!("{first}s{head}"),
        _ if first.ends_with("ing") || first.ends_with("heid") => format!("{first}s{head}"),
        2 => lengthened(first, "en") + head,
        _ => format!("{first}{head}"),
    }
}

fn verb(rank: usize) -> String {
    let mut chance = Chance::of(&[5, rank as u64]);
    let prefix = match chance.below(if rank < 40 { 40 } else { 8 }) {
        0 => chance.one(&["be", "ver", "ont", "her"]),
        1 => chance.one(&["aan", "uit", "op", "af", "over", "toe"]),
        _ => "",
    };
    format!("{prefix}{}", stem(5, rank))
}

/// The root of a word of this kind: common words are short.
fn stem(kind: u64, rank: usize) -> String {
    let mut chance = Chance::of(&[kind, rank as u64, 7]);
    let count = match rank {
        0..2000 => 1,
        2000..6000 => 1 + chance.below(2),
        6000..40_000 => 2,
        _ => 2 + chance.below(2),
    };
    syllables(&mut chance, count)
}

/// That many syllables, as they are written: a long vowel is one letter where its syllable is open,
/// and the consonant after a short one is doubled.
fn syllables(chance: &mut Chance, count: usize) -> String {
    let mut word = String::new();
    for left in (0..count).rev() {
        let onset = chance.one(ONSETS);
        word.push_str(onset);
        let long = chance.happens(0.4);
        let vowel = chance.one(if long { LONG } else { SHORT });
        if left > 0 && long {
            word.push_str(if is_double(vowel) { &vowel[..1] } else { vowel });
        } else if left > 0 {
            word.push_str(vowel);
            // The next syllable begins with a vowel sound's neighbour: bak-ker, win-ter.
            word.push_str(chance.one(&["n", "r", "l", "s", "k", "t", "m"]));
        } else {
            word.push_str(vowel);
            let cluster = !long && chance.happens(0.35);
            word.push_str(chance.one(if cluster { CLUSTERS } else { CODAS }));
        }
    }
    word
}

/// More of a thing.
fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("heid") {
        return format!("{stem}heden");
    }
    let in_s = ["el", "er", "em", "aar", "ie"];
    if in_s.iter().any(|end| noun.ends_with(end)) && noun.len() > 4 {
        return format!("{noun}s");
    }
    lengthened(noun, "en")
}

/// A word with an ending that begins with a vowel: *kat, katten*; *maan, manen*; *huis, huizen*.
fn lengthened(word: &str, ending: &str) -> String {
    let (body, last) = word.split_at(word.len() - 1);
    let vowels = body.len() - body.trim_end_matches(is_vowel).len();
    if is_vowel(last.chars().next().unwrap_or_default()) || vowels == 0 {
        return format!("{word}{ending}");
    }
    let end = &body[body.len() - vowels..];
    if vowels == 1 {
        return format!("{word}{last}{ending}");
    }
    let body = if is_double(end) { &body[..body.len() - 1] } else { body };
    let voiced = match last {
        "f" => "v",
        "s" => "z",
        other => other,
    };
    format!("{body}{voiced}{ending}")
}

/// The present of one: no second t.
fn with_t(stem: &str) -> String {
    if stem.ends_with('t') { stem.to_owned() } else { format!("{stem}t") }
}

/// The past without its last e: -t after the consonants of *'t kofschip*, -d after others.
fn past(stem: &str) -> String {
    // What is spelled s or f but said and lengthened as z or v takes a d: verhuisde.
    let silent = ["t", "k", "f", "s", "ch", "p"].iter().any(|end| stem.ends_with(end));
    let voiced = lengthened(stem, "e").ends_with("ze") || lengthened(stem, "e").ends_with("ve");
    format!("{stem}{}", if silent && !voiced { "t" } else { "d" })
}

fn participle(stem: &str) -> String {
    let done = past(stem);
    let done = if stem.ends_with(['t', 'd']) { stem } else { &done };
    let unstressed = ["be", "ver", "ont", "her"].iter().any(|prefix| stem.starts_with(prefix));
    if unstressed && stem.len() > 5 { done.to_owned() } else { format!("ge{done}") }
}

fn is_vowel(letter: char) -> bool {
    "aeiouj".contains(letter)
}

/// Whether this is one vowel, written twice because its syllable is closed.
fn is_double(vowel: &str) -> bool {
    matches!(vowel, "aa" | "ee" | "oo" | "uu")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_are_spelled_as_in_dutch() {
        let longer = ["kat", "maan", "huis", "brief", "werk", "nacht", "boot", "wijf"]
            .map(|word| lengthened(word, "en"));
        let expected =
            ["katten", "manen", "huizen", "brieven", "werken", "nachten", "boten", "wijven"];
        assert_eq!(longer, expected);
        assert_eq!(
            ["werk", "hoor", "verhuis", "praat"].map(past),
            ["werkt", "hoord", "verhuisd", "praatt"]
        );
        assert_eq!(
            ["werk", "praat", "verhuis"].map(participle),
            ["gewerkt", "gepraat", "verhuisd"]
        );
        assert_eq!(["waarheid", "moeder", "kat"].map(plural), ["waarheden", "moeders", "katten"]);
        assert_eq!(capital("ijsland"), "IJsland");
    }

    #[test]
    fn the_same_rank_is_the_same_word_and_others_are_mostly_not() {
        let ranks = Ranks::new(3000, 20.0);
        let words = |_| (0..20_000).map(|rank| word(&ranks, Form::Noun, rank)).collect::<Vec<_>>();
        let (once, again) = (words(0), words(1));
        assert_eq!(once, again);
        let different: std::collections::BTreeSet<&String> = once.iter().collect();
        assert!(different.len() > 17_000, "{}", different.len());
    }
}
