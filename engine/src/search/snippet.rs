//! The passage of an item that shows best what was found in it.

use super::{Plan, marks};
use crate::archive::{Archive, ItemParagraph, ItemText, Written};
use crate::ids::ItemId;
use crate::index::{self, PlaceMention};
use crate::outcome::{Mark, Path, Snippet};
use crate::seed::ParagraphKind;
use std::cmp::Reverse;
use std::ops::Range;

/// Length that a passage is filled up to, in bytes.
const FULL: usize = 200;
/// Length at which a sentence is cut, in bytes.
const LONGEST: usize = 300;
/// Bytes shown before the first mark of a sentence that is cut.
const LEAD: usize = 60;

/// A passage with its marks, and the paragraph it is of.
struct Best<'t> {
    worth: (u32, bool, bool),
    paragraph: &'t ItemParagraph,
    passage: Range<usize>,
    marks: Vec<Mark>,
}

/// The passage of an item that shows most of what was found, of running text rather than of
/// headings; where no word was found, one that names a place asked for; else the beginning. `text` is
/// the item's, measured.
pub(crate) fn snippet(archive: &Archive, plan: &Plan, item: ItemId, text: &ItemText) -> Snippet {
    let mentions = match plan.asks_for_places() {
        true => archive.mentions(archive.item_document(item)),
        false => Vec::new(),
    };
    let mut best: Option<Best> = None;
    for paragraph in text.paragraphs.iter().filter(|p| index::is_searched(p.kind)) {
        let marks = marks(archive, plan, text, paragraph, &mentions);
        let named = named(archive, plan, &paragraph.span, &mentions);
        let body = paragraph.kind == ParagraphKind::Body;
        let most = (worth(marks.iter()), !named.is_empty(), body);
        if best.as_ref().is_some_and(|best| most <= best.worth) {
            continue;
        }
        let anchors = if marks.is_empty() { &named } else { &marks };
        let words = &text.words[paragraph.words.clone()];
        let passage = passage(&sentences(archive, paragraph, words), words, anchors);
        let shown = marks.iter().filter(|mark| inside(&mark.range, &passage));
        let worth = (worth(shown), !named.is_empty(), body);
        if best.as_ref().is_none_or(|best| worth > best.worth) {
            best = Some(Best { worth, paragraph, passage, marks });
        }
    }
    let show = |best: Best| show(&archive.stretch(text, best.paragraph, &best.passage), best);
    best.map(show).unwrap_or_default()
}

/// The mentions of places asked for, as if they were marks.
fn named(
    archive: &Archive,
    plan: &Plan,
    span: &Range<usize>,
    mentions: &[PlaceMention],
) -> Vec<Mark> {
    if plan.places.is_empty() {
        return Vec::new();
    }
    let asked = |m: &&PlaceMention| {
        let mut groups = archive.groups_of(m.place);
        archive.counts(m) && groups.any(|group| plan.places.contains(&group))
    };
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

/// The sentences of a paragraph, at least one, without the white space between them.
fn sentences(archive: &Archive, paragraph: &ItemParagraph, words: &[Written]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = paragraph.span.start;
    for word in words {
        if let Some(space) = archive.sentence_break(word) {
            sentences.push(start..space.start);
            start = space.end;
        }
    }
    sentences.push(start..paragraph.span.end);
    sentences
}

/// The sentence whose marks are worth most, the first of several; shortened where it is too long,
/// with the sentences after it where there is room.
fn passage(sentences: &[Range<usize>], words: &[Written], marks: &[Mark]) -> Range<usize> {
    let worth_of =
        |sentence: &Range<usize>| worth(marks.iter().filter(|mark| inside(&mark.range, sentence)));
    let best = (0..sentences.len()).min_by_key(|&at| (Reverse(worth_of(&sentences[at])), at));
    let best = best.unwrap_or_default();
    let sentence = sentences[best].clone();
    if sentence.len() > LONGEST {
        let first = marks.iter().find(|mark| inside(&mark.range, &sentence));
        return cut(words, &sentence, first.map(|mark| mark.range.start));
    }
    let room = |next: &&Range<usize>| next.end - sentence.start <= FULL;
    let last = sentences[best..].iter().take_while(room).last();
    sentence.start..last.map_or(sentence.end, |last| last.end)
}

/// A stretch of a long sentence around byte `mark`, from word to word.
fn cut(words: &[Written], sentence: &Range<usize>, mark: Option<usize>) -> Range<usize> {
    let words = || words.iter().map(Written::range).filter(|word| inside(word, sentence));
    let lead = mark.unwrap_or(sentence.start).saturating_sub(LEAD).max(sentence.start);
    let start = words().map(|word| word.start).find(|&start| start >= lead);
    let start = start.filter(|_| lead > sentence.start).unwrap_or(sentence.start);
    let end = words().map(|word| word.end).take_while(|&end| end <= start + FULL).last();
    start..end.filter(|&end| end > start).unwrap_or(sentence.end)
}

/// The passage, whose text this is, on one line, with ellipses where it leaves something of its
/// paragraph out.
fn show(text: &str, best: Best) -> Snippet {
    let Best { paragraph, passage, marks, .. } = best;
    let origin = passage.start;
    let slice = |range: Range<usize>| {
        text.get(range.start - origin..range.end - origin).unwrap_or_default()
    };
    let mut shown = String::new();
    if passage.start > paragraph.span.start {
        shown.push_str("… ");
    }
    let mut found: Vec<Mark> = Vec::new();
    let mut done = passage.start;
    for mark in marks.iter().filter(|mark| inside(&mark.range, &passage)) {
        push_line(&mut shown, slice(done..mark.range.start));
        let start = shown.len();
        push_line(&mut shown, slice(mark.range.clone()));
        found.push(Mark { range: start..shown.len(), path: mark.path });
        done = mark.range.end;
    }
    push_line(&mut shown, slice(done..passage.end));
    if passage.end < paragraph.span.end {
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
