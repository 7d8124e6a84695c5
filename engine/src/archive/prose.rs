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
    /// Its bytes in the document, where these were [measured](Archive::read_item).
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
    /// Its bytes in the document, where these were [measured](Archive::read_item).
    pub span: Range<usize>,
    /// Its words among those of the item.
    pub words: Range<usize>,
    /// The separator after its last word.
    tail: u32,
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
                text.push_str(self.lexicon.word(word));
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

    /// Reads the words of an item into `text`, in place of what it holds.
    pub(crate) fn read_item(&self, id: ItemId, text: &mut ItemText) {
        self.read::<true>(id, text);
    }

    /// As [`Archive::read_item`], but without the bytes where all stands: sooner done.
    pub(crate) fn read_words(&self, id: ItemId, text: &mut ItemText) {
        self.read::<false>(id, text);
    }

    fn read<const MEASURED: bool>(&self, id: ItemId, text: &mut ItemText) {
        text.words.clear();
        text.paragraphs.clear();
        let item = &self.documents.items[id.index()];
        let end = self.documents.documents[item.doc.index()].end;
        let mut row = self.prose.read(item.bit);
        let mut place = Place { byte: item.span.start, position: 0, gap: PLAIN, after_word: false };
        let mut kind = item.kind;
        for _ in item.paragraphs.clone() {
            let next = self.read_paragraph::<MEASURED>(&mut row, end, kind, &mut place, text);
            let Some(next) = next else { break };
            kind = next;
            place.position += PARAGRAPH_GAP;
        }
    }

    /// Reads a paragraph; answers with the kind of the next.
    #[inline(always)]
    fn read_paragraph<const MEASURED: bool>(
        &self,
        row: &mut Row,
        end: usize,
        kind: ParagraphKind,
        place: &mut Place,
        text: &mut ItemText,
    ) -> Option<ParagraphKind> {
        let (start, first) = (place.byte, text.words.len());
        (place.gap, place.after_word) = (PLAIN, false);
        let next = loop {
            if row.position() >= end {
                break None;
            }
            match row.next()? {
                Symbol::Word(word) => {
                    place.byte += u32::from(place.after_word);
                    let bytes = if MEASURED { self.lexicon.word_bytes(word) as u32 } else { 0 };
                    let (start, end) = (place.byte, place.byte + bytes);
                    let Place { position, gap, .. } = *place;
                    text.words.push(Written { word, start, end, position, gap });
                    (place.byte, place.position) = (end, position + 1);
                    (place.gap, place.after_word) = (PLAIN, true);
                }
                Symbol::Separator(number) => {
                    if MEASURED {
                        place.byte += self.prose.separator(number).len() as u32;
                    }
                    (place.gap, place.after_word) = (number, false);
                }
                Symbol::Break(gap, next) => break Some((gap, next)),
            }
        };
        text.paragraphs.push(ItemParagraph {
            kind,
            span: start as usize..place.byte as usize,
            words: first..text.words.len(),
            tail: place.gap,
        });
        let (gap, next) = next?;
        place.byte += self.prose.gap(gap).len() as u32;
        next
    }

    /// The letters of a paragraph.
    pub(crate) fn paragraph_text(&self, text: &ItemText, paragraph: &ItemParagraph) -> String {
        let mut letters = String::with_capacity(paragraph.span.len());
        for (nth, written) in text.words[paragraph.words.clone()].iter().enumerate() {
            letters.push_str(self.gap(written, nth == 0));
            letters.push_str(self.lexicon.word(written.word));
        }
        if paragraph.tail != PLAIN {
            letters.push_str(self.prose.separator(paragraph.tail));
        }
        letters
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
        let small = || self.lexicon.word(written.word).starts_with(char::is_lowercase);
        let from = (written.start as usize).checked_sub(self.prose.separator(written.gap).len())?;
        (always || !small()).then(|| from + space.start..from + space.end)
    }

    /// The words that are written forms of a range, by number.
    pub(crate) fn words_of(&self, forms: &Range<u32>) -> Range<u32> {
        self.lexicon.words_of(forms)
    }

    /// The letters of a word.
    pub(crate) fn word(&self, word: u32) -> &str {
        self.lexicon.word(word)
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

/// How far an item is read.
struct Place {
    byte: u32,
    position: u32,
    gap: u32,
    after_word: bool,
}
