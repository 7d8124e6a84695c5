//! Prefix codes of least length: Huffman's, "A method for the construction of minimum-redundancy
//! codes" (1952), in the canonical form of Schwartz and Kallick (1964), for which the lengths of
//! the code words say everything.

use super::bits::{BitReader, BitWriter};
use super::codes::{Codes, LONGEST, counts, firsts};

/// Bits in which one of the lengths of the code of lengths is written.
const LENGTH_BITS: u32 = 5;

/// Whether a code word may be so long.
pub(super) fn is_length(length: u8) -> bool {
    length as usize <= LONGEST
}

/// The lengths of the code words of symbols that occur so often; 0: never.
pub(super) fn lengths(counts: &[u32]) -> Vec<u8> {
    let mut lengths = vec![0; counts.len()];
    let mut leaves: Vec<(u32, u32)> = (0..)
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(symbol, count)| (*count, symbol))
        .collect();
    leaves.sort_unstable();
    let depths = depths(&leaves);
    for (depth, (_, symbol)) in depths.into_iter().zip(&leaves) {
        lengths[*symbol as usize] = depth;
    }
    lengths
}

/// The depth of every leaf in a tree over leaves that ascend by their counts.
fn depths(leaves: &[(u32, u32)]) -> Vec<u8> {
    if leaves.len() < 2 {
        return vec![1; leaves.len()];
    }
    // Nodes: the leaves, then what joins two; both rows ascend, the least two are at their heads.
    let mut weights: Vec<u64> = leaves.iter().map(|(count, _)| u64::from(*count)).collect();
    let mut parents = vec![0; 2 * leaves.len() - 1];
    let (mut leaf, mut inner) = (0, leaves.len());
    for node in leaves.len()..parents.len() {
        let mut weight = 0;
        for _ in 0..2 {
            let take_leaf =
                leaf < leaves.len() && (inner >= node || weights[leaf] <= weights[inner]);
            let least = if take_leaf { &mut leaf } else { &mut inner };
            weight += weights[*least];
            parents[*least] = node;
            *least += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0usize; parents.len()];
    for node in (0..parents.len() - 1).rev() {
        depths[node] = depths[parents[node]] + 1;
    }
    depths.truncate(leaves.len());
    limited(depths)
}

/// Shortens what is too long, and lengthens the rarest others until all fit again. Depths descend,
/// as those of leaves that ascend by their counts do, and still do so then: it is enough to know
/// how many there are of each.
fn limited(depths: Vec<usize>) -> Vec<u8> {
    let mut of_depth = [0; LONGEST + 1];
    depths.iter().for_each(|&depth| of_depth[depth.min(LONGEST)] += 1);
    let share = |depth: usize| 1u64 << (LONGEST - depth);
    let mut taken: u64 = depths.iter().map(|&depth| share(depth.min(LONGEST))).sum();
    while taken > 1 << LONGEST {
        let Some(depth) = (1..LONGEST).rev().find(|&depth| of_depth[depth] > 0) else { break };
        of_depth[depth] -= 1;
        of_depth[depth + 1] += 1;
        taken -= share(depth) - share(depth + 1);
    }
    let depths = (0..=LONGEST).rev();
    depths.flat_map(|depth| std::iter::repeat_n(depth as u8, of_depth[depth])).collect()
}

/// The code words for writing: bits and their number.
pub(super) struct Encoder(Vec<(u32, u8)>);

impl Encoder {
    pub fn new(lengths: &[u8]) -> Encoder {
        let mut next = firsts(&counts(lengths.iter().copied()));
        let code = |&length: &u8| {
            let code = next[length as usize];
            next[length as usize] += 1;
            (if length == 0 { 0 } else { code }, length)
        };
        Encoder(lengths.iter().map(code).collect())
    }

    pub fn put(&self, stream: &mut BitWriter, symbol: u32) {
        let (code, length) = self.0[symbol as usize];
        debug_assert!(length > 0);
        stream.put(code, u32::from(length));
    }
}

/// A code for reading.
pub(super) struct Decoder(Codes);

impl Decoder {
    /// The code of these lengths; `None` where they are those of no code.
    pub fn new(lengths: &[u8]) -> Option<Decoder> {
        let mut code = Codes::new(Vec::new());
        code.add((0..).map(Some).zip(lengths.iter().copied()))?;
        Some(Decoder(code))
    }

    /// Reads a symbol. What is no code word is read as some symbol.
    #[inline]
    pub fn take(&self, reader: &mut BitReader) -> u32 {
        self.0.take(&mut 0, reader)
    }
}

/// Writes the lengths of a code, themselves coded.
pub(super) fn put_lengths(stream: &mut BitWriter, code: &[u8]) {
    let mut counts = [0; LONGEST + 1];
    code.iter().for_each(|&length| counts[length as usize] += 1);
    let outer = lengths(&counts);
    outer.iter().for_each(|&length| stream.put(u32::from(length), LENGTH_BITS));
    let encoder = Encoder::new(&outer);
    code.iter().for_each(|&length| encoder.put(stream, u32::from(length)));
}

/// Reads the lengths of a code of `count` symbols; `None` where they make none.
pub(super) fn take_lengths(reader: &mut BitReader, count: usize) -> Option<Vec<u8>> {
    let outer: Vec<u8> = (0..=LONGEST).map(|_| reader.take(LENGTH_BITS) as u8).collect();
    if outer.iter().any(|&length| length as usize > LONGEST) {
        return None;
    }
    let decoder = Decoder::new(&outer)?;
    let mut code = Vec::new();
    while code.len() < count && !reader.is_past_end() {
        code.push(decoder.take(reader) as u8);
    }
    (code.len() == count).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn symbols_read_back(
            counts in prop::collection::vec(0u32..100_000, 1..300),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..100),
        ) {
            let lengths = lengths(&counts);
            let used: Vec<u32> = (0..).zip(&counts).filter(|(_, c)| **c > 0).map(|(s, _)| s).collect();
            prop_assume!(!used.is_empty());
            let symbols: Vec<u32> = picks.iter().map(|pick| *pick.get(&used)).collect();
            let mut stream = BitWriter::default();
            put_lengths(&mut stream, &lengths);
            let encoder = Encoder::new(&lengths);
            symbols.iter().for_each(|&symbol| encoder.put(&mut stream, symbol));
            let bytes = stream.finish();
            let mut reader = BitReader::new(&bytes, 0);
            prop_assert_eq!(take_lengths(&mut reader, counts.len()), Some(lengths.clone()));
            let decoder = Decoder::new(&lengths).unwrap();
            let read: Vec<u32> = symbols.iter().map(|_| decoder.take(&mut reader)).collect();
            prop_assert_eq!(read, symbols);
        }
    }

    #[test]
    fn frequent_symbols_are_short_and_none_is_too_long() {
        let fibonacci: Vec<u32> = (0..40)
            .scan((1u32, 1u32), |pair, _| {
                *pair = (pair.1, pair.0 + pair.1);
                Some(pair.0)
            })
            .collect();
        let lengths = lengths(&fibonacci);
        assert!(lengths.windows(2).all(|pair| pair[0] >= pair[1]));
        assert!(lengths.iter().all(|&length| length as usize <= LONGEST));
        assert!(Decoder::new(&lengths).is_some());
    }

    #[test]
    fn lengths_of_no_code_are_refused() {
        assert!(Decoder::new(&[1, 1, 1]).is_none());
    }
}
