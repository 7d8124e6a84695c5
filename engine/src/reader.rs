//! A whole document, ready to be shown: its words in runs, with hits and places marked.

use crate::archive::{Archive, Body, ItemParagraph, ItemText};
use crate::ids::{DocId, ItemId, PlaceId};
use crate::index::{self, PlaceMention};
use crate::outcome::{Mark, Path};
use crate::query::Query;
use crate::search::{Plan, marks};
use crate::seed::{Paragraph, ParagraphKind};
use crate::sort;
use crate::text::{byte_range, scalar_ranges};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// A document with what a query finds in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// Its items in order, and between them, without a number, what belongs to none.
    pub items: Vec<ReadingItem>,
    /// Number of hits; their ordinals are those below it, in the order of the text.
    pub hits: u32,
}

/// An item, or paragraphs before the first that belong to none (a header line, the title and
/// stock phrases of a live blog).
#[derive(Clone, PartialEq, Debug)]
pub struct ReadingItem {
    /// Its number.
    pub item: Option<ItemId>,
    /// Its heading, as bytes of the document; also the first of `paragraphs`.
    pub heading: Option<Range<usize>>,
    /// Its paragraphs.
    pub paragraphs: Vec<ReadingParagraph>,
}

/// A paragraph in runs.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadingParagraph {
    /// What part it plays.
    pub kind: ParagraphKind,
    /// Its bytes in the document.
    pub span: Range<usize>,
    /// Where it begins in the document, in Unicode scalar values.
    pub start: usize,
    /// Its text, cut where a hit or place begins or ends; none empty.
    pub runs: Vec<Run>,
}

/// A stretch of text that is shown in one way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The words, untouched.
    pub text: String,
    /// The ordinal of the hit it is part of, and how that was found.
    pub hit: Option<(u32, Path)>,
    /// The mention of a place that it is part of.
    pub place: Option<PlaceMention>,
    /// Whether it is part of the passage that is cited.
    pub cited: bool,
}

impl Reading {
    /// The ordinal of the first hit in or after an item; `None` where no hit follows.
    pub fn first_hit(&self, item: ItemId) -> Option<u32> {
        let from = self.items.iter().skip_while(|read| read.item != Some(item));
        let runs = from.flat_map(|read| &read.paragraphs).flat_map(|paragraph| &paragraph.runs);
        runs.filter_map(|run| run.hit).map(|(ordinal, _)| ordinal).next()
    }

    /// The item that a hit stands in; `None` where there is no such hit, or it is in none.
    pub fn item_of(&self, hit: u32) -> Option<ItemId> {
        let has_hit = |read: &&ReadingItem| {
            let mut runs = read.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
            runs.any(|run| run.hit.is_some_and(|(ordinal, _)| ordinal == hit))
        };
        self.items.iter().find(has_hit)?.item
    }

    /// The places that the document names, with the number of mentions; most first.
    pub fn places(&self) -> Vec<(PlaceId, u32)> {
        let paragraphs = self.items.iter().flat_map(|read| &read.paragraphs);
        let mut counts: BTreeMap<PlaceId, u32> = BTreeMap::new();
        for paragraph in paragraphs {
            // A hit that covers part of a name cuts its mention in two runs.
            let mut before = &None;
            for run in &paragraph.runs {
                if let Some(mention) = run.place.as_ref().filter(|_| run.place != *before) {
                    *counts.entry(mention.place).or_default() += 1;
                }
                before = &run.place;
            }
        }
        let mut places: Vec<(PlaceId, u32)> = counts.into_iter().collect();
        sort::by_key(&mut places, |&(_, mentions)| Reverse(mentions));
        places
    }

    /// The items with the first line of each and the number of hits in it: a table of contents.
    pub fn outline(&self) -> Vec<(ItemId, String, u32)> {
        let entry = |read: &ReadingItem| {
            let words = |paragraph: &ReadingParagraph| -> String {
                paragraph.runs.iter().map(|run| run.text.as_str()).collect()
            };
            let first = read.paragraphs.first().map(words).unwrap_or_default();
            let runs = read.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
            // A mention that covers part of a hit cuts it in two runs.
            let mut hits: Vec<u32> = runs.filter_map(|run| Some(run.hit?.0)).collect();
            hits.dedup();
            Some((read.item?, first.trim().to_owned(), hits.len() as u32))
        };
        self.items.iter().filter_map(entry).collect()
    }

    /// The paragraph of a hit, or the first of running text in an item where there is no such
    /// hit, in Unicode scalar values: what is cited when nothing is selected.
    pub fn paragraph_at(&self, hit: u32, item: Option<ItemId>) -> Option<Range<usize>> {
        let paragraphs = || self.items.iter().flat_map(|read| &read.paragraphs);
        let has_hit = |paragraph: &&ReadingParagraph| {
            paragraph.runs.iter().any(|run| run.hit.is_some_and(|(ordinal, _)| ordinal == hit))
        };
        let of_item = self.items.iter().filter(|read| read.item.is_some());
        let of_item = of_item.skip_while(|read| item.is_some() && read.item != item);
        let mut body = of_item.flat_map(|read| &read.paragraphs);
        let paragraph = paragraphs()
            .find(has_hit)
            .or_else(|| body.find(|paragraph| paragraph.kind == ParagraphKind::Body))?;
        let length: usize = paragraph.runs.iter().map(|run| run.text.chars().count()).sum();
        Some(paragraph.start..paragraph.start + length)
    }
}

/// Reads a document with the words of a query marked in its headings and running text, and the
/// passage that is cited, in Unicode scalar values, in all of it.
pub fn read(archive: &Archive, doc: DocId, query: &Query, cited: Option<Range<usize>>) -> Reading {
    let (mut runs, paragraphs) = Runs::over(archive, doc, query, cited);
    let count = paragraphs.len();
    let paragraphs = |range: Range<usize>| paragraphs.get(range).unwrap_or_default();
    let mut items = Vec::new();
    let mut done = 0;
    for id in archive.document(doc).items.map(ItemId) {
        let item = archive.item(id);
        items.extend(runs.rest(paragraphs(done..item.paragraphs.start)));
        items.extend(runs.item(id, item.heading, paragraphs(item.paragraphs.clone())));
        done = item.paragraphs.end;
    }
    items.extend(runs.rest(paragraphs(done..count)));
    Reading { items, hits: runs.hits }
}

/// Reads one item of a document, with the words of a query marked; its hits are numbered from 0.
/// `None` where it has no paragraphs.
pub fn read_item(archive: &Archive, item: ItemId, query: &Query) -> Option<ReadingItem> {
    let found = archive.item(item);
    let (mut runs, paragraphs) = Runs::over(archive, found.doc, query, None);
    runs.item(item, found.heading, paragraphs.get(found.paragraphs)?)
}

struct Runs<'r, 'a> {
    archive: &'r Archive<'a>,
    plan: Plan,
    text: String,
    mentions: Vec<PlaceMention>,
    /// Where paragraphs begin, in their order: in bytes, and in Unicode scalar values.
    starts: Vec<(usize, usize)>,
    /// Bytes of the text.
    cited: Option<Range<usize>>,
    hits: u32,
}

impl<'r, 'a> Runs<'r, 'a> {
    /// What reads a document, and the paragraphs to read.
    fn over(
        archive: &'r Archive<'a>,
        doc: DocId,
        query: &Query,
        cited: Option<Range<usize>>,
    ) -> (Self, Vec<Paragraph>) {
        let Body { text, paragraphs } = archive.body(doc);
        let spans: Vec<Range<usize>> = paragraphs.iter().map(|p| p.span.clone()).collect();
        let starts = scalar_ranges(&text, &spans).into_iter().map(|range| range.start);
        let runs = Runs {
            archive,
            plan: Plan::new(archive, query),
            mentions: archive.mentions(doc),
            starts: spans.iter().map(|span| span.start).zip(starts).collect(),
            cited: cited.and_then(|passage| byte_range(&text, &passage)),
            text,
            hits: 0,
        };
        (runs, paragraphs)
    }

    /// What belongs to no item; `None` where there are no paragraphs.
    fn rest(&mut self, paragraphs: &[Paragraph]) -> Option<ReadingItem> {
        let read = |paragraph: &Paragraph| self.paragraph(paragraph, Vec::new());
        let paragraphs: Vec<_> = paragraphs.iter().map(read).collect();
        let some = !paragraphs.is_empty();
        some.then_some(ReadingItem { item: None, heading: None, paragraphs })
    }

    /// `None` where there are no paragraphs.
    fn item(
        &mut self,
        id: ItemId,
        heading: Option<Range<usize>>,
        paragraphs: &[Paragraph],
    ) -> Option<ReadingItem> {
        let mut text = ItemText::default();
        self.archive.read_item(id, &mut text);
        let read = |(paragraph, words): (&Paragraph, &ItemParagraph)| {
            let marks = match index::is_searched(words.kind) {
                true => marks(self.archive, &self.plan, &text, words, &self.mentions),
                false => Vec::new(),
            };
            self.paragraph(paragraph, marks)
        };
        let paragraphs: Vec<_> = paragraphs.iter().zip(&text.paragraphs).map(read).collect();
        (!paragraphs.is_empty()).then_some(ReadingItem { item: Some(id), heading, paragraphs })
    }

    fn paragraph(&mut self, paragraph: &Paragraph, marks: Vec<Mark>) -> ReadingParagraph {
        let span = &paragraph.span;
        let named: Vec<&PlaceMention> =
            index::within(&self.mentions, span).filter(|m| self.archive.counts(m)).collect();
        let runs = self.runs(span, &marks, &named);
        self.hits += marks.len() as u32;
        let at = self.starts.partition_point(|(byte, _)| *byte < span.start);
        let start = self.starts[at].1;
        ReadingParagraph { kind: paragraph.kind, span: span.clone(), start, runs }
    }

    fn runs(&self, span: &Range<usize>, marks: &[Mark], named: &[&PlaceMention]) -> Vec<Run> {
        let edges = marks.iter().map(|mark| &mark.range).chain(named.iter().map(|m| &m.span));
        let edges = edges.chain([span]).chain(&self.cited);
        let edges = edges.flat_map(|range| [range.start, range.end]);
        let within = edges.map(|edge| edge.clamp(span.start, span.end));
        let mut cuts: Vec<usize> = within.collect();
        sort::by_key(&mut cuts, |cut| *cut);
        cuts.dedup();
        let run = |pair: &[usize]| {
            let here = |range: &Range<usize>| range.contains(&pair[0]);
            let hit = marks.iter().position(|mark| here(&mark.range));
            Run {
                text: self.text.get(pair[0]..pair[1]).unwrap_or_default().to_owned(),
                hit: hit.map(|nth| (self.hits + nth as u32, marks[nth].path)),
                place: named.iter().find(|m| here(&m.span)).map(|m| (*m).clone()),
                cited: self.cited.as_ref().is_some_and(here),
            }
        };
        cuts.windows(2).map(run).collect()
    }
}
