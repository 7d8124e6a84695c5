//! Documents and items: everything about them but their words.
//!
//! One stream of bits: the number of documents and items; the names of the documents, the sources
//! and the languages, front-coded; then for each document its title's origin, its date, what the
//! text suggests as one, its source and language, its numbers of items and paragraphs, and the
//! bits of its part of the prose; for each of its items the paragraphs, the bytes, the heading,
//! the length in words, the kind of its first paragraph and where in the prose that begins.
//!
//! A document's part of the prose: its mentions (how many; for each the gap from the beginning of
//! the one before, the bytes less one, the place, the role, and whether it counts for an item),
//! its title, its text.

use super::bits::{BitReader, BitWriter};
use super::read;
use super::strings::{self, Strings};
use super::symbols;
use crate::ids::{DocId, PlaceId};
use crate::index::{self, Index, PlaceMention};
use crate::place::Role;
use crate::seed::{
    Article, Dating, Item as SeedItem, Origin, Paragraph, ParagraphKind, Suggestion,
};
use crate::time::Period;
use chrono::Datelike;
use std::collections::BTreeSet;
use std::ops::Range;

/// The parameter of the Rice code for the gaps between mentions.
const MENTION_GAP: u32 = 7;
/// Bits of small numbers: origins, precisions of dates, kinds; roles; days; months.
const SMALL: u32 = 2;
const ROLE: u32 = 3;
const DAY: u32 = 5;
const MONTH: u32 = 4;

/// Writes the documents and the prose.
pub(super) fn write(index: &Index, code: &symbols::Writer) -> (Vec<u8>, Vec<u8>) {
    let mut stream = BitWriter::default();
    stream.delta(index.articles.len() as u32);
    stream.delta(index.item_lengths.len() as u32);
    let names: Vec<&str> = index.articles.iter().map(|article| article.doc.as_str()).collect();
    strings::put_all(&mut stream, &names);
    let source = |article: &'_ Article| article.source.clone().unwrap_or_default();
    let sources: BTreeSet<String> = index.articles.iter().map(source).collect();
    let languages: BTreeSet<&str> = index.articles.iter().map(|a| a.language.as_str()).collect();
    let [sources, languages] = [
        put_table(&mut stream, sources.iter().map(String::as_str)),
        put_table(&mut stream, languages.into_iter()),
    ];
    let mut writer = Writer { index, code, prose: BitWriter::default(), stream, last_date: 0 };
    for (doc, first_item) in index::first_items(index.articles) {
        let article = &index.articles[doc.index()];
        let number =
            |table: &[String], of: &str| table.partition_point(|it| it.as_str() < of) as u32;
        let numbers = [number(&sources, &source(article)), number(&languages, &article.language)];
        writer.document(doc, article, numbers, first_item as usize);
    }
    (writer.stream.finish(), writer.prose.finish())
}

fn put_table<'s>(stream: &mut BitWriter, strings: impl Iterator<Item = &'s str>) -> Vec<String> {
    let strings: Vec<&str> = strings.collect();
    stream.delta(strings.len() as u32);
    strings::put_all(stream, &strings);
    strings.into_iter().map(str::to_owned).collect()
}

struct Writer<'w> {
    index: &'w Index<'w>,
    code: &'w symbols::Writer,
    stream: BitWriter,
    prose: BitWriter,
    last_date: i32,
}

impl Writer<'_> {
    fn document(&mut self, doc: DocId, article: &Article, numbers: [u32; 2], first_item: usize) {
        let start = self.prose.position();
        self.mentions(article, &self.index.mentions[doc.index()]);
        let prose = &self.index.prose[doc.index()];
        self.code.put(&mut self.prose, &prose.title);
        let text = self.prose.position();
        let begins = self.text(article, prose);
        let stream = &mut self.stream;
        stream.put(article.title.origin as u32, SMALL);
        put_date(stream, article.dating.date, &mut self.last_date);
        put_suggestion(stream, article.dating.suggestion.as_ref());
        numbers.iter().for_each(|&number| stream.gamma(number));
        stream.gamma(article.items.len() as u32);
        stream.delta(article.paragraphs.len() as u32);
        stream.delta((text - start) as u32);
        stream.delta((self.prose.position() - text) as u32);
        let (mut paragraph, mut end, mut bit) = (0, 0, text);
        for (nth, item) in article.items.iter().enumerate() {
            stream.gamma((item.paragraphs.start - paragraph) as u32);
            stream.gamma(item.paragraphs.len() as u32);
            put_spans(stream, item, end);
            stream.delta(self.index.item_lengths[first_item + nth]);
            let kind = article.paragraphs.get(item.paragraphs.start).map(|first| first.kind);
            stream.put(kind.unwrap_or(ParagraphKind::Body) as u32, SMALL);
            stream.delta((begins[item.paragraphs.start] - bit) as u32);
            (paragraph, end) = (item.paragraphs.end, item.span.end);
            bit = begins[item.paragraphs.start];
        }
    }

    /// Writes a text; answers with the bits where its paragraphs begin.
    fn text(&mut self, article: &Article, prose: &index::Prose) -> Vec<usize> {
        let mut done = 0;
        let mut begins = Vec::with_capacity(article.paragraphs.len());
        for &paragraph in &prose.paragraphs {
            self.code.put(&mut self.prose, &prose.text[done..paragraph]);
            begins.push(self.prose.position());
            done = paragraph;
        }
        self.code.put(&mut self.prose, &prose.text[done..]);
        begins
    }

    fn mentions(&mut self, article: &Article, mentions: &[PlaceMention]) {
        let width = place_bits(self.index.places.len() as u32);
        self.prose.delta(mentions.len() as u32);
        let mut last = 0;
        for mention in mentions {
            self.prose.rice((mention.span.start - last) as u32, MENTION_GAP);
            self.prose.gamma((mention.span.len() - 1) as u32);
            self.prose.put(mention.place.0, width);
            self.prose.put(mention.role as u32, ROLE);
            self.prose.put(u32::from(self.counts(article, mention)), 1);
            last = mention.span.start;
        }
    }

    /// Whether a mention counts for an item.
    fn counts(&self, article: &Article, mention: &PlaceMention) -> bool {
        let kind = self.index.places[mention.place.index()].place.kind;
        let items = article.items.iter().map(|item| item.paragraphs.clone());
        mention.role.counts_for(kind) && is_counted(&mention.span, &article.paragraphs, items)
    }
}

/// Whether the words at `span` lie in what is searched of one of the items, whose paragraphs are
/// told.
pub(super) fn is_counted(
    span: &Range<usize>,
    paragraphs: &[Paragraph],
    mut items: impl Iterator<Item = Range<usize>>,
) -> bool {
    let at = paragraphs.partition_point(|paragraph| paragraph.span.end < span.end);
    let inside = paragraphs.get(at).is_some_and(|paragraph| {
        index::is_searched(paragraph.kind) && paragraph.span.start <= span.start
    });
    inside && items.any(|item| item.contains(&at))
}

/// Bits of a place's number, for so many places.
fn place_bits(places: u32) -> u32 {
    u32::BITS - places.saturating_sub(1).leading_zeros()
}

fn put_spans(stream: &mut BitWriter, item: &SeedItem, end: usize) {
    stream.delta((item.span.start - end) as u32);
    stream.delta(item.span.len() as u32);
    stream.put(u32::from(item.heading.is_some()), 1);
    if let Some(heading) = &item.heading {
        stream.gamma((heading.start - item.span.start) as u32);
        stream.delta(heading.len() as u32);
    }
}

fn put_date(stream: &mut BitWriter, date: Option<(Period, Origin)>, last: &mut i32) {
    let Some((period, origin)) = date else { return stream.put(0, SMALL) };
    let (precision, number) = match period {
        Period::Year(year) => (1, year),
        Period::Month(month) => (2, month.number()),
        Period::Day(day) => (3, day.num_days_from_ce()),
    };
    stream.put(precision, SMALL);
    stream.put(origin as u32, SMALL);
    let step = number - *last;
    stream.delta((step << 1 ^ step >> 31) as u32);
    *last = number;
}

fn put_suggestion(stream: &mut BitWriter, suggestion: Option<&Suggestion>) {
    stream.put(u32::from(suggestion.is_some()), 1);
    if let Some(suggestion) = suggestion {
        stream.put(suggestion.day, DAY);
        stream.put(suggestion.month, MONTH);
        stream.delta(suggestion.year.unwrap_or(0) as u32);
        stream.delta(suggestion.evidence.start as u32);
        stream.delta(suggestion.evidence.len() as u32);
    }
}

/// All documents and items, unfolded.
pub(super) struct Documents<'a> {
    prose: &'a [u8],
    place_bits: u32,
    places: u32,
    pub names: Strings,
    sources: Strings,
    languages: Strings,
    pub documents: Vec<DocumentRecord>,
    pub items: Vec<ItemRecord>,
}

pub(super) struct DocumentRecord {
    pub title_origin: Origin,
    pub dating: Dating,
    source: u32,
    language: u32,
    pub items: Range<u32>,
    /// The bits of the prose where its mentions and its text begin, and where it ends.
    mentions: usize,
    pub text: usize,
    pub end: usize,
}

pub(super) struct ItemRecord {
    pub doc: DocId,
    pub span: Range<u32>,
    /// Empty: none.
    pub heading: Range<u32>,
    pub paragraphs: Range<u32>,
    pub words: u32,
    pub kind: ParagraphKind,
    /// The bit of the prose where its first paragraph begins.
    pub bit: usize,
}

/// A mention as it is written.
#[derive(Clone)]
pub(super) struct MentionRecord {
    pub mention: PlaceMention,
    /// Whether it counts for an item.
    pub counts: bool,
}

impl<'a> Documents<'a> {
    /// Unfolds the documents; `None` where these are none.
    pub fn open(bits: &[u8], prose: &'a [u8], places: u32) -> Option<Documents<'a>> {
        let mut reader = BitReader::new(bits, 0);
        let (documents, items) = (reader.delta() as usize, reader.delta() as usize);
        if documents.max(items) > 8 * bits.len() {
            return None;
        }
        let names = strings::take_all(&mut reader, documents)?;
        let [sources, languages] = [take_table(&mut reader)?, take_table(&mut reader)?];
        let mut all = Documents {
            prose,
            place_bits: place_bits(places),
            places,
            names,
            sources,
            languages,
            documents: Vec::with_capacity(documents),
            items: Vec::with_capacity(items),
        };
        let (mut last_date, mut bit) = (0, 0);
        for _ in 0..documents {
            all.take_document(&mut reader, &mut last_date, &mut bit)?;
            (!reader.is_past_end()).then_some(())?;
        }
        let is_sorted = (1..documents).all(|at| all.names.get(at - 1) < all.names.get(at));
        (is_sorted && all.items.len() == items && bit <= 8 * prose.len()).then_some(all)
    }

    fn take_document(
        &mut self,
        reader: &mut BitReader,
        last_date: &mut i32,
        bit: &mut usize,
    ) -> Option<()> {
        let title_origin = read::origin(reader.take(SMALL))?;
        let dating =
            Dating { date: take_date(reader, last_date)?, suggestion: take_suggestion(reader)? };
        let [source, language] = [reader.gamma(), reader.gamma()];
        let first = self.items.len() as u32;
        let (count, paragraphs) = (reader.gamma(), reader.delta());
        let mentions = *bit;
        let text = mentions + reader.delta() as usize;
        *bit = text + reader.delta() as usize;
        let doc = DocId(self.documents.len() as u32);
        let mut place = Place { paragraph: 0, end: 0, bit: text };
        for _ in 0..count {
            self.items.push(take_item(reader, doc, &mut place)?);
            (!reader.is_past_end()).then_some(())?;
        }
        (place.paragraph <= paragraphs && place.bit <= *bit).then_some(())?;
        self.documents.push(DocumentRecord {
            title_origin,
            dating,
            source,
            language,
            items: first..first + count,
            mentions,
            text,
            end: *bit,
        });
        Some(())
    }

    pub fn source(&self, document: &DocumentRecord) -> &str {
        self.sources.get(document.source as usize)
    }

    pub fn language(&self, document: &DocumentRecord) -> &str {
        self.languages.get(document.language as usize)
    }

    /// Every mention of a document, and the bit where its title begins.
    pub fn mentions(&self, doc: DocId) -> (Vec<MentionRecord>, usize) {
        let document = &self.documents[doc.index()];
        let mut reader = BitReader::new(self.prose, document.mentions);
        let mut mentions = Vec::new();
        let mut start = 0usize;
        for _ in 0..reader.delta() {
            start += reader.rice(MENTION_GAP) as usize;
            let end = start + reader.gamma() as usize + 1;
            let place = PlaceId(reader.take(self.place_bits));
            let role = read::role(reader.take(ROLE)).unwrap_or(Role::PartOfName);
            let counts = reader.take(1) == 1;
            if place.0 >= self.places || reader.position() > document.text {
                break;
            }
            let mention = PlaceMention { span: start..end, place, role };
            mentions.push(MentionRecord { mention, counts });
        }
        (mentions, reader.position())
    }
}

/// How far a document is read.
struct Place {
    paragraph: u32,
    end: u32,
    bit: usize,
}

fn take_item(reader: &mut BitReader, doc: DocId, place: &mut Place) -> Option<ItemRecord> {
    let first = place.paragraph.checked_add(reader.gamma())?;
    place.paragraph = first.checked_add(reader.gamma())?;
    let start = place.end.checked_add(reader.delta())?;
    place.end = start.checked_add(reader.delta())?;
    let heading = match reader.take(1) {
        1 => {
            let from = start.checked_add(reader.gamma())?;
            from..from.checked_add(reader.delta())?
        }
        _ => 0..0,
    };
    let words = reader.delta();
    let kind = read::kind(reader.take(SMALL))?;
    place.bit += reader.delta() as usize;
    let paragraphs = first..place.paragraph;
    Some(ItemRecord {
        doc,
        span: start..place.end,
        heading,
        paragraphs,
        words,
        kind,
        bit: place.bit,
    })
}

fn take_table(reader: &mut BitReader) -> Option<Strings> {
    let count = reader.delta() as usize;
    strings::take_all(reader, count)
}

fn take_date(reader: &mut BitReader, last: &mut i32) -> Option<Option<(Period, Origin)>> {
    let precision = reader.take(SMALL);
    if precision == 0 {
        return Some(None);
    }
    let origin = read::origin(reader.take(SMALL))?;
    let step = reader.delta();
    *last = last.checked_add((step >> 1) as i32 ^ -((step & 1) as i32))?;
    Some(Some((read::period(precision, *last)?, origin)))
}

fn take_suggestion(reader: &mut BitReader) -> Option<Option<Suggestion>> {
    if reader.take(1) == 0 {
        return Some(None);
    }
    let (day, month, year) = (reader.take(DAY), reader.take(MONTH), reader.delta());
    let start = reader.delta() as usize;
    let evidence = start..start + reader.delta() as usize;
    Some(Some(Suggestion { day, month, year: (year > 0).then_some(year as i32), evidence }))
}
