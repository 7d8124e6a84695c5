//! Where the words of a query stand in a text.

use super::plan::{Phrase, Plan};
use crate::archive::Archive;
use crate::index::PlaceMention;
use crate::outcome::{Mark, Path};
use crate::text::{self, Token};
use std::cmp::Reverse;
use std::ops::Range;

/// What the plan finds in the paragraph `span` of `text`, as bytes of `text`, in order, without
/// overlap: of marks that overlap the first and longest stays.
pub(crate) fn marks(
    archive: &Archive,
    plan: &Plan,
    text: &str,
    span: &Range<usize>,
    mentions: &[PlaceMention],
) -> Vec<Mark> {
    if !plan.has_words() {
        return Vec::new();
    }
    let (terms, phrases) = plan.wanted();
    let mut tokens = text::tokens(&text[span.clone()]);
    for token in &mut tokens {
        token.range = token.range.start + span.start..token.range.end + span.start;
    }
    let mut marks = Vec::new();
    for token in &tokens {
        let Some(form) = archive.find_form(&token.form) else { continue };
        let path = terms.iter().filter_map(|term| term.forms.get(&form)).min();
        marks.extend(path.map(|&path| Mark { range: token.range.clone(), path }));
    }
    let words: Vec<&Token> = tokens.iter().filter(|token| token.width == 1).collect();
    phrases.iter().for_each(|phrase| marks.extend(phrase_marks(phrase, &words)));
    let named = crate::index::within(mentions, span).filter(|m| m.role.counts());
    let named = named.filter(|m| terms.iter().any(|term| term.places.contains(&m.place)));
    marks.extend(named.map(|m| Mark { range: m.span.clone(), path: Path::Spelling }));
    without_overlap(marks)
}

fn phrase_marks(phrase: &Phrase, words: &[&Token]) -> Vec<Mark> {
    let fits = |run: &&[&Token]| {
        run.iter().enumerate().all(|(part, token)| phrase.fits(part, &token.form))
    };
    let runs = words.windows(phrase.parts.len()).filter(fits);
    runs.map(|run| Mark {
        range: run[0].range.start..run[run.len() - 1].range.end,
        path: phrase.path,
    })
    .collect()
}

fn without_overlap(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.range.start, Reverse(mark.range.end), mark.path));
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
