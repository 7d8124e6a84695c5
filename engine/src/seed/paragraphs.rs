//! Paragraphs, and what the rule file says of them.

use super::rules::{self, Rule};
use super::{Paragraph, ParagraphKind};
use std::ops::Range;

/// Paragraphs that a signpost to other articles takes with it: a title and a teaser.
const READ_ALSO_REACH: usize = 2;

/// A paragraph on its way to its kind.
pub(super) struct Draft {
    pub paragraph: Paragraph,
    /// A heading by its markup.
    pub marked_heading: bool,
}

/// The paragraphs of `text` from byte `from`, with the kinds that rules and markup give them.
pub(super) fn split(text: &str, from: usize, markdown: bool) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut read_also = 0;
    for block in blocks(text, from) {
        let mut after_credit = false;
        for span in block {
            let rule = rules::rule(&text[span.clone()]);
            let kind = match rule {
                Some(Rule::Boilerplate | Rule::Credit | Rule::ReadAlso) => {
                    ParagraphKind::Boilerplate
                }
                Some(Rule::Caption) => ParagraphKind::Caption,
                None if after_credit => ParagraphKind::Caption,
                None if read_also > 0 => ParagraphKind::Boilerplate,
                None => ParagraphKind::Body,
            };
            after_credit = rule == Some(Rule::Credit);
            read_also = match rule {
                Some(Rule::ReadAlso) => READ_ALSO_REACH,
                _ => read_also.saturating_sub(1),
            };
            drafts.push(draft(text, span, kind, markdown));
        }
    }
    drafts
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
fn blocks(text: &str, from: usize) -> Vec<Vec<Range<usize>>> {
    let lines = lines(text, from);
    let inked = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
    let blocks: Vec<&[Range<usize>]> = inked.collect();
    if let [only] = blocks.as_slice() {
        return only.iter().map(|line| vec![line.clone()]).collect();
    }
    let block = |lines: &[Range<usize>]| {
        if lines.iter().any(|line| stands_alone(&text[line.clone()])) {
            lines.to_vec()
        } else {
            std::iter::once(lines[0].start..lines[lines.len() - 1].end).collect()
        }
    };
    blocks.into_iter().map(block).collect()
}

fn stands_alone(line: &str) -> bool {
    line.starts_with(['•', '#']) || rules::rule(line).is_some()
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
