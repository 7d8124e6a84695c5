//! A text as the recogniser sees it: words, what stands between them, and what they can be.
//!
//! These are not the tokens of [`crate::text`]: there a word is what one searches for, here the
//! capitals, hyphens, dots and line ends around it matter as much, an apostrophe belongs to the
//! word, and one forward pass over the text keeps the recogniser at full speed. The letters are
//! folded alike in both.

use super::fold::fold_into;
use super::rules::{Rules, Word};
use crate::text::is_mark;
use std::ops::{Deref, Range};

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// Its folded form, in [`Tokens::folded`].
    folded: Range<usize>,
    /// What stands before it.
    pub gap: Gap,
    /// It begins with a capital.
    pub capital: bool,
    /// It has two letters or more, all capitals.
    pub upper: bool,
    /// It stands in a line that is all capitals, where they tell nothing: `capital` is not set.
    pub shouted: bool,
    /// What the data files say of it.
    word: Word,
}

/// What is known of the word of a token is known of the token.
impl Deref for Token {
    type Target = Word;

    fn deref(&self) -> &Word {
        &self.word
    }
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gap {
    /// Only white space.
    Space,
    /// Only a hyphen.
    Hyphen,
    /// A comma.
    Comma,
    /// Only a slash.
    Slash,
    /// An opening parenthesis.
    Bracket,
    /// A dot straight after the word before, then a space: an abbreviation or a sentence's end.
    Dot,
    /// A line end, sentence end, colon, quotation mark: a new beginning.
    Break,
    /// Anything else.
    Other,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    list: Vec<Token>,
    folded: String,
    /// How often a word was asked for.
    #[cfg(test)]
    pub looks: std::cell::Cell<usize>,
}

impl Tokens {
    /// Cuts a text into words: letters, digits and marks, with apostrophes between letters.
    pub fn of(text: &str, rules: &Rules) -> Tokens {
        let mut tokens = Tokens { folded: String::with_capacity(text.len()), ..Tokens::default() };
        let mut end = 0;
        while let Some(start) = next_word(text, end) {
            let last_end = end;
            end = word_end(text, start);
            tokens.push(text, last_end, start..end, rules);
        }
        tokens.hear_shouting(text);
        tokens
    }

    /// `ROTTERDAM EN DEN HAAG KRIJGEN MEER AGENTEN`: finds the lines that are all capitals.
    fn hear_shouting(&mut self, text: &str) {
        const FEWEST: usize = 4;
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            let start = end;
            end += line.len();
            // Nearly every line is done with at its second letter.
            let small = |c: char| c.is_lowercase();
            if line.bytes().any(|byte| byte.is_ascii_lowercase()) || line.contains(small) {
                continue;
            }
            let at = |place: usize| self.list.partition_point(|token| token.span.start < place);
            let words = at(start)..at(end);
            if words.len() >= FEWEST {
                for token in &mut self.list[words] {
                    (token.capital, token.shouted) = (false, token.capital);
                }
            }
        }
    }

    fn push(&mut self, text: &str, last_end: usize, span: Range<usize>, rules: &Rules) {
        let from = self.folded.len();
        let written = &text[span.clone()];
        fold_into(written, &mut self.folded);
        let folded = from..self.folded.len();
        let word = &self.folded[folded.clone()];
        let mut between = &text[last_end..span.start];
        if matches!(word.as_bytes(), [b's' | b't']) {
            // The apostrophe of 's-Hertogenbosch belongs to the word.
            between = between.trim_end_matches(['\'', '’', '‘']);
        }
        let capital = written.starts_with(char::is_uppercase);
        let several = || written.chars().nth(1).is_some();
        self.list.push(Token {
            gap: if last_end == 0 { Gap::Break } else { gap(between) },
            capital,
            upper: capital && several() && !written.contains(char::is_lowercase),
            shouted: false,
            word: rules.word(word),
            span,
            folded,
        });
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, index: usize) -> Option<&Token> {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.list.get(index)
    }

    /// The word `back` places before `index`.
    pub fn before(&self, index: usize, back: usize) -> Option<&Token> {
        self.get(index.checked_sub(back)?)
    }

    pub fn folded(&self, token: &Token) -> &str {
        &self.folded[token.folded.clone()]
    }

    /// The folded words of a range, with a space between.
    pub fn key(&self, range: Range<usize>) -> String {
        let mut key = String::new();
        range.for_each(|at| self.add_to_key(at, &mut key));
        key
    }

    /// Adds a folded word to a key.
    pub fn add_to_key(&self, at: usize, key: &mut String) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(self.folded(&self.list[at]));
    }

    /// Whether the word begins a sentence, line or quotation.
    pub fn begins(&self, index: usize) -> bool {
        self.list[index].gap == Gap::Break || self.list[index].gap == Gap::Dot
    }
}

/// Where the next letter or digit stands.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii_alphanumeric() {
            return Some(at);
        }
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        let c = text[at..].chars().next()?;
        if c.is_alphanumeric() {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// The end of the word that begins at a letter or digit.
fn word_end(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some(c) = text[at..].chars().next() else { return at };
        let next = at + c.len_utf8();
        let goes_on = match c {
            '\'' | '’' => text[next..].starts_with(char::is_alphabetic),
            c => !c.is_ascii() && (c.is_alphanumeric() || is_mark(c)),
        };
        if !goes_on {
            return at;
        }
        at = next;
    }
}

fn gap(between: &str) -> Gap {
    match between.as_bytes() {
        b" " => return Gap::Space,
        b"-" => return Gap::Hyphen,
        b", " => return Gap::Comma,
        b". " => return Gap::Dot,
        _ => {}
    }
    if between == "‑" {
        return Gap::Hyphen;
    }
    let breaks = |c: char| matches!(c, '\n' | '\r' | '!' | '?' | ':' | '"' | '“' | '”' | '„' | '•');
    if between.contains(breaks) || between.contains(". ") || between.contains(['‘', '\'', '’'])
    {
        return Gap::Break;
    }
    if between.contains('(') {
        return Gap::Bracket;
    }
    match between.trim() {
        "" => Gap::Space,
        "," => Gap::Comma,
        "/" => Gap::Slash,
        "-" | "–" | "—" => Gap::Break,
        _ => Gap::Other,
    }
}
