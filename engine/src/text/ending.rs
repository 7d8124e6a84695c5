//! Endings of inflection, taken away by the spelling rules of Dutch: a vowel is written twice in a
//! closed syllable (*planeten*, *planeet*), a consonant once at the end (*bedden*, *bed*), and `v` and
//! `z` never end a word (*golven*, *golf*).
//!
//! What no rule can know is which words end like an ending: the caller tells what is *whole*.

/// Pairs of vowels that are one sound, beside the doubled ones.
const DIPHTHONGS: [&[u8]; 11] =
    [b"ie", b"oe", b"eu", b"ui", b"ei", b"au", b"ou", b"ai", b"oi", b"ey", b"ay"];
/// Prefixes of verbs before which `end` is not that of a present participle: bek-end.
const BEFORE_END: [&str; 7] = ["be", "er", "ge", "ont", "ver", "onbe", "onge"];

/// A form without what inflection put behind it: the ending of a diminutive, of a plural, a
/// genitive or an infinitive, of an adjective, a past tense or a participle.
pub(super) fn without_endings(form: &str, is_whole: &dyn Fn(&str) -> bool) -> String {
    let bare = without_plural(infinitive(form, is_whole), true, is_whole);
    match without_dental(&bare, is_whole) {
        Some(stem) => without_plural(stem.to_owned(), false, is_whole),
        None => bare,
    }
}

/// The infinitive of a present participle, and any other form as it is: `lopende`, `lopen`.
fn infinitive(form: &str, is_whole: &dyn Fn(&str) -> bool) -> String {
    let bare = form.strip_suffix("en").or(form.strip_suffix(['e', 's'])).unwrap_or(form);
    let verb = [form, bare].into_iter().find_map(|form| form.strip_suffix("end"));
    let is_verb = |verb: &&str| {
        let prefixed = BEFORE_END
            .iter()
            .any(|prefix| verb.strip_prefix(prefix).is_some_and(|rest| syllables(rest) == 0));
        verb.len() > 2 && syllables(verb) > 0 && !verb.ends_with(['i', 'u']) && !prefixed
    };
    match verb.filter(is_verb) {
        Some(verb) if !is_whole(form) && !is_whole(bare) => format!("{verb}en"),
        _ => form.to_owned(),
    }
}

/// A form without the endings that are vowels, `n` and `s`; `-en` only where that is asked for.
fn without_plural(form: String, mut en: bool, is_whole: &dyn Fn(&str) -> bool) -> String {
    let mut form = without_diminutive(&form, is_whole).unwrap_or(form);
    if let Some(bare) = form.strip_suffix("'s") {
        form.truncate(bare.len());
    }
    if let Some(bare) = form.strip_suffix("ing").or(form.strip_suffix("ingen"))
        && is_whole(bare)
    {
        return bare.to_owned();
    }
    if let Some(bare) = form.strip_suffix("heden").filter(|bare| bare.len() > 2) {
        return format!("{bare}heid");
    }
    while form.len() > 3 && !is_whole(&form) {
        let ends = |ends: &[&str]| ends.iter().any(|end| form.ends_with(end));
        let less = |bytes: usize| &form[..form.len() - bytes];
        let with_n = ends(&["en"]) && is_whole(less(1));
        if with_n || ends(&["s"]) && is_plural_s(&form) {
            form.pop();
        } else if ends(&["eeen"]) {
            form.truncate(form.len() - 2);
        } else if en && form.len() > 4 && ends(&["en"]) && has_stem(less(2), b"eo", &["ei", "i"]) {
            form = as_last(less(2), false);
            en = false;
        } else if ends(&["aaie", "oeie", "ooie"]) || ends(&["e"]) && has_stem(less(1), b"eio", &[])
        {
            form = as_last(less(1), true);
        } else {
            break;
        }
    }
    form
}

/// Whether the final `s` of a form may be an ending: behind a consonant, or an unstressed `e` or `ie`.
fn is_plural_s(form: &str) -> bool {
    match form.as_bytes() {
        [.., before, b's'] if is_consonant(*before) => !matches!(before, b'j' | b's'),
        [.., b'o', b'e', b's'] => false,
        [.., b'e', b's'] => form.len() > 4 && syllables(form) > 1,
        [.., b'a' | b'e' | b'o', b'y', b's'] => true,
        _ => false,
    }
}

/// Whether a word may stand before an ending: it has a vowel, and does not end with one of these.
fn has_stem(stem: &str, letters: &[u8], ends: &[&str]) -> bool {
    let last = stem.as_bytes().last();
    syllables(stem) > 0
        && !last.is_some_and(|last| letters.contains(last))
        && !ends.iter().any(|end| stem.ends_with(end))
}

/// A stem as it is spelt at the end of a word. An `e` before `l` or `r` is mostly unstressed in a word
/// of more syllables (`wandelen`), but that before `l` not where an adjective ends (`culturele`).
pub(super) fn as_last(stem: &str, adjective: bool) -> String {
    let bytes = stem.as_bytes();
    let [.., vowel, last] = bytes else { return stem.to_owned() };
    if is_consonant(*last) && vowel == last {
        return stem[..stem.len() - 1].to_owned();
    }
    let mut spelt = stem.to_owned();
    let before = bytes.len().checked_sub(3).map(|at| [bytes[at], *vowel]);
    let is_pair = before.is_some_and(|pair| {
        pair[0] == pair[1] || DIPHTHONGS.iter().any(|diphthong| *diphthong == pair)
    });
    let unstressed =
        *vowel == b'e' && syllables(stem) > 1 && (*last == b'r' || *last == b'l' && !adjective);
    let closes = is_consonant(*last) && !matches!(last, b'j' | b'w' | b'x');
    if matches!(vowel, b'a' | b'e' | b'o' | b'u') && closes && !is_pair && !unstressed {
        spelt.insert(stem.len() - 1, char::from(*vowel));
    }
    match spelt.pop() {
        Some('v') => spelt.push('f'),
        Some('z') => spelt.push('s'),
        Some(other) => spelt.push(other),
        None => {}
    }
    spelt
}

/// A word without the ending of its diminutive: `balletje`, `boompje`, `autootje`, `koninkje`.
fn without_diminutive(form: &str, is_whole: &dyn Fn(&str) -> bool) -> Option<String> {
    let base = form.strip_suffix("jes").or(form.strip_suffix("je"))?;
    if is_whole(base) {
        return Some(base.to_owned());
    }
    let less = |bytes: usize| Some(base[..base.len() - bytes].to_owned());
    let long = syllables(base) > 1;
    match base.as_bytes() {
        [.., b'\'', b't'] => less(2),
        [.., b'o', b'o', b't'] | [.., b'u', b'u', b't'] if long => less(2),
        [.., a, b, b'e', b't'] if a == b && is_consonant(*a) => less(3),
        [.., b'i', b'n', b'k'] if long => less(1).map(|base| base + "g"),
        [.., b'm', b'p'] => less(1),
        [.., before, b'e', b't'] if long && is_consonant(*before) => less(1),
        [.., a, b, b'l' | b'n' | b'r', b't'] if is_long(*a, *b) => less(1),
        [.., b'w' | b'j', b't'] | [.., b'a' | b'o', b'a' | b'o', b'i', b't'] => less(1),
        [_, .., last] if is_consonant(*last) && *last != b'j' && syllables(base) > 0 => less(0),
        _ => None,
    }
    .filter(|base| base.len() > 1)
}

/// Whether two letters before `l`, `n` or `r` make a `t` there part of a diminutive's ending: a long
/// vowel, or an unstressed `e`.
fn is_long(a: u8, b: u8) -> bool {
    is_vowel(a) && is_vowel(b) || is_consonant(a) && b == b'e' || (a, b) == (b'i', b'j')
}

/// A form without a final `d` or `t` behind a consonant, which mostly is the ending of a verb:
/// `werkt`, `volgd`. It stays behind the clusters that are seldom one (*kunst*, *macht*).
pub(super) fn without_dental<'f>(
    form: &'f str,
    is_whole: &dyn Fn(&str) -> bool,
) -> Option<&'f str> {
    let bare = form.strip_suffix(['d', 't'])?;
    let last = *bare.as_bytes().last()?;
    let cluster = ["ns", "rs", "ms", "ch", "c", "ij"].iter().any(|end| bare.ends_with(end));
    let stays = is_whole(form)
        || bare.len() < 3
        || syllables(bare) == 0
        || !is_consonant(last)
        || cluster && !is_whole(bare);
    let doubled = bare.as_bytes().ends_with(&[last, last]);
    (!stays).then(|| &bare[..bare.len() - usize::from(doubled)])
}

/// A stem with the long vowel of its last syllable written once, where that is not its only one:
/// what inflection left of `motoren` cannot tell `motor` from `motoor`. That of `gaan` stays.
pub(super) fn short(stem: &str) -> String {
    match stem.as_bytes() {
        [.., b'a', b'a', b'n'] => stem.to_owned(),
        [.., a, b, last]
            if a == b && is_vowel(*a) && is_consonant(*last) && syllables(stem) > 1 =>
        {
            let at = stem.len() - 2;
            stem[..at].to_owned() + &stem[at + 1..]
        }
        _ => stem.to_owned(),
    }
}

/// How many vowels a form has, those that stand together counted as one: about its syllables.
pub(super) fn syllables(form: &str) -> usize {
    let vowel = |at: usize| is_vowel(form.as_bytes()[at]);
    (0..form.len()).filter(|&at| vowel(at) && (at == 0 || !vowel(at - 1))).count()
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn is_consonant(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !is_vowel(letter)
}
