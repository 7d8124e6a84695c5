//! Answering a query: items, in order, with everything that is counted beside them.

mod facets;
mod filters;
pub mod grid;
mod mark;
mod plan;
mod resolve;
mod score;
mod suggest;
mod typo;
pub mod values;

pub(crate) use mark::marks;
pub(crate) use plan::Plan;
pub use suggest::{Kind, Suggestion, suggest};

use crate::archive::Archive;
use crate::ids::{DocId, ItemId, PlaceId};
use crate::index;
use crate::outcome::{Hit, Outcome, Path};
use crate::query::{Query, Sort};
use crate::snippet;
use filters::Filters;
use score::{Found, Match};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Which stretch of the hits is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// Hits to skip.
    pub offset: usize,
    /// Hits to answer with at most.
    pub limit: usize,
}

/// Answers a query over the whole atlas.
pub fn search(archive: &Archive, query: &Query, page: Page) -> Outcome {
    let plan = Plan::new(archive, query);
    let Found { matches, lacking } = score::evaluate(archive, &plan);
    let filters = Filters::new(archive, query, &plan, &matches);
    let mut outcome = facets::counts(archive, query, &plan, &filters);
    let mut found: Vec<&Match> = matches.iter().filter(|found| filters.pass(found.item)).collect();
    sort(archive, query.sort, &plan, &mut found);
    outcome.total = found.len() as u32;
    outcome.documents = documents(archive, &found);
    let wanted = found.into_iter().skip(page.offset).take(page.limit);
    outcome.hits = wanted.map(|found| hit(archive, &plan, found)).collect();
    outcome.words = plan.reports(archive);
    outcome.lacking = lacking;
    outcome
}

/// Puts hits in order; what is equal stays in the order of the items.
fn sort(archive: &Archive, sort: Sort, plan: &Plan, found: &mut [&Match]) {
    let date = |found: &&Match| archive.item(found.item).date.map(|date| date.days().from);
    match sort {
        Sort::Relevance if plan.has_words() => {
            found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
        }
        Sort::Oldest => found.sort_by_cached_key(|found| (date(found).is_none(), date(found))),
        Sort::Relevance | Sort::Newest => found.sort_by_cached_key(|found| Reverse(date(found))),
    }
}

fn documents(archive: &Archive, found: &[&Match]) -> u32 {
    let mut docs: Vec<DocId> = found.iter().map(|m| archive.item_document(m.item)).collect();
    docs.sort_unstable();
    docs.dedup();
    docs.len() as u32
}

fn hit(archive: &Archive, plan: &Plan, found: &Match) -> Hit {
    Hit {
        item: found.item,
        score: found.score,
        snippet: snippet::snippet(archive, plan, found.item),
        places: places(archive, found.item),
        why: Path::ALL.into_iter().filter(|path| found.why.has(*path)).collect(),
    }
}

/// The cities that an item names, most mentions first.
fn places(archive: &Archive, item: ItemId) -> Vec<PlaceId> {
    let item = archive.item(item);
    let paragraphs = archive.paragraphs(item.doc);
    let mentions = archive.mentions(item.doc);
    let mut counts: BTreeMap<PlaceId, u32> = BTreeMap::new();
    for paragraph in &paragraphs[item.paragraphs] {
        if index::is_searched(paragraph.kind) {
            let named = index::within(&mentions, &paragraph.span).filter(|m| m.role.counts());
            named.for_each(|mention| *counts.entry(mention.place).or_default() += 1);
        }
    }
    let mut places: Vec<PlaceId> = counts.keys().copied().collect();
    places.sort_by_key(|place| Reverse(counts[place]));
    places
}
