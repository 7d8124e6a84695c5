//! `cargo xtask eval`: how well search and places do, by what people wrote down as right.

mod places;
mod search;

use std::path::Path;

const USAGE: &str = "usage: cargo xtask eval [search|places] [SET] [--misses]";

/// Something written down as right, to score by.
struct Set {
    name: &'static str,
    /// The file or folder that tells what is right, from the root of the workspace.
    truth: &'static str,
    /// Whether rules are made without looking at it: its misses are told only when it is named.
    set_aside: bool,
}

/// What to score, and how much to tell.
#[derive(Default)]
struct Options<'a> {
    search: bool,
    places: bool,
    /// Only the set of that name.
    set: Option<&'a str>,
    misses: bool,
}

/// Prints the figures of every set; with `--misses` also what went wrong, in the sets that were
/// not set aside and in the one that is named.
///
/// # Errors
/// When a file cannot be read or understood, or a figure lies below its floor.
pub fn run(args: &[String]) -> Result<(), String> {
    let options = Options::read(args)?;
    let root = Path::new(".");
    let searched = if options.search { search::run(root, &options) } else { Ok(()) };
    let placed = if options.places { places::run(root, &options) } else { Ok(()) };
    searched.and(placed)
}

impl<'a> Options<'a> {
    fn read(args: &'a [String]) -> Result<Options<'a>, String> {
        let mut options = Options::default();
        for arg in args.iter().map(String::as_str) {
            match arg {
                "search" => options.search = true,
                "places" => options.places = true,
                "--misses" => options.misses = true,
                name if all_sets().any(|set| set.name == name) => options.set = Some(name),
                _ => {
                    let names: Vec<&str> = all_sets().map(|set| set.name).collect();
                    return Err(format!("{USAGE}\n{arg:?} is no set: {}", names.join(", ")));
                }
            }
        }
        if !options.search && !options.places {
            (options.search, options.places) = (true, true);
        }
        Ok(options)
    }

    /// Those of the sets that are asked for.
    fn among(&self, sets: &'static [Set]) -> impl Iterator<Item = &'static Set> {
        sets.iter().filter(|set| self.set.is_none_or(|name| name == set.name))
    }

    /// Whether the misses of a set are told.
    fn tells(&self, set: &Set) -> bool {
        self.misses && (!set.set_aside || self.set == Some(set.name))
    }
}

fn all_sets() -> impl Iterator<Item = &'static Set> {
    search::SETS.iter().chain(places::SETS)
}
