//! Writing an archive: the layout that the parent module's head describes.

use super::wire::put;
use super::{FORMAT_VERSION, HEADER, MAGIC, SECTIONS, SUMMED};
use crate::ids::ItemId;
use crate::index::{self, Form, Index, Named};
use crate::place::Role;
use crate::seed::{Article, Origin, ParagraphKind, Suggestion};
use crate::text::{self, ANALYSIS_VERSION};
use crate::time::Period;
use crate::varint;
use chrono::Datelike;
use std::collections::BTreeSet;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// The bytes of an atlas: the same for the same index.
pub(crate) fn write(index: &Index) -> Vec<u8> {
    let mut parts = Parts::default();
    parts.documents(index);
    parts.places(&index.places);
    parts.forms(index);
    parts.archive()
}

/// The sections as they grow.
#[derive(Default)]
struct Parts {
    texts: String,
    strings: String,
    documents: Vec<u8>,
    items: Vec<u8>,
    paragraphs: Vec<u8>,
    mentions: Vec<u8>,
    places: Vec<u8>,
    names: Vec<u8>,
    keys: Vec<u8>,
    forms: Vec<u8>,
    families: Vec<u8>,
    members: Vec<u8>,
    sounds: Vec<u8>,
    postings: Vec<u8>,
}

impl Parts {
    fn documents(&mut self, index: &Index) {
        let (mut first_paragraph, mut first_mention) = (0, 0);
        for (doc, first_item) in index::first_items(&index.articles) {
            let article = &index.articles[doc.index()];
            let mentions = &index.mentions[doc.index()];
            let firsts = [first_item, first_paragraph, first_mention];
            self.document(article, firsts, mentions.len() as u32);
            self.items(doc.0, firsts, article, &index.item_lengths);
            for paragraph in &article.paragraphs {
                let [start, end] = bounds(&paragraph.span);
                put(&mut self.paragraphs, [start, end, kind_code(paragraph.kind)]);
            }
            for mention in mentions {
                let [start, end] = bounds(&mention.span);
                put(&mut self.mentions, [start, end, mention.place.0, role_code(mention.role)]);
            }
            first_paragraph += article.paragraphs.len() as u32;
            first_mention += mentions.len() as u32;
        }
    }

    /// `firsts`: numbers of the document's first item, paragraph and mention.
    fn document(&mut self, article: &Article, firsts: [u32; 3], mentions: u32) {
        let [item, paragraph, mention] = firsts;
        let [name, name_end] = self.string(&article.doc);
        let [title, title_end] = self.string(&article.title.text);
        let [precision, date, date_origin] = date_code(article.dating.date);
        let [day, month, year, evidence, evidence_end] =
            suggestion_code(article.dating.suggestion.as_ref());
        let [source, source_end] = self.string(article.source.as_deref().unwrap_or(""));
        let [language, language_end] = self.string(&article.language);
        let text = self.texts.len() as u32;
        self.texts.push_str(&article.text);
        let record = [
            name,
            name_end,
            title,
            title_end,
            origin_code(article.title.origin),
            precision,
            date,
            date_origin,
            day,
            month,
            year,
            evidence,
            evidence_end,
            source,
            source_end,
            language,
            language_end,
            text,
            self.texts.len() as u32,
            item,
            item + article.items.len() as u32,
            paragraph,
            paragraph + article.paragraphs.len() as u32,
            mention,
            mention + mentions,
        ];
        put(&mut self.documents, record);
    }

    fn items(&mut self, doc: u32, firsts: [u32; 3], article: &Article, lengths: &[u32]) {
        let [first_item, first_paragraph, _] = firsts;
        for (nth, item) in article.items.iter().enumerate() {
            let [start, end] = bounds(&item.span);
            let [heading, heading_end] = bounds(item.heading.as_ref().unwrap_or(&(0..0)));
            let [from, to] = bounds(&item.paragraphs).map(|at| first_paragraph + at);
            let length = lengths[first_item as usize + nth];
            put(&mut self.items, [doc, start, end, heading, heading_end, from, to, length]);
        }
    }

    fn places(&mut self, places: &[Named]) {
        let mut keys = BTreeSet::new();
        for (id, Named { entry, items }) in places.iter().enumerate() {
            let place = &entry.place;
            let first_name = (self.names.len() / 8) as u32;
            let others: BTreeSet<&String> = entry.names.iter().collect();
            let others = others.into_iter().filter(|name| **name != place.name);
            for name in std::iter::once(&place.name).chain(others) {
                let string = self.string(name);
                put(&mut self.names, string);
                keys.insert((text::name_key(name), id as u32));
            }
            let from = self.postings.len() as u32;
            self.place_postings(items);
            let record = [
                place.id.0,
                first_name,
                (self.names.len() / 8) as u32,
                u32::from(u16::from_le_bytes(place.country)),
                degrees_code(place.lat),
                degrees_code(place.lon),
                place.population,
                from,
                self.postings.len() as u32,
                items.len() as u32,
            ];
            put(&mut self.places, record);
        }
        for (key, place) in keys.into_iter().filter(|(key, _)| !key.is_empty()) {
            let [start, end] = self.string(&key);
            put(&mut self.keys, [start, end, place]);
        }
    }

    fn place_postings(&mut self, items: &[(ItemId, u32)]) {
        let mut last = 0;
        for (item, count) in items {
            varint::put(&mut self.postings, item.0 - last);
            varint::put(&mut self.postings, *count);
            last = item.0;
        }
    }

    fn forms(&mut self, index: &Index) {
        for (form, entry) in &index.forms {
            let [start, end] = self.string(form);
            let from = self.postings.len() as u32;
            self.form_postings(entry);
            let to = self.postings.len() as u32;
            let items = entry.postings.len() as u32;
            put(&mut self.forms, [start, end, from, to, items, entry.family]);
        }
        for (stem, family) in &index.families {
            let [start, end] = self.string(stem);
            let [from, to] = self.members(&family.members);
            let [part_from, part_to] = self.members(&family.compounds);
            put(&mut self.families, [start, end, from, to, part_from, part_to]);
        }
        for (sound, form) in &index.sounds {
            let [start, end] = self.string(sound);
            put(&mut self.sounds, [start, end, *form]);
        }
    }

    fn members(&mut self, forms: &[u32]) -> [u32; 2] {
        let from = (self.members.len() / 4) as u32;
        forms.iter().for_each(|&form| put(&mut self.members, [form]));
        [from, (self.members.len() / 4) as u32]
    }

    fn form_postings(&mut self, form: &Form) {
        let mut last_item = 0;
        for posting in &form.postings {
            let mut occurrences = Vec::new();
            let mut last = 0;
            for occurrence in &posting.occurrences {
                varint::put(
                    &mut occurrences,
                    2 * (occurrence.position - last) + u32::from(occurrence.heading),
                );
                last = occurrence.position;
            }
            let headings = posting.occurrences.iter().filter(|o| o.heading).count();
            varint::put(&mut self.postings, posting.item.0 - last_item);
            varint::put(&mut self.postings, (posting.occurrences.len() - headings) as u32);
            varint::put(&mut self.postings, headings as u32);
            varint::put(&mut self.postings, occurrences.len() as u32);
            self.postings.extend(occurrences);
            last_item = posting.item.0;
        }
    }

    /// Keeps a string and returns its range.
    fn string(&mut self, string: &str) -> [u32; 2] {
        let start = self.strings.len() as u32;
        self.strings.push_str(string);
        [start, self.strings.len() as u32]
    }

    fn archive(self) -> Vec<u8> {
        let sections: [&[u8]; SECTIONS] = [
            self.texts.as_bytes(),
            self.strings.as_bytes(),
            &self.documents,
            &self.items,
            &self.paragraphs,
            &self.mentions,
            &self.places,
            &self.names,
            &self.keys,
            &self.forms,
            &self.families,
            &self.members,
            &self.sounds,
            &self.postings,
        ];
        let mut bytes = MAGIC.to_vec();
        bytes.extend([0; 8]);
        put(&mut bytes, [FORMAT_VERSION, ANALYSIS_VERSION]);
        let mut end = HEADER as u32;
        for section in sections {
            put(&mut bytes, [end, end + section.len() as u32]);
            end += section.len() as u32;
        }
        sections.iter().for_each(|section| bytes.extend(*section));
        let checksum = xxh3_64(&bytes[SUMMED..]);
        bytes[8..SUMMED].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }
}

fn bounds(range: &Range<usize>) -> [u32; 2] {
    [range.start as u32, range.end as u32]
}

/// Hundred-thousandths of a degree, about a metre.
fn degrees_code(degrees: f32) -> u32 {
    (f64::from(degrees) * 1e5).round() as i32 as u32
}

fn date_code(date: Option<(Period, Origin)>) -> [u32; 3] {
    let Some((period, origin)) = date else { return [0; 3] };
    let (precision, number) = match period {
        Period::Year(year) => (1, year),
        Period::Month(month) => (2, month.number()),
        Period::Day(day) => (3, day.num_days_from_ce()),
    };
    [precision, number as u32, origin_code(origin)]
}

fn suggestion_code(suggestion: Option<&Suggestion>) -> [u32; 5] {
    let Some(suggestion) = suggestion else { return [0; 5] };
    let [start, end] = bounds(&suggestion.evidence);
    let year = suggestion.year.unwrap_or(0) as u32;
    [suggestion.day, suggestion.month, year, start, end]
}

fn origin_code(origin: Origin) -> u32 {
    match origin {
        Origin::Text => 0,
        Origin::Editor => 1,
        Origin::Derived => 2,
    }
}

fn kind_code(kind: ParagraphKind) -> u32 {
    match kind {
        ParagraphKind::Body => 0,
        ParagraphKind::Heading => 1,
        ParagraphKind::Caption => 2,
        ParagraphKind::Boilerplate => 3,
    }
}

fn role_code(role: Role) -> u32 {
    match role {
        Role::Literal => 0,
        Role::Metonym => 1,
        Role::Region => 2,
        Role::PartOfName => 3,
        Role::Country => 4,
        Role::Adjective => 5,
        Role::Facility => 6,
    }
}
