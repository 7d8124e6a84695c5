//! Names by their sound: one key for the spellings of one name.

use super::data::{folded, rules};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The rules of `data/language/names.nl.txt`.
#[derive(Default)]
struct Rules {
    sounds: BTreeMap<String, String>,
    begins: BTreeMap<String, String>,
    same: BTreeMap<String, String>,
    /// Bytes of the longest letters that a rule rewrites.
    longest: usize,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules = Rules::default();
    for (kind, words) in folded(rules!("names.nl.txt")) {
        match (kind, words.as_slice()) {
            ("sound", [letters, sound]) => rules.add(false, letters, sound),
            ("begin", [letters, sound]) => rules.add(true, letters, sound),
            ("same", [first, ..]) => {
                rules.same.extend(words.iter().map(|name| (name.clone(), first.clone())));
            }
            _ => panic!("names.nl.txt: cannot understand {kind} {}", words.join(" ")),
        }
    }
    rules
});

impl Rules {
    fn add(&mut self, begins: bool, letters: &str, sound: &str) {
        let table = if begins { &mut self.begins } else { &mut self.sounds };
        table.insert(letters.to_owned(), sound.trim_matches('-').to_owned());
        self.longest = self.longest.max(letters.len());
    }
}

/// The other spellings that are listed for a name.
pub fn listed_spellings(form: &str) -> impl Iterator<Item = &'static str> {
    let first = RULES.same.get(form);
    let same = RULES.same.iter().filter(move |(_, name)| Some(*name) == first);
    same.map(|(name, _)| name.as_str())
}

/// The sound of a form that is a name: two spellings of one name have the same.
pub fn sound(form: &str) -> String {
    let mut rest = RULES.same.get(form).map_or(form, String::as_str);
    let mut key = String::with_capacity(rest.len());
    let mut at_begin = true;
    while let Some(letter) = rest.chars().next() {
        let rule = |table: &'static BTreeMap<String, String>| {
            let lengths = (1..=RULES.longest.min(rest.len())).rev();
            lengths.filter_map(|n| Some((n, table.get(rest.get(..n)?)?.as_str()))).next()
        };
        let plain = (letter.len_utf8(), &rest[..letter.len_utf8()]);
        let (taken, sound) = Some(&RULES.begins)
            .filter(|_| at_begin)
            .and_then(rule)
            .or(rule(&RULES.sounds))
            .unwrap_or(plain);
        for letter in sound.chars() {
            if !key.ends_with(letter) {
                key.push(letter);
            }
        }
        rest = &rest[taken..];
        at_begin = false;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    /// One line a name: its spellings, which no other line shares.
    #[test]
    fn the_spellings_of_a_name_sound_alike() {
        let cases = super::super::data::lines(include_str!("../../tests/cases/spellings.txt"));
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let mut wrong = Vec::new();
        for line in cases {
            let mut sounds: Vec<String> =
                line.split_whitespace().map(|name| sound(&fold(name))).collect();
            sounds.dedup();
            if sounds.len() > 1 {
                wrong.push(format!("{line}: {sounds:?}"));
            }
            for sound in sounds {
                if let Some(other) = seen.insert(sound, line) {
                    wrong.push(format!("{line} is not {other}"));
                }
            }
        }
        assert_eq!(wrong, [""; 0]);
    }
}
