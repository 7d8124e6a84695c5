//! Search against a dull twin: a plain scan of every item, through the same analysis, that knows
//! no index.

use crate::common;
use engine::archive::Archive;
use engine::ids::{ItemId, PlaceId};
use engine::outcome::Outcome;
use engine::query::{Dates, Expr, Query, Word, parse};
use engine::search::{Page, search};
use engine::seed::ParagraphKind;
use engine::text::{self, Token};
use engine::time::{Month, Period};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// An item, taken apart again.
struct Scanned {
    /// The tokens of each searched paragraph.
    paragraphs: Vec<Vec<Token>>,
    places: BTreeSet<PlaceId>,
    date: Option<Period>,
}

struct Twin<'a> {
    archive: Archive<'a>,
    items: Vec<Scanned>,
}

impl<'a> Twin<'a> {
    fn new(archive: Archive<'a>) -> Twin<'a> {
        let scan = |(_, item): (ItemId, engine::archive::Item)| {
            let document = archive.document(item.doc);
            let mut scanned =
                Scanned { paragraphs: vec![], places: BTreeSet::new(), date: item.date };
            for paragraph in &archive.paragraphs(item.doc)[item.paragraphs] {
                if matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Heading) {
                    let words = &document.text[paragraph.span.clone()];
                    scanned.paragraphs.push(text::tokens(words));
                    for name in archive.mentions(item.doc) {
                        let inside = paragraph.span.contains(&name.span.start);
                        if inside && name.role.counts() {
                            scanned.places.insert(name.place);
                        }
                    }
                }
            }
            scanned
        };
        Twin { archive, items: archive.items().map(scan).collect() }
    }

    fn named(&self, key: &str, fits: impl Fn(&str, &str) -> bool) -> BTreeSet<PlaceId> {
        let names = |id| self.archive.place_names(id).into_iter();
        let ids = (0..self.archive.place_count()).map(PlaceId);
        ids.filter(|&id| names(id).any(|name| fits(&text::name_key(name), key))).collect()
    }

    fn answers(&self, item: &Scanned, expr: &Expr) -> bool {
        match expr {
            Expr::Word(word) => self.word(item, word),
            Expr::Phrase(parts) => phrase(item, parts, |form, last| form == last),
            Expr::All(exprs) => self.all(item, exprs),
            Expr::Any(exprs) => exprs.iter().any(|expr| self.answers(item, expr)),
            Expr::Not(expr) => !self.answers(item, expr),
        }
    }

    /// The longest names first, as a person would read them.
    fn all(&self, item: &Scanned, exprs: &[Expr]) -> bool {
        let typed = |expr: &Expr| match expr {
            Expr::Word(word) if !word.star => Some(word.typed.clone()),
            _ => None,
        };
        let Some(first) = exprs.first() else { return true };
        for length in (2..=exprs.len().min(5)).rev() {
            let words: Option<Vec<String>> = exprs[..length].iter().map(typed).collect();
            let Some(words) = words else { continue };
            let places = self.named(&text::name_key(&words.join(" ")), |name, key| name == key);
            if !places.is_empty() {
                let each = exprs[..length].iter().all(|expr| self.answers(item, expr));
                let spelled = !item.places.is_disjoint(&places);
                return (each || spelled) && self.all(item, &exprs[length..]);
            }
        }
        self.answers(item, first) && self.all(item, &exprs[1..])
    }

    fn word(&self, item: &Scanned, word: &Word) -> bool {
        let form = word.form.as_str();
        let mut tokens = item.paragraphs.iter().flatten();
        if word.parts.len() > 1 && phrase(item, &word.parts, |form, last| form.starts_with(last)) {
            return true;
        }
        if word.star {
            return tokens.any(|token| token.form.starts_with(form));
        }
        let every = self.items.iter().flat_map(|item| item.paragraphs.iter().flatten());
        let completes = |token: &&Token| token.form.starts_with(form);
        let mut stems: BTreeSet<String> =
            every.filter(completes).map(|token| text::stem(&token.form)).collect();
        stems.insert(text::stem(form));
        let places = self.named(&text::name_key(&word.typed), |name, key| name == key);
        tokens.any(|token| token.form == form || stems.contains(&text::stem(&token.form)))
            || !item.places.is_disjoint(&places)
    }

    fn outcome(&self, query: &Query) -> Counts {
        let parsed = parse(&query.text);
        let typed_dates = Dates::Range { from: parsed.from, to: parsed.to };
        let typed_dates =
            if (parsed.from, parsed.to) == (None, None) { Dates::Any } else { typed_dates };
        let mut places = query.places.clone();
        for name in &parsed.places {
            let exact = self.named(&text::name_key(name), |name, key| name == key);
            let begins = || self.named(&text::name_key(name), |name, key| name.starts_with(key));
            places.extend(if exact.is_empty() { begins() } else { exact });
        }
        let no_filter = !query.placeless && query.places.is_empty() && parsed.places.is_empty();
        let words = |item: &Scanned| self.answers(item, &parsed.words);
        let date =
            |item: &Scanned| query.dates.take_in(item.date) && typed_dates.take_in(item.date);
        let place = |item: &Scanned| {
            no_filter
                || !item.places.is_disjoint(&places)
                || (query.placeless && item.places.is_empty())
        };
        let count = |passes: &dyn Fn(&Scanned) -> bool| {
            self.items.iter().filter(|item| passes(item)).count() as u32
        };
        let month = |item: &Scanned| item.date.and_then(Period::month);
        let ids = || 0..self.items.len();
        let every_month: BTreeSet<Month> = self.items.iter().filter_map(month).collect();
        Counts {
            items: ids()
                .filter(|&id| {
                    let item = &self.items[id];
                    words(item) && date(item) && place(item)
                })
                .map(|id| ItemId(id as u32))
                .collect(),
            cities: (0..self.archive.place_count())
                .map(PlaceId)
                .map(|id| {
                    let count =
                        count(&|item| words(item) && date(item) && item.places.contains(&id));
                    (id, count, places.contains(&id))
                })
                .filter(|&(_, count, chosen)| count > 0 || chosen)
                .collect(),
            months: every_month
                .into_iter()
                .map(|m| (m, count(&|item| month(item) == Some(m) && words(item) && place(item))))
                .collect(),
            undated: count(&|item| month(item).is_none() && words(item) && place(item)),
            placeless: count(&|item| item.places.is_empty() && words(item) && date(item)),
        }
    }
}

/// Whether the parts stand in a row in one paragraph; `fits` tells of the last.
fn phrase(item: &Scanned, parts: &[String], fits: impl Fn(&str, &str) -> bool) -> bool {
    item.paragraphs.iter().any(|tokens| {
        let words: Vec<&str> =
            tokens.iter().filter(|t| t.width == 1).map(|t| t.form.as_str()).collect();
        words.windows(parts.len()).any(|run| {
            let (last, first) = (run.len() - 1, &run[..run.len() - 1]);
            first.iter().zip(parts).all(|(form, part)| form == part)
                && fits(run[last], &parts[last])
        })
    })
}

/// What the twin and the search must agree on.
#[derive(PartialEq, Debug)]
struct Counts {
    items: BTreeSet<ItemId>,
    cities: BTreeSet<(PlaceId, u32, bool)>,
    /// Months that any item has.
    months: Vec<(Month, u32)>,
    undated: u32,
    placeless: u32,
}

fn counts(outcome: &Outcome) -> Counts {
    let months = outcome.months.iter().filter(|month| month.total > 0);
    Counts {
        items: outcome.hits.iter().map(|hit| hit.item).collect(),
        cities: outcome.cities.iter().map(|c| (c.place, c.count, c.chosen)).collect(),
        months: months.map(|m| (m.month, m.count)).collect(),
        undated: outcome.undated,
        placeless: outcome.placeless,
    }
}

const WORDS: [&str; 18] = [
    "aanval",
    "aanvallen",
    "Aanvaller",
    "raket",
    "raketten",
    "Kiev",
    "Kyiv",
    "Charkov",
    "Charkiv",
    "Sint-Petersburg",
    "Saint Petersburg",
    "staakt-het-vuren",
    "staakt het",
    "vuren",
    "de",
    "Oekraïne",
    "Oekraine's",
    "x",
];

fn corpus() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::collection::vec(prop::sample::select(&WORDS[..]), 1..7)
        .prop_map(|words| format!("{}.\n\n", words.join(" ")));
    let kop = prop::sample::select(&WORDS[..]).prop_map(|word| format!("Kop {word}\n\n"));
    let part = prop_oneof![4 => sentence, 1 => kop];
    let head = prop::sample::select(
        &[
            "",
            " date 2022-03 ",
            " date 2022-03-14 ",
            " date 2022-05 ",
            " date 2021 ",
            "liveblog\n\n",
        ][..],
    );
    let document = (head, prop::collection::vec(part, 1..6));
    let document = document.prop_map(|(head, parts)| format!("{head}{}", parts.concat()));
    prop::collection::vec(document, 1..6)
}

fn typed() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    let begun = (word.clone(), 1usize..9)
        .prop_map(|(word, length)| -> String { word.chars().take(length).collect() });
    let piece = prop_oneof![
        4 => word.clone().prop_map(str::to_owned),
        3 => begun.clone(),
        1 => begun.clone().prop_map(|word| format!("{word}*")),
        1 => word.clone().prop_map(|word| format!("-{word}")),
        1 => (word.clone(), word.clone()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => (word.clone(), begun.clone()).prop_map(|(a, b)| format!("{a} OR {b}")),
        1 => begun.prop_map(|name| format!("plaats:{name}")),
        1 => Just("van:2022-03-14".to_owned()),
        1 => Just("tot:2022-04".to_owned()),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.join(" "))
}

fn query() -> impl Strategy<Value = Query> {
    let dates = prop_oneof![
        2 => Just(Dates::Any),
        1 => Just(Dates::Undated),
        1 => Just(Dates::Range { from: Period::parse("2022-03-15"), to: None }),
        1 => Just(Dates::Range { from: None, to: Period::parse("2022-03") }),
    ];
    let places = prop::collection::btree_set((0u32..4).prop_map(PlaceId), 0..2);
    (typed(), places, prop::bool::weighted(0.2), dates).prop_map(
        |(text, places, placeless, dates)| Query {
            text,
            places,
            placeless,
            dates,
            ..Query::default()
        },
    )
}

/// All hits of a query.
const ALL: Page = Page { offset: 0, limit: usize::MAX };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn search_agrees_with_a_plain_scan(texts in corpus(), mut query in query()) {
        let names: Vec<String> = (0..texts.len()).map(|nth| format!("{nth}.txt")).collect();
        let files: Vec<(&str, &String)> = names.iter().map(String::as_str).zip(&texts).collect();
        let atlas = common::build(&files).unwrap();
        let archive = Archive::open(&atlas.bytes).unwrap();
        query.places.retain(|place| place.0 < archive.place_count());
        let outcome = search(&archive, &query, ALL);
        prop_assert_eq!(counts(&outcome), Twin::new(archive).outcome(&query));
        prop_assert_eq!(outcome.total as usize, outcome.hits.len());
    }

    #[test]
    fn typing_on_never_loses_the_word_that_is_meant(texts in corpus(), word in prop::sample::select(&WORDS[..])) {
        let files: Vec<(String, &String)> =
            texts.iter().enumerate().map(|(nth, text)| (format!("{nth}.txt"), text)).collect();
        let files: Vec<(&str, &String)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let atlas = common::build(&files).unwrap();
        let archive = Archive::open(&atlas.bytes).unwrap();
        let found = |typed: &str| counts(&search(&archive, &Query { text: typed.to_owned(), ..Query::default() }, ALL)).items;
        let literal: BTreeSet<ItemId> = found(&format!("\"{word}\""));
        let mut typed = String::new();
        for letter in word.chars() {
            typed.push(letter);
            prop_assert!(found(&typed).is_superset(&literal), "{}", typed);
        }
    }
}
