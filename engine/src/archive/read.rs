//! What an opened archive holds.

use super::bits::{BitReader, rice_parameter};
use super::{Archive, FormId, ListBuffer, form_bits, sound_hash};
use crate::ids::{DocId, GeoId, ItemId, PlaceId};
use crate::index::PlaceMention;
use crate::place::{Place, PlaceKind, Role};
use crate::seed::{self, Dating, Origin, ParagraphKind};
use crate::sort;
use crate::text::{self, Lexicon};
use crate::time::{Month, Period};
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
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
    pub dating: &'a Dating,
    /// Who published it, where the editor states it.
    pub source: Option<&'a str>,
    /// BCP 47 tag of its language.
    pub language: &'a str,
    /// Its items: numbers of [`ItemId`]s.
    pub items: Range<u32>,
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
    /// Its paragraphs, as indices into those of its document's [`Body`](super::Body).
    pub paragraphs: Range<usize>,
    /// Its document's date.
    pub date: Option<Period>,
    /// Words in its headings and running text.
    pub words: u32,
}

/// A paragraph is the same in the archive as in the article.
pub use seed::Paragraph;

impl Archive<'_> {
    /// Number of documents; their ids are those below it.
    pub fn document_count(&self) -> u32 {
        self.documents.documents.len() as u32
    }

    /// Every document, in order of its name.
    pub fn documents(&self) -> impl Iterator<Item = (DocId, Document<'_>)> {
        (0..self.document_count()).map(|id| (DocId(id), self.document(DocId(id))))
    }

    /// A document.
    ///
    /// # Panics
    /// Like all that takes an id: where the id is not of this archive.
    pub fn document(&self, id: DocId) -> Document<'_> {
        let record = &self.documents.documents[id.index()];
        Document {
            name: self.documents.names.get(id.index()),
            title: self.title(id),
            title_origin: record.title_origin,
            dating: &record.dating,
            source: Some(self.documents.source(record)).filter(|source| !source.is_empty()),
            language: self.documents.language(record),
            items: record.items.clone(),
        }
    }

    /// The document with that name.
    pub fn find_document(&self, name: &str) -> Option<DocId> {
        let names = &self.documents.names;
        let at = names.partition_point(|found| found < name);
        (at < names.len() && names.get(at) == name).then_some(DocId(at as u32))
    }

    /// Number of items; their ids are those below it.
    pub fn item_count(&self) -> u32 {
        self.documents.items.len() as u32
    }

    /// Every item, in the order of the documents and their texts.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, Item)> + '_ {
        (0..self.item_count()).map(|id| (ItemId(id), self.item(ItemId(id))))
    }

    /// An item.
    pub fn item(&self, id: ItemId) -> Item {
        let record = &self.documents.items[id.index()];
        let bytes = |range: &Range<u32>| range.start as usize..range.end as usize;
        Item {
            doc: record.doc,
            span: bytes(&record.span),
            heading: Some(bytes(&record.heading)).filter(|heading| !heading.is_empty()),
            paragraphs: bytes(&record.paragraphs),
            date: self.item_date(id),
            words: record.words,
        }
    }

    /// The length of an item in words: [`Item::words`] without the rest.
    pub(crate) fn item_words(&self, id: ItemId) -> u32 {
        self.tables.words[id.index()]
    }

    /// The mean length of items in words, at least 1.
    pub(crate) fn mean_words(&self) -> f32 {
        self.tables.mean_words
    }

    /// Whether there are items that are the only ones of their documents, or that are not.
    pub(crate) fn has_alone(&self, alone: bool) -> bool {
        self.tables.alone.contains(&alone)
    }

    /// Whether an item is the only one of its document.
    pub(crate) fn is_alone(&self, id: ItemId) -> bool {
        self.tables.alone[id.index()]
    }

    /// The date of an item's document: [`Item::date`] without the rest.
    pub(crate) fn item_date(&self, id: ItemId) -> Option<Period> {
        self.tables.dates[id.index()]
    }

    /// The month of an item's date, where it has one.
    pub(crate) fn item_month(&self, id: ItemId) -> Option<Month> {
        self.tables.months[id.index()]
    }

    /// The document that an item is part of.
    pub fn item_document(&self, id: ItemId) -> DocId {
        self.tables.docs[id.index()]
    }

    /// Whether any two items are near-duplicates.
    pub(crate) fn has_alike(&self) -> bool {
        self.alike.has_any()
    }

    /// The first of the near-duplicates of an item, itself perhaps; `None` where it has none.
    #[inline]
    pub(crate) fn first_alike(&self, id: ItemId) -> Option<ItemId> {
        self.alike.first(id)
    }

    /// Every mention of a place in a document, of whatever role and in whatever paragraph, in the
    /// order of the text.
    pub fn mentions(&self, doc: DocId) -> Vec<PlaceMention> {
        let read = || self.documents.mentions(doc).0;
        let mentions = self.changed.get(&doc).cloned().unwrap_or_else(read);
        mentions.into_iter().map(|found| found.mention).collect()
    }

    /// Number of places; their ids are those below it.
    pub fn place_count(&self) -> u32 {
        self.places.len()
    }

    /// Every place that is mentioned, in order of its GeoNames id.
    pub fn places(&self) -> impl Iterator<Item = (PlaceId, Place)> + '_ {
        (0..self.place_count()).map(|id| (PlaceId(id), self.place(PlaceId(id))))
    }

    /// A place.
    pub fn place(&self, id: PlaceId) -> Place {
        self.places.get(id)
    }

    /// The name of a place that a reader expects.
    pub fn place_name(&self, id: PlaceId) -> &str {
        self.places.name(id)
    }

    /// Every name of a place: the one to show, then the others in their order.
    pub fn place_names(&self, id: PlaceId) -> Vec<&str> {
        self.places.names(id)
    }

    /// Whether a place is a city, a region or a country.
    pub fn place_kind(&self, id: PlaceId) -> PlaceKind {
        self.places.kind(id)
    }

    /// The region and the country that a place lies in.
    pub fn around(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + use<> {
        self.places.around(id)
    }

    /// The places that a mention of a place counts for: itself, its region and its country.
    pub(crate) fn groups_of(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + use<> {
        std::iter::once(id).chain(self.around(id))
    }

    /// Whether a mention counts as one of its place.
    pub fn counts(&self, mention: &PlaceMention) -> bool {
        mention.role.counts_for(self.place_kind(mention.place))
    }

    /// The place of a place among all in order of their names to show.
    pub(crate) fn place_rank(&self, id: PlaceId) -> u32 {
        self.places.rank(id)
    }

    /// The places with that name, in any spelling, capitals and accents aside; or the place with
    /// that GeoNames id, in digits. Of places of one name the cities that items name go before the
    /// regions, and these before the countries: only the first of these kinds is answered, for the
    /// others have their numbers. In order of their ids.
    pub fn find_place(&self, name: &str) -> Vec<PlaceId> {
        if let Ok(geo) = name.trim().parse() {
            return self.places.find(GeoId(geo)).into_iter().collect();
        }
        let key = text::name_key(name);
        let mut places = self.places.with_key(&key, |found| found == key);
        let rank = |&place: &PlaceId| (self.place_items(place).len() == 0, self.place_kind(place));
        let first = places.iter().map(rank).min();
        places.retain(|place| Some(rank(place)) == first);
        places
    }

    /// The cities with that name, likewise: what a word of a query may mean besides itself.
    pub(crate) fn places_named(&self, name: &str) -> Vec<PlaceId> {
        let key = text::name_key(name);
        let mut places = self.places.with_key(&key, |found| found == key);
        places.retain(|&place| self.place_kind(place) == PlaceKind::City);
        places
    }

    /// The places with a name whose key begins with `key`, in order of their ids.
    pub(crate) fn places_by_prefix(&self, key: &str) -> Vec<PlaceId> {
        self.places.with_key(key, |found| found.starts_with(key))
    }

    /// The first and the last month that an item has; `None` where none has any.
    pub fn months(&self) -> Option<(Month, Month)> {
        self.in_months().first().zip(self.in_months().last()).map(|(first, last)| (first.0, last.0))
    }

    /// The number of items of every month from the first that an item has to the last.
    pub(crate) fn in_months(&self) -> &[(Month, u32)] {
        &self.tables.in_month
    }

    /// The items that a place counts for, ascending.
    pub(crate) fn place_items(&self, id: PlaceId) -> impl ExactSizeIterator<Item = ItemId> + '_ {
        self.named.place_items.get(id.index()).iter().map(|naming| naming.item())
    }

    /// The same items, each with the mentions that count, at most 255: for a region or country
    /// also those of places in it.
    pub(crate) fn place_mentions(&self, id: PlaceId) -> impl Iterator<Item = (ItemId, u32)> + '_ {
        let namings = self.named.place_items.get(id.index()).iter();
        namings.map(|naming| (naming.item(), naming.mentions()))
    }

    /// The places of a kind that count for an item, most mentions first, then by id.
    pub(crate) fn places_of_kind(&self, id: ItemId, kind: PlaceKind) -> Vec<PlaceId> {
        let mut places = self.places_of(id).to_vec();
        places.retain(|&place| self.place_kind(place) == kind);
        sort::by_key(&mut places, |&place| (Reverse(self.mentions_of(place, id)), place));
        places
    }

    /// The first of [`Archive::places_of_kind`].
    pub(crate) fn main_place(&self, id: ItemId, kind: PlaceKind) -> Option<PlaceId> {
        let places = self.places_of(id).iter().copied();
        let of_kind = places.filter(|&place| self.place_kind(place) == kind);
        of_kind.min_by_key(|&place| (Reverse(self.mentions_of(place, id)), place))
    }

    fn mentions_of(&self, place: PlaceId, id: ItemId) -> u32 {
        let items = self.named.place_items.get(place.index());
        let at = items.binary_search_by_key(&id, |naming| naming.item());
        at.map_or(0, |at| items[at].mentions())
    }

    /// The places that count for an item.
    pub(crate) fn places_of(&self, id: ItemId) -> &[PlaceId] {
        self.named.item_places.get(id.index())
    }

    /// Whether a place of that kind counts for an item.
    pub(crate) fn names_any(&self, id: ItemId, kind: PlaceKind) -> bool {
        self.places_of(id).iter().any(|&place| self.place_kind(place) == kind)
    }

    /// The items that name a region or country itself, ascending.
    pub(crate) fn items_naming(&self, id: PlaceId) -> &[ItemId] {
        self.named.items_naming.get(id.index())
    }

    /// Reads which items hold a form, and how often.
    pub(crate) fn read_list(&self, form: FormId, buffer: &mut ListBuffer) {
        self.lists.read(&self.lexicon, form, buffer);
    }

    /// Whether the items for a range of forms, and their inflections, are ready.
    pub(crate) fn is_ready(&self, forms: &Range<u32>) -> bool {
        self.begun.has(forms)
    }

    /// Calls `each` with the items that hold a form of a range: for a range that is ready also
    /// those that hold an inflection of one, and each item once.
    pub(crate) fn each_item(&self, forms: Range<u32>, each: impl FnMut(ItemId)) {
        if self.begun.has(&forms) {
            self.begun.each_item(&forms, each);
        } else {
            self.lists.each_item(&self.lexicon, forms, each);
        }
    }

    /// The form itself.
    pub(crate) fn form(&self, id: FormId) -> &str {
        self.lexicon.form(id)
    }

    /// The number of items that hold a form.
    pub(crate) fn form_items(&self, id: FormId) -> u32 {
        self.lexicon.items(id)
    }

    /// Number of forms; their ids are those below it.
    pub(crate) fn form_count(&self) -> u32 {
        self.lexicon.form_count()
    }

    /// The id of a form that items hold.
    pub(crate) fn find_form(&self, form: &str) -> Option<FormId> {
        self.lexicon.find(form)
    }

    /// The numbers of the forms that begin with `prefix`; some may be in no item.
    pub(crate) fn form_range(&self, prefix: &str) -> Range<u32> {
        self.lexicon.beginning_with(prefix)
    }

    /// Every form that begins with `prefix` and that items hold, in order.
    pub(crate) fn forms_from(&self, prefix: &str) -> impl Iterator<Item = FormId> + '_ {
        self.form_range(prefix).map(FormId).filter(|&form| self.form_items(form) > 0)
    }

    /// The forms that share a form's stem, itself included, in order.
    pub(crate) fn inflections(&self, id: FormId) -> impl Iterator<Item = FormId> + '_ {
        self.lexicon.members(self.lexicon.family(id))
    }

    /// The first form of every family with a form of a range that items hold; never the same
    /// twice in a row.
    pub(crate) fn families_of(&self, forms: Range<u32>) -> impl Iterator<Item = FormId> + '_ {
        let held = forms.map(FormId).filter(|&form| self.form_items(form) > 0);
        let mut last = None;
        held.map(|form| self.lexicon.family(form))
            .filter(move |&first| last.replace(first) != Some(first))
    }

    /// The forms with that stem, in order.
    pub(crate) fn forms_of_stem(&self, stem: &str) -> impl Iterator<Item = FormId> + '_ {
        let family = self.lexicon.family_of_stem(stem);
        family.into_iter().flat_map(|first| self.lexicon.members(first))
    }

    /// The compounds that have a part with that form's stem, in order.
    pub(crate) fn compounds_with(&self, id: FormId) -> impl Iterator<Item = FormId> + '_ {
        self.lexicon.compounds(self.lexicon.family(id))
    }

    /// The compounds that have a part with that stem, in order.
    pub(crate) fn compounds_with_stem(&self, stem: &str) -> impl Iterator<Item = FormId> + '_ {
        let family = self.lexicon.family_of_stem(stem);
        family.into_iter().flat_map(|first| self.lexicon.compounds(first))
    }

    /// Forms that are likely compounds of a word with that stem which the corpus has nowhere else.
    pub(crate) fn compounds_ending_with<'s>(
        &'s self,
        stem: &'s str,
    ) -> impl Iterator<Item = FormId> + 's {
        let shortest = text::before_head(stem);
        let families = shortest.map(|_| self.lexicon.ending_with(stem)).into_iter().flatten();
        let likely = families.filter(move |(_, before)| Some(*before) >= shortest);
        likely.flat_map(|(first, _)| self.lexicon.members(first))
    }

    /// The names with that sound, in order.
    pub(crate) fn names_with_sound<'s>(
        &'s self,
        sound: &'s str,
    ) -> impl Iterator<Item = FormId> + 's {
        let hash = sound_hash(sound);
        let first = self.sounds.partition_point(|(found, _)| *found < hash);
        let names = self.sounds[first..].iter().take_while(move |(found, _)| *found == hash);
        names
            .map(|(_, form)| FormId(*form))
            .filter(move |&form| text::sound(self.form(form)) == sound)
    }

    /// The first form after those that begin with the same `bytes` bytes as a form.
    pub(crate) fn after_prefix(&self, form: FormId, bytes: usize) -> FormId {
        self.lexicon.after_prefix(form, bytes)
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

/// The names by the hash of their sound; `None` where these are none.
pub(super) fn sounds(bits: &[u8], forms: u32) -> Option<Vec<(u16, u32)>> {
    let mut reader = BitReader::new(bits, 0);
    let count = reader.delta();
    let k = rice_parameter(count, 1 << 16);
    let mut sounds = Vec::with_capacity(count.min(forms) as usize);
    let mut hash = 0u16;
    for _ in 0..count {
        hash = hash.checked_add(u16::try_from(reader.rice(k)).ok()?)?;
        let form = reader.take(form_bits(forms));
        (form < forms && !reader.is_past_end()).then_some(())?;
        sounds.push((hash, form));
    }
    Some(sounds)
}

pub(super) fn period(precision: u32, number: i32) -> Option<Period> {
    Some(match precision {
        1 => Period::Year(Month::new(number, 1)?.year()),
        2 => Period::Month(Month::from_number(number)?),
        _ => {
            let day = NaiveDate::from_num_days_from_ce_opt(number)?;
            Month::new(day.year(), day.month())?;
            Period::Day(day)
        }
    })
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
