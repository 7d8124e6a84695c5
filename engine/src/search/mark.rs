//! Where the words of a query stand in a text.

use super::plan::{Near, Phrase, Plan, Wanted};
use crate::archive::{Archive, FormId};
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
    let Wanted { terms, phrases, nears } = plan.wanted();
    let mut tokens = text::tokens(&text[span.clone()]);
    for token in &mut tokens {
        token.range = token.range.start + span.start..token.range.end + span.start;
    }
    let mut marks = Vec::new();
    for token in &tokens {
        let path = plan.forms.get(token.form.as_str());
        marks.extend(path.map(|&path| Mark { range: token.range.clone(), path }));
    }
    nears.iter().for_each(|near| marks.extend(near_marks(archive, near, &tokens)));
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

fn near_marks(archive: &Archive, near: &Near, tokens: &[Token]) -> Vec<Mark> {
    let forms: Vec<Option<FormId>> =
        tokens.iter().map(|token| archive.find_form(&token.form)).collect();
    let is =
        |part: usize, at: usize| forms[at].is_some_and(|form| near.parts[part].contains(&form));
    let pairs = (0..tokens.len()).filter(|&at| is(0, at)).flat_map(|one| {
        let joins = move |&at: &usize| near.joins(tokens[one].position, tokens[at].position);
        let others = (0..tokens.len()).filter(joins).filter(|&at| is(1, at));
        others.flat_map(move |other| [one, other]).collect::<Vec<usize>>()
    });
    pairs.map(|at| Mark { range: tokens[at].range.clone(), path: Path::Compound }).collect()
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
