//! Ready-made sets of items for beginnings of words that so many words have that to join their
//! lists would take longer than a keystroke.
//!
//! One stream of bits: the number of sets; for each its first form, the number of its forms and
//! its bits; then the sets: a bit, whether the items are listed or those left out, their
//! number and the gaps between them.

use super::bits::{BitReader, BitWriter, rice_parameter};
use crate::ids::ItemId;
use crate::index::{Form, Index};
use std::ops::Range;

/// Writes the sets of an index.
pub(super) fn write(index: &Index) -> Vec<u8> {
    let items = index.item_lengths.len();
    let mut ranges = Vec::new();
    let enough = 2 * items + 256;
    descend(&index.forms, 0..index.forms.len(), 0, enough, &mut ranges);
    ranges.sort_by_key(|range| (range.start, range.end));
    let sets: Vec<(bool, Vec<u32>)> = ranges.iter().map(|range| set(index, range)).collect();
    let mut stream = BitWriter::default();
    stream.delta(ranges.len() as u32);
    let mut last = 0;
    for (range, (left_out, members)) in ranges.iter().zip(&sets) {
        let mut one = BitWriter::default();
        put(&mut one, *left_out, members, items as u32);
        stream.delta((range.start - last) as u32);
        stream.delta(range.len() as u32);
        stream.delta(one.position() as u32);
        last = range.start;
    }
    sets.iter().for_each(|(left_out, members)| put(&mut stream, *left_out, members, items as u32));
    stream.finish()
}

/// Finds the forms with a common beginning of more than `depth` letters whose lists are long.
fn descend(
    forms: &[Form],
    range: Range<usize>,
    depth: usize,
    enough: usize,
    found: &mut Vec<Range<usize>>,
) {
    let letter = |form: &Form| form.form.chars().nth(depth);
    let mut start = range.start;
    for group in forms[range].chunk_by(|a, b| letter(a) == letter(b)) {
        let here = start..start + group.len();
        start = here.end;
        let postings: usize = group.iter().map(|form| form.postings.len()).sum();
        if group.len() > 1 && postings >= enough && letter(&group[0]).is_some() {
            found.push(here.clone());
            descend(forms, here, depth + 1, enough, found);
        }
    }
}

/// The items that hold a form of the range or an inflection of one; or where these are more than
/// half, the others.
fn set(index: &Index, range: &Range<usize>) -> (bool, Vec<u32>) {
    let mut has = vec![false; index.item_lengths.len()];
    for form in &index.forms[range.clone()] {
        let family = &index.forms[form.first as usize].family;
        let members = family.iter().flat_map(|family| &family.members);
        for &member in members {
            let postings = &index.forms[member as usize].postings;
            postings.iter().for_each(|posting| has[posting.item.index()] = true);
        }
    }
    let left_out = 2 * has.iter().filter(|&&has| has).count() > has.len();
    let listed = (0..).zip(has).filter(|(_, has)| *has != left_out).map(|(item, _)| item);
    (left_out, listed.collect())
}

fn put(stream: &mut BitWriter, left_out: bool, listed: &[u32], items: u32) {
    stream.put(u32::from(left_out), 1);
    stream.delta(listed.len() as u32);
    let k = rice_parameter(listed.len() as u32, items);
    stream.ascending(listed.iter().copied(), k);
}

/// The sets, read where they lie.
pub(super) struct Begun<'a> {
    bits: &'a [u8],
    items: u32,
    /// Forms, and the bit where their set begins; ascending.
    sets: Vec<(Range<u32>, usize)>,
}

impl<'a> Begun<'a> {
    /// The sets in these bytes, over so many items and forms; `None` where there are none.
    pub fn open(bits: &'a [u8], items: u32, forms: u32) -> Option<Begun<'a>> {
        let mut reader = BitReader::new(bits, 0);
        let mut sets = Vec::new();
        let (mut start, mut offset) = (0u32, 0);
        for _ in 0..reader.delta() {
            start = start.checked_add(reader.delta())?;
            let end = start.checked_add(reader.delta()).filter(|end| *end <= forms)?;
            sets.push((start..end, offset));
            offset += reader.delta() as usize;
            (!reader.is_past_end()).then_some(())?;
        }
        sets.iter_mut().for_each(|(_, at)| *at += reader.position());
        Some(Begun { bits, items, sets })
    }

    /// Whether there is a set for a range of forms.
    pub fn has(&self, forms: &Range<u32>) -> bool {
        self.find(forms).is_some()
    }

    /// Calls `each` with the items of the set for a range of forms.
    pub fn each_item(&self, forms: &Range<u32>, mut each: impl FnMut(ItemId)) {
        let Some(at) = self.find(forms) else { return };
        let mut reader = BitReader::new(self.bits, at);
        let left_out = reader.take(1) == 1;
        let count = reader.delta();
        let k = rice_parameter(count, self.items);
        let mut next = 0u32;
        for _ in 0..count {
            let item = next.saturating_add(reader.rice(k)).min(self.items);
            if left_out {
                (next..item).for_each(|item| each(ItemId(item)));
            } else if item < self.items {
                each(ItemId(item));
            }
            next = item.saturating_add(1).min(self.items);
        }
        if left_out {
            (next..self.items).for_each(|item| each(ItemId(item)));
        }
    }

    fn find(&self, forms: &Range<u32>) -> Option<usize> {
        let key = |range: &Range<u32>| (range.start, range.end);
        let at = self.sets.binary_search_by_key(&key(forms), |(range, _)| key(range)).ok()?;
        Some(self.sets[at].1)
    }
}
