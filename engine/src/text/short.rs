//! Abbreviations and numbers: what is written in two ways that share no letters, or no signs.

use super::data::{folded, rules};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The names of several words by their abbreviation, from `data/language/abbreviations.nl.txt`.
static LONG: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let file = rules!("abbreviations.nl.txt");
    let mut long = BTreeMap::new();
    long.extend(folded(file).map(|(short, words)| (super::fold(short), words)));
    long
});

/// The words that an abbreviation stands for.
pub fn long_form(short: &str) -> Option<&'static [String]> {
    LONG.get(short).map(Vec::as_slice)
}

/// Every abbreviation of these words.
pub fn short_forms(words: &[&str]) -> impl Iterator<Item = &'static str> {
    let same = move |(_, long): &(&String, &Vec<String>)| long.iter().eq(words);
    LONG.iter().filter(same).map(|(short, _)| short.as_str())
}

/// A number of more than three digits with a point before every three if it has none, and without
/// where it has them: `300000`, `300.000`. `None` for anything else.
pub fn other_number(form: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((first, rest)) = form.split_once('.') {
        let thousands = rest.split('.').all(|part| part.len() == 3 && digits(part));
        return (thousands && first.len() < 4 && digits(first)).then(|| form.replace('.', ""));
    }
    (form.len() > 3 && digits(form)).then(|| {
        let thousands = form.len() % 3;
        let parts = form.as_bytes()[thousands..].chunks(3).map(String::from_utf8_lossy);
        let first = (thousands > 0).then(|| form[..thousands].into());
        first.into_iter().chain(parts).collect::<Vec<_>>().join(".")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_and_its_words_find_each_other() {
        let words = ["verenigde", "naties"];
        assert_eq!(long_form("vn").unwrap(), words);
        assert_eq!(short_forms(&words).collect::<Vec<_>>(), ["un", "vn"]);
        assert_eq!(long_form("naties"), None);
        assert_eq!(short_forms(&["naties"]).count(), 0);
    }

    #[test]
    fn large_numbers_have_two_spellings() {
        for (one, other) in [("300000", "300.000"), ("1300", "1.300"), ("1234567", "1.234.567")] {
            assert_eq!(other_number(one).as_deref(), Some(other));
            assert_eq!(other_number(other).as_deref(), Some(one));
        }
        for form in ["300", "13.00", "1.5", "2022.123", "3.000a", "f35000", ".300", ""] {
            assert_eq!(other_number(form), None, "{form}");
        }
    }
}
