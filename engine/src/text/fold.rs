//! Folding: what makes `Oekraïne`, `OEKRAINE` and `Oekrai\u{308}ne` one form.

use crate::varint;
use std::iter;
use std::sync::OnceLock;

/// What each character folds to by Unicode's decompositions; `build.rs` tells how it is written.
const FOLDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/folds.bin"));

/// The folded form of a word: compatibility-decomposed, without marks, in small letters, with
/// the letters that Unicode does not decompose written out (`ø` as `o`, `ß` as `ss`) and one
/// kind of apostrophe. A word that is nothing but marks is kept as it is.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut form = String::with_capacity(word.len());
    let mut push = |letter: char| match spelled_out(letter) {
        Some(letters) => form.push_str(letters),
        None => form.push(letter),
    };
    for letter in word.chars() {
        match Folds::get(letter) {
            Some(letters) => letters.iter().copied().for_each(&mut push),
            None if letter.is_ascii() => push(letter.to_ascii_lowercase()),
            None => syllable(letter).for_each(&mut push),
        }
    }
    if form.is_empty() { word.to_owned() } else { form }
}

/// Whether a character only adds to the letter before it: an accent.
pub(crate) fn is_mark(c: char) -> bool {
    Folds::get(c).is_some_and(<[char]>::is_empty)
}

/// The table of [`FOLDS`], unfolded.
#[derive(Default)]
struct Folds {
    /// The characters that fold to others, ascending, and where in `to` those end.
    from: Vec<(char, usize)>,
    to: Vec<char>,
}

impl Folds {
    /// What a character folds to; `None` where that is itself.
    fn get(c: char) -> Option<&'static [char]> {
        static FOLDS: OnceLock<Folds> = OnceLock::new();
        if c.is_ascii() {
            return None;
        }
        let folds = FOLDS.get_or_init(Folds::read);
        let at = folds.from.binary_search_by_key(&c, |(from, _)| *from).ok()?;
        let start = at.checked_sub(1).map_or(0, |before| folds.from[before].1);
        folds.to.get(start..folds.from[at].1)
    }

    fn read() -> Folds {
        let mut folds = Folds::default();
        let mut bytes = FOLDS;
        let mut next = || varint::take(&mut bytes);
        let (mut from, mut last) = (0u32, 0u32);
        while let Some((gap, length)) = next().zip(next()) {
            from += gap;
            for code in iter::from_fn(&mut next).take(length as usize) {
                last = last.wrapping_add_signed((code >> 1) as i32 ^ -((code & 1) as i32));
                folds.to.extend(char::from_u32(last));
            }
            folds.from.extend(char::from_u32(from).map(|from| (from, folds.to.len())));
        }
        folds
    }
}

/// The letters of a Hangul syllable, by the arithmetic of the Unicode Standard, 3.12; every other
/// character as it is.
fn syllable(c: char) -> impl Iterator<Item = char> {
    let number = u32::from(c).checked_sub(0xAC00).filter(|number| *number < 11_172);
    let letters = number.map_or([Some(c.into()), None, None], |number| {
        let trail = Some(number % 28).filter(|trail| *trail > 0);
        let [lead, vowel] = [0x1100 + number / 588, 0x1161 + number % 588 / 28];
        [Some(lead), Some(vowel), trail.map(|trail| 0x11A7 + trail)]
    });
    letters.into_iter().flatten().filter_map(char::from_u32)
}

/// Letters and signs that have no decomposition but are typed as others.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02B9}' | '`' => "'",
        '\u{00AD}' | '\u{200C}' | '\u{200D}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, spelled_out};
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    #[test]
    fn every_character_folds_as_unicode_says() {
        for c in '\u{80}'..=char::MAX {
            let letters = std::iter::once(c).nfkd().flat_map(char::to_lowercase).nfkd();
            let letters = letters.filter(|letter| !is_combining_mark(*letter));
            let spelled = |c: char| spelled_out(c).map_or(c.to_string(), str::to_owned);
            let form: String = letters.map(spelled).collect();
            let form = if form.is_empty() { c.to_string() } else { form };
            assert_eq!(fold(&c.to_string()), form, "{c:?}");
        }
    }

    #[test]
    fn case_accents_and_ligatures_fold() {
        for (word, form) in [
            ("OEKRAÏNE", "oekraine"),
            ("Oekrai\u{308}ne", "oekraine"),
            ("Œuvre", "oeuvre"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("ĳs", "ijs"),
            ("İstanbul", "istanbul"),
            ("Київ", "киів"),
            ("foto’s", "foto's"),
        ] {
            assert_eq!(fold(word), form, "{word}");
        }
    }
}
