//! `cargo xtask mentions DIR [--all]`: every mention of a city in a folder of articles, as JSON.

use crate::corpus;
use engine::place::corrections::CORRECTIONS_FILE;
use engine::place::{Gazetteer, Mention, Why};
use engine::seed::SIDE_FILE;
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::Path;

const USAGE: &str = "usage: cargo xtask mentions DIR [--all]";

/// Prints one JSON object a line for every mention of a city by its name; with `--all` also
/// buildings and sites in a city, those of regions and countries, by name, adjective or inhabitant, and names that are part of another name, with the
/// kind of their place and the GeoNames ids it could have been else. Files are read in order of their paths; sub-folders and `.md` files as for
/// `build`.
///
/// # Errors
/// When the folder, a file in it or the gazetteer cannot be read, or a file is not UTF-8.
pub fn run(args: &[String]) -> Result<(), String> {
    let all = args.iter().any(|arg| arg == "--all");
    let folders: Vec<&String> = args.iter().filter(|arg| *arg != "--all").collect();
    let [folder] = folders[..] else { return Err(USAGE.to_string()) };
    let bytes = fs::read(corpus::GAZETTEER)
        .map_err(|e| format!("{}: {e}; make it with `cargo xtask gazetteer`", corpus::GAZETTEER))?;
    let gazetteer = Gazetteer::open(&bytes).map_err(|e| format!("{}: {e}", corpus::GAZETTEER))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (path, bytes) in corpus::read(Path::new(folder))? {
        if path == SIDE_FILE || path == CORRECTIONS_FILE {
            continue;
        }
        let text = std::str::from_utf8(&bytes).map_err(|e| {
            format!("{path}: byte {} is not UTF-8; save the file as UTF-8", e.valid_up_to())
        })?;
        let doc = Path::new(&path).with_extension("");
        let mut offsets = Offsets { text, byte: 0, scalar: 0 };
        for (mention, why) in gazetteer.explain(text) {
            if all || mention.role.names_the_city() {
                let mut line =
                    line(&doc.to_string_lossy(), &gazetteer, &mut offsets, &mention, why);
                if all {
                    line["kind"] = gazetteer.place(mention.place).map(|p| p.kind.name()).into();
                    let others = gazetteer.alternatives(&text[mention.span], mention.place);
                    line["others"] = others.iter().map(|id| id.0).collect();
                }
                writeln!(out, "{line}").map_err(|e| format!("output: {e}"))?;
            }
        }
    }
    out.flush().map_err(|e| format!("output: {e}"))
}

fn line(
    doc: &str,
    gazetteer: &Gazetteer,
    offsets: &mut Offsets,
    mention: &Mention,
    why: Why,
) -> serde_json::Value {
    let place = gazetteer.place(mention.place);
    let round = |degrees: f32| (f64::from(degrees) * 100.0).round() / 100.0;
    json!({
        "doc": doc,
        "start": offsets.scalars_before(mention.span.start),
        "end": offsets.scalars_before(mention.span.end),
        "surface": offsets.text[mention.span.clone()],
        "geonames_id": mention.place.0,
        "name": place.as_ref().map(|place| place.name.as_str()),
        "country": place.as_ref().map(|place| String::from_utf8_lossy(&place.country)),
        "lat": place.as_ref().map(|place| round(place.lat)),
        "lon": place.as_ref().map(|place| round(place.lon)),
        "role": mention.role.name(),
        "why": why.name(),
    })
}

/// Counts Unicode scalar values along a text; asked in ascending order.
struct Offsets<'t> {
    text: &'t str,
    byte: usize,
    scalar: usize,
}

impl Offsets<'_> {
    fn scalars_before(&mut self, byte: usize) -> usize {
        self.scalar += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.scalar
    }
}
