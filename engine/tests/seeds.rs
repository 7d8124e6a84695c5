//! The five seeds: what a reader relies on when they are opened.

mod common;

use engine::archive::Archive;

#[test]
fn dump() {
    let bytes = common::seeds();
    let archive = Archive::open(&bytes).unwrap();
    println!("{} bytes", bytes.len());
    for (id, doc) in archive.documents() {
        println!("=== {} {:?} {:?} {:?}", doc.name, doc.title, doc.title_origin, doc.dating);
        let paragraphs = archive.paragraphs(id);
        for item in doc.items.clone() {
            let item = archive.item(engine::ids::ItemId(item));
            println!("ITEM {:?}", item.heading.map(|h| &doc.text[h]));
        }
        for p in paragraphs.iter().filter(|p| p.kind != engine::seed::ParagraphKind::Body) {
            println!(
                "{:?} {:?}",
                p.kind,
                doc.text[p.span.clone()].chars().take(90).collect::<String>()
            );
        }
    }
}
