//! `cargo xtask lexicon`: makes `data/language/lexicon.nl.txt`, the words that Dutch compounds are
//! made of, from a word list: those that begin or end several other words of it.

use crate::gazetteer::{dutch_words, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const FILE: &str = "data/language/lexicon.nl.txt";
const INFLECTIONS: &str = "data/language/inflections.nl.txt";
/// Compounds of the list that a word begins or ends at least.
const COMPOUNDS: u32 = 3;
/// Letters of a word: shorter ones mislead, longer ones are compounds themselves.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=12;
/// What may stand between the parts of a compound.
const LINKS: [&str; 5] = ["", "s", "en", "e", "n"];

const HEAD: &str = "\
# Words that Dutch compounds are made of, beside those of compounds.nl.txt and of the articles: the
# words of the OpenTaal list (NOTICE) that begin or end at least three other words of it.
# Made by `cargo xtask lexicon`; put what is missing or wrong in compounds.nl.txt.
#
#   WORD     begins and ends compounds
#   WORD-    only begins them
#   -WORD    only ends them
#
";

/// Writes `data/language/lexicon.nl.txt`.
///
/// # Errors
/// When the word list cannot be fetched or a file cannot be read or written.
pub fn run(args: &[String]) -> Result<(), String> {
    if let Some(odd) = args.first() {
        return Err(format!("`{odd}` is not understood; usage: cargo xtask lexicon"));
    }
    let files = sources::fetch(Path::new("data/language/lexicon.sources.toml"))?;
    let dictionary = files.get("hunspell-nl")?;
    let words = dutch_words(&String::from_utf8_lossy(&dictionary));
    let rules = fs::read_to_string(INFLECTIONS).map_err(|e| format!("{INFLECTIONS}: {e}"))?;
    let lexicon = lexicon(&words, &prefixes(&rules));
    println!("{FILE}: {} words", lexicon.lines().count());
    fs::write(FILE, format!("{HEAD}{lexicon}")).map_err(|e| format!("{FILE}: {e}"))
}

/// What verbs begin with, by the rules of inflection: `oprollen` is no compound of `rollen`.
fn prefixes(rules: &str) -> BTreeSet<&str> {
    let listed = |line: &'_ str| line.starts_with("prefix ") || line.starts_with("particle ");
    rules.lines().filter(|line| listed(line)).flat_map(|line| line.split(' ').skip(1)).collect()
}

fn lexicon(words: &BTreeSet<String>, prefixes: &BTreeSet<&str>) -> String {
    let words: BTreeSet<&str> = words.iter().map(String::as_str).collect();
    let (mut firsts, mut lasts) = (BTreeMap::new(), BTreeMap::new());
    for (before, last) in words.iter().flat_map(|word| cuts(word)) {
        let known = |link: &&str| before.strip_suffix(link).filter(|first| words.contains(first));
        let first = LINKS.iter().find_map(known).filter(|first| !prefixes.contains(first));
        if let Some(first) = first.filter(|_| words.contains(last)) {
            *firsts.entry(first).or_insert(0) += 1;
            *lasts.entry(last).or_insert(0) += 1;
        }
    }
    let often = |counts: &BTreeMap<&str, u32>, word: &str| counts.get(word) >= Some(&COMPOUNDS);
    let plain = |word: &&&str| word.bytes().all(|letter| letter.is_ascii_lowercase());
    let line = |word: &&str| match (often(&firsts, word), often(&lasts, word)) {
        (true, true) => format!("{word}\n"),
        (true, false) => format!("{word}-\n"),
        (false, true) => format!("-{word}\n"),
        (false, false) => String::new(),
    };
    words.iter().filter(plain).filter(|word| LETTERS.contains(&word.len())).map(line).collect()
}

/// Every way to cut a word in two of at least three bytes.
fn cuts(word: &str) -> impl Iterator<Item = (&str, &str)> {
    (3..word.len().saturating_sub(2)).filter_map(|at| word.split_at_checked(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_that_begin_or_end_several_others() {
        let list = "wagen wagenwiel wagenpark wagenziek wiel park ziek vlieg vliegwiel molen \
            molenwiel fiets fietswiel uit uitpark uitwiel uitziek";
        let words = list.split_whitespace().map(str::to_owned).collect();
        assert_eq!(lexicon(&words, &BTreeSet::from(["uit"])), "wagen-\n-wiel\n");
    }
}
