//! A map by folded word that is quick for short words: the recogniser asks it for every word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by folded word; hashed by FNV-1a, which is quick for short words.
pub(super) type Words<T> = HashMap<Box<str>, T, BuildHasherDefault<Fnv>>;

/// FNV-1a, 64 bits (Fowler, Noll, Vo).
#[derive(Clone, Copy, Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
