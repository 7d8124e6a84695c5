//! A query resolved against an archive: which forms and places answer each of its words.

use crate::archive::{Archive, FormId};
use crate::ids::PlaceId;
use crate::outcome::{Path, WordReport};
use crate::query::{Dates, Expr, Parsed, Query, Word, parse};
use crate::text;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Words of the longest name of a place that is recognised in a query.
const LONGEST_NAME: usize = 5;
/// Forms told of each word.
const REPORTED: usize = 20;

/// A resolved query.
pub(crate) struct Plan {
    pub root: Node,
    /// The places asked for, typed or clicked; those that the archive has.
    pub places: BTreeSet<PlaceId>,
    /// Whether places, or items without any, are asked for.
    pub filters_places: bool,
    /// The typed range of dates.
    pub dates: Dates,
}

/// A resolved part of a query.
pub(crate) enum Node {
    Term(Term),
    Phrase(Phrase),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// A word, or the name of a place, with everything that answers it.
pub(crate) struct Term {
    pub typed: String,
    pub forms: BTreeMap<FormId, Path>,
    pub places: Vec<PlaceId>,
}

/// Forms that must stand one right after another.
pub(crate) struct Phrase {
    pub parts: Vec<String>,
    /// Whether the last part is taken as the beginning of words.
    pub open: bool,
    pub path: Path,
}

impl Plan {
    pub fn new(archive: &Archive, query: &Query) -> Plan {
        let Parsed { words, places, from, to } = parse(&query.text);
        let filters_places = query.placeless || !query.places.is_empty() || !places.is_empty();
        let typed = places.iter().flat_map(|name| filter_places(archive, name));
        let clicked = query.places.iter().copied().filter(|id| id.0 < archive.place_count());
        let places = clicked.chain(typed).collect();
        let dates = match (from, to) {
            (None, None) => Dates::Any,
            _ => Dates::Range { from, to },
        };
        Plan { root: resolve(archive, &words), places, filters_places, dates }
    }

    /// Whether anything is asked of the text.
    pub fn has_words(&self) -> bool {
        !matches!(&self.root, Node::All(nodes) if nodes.is_empty())
    }

    /// The terms and phrases that a hit may show, in the order typed.
    pub fn wanted(&self) -> (Vec<&Term>, Vec<&Phrase>) {
        let (mut terms, mut phrases) = (Vec::new(), Vec::new());
        self.root.wanted(&mut terms, &mut phrases);
        (terms, phrases)
    }

    /// What became of each word.
    pub fn reports(&self, archive: &Archive) -> Vec<WordReport> {
        self.wanted().0.into_iter().map(|term| term.report(archive)).collect()
    }
}

impl Node {
    fn wanted<'n>(&'n self, terms: &mut Vec<&'n Term>, phrases: &mut Vec<&'n Phrase>) {
        match self {
            Node::Term(term) => terms.push(term),
            Node::Phrase(phrase) => phrases.push(phrase),
            Node::All(nodes) | Node::Any(nodes) => {
                nodes.iter().for_each(|node| node.wanted(terms, phrases));
            }
            Node::Not(_) => {}
        }
    }
}

impl Term {
    fn report(&self, archive: &Archive) -> WordReport {
        let form = |(&id, &path): (&FormId, &Path)| {
            (archive.form(id).to_owned(), path, archive.form_items(id))
        };
        let place = |&id: &PlaceId| {
            let items = archive.place_postings(id).count() as u32;
            (archive.place_name(id).to_owned(), Path::Spelling, items)
        };
        let mut forms: Vec<_> =
            self.forms.iter().map(form).chain(self.places.iter().map(place)).collect();
        forms.sort_by(|a, b| (a.1, Reverse(a.2), &a.0).cmp(&(b.1, Reverse(b.2), &b.0)));
        forms.truncate(REPORTED);
        WordReport { typed: self.typed.clone(), forms }
    }
}

impl Phrase {
    /// The forms that a part stands for.
    pub fn forms_of(&self, archive: &Archive, part: usize) -> Vec<FormId> {
        if self.open && part + 1 == self.parts.len() {
            archive.forms_from(&self.parts[part]).collect()
        } else {
            archive.find_form(&self.parts[part]).into_iter().collect()
        }
    }

    /// Whether a form of the text stands for a part.
    pub fn fits(&self, part: usize, form: &str) -> bool {
        let wanted = &self.parts[part];
        let open = self.open && part + 1 == self.parts.len();
        form == wanted || (open && form.starts_with(wanted.as_str()))
    }
}

/// The places that a typed filter names: those of that name, or else, so that typing on does not
/// pass through nothing, those with a name that begins so.
fn filter_places(archive: &Archive, name: &str) -> Vec<PlaceId> {
    let exact = archive.find_place(name);
    if exact.is_empty() { archive.places_by_prefix(&text::name_key(name)) } else { exact }
}

fn resolve(archive: &Archive, expr: &Expr) -> Node {
    match expr {
        Expr::Word(word) => resolve_word(archive, word),
        Expr::Phrase(parts) => {
            Node::Phrase(Phrase { parts: parts.clone(), open: false, path: Path::Phrase })
        }
        Expr::All(exprs) => Node::All(resolve_all(archive, exprs)),
        Expr::Any(exprs) => Node::Any(exprs.iter().map(|expr| resolve(archive, expr)).collect()),
        Expr::Not(expr) => Node::Not(Box::new(resolve(archive, expr))),
    }
}

/// Resolves words that are all wanted; those that together are the name of a place are also
/// answered by its other spellings.
fn resolve_all(archive: &Archive, exprs: &[Expr]) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = 0;
    while at < exprs.len() {
        let (length, name) = match long_name(archive, &exprs[at..]) {
            Some((length, name)) => (length, Some(name)),
            None => (1, None),
        };
        let words = exprs[at..at + length].iter().map(|expr| resolve(archive, expr));
        match name {
            Some(name) => nodes.push(Node::Any(vec![Node::All(words.collect()), Node::Term(name)])),
            None => nodes.extend(words),
        }
        at += length;
    }
    nodes
}

/// The longest name of a place, of at least two words, that the words begin with.
fn long_name(archive: &Archive, exprs: &[Expr]) -> Option<(usize, Term)> {
    let plain = |expr: &'_ _| matches!(expr, Expr::Word(word) if !word.star);
    let words = exprs.iter().take(LONGEST_NAME).take_while(|expr| plain(expr)).count();
    (2..=words).rev().find_map(|length| {
        let typed: Vec<&str> = exprs[..length].iter().filter_map(typed).collect();
        let typed = typed.join(" ");
        let places = archive.places_named(&typed);
        (!places.is_empty()).then(|| (length, Term { typed, forms: BTreeMap::new(), places }))
    })
}

fn typed(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Word(word) => Some(&word.typed),
        _ => None,
    }
}

/// A word is answered by its form, its inflections, the words it is the beginning of with their
/// inflections (so that typing on never loses the word that is meant), and the other spellings
/// of the place it names. A hyphenated word is also answered by its parts in a row.
fn resolve_word(archive: &Archive, word: &Word) -> Node {
    let mut forms = BTreeMap::new();
    for form in archive.forms_from(&word.form) {
        forms.insert(form, Path::Prefix);
        if !word.star {
            forms.extend(archive.inflections(form).map(|form| (form, Path::Prefix)));
        }
    }
    if !word.star {
        let stem = text::stem(&word.form);
        let inflections = archive.forms_of_stem(&stem);
        forms.extend(inflections.map(|form| (form, Path::Inflection)));
    }
    forms.extend(archive.find_form(&word.form).map(|form| (form, Path::Exact)));
    let places = if word.star { Vec::new() } else { archive.places_named(&word.typed) };
    let term = Node::Term(Term { typed: word.typed.clone(), forms, places });
    if word.parts.len() < 2 {
        return term;
    }
    let phrase = Phrase { parts: word.parts.clone(), open: true, path: Path::Exact };
    Node::Any(vec![term, Node::Phrase(phrase)])
}
