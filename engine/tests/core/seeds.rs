//! The five seeds: what a reader relies on when they are opened.

use crate::common;

use engine::archive::{Archive, Body, Document};
use engine::ids::{DocId, ItemId};
use engine::seed::{Origin, ParagraphKind, Suggestion};

const LIVEBLOG: &str = "004_d2297999e083d57d";

fn with_archive(test: impl FnOnce(&Archive)) {
    test(&Archive::open(common::seeds()).expect("what was built opens"));
}

fn document<'a>(archive: &'a Archive, name: &str) -> (DocId, Document<'a>) {
    let id = archive.find_document(name).expect(name);
    (id, archive.document(id))
}

/// The words of all paragraphs of a kind.
fn of_kind(archive: &Archive, name: &str, kind: ParagraphKind) -> Vec<String> {
    let Body { text, paragraphs } = archive.body(document(archive, name).0);
    let paragraphs = paragraphs.into_iter().filter(|p| p.kind == kind);
    paragraphs.map(|paragraph| text[paragraph.span].to_owned()).collect()
}

#[test]
fn every_source_comes_back_byte_for_byte() {
    with_archive(|archive| {
        assert_eq!(archive.document_count(), 5);
        for (path, bytes) in common::SEEDS {
            let (doc, _) = document(archive, path.trim_end_matches(".txt"));
            assert_eq!(archive.text(doc).as_bytes(), bytes, "{path}");
        }
    });
}

#[test]
fn headers_give_months_and_the_liveblog_stays_undated() {
    with_archive(|archive| {
        let date = |document: Document| {
            document.dating.date.map(|(period, origin)| (period.to_string(), origin))
        };
        let found: Vec<_> = archive.documents().map(|(_, document)| date(document)).collect();
        let text = |month: &str| Some((month.to_owned(), Origin::Text));
        let expected = [text("2022-10"), text("2024-01"), text("2022-06"), text("2022-03"), None];
        assert_eq!(found, expected);

        let (doc, liveblog) = document(archive, LIVEBLOG);
        let Some(Suggestion { day: 19, month: 4, year: None, evidence }) =
            liveblog.dating.suggestion.clone()
        else {
            panic!("{:?}", liveblog.dating)
        };
        assert_eq!(&archive.text(doc)[evidence], "op 19 april");
        let months = archive.months().map(|(from, to)| (from.to_string(), to.to_string()));
        assert_eq!(months, Some(("2022-03".to_owned(), "2024-01".to_owned())));
    });
}

#[test]
fn an_editor_may_date_the_liveblog() {
    let mut files = common::SEEDS.map(|(path, bytes)| (path, bytes.to_vec())).to_vec();
    let side = format!("[\"{LIVEBLOG}\"]\ndate = \"2022-04-19\"\nsource = \"NOS\"\n");
    files.push(("corpus.toml", side.into_bytes()));
    let atlas = common::build(&files).unwrap();
    assert_eq!(atlas.notices, []);
    let archive = Archive::open(&atlas.bytes).unwrap();
    let (_, liveblog) = document(&archive, LIVEBLOG);
    let (date, origin) = liveblog.dating.date.unwrap();
    assert_eq!((date.to_string().as_str(), origin), ("2022-04-19", Origin::Editor));
    assert_eq!(liveblog.source, Some("NOS"));
    let item = archive.item(ItemId(liveblog.items.start));
    assert_eq!(item.date, Some(date));
}

#[test]
fn the_liveblog_is_divided_by_its_headings() {
    with_archive(|archive| {
        let (id, liveblog) = document(archive, LIVEBLOG);
        let Body { text, paragraphs } = archive.body(id);
        let mut found = String::new();
        for item in liveblog.items.map(|item| archive.item(ItemId(item))) {
            let heading = item.heading.expect("every item of this blog has a heading");
            found.push_str(&format!("= {}\n", &text[heading]));
            let captions = paragraphs[item.paragraphs].iter();
            for caption in captions.filter(|p| p.kind == ParagraphKind::Caption) {
                found.push_str(&format!("+ {}\n", &text[caption.span.clone()]));
            }
        }
        let cases = include_str!("../cases/liveblog.txt").lines();
        let expected: Vec<&str> =
            cases.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        assert_eq!(found.lines().collect::<Vec<_>>(), expected);
    });
}

#[test]
fn a_plain_article_is_one_item_with_headings_inside() {
    with_archive(|archive| {
        for (name, headings) in [
            ("000_22d6a09a2baa00c6", &[][..]),
            ("001_406e6ded83c85766", &[]),
            ("002_8e7993026c81cd8b", &["Doden", "Krim", "Graan", "Hitler"]),
            ("003_09abae45340d8808", &["Minder positief geluid", "Duizenden burgers gedood"]),
        ] {
            assert_eq!(document(archive, name).1.items.len(), 1, "{name}");
            assert_eq!(of_kind(archive, name, ParagraphKind::Heading), headings);
        }
    });
}

#[test]
fn what_is_not_the_article_is_told_apart() {
    with_archive(|archive| {
        let beginnings = |name, kind| -> Vec<String> {
            let found = of_kind(archive, name, kind).into_iter();
            found.map(|text| text.chars().take(12).collect()).collect()
        };
        let boilerplate = |name| beginnings(name, ParagraphKind::Boilerplate);
        assert_eq!(boilerplate("002_8e7993026c81cd8b"), ["date 2022-06", "Onze excuses"]);
        assert_eq!(
            boilerplate("003_09abae45340d8808"),
            ["date 2022-03", "Lees ook:", "Jullie staan", "Wat kunnen w"]
        );
        assert_eq!(
            boilerplate(LIVEBLOG),
            [
                "liveblog",
                "NOS NieuwsAa",
                "liveblog ges",
                "Lees meer in",
                "• AFP",
                "• AFP",
                "• AFP",
                "• AFP",
                "• EPA",
                "Welkom, in d"
            ]
        );
        let captions = beginnings("002_8e7993026c81cd8b", ParagraphKind::Caption);
        assert_eq!(captions, ["Volledig sch"]);
    });
}

#[test]
fn titles_say_where_they_are_from() {
    with_archive(|archive| {
        let title = |name| {
            let (_, document) = document(archive, name);
            (document.title, document.title_origin)
        };
        assert_eq!(
            title("000_22d6a09a2baa00c6"),
            (
                "De Oekraïense president Volodomyr Zelensky voegde zich dinsdagochtend bij…",
                Origin::Derived
            )
        );
        assert_eq!(
            title(LIVEBLOG),
            (
                "'Staalcomplex Marioepol nagenoeg verwoest' • VN-chef stelt vierdaags staakt-het-vuren voor",
                Origin::Text
            )
        );
    });
}
