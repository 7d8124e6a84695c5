//! Which items answer the words of a query, and how well.
//!
//! BM25F over the headings and the running text of items, in its first form: Robertson, Zaragoza
//! and Taylor, "Simple BM25 extension to multiple weighted fields" (2004), add up the weighted
//! frequencies of the fields before they are saturated, with one length for all. The inverse
//! document frequency is ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative. Everything
//! that answers one word counts as one term, whose frequency is the sum over its occurrences of the
//! weight of their path, times that of a heading.
//!
//! Words that stand near each other add to that: for every two neighbours in the query
//! ln(a + exp(-d)) - ln(a), d being the least distance between them in words; after Tao and Zhai,
//! "An Exploration of Proximity Measures in Information Retrieval" (2007), who found a = 0.3 good,
//! and shifted so that it is never negative.

use super::mark::{near_pairs, phrase_runs};
use super::node::{Near, Node, Phrase, Term};
use super::plan::Plan;
use super::set::ItemSet;
use crate::archive::{Archive, ItemParagraph, ItemText, ListBuffer, Written};
use crate::ids::ItemId;
use crate::index::is_searched;
use crate::outcome::Path;
use crate::seed::ParagraphKind;
use crate::sort;
use std::cmp::Reverse;
use std::ops::Range;

/// How soon more occurrences stop to matter.
const K1: f32 = 1.2;
/// How much the length of an item matters.
const B: f32 = 0.75;
/// Occurrences in running text that one in a heading is worth.
const HEADING: f32 = 3.0;

/// How little nearness matters: the `a` of the formula.
const NEARNESS: f32 = 0.3;
/// The best items by their words alone, among which nearness decides: it is looked up in the
/// texts, and few are ever read beyond.
const WINDOW: usize = 64;
/// Items that hold both of two words that must stand near each other, at most: where there are
/// more, the two are too common to tell anything (*om* and *komen*), and looking would take long.
const MOST_LOOKED_UP: usize = 128;

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
    /// Those that have all words, ascending.
    pub matches: Vec<Match>,
    /// Where none has: those that have most.
    pub partial: Option<Partial>,
}

/// The items that have most words of a plan that none has all of.
pub(crate) struct Partial {
    /// Ascending.
    pub matches: Vec<Match>,
    /// As [`Outcome::lacking`](crate::outcome::Outcome::lacking).
    pub lacking: Vec<String>,
}

impl Found {
    /// The items to list, and where these have only most words, those that they lack.
    pub fn listed(self) -> (Vec<Match>, Option<Vec<String>>) {
        match self.partial {
            Some(Partial { matches, lacking }) => (matches, Some(lacking)),
            None => (self.matches, None),
        }
    }
}

/// Every item that answers the words of the plan; where there is none, apart, those that answer
/// most.
pub(crate) fn evaluate(archive: &Archive, plan: &Plan) -> Found {
    let mut scorer = Scorer {
        archive,
        list: ListBuffer::default(),
        text: ItemText::default(),
        frequencies: Frequencies::new(archive),
    };
    let matches = scorer.node(&plan.root);
    let partial = match &plan.root {
        Node::All(nodes) if matches.is_empty() => scorer.most(nodes),
        _ => None,
    };
    Found { matches, partial }
}

/// Raises the scores of items in which words that were typed together stand together: of the best
/// among `found`, whose order stays as it is, as far down as the first `wanted` may come from.
/// Answers with the texts that were read.
pub(crate) fn add_nearness(
    archive: &Archive,
    plan: &Plan,
    found: &mut [Match],
    wanted: usize,
) -> Texts {
    let mut texts = Texts::default();
    let Node::All(nodes) = &plan.root else { return texts };
    let asked: Vec<&Node> = nodes.iter().filter(|node| !matches!(node, Node::Not(_))).collect();
    if asked.len() < 2 {
        return texts;
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    let key = |&at: &usize| (Reverse(Score(found[at].score)), found[at].item);
    sort::first_by_key(&mut order, WINDOW, key);
    let most = (asked.len() - 1) as f32 * bonus(Some(1));
    let mut first = First::new(wanted);
    for at in order {
        if !first.may_hold(found[at].score + most) {
            break;
        }
        let item = found[at].item;
        let text = texts.keep(archive, item);
        let answers = answers(archive, plan, text);
        let mut next_term = 0;
        let places = asked.iter().map(|node| positions(node, text, &answers, &mut next_term));
        let places: Vec<Vec<u32>> = places.collect();
        let distances = places.windows(2).map(|pair| least_distance(&pair[0], &pair[1]));
        found[at].score += distances.map(bonus).sum::<f32>();
        first.add(archive.first_alike(item).unwrap_or(item), found[at].score);
    }
    texts
}

/// What is added for two words at that distance, in words; 0 where they are never near.
fn bonus(distance: Option<u32>) -> f32 {
    let nearness = distance.map_or(0.0, |distance| (-(distance as f32)).exp());
    (NEARNESS + nearness).ln() - NEARNESS.ln()
}

/// The best scores so far, as many as are wanted; items that are alike count as one.
struct First {
    wanted: usize,
    /// Falling.
    scores: Vec<f32>,
    /// The first of the alike of each.
    groups: Vec<ItemId>,
}

impl First {
    fn new(wanted: usize) -> First {
        First { wanted, scores: Vec::new(), groups: Vec::new() }
    }

    /// Whether an item with that score could be among them.
    fn may_hold(&self, score: f32) -> bool {
        let last = self.wanted.checked_sub(1);
        last.is_some_and(|last| self.scores.get(last).is_none_or(|least| score >= *least))
    }

    /// Adds an item of a group, unless there is one: the score of a group may thus be too low, but
    /// never too high.
    fn add(&mut self, group: ItemId, score: f32) {
        if !self.groups.contains(&group) {
            self.groups.push(group);
            let at = self.scores.partition_point(|other| *other > score);
            self.scores.insert(at, score);
        }
    }
}

/// Texts that were read for an answer, so that none is read twice.
#[derive(Default)]
pub(crate) struct Texts {
    kept: Vec<(ItemId, ItemText)>,
    /// The last that was not kept.
    other: ItemText,
}

impl Texts {
    /// Reads the words of an item, which it has not read yet, and keeps them.
    fn keep(&mut self, archive: &Archive, item: ItemId) -> &ItemText {
        let mut text = ItemText::default();
        archive.read_words(item, &mut text);
        self.kept.push((item, text));
        &self.kept[self.kept.len() - 1].1
    }

    /// The words of an item with the bytes where they stand.
    pub fn measured(&mut self, archive: &Archive, item: ItemId) -> &ItemText {
        match self.kept.iter_mut().find(|(kept, _)| *kept == item) {
            Some((_, text)) => {
                archive.measure(item, text);
                text
            }
            None => {
                archive.read_item(item, &mut self.other);
                &self.other
            }
        }
    }
}

/// The words of an item that answer a term: their positions, and the terms as in [`Plan::terms`].
fn answers(archive: &Archive, plan: &Plan, text: &ItemText) -> Vec<(u32, u32)> {
    let mut answers = Vec::new();
    for paragraph in searched(text) {
        let words = &text.words[paragraph.words.clone()];
        archive.each_form(words, |range, form| {
            let terms = plan.terms(form);
            if terms != 0 {
                answers.push((words[range.start].position, terms));
            }
        });
    }
    answers
}

fn searched(text: &ItemText) -> impl Iterator<Item = &ItemParagraph> {
    text.paragraphs.iter().filter(|paragraph| is_searched(paragraph.kind))
}

/// A score that can be put in order; there are no others than numbers.
#[derive(PartialEq)]
pub(super) struct Score(pub f32);

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Score) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Score) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Where a node is answered in an item with those [answers], ascending. `term` counts the terms of
/// the plan.
fn positions(node: &Node, text: &ItemText, answers: &[(u32, u32)], term: &mut usize) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    match node {
        Node::Term(_) => {
            let bit = 1 << (*term).min(31);
            *term += 1;
            all.extend(answers.iter().filter(|(_, terms)| terms & bit != 0).map(|(at, _)| at));
        }
        Node::Phrase(phrase) => {
            for paragraph in searched(text) {
                let runs = phrase_runs(phrase, &text.words[paragraph.words.clone()]);
                all.extend(runs.map(|run| run[run.len() - 1].position));
            }
        }
        Node::All(nodes) | Node::Any(nodes) => {
            nodes.iter().for_each(|node| all.extend(positions(node, text, answers, term)));
        }
        Node::Near(_) | Node::Not(_) => {}
    }
    sort::by_key(&mut all, |position| *position);
    all
}

struct Scorer<'s, 'a> {
    archive: &'s Archive<'a>,
    list: ListBuffer,
    text: ItemText,
    frequencies: Frequencies,
}

impl Scorer<'_, '_> {
    fn node(&mut self, node: &Node) -> Vec<Match> {
        match node {
            Node::Term(term) => self.term(term),
            Node::Phrase(phrase) => self.phrase(phrase),
            Node::Near(near) => self.near(near),
            Node::All(nodes) => {
                let Some((first, others)) = nodes.split_first() else { return self.everything() };
                let first = self.node(first);
                others.iter().fold(first, |found, node| both(found, self.node(node)))
            }
            Node::Any(nodes) => nodes.iter().map(|node| self.node(node)).fold(Vec::new(), either),
            Node::Not(node) => without(self.everything(), &self.node(node)),
        }
    }

    /// The items that answer most of the nodes, but at least one; what is excluded stays so.
    fn most(&mut self, nodes: &[Node]) -> Option<Partial> {
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
        (most > 0).then_some(Partial { matches, lacking })
    }

    fn everything(&self) -> Vec<Match> {
        let match_ = |item| Match { item: ItemId(item), score: 0.0, why: Paths::default() };
        (0..self.archive.item_count()).map(match_).collect()
    }

    fn term(&mut self, term: &Term) -> Vec<Match> {
        let Scorer { archive, list, frequencies, .. } = self;
        if let Some(forms) = &term.begun {
            archive.each_item(forms.clone(), |item| frequencies.add(item, Path::Prefix, 1.0));
        }
        for &(form, path) in &term.forms {
            archive.read_list(form, list);
            for &(item, count) in &list.all {
                frequencies.add(ItemId(item), path, count as f32);
            }
            for &(item, headings) in &list.headings {
                frequencies.add(ItemId(item), path, (HEADING - 1.0) * headings as f32);
            }
        }
        for &place in &term.places {
            for (item, mentions) in archive.place_mentions(place) {
                frequencies.add(item, Path::Spelling, mentions as f32);
            }
        }
        self.scored()
    }

    fn phrase(&mut self, phrase: &Phrase) -> Vec<Match> {
        let archive = self.archive;
        let sets = phrase.forms.iter().map(|forms| self.holding([forms.clone()]));
        let candidates = sets.reduce(ItemSet::and).unwrap_or_else(|| ItemSet::new(archive));
        let add = |item, is_heading| {
            let worth = if is_heading { HEADING } else { 1.0 };
            self.frequencies.add(item, phrase.path, worth);
        };
        let found = match archive.each_run(&phrase.forms, candidates.len(), add) {
            true => self.scored(),
            false => {
                let count = |words: &[Written]| phrase_runs(phrase, words).count();
                self.looked_up(&candidates, phrase.path, count)
            }
        };
        phrase.items.set(found.len() as u32);
        found
    }

    fn near(&mut self, near: &Near) -> Vec<Match> {
        let archive = self.archive;
        let sets = near.parts.each_ref();
        let [first, last] =
            sets.map(|forms| self.holding(forms.iter().map(|form| form.0..form.0 + 1)));
        let candidates = first.and(last);
        if candidates.len() > MOST_LOOKED_UP {
            return Vec::new();
        }
        let found = self.looked_up(&candidates, Path::Compound, |words| {
            let mut firsts: Vec<Range<usize>> =
                near_pairs(archive, near, words).into_iter().map(|[first, _]| first).collect();
            firsts.dedup();
            firsts.len()
        });
        near.items.set(found.len() as u32);
        found
    }

    /// The items that hold a form of one of the ranges.
    fn holding(&self, forms: impl IntoIterator<Item = Range<u32>>) -> ItemSet {
        let mut set = ItemSet::new(self.archive);
        for forms in forms {
            self.archive.each_item(forms, |item| set.add(item));
        }
        set
    }

    /// Those of the candidates in whose texts something is found, which `count` counts in the
    /// words of a paragraph.
    fn looked_up(
        &mut self,
        candidates: &ItemSet,
        path: Path,
        count: impl Fn(&[Written]) -> usize,
    ) -> Vec<Match> {
        for item in candidates.iter() {
            self.archive.read_words(item, &mut self.text);
            for paragraph in searched(&self.text) {
                let found = count(&self.text.words[paragraph.words.clone()]) as f32;
                if found > 0.0 {
                    let heading = paragraph.kind == ParagraphKind::Heading;
                    self.frequencies.add(item, path, found * if heading { HEADING } else { 1.0 });
                }
            }
        }
        self.scored()
    }

    /// The items of the frequencies with their scores; takes the frequencies back to nothing.
    fn scored(&mut self) -> Vec<Match> {
        let mut matches = self.frequencies.take();
        let (all, found) = (self.archive.item_count() as f32, matches.len() as f32);
        let idf = (1.0 + (all - found + 0.5) / (found + 0.5)).ln();
        let mean = self.archive.mean_words();
        for found in &mut matches {
            let length = self.archive.item_words(found.item) as f32 / mean;
            let frequency = found.score;
            let saturated = frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * length));
            found.score = idf * saturated;
        }
        matches
    }
}

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
struct Frequencies {
    of_items: Vec<(f32, Paths)>,
    /// Those that have any.
    found: ItemSet,
}

impl Frequencies {
    fn new(archive: &Archive) -> Frequencies {
        let of_items = vec![Default::default(); archive.item_count() as usize];
        Frequencies { of_items, found: ItemSet::new(archive) }
    }

    #[inline]
    fn add(&mut self, item: ItemId, path: Path, occurrences: f32) {
        let (frequency, why) = &mut self.of_items[item.index()];
        self.found.add(item);
        *frequency += weight(path) * occurrences;
        why.add(path);
    }

    /// The items with their frequencies in place of scores, ascending; none are left.
    fn take(&mut self) -> Vec<Match> {
        let mut matches = Vec::with_capacity(self.found.len());
        matches.extend(self.found.iter().map(|item| {
            let (score, why) = std::mem::take(&mut self.of_items[item.index()]);
            Match { item, score, why }
        }));
        self.found.clear();
        matches
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
    let mut all = Vec::with_capacity(left.len() + right.len());
    let mut right = right.into_iter().peekable();
    for mut one in left {
        while let Some(other) = right.next_if(|other| other.item < one.item) {
            all.push(other);
        }
        if let Some(other) = right.next_if(|other| other.item == one.item) {
            one.score += other.score;
            one.why.0 |= other.why.0;
        }
        all.push(one);
    }
    all.extend(right);
    all
}

/// What is in `all` but not in `taken`; both ascend.
fn without(mut all: Vec<Match>, taken: &[Match]) -> Vec<Match> {
    all.retain(|found| taken.binary_search_by_key(&found.item, |t| t.item).is_err());
    all
}
