//! Citing a passage so that another can find it and see that its source is still the same.
//!
//! A citation says only what the source or its editor says. The SHA-256 is that of the file as it
//! was read, so `sha256sum` of the file gives the same.

use crate::archive::Archive;
use crate::ids::{DocId, ItemId};
use crate::seed::Origin;
use crate::text::{byte_range, one_line};
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Check {
    /// This document is, byte for byte, the one that was cited; no passage of it was given.
    Same(DocId),
    /// It is, and its passage reads as it was quoted.
    Quoted(DocId),
    /// It is, but its passage does not read as it was quoted.
    Misquoted(DocId),
    /// No document here has that hash: the text was changed, or is not in this atlas.
    Other,
    /// There is no SHA-256 in what was given.
    NoHash,
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

/// A passage as a citation quotes it.
pub fn quoted(passage: &str) -> String {
    format!("‘{passage}’")
}

/// Hashes every document anew, and looks for the one whose SHA-256 stands in `given`: a citation,
/// or the hash alone. Where the link to the passage stands there too (`passage=12-34`), what it
/// reads must stand there as [`quoted`] writes it, but for line breaks.
pub fn check(archive: &Archive, given: &str) -> Check {
    let words = given.split(|c: char| !c.is_ascii_hexdigit());
    let hashes: Vec<String> =
        words.filter(|word| word.len() == DIGITS).map(str::to_ascii_lowercase).collect();
    if hashes.is_empty() {
        return Check::NoHash;
    }
    let mut documents = (0..archive.document_count()).map(DocId);
    let same = documents.find(|&doc| hashes.contains(&sha256(&archive.text(doc))));
    let Some(doc) = same else { return Check::Other };
    let Some(passage) = linked_passage(given) else { return Check::Same(doc) };
    let text = archive.text(doc);
    let reads = byte_range(&text, &passage).map(|bytes| one_line(&quoted(&text[bytes])));
    match reads.is_some_and(|quote| one_line(given).contains(&quote)) {
        true => Check::Quoted(doc),
        false => Check::Misquoted(doc),
    }
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
