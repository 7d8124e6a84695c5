//! What answers a word: the word itself, what it is the beginning of, its inflections, compounds
//! with it, other spellings of a name, and where all of these fail, words that look like it.

use super::plan::{Near, Node, Phrase, Term};
use super::typo;
use crate::archive::{Archive, FormId};
use crate::outcome::Path;
use crate::query::{Expr, Word};
use crate::text;
use std::collections::BTreeSet;

/// Words of the longest name of a place that is recognised in a query.
const LONGEST_NAME: usize = 5;
/// Letters from which compounds are found with words that are not typed to their end, and names
/// by their sound.
const TELLING: usize = 4;

/// Finds what answers the words of a query.
pub(super) struct Resolver<'r, 'a> {
    pub archive: &'r Archive<'a>,
    /// Whether only the words as typed count.
    pub exact: bool,
    /// Forms that answer no word but the one typed so.
    pub without: &'r BTreeSet<String>,
}

impl Resolver<'_, '_> {
    pub fn resolve(&self, expr: &Expr) -> Node {
        match expr {
            Expr::Word(word) => self.word(word),
            Expr::Phrase(parts) => {
                Node::Phrase(Phrase { parts: parts.clone(), open: false, path: Path::Phrase })
            }
            Expr::All(exprs) => Node::All(self.all(exprs)),
            Expr::Any(exprs) => Node::Any(exprs.iter().map(|expr| self.resolve(expr)).collect()),
            Expr::Not(expr) => Node::Not(Box::new(self.resolve(expr))),
        }
    }

    /// Resolves words that are all wanted; those that together are the name of a place, or one
    /// word of the articles with its space left out, are also answered as that.
    fn all(&self, exprs: &[Expr]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut at = 0;
        while at < exprs.len() {
            let together = self.long_name(&exprs[at..]).or_else(|| self.joined(&exprs[at..]));
            let length = together.as_ref().map_or(1, |(length, _)| *length);
            let words = exprs[at..at + length].iter().map(|expr| self.resolve(expr));
            match together {
                Some((_, term)) => {
                    nodes.push(Node::Any(vec![Node::All(words.collect()), Node::Term(term)]));
                }
                None => nodes.extend(words),
            }
            at += length;
        }
        nodes
    }

    /// The longest name of a place, of at least two words, that the words begin with.
    fn long_name(&self, exprs: &[Expr]) -> Option<(usize, Term)> {
        let words = exprs.iter().take(LONGEST_NAME).map_while(plain);
        let words: Vec<&str> = words.map(|word| word.typed.as_str()).collect();
        (2..=words.len()).rev().filter(|_| !self.exact).find_map(|length| {
            let mut name = Term::new(&words[..length].join(" "));
            name.places = self.archive.places_named(&name.typed);
            name.leave_out(self.archive, |form| self.without.contains(form));
            (!name.places.is_empty()).then_some((length, name))
        })
    }

    /// Two words that the articles write as one: `kern wapens`.
    fn joined(&self, exprs: &[Expr]) -> Option<(usize, Term)> {
        let [first, second] = [plain(exprs.first()?)?, plain(exprs.get(1)?)?];
        let form = self.archive.find_form(&(first.form.clone() + &second.form));
        let form = form.filter(|_| !self.exact)?;
        let mut term = Term::new(&format!("{} {}", first.typed, second.typed));
        term.add(Path::Exact, [form]);
        term.add(Path::Inflection, self.archive.inflections(form));
        term.leave_out(self.archive, |form| self.without.contains(form));
        Some((2, term))
    }

    /// Resolves a word. A hyphenated word is also answered by its parts in a row, a compound by
    /// its parts near each other.
    fn word(&self, word: &Word) -> Node {
        let near = self.near(word);
        let mut term = self.term(word, near.is_some());
        if !self.without.is_empty() {
            term.leave_out(self.archive, |form| form != word.form && self.without.contains(form));
        }
        let mut ways = vec![Node::Term(term)];
        if word.parts.len() > 1 {
            let parts = word.parts.clone();
            ways.push(Node::Phrase(Phrase { parts, open: !self.exact, path: Path::Exact }));
        }
        ways.extend(near.map(Node::Near));
        if ways.len() > 1 { Node::Any(ways) } else { ways.remove(0) }
    }

    fn term(&self, word: &Word, is_compound: bool) -> Term {
        let archive = self.archive;
        let mut term = Term::new(&word.typed);
        term.add(Path::Exact, archive.find_form(&word.form));
        if self.exact && !word.star {
            return term;
        }
        term.add(Path::Prefix, archive.forms_from(&word.form));
        if word.star {
            return term;
        }
        let stem = text::stem(&word.form);
        let begun: Vec<FormId> = archive.forms_from(&word.form).collect();
        let telling = word.form.chars().count() >= TELLING;
        term.add(Path::Inflection, archive.forms_of_stem(&stem));
        term.add(Path::Compound, archive.compounds_with_stem(&stem));
        for form in begun {
            term.add(Path::Prefix, archive.inflections(form));
            if telling {
                term.add(Path::Compound, archive.compounds_with(form));
            }
        }
        if telling {
            let sound = text::sound(&word.form);
            let names: Vec<FormId> = archive.names_with_sound(&sound).collect();
            let places = names.iter().flat_map(|&name| archive.places_named(archive.form(name)));
            term.places.extend(places);
            term.add(Path::Spelling, names);
        }
        term.places.extend(archive.places_named(&word.typed));
        term.places.sort_unstable();
        term.places.dedup();
        if term.is_empty() {
            term.add(Path::Compound, archive.compounds_ending_with(&stem));
        }
        if term.is_empty() && word.parts.len() == 1 && !is_compound {
            let similar = typo::similar(archive, &word.form);
            let families = similar.into_iter().flat_map(|form| archive.inflections(form));
            term.add(Path::Typo, families);
        }
        term
    }

    /// The parts of a compound, which may stand apart: `export van graan`.
    fn near(&self, word: &Word) -> Option<Near> {
        if self.exact || word.star || word.parts.len() > 1 {
            return None;
        }
        let (first, last) = text::split(&word.form, self.archive)?;
        let family = |part| -> BTreeSet<FormId> {
            let exact = self.archive.find_form(part);
            let stem = text::stem(part);
            let forms = self.archive.forms_of_stem(&stem).chain(exact);
            forms.filter(|&form| !self.without.contains(self.archive.form(form))).collect()
        };
        Some(Near { parts: [family(first), family(last)] })
    }
}

/// A word without a star.
fn plain(expr: &Expr) -> Option<&Word> {
    match expr {
        Expr::Word(word) if !word.star => Some(word),
        _ => None,
    }
}
