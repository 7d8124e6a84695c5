//! Reads gazetteers.

use super::Folded;
use super::coder::Reader;
use super::layout::{LAST, Layout, MORE, Row};
use std::ops::Range;

/// The places and names of a gazetteer, by their number.
#[derive(Debug, Default)]
pub(in crate::place) struct Rows {
    /// GeoNames ids, ascending.
    pub ids: Vec<u32>,
    /// The countries' codes, in alphabetical order.
    pub codes: Vec<[u8; 2]>,
    /// The number of the country of each place.
    pub countries: Vec<u8>,
    /// The step of the population of each place.
    pub population: Vec<u8>,
    /// The region of each place, or what else it is.
    pub areas: Vec<u8>,
    /// Latitude and longitude of each place, in [`super::STEPS`] from -90 and -180.
    pub points: Vec<[u16; 2]>,
    /// Names that are Dutch words, ascending.
    pub words: Vec<u32>,
    text: String,
    /// Where in the text each name begins; at the end where one more would.
    name_starts: Vec<u32>,
    /// The first name of each place; at the end the number of names.
    place_starts: Vec<u32>,
}

/// Rows that are being read.
pub(in crate::place) struct Growing {
    rows: Rows,
    layout: Layout<Reader>,
    text: Vec<u8>,
    left: usize,
}

impl std::fmt::Debug for Growing {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} places left", self.left)
    }
}

impl Growing {
    /// The rows of a gazetteer, of which none is read yet.
    pub fn new(folded: &Folded) -> Growing {
        let layout = Layout::new(Reader::new(folded.stream), folded.letters.clone());
        let rows = Rows { codes: folded.codes.clone(), place_starts: vec![0], ..Rows::default() };
        Growing { rows, layout, text: Vec::new(), left: folded.places }
    }

    /// Places that are not read yet.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Reads so many more places; `None` where the bytes hold none.
    pub fn read(&mut self, places: usize) -> Option<()> {
        (0..places.min(self.left)).try_for_each(|_| self.read_place())
    }

    fn read_place(&mut self) -> Option<()> {
        let Growing { rows, layout, text, left } = self;
        let mut row = Row::default();
        layout.code(&mut row)?;
        let last = rows.ids.last().copied().unwrap_or_default();
        let id = last.checked_add(row.step).filter(|id| *id > last)?;
        if usize::from(row.country) >= rows.codes.len() {
            return None;
        }
        rows.ids.push(id);
        rows.countries.push(row.country);
        rows.population.push(row.population);
        rows.areas.push(row.area);
        rows.points.push(row.point);
        let first = rows.place_starts.last().copied().unwrap_or_default();
        let words = (first..).zip(&row.words).filter(|(_, is_word)| **is_word);
        rows.words.extend(words.map(|(name, _)| name));
        rows.place_starts.push(first + row.words.len() as u32);
        text.extend(row.names);
        *left -= 1;
        Some(())
    }

    /// The rows, all of which are read; `None` where the bytes hold none.
    pub fn finish(mut self) -> Option<Rows> {
        self.read(self.left)?;
        self.rows.name_starts = std::iter::once(0).chain(ends(&self.text)).collect();
        self.rows.text = String::from_utf8(self.text).ok()?;
        Some(self.rows)
    }
}

impl Rows {
    /// The number of names.
    pub fn name_count(&self) -> usize {
        self.name_starts.len().saturating_sub(1)
    }

    /// A name by its number.
    pub fn name(&self, number: u32) -> &str {
        let at = number as usize;
        &self.text[self.name_starts[at] as usize..self.name_starts[at + 1] as usize - 1]
    }

    /// The numbers of a place's names; the first is the one to show.
    pub fn names_of(&self, place: usize) -> Range<u32> {
        self.place_starts[place]..self.place_starts[place + 1]
    }

    /// The place of a name.
    pub fn place_of(&self, name: u32) -> usize {
        self.place_starts.partition_point(|start| *start <= name) - 1
    }
}

/// Where the names of a text end.
fn ends(text: &[u8]) -> impl Iterator<Item = u32> {
    let is_end = |byte: &u8| matches!(*byte, MORE | LAST);
    (1..).zip(text).filter(move |(_, byte)| is_end(byte)).map(|(end, _)| end)
}
