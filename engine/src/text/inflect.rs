//! Stems: what the inflections of a word have in common.

use super::data::folded;
use frostem::{Algorithm, Stemmer};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Letters that stand at least before the ending of a compound.
const SHORTEST: usize = 2;
/// Letters that a form or stem has at least after its end was replaced.
const SHORTEST_LEFT: usize = 4;

/// The rules of `data/language/inflections.nl.txt`: forms with the one that stands for them. That
/// of `words` is the stem itself.
#[derive(Default)]
struct Inflections {
    words: HashMap<String, String>,
    nouns: HashMap<String, String>,
    verbs: HashMap<String, String>,
    prefixes: HashSet<String>,
    particles: HashSet<String>,
    /// Bytes of the longest noun or verb.
    longest: usize,
    /// Ends of forms with what they are read as.
    form_ends: Vec<(String, String)>,
    /// Ends of stems likewise.
    stem_ends: Vec<(String, String)>,
}

static INFLECTIONS: LazyLock<Inflections> = LazyLock::new(|| {
    let mut rules = Inflections::default();
    for (kind, forms) in folded(include_str!("../../../data/language/inflections.nl.txt")) {
        let table = match kind {
            "word" => &mut rules.words,
            "noun" => &mut rules.nouns,
            "verb" => &mut rules.verbs,
            "prefix" => {
                rules.prefixes.extend(forms);
                continue;
            }
            "particle" => {
                rules.prefixes.extend(forms.iter().cloned());
                rules.particles.extend(forms);
                continue;
            }
            "form-end" | "stem-end" => {
                let [from, to] = <[String; 2]>::try_from(forms)
                    .unwrap_or_else(|_| panic!("inflections.nl.txt: {kind} wants two endings"));
                let ends =
                    if kind == "form-end" { &mut rules.form_ends } else { &mut rules.stem_ends };
                ends.push((from, to));
                continue;
            }
            _ => panic!("inflections.nl.txt: {kind:?} is no kind of line"),
        };
        rules.longest = forms.iter().map(String::len).fold(rules.longest, usize::max);
        for form in &forms {
            table.entry(form.clone()).or_insert_with(|| forms[0].clone());
        }
    }
    rules
});

/// Prefixes of verbs behind which a final `d` or `t` is never part of the stem.
const UNSTRESSED: [&str; 4] = ["be", "ver", "ont", "her"];

/// The stem of a form: Kraaij-Pohlmann's algorithm for Dutch (Snowball's `dutch`), after the
/// forms and endings that it gets wrong were replaced by those that stand for them, and without
/// the endings of verbs that it leaves. A form that nothing would be left of is its own stem.
pub fn stem(form: &str) -> String {
    if let Some(lemma) = INFLECTIONS.words.get(form) {
        return lemma.clone();
    }
    let replaced = INFLECTIONS.replaced(form);
    let replaced = replaced.or_else(|| with_other_end(form, &INFLECTIONS.form_ends));
    let mut stem = snowball(replaced.as_deref().unwrap_or(form));
    if UNSTRESSED.iter().any(|prefix| stem.starts_with(prefix)) {
        stem.truncate(without_final_t(&stem).len());
    }
    with_other_end(&stem, &INFLECTIONS.stem_ends).unwrap_or(stem)
}

/// A form or stem with its end replaced by the first rule that fits.
fn with_other_end(form: &str, rules: &[(String, String)]) -> Option<String> {
    rules.iter().find_map(|(from, to)| {
        let other = form.strip_suffix(from.as_str())?.to_owned() + to;
        (other.len() >= SHORTEST_LEFT).then_some(other)
    })
}

/// The particle and the verb that a form consists of, where it can be one of those that separate
/// (`aanvallen`: `viel ... aan`): the verb is listed with its inflections, or ends as one.
pub fn apart(form: &str) -> Option<(&str, &str)> {
    let cuts = form.char_indices().map(|(at, _)| form.split_at(at)).skip(SHORTEST);
    let is_verb = |form: &str| {
        let infinitive = form.len() > 4 && form.ends_with("en") && !form.ends_with("ingen");
        infinitive || INFLECTIONS.verbs.contains_key(form)
    };
    let separates = |(particle, verb): &(&str, &str)| {
        INFLECTIONS.particles.contains(*particle) && is_verb(verb)
    };
    cuts.filter(separates).last()
}

/// A stem behind an unstressed prefix without its final `d` or `t`, which may be an ending:
/// `bestormd`, `bevrijdt` become what `bestormen` and `bevrijden` give.
fn without_final_t(stem: &str) -> &str {
    let bare = stem.trim_end_matches(['d', 't']);
    if bare.is_ascii() && bare.len() >= 5 { bare } else { stem }
}

fn snowball(form: &str) -> String {
    let stem = Stemmer::new(Algorithm::Dutch).stem(form);
    if stem.is_empty() { form.to_owned() } else { stem.into_owned() }
}

impl Inflections {
    /// The form that stands for this one, where the rules know it.
    fn replaced(&self, form: &str) -> Option<String> {
        let whole = [&self.nouns, &self.verbs];
        if let Some(lemma) = whole.iter().find_map(|table| table.get(form)) {
            return Some(lemma.clone());
        }
        let cuts = || {
            let cuts = form.char_indices().map(|(at, _)| form.split_at(at)).skip(SHORTEST);
            cuts.filter(|(_, tail)| tail.len() <= self.longest)
        };
        let noun = |(before, tail): (&str, &str)| Some(before.to_owned() + self.nouns.get(tail)?);
        let verb = |(before, tail): (&str, &str)| {
            let verb = || self.verbs.get(tail);
            self.prefixes.contains(before).then(verb)?.map(|verb| before.to_owned() + verb)
        };
        cuts().find_map(verb).or_else(|| cuts().find_map(noun))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn stems_are_those_that_snowball_lists() {
        let cases = include_str!("../../tests/cases/stems.txt").lines();
        let cases = cases.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (mut wrong, mut count) = (Vec::new(), 0);
        for (word, expected) in cases.map(|line| line.split_once(' ').unwrap()) {
            count += 1;
            if snowball(word) != expected {
                wrong.push(format!("{word}: {} instead of {expected}", snowball(word)));
            }
        }
        assert_eq!(wrong, [""; 0]);
        assert_eq!(count, 53);
    }

    #[test]
    fn verbs_part_from_their_particles_and_from_nothing_else() {
        for (form, parts) in [
            ("aanvallen", Some(("aan", "vallen"))),
            ("aangevallen", Some(("aan", "gevallen"))),
            ("aanval", Some(("aan", "val"))),
            ("uitreiken", Some(("uit", "reiken"))),
            ("vooruitlopen", Some(("vooruit", "lopen"))),
            ("begraven", None),
            ("onderdeel", None),
            ("opstand", None),
            ("inlichtingen", None),
            ("innen", None),
        ] {
            assert_eq!(apart(form), parts, "{form}");
        }
    }

    /// One line a family: every word of it has the same stem, and no other family's.
    #[test]
    fn families_of_words_have_one_stem_each() {
        let cases = super::super::data::lines(include_str!("../../tests/cases/families.txt"));
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let mut wrong = Vec::new();
        for line in cases {
            let stems: BTreeSet<String> =
                line.split_whitespace().map(|word| stem(&super::super::fold(word))).collect();
            if stems.len() > 1 {
                wrong.push(format!("{line}: {stems:?}"));
            }
            for stem in stems {
                if let Some(other) = seen.insert(stem, line) {
                    wrong.push(format!("{line} is not {other}"));
                }
            }
        }
        assert_eq!(wrong, [""; 0]);
    }
}
