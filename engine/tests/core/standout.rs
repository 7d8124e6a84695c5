//! The words that stand out, counted by hand, and beside the context lines of the seeds.

use crate::common;
use engine::archive::Archive;
use engine::concordance::{Order, concordance};
use engine::query::Query;
use engine::standout::{Counting, Standout, Where};

fn words(archive: &Archive<'static>, typed: &str, at: Where) -> Vec<Standout> {
    let query = Query { text: typed.into(), exact: true, ..Query::default() };
    let mut counting = Counting::new(archive, &query, at);
    while counting.step() {}
    counting.words(usize::MAX)
}

/// Six rockets of eleven words, and thirty times seven words about a river.
fn rockets() -> Archive<'static> {
    let rockets = "Vannacht raakte een raket de Fabriek bij de rivier, zei Jan.\n\n".repeat(6);
    let river = "De rivier stroomt langs weilanden en dorpen.\n\n".repeat(30);
    let files = [("a.txt", rockets), ("b.txt", river)];
    let atlas = common::build(&files).expect("good articles");
    Archive::open(atlas.bytes.leak()).expect("what was built opens")
}

fn told(words: &[Standout]) -> Vec<(&str, u32, u32)> {
    words.iter().map(|word| (word.word.as_str(), word.here, word.everywhere)).collect()
}

#[test]
fn beside_a_hit_are_five_words_on_either_side() {
    let found = words(&rockets(), "raket", Where::Beside);
    // `Jan` is the seventh after it; `rivier` is no more frequent here than elsewhere.
    assert_eq!(told(&found), [("Fabriek", 6, 6), ("raakte", 6, 6), ("Vannacht", 6, 6)]);
}

#[test]
fn in_the_items_found_are_all_words_but_those_asked_for() {
    let found = words(&rockets(), "raket", Where::Inside);
    let wanted = [("Fabriek", 6, 6), ("Jan", 6, 6), ("raakte", 6, 6), ("Vannacht", 6, 6)];
    assert_eq!(told(&found), wanted);
}

#[test]
fn nothing_stands_out_of_everything_or_beside_nothing() {
    assert_eq!(words(&rockets(), "", Where::Inside), []);
    assert_eq!(words(&rockets(), "", Where::Beside), []);
    assert_eq!(words(&rockets(), "onvindbaar", Where::Beside), []);
}

#[test]
fn a_count_that_is_not_done_tells_what_it_has() {
    let archive = rockets();
    let query = Query { text: "raket".into(), ..Query::default() };
    let mut counting = Counting::new(&archive, &query, Where::Beside);
    assert_eq!(counting.words(9), []);
    assert!(counting.step());
    assert_eq!(counting.words(1).len(), 1);
    assert!(!counting.step());
}

#[test]
fn a_word_of_the_seeds_is_there_as_often_as_it_has_context_lines() {
    let archive = Archive::open(common::seeds()).expect("what was built opens");
    let found = words(&archive, "Zelensky", Where::Inside);
    assert!(!found.is_empty());
    for Standout { word, here, everywhere } in found {
        let query = Query { text: word.clone(), exact: true, ..Query::default() };
        let lines = concordance(&archive, &query, Order::Found).lines.len();
        assert_eq!(everywhere as usize, lines, "{word}");
        assert!(here <= everywhere, "{word}");
    }
}
