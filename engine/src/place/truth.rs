//! Texts in which people marked the places, and how well mentions agree with them.
//!
//! The format is explained in `engine/tests/cases/places/README.md`.

use super::rules::kilometres;
use super::{Gazetteer, Mention, Role};
use crate::ids::GeoId;
use std::collections::BTreeSet;
use std::ops::{AddAssign, Range};

/// Two records of GeoNames within this distance (km) are one town.
const SAME_TOWN: f32 = 5.0;

/// A text with what people marked in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Truth {
    /// The text without the marks.
    pub text: String,
    /// The marks, in order.
    pub marks: Vec<Mark>,
}

/// A marked stretch of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The bytes in [`Truth::text`].
    pub span: Range<usize>,
    /// The place and what the name does; `None` for a trap, which is no place.
    pub place: Option<(GeoId, Role)>,
}

impl Mark {
    fn counts(&self) -> bool {
        self.place.is_some_and(|(_, role)| role.names_the_city())
    }
}

impl Truth {
    /// Reads a text with marks: `[name=id]`, `[name=id:role]` or `[name=-]`.
    ///
    /// # Errors
    /// When a mark is not closed or not of these forms: the line, and what was expected.
    pub fn read(marked: &str) -> Result<Truth, String> {
        let mut truth = Truth::default();
        let mut rest = marked;
        while let Some((before, behind)) = rest.split_once('[') {
            truth.text.push_str(before);
            let line = truth.text.matches('\n').count() + 1;
            let (mark, after) =
                behind.split_once(']').ok_or_else(|| format!("line {line}: `[` without `]`"))?;
            let wrong = || {
                format!(
                    "line {line}: `[{mark}]` should be [name=GeoNames id], [name=id:role] or [name=-]"
                )
            };
            let (name, meaning) = mark.rsplit_once('=').ok_or_else(wrong)?;
            let place = match meaning {
                "-" => None,
                _ => Some(place_of(meaning).ok_or_else(wrong)?),
            };
            let start = truth.text.len();
            truth.text.push_str(name);
            truth.marks.push(Mark { span: start..truth.text.len(), place });
            rest = after;
        }
        truth.text.push_str(rest);
        Ok(truth)
    }

    /// Compares what was found in the text with the marks.
    pub fn score(&self, gazetteer: &Gazetteer, mentions: &[Mention]) -> Score {
        let mut score = Score::default();
        let mut found_places = BTreeSet::new();
        let mut hit = BTreeSet::new();
        for mention in mentions.iter().filter(|mention| mention.role.names_the_city()) {
            let mark = self.marks.iter().find(|mark| mark.span == mention.span);
            if mark.and_then(|mark| mark.place).is_some_and(|(_, r)| r == Role::PartOfName) {
                continue;
            }
            score.found += 1;
            let wanted = mark.filter(|mark| mark.counts()).and_then(|mark| mark.place);
            let right = wanted.filter(|(id, _)| same(gazetteer, *id, mention.place));
            found_places.insert(self.place_meant(gazetteer, mention.place));
            match right {
                Some(_) => _ = hit.insert(mention.span.start),
                None => score.errors.push(self.told("wrong", &mention.span, Some(mention.place))),
            }
            let in_trap = |mark: &&Mark| {
                mark.place.is_none()
                    && mark.span.start < mention.span.end
                    && mention.span.start < mark.span.end
            };
            score.traps_linked += usize::from(self.marks.iter().any(|mark| in_trap(&mark)));
        }
        let counted: Vec<&Mark> = self.marks.iter().filter(|mark| mark.counts()).collect();
        for mark in counted.iter().filter(|mark| !hit.contains(&mark.span.start)) {
            let id = mark.place.map(|(id, _)| id);
            score.errors.push(self.told("missed", &mark.span, id));
        }
        let places: BTreeSet<GeoId> =
            counted.iter().filter_map(|mark| mark.place).map(|(id, _)| id).collect();
        score.right = hit.len();
        score.wanted = counted.len();
        score.pairs_right = places.intersection(&found_places).count();
        score.pairs_found = found_places.len();
        score.pairs_wanted = places.len();
        score.traps = self.marks.iter().filter(|mark| mark.place.is_none()).count();
        score
    }

    /// The id under which the marks know a place that was found.
    fn place_meant(&self, gazetteer: &Gazetteer, found: GeoId) -> GeoId {
        let counted = self.marks.iter().filter(|mark| mark.counts());
        let mut places = counted.filter_map(|mark| mark.place).map(|(id, _)| id);
        places.find(|id| same(gazetteer, *id, found)).unwrap_or(found)
    }

    fn told(&self, what: &str, span: &Range<usize>, place: Option<GeoId>) -> String {
        let before: Vec<char> = self.text[..span.start].chars().rev().take(40).collect();
        let before: String = before.into_iter().rev().collect();
        let behind: String = self.text[span.end..].chars().take(25).collect();
        let name = &self.text[span.clone()];
        let id = place.map_or(String::new(), |id| format!(" ({})", id.0));
        format!("{what}: {before}[{name}]{behind}{id}").replace('\n', " ")
    }
}

fn place_of(meaning: &str) -> Option<(GeoId, Role)> {
    let (id, role) = meaning.split_once(':').unwrap_or((meaning, Role::Literal.name()));
    let roles = [Role::Literal, Role::Metonym, Role::Region, Role::PartOfName];
    let role = roles.into_iter().find(|known| known.name() == role)?;
    Some((GeoId(id.parse().ok()?), role))
}

fn same(gazetteer: &Gazetteer, a: GeoId, b: GeoId) -> bool {
    let point = |id| gazetteer.place(id).map(|place| (place.lat, place.lon));
    a == b || matches!((point(a), point(b)), (Some(a), Some(b)) if kilometres(a, b) <= SAME_TOWN)
}

/// How well mentions agree with marks; scores of several texts add up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Score {
    /// Mentions with the right span and the right place.
    pub right: usize,
    /// Mentions found, without those inside other names.
    pub found: usize,
    /// Mentions marked.
    pub wanted: usize,
    /// Pairs of a text and a place that are right.
    pub pairs_right: usize,
    /// Such pairs found.
    pub pairs_found: usize,
    /// Such pairs marked.
    pub pairs_wanted: usize,
    /// Traps marked.
    pub traps: usize,
    /// Traps taken for a town.
    pub traps_linked: usize,
    /// What went wrong, with some text around.
    pub errors: Vec<String>,
}

impl Score {
    /// F1 of the mentions: 2 · right / (found + wanted); 1 where there is nothing to find.
    pub fn f1(&self) -> f64 {
        f1(self.right, self.found, self.wanted)
    }

    /// F1 of the pairs of a text and a place.
    pub fn pairs_f1(&self) -> f64 {
        f1(self.pairs_right, self.pairs_found, self.pairs_wanted)
    }
}

fn f1(right: usize, found: usize, wanted: usize) -> f64 {
    if found + wanted == 0 { 1.0 } else { 2.0 * right as f64 / (found + wanted) as f64 }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Score) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
        self.pairs_right += other.pairs_right;
        self.pairs_found += other.pairs_found;
        self.pairs_wanted += other.pairs_wanted;
        self.traps += other.traps;
        self.traps_linked += other.traps_linked;
        self.errors.extend(other.errors);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_wrong_ones_named() {
        let truth = Truth::read("In [Kiev=703448] en\n[Best=-], [Kertsj=706524:part-of-name]-brug")
            .unwrap();
        assert_eq!(truth.text, "In Kiev en\nBest, Kertsj-brug");
        let names: Vec<&str> = truth.marks.iter().map(|m| &truth.text[m.span.clone()]).collect();
        assert_eq!(names, ["Kiev", "Best", "Kertsj"]);
        assert_eq!(truth.marks[0].place, Some((GeoId(703448), Role::Literal)));
        assert_eq!(truth.marks[1].place, None);
        for (text, line) in
            [("a\n[Kiev", "line 2"), ("[Kiev]", "line 1"), ("[Kiev=1:town]", "line 1")]
        {
            assert!(Truth::read(text).unwrap_err().starts_with(line), "{text}");
        }
    }
}
