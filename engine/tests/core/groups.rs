//! Cities, regions and countries: what counts for which.

use crate::common::{self, KHARKIV_REGION, RUSSIA, UKRAINE};
use engine::archive::Archive;
use engine::export::export;
use engine::ids::PlaceId;
use engine::place::PlaceKind;
use engine::place_card::place_card;
use engine::query::{Choice, Filter, Query};
use engine::search::grid::grid;
use engine::search::{Page, search};

const FILES: [(&str, &str); 5] = [
    ("a.txt", " date 2022-03 Raketten op Charkov en Kiev.\n"),
    ("b.txt", " date 2022-03 In de Charkivska, zei de Oekraïense regering.\n"),
    ("c.txt", " date 2022-05 In Sint-Petersburg, Rusland, bleef het stil.\n"),
    ("d.txt", " date 2022-05 Oekraïne wacht.\n"),
    ("e.txt", " date 2022-05 Nergens.\n"),
];
const NONE: Page = Page { offset: 0, limit: 0 };

fn with_archive(test: impl Fn(&Archive, &dyn Fn(u32) -> PlaceId)) {
    let atlas = common::build(&FILES).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    test(&archive, &|geo| archive.find_place(&geo.to_string())[0]);
}

/// Name, items, and items that name it itself.
fn counted(archive: &Archive, per: PlaceKind) -> Vec<(String, u32, u32)> {
    let outcome = search(archive, &Query { per, ..Query::default() }, NONE);
    let told = |of: &engine::outcome::PlaceCount| {
        (archive.place_name(of.place).to_owned(), of.count, of.itself)
    };
    outcome.places.iter().map(told).collect()
}

#[test]
fn a_group_counts_what_names_it_and_what_names_a_city_in_it() {
    with_archive(|archive, _| {
        let rows = |per, rows: &[(&str, u32, u32)]| {
            let rows: Vec<_> = rows.iter().map(|&(name, a, b)| (name.to_owned(), a, b)).collect();
            assert_eq!(counted(archive, per), rows);
        };
        rows(PlaceKind::City, &[("Charkov", 1, 1), ("Kiev", 1, 1), ("Sint-Petersburg", 1, 1)]);
        rows(PlaceKind::Region, &[("Charkov", 2, 1)]);
        rows(PlaceKind::Country, &[("Oekraïne", 3, 2), ("Rusland", 1, 1)]);
    });
}

#[test]
fn what_is_taken_along_tells_the_places_of_the_kind_that_is_counted() {
    with_archive(|archive, _| {
        let layer = |per| {
            let query = Query { per, ..Query::default() };
            let layer = export(archive, &query, String::new(), String::new()).geojson();
            let layer = serde_json::to_value(layer).unwrap();
            let told = |feature: &serde_json::Value| {
                let told = &feature["properties"];
                (told["name"].as_str().unwrap().to_owned(), told["items"].as_u64().unwrap())
            };
            layer["features"].as_array().unwrap().iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(layer(PlaceKind::City).len(), 3);
        assert_eq!(layer(PlaceKind::Region), [("Charkov".to_owned(), 2)]);
        let countries = [("Oekraïne".to_owned(), 3), ("Rusland".to_owned(), 1)];
        assert_eq!(layer(PlaceKind::Country), countries);
    });
}

#[test]
fn a_group_is_a_filter_by_itself_whatever_is_counted() {
    with_archive(|archive, place| {
        let found = |query: &Query| search(archive, query, NONE).total;
        let typed = |text: &str| found(&Query { text: text.to_owned(), ..Query::default() });
        for (geo, items) in [(UKRAINE, 3), (KHARKIV_REGION, 2), (RUSSIA, 1)] {
            let mut query = Query::default();
            query.add(Filter::Place(place(geo)));
            assert_eq!(found(&query), items, "{geo}");
            query.toggle(Filter::NotPlace(place(geo)));
            assert_eq!(found(&query), 5 - items, "not {geo}");
        }
        assert_eq!(typed("plaats:Oekraïne"), 3);
        assert_eq!(typed("-plaats:Rusland"), 4);
        // The city, not the region of its name; that has its number.
        assert_eq!(typed("plaats:Charkov"), 1);
        assert_eq!(typed(&format!("plaats:{KHARKIV_REGION}")), 2);
        // A word is looked for in the texts, not by what lies in the country: not in a.txt.
        assert_eq!(typed("Oekraïne"), 2);
    });
}

#[test]
fn a_region_answers_to_its_name_where_no_item_names_the_city() {
    let atlas = common::build(&FILES[1..]).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let [region] = archive.find_place("Charkov")[..] else { panic!("one Charkov") };
    assert_eq!(archive.place_kind(region), PlaceKind::Region);
}

#[test]
fn no_place_means_none_of_the_kind_that_is_counted() {
    with_archive(|archive, _| {
        for (per, items) in [(PlaceKind::City, 3), (PlaceKind::Region, 3), (PlaceKind::Country, 1)]
        {
            let query = Query { per, placeless: Choice::Chosen, ..Query::default() };
            let outcome = search(archive, &query, NONE);
            assert_eq!((outcome.total, outcome.placeless), (items, items), "{per:?}");
        }
    });
}

#[test]
fn the_grid_has_rows_of_that_kind() {
    with_archive(|archive, place| {
        let query = Query { per: PlaceKind::Country, ..Query::default() };
        let rows = grid(archive, &query, 9).rows;
        let rows: Vec<_> = rows.into_iter().map(|row| (row.place, row.counts)).collect();
        // March, April, May, without a month.
        let wanted = [(place(UKRAINE), vec![2, 0, 1, 0]), (place(RUSSIA), vec![0, 0, 1, 0])];
        assert_eq!(rows, wanted);
    });
}

#[test]
fn a_card_tells_what_lies_in_a_country_and_around_a_city() {
    with_archive(|archive, place| {
        let country = place_card(archive, place(UKRAINE));
        assert_eq!((country.items, country.itself), (3, 2));
        assert_eq!(country.spellings, [("Oekraïense".to_owned(), 1), ("Oekraïne".to_owned(), 1)]);
        assert_eq!(country.within.len(), 2);
        assert_eq!((country.around.len(), country.together.len()), (0, 0));
        let city = place_card(archive, place(706483));
        assert_eq!(city.around, [place(KHARKIV_REGION), place(UKRAINE)]);
        assert_eq!((city.within.len(), city.together.len()), (0, 1));
    });
}
