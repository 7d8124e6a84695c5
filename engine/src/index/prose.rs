//! Texts as rows of symbols: words as they are written, what stands between them, and breaks
//! between paragraphs.
//!
//! The spaceless model of word codes (de Moura, Navarro, Ziviani and Baeza-Yates, "Fast and
//! flexible word searching on compressed text", 2000): between two words a single space goes
//! without saying.

use super::{Form, Prose};
use rustc_hash::FxHashMap;

/// The kind that follows the last break of a text: none.
pub(crate) const END: u32 = 4;

/// Marks of numbers that are not yet final.
const SEPARATOR: u32 = 1 << 30;
const BREAK: u32 = 1 << 31;

/// The symbols of an atlas. Their numbers: words first, then separators, then breaks.
pub(crate) struct Symbols<'t> {
    /// In order of their form, then of their letters.
    pub words: Vec<Surface<'t>>,
    /// In order.
    pub separators: Vec<&'t str>,
    /// What stands between two paragraphs, and the kind of the second; in order.
    pub breaks: Vec<(&'t str, u32)>,
    /// From the numbers of the interner to final ones.
    final_words: Vec<u32>,
    final_separators: Vec<u32>,
    final_breaks: Vec<u32>,
}

/// A word as it is written.
pub(crate) struct Surface<'t> {
    pub word: &'t str,
    pub form: u32,
}

impl Symbols<'_> {
    pub fn len(&self) -> usize {
        self.words.len() + self.separators.len() + self.breaks.len()
    }

    /// The form of a symbol that is a word.
    pub fn form(&self, symbol: u32) -> Option<u32> {
        self.words.get(symbol as usize).map(|word| word.form)
    }

    /// The number of the first break.
    pub fn first_break(&self) -> u32 {
        (self.words.len() + self.separators.len()) as u32
    }

    /// Gives the symbols of a text their final numbers.
    pub fn renumber(&self, prose: &mut Prose) {
        for symbol in prose.title.iter_mut().chain(&mut prose.text) {
            *symbol = match *symbol {
                found if found >= BREAK => {
                    self.first_break() + self.final_breaks[(found - BREAK) as usize]
                }
                found if found >= SEPARATOR => {
                    self.words.len() as u32 + self.final_separators[(found - SEPARATOR) as usize]
                }
                found => self.final_words[found as usize],
            };
        }
    }
}

/// Gives every symbol a number, in the order they come.
#[derive(Default)]
pub(super) struct Interner<'t> {
    words: Numbers<&'t str>,
    /// The form of every word.
    forms: Vec<u32>,
    separators: Numbers<&'t str>,
    breaks: Numbers<(&'t str, u32)>,
}

impl<'t> Interner<'t> {
    /// The number of a word that was seen before, and that of its form.
    pub fn known(&self, word: &str) -> Option<(u32, u32)> {
        let symbol = *self.words.ids.get(word)?;
        Some((symbol, self.forms[symbol as usize]))
    }

    pub fn add(&mut self, word: &'t str, form: u32) -> u32 {
        self.forms.push(form);
        self.words.number(word)
    }

    pub fn separator(&mut self, separator: &'t str) -> u32 {
        SEPARATOR + self.separators.number(separator)
    }

    /// A break between paragraphs: what stands there, and the kind of the one that follows.
    pub fn line_break(&mut self, gap: &'t str, kind: u32) -> u32 {
        BREAK + self.breaks.number((gap, kind))
    }

    /// Sorts all symbols. `form_of` are the final numbers of the forms.
    pub fn finish(self, form_of: &[u32], forms: &[Form]) -> Symbols<'t> {
        debug_assert!(form_of.iter().all(|&form| (form as usize) < forms.len()));
        let keys = self.words.keys.iter().zip(&self.forms);
        let words = keys.map(|(word, form)| (form_of[*form as usize], *word)).collect();
        let (words, final_words) = sorted(words);
        let (separators, final_separators) = sorted(self.separators.keys);
        let (breaks, final_breaks) = sorted(self.breaks.keys);
        Symbols {
            words: words.into_iter().map(|(form, word)| Surface { word, form }).collect(),
            separators,
            breaks,
            final_words,
            final_separators,
            final_breaks,
        }
    }
}

/// Things numbered in the order they come.
struct Numbers<K> {
    ids: FxHashMap<K, u32>,
    keys: Vec<K>,
}

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Numbers { ids: FxHashMap::default(), keys: Vec::new() }
    }
}

impl<K: std::hash::Hash + Eq + Copy> Numbers<K> {
    fn number(&mut self, key: K) -> u32 {
        let next = self.keys.len() as u32;
        *self.ids.entry(key).or_insert_with(|| {
            self.keys.push(key);
            next
        })
    }
}

/// Things in order, and for each of the old places the new one.
fn sorted<K: Ord + Copy>(keys: Vec<K>) -> (Vec<K>, Vec<u32>) {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_unstable_by_key(|&old| keys[old as usize]);
    let mut places = vec![0; keys.len()];
    (0..).zip(&order).for_each(|(new, &old)| places[old as usize] = new);
    (order.into_iter().map(|old| keys[old as usize]).collect(), places)
}
