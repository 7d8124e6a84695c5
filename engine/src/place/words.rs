//! A map by folded word that is quick for short words: the recogniser asks it for every word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by folded word.
pub(super) type Words<T> = HashMap<Box<str>, T, BuildHasherDefault<Quick>>;

/// A map by number.
pub(super) type Numbers<T> = HashMap<u32, T, BuildHasherDefault<Quick>>;

/// A hasher that takes eight bytes at a time: rotate, exclusive or, multiply (the recipe of
/// Firefox), and at the end the high half, which has mixed most, over the low half. For tables
/// whose keys are ours: no text can choose them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quick(u64);

impl Quick {
    #[inline]
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| self.add(u64::from_le_bytes(*eight)));
        let (fours, rest) = rest.as_chunks::<4>();
        fours.iter().for_each(|four| self.add(u64::from(u32::from_le_bytes(*four))));
        if !rest.is_empty() {
            let last = rest.iter().fold(rest.len() as u64, |sum, b| sum << 8 | u64::from(*b));
            self.add(last);
        }
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    /// The end of a string, of which a key has but one.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
