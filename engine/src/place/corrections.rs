//! What the reader puts right: another place for a name, no place at all, or a name to find.
//!
//! A JSON file, `corrections.json` in the seeds folder or exported by the page:
//!
//! ```json
//! {
//!   "version": 1,
//!   "corrections": [
//!     { "do": "link", "name": "Essen", "place": 2798615, "doc": "2022/brand" },
//!     { "do": "not-a-place", "name": "Best", "doc": "liveblog", "start": 120, "end": 124 },
//!     { "do": "add", "name": "Wuhledar", "place": 690823 }
//!   ]
//! }
//! ```
//!
//! | key | holds |
//! |---|---|
//! | `do` | `link`: what was found under this name is that place; `not-a-place`: it is none; `add`: as `link`, and the name is also found where the recogniser saw none |
//! | `name` | the name as the text writes it; found mentions are compared without case and accents |
//! | `place` | GeoNames id, for `link` and `add` |
//! | `doc` | only in the document of that name; without it in the whole atlas |
//! | `start`, `end` | only this mention of the document, in Unicode scalar values |
//!
//! The narrower holds over the wider, of the equally wide the later over the earlier.

use super::fold::fold;
use super::{Mention, PlaceKind, Role};
use crate::ids::GeoId;
use crate::sort;
use crate::text::line_and_column;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

/// The name of the file in the seeds folder.
pub const CORRECTIONS_FILE: &str = "corrections.json";

/// The version of the format that is read and written.
const VERSION: u32 = 1;

/// What a reader corrected, in the order in which it was done.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Corrections(Vec<Correction>);

/// One correction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// What it does.
    pub action: Action,
    /// The name as the text writes it.
    pub name: String,
    /// Where it holds.
    pub scope: Scope,
}

/// What a correction does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// What was found is this place.
    Link(GeoId),
    /// What was found is no place.
    NotAPlace,
    /// The name is this place, also where nothing was found.
    Add(GeoId),
}

/// Where a correction holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// In every document.
    Atlas,
    /// In the document of that name.
    Document(String),
    /// At one mention of the document of that name, in Unicode scalar values.
    Mention(String, Range<ScalarOffset>),
}

/// A number of Unicode scalar values.
pub type ScalarOffset = usize;

/// Why a file holds no corrections.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CorrectionsError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

impl fmt::Display for CorrectionsError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message)
    }
}

impl std::error::Error for CorrectionsError {}

/// A correction as the file writes it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "do")]
    action: Verb,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Verb {
    Link,
    NotAPlace,
    Add,
}

/// A file of corrections, in whatever notation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    version: u32,
    corrections: Vec<Written>,
}

/// Every key of a file, for notations whose reader passes over those it does not know.
pub const KEYS: [&str; 8] =
    ["version", "corrections", "do", "name", "place", "doc", "start", "end"];

impl TryFrom<Written> for Correction {
    type Error = String;

    fn try_from(written: Written) -> Result<Correction, String> {
        let name = written.name;
        if fold(&name).is_empty() {
            return Err("`name` should be a name of at least one letter".to_owned());
        }
        let action = match (written.action, written.place) {
            (Verb::Link, Some(id)) => Action::Link(GeoId(id)),
            (Verb::Add, Some(id)) => Action::Add(GeoId(id)),
            (Verb::NotAPlace, None) => Action::NotAPlace,
            (Verb::NotAPlace, Some(_)) => {
                return Err(format!("{name}: `not-a-place` goes without `place`"));
            }
            (_, None) => return Err(format!("{name}: `place` is missing, a GeoNames id")),
        };
        let scope = match (written.doc, written.start, written.end) {
            (None, None, None) => Scope::Atlas,
            (Some(doc), None, None) => Scope::Document(doc),
            (Some(doc), Some(start), Some(end)) if start < end => Scope::Mention(doc, start..end),
            _ => {
                return Err(format!(
                    "{name}: `start` and `end` go together, the first the smaller, and with `doc`"
                ));
            }
        };
        Ok(Correction { action, name, scope })
    }
}

impl From<Correction> for Written {
    fn from(correction: Correction) -> Written {
        let (action, place) = match correction.action {
            Action::Link(id) => (Verb::Link, Some(id.0)),
            Action::NotAPlace => (Verb::NotAPlace, None),
            Action::Add(id) => (Verb::Add, Some(id.0)),
        };
        let (doc, range) = match correction.scope {
            Scope::Atlas => (None, None),
            Scope::Document(doc) => (Some(doc), None),
            Scope::Mention(doc, range) => (Some(doc), Some(range)),
        };
        let (start, end) = range.map(|range| (range.start, range.end)).unzip();
        Written { action, name: correction.name, place, doc, start, end }
    }
}

impl Corrections {
    /// Reads a file of corrections.
    ///
    /// # Errors
    /// Where the text is no JSON, of another version, or not as told at the head of this module:
    /// the line and column, and what was expected.
    pub fn parse(text: &str) -> Result<Corrections, CorrectionsError> {
        let file: File = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            // The position has fields of its own.
            let message = message.rsplit_once(" at line ").map_or(&*message, |(before, _)| before);
            CorrectionsError {
                line: error.line(),
                column: error.column(),
                message: message.to_owned(),
            }
        })?;
        Corrections::of_file(file).map_err(|(number, message)| {
            let (line, column) = number.map_or((1, 1), |number| position(text, number));
            CorrectionsError { line, column, message }
        })
    }

    /// Understands a file.
    ///
    /// # Errors
    /// What was expected, and the number of the correction from 0; `None`: of another version.
    pub fn of_file(file: File) -> Result<Corrections, (Option<usize>, String)> {
        if file.version != VERSION {
            let version = file.version;
            let message = format!("corrections of version {version}; this program reads {VERSION}");
            return Err((None, message));
        }
        let read = |(number, written)| {
            Correction::try_from(written).map_err(|message| (Some(number), message))
        };
        let corrections: Result<Vec<Correction>, _> =
            file.corrections.into_iter().enumerate().map(read).collect();
        corrections.map(Corrections)
    }

    /// The file that [`Corrections::of_file`] understands and, as JSON, [`Corrections::parse`].
    pub fn to_file(&self) -> File {
        let corrections = self.0.iter().cloned().map(Written::from).collect();
        File { version: VERSION, corrections }
    }

    /// Adds a correction; an earlier one of the same name and scope is replaced.
    pub fn push(&mut self, correction: Correction) {
        self.0.retain(|old| (&old.name, &old.scope) != (&correction.name, &correction.scope));
        self.0.push(correction);
    }

    /// Takes back what was corrected of a name in a scope.
    pub fn withdraw(&mut self, name: &str, scope: &Scope) {
        self.0.retain(|old| (&*old.name, &old.scope) != (name, scope));
    }

    /// The corrections, in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.0.iter()
    }

    /// The names that were added for a place.
    pub fn names_added(&self, place: GeoId) -> impl Iterator<Item = &str> {
        let added = move |correction: &&Correction| correction.action == Action::Add(place);
        self.0.iter().filter(added).map(|correction| &*correction.name)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Applies the corrections to the mentions that were found in a document (in order, without
    /// overlap), and tells which of them (by number) fitted anything. `kind` tells of a place what
    /// it is; corrections to a place that it does not know are left out.
    ///
    /// Time is linear in the text for every name that is added.
    pub fn apply(
        &self,
        doc: &str,
        text: &str,
        found: Vec<Mention>,
        kind: &dyn Fn(GeoId) -> Option<PlaceKind>,
    ) -> (Vec<Mention>, BTreeSet<usize>) {
        let document = Document::of(self, doc, text, kind);
        if document.here.is_empty() {
            return (found, BTreeSet::new());
        }
        document.correct(found)
    }
}

/// The corrections that can hold in one document.
struct Document<'c> {
    text: &'c str,
    /// Number and correction, with the bytes of a single mention; the last that fits is right.
    here: Vec<(usize, &'c Correction, Option<Range<usize>>)>,
    kind: &'c dyn Fn(GeoId) -> Option<PlaceKind>,
}

impl<'c> Document<'c> {
    fn of(
        all: &'c Corrections,
        doc: &str,
        text: &'c str,
        kind: &'c dyn Fn(GeoId) -> Option<PlaceKind>,
    ) -> Document<'c> {
        let holds = |(number, correction): (usize, &'c Correction)| match &correction.scope {
            Scope::Atlas => Some((number, correction, None)),
            Scope::Document(name) => (name == doc).then_some((number, correction, None)),
            Scope::Mention(name, scalars) if name == doc => {
                let bytes = byte(text, scalars.start)?..byte(text, scalars.end)?;
                Some((number, correction, Some(bytes)))
            }
            Scope::Mention(..) => None,
        };
        let mut here: Vec<_> = all.0.iter().enumerate().filter_map(holds).collect();
        let width = |scope: &Scope| match scope {
            Scope::Atlas => 0,
            Scope::Document(_) => 1,
            Scope::Mention(..) => 2,
        };
        sort::by_key(&mut here, |(number, correction, _)| (width(&correction.scope), *number));
        Document { text, here, kind }
    }

    fn correct(&self, found: Vec<Mention>) -> (Vec<Mention>, BTreeSet<usize>) {
        let mut used = BTreeSet::new();
        let mut mentions = Vec::with_capacity(found.len());
        let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
        for mention in found {
            taken.insert((mention.span.start, mention.span.end));
            let Some((number, action)) = self.fitting(&mention.span) else {
                mentions.push(mention);
                continue;
            };
            used.insert(number);
            mentions.extend(self.linked(mention.span, action, Some(mention.role)));
        }
        for (_, correction, bytes) in self.here.iter().rev() {
            if !matches!(correction.action, Action::Add(_)) {
                continue;
            }
            for span in self.occurrences(&correction.name, bytes.as_ref()) {
                let free = taken.range(..(span.end, 0)).next_back();
                if free.is_some_and(|(_, end)| *end > span.start) {
                    continue;
                }
                taken.insert((span.start, span.end));
                let Some((number, action)) = self.fitting(&span) else { continue };
                if !matches!(action, Action::Link(_)) {
                    used.insert(number);
                    mentions.extend(self.linked(span, action, None));
                }
            }
        }
        sort::by_key(&mut mentions, |mention| mention.span.start);
        (mentions, used)
    }

    /// The correction that holds for a span: its number and what it does.
    fn fitting(&self, span: &Range<usize>) -> Option<(usize, Action)> {
        let name = fold(self.text.get(span.clone())?);
        let fits = |(_, correction, bytes): &&(usize, &Correction, Option<Range<usize>>)| {
            bytes.as_ref().is_none_or(|bytes| bytes == span) && fold(&correction.name) == name
        };
        let (number, correction, _) = self.here.iter().rev().find(fits)?;
        Some((*number, correction.action))
    }

    fn linked(&self, span: Range<usize>, action: Action, role: Option<Role>) -> Option<Mention> {
        let (Action::Link(place) | Action::Add(place)) = action else { return None };
        let role = match (self.kind)(place)? {
            PlaceKind::Region => Role::Region,
            PlaceKind::Country => Role::Country,
            PlaceKind::City => role.filter(|role| role.counts()).unwrap_or(Role::Literal),
        };
        Some(Mention { span, place, role })
    }

    /// The whole words of the text that are written so, or the one span that is asked for.
    fn occurrences(&self, name: &str, bytes: Option<&Range<usize>>) -> Vec<Range<usize>> {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |span: &Range<usize>| {
            !letter(self.text[..span.start].chars().next_back())
                && !letter(self.text[span.end..].chars().next())
                && bytes.is_none_or(|bytes| bytes == span)
        };
        let spans = self.text.match_indices(name).map(|(at, name)| at..at + name.len());
        spans.filter(whole).collect()
    }
}

/// Line and column of a correction by its number in a file that reads: those of its key `do`.
pub(crate) fn position(file: &str, number: usize) -> (usize, usize) {
    const KEY: &str = "\"do\"";
    let is_key = |at: &usize| file[at + KEY.len()..].trim_start().starts_with(':');
    let mut keys = file.match_indices(KEY).map(|(at, _)| at).filter(is_key);
    line_and_column(file, keys.nth(number).unwrap_or_default())
}

/// The byte at which a scalar value of a text begins, or its end.
fn byte(text: &str, scalars: usize) -> Option<usize> {
    let mut borders = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    borders.nth(scalars)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ESSEN_BE: GeoId = GeoId(2798615);
    const ESSEN_DE: GeoId = GeoId(2928810);
    const KRIM: GeoId = GeoId(703883);
    const TEXT: &str = "Éen: Essen, ESSEN en Best. Essense Wuhledar, Essen.";

    fn kind(id: GeoId) -> Option<PlaceKind> {
        match id {
            ESSEN_BE | ESSEN_DE => Some(PlaceKind::City),
            KRIM => Some(PlaceKind::Region),
            _ => None,
        }
    }

    fn found() -> Vec<Mention> {
        let names = ["Essen,", "ESSEN", "Best"];
        let mention = |name: &str| {
            let start = TEXT.find(name).unwrap();
            let end = start + name.trim_end_matches(',').len();
            Mention { span: start..end, place: ESSEN_DE, role: Role::Metonym }
        };
        names.map(mention).to_vec()
    }

    /// The words and places of the mentions in document `d` after the corrections of a file.
    fn after(corrections: &str) -> (Vec<(&'static str, u32, Role)>, Vec<usize>) {
        let file = format!(r#"{{ "version": 1, "corrections": [{corrections}] }}"#);
        let corrections = Corrections::parse(&file).unwrap();
        let (mentions, used) = corrections.apply("d", TEXT, found(), &kind);
        let told = |m: &Mention| (&TEXT[m.span.clone()], m.place.0, m.role);
        (mentions.iter().map(told).collect(), used.into_iter().collect())
    }

    #[test]
    fn the_narrower_holds_over_the_wider_and_the_later_over_the_earlier() {
        let (mentions, used) = after(
            r#"{ "do": "not-a-place", "name": "Best" },
               { "do": "link", "name": "Essen", "place": 2798615, "doc": "d", "start": 5, "end": 10 },
               { "do": "not-a-place", "name": "Essen", "doc": "other" },
               { "do": "link", "name": "essen", "place": 1 },
               { "do": "link", "name": "Essen", "place": 703883 }"#,
        );
        let wanted = [("Essen", 2798615, Role::Metonym), ("ESSEN", 703883, Role::Region)];
        assert_eq!((&mentions[..], &used[..]), (&wanted[..], &[0, 1, 4][..]));
    }

    #[test]
    fn names_are_added_as_whole_words_where_nothing_was_found() {
        let (mentions, used) = after(
            r#"{ "do": "add", "name": "Essen", "place": 2798615 },
               { "do": "add", "name": "Wuhledar", "place": 2928810 },
               { "do": "add", "name": "Wuhledar", "place": 99, "doc": "other" }"#,
        );
        let words: Vec<&str> = mentions.iter().map(|(word, ..)| *word).collect();
        assert_eq!(words, ["Essen", "ESSEN", "Best", "Wuhledar", "Essen"]);
        assert_eq!(mentions[4], ("Essen", 2798615, Role::Literal));
        assert_eq!(used, [0, 1]);
        // What is said to be no place at one spot is not added there.
        let last = TEXT.chars().count() - 6;
        let spot = format!(
            r#"{{ "do": "add", "name": "Essen", "place": 2798615 }},
               {{ "do": "not-a-place", "name": "Essen", "doc": "d", "start": {last}, "end": {} }}"#,
            last + 5
        );
        assert_eq!(after(&spot).0.len(), 3);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut corrections = Corrections::default();
        let link = |id, scope| Correction { action: Action::Link(id), name: "Essen".into(), scope };
        corrections.push(link(ESSEN_DE, Scope::Document("d".into())));
        corrections.push(link(ESSEN_BE, Scope::Document("d".into())));
        corrections.push(Correction {
            action: Action::NotAPlace,
            name: "Best \"x\"".into(),
            scope: Scope::Mention("d".into(), 3..7),
        });
        assert_eq!(corrections.iter().count(), 2);
        let json = serde_json::to_string(&corrections.to_file()).unwrap();
        assert_eq!(Corrections::parse(&json).unwrap(), corrections);
        corrections.withdraw("Essen", &Scope::Document("d".into()));
        assert_eq!(corrections.iter().count(), 1);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong = |lines: &str| Corrections::parse(lines).unwrap_err().to_string();
        let with = |correction: &str| {
            wrong(&format!("{{ \"version\": 1, \"corrections\": [\n{correction}\n] }}"))
        };
        assert!(wrong("no").starts_with("line 1, column 2: expected"));
        assert!(wrong(r#"{ "version": 9, "corrections": [] }"#).contains("version 9"));
        for (correction, message) in [
            (r#"{ "do": "move", "name": "x" }"#, "unknown variant `move`"),
            (r#"{ "do": "link", "name": "Essen" }"#, "Essen: `place` is missing"),
            (r#"{ "do": "not-a-place", "name": "x", "start": 3 }"#, "go together"),
            (r#"{ "do": "not-a-place", "name": "x", "plaats": 3 }"#, "unknown field `plaats`"),
            (r#"{ "do": "not-a-place", "name": "-" }"#, "at least one letter"),
        ] {
            let told = with(correction);
            assert!(told.starts_with("line 2, ") && told.contains(message), "{told}");
        }
    }
}
