//! Words that look like a word: slips of the finger.
//!
//! The distance is that of optimal string alignment: inserted, left out and changed letters count
//! one, and so do two neighbours that changed places (Damerau, "A technique for computer detection
//! and correction of spelling errors", 1964; without changing a letter twice).

use crate::archive::{Archive, FormId};

/// Letters from which one slip, and from which two are thought of.
const ONE: usize = 4;
const TWO: usize = 8;
/// Letters of the longest word that is looked at.
const LONGEST: usize = 60;
/// A distance that is never of use; no row counts further, so that a byte holds it.
const FAR: usize = 100;

/// The forms other than a word itself that differ least from it: as a whole, or with their
/// beginning where that is nearer. None where the word is too short or holds anything but letters.
/// `fewer` slips than otherwise are thought of.
pub(super) fn similar(archive: &Archive, word: &str, fewer: usize) -> Vec<FormId> {
    let letters: Vec<char> = word.chars().collect();
    let slips: usize = match letters.len() {
        _ if !letters.iter().all(|letter| letter.is_alphabetic()) => 0,
        length if length > LONGEST => 0,
        length if length >= TWO => 2,
        length if length >= ONE => 1,
        _ => 0,
    };
    let slips = slips.saturating_sub(fewer);
    if slips == 0 {
        return Vec::new();
    }
    let (mut whole, mut begun) = (Nearest::within(slips), Nearest::within(slips));
    let mut walk = Walk::new(letters);
    let mut at = FormId(0);
    while at.0 < archive.form_count() {
        // What is nearer than the best so far is all that counts.
        let slips = whole.distance.max(begun.distance);
        match walk.step(archive.form(at), slips) {
            Ok(distances) => {
                if archive.form_items(at) > 0 {
                    whole.offer(at, distances.whole);
                    begun.offer(at, distances.begun);
                }
                at.0 += 1;
            }
            Err(hopeless) => at = archive.after_prefix(at, hopeless),
        }
    }
    let as_whole = !whole.forms.is_empty() && whole.distance <= begun.distance;
    if as_whole { whole.forms } else { begun.forms }
}

/// Which names differ from one by one slip, as a whole.
pub(super) struct OneSlip(Walk);

impl OneSlip {
    /// `None` where the name is too short or too long for slips to be thought of.
    pub fn from(name: &str) -> Option<OneSlip> {
        let letters: Vec<char> = name.chars().collect();
        (ONE..=LONGEST).contains(&letters.len()).then(|| OneSlip(Walk::new(letters)))
    }

    /// Whether the name is that near.
    pub fn is(&mut self, name: &str) -> bool {
        self.0.step(name, 1).is_ok_and(|distances| distances.whole == 1)
    }
}

/// The forms at the least distance so far, but not at none.
struct Nearest {
    distance: usize,
    forms: Vec<FormId>,
}

impl Nearest {
    fn within(distance: usize) -> Nearest {
        Nearest { distance, forms: Vec::new() }
    }

    fn offer(&mut self, form: FormId, distance: usize) {
        if (1..self.distance).contains(&distance) {
            (self.distance, self.forms) = (distance, Vec::new());
        }
        if distance == self.distance {
            self.forms.push(form);
        }
    }
}

/// How far a form is from the word, and the nearest of its beginnings.
struct Distances {
    whole: usize,
    begun: usize,
}

/// The table of distances between the word and a form, whose rows stay for the next form as far as
/// that begins with the same letters.
struct Walk {
    word: Vec<char>,
    form: Vec<char>,
    /// For every number of letters of the form the distances to every beginning of the word.
    rows: Vec<u8>,
    /// For every number of letters of the form the least distance of a beginning of it, that long
    /// at most, to the word.
    begun: Vec<u8>,
}

impl Walk {
    fn new(word: Vec<char>) -> Walk {
        let rows: Vec<u8> = (0..=word.len()).map(|at| at.min(FAR) as u8).collect();
        let begun = vec![rows[word.len()]];
        Walk { word, form: Vec::new(), rows, begun }
    }

    /// The distances of the next form; or, where no form that begins so can be within `slips`, the
    /// bytes of that beginning.
    fn step(&mut self, form: &str, slips: usize) -> Result<Distances, usize> {
        let width = self.word.len() + 1;
        let same = self.form.iter().zip(form.chars()).take_while(|(old, new)| **old == *new);
        let same = same.count();
        self.form.truncate(same);
        self.begun.truncate(same + 1);
        self.rows.truncate((same + 1) * width);
        for (at, letter) in form.char_indices().skip(same) {
            self.form.push(letter);
            let least = self.add_row();
            let row_end = self.rows[self.rows.len() - 1];
            let begun = self.begun[self.begun.len() - 1].min(row_end);
            self.begun.push(begun);
            if least > slips && usize::from(begun) > slips {
                return Err(at + letter.len_utf8());
            }
        }
        let whole = usize::from(self.rows[self.rows.len() - 1]);
        Ok(Distances { whole, begun: usize::from(self.begun[self.begun.len() - 1]) })
    }

    /// Adds the row of the form's last letter; answers with the least of it.
    fn add_row(&mut self) -> usize {
        let width = self.word.len() + 1;
        let i = self.form.len();
        let letter = self.form[i - 1];
        let above = (i - 1) * width;
        let mut left = i.min(FAR) as u8;
        let mut least = left;
        self.rows.push(left);
        for j in 1..width {
            let changed = u8::from(self.word[j - 1] != letter);
            let mut here =
                (self.rows[above + j - 1] + changed).min(self.rows[above + j] + 1).min(left + 1);
            let swapped = changed == 1
                && i > 1
                && j > 1
                && self.word[j - 1] == self.form[i - 2]
                && self.word[j - 2] == letter;
            if swapped {
                here = here.min(self.rows[above - width + j - 2] + 1);
            }
            self.rows.push(here);
            left = here;
            least = least.min(here);
        }
        usize::from(least)
    }
}
