//! Citing passages of the seeds.

use crate::common;
use engine::archive::Archive;
use engine::cite::{Check, Departure, check, cite, sha256};
use engine::ids::DocId;
use engine::query::Query;
use engine::reader;
use engine::seed::Origin;
use proptest::prelude::*;
use std::sync::LazyLock;

static SEEDS: LazyLock<Archive<'static>> =
    LazyLock::new(|| Archive::open(common::seeds()).expect("what was built opens"));

#[test]
fn a_citation_says_only_what_the_source_says() {
    let doc = SEEDS.find_document("000_22d6a09a2baa00c6").unwrap();
    let text = SEEDS.text(doc);
    let start = text.split("Zelensky").next().unwrap().chars().count();
    let citation = cite(&SEEDS, doc, start..start + 9).unwrap();
    assert_eq!(citation.quote, "Zelensky");
    assert_eq!(citation.title.1, Origin::Derived);
    assert_eq!(
        citation.date.map(|(date, from)| (date.to_string(), from)),
        Some(("2022-10".into(), Origin::Text))
    );
    assert_eq!((citation.source, citation.item), (None, None));
    assert_eq!(citation.sha256, sha256(&text));
    assert_eq!(cite(&SEEDS, doc, 5..5), None);
    assert_eq!(cite(&SEEDS, doc, 0..usize::MAX), None);
}

#[test]
fn an_item_of_a_live_blog_is_cited_by_number_and_heading() {
    let doc = SEEDS.find_document("004_d2297999e083d57d").unwrap();
    let document = SEEDS.document(doc);
    let text = SEEDS.text(doc);
    let found = text.find("Denemarken verhoogt gasproductie").unwrap();
    let start = text[..found].chars().count();
    let (number, heading) = cite(&SEEDS, doc, start..start + 10).unwrap().item.unwrap();
    assert_eq!(heading, "Denemarken verhoogt gasproductie in Noordzee tijdelijk");
    assert!((1..=38).contains(&number));
    assert!(
        document.dating.date.is_none()
            && cite(&SEEDS, doc, start..start + 10).unwrap().date.is_none()
    );
}

#[test]
fn a_citation_is_checked_against_every_source() {
    for doc in (0..SEEDS.document_count()).map(DocId) {
        let hash = sha256(&SEEDS.text(doc));
        assert_eq!(check(&SEEDS, &format!("SHA-256: {}.", hash.to_uppercase())), Check::Same(doc));
        let changed = sha256(&(SEEDS.text(doc) + " "));
        assert_eq!(check(&SEEDS, &changed), Check::Other);
    }
    assert_eq!(check(&SEEDS, "geen kenmerk, wel abcdef"), Check::NoHash);
}

#[test]
fn a_quote_is_checked_against_its_passage() {
    let doc = SEEDS.find_document("003_09abae45340d8808").unwrap();
    let text = SEEDS.text(doc);
    let start = text[..text.find("UNHCR").unwrap()].chars().count();
    let citation = cite(&SEEDS, doc, start..start + 60).unwrap();
    let (quote, hash) = (&citation.quote, &citation.sha256);
    let block = |quote: &str| {
        let range = format!("{start}-{}", start + 60);
        check(&SEEDS, &format!("‘{quote}’\n\nin ‘{hash}’\na.html#passage={range}&x=1"))
    };
    let fits = Check::Quoted(doc, start..start + 60);
    assert_eq!(block(quote), fits);
    assert_eq!(block(&quote.replace(' ', "\n> ").replace("> ", "  ")), fits);
    let says = |quote: &str| match block(quote) {
        Check::Misquoted(of, Departure { quoted, source }) if of == doc => (quoted, source),
        other => panic!("{other:?}"),
    };
    let words: Vec<&str> = quote.split_whitespace().collect();
    let [first, second, third] = [words[0], words[1], words[2]];
    assert_eq!(
        says(&quote.replacen(second, "XX", 1)),
        (format!("{first} XX {third}"), format!("{first} {second} {third}"))
    );
    assert_eq!(says(&format!("Niet {quote}")), (format!("Niet {first}"), first.to_owned()));
    let last = words[words.len() - 1];
    assert_eq!(says(&format!("{quote} ’s nachts")), (format!("{last} ’s nachts"), last.to_owned()));
    assert_eq!(says(&words[1..].join(" ")), (second.to_owned(), format!("{first} {second}")));
    let far = check(&SEEDS, &format!("‘{quote}’\n{hash} passage=0-999999999"));
    assert!(matches!(far, Check::Misquoted(..)));
    for nothing_to_compare in [hash.clone(), format!("‘{quote}’\n{hash}")] {
        assert_eq!(check(&SEEDS, &nothing_to_compare), Check::Same(doc));
    }
}

proptest! {
    /// The runs that are marked as cited are the passage, but for what stands between paragraphs.
    #[test]
    fn what_is_cited_is_marked(doc in 0usize..5, start in 0usize..4000, length in 1usize..800) {
        let (doc, _) = SEEDS.documents().nth(doc).unwrap();
        let Some(citation) = cite(&SEEDS, doc, start..start + length) else { return Ok(()) };
        let reading = reader::read(&SEEDS, doc, &Query::default(), Some(start..start + length));
        let runs = reading.items.iter().flat_map(|item| &item.paragraphs).flat_map(|p| &p.runs);
        let cited: String = runs.filter(|run| run.cited).map(|run| run.text.as_str()).collect();
        let ink = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(ink(&cited), ink(&citation.quote));
    }
}
