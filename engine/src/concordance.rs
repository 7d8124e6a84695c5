//! The concordance, or key words in context: every hit of what a query finds on a line of its own,
//! with the words that stand before and after it.

use crate::archive::{Archive, ItemText};
use crate::export::{cell, csv};
use crate::ids::{DocId, ItemId, PlaceId};
use crate::index::{self, PlaceMention};
use crate::outcome::Path;
use crate::place::PlaceKind;
use crate::query::Query;
use crate::search::{self, Plan, marks};
use crate::sort;
use crate::text::{name_key, one_line, scalar_ranges};
use crate::time::{Month, Period};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Characters of context shown on either side at most.
const CONTEXT: usize = 70;
/// Lines that are gathered at most: a reader sorts no more by eye.
const MOST: usize = 5000;

/// A hit with its context.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// The item it stands in.
    pub item: ItemId,
    /// What stands before it in its paragraph, on one line.
    pub left: String,
    /// The hit itself.
    pub hit: String,
    /// What stands after it in its paragraph, on one line.
    pub right: String,
    /// The hit in its document, in Unicode scalar values.
    pub range: Range<usize>,
    /// How it was found.
    pub path: Path,
    /// The date of its document.
    pub date: Option<Period>,
    /// The places that count for its paragraph, of the kind that the query counts ([`Query::per`]),
    /// in the order of the text, none twice.
    pub places: Vec<PlaceId>,
    /// The bytes of its paragraph.
    pub paragraph: Range<usize>,
}

/// In which order lines stand; ties in the order of the items found and of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As the items were found.
    #[default]
    Found,
    /// By the words before the hit, the nearest first.
    Left,
    /// By the words after the hit.
    Right,
    /// Oldest first, undated last.
    Date,
    /// By the name of the first place of their paragraph; those without a place last.
    Place,
}

/// What lines are put together by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum By {
    /// Nothing: all are together.
    #[default]
    Nothing,
    /// The places that count for their paragraph; a line stands with each of them.
    Place,
    /// The month of their document.
    Month,
    /// The places, and with each the months.
    PlaceAndMonth,
}

/// What the lines of a group have in common: of each thing that they are put together by, a value,
/// or `None` inside for those that have none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Group {
    /// The place that counts for the paragraph.
    pub place: Option<Option<PlaceId>>,
    /// The month of the document.
    pub month: Option<Option<Month>>,
}

/// The lines of a query.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Concordance {
    /// In the order asked for.
    pub lines: Vec<Line>,
    /// Items found whose lines are not here, because there were enough.
    pub unread: usize,
}

/// Every hit of what a query finds, with its context.
pub fn concordance(archive: &Archive, query: &Query, order: Order) -> Concordance {
    let mut found = gathered(archive, query, MOST);
    arrange(archive, &mut found.lines, order);
    found
}

/// A table for spreadsheets ([`csv`]) of every hit, however many there are, with its whole paragraph;
/// `address` and `made` are those of [`Export`](crate::export::Export).
pub fn every_line(
    archive: &Archive,
    query: &Query,
    separator: char,
    [address, made]: [&str; 2],
) -> String {
    let head = ["paragraph", "title", "query", "atlas", "made"];
    let head: Vec<&str> = COLUMNS.into_iter().chain(head).collect();
    let mut source: Option<(DocId, String)> = None;
    let found = gathered(archive, query, usize::MAX);
    let mut rows = found.lines.iter().map(|line| {
        let doc = archive.item_document(line.item);
        let read = source.take().filter(|(read, _)| *read == doc);
        let (_, text) = source.insert(read.unwrap_or_else(|| (doc, archive.text(doc))));
        let paragraph = text[line.paragraph.clone()].to_owned();
        let of_all = [format!("#{address}"), archive.id(), made.to_owned()];
        let more = [paragraph, archive.heading(line.item)].into_iter().chain(of_all);
        line.cells(archive).into_iter().chain(more).collect()
    });
    csv(&head, &mut rows, separator)
}

/// The lines of a query in the order of the items found, until there are `most`.
fn gathered(archive: &Archive, query: &Query, most: usize) -> Concordance {
    let plan = Plan::new(archive, query);
    let items = search::items(archive, query, &plan);
    let mut found = Concordance { lines: Vec::new(), unread: items.len() };
    // The source of the document last read: its items mostly follow each other.
    let mut source: Option<(DocId, String)> = None;
    for item in items {
        if found.lines.len() >= most {
            break;
        }
        let doc = archive.item_document(item);
        let text = match source.take() {
            Some((read, text)) if read == doc => text,
            _ => archive.text(doc),
        };
        found.lines.extend(lines(archive, query.per, &plan, item, &text));
        found.unread -= 1;
        source = Some((doc, text));
    }
    found
}

fn arrange(archive: &Archive, lines: &mut [Line], order: Order) {
    match order {
        Order::Found => {}
        Order::Left => sort::by_key(lines, |line| backwards(&line.left)),
        Order::Right => sort::by_key(lines, |line| name_key(&line.right)),
        Order::Date => {
            let day = |line: &Line| line.date.map(|date| date.days().from);
            sort::by_key(lines, |line| (line.date.is_none(), day(line)));
        }
        Order::Place => {
            let name = |place: &PlaceId| name_key(archive.place_name(*place));
            let first = |line: &Line| line.places.first().map(name);
            sort::by_key(lines, |line| (line.places.is_empty(), first(line)));
        }
    }
}

/// What the cells of a line are.
const COLUMNS: [&str; 9] =
    ["left", "hit", "right", "date", "places", "doc", "item", "start", "end"];

impl Line {
    /// Context, hit, context, date, places, document, item, and the hit's place in Unicode scalar
    /// values.
    fn cells(&self, archive: &Archive) -> [String; COLUMNS.len()] {
        let document = archive.document(archive.item_document(self.item));
        let places: Vec<&str> =
            self.places.iter().map(|&place| archive.place_name(place)).collect();
        [
            self.left.clone(),
            self.hit.clone(),
            self.right.clone(),
            self.date.map(|date| date.to_string()).unwrap_or_default(),
            places.join("; "),
            document.name.to_owned(),
            (self.item.0 - document.items.start + 1).to_string(),
            self.range.start.to_string(),
            self.range.end.to_string(),
        ]
    }
}

impl Concordance {
    /// The lines as a table with tabs, which spreadsheets take from the clipboard.
    pub fn table(&self, archive: &Archive) -> String {
        let row = |line: &Line| line.cells(archive).map(|value| cell(&value)).join("\t");
        let head = COLUMNS.join("\t");
        let rows = [head].into_iter().chain(self.lines.iter().map(row));
        rows.collect::<Vec<String>>().join("\n")
    }

    /// The numbers of the lines of each group: places by their number of lines and then by name,
    /// months in their order, what has neither last.
    pub fn groups(&self, archive: &Archive, by: By) -> Vec<(Group, Vec<usize>)> {
        let [with_places, with_months] = [
            matches!(by, By::Place | By::PlaceAndMonth),
            matches!(by, By::Month | By::PlaceAndMonth),
        ];
        let mut of_place: BTreeMap<Option<PlaceId>, usize> = BTreeMap::new();
        let mut groups: BTreeMap<(Option<PlaceId>, Option<Month>), Vec<usize>> = BTreeMap::new();
        for (at, line) in self.lines.iter().enumerate() {
            let month = line.date.and_then(Period::month).filter(|_| with_months);
            let places = line.places.iter().copied().map(Some).filter(|_| with_places);
            let none = (!with_places || line.places.is_empty()).then_some(None);
            for place in places.chain(none) {
                *of_place.entry(place).or_default() += 1;
                groups.entry((place, month)).or_default().push(at);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        sort::by_key(&mut groups, |((place, month), _)| {
            let name = place.map(|place| archive.place_name(place));
            (place.is_none(), Reverse(of_place[place]), name, month.is_none(), *month)
        });
        let group = |((place, month), lines)| {
            let place = with_places.then_some(place);
            (Group { place, month: with_months.then_some(month) }, lines)
        };
        groups.into_iter().map(group).collect()
    }
}

/// The hits of an item in the order of its text, which `text` is the whole document of.
fn lines(archive: &Archive, per: PlaceKind, plan: &Plan, id: ItemId, text: &str) -> Vec<Line> {
    let item = archive.item(id);
    let mentions = archive.mentions(item.doc);
    let mut words = ItemText::default();
    archive.read_item(id, &mut words);
    let mut found = Vec::new();
    for paragraph in &words.paragraphs {
        if !index::is_searched(paragraph.kind) {
            continue;
        }
        let span = &paragraph.span;
        let places = places(archive, per, index::within(&mentions, span));
        for mark in marks(archive, plan, &words, paragraph, &mentions) {
            found.push(Line {
                item: id,
                left: before(&text[span.start..mark.range.start]),
                hit: one_line(&text[mark.range.clone()]),
                right: after(&text[mark.range.end..span.end]),
                range: mark.range,
                path: mark.path,
                date: item.date,
                places: places.clone(),
                paragraph: span.clone(),
            });
        }
    }
    let bytes: Vec<Range<usize>> = found.iter().map(|line| line.range.clone()).collect();
    for (line, range) in found.iter_mut().zip(scalar_ranges(text, &bytes)) {
        line.range = range;
    }
    found
}

/// The places of a kind that mentions count for, in the order of the text, none twice.
fn places<'m>(
    archive: &Archive,
    per: PlaceKind,
    mentions: impl Iterator<Item = &'m PlaceMention>,
) -> Vec<PlaceId> {
    let mut places = Vec::new();
    for mention in mentions.filter(|mention| archive.counts(mention)) {
        for place in archive.groups_of(mention.place) {
            if archive.place_kind(place) == per && !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

/// The end of a text as context, on one line.
fn before(text: &str) -> String {
    ending(&one_line(text), CONTEXT).to_owned()
}

/// The beginning of a text as context, on one line.
fn after(text: &str) -> String {
    beginning(&one_line(text), CONTEXT).to_owned()
}

/// The end of a line: whole words, of so many characters together at most.
pub fn ending(line: &str, most: usize) -> &str {
    &line[within(line.len(), line.split_word_bound_indices().rev(), most, |at, _| at)..]
}

/// The beginning of a line: whole words, of so many characters together at most.
pub fn beginning(line: &str, most: usize) -> &str {
    &line[..within(0, line.split_word_bound_indices(), most, |at, word| at + word.len())]
}

/// The `edge` of the last of the words that are within so many characters together, or this one.
fn within<'t>(
    from: usize,
    words: impl Iterator<Item = (usize, &'t str)>,
    most: usize,
    edge: impl Fn(usize, &str) -> usize,
) -> usize {
    let (mut left, mut at) = (most, from);
    for (start, word) in words {
        let length = word.chars().count();
        if length > left {
            break;
        }
        (left, at) = (left - length, edge(start, word));
    }
    at
}

/// The words of a text from the last to the first, as a key to sort by.
fn backwards(text: &str) -> String {
    let key = name_key(text);
    key.split(' ').rev().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_cut_between_words() {
        let line = "De stad Charkov, in het oosten.";
        let ends = [(6, "."), (7, "oosten."), (8, " oosten."), (99, line)];
        assert!(ends.iter().all(|&(most, end)| ending(line, most) == end));
        let begins = [(1, ""), (2, "De"), (15, "De stad Charkov"), (16, "De stad Charkov,")];
        assert!(begins.iter().all(|&(most, begin)| beginning(line, most) == begin));
    }
}
