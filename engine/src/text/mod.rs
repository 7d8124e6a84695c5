//! From text to terms: the one analysis that index, query, snippet and reader share.
//!
//! A *token* is a word of the text with its bytes, a *form* is that word folded (small letters,
//! no accents), a *stem* is what the inflections of a word have in common. Any change to what
//! this module answers needs a new [`ANALYSIS_VERSION`]: an archive made by another analysis is
//! refused.

mod compound;
mod data;
mod ending;
mod fold;
mod inflect;
mod lexicon;
mod line;
mod scalars;
mod short;
mod sound;

pub use compound::{Lexicon, before_head, parts, split};
pub use data::numbered_lines;
pub(crate) use data::{lines, rules};
pub use fold::fold;
pub(crate) use fold::is_mark;
pub use inflect::{apart, stem};
pub use line::one_line;
pub(crate) use scalars::line_and_column;
pub use scalars::{byte_range, scalar_ranges};
pub use short::{long_form, other_number, short_forms};
pub use sound::{listed_spellings, sound};

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The version of the analysis, kept in every archive.
pub const ANALYSIS_VERSION: u32 = 7;

/// A word in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// The word folded. For a hyphenated word as a whole: its parts without the hyphens.
    pub form: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its place among the words of the text, from 0. A hyphenated word as a whole stands at
    /// the place of its first part.
    pub position: u32,
    /// Words it spans: 1, or the number of parts of a hyphenated word as a whole.
    pub width: u32,
    /// Which letter it begins with.
    pub initial: Initial,
}

/// How a word begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Initial {
    /// With a small letter, or with something that is no letter.
    Small,
    /// With a capital where a sentence may begin: that tells nothing.
    Sentence,
    /// With a capital inside a sentence: a name.
    Name,
}

/// The words of `text`, in order: by Unicode's word boundaries (UAX #29), every part of a
/// hyphenated word by itself, and before its first part the hyphenated word as a whole.
///
/// Unlike in UAX #29, letters on both sides of a colon or full stop are two words: in scraped
/// news that is a space that got lost (`gevraagd.Hij`) far more often than one word.
pub fn tokens(text: &str) -> Vec<Token> {
    let words = Words::new(text);
    let mut tokens = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let end = words.compound_end(at);
        let parts: Vec<Token> = (at..end).map(|part| words.token(part)).collect();
        tokens.extend(whole(&parts));
        tokens.extend(parts);
        at = end;
    }
    tokens
}

/// The single words of a text.
pub(crate) struct Words<'t> {
    text: &'t str,
    /// Each with the byte it begins at.
    words: Vec<(usize, &'t str)>,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t str) -> Words<'t> {
        Words { text, words: words(text).collect() }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, at: usize) -> &'t str {
        self.words[at].1
    }

    /// What stands before word `at` and after the one before it; for the number of words, what
    /// stands after the last.
    pub fn gap(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).map_or(0, |before| self.end(before));
        let to = self.words.get(at).map_or(self.text.len(), |(start, _)| *start);
        &self.text[from..to]
    }

    /// The index after the last part of the hyphenated word that begins with word `at`.
    pub fn compound_end(&self, at: usize) -> usize {
        let joined = |i: &usize| i + 1 < self.len() && is_hyphen(self.gap(i + 1));
        (at..).find(|i| !joined(i)).unwrap_or(at) + 1
    }

    /// How word `at` begins. A sentence may begin wherever something other than white space, a
    /// comma or a hyphen stands before the word.
    pub fn initial(&self, at: usize) -> Initial {
        if !self.word(at).starts_with(char::is_uppercase) {
            return Initial::Small;
        }
        let inside = |c: char| c.is_whitespace() || matches!(c, ',' | '-');
        if at > 0 && self.gap(at).chars().all(inside) { Initial::Name } else { Initial::Sentence }
    }

    fn end(&self, at: usize) -> usize {
        self.words[at].0 + self.words[at].1.len()
    }

    fn token(&self, at: usize) -> Token {
        Token {
            form: fold(self.word(at)),
            range: self.words[at].0..self.end(at),
            position: at as u32,
            width: 1,
            initial: self.initial(at),
        }
    }
}

/// The forms of the single words of `text`, joined by spaces: the key under which names are
/// kept, so that `Sint-Petersburg` and `sint petersburg` are one.
pub fn name_key(text: &str) -> String {
    let forms: Vec<String> = words(text).map(|(_, word)| fold(word)).collect();
    forms.join(" ")
}

/// A word with a capital.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The single words of `text`, each with the byte it begins at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = unicode_words(text).flat_map(|(start, word)| {
        let mut at = start;
        split_lost_spaces(word).map(move |part| {
            let begin = at;
            at += part.len() + 1;
            (begin, part)
        })
    });
    words.filter(|(_, word)| !word.is_empty())
}

/// The words of `text` by UAX #29, each with the byte it begins at: none reaches over a space, and
/// between two spaces letters and digits of ASCII are one word.
fn unicode_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    text.split(' ').flat_map(move |chunk| {
        let start = end;
        end += chunk.len() + 1;
        let plain = !chunk.is_empty() && chunk.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let whole = plain.then_some((start, chunk));
        let cut = (!plain).then(|| chunk.unicode_word_indices());
        let cut = cut.into_iter().flatten().map(move |(at, word)| (start + at, word));
        whole.into_iter().chain(cut)
    })
}

/// Splits a word at every colon, and at every full stop that a letter follows.
fn split_lost_spaces(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(word);
    std::iter::from_fn(move || {
        let part = rest?;
        let joint = part.char_indices().find(|&(at, c)| match c {
            ':' => true,
            '.' => part[at + 1..].starts_with(char::is_alphabetic),
            _ => false,
        });
        rest = joint.map(|(at, _)| &part[at + 1..]);
        Some(joint.map_or(part, |(at, _)| &part[..at]))
    })
}

/// The white space at which a sentence may end, in what stands between two words, and whether one
/// does whatever follows. After a full stop none does before a small letter; after a question or
/// exclamation mark and at a line's end one always does (after UAX #29's sentence boundaries).
pub(crate) fn sentence_break(between: &str) -> Option<(Range<usize>, bool)> {
    let stop = between.find(['.', '!', '?', '…', '\n'])?;
    let closes = |c: char| matches!(c, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | ')' | ']');
    let rest = between[stop..].trim_start_matches(closes);
    let start = between.len() - rest.trim_start().len();
    let end = between[..start].trim_end().len();
    let always = between.contains(['!', '?', '\n']);
    rest.starts_with(char::is_whitespace).then_some((end..start, always))
}

/// Hyphen-minus, hyphen, non-breaking hyphen.
pub(crate) fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

fn whole(parts: &[Token]) -> Option<Token> {
    let (first, last) = (parts.first()?, parts.last()?);
    (parts.len() > 1).then(|| Token {
        form: parts.iter().map(|part| part.form.as_str()).collect(),
        range: first.range.start..last.range.end,
        position: first.position,
        width: parts.len() as u32,
        initial: first.initial,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.form).collect()
    }

    #[test]
    fn words_are_folded_and_keep_their_bytes() {
        let text = "Oekraïne’s 10.000 zo'n";
        let tokens = tokens(text);
        assert_eq!(forms(text), ["oekraine's", "10.000", "zo'n"]);
        assert_eq!(&text[tokens[0].range.clone()], "Oekraïne’s");
    }

    #[test]
    fn a_hyphenated_word_is_there_whole_and_in_parts() {
        let found = tokens("een staakt-het-vuren nu");
        let seen: Vec<_> = found.iter().map(|t| (t.form.as_str(), t.position, t.width)).collect();
        assert_eq!(
            seen,
            [
                ("een", 0, 1),
                ("staakthetvuren", 1, 3),
                ("staakt", 1, 1),
                ("het", 2, 1),
                ("vuren", 3, 1),
                ("nu", 4, 1)
            ]
        );
    }

    #[test]
    fn lost_spaces_split_words_but_not_numbers() {
        assert_eq!(forms("gevraagd.Hij Kyiv:Auto"), ["gevraagd", "hij", "kyiv", "auto"]);
        assert_eq!(forms("13.00 uur, 1.5 en NOS.nl"), ["13.00", "uur", "1.5", "en", "nos", "nl"]);
        let text = "é.ë";
        let found: Vec<_> = tokens(text).into_iter().map(|t| &text[t.range]).collect();
        assert_eq!(found, ["é", "ë"]);
    }

    #[test]
    fn a_dash_does_not_join() {
        assert_eq!(forms("steden – dorpen - wijken"), ["steden", "dorpen", "wijken"]);
    }

    #[test]
    fn capitals_tell_names_but_not_where_a_sentence_begins() {
        use Initial::{Name, Sentence, Small};
        let found: Vec<Initial> =
            tokens("In Kiev viel het. Daar, Rusland.").iter().map(|t| t.initial).collect();
        assert_eq!(found, [Sentence, Name, Small, Small, Sentence, Name]);
    }

    #[test]
    fn names_have_one_key() {
        assert_eq!(name_key("Sint-Petersburg"), name_key("sint  PETERSBURG"));
    }

    proptest! {
        #[test]
        fn tokens_lie_in_the_text_in_order(text in "\\PC{0,60}") {
            let found = tokens(&text);
            for token in &found {
                prop_assert!(text.get(token.range.clone()).is_some());
                prop_assert!(!token.form.is_empty());
            }
            prop_assert!(found.windows(2).all(|w| w[0].range.start <= w[1].range.start));
        }

        /// Spaces, letters, signs, and what joins the characters around it.
        #[test]
        fn words_are_those_of_unicode(
            text in "([a-c0-9 .,:'_éя\u{301}\u{200d}\u{ad}\u{1f1e6}\u{2764}א\"ガ]|\\PC){0,24}",
        ) {
            // There a mark that stands by itself takes the space before it along.
            let bare = |(at, word): (usize, &str)| {
                let bare = word.trim_start_matches(' ');
                (at + word.len() - bare.len(), bare.to_owned())
            };
            let theirs: Vec<_> = text.unicode_word_indices().map(bare).collect();
            let ours: Vec<_> =
                unicode_words(&text).map(|(at, word)| (at, word.to_owned())).collect();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn folding_twice_changes_nothing(word in "\\PC{0,20}") {
            let once = fold(&word);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
