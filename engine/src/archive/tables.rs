//! What is asked of every item when it is scored and counted: in rows of their own, as reading
//! them from the records, which lie wide apart, takes long where many are asked.

use super::documents::Documents;
use crate::ids::DocId;
use crate::time::{Month, Period};

/// The rows; an item's number is its place in them.
pub(super) struct Tables {
    /// The document.
    pub docs: Vec<DocId>,
    /// Words in headings and running text.
    pub words: Vec<u32>,
    /// The date of the document, and its month.
    pub dates: Vec<Option<Period>>,
    pub months: Vec<Option<Month>>,
    /// Whether it is the only item of its document.
    pub alone: Vec<bool>,
    /// The number of items of every month from the first that an item has to the last.
    pub in_month: Vec<(Month, u32)>,
    /// The mean of the words; at least 1.
    pub mean_words: f32,
}

impl Tables {
    pub fn of(documents: &Documents) -> Tables {
        let document = |doc: DocId| &documents.documents[doc.index()];
        let items = || documents.items.iter();
        let date = |doc: DocId| document(doc).dating.date.map(|(period, _)| period);
        let dates: Vec<Option<Period>> = items().map(|item| date(item.doc)).collect();
        let months = dates.iter().map(|date| date.and_then(Period::month)).collect::<Vec<_>>();
        let words: Vec<u32> = items().map(|item| item.words).collect();
        let all_words: u64 = words.iter().map(|&words| u64::from(words)).sum();
        Tables {
            docs: items().map(|item| item.doc).collect(),
            alone: items().map(|item| document(item.doc).items.len() == 1).collect(),
            in_month: in_month(&months),
            mean_words: (all_words as f32 / words.len().max(1) as f32).max(1.0),
            words,
            dates,
            months,
        }
    }
}

fn in_month(months: &[Option<Month>]) -> Vec<(Month, u32)> {
    let dated = || months.iter().flatten().copied();
    let Some((first, last)) = dated().min().zip(dated().max()) else { return Vec::new() };
    let all = std::iter::successors(Some(first), |month| Some(month.next()));
    let mut counts: Vec<(Month, u32)> =
        all.take_while(|month| *month <= last).map(|month| (month, 0)).collect();
    dated().for_each(|month| counts[(month.number() - first.number()) as usize].1 += 1);
    counts
}
