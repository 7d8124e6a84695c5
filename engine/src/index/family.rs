//! Families: the forms that share a stem, and the compounds that have a part with it.

use super::{Draft, Form, STEM};
use crate::text::{self, Lexicon};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// The forms of a stem.
#[derive(Default)]
pub(crate) struct Family {
    pub stem: String,
    /// Those that have it, ascending; none where only compounds do.
    pub members: Vec<u32>,
    /// Those that have a part with it, ascending.
    pub compounds: Vec<u32>,
}

/// Puts forms in order and in the families of their stems: the forms, the new number of each
/// draft, and the names by their sound.
pub(super) fn families(drafts: Vec<Draft>) -> (Vec<Form>, Vec<u32>, BTreeSet<(String, u32)>) {
    let mut order: Vec<u32> = (0..drafts.len() as u32).collect();
    order.sort_unstable_by_key(|&draft| &drafts[draft as usize].form);
    let families = grouped(&drafts, &order);
    let alone = families.iter().filter(|(_, family)| family.members.is_empty()).count() as u32;
    let mut form_of = vec![0; drafts.len()];
    (alone..).zip(&order).for_each(|(form, &draft)| form_of[draft as usize] = form);
    let mut sounds = BTreeSet::new();
    for (draft, &form) in drafts.iter().zip(&form_of).filter(|(draft, _)| draft.may_be_name()) {
        sounds.insert((text::sound(&draft.form), form));
    }
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    let in_order = order.iter().filter_map(|&draft| drafts[draft as usize].take());
    let known = in_order.map(|draft| Form {
        form: draft.form,
        postings: draft.postings,
        first: 0,
        family: None,
    });
    let stems = families.keys().filter(|stem| families[*stem].members.is_empty());
    let stems = stems.map(|stem| Form {
        form: format!("{STEM}{stem}"),
        postings: Vec::new(),
        first: 0,
        family: None,
    });
    let mut forms: Vec<Form> = stems.chain(known).collect();
    let mut next_alone = 0;
    for (_, mut family) in families {
        family.members.iter_mut().chain(&mut family.compounds).for_each(|form| *form += alone);
        let first = family.members.first().copied().unwrap_or_else(|| {
            next_alone += 1;
            next_alone - 1
        });
        forms[first as usize].first = first;
        family.members.iter().for_each(|&form| forms[form as usize].first = first);
        forms[first as usize].family = Some(family);
    }
    (forms, form_of, sounds)
}

/// The families by stem, with forms as their places in `order`.
fn grouped(drafts: &[Draft], order: &[u32]) -> BTreeMap<String, Family> {
    let in_order = || order.iter().map(|&draft| &drafts[draft as usize]);
    let stems: Vec<String> = in_order().map(|draft| text::stem(&draft.form)).collect();
    let words = in_order().zip(&stems).filter(|(draft, _)| draft.is_word());
    let lexicon = Words {
        forms: in_order()
            .filter(|draft| draft.is_found())
            .map(|draft| draft.form.as_str())
            .collect(),
        stems: words.map(|(_, stem)| stem.as_str()).collect(),
    };
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    for (form, (draft, stem)) in (0..).zip(in_order().zip(&stems)) {
        families.entry(stem.clone()).or_default().members.push(form);
        if draft.is_word() {
            let parts = text::parts(&draft.form, &lexicon).into_iter().map(text::stem);
            for part in parts.collect::<BTreeSet<String>>() {
                families.entry(part).or_default().compounds.push(form);
            }
        }
    }
    for (stem, family) in &mut families {
        family.stem = stem.clone();
    }
    families
}

/// The words of the articles, as what compounds are made of.
struct Words<'f> {
    forms: FxHashSet<&'f str>,
    /// Of forms that are not names.
    stems: FxHashSet<&'f str>,
}

impl Lexicon for Words<'_> {
    fn has_form(&self, form: &str) -> bool {
        self.forms.contains(form)
    }

    fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }
}
