//! The concordance of the seeds, and beside a plain scan of their words.

use crate::common;
use engine::archive::Archive;
use engine::concordance::{By, Concordance, Group, Line, Order, concordance, every_line};
use engine::place::PlaceKind;
use engine::query::Query;
use engine::seed::ParagraphKind;
use engine::text::{self, name_key};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static SEEDS: LazyLock<Archive<'static>> =
    LazyLock::new(|| Archive::open(common::seeds()).expect("what was built opens"));

/// Every word of the searched paragraphs of the seeds, with its document and characters.
static WORDS: LazyLock<Vec<(String, String, usize, usize)>> = LazyLock::new(|| {
    let mut words = Vec::new();
    for (doc, document) in SEEDS.documents() {
        let source = SEEDS.body(doc);
        for (_, item) in SEEDS.items().filter(|(_, item)| item.doc == doc) {
            for paragraph in &source.paragraphs[item.paragraphs.clone()] {
                if !matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Heading) {
                    continue;
                }
                let before = source.text[..paragraph.span.start].chars().count();
                let text = &source.text[paragraph.span.clone()];
                for token in text::tokens(text) {
                    let start = before + text[..token.range.start].chars().count();
                    let length = text[token.range].chars().count();
                    words.push((token.form, document.name.to_owned(), start, start + length));
                }
            }
        }
    }
    words
});

fn lines(typed: &str, order: Order) -> Concordance {
    let query = Query { text: typed.into(), exact: true, ..Query::default() };
    concordance(&SEEDS, &query, order)
}

#[test]
fn every_hit_stands_between_its_neighbours() {
    let found = lines("gasproductie", Order::Found);
    let first = &found.lines[0];
    assert_eq!((first.left.as_str(), first.hit.as_str()), ("Denemarken verhoogt ", "gasproductie"));
    assert_eq!(first.right, " in Noordzee tijdelijk");
    assert_eq!(found.unread, 0);
}

#[test]
fn every_line_is_taken_along_with_its_paragraph() {
    let query = Query { text: "de".into(), exact: true, ..Query::default() };
    let table = every_line(&SEEDS, &query, ';', ["q=de&exact=1", "2024-02-01"]);
    let rows: Vec<&str> = table.split_terminator("\r\n").collect();
    let hits = WORDS.iter().filter(|(form, ..)| form == "de").count();
    assert_eq!(rows.len(), 1 + hits);
    assert!(rows[0].ends_with(
        "left;hit;right;date;places;doc;item;start;end;paragraph;title;query;atlas;made"
    ));
    let last = format!(";#q=de&exact=1;{};2024-02-01", SEEDS.id());
    assert!(rows[1..].iter().all(|row| row.ends_with(&last)));
    let whole = "Denemarken verhoogt gasproductie in Noordzee tijdelijk";
    let query = Query { text: "verhoogt".into(), exact: true, ..Query::default() };
    assert!(every_line(&SEEDS, &query, ',', ["", ""]).contains(whole));
}

#[test]
fn lines_tell_the_places_of_the_kind_that_is_counted() {
    let per = |per| {
        let query = Query { text: "Kiev".into(), exact: true, per, ..Query::default() };
        concordance(&SEEDS, &query, Order::Found)
    };
    let [cities, countries] = [PlaceKind::City, PlaceKind::Country].map(per);
    assert_eq!(cities.lines.len(), countries.lines.len());
    let names =
        |line: &Line| line.places.iter().map(|&id| SEEDS.place_name(id)).collect::<Vec<_>>();
    let mut told = 0;
    for (city, country) in cities.lines.iter().zip(&countries.lines) {
        if names(city).contains(&"Kiev") {
            told += 1;
            assert!(names(country).contains(&"Oekraïne"), "{}", country.hit);
        }
    }
    assert!(told > 0, "no paragraph names Kiev");
    let kinds = countries.lines.iter().flat_map(|line| &line.places);
    assert!(kinds.into_iter().all(|&id| SEEDS.place_kind(id) == PlaceKind::Country));
}

#[test]
fn lines_are_grouped_by_the_places_of_their_paragraph_and_by_month() {
    let found = lines("Kiev", Order::Date);
    let dates: Vec<_> = found.lines.iter().filter_map(|line| line.date).collect();
    assert!(dates.is_sorted_by_key(|date| date.days().from));
    let places = found.groups(&SEEDS, By::Place);
    let first = places[0].0.place.flatten().map(|place| SEEDS.place_name(place));
    assert_eq!(first, Some("Kiev"));
    let in_group = |lines: &[(Group, Vec<usize>)]| -> BTreeSet<usize> {
        lines.iter().flat_map(|(_, lines)| lines.clone()).collect()
    };
    let all: BTreeSet<usize> = (0..found.lines.len()).collect();
    assert_eq!(in_group(&places), all);
    let months = found.groups(&SEEDS, By::Month);
    assert_eq!(in_group(&months), all);
    let undated = Group { place: None, month: Some(None) };
    assert_eq!(months.last().map(|(group, _)| *group), Some(undated));
    assert_eq!(found.groups(&SEEDS, By::Nothing).len(), 1);

    let both = found.groups(&SEEDS, By::PlaceAndMonth);
    assert_eq!(in_group(&both), all);
    for (place, lines) in places {
        let months = both.iter().filter(|(group, _)| group.place == place.place);
        let together: Vec<_> =
            months.clone().map(|(group, lines)| (*group, lines.clone())).collect();
        assert_eq!(in_group(&together), lines.into_iter().collect());
        let months: Vec<_> = months.map(|(group, _)| group.month.flatten()).collect();
        assert!(months.is_sorted_by_key(|month| (month.is_none(), *month)), "undated last");
    }
}

#[test]
fn lines_are_sorted_by_the_place_of_their_paragraph() {
    let found = lines("Oekraïne", Order::Place);
    let first = |line: &Line| line.places.first().map(|&place| name_key(SEEDS.place_name(place)));
    assert!(found.lines.is_sorted_by_key(|line| (line.places.is_empty(), first(line))));
    assert!(found.lines.iter().any(|line| line.places.is_empty()), "and some have none");
}

#[test]
fn a_table_has_a_row_for_each_line_and_nine_cells_in_each() {
    let found = lines("Kiev", Order::Left);
    let table = found.table(&SEEDS);
    assert_eq!(table.lines().count(), found.lines.len() + 1);
    assert!(table.lines().all(|row| row.split('\t').count() == 9));
    assert!(!table.split(['\t', '\n']).any(|cell| cell.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn no_words_have_no_lines() {
    assert_eq!(lines("", Order::Left).lines, []);
}

proptest! {
    #[test]
    fn lines_agree_with_a_plain_scan(nth in any::<prop::sample::Index>(), order in 0usize..4) {
        let order = [Order::Found, Order::Left, Order::Right, Order::Date][order];
        let (form, ..) = nth.get(&WORDS);
        let found = lines(form, order);
        let plain: BTreeSet<_> = WORDS.iter().filter(|word| word.0 == *form).cloned().collect();
        let told: BTreeSet<_> = found.lines.iter().map(|line| {
            let doc = SEEDS.document(SEEDS.item_document(line.item)).name.to_owned();
            (form.clone(), doc, line.range.start, line.range.end)
        }).collect();
        // Of a hyphenated word and its part that read the same, one mark stays.
        prop_assert!(told.is_subset(&plain));
        prop_assert_eq!(told.len(), found.lines.len());
        let inside = |a: &(String, String, usize, usize), b: &(String, String, usize, usize)| a.1 == b.1 && b.2 <= a.2 && a.3 <= b.3;
        prop_assert!(plain.iter().all(|word| told.iter().any(|line| inside(word, line))));
    }

    #[test]
    fn lines_show_the_source_and_stand_in_order(nth in any::<prop::sample::Index>()) {
        let (form, ..) = nth.get(&WORDS);
        let shown = |line: &Line| {
            let text = SEEDS.text(SEEDS.item_document(line.item));
            let source: String = text.chars().skip(line.range.start).take(line.range.len()).collect();
            (source, format!("{}{}{}", line.left, line.hit, line.right), text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let right = lines(form, Order::Right);
        for line in &right.lines {
            let (source, context, text) = shown(line);
            prop_assert_eq!(source.split_whitespace().collect::<Vec<_>>().join(" "), line.hit.clone());
            prop_assert!(text.contains(context.trim()), "{}", context);
        }
        prop_assert!(right.lines.is_sorted_by_key(|line| name_key(&line.right)));
    }
}
