//! Citing a passage so that another can find it and see that its source is still the same.
//!
//! A citation says only what the source or its editor says. The SHA-256 is that of the file as it
//! was read, so `sha256sum` of the file gives the same.

use crate::archive::Archive;
use crate::ids::{DocId, ItemId};
use crate::seed::Origin;
use crate::text::byte_range;
use crate::time::Period;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::ops::Range;

/// Hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// A passage with where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// The words, untouched.
    pub quote: String,
    /// What the document is called, and where that is from.
    pub title: (String, Origin),
    /// When it was published, as precise as is known, and where that is from.
    pub date: Option<(Period, Origin)>,
    /// Who published it, where the editor states it.
    pub source: Option<String>,
    /// The name of the document.
    pub doc: String,
    /// The number of the item in it, from 1, where there is more than one, and its heading.
    pub item: Option<(u32, String)>,
    /// The passage in the document, in Unicode scalar values.
    pub passage: Range<usize>,
    /// The hash of the document, in hexadecimal.
    pub sha256: String,
    /// The mark of the atlas ([`Archive::id`]).
    pub atlas: String,
}

/// What became of a citation that was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Check {
    /// This document is, byte for byte, the one that was cited; there is no quote to compare, or
    /// nothing tells where it would stand.
    Same(DocId),
    /// It is, and this passage, in Unicode scalar values, reads as it was quoted.
    Quoted(DocId, Range<usize>),
    /// It is, but its passage does not read as it was quoted.
    Misquoted(DocId, Departure),
    /// No document here has that hash: the text was changed, or is not in this atlas.
    Other,
    /// There is no SHA-256 in what was given.
    NoHash,
}

/// Where a quote departs from its source: both from the first word that differs to the last, with
/// the word before and after these.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Departure {
    /// What the quote says.
    pub quoted: String,
    /// What the source says; empty where it has no such passage.
    pub source: String,
}

/// The citation of a passage, given in Unicode scalar values without white space around it;
/// `None` where it does not lie in the document or is empty.
pub fn cite(archive: &Archive, doc: DocId, passage: Range<usize>) -> Option<Citation> {
    let document = archive.document(doc);
    let text = archive.text(doc);
    let bytes = byte_range(&text, &passage)?;
    let items = document.items.clone();
    let holds = |id: &u32| archive.item(ItemId(*id)).span.contains(&bytes.start);
    let item = items.clone().find(|_| items.len() > 1).and_then(|_| items.clone().find(holds));
    let item = item.map(|id| (id - items.start + 1, archive.heading(ItemId(id))));
    Some(Citation {
        quote: text[bytes].to_owned(),
        title: (document.title.to_owned(), document.title_origin),
        date: document.dating.date,
        source: document.source.map(str::to_owned),
        doc: document.name.to_owned(),
        item,
        passage,
        sha256: sha256(&text),
        atlas: archive.id(),
    })
}

/// Hashes every document anew, and looks for the one whose SHA-256 stands in `given`: a citation,
/// or the hash alone. What `given` quotes is compared, word for word, with the passage that a link
/// in it leads to (`passage=12-34`).
pub fn check(archive: &Archive, given: &str) -> Check {
    let words = given.split(|c: char| !c.is_ascii_hexdigit());
    let hashes: Vec<String> =
        words.filter(|word| word.len() == DIGITS).map(str::to_ascii_lowercase).collect();
    if hashes.is_empty() {
        return Check::NoHash;
    }
    let mut documents = (0..archive.document_count()).map(DocId);
    let same = documents.find(|&doc| hashes.contains(&sha256(&archive.text(doc))));
    same.map_or(Check::Other, |doc| check_quote(&archive.text(doc), doc, given))
}

/// Compares what is quoted with the passage that is linked, where both are there.
fn check_quote(text: &str, doc: DocId, given: &str) -> Check {
    let Some(passage) = linked_passage(given) else { return Check::Same(doc) };
    let source = byte_range(text, &passage).map_or("", |bytes| &text[bytes]);
    let departures: Vec<Option<Departure>> =
        quotes(given).map(|quote| departure(quote, source)).collect();
    if departures.is_empty() {
        return Check::Same(doc);
    }
    let length = |of: &Departure| of.quoted.len() + of.source.len();
    let all: Option<Vec<Departure>> = departures.into_iter().collect();
    match all.and_then(|all| all.into_iter().min_by_key(length)) {
        None => Check::Quoted(doc, passage),
        Some(departure) => Check::Misquoted(doc, departure),
    }
}

/// Lines of a quote that may end in a quotation mark, at most: nobody is kept waiting by one who
/// types only these.
const MARKS: usize = 100;

/// What may be quoted in a citation, whose quote stands first: from the first quotation mark to
/// one at the end of a line, of which there may be some inside the quote and below it.
fn quotes(given: &str) -> impl Iterator<Item = &str> {
    let rest = given.split_once(is_quotation_mark).map_or("", |(_, rest)| rest);
    let ends = rest.match_indices('\n').map(|(at, _)| at).chain([rest.len()]);
    ends.filter_map(|end| rest[..end].trim_end().strip_suffix(is_quotation_mark)).take(MARKS)
}

/// Mail and word processors change one mark for another.
fn is_quotation_mark(c: char) -> bool {
    matches!(c, '‘' | '’' | '\'' | '“' | '”' | '"' | '«' | '»')
}

/// How a quote departs from its source; `None` where both have the same words.
fn departure(quoted: &str, source: &str) -> Option<Departure> {
    let [quoted, source] = [quoted, source].map(|text| text.split_whitespace().collect::<Vec<_>>());
    let before = quoted.iter().zip(&source).take_while(|(a, b)| a == b).count();
    if before == quoted.len() && before == source.len() {
        return None;
    }
    let left = quoted.len().min(source.len()) - before;
    let from_end = quoted.iter().rev().zip(source.iter().rev()).take(left);
    let after = from_end.take_while(|(a, b)| a == b).count();
    let cut = |words: &[&str]| {
        let end = (words.len() - after + 1).min(words.len());
        words[before.saturating_sub(1)..end].join(" ")
    };
    Some(Departure { quoted: cut(&quoted), source: cut(&source) })
}

/// The passage that a link in a citation leads to, in Unicode scalar values.
fn linked_passage(given: &str) -> Option<Range<usize>> {
    let (_, link) = given.rsplit_once("passage=")?;
    let end = link.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(link.len());
    let (start, end) = link[..end].split_once('-')?;
    Some(start.parse().ok()?..end.parse().ok()?)
}

/// The SHA-256 (FIPS 180-4) of a text as UTF-8, in hexadecimal.
pub fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // <https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values>
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256("abc"), abc);
    }
}
