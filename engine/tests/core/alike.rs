//! Near-duplicates: reprints stand under one hit, and nothing else does.

use crate::common;
use engine::archive::Archive;
use engine::outcome::Outcome;
use engine::query::{Dates, Query, Sort};
use engine::search::{Page, search};
use engine::time::Period;

/// What the agency wrote.
const REPORT: [&str; 4] = [
    "Bij een brand in een loods aan de rand van de haven zijn vannacht twee brandweerlieden gewond \
     geraakt. De vlammen sloegen kort na middernacht uit het dak en waren kilometers ver te zien.",
    "De brandweer had het vuur tegen de ochtend onder controle. In de loods lagen banden en oud \
     papier opgeslagen, en omwonenden kregen het advies om ramen en deuren gesloten te houden.",
    "Over de oorzaak is nog niets bekend. De politie heeft een onderzoek ingesteld en vraagt wie \
     iets verdachts heeft gezien om zich te melden bij het bureau in de binnenstad.",
    "Het is de derde brand in het havengebied in een jaar tijd. De gemeente wil daarom strengere \
     eisen stellen aan bedrijven die brandbare stoffen opslaan in oude gebouwen.",
];

/// What one paper adds.
const MORE: &str = "De burgemeester bezocht de gewonden in het ziekenhuis en noemde hun toestand \
                    stabiel. Zij prees het snelle werk van de hulpdiensten.";

/// What stands below every text of one paper.
const BELOW: &str = "Deze krant bericht elke dag over de regio. Heeft u een tip voor de redactie, \
                     bel ons dan of stuur een brief naar het kantoor aan de markt.";

fn outcome(files: &[(&str, String)], query: &Query) -> (Outcome, Vec<Vec<String>>) {
    let atlas = common::build(files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let outcome = search(&archive, query, Page { offset: 0, limit: 10 });
    let name = |item| archive.document(archive.item_document(item)).name.to_owned();
    let hits = outcome.hits.iter();
    let names =
        hits.map(|hit| std::iter::once(hit.item).chain(hit.alike.clone()).map(name).collect());
    let names = names.collect();
    (outcome, names)
}

fn asking(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

/// A text with a heading, dated to a month of 2022.
fn text(month: u32, heading: &str, paragraphs: &[&str]) -> String {
    format!(" date 2022-{month:02} {heading}\n\n{}", paragraphs.join("\n\n"))
}

#[test]
fn reprints_stand_under_one_hit_and_are_counted() {
    let longer = [&REPORT[..], &[MORE]].concat();
    let files = [
        ("krant.txt", text(3, "Twee gewonden bij brand", &REPORT)),
        ("dagblad.txt", text(4, "Grote brand in de haven verwoest loods", &REPORT)),
        ("post.txt", text(5, "Brand in haven", &longer)),
        (
            "ander.txt",
            text(3, "Haven", &["In de haven lag ooit een brandende loods, schreef de dichter."]),
        ),
    ];
    let (found, names) = outcome(&files, &Query { sort: Sort::Oldest, ..asking("loods") });
    assert_eq!((found.total, found.folded, found.documents), (4, 2, 4));
    assert_eq!(names, [vec!["ander"], vec!["krant", "dagblad", "post"]]);
    let cities: u32 = found.kinds.iter().map(|kind| kind.count).sum();
    assert_eq!(cities, 4, "the facets count items");

    // The first in the order stands for the others, and what is not found is not under it.
    let (_, names) = outcome(&files, &Query { sort: Sort::Newest, ..asking("brandweer") });
    assert_eq!(names, [vec!["post", "dagblad", "krant"]]);
    let (found, names) = outcome(&files, &asking("burgemeester"));
    assert_eq!((names, found.folded), (vec![vec!["post".to_owned()]], 0));
    let april = Dates { from: Period::parse("2022-04"), to: Period::parse("2022-04") };
    let (found, names) = outcome(&files, &Query { dates: april, ..asking("loods") });
    assert_eq!((names, found.total, found.folded), (vec![vec!["dagblad".to_owned()]], 1, 0));
}

#[test]
fn a_live_blog_that_repeats_an_item_shows_it_once() {
    let item = |heading: &str, body: &str| format!("{heading}\n\n{body}\n\n");
    let blog = [
        "liveblog\n\n".to_owned(),
        item("Brand in haven", REPORT[0]),
        item("Onderzoek naar oorzaak", REPORT[2]),
        item("Brand in de haven", REPORT[0]),
    ]
    .concat();
    let (found, _) = outcome(&[("blog.txt", blog)], &asking("gewond OR onderzoek"));
    assert_eq!((found.total, found.folded, found.hits.len()), (3, 1, 2));
}

#[test]
fn what_every_text_of_a_paper_ends_with_makes_no_two_alike() {
    let files = [
        ("a.txt", text(1, "Brand", &[REPORT[0], BELOW])),
        ("b.txt", text(1, "Onderzoek", &[REPORT[2], BELOW])),
    ];
    let (found, names) = outcome(&files, &asking("redactie"));
    assert_eq!((found.total, found.folded, names.len()), (2, 0, 2));
}

#[test]
fn short_reports_with_another_number_are_not_alike() {
    let report = |dead: u32| format!("Het aantal doden na de aardbeving is opgelopen tot {dead}.");
    let files = [("a.txt", report(12)), ("b.txt", report(14)), ("c.txt", report(12))];
    let (found, names) = outcome(&files, &asking("aardbeving"));
    assert_eq!((found.total, found.folded), (3, 1));
    assert_eq!(names, [vec!["a", "c"], vec!["b"]]);
}
