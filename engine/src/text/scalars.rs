//! Offsets in Unicode scalar values, as users and other programs count.

use crate::sort;
use std::ops::Range;

/// The byte ranges `bytes` of `text` as ranges of Unicode scalar values, in the same order.
/// A bound inside a character counts as its beginning, a bound past the end as the end.
pub fn scalar_ranges(text: &str, bytes: &[Range<usize>]) -> Vec<Range<usize>> {
    let bounds = sort::set(bytes.iter().flat_map(|range| [range.start, range.end]));
    let bounds: Vec<usize> = bounds.into_iter().collect();
    let counts = count_up_to(text, &bounds);
    let count = |bound: usize| bounds.binary_search(&bound).map_or(0, |at| counts[at]);
    bytes.iter().map(|range| count(range.start)..count(range.end)).collect()
}

/// The bytes of a range of Unicode scalar values without the white space around it; `None` where
/// it does not lie in the text or nothing is left.
pub fn byte_range(text: &str, scalars: &Range<usize>) -> Option<Range<usize>> {
    let mut bounds = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = bounds.nth(scalars.start)?;
    let end = bounds.nth(scalars.end.checked_sub(scalars.start)?.checked_sub(1)?)?;
    let cut = &text[start..end];
    let start = start + cut.len() - cut.trim_start().len();
    (!cut.trim().is_empty()).then(|| start..start + cut.trim().len())
}

/// For each of the ascending `bounds` the number of characters that end at or before it.
fn count_up_to(text: &str, bounds: &[usize]) -> Vec<usize> {
    let (mut done, mut scalars) = (0, 0);
    let count = |&bound: &usize| {
        let bound = (done..=bound.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
        let bound = bound.unwrap_or(done);
        scalars += text[done..bound].chars().count();
        done = bound;
        scalars
    };
    bounds.iter().map(count).collect()
}

/// The line and column (in characters) of a byte, both from 1.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn byte_ranges_undo_scalar_ranges(text in "\\PC{0,40}", start in 0usize..50, end in 0usize..50) {
            let length = text.chars().count();
            match byte_range(&text, &(start..end)) {
                Some(bytes) => {
                    let back = &scalar_ranges(&text, std::slice::from_ref(&bytes))[0];
                    prop_assert!(start <= back.start && back.end <= end);
                    let all: String = text.chars().skip(start).take(end - start).collect();
                    prop_assert_eq!(&text[bytes], all.trim());
                }
                None => {
                    let blank = || text.chars().skip(start).take(end - start).all(char::is_whitespace);
                    prop_assert!(start >= end || end > length || blank());
                }
            }
        }

        #[test]
        fn scalar_ranges_cut_the_same_text(text in "\\PC{0,40}", cuts in prop::collection::vec((0usize..50, 0usize..50), 0..5)) {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            let byte = |scalar: usize| chars.get(scalar).map_or(text.len(), |c| c.0);
            let scalar: Vec<_> = cuts.iter().map(|&(a, b)| a.min(b).min(chars.len())..a.max(b).min(chars.len())).collect();
            let bytes: Vec<_> = scalar.iter().map(|r| byte(r.start)..byte(r.end)).collect();
            prop_assert_eq!(scalar_ranges(&text, &bytes), scalar);
        }
    }
}
