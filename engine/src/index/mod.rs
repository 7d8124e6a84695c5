//! The inverted index: which items hold which words, where, and which places they name.
//!
//! Only headings and running text are indexed. Words are kept as forms; the forms that share a
//! stem are a *family*, so that a search for one inflection can answer with all of them. A family
//! knows the compounds that its words are part of, and names are also kept by their sound.

use crate::atlas::PlaceEntry;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::place::Role;
use crate::seed::{Article, ParagraphKind};
use crate::text::{self, Initial, Lexicon, Token};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// Positions left free between paragraphs, so that no phrase reaches over their border.
const PARAGRAPH_GAP: u32 = 16;

/// A whole atlas, ready to be written as an archive.
pub(crate) struct Index {
    /// In order of their names.
    pub articles: Vec<Article>,
    /// Of every article.
    pub mentions: Vec<Vec<PlaceMention>>,
    /// Words of every item, through all articles.
    pub item_lengths: Vec<u32>,
    /// In order of the form.
    pub forms: BTreeMap<String, Form>,
    /// The forms of every stem, in order of the stem.
    pub families: BTreeMap<String, Family>,
    /// Forms that may be names, for they never have a small letter, by their sound.
    pub sounds: BTreeSet<(String, u32)>,
    /// In order of their GeoNames id.
    pub places: Vec<Named>,
}

/// What is known of a form.
#[derive(Default)]
pub(crate) struct Form {
    /// The items that hold it, ascending.
    pub postings: Vec<Posting>,
    /// Its family's place in [`Index::families`].
    pub family: u32,
    /// Whether it is ever written with a small letter.
    small: bool,
    /// Whether it is ever written with a capital inside a sentence.
    capital: bool,
}

impl Form {
    /// Whether it is only ever a name.
    fn is_name(&self) -> bool {
        self.capital && !self.small
    }
}

/// The forms of a stem, ascending.
#[derive(Default)]
pub(crate) struct Family {
    /// Those that have it.
    pub members: Vec<u32>,
    /// Those that have a part with it.
    pub compounds: Vec<u32>,
}

/// The occurrences of a form in an item.
pub(crate) struct Posting {
    pub item: ItemId,
    pub occurrences: Vec<Occurrence>,
}

/// One occurrence of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Occurrence {
    /// The place of the word in its item; paragraphs lie at least [`PARAGRAPH_GAP`] apart.
    pub position: u32,
    /// Whether it stands in a heading.
    pub heading: bool,
}

/// A place with the items that name it.
pub(crate) struct Named {
    pub entry: PlaceEntry,
    /// Items and the number of mentions that count in each, ascending.
    pub items: Vec<(ItemId, u32)>,
}

/// A mention of a place in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceMention {
    /// The bytes of the name in the document's text.
    pub span: Range<usize>,
    /// The place.
    pub place: PlaceId,
    /// What the words do there.
    pub role: Role,
}

impl Index {
    /// Indexes the articles (in order of their names) and their mentions; `places` must hold
    /// every mentioned place in order of its id.
    pub fn new(
        articles: Vec<Article>,
        mentions: Vec<Vec<PlaceMention>>,
        places: Vec<PlaceEntry>,
    ) -> Index {
        let named = |entry| Named { entry, items: Vec::new() };
        let mut index = Index {
            mentions: Vec::new(),
            item_lengths: Vec::new(),
            forms: BTreeMap::new(),
            families: BTreeMap::new(),
            sounds: BTreeSet::new(),
            places: places.into_iter().map(named).collect(),
            articles: Vec::new(),
        };
        for (article, mentions) in articles.iter().zip(&mentions) {
            for item in 0..article.items.len() {
                index.add_item(article, item, mentions);
            }
        }
        index.group_families();
        index.find_sounds();
        Index { articles, mentions, ..index }
    }

    fn add_item(&mut self, article: &Article, nth: usize, mentions: &[PlaceMention]) {
        let id = ItemId(self.item_lengths.len() as u32);
        let (mut base, mut length) = (0, 0);
        let mut named: BTreeMap<PlaceId, u32> = BTreeMap::new();
        for paragraph in &article.paragraphs[article.items[nth].paragraphs.clone()] {
            if !is_searched(paragraph.kind) {
                continue;
            }
            let heading = paragraph.kind == ParagraphKind::Heading;
            let mut end = base;
            for token in text::tokens(&article.text[paragraph.span.clone()]) {
                end = base + token.position + 1;
                length += u32::from(token.width == 1);
                self.add_occurrence(token, id, Occurrence { position: end - 1, heading });
            }
            base = end + PARAGRAPH_GAP;
            for mention in within(mentions, &paragraph.span) {
                *named.entry(mention.place).or_default() += u32::from(mention.role.counts());
            }
        }
        self.item_lengths.push(length);
        for (place, count) in named.into_iter().filter(|(_, count)| *count > 0) {
            self.places[place.index()].items.push((id, count));
        }
    }

    fn add_occurrence(&mut self, token: Token, item: ItemId, occurrence: Occurrence) {
        let form = self.forms.entry(token.form).or_default();
        form.small |= token.initial == Initial::Small;
        form.capital |= token.initial == Initial::Name;
        let postings = &mut form.postings;
        match postings.last_mut() {
            Some(posting) if posting.item == item => posting.occurrences.push(occurrence),
            _ => postings.push(Posting { item, occurrences: vec![occurrence] }),
        }
    }

    /// Puts every form in the family of its stem, and every compound also in those of its parts.
    fn group_families(&mut self) {
        let words = Words::of(&self.forms);
        let mut families: BTreeMap<String, Family> = BTreeMap::new();
        for (id, (form, entry)) in (0..).zip(&self.forms) {
            families.entry(text::stem(form)).or_default().members.push(id);
            if !entry.is_name() {
                let parts = text::parts(form, &words).into_iter().map(text::stem);
                for part in parts.collect::<BTreeSet<String>>() {
                    families.entry(part).or_default().compounds.push(id);
                }
            }
        }
        let mut family_of = vec![0; self.forms.len()];
        for (number, family) in (0..).zip(families.values()) {
            family.members.iter().for_each(|&form| family_of[form as usize] = number);
        }
        for (form, family) in self.forms.values_mut().zip(family_of) {
            form.family = family;
        }
        self.families = families;
    }

    fn find_sounds(&mut self) {
        let names = (0..).zip(&self.forms).filter(|(_, (_, entry))| !entry.small);
        self.sounds = names.map(|(id, (form, _))| (text::sound(form), id)).collect();
    }
}

/// The words of the articles, as what compounds are made of.
struct Words<'f> {
    forms: HashSet<&'f str>,
    /// Of forms that are not names.
    stems: HashSet<String>,
}

impl Words<'_> {
    fn of(forms: &BTreeMap<String, Form>) -> Words<'_> {
        let words = forms.iter().filter(|(_, entry)| !entry.is_name());
        Words {
            forms: forms.keys().map(String::as_str).collect(),
            stems: words.map(|(form, _)| text::stem(form)).collect(),
        }
    }
}

impl Lexicon for Words<'_> {
    fn has_form(&self, form: &str) -> bool {
        self.forms.contains(form)
    }

    fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }
}

/// Whether paragraphs of that kind are searched, counted and quoted.
pub(crate) fn is_searched(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Heading | ParagraphKind::Body)
}

/// The mentions that lie in `span`.
pub(crate) fn within<'m>(
    mentions: &'m [PlaceMention],
    span: &Range<usize>,
) -> impl Iterator<Item = &'m PlaceMention> {
    let first = mentions.partition_point(|mention| mention.span.start < span.start);
    let end = span.end;
    mentions[first..]
        .iter()
        .take_while(move |mention| mention.span.start < end)
        .filter(move |mention| mention.span.end <= end)
}

/// Links what the recogniser found to the atlas's own numbers: the places that are mentioned, in
/// order of their ids, and every document's mentions in the order of its text.
///
/// Mentions of a place that `entry` does not know are left out.
pub(crate) fn link_places(
    found: Vec<Vec<crate::place::Mention>>,
    entry: &dyn Fn(crate::ids::GeoId) -> Option<PlaceEntry>,
) -> (Vec<PlaceEntry>, Vec<Vec<PlaceMention>>) {
    let ids: BTreeSet<_> = found.iter().flatten().map(|mention| mention.place).collect();
    let places: Vec<PlaceEntry> = ids.into_iter().filter_map(entry).collect();
    let link = |mention: crate::place::Mention| {
        let at = places.binary_search_by_key(&mention.place, |entry| entry.place.id).ok()?;
        Some(PlaceMention { span: mention.span, place: PlaceId(at as u32), role: mention.role })
    };
    let in_order = |found: Vec<crate::place::Mention>| {
        let mut mentions: Vec<PlaceMention> = found.into_iter().filter_map(link).collect();
        mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        mentions
    };
    let mentions = found.into_iter().map(in_order).collect();
    (places, mentions)
}

/// Every article's number and the number of its first item.
pub(crate) fn first_items(articles: &[Article]) -> impl Iterator<Item = (DocId, u32)> {
    let mut first = 0;
    articles.iter().enumerate().map(move |(doc, article)| {
        let this = (DocId(doc as u32), first);
        first += article.items.len() as u32;
        this
    })
}
