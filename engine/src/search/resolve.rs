//! What answers a word: the word itself, what it is the beginning of, its inflections, compounds
//! with it, other spellings of a name, and where all of these fail or are rare, words that look
//! like it.

use super::node::{Near, NearKind, Node, Phrase, Term};
use super::typo;
use crate::archive::{Archive, FormId};
use crate::outcome::Path;
use crate::query::{Expr, Word};
use crate::sort;
use crate::text;
use std::collections::BTreeSet;

/// Words of the longest name of a place that is recognised in a query.
const LONGEST_NAME: usize = 5;
/// Letters from which compounds are found with words that are not typed to their end, and names
/// by their sound.
const TELLING: usize = 4;
/// Items that answer a word that may yet be a slip, at most.
const RARE: u32 = 3;
/// How many times more items must hold the word that is then thought of.
const OFTENER: u32 = 10;

/// Finds what answers the words of a query.
pub(super) struct Resolver<'r, 'a> {
    pub archive: &'r Archive<'a>,
    /// Whether only the words as typed count.
    pub exact: bool,
    /// Whether what is found is left out: then a word is only itself, its inflections and spellings,
    /// for nobody misses an item that an unfinished word or a compound took away.
    pub excludes: bool,
    /// Forms that answer no word but the one typed so.
    pub without: &'r BTreeSet<String>,
}

impl Resolver<'_, '_> {
    pub fn resolve(&self, expr: &Expr) -> Node {
        match expr {
            Expr::Word(word) => self.word(word),
            Expr::Phrase(parts) => {
                Node::Phrase(Phrase::new(self.archive, parts, false, Path::Phrase))
            }
            Expr::All(exprs) => Node::All(self.all(exprs)),
            Expr::Any(exprs) => Node::Any(exprs.iter().map(|expr| self.resolve(expr)).collect()),
            Expr::Not(expr) => {
                Node::Not(Box::new(Resolver { excludes: true, ..*self }.resolve(expr)))
            }
        }
    }

    /// Resolves words that are all wanted; those that together are the name of a place, or one
    /// word of the articles with its space left out, are also answered as that.
    fn all(&self, exprs: &[Expr]) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut at = 0;
        while at < exprs.len() {
            let rest = &exprs[at..];
            let together = self.long_name(rest).or_else(|| self.shortened(rest));
            let together = together.or_else(|| self.joined(rest));
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

    /// Words that have an abbreviation: `Verenigde Naties`.
    fn shortened(&self, exprs: &[Expr]) -> Option<(usize, Term)> {
        let words = exprs.iter().take(LONGEST_NAME).map_while(plain);
        let words: Vec<&Word> = words.filter(|_| !self.exact).collect();
        (2..=words.len()).rev().find_map(|length| {
            let forms: Vec<&str> = words[..length].iter().map(|word| word.form.as_str()).collect();
            let typed: Vec<&str> = words[..length].iter().map(|word| word.typed.as_str()).collect();
            let shorts = text::short_forms(&forms);
            let mut term = Term::new(&typed.join(" "));
            term.add(Path::Spelling, shorts.filter_map(|short| self.archive.find_form(short)));
            term.leave_out(self.archive, |form| self.without.contains(form));
            (!term.is_empty()).then_some((length, term))
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
        term.settle();
        term.leave_out(self.archive, |form| self.without.contains(form));
        Some((2, term))
    }

    /// Resolves a word. A hyphenated word is also answered by its parts in a row, a compound by
    /// its parts near each other, a verb also where its particle stands apart, an abbreviation by
    /// what it stands for.
    fn word(&self, word: &Word) -> Node {
        let near = self.compound(word).or_else(|| self.verb(word));
        let mut term = self.term(word, near.is_some());
        if !self.without.is_empty() {
            term.leave_out(self.archive, |form| form != word.form && self.without.contains(form));
        }
        let mut ways = vec![Node::Term(term)];
        if word.parts.len() > 1 {
            let begun = !self.exact && !self.excludes;
            let parts = Phrase::new(self.archive, &word.parts, begun, Path::Exact);
            ways.push(Node::Phrase(parts));
        }
        ways.extend(near.map(Node::Near));
        let long = text::long_form(&word.form).filter(|_| !self.exact && !word.star);
        ways.extend(
            long.map(|long| Node::Phrase(Phrase::new(self.archive, long, false, Path::Spelling))),
        );
        if ways.len() > 1 { Node::Any(ways) } else { ways.remove(0) }
    }

    fn term(&self, word: &Word, understood: bool) -> Term {
        let archive = self.archive;
        let mut term = Term::new(&word.typed);
        term.add(Path::Exact, archive.find_form(&word.form));
        if self.exact && !word.star {
            return term;
        }
        if self.excludes && !word.star {
            self.add_inflections(&word.form, &mut term);
            self.add_spellings(word, &mut term);
            term.settle();
            return term;
        }
        let range = archive.form_range(&word.form);
        let ready = archive.is_ready(&range) && self.without.is_empty();
        term.begun = ready.then(|| range.clone());
        if !ready {
            term.add(Path::Prefix, archive.forms_from(&word.form));
        }
        if word.star {
            term.settle();
            return term;
        }
        let stem = text::stem(&word.form);
        let telling = is_telling(&word.form);
        self.add_inflections(&word.form, &mut term);
        term.add(Path::Compound, archive.compounds_with_stem(&stem));
        if telling || !ready {
            for family in archive.families_of(range) {
                if !ready {
                    term.add(Path::Prefix, archive.inflections(family));
                }
                if telling {
                    term.add(Path::Compound, archive.compounds_with(family));
                }
            }
        }
        self.add_spellings(word, &mut term);
        if term.is_empty() {
            term.add(Path::Compound, archive.compounds_ending_with(&stem));
        }
        term.settle();
        if word.parts.len() == 1 && !understood {
            self.add_slips(&word.form, &mut term);
            term.settle();
        }
        term
    }

    fn add_inflections(&self, form: &str, term: &mut Term) {
        term.add(Path::Inflection, self.archive.forms_of_stem(&text::stem(form)));
    }

    /// Adds the places of that name, the names that sound like it with theirs, and other spellings of
    /// a number or abbreviation.
    fn add_spellings(&self, word: &Word, term: &mut Term) {
        let archive = self.archive;
        let number = text::other_number(&word.form);
        let shorts = text::long_form(&word.form).into_iter().flat_map(|long| {
            let long: Vec<&str> = long.iter().map(String::as_str).collect();
            text::short_forms(&long).collect::<Vec<_>>()
        });
        let others = number.as_deref().into_iter().chain(shorts);
        term.add(Path::Spelling, others.filter_map(|form| archive.find_form(form)));
        for name in text::listed_spellings(&word.form) {
            term.add(Path::Spelling, archive.forms_of_stem(&text::stem(name)));
        }
        if is_telling(&word.form) && !self.is_inflected(&word.form) {
            let names: Vec<FormId> = archive.names_with_sound(&text::sound(&word.form)).collect();
            let places = names.iter().flat_map(|&name| archive.places_named(archive.form(name)));
            term.places.extend(places);
            for name in names {
                term.add(Path::Spelling, archive.inflections(name));
            }
        }
        term.places.extend(archive.places_named(&word.typed));
        sort::by_key(&mut term.places, |place| *place);
        term.places.dedup();
    }

    /// Whether a form is one of several of a word, and not of a name: *gaan* and *gaat* do not mean
    /// *Khan*, though they sound like it. One form alone may be a name that someone wrote small.
    fn is_inflected(&self, form: &str) -> bool {
        let is_word = |&form: &FormId| {
            let sound = text::sound(self.archive.form(form));
            let mut names = self.archive.names_with_sound(&sound);
            self.archive.form_items(form) > 0 && !names.any(|name| name == form)
        };
        self.archive.forms_of_stem(&text::stem(form)).filter(is_word).nth(1).is_some()
    }

    /// Adds what was likely meant by a slip of the finger: where nothing answers, and where so
    /// little does that a word almost the same is far more often meant.
    fn add_slips(&self, form: &str, term: &mut Term) {
        let items = term.items(self.archive);
        let similar = match items {
            0 => typo::similar(self.archive, form, 0),
            1..=RARE => typo::similar(self.archive, form, 1),
            _ => return,
        };
        let likely = similar.into_iter();
        let likely = likely.filter(|&form| self.archive.form_items(form) >= items * OFTENER);
        term.add(Path::Typo, likely.flat_map(|form| self.archive.inflections(form)));
    }

    /// The parts of a compound, which may stand apart: `export van graan`.
    fn compound(&self, word: &Word) -> Option<Near> {
        let form = self.lone(word).filter(|_| !self.excludes)?;
        let (first, last) = text::split(form, self.archive)?;
        let parts = [self.family(first), self.family(last)];
        Some(Near::new([first, last], parts, NearKind::Compound))
    }

    /// A verb and its particle, which stand apart where the verb is finite: `viel gisteren aan`.
    fn verb(&self, word: &Word) -> Option<Near> {
        let (particle, verb) = text::apart(self.lone(word)?)?;
        let parts = [self.family(verb), self.family(particle)];
        Some(Near::new([verb, particle], parts, NearKind::Verb))
    }

    /// The form of a word that may be answered by others than itself.
    fn lone<'w>(&self, word: &'w Word) -> Option<&'w str> {
        let lone = !self.exact && !word.star && word.parts.len() == 1;
        lone.then_some(word.form.as_str())
    }

    /// The inflections of a form, and the form itself.
    fn family(&self, form: &str) -> Vec<FormId> {
        let exact = self.archive.find_form(form);
        let stem = text::stem(form);
        let forms = self.archive.forms_of_stem(&stem).chain(exact);
        let mut forms: Vec<FormId> =
            forms.filter(|&form| !self.without.contains(self.archive.form(form))).collect();
        sort::by_key(&mut forms, |form| *form);
        forms.dedup();
        forms
    }
}

/// Whether so much of a word is typed that it tells what is meant.
fn is_telling(form: &str) -> bool {
    form.chars().count() >= TELLING
}

/// A word without a star.
fn plain(expr: &Expr) -> Option<&Word> {
    match expr {
        Expr::Word(word) if !word.star => Some(word),
        _ => None,
    }
}
