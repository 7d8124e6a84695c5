//! What a document is called.

use super::paragraphs::Draft;
use super::{Item, Origin, ParagraphKind, Title, doc_name};
use crate::text::one_line;
use unicode_segmentation::UnicodeSegmentation;

/// The longest title that is made from a sentence, in characters.
const LONGEST: usize = 80;

/// The document's own title where it has one: a heading above all running text that is no
/// item's of several. Else the first item's heading or the first sentence, shortened; else the
/// name of the file.
pub(super) fn title(text: &str, path: &str, drafts: &[Draft], items: &[Item]) -> Title {
    let words = |draft: &Draft| one_line(&text[draft.paragraph.span.clone()]).trim().to_owned();
    let of_kind = |kind| drafts.iter().position(|draft| draft.paragraph.kind == kind);
    let (heading, body) = (of_kind(ParagraphKind::Heading), of_kind(ParagraphKind::Body));
    let first_item = items.first().map_or(0, |item| item.paragraphs.start);
    if let Some(at) = heading.filter(|&at| body.is_none_or(|body| at < body)) {
        let own = items.len() == 1 || at < first_item;
        let origin = if own { Origin::Text } else { Origin::Derived };
        return Title { text: words(&drafts[at]), origin };
    }
    let text = match body {
        Some(at) => shortened(&words(&drafts[at])),
        None => doc_name(path).to_owned(),
    };
    Title { text, origin: Origin::Derived }
}

/// The first sentence, cut after a word and marked with an ellipsis where it is too long.
fn shortened(paragraph: &str) -> String {
    let sentence = paragraph.unicode_sentences().next().unwrap_or(paragraph).trim_end();
    let Some((cut, _)) = sentence.char_indices().nth(LONGEST) else { return sentence.to_owned() };
    let words = sentence[..cut].rfind(' ').map_or(&sentence[..cut], |space| &sentence[..space]);
    format!("{}…", words.trim_end_matches([',', ';', ':', '–', '-', ' ']))
}
