//! Citing passages of the seeds.

use crate::common;
use engine::archive::Archive;
use engine::cite::{Check, check, cite, sha256};
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
fn a_quotation_is_checked_against_its_passage() {
    let doc = SEEDS.find_document("003_09abae45340d8808").unwrap();
    let text = SEEDS.text(doc);
    let start = text[..text.find("UNHCR").unwrap()].chars().count();
    let citation = cite(&SEEDS, doc, start..start + 60).unwrap();
    let hash = &citation.sha256;
    let block = |quote: &str| format!("‘{quote}’\n{hash}\na.html#passage={start}-{}", start + 60);
    assert_eq!(check(&SEEDS, &block(&citation.quote)), Check::Quoted(doc));
    assert_eq!(check(&SEEDS, &block(&citation.quote.replace(' ', "\n"))), Check::Quoted(doc));
    for changed in [citation.quote.replace("UNHCR", "VN"), format!("Niet {}", citation.quote)] {
        assert_eq!(check(&SEEDS, &block(&changed)), Check::Misquoted(doc), "{changed}");
    }
    let far = format!("‘{}’ {hash} passage=0-999999999", citation.quote);
    assert_eq!(check(&SEEDS, &far), Check::Misquoted(doc));
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
