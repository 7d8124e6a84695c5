//! Reads the data files under `data/places`.

use super::cue::{Cue, ENDING, SECTIONS};
use super::{Adjective, Area, Facility, Rules, Word, tail};
use crate::ids::GeoId;
use crate::place::fold::fold;
use crate::text::numbered_lines;
use std::collections::BTreeSet;

/// A file of `data/places`: the name that messages give it, and its text.
macro_rules! file {
    ($name:literal) => {
        (concat!("data/places/", $name), include_str!(concat!("../../../../data/places/", $name)))
    };
}

/// The rules of all files.
///
/// # Errors
/// Which line of which file is wrong, and what was expected.
pub(super) fn all() -> Result<Rules, String> {
    let mut rules = Rules::default();
    for (name, text) in
        [file!("cues.txt"), file!("capitals.txt"), file!("traps.txt"), file!("first_names.txt")]
    {
        rules.read_words(name, text)?;
    }
    let (name, text) = file!("countries.txt");
    rules.read_countries(name, text)?;
    let (name, text) = file!("regions.txt");
    rules.read_regions(name, text)?;
    let (name, text) = file!("facilities.txt");
    rules.read_facilities(name, text)?;
    let (name, text) = file!("defaults.txt");
    rules.read_defaults(name, text)?;
    Ok(rules)
}

/// The codes of the countries whose towns newspapers spell by ear.
///
/// # Errors
/// As [`all`].
pub(super) fn spelt_by_ear() -> Result<BTreeSet<[u8; 2]>, String> {
    let (file, text) = file!("spelt_by_ear.txt");
    let mut codes = BTreeSet::new();
    for (number, line) in numbered_lines(text) {
        for code in line.split_whitespace() {
            codes.insert(code_of(file, number, code)?);
        }
    }
    Ok(codes)
}

impl Rules {
    fn read_words(&mut self, file: &str, text: &str) -> Result<(), String> {
        let mut section = None;
        for (number, line) in numbered_lines(text) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                let of_endings = name.strip_suffix(ENDING);
                let found = SECTIONS.iter().find(|(known, _)| *known == of_endings.unwrap_or(name));
                let (_, cue) =
                    found.ok_or_else(|| format!("{file} line {number}: no section `{name}`"))?;
                section = Some((*cue, of_endings.is_some()));
                continue;
            }
            let (cue, of_endings) = section
                .ok_or_else(|| format!("{file} line {number}: words before the first [section]"))?;
            // Names may be of several words: one a line.
            let whole = cue.is(Cue::CAPITAL.or(Cue::NO_SURNAME).or(Cue::RACE).or(Cue::PHRASE));
            let words = line.split(|c: char| c.is_whitespace() && !whole);
            for word in words.filter(|word| !word.is_empty()) {
                if of_endings {
                    let short =
                        || format!("{file} line {number}: `{word}` is shorter than 4 letters");
                    let tail = tail(word).ok_or_else(short)?;
                    self.endings.entry(tail).or_default().push((word.into(), cue));
                    continue;
                }
                let entry = self.entry(&fold(word));
                entry.cue = entry.cue.or(cue);
            }
        }
        Ok(())
    }

    fn read_countries(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [code, names, adjectives] = fields(file, number, line)?;
            let country = code_of(file, number, code)?;
            for name in listed(names) {
                self.add_area(name, Area::country(country));
            }
            self.add_adjectives(adjectives, Area::country(country));
        }
        Ok(())
    }

    /// What is known of a folded word, to be added to: it keeps what its ending says.
    fn entry(&mut self, word: &str) -> &mut Word {
        let unlisted = self.unlisted(word);
        self.words.entry(word.into()).or_insert(unlisted)
    }

    fn add_adjectives(&mut self, stems: &str, area: Area) {
        let adjective = Adjective(self.adjectives.len() as u16);
        self.adjectives.push(area);
        for stem in listed(stems).map(fold) {
            let longer = ["", "e", "s", "n"].map(|ending| format!("{stem}{ending}"));
            for form in longer.into_iter().chain(opened(&stem)) {
                self.entry(&form).adjective.get_or_insert(adjective);
            }
        }
    }

    fn read_regions(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [id, names, code, circle, adjectives] = fields(file, number, line)?;
            let country = code_of(file, number, code)?;
            let region = match id {
                "-" => None,
                id => Some(id_of(file, number, id)?),
            };
            let circle = circle_of(file, number, circle)?;
            let area = Area { country, region, circle };
            if !area.is_region() {
                return Err(format!("{file} line {number}: a GeoNames id or a circle is needed"));
            }
            self.add_adjectives(adjectives, area);
            for name in listed(names) {
                self.add_area(name, area);
            }
        }
        Ok(())
    }

    fn read_facilities(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [id, names, _what] = fields(file, number, line)?;
            let city = id_of(file, number, id)?;
            for name in listed(names) {
                let words: Vec<(Box<str>, bool)> = name
                    .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
                    .filter(|word| !word.is_empty())
                    .map(|word| (fold(word).into(), word.starts_with(char::is_uppercase)))
                    .collect();
                let before = words.iter().position(|(_, capital)| *capital).ok_or_else(|| {
                    format!("{file} line {number}: `{name}` should have a word with a capital")
                })?;
                self.entry(&words[before].0).begins_facility = true;
                let of_word = self.facilities.entry(words[before].0.clone()).or_default();
                of_word.push(Facility { words, before, city });
                of_word.sort_by_key(|facility| std::cmp::Reverse(facility.words.len()));
            }
        }
        Ok(())
    }

    fn read_defaults(&mut self, file: &str, text: &str) -> Result<(), String> {
        for (number, line) in numbered_lines(text) {
            let [id, names] = fields(file, number, line)?;
            let id = id_of(file, number, id)?;
            for name in listed(names) {
                self.defaults.insert(fold(name).into(), id);
            }
        }
        Ok(())
    }

    fn add_area(&mut self, name: &str, area: Area) {
        let name = fold(name);
        let (first, words) = (name.split(' ').next().unwrap_or_default(), name.split(' ').count());
        let head = self.entry(first);
        head.longest_area = head.longest_area.max(words as u8);
        self.areas.entry(name.into()).or_default().push(area);
    }
}

/// The form with an ending of an adjective whose long vowel is written with one letter there:
/// `Indiase`, `Rwandese`.
fn opened(stem: &str) -> Option<String> {
    let long = ["aas", "ees"].iter().any(|ending| stem.ends_with(ending));
    long.then(|| format!("{}se", &stem[..stem.len() - 2]))
}

fn fields<'t, const N: usize>(
    file: &str,
    number: usize,
    line: &'t str,
) -> Result<[&'t str; N], String> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    fields
        .try_into()
        .map_err(|_| format!("{file} line {number}: expected {N} fields with `|` between them"))
}

fn listed(field: &str) -> impl Iterator<Item = &str> {
    field.split(',').map(str::trim).filter(|name| !name.is_empty())
}

fn id_of(file: &str, number: usize, id: &str) -> Result<GeoId, String> {
    let wrong = |_| format!("{file} line {number}: `{id}` should be a GeoNames id, a number");
    id.parse().map(GeoId).map_err(wrong)
}

/// Latitude, longitude and radius, if there are any.
fn circle_of(file: &str, number: usize, circle: &str) -> Result<Option<(f32, f32, f32)>, String> {
    let numbers: Result<Vec<f32>, _> = circle.split_whitespace().map(str::parse).collect();
    match numbers.as_deref() {
        Ok([]) => Ok(None),
        Ok([lat, lon, radius]) => Ok(Some((*lat, *lon, *radius))),
        _ => Err(format!(
            "{file} line {number}: `{circle}` should be three numbers: latitude, longitude, \
             radius in km"
        )),
    }
}

fn code_of(file: &str, number: usize, code: &str) -> Result<[u8; 2], String> {
    code.as_bytes()
        .try_into()
        .map_err(|_| format!("{file} line {number}: `{code}` is no country code of two letters"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_files_read() {
        assert!(spelt_by_ear().unwrap().contains(b"UA"));
        let rules = all().unwrap();
        assert!(rules.cue("regio").is(Cue::REGION_NOUN));
        assert!(rules.cue("grensstad").is(Cue::TOWN_NOUN));
        assert_eq!(rules.area_of(rules.word("belgische").adjective.unwrap()).country, *b"BE");
        assert_eq!(rules.area_of(rules.word("indiase").adjective.unwrap()).country, *b"IN");
        assert_eq!(rules.areas("delaware")[0].region, Some(GeoId(4142224)));
        assert_eq!(rules.areas("limburg").len(), 2);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let mut rules = Rules::default();
        let error = rules.read_words("cues.txt", "# x\n[colour]\n").unwrap_err();
        assert_eq!(error, "cues.txt line 2: no section `colour`");
        let error = rules.read_regions("regions.txt", "- | Twente | NL | far |").unwrap_err();
        assert!(error.starts_with("regions.txt line 1: `far`"), "{error}");
    }
}
