//! The bricks of the archive: little-endian numbers, tables of equal records, varints.

/// A table of records of `N` numbers, read where it lies.
#[derive(Clone, Copy)]
pub(super) struct Table<'a, const N: usize>(&'a [u8]);

impl<'a, const N: usize> Table<'a, N> {
    const RECORD: usize = 4 * N;

    /// The table in these bytes; `None` where they are no whole number of records.
    pub fn new(bytes: &'a [u8]) -> Option<Table<'a, N>> {
        bytes.len().is_multiple_of(Self::RECORD).then_some(Table(bytes))
    }

    pub fn len(self) -> usize {
        self.0.len() / Self::RECORD
    }

    /// A record.
    ///
    /// # Panics
    /// Where there is no such record: callers hold numbers that were checked on opening.
    pub fn get(self, at: usize) -> [u32; N] {
        let record = &self.0[at * Self::RECORD..][..Self::RECORD];
        std::array::from_fn(|field| number(record, 4 * field))
    }

    pub fn iter(self) -> impl Iterator<Item = [u32; N]> {
        (0..self.len()).map(move |at| self.get(at))
    }

    /// The first record that is not `before`, in a table where those that are come first.
    pub fn partition_point(self, before: impl Fn([u32; N]) -> bool) -> usize {
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
}

/// The little-endian number at byte `at`, which must exist.
pub(super) fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Appends a record.
pub(super) fn put<const N: usize>(bytes: &mut Vec<u8>, record: [u32; N]) {
    record.iter().for_each(|field| bytes.extend(field.to_le_bytes()));
}

/// Appends a varint: seven bits a byte, lowest first, the high bit set on all but the last.
pub(super) fn put_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a varint off the front; `None` where there is none of at most 32 bits.
pub(super) fn take_varint(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0u32, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if shift == 28 && byte > 0x0F {
            return None;
        }
        number |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn varints_read_back(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut bytes = Vec::new();
            numbers.iter().for_each(|&number| put_varint(&mut bytes, number));
            let mut rest = bytes.as_slice();
            let read: Vec<u32> = std::iter::from_fn(|| take_varint(&mut rest)).collect();
            prop_assert_eq!(read, numbers);
            prop_assert!(rest.is_empty());
        }
    }

    #[test]
    fn a_varint_that_is_cut_off_or_too_long_is_none() {
        for mut bytes in [&[][..], &[0x80], &[0xFF, 0xFF, 0xFF, 0xFF, 0x1F], &[0x80; 9]] {
            assert_eq!(take_varint(&mut bytes), None);
        }
    }
}
