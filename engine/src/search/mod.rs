//! Answering a query: items, in order, with everything that is counted beside them.

mod facets;
mod filters;
mod fold;
pub mod grid;
mod mark;
mod node;
mod plan;
mod resolve;
mod score;
mod set;
mod snippet;
mod suggest;
mod typo;
pub mod values;

pub(crate) use mark::marks;
pub(crate) use plan::Plan;
pub use suggest::{Kind, Suggestion, suggest};

use crate::archive::{Archive, ItemText};
use crate::ids::ItemId;
use crate::outcome::{Hit, Outcome, Path};
use crate::place::PlaceKind;
use crate::query::{Query, Sort};
use crate::sort;
use chrono::Datelike;
use filters::{Filters, Of};
use fold::Folded;
use score::{Match, Score, Texts};
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
    let found = score::evaluate(archive, &plan);
    let filters = Filters::new(archive, query, &plan, &found.matches);
    let mut outcome = facets::counts(archive, query, &plan, &filters);
    let (mut found, lacking) = found.listed();
    found.retain(|found| filters.pass_but(found.item, Of::WORDS));
    if lacking.is_none() {
        outcome.total = found.len() as u32;
        outcome.documents = documents(archive, found.iter().map(|found| found.item));
    } else {
        outcome.near = found.len() as u32;
    }
    outcome.lacking = lacking;
    let wanted = page.offset.saturating_add(page.limit);
    let mut texts = score::add_nearness(archive, &plan, &mut found, wanted);
    let order = Order { archive, query, by_score: plan.has_words() };
    let folded = Folded::take(archive, &mut found, |found| order.key(found));
    outcome.folded = folded.count();
    order.first(&mut found, wanted);
    let shown = found.iter().skip(page.offset).take(page.limit);
    let hit = |found: &Match| {
        let alike = folded.under(archive, found.item);
        hit(archive, &plan, found, alike, texts.measured(archive, found.item))
    };
    outcome.hits = shown.map(hit).collect();
    outcome.words = plan.reports(archive);
    outcome.remarks = plan.remarks;
    outcome
}

/// Every item that a query lists as a hit of its own, in its order, near-duplicates too; where none
/// has all words, those that have most, with what these lack as in [`Outcome::lacking`].
pub fn every_hit(archive: &Archive, query: &Query) -> (Vec<Hit>, Option<Vec<String>>) {
    let plan = Plan::new(archive, query);
    let (found, lacking, mut texts) = ranked(archive, query, &plan);
    let hit =
        |found: &Match| hit(archive, &plan, found, Vec::new(), texts.measured(archive, found.item));
    (found.iter().map(hit).collect(), lacking)
}

/// The items that a query finds, in its order, near-duplicates too; `plan` is that of the query.
pub(crate) fn items(archive: &Archive, query: &Query, plan: &Plan) -> Vec<ItemId> {
    let (found, lacking, _) = ranked(archive, query, plan);
    let found = found.into_iter().filter(|_| lacking.is_none());
    found.map(|found| found.item).collect()
}

/// The items that a query finds, ascending; `plan` is that of the query.
pub(crate) fn answering(archive: &Archive, query: &Query, plan: &Plan) -> Vec<ItemId> {
    let found = score::evaluate(archive, plan).matches;
    let filters = Filters::new(archive, query, plan, &found);
    found.iter().map(|found| found.item).filter(|&item| filters.pass(item)).collect()
}

/// All that a query lists, in its order; what it lacks; and the texts that were read for it.
fn ranked(
    archive: &Archive,
    query: &Query,
    plan: &Plan,
) -> (Vec<Match>, Option<Vec<String>>, Texts) {
    let found = score::evaluate(archive, plan);
    let filters = Filters::new(archive, query, plan, &found.matches);
    let (mut found, lacking) = found.listed();
    found.retain(|found| filters.pass_but(found.item, Of::WORDS));
    let all = found.len();
    let texts = score::add_nearness(archive, plan, &mut found, all);
    Order { archive, query, by_score: plan.has_words() }.first(&mut found, all);
    (found, lacking, texts)
}

/// In which order the items stand.
struct Order<'o, 'a> {
    archive: &'o Archive<'a>,
    query: &'o Query,
    /// Whether there are scores.
    by_score: bool,
}

impl Order<'_, '_> {
    /// Puts the first `wanted` in order and leaves out the others.
    fn first(&self, found: &mut Vec<Match>, wanted: usize) {
        sort::first_by_key(found, wanted, |found| self.key(found));
    }

    /// What is least comes first: of equal scores the newest month, of equal dates or places the
    /// first item, and what has no date or place last.
    fn key(&self, found: &Match) -> (Reverse<Score>, i64, ItemId) {
        let item = found.item;
        let day = || {
            let date = self.archive.item_date(item);
            date.map(|date| i64::from(date.days().from.num_days_from_ce()))
        };
        let month = || self.archive.item_month(item).map(|month| i64::from(month.number()));
        let place = || {
            let named = self.archive.main_place(item, self.query.per);
            named.map(|place| i64::from(self.archive.place_rank(place)))
        };
        let (score, rank) = match self.query.sort {
            Sort::Relevance if self.by_score => (found.score, month().map(|month| -month)),
            Sort::Relevance | Sort::Newest => (0.0, day().map(|day| -day)),
            Sort::Oldest => (0.0, day()),
            Sort::Place => (0.0, place()),
        };
        (Reverse(Score(score)), rank.unwrap_or(i64::MAX), item)
    }
}

/// The number of documents of items, which ascend.
pub(crate) fn documents(archive: &Archive, items: impl Iterator<Item = ItemId>) -> u32 {
    let mut last = None;
    let documents = items.map(|item| archive.item_document(item));
    documents.filter(|&document| last.replace(document) != Some(document)).count() as u32
}

fn hit(archive: &Archive, plan: &Plan, found: &Match, alike: Vec<ItemId>, text: &ItemText) -> Hit {
    Hit {
        item: found.item,
        score: found.score,
        snippet: snippet::snippet(archive, plan, found.item, text),
        places: archive.places_of_kind(found.item, PlaceKind::City),
        why: Path::ALL.into_iter().filter(|path| found.why.has(*path)).collect(),
        alike,
    }
}
