//! Which items hold each form, and how often.
//!
//! One stream of bits: the number of blocks and the bits of each, then for each form in order its
//! list: the gaps between items as Rice codes, the occurrences less one as gamma codes; a bit,
//! whether any stands in a heading; where one does, the same once more for headings, after the
//! number of their items. A block holds the lists of [`BLOCK`] forms.

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::lexicon::{FormId, LONG_LIST, Lexicon};
use crate::ids::ItemId;
use crate::index::{Index, Posting};

/// Forms whose lists are found together.
const BLOCK: usize = 16;

/// Writes all lists; answers with the bits of each as well.
pub(super) fn write(index: &Index) -> (Vec<u8>, Vec<u32>) {
    let items = index.item_lengths.len() as u32;
    let mut lists = BitWriter::default();
    let mut starts = Vec::new();
    for form in &index.forms {
        starts.push(lists.position());
        put(&mut lists, &form.postings, items);
    }
    starts.push(lists.position());
    let blocks: Vec<usize> = starts[..index.forms.len()].iter().copied().step_by(BLOCK).collect();
    let mut stream = BitWriter::default();
    stream.delta(blocks.len() as u32);
    blocks.windows(2).for_each(|pair| stream.delta((pair[1] - pair[0]) as u32));
    let mut bytes = stream.finish();
    bytes.extend(lists.finish());
    let lengths = starts.windows(2).map(|pair| (pair[1] - pair[0]) as u32).collect();
    (bytes, lengths)
}

fn put(stream: &mut BitWriter, postings: &[Posting], items: u32) {
    put_items(stream, postings.iter().map(|p| (p.item.0, p.count)), postings.len() as u32, items);
    let headings = postings.iter().filter(|p| p.headings > 0);
    let count = headings.clone().count() as u32;
    if !postings.is_empty() {
        stream.put(u32::from(count > 0), 1);
    }
    if count > 0 {
        stream.delta(count - 1);
        put_items(stream, headings.map(|p| (p.item.0, p.headings)), count, items);
    }
}

fn put_items(
    stream: &mut BitWriter,
    postings: impl Iterator<Item = (u32, u32)> + Clone,
    count: u32,
    items: u32,
) {
    let k = rice_parameter(count, items);
    stream.ascending(postings.clone().map(|(item, _)| item), k);
    postings.for_each(|(_, count)| stream.gamma(count - 1));
}

/// The lists, read where they lie.
pub(super) struct Lists<'a> {
    bits: &'a [u8],
    /// The bit where each block begins.
    blocks: Vec<usize>,
    items: u32,
}

/// Buffers for reading lists, used again for each.
#[derive(Default)]
pub(crate) struct ListBuffer {
    /// Items with their occurrences, those in headings apart.
    pub all: Vec<(u32, u32)>,
    pub headings: Vec<(u32, u32)>,
    /// The form after the one that was read last, and the bit where its list begins.
    next: (u32, usize),
}

impl<'a> Lists<'a> {
    /// The lists in these bytes, over so many items; `None` where there are none.
    pub fn open(bytes: &'a [u8], items: u32) -> Option<Lists<'a>> {
        let mut reader = BitReader::new(bytes, 0);
        let count = reader.delta() as usize;
        if count > 8 * bytes.len() {
            return None;
        }
        let mut start = 0usize;
        let mut blocks = Vec::with_capacity(count);
        for nth in 0..count {
            start += if nth == 0 { 0 } else { reader.delta() as usize };
            blocks.push(start);
        }
        // The stream of lists begins after the words that `BitWriter::finish` fills up.
        let lists = reader.position().div_ceil(32) * 4 + 8;
        let bits = bytes.get(lists..)?;
        (start <= 8 * bits.len()).then_some(Lists { bits, blocks, items })
    }

    /// Reads a form's list.
    pub fn read(&self, lexicon: &Lexicon, form: FormId, buffer: &mut ListBuffer) {
        let mut reader = self.seek(lexicon, form, buffer.next);
        buffer.headings.clear();
        self.take(&mut reader, lexicon.items(form), &mut buffer.all);
        if lexicon.items(form) > 0 && reader.take(1) == 1 {
            let count = reader.delta().saturating_add(1).min(self.items);
            self.take(&mut reader, count, &mut buffer.headings);
        }
        buffer.next = (form.0 + 1, reader.position());
    }

    /// Calls `each` with every item of every form of a range; an item may come more than once.
    pub fn each_item(
        &self,
        lexicon: &Lexicon,
        forms: std::ops::Range<u32>,
        mut each: impl FnMut(ItemId),
    ) {
        let mut reader = match forms.is_empty() {
            true => return,
            false => self.seek(lexicon, FormId(forms.start), (0, 0)),
        };
        for form in forms.map(FormId) {
            let start = reader.position();
            let count = lexicon.items(form);
            self.gaps(&mut reader, count, &mut each);
            match lexicon.list_bits(form) {
                0 => self.skip_rest(&mut reader, count),
                bits => reader = BitReader::new(self.bits, start + bits as usize),
            }
        }
    }

    /// A reader at a form's list, which is looked for from the beginning of its block, or from the
    /// list of a form that is `known`, where that is nearer.
    fn seek(&self, lexicon: &Lexicon, form: FormId, known: (u32, usize)) -> BitReader<'a> {
        let block = form.index() / BLOCK;
        let first = (block * BLOCK) as u32;
        let start = self.blocks.get(block).copied().unwrap_or(8 * self.bits.len());
        let (first, start) =
            if (first + 1..=form.0).contains(&known.0) { known } else { (first, start) };
        let mut reader = BitReader::new(self.bits, start);
        for before in first..form.0 {
            let count = lexicon.items(FormId(before));
            match lexicon.list_bits(FormId(before)) {
                0 => {
                    self.gaps(&mut reader, count, &mut |_| {});
                    self.skip_rest(&mut reader, count);
                }
                bits => reader = BitReader::new(self.bits, reader.position() + bits as usize),
            }
        }
        reader
    }

    /// Reads past what follows the gaps of a list.
    fn skip_rest(&self, reader: &mut BitReader, count: u32) {
        (0..count.min(LONG_LIST)).for_each(|_| reader.skip_gamma());
        if count > 0 && reader.take(1) == 1 {
            let count = reader.delta().saturating_add(1).min(self.items);
            self.gaps(reader, count, &mut |_| {});
            (0..count).for_each(|_| reader.skip_gamma());
        }
    }

    #[inline]
    fn gaps(&self, reader: &mut BitReader, count: u32, each: &mut impl FnMut(ItemId)) {
        let k = rice_parameter(count, self.items);
        let mut next = 0u32;
        for _ in 0..count {
            let item = next.wrapping_add(reader.rice(k));
            if item >= self.items {
                return;
            }
            each(ItemId(item));
            next = item + 1;
        }
    }

    fn take(&self, reader: &mut BitReader, count: u32, list: &mut Vec<(u32, u32)>) {
        list.clear();
        self.gaps(reader, count, &mut |item| list.push((item.0, 0)));
        list.iter_mut().for_each(|(_, count)| *count = reader.gamma().saturating_add(1));
    }
}
