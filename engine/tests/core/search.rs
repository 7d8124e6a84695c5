//! Searching the seeds as a person does.

use crate::common;
use engine::archive::Archive;
use engine::export::export;
use engine::ids::ItemId;
use engine::outcome::{Outcome, Path};
use engine::query::{Filter, Query, Remark, Sort};
use engine::reader;
use engine::search::grid::grid;
use engine::search::{Page, search};
use engine::text;
use engine::time::{Month, Period};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TEN: Page = Page { offset: 0, limit: 10 };

fn asking(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

fn with_archive(test: impl FnOnce(&Archive)) {
    test(&Archive::open(common::seeds()).expect("what was built opens"));
}

fn documents<'a>(archive: &'a Archive, outcome: &Outcome) -> Vec<&'a str> {
    let document = |item| archive.document(archive.item_document(item)).name;
    outcome.hits.iter().map(|hit| &document(hit.item)[..3]).collect()
}

/// The names of the documents found, in their order.
fn documents_of<'a>(archive: &'a Archive, outcome: &Outcome) -> Vec<&'a str> {
    let name = |item| archive.document(archive.item_document(item)).name;
    let mut names: Vec<&str> = outcome.hits.iter().map(|hit| name(hit.item)).collect();
    names.sort_unstable();
    names
}

/// What is marked in the snippets, in order.
fn marked(outcome: &Outcome) -> Vec<(&str, Path)> {
    let snippets = outcome.hits.iter().map(|hit| &hit.snippet);
    snippets
        .flat_map(|s| s.marks.iter().map(|mark| (&s.text[mark.range.clone()], mark.path)))
        .collect()
}

#[test]
fn a_word_finds_its_inflections_and_says_so() {
    with_archive(|archive| {
        let outcome = search(archive, &asking("raketaanval"), TEN);
        assert_eq!(documents(archive, &outcome), ["000"]);
        assert_eq!(outcome.hits[0].why[..2], [Path::Exact, Path::Inflection]);
        let forms: Vec<_> =
            outcome.words[0].forms.iter().map(|(f, p, _)| (f.as_str(), *p)).collect();
        assert_eq!(forms, [("raketaanval", Path::Exact), ("raketaanvallen", Path::Inflection)]);
    });
}

/// What is typed, what must be marked, and by which path.
#[test]
fn words_are_found_by_their_parts_spellings_and_likeness() {
    with_archive(|archive| {
        for (typed, found, path) in [
            ("afweer", "luchtafweer", Path::Compound),
            ("aanval", "luchtaanvallen", Path::Compound),
            ("kern wapens", "kernwapens", Path::Exact),
            ("steden", "stad", Path::Inflection),
            ("schip", "schepen", Path::Inflection),
            ("begroef", "begraven", Path::Inflection),
            ("Oekraïner", "Oekraïense", Path::Inflection),
            ("Zelenskyy", "Zelensky", Path::Spelling),
            ("Путин", "Poetin", Path::Spelling),
            ("Putin", "Poetin", Path::Spelling),
            ("Zelenksy", "Zelensky", Path::Typo),
            ("olietnaker", "olietanker", Path::Typo),
        ] {
            let outcome = search(archive, &asking(typed), Page { offset: 0, limit: 100 });
            assert!(marked(&outcome).contains(&(found, path)), "{typed}: {:?}", marked(&outcome));
        }
    });
}

/// What is typed, texts in the order they must come, and why.
#[test]
fn rankings_are_as_a_reader_expects() {
    let far = "Het graan is van de boeren en ligt al sinds maanden klaar om naar de haven te gaan.";
    let near =
        "Het graan ligt in de haven, al sinds maanden, en is klaar om te gaan naar de boeren.";
    let wrong: Vec<String> = [
        ("aanval", ["De aanval duurde lang.", "De aanvallen duurden lang."], "as typed first"),
        ("aanval", ["De aanvallen duurden.", "De luchtaanvallen duurden."], "then compounds"),
        ("raket", ["De raket viel neer.", "De raketbasis viel neer."], "a word before a beginning"),
        ("raketbasis", ["De raketbasis.", "Een basis voor raketten."], "one word before two"),
        ("graan haven", [near, far], "words that stand together"),
        ("Zelensky", ["Daar sprak Zelensky lang.", "Daar sprak Zelenskyy lang."], "this spelling"),
        (
            "haven",
            ["De haven, een haven, dé haven.", "De haven, een stad, dé zee."],
            "said more often",
        ),
        (
            "haven",
            ["De haven is dicht.", "De haven is dicht, en de stad ligt daar stil in de zon."],
            "shorter",
        ),
    ]
    .into_iter()
    .flat_map(|(typed, texts, why)| [(typed, texts, why, false), (typed, texts, why, true)])
    .filter_map(|(typed, [first, second], why, turned)| {
        let names = if turned { ["b.txt", "a.txt"] } else { ["a.txt", "b.txt"] };
        let atlas = common::build(&[(names[0], first), (names[1], second)]).unwrap();
        let archive = Archive::open(&atlas.bytes).unwrap();
        let outcome = search(&archive, &asking(typed), TEN);
        let best = archive.text(archive.item_document(outcome.hits[0].item));
        let right = outcome.total == 2 && best == first;
        (!right).then(|| format!("{typed}: {first:?} must come before {second:?}: {why}"))
    })
    .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_compound_and_its_parts_are_spellings_of_each_other() {
    let files = [
        ("a.txt", "De graanexport ligt stil."),
        ("b.txt", "De export van het graan ligt stil."),
        ("c.txt", "Export en import, en ver daarvandaan ook iets over het oude graan."),
        ("d.txt", "De Azovstal-fabriek brandt, de havenstad ook."),
    ];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let found = |typed| documents_of(&archive, &search(&archive, &asking(typed), TEN));
    assert_eq!(found("graan export"), ["a", "b", "c"]);
    assert_eq!(found("graanexport"), ["a", "b"]);
    assert_eq!(found("azovstalfabriek"), ["d"]);
    assert_eq!(found("azovstal fabriek"), ["d"]);
    assert_eq!(found("haven stad"), ["d"]);
}

#[test]
fn false_friends_are_not_found() {
    with_archive(|archive| {
        for (typed, wrong) in
            [("wel", "geweld"), ("kat", "Kattegat"), ("lijk", "werkelijk"), ("deel", "onderdeel")]
        {
            let outcome = search(archive, &asking(typed), Page { offset: 0, limit: 100 });
            let found: Vec<_> = marked(&outcome).into_iter().map(|(word, _)| word).collect();
            assert!(!found.contains(&wrong), "{typed}: {found:?}");
        }
    });
}

#[test]
fn what_has_most_words_is_listed_apart_and_counts_nowhere() {
    let files =
        [("a.txt", " date 2022-03 Een raket viel in Kiev."), ("b.txt", "De bloemen bloeien.")];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let near = search(&archive, &asking("raket bloemen"), TEN);
    assert_eq!((near.total, near.documents, near.near, near.hits.len()), (0, 0, 2, 2));
    assert_eq!(near.lacking, Some(vec![]));
    assert!(near.places.is_empty() && near.by_document.is_empty());
    assert!(near.months.iter().all(|month| month.count == 0));
    assert!(grid(&archive, &asking("raket bloemen"), 9).rows.is_empty());
    let taken = |typed: &str| export(&archive, &asking(typed), "q=x".into(), String::new());
    assert_eq!((taken("raket").total, taken("raket").lacking), (1, None));
    assert_eq!((taken("raket bloemen").total, taken("raket bloemen").lacking), (0, Some(vec![])));
}

#[test]
fn a_period_leaves_undated_items_out_until_they_are_asked_for_too() {
    let files = [
        ("a.txt", " date 2022-03 Een raket viel."),
        ("b.txt", " date 2022-05 Een raket viel weer."),
        ("c.txt", "Nog een raket."),
    ];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    for (typed, found, outside) in [
        ("raket", 3, 0),
        ("raket van:2022-04", 1, 1),
        ("raket van:2022-04 zonder:datum", 2, 0),
        ("raket zonder:datum", 1, 0),
        ("raket -zonder:datum", 2, 0),
    ] {
        let outcome = search(&archive, &asking(typed), TEN);
        assert_eq!((outcome.total, outcome.outside), (found, outside), "{typed}");
        assert_eq!(outcome.undated, 1);
    }
    let mut query = asking("raket van:2022-04");
    query.add(Filter::Undated);
    assert_eq!(search(&archive, &query, TEN).total, 2);
}

#[test]
fn an_unknown_place_is_told_with_the_one_that_was_meant() {
    with_archive(|archive| {
        let remark = |typed: &str| search(archive, &asking(typed), TEN).remarks;
        let unknown = |typed: &str, meant: Option<&str>| {
            vec![Remark::NoPlace { typed: typed.into(), meant: meant.map(str::to_owned) }]
        };
        assert_eq!(remark("plaats:Xyzzy"), unknown("Xyzzy", None));
        assert_eq!(remark("raket -plaats:Charkof"), unknown("Charkof", Some("Charkov")));
        assert_eq!(remark("plaats:Khar"), []);
    });
}

#[test]
fn a_word_typed_twice_is_told_once() {
    with_archive(|archive| {
        let words = search(archive, &asking("raket Raket \"de raket\" raket"), TEN).words;
        let typed: Vec<&str> = words.iter().map(|word| word.typed.as_str()).collect();
        assert_eq!(typed, ["raket", "\"de raket\""]);
    });
}

#[test]
fn a_word_does_not_mean_the_names_that_sound_like_it() {
    let files = [
        ("a.txt", "Zij gaan weg. Hij gaat mee."),
        ("b.txt", "Premier Khan sprak met Zelenski."),
        ("c.txt", "De hashtag zelensky. Minister Zelensky zweeg."),
    ];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let found = |typed| documents_of(&archive, &search(&archive, &asking(typed), TEN));
    assert_eq!(found("gaan"), ["a"]);
    assert_eq!(found("khan"), ["b"]);
    assert_eq!(found("zelensky"), ["b", "c"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Word, inflection and prefix nest: every beginning of a word of the seeds finds what the
    /// whole word finds on these paths.
    #[test]
    fn nothing_found_is_lost_by_typing_on(word in prop::sample::select(words_of_the_seeds())) {
        with_archive(|archive| {
            let nesting = [Path::Exact, Path::Inflection, Path::Prefix];
            let found = |typed: &str| -> BTreeSet<ItemId> {
                let hits = search(archive, &asking(typed), Page { offset: 0, limit: 1000 }).hits;
                let nested = hits.iter().filter(|hit| hit.why.iter().any(|p| nesting.contains(p)));
                nested.map(|hit| hit.item).collect()
            };
            let whole = found(&word);
            for (end, _) in word.char_indices().skip(1) {
                assert!(found(&word[..end]).is_superset(&whole), "{word}: {}", &word[..end]);
            }
        });
    }
}

/// Every word of the seeds that is searched, as often as it is there.
fn words_of_the_seeds() -> Vec<String> {
    let texts = common::SEEDS.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let forms = texts.flat_map(|text| text::tokens(&text)).map(|token| token.form);
    let mut forms: Vec<String> = forms.collect();
    with_archive(|archive| {
        forms.retain(|form| {
            let as_typed = Query { exact: true, ..asking(form) };
            search(archive, &as_typed, TEN).total > 0
        });
    });
    forms
}

#[test]
fn only_what_is_typed_counts_when_asked_so() {
    with_archive(|archive| {
        let query = Query { exact: true, ..asking("aanval") };
        let outcome = search(archive, &query, Page { offset: 0, limit: 100 });
        assert!(outcome.total < search(archive, &asking("aanval"), TEN).total);
        assert!(outcome.hits.iter().all(|hit| hit.why == [Path::Exact]));
        assert!(marked(&outcome).iter().all(|(word, _)| word.to_lowercase() == "aanval"));
    });
}

#[test]
fn the_story_of_the_first_page() {
    with_archive(|archive| {
        let mut query = asking("raket");
        let all = search(archive, &query, TEN).total;
        query.only_place(archive.find_place("Zaporizja")[0]);
        query.toggle_month(Month::parse("2022-10").unwrap());
        let outcome = search(archive, &query, TEN);
        assert_eq!(documents(archive, &outcome), ["000"]);
        assert!(outcome.total < all);
        let chosen: Vec<_> = outcome.months.iter().filter(|m| m.chosen).collect();
        assert_eq!(chosen.len(), 1);
        assert_eq!((chosen[0].count, chosen[0].total), (1, 1));
    });
}

#[test]
fn a_form_that_is_left_out_is_neither_found_nor_marked() {
    let files = [
        ("a.txt", "Het was gisteren stil in Charkov, de hele dag."),
        ("b.txt", "Het was gisteren stil in Charkiv, de hele dag."),
        ("c.txt", "Het was gisteren stil in Kharkiv, de hele dag."),
    ];
    let atlas = common::build(&files).expect("the articles are sound");
    let archive = Archive::open(&atlas.bytes).expect("what was built opens");
    let mut query = asking("Kharkiv");
    let all = search(&archive, &query, TEN);
    let forms = |outcome: &Outcome| -> Vec<(String, bool)> {
        let others = outcome.words[0].others().into_iter();
        others.map(|((form, _, items), on)| (format!("{form} {items}"), on)).collect()
    };
    assert_eq!(forms(&all), [("Charkiv 1".to_string(), true), ("Charkov 1".into(), true)]);
    query.toggle_form("Charkiv");
    let fewer = search(&archive, &query, TEN);
    assert_eq!(forms(&fewer), [("Charkiv 1".to_string(), false), ("Charkov 1".into(), true)]);
    assert_eq!(documents_of(&archive, &fewer), ["a", "c"]);
    assert_eq!(
        marked(&fewer),
        [("Kharkiv", Path::Exact), ("Charkov", Path::Spelling)],
        "the rest of the place stays"
    );
    query.toggle_form("charkov");
    assert_eq!(documents_of(&archive, &search(&archive, &query, TEN)), ["c"]);
    query.text = "Charkiv".into();
    let typed = search(&archive, &query, TEN);
    assert_eq!(documents_of(&archive, &typed), ["b", "c"], "what is typed is never left out");
}

#[test]
fn another_spelling_of_a_place_finds_it() {
    with_archive(|archive| {
        let outcome = search(archive, &asking("Kharkiv"), TEN);
        assert_eq!(outcome.hits.last().unwrap().why, [Path::Spelling]);
        assert!(marked(&outcome).contains(&("Charkov", Path::Spelling)));
        assert!(documents(archive, &outcome).contains(&"001"), "Charkiv is Charkov");
        let outcome = search(archive, &asking("Saint Petersburg"), TEN);
        assert!(marked(&outcome).contains(&("Sint-Petersburg", Path::Spelling)));
    });
}

#[test]
fn a_hyphenated_word_is_found_as_typed_with_spaces_and_by_its_parts() {
    with_archive(|archive| {
        let found = |text| search(archive, &asking(text), TEN);
        let typed = found("staakt-het-vuren");
        assert_eq!(typed.total, 3);
        assert!(typed.hits.iter().all(|hit| hit.why[0] == Path::Exact));
        for text in ["staakt het vuren", "\"staakt het vuren\"", "vuren staakt", "staakt-het-vu"] {
            assert!(found(text).total >= typed.total, "{text}");
        }
    });
}

#[test]
fn what_became_of_phrases_and_hyphenated_words_is_told() {
    with_archive(|archive| {
        let told = |text| {
            let mut words = search(archive, &asking(text), TEN).words;
            let word = words.remove(0);
            (word.typed, word.forms.into_iter().next())
        };
        let phrase = ("slag om de donbas".to_owned(), Path::Phrase, 3);
        let quoted = "\"slag om de donbas\"".to_owned();
        assert_eq!(told("\"slag om de Donbas\""), (quoted, Some(phrase)));
        assert_eq!(told("\"Donbas de om\"").1, None);
        let typed = "staakt-het-vuren".to_owned();
        assert_eq!(told(&typed), (typed.clone(), Some((typed, Path::Exact, 3))));
    });
}

#[test]
fn a_verb_is_found_where_its_particle_stands_apart() {
    let files = [
        ("a.txt", "De politie hield gisteren drie mannen aan."),
        ("b.txt", "Het is niet nodig hem aan te houden."),
        ("c.txt", "Aan het einde van de dag houdt niemand iets over."),
        ("d.txt", "De man is aangehouden."),
    ];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let outcome = search(&archive, &asking("aanhouden"), TEN);
    assert_eq!(documents_of(&archive, &outcome), ["a", "b", "d"]);
    let words = ["hield", "aan", "aan", "houden"].map(|word| (word, Path::Compound));
    let found = marked(&outcome);
    assert!(words.iter().all(|word| found.contains(word)), "{found:?}");
    let overhouden = &search(&archive, &asking("overhouden"), TEN).words[0];
    assert_eq!(overhouden.forms, [("houden … over".to_owned(), Path::Compound, 1)]);
}

#[test]
fn what_is_written_in_two_ways_is_found_by_either() {
    let files = [
        ("a.txt", "De Verenigde Naties stuurden 300.000 tenten."),
        ("b.txt", "De VN-chef zag 300000 tenten."),
        ("c.txt", "De naties zijn verenigd; een Vlaming telde 300 tenten."),
    ];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    for (typed, expected) in [
        ("VN", ["a", "b"].as_slice()),
        ("UN", &["a", "b"]),
        ("300000", &["a", "b"]),
        ("300.000", &["a", "b"]),
        ("Flanders", &["c"]),
        ("\"VN\"", &["b"]),
    ] {
        let outcome = search(&archive, &asking(typed), TEN);
        assert_eq!(documents_of(&archive, &outcome), expected, "{typed}");
    }
    let outcome = search(&archive, &asking("Verenigde Naties"), TEN);
    assert_eq!(outcome.total, 3, "and the words apart");
    let exact = Query { exact: true, ..asking("VN") };
    assert_eq!(documents_of(&archive, &search(&archive, &exact, TEN)), ["b"]);
}

#[test]
fn a_slip_is_also_thought_of_where_the_word_is_rare() {
    let often: Vec<(String, &str)> =
        (0..10).map(|nth| (format!("{nth}.txt"), "Daar sprak Zelensky.")).collect();
    let mut files: Vec<(&str, &str)> =
        often.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    files.extend([("x.txt", "Daar sprak Zelenksy."), ("y.txt", "Daar sprak Selinksy.")]);
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let outcome = search(&archive, &asking("Zelenksy"), TEN);
    assert_eq!(outcome.total, 11, "all but two slips where one is found");
    let best = archive.document(archive.item_document(outcome.hits[0].item)).name;
    assert_eq!(best, "x", "as typed first");
}

#[test]
fn of_equal_hits_the_newest_comes_first() {
    let dates = [("2022-03", "oude"), ("2022-05", "natte"), ("2022-04", "lege")];
    let texts = dates.map(|(date, word)| format!(" date {date}\n\nDe {word} haven."));
    let files = [("a.txt", &texts[0]), ("b.txt", &texts[1]), ("c.txt", &texts[2])];
    let atlas = common::build(&files).unwrap();
    let archive = Archive::open(&atlas.bytes).unwrap();
    let outcome = search(&archive, &asking("haven"), TEN);
    let items: Vec<u32> = outcome.hits.iter().map(|hit| hit.item.0).collect();
    assert_eq!(items, [1, 2, 0]);
}

#[test]
fn phrases_exclusions_and_choices() {
    with_archive(|archive| {
        let total = |text| search(archive, &asking(text), TEN).total;
        assert_eq!(total("\"slag om de Donbas\""), 3);
        assert_eq!(total("\"Donbas de om slag\""), 0);
        assert_eq!(total("Kiev") + total("-Kiev"), archive.item_count());
        assert!(total("olietanker OR gympen") == total("olietanker") + total("gympen"));
        assert_eq!(total(""), archive.item_count());
    });
}

#[test]
fn captions_and_boilerplate_are_not_found() {
    with_archive(|archive| {
        for text in ["doodskisten", "cookies", "\"Tweede Kamer\"", "NieuwsAangepast"] {
            assert_eq!(search(archive, &asking(text), TEN).total, 0, "{text}");
        }
    });
}

#[test]
fn a_typed_filter_counts_as_the_filter_it_is() {
    with_archive(|archive| {
        let typed = search(archive, &asking("raket plaats:Kyiv van:2022-10 tot:2022"), TEN);
        let mut query = asking("raket");
        query.only_place(archive.find_place("Kiev")[0]);
        query.set_range(Period::parse("2022-10"), Period::parse("2022"));
        let clicked = search(archive, &query, TEN);
        assert_eq!(typed, clicked);
        assert_eq!(search(archive, &asking("plaats:Atlantis"), TEN).total, 0);
    });
}

#[test]
fn hits_come_in_the_order_asked_for() {
    with_archive(|archive| {
        let mut query = Query { sort: Sort::Newest, ..asking("Rusland") };
        let page = Page { offset: 0, limit: 4 };
        let newest = search(archive, &query, page);
        assert_eq!(documents(archive, &newest)[..4], ["001", "000", "002", "003"]);
        query.sort = Sort::Oldest;
        let oldest = search(archive, &query, page);
        assert_eq!(documents(archive, &oldest)[..4], ["003", "002", "000", "001"]);
        query.sort = Sort::Relevance;
        let all = search(archive, &query, Page { offset: 0, limit: 100 });
        assert!(all.hits.is_sorted_by(|a, b| a.score >= b.score));
        let second = search(archive, &query, Page { offset: 3, limit: 2 });
        assert_eq!(second.hits, all.hits[3..5]);
    });
}

#[test]
fn a_clicked_place_is_shown_in_the_snippet() {
    with_archive(|archive| {
        let mut query = Query::default();
        query.only_place(archive.find_place("Zaporizja")[0]);
        for hit in search(archive, &query, TEN).hits {
            assert!(hit.snippet.text.contains("Zaporizja"), "{:?}", hit.snippet);
            assert_eq!(hit.snippet.marks, []);
        }
    });
}

#[test]
fn a_number_is_a_word_and_no_place() {
    with_archive(|archive| {
        assert_eq!(archive.find_place("703448").len(), 1);
        assert_eq!(search(archive, &asking("703448"), TEN).total, 0);
        assert!(search(archive, &asking("plaats:703448"), TEN).total > 0);
    });
}

#[test]
fn a_heading_weighs_more_than_running_text() {
    with_archive(|archive| {
        let outcome = search(archive, &asking("olietanker"), TEN);
        let item = archive.item(outcome.hits[0].item);
        let text = archive.text(item.doc);
        assert_eq!(
            &text[item.heading.unwrap()],
            "Griekenland neemt Russische olietanker in beslag"
        );
    });
}

#[test]
fn the_reader_marks_every_hit_and_place_of_the_document() {
    with_archive(|archive| {
        let doc = archive.find_document("004_d2297999e083d57d").unwrap();
        let reading = reader::read(archive, doc, &asking("Azovstal"), None);
        let runs = reading.items.iter().flat_map(|item| &item.paragraphs).flat_map(|p| &p.runs);
        let hits: Vec<(u32, &str)> =
            runs.clone().filter_map(|run| Some((run.hit?.0, run.text.as_str()))).collect();
        let ordinals: Vec<u32> = hits.iter().map(|(ordinal, _)| *ordinal).collect();
        assert_eq!(ordinals, (0..reading.hits).collect::<Vec<_>>());
        assert!(hits.iter().all(|(_, text)| text.starts_with("Azovstal")));
        let named = runs.filter_map(|run| {
            Some((archive.place_name(run.place.as_ref()?.place), run.text.as_str()))
        });
        assert!(named.into_iter().any(|named| named == ("Kiev", "Kiev")));
        assert_eq!(reading.items[0].item, None, "the title belongs to no item");
        assert_eq!(reading.items.iter().filter_map(|item| item.item).count(), 38);
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn runs_and_snippets_show_the_text_as_it_is(
        text in prop::sample::select(&[
            "", "de", "Kiev", "\"de oorlog\"", "staakt-het-vuren OR Rusland", "aan*", "Kharkiv raket", "ru -x", "Oekraïne van:2022",
        ][..]),
        doc in 0u32..5,
    ) {
        let archive = Archive::open(common::seeds()).unwrap();
        let query = asking(text);
        let doc = engine::ids::DocId(doc);
        let source = archive.text(doc);
        let reading = reader::read(&archive, doc, &query, None);
        let read: Vec<_> = reading.items.iter().flat_map(|item| &item.paragraphs).collect();
        prop_assert_eq!(read.len(), archive.body(doc).paragraphs.len());
        for paragraph in read {
            let words: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
            prop_assert_eq!(&words, &source[paragraph.span.clone()]);
            prop_assert!(paragraph.runs.iter().all(|run| !run.text.is_empty()));
        }
        for hit in search(&archive, &query, Page { offset: 0, limit: 50 }).hits {
            let item = archive.item(hit.item);
            let passage = hit.snippet.passage.clone();
            prop_assert!(item.span.start <= passage.start && passage.end <= item.span.end);
            let source = &archive.text(item.doc)[passage];
            let shown = hit.snippet.text.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert_eq!(shown, source.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert!(hit.snippet.text.chars().count() <= 320);
            if hit.score > 0.0 {
                prop_assert!(!hit.snippet.marks.is_empty(), "{:?}", hit.snippet);
            }
            prop_assert!(hit.snippet.marks.is_sorted_by(|a, b| a.range.end <= b.range.start));
        }
    }

    #[test]
    fn any_query_is_answered(text in "\\PC{0,30}", offset in 0usize..60) {
        let archive = Archive::open(common::seeds()).unwrap();
        let outcome = search(&archive, &asking(&text), Page { offset, limit: 10 });
        prop_assert!(outcome.hits.iter().all(|hit| hit.item < ItemId(archive.item_count())));
        prop_assert!(outcome.hits.len() <= 10);
    }
}
