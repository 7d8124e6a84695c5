//! The rule files of `data/language`, read once.

use crate::text::{lines, rules};
use std::sync::LazyLock;

/// What a rule says of the paragraph it matches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rule {
    Boilerplate,
    Caption,
    Credit,
    ReadAlso,
}

static PARAGRAPHS: LazyLock<Vec<(Rule, String)>> = LazyLock::new(|| {
    let lines = lines(rules!("paragraphs.nl.txt"));
    lines
        .map(|line| {
            let (kind, pattern) = line.split_once(' ').unwrap_or((line, ""));
            let rule = match kind {
                "boilerplate" => Rule::Boilerplate,
                "caption" => Rule::Caption,
                "credit" => Rule::Credit,
                "read-also" => Rule::ReadAlso,
                _ => panic!("paragraphs.nl.txt: unknown kind in {line:?}"),
            };
            (rule, normal(pattern))
        })
        .collect()
});

static LIVEBLOG: LazyLock<Vec<String>> =
    LazyLock::new(|| lines(rules!("liveblog.nl.txt")).map(normal).collect());

static MONTHS: LazyLock<Vec<(String, u32)>> = LazyLock::new(|| {
    let mut months = Vec::new();
    for line in lines(rules!("months.nl.txt")) {
        let mut words = line.split_whitespace();
        let number = words.next().and_then(|number| number.parse().ok());
        let number = number.unwrap_or_else(|| panic!("months.nl.txt: no number in {line:?}"));
        months.extend(words.map(|name| (name.to_owned(), number)));
    }
    months
});

/// What the rule file says of a paragraph, if anything.
pub(super) fn rule(paragraph: &str) -> Option<Rule> {
    let fits = fitting(paragraph);
    PARAGRAPHS.iter().find(|(_, pattern)| fits(pattern)).map(|(rule, _)| *rule)
}

/// Whether a paragraph tells that its document is a live blog.
pub(super) fn is_liveblog_cue(paragraph: &str) -> bool {
    let fits = fitting(paragraph);
    LIVEBLOG.iter().any(|pattern| fits(pattern))
}

/// The number of the month with that name, 1 to 12; a final full stop does not matter.
pub(super) fn month(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.').to_lowercase();
    MONTHS.iter().find(|(known, _)| *known == name).map(|(_, number)| *number)
}

/// Small letters, single spaces.
fn normal(text: &str) -> String {
    letters(text).skip(1).collect()
}

/// The letters of [`normal`], with a space before each word.
fn letters(text: &str) -> impl DoubleEndedIterator<Item = char> {
    text.split_whitespace()
        .flat_map(|word| std::iter::once(' ').chain(word.chars().flat_map(char::to_lowercase)))
}

/// Tells whether a pattern [matches] the normal form of `text`, which is only made where the first
/// and the last letter are the same: few paragraphs fit any.
fn fitting(text: &str) -> impl Fn(&str) -> bool {
    let (first, last) = (letters(text).nth(1), letters(text).next_back());
    let same = |of_pattern: Option<char>, letter| of_pattern == Some('*') || of_pattern == letter;
    move |pattern| {
        same(pattern.chars().next(), first)
            && same(pattern.chars().next_back(), last)
            && matches(pattern, &normal(text))
    }
}

/// Whether `pattern`, in which `*` stands for any text, is the whole of `text`.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(head) else { return false };
    let (middle, tail) = rest.rsplit_once('*').unwrap_or(("", rest));
    for piece in middle.split('*') {
        let Some(at) = text.find(piece) else { return false };
        text = &text[at + piece.len()..];
    }
    text.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, expected) in [
            ("lees ook", "lees ook", true),
            ("lees ook", "lees ook dit", false),
            ("lees *", "lees ook", true),
            ("* hier.", "dat kan hier.", true),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "acb", false),
            ("ab*b", "ab", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern:?} {text:?}");
        }
    }

    #[test]
    fn every_rule_file_is_read() {
        assert_eq!(rule("LEES  OOK:"), Some(Rule::ReadAlso));
        assert_eq!(rule("• AFP"), Some(Rule::Credit));
        assert_eq!(rule("De president las ook: niets"), None);
        assert!(is_liveblog_cue("Liveblog"));
        assert_eq!(month("Mrt."), Some(3));
    }
}
