//! The words that stand out: beside what was found (*collocates*), or in the items found
//! (*keywords*), against the whole collection.
//!
//! A word is counted as it is written but for case and accents, in headings and running text. What
//! is most remarkable comes first, by the log-likelihood ratio of T. Dunning, "Accurate Methods for
//! the Statistics of Surprise and Coincidence", Computational Linguistics 19 (1993): of all words of
//! the collection, those that are this word and those that are not, here and elsewhere. Words that
//! are less frequent here than elsewhere do not stand out, nor do function words
//! (`data/language/function_words.nl.txt`), numbers, and what was asked itself.

use crate::archive::{Archive, FormId, ItemParagraph, ItemText, ListBuffer};
use crate::ids::ItemId;
use crate::index::is_searched;
use crate::query::Query;
use crate::search::{self, Plan, marks};
use crate::sort;
use crate::text::{self, rules};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words on either side of a hit that stand beside it, in its paragraph.
const WINDOW: usize = 5;
/// Times that a word must be there to stand out: once is no pattern.
const LEAST: u32 = 2;
/// The ratio from which on a word stands out: chance does that to one word in a thousand
/// (chi-squared with one degree of freedom).
const REMARKABLE: f64 = 10.83;
/// The forms that are there most often, among which those that stand out are looked for: a rarer
/// one is not among the first in what has more forms.
const LOOKED_AT: usize = 2000;

/// The words that no text is about.
static FUNCTION_WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let file = rules!("function_words.nl.txt");
    text::lines(file).flat_map(str::split_whitespace).map(text::fold).collect()
});

/// Where words are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Where {
    /// At most five words before or after a hit, in its paragraph.
    Beside,
    /// In all of the items found.
    Inside,
}

/// A word that stands out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standout {
    /// As it is written there most often.
    pub word: String,
    /// How often it is there.
    pub here: u32,
    /// How often it is in the whole collection.
    pub everywhere: u32,
}

/// A count of words that goes on item by item, for it may take long.
pub struct Counting<'a> {
    archive: &'a Archive<'a>,
    plan: Plan,
    at: Where,
    items: std::vec::IntoIter<ItemId>,
    text: ItemText,
    /// For every word of the collection how often it was counted.
    counts: Vec<u32>,
}

impl<'a> Counting<'a> {
    /// A count over what a query finds.
    pub fn new(archive: &'a Archive<'a>, query: &Query, at: Where) -> Counting<'a> {
        let plan = Plan::new(archive, query);
        let words = archive.words_of(&(0..archive.form_count())).end;
        Counting {
            archive,
            at,
            items: search::items(archive, query, &plan).into_iter(),
            text: ItemText::default(),
            counts: vec![0; words as usize],
            plan,
        }
    }

    /// Counts the words of the next item; false where there is none.
    pub fn step(&mut self) -> bool {
        let Some(item) = self.items.next() else { return false };
        self.archive.read_item(item, &mut self.text);
        let mentions = match self.plan.asks_for_places() {
            true => self.archive.mentions(self.archive.item_document(item)),
            false => Vec::new(),
        };
        for paragraph in self.text.paragraphs.iter().filter(|p| is_searched(p.kind)) {
            let marks = marks(self.archive, &self.plan, &self.text, paragraph, &mentions);
            let hits = marks.iter().map(|mark| mark.range.clone());
            for word in counted(&self.text, paragraph, hits, self.at) {
                self.counts[word as usize] += 1;
            }
        }
        true
    }

    /// The words that stand out in what was counted so far, the most remarkable first.
    pub fn words(&self, most: usize) -> Vec<Standout> {
        let here: u32 = self.counts.iter().sum();
        let items = (0..self.archive.item_count()).map(ItemId);
        let everywhere: u32 = items.map(|item| self.archive.item_words(item)).sum();
        let mut list = ListBuffer::default();
        let candidates = self.candidates().into_iter();
        let mut found: Vec<(f64, FormId, [u32; 2])> = candidates
            .map(|(form, count)| {
                self.archive.read_list(form, &mut list);
                let all = list.all.iter().map(|(_, occurrences)| occurrences).sum();
                (keyness([count, all], [here, everywhere]), form, [count, all])
            })
            .collect();
        found.retain(|(keyness, ..)| *keyness >= REMARKABLE);
        sort::by(&mut found, |a, b| b.0.total_cmp(&a.0));
        let told = |(_, form, [here, everywhere]): (f64, FormId, [u32; 2])| {
            let word = self.written(form);
            Standout { word, here, everywhere }
        };
        found.into_iter().take(most).map(told).collect()
    }

    /// The forms that may stand out, with how often they were counted; most first.
    fn candidates(&self) -> Vec<(FormId, u32)> {
        let count = |form: FormId| {
            let words = self.archive.words_of(&(form.0..form.0 + 1));
            self.counts[words.start as usize..words.end as usize].iter().sum::<u32>()
        };
        let forms = (0..self.archive.form_count()).map(FormId).map(|form| (form, count(form)));
        let mut forms: Vec<(FormId, u32)> = forms
            .filter(|&(form, count)| count >= LEAST && tells(self.archive.form(form)))
            .collect();
        sort::by_key(&mut forms, |&(_, count)| Reverse(count));
        forms.truncate(LOOKED_AT);
        forms
    }

    /// The spelling of a form that was counted most often.
    fn written(&self, form: FormId) -> String {
        let words = self.archive.words_of(&(form.0..form.0 + 1));
        let most = words.max_by_key(|&word| (self.counts[word as usize], Reverse(word)));
        most.map(|word| self.archive.word(word)).unwrap_or_default()
    }
}

/// Whether a form may tell what a text is about.
fn tells(form: &str) -> bool {
    form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !FUNCTION_WORDS.contains(form)
}

/// The words of a paragraph that count, by their numbers; `hits` are bytes of the document.
fn counted(
    text: &ItemText,
    paragraph: &ItemParagraph,
    hits: impl Iterator<Item = std::ops::Range<usize>>,
    at: Where,
) -> Vec<u32> {
    let words = &text.words[paragraph.words.clone()];
    let mut counts = vec![at == Where::Inside; words.len()];
    let mut is_hit = vec![false; words.len()];
    for hit in hits {
        let first = words.partition_point(|word| word.range().end <= hit.start);
        let after = words.partition_point(|word| word.range().start < hit.end);
        is_hit[first..after].fill(true);
        let beside = first.saturating_sub(WINDOW)..(after + WINDOW).min(words.len());
        counts[beside].fill(true);
    }
    let counted = words.iter().zip(counts.iter().zip(is_hit));
    counted.filter(|(_, (counts, is_hit))| **counts && !is_hit).map(|(word, _)| word.word).collect()
}

/// How remarkable it is that a word is there `word[0]` times among `all[0]` words, and `word[1]`
/// times among `all[1]` in the whole collection, those included: twice the logarithm of the
/// likelihood ratio of Dunning; 0 where the word is not more frequent there than elsewhere.
fn keyness(word: [u32; 2], all: [u32; 2]) -> f64 {
    let [here, everywhere] = word.map(f64::from);
    let [all_here, all] = all.map(f64::from);
    if here * all <= everywhere * all_here {
        return 0.0;
    }
    let likelihood =
        |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let cell = |seen: f64, row: f64, column: f64| likelihood(seen, row * column / all);
    let (elsewhere, others) = (all - all_here, all - everywhere);
    2.0 * (cell(here, all_here, everywhere)
        + cell(everywhere - here, elsewhere, everywhere)
        + cell(all_here - here, all_here, others)
        + cell(elsewhere - (everywhere - here), elsewhere, others))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_that_of_the_published_formula() {
        // Of Dunning's table 4, "the swiss": 110 of the pairs, 2442 with the first word only,
        // 111 with the second only, 29114 with neither; told as 270.72.
        let swiss = keyness([110, 221], [2552, 31777]);
        assert!((swiss - 270.72).abs() < 0.01, "{swiss}");
        assert_eq!(keyness([2, 4], [50, 100]), 0.0);
        assert_eq!(keyness([1, 40], [50, 100]), 0.0);
    }

    #[test]
    fn function_words_and_numbers_tell_nothing() {
        for (form, told) in [("de", false), ("229e", false), ("2022", false), ("raket", true)] {
            assert_eq!(tells(form), told, "{form}");
        }
    }
}
