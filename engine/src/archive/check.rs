//! The checks on opening: after them every number and range leads somewhere.

use super::{Archive, ArchiveError, read};
use std::ops::Range;

type Checked = Result<(), ArchiveError>;

impl Archive<'_> {
    pub(super) fn check(&self) -> Checked {
        self.check_documents()?;
        self.check_places()?;
        self.check_forms()
    }

    fn check_documents(&self) -> Checked {
        let (mut text, mut items, mut paragraphs, mut mentions) = (0, 0, 0, 0);
        for (doc, record) in self.documents.iter().enumerate() {
            let [name, name_end, title, title_end, title_origin, ..] = record;
            let [.., source, source_end, language, language_end, _, _, _, _, _, _, _, _] = record;
            let strings = [
                (name, name_end),
                (title, title_end),
                (source, source_end),
                (language, language_end),
            ];
            let whole = strings.iter().all(|&(start, end)| self.is_string(start, end))
                && read::origin(title_origin).is_some()
                && read::date(record).is_some();
            let [.., t, t_end, i, i_end, p, p_end, m, m_end] = record;
            let follows = [t, i, p, m] == [text, items, paragraphs, mentions]
                && self.texts.get(t as usize..t_end as usize).is_some()
                && i <= i_end
                && p <= p_end
                && m <= m_end
                && self.items.len() >= i_end as usize
                && self.paragraphs.len() >= p_end as usize
                && self.mentions.len() >= m_end as usize;
            require(whole && follows, "documents")?;
            [text, items, paragraphs, mentions] = [t_end, i_end, p_end, m_end];
            let text = &self.texts[t as usize..t_end as usize];
            require(
                read::evidence(record).is_none_or(|range| text.get(range).is_some()),
                "documents",
            )?;
            self.check_items(doc as u32, text, i..i_end, p..p_end)?;
            self.check_paragraphs(text, p..p_end)?;
            self.check_mentions(text, m..m_end)?;
        }
        let ends = [self.texts.len(), self.items.len(), self.paragraphs.len(), self.mentions.len()];
        require(ends == [text, items, paragraphs, mentions].map(|end| end as usize), "documents")
    }

    fn check_items(
        &self,
        doc: u32,
        text: &str,
        items: Range<u32>,
        paragraphs: Range<u32>,
    ) -> Checked {
        let (mut last, mut last_paragraph) = (0, paragraphs.start);
        for at in items {
            let [of, start, end, heading, heading_end, p, p_end, _] = self.items.get(at as usize);
            let sound = of == doc
                && last <= start
                && is_range(text, start, end)
                && is_range(text, heading, heading_end)
                && last_paragraph <= p
                && p < p_end
                && p_end <= paragraphs.end;
            require(sound, "items")?;
            (last, last_paragraph) = (end, p_end);
        }
        Ok(())
    }

    fn check_paragraphs(&self, text: &str, paragraphs: Range<u32>) -> Checked {
        let mut last = 0;
        for at in paragraphs {
            let [start, end, kind] = self.paragraphs.get(at as usize);
            let sound = last <= start && is_range(text, start, end) && read::kind(kind).is_some();
            require(sound, "paragraphs")?;
            last = end;
        }
        Ok(())
    }

    fn check_mentions(&self, text: &str, mentions: Range<u32>) -> Checked {
        let mut last = 0;
        for at in mentions {
            let [start, end, place, role] = self.mentions.get(at as usize);
            let sound = last <= start
                && is_range(text, start, end)
                && (place as usize) < self.places.len()
                && read::role(role).is_some();
            require(sound, "mentions")?;
            last = start;
        }
        Ok(())
    }

    fn check_places(&self) -> Checked {
        let (mut last, mut last_name) = (None, 0);
        for [id, name, name_end, _, _, _, _, from, to, _] in self.places.iter() {
            let sound = last < Some(id)
                && name == last_name
                && name < name_end
                && name_end as usize <= self.names.len()
                && self.is_postings(from, to);
            require(sound, "places")?;
            (last, last_name) = (Some(id), name_end);
        }
        for [start, end] in self.names.iter() {
            require(self.is_string(start, end), "names")?;
        }
        for [start, end, place] in self.keys.iter() {
            let sound = self.is_string(start, end) && (place as usize) < self.places.len();
            require(sound, "keys")?;
        }
        require((0..self.keys.len()).is_sorted_by_key(|at| self.key(at)), "keys")
    }

    fn check_forms(&self) -> Checked {
        for [start, end, from, to, _, family] in self.forms.iter() {
            let sound = self.is_string(start, end)
                && self.is_postings(from, to)
                && (family as usize) < self.families.len();
            require(sound, "forms")?;
        }
        require(
            self.forms.iter().is_sorted_by_key(|[start, end, ..]| self.string(start, end)),
            "forms",
        )?;
        for [start, end, from, to, part_from, part_to] in self.families.iter() {
            let members = self.are_members(from, to) && self.are_members(part_from, part_to);
            require(self.is_string(start, end) && members, "families")?;
        }
        let sorted =
            self.families.iter().is_sorted_by_key(|[start, end, ..]| self.string(start, end));
        require(sorted, "families")?;
        require(self.members.iter().all(|[form]| (form as usize) < self.forms.len()), "members")?;
        for [start, end, form] in self.sounds.iter() {
            let sound = self.is_string(start, end) && (form as usize) < self.forms.len();
            require(sound, "sounds")?;
        }
        let sorted = self.sounds.iter().is_sorted_by_key(|[start, end, _]| self.string(start, end));
        require(sorted, "sounds")
    }

    fn are_members(&self, from: u32, to: u32) -> bool {
        from <= to && to as usize <= self.members.len()
    }

    fn is_string(&self, start: u32, end: u32) -> bool {
        is_range(self.strings, start, end)
    }

    fn is_postings(&self, start: u32, end: u32) -> bool {
        self.postings.get(start as usize..end as usize).is_some()
    }
}

fn is_range(text: &str, start: u32, end: u32) -> bool {
    text.get(start as usize..end as usize).is_some()
}

fn require(sound: bool, part: &'static str) -> Checked {
    if sound { Ok(()) } else { Err(ArchiveError::Inconsistent { part }) }
}
