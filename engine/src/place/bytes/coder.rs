//! Whole numbers in as few bits as what came before lets foretell: an arithmetic coder for bits
//! (Rissanen and Langdon, "Arithmetic coding", 1979), whose probabilities are learned in each of
//! several contexts and mixed by weights that learn which of them to trust (Mahoney, "Adaptive
//! weighing of context models for lossless data compression", 2005).
//!
//! Writing and reading are one: both walk through the same numbers, ask for each with the number
//! to write, and get the number that now stands there, so that what is learned is the same. All
//! is reckoned in whole numbers, or in steps that every machine rounds alike.

/// Contexts of a number at most.
pub(super) const MOST: usize = 5;
/// Bits of the number of slots that all contexts share.
const SLOT_BITS: u32 = 20;
/// Steps of a logit between one and `e`, and how many there are on each side of nought.
const LOGIT: i32 = 256;
const LOGITS: i32 = 8 * LOGIT;
/// One, as a weight.
const WEIGHT: i32 = 1 << 16;
/// How fast weights follow, as a shift of the error times the logit.
const WEIGHT_SHIFT: u32 = 16;
/// A slot that saw so many bits goes on to learn as one that did.
const SEEN: u16 = 14;
/// Lengths of numbers, in bits.
const LENGTHS: u32 = 32;

/// Where bits go to, or come from.
pub(super) trait Stream {
    /// Codes a bit that is one with that probability in 65,536: writes `bit` and answers with it,
    /// or answers with the bit that stands there.
    fn code(&mut self, one: u32, bit: bool) -> bool;
}

/// The part of the range in which the code lies.
#[derive(Clone, Copy)]
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    const ALL: Interval = Interval { low: 0, high: u32::MAX };

    /// The last value that stands for a one.
    fn middle(self, one: u32) -> u32 {
        let width = u64::from(self.high - self.low);
        self.low + ((width * u64::from(one)) >> 16) as u32
    }

    /// Takes the half of a bit.
    fn narrow(&mut self, middle: u32, bit: bool) {
        match bit {
            true => self.high = middle,
            false => self.low = middle + 1,
        }
    }

    /// The first byte, once it is settled; then it is shifted out.
    fn settled(&mut self) -> Option<u8> {
        let first = (self.high >> 24) as u8;
        if (self.low >> 24) as u8 != first {
            return None;
        }
        self.low <<= 8;
        self.high = self.high << 8 | 0xFF;
        Some(first)
    }
}

/// Writes bits.
pub(super) struct Writer {
    interval: Interval,
    bytes: Vec<u8>,
}

impl Writer {
    pub fn new() -> Writer {
        Writer { interval: Interval::ALL, bytes: Vec::new() }
    }

    /// What was written.
    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.extend(self.interval.high.to_be_bytes());
        self.bytes
    }
}

impl Stream for Writer {
    fn code(&mut self, one: u32, bit: bool) -> bool {
        let middle = self.interval.middle(one);
        self.interval.narrow(middle, bit);
        while let Some(byte) = self.interval.settled() {
            self.bytes.push(byte);
        }
        bit
    }
}

/// Reads bits. Behind the end there are only noughts.
pub(super) struct Reader {
    interval: Interval,
    value: u32,
    rest: std::vec::IntoIter<u8>,
}

impl Reader {
    pub fn new(bytes: &[u8]) -> Reader {
        let rest = Vec::from(bytes).into_iter();
        let mut reader = Reader { interval: Interval::ALL, value: 0, rest };
        (0..4).for_each(|_| reader.shift());
        reader
    }

    #[inline]
    fn shift(&mut self) {
        self.value = self.value << 8 | u32::from(self.rest.next().unwrap_or(0));
    }
}

impl Stream for Reader {
    #[inline]
    fn code(&mut self, one: u32, _: bool) -> bool {
        let middle = self.interval.middle(one);
        let bit = self.value <= middle;
        self.interval.narrow(middle, bit);
        while self.interval.settled().is_some() {
            self.shift();
        }
        bit
    }
}

/// Codes numbers, and learns from each.
pub(super) struct Coder<S> {
    stream: S,
    /// For each context and bit of a number in it: the probability of a one in the
    /// higher twelve bits, how many bits were seen in the lower four.
    slots: Vec<u16>,
    /// How far each context is trusted, by the set of weights.
    weights: Vec<[i32; MOST]>,
    /// The logit of each probability of twelve bits, and the probability in 65,536 of each logit.
    logits: Vec<i16>,
    probabilities: Vec<u16>,
}

impl<S: Stream> Coder<S> {
    /// A coder that has learned nothing, with so many sets of weights.
    pub fn new(stream: S, sets: usize) -> Coder<S> {
        let probabilities = probabilities();
        Coder {
            stream,
            slots: vec![0x8000; 1 << SLOT_BITS],
            weights: vec![[WEIGHT / 3; MOST]; sets],
            logits: logits(&probabilities),
            probabilities,
        }
    }

    /// The stream that was coded to.
    pub fn into_stream(self) -> S {
        self.stream
    }

    /// Codes whether something is so.
    pub fn flag<const N: usize>(&mut self, contexts: [u32; N], set: usize, flag: bool) -> bool {
        self.bit(contexts.map(slot), set, 0, flag)
    }

    /// Codes a number below `2^31`, small ones shortest: how many bits it has, then these, of which
    /// the first `foretold` below the highest are worth foretelling.
    pub fn number<const N: usize>(
        &mut self,
        contexts: [u32; N],
        set: usize,
        foretold: u32,
        number: u32,
    ) -> u32 {
        let slots = contexts.map(slot);
        let number = number + 1;
        let wanted = number.ilog2();
        let mut length = 0;
        while length < LENGTHS - 1 && self.bit(slots, set, length, wanted > length) {
            length += 1;
        }
        let mut read = 1u32;
        for left in (0..length).rev() {
            let bit = number >> left & 1 == 1;
            let bit = match length - left <= foretold {
                true => self.bit(slots, set, LENGTHS + known(length, read), bit),
                false => self.stream.code(1 << 15, bit),
            };
            read = read << 1 | u32::from(bit);
        }
        read - 1
    }

    /// Codes a bit, foretold by the slots of its contexts; `known` tells, below 128, which bit of a
    /// number it is. The bits of a number lie near each other in memory, which is why they are found
    /// quickly.
    #[inline]
    fn bit<const N: usize>(
        &mut self,
        slots: [usize; N],
        set: usize,
        known: u32,
        bit: bool,
    ) -> bool {
        let places = slots.map(|slot| slot ^ known as usize);
        let weights = &mut self.weights[set];
        let logit = |place: usize| match self.slots[place] {
            slot if slot & 0xF == 0 => 0,
            slot => i32::from(self.logits[usize::from(slot >> 4)]),
        };
        let logits = places.map(logit);
        let mut sum = 0;
        for (logit, weight) in logits.iter().zip(weights.iter()) {
            sum += i64::from(*logit) * i64::from(*weight);
        }
        let mixed = (sum / i64::from(WEIGHT)).clamp(i64::from(1 - LOGITS), i64::from(LOGITS - 1));
        let one = u32::from(self.probabilities[(mixed as i32 + LOGITS) as usize]);
        let bit = self.stream.code(one, bit);
        let error = i32::from(bit) * (1 << 16) - one as i32;
        for (weight, logit) in weights.iter_mut().zip(logits) {
            *weight += (logit * error) >> WEIGHT_SHIFT;
        }
        for place in places {
            learn(&mut self.slots[place], bit);
        }
        bit
    }
}

/// The first slot of a context.
#[inline]
fn slot(context: u32) -> usize {
    (mix(context, 0) >> (32 - SLOT_BITS)) as usize
}

/// What is known of a number of so many bits below the highest, of which `read` holds those that
/// were read, behind a one: each has its own number below 96 for what five bits hold, which letters
/// do; longer numbers share some.
#[inline]
fn known(length: u32, read: u32) -> u32 {
    match length {
        0..=5 => (1 << length) - 1 - length + read - 1,
        _ => 57 + (7 * length + read) % 39,
    }
}

/// Moves the probability of a slot towards a bit, the less the more it has seen.
#[inline]
fn learn(slot: &mut u16, bit: bool) {
    const RATES: [i32; 16] = rates();
    let (probability, seen) = (i32::from(*slot >> 4), *slot & 0xF);
    let target = if bit { 4095 } else { 0 };
    let moved = probability + (((target - probability) * RATES[usize::from(seen)]) >> 16);
    *slot = (moved.clamp(1, 4094) as u16) << 4 | (seen + 1).min(SEEN);
}

/// What part of the way, in 65,536, a slot moves that has seen so many bits.
const fn rates() -> [i32; 16] {
    let mut rates = [0; 16];
    let mut seen = 0;
    while seen < 16 {
        rates[seen] = (655_360 / (10 * seen + 16)) as i32;
        seen += 1;
    }
    rates
}

/// One number of two, all bits of which depend on all bits of both.
#[inline]
pub(super) fn mix(a: u32, b: u32) -> u32 {
    let mixed = a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_add(0x7F4A_7C15).wrapping_mul(0x85EB_CA6B);
    let mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2C1B_3C6D);
    mixed ^ mixed >> 13
}

/// The probability in 65,536 of each logit: `1 / (1 + e^-x)`. Multiplied up step by step, as
/// machines differ in how they round powers.
fn probabilities() -> Vec<u16> {
    /// `e^(1/256)`
    const STEP: f64 = 1.003_913_889_338_347_6;
    let mut probabilities = vec![0; 2 * LOGITS as usize];
    let mut power = 1.0f64;
    for logit in 0..LOGITS as usize {
        let probability = (65_536.0 / (1.0 + 1.0 / power)).min(65_512.0) as u16;
        probabilities[LOGITS as usize + logit] = probability;
        probabilities[LOGITS as usize - logit] = u16::MAX - probability + 1;
        power *= STEP;
    }
    probabilities[0] = probabilities[1];
    probabilities
}

/// The logit of each probability in 4,096.
fn logits(probabilities: &[u16]) -> Vec<i16> {
    let logit = |probability: u16| {
        let reaches = probabilities.partition_point(|p| *p < probability << 4 | 8);
        (reaches as i32 - LOGITS) as i16
    };
    (0..4096).map(logit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Codes numbers one after the other, each in the context of the one before.
    fn coded<S: Stream>(stream: S, numbers: &mut [u32]) -> S {
        let (mut coder, mut last) = (Coder::new(stream, 1), 0);
        for number in numbers {
            *number = coder.number([1, mix(2, last)], 0, 3, *number);
            last = *number;
        }
        coder.into_stream()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn numbers_read_back(
            mut numbers in prop::collection::vec(
                prop_oneof![0u32..9, 0u32..i32::MAX as u32], 0..300,
            ),
        ) {
            let bytes = coded(Writer::new(), &mut numbers).finish();
            let mut read = vec![0; numbers.len()];
            coded(Reader::new(&bytes), &mut read);
            prop_assert_eq!(read, numbers);
        }
    }

    #[test]
    fn what_repeats_takes_little_room() {
        let mut numbers: Vec<u32> = (0..6000).map(|n| n % 3).collect();
        assert!(coded(Writer::new(), &mut numbers).finish().len() < 60);
    }

    #[test]
    fn behind_the_end_something_is_read() {
        coded(Reader::new(&[]), &mut [0; 100]);
    }
}
