//! The passage of an item that shows best what was found in it.

use crate::archive::Archive;
use crate::ids::ItemId;
use crate::index::{self, PlaceMention};
use crate::outcome::{Mark, Path, Snippet};
use crate::search::{Plan, marks};
use crate::seed::ParagraphKind;
use std::cmp::Reverse;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Length that a passage is filled up to, in bytes.
const FULL: usize = 200;
/// Length at which a sentence is cut, in bytes.
const LONGEST: usize = 300;
/// Bytes shown before the first mark of a sentence that is cut.
const LEAD: usize = 60;

/// The passage of an item that shows most of what was found, of running text rather than of
/// headings; where no word was found, one that names a place asked for; else the beginning.
pub(crate) fn snippet(archive: &Archive, plan: &Plan, item: ItemId) -> Snippet {
    let item = archive.item(item);
    let text = archive.document(item.doc).text;
    let mentions = archive.mentions(item.doc);
    let mut best: Option<((u32, bool, bool), Snippet)> = None;
    for paragraph in &archive.paragraphs(item.doc)[item.paragraphs.clone()] {
        if !index::is_searched(paragraph.kind) {
            continue;
        }
        let marks = marks(archive, plan, text, &paragraph.span, &mentions);
        let named = named(plan, &paragraph.span, &mentions);
        let anchors = if marks.is_empty() { &named } else { &marks };
        let passage = passage(text, &paragraph.span, anchors);
        let shown = marks.iter().filter(|mark| inside(&mark.range, &passage));
        let worth = (worth(shown), !named.is_empty(), paragraph.kind == ParagraphKind::Body);
        if best.as_ref().is_none_or(|(other, _)| worth > *other) {
            best = Some((worth, show(text, &paragraph.span, passage, &marks)));
        }
    }
    best.map(|(_, snippet)| snippet).unwrap_or_default()
}

/// The mentions of places asked for, as if they were marks.
fn named(plan: &Plan, span: &Range<usize>, mentions: &[PlaceMention]) -> Vec<Mark> {
    let asked = |m: &&PlaceMention| m.role.counts() && plan.places.contains(&m.place);
    let asked = index::within(mentions, span).filter(asked);
    asked.map(|m| Mark { range: m.span.clone(), path: Path::Spelling }).collect()
}

/// What marks are worth together: two likenesses do not push the word itself out of sight.
fn worth<'m>(marks: impl Iterator<Item = &'m Mark>) -> u32 {
    let worth = |mark: &Mark| match mark.path {
        Path::Phrase | Path::Exact | Path::Inflection | Path::Spelling => 3,
        Path::Prefix | Path::Compound | Path::Typo => 1,
    };
    marks.map(worth).sum()
}

fn inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The sentence of a paragraph whose marks are worth most, the first of several; shortened
/// where it is too long, with the sentences after it where there is room.
fn passage(text: &str, span: &Range<usize>, marks: &[Mark]) -> Range<usize> {
    let sentences: Vec<Range<usize>> = text[span.clone()]
        .split_sentence_bound_indices()
        .map(|(at, sentence)| span.start + at..span.start + at + sentence.trim_end().len())
        .collect();
    let worth_of =
        |sentence: &Range<usize>| worth(marks.iter().filter(|mark| inside(&mark.range, sentence)));
    let best = (0..sentences.len()).min_by_key(|&at| (Reverse(worth_of(&sentences[at])), at));
    let Some(best) = best else { return span.clone() };
    let sentence = sentences[best].clone();
    if sentence.len() > LONGEST {
        let first = marks.iter().find(|mark| inside(&mark.range, &sentence));
        return cut(text, &sentence, first.map(|mark| mark.range.start));
    }
    let room = |next: &&Range<usize>| next.end - sentence.start <= FULL;
    let last = sentences[best..].iter().take_while(room).last();
    sentence.start..last.map_or(sentence.end, |last| last.end)
}

/// A stretch of a long sentence around byte `mark`, from word to word.
fn cut(text: &str, sentence: &Range<usize>, mark: Option<usize>) -> Range<usize> {
    let words: Vec<(usize, &str)> = text[sentence.clone()].split_word_bound_indices().collect();
    let ink = |(_, word): &&(usize, &str)| !word.trim().is_empty();
    let lead = mark.unwrap_or(sentence.start).saturating_sub(LEAD).max(sentence.start);
    let start = words.iter().filter(ink).map(|(at, _)| sentence.start + at).find(|&at| at >= lead);
    let start = start.unwrap_or(sentence.start);
    let ends = words.iter().filter(ink).map(|(at, word)| sentence.start + at + word.len());
    let end = ends.take_while(|&end| end <= start + FULL).last();
    start..end.filter(|&end| end > start).unwrap_or(sentence.end)
}

/// The passage on one line, with ellipses where it leaves something of its paragraph out.
fn show(text: &str, paragraph: &Range<usize>, passage: Range<usize>, marks: &[Mark]) -> Snippet {
    let mut shown = String::new();
    if passage.start > paragraph.start {
        shown.push_str("… ");
    }
    let mut found: Vec<Mark> = Vec::new();
    let mut done = passage.start;
    for mark in marks.iter().filter(|mark| inside(&mark.range, &passage)) {
        push_line(&mut shown, &text[done..mark.range.start]);
        let start = shown.len();
        push_line(&mut shown, &text[mark.range.clone()]);
        found.push(Mark { range: start..shown.len(), path: mark.path });
        done = mark.range.end;
    }
    push_line(&mut shown, &text[done..passage.end]);
    if passage.end < paragraph.end {
        shown.push_str(" …");
    }
    Snippet { text: shown, passage, marks: found }
}

/// Appends text with every run of white space and control characters as one space.
fn push_line(line: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() && !c.is_control() {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
}
