//! Odd files: they pass through, come back unchanged and are told; only what cannot be read or
//! named stops the work.

use crate::common;

use engine::archive::Archive;
use engine::ids::DocId;
use engine::seed::{CorpusError, Source, parse};
use proptest::prelude::*;

fn notices(text: &str) -> Vec<(usize, usize, String)> {
    let (_, notices) = parse(&Source { path: "a.txt", bytes: text.as_bytes() }).unwrap();
    notices.into_iter().map(|notice| (notice.line, notice.column, notice.message)).collect()
}

#[test]
fn odd_things_are_told_with_line_and_column() {
    for (text, line, column, word) in [
        ("\u{FEFF}Tekst.", 1, 1, "byte order mark"),
        ("", 1, 1, "no text"),
        (" \n ", 1, 1, "no text"),
        ("Een\nén \u{7} bel.", 2, 4, "U+0007"),
        (" date 2022-13 Tekst.", 1, 7, "2022-13"),
        ("a\r\nb\nc", 2, 2, "mixed"),
    ] {
        let found = notices(text);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        assert_eq!((found[0].0, found[0].1), (line, column), "{text:?}");
        assert!(found[0].2.contains(word), "{text:?}: {}", found[0].2);
    }
    assert_eq!(notices("Rustig.\r\n\r\nשלום, e\u{301}é, 👩‍👩‍👧.\r\n"), []);
}

#[test]
fn what_cannot_be_read_or_named_stops_the_work() {
    let none: [(&str, &str); 0] = [];
    assert_eq!(common::build(&none), Err(CorpusError::Empty));
    let broken = common::build(&[("map/a.txt", &b"goed \xFF fout"[..])]);
    assert_eq!(broken, Err(CorpusError::NotUtf8 { path: "map/a.txt".into(), byte: 5 }));
    let twice = common::build(&[("a.txt", "een"), ("a.md", "twee")]);
    let message = twice.unwrap_err().to_string();
    assert!(message.contains("a.md and a.txt"), "{message}");
    let side = common::build(&[("a.txt", "een"), ("corpus.toml", "[a]\ndatum = \"2022\"")]);
    let message = side.unwrap_err().to_string();
    assert!(message.contains("corpus.toml, line 2") && message.contains("datum"), "{message}");
}

#[test]
fn a_statement_about_no_document_is_a_notice() {
    let atlas = common::build(&[("a.txt", "een"), ("corpus.toml", "[b]\ndate = \"2022\"")]);
    let notices = atlas.unwrap().notices;
    assert_eq!((notices[0].path.as_str(), notices[0].line), ("corpus.toml", 1));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut files = common::SEEDS;
    files.reverse();
    assert_eq!(common::build(&files).unwrap().bytes, common::seeds());
}

#[test]
fn a_line_of_ten_megabytes_passes() {
    let text = "woord ".repeat(10 << 20 >> 3);
    let atlas = common::build(&[("a.txt", &text)]).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    assert_eq!(archive.text(DocId(0)), text);
}

#[test]
fn markdown_headings_give_title_and_headings() {
    let text = "# De titel\n\nTekst van het stuk.\n\n## Onderdeel\nMeer tekst.\n";
    let (article, _) = parse(&Source { path: "a.md", bytes: text.as_bytes() }).unwrap();
    assert_eq!(article.title.text, "De titel");
    assert_eq!(article.items.len(), 1);
    let words: Vec<_> = article.paragraphs.iter().map(|p| &text[p.span.clone()]).collect();
    assert_eq!(words, ["De titel", "Tekst van het stuk.", "Onderdeel", "Meer tekst."]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_passes_and_its_parts_lie_in_order(
        text in "(\u{FEFF}| date 20[0-9-]{1,8} |liveblog\n|# )?([A-Za-zé'👩\u{301}\u{5D0}. ]{0,50}(\n|\r\n|\n\n|\u{0}|• AFP\n|Lees ook:\n)){0,12}"
    ) {
        let (article, _) = parse(&Source { path: "x/a.md", bytes: text.as_bytes() }).unwrap();
        prop_assert_eq!(&article.text, &text);
        let mut end = 0;
        for paragraph in &article.paragraphs {
            prop_assert!(end <= paragraph.span.start && paragraph.span.start < paragraph.span.end);
            prop_assert!(text.get(paragraph.span.clone()).is_some());
            end = paragraph.span.end;
        }
        let mut next = 0;
        for item in &article.items {
            prop_assert!(next <= item.paragraphs.start && !item.paragraphs.is_empty());
            next = item.paragraphs.end;
            let own = &article.paragraphs[item.paragraphs.clone()];
            prop_assert_eq!(item.span.start, own[0].span.start);
            prop_assert_eq!(item.span.end, own[own.len() - 1].span.end);
        }
        prop_assert!(next <= article.paragraphs.len());
        let inked = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').count();
        let kept: usize = article.paragraphs.iter()
            .map(|p| text[p.span.clone()].chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}').count())
            .sum();
        let marks = text.matches('#').count();
        prop_assert!(kept <= inked && inked <= kept + marks, "no text is lost");

        let atlas = common::build(&[("x/a.md", &text)]).unwrap();
        let archive = Archive::open(&atlas.bytes).unwrap();
        prop_assert_eq!(archive.text(DocId(0)), text.clone());
    }
}

#[test]
fn corrections_in_the_seeds_folder_are_applied_and_checked() {
    let text = "In Kiev was het stil. Wie ging naar Kief?";
    let built = |corrections: &str| {
        let file = format!("{{ \"version\": 1, \"corrections\": [\n{corrections}\n] }}");
        common::build(&[("a.txt", text), ("corrections.json", &*file)])
    };
    let names = |atlas: &engine::atlas::Atlas| -> Vec<String> {
        let archive = Archive::open(&atlas.bytes).unwrap();
        let mentions = archive.mentions(archive.find_document("a").unwrap());
        mentions.iter().map(|mention| text[mention.span.clone()].to_owned()).collect()
    };
    let added = built(r#"{ "do": "add", "name": "Kief", "place": 703448 }"#).unwrap();
    assert_eq!((names(&added), added.notices.len()), (vec!["Kiev".into(), "Kief".into()], 0));
    let none = built(
        r#"{ "do": "not-a-place", "name": "Kiev" },
{ "do": "link", "name": "Lviv", "place": 703448 }"#,
    );
    let none = none.unwrap();
    assert!(names(&none).is_empty());
    let notice = &none.notices[0];
    assert_eq!((&*notice.path, notice.line, notice.column), ("corrections.json", 3, 3));
    let error = built(r#"{ "do": "link", "name": "Kiev" }"#).unwrap_err().to_string();
    assert!(error.starts_with("corrections.json, line 2, column "), "{error}");
}
