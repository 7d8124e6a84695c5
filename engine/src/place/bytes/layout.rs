//! How the places stand in the stream, one after the other: one description for reading and
//! writing, as [`Coder`] is.
//!
//! Of each place come the country and area, the difference of its id from the one before, latitude
//! and longitude as differences from the middle of its region so far, the population, and its names,
//! the one to show first. Ids were mostly given country by country along the alphabet, so that all
//! of that is foretold by the place before; a further name by the names it is another spelling of.

use super::coder::{Coder, Stream, mix};
use crate::place::words::Numbers;

/// Behind a name of which more follow, and behind the last.
pub(super) const MORE: u8 = b'\t';
pub(super) const LAST: u8 = b'\n';

/// Bytes of all names of a place, at most.
const LONGEST: usize = 1 << 14;
/// Bits of numbers that are worth foretelling: of differences, and all there are.
const FIRST_BITS: u32 = 3;
const ALL_BITS: u32 = 32;

/// The sets of weights.
const COUNTRY: usize = 0;
const AREA: usize = 1;
const ID: usize = 2;
const POINT: usize = 3;
const POPULATION: usize = 5;
const WORD: usize = 6;
const FIRST_NAME: usize = 7;
const OTHER_NAME: usize = FIRST_NAME + 8;
const AS_LIKELY: usize = OTHER_NAME + 8;
const SETS: usize = AS_LIKELY + 8;

/// A place as it stands in the stream.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Row {
    /// The difference of its GeoNames id from the one before.
    pub step: u32,
    /// The number of its country's code.
    pub country: u8,
    /// The number of its region, or what else it is.
    pub area: u8,
    /// The step of the population scale.
    pub population: u8,
    /// Latitude and longitude, in [`super::STEPS`] from -90 and -180.
    pub point: [u16; 2],
    /// Its names, each with [`MORE`] or [`LAST`] behind it.
    pub names: Vec<u8>,
    /// For each name whether it is a Dutch word.
    pub words: Vec<bool>,
}

/// Codes places, in the order of their ids.
pub(super) struct Layout<S> {
    coder: Coder<S>,
    /// The bytes that names are made of, most frequent first.
    letters: Vec<u8>,
    /// The place of each byte among them.
    ranks: [u8; 256],
    /// The place before.
    last: Row,
    /// By the number that country and region make, the middle of its towns so far.
    middles: Numbers<[u16; 2]>,
}

impl<S: Stream> Layout<S> {
    pub fn new(stream: S, letters: Vec<u8>) -> Layout<S> {
        let mut ranks = [0; 256];
        for (rank, letter) in (0..).zip(&letters) {
            ranks[usize::from(*letter)] = rank;
        }
        let coder = Coder::new(stream, SETS);
        Layout { coder, letters, ranks, last: Row::default(), middles: Numbers::default() }
    }

    pub fn into_stream(self) -> S {
        self.coder.into_stream()
    }

    /// Writes the place, or reads one into it. `None` where there is none.
    pub fn code(&mut self, row: &mut Row) -> Option<()> {
        let last = &self.last;
        let [was_country, was_area] = [u32::from(last.country), u32::from(last.area)];
        let contexts = [mix(1, was_country), mix(2, was_country << 8 | was_area)];
        row.country = self.byte(contexts, COUNTRY, row.country)?;
        let country = u32::from(row.country);
        let stays = country == was_country;
        let beside = if stays { was_area } else { 256 };
        row.area = self.byte([mix(3, country), mix(4, country << 9 | beside)], AREA, row.area)?;
        let here = country << 8 | u32::from(row.area);
        let near = (self.last.step + 1).ilog2().min(8) << 1 | u32::from(stays);
        let contexts = [mix(5, country), mix(6, near), mix(7, here)];
        row.step = self.coder.number(contexts, ID, FIRST_BITS, row.step);
        self.point(row, here);
        self.names(row)?;
        let names = row.words.len().min(9) as u32;
        let contexts =
            [mix(8, country), mix(9, country << 4 | names), mix(10, here), mix(11, names)];
        row.population = self.byte(contexts, POPULATION, row.population)?;
        self.last.clone_from(row);
        Some(())
    }

    fn byte<const N: usize>(&mut self, contexts: [u32; N], set: usize, byte: u8) -> Option<u8> {
        u8::try_from(self.coder.number(contexts, set, ALL_BITS, u32::from(byte))).ok()
    }

    fn point(&mut self, row: &mut Row, here: u32) {
        let known = self.middles.get(&here).copied();
        let middle = known.unwrap_or(self.last.point);
        let mut before = u32::from(known.is_some());
        for (axis, middle) in middle.into_iter().enumerate() {
            let difference = zigzag(row.point[axis].wrapping_sub(middle));
            let salt = 12 + 4 * axis as u32;
            let contexts = [
                mix(salt, here),
                mix(salt + 1, u32::from(row.country) << 6 | before),
                mix(salt + 2, before),
            ];
            let coded =
                self.coder.number(contexts, POINT + axis, FIRST_BITS, u32::from(difference));
            row.point[axis] = middle.wrapping_add(unzigzag(coded as u16));
            before |= (coded + 1).ilog2() << 1;
        }
        let nearer = |axis: usize| {
            let off = row.point[axis].wrapping_sub(middle[axis]) as i16;
            middle[axis].wrapping_add((off / 3) as u16)
        };
        let first = known.is_none();
        self.middles.insert(here, if first { row.point } else { [nearer(0), nearer(1)] });
    }

    fn names(&mut self, row: &mut Row) -> Option<()> {
        let wanted = std::mem::take(&mut row.names);
        let words = std::mem::take(&mut row.words);
        let (mut alike, mut letters) = (Alike::new(), 0);
        for at in 0..LONGEST {
            let first = row.words.is_empty();
            let seen = if first { &self.last.names } else { &row.names };
            let told = Told {
                country: u32::from(row.country),
                first,
                letters,
                likely: alike.likely(seen),
                sureness: alike.sureness(),
            };
            let letter = self.letter(told, wanted.get(at).copied())?;
            let seen = if first { &self.last.names } else { &row.names };
            alike.follow(seen, letter);
            letters = (letters << 8 | u32::from(letter)) & 0xFF_FFFF;
            row.names.push(letter);
            if !matches!(letter, MORE | LAST) {
                continue;
            }
            let is_word = words.get(row.words.len()).copied().unwrap_or_default();
            row.words.push(self.coder.flag([29], WORD, is_word));
            if letter == LAST {
                return Some(());
            }
            (alike, letters) = (Alike::new(), 0);
        }
        None
    }

    /// Codes a letter: whether it is the likely one, else its place among the letters.
    fn letter(&mut self, told: Told, wanted: Option<u8>) -> Option<u8> {
        let Told { country, letters, sureness, .. } = told;
        let [one, two] = [letters & 0xFF, letters & 0xFFFF];
        let first = u32::from(told.first);
        let trust = sureness.min(7) as usize;
        if let Some(letter) = told.likely {
            let likely = u32::from(letter);
            let contexts = [
                mix(20, sureness << 1 | first),
                mix(21, likely << 9 | one << 1 | first),
                mix(mix(22, two), likely << 4 | sureness),
                mix(mix(23, letters), likely),
            ];
            let set = AS_LIKELY + if told.first { 0 } else { trust };
            if self.coder.flag(contexts, set, wanted == told.likely) {
                return Some(letter);
            }
        }
        let unlikely = told.likely.map_or(0, u32::from);
        let contexts = [
            mix(24, one << 8 | country),
            mix(25, letters),
            mix(mix(26, two), country << 1 | first),
            mix(mix(27, one), unlikely << 5 | sureness << 1 | first),
        ];
        let set = if told.first { FIRST_NAME } else { OTHER_NAME } + trust;
        let rank = u32::from(self.ranks[usize::from(wanted.unwrap_or_default())]);
        let rank = self.coder.number(contexts, set, ALL_BITS, rank);
        self.letters.get(rank as usize).copied()
    }
}

/// What is known of a letter before it is coded.
struct Told {
    country: u32,
    /// Whether it belongs to the first name of its place.
    first: bool,
    /// The number that the three letters before make.
    letters: u32,
    /// The letter that stands there in a name coded before, and how sure that is.
    likely: Option<u8>,
    sureness: u32,
}

/// Where a name goes along one that was coded before: the first name of a place along that of the
/// place before, the others along the names before them.
struct Alike {
    at: usize,
    /// Letters that agreed since the last that did not.
    run: usize,
    lost: bool,
}

impl Alike {
    /// Letters that may be left out or put in.
    const SLIP: usize = 3;

    fn new() -> Alike {
        Alike { at: 0, run: 0, lost: false }
    }

    fn likely(&self, seen: &[u8]) -> Option<u8> {
        seen.get(self.at).copied().filter(|_| !self.lost)
    }

    /// How sure the likely letter is: from 1 to 15.
    fn sureness(&self) -> u32 {
        1 + self.run.min(14) as u32
    }

    fn follow(&mut self, seen: &[u8], letter: u8) {
        let near = (0..=Alike::SLIP)
            .flat_map(|slip| [self.at + slip, self.at.saturating_sub(slip)])
            .find(|at| seen.get(*at) == Some(&letter));
        self.run = if near == Some(self.at) { self.run + 1 } else { 0 };
        self.at = near.unwrap_or(self.at) + 1;
        self.lost = self.at >= seen.len();
    }
}

/// Differences below zero and above it by turns: small ones are small numbers.
fn zigzag(difference: u16) -> u16 {
    let sign = (difference as i16 >> 15) as u16;
    (difference << 1) ^ sign
}

fn unzigzag(number: u16) -> u16 {
    (number >> 1) ^ (number & 1).wrapping_neg()
}
