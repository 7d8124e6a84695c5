//! Sorting by one function for every type.
//!
//! The standard library's sort is compiled anew for each type and each key, to several kilobytes
//! every time; together they were a sixth of the page's program. Here the numbers of the things
//! are sorted, through a pointer to what compares them. For lists that are short or seldom
//! sorted: it takes about twice as long.

use std::cmp::Ordering;

/// Sorts as `slice::sort_by` does: what compares equal stays in its order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = sorted(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(items, order);
}

/// Sorts as `slice::sort_by_cached_key` does: each key is made once.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = sorted(items.len(), &|a, b| keys[a].cmp(&keys[b]));
    arrange(items, order);
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
        fn sorts_as_the_standard_library_does(pairs in prop::collection::vec((0u8..9, any::<u8>()), 0..60)) {
            let mut wanted = pairs.clone();
            wanted.sort_by_key(|pair| pair.0);
            let (mut one, mut other) = (pairs.clone(), pairs);
            by(&mut one, |a, b| a.0.cmp(&b.0));
            by_key(&mut other, |pair| pair.0);
            prop_assert_eq!(&one, &wanted);
            prop_assert_eq!(&other, &wanted);
        }
    }
}
