//! A text as the recogniser sees it: words, what stands between them, and what they can be.
//!
//! These are not the tokens of [`crate::text`]: there a word is what one searches for, here the
//! capitals, hyphens, dots and line ends around it matter as much, an apostrophe belongs to the
//! word, and one forward pass over the text keeps the recogniser at full speed. The letters are
//! folded alike in both.

use super::fold::fold_into;
use super::rules::{Cue, Rules};
use crate::text::is_mark;
use std::ops::Range;

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
    /// What the data files say of it.
    pub cue: Cue,
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
        let mut tokens = Tokens::default();
        let mut chars = text.char_indices().peekable();
        let mut end = 0;
        while let Some((start, first)) = chars.next() {
            if !first.is_alphanumeric() {
                continue;
            }
            let (last_end, at_start) = (end, end == 0);
            end = start + first.len_utf8();
            let mut upper = first.is_uppercase();
            while let Some((at, c)) = chars.peek().copied() {
                let apostrophe = matches!(c, '\'' | '’')
                    && text[at + c.len_utf8()..].starts_with(char::is_alphabetic);
                let mark = is_mark(c);
                if !(c.is_alphanumeric() || mark || apostrophe) {
                    break;
                }
                upper &= !c.is_lowercase();
                end = at + c.len_utf8();
                chars.next();
            }
            let from = tokens.folded.len();
            fold_into(&text[start..end], &mut tokens.folded);
            let folded = from..tokens.folded.len();
            let mut between = &text[last_end..start];
            if matches!(&tokens.folded[folded.clone()], "s" | "t") {
                // The apostrophe of 's-Hertogenbosch belongs to the word.
                between = between.trim_end_matches(['\'', '’', '‘']);
            }
            tokens.list.push(Token {
                capital: first.is_uppercase(),
                upper: upper && end - start > first.len_utf8(),
                cue: rules.cue(&tokens.folded[folded.clone()]),
                span: start..end,
                folded,
                gap: gap(between, at_start),
            });
        }
        tokens
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

fn gap(between: &str, at_start: bool) -> Gap {
    if at_start {
        return Gap::Break;
    }
    match between {
        " " => return Gap::Space,
        "-" | "‑" => return Gap::Hyphen,
        ", " => return Gap::Comma,
        ". " => return Gap::Dot,
        _ => {}
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
        "-" | "–" | "—" => Gap::Break,
        _ => Gap::Other,
    }
}
