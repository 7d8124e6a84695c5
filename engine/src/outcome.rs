//! What a search answers: one value that every view reads a slice of.

use crate::ids::{DocId, ItemId, PlaceId};
use crate::query::{Choice, Kind, Remark};
use crate::sort;
use crate::text;
use crate::time::Month;
use std::cmp::Reverse;
use std::ops::Range;

/// The whole answer to one query.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// Items found: those that have all that is asked.
    pub total: u32,
    /// Where no item of the atlas has all words, the items that have most of them and pass the
    /// filters. These are the hits then; they count nowhere else.
    pub near: u32,
    /// Those of them that are near-duplicates of another and stand under its hit.
    pub folded: u32,
    /// Documents that those items belong to.
    pub documents: u32,
    /// The asked-for stretch of the hits (`offset`, `limit`), in the asked-for order: `total` or
    /// `near` less `folded` there are.
    pub hits: Vec<Hit>,
    /// Every place of the kind that the query groups by
    /// ([`Query::per`](crate::query::Query::per)) named in the items that pass all *other*
    /// filters, most items first, then by name; chosen ones stay, with 0, when nothing is left,
    /// and so do those left out, with the items that are missing for their sake.
    pub places: Vec<PlaceCount>,
    /// Every region, likewise; none where `places` are regions.
    pub regions: Vec<PlaceCount>,
    /// Every month from the first to the last of the atlas, empty ones too, counted over the
    /// items that pass all other filters.
    pub months: Vec<MonthCount>,
    /// Items without a month (no date, or only a year), counted likewise.
    pub undated: u32,
    /// Those of them that a period leaves out, where nothing is said of undated items.
    pub outside: u32,
    /// How precise the dates of the items found are.
    pub precision: Precision,
    /// Items that name no place of that kind, counted over the items that pass all filters but the
    /// places.
    pub placeless: u32,
    /// Every document with an item that passes all other filters, most items first, then by name;
    /// chosen ones and those left out stay as cities do.
    pub by_document: Vec<DocumentCount>,
    /// Every kind of text that the atlas has, counted over the items that pass all other filters.
    pub kinds: Vec<KindCount>,
    /// What each word of the query was taken to mean, in the order typed.
    pub words: Vec<WordReport>,
    /// Where no item of the atlas has all words, and others have most of them: what was asked for,
    /// as typed, that none of these has. May be empty: then every word is found, but never all
    /// together.
    pub lacking: Option<Vec<String>>,
    /// What is odd about the words as typed.
    pub remarks: Vec<Remark>,
}

impl Outcome {
    /// How many hits there are beyond those in `hits`, where these are the first.
    pub fn more(&self) -> usize {
        ((self.total.max(self.near) - self.folded) as usize).saturating_sub(self.hits.len())
    }
}

/// One item that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// The item.
    pub item: ItemId,
    /// BM25 score; 0 where the query has no words.
    pub score: f32,
    /// The best passage.
    pub snippet: Snippet,
    /// The cities the item names, most mentions first.
    pub places: Vec<PlaceId>,
    /// The paths by which the words were found in this item, strongest first, none twice.
    pub why: Vec<Path>,
    /// Items found that say the same in almost the same words, in the order of the collection.
    pub alike: Vec<ItemId>,
}

/// A passage of an item, with what was found in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Snippet {
    /// The passage on one line: runs of white space become one space, ellipses are added where
    /// the passage does not begin or end a paragraph.
    pub text: String,
    /// The bytes of the source that the passage shows.
    pub passage: Range<usize>,
    /// What was found, as byte ranges of `text`, in order, without overlap.
    pub marks: Vec<Mark>,
}

/// A marked stretch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Bytes of the text it stands in.
    pub range: Range<usize>,
    /// How it was found.
    pub path: Path,
}

/// How a word of the text answers a word of the query, strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Path {
    /// Part of a quoted phrase.
    Phrase,
    /// The word as typed, but for case and accents.
    Exact,
    /// Another inflection of the word.
    Inflection,
    /// A word that begins with what was typed, or an inflection of such a word.
    Prefix,
    /// A compound that the word is part of, or the parts of the compound that was typed near each
    /// other.
    Compound,
    /// Another spelling of the name of a place or person.
    Spelling,
    /// A word that differs by a slip of the finger.
    Typo,
}

impl Path {
    /// Every path, strongest first.
    pub const ALL: [Path; 7] = [
        Path::Phrase,
        Path::Exact,
        Path::Inflection,
        Path::Prefix,
        Path::Compound,
        Path::Spelling,
        Path::Typo,
    ];

    /// The word that other programs know it by.
    pub fn name(self) -> &'static str {
        match self {
            Path::Phrase => "phrase",
            Path::Exact => "exact",
            Path::Inflection => "inflection",
            Path::Prefix => "prefix",
            Path::Compound => "compound",
            Path::Spelling => "spelling",
            Path::Typo => "typo",
        }
    }
}

/// A place with the number of items that it counts for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlaceCount {
    /// The place.
    pub place: PlaceId,
    /// Items that name it; of a region or country those too that name a place in it.
    pub count: u32,
    /// Of these, the items that name it itself: by its name, adjective or inhabitants.
    pub itself: u32,
    /// Whether the query asks for it or leaves it out.
    pub choice: Choice,
}

/// A document with its number of items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DocumentCount {
    /// The document.
    pub doc: DocId,
    /// Items.
    pub count: u32,
    /// Whether the query asks for it or leaves it out.
    pub choice: Choice,
}

/// A kind of text with its number of items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KindCount {
    /// The kind.
    pub kind: Kind,
    /// Items.
    pub count: u32,
}

/// A month with its numbers of items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MonthCount {
    /// The month.
    pub month: Month,
    /// Items that pass all filters but the dates.
    pub count: u32,
    /// Items of the whole atlas.
    pub total: u32,
    /// Whether the query's dates take it in; true for all where the query has no dates.
    pub chosen: bool,
}

/// How many items are dated how precisely.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Precision {
    /// To the day.
    pub day: u32,
    /// To the month.
    pub month: u32,
    /// To the year; these have no month.
    pub year: u32,
    /// Not at all.
    pub none: u32,
}

/// What became of a word of the query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordReport {
    /// The word as typed.
    pub typed: String,
    /// The forms of the corpus that answer it, strongest path first, then most items; the first
    /// twenty. Of a place these are the spellings of its name, or else its name.
    pub forms: Vec<FormReport>,
    /// The forms that would answer too, but are left out
    /// ([`Query::without`](crate::query::Query::without)), likewise.
    pub left_out: Vec<FormReport>,
}

impl WordReport {
    /// The forms beside the one typed, those left out too, each with whether it counts; in the
    /// order of `forms`, so that a form that is left out keeps its spot.
    pub fn others(&self) -> Vec<(FormReport, bool)> {
        let typed = text::name_key(&self.typed);
        let kept = self.forms.iter().map(|form| (form.clone(), true));
        let left_out = self.left_out.iter().map(|form| (form.clone(), false));
        let mut others: Vec<_> = kept.chain(left_out).collect();
        others.retain(|((form, path, _), _)| *path != Path::Exact && text::name_key(form) != typed);
        let key = |((form, path, items), _): &(FormReport, bool)| {
            (*path, Reverse(*items), text::name_key(form))
        };
        sort::by_key(&mut others, key);
        others
    }
}

/// A form of the corpus, how it answers, and the number of items that hold it.
pub type FormReport = (String, Path, u32);
