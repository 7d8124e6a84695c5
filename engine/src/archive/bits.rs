//! Streams of bits, and the codes that numbers are written in.
//!
//! A stream is a row of little-endian words of 32 bits, each filled from its highest bit down, so
//! that a reader needs two loads and a shift to see the next 32 bits. The codes are Elias's gamma
//! and delta ("Universal codeword sets and representations of the integers", 1975) and Rice's
//! ("Some practical universal noiseless coding techniques", 1979).

/// Zeros after which a Rice code gives the number plainly, in 32 bits.
const PLAIN: u32 = 20;

/// A stream as it grows.
#[derive(Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that fill no word yet, the first one highest.
    open: u64,
    count: u32,
}

impl BitWriter {
    /// Bits written so far.
    pub fn position(&self) -> usize {
        8 * self.bytes.len() + self.count as usize
    }

    /// Writes the lowest `width` bits of `number`; at most 32.
    pub fn put(&mut self, number: u32, width: u32) {
        debug_assert!(width == 32 || number >> width == 0);
        self.open = self.open << width | u64::from(number);
        self.count += width;
        if self.count >= 32 {
            self.count -= 32;
            self.bytes.extend(((self.open >> self.count) as u32).to_le_bytes());
        }
    }

    /// Writes a number from 0 up, small ones shortest: gamma of the number plus one.
    pub fn gamma(&mut self, number: u32) {
        let number = number + 1;
        let width = number.ilog2();
        self.put(0, width);
        self.put(number, width + 1);
    }

    /// Writes a number from 0 up that may be large: delta of the number plus one.
    pub fn delta(&mut self, number: u32) {
        let number = number + 1;
        let width = number.ilog2();
        self.gamma(width);
        self.put(number & !(1 << width), width);
    }

    /// Writes a number from 0 up, best one of about `2^k`.
    pub fn rice(&mut self, number: u32, k: u32) {
        let high = number >> k;
        if high >= PLAIN {
            self.put(0, PLAIN);
            self.put(number, 32);
        } else {
            self.put(1, high + 1);
            self.put(number & ((1 << k) - 1), k);
        }
    }

    /// Writes numbers that ascend, none twice: how many lie between each and the one before, as
    /// Rice codes.
    pub fn ascending(&mut self, numbers: impl IntoIterator<Item = u32>, k: u32) {
        let mut next = 0;
        for number in numbers {
            self.rice(number - next, k);
            next = number + 1;
        }
    }

    /// The stream in whole words, and one of zeros more, so that a reader may look ahead.
    pub fn finish(mut self) -> Vec<u8> {
        self.put(0, (32 - self.count) % 32);
        self.bytes.extend([0; 8]);
        self.bytes
    }
}

/// A place in a stream. Behind the end there are only zeros.
#[derive(Clone, Copy)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Reads `bytes` from bit `at`.
    pub fn new(bytes: &'a [u8], at: usize) -> BitReader<'a> {
        BitReader { bytes, at }
    }

    /// The bit that is read next.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether more was read than there is.
    pub fn is_past_end(&self) -> bool {
        self.at > 8 * self.bytes.len()
    }

    /// The next 32 bits, the first one highest.
    #[inline]
    pub fn peek(&self) -> u32 {
        let word = self.at / 32 * 4;
        let pair = match self.bytes.get(word..word + 8) {
            Some(&[a, b, c, d, e, f, g, h]) => {
                u64::from(u32::from_le_bytes([a, b, c, d])) << 32
                    | u64::from(u32::from_le_bytes([e, f, g, h]))
            }
            _ => 0,
        };
        ((pair << (self.at % 32)) >> 32) as u32
    }

    #[inline]
    pub fn skip(&mut self, bits: u32) {
        self.at += bits as usize;
    }

    /// Reads `width` bits; at most 32.
    #[inline]
    pub fn take(&mut self, width: u32) -> u32 {
        let bits = u64::from(self.peek()) >> (32 - width);
        self.skip(width);
        bits as u32
    }

    /// Undoes [`BitWriter::gamma`].
    #[inline]
    pub fn gamma(&mut self) -> u32 {
        let window = self.peek();
        let width = window.leading_zeros().min(31);
        if width < u32::BITS / 2 {
            self.skip(2 * width + 1);
            return (window >> (31 - 2 * width)) - 1;
        }
        self.skip(width);
        self.take(width + 1).wrapping_sub(1)
    }

    /// Passes over what [`BitWriter::gamma`] wrote.
    #[inline]
    pub fn skip_gamma(&mut self) {
        let width = self.peek().leading_zeros().min(31);
        self.skip(2 * width + 1);
    }

    /// Undoes [`BitWriter::delta`].
    #[inline]
    pub fn delta(&mut self) -> u32 {
        let width = self.gamma().min(31);
        ((1 << width) | self.take(width)).wrapping_sub(1)
    }

    /// Undoes [`BitWriter::rice`].
    #[inline]
    pub fn rice(&mut self, k: u32) -> u32 {
        let window = self.peek();
        let high = window.leading_zeros();
        if high >= PLAIN {
            self.skip(PLAIN);
            return self.take(32);
        }
        if high + k < u32::BITS {
            self.skip(high + 1 + k);
            return high << k | (u64::from(window << high << 1) >> (u32::BITS - k)) as u32;
        }
        self.skip(high + 1);
        high << k | self.take(k)
    }
}

/// The parameter of Rice's code for `count` ascending numbers below `limit`: the gaps between them
/// are spread geometrically, for which `log2(ln 2 * mean)` is best (Kiely, "Selecting the Golomb
/// parameter in Rice coding", 2004); 710 / 1024 is ln 2.
pub(super) fn rice_parameter(count: u32, limit: u32) -> u32 {
    let mean = u64::from(limit) * 710 / 1024 / u64::from(count.max(1));
    mean.max(1).ilog2().min(31 - PLAIN.ilog2())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_read_back(numbers in prop::collection::vec((0u32..1 << 30, 0u32..20), 0..60)) {
            let mut stream = BitWriter::default();
            for &(number, k) in &numbers {
                let small = number >> k;
                stream.gamma(small);
                stream.delta(number);
                stream.rice(number, k);
                stream.put(number & 1, 1);
                stream.put(number, 32);
            }
            let end = stream.position();
            let bytes = stream.finish();
            let mut reader = BitReader::new(&bytes, 0);
            for &(number, k) in &numbers {
                prop_assert_eq!(reader.gamma(), number >> k);
                prop_assert_eq!(reader.delta(), number);
                prop_assert_eq!(reader.rice(k), number);
                prop_assert_eq!(reader.take(1), number & 1);
                prop_assert_eq!(reader.take(32), number);
            }
            prop_assert_eq!(reader.position(), end);
            prop_assert!(!reader.is_past_end());
        }
    }

    #[test]
    fn behind_the_end_there_are_zeros() {
        let mut reader = BitReader::new(&[], 0);
        assert_eq!(reader.take(5), 0);
        assert!(reader.is_past_end());
        reader.gamma();
        reader.delta();
        reader.rice(7);
    }
}
