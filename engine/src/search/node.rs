//! The parts of a resolved query, and what is told of them.

use crate::archive::{Archive, FormId, ItemText, ListBuffer};
use crate::ids::{ItemId, PlaceId};
use crate::index::is_searched;
use crate::outcome::{FormReport, Path, WordReport};
use crate::sort;
use crate::text;
use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// Forms told of each word.
const REPORTED: usize = 20;
/// Items that are read at most to see how a form is written.
const READ: usize = 8;

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
    /// Ascending once [settled](Term::settle).
    pub forms: Vec<(FormId, Path)>,
    /// Forms that begin with the word, where these are so many that the archive has the items of
    /// all of them ready.
    pub begun: Option<Range<u32>>,
    pub places: Vec<PlaceId>,
    /// Forms that would answer too, but are left out.
    pub left_out: Vec<(FormId, Path)>,
}

/// Forms that must stand one right after another.
pub(crate) struct Phrase {
    pub parts: Vec<String>,
    /// The forms that each part stands for.
    pub forms: Vec<Range<u32>>,
    /// The words that are written so, by number.
    pub words: Vec<Range<u32>>,
    pub path: Path,
    /// The items that it was found in, once it was looked for.
    pub items: Cell<u32>,
}

/// Two words that must stand near each other.
pub(crate) struct Near {
    /// The two, as they are told.
    pub told: [String; 2],
    /// The forms of each, ascending.
    pub parts: [Vec<FormId>; 2],
    pub kind: NearKind,
    /// The items that they were found in, once they were looked for.
    pub items: Cell<u32>,
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
    /// The words told, and for each its forms, ascending.
    pub fn new(told: [&str; 2], parts: [Vec<FormId>; 2], kind: NearKind) -> Near {
        Near { told: told.map(str::to_owned), parts, kind, items: Cell::new(0) }
    }

    /// Positions that the parts of a compound lie apart at most: `export van het graan`.
    const DISTANCE: u32 = 4;
    /// Likewise of a verb and its particle: `wees vorig jaar al gebieden aan`.
    const VERB_DISTANCE: u32 = 6;

    /// Whether the parts at these positions belong together.
    pub fn joins(&self, first: u32, last: u32) -> bool {
        match self.kind {
            NearKind::Compound => first != last && first.abs_diff(last) <= Near::DISTANCE,
            NearKind::Verb => {
                let after = first < last && last - first <= Near::VERB_DISTANCE;
                after || last + 2 == first
            }
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
    pub fn report(&self, archive: &Archive, reports: &mut Vec<WordReport>) {
        let some = |items: &Cell<u32>| Some(items.get()).filter(|items| *items > 0);
        match self {
            Node::Term(term) => reports.push(term.report(archive)),
            Node::Phrase(phrase) if phrase.path == Path::Phrase => {
                let words = phrase.parts.join(" ");
                let typed = format!("\"{words}\"");
                let found = some(&phrase.items).map(|items| (words, Path::Phrase, items));
                let forms = found.into_iter().collect();
                reports.push(WordReport { typed, forms, left_out: Vec::new() });
            }
            Node::Near(near) => {
                let told =
                    some(&near.items).map(|items| (near.told.join(" … "), Path::Compound, items));
                if let Some(word) = reports.last_mut().filter(|word| word.forms.is_empty()) {
                    word.forms.extend(told);
                }
            }
            Node::All(nodes) | Node::Any(nodes) => {
                nodes.iter().for_each(|node| node.report(archive, reports));
            }
            Node::Phrase(_) | Node::Not(_) => {}
        }
    }

    /// Adds what a hit may show of it.
    pub fn wanted<'n>(&'n self, wanted: &mut Wanted<'n>) {
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
        Term { typed, forms: Vec::new(), begun: None, places: Vec::new(), left_out: Vec::new() }
    }

    /// Adds forms that answer by a path.
    pub fn add(&mut self, path: Path, forms: impl IntoIterator<Item = FormId>) {
        self.forms.extend(forms.into_iter().map(|form| (form, path)));
    }

    /// Puts the forms in order, each once, by the strongest of its paths.
    pub fn settle(&mut self) {
        settle(&mut self.forms);
    }

    /// Items that answer, at most: those of each form and place added up.
    pub fn items(&self, archive: &Archive) -> u32 {
        let forms = self.forms.iter().map(|(form, _)| archive.form_items(*form));
        let places = self.places.iter().map(|&place| archive.place_items(place).len() as u32);
        let begun = self.begun.iter().map(|_| archive.item_count());
        forms.chain(places).chain(begun).fold(0, u32::saturating_add)
    }

    /// Whether nothing answers.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty() && self.begun.is_none() && self.places.is_empty()
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
        self.settle();
        (self.left_out, self.forms) = std::mem::take(&mut self.forms).into_iter().partition(goes);
    }

    fn report(&self, archive: &Archive) -> WordReport {
        let told = |(id, path): (FormId, Path)| {
            let form = match path {
                Path::Spelling => name(archive, archive.form(id)),
                Path::Exact => self.typed.clone(),
                _ => written(archive, id),
            };
            (form, path, archive.form_items(id))
        };
        let mut forms = self.forms.clone();
        let mut unspelt = Vec::new();
        for &place in &self.places {
            let names = spellings(archive, place);
            if names.is_empty() {
                let items = archive.place_items(place).len() as u32;
                unspelt.push((archive.place_name(place).to_owned(), Path::Spelling, items));
            }
            forms.extend(names.into_iter().map(|name| (name, Path::Spelling)));
        }
        settle(&mut forms);
        let mut forms: Vec<FormReport> = first(archive, forms).map(told).chain(unspelt).collect();
        sort::by_key(&mut forms, |(_, path, items)| (*path, Reverse(*items)));
        forms.truncate(REPORTED);
        let left_out = first(archive, self.left_out.clone()).map(told).collect();
        WordReport { typed: self.typed.clone(), forms, left_out }
    }
}

/// Puts forms in order, each once, by the strongest of its paths.
fn settle(forms: &mut Vec<(FormId, Path)>) {
    sort::by_number(forms, |&(form, path)| u64::from(form.0) << 8 | path as u64);
    forms.dedup_by_key(|(form, _)| *form);
}

/// The names of a place that are one word of the corpus.
fn spellings(archive: &Archive, place: PlaceId) -> BTreeSet<FormId> {
    let names = archive.place_names(place).into_iter();
    sort::set(names.filter_map(|name| archive.find_form(&text::name_key(name))))
}

/// A name as it is written: as that of a place, or else with a capital.
fn name(archive: &Archive, form: &str) -> String {
    let places = archive.places_named(form);
    let mut names = places.into_iter().flat_map(|place| archive.place_names(place));
    if let Some(name) = names.find(|name| text::name_key(name) == form) {
        return name.to_owned();
    }
    text::capitalised(form)
}

/// A form as it is written: with the fewest capitals, and of several spellings of its accents by the
/// one that the first items have most; one that is only ever hyphenated, as the first item has it.
fn written(archive: &Archive, id: FormId) -> String {
    let words = archive.words_of(&(id.0..id.0 + 1));
    let capitals = |word: &u32| archive.word(*word).chars().filter(|c| c.is_uppercase()).count();
    let fewest = words.clone().map(|word| capitals(&word)).min();
    let likely: Vec<u32> = words.filter(|word| Some(capitals(word)) == fewest).collect();
    let found = match likely[..] {
        [word] => Some(archive.word(word)),
        _ => usual(archive, id, &likely),
    };
    found.unwrap_or_else(|| archive.form(id).to_owned())
}

/// What stands most for a form in the first items that hold it: one of these words, or where there
/// are none, words with hyphens.
fn usual(archive: &Archive, id: FormId, words: &[u32]) -> Option<String> {
    let (mut list, mut text) = (ListBuffer::default(), ItemText::default());
    archive.read_list(id, &mut list);
    let mut counts: Vec<(String, u32)> = Vec::new();
    for (item, _) in list.all.iter().take(READ) {
        archive.read_words(ItemId(*item), &mut text);
        for paragraph in text.paragraphs.iter().filter(|p| is_searched(p.kind)) {
            let written = &text.words[paragraph.words.clone()];
            archive.each_form(written, |range, form| {
                let is_one = words.is_empty() || words.contains(&written[range.start].word);
                if form == id && is_one {
                    let parts = written[range].iter().map(|part| archive.word(part.word));
                    let whole = parts.collect::<Vec<_>>().join("-");
                    match counts.iter_mut().find(|(known, _)| *known == whole) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((whole, 1)),
                    }
                }
            });
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    counts.into_iter().find(|(_, count)| Some(*count) == most).map(|(written, _)| written)
}

/// The forms that are told: strongest path first, then most items, then in the order of forms.
fn first(
    archive: &Archive,
    mut forms: Vec<(FormId, Path)>,
) -> impl Iterator<Item = (FormId, Path)> + use<> {
    sort::first_by_key(&mut forms, REPORTED, |&(form, path)| {
        (path, Reverse(archive.form_items(form)), form)
    });
    forms.into_iter()
}

impl Phrase {
    /// The phrase of these parts; where it is `open`, the last is taken as the beginning of words.
    pub fn new(archive: &Archive, parts: &[String], open: bool, path: Path) -> Phrase {
        let last = parts.len().saturating_sub(1);
        let forms = parts.iter().enumerate().map(|(nth, part)| match open && nth == last {
            true => archive.form_range(part),
            false => archive.find_form(part).map_or(0..0, |form| form.0..form.0 + 1),
        });
        let forms: Vec<Range<u32>> = forms.collect();
        let words = forms.iter().map(|forms| archive.words_of(forms)).collect();
        Phrase { forms, words, parts: parts.to_vec(), path, items: Cell::new(0) }
    }
}
