//! Paragraphs, and what the rule file says of them.

use super::rules::{self, Rule};
use super::{Paragraph, ParagraphKind};
use std::ops::Range;

/// A paragraph on its way to its kind.
pub(super) struct Draft {
    pub paragraph: Paragraph,
    /// A heading by its markup.
    pub marked_heading: bool,
}

/// The paragraphs of `text` from byte `from`, with the kinds that rules and markup give them.
pub(super) fn split(text: &str, from: usize, markdown: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut signposts = Vec::new();
    for block in blocks(text, from, markdown) {
        let mut after_credit = false;
        for span in block {
            let rule = rules::rule(&text[span.clone()]);
            let kind = match rule {
                Some(Rule::Boilerplate | Rule::Credit | Rule::ReadAlso) => {
                    ParagraphKind::Boilerplate
                }
                Some(Rule::Caption) => ParagraphKind::Caption,
                None if after_credit => ParagraphKind::Caption,
                None => ParagraphKind::Body,
            };
            after_credit = rule == Some(Rule::Credit);
            if rule == Some(Rule::ReadAlso) {
                signposts.push(drafts.len());
            }
            drafts.push(draft(text, span, kind, markdown));
        }
    }
    signposts.into_iter().for_each(|at| read_also(&mut drafts, at));
    drafts
}

/// A signpost to another article takes the title after it along, and the teaser after that where
/// it is the last of the document: inside one, it may be the article that goes on.
fn read_also(drafts: &mut [Draft], at: usize) {
    let teaser = (at + 3 == drafts.len()).then_some(at + 2);
    for at in [Some(at + 1), teaser].into_iter().flatten() {
        if let Some(draft) = drafts.get_mut(at).filter(|draft| !draft.marked_heading) {
            draft.paragraph.kind = ParagraphKind::Boilerplate;
        }
    }
}

fn draft(text: &str, span: Range<usize>, kind: ParagraphKind, markdown: bool) -> Draft {
    match markdown.then(|| heading_mark(&text[span.clone()])).flatten() {
        Some(mark) => Draft {
            paragraph: Paragraph {
                span: span.start + mark..span.end,
                kind: ParagraphKind::Heading,
            },
            marked_heading: true,
        },
        None => Draft { paragraph: Paragraph { span, kind }, marked_heading: false },
    }
}

/// The length of a Markdown heading's mark (`# ` to `###### `), where the line has one and
/// something after it.
fn heading_mark(line: &str) -> Option<usize> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let words = title.trim_start_matches([' ', '\t']);
    let marked = (1..=6).contains(&level) && words.len() < title.len();
    (marked && !words.is_empty()).then(|| line.len() - words.len())
}

/// Blocks between blank lines, each as its paragraphs. A block is one paragraph, unless one of
/// its lines is something by itself; a source without blank lines has one paragraph a line.
fn blocks(text: &str, from: usize, markdown: bool) -> Vec<Vec<Range<usize>>> {
    let lines = lines(text, from);
    let inked = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
    let blocks: Vec<&[Range<usize>]> = inked.collect();
    if let [only] = blocks.as_slice() {
        return only.iter().map(|line| vec![line.clone()]).collect();
    }
    let block = |lines: &[Range<usize>]| {
        if lines.iter().any(|line| stands_alone(&text[line.clone()], markdown)) {
            lines.to_vec()
        } else {
            std::iter::once(lines[0].start..lines[lines.len() - 1].end).collect()
        }
    };
    blocks.into_iter().map(block).collect()
}

fn stands_alone(line: &str, markdown: bool) -> bool {
    line.starts_with('•')
        || (markdown && heading_mark(line).is_some())
        || rules::rule(line).is_some()
}

/// The lines from byte `from` on, without the white space around them.
fn lines(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut start = from;
    let mut line = |line: &str| {
        let begin = start + line.len() - line.trim_start().len();
        let trimmed = begin..begin + line.trim().len();
        start += line.len();
        trimmed
    };
    text[from..].split_inclusive('\n').map(&mut line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first letter of each paragraph's kind, with its first word.
    fn outline(text: &str) -> Vec<String> {
        let word =
            |p: &Paragraph| text[p.span.clone()].split_whitespace().next().map(str::to_owned);
        let line = |p: &Paragraph| format!("{:?} {}", p.kind, word(p).unwrap_or_default());
        split(text, 0, false).iter().map(|draft| line(&draft.paragraph)).collect()
    }

    #[test]
    fn a_signpost_takes_its_title_and_a_last_teaser() {
        let inside = "Een.\n\nLees ook:\n\nTitel\n\nTwee.\n\nDrie.";
        assert_eq!(
            outline(inside),
            ["Body Een.", "Boilerplate Lees", "Boilerplate Titel", "Body Twee.", "Body Drie."]
        );
        let last = "Een.\n\nLees ook:\nTitel\n\nLokzin.";
        assert_eq!(
            outline(last),
            ["Body Een.", "Boilerplate Lees", "Boilerplate Titel", "Boilerplate Lokzin."]
        );
    }

    #[test]
    fn blocks_are_paragraphs_unless_a_line_is_something_by_itself() {
        assert_eq!(outline("een\ntwee\n\ndrie"), ["Body een", "Body drie"]);
        assert_eq!(outline("een\ntwee"), ["Body een", "Body twee"]);
        let photos = "Tekst.\n\n • AFP\n   Een foto\n • EPA\n   Nog een\n\nTekst.";
        let middle = ["Boilerplate •", "Caption Een", "Boilerplate •", "Caption Nog"];
        assert_eq!(outline(photos)[1..5], middle);
    }
}
