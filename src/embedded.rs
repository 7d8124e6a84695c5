//! The collection and its companions as built into the program, for `trunk serve`.

use crate::open;

/// Opens the page on the built-in collection.
pub fn start() {
    let archive = include_bytes!(concat!(env!("OUT_DIR"), "/archive.bin")).to_vec();
    let gazetteer = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin")).to_vec();
    let base_map = include_bytes!(concat!(env!("OUT_DIR"), "/basemap.bin")).to_vec();
    if let Err(error) = open(archive, gazetteer, base_map) {
        wasm_bindgen::throw_val(error);
    }
}
