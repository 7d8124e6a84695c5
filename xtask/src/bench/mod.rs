//! `cargo xtask bench`: how large and how fast the search is, natively and in Chromium, on a corpus
//! that is made up but in what matters like Dutch.
//!
//! # The corpus
//!
//! What decides size and speed of an index was fitted by hand, in this order:
//!
//! - *Which word follows which.* A Markov chain of order one over function words, signs and classes
//!   of all other words, counted in the five seeds ([`grammar`]); half of the words are drawn as
//!   common as they are rather than as they follow, as the seeds are too small to know all that may
//!   follow.
//! - *How often each word comes.* Mandelbrot's law for the 4,000 commonest lemmas of each class, a
//!   power of 2 for the rest ([`chance::Ranks`]), fitted to how the number of different forms grows
//!   in the seeds and in the Dutch list of the Python package wordfreq, which is not part of this
//!   program.
//! - *How words come together.* 43 % of content words are words the article has used before; more
//!   than half of the others are of its subject, and a subject is in the news for seven months
//!   ([`corpus`]).
//! - *How words are spelled.* Syllables, inflections and compounds by the rules of Dutch
//!   ([`words`]), as long on average as in the news.
//!
//! At 10,000 articles: 37.2 MB and not 36.4; gzip -9 leaves 0.389 and not 0.41 (14.4 MB and not
//! 14.8); 0.461 forms an article for each of its words and not 0.45; 146,858 forms and not 110 to
//! 150 thousand; 0.34 of them used once where newspapers have nearer to half; one place in 50 words.
//! The verb prints these figures each time ([`fit`]).

mod chance;
mod corpus;
mod fit;
mod grammar;
mod in_browser;
mod native;
mod peers;
mod questions;
mod server;
mod words;

use crate::corpus as folder;
use crate::setup::{Browser, Tools};
use crate::workspace;
use corpus::{Corpus, Language};
use engine::archive::Archive;
use engine::place::Gazetteer;
use engine::place::truth::Truth;
use flate2::Compression;
use flate2::write::GzEncoder;
use in_browser::{Bench, ENGINE, InBrowser, PEERS};
use native::Built;
use questions::Questions;
use std::cmp::Reverse;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// First names of persons, from the root of the workspace.
const FIRST_NAMES: &str = "data/places/first_names.txt";

/// Annotated news, of which every twelfth word or so is a place: see `cargo xtask eval places`.
const DENSE: &str = "engine/tests/cases/places/practice";
/// Bytes of text that are read at least, to tell how fast places are found.
const LEAST_READ: usize = 4_000_000;

/// What the verb was asked.
struct Options {
    articles: usize,
    /// Where to write the articles, instead of measuring.
    write: Option<PathBuf>,
    /// Whether a browser is asked too.
    browser: bool,
    /// Whether the peers are too.
    peers: bool,
}

/// What is measured natively and in a browser alike, in milliseconds.
struct Figures {
    /// From bytes in memory to the first answer; the median.
    load: f64,
    /// For each kind of questions the median time of each; `None` where they cannot be asked.
    answers: Vec<Option<Vec<f64>>>,
}

/// Prints sizes and times for a corpus of N articles, 1,000 where nothing is said.
///
/// # Errors
/// When the options are not understood, or what the engine, the compiler or the browser says.
pub fn run(args: &[String]) -> Result<(), String> {
    let options = options(args)?;
    if cfg!(debug_assertions) {
        return optimised(args);
    }
    let gazetteer = fs::read(workspace::root().join(folder::GAZETTEER))
        .map_err(|error| format!("{}: {error}", folder::GAZETTEER))?;
    let places = Gazetteer::open(&gazetteer).map_err(|error| error.to_string())?;
    let corpus = Corpus::new(&language(&places)?, options.articles);
    if let Some(folder) = &options.write {
        return write(&corpus, folder);
    }
    let measured = fit::measure(&corpus);
    println!(
        "{} articles, {} bytes\n{}",
        options.articles,
        measured.bytes,
        measured.table(options.articles)
    );
    let built = native::build(&corpus.sources(), &places)?;
    let asked = questions::questions(&corpus);
    println!("{}", sizes(&built, measured.gzip));
    let native = native::figures(&built.bytes, &asked)?;
    println!("{}", times("native", &native, &asked));
    let prose = prose()?;
    let found = prose.each_ref().map(|texts| native::found_a_second(texts, &places));
    println!("{}", speed("native", found));
    if !options.browser {
        return Ok(());
    }
    let tools = Tools::for_bench()?;
    if !tools.has_browser(Browser::Chromium) {
        return Err("Chromium and chromedriver are not here: --native leaves them out".into());
    }
    let sources = corpus.sources();
    let bench = Bench::start(&tools, gazetteer.clone(), &sources, &asked, &prose, options.peers)?;
    let told = bench.figures(&ENGINE, options.articles)?;
    println!("{}", times("chromium", &told.figures, &asked));
    println!("{}", speed("chromium", bench.found_a_second()?));
    println!("{}\nmodule {} bytes", memory(&told), bench.module);
    if *told.index != built.bytes {
        return Err("Chromium made another archive of the same articles".into());
    }
    if !options.peers {
        return Ok(());
    }
    let mut rows = vec![(&ENGINE, told)];
    for peer in &PEERS {
        rows.push((peer, bench.figures(peer, options.articles)?));
    }
    println!("\n{}", peers::table(&rows, measured.gzip, &asked));
    Ok(())
}

/// The texts of which the recogniser's speed is told: the seeds, and annotated news that is dense
/// with places.
fn prose() -> Result<[Vec<String>; 2], String> {
    let annotated = folder::read(&workspace::root().join(DENSE))?;
    let plain = |(path, bytes): &(String, Vec<u8>)| {
        let truth = Truth::read(&String::from_utf8_lossy(bytes));
        truth.map(|truth| truth.text).map_err(|error| format!("{DENSE}/{path}: {error}"))
    };
    Ok([seeds()?, annotated.iter().map(plain).collect::<Result<_, _>>()?])
}

fn bytes(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

fn speed(where_: &str, [seeds, dense]: [f64; 2]) -> String {
    format!(
        "{where_}: places found in {seeds:.1} MB/s of the seeds, {dense:.1} MB/s where they are \
         dense\n"
    )
}

fn options(args: &[String]) -> Result<Options, String> {
    let mut options = Options { articles: 1000, write: None, browser: true, peers: false };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} wants a value"));
        match arg.as_str() {
            "--articles" => {
                let number = value()?;
                let parsed = number.parse().ok().filter(|number| *number > 0);
                options.articles =
                    parsed.ok_or_else(|| format!("{number} is no number of articles"))?;
            }
            "--write" => options.write = Some(value()?.into()),
            "--native" => options.browser = false,
            "--peers" => options.peers = true,
            other => return Err(format!("unknown option {other}; see `cargo xtask help`")),
        }
    }
    Ok(options)
}

/// The same by a build that is made for speed, as the page is.
fn optimised(args: &[String]) -> Result<(), String> {
    let mut cargo = Tools::as_found().host_command("cargo");
    cargo.args(["run", "--quiet", "--release", "--package", "xtask", "--", "bench"]).args(args);
    workspace::run(&mut cargo)
}

fn language(places: &Gazetteer) -> Result<Language, String> {
    let seeds = seeds()?;
    let mut known: Vec<_> = places.ids().filter_map(|id| places.place(id)).collect();
    known.sort_by_key(|place| (Reverse(place.population), place.id));
    let names = known.into_iter().map(|place| place.name).collect();
    let first_names = workspace::read_text(&workspace::root().join(FIRST_NAMES))?;
    let lines = first_names.lines().filter(|line| !line.starts_with(['#', '[']));
    let first_names = lines.flat_map(str::split_whitespace).map(words::capital).collect();
    Ok(Language::new(seeds.iter().map(String::as_str), names, first_names))
}

/// The texts of the seeds.
fn seeds() -> Result<Vec<String>, String> {
    let files = folder::read(&workspace::root().join("seeds"))?.into_iter();
    let texts = files.filter(|(path, _)| path != engine::seed::SIDE_FILE);
    Ok(texts.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect())
}

/// Writes each article to a file of its own.
fn write(corpus: &Corpus, folder: &Path) -> Result<(), String> {
    for source in corpus.sources() {
        let path = folder.join(source.path);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let written = made.and_then(|()| fs::write(&path, source.bytes));
        written.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    println!("{} articles in {}", corpus.texts.len(), folder.display());
    Ok(())
}

/// Bytes after gzip -9.
fn zipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("writing to memory succeeds");
    encoder.finish().expect("writing to memory succeeds").len()
}

fn sizes(built: &Built, text_gzip: usize) -> String {
    let shipped = zipped(&built.bytes);
    let parts = Archive::open(&built.bytes).map(|archive| archive.parts().to_vec());
    let parts: Vec<String> = parts
        .unwrap_or_default()
        .iter()
        .map(|(name, bytes)| format!("{name} {}", bytes / 1000))
        .collect();
    let parts = parts.join(", ");
    format!(
        "archive {} bytes, by gzip -9 {shipped}: {:.3} x the text by gzip -9 ({text_gzip})\n\
         in kB: {parts}\n\
         built natively in {:.2} s, of which {:.2} s finding places\n",
        built.bytes.len(),
        shipped as f64 / text_gzip as f64,
        built.seconds,
        built.of_places,
    )
}

/// A table of times in milliseconds.
fn times(where_: &str, figures: &Figures, asked: &[Questions]) -> String {
    let mut lines = format!(
        "{where_:<12}{:>10}{:>12}{:>12}{:>12}\nfirst answer{:>10}{:>12.3}   from bytes in memory\n",
        "number", "median ms", "p95 ms", "worst ms", "", figures.load
    );
    for (kind, times) in asked.iter().zip(&figures.answers) {
        let Some(times) = times else { continue };
        let mut times: Vec<(f64, &String)> = times.iter().copied().zip(&kind.typed).collect();
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let [(median, _), (p95, _), (worst, typed)] = [50, 95, 100].map(|of| *share(&times, of));
        lines += &format!(
            "{:<12}{:>10}{median:>12.3}{p95:>12.3}{worst:>12.3}  {typed}\n",
            kind.kind,
            times.len()
        );
    }
    lines
}

/// What so many per cent of the sorted values do not exceed.
fn share<T>(sorted: &[T], percent: usize) -> &T {
    &sorted[(sorted.len() - 1) * percent / 100]
}

fn megabytes(bytes: usize) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

fn memory(told: &InBrowser) -> String {
    format!(
        "memory after load: wasm {}, JavaScript {}\nbuilt in the browser in {:.2} s",
        megabytes(told.wasm_memory),
        megabytes(told.script_memory),
        told.build,
    )
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(articles: usize) -> Corpus {
        let gazetteer = fs::read(workspace::root().join(folder::GAZETTEER)).unwrap();
        let language = language(&Gazetteer::open(&gazetteer).unwrap()).unwrap();
        Corpus::new(&language, articles)
    }

    #[test]
    fn the_same_number_of_articles_is_the_same_corpus() {
        let (once, again) = (corpus(20), corpus(20));
        assert!(once.texts == again.texts && once.names == again.names);
        let typed = |corpus| questions::questions(corpus).into_iter().map(|kind| kind.typed);
        assert!(typed(&once).eq(typed(&again)));
    }

    #[test]
    fn the_corpus_is_as_dutch_as_is_told() {
        let corpus = corpus(300);
        let measured = fit::measure(&corpus);
        let ratio = measured.gzip as f64 / measured.bytes as f64;
        assert!((0.36..0.43).contains(&ratio), "gzip leaves {ratio}");
        let of_article = measured.bytes / 300;
        assert!((3300..4100).contains(&of_article), "{of_article} bytes an article");
    }

    #[test]
    fn what_is_asked_stands_in_an_article() {
        let corpus = corpus(50);
        let asked = questions::questions(&corpus);
        let phrases = asked.iter().find(|kind| kind.kind == "phrase").unwrap();
        for phrase in &phrases.typed {
            let stands = |text: &String| {
                let words: Vec<&str> = text.split_whitespace().map(questions::bare).collect();
                words.windows(2).any(|pair| format!("\"{}\"", pair.join(" ")) == *phrase)
            };
            assert!(corpus.texts.iter().any(stands), "{phrase}");
        }
    }
}
