//! From a folded name to the gazetteer's spellings of it: the recogniser asks for every capital.

use super::fold::fold_into;
use super::words::Words;

/// The spellings of a folded name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Spellings {
    /// Where they begin in the index: a number for the folded name.
    pub first: u32,
    /// How many there are: none where only longer names begin so.
    pub count: u32,
    /// Whether longer names begin with this one and a space.
    pub begins_longer: bool,
}

/// The spellings of every folded name.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    spellings: Words<Spellings>,
    /// The numbers of the names, those that fold alike together, ascending among themselves.
    names: Vec<u32>,
}

impl NameIndex {
    /// The index of these names; their numbers are their places in the row.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> NameIndex {
        let mut index = NameIndex::default();
        // By number of the name that of its folded form, in the order in which these appear.
        let (mut forms, mut form_count, mut folded) = (Vec::new(), 0, String::new());
        for name in names {
            folded.clear();
            fold_into(name, &mut folded);
            let spellings = index.entry(&folded);
            if spellings.count == 0 {
                spellings.first = form_count;
                form_count += 1;
            }
            spellings.count += 1;
            forms.push(spellings.first);
            for (space, _) in folded.match_indices(' ') {
                index.entry(&folded[..space]).begins_longer = true;
            }
        }
        let starts = starts(&forms, form_count as usize);
        for spellings in index.spellings.values_mut().filter(|spellings| spellings.count > 0) {
            spellings.first = starts[spellings.first as usize];
        }
        index.names = grouped(&forms, starts);
        index
    }

    fn entry(&mut self, folded: &str) -> &mut Spellings {
        // Most words are there already: no key is made for them.
        if !self.spellings.contains_key(folded) {
            self.spellings.insert(folded.into(), Spellings::default());
        }
        self.spellings.entry(folded.into()).or_default()
    }

    /// The spellings of a folded name, if it or a longer one is known.
    pub fn get(&self, folded: &str) -> Option<Spellings> {
        self.spellings.get(folded).copied()
    }

    /// The numbers of names that fold alike, ascending.
    pub fn names(&self, spellings: Spellings) -> &[u32] {
        &self.names[spellings.first as usize..][..spellings.count as usize]
    }
}

/// Where each form begins in a row of the names by form.
fn starts(forms: &[u32], count: usize) -> Vec<u32> {
    let mut starts = vec![0; count + 1];
    forms.iter().for_each(|form| starts[*form as usize + 1] += 1);
    for form in 0..count {
        starts[form + 1] += starts[form];
    }
    starts
}

/// The numbers of the names by form.
fn grouped(forms: &[u32], mut next: Vec<u32>) -> Vec<u32> {
    let mut names = vec![0; forms.len()];
    for (name, form) in forms.iter().enumerate() {
        let slot = &mut next[*form as usize];
        names[*slot as usize] = name as u32;
        *slot += 1;
    }
    names
}
