//! Items: the parts of a document that are found by themselves, and the headings that tell them
//! apart.

use super::paragraphs::Draft;
use super::{Item, ParagraphKind, rules};

/// Paragraphs from the top among which a live blog says that it is one.
const CUE_REACH: usize = 5;
/// The longest heading of an item of a live blog, in characters.
const LONGEST_ITEM_HEADING: usize = 120;
/// The longest heading inside an article, in characters.
const LONGEST_HEADING: usize = 80;

/// Finds headings and captions and divides the paragraphs into items.
pub(super) fn segment(text: &str, drafts: &mut [Draft]) -> Vec<Item> {
    let cue = |draft: &Draft| rules::is_liveblog_cue(&text[draft.paragraph.span.clone()]);
    let starts =
        if drafts.iter().take(CUE_REACH).any(cue) { liveblog(text, drafts) } else { Vec::new() };
    if !starts.is_empty() {
        let ends = starts.iter().skip(1).copied().chain([drafts.len()]);
        return starts.iter().zip(ends).map(|(&from, to)| item(drafts, from, to)).collect();
    }
    article(text, drafts);
    if drafts.is_empty() { Vec::new() } else { vec![item(drafts, 0, drafts.len())] }
}

fn item(drafts: &[Draft], from: usize, to: usize) -> Item {
    let first = &drafts[from].paragraph;
    let heading = (first.kind == ParagraphKind::Heading).then(|| first.span.clone());
    Item {
        span: first.span.start..drafts[to - 1].paragraph.span.end,
        heading,
        paragraphs: from..to,
    }
}

/// Gives the headings inside a plain article their kind: short lines without a final full stop
/// right before running text.
fn article(text: &str, drafts: &mut [Draft]) {
    for at in 0..drafts.len().saturating_sub(1) {
        let (this, next) = (&drafts[at], &drafts[at + 1]);
        let own = this.paragraph.kind == ParagraphKind::Body;
        if own && is_short(text, this, LONGEST_HEADING) && is_running(text, next, LONGEST_HEADING) {
            drafts[at].paragraph.kind = ParagraphKind::Heading;
        }
    }
}

/// Gives the headings and captions of a live blog their kinds and returns where its items begin.
///
/// Of several short lines in a row before running text the last is the heading; the others are
/// captions of the item before. The first of those before the first item is the blog's title.
fn liveblog(text: &str, drafts: &mut [Draft]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut short = Vec::new();
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        if is_running(text, draft, LONGEST_ITEM_HEADING) {
            if let Some(heading) = short.pop() {
                captions(drafts, &short, starts.is_empty());
                drafts[heading].paragraph.kind = ParagraphKind::Heading;
                starts.push(heading);
                short.clear();
            } else if starts.is_empty() {
                starts.push(at);
            }
        } else if matches!(draft.paragraph.kind, ParagraphKind::Body | ParagraphKind::Heading) {
            short.push(at);
        }
    }
    if !starts.is_empty() {
        captions(drafts, &short, false);
    }
    starts
}

fn captions(drafts: &mut [Draft], short: &[usize], title_first: bool) {
    for (nth, &at) in short.iter().enumerate() {
        drafts[at].paragraph.kind = match nth {
            0 if title_first => ParagraphKind::Heading,
            _ => ParagraphKind::Caption,
        };
    }
}

/// Running text: of the article's own kind or boilerplate in its place, and no heading by shape.
fn is_running(text: &str, draft: &Draft, longest: usize) -> bool {
    let kind = draft.paragraph.kind;
    let own = matches!(kind, ParagraphKind::Body | ParagraphKind::Boilerplate);
    own && !is_short(text, draft, longest)
}

/// One line of at most `longest` characters that does not end as a sentence does.
fn is_short(text: &str, draft: &Draft, longest: usize) -> bool {
    let line = &text[draft.paragraph.span.clone()];
    let words = line.trim_end_matches(['\'', '"', '’', '”', '»', ')']);
    draft.marked_heading
        || (!line.contains('\n')
            && !words.ends_with(['.', '!', ':', ';', ',', '…'])
            && line.chars().nth(longest).is_none())
}
