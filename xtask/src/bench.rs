//! `cargo xtask bench [--articles N]`: how large and how fast the search is, on a made-up corpus.
//!
//! The corpus grows its vocabulary as text does (Heaps' law, V = K n^B, after n words): the n-th
//! word is new with the probability that this law asks for, and otherwise one of the words before,
//! each as likely (Simon, "On a class of skew distribution functions", 1955), which gives the
//! frequencies of words their usual skew. K and B are those of the five seeds, fitted to their 677
//! different words among the first 1,800 and 1,909 among the first 7,200. A third of the new words
//! are compounds of earlier words, a third inflections. The same N gives the same corpus on every
//! machine.

use engine::archive::Archive;
use engine::atlas;
use engine::query::Query;
use engine::search::{Page, search};
use engine::seed::Source;
use std::collections::HashSet;
use std::time::{Duration, Instant};

const USAGE: &str = "usage: cargo run --release -p xtask -- bench [--articles N]";
/// Words of an article.
const LENGTH: usize = 600;
/// Heaps' law.
const K: f64 = 2.49;
const B: f64 = 0.748;
/// Times that every question is asked.
const RUNS: usize = 5;
/// The hits that are shown.
const SHOWN: Page = Page { offset: 0, limit: 20 };

/// Prints sizes and times for a corpus of N articles, 1,000 where nothing is said.
///
/// # Errors
/// When the options are not understood.
pub fn run(args: &[String]) -> Result<(), String> {
    let articles = match args {
        [] => 1000,
        [option, number] if option == "--articles" => number.parse().map_err(|_| USAGE)?,
        _ => return Err(USAGE.to_string()),
    };
    if cfg!(debug_assertions) {
        println!("This build is slow; for figures that count: {}", &USAGE["usage: ".len()..]);
    }
    let corpus = Corpus::new(articles);
    let bytes: usize = corpus.texts.iter().map(String::len).sum();
    let forms = corpus.words.len();
    println!("{articles} articles, {bytes} bytes of text, {forms} different words");
    let (built, time) = timed(|| atlas::build(&corpus.sources(), &|_| Vec::new(), &|_| None));
    let built = built.map_err(|error| error.to_string())?;
    println!("archive {} bytes, built in {:.2} s", built.bytes.len(), time.as_secs_f64());
    let (archive, time) = timed(|| Archive::open(&built.bytes));
    let archive = archive.map_err(|error| error.to_string())?;
    println!("opened in {:.2} ms", millis(time));
    println!("{:<14}{:>10}{:>14}{:>12}", "queries", "number", "median ms", "p95 ms");
    for (kind, typed) in corpus.questions() {
        let mut times: Vec<f64> = typed.iter().map(|typed| median_time(&archive, typed)).collect();
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!("{kind:<14}{:>10}{:>14.3}{:>12.3}", times.len(), at(50), at(95));
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The median of several askings, the whole outcome each time.
fn median_time(archive: &Archive, typed: &str) -> f64 {
    let query = Query { text: typed.to_owned(), ..Query::default() };
    let time = |_| millis(timed(|| std::hint::black_box(search(archive, &query, SHOWN))).1);
    let mut times: Vec<f64> = (0..RUNS).map(time).collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Articles of made-up words.
struct Corpus {
    names: Vec<String>,
    texts: Vec<String>,
    /// In order of their first use: frequent words mostly come early.
    words: Vec<String>,
}

impl Corpus {
    fn new(articles: usize) -> Corpus {
        let mut chance = Chance(0x5EED);
        let mut words = vec!["de".to_owned()];
        let mut known: HashSet<String> = HashSet::from([words[0].clone()]);
        let mut used: Vec<u32> = vec![0];
        let mut texts = Vec::with_capacity(articles);
        for article in 0..articles {
            let month = article % 36;
            let mut text = format!(" date {}-{:02} ", 2022 + month / 12, month % 12 + 1);
            for nth in 1..=LENGTH {
                let is_new = chance.share() < K * B * (used.len() as f64).powf(B - 1.0);
                let word = if is_new {
                    let mut word = new_word(&mut chance, &words);
                    while !known.insert(word.clone()) {
                        word = new_word(&mut chance, &words);
                    }
                    words.push(word);
                    words.len() as u32 - 1
                } else {
                    used[chance.below(used.len())]
                };
                used.push(word);
                text.push_str(&words[word as usize]);
                text.push_str(match nth {
                    _ if nth % 75 == 0 => ".\n\n",
                    _ if nth % 15 == 0 => ". ",
                    _ => " ",
                });
            }
            texts.push(text);
        }
        let names = (0..articles).map(|nth| format!("{nth:06}.txt")).collect();
        Corpus { names, texts, words }
    }

    fn sources(&self) -> Vec<Source<'_>> {
        let files = self.names.iter().zip(&self.texts);
        files.map(|(path, text)| Source { path, bytes: text.as_bytes() }).collect()
    }

    /// Questions of several kinds, about common and rare words alike.
    fn questions(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut chance = Chance(0xA5C);
        let mut word = || loop {
            let rank = (self.words.len() as f64).powf(chance.share()) as usize;
            let word = &self.words[rank.min(self.words.len() - 1)];
            if word.len() >= 5 {
                break word.clone();
            }
        };
        let words: Vec<String> = (0..40).map(|_| word()).collect();
        let pairs = words.windows(2).map(|pair| pair.join(" ")).collect();
        let begun =
            |word: &String| (1..=word.len()).map(|n| word[..n].to_owned()).collect::<Vec<_>>();
        let slip = |word: &String| format!("{}{}{}", &word[1..2], &word[..1], &word[2..]);
        let phrase = |text: &String| {
            let middle: Vec<&str> = text.split_whitespace().skip(100).take(2).collect();
            format!("\"{}\"", middle.join(" "))
        };
        vec![
            ("one word", words.clone()),
            ("two words", pairs),
            ("keystrokes", words.iter().take(15).flat_map(begun).collect()),
            ("phrase", self.texts.iter().take(40).map(phrase).collect()),
            ("slip", words.iter().map(slip).collect()),
        ]
    }
}

/// A compound of earlier words, an inflection of one, or a word of new syllables.
fn new_word(chance: &mut Chance, words: &[String]) -> String {
    const SOUNDS: [&str; 16] = [
        "ra", "ke", "lucht", "va", "stra", "no", "vier", "hui", "me", "koor", "ti", "bla", "pen",
        "sto", "wij", "der",
    ];
    let old = words[chance.below(words.len())].clone();
    match chance.below(3) {
        0 if old.len() < 9 => old + &words[chance.below(words.len().min(500))],
        1 if old.len() < 14 => old + ["en", "s", "e", "te"][chance.below(4)],
        _ => (0..2 + chance.below(3)).map(|_| SOUNDS[chance.below(SOUNDS.len())]).collect(),
    }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, but not including, `limit`.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// From 0 up to, but not including, 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}
