//! What is suggested while one types.

use crate::common;
use engine::archive::Archive;
use engine::query::Query;
use engine::search::{Kind, Page, Suggestion, search, suggest};
use proptest::prelude::*;
use std::sync::LazyLock;

static SEEDS: LazyLock<Archive<'static>> =
    LazyLock::new(|| Archive::open(common::seeds()).expect("what was built opens"));

/// What is suggested, in one line each.
fn lines(typed: &str) -> Vec<String> {
    let line = |found: Suggestion| {
        let kind = match found.kind {
            Kind::Place(_) => "place",
            Kind::Name => "name",
            Kind::Word => "word",
        };
        let spelt = found.spelt.map(|spelt| format!(" ({spelt})")).unwrap_or_default();
        format!("{kind} {}{spelt}", found.text)
    };
    suggest(&SEEDS, typed).into_iter().map(line).collect()
}

#[test]
fn places_come_by_any_spelling_and_before_names_and_words() {
    assert_eq!(lines("Khark"), ["place Charkov (Kharkiv)"]);
    assert_eq!(lines("raket saint pet")[0], "place Sint-Petersburg (Saint Petersburg)");
    assert_eq!(lines("plaats:kyi"), ["place Kiev (Kyiv)"]);
    let all = lines("za");
    assert_eq!(all[0], "place Zaporizja");
    assert!(all.len() > 1 && all[1..].iter().all(|line| !line.contains("Zaporizja")), "{all:?}");
}

#[test]
fn names_have_a_capital_and_words_have_not() {
    assert_eq!(lines("zelen"), ["name Zelensky", "name Zelenski"]);
    assert_eq!(lines("raketaanv"), ["word raketaanval", "word raketaanvallen"]);
}

#[test]
fn nothing_is_suggested_where_it_would_be_in_the_way() {
    for typed in ["", "k", "Kiev ", "\"staakt he", "raket -khark", "van:2022", "onvindbaar"] {
        assert_eq!(lines(typed), [""; 0], "{typed}");
    }
}

#[test]
fn a_place_becomes_a_filter_and_a_word_ends_the_text() {
    let mut query = Query { text: "raket saint pet".into(), ..Query::default() };
    suggest(&SEEDS, &query.text)[0].accept(&mut query);
    assert_eq!(query.text, "raket");
    assert_eq!(query.places.len(), 1);
    query.text = "Kiev rakett".into();
    suggest(&SEEDS, &query.text)[0].accept(&mut query);
    assert_eq!(query.text, "Kiev raketten");
}

proptest! {
    #[test]
    fn whatever_is_suggested_is_there(typed in "[a-zA-Zé]{2,4}") {
        for found in suggest(&SEEDS, &typed) {
            let mut query = Query { text: typed.clone(), ..Query::default() };
            found.accept(&mut query);
            query.exact = true;
            let total = search(&SEEDS, &query, Page { offset: 0, limit: 0 }).total;
            prop_assert_eq!(total, found.items, "{:?}", found);
        }
    }

    #[test]
    fn whatever_is_typed_is_no_trouble(before in "\\PC{0,12}", typed in "\\PC{0,12}") {
        let typed = format!("{before} {typed}");
        for found in suggest(&SEEDS, &typed) {
            prop_assert!(typed.is_char_boundary(found.from));
        }
    }
}
