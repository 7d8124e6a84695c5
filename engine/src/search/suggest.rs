//! What a person may mean while typing: places by any spelling, names and words of the corpus that
//! begin with what stands last in the search box.

use crate::archive::{Archive, FormId};
use crate::ids::PlaceId;
use crate::place::PlaceKind;
use crate::query::{Query, is_quote};
use crate::sort;
use crate::text;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Letters from which on something is suggested.
const TELLING: usize = 2;
/// Words of the longest name of a place that is recognised.
const LONGEST_NAME: usize = 4;
/// Suggestions of each kind at most.
const PLACES: usize = 3;
const NAMES: usize = 2;
const WORDS: usize = 3;
/// Of the forms that begin so, the most frequent ones that are looked at.
const LOOKED_AT: usize = 64;

/// Something that may be meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// What it is.
    pub kind: Kind,
    /// As it is shown, and for a name or word as it is typed.
    pub text: String,
    /// The spelling that begins as typed, where that is not the one shown.
    pub spelt: Option<String>,
    /// Items that name the place or hold the word.
    pub items: u32,
    /// The byte of the typed text from which on it takes its place.
    pub from: usize,
}

/// The kinds of suggestions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A place that the articles name.
    Place(PlaceId),
    /// A name of something else, mostly of a person.
    Name,
    /// Any other word.
    Word,
}

impl Suggestion {
    /// The question once this is chosen: a place becomes a filter, a word ends the text.
    pub fn accept(&self, query: &mut Query) {
        query.text.truncate(self.from);
        match self.kind {
            Kind::Place(place) => {
                query.text.truncate(query.text.trim_end().len());
                query.places.insert(place);
            }
            Kind::Name | Kind::Word => query.text.push_str(&self.text),
        }
    }
}

/// What the end of a query as typed may mean: places, then names, then words, each by the number
/// of items, at most eight. Nothing inside quotes, after a minus or below two letters.
pub fn suggest(archive: &Archive, typed: &str) -> Vec<Suggestion> {
    let quoted = typed.chars().filter(|&c| is_quote(c)).count() % 2 == 1;
    let from = typed.rfind(char::is_whitespace).map_or(0, |at| at + width(typed, at));
    let piece = &typed[from..];
    if quoted || piece.starts_with('-') || piece.chars().count() < TELLING {
        return Vec::new();
    }
    if let Some((key, name)) = piece.split_once(':') {
        let is_place = matches!(text::fold(key).as_str(), "plaats" | "place");
        return if is_place { places(archive, name, from) } else { Vec::new() };
    }
    let mut found = tails(typed).find_map(|from| {
        let places = places(archive, &typed[from..], from);
        (!places.is_empty()).then_some(places)
    });
    let mut suggestions = found.take().unwrap_or_default();
    suggestions.extend(words(archive, piece, from));
    suggestions
}

/// Bytes of the character at `at`.
fn width(typed: &str, at: usize) -> usize {
    typed[at..].chars().next().map_or(0, char::len_utf8)
}

/// Where the last words begin: as many as a name may have, then fewer.
fn tails(typed: &str) -> impl Iterator<Item = usize> {
    let begins = |&(at, c): &(usize, char)| {
        !c.is_whitespace() && typed[..at].chars().next_back().is_none_or(char::is_whitespace)
    };
    let starts: Vec<usize> = typed.char_indices().filter(begins).map(|(at, _)| at).collect();
    let first = starts.len().saturating_sub(LONGEST_NAME);
    starts.into_iter().skip(first)
}

/// The places with a name that begins so.
fn places(archive: &Archive, name: &str, from: usize) -> Vec<Suggestion> {
    let key = text::name_key(name);
    if key.chars().count() < TELLING {
        return Vec::new();
    }
    let suggestion = |place: PlaceId| {
        let shown = archive.place_name(place);
        let begins = |name: &&str| text::name_key(name).starts_with(&key);
        let spelt = archive.place_names(place).into_iter().find(begins);
        Suggestion {
            kind: Kind::Place(place),
            text: shown.to_owned(),
            spelt: spelt.filter(|spelt| *spelt != shown).map(str::to_owned),
            items: archive.place_items(place).len() as u32,
            from,
        }
    };
    // What a region or country counts for the sake of its cities does not put it before them.
    let naming = |place: &PlaceId| match archive.place_kind(*place) {
        PlaceKind::City => archive.place_items(*place).len(),
        _ => archive.items_naming(*place).len(),
    };
    let mut found = archive.places_by_prefix(&key);
    found.retain(|&place| archive.place_items(place).len() > 0);
    sort::by_key(&mut found, |place| Reverse(naming(place)));
    found.into_iter().take(PLACES).map(suggestion).collect()
}

/// The names and words that begin so, without the one that is typed already, and without the
/// names of places.
fn words(archive: &Archive, piece: &str, from: usize) -> Vec<Suggestion> {
    let begin = text::fold(piece);
    let forms = archive.forms_from(&begin).filter(|&id| archive.form(id) != begin);
    let mut forms: Vec<FormId> = forms.collect();
    sort::by_key(&mut forms, |&id| (Reverse(archive.form_items(id)), id));
    forms.truncate(LOOKED_AT);
    let mut of_kind: BTreeMap<bool, Vec<Suggestion>> = BTreeMap::new();
    for id in forms {
        let form = archive.form(id);
        let is_name = archive.names_with_sound(&text::sound(form)).any(|name| name == id);
        let found = of_kind.entry(!is_name).or_default();
        let most = if is_name { NAMES } else { WORDS };
        if found.len() < most && archive.find_place(form).is_empty() {
            let (kind, text) = match is_name {
                true => (Kind::Name, text::capitalised(form)),
                false => (Kind::Word, form.to_owned()),
            };
            found.push(Suggestion { kind, text, spelt: None, items: archive.form_items(id), from });
        }
        if of_kind.values().map(Vec::len).sum::<usize>() == NAMES + WORDS {
            break;
        }
    }
    of_kind.into_values().flatten().collect()
}
