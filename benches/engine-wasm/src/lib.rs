//! The engine alone in a browser, for `cargo xtask bench`.

use engine::archive::Archive;
use engine::atlas;
use engine::place::Gazetteer;
use engine::query::Query;
use engine::search::{self, Page};
use engine::seed::Source;
use std::hint::black_box;
use wasm_bindgen::prelude::wasm_bindgen;

/// The hits that are shown.
const SHOWN: Page = Page { offset: 0, limit: 20 };

/// Makes panics readable.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// A collection that is open.
#[wasm_bindgen]
pub struct Collection(Archive<'static>);

#[wasm_bindgen]
impl Collection {
    /// Opens the bytes of an archive, for good.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn open(bytes: Vec<u8>) -> Result<Collection, String> {
        Archive::open(Vec::leak(bytes)).map(Self).map_err(|error| error.to_string())
    }

    /// Finds what a query asks for, the whole outcome, and gives the number of items.
    pub fn search(&self, typed: &str) -> u32 {
        let query = Query { text: typed.to_owned(), ..Query::default() };
        black_box(search::search(&self.0, &query, SHOWN)).total
    }
}

/// Makes the archive of articles. Their texts stand in `texts` one behind the other; `ends` are
/// their ends in bytes, `names` their paths, a line each.
///
/// # Errors
/// What is wrong with the gazetteer or the articles.
#[wasm_bindgen]
pub fn build(texts: &[u8], ends: &[u32], names: &str, gazetteer: &[u8]) -> Result<Vec<u8>, String> {
    let places = Gazetteer::open(gazetteer).map_err(|error| error.to_string())?;
    let starts = std::iter::once(&0).chain(ends);
    let texts = starts.zip(ends).map(|(start, end)| &texts[*start as usize..*end as usize]);
    let sources: Vec<Source> =
        names.lines().zip(texts).map(|(path, bytes)| Source { path, bytes }).collect();
    let built = atlas::build(&sources, &|text| places.find(text), &|id| places.entry(id));
    built.map(|atlas| atlas.bytes).map_err(|error| error.to_string())
}

/// The recogniser of places.
#[wasm_bindgen]
pub struct Places(Gazetteer<'static>);

#[wasm_bindgen]
impl Places {
    /// Opens the bytes of a gazetteer, for good.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn open(bytes: Vec<u8>) -> Result<Places, String> {
        Gazetteer::open(Vec::leak(bytes)).map(Self).map_err(|error| error.to_string())
    }

    /// Finds the places of texts, again and again until at least so many bytes are read, and gives
    /// the number of bytes.
    pub fn find(&self, texts: Vec<String>, least: usize) -> usize {
        let mut read = 0;
        while read < least {
            for text in &texts {
                black_box(self.0.find(text));
                read += text.len();
            }
        }
        read
    }
}
