//! What an opened archive holds.

use super::Archive;
use crate::ids::{DocId, GeoId, ItemId, PlaceId};
use crate::index::{Occurrence, PlaceMention};
use crate::place::{Place, PlaceKind, Role};
use crate::seed::{self, Dating, Origin, ParagraphKind, Suggestion};
use crate::text::{self, Lexicon};
use crate::time::{Month, Period};
use crate::varint;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// A document as the archive holds it.
#[derive(Clone, PartialEq, Debug)]
pub struct Document<'a> {
    /// The file's path without its extension.
    pub name: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Where the title is from.
    pub title_origin: Origin,
    /// When it was published, as far as is known.
    pub dating: Dating,
    /// Who published it, where the editor states it.
    pub source: Option<&'a str>,
    /// BCP 47 tag of its language.
    pub language: &'a str,
    /// Its items: numbers of [`ItemId`]s.
    pub items: Range<u32>,
    /// The whole source, byte for byte.
    pub text: &'a str,
}

impl<'a> Document<'a> {
    /// What an item of this document is called: by its heading, or by the document's title.
    pub fn heading(&self, item: &Item) -> &'a str {
        item.heading.clone().and_then(|heading| self.text.get(heading)).unwrap_or(self.title)
    }
}

/// An item as the archive holds it. Ranges are bytes of the document's text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The document it is part of.
    pub doc: DocId,
    /// Its bytes.
    pub span: Range<usize>,
    /// Its heading, where it has one.
    pub heading: Option<Range<usize>>,
    /// Its paragraphs, as indices into [`Archive::paragraphs`] of its document.
    pub paragraphs: Range<usize>,
    /// Its document's date.
    pub date: Option<Period>,
    /// Words in its headings and running text.
    pub words: u32,
}

/// A paragraph is the same in the archive as in the article.
pub use seed::Paragraph;

/// A form of the corpus: dense, in order of the form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct FormId(pub u32);

/// An item that holds a form.
#[derive(Clone, Copy)]
pub(crate) struct Posting<'a> {
    pub item: ItemId,
    /// Occurrences in running text.
    pub body: u32,
    /// Occurrences in headings.
    pub headings: u32,
    occurrences: &'a [u8],
}

/// An item that names a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PlacePosting {
    pub item: ItemId,
    /// Mentions that count.
    pub mentions: u32,
}

impl<'a> Archive<'a> {
    /// Number of documents; their ids are those below it.
    pub fn document_count(&self) -> u32 {
        self.documents.len() as u32
    }

    /// Every document, in order of its name.
    pub fn documents(&self) -> impl Iterator<Item = (DocId, Document<'a>)> + use<'a> {
        let archive = *self;
        (0..self.document_count()).map(move |id| (DocId(id), archive.document(DocId(id))))
    }

    /// A document.
    ///
    /// # Panics
    /// Like all that takes an id: where the id is not of this archive.
    pub fn document(&self, id: DocId) -> Document<'a> {
        let record = self.documents.get(id.index());
        let [name, name_end, title, title_end, title_origin, ..] = record;
        let [.., source, source_end, language, language_end, t, t_end, i, i_end, _, _, _, _] =
            record;
        Document {
            name: self.string(name, name_end),
            title: self.string(title, title_end),
            title_origin: origin(title_origin).unwrap_or(Origin::Derived),
            dating: Dating {
                date: date(record).flatten(),
                suggestion: evidence(record).map(|evidence| suggestion(record, evidence)),
            },
            source: Some(self.string(source, source_end)).filter(|source| !source.is_empty()),
            language: self.string(language, language_end),
            items: i..i_end,
            text: &self.texts[t as usize..t_end as usize],
        }
    }

    /// The document with that name.
    pub fn find_document(&self, name: &str) -> Option<DocId> {
        let name_of = |[start, end, ..]: [u32; 25]| self.string(start, end);
        let at = self.documents.partition_point(|record| name_of(record) < name);
        let found = at < self.documents.len() && name_of(self.documents.get(at)) == name;
        found.then_some(DocId(at as u32))
    }

    /// Number of items; their ids are those below it.
    pub fn item_count(&self) -> u32 {
        self.items.len() as u32
    }

    /// Every item, in the order of the documents and their texts.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, Item)> + use<'a> {
        let archive = *self;
        (0..self.item_count()).map(move |id| (ItemId(id), archive.item(ItemId(id))))
    }

    /// An item.
    pub fn item(&self, id: ItemId) -> Item {
        let [doc, start, end, heading, heading_end, p, p_end, words] = self.items.get(id.index());
        let record = self.documents.get(doc as usize);
        let [.., first_paragraph, _, _, _] = record;
        Item {
            doc: DocId(doc),
            span: start as usize..end as usize,
            heading: (heading < heading_end).then_some(heading as usize..heading_end as usize),
            paragraphs: (p - first_paragraph) as usize..(p_end - first_paragraph) as usize,
            date: date(record).flatten().map(|(period, _)| period),
            words,
        }
    }

    /// The length of an item in words: [`Item::words`] without the rest.
    pub(crate) fn item_words(&self, id: ItemId) -> u32 {
        self.items.get(id.index())[7]
    }

    /// The lengths of all items in words.
    pub(crate) fn items_words(&self) -> impl Iterator<Item = u32> {
        self.items.iter().map(|record| record[7])
    }

    /// The document that an item is part of.
    pub fn item_document(&self, id: ItemId) -> DocId {
        DocId(self.items.get(id.index())[0])
    }

    /// Every paragraph of a document, in the order of its text.
    pub fn paragraphs(&self, doc: DocId) -> Vec<Paragraph> {
        let [.., from, to, _, _] = self.documents.get(doc.index());
        let paragraph = |at| {
            let [start, end, code] = self.paragraphs.get(at as usize);
            let kind = kind(code).unwrap_or(ParagraphKind::Body);
            Paragraph { span: start as usize..end as usize, kind }
        };
        (from..to).map(paragraph).collect()
    }

    /// Every mention of a place in a document, of whatever role and in whatever paragraph, in the
    /// order of the text.
    pub fn mentions(&self, doc: DocId) -> Vec<PlaceMention> {
        let [.., from, to] = self.documents.get(doc.index());
        let mention = |at| {
            let [start, end, place, code] = self.mentions.get(at as usize);
            PlaceMention {
                span: start as usize..end as usize,
                place: PlaceId(place),
                role: role(code).unwrap_or(Role::PartOfName),
            }
        };
        (from..to).map(mention).collect()
    }

    /// Number of places; their ids are those below it.
    pub fn place_count(&self) -> u32 {
        self.places.len() as u32
    }

    /// Every place that is mentioned, in order of its GeoNames id.
    pub fn places(&self) -> impl Iterator<Item = (PlaceId, Place)> + use<'a> {
        let archive = *self;
        (0..self.place_count()).map(move |id| (PlaceId(id), archive.place(PlaceId(id))))
    }

    /// A place.
    pub fn place(&self, id: PlaceId) -> Place {
        let [geo, _, _, country, lat, lon, population, ..] = self.places.get(id.index());
        Place {
            id: GeoId(geo),
            name: self.place_name(id).to_owned(),
            country: (country as u16).to_le_bytes(),
            lat: degrees(lat),
            lon: degrees(lon),
            population,
            // The archive holds cities only, and not yet what they lie in.
            kind: PlaceKind::City,
            region: None,
            country_id: None,
        }
    }

    /// The name of a place that a reader expects.
    pub fn place_name(&self, id: PlaceId) -> &'a str {
        let [_, first, ..] = self.places.get(id.index());
        let [start, end] = self.names.get(first as usize);
        self.string(start, end)
    }

    /// Every name of a place: the one to show, then the others in their order.
    pub fn place_names(&self, id: PlaceId) -> Vec<&'a str> {
        let [_, from, to, ..] = self.places.get(id.index());
        let name = |at| {
            let [start, end] = self.names.get(at as usize);
            self.string(start, end)
        };
        (from..to).map(name).collect()
    }

    /// The places with that name, in any spelling, capitals and accents aside; or the place with
    /// that GeoNames id, in digits. In order of their ids.
    pub fn find_place(&self, name: &str) -> Vec<PlaceId> {
        if let Ok(geo) = name.trim().parse() {
            let at = self.places.partition_point(|[id, ..]| id < geo);
            let found = at < self.places.len() && self.places.get(at)[0] == geo;
            return if found { vec![PlaceId(at as u32)] } else { Vec::new() };
        }
        self.places_named(name)
    }

    /// [`Archive::find_place`] without numbers.
    pub(crate) fn places_named(&self, name: &str) -> Vec<PlaceId> {
        let key = text::name_key(name);
        self.places_by_key(&key, |found| found == key)
    }

    /// The places with a name whose key begins with `key`, in order of their ids.
    pub(crate) fn places_by_prefix(&self, key: &str) -> Vec<PlaceId> {
        self.places_by_key(key, |found| found.starts_with(key))
    }

    fn places_by_key(&self, key: &str, fits: impl Fn(&str) -> bool) -> Vec<PlaceId> {
        let first = self.keys.partition_point(|[start, end, _]| self.string(start, end) < key);
        let keys = (first..self.keys.len()).map(|at| self.key(at));
        let mut places: Vec<PlaceId> =
            keys.take_while(|(found, _)| fits(found)).map(|(_, place)| PlaceId(place)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The first and the last month that an item has; `None` where none has any.
    pub fn months(&self) -> Option<(Month, Month)> {
        let of = |record| date(record).flatten().and_then(|(period, _)| period.month());
        let months = || self.documents.iter().filter(|r| r[19] < r[20]).filter_map(of);
        Some((months().min()?, months().max()?))
    }

    /// The items that name a place, ascending.
    pub(crate) fn place_postings(
        &self,
        id: PlaceId,
    ) -> impl Iterator<Item = PlacePosting> + use<'a> {
        let [.., from, to, _] = self.places.get(id.index());
        let mut bytes = &self.postings[from as usize..to as usize];
        let mut items = Items::of(self);
        std::iter::from_fn(move || {
            let item = items.next(&mut bytes)?;
            Some(PlacePosting { item, mentions: varint::take(&mut bytes)? })
        })
    }

    /// The form itself.
    pub(crate) fn form(&self, id: FormId) -> &'a str {
        let [start, end, ..] = self.forms.get(id.0 as usize);
        self.string(start, end)
    }

    /// The number of items that hold a form.
    pub(crate) fn form_items(&self, id: FormId) -> u32 {
        self.forms.get(id.0 as usize)[4]
    }

    /// The id of a form that the corpus holds.
    pub(crate) fn find_form(&self, form: &str) -> Option<FormId> {
        self.forms_from(form).next().filter(|&id| self.form(id) == form)
    }

    /// Every form that begins with `prefix`, in order.
    pub(crate) fn forms_from<'s>(
        &'s self,
        prefix: &'s str,
    ) -> impl Iterator<Item = FormId> + use<'a, 's> {
        let first = self.forms.partition_point(|[start, end, ..]| self.string(start, end) < prefix);
        let ids = (first..self.forms.len()).map(|at| FormId(at as u32));
        ids.take_while(move |&id| self.form(id).starts_with(prefix))
    }

    /// The forms that share a form's stem, itself included, in order.
    pub(crate) fn inflections(&self, id: FormId) -> impl Iterator<Item = FormId> {
        let [.., family] = self.forms.get(id.0 as usize);
        self.members_of(family as usize)
    }

    /// The forms with that stem, in order.
    pub(crate) fn forms_of_stem(&self, stem: &str) -> impl Iterator<Item = FormId> {
        self.family(stem).into_iter().flat_map(|at| self.members_of(at))
    }

    /// The compounds that have a part with that form's stem, in order.
    pub(crate) fn compounds_with(&self, id: FormId) -> impl Iterator<Item = FormId> {
        let [.., family] = self.forms.get(id.0 as usize);
        let [.., from, to] = self.families.get(family as usize);
        self.members_in(from, to)
    }

    /// The compounds that have a part with that stem, in order.
    pub(crate) fn compounds_with_stem(&self, stem: &str) -> impl Iterator<Item = FormId> {
        let family = self.family(stem);
        family.into_iter().flat_map(|at| {
            let [.., from, to] = self.families.get(at);
            self.members_in(from, to)
        })
    }

    /// Forms that are likely compounds of a word with that stem which the corpus has nowhere else.
    pub(crate) fn compounds_ending_with(&self, stem: &str) -> impl Iterator<Item = FormId> {
        let likely =
            move |record: &[u32; 6]| text::ends_with(self.string(record[0], record[1]), stem);
        let families = self.families.iter().filter(likely);
        families.flat_map(|[_, _, from, to, _, _]| self.members_in(from, to))
    }

    /// The names with that sound, in order.
    pub(crate) fn names_with_sound<'s>(
        &'s self,
        sound: &'s str,
    ) -> impl Iterator<Item = FormId> + use<'a, 's> {
        let first = self.sounds.partition_point(|[start, end, _]| self.string(start, end) < sound);
        let names = (first..self.sounds.len()).map(|at| self.sounds.get(at));
        names
            .take_while(move |[start, end, _]| self.string(*start, *end) == sound)
            .map(|[_, _, form]| FormId(form))
    }

    /// Number of forms; their ids are those below it.
    pub(crate) fn form_count(&self) -> u32 {
        self.forms.len() as u32
    }

    /// The first form after all that begin with `prefix`.
    pub(crate) fn after_prefix(&self, prefix: &str) -> FormId {
        let before = |[start, end, ..]: [u32; 6]| {
            let form = self.string(start, end);
            form < prefix || form.starts_with(prefix)
        };
        FormId(self.forms.partition_point(before) as u32)
    }

    fn members_of(&self, family: usize) -> impl Iterator<Item = FormId> {
        let [_, _, from, to, _, _] = self.families.get(family);
        self.members_in(from, to)
    }

    fn members_in(&self, from: u32, to: u32) -> impl Iterator<Item = FormId> {
        (from..to).map(|at| FormId(self.members.get(at as usize)[0]))
    }

    fn family(&self, stem: &str) -> Option<usize> {
        let stem_of = |[start, end, ..]: [u32; 6]| self.string(start, end);
        let at = self.families.partition_point(|record| stem_of(record) < stem);
        let found = at < self.families.len() && stem_of(self.families.get(at)) == stem;
        found.then_some(at)
    }

    /// The items that hold a form, ascending.
    pub(crate) fn postings(&self, id: FormId) -> impl Iterator<Item = Posting<'a>> + use<'a> {
        let [_, _, from, to, ..] = self.forms.get(id.0 as usize);
        let mut bytes = &self.postings[from as usize..to as usize];
        let mut items = Items::of(self);
        std::iter::from_fn(move || {
            let item = items.next(&mut bytes)?;
            let (body, headings) = (varint::take(&mut bytes)?, varint::take(&mut bytes)?);
            let length = varint::take(&mut bytes)? as usize;
            let occurrences = bytes.get(..length)?;
            bytes = &bytes[length..];
            Some(Posting { item, body, headings, occurrences })
        })
    }

    pub(super) fn string(&self, start: u32, end: u32) -> &'a str {
        &self.strings[start as usize..end as usize]
    }

    /// A key of a name with its place.
    pub(super) fn key(&self, at: usize) -> (&'a str, u32) {
        let [start, end, place] = self.keys.get(at);
        (self.string(start, end), place)
    }
}

impl Lexicon for Archive<'_> {
    fn has_form(&self, form: &str) -> bool {
        self.find_form(form).is_some()
    }

    fn has_stem(&self, stem: &str) -> bool {
        self.forms_of_stem(stem).next().is_some()
    }
}

impl<'a> Posting<'a> {
    /// Where the form stands in the item, ascending.
    pub fn occurrences(&self) -> impl Iterator<Item = Occurrence> + use<'a> {
        let mut bytes = self.occurrences;
        let mut position = 0u32;
        std::iter::from_fn(move || {
            let code = varint::take(&mut bytes)?;
            position = position.checked_add(code / 2)?;
            Some(Occurrence { position, heading: code % 2 == 1 })
        })
    }
}

/// Undoes the differences between item numbers, and stops at what is no item.
struct Items {
    next: u32,
    first: bool,
    count: u32,
}

impl Items {
    fn of(archive: &Archive) -> Items {
        Items { next: 0, first: true, count: archive.item_count() }
    }

    fn next(&mut self, bytes: &mut &[u8]) -> Option<ItemId> {
        let step = varint::take(bytes)?;
        let item = self.next.checked_add(step).filter(|item| *item < self.count)?;
        if step == 0 && !self.first {
            return None;
        }
        (self.next, self.first) = (item, false);
        Some(ItemId(item))
    }
}

fn degrees(code: u32) -> f32 {
    (f64::from(code as i32) / 1e5) as f32
}

/// The date of a document's record; `None` where its code is none.
pub(super) fn date(record: [u32; 25]) -> Option<Option<(Period, Origin)>> {
    let [_, _, _, _, _, precision, number, from, ..] = record;
    let number = number as i32;
    let period = match precision {
        0 => return Some(None),
        1 => Period::Year(Month::new(number, 1)?.year()),
        2 => Period::Month(Month::from_number(number)?),
        3 => {
            let day = NaiveDate::from_num_days_from_ce_opt(number)?;
            Month::new(day.year(), day.month())?;
            Period::Day(day)
        }
        _ => return None,
    };
    Some(Some((period, origin(from)?)))
}

/// The evidence of a document's suggested date, where it has one.
pub(super) fn evidence(record: [u32; 25]) -> Option<Range<usize>> {
    let [_, _, _, _, _, _, _, _, day, _, _, start, end, ..] = record;
    (day > 0).then_some(start as usize..end as usize)
}

fn suggestion(record: [u32; 25], evidence: Range<usize>) -> Suggestion {
    let [_, _, _, _, _, _, _, _, day, month, year, ..] = record;
    Suggestion { day, month, year: (year > 0).then_some(year as i32), evidence }
}

pub(super) fn origin(code: u32) -> Option<Origin> {
    [Origin::Text, Origin::Editor, Origin::Derived].get(code as usize).copied()
}

pub(super) fn kind(code: u32) -> Option<ParagraphKind> {
    use ParagraphKind::{Body, Boilerplate, Caption, Heading};
    [Body, Heading, Caption, Boilerplate].get(code as usize).copied()
}

pub(super) fn role(code: u32) -> Option<Role> {
    use Role::{Adjective, Country, Facility, Literal, Metonym, PartOfName, Region};
    [Literal, Metonym, Region, PartOfName, Country, Adjective, Facility].get(code as usize).copied()
}
