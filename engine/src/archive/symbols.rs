//! The code that texts are written in: a prefix code for each symbol after the one before it.
//!
//! What follows a frequent symbol is another matter than what follows any other: each of the most
//! frequent ones has a code of its own for what follows it often, with an escape to the code for
//! all symbols. Which do, and what these hold, is whatever makes the archive smallest.

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::codes::Codes;
use super::huffman::{self, Encoder};
use super::strings::{self, Strings};
use crate::index::{END, Index, Symbols};
use crate::seed::ParagraphKind;
use crate::text;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Symbols that may have a code of their own for what follows.
const CANDIDATES: usize = 1000;
/// Occurrences that such a symbol has at least.
const FREQUENT: u32 = 200;
/// Bits in which a kind of paragraph is written.
const KIND_BITS: u32 = 3;
/// Bits in which the length of a code word is written.
const LENGTH_BITS: u32 = 5;

/// Where a text stands: what the code of the next symbol depends on.
///
/// All breaks count as one, so that a text can be read from any paragraph on.
fn context(symbols: &Symbols, symbol: u32) -> u32 {
    symbol.min(symbols.first_break())
}

/// Writes texts.
pub(super) struct Writer {
    first_break: u32,
    all: Encoder,
    after: Contexts,
}

/// The codes for what follows a symbol, those that there are.
struct Contexts {
    /// For every context one more than the number of its code; 0: it has none.
    numbers: Vec<u32>,
    /// Ascending by context.
    codes: Vec<(u32, After)>,
}

impl Contexts {
    fn get(&self, context: u32) -> Option<&After> {
        let number = self.numbers[context as usize].checked_sub(1)?;
        self.codes.get(number as usize).map(|(_, after)| after)
    }
}

/// The code for what follows a symbol.
struct After {
    /// The symbols, ascending; their place in the code is that in this row, and the last place is
    /// the escape.
    symbols: Vec<u32>,
    places: FxHashMap<u32, u32>,
    /// The lengths, in the order of the symbols, then that of the escape.
    lengths: Vec<u8>,
    encoder: Encoder,
}

impl Writer {
    /// The codes that suit the texts of an index, written to `stream`, with the separators and
    /// breaks themselves.
    pub fn new(stream: &mut BitWriter, index: &Index) -> Writer {
        let symbols = &index.symbols;
        put_gaps(stream, symbols);
        let mut counts = vec![0; symbols.len()];
        let mut contexts = vec![0; symbols.first_break() as usize + 1];
        each_pair(index, |context, symbol| {
            counts[symbol as usize] += 1;
            contexts[context as usize] += 1;
        });
        let first = huffman::lengths(&counts);
        let after = followers(index, &contexts, &counts, &first);
        each_pair(index, |context, symbol| {
            let is_known = |after: &After| after.places.contains_key(&symbol);
            counts[symbol as usize] -= u32::from(after.get(context).is_some_and(is_known));
        });
        let lengths = huffman::lengths(&counts);
        huffman::put_lengths(stream, &lengths);
        stream.delta(after.codes.len() as u32);
        let mut last = 0;
        for (context, after) in &after.codes {
            stream.delta(context - last);
            last = *context;
            after.put(stream, symbols.len() as u32);
        }
        Writer { first_break: symbols.first_break(), all: Encoder::new(&lengths), after }
    }

    /// Writes a row of symbols that follow a break, or a beginning.
    pub fn put(&self, stream: &mut BitWriter, row: &[u32]) {
        let mut context = self.first_break;
        for &symbol in row {
            let after = self.after.get(context);
            let place = after.and_then(|after| Some((after, *after.places.get(&symbol)?)));
            match (place, after) {
                (Some((after, place)), _) => after.encoder.put(stream, place),
                (None, Some(after)) => {
                    after.encoder.put(stream, after.symbols.len() as u32);
                    self.all.put(stream, symbol);
                }
                (None, None) => self.all.put(stream, symbol),
            }
            context = symbol.min(self.first_break);
        }
    }
}

/// Every symbol of every text with its context.
fn each_pair(index: &Index, mut each: impl FnMut(u32, u32)) {
    for prose in &index.prose {
        for row in [&prose.title, &prose.text] {
            let mut last = index.symbols.first_break();
            for &symbol in row {
                each(last, symbol);
                last = context(&index.symbols, symbol);
            }
        }
    }
}

/// The codes for what follows frequent symbols, where they pay.
fn followers(index: &Index, contexts: &[u32], counts: &[u32], lengths: &[u8]) -> Contexts {
    let mut frequent: Vec<u32> =
        (0..contexts.len() as u32).filter(|&c| contexts[c as usize] >= FREQUENT).collect();
    frequent.sort_by_key(|&context| (std::cmp::Reverse(contexts[context as usize]), context));
    frequent.truncate(CANDIDATES);
    let mut rank = vec![u32::MAX; contexts.len()];
    (0..).zip(&frequent).for_each(|(nth, &context)| rank[context as usize] = nth);
    let mut pairs: Vec<u64> = Vec::new();
    each_pair(index, |context, symbol| {
        // What is rare altogether is never frequent after something.
        if rank[context as usize] != u32::MAX && counts[symbol as usize] > 1 {
            pairs.push(u64::from(rank[context as usize]) << 32 | u64::from(symbol));
        }
    });
    pairs.sort_unstable();
    let mut codes = Vec::new();
    for group in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
        let context = frequent[(group[0] >> 32) as usize];
        let runs = group.chunk_by(|a, b| a == b);
        let followers: Vec<(u32, u32)> =
            runs.map(|run| (run[0] as u32, run.len() as u32)).collect();
        if let Some(code) = After::best(&followers, contexts[context as usize], lengths) {
            codes.push((context, code));
        }
    }
    codes.sort_unstable_by_key(|(context, _)| *context);
    let mut numbers = vec![0; contexts.len()];
    (1..).zip(&codes).for_each(|(number, (context, _))| numbers[*context as usize] = number);
    Contexts { numbers, codes }
}

impl After {
    /// The code that saves most over `lengths`, for followers with their counts, ascending;
    /// `total` counts those as well that are too rare to be told. `None` where nothing saves.
    fn best(followers: &[(u32, u32)], total: u32, lengths: &[u8]) -> Option<After> {
        let trials = [2, 4, 8, 16, 64].map(|least| {
            let kept: Vec<(u32, u32)> =
                followers.iter().copied().filter(|(_, count)| *count >= least).collect();
            After::saving(&kept, total, lengths)
        });
        let (saving, kept, code) = trials.into_iter().max_by_key(|(saving, ..)| *saving)?;
        let places = kept.iter().copied().zip(0..).collect();
        let encoder = Encoder::new(&code);
        (saving > 0).then_some(After { symbols: kept, places, encoder, lengths: code })
    }

    fn saving(kept: &[(u32, u32)], total: u32, lengths: &[u8]) -> (i64, Vec<u32>, Vec<u8>) {
        let inside: u32 = kept.iter().map(|(_, count)| count).sum();
        let escapes = (total - inside).max(1);
        let counts: Vec<u32> = kept.iter().map(|(_, count)| *count).chain([escapes]).collect();
        let code = huffman::lengths(&counts);
        let bits = |count: u32, length: u8| i64::from(count) * i64::from(length);
        let before: i64 =
            kept.iter().map(|&(symbol, count)| bits(count, lengths[symbol as usize])).sum();
        let after: i64 =
            counts.iter().zip(&code).map(|(&count, &length)| bits(count, length)).sum();
        let gap = (lengths.len() as u32 / counts.len() as u32).max(1).ilog2() + 2;
        let table = counts.len() as i64 * i64::from(gap + LENGTH_BITS) + 64;
        (before - after - table, kept.iter().map(|(symbol, _)| *symbol).collect(), code)
    }

    fn put(&self, stream: &mut BitWriter, symbols: u32) {
        stream.delta(self.symbols.len() as u32);
        let k = rice_parameter(self.symbols.len() as u32, symbols);
        stream.ascending(self.symbols.iter().copied(), k);
        self.lengths.iter().for_each(|&length| stream.put(u32::from(length), LENGTH_BITS));
    }
}

fn put_gaps(stream: &mut BitWriter, symbols: &Symbols) {
    stream.delta(symbols.separators.len() as u32);
    stream.delta(symbols.breaks.len() as u32);
    strings::put_all(stream, &symbols.separators);
    strings::put_all(stream, &symbols.breaks.iter().map(|(gap, _)| *gap).collect::<Vec<_>>());
    symbols.breaks.iter().for_each(|(_, kind)| stream.put(*kind, KIND_BITS));
}

/// What a symbol is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Symbol {
    /// A word, by its number.
    Word(u32),
    /// What stands between words, where that is not a single space, by its number.
    Separator(u32),
    /// What stands between paragraphs, by its number, and the kind of the next one.
    Break(u32, Option<ParagraphKind>),
}

/// Reads texts.
pub(super) struct Reader<'a> {
    bits: &'a [u8],
    words: u32,
    separators: Strings,
    /// For each separator whether it is a hyphen.
    joins: Vec<bool>,
    /// For each separator what [`text::sentence_break`] says of it.
    sentences: Vec<Option<(Range<usize>, bool)>>,
    breaks: Strings,
    kinds: Vec<Option<ParagraphKind>>,
    /// The symbol of the first break.
    first_break: u32,
    codes: Codes,
    /// The code for what follows a break.
    start: u32,
}

impl<'a> Reader<'a> {
    /// The codes of `model`, for texts in `bits`, with so many words; `None` where they are none.
    pub fn open(model: &[u8], bits: &'a [u8], words: u32) -> Option<Reader<'a>> {
        let mut reader = BitReader::new(model, 0);
        let [separator_count, break_count] = [(); 2].map(|()| reader.delta());
        if separator_count.max(break_count) as usize > 8 * model.len() {
            return None;
        }
        let separators = strings::take_all(&mut reader, separator_count as usize)?;
        let breaks = strings::take_all(&mut reader, break_count as usize)?;
        let kinds = (0..break_count).map(|_| match reader.take(KIND_BITS) {
            END => Some(None),
            kind => super::read::kind(kind).map(Some),
        });
        let kinds = kinds.collect::<Option<Vec<_>>>()?;
        let symbols = words.checked_add(separator_count)?.checked_add(break_count)?;
        let codes = take_codes(&mut reader, symbols)?;
        (!reader.is_past_end()).then_some(())?;
        let each = || (0..separator_count as usize).map(|at| separators.get(at));
        let joins = each().map(text::is_hyphen).collect();
        let sentences = each().map(text::sentence_break).collect();
        let first_break = words + separator_count;
        let start = codes.after(first_break);
        Some(Reader {
            bits,
            words,
            separators,
            joins,
            sentences,
            breaks,
            kinds,
            first_break,
            codes,
            start,
        })
    }

    /// Reads symbols from bit `at` on, which follows a break or is a beginning.
    pub fn read(&self, at: usize) -> Row<'_> {
        let bits = BitReader::new(self.bits, at);
        Row { reader: self, bits, code: self.start }
    }

    pub fn separator(&self, number: u32) -> &str {
        self.separators.get(number as usize)
    }

    /// Whether a separator joins two words into one.
    pub fn joins(&self, number: u32) -> bool {
        self.joins.get(number as usize).copied().unwrap_or_default()
    }

    /// What [`text::sentence_break`] says of a separator.
    pub fn sentence(&self, number: u32) -> Option<(Range<usize>, bool)> {
        self.sentences.get(number as usize).cloned().flatten()
    }

    pub fn gap(&self, number: u32) -> &str {
        self.breaks.get(number as usize)
    }

    #[inline(always)]
    fn symbol(&self, number: u32) -> Symbol {
        match number.checked_sub(self.first_break) {
            Some(number) => {
                Symbol::Break(number, self.kinds.get(number as usize).copied().flatten())
            }
            None if number < self.words => Symbol::Word(number),
            None => Symbol::Separator(number - self.words),
        }
    }
}

/// The codes of a model.
fn take_codes(reader: &mut BitReader, symbols: u32) -> Option<Codes> {
    let all = huffman::take_lengths(reader, symbols as usize)?;
    let mut after = Vec::new();
    let mut context = 0u32;
    for _ in 0..reader.delta() {
        context = context.checked_add(reader.delta()).filter(|context| *context < symbols)?;
        after.push((context, take_after(reader, symbols)?));
    }
    let mut codes = Codes::new(after.iter().map(|(context, _)| *context).collect());
    codes.add((0..symbols).map(Some).zip(all.iter().copied()))?;
    for (_, (followers, lengths)) in after {
        let places = followers.iter().copied().map(Some).chain([None]);
        codes.add(places.zip(lengths.iter().copied()))?;
    }
    codes.shrink();
    Some(codes)
}

/// What follows a symbol, and the lengths of the code words for it and for the escape.
fn take_after(reader: &mut BitReader, symbols: u32) -> Option<(Vec<u32>, Vec<u8>)> {
    let count = reader.delta();
    if count > symbols {
        return None;
    }
    let k = rice_parameter(count, symbols);
    let mut followers = Vec::with_capacity(count as usize);
    let mut next = 0u32;
    for _ in 0..count {
        let symbol = next.checked_add(reader.rice(k)).filter(|symbol| *symbol < symbols)?;
        followers.push(symbol);
        next = symbol + 1;
    }
    let lengths: Vec<u8> = (0..=count).map(|_| reader.take(LENGTH_BITS) as u8).collect();
    lengths.iter().all(|&length| huffman::is_length(length)).then_some((followers, lengths))
}

/// A text, symbol by symbol, without end: whoever reads it knows where it ends.
pub(super) struct Row<'r> {
    reader: &'r Reader<'r>,
    bits: BitReader<'r>,
    code: u32,
}

impl Row<'_> {
    /// The next symbol; `None` where the bits are at an end.
    #[inline(always)]
    pub fn next(&mut self) -> Option<Symbol> {
        if self.bits.is_past_end() {
            return None;
        }
        let reader = self.reader;
        let id = reader.codes.take(&mut self.code, &mut self.bits);
        let symbol = reader.symbol(reader.codes.symbol(id));
        if matches!(symbol, Symbol::Break(..)) {
            self.code = reader.start;
        }
        Some(symbol)
    }

    /// The bit that is read next.
    #[inline]
    pub fn position(&self) -> usize {
        self.bits.position()
    }
}
