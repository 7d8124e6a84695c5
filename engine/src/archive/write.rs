//! Writing an archive: its header and the order of its sections.

use super::bits::{BitWriter, rice_parameter};
use super::wire::put;
use super::{FORMAT_VERSION, HEADER, MAGIC, SECTIONS, SUMMED};
use super::{alike, begun, documents, lexicon, places, postings, symbols};
use crate::index::Index;
use crate::text::ANALYSIS_VERSION;
use xxhash_rust::xxh3::xxh3_64;

/// The bytes of an atlas: the same for the same index.
pub(crate) fn write(index: &Index) -> Vec<u8> {
    let (lists, lengths) = postings::write(index);
    let mut model = BitWriter::default();
    let code = symbols::Writer::new(&mut model, index);
    let (documents, prose) = documents::write(index, &code);
    archive([
        documents,
        places::write(index.places),
        lexicon::write(index, &lengths),
        model.finish(),
        prose,
        lists,
        begun::write(index),
        sounds(index),
        alike::write(&index.folds, index.item_lengths.len()),
    ])
}

/// The names by the hash of their sound: how many; for each the gap between hashes, and the form.
fn sounds(index: &Index) -> Vec<u8> {
    let mut names: Vec<(u16, u32)> =
        index.sounds.iter().map(|(sound, form)| (super::sound_hash(sound), *form)).collect();
    names.sort_unstable();
    let mut stream = BitWriter::default();
    stream.delta(names.len() as u32);
    let k = rice_parameter(names.len() as u32, 1 << 16);
    let width = super::form_bits(index.forms.len() as u32);
    let mut last = 0;
    for (hash, form) in names {
        stream.rice(u32::from(hash - last), k);
        stream.put(form, width);
        last = hash;
    }
    stream.finish()
}

fn archive(sections: [Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend([0; 8]);
    put(&mut bytes, [FORMAT_VERSION, ANALYSIS_VERSION]);
    let mut end = HEADER as u32;
    for section in &sections {
        put(&mut bytes, [end, end + section.len() as u32]);
        end += section.len() as u32;
    }
    sections.iter().for_each(|section| bytes.extend(section));
    let checksum = xxh3_64(&bytes[SUMMED..]);
    bytes[8..SUMMED].copy_from_slice(&checksum.to_le_bytes());
    bytes
}
