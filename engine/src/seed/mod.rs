//! From the bytes of a file to an [`Article`]: date, title, items, paragraphs.
//!
//! Parsing never fails on content: what is odd becomes a [`Notice`]. All ranges are byte ranges
//! of the untouched source text and lie on character borders.

mod date;
mod error;
mod oddity;
mod paragraphs;
mod rules;
mod segment;
mod side;
mod title;

pub use error::CorpusError;
pub use side::{SIDE_FILE, SideFile};

use crate::time::Period;
use std::ops::Range;

/// A file of the corpus, as read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Path inside the seeds folder, with `/` between its parts: `2022/kyiv.txt`.
    pub path: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
}

/// One document, taken apart. The text itself is never changed.
#[derive(Clone, PartialEq, Debug)]
pub struct Article {
    /// The path without its extension: the name the contracts call `doc`.
    pub doc: String,
    /// The whole source, byte for byte.
    pub text: String,
    /// What the document is called.
    pub title: Title,
    /// When it was published, as far as is known.
    pub dating: Dating,
    /// Who published it: only ever an editor's statement.
    pub source: Option<String>,
    /// BCP 47 tag of the text's language.
    pub language: String,
    /// The items, in the order of the text, none of them empty.
    pub items: Vec<Item>,
    /// Every paragraph, in the order of the text, without overlap.
    pub paragraphs: Vec<Paragraph>,
}

/// A title and where it is from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Title {
    /// One line, without control characters.
    pub text: String,
    /// Where it is from.
    pub origin: Origin,
}

/// Who or what says so.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Origin {
    /// The text itself: its header or its own heading.
    Text,
    /// The editor of the collection, in `corpus.toml`.
    Editor,
    /// Made by a rule from the text: shown as such.
    Derived,
}

/// The date of a document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dating {
    /// The date with its precision and who states it; `None`: undated.
    pub date: Option<(Period, Origin)>,
    /// What the text itself suggests where its header is silent. Never used as a date.
    pub suggestion: Option<Suggestion>,
}

/// A date read inside the text: evidence for a reader, not a date of the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// Month of the year, 1 to 12.
    pub month: u32,
    /// The year, only where the text says it.
    pub year: Option<i32>,
    /// The words that say so.
    pub evidence: Range<usize>,
}

/// A part of a document that is found, counted and cited by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// From its heading (or first paragraph) to the end of its last paragraph.
    pub span: Range<usize>,
    /// The heading, where the item has one of its own.
    pub heading: Option<Range<usize>>,
    /// Its paragraphs, as indices into [`Article::paragraphs`], heading included.
    pub paragraphs: Range<usize>,
}

/// A run of text between blank lines (or line ends, where the source knows no blank lines).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Its bytes, without surrounding white space.
    pub span: Range<usize>,
    /// What part it plays.
    pub kind: ParagraphKind,
}

/// What part a paragraph plays. Only headings and bodies are searched, counted and quoted in
/// snippets; the others stay readable, dimmed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A heading, of an item or inside one.
    Heading,
    /// Beside a photo or film.
    Caption,
    /// Not the article's own words: consent walls, "read also", agency marks, header lines.
    Boilerplate,
}

/// Something odd in a file that did not stop the work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Path inside the seeds folder.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is odd, what was expected, and what was done about it. One line of English.
    pub message: String,
}

/// Takes one file apart.
///
/// # Errors
/// [`CorpusError::NotUtf8`] where the bytes are not UTF-8. Everything else that is odd is told
/// in the notices, in the order of the text.
pub fn parse(source: &Source) -> Result<(Article, Vec<Notice>), CorpusError> {
    let text = std::str::from_utf8(source.bytes).map_err(|error| CorpusError::NotUtf8 {
        path: source.path.to_owned(),
        byte: error.valid_up_to(),
    })?;
    let (header, odd_header) = date::header(text);
    let markdown = has_extension(source.path, "md");
    let mut drafts = paragraphs::split(text, header.end, markdown);
    let mut items = segment::segment(text, &mut drafts);
    let title = title::title(text, source.path, &drafts, &items);
    let mut paragraphs: Vec<Paragraph> = drafts.into_iter().map(|draft| draft.paragraph).collect();
    if let Some(span) = header.span {
        let kind = ParagraphKind::Boilerplate;
        paragraphs.insert(0, Paragraph { span, kind });
        for item in &mut items {
            item.paragraphs = item.paragraphs.start + 1..item.paragraphs.end + 1;
        }
    }
    let date = header.date.map(|period| (period, Origin::Text));
    let suggestion = if date.is_none() { date::suggestion(text) } else { None };
    let article = Article {
        doc: doc_name(source.path).to_owned(),
        text: text.to_owned(),
        title,
        dating: Dating { date, suggestion },
        source: None,
        language: "nl".to_owned(),
        items,
        paragraphs,
    };
    Ok((article, oddity::notices(source.path, text, odd_header)))
}

/// The path without its extension.
pub fn doc_name(path: &str) -> &str {
    let file = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[file..].rfind('.') {
        Some(dot) if dot > 0 => &path[..file + dot],
        _ => path,
    }
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}
