//! Near-duplicates: items that say the same in almost the same words, as reprints of one agency's
//! text do.
//!
//! Two items are alike where their *resemblance* is at least 0.7: of the rows of four words that
//! stand in either, the share that stands in both (Broder, "On the resemblance and containment of
//! documents", 1997); and where one has all numbers in digits of the other, for a report with
//! another number of dead is news. So a reprint under another title, or with a paragraph more in
//! five, is alike; two texts that share a paragraph that everybody writes are not. Each item, in
//! the order of the collection, folds under the first one that it is alike to and that folds under
//! none itself: nothing drifts away by small steps.
//!
//! Not every two items are compared, only those that meet: the least of the hashes of all rows, in
//! each of 64 compartments (Li, Owen and Zhang, "One permutation hashing", 2012), are put together
//! by four to 16 keys, and two items meet that have a key in common (Leskovec, Rajaraman and Ullman,
//! "Mining of Massive Datasets", 2014, 3.4). Items of resemblance r meet with probability
//! 1 - (1 - r^4)^16: 0.988 at 0.7, 0.9998 at 0.8, and 1 where they are the same.

use crate::ids::ItemId;
use rustc_hash::FxHashMap;
use std::cell::LazyCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

/// Words of a row. Before the first word and after the last stand [`NO_WORD`]s, so that every word
/// is in as many rows.
const ROW: usize = 4;
const NO_WORD: u32 = u32::MAX;
/// The least resemblance of items that are alike, in hundredths.
const ALIKE: usize = 70;
/// Keys of an item, and compartments that each is made of.
const KEYS: usize = 16;
const OF_KEY: usize = 4;
/// Times that each row is hashed, so that a short item has fewer empty compartments.
const SALTS: u64 = 2;

/// The items that fold, ascending, each with the one it folds under. `words` gives the forms of an
/// item's words; `is_number` tells which forms are numbers.
pub(super) fn folds(
    items: u32,
    words: &dyn Fn(ItemId) -> Vec<u32>,
    is_number: &dyn Fn(u32) -> bool,
) -> Vec<(ItemId, ItemId)> {
    let mut folds = Vec::new();
    let mut unfolded: FxHashMap<u64, Vec<ItemId>> = FxHashMap::default();
    for item in (0..items).map(ItemId) {
        let this = words(item);
        let keys = keys(&rows(&this));
        let met: BTreeSet<ItemId> =
            keys.iter().filter_map(|key| unfolded.get(key)).flatten().copied().collect();
        let content = |words: &[u32]| Content::new(words, is_number);
        // Few meet any other.
        let this = LazyCell::new(|| content(&this));
        match met.into_iter().find(|&other| this.is_alike(&content(&words(other)))) {
            Some(other) => folds.push((item, other)),
            None => keys.iter().for_each(|key| unfolded.entry(*key).or_default().push(item)),
        }
    }
    folds
}

/// What items are compared by.
struct Content {
    /// The hashes of all rows, ascending, each once.
    rows: Vec<u64>,
    numbers: BTreeSet<u32>,
}

impl Content {
    fn new(words: &[u32], is_number: &dyn Fn(u32) -> bool) -> Content {
        let numbers = words.iter().copied().filter(|&word| is_number(word)).collect();
        let mut rows = rows(words);
        rows.sort_unstable();
        rows.dedup();
        Content { rows, numbers }
    }

    fn is_alike(&self, other: &Content) -> bool {
        let numbers = [&self.numbers, &other.numbers];
        let fit = numbers[0].is_subset(numbers[1]) || numbers[1].is_subset(numbers[0]);
        let common = common(&self.rows, &other.rows);
        let all = self.rows.len() + other.rows.len() - common;
        fit && 100 * common >= ALIKE * all
    }
}

/// The hashes of all rows, in their order; none where there are no words.
fn rows(words: &[u32]) -> Vec<u64> {
    let around = if words.is_empty() { [].as_slice() } else { &[NO_WORD; ROW - 1] };
    let words = [around, words, around].concat();
    let hash = |row: &[u32]| {
        let mut bytes = [0; 4 * ROW];
        let words = bytes.chunks_mut(4).zip(row);
        words.for_each(|(bytes, word)| bytes.copy_from_slice(&word.to_le_bytes()));
        xxh3_64(&bytes)
    };
    words.windows(ROW).map(hash).collect()
}

/// How many numbers are in both; both ascend.
fn common(one: &[u64], other: &[u64]) -> usize {
    let (mut at, mut common) = ([0; 2], 0);
    while let (Some(left), Some(right)) = (one.get(at[0]), other.get(at[1])) {
        let order = left.cmp(right);
        at[0] += usize::from(order != Ordering::Greater);
        at[1] += usize::from(order != Ordering::Less);
        common += usize::from(order == Ordering::Equal);
    }
    common
}

/// What an item meets others by; fewer where compartments are empty.
fn keys(rows: &[u64]) -> Vec<u64> {
    const COMPARTMENTS: usize = KEYS * OF_KEY;
    let mut least = [u64::MAX; COMPARTMENTS];
    for row in rows {
        for salt in 1..=SALTS {
            let hash = mixed(row.wrapping_add(salt.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
            let compartment = &mut least[hash as usize % COMPARTMENTS];
            *compartment = hash.min(*compartment);
        }
    }
    let keys = (0u64..).zip(least.chunks(OF_KEY));
    let filled = keys.filter(|(_, least)| least.iter().any(|hash| *hash != u64::MAX));
    filled.map(|(nth, least)| least.iter().fold(nth, |key, hash| mixed(key ^ hash))).collect()
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
fn mixed(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Of the words of the tests, those below are numbers.
    const NUMBERS: u32 = 20;

    fn of(texts: &[Vec<u32>]) -> Vec<(u32, u32)> {
        let words = |item: ItemId| texts[item.index()].clone();
        let folds = folds(texts.len() as u32, &words, &|word| word < NUMBERS);
        folds.into_iter().map(|(item, under)| (item.0, under.0)).collect()
    }

    /// From the definition; nothing where the numbers tell that they are not alike.
    fn resemblance(one: &[u32], other: &[u32]) -> f64 {
        let rows = |words: &[u32]| -> BTreeSet<Vec<u32>> {
            let around = [NO_WORD; ROW - 1];
            [&around, words, &around].concat().windows(ROW).map(<[u32]>::to_vec).collect()
        };
        let numbers = [one, other].map(|words| {
            words.iter().copied().filter(|word| *word < NUMBERS).collect::<BTreeSet<u32>>()
        });
        if !numbers[0].is_subset(&numbers[1]) && !numbers[1].is_subset(&numbers[0]) {
            return 0.0;
        }
        let (one, other) = (rows(one), rows(other));
        one.intersection(&other).count() as f64 / one.union(&other).count() as f64
    }

    /// Texts of which each may repeat an earlier one with some words changed.
    fn texts() -> impl Strategy<Value = Vec<Vec<u32>>> {
        let fresh = prop::collection::vec(0u32..400, 0..120);
        let changes = prop::collection::vec((any::<prop::sample::Index>(), 0u32..400), 0..6);
        let text = (fresh, prop::option::of(any::<prop::sample::Index>()), changes);
        prop::collection::vec(text, 1..12).prop_map(|drafts| {
            let mut texts: Vec<Vec<u32>> = Vec::new();
            for (fresh, repeats, changes) in drafts {
                let earlier = repeats.filter(|_| !texts.is_empty());
                let mut text = earlier.map_or(fresh, |of| texts[of.index(texts.len())].clone());
                let some = if text.is_empty() { Vec::new() } else { changes };
                for (at, word) in some {
                    let at = at.index(text.len());
                    text[at] = word;
                }
                texts.push(text);
            }
            texts
        })
    }

    proptest! {
        #[test]
        fn items_fold_under_the_first_they_are_alike_to(texts in texts()) {
            let folds = of(&texts);
            let folded: BTreeSet<u32> = folds.iter().map(|(item, _)| *item).collect();
            for (item, under) in &folds {
                let [item, under] = [*item, *under].map(|nth| &texts[nth as usize]);
                prop_assert!(resemblance(item, under) >= 0.7);
            }
            prop_assert!(folds.iter().all(|(item, under)| under < item && !folded.contains(under)));
            // What is as good as sure to meet, and is alike, folds.
            let stay: Vec<u32> =
                (0..texts.len() as u32).filter(|item| !folded.contains(item)).collect();
            for (nth, one) in stay.iter().enumerate() {
                for other in &stay[..nth] {
                    let [one, other] = [*one, *other].map(|nth| &texts[nth as usize]);
                    prop_assert!(one.is_empty() || resemblance(one, other) < 0.9);
                }
            }
        }
    }

    #[test]
    fn nearly_all_that_are_alike_meet() {
        // Of 200 words ten in a row are others: 0.87 of the rows stand in both.
        let text = |from: u32| (from..from + 200).collect::<Vec<u32>>();
        let reprint =
            |from: u32| [&text(from)[..95], &text(9_000_000)[..10], &text(from)[105..]].concat();
        let texts: Vec<Vec<u32>> =
            (0..500).flat_map(|nth| [text(1000 * nth), reprint(1000 * nth)]).collect();
        assert!(of(&texts).len() >= 499, "{}", of(&texts).len());
    }

    #[test]
    fn items_without_words_are_not_alike() {
        assert_eq!(of(&[vec![], vec![], vec![1], vec![1], vec![2]]), [(3, 2)]);
    }
}
