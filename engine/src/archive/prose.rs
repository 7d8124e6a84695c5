//! Texts, read from their symbols.

use super::symbols::{Row, Symbol};
use super::{Archive, FormId};
use crate::ids::{DocId, ItemId};
use crate::seed::{Paragraph, ParagraphKind};
use std::ops::Range;

/// Positions left free between paragraphs, so that no phrase reaches over their border.
pub(super) const PARAGRAPH_GAP: u32 = 16;
/// The gap before a word that a single space stands before, or nothing at all where it is the
/// first of its paragraph.
const PLAIN: u32 = u32::MAX;

/// A document's text with its paragraphs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Body {
    /// The whole source, byte for byte.
    pub text: String,
    /// Every paragraph, in the order of the text.
    pub paragraphs: Vec<Paragraph>,
}

/// The words of an item, without their letters.
#[derive(Default)]
pub(crate) struct ItemText {
    pub words: Vec<Written>,
    pub paragraphs: Vec<ItemParagraph>,
}

/// A word in its place.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    /// Its number among the words.
    pub word: u32,
    /// Its bytes in the document, where these were [measured](Archive::measure).
    pub start: u32,
    pub end: u32,
    /// Its place in the item; paragraphs lie at least [`PARAGRAPH_GAP`] apart.
    pub position: u32,
    /// The separator before it.
    gap: u32,
}

impl Written {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A paragraph of an item.
#[derive(Clone)]
pub(crate) struct ItemParagraph {
    pub kind: ParagraphKind,
    /// Its bytes in the document, where these were [measured](Archive::measure).
    pub span: Range<usize>,
    /// Its words among those of the item.
    pub words: Range<usize>,
    /// The separator after its last word.
    tail: u32,
    /// What stands between it and the next, where there is one.
    gap: Option<u32>,
}

impl Archive<'_> {
    /// A document's text with its paragraphs.
    pub fn body(&self, doc: DocId) -> Body {
        let document = &self.documents.documents[doc.index()];
        let mut row = self.prose.read(document.text);
        let mut body = Body { text: String::new(), paragraphs: Vec::new() };
        let mut after_word = false;
        while row.position() < document.end {
            let Some(symbol) = row.next() else { break };
            if let Symbol::Break(gap, next) = symbol {
                body.end_paragraph();
                body.text.push_str(self.prose.gap(gap));
                let Some(kind) = next else { break };
                let span = body.text.len()..body.text.len();
                body.paragraphs.push(Paragraph { span, kind });
            } else {
                self.spell(symbol, after_word, &mut body.text);
            }
            after_word = matches!(symbol, Symbol::Word(_));
        }
        body
    }

    /// The untouched source of a document.
    pub fn text(&self, doc: DocId) -> String {
        self.body(doc).text
    }

    fn spell(&self, symbol: Symbol, after_word: bool, text: &mut String) {
        match symbol {
            Symbol::Word(word) => {
                text.push_str(if after_word { " " } else { "" });
                self.lexicon.spell(word, text);
            }
            Symbol::Separator(number) => text.push_str(self.prose.separator(number)),
            Symbol::Break(..) => {}
        }
    }

    /// A row of symbols from bit `at` up to the next break.
    fn line(&self, at: usize) -> String {
        let mut row = self.prose.read(at);
        let (mut line, mut after_word) = (String::new(), false);
        while let Some(symbol) = row.next().filter(|symbol| !matches!(symbol, Symbol::Break(..))) {
            self.spell(symbol, after_word, &mut line);
            after_word = matches!(symbol, Symbol::Word(_));
        }
        line
    }

    /// What a document is called.
    pub(super) fn title(&self, doc: DocId) -> &str {
        let (bit, title) = &self.titles[doc.index()];
        title.get_or_init(|| self.line(*bit).into())
    }

    /// What an item is called: by its heading, or by the document's title.
    pub fn heading(&self, id: ItemId) -> String {
        let item = &self.documents.items[id.index()];
        if item.heading.is_empty() {
            return self.title(item.doc).to_owned();
        }
        let mut line = self.line(item.bit);
        let from = (item.heading.start - item.span.start) as usize;
        let to = from + item.heading.len();
        line.get(from..to).map(str::to_owned).unwrap_or_else(|| std::mem::take(&mut line))
    }

    /// Reads the words of an item into `text`, in place of what it holds, with the bytes where all
    /// stands.
    pub(crate) fn read_item(&self, id: ItemId, text: &mut ItemText) {
        self.read_words(id, text);
        self.measure(id, text);
    }

    /// As [`Archive::read_item`], but without the bytes where all stands: sooner done.
    pub(crate) fn read_words(&self, id: ItemId, text: &mut ItemText) {
        text.words.clear();
        text.paragraphs.clear();
        let item = &self.documents.items[id.index()];
        let end = self.documents.documents[item.doc.index()].end;
        let mut row = self.prose.read(item.bit);
        let (mut position, mut kind) = (0, item.kind);
        for _ in item.paragraphs.clone() {
            let next = read_paragraph(&mut row, end, kind, position, text);
            let Some(next) = next else { break };
            kind = next;
            position = text.words.last().map_or(0, |word| word.position + 1) + PARAGRAPH_GAP;
        }
    }

    /// Adds the bytes where all stands to what was [read](Archive::read_words) of an item.
    pub(crate) fn measure(&self, id: ItemId, text: &mut ItemText) {
        let mut byte = self.documents.items[id.index()].span.start;
        let ItemText { words, paragraphs } = text;
        for paragraph in paragraphs {
            let start = byte;
            for (nth, written) in words[paragraph.words.clone()].iter_mut().enumerate() {
                written.start = byte + self.gap(written, nth == 0).len() as u32;
                byte = written.start + self.lexicon.word_bytes(written.word) as u32;
                written.end = byte;
            }
            byte += self.tail(paragraph).len() as u32;
            paragraph.span = start as usize..byte as usize;
            byte += paragraph.gap.map_or(0, |gap| self.prose.gap(gap).len() as u32);
        }
    }

    /// The letters of a stretch of a measured paragraph, which begins and ends between its words.
    pub(crate) fn stretch(
        &self,
        text: &ItemText,
        paragraph: &ItemParagraph,
        stretch: &Range<usize>,
    ) -> String {
        let words = &text.words[paragraph.words.clone()];
        let first = words.partition_point(|word| word.end as usize <= stretch.start);
        let next = words.partition_point(|word| (word.start as usize) < stretch.end);
        let mut letters = String::new();
        for (nth, written) in words.iter().enumerate().take(next).skip(first) {
            letters.push_str(self.gap(written, nth == 0));
            self.lexicon.spell(written.word, &mut letters);
        }
        let after = words.get(next).map(|written| self.gap(written, next == 0));
        letters.push_str(after.unwrap_or_else(|| self.tail(paragraph)));
        let before = first.checked_sub(1).map(|before| words[before].end as usize);
        let origin = before.unwrap_or(paragraph.span.start);
        let wanted = stretch.start.saturating_sub(origin)..stretch.end.saturating_sub(origin);
        letters.get(wanted).map(str::to_owned).unwrap_or_default()
    }

    /// What stands after the last word of a paragraph.
    fn tail(&self, paragraph: &ItemParagraph) -> &str {
        if paragraph.tail == PLAIN { "" } else { self.prose.separator(paragraph.tail) }
    }

    /// What stands before a word of a paragraph.
    fn gap(&self, written: &Written, is_first: bool) -> &str {
        match written.gap {
            PLAIN if is_first => "",
            PLAIN => " ",
            gap => self.prose.separator(gap),
        }
    }

    /// Whether a word is joined to the one before it by a hyphen.
    pub(crate) fn is_joined(&self, written: &Written) -> bool {
        written.gap != PLAIN && self.prose.joins(written.gap)
    }

    /// Calls `each` with every form of a row of words and the words it is made of: single words, and
    /// before its first part a hyphenated word as a whole.
    pub(crate) fn each_form(&self, words: &[Written], mut each: impl FnMut(Range<usize>, FormId)) {
        let mut compound = 0;
        for at in 0..words.len() {
            if at >= compound {
                let joined = words[at + 1..].iter().take_while(|word| self.is_joined(word)).count();
                compound = at + 1 + joined;
                if joined > 0 {
                    let parts = words[at..compound].iter();
                    let whole: String =
                        parts.map(|part| self.form(self.form_of(part.word))).collect();
                    self.find_form(&whole).into_iter().for_each(|form| each(at..compound, form));
                }
            }
            each(at..at + 1, self.form_of(words[at].word));
        }
    }

    /// The white space between a word and the one before it at which a sentence ends.
    pub(crate) fn sentence_break(&self, written: &Written) -> Option<Range<usize>> {
        if written.gap == PLAIN {
            return None;
        }
        let (space, always) = self.prose.sentence(written.gap)?;
        let from = (written.start as usize).checked_sub(self.prose.separator(written.gap).len())?;
        (always || !self.lexicon.is_small(written.word))
            .then(|| from + space.start..from + space.end)
    }

    /// The words that are written forms of a range, by number.
    pub(crate) fn words_of(&self, forms: &Range<u32>) -> Range<u32> {
        self.lexicon.words_of(forms)
    }

    /// The letters of a word.
    pub(crate) fn word(&self, word: u32) -> String {
        let mut letters = String::new();
        self.lexicon.spell(word, &mut letters);
        letters
    }

    /// The form of a word.
    pub(crate) fn form_of(&self, word: u32) -> FormId {
        self.lexicon.form_of(word)
    }
}

impl Body {
    fn end_paragraph(&mut self) {
        let end = self.text.len();
        if let Some(last) = self.paragraphs.last_mut() {
            last.span.end = end;
        }
    }
}

/// Reads a paragraph, whose first word has that position; answers with the kind of the next.
#[inline(always)]
fn read_paragraph(
    row: &mut Row,
    end: usize,
    kind: ParagraphKind,
    mut position: u32,
    text: &mut ItemText,
) -> Option<ParagraphKind> {
    let (first, mut gap) = (text.words.len(), PLAIN);
    let next = loop {
        if row.position() >= end {
            break None;
        }
        match row.next()? {
            Symbol::Word(word) => {
                text.words.push(Written { word, start: 0, end: 0, position, gap });
                (position, gap) = (position + 1, PLAIN);
            }
            Symbol::Separator(number) => gap = number,
            Symbol::Break(gap, next) => break Some((gap, next)),
        }
    };
    text.paragraphs.push(ItemParagraph {
        kind,
        span: 0..0,
        words: first..text.words.len(),
        tail: gap,
        gap: next.map(|(gap, _)| gap),
    });
    next?.1
}
