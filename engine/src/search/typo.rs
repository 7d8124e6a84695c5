//! Words that look like a word: slips of the finger.
//!
//! The distance is that of optimal string alignment: inserted, left out and changed letters count
//! one, and so do two neighbours that changed places (Damerau, "A technique for computer detection
//! and correction of spelling errors", 1964; without changing a letter twice).

use crate::archive::{Archive, FormId};

/// Letters from which one slip, and from which two are thought of.
const ONE: usize = 4;
const TWO: usize = 8;

/// The forms other than a word itself that differ least from it: as a whole, or with their
/// beginning where that is nearer. None where the word is too short or holds anything but letters.
/// `fewer` slips than otherwise are thought of.
pub(super) fn similar(archive: &Archive, word: &str, fewer: usize) -> Vec<FormId> {
    let letters: Vec<char> = word.chars().collect();
    let slips: usize = match letters.len() {
        _ if !letters.iter().all(|letter| letter.is_alphabetic()) => 0,
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
        let form = archive.form(at);
        match walk.step(form, slips) {
            Ok(distances) => {
                whole.offer(at, distances.whole);
                begun.offer(at, distances.begun);
                at.0 += 1;
            }
            Err(hopeless) => at = archive.after_prefix(&form[..hopeless]),
        }
    }
    let as_whole = !whole.forms.is_empty() && whole.distance <= begun.distance;
    if as_whole { whole.forms } else { begun.forms }
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
    rows: Vec<Vec<usize>>,
}

impl Walk {
    fn new(word: Vec<char>) -> Walk {
        let first = (0..=word.len()).collect();
        Walk { word, form: Vec::new(), rows: vec![first] }
    }

    /// The distances of the next form; or, where no form that begins so can be within `slips`, the
    /// bytes of that beginning.
    fn step(&mut self, form: &str, slips: usize) -> Result<Distances, usize> {
        let same = self.form.iter().zip(form.chars()).take_while(|(old, new)| **old == *new);
        let same = same.count();
        self.form.truncate(same);
        self.rows.truncate(same + 1);
        for (at, letter) in form.char_indices().skip(same) {
            self.form.push(letter);
            let row = self.row();
            let hopeless = row.iter().all(|&distance| distance > slips) && !self.begins(slips);
            self.rows.push(row);
            if hopeless {
                return Err(at + letter.len_utf8());
            }
        }
        let last = |row: &Vec<usize>| row[self.word.len()];
        let begun = self.rows.iter().map(last).min();
        Ok(Distances {
            whole: self.rows.last().map_or(usize::MAX, last),
            begun: begun.unwrap_or(usize::MAX),
        })
    }

    /// Whether a beginning of the form is the word, but for slips.
    fn begins(&self, slips: usize) -> bool {
        self.rows.iter().any(|row| row[self.word.len()] <= slips)
    }

    /// The row of the form's last letter.
    fn row(&self) -> Vec<usize> {
        let i = self.form.len();
        let above = &self.rows[i - 1];
        let mut row = vec![i];
        for j in 1..=self.word.len() {
            let changed = usize::from(self.word[j - 1] != self.form[i - 1]);
            let mut least = (above[j - 1] + changed).min(above[j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1
                && j > 1
                && self.word[j - 1] == self.form[i - 2]
                && self.word[j - 2] == self.form[i - 1];
            if swapped {
                least = least.min(self.rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        row
    }
}
