//! Every word the page says, in one place. A language is one file with one constant: to add one,
//! copy `nl.rs`, translate it, and list it in [`LANGUAGES`].

mod en;
mod nl;

use crate::correcting::Reach;
use engine::archive::Archive;
use engine::batch::{Fault, Spelling};
use engine::cite::{self, Check, Citation, Departure};
use engine::ids::{DocId, PlaceId};
use engine::outcome::{Path, Precision};
use engine::place::{Gazetteer, Place, PlaceKind, Role};
use engine::query::{Dates, End, Facet, Filter, Kind, Remark};
use engine::seed::{Dating, Origin};
use engine::standout::Where;
use engine::time::{Month, Period};
use std::ops::Range;

/// The languages of the page; the first is the one it opens in.
pub static LANGUAGES: [&Texts; 2] = [&nl::NL, &en::EN];

/// The words of one language. Counts and names come in as arguments, so that each language can
/// put them in its own order and number.
pub struct Texts {
    /// BCP 47 tag for the `lang` attribute.
    pub lang: &'static str,
    /// What the language calls itself.
    pub language: &'static str,
    pub app: &'static str,
    pub skip_to_results: &'static str,
    pub parts: &'static str,
    pub as_table: &'static str,
    pub as_map: &'static str,
    pub collection: fn(documents: u32, items: u32, span: Option<(Month, Month)>) -> String,

    pub search_label: &'static str,
    pub search_placeholder: &'static str,
    pub search_help: &'static str,
    pub clear_search: &'static str,
    pub suggestions: &'static str,
    pub suggested_name: &'static str,
    pub suggested_word: &'static str,
    pub asked_before: &'static str,

    pub filters: &'static str,
    pub remove_filter: fn(&str) -> String,
    pub clear_all: &'static str,
    pub undo: &'static str,
    pub undated: &'static str,
    pub dated: &'static str,
    pub placeless: &'static str,
    pub placed: &'static str,
    pub cleared: &'static str,
    pub narrow_down: &'static str,
    pub facet: fn(Facet) -> &'static str,
    pub regions: &'static str,
    pub find_among: fn(facet: &str) -> String,
    pub more_values: fn(usize) -> String,
    pub leave_out: fn(value: &str) -> String,
    pub left_out: fn(value: &str) -> String,
    pub lock: fn(facet: &str) -> String,
    pub kind: fn(Kind) -> &'static str,

    pub results: &'static str,
    /// `folded` of the items stand under another that says the same.
    pub found: fn(items: u32, documents: u32, folded: u32) -> String,
    /// Undated items that a period leaves out; behind it stands `show_undated`.
    pub outside_period: fn(undated: u32) -> String,
    pub show_undated: &'static str,
    pub remark: fn(&Remark) -> String,
    /// What a link asks that this atlas does not know.
    pub unknown_in_link: fn(pairs: &str) -> String,
    pub alike: fn(items: usize) -> String,
    pub nothing_found: &'static str,
    pub nothing_for_word: fn(&str) -> String,
    pub place_not_named: fn(name: &str, country: &str) -> String,
    pub without_filter: fn(filter: &str, count: u32) -> String,
    pub with_place: fn(place: &str, count: u32) -> String,
    pub more_results: fn(next: usize) -> String,
    pub sort_label: &'static str,
    pub sort_relevance: &'static str,
    pub sort_newest: &'static str,
    pub sort_oldest: &'static str,
    pub sort_place: &'static str,
    pub also_found: &'static str,
    pub also_found_for: fn(word: &str) -> String,
    pub also_more: fn(count: usize) -> String,
    pub form_switch: fn(form: &str, path: Path, items: u32) -> String,
    pub exact_only: &'static str,
    /// How many items are near, and what these lack.
    pub not_all_words: fn(lacking: &[String], near: u32) -> String,
    pub found_as: fn(Path) -> &'static str,

    pub take_along: &'static str,
    pub take_along_hint: &'static str,
    /// The context lines of all hits, as a table of this name.
    pub all_lines_as: fn(table: &str) -> String,
    pub csv_semicolons: &'static str,
    pub csv_commas: &'static str,
    pub print: &'static str,
    pub copy_link: &'static str,
    pub copied: &'static str,
    /// The link names the file but not where it lies.
    pub copied_on_disk: &'static str,

    pub timeline: &'static str,
    pub bar: fn(month: Month, count: u32, total: u32) -> String,
    pub from: &'static str,
    pub through: &'static str,
    pub any_month: &'static str,
    pub timeline_legend: &'static str,
    pub timeline_hint: &'static str,
    pub range_end: fn(End) -> &'static str,
    pub precision: fn(Precision) -> String,

    pub map: &'static str,
    pub map_hint: &'static str,
    pub only_in_view: &'static str,
    pub again_in_view: &'static str,
    pub map_window: fn(around: Option<&str>) -> String,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub zoom_reset: &'static str,
    /// Begins with the name and the number, as they stand on the map.
    pub counted: fn(kind: PlaceKind, name: &str, count: u32) -> String,
    /// Begins with the name and `+` the number of others, as they stand on the map.
    /// A place of which so many items tell, and how many others share its circle.
    pub cities: fn(name: &str, others: usize, items: u32) -> String,
    pub cities_here: &'static str,
    pub zoom_here: &'static str,
    pub close: &'static str,
    pub months_in_motion: &'static str,
    pub month_before: &'static str,
    pub month_after: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub save_picture: fn(title: &str) -> String,
    pub save_as: &'static str,
    pub mentioned_in: &'static str,
    pub picture_sources: &'static str,
    pub about_place: fn(name: &str) -> String,
    pub only_this_place: &'static str,
    pub card_items: &'static str,
    pub card_months: &'static str,
    pub card_spellings: &'static str,
    pub card_facilities: &'static str,
    pub card_other_names: &'static str,
    pub card_population: &'static str,
    pub card_coordinates: &'static str,
    /// Coordinates that no source tells.
    pub card_roughly: fn(coordinates: &str) -> String,
    pub card_documents: &'static str,
    pub card_together: &'static str,
    /// A number with its thousands apart; nothing for 0, which means unknown.
    pub number: fn(u32) -> String,
    pub grid: &'static str,
    pub grid_hint: &'static str,
    pub grid_total: &'static str,
    /// One cell: items that name the place, of all that are counted in that month.
    pub cell: fn(place: &str, when: &str, count: u32, items: u32) -> String,
    pub places: &'static str,
    pub items_column: &'static str,
    pub mentioned_not_happened: fn(PlaceKind) -> &'static str,
    pub no_places: &'static str,

    pub back_to_results: &'static str,
    pub hit_of: fn(current: u32, total: u32) -> String,
    pub no_hits_here: &'static str,
    pub next_hit: &'static str,
    pub previous_hit: &'static str,
    pub outline: fn(items: usize) -> String,
    pub hits_in: fn(hits: u32) -> String,
    pub places_here: fn(places: usize) -> String,
    pub places_here_hint: &'static str,
    pub keep_beside: &'static str,
    pub keep_beside_hint: &'static str,
    pub beside: &'static str,
    pub close_beside: &'static str,
    pub asides_plain: &'static str,
    pub derived_title: &'static str,
    pub editor_title: &'static str,
    pub source_by: fn(&str) -> String,

    pub date: fn(Period) -> String,
    pub month: fn(Month) -> String,
    pub short_month: fn(Month) -> String,
    pub no_date: &'static str,
    pub editor_date: &'static str,
    pub suggested_date: fn(day: u32, month: u32, year: Option<i32>) -> String,
    pub date_evidence: fn(&str) -> String,

    pub about: &'static str,
    pub about_short: &'static str,
    pub about_quiet: &'static str,
    pub about_sources: &'static str,
    pub about_atlas: fn(id: &str) -> String,
    pub about_version: fn(version: &str, made: Option<&str>, newest: Option<Month>) -> String,
    pub printed: fn(date: &str, address: &str) -> String,
    pub about_try: &'static str,
    pub about_trying: &'static str,
    pub about_refused: fn(directive: &str) -> String,
    pub about_not_refused: &'static str,
    pub about_policy: &'static str,
    pub about_limits: &'static str,
    pub about_hashes: fn(documents: u32) -> String,
    pub about_hashes_hint: &'static str,
    pub help: Help,
    pub cite: Cite,
    pub kwic: Kwic,
    pub area: Area,
    pub correct: Correct,
    pub batch: Batch,
    pub standout: Standouts,
}

/// A list of questions.
pub struct Batch {
    pub name: &'static str,
    pub hint: &'static str,
    pub list: &'static str,
    pub ask: &'static str,
    pub open: &'static str,
    pub progress: fn(questions: usize, answered: usize, found: usize) -> String,
    pub fault: fn(line: usize, Fault) -> String,
    pub most_first: &'static str,
    /// Heads of the table.
    pub question: &'static str,
    pub documents: &'static str,
    pub months: &'static str,
    pub undated: fn(items: u32) -> String,
    pub spellings: &'static str,
    pub spelling: fn(&Spelling) -> String,
}

/// Words that stand out.
pub struct Standouts {
    pub name: fn(Where) -> &'static str,
    pub hint: fn(Where) -> &'static str,
    pub counting: &'static str,
    pub none: &'static str,
    /// Where nothing is asked that could tell items apart.
    pub ask_first: &'static str,
    /// How often a word is there, and in the whole collection.
    pub times: fn(here: u32, everywhere: u32) -> String,
}

/// Corrections of places.
pub struct Correct {
    pub card: &'static str,
    pub doubts: &'static str,
    pub title: fn(name: &str) -> String,
    pub now: fn(place: Option<&str>) -> String,
    pub holds_for: &'static str,
    pub reach: fn(Reach) -> &'static str,
    pub could_be: &'static str,
    pub search: &'static str,
    pub unknown: &'static str,
    pub not_a_place: &'static str,
    pub selection: &'static str,
    pub selection_hint: &'static str,
    pub other_name: &'static str,
    pub add: &'static str,
    pub list: fn(corrections: usize) -> String,
    /// Where corrections are, and what is lost.
    pub kept: &'static str,
    pub told: fn(name: &str, place: Option<&str>, reach: &str) -> String,
    pub undo: &'static str,
    pub take_back: fn(correction: &str) -> String,
    pub export: &'static str,
    pub import: &'static str,
    pub wrong: fn(why: &str) -> String,
}

/// Cities, regions and countries.
pub struct Area {
    /// Before the choice of the kind that is counted.
    pub per: &'static str,
    pub kind: fn(PlaceKind) -> &'static str,
    /// A name that tells a region from the city it is called after.
    pub name: fn(kind: PlaceKind, name: &str) -> String,
    /// The head of the column with items that name a region or country itself.
    pub itself: &'static str,
    /// What the words of a mention do.
    pub mention: fn(kind: PlaceKind, role: Role, name: &str) -> String,
    pub lies_in: &'static str,
    pub within: &'static str,
    /// Items that name a region or country, and those that name it itself.
    pub items: fn(items: u32, itself: u32) -> String,
}

/// The hits as context lines.
pub struct Kwic {
    pub name: &'static str,
    pub lines: fn(usize) -> String,
    /// Where there are too many lines: so many items were not read.
    pub unread: fn(lines: &str, items: usize) -> String,
    pub no_words: &'static str,
    pub as_found: &'static str,
    pub by_left: &'static str,
    pub by_right: &'static str,
    pub grouping: &'static str,
    pub ungrouped: &'static str,
    pub by_place: &'static str,
    pub by_month: &'static str,
    pub by_place_and_month: &'static str,
    /// The order, not the groups.
    pub by_name: &'static str,
    pub no_place: &'static str,
    pub copy: &'static str,
}

/// Citing, and checking a citation.
pub struct Cite {
    pub cite: &'static str,
    pub hint: &'static str,
    pub title: &'static str,
    pub close: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    /// Labels of the lines of a citation.
    pub of_title: &'static str,
    pub of_date: &'static str,
    pub of_source: &'static str,
    pub of_document: &'static str,
    pub of_passage: &'static str,
    pub of_hash: &'static str,
    pub of_atlas: &'static str,
    pub item: fn(number: u32, heading: &str) -> String,
    pub characters: fn(start: usize, end: usize) -> String,
    pub precision: fn(Period) -> &'static str,
    pub given: &'static str,
    pub check: &'static str,
    pub quoted: fn(doc: &str) -> String,
    /// The quote fits; these lines do not.
    pub misstated: fn(lines: &str) -> String,
    /// What the quote says, and what the source says there; nothing where it has no such place.
    pub misquoted: fn(doc: &str, quoted: &str, source: &str) -> String,
    pub same: fn(doc: &str) -> String,
    pub other: &'static str,
    pub no_hash: &'static str,
}

/// The help panel: the query language and the keyboard.
pub struct Help {
    pub title: &'static str,
    pub open: &'static str,
    pub close: &'static str,
    pub language: &'static str,
    pub try_one: &'static str,
    /// What can be typed, and what it finds.
    pub examples: &'static [(&'static str, &'static str)],
    pub also: &'static str,
    pub shortcuts: &'static str,
    pub key_column: &'static str,
    pub does_column: &'static str,
    /// Keys, and what they do.
    pub keys: &'static [(&'static str, &'static str)],
    pub shortcuts_on: &'static str,
    pub shortcuts_hint: &'static str,
}

/// The lines of a citation of which `given`, in whatever language, says something else.
fn misstated(given: &str, known: &Citation) -> Vec<String> {
    let given: Vec<&str> = given.lines().map(str::trim).collect();
    // The last line that begins so: the quote stands above.
    let said = |label: &str| given.iter().rfind(|line| line.starts_with(label)).copied();
    let texts = LANGUAGES.into_iter().find(|texts| said(texts.cite.of_hash).is_some());
    let label = |line: &str| line.find(": ").map_or(0, |colon| colon + 2);
    let differs = |line: &String| said(&line[..label(line)]).is_some_and(|said| said != line);
    texts.map(|texts| texts.stated(known)).unwrap_or_default().into_iter().filter(differs).collect()
}

/// A number with a sign between its thousands; nothing for 0, which means unknown.
fn grouped(number: u32, sign: char) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(sign);
        }
        out.push(digit);
    }
    if number == 0 { String::new() } else { out }
}

impl Texts {
    /// The texts of a language by its tag; `None` where the page does not speak it.
    pub fn of(lang: &str) -> Option<&'static Texts> {
        LANGUAGES.into_iter().find(|texts| texts.lang == lang)
    }
}

impl Texts {
    /// A place by a name that tells it from others.
    pub fn place(&self, place: PlaceId, archive: &Archive) -> String {
        (self.area.name)(archive.place_kind(place), archive.place_name(place))
    }

    /// A place with what it lies in, to tell it from others of its name: `Essen, Vlaanderen,
    /// België`.
    pub fn place_in_full(&self, place: &Place, gazetteer: &Gazetteer) -> String {
        let around = place.around().filter_map(|id| gazetteer.place(id)).map(|around| around.name);
        let name = (self.area.name)(place.kind, &place.name);
        std::iter::once(name).chain(around).collect::<Vec<_>>().join(", ")
    }

    /// The name of a filter, as on its chip.
    pub fn filter(&self, filter: Filter, archive: &Archive) -> String {
        match filter {
            Filter::Place(place) => self.place(place, archive),
            Filter::NotPlace(place) => (self.left_out)(&self.place(place, archive)),
            Filter::Placeless => self.placeless.to_string(),
            Filter::Window(window) => {
                let around = window.around(archive);
                (self.map_window)(around.map(|place| archive.place_name(place)))
            }
            Filter::Placed => self.placed.to_string(),
            Filter::Dates(dates) => self.dates(dates),
            Filter::Undated => self.undated.to_string(),
            Filter::Dated => self.dated.to_string(),
            Filter::NotMonth(month) => (self.left_out)(&(self.month)(month)),
            Filter::Document(doc) => archive.document(doc).title.to_string(),
            Filter::NotDocument(doc) => (self.left_out)(archive.document(doc).title),
            Filter::Kind(kind) => (self.kind)(kind).to_string(),
        }
    }

    /// The first and the last month of something; `None` where it has no month.
    pub fn months(&self, months: Option<(Month, Month)>) -> String {
        let Some((first, last)) = months else { return self.no_date.to_string() };
        let (first, last) = ((self.month)(first), (self.month)(last));
        if first == last { first } else { format!("{first} – {last}") }
    }

    /// A choice of dates: a period, an open range, or none.
    pub fn dates(&self, Dates { from, to }: Dates) -> String {
        let say = |period| (self.date)(period);
        match (from, to) {
            (None, None) => self.any_month.to_string(),
            (Some(from), Some(to)) if from == to => say(from),
            (Some(from), Some(to)) => format!("{} – {}", say(from), say(to)),
            (Some(from), None) => format!("{} {}", self.from, say(from)),
            (None, Some(to)) => format!("{} {}", self.through, say(to)),
        }
    }

    /// The date of a document with its precision, who states it, and what its text suggests.
    pub fn dating(&self, dating: &Dating) -> String {
        let stated = match dating.date {
            Some((period, Origin::Editor)) => {
                format!("{} ({})", (self.date)(period), self.editor_date)
            }
            Some((period, _)) => return (self.date)(period),
            None => self.no_date.to_string(),
        };
        match &dating.suggestion {
            Some(s) if dating.date.is_none() => {
                format!("{stated}, {}", (self.suggested_date)(s.day, s.month, s.year))
            }
            _ => stated,
        }
    }

    /// A citation as a block: the quote, what is known of it, and its address.
    pub fn citation(&self, citation: &Citation, address: &str) -> String {
        let lines = self.stated(citation).join("\n");
        let atlas = format!("{}: {}", self.cite.of_atlas, citation.atlas);
        format!("‘{}’\n\n{lines}\n{atlas}\n{address}", citation.quote)
    }

    /// What a citation states of the passage, as lines; what is not known is not there.
    fn stated(&self, citation: &Citation) -> Vec<String> {
        let cite = &self.cite;
        let (title, from) = &citation.title;
        let title = match from {
            Origin::Text => title.clone(),
            Origin::Editor => format!("{title} ({})", self.editor_title),
            Origin::Derived => format!("{title} ({})", self.derived_title),
        };
        let date = citation.date.map_or(self.no_date.to_string(), |(period, from)| {
            let by = if from == Origin::Editor { self.editor_date } else { "" };
            let notes = [(cite.precision)(period), by].into_iter().filter(|note| !note.is_empty());
            format!("{} ({})", (self.date)(period), notes.collect::<Vec<_>>().join(", "))
        });
        let item = citation.item.as_ref().map(|(number, heading)| (cite.item)(*number, heading));
        let document = [Some(citation.doc.clone()), item].into_iter().flatten();
        let Range { start, end } = citation.passage;
        let lines = [
            (cite.of_title, Some(title)),
            (cite.of_date, Some(date)),
            (cite.of_source, citation.source.clone()),
            (cite.of_document, Some(document.collect::<Vec<_>>().join(", "))),
            (cite.of_passage, Some((cite.characters)(start, end))),
            (cite.of_hash, Some(citation.sha256.clone())),
        ];
        let line = |(label, value): (&str, Option<String>)| Some(format!("{label}: {}", value?));
        lines.into_iter().filter_map(line).collect()
    }

    /// What became of a citation that was checked, whatever its language.
    pub fn verdict(&self, given: &str, archive: &Archive) -> String {
        let name = |doc: DocId| archive.document(doc).name;
        match cite::check(archive, given) {
            Check::Same(doc) => (self.cite.same)(name(doc)),
            Check::Quoted(doc, passage) => {
                let known = cite::cite(archive, doc, passage);
                let wrong = known.map(|known| misstated(given, &known)).unwrap_or_default();
                match wrong.is_empty() {
                    true => (self.cite.quoted)(name(doc)),
                    false => (self.cite.misstated)(&wrong.join("; ")),
                }
            }
            Check::Misquoted(doc, Departure { quoted, source }) => {
                (self.cite.misquoted)(name(doc), &quoted, &source)
            }
            Check::Other => self.cite.other.to_string(),
            Check::NoHash => self.cite.no_hash.to_string(),
        }
    }

    /// The words of the text on which a suggested date rests; `None` where none is suggested.
    pub fn evidence(&self, dating: &Dating, text: &str) -> Option<String> {
        let suggestion = dating.suggestion.as_ref().filter(|_| dating.date.is_none())?;
        text.get(suggestion.evidence.clone()).map(self.date_evidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::archive;

    /// A window is told by the city nearest to its middle: Lviv lies west of Kiev.
    #[test]
    fn a_window_on_the_map_has_the_name_of_its_middle() {
        let name = |window: &str| {
            let window = Filter::Window(window.parse().expect("a window"));
            Texts::of("nl").expect("Dutch").filter(window, archive())
        };
        assert_eq!(name("45.00_20.00_55.00_40.00"), "kaartbeeld rond Kiev");
        assert_eq!(name("45.00_15.00_55.00_38.00"), "kaartbeeld rond Lviv");
        assert_eq!(name("51.00_15.00_55.00_38.00"), "kaartbeeld zonder plaatsen");
    }
}
