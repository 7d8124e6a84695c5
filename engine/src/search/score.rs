//! Which items answer the words of a query, and how well.
//!
//! BM25 over items: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
//! Beyond" (2009), with the inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)), which
//! is never negative. Everything that answers one word counts as one term, whose frequency is
//! the sum over its occurrences of the weight of their path, times that of a heading.
//!
//! Words that stand near each other add to that: for every two neighbours in the query
//! ln(a + exp(-d)) - ln(a), d being the least distance between them in words; after Tao and Zhai,
//! "An Exploration of Proximity Measures in Information Retrieval" (2007), who found a = 0.3 good,
//! and shifted so that it is never negative.

use super::plan::{Near, Node, Phrase, Plan, Term};
use crate::archive::{Archive, FormId};
use crate::ids::ItemId;
use crate::outcome::Path;
use std::collections::{BTreeMap, BTreeSet};

/// How soon more occurrences stop to matter.
const K1: f32 = 1.2;
/// How much the length of an item matters.
const B: f32 = 0.75;
/// Occurrences in running text that one in a heading is worth.
const HEADING: f32 = 3.0;

/// How little nearness matters: the `a` of the formula.
const NEARNESS: f32 = 0.3;

/// An item that answers.
pub(crate) struct Match {
    pub item: ItemId,
    pub score: f32,
    pub why: Paths,
}

/// A set of paths.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Paths(u8);

impl Paths {
    pub fn has(self, path: Path) -> bool {
        self.0 & (1 << path as u8) != 0
    }

    fn add(&mut self, path: Path) {
        self.0 |= 1 << path as u8;
    }
}

/// How much an occurrence on that path is worth.
fn weight(path: Path) -> f32 {
    match path {
        Path::Phrase | Path::Exact => 1.0,
        Path::Inflection => 0.7,
        Path::Prefix => 0.5,
        Path::Compound => 0.45,
        Path::Spelling => 0.4,
        Path::Typo => 0.2,
    }
}

/// The items that answer a plan.
pub(crate) struct Found {
    /// Ascending.
    pub matches: Vec<Match>,
    /// As [`Outcome::lacking`](crate::outcome::Outcome::lacking).
    pub lacking: Option<Vec<String>>,
}

/// Every item that answers the words of the plan; where there is none, those that answer most.
pub(crate) fn evaluate(archive: &Archive, plan: &Plan) -> Found {
    let words: u64 = archive.items_words().map(u64::from).sum();
    let count = archive.item_count();
    let mean = (words as f32 / count.max(1) as f32).max(1.0);
    let scorer = Scorer { archive, mean };
    let matches = scorer.node(&plan.root);
    let Node::All(nodes) = &plan.root else { return Found { matches, lacking: None } };
    let found = Found { matches, lacking: None };
    let mut found = if found.matches.is_empty() { scorer.most(nodes) } else { found };
    scorer.add_nearness(nodes, &mut found.matches);
    found
}

/// Items that answer a node of a plan.
pub(crate) fn count(archive: &Archive, node: &Node) -> u32 {
    Scorer { archive, mean: 1.0 }.node(node).len() as u32
}

struct Scorer<'s, 'a> {
    archive: &'s Archive<'a>,
    /// Mean length of an item in words.
    mean: f32,
}

impl Scorer<'_, '_> {
    fn node(&self, node: &Node) -> Vec<Match> {
        match node {
            Node::Term(term) => self.term(term),
            Node::Phrase(phrase) => self.phrase(phrase),
            Node::Near(near) => self.near(near),
            Node::All(nodes) => {
                let mut answers = nodes.iter().map(|node| self.node(node));
                let first = answers.next().unwrap_or_else(|| self.everything());
                answers.fold(first, both)
            }
            Node::Any(nodes) => nodes.iter().map(|node| self.node(node)).fold(Vec::new(), either),
            Node::Not(node) => without(self.everything(), &self.node(node)),
        }
    }

    /// Raises the scores of items in which words that were typed together stand together.
    fn add_nearness(&self, nodes: &[Node], matches: &mut [Match]) {
        let wanted = nodes.iter().filter(|node| !matches!(node, Node::Not(_)));
        let places: Vec<Positions> = wanted.map(|node| self.positions(node, matches)).collect();
        for pair in places.windows(2) {
            for found in matches.iter_mut() {
                let [one, other] = [&pair[0], &pair[1]].map(|of| of.get(&found.item));
                let distance = one.zip(other).and_then(|(one, other)| least_distance(one, other));
                let nearness = distance.map_or(0.0, |distance| (-(distance as f32)).exp());
                found.score += (NEARNESS + nearness).ln() - NEARNESS.ln();
            }
        }
    }

    /// Where a node is answered in items that are found.
    fn positions(&self, node: &Node, found: &[Match]) -> Positions {
        let mut all = Positions::new();
        match node {
            Node::Term(term) => {
                for posting in term.forms.keys().flat_map(|&form| self.archive.postings(form)) {
                    if found.binary_search_by_key(&posting.item, |m| m.item).is_ok() {
                        let here = posting.occurrences().map(|o| o.position);
                        all.entry(posting.item).or_default().extend(here);
                    }
                }
            }
            Node::Phrase(phrase) => {
                for ((item, position), _) in self.phrase_ends(phrase) {
                    all.entry(item).or_default().push(position);
                }
            }
            Node::All(nodes) | Node::Any(nodes) => {
                for (item, here) in nodes.iter().flat_map(|node| self.positions(node, found)) {
                    all.entry(item).or_default().extend(here);
                }
            }
            Node::Near(_) | Node::Not(_) => {}
        }
        all.values_mut().for_each(|positions| positions.sort_unstable());
        all
    }

    /// The items that answer most of the nodes, but at least one; what is excluded stays so.
    fn most(&self, nodes: &[Node]) -> Found {
        let (not, wanted): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().partition(|node| matches!(node, Node::Not(_)));
        let allowed = not.into_iter().map(|node| self.node(node)).reduce(both);
        let answers: Vec<Vec<Match>> = wanted.iter().map(|node| self.node(node)).collect();
        let mut counts = vec![0; self.archive.item_count() as usize];
        answers.iter().flatten().for_each(|found| counts[found.item.index()] += 1);
        let is_allowed = |item| {
            allowed.as_ref().is_none_or(|a| a.binary_search_by_key(&item, |m| m.item).is_ok())
        };
        let items = (0..self.archive.item_count()).map(ItemId).filter(|&item| is_allowed(item));
        let most = items.map(|item| counts[item.index()]).max().unwrap_or(0);
        let is_best = |found: &Match| {
            most > 0 && counts[found.item.index()] == most && is_allowed(found.item)
        };
        let lacks = |answer: &Vec<Match>| most > 0 && !answer.iter().any(is_best);
        let lacking = wanted.iter().zip(&answers).filter(|(_, answer)| lacks(answer));
        let lacking = lacking.filter_map(|(node, _)| node.typed()).collect();
        let mut matches = answers.into_iter().fold(Vec::new(), either);
        matches.retain(is_best);
        Found { matches, lacking: (most > 0).then_some(lacking) }
    }

    fn everything(&self) -> Vec<Match> {
        let match_ = |item| Match { item: ItemId(item), score: 0.0, why: Paths::default() };
        (0..self.archive.item_count()).map(match_).collect()
    }

    fn term(&self, term: &Term) -> Vec<Match> {
        let mut frequencies = Frequencies::new(self.archive);
        for (&form, &path) in &term.forms {
            for posting in self.archive.postings(form) {
                let count = posting.body as f32 + HEADING * posting.headings as f32;
                frequencies.add(posting.item, path, count);
            }
        }
        for &place in &term.places {
            for posting in self.archive.place_postings(place) {
                frequencies.add(posting.item, Path::Spelling, posting.mentions as f32);
            }
        }
        self.scored(frequencies)
    }

    fn phrase(&self, phrase: &Phrase) -> Vec<Match> {
        let mut frequencies = Frequencies::new(self.archive);
        for ((item, _), heading) in self.phrase_ends(phrase) {
            frequencies.add(item, phrase.path, if heading { HEADING } else { 1.0 });
        }
        self.scored(frequencies)
    }

    fn near(&self, near: &Near) -> Vec<Match> {
        let [first, last] = near.parts.each_ref().map(|forms| self.occurrences(forms));
        let mut frequencies = Frequencies::new(self.archive);
        for (item, positions) in first {
            let others = last.get(&item).map_or(&[][..], Vec::as_slice);
            for (position, heading) in positions {
                if others.iter().any(|(other, _)| near.joins(position, *other)) {
                    frequencies.add(item, Path::Compound, if heading { HEADING } else { 1.0 });
                }
            }
        }
        self.scored(frequencies)
    }

    /// Where any of the forms stands, and whether in a heading.
    fn occurrences(&self, forms: &BTreeSet<FormId>) -> BTreeMap<ItemId, Vec<(u32, bool)>> {
        let mut all: BTreeMap<ItemId, Vec<(u32, bool)>> = BTreeMap::new();
        for posting in forms.iter().flat_map(|&form| self.archive.postings(form)) {
            let here = posting.occurrences().map(|o| (o.position, o.heading));
            all.entry(posting.item).or_default().extend(here);
        }
        all
    }

    /// Where the phrase's last word stands: item and position, and whether in a heading.
    fn phrase_ends(&self, phrase: &Phrase) -> BTreeMap<(ItemId, u32), bool> {
        let mut ends = BTreeMap::new();
        for part in 0..phrase.parts.len() {
            let mut here = BTreeMap::new();
            for form in phrase.forms_of(self.archive, part) {
                for posting in self.archive.postings(form) {
                    for occurrence in posting.occurrences() {
                        let before = occurrence.position.checked_sub(1);
                        let follows = before.is_some_and(|p| ends.contains_key(&(posting.item, p)));
                        if part == 0 || follows {
                            here.insert((posting.item, occurrence.position), occurrence.heading);
                        }
                    }
                }
            }
            ends = here;
        }
        ends
    }

    fn scored(&self, frequencies: Frequencies) -> Vec<Match> {
        let mut matches = frequencies.matches();
        let (all, found) = (self.archive.item_count() as f32, matches.len() as f32);
        let idf = (1.0 + (all - found + 0.5) / (found + 0.5)).ln();
        for found in &mut matches {
            let length = self.archive.item_words(found.item) as f32 / self.mean;
            let frequency = found.score;
            let saturated = frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * length));
            found.score = idf * saturated;
        }
        matches
    }
}

/// Positions in items, ascending.
type Positions = BTreeMap<ItemId, Vec<u32>>;

/// The least distance between two positions of two ascending lists that are not the same word.
fn least_distance(one: &[u32], other: &[u32]) -> Option<u32> {
    let near = |&position: &u32| {
        let at = other.partition_point(|&o| o < position);
        let after = other[at..].iter().find(|&&o| o != position);
        let around = other[..at].last().into_iter().chain(after);
        around.map(|o| o.abs_diff(position)).min()
    };
    one.iter().filter_map(near).min()
}

/// Weighted occurrences of one term, by item.
struct Frequencies(Vec<(f32, Paths)>);

impl Frequencies {
    fn new(archive: &Archive) -> Frequencies {
        Frequencies(vec![Default::default(); archive.item_count() as usize])
    }

    fn add(&mut self, item: ItemId, path: Path, occurrences: f32) {
        let (frequency, why) = &mut self.0[item.index()];
        *frequency += weight(path) * occurrences;
        why.add(path);
    }

    /// The items with their frequencies in place of scores.
    fn matches(self) -> Vec<Match> {
        let found = self.0.into_iter().enumerate().filter(|(_, (_, why))| *why != Paths::default());
        found.map(|(item, (score, why))| Match { item: ItemId(item as u32), score, why }).collect()
    }
}

/// What answers both, with the scores added up.
fn both(left: Vec<Match>, right: Vec<Match>) -> Vec<Match> {
    let mut right = right.into_iter().peekable();
    let join = |mut one: Match| {
        while right.next_if(|other| other.item < one.item).is_some() {}
        let other = right.next_if(|other| other.item == one.item)?;
        one.score += other.score;
        one.why.0 |= other.why.0;
        Some(one)
    };
    left.into_iter().filter_map(join).collect()
}

/// What answers at least one, with the scores added up.
fn either(left: Vec<Match>, right: Vec<Match>) -> Vec<Match> {
    let mut all: Vec<Match> = left.into_iter().chain(right).collect();
    all.sort_by_key(|found| found.item);
    all.dedup_by(|later, first| {
        let same = later.item == first.item;
        if same {
            first.score += later.score;
            first.why.0 |= later.why.0;
        }
        same
    });
    all
}

/// What is in `all` but not in `taken`; both ascend.
fn without(mut all: Vec<Match>, taken: &[Match]) -> Vec<Match> {
    all.retain(|found| taken.binary_search_by_key(&found.item, |t| t.item).is_err());
    all
}
