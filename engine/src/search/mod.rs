//! Answering a query: items, in order, with everything that is counted beside them.

mod facets;
mod filters;
pub mod grid;
mod mark;
mod plan;
mod resolve;
mod score;
mod set;
mod suggest;
mod typo;
pub mod values;

pub(crate) use mark::marks;
pub(crate) use plan::Plan;
pub use suggest::{Kind, Suggestion, suggest};

use crate::archive::{Archive, ItemText};
use crate::ids::ItemId;
use crate::outcome::{Hit, Outcome, Path};
use crate::query::{Query, Sort};
use crate::snippet;
use filters::Filters;
use score::{Found, Match, Score};
use std::cmp::Reverse;

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
    let mut found = matches;
    found.retain(|found| filters.pass(found.item));
    outcome.total = found.len() as u32;
    outcome.documents = documents(archive, &found);
    score::add_nearness(archive, &plan, &mut found);
    sort(archive, query.sort, &plan, &mut found, page.offset.saturating_add(page.limit));
    let wanted = found.iter().skip(page.offset).take(page.limit);
    let mut text = ItemText::default();
    outcome.hits = wanted.map(|found| hit(archive, &plan, found, &mut text)).collect();
    outcome.words = plan.reports(archive);
    outcome.lacking = lacking;
    outcome
}

/// The items that a query finds, in its order; `plan` is that of the query.
pub(crate) fn items(archive: &Archive, query: &Query, plan: &Plan) -> Vec<ItemId> {
    let mut found = score::evaluate(archive, plan).matches;
    let filters = Filters::new(archive, query, plan, &found);
    found.retain(|found| filters.pass(found.item));
    score::add_nearness(archive, plan, &mut found);
    let all = found.len();
    sort(archive, query.sort, plan, &mut found, all);
    found.into_iter().map(|found| found.item).collect()
}

/// Puts the first `wanted` hits in order, of equal scores the newest first; what is equal then too
/// stays in the order of the items.
fn sort(archive: &Archive, sort: Sort, plan: &Plan, found: &mut Vec<Match>, wanted: usize) {
    let date = |found: &Match| archive.item_date(found.item).map(|date| date.days().from);
    match sort {
        Sort::Relevance if plan.has_words() => {
            let key = |found: &Match| {
                (Reverse(Score(found.score)), Reverse(archive.item_month(found.item)), found.item)
            };
            first_by_key(found, wanted, key);
        }
        Sort::Oldest => {
            first_by_key(found, wanted, |found| (date(found).is_none(), date(found), found.item));
        }
        Sort::Relevance | Sort::Newest => {
            first_by_key(found, wanted, |found| (Reverse(date(found)), found.item));
        }
    }
}

/// Keeps the first `wanted`, in order.
fn first_by_key<K: Ord>(found: &mut Vec<Match>, wanted: usize, key: impl Fn(&Match) -> K) {
    if wanted < found.len() {
        found.select_nth_unstable_by_key(wanted, &key);
        found.truncate(wanted);
    }
    found.sort_unstable_by_key(key);
}

fn documents(archive: &Archive, found: &[Match]) -> u32 {
    found.chunk_by(|a, b| archive.item_document(a.item) == archive.item_document(b.item)).count()
        as u32
}

fn hit(archive: &Archive, plan: &Plan, found: &Match, text: &mut ItemText) -> Hit {
    Hit {
        item: found.item,
        score: found.score,
        snippet: snippet::snippet(archive, plan, found.item, text),
        places: archive.cities_of(found.item).collect(),
        why: Path::ALL.into_iter().filter(|path| found.why.has(*path)).collect(),
    }
}
