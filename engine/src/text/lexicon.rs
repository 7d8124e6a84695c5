//! The bundled words that compounds are made of, beside those of the articles.

use super::data::{lines, rules};
use super::{Lexicon, stem};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The words of `data/language/lexicon.nl.txt`.
struct Words {
    firsts: FxHashSet<&'static str>,
    /// Stems of those that end compounds.
    lasts: FxHashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words { firsts: FxHashSet::default(), lasts: FxHashSet::default() };
    for line in lines(rules!("lexicon.nl.txt")) {
        if !line.starts_with('-') {
            words.firsts.insert(line.trim_end_matches('-'));
        }
        if !line.ends_with('-') {
            words.lasts.insert(stem(line.trim_start_matches('-')));
        }
    }
    words
});

/// Whether a form is an inflection of a bundled word that ends compounds.
pub(super) fn is_bundled(form: &str) -> bool {
    WORDS.lasts.contains(&stem(form))
}

/// A lexicon, and the bundled words too.
pub(super) struct WithBundled<'l>(pub &'l dyn Lexicon);

impl Lexicon for WithBundled<'_> {
    fn has_form(&self, form: &str) -> bool {
        self.0.has_form(form) || WORDS.firsts.contains(form)
    }

    fn has_stem(&self, stem: &str) -> bool {
        self.0.has_stem(stem) || WORDS.lasts.contains(stem)
    }
}
