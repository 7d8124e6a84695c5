//! What the questions of a list find.

use crate::common;
use engine::archive::Archive;
use engine::batch::{Answer, Question, answer, table};
use engine::query::{Filter, Query};
use engine::search::{Page, search};

const FILES: [(&str, &str); 4] = [
    ("a.txt", " date 2022-03 Raketten op Kiev. Kyiv bleef staan, zei Zelensky.\n"),
    ("b.txt", " date 2022-10 In Charkiv sprak Zelenski over een fabriek.\n"),
    ("c.txt", " date 2023-01 In Kiev zweeg Zelensky.\n"),
    ("d.txt", "Zonder datum bleef het in de fabriek stil.\n"),
];

fn answers(standing: &Query, question: &str) -> Answer {
    let atlas = common::build(&FILES).unwrap();
    answer(&Archive::open(&atlas.bytes).unwrap(), standing, question)
}

/// The other spellings that are told of a question.
fn spellings(question: &str) -> Vec<(String, bool, u32)> {
    let told = answers(&Query::default(), question).spellings.into_iter();
    told.map(|of| (of.form, of.is_likely_slip, of.items)).collect()
}

#[test]
fn a_question_tells_items_documents_months_and_spellings() {
    let found = answers(&Query::default(), "Zelensky");
    assert_eq!((found.items, found.documents), (3, 3));
    let (first, last) = found.months.unwrap();
    assert_eq!(format!("{first} {last}"), "2022-03 2023-01");
    assert_eq!(spellings("Zelensky"), [("Zelenski".to_owned(), false, 1)]);
    assert_eq!(spellings("Kharkiv"), [("Charkiv".to_owned(), false, 1)]);
    assert_eq!(spellings("fabrike"), [("fabriek".to_owned(), true, 2)]);
    assert_eq!(answers(&Query::default(), "fabriek").undated, 1);
    assert_eq!(answers(&Query::default(), "Zonder datum").months, None);
}

#[test]
fn a_question_that_no_item_answers_whole_finds_nothing() {
    let found = answers(&Query::default(), "Raketten fabriek");
    assert_eq!((found.items, found.documents, found.months), (0, 0, None));
    assert_eq!(found.spellings, []);
}

#[test]
fn filters_hold_and_words_that_were_asked_do_not() {
    let atlas = common::build(&FILES).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let [kyiv] = archive.find_place("Kiev")[..] else { panic!("one Kiev") };
    let mut standing = Query { text: "raketten".into(), ..Query::default() };
    standing.add(Filter::Place(kyiv));
    let found = answer(&archive, &standing, "Zelensky");
    assert_eq!((found.items, found.spellings.len()), (2, 0));
}

#[test]
fn a_question_finds_what_it_finds_alone() {
    let archive = Archive::open(common::seeds()).unwrap();
    for question in ["Charkov", "\"president Zelensky\"", "raket -drone", "van:2022-06", "aanval*"]
    {
        let query = Query { text: question.into(), ..Query::default() };
        let alone = search(&archive, &query, Page { offset: 0, limit: 0 });
        let found = answer(&archive, &Query::default(), question);
        assert_eq!((found.items, found.documents), (alone.total, alone.documents), "{question}");
        assert!(found.items > 0, "{question}");
    }
}

#[test]
fn a_table_has_a_row_for_each_question() {
    let archive = Archive::open(common::seeds()).unwrap();
    let questions = ["Kharkiv", "=1+2", "a;b"].into_iter().zip(1..);
    let rows: Vec<(Question, Answer)> = questions
        .map(|(text, line)| {
            (Question { line, text: text.into() }, answer(&archive, &Query::default(), text))
        })
        .collect();
    let table = table(&archive, &rows, &|question| format!("q={}", question.line), ';');
    let rows: Vec<&str> = table.trim_end().split("\r\n").collect();
    assert_eq!(rows.len(), 4);
    assert!(rows[1].starts_with("1;Kharkiv;5;"), "{}", rows[1]);
    assert!(rows[1].contains("Charkov (4), Charkiv (1)"), "{}", rows[1]);
    assert!(rows[2].starts_with("2;'=1+2;"), "{}", rows[2]);
    assert!(rows[3].starts_with("3;\"a;b\";"), "{}", rows[3]);
    assert!(rows[3].ends_with(&format!(";#q=3;{}", archive.id())), "{}", rows[3]);
}
