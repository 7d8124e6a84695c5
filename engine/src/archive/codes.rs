//! Many prefix codes, laid out in one row for reading texts: which code the next symbol is in
//! depends on the symbol before it.
//!
//! A text is read at a few loads a symbol. So that nothing but the symbol is needed to know the
//! code of the next, symbols are given other numbers while texts are read: *ids*, the first of
//! which are those of the symbols with a code of their own, in the order of these codes.

use super::bits::BitReader;

/// Bits that a code word has at most.
pub(super) const LONGEST: usize = 24;
/// Bits by which code words are looked up at once, at most: in the code for everything, and in one
/// of many, which must stay small to stay at hand.
const ROOT: u32 = 11;
const SMALL_ROOT: u32 = 7;
/// Bits of an entry that hold the length of its code word.
const LENGTH_BITS: u32 = 5;
/// Those bits.
const LENGTH: u32 = (1 << LENGTH_BITS) - 1;
/// The id of the escape to the code for everything.
const ESCAPE: u32 = u32::MAX >> LENGTH_BITS;

/// The codes; the first is the one for everything, the others belong to one context each.
pub(super) struct Codes {
    /// For every code its head.
    heads: Vec<Head>,
    /// For every code, for every beginning of `root` bits: the id, and in the lowest five bits the
    /// length of its code word; 0 where that is longer.
    short: Vec<u32>,
    /// For every code the lengths that its longer code words have, and one more for what is no code
    /// word: of each the last code word, and all bits that may follow.
    lasts: Vec<u32>,
    /// The rest of what is told of these lengths.
    longs: Vec<Long>,
    /// For every code its ids in the order of their longer code words.
    ids: Vec<u32>,
    /// The symbols of the codes but the first.
    contexts: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Head {
    short: u32,
    /// 32 less the bits of `root`.
    shift: u32,
    /// Where its longer lengths begin in `lasts` and `longs`, and how many there are.
    longs: u32,
    lengths: u32,
}

/// The code words of one length.
#[derive(Clone, Copy)]
struct Long {
    length: u32,
    /// What to add to one of them for its place in `ids`, modulo 2^32.
    offset: u32,
}

impl Codes {
    /// Codes for these contexts, ascending; they are to be [added](Codes::add) in that order, after
    /// the code for everything.
    pub fn new(contexts: Vec<u32>) -> Codes {
        Codes {
            heads: Vec::new(),
            short: Vec::new(),
            lasts: Vec::new(),
            longs: Vec::new(),
            ids: Vec::new(),
            contexts,
        }
    }

    /// Adds a code of symbols and the lengths of their code words, ascending by symbol; `None` as
    /// symbol is the escape. Answers with `None` where these are those of no code.
    pub fn add(&mut self, symbols: impl Iterator<Item = (Option<u32>, u8)> + Clone) -> Option<()> {
        let used = || symbols.clone().filter(|(_, length)| *length > 0);
        let counts = counts(used().map(|(_, length)| length));
        if !is_code(&counts) {
            return None;
        }
        let most = if self.heads.is_empty() { ROOT } else { SMALL_ROOT };
        let longest = counts.iter().rposition(|&count| count > 0).unwrap_or(0) as u32;
        // One bit at least, as there is no shift by 32.
        let root = longest.clamp(1, most);
        let mut next = firsts(&counts);
        let short = self.short.len() as u32;
        self.short.resize(self.short.len() + (1 << root), 0);
        let mut places = self.add_head(&counts, &next, root, short);
        let mut rank = 0;
        for (symbol, length) in used() {
            let id = symbol.map_or(ESCAPE, |symbol| self.id(symbol, &mut rank));
            let code = next[length as usize];
            next[length as usize] += 1;
            match root.checked_sub(u32::from(length)) {
                Some(spread) => {
                    let from = (short + (code << spread)) as usize;
                    let entry = id << LENGTH_BITS | u32::from(length);
                    self.short[from..from + (1 << spread)].fill(entry);
                }
                None => {
                    let place = &mut places[length as usize];
                    self.ids[*place] = id;
                    *place += 1;
                }
            }
        }
        Some(())
    }

    /// Gives back what room is left, once all codes are added.
    pub fn shrink(&mut self) {
        self.short.shrink_to_fit();
        self.ids.shrink_to_fit();
    }

    /// Adds the head of a code, and room for the code words that are longer than `root`; answers
    /// with the place of the first id of each length.
    fn add_head(
        &mut self,
        counts: &[u32; LONGEST + 1],
        firsts: &[u32; LONGEST + 1],
        root: u32,
        short: u32,
    ) -> [usize; LONGEST + 1] {
        let longs = self.longs.len();
        let mut places = [0; LONGEST + 1];
        for length in root as usize + 1..=LONGEST {
            let (first, count) = (firsts[length], counts[length]);
            if count == 0 {
                continue;
            }
            places[length] = self.ids.len();
            let left = u32::BITS - length as u32;
            self.lasts.push(((u64::from(first + count) << left) - 1) as u32);
            let offset = (self.ids.len() as u32).wrapping_sub(first);
            self.longs.push(Long { length: length as u32, offset });
            self.ids.resize(self.ids.len() + count as usize, 0);
        }
        let lengths = (self.longs.len() - longs) as u32;
        self.heads.push(Head { short, shift: u32::BITS - root, longs: longs as u32, lengths });
        self.lasts.push(u32::MAX);
        self.longs.push(Long { length: 1, offset: 0 });
        places
    }

    /// The id of a symbol; `rank` counts the contexts before it, and before it those below the
    /// symbol asked for last.
    #[inline]
    fn id(&self, symbol: u32, rank: &mut usize) -> u32 {
        while self.contexts.get(*rank).is_some_and(|context| *context < symbol) {
            *rank += 1;
        }
        match self.contexts.get(*rank) {
            Some(context) if *context == symbol => *rank as u32,
            _ => symbol + self.contexts.len() as u32,
        }
    }

    /// The symbol of an id.
    #[inline]
    pub fn symbol(&self, id: u32) -> u32 {
        match self.contexts.get(id as usize) {
            Some(&symbol) => symbol,
            None => id - self.contexts.len() as u32,
        }
    }

    /// The code for what follows a symbol.
    pub fn after(&self, symbol: u32) -> u32 {
        self.contexts.binary_search(&symbol).map_or(0, |rank| rank as u32 + 1)
    }

    /// Reads an id in the code `code`, and makes that the code of the next. What is no code word is
    /// read as some id that there is.
    #[inline(always)]
    pub fn take(&self, code: &mut u32, bits: &mut BitReader) -> u32 {
        let mut id = self.take_in(code, bits);
        if id == ESCAPE {
            *code = 0;
            id = self.take_in(code, bits);
        }
        id
    }

    #[inline(always)]
    fn take_in(&self, code: &mut u32, bits: &mut BitReader) -> u32 {
        let head = self.heads[*code as usize];
        let window = bits.peek();
        let entry = self.short[(head.short + (window >> head.shift)) as usize];
        if entry != 0 {
            bits.skip(entry & LENGTH);
            let id = entry >> LENGTH_BITS;
            *code = if (id as usize) < self.contexts.len() { id + 1 } else { 0 };
            return id;
        }
        let id = self.take_long(head, window, bits);
        // Rare symbols are nowhere near: whoever waits for this one to know the code of the next
        // waits long, so it is guessed that there is none, by a branch.
        *code = 0;
        if (id as usize) < self.contexts.len() {
            *code = after_rare(id);
        }
        id
    }

    /// Counts the lengths that are too short rather than stop at the first that is not: which that
    /// is cannot be foretold, and there are a dozen.
    #[inline(always)]
    fn take_long(&self, head: Head, window: u32, bits: &mut BitReader) -> u32 {
        let lasts = &self.lasts[head.longs as usize..(head.longs + head.lengths) as usize];
        let shorter: u32 = lasts.iter().map(|&last| u32::from(window > last)).sum();
        let long = self.longs[(head.longs + shorter) as usize];
        bits.skip(long.length);
        let place = (window >> (u32::BITS - long.length)).wrapping_add(long.offset);
        self.ids.get(place as usize).copied().unwrap_or(0)
    }
}

/// The code for what follows a symbol with a code of its own.
#[cold]
#[inline(never)]
fn after_rare(id: u32) -> u32 {
    id + 1
}

/// How many code words there are of each length.
pub(super) fn counts(lengths: impl Iterator<Item = u8>) -> [u32; LONGEST + 1] {
    let mut counts = [0; LONGEST + 1];
    lengths.for_each(|length| counts[(length as usize).min(LONGEST)] += 1);
    counts[0] = 0;
    counts
}

/// Whether there is a code with so many code words of each length.
pub(super) fn is_code(counts: &[u32; LONGEST + 1]) -> bool {
    let share = |(length, count): (usize, &u32)| u64::from(*count) << (LONGEST - length);
    counts.iter().enumerate().map(share).sum::<u64>() <= 1 << LONGEST
}

/// The first code word of each length.
pub(super) fn firsts(counts: &[u32; LONGEST + 1]) -> [u32; LONGEST + 1] {
    let mut firsts = [0u32; LONGEST + 1];
    for length in 1..=LONGEST {
        firsts[length] = firsts[length - 1].wrapping_add(counts[length - 1]) << 1;
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::super::bits::BitWriter;
    use super::super::huffman::{self, Encoder};
    use super::*;
    use proptest::prelude::*;

    /// A code with a word for each of so many symbols, of which the first are most frequent.
    fn lengths(symbols: u32, steepness: u32) -> Vec<u8> {
        let counts: Vec<u32> = (0..symbols).map(|s| (1 << 20) / (1 + s * steepness)).collect();
        huffman::lengths(&counts)
    }

    proptest! {
        /// Few symbols follow the symbols that have codes of their own; the others are escaped to.
        #[test]
        fn symbols_read_back(
            symbols in 4u32..4000,
            steepness in 1u32..50,
            followers in 1u32..400,
            row in prop::collection::vec(any::<prop::sample::Index>(), 0..200),
        ) {
            let contexts: Vec<u32> = (0..symbols).step_by(3).collect();
            let all = lengths(symbols, steepness);
            // The escape comes last, and is the rarest or the most frequent.
            let few = followers.min(symbols);
            let mut own = lengths(few + 1, steepness);
            own.reverse();
            let mut codes = Codes::new(contexts.clone());
            codes.add((0..symbols).map(Some).zip(all.iter().copied())).unwrap();
            for _ in &contexts {
                codes.add((0..few).map(Some).chain([None]).zip(own.iter().copied())).unwrap();
            }
            let [for_all, for_few] = [&all, &own].map(|lengths| Encoder::new(lengths));
            let mut stream = BitWriter::default();
            let row: Vec<u32> = row.iter().map(|pick| pick.index(symbols as usize) as u32).collect();
            let mut last = 0;
            for &symbol in &row {
                match contexts.binary_search(&last) {
                    Ok(_) if symbol < few => for_few.put(&mut stream, symbol),
                    Ok(_) => {
                        for_few.put(&mut stream, few);
                        for_all.put(&mut stream, symbol);
                    }
                    Err(_) => for_all.put(&mut stream, symbol),
                }
                last = symbol;
            }
            let end = stream.position();
            let bytes = stream.finish();
            let mut bits = BitReader::new(&bytes, 0);
            let mut code = codes.after(0);
            let read: Vec<u32> =
                row.iter().map(|_| codes.symbol(codes.take(&mut code, &mut bits))).collect();
            prop_assert_eq!(read, row);
            prop_assert_eq!(bits.position(), end);
        }
    }

    #[test]
    fn lengths_of_no_code_are_refused() {
        let mut codes = Codes::new(Vec::new());
        assert!(codes.add([(Some(0), 1), (Some(1), 1), (Some(2), 1)].into_iter()).is_none());
    }
}
