//! A whole document, ready to be shown: its words in runs, with hits and places marked.

use crate::archive::Archive;
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
pub struct Reading<'a> {
    /// Its items in order, and between them, without a number, what belongs to none.
    pub items: Vec<ReadingItem<'a>>,
    /// Number of hits; their ordinals are those below it, in the order of the text.
    pub hits: u32,
}

/// An item, or paragraphs before the first that belong to none (a header line, the title and
/// stock phrases of a live blog).
#[derive(Clone, PartialEq, Debug)]
pub struct ReadingItem<'a> {
    /// Its number.
    pub item: Option<ItemId>,
    /// Its heading, as bytes of the document; also the first of `paragraphs`.
    pub heading: Option<Range<usize>>,
    /// Its paragraphs.
    pub paragraphs: Vec<ReadingParagraph<'a>>,
}

/// A paragraph in runs.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadingParagraph<'a> {
    /// What part it plays.
    pub kind: ParagraphKind,
    /// Its bytes in the document.
    pub span: Range<usize>,
    /// Its text, cut where a hit or place begins or ends; none empty.
    pub runs: Vec<Run<'a>>,
}

/// A stretch of text that is shown in one way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run<'a> {
    /// The words, untouched.
    pub text: &'a str,
    /// The ordinal of the hit it is part of, and how that was found.
    pub hit: Option<(u32, Path)>,
    /// The city it names.
    pub place: Option<PlaceId>,
}

impl Reading<'_> {
    /// The ordinal of the first hit in or after an item; `None` where no hit follows.
    pub fn first_hit(&self, item: ItemId) -> Option<u32> {
        let from = self.items.iter().skip_while(|read| read.item != Some(item));
        let runs = from.flat_map(|read| &read.paragraphs).flat_map(|paragraph| &paragraph.runs);
        runs.filter_map(|run| run.hit).map(|(ordinal, _)| ordinal).next()
    }
}

/// Reads a document with the words of a query marked in its headings and running text.
pub fn read<'a>(archive: &Archive<'a>, doc: DocId, query: &Query) -> Reading<'a> {
    let document = archive.document(doc);
    let paragraphs = archive.paragraphs(doc);
    let mut runs = Runs {
        archive,
        plan: Plan::new(archive, query),
        text: document.text,
        mentions: archive.mentions(doc),
        hits: 0,
    };
    let mut items = Vec::new();
    let mut done = 0;
    for id in document.items.map(ItemId) {
        let item = archive.item(id);
        items.extend(runs.item(None, None, &paragraphs[done..item.paragraphs.start]));
        items.extend(runs.item(Some(id), item.heading, &paragraphs[item.paragraphs.clone()]));
        done = item.paragraphs.end;
    }
    items.extend(runs.item(None, None, &paragraphs[done..]));
    Reading { items, hits: runs.hits }
}

struct Runs<'r, 'a> {
    archive: &'r Archive<'a>,
    plan: Plan<'a>,
    text: &'a str,
    mentions: Vec<PlaceMention>,
    hits: u32,
}

impl<'a> Runs<'_, 'a> {
    /// `None` where there are no paragraphs.
    fn item(
        &mut self,
        item: Option<ItemId>,
        heading: Option<Range<usize>>,
        paragraphs: &[Paragraph],
    ) -> Option<ReadingItem<'a>> {
        let read = |paragraph| self.paragraph(paragraph, item.is_some());
        let paragraphs: Vec<_> = paragraphs.iter().map(read).collect();
        (!paragraphs.is_empty()).then_some(ReadingItem { item, heading, paragraphs })
    }

    fn paragraph(&mut self, paragraph: &Paragraph, of_item: bool) -> ReadingParagraph<'a> {
        let span = &paragraph.span;
        let marks = if of_item && index::is_searched(paragraph.kind) {
            marks(self.archive, &self.plan, self.text, span, &self.mentions)
        } else {
            Vec::new()
        };
        let named: Vec<&PlaceMention> =
            index::within(&self.mentions, span).filter(|m| m.role.counts()).collect();
        let runs = self.runs(span, &marks, &named);
        self.hits += marks.len() as u32;
        ReadingParagraph { kind: paragraph.kind, span: span.clone(), runs }
    }

    fn runs(&self, span: &Range<usize>, marks: &[Mark], named: &[&PlaceMention]) -> Vec<Run<'a>> {
        let edges = marks.iter().map(|mark| &mark.range).chain(named.iter().map(|m| &m.span));
        let edges = edges.chain([span]).flat_map(|range| [range.start, range.end]);
        let cuts: Vec<usize> = edges.collect::<BTreeSet<usize>>().into_iter().collect();
        let run = |pair: &[usize]| {
            let here = |range: &Range<usize>| range.contains(&pair[0]);
            let hit = marks.iter().position(|mark| here(&mark.range));
            Run {
                text: &self.text[pair[0]..pair[1]],
                hit: hit.map(|nth| (self.hits + nth as u32, marks[nth].path)),
                place: named.iter().find(|m| here(&m.span)).map(|m| m.place),
            }
        };
        cuts.windows(2).map(run).collect()
    }
}
