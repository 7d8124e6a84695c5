//! A query resolved against an archive: which forms and places answer each of its words.
//!
//! How they are found is told in the module `resolve`.

use super::node::{Node, Term, Wanted};
use super::resolve::Resolver;
use super::typo::OneSlip;
use crate::archive::{Archive, FormId};
use crate::ids::PlaceId;
use crate::outcome::{Path, WordReport};
use crate::query::{Choice, Dates, Parsed, Query, Remark, parse};
use crate::sort;
use crate::text;
use crate::time::Period;
use std::collections::BTreeSet;

/// A resolved query.
pub(crate) struct Plan {
    pub root: Node,
    /// The forms that answer a word.
    answers: Answers,
    /// The places asked for, typed or clicked; those that the archive has.
    pub places: BTreeSet<PlaceId>,
    /// The places left out, typed or clicked.
    pub not_places: BTreeSet<PlaceId>,
    /// Whether places, or items without any, are asked for.
    pub filters_places: bool,
    /// What is said of items without a place, typed or clicked.
    pub placeless: Choice,
    /// The ranges of dates, typed and clicked, that must both take an item in.
    pub dates: [Dates; 2],
    /// What is said of undated items, typed or clicked.
    pub undated: Choice,
    /// What should be said of the words as typed.
    pub remarks: Vec<Remark>,
}

impl Plan {
    pub fn new(archive: &Archive, query: &Query) -> Plan {
        let parsed = parse(&query.text);
        let Parsed { words, places, not_places, from, to, mut remarks, .. } = parsed;
        let unknown = places.iter().filter(|name| filter_places(archive, name).is_empty());
        let left = not_places.iter().filter(|name| archive.find_place(name).is_empty());
        remarks.extend(unknown.chain(left).map(|name| no_place(archive, name)));
        let placeless = query.placeless.and(parsed.placeless);
        let asked = !query.places.is_empty() || !places.is_empty();
        let filters_places = placeless == Choice::Chosen || asked;
        let typed = places.iter().flat_map(|name| filter_places(archive, name));
        let there = |id: &PlaceId| id.0 < archive.place_count();
        let places = sort::set(query.places.iter().copied().filter(there).chain(typed));
        let typed = not_places.iter().flat_map(|name| archive.find_place(name));
        let not_places = sort::set(query.not_places.iter().copied().filter(there).chain(typed));
        let dates = [query.dates, Dates::between(from, to)];
        let undated = query.undated.and(parsed.undated);
        let root =
            Resolver { archive, exact: query.exact, excludes: false, without: &query.without }
                .resolve(&words);
        let answers = Answers::default();
        let mut plan = Plan {
            root,
            answers,
            places,
            not_places,
            filters_places,
            placeless,
            dates,
            undated,
            remarks,
        };
        plan.answers = Answers::of(&plan.wanted().terms, archive.form_count());
        plan
    }

    /// Whether anything is asked of the text.
    pub fn has_words(&self) -> bool {
        !matches!(&self.root, Node::All(nodes) if nodes.is_empty())
    }

    /// Whether mentions of places tell where something was found.
    pub fn asks_for_places(&self) -> bool {
        let named = |term: &&Term| !term.places.is_empty();
        !self.places.is_empty() || self.wanted().terms.iter().any(named)
    }

    /// The strongest path by which a form answers a word.
    pub fn path(&self, form: FormId) -> Option<Path> {
        self.answers.of_form(form).map(|(path, _)| path)
    }

    /// The first 32 words that a form answers, as bits in the order of [`Wanted::terms`].
    pub fn terms(&self, form: FormId) -> u32 {
        self.answers.of_form(form).map_or(0, |(_, terms)| terms)
    }

    /// What a hit may show.
    pub fn wanted(&self) -> Wanted<'_> {
        let mut wanted = Wanted::default();
        self.root.wanted(&mut wanted);
        wanted
    }

    /// What became of each word and phrase, in the order typed; of one typed again only once.
    pub fn reports(&self, archive: &Archive) -> Vec<WordReport> {
        let mut reports = Vec::new();
        self.root.report(archive, &mut reports);
        let mut told = BTreeSet::new();
        reports.retain(|report| told.insert(text::fold(&report.typed)));
        reports
    }

    /// Whether any date, or none, is asked for or left out.
    pub fn asks_for_dates(&self) -> bool {
        self.dates != [Dates::default(); 2] || self.undated != Choice::Free
    }

    /// Whether an item of that date is of the dates asked for.
    pub fn is_of_dates(&self, date: Option<Period>) -> bool {
        let is_undated = date.and_then(Period::month).is_none();
        match self.undated {
            Choice::Chosen if is_undated => true,
            Choice::Chosen if self.dates == [Dates::default(); 2] => false,
            Choice::Excluded if is_undated => false,
            _ => self.dates.iter().all(|dates| dates.take_in(date)),
        }
    }
}

/// Which words every form answers, and how: a number for each form, so that a text is looked
/// through at a step a word.
#[derive(Default)]
struct Answers {
    /// For every form 0, or one more than the place in `kinds`.
    of_forms: Vec<u8>,
    kinds: Vec<(Path, u32)>,
}

impl Answers {
    fn of(terms: &[&Term], forms: u32) -> Answers {
        let mut answers = Answers { of_forms: Vec::new(), kinds: Vec::new() };
        if terms.is_empty() {
            return answers;
        }
        answers.of_forms.resize(forms as usize, 0);
        for (nth, term) in terms.iter().enumerate() {
            let bit = 1 << nth.min(31);
            term.forms.iter().for_each(|&(form, path)| answers.add(form, path, bit));
            let begun = term.begun.clone().into_iter().flatten().map(FormId);
            begun.for_each(|form| answers.add(form, Path::Prefix, bit));
        }
        answers
    }

    fn add(&mut self, form: FormId, path: Path, terms: u32) {
        let known = self.of_form(form).unwrap_or((path, terms));
        let kind = (known.0.min(path), known.1 | terms);
        let at = self.kinds.iter().position(|other| *other == kind);
        let at = at.unwrap_or_else(|| {
            self.kinds.push(kind);
            self.kinds.len() - 1
        });
        // With more kinds than a byte can tell, later ones pass for the first.
        self.of_forms[form.index()] = u8::try_from(at + 1).unwrap_or(1);
    }

    #[inline]
    fn of_form(&self, form: FormId) -> Option<(Path, u32)> {
        let kind = self.of_forms.get(form.index())?.checked_sub(1)?;
        self.kinds.get(kind as usize).copied()
    }
}

/// The remark on a name by which no item names a place: with the place that most items name by a
/// name one slip away.
fn no_place(archive: &Archive, typed: &str) -> Remark {
    let mut slip = OneSlip::from(&text::name_key(typed));
    let mut is_near = |place: &PlaceId| {
        let Some(slip) = &mut slip else { return false };
        let mut names = archive.place_names(*place).into_iter();
        archive.place_items(*place).len() > 0 && names.any(|name| slip.is(&text::name_key(name)))
    };
    let near = (0..archive.place_count()).map(PlaceId).filter(|place| is_near(place));
    let meant = near.max_by_key(|place| archive.place_items(*place).len());
    let meant = meant.map(|place| archive.place_name(place).to_owned());
    Remark::NoPlace { typed: typed.to_owned(), meant }
}

/// The places that a typed filter names: those of that name, or else, so that typing on does not
/// pass through nothing, those with a name that begins so.
fn filter_places(archive: &Archive, name: &str) -> Vec<PlaceId> {
    let exact = archive.find_place(name);
    if exact.is_empty() { archive.places_by_prefix(&text::name_key(name)) } else { exact }
}
