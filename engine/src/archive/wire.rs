//! The bricks of the archive: little-endian numbers, tables of equal records.

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
