//! A query resolved against an archive: which forms and places answer each of its words.
//!
//! How they are found is told in the module `resolve`.

use crate::archive::{Archive, FormId};
use crate::ids::PlaceId;
use crate::outcome::{Path, WordReport};
use crate::query::{Dates, Parsed, Query, parse};
use crate::search::resolve::Resolver;
use crate::search::score;
use crate::text;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Forms told of each word.
const REPORTED: usize = 20;

/// A resolved query.
pub(crate) struct Plan<'a> {
    pub root: Node,
    /// The forms that answer a word, with the strongest of their paths.
    pub forms: HashMap<&'a str, Path>,
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
    Near(Near),
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

/// Two words that must stand near each other.
pub(crate) struct Near {
    /// The two, as they are told.
    pub told: [String; 2],
    pub parts: [BTreeSet<FormId>; 2],
    pub kind: NearKind,
}

/// What two words near each other are together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NearKind {
    /// The parts of a compound, in either order: `export van graan`.
    Compound,
    /// A verb and then the particle that it separated from: `viel gisteren aan`; or the other way
    /// round with one word between: `aan te vallen`.
    Verb,
}

impl Near {
    /// Positions that the two lie apart at most: `export van het graan`.
    const DISTANCE: u32 = 4;

    /// Whether the parts at these positions belong together.
    pub fn joins(&self, first: u32, last: u32) -> bool {
        let near = first != last && first.abs_diff(last) <= Near::DISTANCE;
        match self.kind {
            NearKind::Compound => near,
            NearKind::Verb => near && (first < last || last + 2 == first),
        }
    }
}

/// What a hit may show, in the order typed.
#[derive(Default)]
pub(crate) struct Wanted<'p> {
    pub terms: Vec<&'p Term>,
    pub phrases: Vec<&'p Phrase>,
    pub nears: Vec<&'p Near>,
}

impl<'a> Plan<'a> {
    pub fn new(archive: &Archive<'a>, query: &Query) -> Plan<'a> {
        let Parsed { words, places, from, to } = parse(&query.text);
        let filters_places = query.placeless || !query.places.is_empty() || !places.is_empty();
        let typed = places.iter().flat_map(|name| filter_places(archive, name));
        let clicked = query.places.iter().copied().filter(|id| id.0 < archive.place_count());
        let places = clicked.chain(typed).collect();
        let dates = match (from, to) {
            (None, None) => Dates::Any,
            _ => Dates::Range { from, to },
        };
        let root = Resolver { archive, exact: query.exact }.resolve(&words);
        let mut plan = Plan { root, forms: HashMap::new(), places, filters_places, dates };
        plan.forms = plan.paths(archive);
        plan
    }

    /// Whether anything is asked of the text.
    pub fn has_words(&self) -> bool {
        !matches!(&self.root, Node::All(nodes) if nodes.is_empty())
    }

    fn paths(&self, archive: &Archive<'a>) -> HashMap<&'a str, Path> {
        let mut paths = HashMap::new();
        for (&form, &path) in self.wanted().terms.iter().flat_map(|term| &term.forms) {
            let known = paths.entry(archive.form(form)).or_insert(path);
            *known = path.min(*known);
        }
        paths
    }

    /// What a hit may show.
    pub fn wanted(&self) -> Wanted<'_> {
        let mut wanted = Wanted::default();
        self.root.wanted(&mut wanted);
        wanted
    }

    /// What became of each word and phrase, in the order typed.
    pub fn reports(&self, archive: &Archive) -> Vec<WordReport> {
        let mut reports = Vec::new();
        self.root.report(archive, &mut reports);
        reports
    }
}

impl Node {
    /// What was typed for it; `None` where something else beside it tells that.
    pub fn typed(&self) -> Option<String> {
        let joined = |nodes: &[Node], sign| {
            let mut typed: Vec<String> = nodes.iter().filter_map(Node::typed).collect();
            typed.dedup();
            typed.join(sign)
        };
        match self {
            Node::Term(term) => Some(term.typed.clone()),
            Node::Phrase(phrase) if phrase.path == Path::Phrase => {
                Some(format!("\"{}\"", phrase.parts.join(" ")))
            }
            Node::All(nodes) => Some(joined(nodes, " ")),
            Node::Any(nodes) => Some(joined(nodes, " OR ")),
            Node::Phrase(_) | Node::Near(_) | Node::Not(_) => None,
        }
    }

    /// Adds what became of its words and phrases. Two words near each other are told where nothing
    /// else answers the word that they stand for.
    fn report(&self, archive: &Archive, reports: &mut Vec<WordReport>) {
        let items = || score::count(archive, self);
        match self {
            Node::Term(term) => reports.push(term.report(archive)),
            Node::Phrase(phrase) if phrase.path == Path::Phrase => {
                let words = phrase.parts.join(" ");
                let found = Some(items()).filter(|items| *items > 0);
                reports.push(WordReport {
                    typed: format!("\"{words}\""),
                    forms: found.map(|items| (words, Path::Phrase, items)).into_iter().collect(),
                });
            }
            Node::Near(near) => {
                if let Some(word) = reports.last_mut().filter(|word| word.forms.is_empty()) {
                    let found = Some(items()).filter(|items| *items > 0);
                    let told = found.map(|items| (near.told.join(" … "), Path::Compound, items));
                    word.forms.extend(told);
                }
            }
            Node::All(nodes) | Node::Any(nodes) => {
                nodes.iter().for_each(|node| node.report(archive, reports));
            }
            Node::Phrase(_) | Node::Not(_) => {}
        }
    }

    fn wanted<'n>(&'n self, wanted: &mut Wanted<'n>) {
        match self {
            Node::Term(term) => wanted.terms.push(term),
            Node::Phrase(phrase) => wanted.phrases.push(phrase),
            Node::Near(near) => wanted.nears.push(near),
            Node::All(nodes) | Node::Any(nodes) => {
                nodes.iter().for_each(|node| node.wanted(wanted));
            }
            Node::Not(_) => {}
        }
    }
}

impl Term {
    pub fn new(typed: &str) -> Term {
        Term { typed: typed.to_owned(), forms: BTreeMap::new(), places: Vec::new() }
    }

    /// Adds forms that answer by a path; a form keeps the strongest of its paths.
    pub fn add(&mut self, path: Path, forms: impl IntoIterator<Item = FormId>) {
        for form in forms {
            let known = self.forms.entry(form).or_insert(path);
            *known = path.min(*known);
        }
    }

    /// Items that answer, at most: those of each form and place added up.
    pub fn items(&self, archive: &Archive) -> u32 {
        let forms = self.forms.keys().map(|&form| archive.form_items(form));
        let places = self.places.iter().map(|&place| archive.place_postings(place).count() as u32);
        forms.chain(places).fold(0, u32::saturating_add)
    }

    /// Whether nothing answers.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.places.is_empty()
    }

    fn report(&self, archive: &Archive) -> WordReport {
        let form = |(&id, &path): (&FormId, &Path)| {
            // The form of a hyphenated word has lost its hyphens.
            let as_typed = path == Path::Exact && self.typed.contains('-');
            let form = if as_typed { &self.typed } else { archive.form(id) };
            (form.to_owned(), path, archive.form_items(id))
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
