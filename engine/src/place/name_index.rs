//! From a folded name to the gazetteer's spellings of it: the recogniser asks for every capital.

use super::words::Words;

/// The spellings of a folded name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Spellings {
    /// The number of the first; those of one folded name stand together.
    pub first: u32,
    /// How many there are: none where only longer names begin so.
    pub count: u32,
    /// Whether longer names begin with this one and a space.
    pub begins_longer: bool,
}

impl Spellings {
    /// Whether the name with that number is one of them.
    pub fn has(&self, name: u32) -> bool {
        (self.first..self.first + self.count).contains(&name)
    }
}

/// The spellings of every folded name.
#[derive(Debug, Default)]
pub(super) struct NameIndex(Words<Spellings>);

impl NameIndex {
    /// Adds the next name in the order of the gazetteer, folded.
    pub fn add(&mut self, number: u32, folded: &str) {
        let spellings = self.entry(folded);
        if spellings.count == 0 {
            spellings.first = number;
        }
        // Counts up to this name even where a damaged file has another between.
        spellings.count = number - spellings.first + 1;
        for (space, _) in folded.match_indices(' ') {
            self.entry(&folded[..space]).begins_longer = true;
        }
    }

    fn entry(&mut self, folded: &str) -> &mut Spellings {
        // Most words are there already: no key is made for them.
        if !self.0.contains_key(folded) {
            self.0.insert(folded.into(), Spellings::default());
        }
        self.0.entry(folded.into()).or_default()
    }

    /// The spellings of a folded name, if it or a longer one is known.
    pub fn get(&self, folded: &str) -> Option<Spellings> {
        self.0.get(folded).copied()
    }
}
