//! The words of an atlas: forms, the ways they are written, and their families.
//!
//! One stream of bits: the number of forms, of words and of endings of stems; the letter codes;
//! the endings; then for each form, in order
//!
//! ```text
//! form        front-coded after the one before
//! words       how many ways it is written; for each two bits: as the form, with a capital, in
//!             capitals, or otherwise, which is then spelled out after the form
//! items       how many hold it
//! list        where many do: the bits of its postings
//! family      1 and, for the first of its family, ending of the stem, number of members, gaps
//!             between them, number of compounds, gaps between them; or 0 and how many forms
//!             before it the first is
//! ```
//!
//! The stream is unfolded into tables on opening; members and compounds are read when asked for.

use super::bits::{BitReader, BitWriter, rice_parameter};
use super::strings::{self, Growing, Speller, Spelling, Strings};
use crate::index::{Family, Form, Index, STEM, Surface};
use rustc_hash::FxHasher;
use std::collections::BTreeMap;
use std::hash::Hasher;
use std::sync::OnceLock;

/// A form with more items than this says how long its list is.
pub(super) const LONG_LIST: u32 = 256;

/// Bits in which the bytes of a word are kept, where they are fewer than [`LONG_WORD`].
const LENGTH_BITS: u32 = 7;
const LONG_WORD: usize = (1 << LENGTH_BITS) - 1;
/// Bits in which the [`Casing`] of a word is written, and above its bytes also kept.
const CASING_BITS: u32 = 2;
/// Bits of a word below the number of its form.
const WORD_BITS: u32 = LENGTH_BITS + CASING_BITS;

/// Stands for this number of items or more.
const MANY: u32 = u8::MAX as u32;

/// Tells the bit where a family begins from the number of a form.
const FIRST: u32 = 1 << 31;

/// A form of the corpus: dense, in order of the form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct FormId(pub u32);

impl FormId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// How a word is written, seen from its form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Casing {
    Same,
    Capital,
    Capitals,
    Other,
}

impl Casing {
    const ALL: [Casing; 4] = [Casing::Same, Casing::Capital, Casing::Capitals, Casing::Other];

    fn of(form: &str, word: &str) -> Casing {
        let is = |casing: &&Casing| {
            let mut written = String::new();
            casing.write(form, &mut written).is_some() && written == word
        };
        *Casing::ALL.iter().find(is).unwrap_or(&Casing::Other)
    }

    fn from_bits(bits: u32) -> Casing {
        Casing::ALL[bits as usize % Casing::ALL.len()]
    }

    /// Appends a form as it is written so; `None` where that is spelled out.
    fn write(self, form: &str, word: &mut String) -> Option<()> {
        let first = form.chars().next().map_or(0, char::len_utf8);
        let (upper, rest) = match self {
            Casing::Same => ("", form),
            Casing::Capital => form.split_at(first),
            Casing::Capitals => (form, ""),
            Casing::Other => return None,
        };
        word.extend(upper.chars().flat_map(char::to_uppercase));
        word.push_str(rest);
        Some(())
    }
}

/// The end of a stem: how many bytes to take from the first form of its family, and what to put
/// in their place.
type Ending = (u32, String);

fn ending(form: &str, stem: &str) -> Ending {
    let same = form.char_indices().zip(stem.chars()).take_while(|((_, a), b)| a == b);
    let kept = same.last().map_or(0, |((at, a), _)| at + a.len_utf8());
    ((form.len() - kept) as u32, stem[kept..].to_owned())
}

/// Writes the lexicon; `lists` are the bits of every form's postings.
pub(super) fn write(index: &Index, lists: &[u32]) -> Vec<u8> {
    let mut stream = BitWriter::default();
    stream.delta(index.forms.len() as u32);
    stream.delta(index.symbols.words.len() as u32);
    let endings = endings(&index.forms);
    stream.delta(endings.len() as u32);
    let spelled: Vec<&str> = endings.iter().map(|(_, ending)| ending.as_str()).collect();
    endings.iter().for_each(|(cut, _)| stream.gamma(*cut));
    strings::put_all(&mut stream, &spelled);
    let ranks: BTreeMap<&Ending, u32> = endings.iter().zip(0..).collect();
    let forms = || index.forms.iter().map(|form| form.form.as_str());
    let last = || std::iter::once("").chain(forms());
    let form_letters = Spelling::new(&mut stream, last().zip(forms()));
    let others =
        || index.symbols.words.iter().map(|surface| (form_of(index, surface), surface.word));
    let others = others().filter(|(form, word)| Casing::of(form, word) == Casing::Other);
    let word_letters = Spelling::new(&mut stream, others);
    let mut words = index.symbols.words.as_slice();
    for (id, (last, form)) in (0..).zip(last().zip(&index.forms)) {
        form_letters.put(&mut stream, last, &form.form);
        let count = words.iter().take_while(|surface| surface.form == id).count();
        let (own, rest) = words.split_at(count);
        put_words(&mut stream, &word_letters, &form.form, own);
        words = rest;
        stream.delta(form.postings.len() as u32);
        if form.postings.len() as u32 > LONG_LIST {
            stream.delta(lists[id as usize]);
        }
        match &form.family {
            Some(family) => {
                stream.put(1, 1);
                stream.gamma(ranks[&ending(&form.form, &stem_of(family))]);
                put_family(&mut stream, id, family, index.forms.len() as u32);
            }
            None => {
                stream.put(0, 1);
                stream.delta(id - form.first);
            }
        }
    }
    stream.finish()
}

fn form_of<'i>(index: &'i Index, surface: &Surface) -> &'i str {
    &index.forms[surface.form as usize].form
}

/// The stem as it stands among the forms.
fn stem_of(family: &Family) -> String {
    let mark = family.members.is_empty().then_some(STEM);
    mark.into_iter().chain(family.stem.chars()).collect()
}

/// The endings of all stems, the most frequent first.
fn endings(forms: &[Form]) -> Vec<Ending> {
    let mut counts: BTreeMap<Ending, u32> = BTreeMap::new();
    for form in forms {
        if let Some(family) = &form.family {
            *counts.entry(ending(&form.form, &stem_of(family))).or_default() += 1;
        }
    }
    let mut endings: Vec<(Ending, u32)> = counts.into_iter().collect();
    endings.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    endings.into_iter().map(|(ending, _)| ending).collect()
}

fn put_words(stream: &mut BitWriter, letters: &Spelling, form: &str, words: &[Surface]) {
    stream.gamma(words.len() as u32);
    for surface in words {
        let casing = Casing::of(form, surface.word);
        stream.put(casing as u32, CASING_BITS);
        if casing == Casing::Other {
            letters.put(stream, form, surface.word);
        }
    }
}

fn put_family(stream: &mut BitWriter, first: u32, family: &Family, forms: u32) {
    stream.gamma(family.members.len() as u32);
    let mut last = first;
    for &member in family.members.iter().skip(1) {
        stream.delta(member - last);
        last = member;
    }
    stream.gamma(family.compounds.len() as u32);
    let k = rice_parameter(family.compounds.len() as u32, forms);
    stream.ascending(family.compounds.iter().copied(), k);
}

/// The lexicon, unfolded.
pub(super) struct Lexicon<'a> {
    bits: &'a [u8],
    count: u32,
    forms: Strings,
    /// The words that are spelled out, and their numbers, ascending.
    others: Strings,
    other_numbers: Vec<u32>,
    /// For every word its form, its casing and, in the lowest bits, its bytes.
    of_words: Vec<u32>,
    /// For every form the number of items that hold it, or [`MANY`].
    items: Vec<u8>,
    /// The forms that many items hold, ascending.
    common: Vec<Common>,
    /// For every form the first one of its family; for that itself the bit where the family
    /// begins, marked by [`FIRST`].
    families: Vec<u32>,
    /// Bytes that each ending takes away.
    cuts: Vec<u32>,
    endings: Strings,
    /// First forms plus one, by the hash of the stem of their family; 0: none. Made when they are
    /// asked for.
    stems: OnceLock<Vec<u32>>,
    /// For every first form the [tail] of its stem; else 0. Likewise.
    tails: OnceLock<Vec<u32>>,
}

/// A form that many items hold.
struct Common {
    form: FormId,
    /// Their number.
    items: u32,
    /// The bits of its list, where they are told; else 0.
    bits: u32,
}

impl<'a> Lexicon<'a> {
    /// Unfolds a lexicon; `None` where it is none.
    pub fn open(bits: &'a [u8]) -> Option<Lexicon<'a>> {
        let mut reader = BitReader::new(bits, 0);
        let [forms, words, endings] = [(); 3].map(|()| reader.delta() as usize);
        // No form, word or ending takes less than a bit.
        let all = 8 * bits.len();
        if forms.max(words).max(endings) > all || forms >> (32 - WORD_BITS) > 0 {
            return None;
        }
        (all < FIRST as usize).then_some(())?;
        let cuts = (0..endings).map(|_| reader.gamma()).collect();
        let endings = strings::take_all(&mut reader, endings)?;
        let mut lexicon = Lexicon {
            bits,
            count: forms as u32,
            forms: Strings::default(),
            others: Strings::default(),
            other_numbers: Vec::new(),
            of_words: Vec::with_capacity(words),
            items: Vec::with_capacity(forms),
            common: Vec::new(),
            families: Vec::with_capacity(forms),
            cuts,
            endings,
            stems: OnceLock::new(),
            tails: OnceLock::new(),
        };
        let letters = [Speller::read(&mut reader)?, Speller::read(&mut reader)?];
        let mut spelled = Growing::with_room(forms);
        for form in 0..forms as u32 {
            spelled.take_after(&letters[0], &mut reader)?;
            lexicon.take_words(&mut reader, form, spelled.last(), &letters[1])?;
            lexicon.take_rest(&mut reader, form)?;
        }
        lexicon.forms = spelled.finish()?;
        lexicon.others.shrink();
        lexicon.other_numbers.shrink_to_fit();
        let is_whole = lexicon.of_words.len() == words && !reader.is_past_end();
        is_whole.then_some(lexicon)
    }

    /// Reads the words of a form.
    #[inline(never)]
    fn take_words(
        &mut self,
        reader: &mut BitReader<'a>,
        form: u32,
        spelled: &[u8],
        letters: &Speller,
    ) -> Option<()> {
        for _ in 0..reader.gamma() {
            let casing = Casing::from_bits(reader.take(CASING_BITS));
            let bytes = match casing {
                Casing::Other => {
                    let mut word = spelled.to_vec();
                    letters.take(reader, 0..spelled.len(), &mut word)?;
                    let word = std::str::from_utf8(&word[spelled.len()..]).ok()?;
                    self.others.push(word);
                    self.other_numbers.push(self.of_words.len() as u32);
                    word.len()
                }
                // Only outside ASCII do capitals have other lengths.
                _ if casing == Casing::Same || spelled.is_ascii() => spelled.len(),
                _ => {
                    let mut word = String::new();
                    casing.write(std::str::from_utf8(spelled).ok()?, &mut word)?;
                    word.len()
                }
            };
            let casing = (casing as u32) << LENGTH_BITS;
            self.of_words.push(form << WORD_BITS | casing | bytes.min(LONG_WORD) as u32);
            if reader.is_past_end() {
                return None;
            }
        }
        Some(())
    }

    /// Reads what follows the words of a form.
    #[inline(never)]
    fn take_rest(&mut self, reader: &mut BitReader<'a>, form: u32) -> Option<()> {
        let items = reader.delta();
        self.items.push(items.min(MANY) as u8);
        if items >= MANY {
            let bits = if items > LONG_LIST { reader.delta() } else { 0 };
            self.common.push(Common { form: FormId(form), items, bits });
        }
        if reader.take(1) == 1 {
            self.families.push(reader.position() as u32 | FIRST);
            let mut after = self.members_reader(reader, form)?;
            let compounds = after.gamma();
            let k = rice_parameter(compounds, self.count);
            (0..compounds).try_for_each(|_| {
                after.rice(k);
                (!after.is_past_end()).then_some(())
            })?;
            *reader = BitReader::new(self.bits, after.position());
        } else {
            let first = form.checked_sub(reader.delta())?;
            let is_first = self.families.get(first as usize).is_some_and(|of| of & FIRST != 0);
            self.families.push(first);
            is_first.then_some(())?;
        }
        Some(())
    }

    /// A reader behind the members of a family.
    fn members_reader(&self, reader: &BitReader<'_>, first: u32) -> Option<BitReader<'a>> {
        let mut reader = BitReader::new(self.bits, reader.position());
        reader.gamma();
        let mut last = first;
        for _ in 1..reader.gamma() {
            last = last.checked_add(reader.delta())?;
            (!reader.is_past_end()).then_some(())?;
        }
        Some(reader)
    }

    /// The first forms of all families.
    fn firsts(&self) -> impl Iterator<Item = FormId> + Clone + '_ {
        let firsts = (0..).zip(&self.families).filter(|(_, of)| *of & FIRST != 0);
        firsts.map(|(form, _)| FormId(form))
    }

    fn stems(&self) -> &[u32] {
        self.stems.get_or_init(|| {
            let mut slots = vec![0; 4 * self.firsts().count() / 3 + 1];
            self.firsts().for_each(|first| self.add_stem(first, &mut slots));
            slots
        })
    }

    /// Not in line, so that a browser may take it up well compiled while it goes on.
    #[inline(never)]
    fn add_stem(&self, first: FormId, slots: &mut [u32]) {
        let (kept, ending) = self.stem(first);
        let free = slots_of(slots, kept, ending).find(|&slot| slots[slot] == 0);
        free.into_iter().for_each(|slot| slots[slot] = first.0 + 1);
    }

    fn tails(&self) -> &[u32] {
        self.tails.get_or_init(|| {
            let mut tails = vec![0; self.families.len()];
            for first in self.firsts() {
                let (kept, ending) = self.stem(first);
                tails[first.index()] = tail(kept, ending);
            }
            tails
        })
    }

    /// Reads the family of a first form.
    fn family_reader(&self, first: FormId) -> BitReader<'a> {
        let bit = self.families.get(first.index()).map_or(0, |of| of & !FIRST);
        BitReader::new(self.bits, bit as usize)
    }

    /// The stem of the family whose first form this is: what it has of that form, and its ending.
    fn stem(&self, first: FormId) -> (&str, &str) {
        let rank = self.family_reader(first).gamma();
        let form = self.forms.get(first.index());
        let cut = self.cuts.get(rank as usize).copied().unwrap_or_default() as usize;
        let kept = form.get(..form.len().saturating_sub(cut)).unwrap_or_default();
        (kept.strip_prefix(STEM).unwrap_or(kept), self.endings.get(rank as usize))
    }

    /// Number of forms; their ids are those below it.
    pub fn form_count(&self) -> u32 {
        self.count
    }

    /// Number of words; their symbols are those below it.
    pub fn word_count(&self) -> u32 {
        self.of_words.len() as u32
    }

    #[inline]
    pub fn form(&self, form: FormId) -> &str {
        self.forms.get(form.index())
    }

    /// Appends a word as it is written.
    #[inline]
    pub fn spell(&self, word: u32, letters: &mut String) {
        let Some(of) = self.of_words.get(word as usize) else { return };
        let form = self.forms.get((of >> WORD_BITS) as usize);
        match Casing::from_bits(of >> LENGTH_BITS) {
            Casing::Same => letters.push_str(form),
            casing => {
                let known = casing.write(form, letters);
                known.unwrap_or_else(|| letters.push_str(self.other(word)));
            }
        }
    }

    /// A word that is spelled out.
    fn other(&self, word: u32) -> &str {
        self.other_numbers.binary_search(&word).map_or("", |at| self.others.get(at))
    }

    /// Whether a word begins with a small letter.
    pub fn is_small(&self, word: u32) -> bool {
        let of = self.of_words.get(word as usize).copied().unwrap_or_default();
        let letters = match Casing::from_bits(of >> LENGTH_BITS) {
            Casing::Same => self.forms.get((of >> WORD_BITS) as usize),
            Casing::Other => self.other(word),
            Casing::Capital | Casing::Capitals => "",
        };
        letters.starts_with(char::is_lowercase)
    }

    /// The bytes of a word.
    #[inline]
    pub fn word_bytes(&self, word: u32) -> usize {
        match self.of_words.get(word as usize).map_or(0, |of| *of as usize & LONG_WORD) {
            LONG_WORD => {
                let mut letters = String::new();
                self.spell(word, &mut letters);
                letters.len()
            }
            bytes => bytes,
        }
    }

    #[inline]
    pub fn form_of(&self, word: u32) -> FormId {
        FormId(self.of_words.get(word as usize).map_or(0, |of| of >> WORD_BITS))
    }

    /// The words that are written forms of a range: they are in the order of their forms.
    pub fn words_of(&self, forms: &std::ops::Range<u32>) -> std::ops::Range<u32> {
        let before = |form| self.of_words.partition_point(|of| of >> WORD_BITS < form) as u32;
        before(forms.start)..before(forms.end)
    }

    /// Number of items that hold a form.
    #[inline]
    pub fn items(&self, form: FormId) -> u32 {
        match u32::from(self.items[form.index()]) {
            MANY => self.common(form).map_or(0, |common| common.items),
            items => items,
        }
    }

    fn common(&self, form: FormId) -> Option<&Common> {
        let at = self.common.binary_search_by_key(&form, |common| common.form).ok()?;
        self.common.get(at)
    }

    /// Bits of a form's list, where they are told.
    pub fn list_bits(&self, form: FormId) -> u32 {
        match u32::from(self.items[form.index()]) {
            MANY => self.common(form).map_or(0, |common| common.bits),
            _ => 0,
        }
    }

    /// The form of these letters.
    pub fn find(&self, form: &str) -> Option<FormId> {
        let at = self.forms.partition_point(|found| found < form);
        let found = at < self.forms.len() && self.forms.get(at) == form && self.items[at] > 0;
        found.then_some(FormId(at as u32))
    }

    /// The forms that begin with these letters.
    pub fn beginning_with(&self, prefix: &str) -> std::ops::Range<u32> {
        let from = self.forms.partition_point(|form| form < prefix);
        let to = self.forms.partition_point(|form| form < prefix || form.starts_with(prefix));
        from as u32..to as u32
    }

    /// The first form after those that begin with the same `bytes` bytes as a form: mostly a few
    /// steps away, so that it is looked for in steps that grow.
    pub fn after_prefix(&self, form: FormId, bytes: usize) -> FormId {
        let Some(prefix) = self.form(form).get(..bytes) else { return FormId(form.0 + 1) };
        let begins = |at: u32| at < self.count && self.form(FormId(at)).starts_with(prefix);
        let (mut last, mut step) = (form.0, 1);
        while begins(last + step) {
            last += step;
            step *= 2;
        }
        while step > 1 {
            step /= 2;
            last += if begins(last + step) { step } else { 0 };
        }
        FormId(last + 1)
    }

    /// The first form of a form's family.
    #[inline]
    pub fn family(&self, form: FormId) -> FormId {
        let of = self.families[form.index()];
        if of & FIRST == 0 { FormId(of) } else { form }
    }

    /// The first form of the family with that stem; it may be one that no item holds.
    pub fn family_of_stem(&self, stem: &str) -> Option<FormId> {
        let slots = self.stems();
        let firsts = slots_of(slots, stem, "").map_while(|slot| slots[slot].checked_sub(1));
        let mut firsts = firsts.map(FormId);
        firsts.find(|&first| {
            let (kept, ending) = self.stem(first);
            stem.strip_prefix(kept) == Some(ending)
        })
    }

    /// The bytes that stand before `end` in the stem of a family, where it ends so.
    fn before_end(&self, first: FormId, end: &str) -> Option<usize> {
        let (kept, ending) = self.stem(first);
        Some(match end.strip_suffix(ending) {
            Some(rest) => kept.strip_suffix(rest)?.len(),
            None => kept.len() + ending.strip_suffix(end)?.len(),
        })
    }

    /// The members of a family that items hold, ascending.
    pub fn members(&self, first: FormId) -> impl Iterator<Item = FormId> + '_ {
        let mut reader = self.family_reader(first);
        reader.gamma();
        let count = reader.gamma();
        let mut member = first.0;
        let members = (0..count).map_while(move |nth| {
            member = if nth == 0 { member } else { member.checked_add(reader.delta())? };
            (member < self.form_count()).then_some(FormId(member))
        });
        members.filter(|&form| self.items(form) > 0)
    }

    /// The compounds that have a part with a family's stem, ascending.
    pub fn compounds(&self, first: FormId) -> impl Iterator<Item = FormId> + '_ {
        let reader = self.members_reader(&self.family_reader(first), first.0);
        let mut reader = reader.unwrap_or(BitReader::new(&[], 0));
        let count = reader.gamma();
        let k = rice_parameter(count, self.form_count());
        let mut next = 0u32;
        (0..count).map_while(move |_| {
            let compound = next.checked_add(reader.rice(k))?;
            next = compound.checked_add(1)?;
            (compound < self.form_count()).then_some(FormId(compound))
        })
    }

    /// The first forms of all families whose stem ends with `end`, with the bytes before that.
    pub fn ending_with<'e>(&'e self, end: &'e str) -> impl Iterator<Item = (FormId, usize)> + 'e {
        let wanted = tail(end, "");
        let bits = 8 * end.len().min(4) as u32;
        let asked = u32::MAX.checked_shr(u32::BITS - bits).unwrap_or(0);
        let fits = move |(_, tail): &(u32, &u32)| (**tail ^ wanted) & asked == 0;
        let firsts = (0..).zip(self.tails()).filter(fits).map(|(form, _)| FormId(form));
        let firsts = firsts.filter(|&form| self.family(form) == form);
        firsts.filter_map(|form| self.before_end(form, end).map(|before| (form, before)))
    }
}

/// The slots in which a stem, given in two pieces, may be, in the order they are tried.
fn slots_of(slots: &[u32], kept: &str, ending: &str) -> impl Iterator<Item = usize> + use<> {
    let slots = slots.len();
    let start = kept.bytes().chain(ending.bytes()).take(4).fold(0, shifted);
    let mut hash = FxHasher::default();
    hash.write_u32(start);
    hash.write_u32(tail(kept, ending));
    hash.write_usize(kept.len() + ending.len());
    let first = hash.finish() as usize % slots;
    (first..slots).chain(0..first)
}

/// The last four bytes of a string in two pieces, the last one lowest.
fn tail(kept: &str, ending: &str) -> u32 {
    let mut last: [u8; 4] = [0; 4];
    let backwards = ending.bytes().rev().chain(kept.bytes().rev());
    last.iter_mut().rev().zip(backwards).for_each(|(last, byte)| *last = byte);
    u32::from_be_bytes(last)
}

fn shifted(bytes: u32, byte: u8) -> u32 {
    bytes << 8 | u32::from(byte)
}
