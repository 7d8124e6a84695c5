//! Reads gazetteers.

use super::{Columns, FLAG_WORD, GazetteerError, Last};
use crate::varint;
use std::ops::Range;

/// The places and names of a gazetteer, by their number.
#[derive(Debug)]
pub(in crate::place) struct Rows<'a> {
    /// GeoNames ids, ascending.
    pub ids: Vec<u32>,
    /// The countries' codes, in alphabetical order.
    pub codes: Vec<[u8; 2]>,
    /// The number of the country of each place.
    pub countries: &'a [u8],
    /// The step of the population of each place.
    pub population: &'a [u8],
    /// The region of each place, or what else it is.
    pub areas: &'a [u8],
    /// Latitude and longitude of each place, in [`super::STEPS`] from -90 and -180.
    pub points: [Vec<u16>; 2],
    /// Names that are Dutch words, ascending.
    pub words: Vec<u32>,
    text: &'a str,
    /// Where in the text each name begins; at the end where one more would.
    name_starts: Vec<u32>,
    /// The first name of each place; at the end the number of names.
    place_starts: Vec<u32>,
}

impl<'a> Rows<'a> {
    /// Opens the bytes of a gazetteer, checking everything that later reads rely on.
    ///
    /// # Errors
    /// When the bytes are no gazetteer, of another version, or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Rows<'a>, GazetteerError> {
        let columns = Columns::split(bytes)?;
        Rows::read(&columns).ok_or(GazetteerError::Damaged)
    }

    fn read(columns: &Columns<&'a [u8]>) -> Option<Rows<'a>> {
        let ids = read_ids(columns.ids)?;
        let (codes, odd) = columns.codes.as_chunks();
        let fits = odd.is_empty()
            && columns.countries.len() == ids.len()
            && columns.population.len() == ids.len()
            && columns.areas.len() == ids.len()
            && columns.points.len() == 4 * ids.len()
            && columns.countries.iter().all(|country| usize::from(*country) < codes.len());
        if !fits {
            return None;
        }
        let text = std::str::from_utf8(columns.names).ok()?;
        let (name_starts, place_starts) = starts(columns.names);
        let whole = name_starts.last().is_some_and(|end| *end as usize == text.len())
            && place_starts.last().is_some_and(|names| *names as usize + 1 == name_starts.len())
            && place_starts.len() == ids.len() + 1;
        let (lat, lon) = columns.points.split_at(2 * ids.len());
        let point = |planes| read_coordinates(planes, columns.countries, columns.areas);
        whole.then_some(Rows {
            codes: codes.to_vec(),
            countries: columns.countries,
            population: columns.population,
            areas: columns.areas,
            points: [point(lat), point(lon)],
            words: read_flags(columns.flags, name_starts.len() - 1)?,
            ids,
            text,
            name_starts,
            place_starts,
        })
    }

    /// The number of names.
    pub fn name_count(&self) -> usize {
        self.name_starts.len() - 1
    }

    /// A name by its number.
    pub fn name(&self, number: u32) -> &'a str {
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

fn read_ids(mut bytes: &[u8]) -> Option<Vec<u32>> {
    let mut ids = Vec::new();
    let mut id = 0u32;
    while !bytes.is_empty() {
        let step = varint::take(&mut bytes)?;
        if step == 0 {
            return None;
        }
        id = id.checked_add(step)?;
        ids.push(id);
    }
    (ids.len() <= usize::from(u16::MAX)).then_some(ids)
}

/// Where in the column each name begins, and which name is the first of each place.
fn starts(names: &[u8]) -> (Vec<u32>, Vec<u32>) {
    let (mut name_starts, mut place_starts) = (vec![0], vec![0]);
    for (at, byte) in names.iter().enumerate() {
        if matches!(byte, b'\t' | b'\n') {
            name_starts.push(at as u32 + 1);
        }
        if *byte == b'\n' {
            place_starts.push(name_starts.len() as u32 - 1);
        }
    }
    (name_starts, place_starts)
}

fn read_coordinates(planes: &[u8], countries: &[u8], areas: &[u8]) -> Vec<u16> {
    let (high, low) = planes.split_at(planes.len() / 2);
    let (mut last, mut before) = (Last::new(), 0);
    let regions = countries.iter().zip(areas);
    let coordinates = high.iter().zip(low).zip(regions).map(|((high, low), (country, area))| {
        let zigzag = u16::from_be_bytes([*high, *low]);
        let difference = (zigzag >> 1) ^ (zigzag & 1).wrapping_neg();
        let last = last.of(*country, *area);
        before = last.unwrap_or(before).wrapping_add(difference);
        *last = Some(before);
        before
    });
    coordinates.collect()
}

fn read_flags(mut bytes: &[u8], names: usize) -> Option<Vec<u32>> {
    let (mut words, mut name) = (Vec::new(), 0u32);
    while !bytes.is_empty() {
        name = name.checked_add(varint::take(&mut bytes)?)?;
        let (&flags, rest) = bytes.split_first()?;
        bytes = rest;
        if name as usize >= names {
            return None;
        }
        if flags & FLAG_WORD != 0 {
            words.push(name);
        }
    }
    Some(words)
}
