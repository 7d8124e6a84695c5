//! From the files of a collection to the bytes of its atlas.

use crate::archive;
use crate::ids::GeoId;
use crate::index::{self, Index};
use crate::place::corrections::{CORRECTIONS_FILE, Correction, Corrections, position};
use crate::place::{Mention, PlaceEntry};
use crate::seed::{self, Article, CorpusError, Notice, SIDE_FILE, SideFile, Source};
use std::collections::BTreeSet;

/// Bytes of text that one atlas holds: its offsets are 32 bits wide.
const MOST_TEXT: usize = 1 << 30;

/// An atlas, and what was odd in its sources.
#[derive(Clone, PartialEq, Debug)]
pub struct Atlas {
    /// The archive.
    pub bytes: Vec<u8>,
    /// In order of the files and their lines.
    pub notices: Vec<Notice>,
}

/// Makes the atlas of a collection. The order of `sources` does not matter; the one whose path
/// is [`SIDE_FILE`] is read as the editor's statements, the one whose path is
/// [`CORRECTIONS_FILE`] as the reader's corrections of places, every other one is a document.
///
/// `find` recognises the places in a text, `entry` tells about each; mentions whose place it
/// does not know, or that do not lie in the text, are left out.
///
/// # Errors
/// Those of [`CorpusError`]; there is no half-made atlas.
pub fn build(
    sources: &[Source],
    find: &dyn Fn(&str) -> Vec<Mention>,
    entry: &dyn Fn(GeoId) -> Option<PlaceEntry>,
) -> Result<Atlas, CorpusError> {
    let (file, sources): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.path == CORRECTIONS_FILE);
    let (corrections, written) = corrections(file.first().copied())?;
    let (articles, mut notices) = articles(&sources)?;
    let kind = |id| entry(id).map(|entry| entry.place.kind);
    let mut used = BTreeSet::new();
    let mentions = |article: &Article| {
        let found = find(&article.text);
        let (mut mentions, fitted) = corrections.apply(&article.doc, &article.text, found, &kind);
        used.extend(fitted);
        mentions.retain(|mention| article.text.get(mention.span.clone()).is_some());
        mentions
    };
    let found = articles.iter().map(mentions).collect();
    notices.extend(unused(&corrections, written, &used));
    let named = |id| {
        let mut entry = entry(id)?;
        entry.names.extend(corrections.names_added(id).map(str::to_owned));
        Some(entry)
    };
    let (places, mentions) = index::link_places(found, &named);
    let bytes = archive::write(&Index::new(&articles, &mentions, &places));
    Ok(Atlas { bytes, notices })
}

/// The reader's corrections, and the text they stand in.
fn corrections<'s>(file: Option<&Source<'s>>) -> Result<(Corrections, &'s str), CorpusError> {
    let Some(file) = file else { return Ok((Corrections::default(), "")) };
    let text = std::str::from_utf8(file.bytes).map_err(|error| CorpusError::NotUtf8 {
        path: CORRECTIONS_FILE.to_owned(),
        byte: error.valid_up_to(),
    })?;
    let corrections = Corrections::parse(text).map_err(CorpusError::Corrections)?;
    Ok((corrections, text))
}

/// A notice for every correction that fitted nothing.
fn unused(corrections: &Corrections, written: &str, used: &BTreeSet<usize>) -> Vec<Notice> {
    let left = corrections.iter().enumerate().filter(|(number, _)| !used.contains(number));
    let notice = |(number, correction): (usize, &Correction)| {
        let (line, column) = position(written, number);
        let message = format!(
            "the correction of {:?} fits no text: expected the name at that place in a document \
             of the collection, and a place of the gazetteer; left out",
            correction.name
        );
        Notice { path: CORRECTIONS_FILE.to_owned(), line, column, message }
    };
    left.map(notice).collect()
}

/// The documents, in order of their names, with what the editor states about them.
fn articles(sources: &[&Source]) -> Result<(Vec<Article>, Vec<Notice>), CorpusError> {
    let (side, documents): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.path == SIDE_FILE);
    let side = match side.first() {
        Some(source) => SideFile::parse(source.bytes)?,
        None => SideFile::default(),
    };
    let documents = in_order(documents)?;
    let mut notices = side.unused(&documents.iter().map(|(doc, _)| *doc).collect::<Vec<_>>());
    let mut articles = Vec::with_capacity(documents.len());
    for (_, source) in documents {
        let (mut article, odd) = seed::parse(source)?;
        side.apply(&mut article);
        articles.push(article);
        notices.extend(odd);
    }
    Ok((articles, notices))
}

/// The documents in order of their names: at least one, no name twice, not too much text.
fn in_order<'s>(
    sources: Vec<&'s Source<'s>>,
) -> Result<Vec<(&'s str, &'s Source<'s>)>, CorpusError> {
    let named = |source: &'s Source| (seed::doc_name(source.path), source);
    let mut documents: Vec<_> = sources.into_iter().map(named).collect();
    documents.sort_by_key(|(doc, source)| (*doc, source.path));
    if documents.is_empty() {
        return Err(CorpusError::Empty);
    }
    let bytes = documents.iter().map(|(_, source)| source.bytes.len()).sum();
    if bytes > MOST_TEXT {
        return Err(CorpusError::TooLarge { bytes });
    }
    match documents.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        None => Ok(documents),
        Some(pair) => Err(CorpusError::SameName {
            doc: pair[0].0.to_owned(),
            first: pair[0].1.path.to_owned(),
            second: pair[1].1.path.to_owned(),
        }),
    }
}
