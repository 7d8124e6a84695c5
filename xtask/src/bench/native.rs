//! The engine on this machine, without a browser.

use super::Figures;
use super::questions::Questions;
use engine::archive::Archive;
use engine::atlas;
use engine::place::Gazetteer;
use engine::query::Query;
use engine::search::{Page, search};
use engine::seed::Source;
use std::cell::Cell;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Times that every question is asked.
const RUNS: usize = 5;
/// The hits that are shown.
const SHOWN: Page = Page { offset: 0, limit: 20 };

/// An archive, and how long making it took.
pub struct Built {
    /// The archive.
    pub bytes: Vec<u8>,
    /// Seconds in all.
    pub seconds: f64,
    /// Of those, finding the places.
    pub of_places: f64,
}

/// Makes the archive of these articles.
///
/// # Errors
/// Those of the engine.
pub fn build(sources: &[Source], places: &Gazetteer) -> Result<Built, String> {
    let of_places = Cell::new(Duration::ZERO);
    let find = |text: &str| {
        let (found, time) = timed(|| places.find(text));
        of_places.set(of_places.get() + time);
        found
    };
    let (built, time) = timed(|| atlas::build(sources, &find, &|id| places.entry(id)));
    let bytes = built.map_err(|error| error.to_string())?.bytes;
    Ok(Built { bytes, seconds: time.as_secs_f64(), of_places: of_places.get().as_secs_f64() })
}

/// Opens the archive and asks every question several times.
///
/// # Errors
/// Those of the engine.
pub fn figures(archive: &[u8], asked: &[Questions]) -> Result<Figures, String> {
    let first = &asked[0].typed[0];
    let mut loads = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let (opened, time) = timed(|| {
            let archive = Archive::open(archive)?;
            black_box(ask(&archive, first));
            Ok(archive)
        });
        opened.map_err(|error: engine::archive::ArchiveError| error.to_string())?;
        loads.push(millis(time));
    }
    let archive = Archive::open(archive).map_err(|error| error.to_string())?;
    let median_time = |typed: &String| {
        let times = (0..RUNS).map(|_| millis(timed(|| black_box(ask(&archive, typed))).1));
        super::median(times.collect())
    };
    let of_kind = |kind: &Questions| Some(kind.typed.iter().map(median_time).collect());
    let answers = asked.iter().map(of_kind).collect();
    Ok(Figures { load: super::median(loads), answers })
}

/// Megabytes of these texts in which the places are found in a second, once the gazetteer has made
/// its index of names: the median of several readings.
pub fn found_a_second(texts: &[String], places: &Gazetteer) -> f64 {
    let read = || texts.iter().for_each(|text| drop(black_box(places.find(text))));
    read();
    let times = super::LEAST_READ.div_ceil(super::bytes(texts));
    let reading = || (0..times).for_each(|_| read());
    let seconds = (0..RUNS).map(|_| timed(reading).1.as_secs_f64()).collect();
    (times * super::bytes(texts)) as f64 / 1e6 / super::median(seconds)
}

fn ask(archive: &Archive, typed: &str) -> u32 {
    let query = Query { text: typed.to_owned(), ..Query::default() };
    search(archive, &query, SHOWN).total
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
