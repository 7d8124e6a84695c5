//! A whole document, ready to be shown: its words in runs, with hits and places marked.

use crate::archive::{Archive, Body, ItemParagraph, ItemText};
use crate::ids::{DocId, ItemId, PlaceId};
use crate::index::{self, PlaceMention};
use crate::outcome::{Mark, Path};
use crate::query::Query;
use crate::search::{Plan, marks};
use crate::seed::{Paragraph, ParagraphKind};
use std::collections::BTreeSet;
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
    /// The city it names.
    pub place: Option<PlaceId>,
}

impl Reading {
    /// The ordinal of the first hit in or after an item; `None` where no hit follows.
    pub fn first_hit(&self, item: ItemId) -> Option<u32> {
        let from = self.items.iter().skip_while(|read| read.item != Some(item));
        let runs = from.flat_map(|read| &read.paragraphs).flat_map(|paragraph| &paragraph.runs);
        runs.filter_map(|run| run.hit).map(|(ordinal, _)| ordinal).next()
    }
}

/// Reads a document with the words of a query marked in its headings and running text.
pub fn read(archive: &Archive, doc: DocId, query: &Query) -> Reading {
    let Body { text, paragraphs } = archive.body(doc);
    let mut runs = Runs {
        archive,
        plan: Plan::new(archive, query),
        text,
        mentions: archive.mentions(doc),
        hits: 0,
    };
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

struct Runs<'r, 'a> {
    archive: &'r Archive<'a>,
    plan: Plan,
    text: String,
    mentions: Vec<PlaceMention>,
    hits: u32,
}

impl Runs<'_, '_> {
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
            index::within(&self.mentions, span).filter(|m| m.role.counts()).collect();
        let runs = self.runs(span, &marks, &named);
        self.hits += marks.len() as u32;
        ReadingParagraph { kind: paragraph.kind, span: span.clone(), runs }
    }

    fn runs(&self, span: &Range<usize>, marks: &[Mark], named: &[&PlaceMention]) -> Vec<Run> {
        let edges = marks.iter().map(|mark| &mark.range).chain(named.iter().map(|m| &m.span));
        let edges = edges.chain([span]).flat_map(|range| [range.start, range.end]);
        let cuts: Vec<usize> = edges.collect::<BTreeSet<usize>>().into_iter().collect();
        let run = |pair: &[usize]| {
            let here = |range: &Range<usize>| range.contains(&pair[0]);
            let hit = marks.iter().position(|mark| here(&mark.range));
            Run {
                text: self.text.get(pair[0]..pair[1]).unwrap_or_default().to_owned(),
                hit: hit.map(|nth| (self.hits + nth as u32, marks[nth].path)),
                place: named.iter().find(|m| here(&m.span)).map(|m| m.place),
            }
        };
        cuts.windows(2).map(run).collect()
    }
}
