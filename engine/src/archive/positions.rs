//! Where frequent forms stand, for phrases of nothing else.
//!
//! A phrase is looked for in the texts of the items that hold all its words. Where very many do,
//! that is most of the atlas: such texts are read through once, when a phrase first asks for it,
//! and the places of their frequent forms are kept, at about a byte and a half each. They are
//! counted through the whole atlas: a paragraph's words in a row, and free numbers after it.

use super::prose::PARAGRAPH_GAP;
use super::{Archive, FormId, ItemText};
use crate::ids::ItemId;
use crate::index::is_searched;
use crate::seed::ParagraphKind;
use std::ops::Range;

/// Items that hold a frequent form, at least; and likewise of each so many.
const FEWEST: u32 = 64;
const ONE_OF: u32 = 160;

/// The places of frequent forms.
pub(super) struct Positions {
    /// The frequent forms, ascending.
    forms: Vec<FormId>,
    /// For each its places: the steps from one to the next, seven bits to a byte, lowest first,
    /// the highest bit set on all bytes of a step but its last.
    steps: Vec<Vec<u8>>,
    /// Where each item begins.
    starts: Vec<u32>,
    /// Where the headings are.
    headings: Vec<Range<u32>>,
}

/// The items that hold a form are so many that its places are kept.
fn is_frequent(archive: &Archive, items: u32) -> bool {
    items > FEWEST.max(archive.item_count() / ONE_OF)
}

impl Archive<'_> {
    /// Calls `each` wherever these forms stand in a row in the searched paragraphs, in order, with
    /// the item and whether it is in a heading. Answers with `false`, and calls nothing, where
    /// reading the `candidates` items that hold them all is as quick.
    pub(crate) fn each_run(
        &self,
        forms: &[Range<u32>],
        candidates: usize,
        each: impl FnMut(ItemId, bool),
    ) -> bool {
        let many = is_frequent(self, candidates as u32);
        let single = forms.iter().all(|forms| forms.len() == 1);
        let runs = many && single && !forms.is_empty();
        if runs {
            let positions = self.positions.get_or_init(|| Positions::read(self));
            positions.each_run(forms.iter().map(|forms| FormId(forms.start)), each);
        }
        runs
    }
}

impl Positions {
    fn read(archive: &Archive) -> Positions {
        let all = (0..archive.form_count()).map(FormId);
        let forms: Vec<FormId> =
            all.filter(|&form| is_frequent(archive, archive.form_items(form))).collect();
        // For every form its row and one more; 0: none.
        let mut rows = vec![0; archive.form_count() as usize];
        (1..).zip(&forms).for_each(|(row, form)| rows[form.index()] = row);
        let mut steps = vec![(0, Vec::new()); forms.len()];
        let (mut starts, mut headings) = (Vec::new(), Vec::new());
        let (mut start, mut text) = (0, ItemText::default());
        for item in (0..archive.item_count()).map(ItemId) {
            starts.push(start);
            archive.read_words(item, &mut text);
            for paragraph in text.paragraphs.iter().filter(|p| is_searched(p.kind)) {
                let words = &text.words[paragraph.words.clone()];
                for (position, word) in (start..).zip(words) {
                    let row = rows[archive.form_of(word.word).index()];
                    if let Some((next, steps)) = steps.get_mut(usize::wrapping_sub(row, 1)) {
                        put_step(steps, position - *next);
                        *next = position;
                    }
                }
                let end = start + words.len() as u32;
                if paragraph.kind == ParagraphKind::Heading {
                    headings.push(start..end);
                }
                start = end + PARAGRAPH_GAP;
            }
        }
        let exact = |(_, mut steps): (u32, Vec<u8>)| {
            steps.shrink_to_fit();
            steps
        };
        Positions { forms, steps: steps.into_iter().map(exact).collect(), starts, headings }
    }

    fn each_run(&self, forms: impl Iterator<Item = FormId>, mut each: impl FnMut(ItemId, bool)) {
        let rows = forms.map(|form| {
            let row = self.forms.binary_search(&form).ok();
            Places { steps: row.map_or([].iter(), |row| self.steps[row].iter()), at: 0 }.peekable()
        });
        let mut rows: Vec<_> = rows.collect();
        let mut headings = self.headings.iter().peekable();
        let Some((first, others)) = rows.split_first_mut() else { return };
        let mut item = 0;
        for start in first {
            let follows = |(nth, row): (u32, &mut std::iter::Peekable<Places>)| {
                while row.next_if(|place| *place < start + nth).is_some() {}
                row.peek() == Some(&(start + nth))
            };
            if (1..).zip(others.iter_mut()).all(follows) {
                while self.starts.get(item + 1).is_some_and(|next| *next <= start) {
                    item += 1;
                }
                while headings.next_if(|heading| heading.end <= start).is_some() {}
                let heading = headings.peek().is_some_and(|heading| heading.start <= start);
                each(ItemId(item as u32), heading);
            }
        }
    }
}

fn put_step(steps: &mut Vec<u8>, mut step: u32) {
    while step >= 0x80 {
        steps.push(step as u8 | 0x80);
        step >>= 7;
    }
    steps.push(step as u8);
}

/// The places that steps lead to, ascending.
struct Places<'s> {
    steps: std::slice::Iter<'s, u8>,
    at: u32,
}

impl Iterator for Places<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (mut step, mut shift) = (0, 0);
        loop {
            let byte = *self.steps.next()?;
            step |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        self.at += step;
        Some(self.at)
    }
}
