//! What follows what, learned from the seeds: a Markov chain of order one over the function words,
//! the punctuation and the classes of all other words.

use super::chance::Chance;
use super::words::Form;
use std::collections::{BTreeMap, BTreeSet};

/// Words that this many of the five seeds use, in small letters, are function words.
const SEEDS_THAT_USE: usize = 2;
/// How often the next word is drawn as it follows this one, rather than as common as it is.
const FOLLOWING: f64 = 0.5;

/// A word or sign, or what stands for many.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Symbol {
    /// The end of a sentence, with its full stop.
    End,
    /// A sign that clings to the word before it.
    Sign(char),
    /// A quotation mark that opens, or closes.
    Quote {
        /// Whether it opens.
        opens: bool,
    },
    /// A function word.
    Word(String),
    /// A word of this class.
    Class(Form),
    /// A name.
    Name,
    /// A number in figures.
    Number,
}

/// The chain.
#[derive(Debug)]
pub struct Grammar {
    symbols: Vec<Symbol>,
    /// For each symbol what follows it, with cumulative counts; then the same for any symbol.
    next: Vec<(Vec<usize>, Vec<f64>)>,
}

impl Grammar {
    /// Learns the chain from these texts.
    pub fn learn<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let texts: Vec<Vec<(&str, bool)>> = texts.map(pieces).collect();
        let functional = function_words(&texts);
        let sequences = texts.iter().map(|text| symbols(text, &functional));
        let sequences: Vec<Vec<Symbol>> = sequences.collect();
        let kinds: BTreeSet<&Symbol> = sequences.iter().flatten().collect();
        let symbols: Vec<Symbol> = kinds.into_iter().cloned().collect();
        let at = |symbol: &Symbol| symbols.binary_search(symbol).expect("it was collected");
        let mut counts = vec![BTreeMap::<usize, f64>::new(); symbols.len() + 1];
        for sequence in &sequences {
            for pair in sequence.windows(2) {
                for from in [at(&pair[0]), symbols.len()] {
                    *counts[from].entry(at(&pair[1])).or_default() += 1.0;
                }
            }
        }
        let next = counts.into_iter().map(cumulative).collect();
        Self { symbols, next }
    }

    /// The state that a text begins in.
    pub fn start(&self) -> usize {
        self.symbols.binary_search(&Symbol::End).unwrap_or_default()
    }

    /// What follows a state.
    pub fn follow(&self, state: usize, chance: &mut Chance) -> usize {
        let any = self.symbols.len();
        let from = if chance.happens(FOLLOWING) { state } else { any };
        let (states, weights) =
            if self.next[from].0.is_empty() { &self.next[any] } else { &self.next[from] };
        states[chance.weighted(weights)]
    }

    /// What a state stands for.
    pub fn symbol(&self, state: usize) -> &Symbol {
        &self.symbols[state]
    }
}

fn cumulative(counts: BTreeMap<usize, f64>) -> (Vec<usize>, Vec<f64>) {
    let mut sum = 0.0;
    counts
        .into_iter()
        .map(|(to, count)| {
            sum += count;
            (to, sum)
        })
        .unzip()
}

/// Words and signs, each with whether white space stands before it.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    for run in text.split_whitespace() {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let in_word = |c: char| c.is_alphanumeric() || c == '-';
            let length = match rest.find(|c| !in_word(c)) {
                None => rest.len(),
                Some(0) => first.len_utf8(),
                Some(end) => end,
            };
            pieces.push((&rest[..length], rest.len() == run.len()));
            rest = &rest[length..];
        }
    }
    pieces
}

fn function_words<'t>(texts: &[Vec<(&'t str, bool)>]) -> BTreeSet<&'t str> {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        let words: BTreeSet<&str> = text.iter().map(|(piece, _)| *piece).collect();
        for word in words.into_iter().filter(|word| word.chars().all(char::is_lowercase)) {
            *used.entry(word).or_default() += 1;
        }
    }
    used.into_iter().filter(|(_, texts)| *texts >= SEEDS_THAT_USE).map(|(word, _)| word).collect()
}

fn symbols(text: &[(&str, bool)], functional: &BTreeSet<&str>) -> Vec<Symbol> {
    let mut symbols = vec![Symbol::End];
    for (piece, spaced) in text {
        let first = symbols.last() == Some(&Symbol::End);
        symbols.extend(symbol(piece, *spaced, first, functional));
    }
    symbols
}

fn symbol(piece: &str, spaced: bool, first: bool, functional: &BTreeSet<&str>) -> Option<Symbol> {
    let small = piece.to_lowercase();
    let symbol = match piece {
        "." | "?" | "!" => Symbol::End,
        "," | ":" | ";" => Symbol::Sign(piece.chars().next()?),
        "\"" | "'" | "‘" | "’" | "“" | "”" => Symbol::Quote { opens: spaced },
        _ if !piece.starts_with(char::is_alphanumeric) => return None,
        _ if piece.starts_with(char::is_numeric) => Symbol::Number,
        _ if functional.contains(small.as_str()) => Symbol::Word(small),
        _ if !first && piece.starts_with(char::is_uppercase) => Symbol::Name,
        _ => Symbol::Class(class(&small)),
    };
    Some(symbol)
}

/// The class that a word's ending suggests. It is often wrong of one word and right of all: what
/// matters is how often each ending comes, and after what.
fn class(word: &str) -> Form {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    match word {
        _ if word.starts_with("ge") && ends(&["t", "d", "en"]) => Form::Participle,
        _ if ends(&["ten", "gen", "len", "nen", "ren"]) && word.len() < 8 => Form::Infinitive,
        _ if ends(&["en", "s"]) => Form::Plural,
        _ if ends(&["te", "de"]) => Form::Past,
        _ if ends(&["e"]) => Form::Inflected,
        _ if ends(&["ing", "heid", "atie", "st", "cht"]) => Form::Noun,
        _ if ends(&["t"]) => Form::Present,
        _ if ends(&["ig", "lijk", "isch", "baar"]) => Form::Plain,
        _ => Form::Noun,
    }
}
