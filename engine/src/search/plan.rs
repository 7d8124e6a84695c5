//! A query resolved against an archive: which forms and places answer each of its words.
//!
//! How they are found is told in the module `resolve`.

use crate::archive::{Archive, FormId};
use crate::ids::PlaceId;
use crate::outcome::{FormReport, Path, WordReport};
use crate::query::{Dates, Parsed, Query, parse};
use crate::search::resolve::Resolver;
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
    /// The places left out, typed or clicked.
    pub not_places: BTreeSet<PlaceId>,
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
    /// Forms that would answer too, but are left out.
    pub left_out: BTreeMap<FormId, Path>,
}

/// Forms that must stand one right after another.
pub(crate) struct Phrase {
    pub parts: Vec<String>,
    /// Whether the last part is taken as the beginning of words.
    pub open: bool,
    pub path: Path,
}

/// Two words that must stand near each other, in either order: the parts of a compound.
pub(crate) struct Near {
    pub parts: [BTreeSet<FormId>; 2],
}

impl Near {
    /// Positions that the two lie apart at most: `export van het graan`.
    pub const DISTANCE: u32 = 4;

    /// Whether two positions are near each other.
    pub fn is_near(one: u32, other: u32) -> bool {
        one != other && one.abs_diff(other) <= Near::DISTANCE
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
        let Parsed { words, places, not_places, from, to } = parse(&query.text);
        let filters_places = query.placeless || !query.places.is_empty() || !places.is_empty();
        let typed = places.iter().flat_map(|name| filter_places(archive, name));
        let there = |id: &PlaceId| id.0 < archive.place_count();
        let places = query.places.iter().copied().filter(there).chain(typed).collect();
        let typed = not_places.iter().flat_map(|name| archive.find_place(name));
        let not_places = query.not_places.iter().copied().filter(there).chain(typed).collect();
        let dates = match (from, to) {
            (None, None) => Dates::Any,
            _ => Dates::Range { from, to },
        };
        let root =
            Resolver { archive, exact: query.exact, without: &query.without }.resolve(&words);
        let forms = HashMap::new();
        let mut plan = Plan { root, forms, places, not_places, filters_places, dates };
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

    /// What became of each word.
    pub fn reports(&self, archive: &Archive) -> Vec<WordReport> {
        self.wanted().terms.into_iter().map(|term| term.report(archive)).collect()
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
        let typed = typed.to_owned();
        Term { typed, forms: BTreeMap::new(), places: Vec::new(), left_out: BTreeMap::new() }
    }

    /// Adds forms that answer by a path; a form keeps the strongest of its paths.
    pub fn add(&mut self, path: Path, forms: impl IntoIterator<Item = FormId>) {
        for form in forms {
            let known = self.forms.entry(form).or_insert(path);
            *known = path.min(*known);
        }
    }

    /// Whether nothing answers.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.places.is_empty()
    }

    /// Leaves out the forms that `gone` knows, but for the word as typed. A place with such a
    /// name is no longer found by what its mentions mean, but by the other spellings of its name.
    pub fn leave_out(&mut self, archive: &Archive, gone: impl Fn(&str) -> bool) {
        let places = std::mem::take(&mut self.places);
        for place in places {
            let names = spellings(archive, place);
            if names.iter().any(|&name| gone(archive.form(name))) {
                self.add(Path::Spelling, names);
            } else {
                self.places.push(place);
            }
        }
        let goes = |(id, path): &(FormId, Path)| *path != Path::Exact && gone(archive.form(*id));
        (self.left_out, self.forms) = std::mem::take(&mut self.forms).into_iter().partition(goes);
    }

    fn report(&self, archive: &Archive) -> WordReport {
        let told = |(&id, &path): (&FormId, &Path)| {
            let form = match path {
                Path::Spelling => written(archive, archive.form(id)),
                _ => archive.form(id).to_owned(),
            };
            (form, path, archive.form_items(id))
        };
        let mut forms = self.forms.clone();
        let mut unspelt = Vec::new();
        for &place in &self.places {
            let names = spellings(archive, place);
            if names.is_empty() {
                let items = archive.place_postings(place).count() as u32;
                unspelt.push((archive.place_name(place).to_owned(), Path::Spelling, items));
            }
            names.into_iter().for_each(|name| {
                forms.entry(name).or_insert(Path::Spelling);
            });
        }
        let forms = in_order(forms.iter().map(told).chain(unspelt));
        let left_out = in_order(self.left_out.iter().map(told));
        WordReport { typed: self.typed.clone(), forms, left_out }
    }
}

/// The names of a place that are one word of the corpus.
fn spellings(archive: &Archive, place: PlaceId) -> BTreeSet<FormId> {
    let names = archive.place_names(place).into_iter();
    names.filter_map(|name| archive.find_form(&text::name_key(name))).collect()
}

/// A name as it is written: as that of a place, or else with a capital.
fn written(archive: &Archive, form: &str) -> String {
    let places = archive.places_named(form);
    let mut names = places.into_iter().flat_map(|place| archive.place_names(place));
    if let Some(name) = names.find(|name| text::name_key(name) == form) {
        return name.to_owned();
    }
    text::capitalised(form)
}

/// Strongest path first, then most items; the first twenty.
fn in_order(forms: impl Iterator<Item = FormReport>) -> Vec<FormReport> {
    let mut forms: Vec<FormReport> = forms.collect();
    forms.sort_by(|a, b| (a.1, Reverse(a.2), &a.0).cmp(&(b.1, Reverse(b.2), &b.0)));
    forms.truncate(REPORTED);
    forms
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
