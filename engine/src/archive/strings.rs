//! Rows of strings: written front-coded, their letters by a prefix code; read into one string.

use super::bits::{BitReader, BitWriter};
use super::huffman::{self, Decoder, Encoder};
use std::ops::Range;

/// Bytes that a letter may be.
const BYTES: usize = 256;
/// Bytes that a form of a large atlas has on average, rounded up.
const MEAN_BYTES: usize = 9;

/// Strings one after another.
#[derive(Default)]
pub(super) struct Strings {
    all: String,
    ends: Vec<u32>,
}

impl Strings {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A string; the empty one where there is none of that number.
    #[inline]
    pub fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(at).copied().unwrap_or_default();
        self.all.get(start.unwrap_or_default() as usize..end as usize).unwrap_or_default()
    }

    /// How many strings of a sorted row come before those that are not `before`.
    pub fn partition_point(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub fn push(&mut self, string: &str) {
        self.all.push_str(string);
        self.ends.push(self.all.len() as u32);
    }

    /// Gives back what room is left.
    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// How much a string has in common with the one before it, and the rest.
fn shared(last: &str, next: &str) -> usize {
    let pairs = last.char_indices().zip(next.chars());
    pairs.take_while(|((_, a), b)| a == b).last().map_or(0, |((at, a), _)| at + a.len_utf8())
}

/// Writes strings, each after the one that it is put after.
pub(super) struct Spelling(Encoder);

impl Spelling {
    /// The code for these strings, which is written first.
    pub fn new<'s>(
        stream: &mut BitWriter,
        pairs: impl Iterator<Item = (&'s str, &'s str)>,
    ) -> Spelling {
        let mut counts = vec![0; BYTES];
        for (last, next) in pairs {
            next.as_bytes()[shared(last, next)..].iter().for_each(|&b| counts[b as usize] += 1);
        }
        let lengths = huffman::lengths(&counts);
        huffman::put_lengths(stream, &lengths);
        Spelling(Encoder::new(&lengths))
    }

    pub fn put(&self, stream: &mut BitWriter, last: &str, next: &str) {
        let shared = shared(last, next);
        stream.gamma(shared as u32);
        stream.gamma((next.len() - shared) as u32);
        next.as_bytes()[shared..].iter().for_each(|&b| self.0.put(stream, u32::from(b)));
    }
}

/// Reads what [`Spelling`] wrote.
pub(super) struct Speller(Decoder);

impl Speller {
    /// The code; `None` where there is none.
    pub fn read(reader: &mut BitReader) -> Option<Speller> {
        Some(Speller(Decoder::new(&huffman::take_lengths(reader, BYTES)?)?))
    }

    /// Appends to `all` the string after the one that lies in `last` there; answers how many bytes
    /// both begin with, and with `None` where it is none.
    pub fn take(
        &self,
        reader: &mut BitReader,
        last: Range<usize>,
        all: &mut Vec<u8>,
    ) -> Option<usize> {
        let (shared, rest) = (reader.gamma() as usize, reader.gamma() as usize);
        if shared > last.len() {
            return None;
        }
        all.extend_from_within(last.start..last.start + shared);
        for _ in 0..rest {
            if reader.is_past_end() {
                return None;
            }
            all.push(self.0.take(reader) as u8);
        }
        Some(shared)
    }
}

/// Strings as they are read.
#[derive(Default)]
pub(super) struct Growing {
    all: Vec<u8>,
    ends: Vec<u32>,
}

impl Growing {
    /// No strings yet, with room for so many.
    pub fn with_room(strings: usize) -> Growing {
        Growing { all: Vec::with_capacity(MEAN_BYTES * strings), ends: Vec::with_capacity(strings) }
    }

    /// The bytes of the last string.
    pub fn last(&self) -> &[u8] {
        &self.all[self.last_range()]
    }

    fn last_range(&self) -> Range<usize> {
        let start = self.ends.len().checked_sub(2).map_or(0, |before| self.ends[before]);
        start as usize..self.all.len()
    }

    /// Reads the next string; `None` where it is none.
    pub fn take(&mut self, speller: &Speller, reader: &mut BitReader) -> Option<()> {
        speller.take(reader, self.last_range(), &mut self.all)?;
        self.ends.push(self.all.len() as u32);
        Some(())
    }

    /// As [`Growing::take`]; `None` also where it does not come after the last one.
    pub fn take_after(&mut self, speller: &Speller, reader: &mut BitReader) -> Option<()> {
        let (last, start) = (self.last_range(), self.all.len());
        let shared = speller.take(reader, last.clone(), &mut self.all)?;
        let is_after = self.all[last.start + shared..last.end] < self.all[start + shared..];
        self.ends.push(self.all.len() as u32);
        (is_after || self.ends.len() == 1).then_some(())
    }

    /// The strings; `None` where one is none.
    pub fn finish(self) -> Option<Strings> {
        let all = String::from_utf8(self.all).ok()?;
        let mut ends = self.ends.iter();
        let are_whole = ends.all(|&end| all.is_char_boundary(end as usize));
        are_whole.then_some(())?;
        let mut strings = Strings { all, ends: self.ends };
        strings.shrink();
        Some(strings)
    }
}

/// Writes a row of strings whose number is known to the reader.
pub(super) fn put_all(stream: &mut BitWriter, strings: &[&str]) {
    let last = || std::iter::once("").chain(strings.iter().copied());
    let spelling = Spelling::new(stream, last().zip(strings.iter().copied()));
    last().zip(strings).for_each(|(last, next)| spelling.put(stream, last, next));
}

/// Reads a row of strings; `None` where it is none.
pub(super) fn take_all(reader: &mut BitReader, count: usize) -> Option<Strings> {
    let speller = Speller::read(reader)?;
    let mut strings = Growing::default();
    (0..count).try_for_each(|_| strings.take(&speller, reader))?;
    strings.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strings_read_back(strings in prop::collection::vec("\\PC{0,8}", 0..30)) {
            let strings: Vec<&str> = strings.iter().map(String::as_str).collect();
            let mut stream = BitWriter::default();
            put_all(&mut stream, &strings);
            let bytes = stream.finish();
            let read = take_all(&mut BitReader::new(&bytes, 0), strings.len()).unwrap();
            let read: Vec<&str> = (0..read.len()).map(|at| read.get(at)).collect();
            prop_assert_eq!(read, strings);
        }
    }
}
