//! Errands of the project: `cargo xtask VERB`. Each verb sets up whatever it misses.

mod basemap;
mod bench;
mod build;
mod bundle;
mod corpus;
mod driver;
mod eval;
mod gazetteer;
mod lexicon;
mod mentions;
mod page;
mod screenshots;
mod serve;
mod setup;
mod test;
mod workspace;

use std::process::ExitCode;

/// A verb: its name, the options it takes, what it does, and the function that does it.
type Verb = (&'static str, &'static str, &'static str, fn(&[String]) -> Result<(), String>);

const VERBS: &[Verb] = &[
    (
        "build",
        "[--seeds DIR] [--out FILE] [--no-open]",
        "make the page: one HTML file with everything inside",
        build::run,
    ),
    ("serve", "[TRUNK OPTIONS]", "serve the page and compile it anew on each change", serve::run),
    ("test", "[--quick]", "run every test; --quick: those that need no browser", test::run),
    ("mentions", "DIR [--all]", "print every mention of a city as a line of JSON", mentions::run),
    (
        "eval",
        "[search|places] [SET] [--misses]",
        "print how well search and places do, by what people wrote down as right",
        eval::run,
    ),
    (
        "bench",
        "[--articles N] [--native | --peers] [--write DIR]",
        "print sizes and times on a made-up corpus; --write: only write it",
        bench::run,
    ),
    ("screenshots", "[DIR]", "draw the built page in every main state and look", screenshots::run),
    ("gazetteer", "", "make data/gazetteer.bin from registry packages", gazetteer::run),
    ("lexicon", "", "make data/language/lexicon.nl.txt from a word list", lexicon::run),
    ("basemap", "", "make data/basemap.bin from registry packages", basemap::run),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let asked = args.first().map(String::as_str).unwrap_or_default();
    if ["help", "-h", "--help"].contains(&asked) {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    }
    let Some((.., run)) = VERBS.iter().find(|(name, ..)| *name == asked) else {
        eprint!("cargo xtask {asked}: no such verb.\n\n{}", usage());
        return ExitCode::from(2);
    };
    match run(&args[1..]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("cargo xtask {asked}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let line = |(name, options, does, _): &Verb| {
        format!("  cargo xtask {:<50} {does}\n", format!("{name} {options}"))
    };
    VERBS.iter().map(line).collect()
}
