//! Sorting by one function for every type.
//!
//! The standard library's sort is compiled anew for each type and each key, to several kilobytes
//! every time; together they were a sixth of the page's program. Here the numbers of the things
//! are sorted, through a pointer to what compares them. For lists that are short or seldom
//! sorted: it takes about twice as long. Where a number tells the order, [`by_number`] is as quick.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// So few are picked out one by one; of more all are sorted.
const FEW: usize = 256;

/// Sorts as `slice::sort_by` does: what compares equal stays in its order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let order = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(items, order);
}

/// Sorts as `slice::sort_by_cached_key` does: each key is made once.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    if items.len() < 2 {
        return;
    }
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = sorted(items.len(), &|a, b| keys[a].cmp(&keys[b]));
    arrange(items, order);
}

/// As [`by_key`], where the key is a number: a radix sort, byte by byte from the lowest, of those
/// bytes in which the keys differ.
pub(crate) fn by_number<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    let mut keys: Vec<(u64, usize)> = items.iter().map(key).zip(0..).collect();
    let first = keys.first().map_or(0, |(key, _)| *key);
    let differing = keys.iter().fold(0, |bits, (key, _)| bits | (key ^ first));
    let mut sorted = keys.clone();
    for shift in (0..u64::BITS).step_by(8).filter(|shift| differing >> shift & 0xff != 0) {
        let digit = |key: u64| (key >> shift) as u8 as usize;
        let mut counts = [0; 1 << 8];
        keys.iter().for_each(|(key, _)| counts[digit(*key)] += 1);
        let mut next = 0;
        let mut places = counts.map(|count| {
            next += count;
            next - count
        });
        for pair in &keys {
            let place = &mut places[digit(pair.0)];
            sorted[*place] = *pair;
            *place += 1;
        }
        std::mem::swap(&mut keys, &mut sorted);
    }
    arrange(items, keys.into_iter().map(|(_, at)| at).collect());
}

/// Keeps the first `wanted`, in order.
pub(crate) fn first_by_key<T, K: Ord>(items: &mut Vec<T>, wanted: usize, key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = first(items.len(), wanted, &|a, b| keys[a].cmp(&keys[b]));
    arrange(items, order);
    items.truncate(wanted);
}

/// A set of these. Collecting one, the standard library sorts its items first.
pub(crate) fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The numbers below `count`, the first `wanted` of them in the order that `compare` wants.
fn first(count: usize, wanted: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    if wanted > FEW || wanted >= count {
        return sorted(count, compare);
    }
    let mut order: Vec<usize> = Vec::with_capacity(count);
    for next in 0..count {
        let is_later = |&other: &usize| compare(other, next) != Ordering::Greater;
        if order.len() < wanted || !order.last().is_none_or(is_later) {
            order.insert(order.partition_point(is_later), next);
            order.truncate(wanted);
        }
    }
    let mut rest = vec![true; count];
    order.iter().for_each(|&at| rest[at] = false);
    order.extend((0..count).filter(|&at| rest[at]));
    order
}

/// The numbers below `count` in the order that `compare` wants.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Puts at each place the item that `order` has there by its number, cycle by cycle.
fn arrange<T>(items: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut to = start;
        while order[to] != start {
            let from = std::mem::replace(&mut order[to], to);
            items.swap(to, from);
            to = from;
        }
        order[to] = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_by_numbers(mut pairs in prop::collection::vec((0u64..3, 0u64..70_000), 0..60)) {
            let key = |pair: &(u64, u64)| pair.0 << 40 | pair.1 >> 3;
            let mut wanted = pairs.clone();
            wanted.sort_by_key(key);
            by_number(&mut pairs, key);
            prop_assert_eq!(pairs, wanted);
        }

        #[test]
        fn sorts_as_the_standard_library_does(pairs in prop::collection::vec((0u8..9, any::<u8>()), 0..60)) {
            let mut wanted = pairs.clone();
            wanted.sort_by_key(|pair| pair.0);
            let mut sorted = [pairs.clone(), pairs.clone(), pairs];
            by(&mut sorted[0], |a, b| a.0.cmp(&b.0));
            by_key(&mut sorted[1], |pair| pair.0);
            by_number(&mut sorted[2], |pair| pair.0.into());
            for sorted in sorted {
                prop_assert_eq!(sorted, &wanted[..]);
            }
        }

        #[test]
        fn keeps_the_first(mut items in prop::collection::vec(any::<u8>(), 0..60), wanted in 0usize..70) {
            let mut all = items.clone();
            all.sort();
            all.truncate(wanted);
            first_by_key(&mut items, wanted, |item| *item);
            prop_assert_eq!(items, all);
        }
    }
}
