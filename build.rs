//! Puts the archive of `seeds/`, the gazetteer and the base map into the page that trunk serves.

#[path = "xtask/src/corpus.rs"]
mod corpus;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The articles that are embedded.
const SEEDS: &str = "seeds";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBEDDED").is_none() {
        return;
    }
    for watched in [SEEDS, corpus::GAZETTEER, corpus::BASEMAP] {
        println!("cargo::rerun-if-changed={watched}");
    }
    if let Err(message) = embed() {
        for line in message.lines() {
            println!("cargo::error={line}");
        }
    }
}

fn embed() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo did not set OUT_DIR")?);
    let atlas = corpus::make(Path::new("."), Path::new(SEEDS))?;
    for notice in &atlas.notices {
        println!("cargo::warning={SEEDS}/{}", corpus::told(notice));
    }
    let parts = [
        ("archive.bin", atlas.archive),
        ("gazetteer.bin", atlas.gazetteer),
        ("basemap.bin", atlas.basemap),
    ];
    for (name, bytes) in parts {
        let path = out.join(name);
        fs::write(&path, bytes)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}
