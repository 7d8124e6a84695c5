//! `cargo xtask mentions DIR [--all]`: every mention of a city in a folder of articles, as JSON.

use engine::place::{Gazetteer, Mention};
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: cargo xtask mentions DIR [--all]";
const GAZETTEER: &str = "data/gazetteer.bin";

/// Prints one JSON object a line for every mention of a city; with `--all` also those that name a
/// region or are part of another name. Files are read in order of their names.
///
/// # Errors
/// When the folder, a file in it or the gazetteer cannot be read, or a file is not UTF-8.
pub fn run(args: &[String]) -> Result<(), String> {
    let all = args.iter().any(|arg| arg == "--all");
    let folders: Vec<&String> = args.iter().filter(|arg| *arg != "--all").collect();
    let [folder] = folders[..] else { return Err(USAGE.to_string()) };
    let bytes = fs::read(GAZETTEER)
        .map_err(|e| format!("{GAZETTEER}: {e}; make it with `cargo xtask gazetteer`"))?;
    let gazetteer = Gazetteer::open(&bytes).map_err(|e| format!("{GAZETTEER}: {e}"))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in articles(Path::new(folder))? {
        let text = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let text = String::from_utf8(text).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            format!("{}: byte {at} is not UTF-8; save the file as UTF-8", path.display())
        })?;
        let doc = path.strip_prefix(folder).unwrap_or(&path).with_extension("");
        let doc = doc.to_string_lossy().replace('\\', "/");
        let mut offsets = Offsets { text: &text, byte: 0, scalar: 0 };
        for mention in gazetteer.find(&text) {
            if all || mention.role.counts() {
                let line = line(&doc, &gazetteer, &mut offsets, &mention);
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

/// The `.txt` and `.md` files of a folder and the folders in it, by path.
fn articles(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let listing = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for entry in listing {
            let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "txt" || kind == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
