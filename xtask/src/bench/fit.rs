//! How like Dutch the corpus is: what was aimed at beside what came of it.

use super::corpus::Corpus;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

/// Words of the corpus whose different forms are counted.
const STEPS: [usize; 6] = [1_800, 7_200, 60_000, 600_000, 6_000_000, 60_000_000];
/// Different forms among so many words. The first two are of the five seeds; the others of words
/// drawn by the frequencies of a Dutch list (the large one of wordfreq 3, 311,278 forms), which
/// ends too soon for the last.
const FORMS: [usize; 6] = [687, 1_928, 10_357, 39_760, 119_303, 258_086];

/// What a corpus measures.
pub struct Measured {
    /// UTF-8, dates included.
    pub bytes: usize,
    /// By gzip -9, all articles in one run.
    pub gzip: usize,
    words: usize,
    /// Different forms of each article, summed.
    pairs: usize,
    forms: usize,
    once: usize,
    growth: Vec<(usize, usize)>,
}

/// Counts and compresses.
pub fn measure(corpus: &Corpus) -> Measured {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let (mut words, mut pairs, mut growth) = (0, 0, Vec::new());
    for text in &corpus.texts {
        encoder.write_all(text.as_bytes()).expect("writing to memory succeeds");
        let small = text.to_lowercase();
        let mut here = BTreeSet::new();
        for word in self::words(&small) {
            words += 1;
            here.insert(word);
            match counts.get_mut(word) {
                Some(count) => *count += 1,
                None => drop(counts.insert(word.to_owned(), 1)),
            }
            if STEPS.contains(&words) {
                growth.push((words, counts.len()));
            }
        }
        pairs += here.len();
    }
    Measured {
        bytes: corpus.texts.iter().map(String::len).sum(),
        gzip: encoder.finish().expect("writing to memory succeeds").len(),
        words,
        pairs,
        forms: counts.len(),
        once: counts.values().filter(|count| **count == 1).count(),
        growth,
    }
}

/// The words of a text, signs left out.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Measured {
    /// The lines of a table.
    pub fn table(&self, articles: usize) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole as f64;
        let rows = [
            ("words an article", share(self.words, articles), "600"),
            ("bytes a word", share(self.bytes, self.words), "6.07"),
            ("gzip -9 of the text", share(self.gzip, self.bytes), "0.41"),
            ("forms an article, of its words", share(self.pairs, self.words), "0.45"),
            ("forms used once", share(self.once, self.forms), "0.45"),
        ];
        let mut lines = format!("{:<34}{:>12}{:>12}\n", "the corpus", "made", "aim");
        for (name, made, aim) in rows {
            lines += &format!("{name:<34}{made:>12.3}{aim:>12}\n");
        }
        for (words, forms) in &self.growth {
            let aim = STEPS.iter().position(|step| step == words).map_or(0, |at| FORMS[at]);
            lines += &format!("{:<34}{forms:>12}{aim:>12}\n", format!("forms in {words} words"));
        }
        lines
    }
}
