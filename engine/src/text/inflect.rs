//! Stems: what the inflections of a word have in common.

use super::data::{folded, rules};
use super::ending::{as_last, short, syllables, without_dental, without_endings};
use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Letters that stand at least before the ending of a compound.
const SHORTEST: usize = 2;
/// Letters that a form or stem has at least after its end was replaced.
const SHORTEST_LEFT: usize = 4;

/// The rules of `data/language/inflections.nl.txt`: forms with the one that stands for them. That
/// of `words` is the stem itself.
#[derive(Default)]
struct Inflections {
    words: FxHashMap<String, String>,
    nouns: FxHashMap<String, String>,
    verbs: FxHashMap<String, String>,
    /// Adjectives by themselves: their degrees are told by rule.
    adjectives: FxHashSet<String>,
    /// Forms that only look as if they had an ending; those that stand for `nouns` among them.
    whole: FxHashSet<String>,
    prefixes: FxHashSet<String>,
    particles: FxHashSet<String>,
    /// Bytes of the longest noun or verb, and of the longest prefix.
    longest: usize,
    longest_prefix: usize,
    /// Ends of forms with what they are read as.
    form_ends: Vec<(String, String)>,
    /// Ends of stems likewise.
    stem_ends: Vec<(String, String)>,
}

static INFLECTIONS: LazyLock<Inflections> = LazyLock::new(|| {
    let mut rules = Inflections::default();
    for (kind, forms) in folded(rules!("inflections.nl.txt")) {
        let table = match kind {
            "word" => &mut rules.words,
            "noun" => &mut rules.nouns,
            "verb" => &mut rules.verbs,
            "adjective" => {
                rules.adjectives.extend(forms);
                continue;
            }
            "whole" => {
                rules.whole.extend(forms);
                continue;
            }
            "prefix" | "particle" => {
                let longest = forms.iter().map(String::len).fold(0, usize::max);
                rules.longest_prefix = rules.longest_prefix.max(longest);
                if kind == "particle" {
                    rules.particles.extend(forms.iter().cloned());
                }
                rules.prefixes.extend(forms);
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
        if kind == "noun" {
            rules.whole.insert(forms[0].clone());
        }
    }
    rules
});

/// Prefixes of verbs behind which a final `d` or `t` is never part of the stem.
const UNSTRESSED: [&str; 4] = ["be", "ver", "ont", "her"];
/// Prefixes in whose participles there is no `ge`.
const WITHOUT_GE: [&str; 6] = ["be", "ver", "ont", "her", "over", "onder"];
/// Endings of the degrees of an adjective.
const DEGREES: [&str; 6] = ["er", "ere", "der", "dere", "st", "ste"];

/// The stem of a form: Kraaij-Pohlmann's algorithm for Dutch (Snowball's `dutch`), which knows how
/// words are made of others, after inflection was taken away by the rules and lists of
/// `inflections.nl.txt` and by [`without_endings`]. A form that nothing would be left of is its own
/// stem.
pub fn stem(form: &str) -> String {
    let rules = &*INFLECTIONS;
    if let Some(lemma) = rules.words.get(form) {
        return lemma.clone();
    }
    let mut base = rules.base(form);
    if base.is_empty() {
        return form.to_owned();
    }
    if rules.whole.contains(&base) {
        return base;
    }
    if base.ends_with("ster") {
        // The algorithm takes that for the ending of a woman's trade: arre-ster, from arresteren.
        base.insert(base.len() - 2, 'e');
    } else if base.ends_with("eer") && !base.ends_with("steer") && syllables(&base) > 1 {
        base.remove(base.len() - 2);
    }
    let mut stem = snowball(&base);
    if UNSTRESSED.iter().any(|prefix| stem.starts_with(prefix)) {
        stem.truncate(without_final_t(&stem).len());
    }
    let stem = with_other_end(&stem, &rules.stem_ends).unwrap_or(stem);
    let is_whole = |form: &str| rules.whole.contains(form);
    short(without_dental(&stem, &is_whole).unwrap_or(&stem))
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
    let is_verb = |form: &str| {
        let infinitive = form.len() > 4 && form.ends_with("en") && !form.ends_with("ingen");
        infinitive || INFLECTIONS.verbs.contains_key(form)
    };
    let separates = |(particle, verb): &(&str, &str)| {
        INFLECTIONS.particles.contains(*particle) && is_verb(verb)
    };
    cuts(form).filter(separates).last()
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

/// Every way to cut a form in two, the first part the shortest first.
fn cuts(form: &str) -> impl Iterator<Item = (&str, &str)> {
    form.char_indices().map(|(at, _)| form.split_at(at)).skip(SHORTEST)
}

impl Inflections {
    /// A form without its inflection.
    fn base(&self, form: &str) -> String {
        let listed = self.replaced(form).or_else(|| self.positive(form));
        let listed = listed.or_else(|| with_other_end(form, &self.form_ends));
        let form = listed.unwrap_or_else(|| self.without_ge(form));
        without_endings(&form, &|form| self.whole.contains(form))
    }

    /// The form that stands for this one, where the lists know it.
    fn replaced(&self, form: &str) -> Option<String> {
        let whole = self.nouns.get(form).cloned();
        whole.or_else(|| self.verb(form)).or_else(|| self.noun(form))
    }

    /// The form that stands for the noun that a form ends with, after what stands before that.
    fn noun(&self, form: &str) -> Option<String> {
        let cuts = cuts(form).filter(|(_, tail)| tail.len() <= self.longest);
        cuts.filter_map(|(before, tail)| Some(before.to_owned() + self.nouns.get(tail)?)).next()
    }

    /// The prefixes that a form may have, each with what stands behind it.
    fn prefixed<'f>(&self, form: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        let cuts = cuts(form).take_while(|(before, _)| before.len() <= self.longest_prefix);
        cuts.filter(|(before, _)| self.prefixes.contains(*before))
    }

    /// The infinitive of a verb that is listed, by itself or behind a prefix; of its participle also
    /// with the endings of an adjective.
    fn verb(&self, form: &str) -> Option<String> {
        let adjective = ["e", "en"].into_iter().filter_map(|end| form.strip_suffix(end));
        let forms = std::iter::once((form, false)).chain(adjective.map(|form| (form, true)));
        forms.into_iter().find_map(|(form, participle)| {
            let known =
                |form: &str| self.verbs.get(form).filter(|_| !participle || form.starts_with("ge"));
            let behind = |(before, tail): (&str, &str)| {
                let bare = || {
                    let unstressed = WITHOUT_GE.contains(&before);
                    let participle = unstressed.then(|| self.verbs.get(&format!("ge{tail}")))?;
                    participle.filter(|verb| !verb.starts_with("ge"))
                };
                Some(before.to_owned() + known(tail).or_else(bare)?)
            };
            known(form).cloned().or_else(|| self.prefixed(form).find_map(behind))
        })
    }

    /// The adjective whose degree a form is.
    fn positive(&self, form: &str) -> Option<String> {
        let bare = DEGREES.iter().filter_map(|degree| form.strip_suffix(degree));
        let bare = bare.flat_map(|bare| [bare.to_owned(), as_last(bare, true)]);
        bare.into_iter().find(|adjective| self.adjectives.contains(adjective))
    }

    /// A participle without its `ge`, by itself or behind a prefix: `gewerkt`, `aangetoond`. So that
    /// `gele` and `geniet` are none, something of two syllables must stay, its ending included, and
    /// three letters without.
    fn without_ge(&self, form: &str) -> String {
        let ending = ["de", "te", "den", "ten", "en", "d", "t"];
        let is_verb = |rest: &str| {
            let bare = ending.iter().filter_map(|end| rest.strip_suffix(end));
            let bare = bare.min_by_key(|bare| bare.len());
            !rest.starts_with('n') && bare.is_some_and(|bare| bare.len() > 2 && syllables(bare) > 0)
        };
        let prefixes = self.prefixed(form);
        let found = std::iter::once(("", form)).chain(prefixes).find_map(|(prefix, rest)| {
            let rest = rest.strip_prefix("ge")?;
            (is_verb(rest) && !self.whole.contains(form)).then(|| prefix.to_owned() + rest)
        });
        found.unwrap_or_else(|| form.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
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

    proptest! {
        /// Whatever stands before an ending, and whatever that is.
        #[test]
        fn every_form_has_a_stem(
            before in "\\PC{0,8}|[a-zë]{0,8}",
            ending in prop::sample::select(&["", "en", "jes", "etje", "ingen", "heden", "end", "te", "'s"][..]),
        ) {
            let form = super::super::fold(&(before + ending));
            prop_assert_eq!(stem(&form).is_empty(), form.is_empty());
        }
    }
}
