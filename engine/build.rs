//! Writes what the program carries in a smaller form: how each character folds as a table, in place
//! of all of Unicode's decompositions, of which folding uses little; and the rules of Dutch without
//! their comments.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "the engine's own restrictions; this runs beside the compiler"
)]

#[allow(dead_code, reason = "the table is written here and read in `text::fold`")]
#[path = "src/varint.rs"]
mod varint;

use std::path::PathBuf;
use std::{env, fs, iter};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const RULES: &str = "../data/language";

/// Syllables that fold by arithmetic: <https://www.unicode.org/versions/latest/>, 3.12.
const HANGUL: std::ops::RangeInclusive<char> = '\u{AC00}'..='\u{D7A3}';

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={RULES}");
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(folder.join("folds.bin"), table()).expect("OUT_DIR can be written");
    for file in fs::read_dir(RULES).expect("the rules of Dutch stand there") {
        let path = file.expect("the folder can be read").path();
        let rules = fs::read_to_string(&path).expect("the rules are text");
        let name = path.file_name().expect("a file has a name");
        fs::write(folder.join(name), without_comments(&rules)).expect("OUT_DIR can be written");
    }
}

/// A rule file in which comments are empty lines: the others keep their numbers.
fn without_comments(rules: &str) -> String {
    let bare =
        |line: &str| if line.trim_start().starts_with('#') { "" } else { line }.to_owned() + "\n";
    rules.lines().map(bare).collect()
}

/// Every character that is not its own folded form: how many further on it stands than the one
/// before, the number of characters it folds to, and each of those as its distance to the one
/// written before it, with the sign in the lowest bit.
fn table() -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut before, mut last) = (0, 0);
    for c in ('\u{80}'..=char::MAX).filter(|c| !HANGUL.contains(c)) {
        let folded = folded(c);
        if folded == [c] {
            continue;
        }
        varint::put(&mut bytes, u32::from(c) - before);
        varint::put(&mut bytes, folded.len() as u32);
        for letter in folded.into_iter().map(u32::from) {
            let distance = letter as i32 - last as i32;
            varint::put(&mut bytes, (distance << 1 ^ distance >> 31) as u32);
            last = letter;
        }
        before = u32::from(c);
    }
    bytes
}

/// A character compatibility-decomposed, in small letters, without marks.
fn folded(c: char) -> Vec<char> {
    let letters = iter::once(c).nfkd().flat_map(char::to_lowercase).nfkd();
    letters.filter(|letter| !is_combining_mark(*letter)).collect()
}
