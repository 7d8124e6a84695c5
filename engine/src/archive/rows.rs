//! Rows of different lengths, one after another.

/// The rows.
pub(super) struct Rows<T> {
    all: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Rows<T> {
        Rows { all: Vec::new(), ends: Vec::new() }
    }
}

impl<T: Copy> Rows<T> {
    /// So many rows, of what is told to be in which; in each in the order told.
    pub fn grouped(rows: usize, told: impl Iterator<Item = (usize, T)> + Clone) -> Rows<T> {
        let mut ends = vec![0; rows];
        told.clone().for_each(|(row, _)| ends[row] += 1);
        let mut end = 0;
        for row in &mut ends {
            end += *row;
            // Where it begins, which grows to where it ends.
            *row = end - *row;
        }
        let Some((_, first)) = told.clone().next() else { return Rows { all: Vec::new(), ends } };
        let mut all = vec![first; end as usize];
        for (row, value) in told {
            all[ends[row] as usize] = value;
            ends[row] += 1;
        }
        Rows { all, ends }
    }

    pub fn get(&self, at: usize) -> &[T] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = &[T]> + Clone {
        (0..self.ends.len()).map(|at| self.get(at))
    }

    /// Adds to the row that is not ended yet.
    pub fn push(&mut self, value: T) {
        self.all.push(value);
    }

    /// The row that is not ended yet.
    pub fn open_row(&mut self) -> &mut [T] {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        &mut self.all[start..]
    }

    /// The same rows of what each value becomes.
    pub fn map<U>(mut self, each: impl FnMut(T) -> U) -> Rows<U> {
        let mut all: Vec<U> = self.all.into_iter().map(each).collect();
        // They may have been put where the others were.
        all.shrink_to_fit();
        self.ends.shrink_to_fit();
        Rows { all, ends: self.ends }
    }

    /// Ends that row.
    pub fn end_row(&mut self) {
        self.ends.push(self.all.len() as u32);
    }
}
