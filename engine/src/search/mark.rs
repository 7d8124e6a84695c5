//! Where the words of a query stand in a text.

use super::node::{Near, Phrase, Wanted};
use super::plan::Plan;
use crate::archive::{Archive, ItemParagraph, ItemText, Written};
use crate::index::PlaceMention;
use crate::outcome::{Mark, Path};
use crate::sort;
use std::cmp::Reverse;
use std::ops::Range;

/// What the plan finds in a paragraph, as bytes of the document, in order, without overlap: of
/// marks that overlap the first and longest stays.
pub(crate) fn marks(
    archive: &Archive,
    plan: &Plan,
    text: &ItemText,
    paragraph: &ItemParagraph,
    mentions: &[PlaceMention],
) -> Vec<Mark> {
    if !plan.has_words() {
        return Vec::new();
    }
    let Wanted { terms, phrases, nears } = plan.wanted();
    let words = &text.words[paragraph.words.clone()];
    let mut marks = Vec::new();
    archive.each_form(words, |range, form| {
        let path = plan.path(form);
        marks.extend(path.map(|path| Mark { range: bytes(&words[range]), path }));
    });
    nears.iter().for_each(|near| marks.extend(near_marks(archive, near, words)));
    phrases.iter().for_each(|phrase| marks.extend(phrase_marks(phrase, words)));
    if terms.iter().any(|term| !term.places.is_empty()) {
        let named = crate::index::within(mentions, &paragraph.span).filter(|m| m.role.counts());
        let named = named.filter(|m| terms.iter().any(|term| term.places.contains(&m.place)));
        marks.extend(named.map(|m| Mark { range: m.span.clone(), path: Path::Spelling }));
    }
    without_overlap(marks)
}

fn bytes(words: &[Written]) -> Range<usize> {
    words[0].range().start..words[words.len() - 1].range().end
}

/// Where a phrase stands: its words.
pub(super) fn phrase_runs<'w>(
    phrase: &'w Phrase,
    words: &'w [Written],
) -> impl Iterator<Item = &'w [Written]> {
    let fits = |run: &&[Written]| {
        run.iter().zip(&phrase.words).all(|(word, part)| part.contains(&word.word))
    };
    words.windows(phrase.words.len().max(1)).filter(fits)
}

fn phrase_marks(phrase: &Phrase, words: &[Written]) -> Vec<Mark> {
    let runs = phrase_runs(phrase, words);
    runs.map(|run| Mark { range: bytes(run), path: phrase.path }).collect()
}

/// The pairs of a compound's parts that stand near each other, as the words each is made of.
pub(super) fn near_pairs(
    archive: &Archive,
    near: &Near,
    words: &[Written],
) -> Vec<[Range<usize>; 2]> {
    let mut parts = [Vec::new(), Vec::new()];
    archive.each_form(words, |range, form| {
        for (part, found) in parts.iter_mut().enumerate() {
            if near.parts[part].binary_search(&form).is_ok() {
                found.push(range.clone());
            }
        }
    });
    let [firsts, lasts] = parts;
    let is_near = |one: &Range<usize>, other: &Range<usize>| {
        near.joins(words[one.start].position, words[other.start].position)
    };
    let pairs = firsts.iter().flat_map(|one| {
        let others = lasts.iter().filter(|other| is_near(one, other));
        others.map(|other| [one.clone(), other.clone()])
    });
    pairs.collect()
}

fn near_marks(archive: &Archive, near: &Near, words: &[Written]) -> Vec<Mark> {
    let pairs = near_pairs(archive, near, words).into_iter().flatten();
    pairs.map(|range| Mark { range: bytes(&words[range]), path: Path::Compound }).collect()
}

fn without_overlap(mut marks: Vec<Mark>) -> Vec<Mark> {
    sort::by_key(&mut marks, |mark| (mark.range.start, Reverse(mark.range.end), mark.path));
    let mut end = 0;
    marks.retain(|mark| {
        let free = mark.range.start >= end;
        if free {
            end = mark.range.end;
        }
        free
    });
    marks
}
