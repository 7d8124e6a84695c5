//! Compounds: the words that a word is made of.

use super::data::{folded, rules};
use super::lexicon::{self, WithBundled};
use super::stem;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Bytes that a part has at least, unless the rules list it.
const SHORTEST: usize = 4;
/// Bytes that the stem of a last part has at least that no rule and no lexicon knows.
const SHORTEST_HEAD: usize = 4;
/// Bytes that stand at least before it.
const SHORTEST_BEFORE: usize = 3;
/// Parts that a word is split into at most, as a depth of splitting.
const DEEPEST: usize = 2;

/// The words that the parts of compounds may be.
pub trait Lexicon {
    /// Whether that form is a word.
    fn has_form(&self, form: &str) -> bool;
    /// Whether a word other than a name has that stem.
    fn has_stem(&self, stem: &str) -> bool;
}

/// The rules of `data/language/compounds.nl.txt`.
#[derive(Default)]
struct Rules {
    parts: FxHashSet<String>,
    firsts: FxHashSet<String>,
    /// The stems of `parts`.
    stems: FxHashSet<String>,
    links: Vec<String>,
    /// Ends of first parts with the letters that link them.
    ends: Vec<String>,
    not_first: FxHashSet<String>,
    not_last: FxHashSet<String>,
    /// Stems.
    whole: FxHashSet<String>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules = Rules::default();
    for (kind, words) in folded(rules!("compounds.nl.txt")) {
        match kind {
            "part" => {
                rules.stems.extend(words.iter().map(|part| stem(part)));
                rules.parts.extend(words);
            }
            "first" => rules.firsts.extend(words),
            "link" => rules.links.extend(words),
            "first-end" => rules.ends.extend(words),
            "not-first" => rules.not_first.extend(words),
            "not-last" => rules.not_last.extend(words),
            "whole" => rules.whole.extend(words.iter().map(|word| stem(word))),
            _ => panic!("compounds.nl.txt: {kind:?} is no kind of line"),
        }
    }
    rules
});

/// Splits a form in two words that the lexicon or the rules know, the first without the letters
/// that link it; `None` where it is no compound. One of the two may be a compound in its turn. Of
/// several ways the simplest is taken, then the one with the longest last part.
pub fn split<'f>(form: &'f str, lexicon: &dyn Lexicon) -> Option<(&'f str, &'f str)> {
    split_within(form, lexicon, DEEPEST)
}

/// Every word that a form is made of, from the two halves down; none where it is no compound. Where
/// the lexicon knows no parts of it the bundled words count too, unless it is one of them: what
/// compounds are made of is seldom a compound.
pub fn parts<'f>(form: &'f str, lexicon: &dyn Lexicon) -> Vec<&'f str> {
    let bundled = || split(form, &WithBundled(lexicon)).filter(|_| !lexicon::is_bundled(form));
    let Some((first, last)) = split(form, lexicon).or_else(bundled) else { return Vec::new() };
    let mut all = vec![first, last];
    all.extend(parts(first, lexicon));
    all.extend(parts(last, lexicon));
    all
}

fn split_within<'f>(
    form: &'f str,
    lexicon: &dyn Lexicon,
    depth: usize,
) -> Option<(&'f str, &'f str)> {
    let form = form.strip_suffix("'s").unwrap_or(form);
    if !is_long(form) || form.contains(|c: char| !c.is_alphabetic()) {
        return None;
    }
    // What costs least is looked at first: most words are no compounds.
    let cuts = || form.char_indices().map(|(at, _)| form.split_at(at)).skip(3);
    let plain = |(before, last): (&'f str, &'f str)| {
        let first = may_be_last(last).then(|| first(before, lexicon))??;
        is_last(last, lexicon).then_some((first, last))
    };
    let splits =
        |part: &str| depth > 1 && is_long(part) && split_within(part, lexicon, depth - 1).is_some();
    let left = |(before, last): (&'f str, &'f str)| {
        if depth == 1 || !is_long(before) || !is_last(last, lexicon) {
            return None;
        }
        Some((without_link(before).find(|first| splits(first))?, last))
    };
    let right = |(before, last): (&'f str, &'f str)| {
        let first = is_long(last).then(|| first(before, lexicon))??;
        splits(last).then_some((first, last))
    };
    let found = cuts().find_map(plain);
    let found = found.or_else(|| cuts().find_map(left)).or_else(|| cuts().find_map(right));
    found.filter(|_| !RULES.whole.contains(&stem(form)))
}

/// Whether a form has letters enough for two words.
fn is_long(form: &str) -> bool {
    form.len() >= 2 * SHORTEST - 1
}

/// The first part without what links it, where it is a word, or ends as only one that begins a
/// compound does.
fn first<'f>(before: &'f str, lexicon: &dyn Lexicon) -> Option<&'f str> {
    let known = without_link(before).find(|first| {
        RULES.parts.contains(*first)
            || RULES.firsts.contains(*first)
            || (first.len() >= SHORTEST
                && !RULES.not_first.contains(*first)
                && lexicon.has_form(first))
    });
    known.or_else(|| {
        let begins = |end: &String| {
            before.strip_suffix(end.as_str()).is_some_and(|stem| stem.len() >= SHORTEST_BEFORE)
        };
        let linked = RULES.ends.iter().any(begins);
        let first = before.strip_suffix('s').unwrap_or(before);
        (linked && !RULES.not_first.contains(first)).then_some(first)
    })
}

/// Whether the rules allow a last part.
fn may_be_last(last: &str) -> bool {
    (last.len() >= SHORTEST || RULES.parts.contains(last)) && !RULES.not_last.contains(last)
}

/// Whether a last part is a word.
fn is_last(last: &str, lexicon: &dyn Lexicon) -> bool {
    if !may_be_last(last) {
        return false;
    }
    let stem = stem(last);
    RULES.stems.contains(&stem) || (stem.len() >= SHORTEST - 1 && lexicon.has_stem(&stem))
}

/// How many bytes stand at least before the stem `last` in a stem that is likely that of a compound
/// which ends with it, though neither that word nor what stands before it is known; `None` where
/// none is.
pub fn before_head(last: &str) -> Option<usize> {
    let telling = last.len() >= SHORTEST_HEAD && !RULES.not_last.contains(last);
    telling.then_some(SHORTEST_BEFORE)
}

/// The first part of a compound as it stands, and without each link that it ends with.
fn without_link(before: &str) -> impl Iterator<Item = &str> {
    let links = RULES.links.iter().filter_map(|link| before.strip_suffix(link.as_str()));
    std::iter::once(before).chain(links).filter(|first| first.len() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Words(&'static [&'static str]);

    impl Lexicon for Words {
        fn has_form(&self, form: &str) -> bool {
            self.0.contains(&form)
        }

        fn has_stem(&self, wanted: &str) -> bool {
            self.0.iter().any(|word| stem(word) == wanted)
        }
    }

    /// One line a word: the word and its two halves, or `-` for none.
    #[test]
    fn the_cases_hold() {
        let words = Words(&[
            "raket",
            "aanval",
            "kernwapen",
            "mensen",
            "team",
            "slachten",
            "partij",
            "onder",
            "deel",
            "werk",
            "belang",
            "katten",
            "rook",
            "pluim",
            "kattig",
            "staking",
            "over",
        ]);
        let mut wrong = Vec::new();
        for line in super::super::data::lines(include_str!("../../tests/cases/compounds.txt")) {
            let (word, expected) = line.split_once(' ').unwrap();
            let found = match split(word, &words) {
                Some((first, last)) => format!("{first} {last}"),
                None => "-".to_owned(),
            };
            if found != expected.trim() {
                wrong.push(format!("{word}: {found} instead of {expected}"));
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn a_compound_of_three_gives_all_its_parts() {
        let words = Words(&[]);
        assert_eq!(
            parts("luchtafweersystemen", &words),
            ["luchtafweer", "systemen", "lucht", "afweer"]
        );
    }

    #[test]
    fn the_bundled_words_make_compounds_but_are_none() {
        let words = Words(&[]);
        assert_eq!(parts("appelbomen", &words), ["appel", "bomen"]);
        assert_eq!(parts("gesprekken", &words), [""; 0]);
        assert_eq!(split("appelbomen", &words), None);
    }
}
