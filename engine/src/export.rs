//! What was found, to take along: the same records as a table, as references and as text.
//!
//! Every form carries the query and the atlas it came from. Nothing is invented: a field that the
//! source or its editor does not give stays away, and a date is as precise as it is known.

use crate::archive::Archive;
use crate::ids::PlaceId;
use crate::outcome::Hit;
use crate::query::Query;
use crate::search::every_hit;
use crate::seed::{Origin, Suggestion};
use crate::sort;
use crate::text::{one_line, scalar_ranges};
use crate::time::Period;
use serde::Serialize;
use std::fmt::Write;

/// All that a query finds, with where it came from.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Export {
    /// The mark of the atlas ([`Archive::id`]).
    pub atlas: String,
    /// The question as an address fragment, which opens the page on the same answer.
    pub query: String,
    /// The day on which it was made, `2022-10-11`, as the caller's clock says.
    pub made: String,
    /// Number of records.
    pub total: usize,
    /// As [`Outcome::lacking`](crate::outcome::Outcome::lacking): where there are no records as no
    /// item has all words, those that stand in the way.
    pub lacking: Option<Vec<String>>,
    /// One for each item found, in the order of the query.
    pub records: Vec<Record>,
}

/// An item that was found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Record {
    /// The document's name.
    pub doc: String,
    /// The item's number in its document, from 1.
    pub item: u32,
    /// The item's heading, or the document's title.
    pub title: String,
    /// Whether the title was made by a rule from the first sentence.
    pub title_derived: bool,
    /// `2022`, `2022-10` or `2022-10-11`; `None`: undated.
    pub date: Option<String>,
    /// `year`, `month` or `day`; `None`: undated.
    pub date_precision: Option<&'static str>,
    /// Whether the date is the statement of the editor, not of the text.
    pub date_by_editor: bool,
    /// A day that an undated text names in passing, which may be that of its publication:
    /// `2022-04-19`, or `XXXX-04-19` where the text tells no year, as in EDTF (ISO 8601-2).
    pub possible_date: Option<String>,
    /// Who published it, where the editor states it.
    pub source: Option<String>,
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// The places of the kind that the query counts ([`Query::per`]), most mentions first.
    pub places: Vec<Named>,
    /// The best passage, as shown in the list of results.
    pub passage: String,
    /// The passage in its document, in Unicode scalar values; `end` is not included.
    pub start: usize,
    /// See `start`.
    pub end: usize,
}

/// A place that counts for an item: a city that it names, or a region or country that it names or
/// that such a city lies in.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Named {
    /// Its GeoNames id.
    pub geonames_id: u32,
    /// Its name.
    pub name: String,
    /// Degrees north; of a region or country the middle of its towns.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
}

/// A map layer of the places that count: <https://www.rfc-editor.org/rfc/rfc7946>.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct GeoJson {
    r#type: &'static str,
    atlas: String,
    query: String,
    made: String,
    total: usize,
    features: Vec<Feature>,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct Feature {
    r#type: &'static str,
    geometry: Geometry,
    properties: Properties,
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct Geometry {
    r#type: &'static str,
    coordinates: [f64; 2],
}

#[derive(Clone, PartialEq, Debug, Serialize)]
struct Properties {
    geonames_id: u32,
    name: String,
    /// Items found for which the place counts.
    items: u32,
}

/// Everything that `query` finds; `address` is the fragment that asks it, `made` the day of today.
pub fn export(archive: &Archive, query: &Query, address: String, made: String) -> Export {
    let (hits, lacking) = every_hit(archive, query);
    let hits = hits.iter().filter(|_| lacking.is_none());
    let records: Vec<Record> = hits.map(|hit| record(archive, query, hit)).collect();
    Export { atlas: archive.id(), query: address, made, total: records.len(), lacking, records }
}

fn record(archive: &Archive, query: &Query, hit: &Hit) -> Record {
    let item = archive.item(hit.item);
    let document = archive.document(item.doc);
    let passage =
        scalar_ranges(&archive.text(item.doc), std::slice::from_ref(&hit.snippet.passage));
    let date = document.dating.date;
    let places = archive.places_of_kind(hit.item, query.per);
    Record {
        doc: document.name.to_owned(),
        item: hit.item.0 - document.items.start + 1,
        title: archive.heading(hit.item),
        title_derived: item.heading.is_none() && document.title_origin == Origin::Derived,
        date: date.map(|(period, _)| period.to_string()),
        date_precision: date.map(|(period, _)| precision(period)),
        date_by_editor: date.is_some_and(|(_, origin)| origin == Origin::Editor),
        possible_date: document.dating.suggestion.as_ref().map(possible_date),
        source: document.source.map(str::to_owned),
        language: document.language.to_owned(),
        places: places.into_iter().map(|place| named(archive, place)).collect(),
        passage: hit.snippet.text.clone(),
        start: passage[0].start,
        end: passage[0].end,
    }
}

fn precision(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "year",
        Period::Month(_) => "month",
        Period::Day(_) => "day",
    }
}

fn possible_date(suggestion: &Suggestion) -> String {
    let Suggestion { day, month, year, .. } = suggestion;
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
    format!("{year}-{month:02}-{day:02}")
}

fn named(archive: &Archive, place: PlaceId) -> Named {
    let place = archive.place(place);
    Named { geonames_id: place.id.0, name: place.name, lat: place.lat, lon: place.lon }
}

impl Export {
    /// The number of documents that the records are of.
    pub fn documents(&self) -> u32 {
        let mut documents: Vec<&str> =
            self.records.iter().map(|record| record.doc.as_str()).collect();
        sort::by_key(&mut documents, |document| *document);
        documents.dedup();
        documents.len() as u32
    }

    /// The places of all records, each with the number of records for which it counts.
    pub fn geojson(&self) -> GeoJson {
        let mut places: Vec<(&Named, u32)> = Vec::new();
        for named in self.records.iter().flat_map(|record| &record.places) {
            match places.iter_mut().find(|(place, _)| place.geonames_id == named.geonames_id) {
                Some((_, items)) => *items += 1,
                None => places.push((named, 1)),
            }
        }
        sort::by_key(&mut places, |(place, items)| (std::cmp::Reverse(*items), place.geonames_id));
        let feature = |(place, items): (&Named, u32)| Feature {
            r#type: "Feature",
            geometry: Geometry {
                r#type: "Point",
                coordinates: [place.lon, place.lat].map(decimals),
            },
            properties: Properties {
                geonames_id: place.geonames_id,
                name: place.name.clone(),
                items,
            },
        };
        GeoJson {
            r#type: "FeatureCollection",
            atlas: self.atlas.clone(),
            query: self.query.clone(),
            made: self.made.clone(),
            total: self.total,
            features: places.into_iter().map(feature).collect(),
        }
    }

    /// A table ([`csv`]) with a row for each record.
    pub fn csv(&self, separator: char) -> String {
        let head = [
            "document",
            "item",
            "title",
            "title derived",
            "date",
            "precision",
            "date by editor",
            "possible date",
            "source",
            "language",
            "places",
            "passage",
            "start",
            "end",
            "query",
            "atlas",
            "made",
        ];
        let row = |record: &Record| {
            let places: Vec<&str> = record.places.iter().map(|place| place.name.as_str()).collect();
            vec![
                record.doc.clone(),
                record.item.to_string(),
                record.title.clone(),
                record.title_derived.to_string(),
                record.date.clone().unwrap_or_default(),
                record.date_precision.unwrap_or_default().to_owned(),
                record.date_by_editor.to_string(),
                record.possible_date.clone().unwrap_or_default(),
                record.source.clone().unwrap_or_default(),
                record.language.clone(),
                places.join(", "),
                record.passage.clone(),
                record.start.to_string(),
                record.end.to_string(),
                format!("#{}", self.query),
                self.atlas.clone(),
                self.made.clone(),
            ]
        };
        csv(&head, &mut self.records.iter().map(row), separator)
    }

    /// References in the RIS format, one for each record.
    pub fn ris(&self) -> String {
        let mut out = String::new();
        for record in &self.records {
            let mut field = |tag: &str, value: &str| {
                writeln!(out, "{tag}  - {}\r", one_line(value).trim()).expect("text grows");
            };
            field("TY", "NEWS");
            field("ID", &self.reference(record));
            field("TI", &record.title);
            if let Some(date) = &record.date {
                field("PY", &date[..4]);
                field("DA", &ris_date(date));
            }
            record.source.iter().for_each(|source| field("T2", source));
            field("LA", &record.language);
            field("AB", &record.passage);
            record.places.iter().for_each(|place| field("KW", &place.name));
            field("N1", &self.note(record));
            field("Y2", &ris_date(&self.made));
            field("ER", "");
            out.push_str("\r\n");
        }
        out
    }

    /// References in the BibTeX format, one for each record.
    pub fn bibtex(&self) -> String {
        let mut out = String::new();
        for record in &self.records {
            let mut fields = vec![("title", format!("{{{}}}", tex(&record.title)))];
            if let Some(date) = &record.date {
                fields.push(("date", date.clone()));
                fields.push(("year", date[..4].to_owned()));
            }
            fields.extend(record.source.iter().map(|source| ("organization", tex(source))));
            fields.push(("abstract", tex(&record.passage)));
            fields.push(("urldate", self.made.clone()));
            fields.push(("note", tex(&self.note(record))));
            writeln!(out, "@misc{{{},", self.reference(record)).expect("text grows");
            for (name, value) in fields {
                writeln!(out, "  {name} = {{{value}}},").expect("text grows");
            }
            out.push_str("}\n\n");
        }
        out
    }

    /// Plain text: a block for each record, to read and to paste. `heading` says in the reader's
    /// language how many there are, `undated` what stands for a date that is not known.
    pub fn text(&self, heading: &str, undated: &str) -> String {
        let Export { atlas, query, made, .. } = self;
        let mut out = format!("{heading}\nNieuwsatlas {atlas} · {made}\n#{query}\n\n");
        for record in &self.records {
            let places: Vec<&str> = record.places.iter().map(|place| place.name.as_str()).collect();
            let date = record.date.as_deref().unwrap_or(undated);
            let Record { title, doc, item, passage, .. } = record;
            let places = places.join(", ");
            writeln!(out, "{title}\n{date} · {doc} · {item}\n{passage}\n{places}\n")
                .expect("text grows");
        }
        out
    }

    /// A name for a record that stays the same: letters, digits, hyphens and underscores.
    fn reference(&self, record: &Record) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' };
        format!("{}-{}", record.doc.chars().map(plain).collect::<String>(), record.item)
    }

    /// Where the passage stands, for a reader who wants to check.
    fn note(&self, record: &Record) -> String {
        let derived = if record.title_derived { "; title derived from the text" } else { "" };
        format!(
            "{}, item {}, characters {}-{}; atlas {}; #{}{derived}",
            record.doc, record.item, record.start, record.end, self.atlas, self.query
        )
    }
}

/// Degrees with the five decimals, a metre or so, that the gazetteer knows.
fn decimals(degrees: f32) -> f64 {
    (f64::from(degrees) * 1e5).round() / 1e5
}

/// A table for spreadsheets (RFC 4180) with a byte order mark, and no cell that a spreadsheet would
/// run as a formula. `separator` stands between the cells: a semicolon is what Excel reads in
/// Dutch and most other languages of the continent, a comma what it reads in English.
pub fn csv(head: &[&str], rows: &mut dyn Iterator<Item = Vec<String>>, separator: char) -> String {
    let separator = separator.to_string();
    let mut out = format!("\u{feff}{}\r\n", head.join(&separator));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|value| csv_cell(value)).collect();
        out.push_str(&cells.join(&separator));
        out.push_str("\r\n");
    }
    out
}

/// A cell of a table on one line, with an apostrophe in front of what spreadsheets take for a
/// formula.
pub(crate) fn cell(value: &str) -> String {
    let line = one_line(value);
    let value = line.trim();
    let formula = value.starts_with(['=', '+', '-', '@']);
    if formula { format!("'{value}") } else { value.to_owned() }
}

/// A cell as text, whatever it holds: quoted where any separator would need it.
fn csv_cell(value: &str) -> String {
    let value = cell(value);
    if value.contains([';', '"', ',']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

/// `2022/10/11`, `2022/10` or `2022`, with the slashes that RIS keeps for what is unknown.
fn ris_date(date: &str) -> String {
    let mut parts = date.split('-');
    let mut part = || parts.next().unwrap_or_default();
    format!("{}/{}/{}/", part(), part(), part())
}

/// Text for BibTeX: its special characters escaped, braces left out so that they always balance.
fn tex(value: &str) -> String {
    let mut out = String::new();
    for c in one_line(value).trim().chars() {
        match c {
            '{' | '}' => {}
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '#' | '_' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Export {
        let kyiv = Named { geonames_id: 703448, name: "Kiev".into(), lat: 50.45, lon: 30.52 };
        let record = Record {
            doc: "map/a".into(),
            item: 2,
            title: "=SOM(1;2) \"50%\" {x}".into(),
            title_derived: false,
            date: Some("2022-10".into()),
            date_precision: Some("month"),
            date_by_editor: false,
            possible_date: None,
            source: None,
            language: "nl".into(),
            places: vec![kyiv],
            passage: "Eerste regel\r\nER  - tweede".into(),
            start: 3,
            end: 9,
        };
        let possible_date = Some("XXXX-04-19".to_owned());
        let undated =
            Record { date: None, date_precision: None, possible_date, item: 3, ..record.clone() };
        Export {
            atlas: "f00d".into(),
            query: "q=x".into(),
            made: "2024-02-01".into(),
            total: 2,
            lacking: None,
            records: vec![record, undated],
        }
    }

    #[test]
    fn a_cell_is_never_a_formula_and_never_two_cells() {
        let csv = sample().csv(';');
        let row = csv.lines().nth(1).unwrap();
        assert!(row.starts_with("map/a;2;\"'=SOM(1;2) \"\"50%\"\" {x}\";false;2022-10;month;"));
        assert_eq!(csv.lines().count(), 3);
        assert!(csv.starts_with('\u{feff}'));
        let commas = sample().csv(',');
        assert!(
            commas
                .lines()
                .nth(1)
                .unwrap()
                .starts_with("map/a,2,\"'=SOM(1;2) \"\"50%\"\" {x}\",false,")
        );
    }

    #[test]
    fn references_hold_what_is_known_and_nothing_else() {
        let ris = sample().ris();
        assert_eq!(ris.matches("PY  - 2022\r\nDA  - 2022/10//\r\n").count(), 1);
        assert_eq!(ris.matches("\r\nER  - \r\n").count(), 2);
        assert!(!ris.contains("AU  -") && !ris.contains("T2  -"));
        assert_eq!(ris.matches("Y2  - 2024/02/01/\r\n").count(), 2);
        let bibtex = sample().bibtex();
        assert!(bibtex.starts_with("@misc{map-a-2,\n  title = {{=SOM(1;2) \"50\\%\" x}},\n"));
        assert_eq!(bibtex.matches("year = {2022}").count(), 1);
    }

    #[test]
    fn a_reference_says_that_its_title_is_derived() {
        let mut export = sample();
        export.records[1].title_derived = true;
        for (format, record) in [(export.ris(), "ID  - "), (export.bibtex(), "@misc{")] {
            let said: Vec<bool> =
                format.split(record).skip(1).map(|one| one.contains("title derived")).collect();
            assert_eq!(said, [false, true], "{format}");
        }
    }

    #[test]
    fn the_map_layer_counts_each_place_once() {
        let json = serde_json::to_value(sample().geojson()).unwrap();
        assert_eq!(json["features"].as_array().unwrap().len(), 1);
        assert_eq!(json["features"][0]["properties"]["items"], 2);
        assert_eq!(json["features"][0]["geometry"]["type"], "Point");
        assert_eq!(json["features"][0]["geometry"]["coordinates"][0].to_string(), "30.52");
        assert_eq!(json["type"], "FeatureCollection");
    }

    #[test]
    fn a_possible_date_is_none_of_the_dates() {
        let rows = sample().csv(';');
        let undated = rows.lines().nth(2).unwrap();
        assert!(undated.contains(";false;;;false;XXXX-04-19;"), "{undated}");
        let suggestion = Suggestion { day: 19, month: 4, year: Some(2022), evidence: 0..1 };
        assert_eq!(possible_date(&suggestion), "2022-04-19");
        assert_eq!(possible_date(&Suggestion { year: None, ..suggestion }), "XXXX-04-19");
    }

    #[test]
    fn a_text_says_what_it_is_of() {
        let text = sample().text("2 berichten", "zonder datum");
        assert!(text.starts_with("2 berichten\nNieuwsatlas f00d · 2024-02-01\n#q=x\n\n"));
        assert!(text.contains("\n2022-10 · map/a · 2\n"));
        assert!(text.contains("\nzonder datum · map/a · 3\n"));
    }
}
