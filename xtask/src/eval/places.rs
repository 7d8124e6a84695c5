//! How well places are recognised in annotated texts.

use super::{Options, Set};
use crate::corpus;
use engine::place::Gazetteer;
use engine::place::truth::{Score, Truth};
use std::fs;
use std::path::Path;

/// Folders of annotated texts.
pub(super) const SETS: &[Set] = &[
    Set { name: "places/practice", truth: "engine/tests/cases/places/practice", set_aside: false },
    Set { name: "places/held-out", truth: "engine/tests/cases/places/held_out", set_aside: true },
    Set { name: "places/set-aside", truth: "engine/tests/cases/places/set_aside", set_aside: true },
    Set { name: "places/blind", truth: "engine/tests/cases/places/blind", set_aside: true },
];

/// Prints the figures of the sets that are asked for.
///
/// # Errors
/// When a file cannot be read or a mark in it is wrong: which file, which line, what was expected.
pub(super) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let path = root.join(corpus::GAZETTEER);
    let bytes = fs::read(&path)
        .map_err(|e| format!("{}: {e}; make it with `cargo xtask gazetteer`", corpus::GAZETTEER))?;
    let gazetteer = Gazetteer::open(&bytes).map_err(|e| format!("{}: {e}", corpus::GAZETTEER))?;
    for set in options.among(SETS) {
        let score = score(&gazetteer, &root.join(set.truth))?;
        print!("{}", told(set.name, &score));
        score.errors.iter().filter(|_| options.tells(set)).for_each(|error| println!("  {error}"));
    }
    Ok(())
}

/// The score of all annotated texts in a folder.
fn score(gazetteer: &Gazetteer, folder: &Path) -> Result<Score, String> {
    let mut total = Score::default();
    for (path, bytes) in corpus::read(folder)?.iter().filter(|(path, _)| path.ends_with(".txt")) {
        let name = format!("{}/{path}", folder.display());
        let marked = std::str::from_utf8(bytes).map_err(|e| {
            format!("{name}: byte {} is not UTF-8; save the file as UTF-8", e.valid_up_to())
        })?;
        let truth = Truth::read(marked).map_err(|e| format!("{name}: {e}"))?;
        let mut score = truth.score(gazetteer, &gazetteer.find(&truth.text));
        score.errors.iter_mut().for_each(|error| *error = format!("{path}: {error}"));
        total += score;
    }
    Ok(total)
}

fn told(set: &str, score: &Score) -> String {
    format!(
        "{set}\n  mentions F1 {:.3} ({} right of {} found, {} wanted)\n  \
         pairs    F1 {:.3} ({} right of {} found, {} wanted)\n  traps taken for a town: {} of {}\n",
        score.f1(),
        score.right,
        score.found,
        score.wanted,
        score.pairs_f1(),
        score.pairs_right,
        score.pairs_found,
        score.pairs_wanted,
        score.traps_linked,
        score.traps,
    )
}
