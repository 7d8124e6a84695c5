//! What the page is for: finding by text, time and place, reading, and coming back.

use crate::browser::Kind;
use crate::page::{Page, key};
use serde_json::{Value, json};

const SEARCH: &str = "Zoek in alle artikelen";
const EVERYTHING: &str = "42 berichten in 5 artikelen";
const OCTOBER: &str = "oktober 2022: 1 van 1 bericht";
const ZAPORIZJA: &str = "Zaporizja: 2 berichten noemen deze plaats";

pub fn answers_while_typing(kind: Kind) {
    let page = Page::open(kind);
    page.see(EVERYTHING);
    page.type_into(SEARCH, "raketaanv");
    page.see("1 bericht in 1 artikel");
    page.type_into(SEARCH, "al");
    page.see("ook gevonden: raketaanvallen");
    page.see_marked("raketaanval");
    page.click("Wis de zoekvraag");
    page.see(EVERYTHING);
}

pub fn finds_another_spelling_and_says_so(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "Kharkiv");
    page.see("ook gevonden: Charkov (4) Charkiv (1)");
    page.see_marked("Charkov");
}

pub fn a_month_narrows_everything(kind: Kind) {
    let page = Page::open(kind);
    page.click(OCTOBER);
    page.see("1 bericht in 1 artikel");
    page.click_in("Tijd", OCTOBER);
    page.see(EVERYTHING);
    page.choose("van", "juni 2022");
    page.choose("tot en met", "oktober 2022");
    page.see("2 berichten in 2 artikelen");
    page.click("Verwijder filter juni 2022 – oktober 2022");
    page.see(EVERYTHING);
    page.click("zonder datum (38)");
    page.see("38 berichten in 1 artikel");
    page.see("zonder datum, mogelijk 19 april (jaar onbekend)");
}

pub fn map_and_table_choose_the_same_city(kind: Kind) {
    let page = Page::open(kind);
    page.click_in("Kaart", ZAPORIZJA);
    page.see("2 berichten in 2 artikelen");
    page.see_pressed("Plaatsen", "Zaporizja");
    page.click("Als tabel");
    page.click_in("Plaatsen", "Zaporizja");
    page.see(EVERYTHING);
    page.click_in("Plaatsen", "Zaporizja");
    page.see_pressed("Kaart", ZAPORIZJA);
    page.see("2 berichten in 2 artikelen");
    page.click("Als kaart");
    page.click_in("Kaart", ZAPORIZJA);
    page.see(EVERYTHING);
}

pub fn reprints_stand_under_one_hit(kind: Kind) {
    let agency = "Bij een brand in een loods aan de haven zijn vannacht twee brandweerlieden gewond \
                  geraakt. De vlammen waren kilometers ver te zien. Over de oorzaak is nog niets \
                  bekend, en de politie vraagt wie iets heeft gezien om zich te melden.";
    let articles = [
        ("krant.txt", format!(" date 2022-03 Twee gewonden bij brand\n\n{agency}")),
        ("post.txt", format!(" date 2022-04 Brand in haven\n\n{agency}")),
        ("weer.txt", " date 2022-04 Storm\n\nIn de haven stormt het.".to_owned()),
    ];
    let page = Page::open_over(kind, &articles);
    page.type_into(SEARCH, "brand");
    page.see("2 berichten in 2 artikelen, waarvan 1 vrijwel gelijk aan een ander");
    page.click("en 1 vrijwel gelijk bericht");
    page.click_in("Resultaten", "Twee gewonden bij brand");
    page.see_marked("brand");
    page.press(key::ESCAPE);
    page.see("2 berichten in 2 artikelen");
    page.click("Wis de zoekvraag");
    page.see("3 berichten in 3 artikelen, waarvan 1 vrijwel gelijk aan een ander");
}

pub fn the_first_story(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "raketaanval");
    page.click_in("Kaart", "Zaporizja: 1 bericht noemt deze plaats");
    page.click(OCTOBER);
    page.click_in(
        "Resultaten",
        "De Oekraïense president Volodomyr Zelensky voegde zich dinsdagochtend bij…",
    );
    page.see("treffer 1 van 7");
    page.see_in_view("mark.current");
    page.click("Volgende treffer");
    page.see("treffer 2 van 7");
    page.see_in_view("mark.current");
    page.press('p');
    page.see("treffer 1 van 7");
    page.press('p');
    page.see("treffer 7 van 7");
    page.press(key::ESCAPE);
    page.see("1 bericht in 1 artikel");
    page.press(key::ENTER);
    page.see("treffer 1 van 7");
}

pub fn an_item_of_a_live_blog_opens_in_its_whole(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "gasplatform OF Frederiksen");
    page.click_in("Resultaten", "Denemarken verhoogt gasproductie in Noordzee tijdelijk");
    page.see("38 berichten in dit liveblog");
    page.see("zonder datum, mogelijk 19 april (jaar onbekend)");
    page.see("want de tekst zegt ‘op 19 april’");
    page.see("Welkom in dit nieuwe liveblog");
    page.see_in_view(".reader-item.opened h3");
}

pub fn the_back_button_steps_through(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "aan");
    page.see_address("q=aan");
    page.type_into(SEARCH, "val");
    page.see_address("q=aanval");
    page.click(OCTOBER);
    page.see_address("q=aanval&van=2022-10&tot=2022-10");
    page.back();
    page.see_address("q=aanval");
    page.see_no("Verwijder");
    page.back();
    page.see(EVERYTHING);
    page.see_address("");
}

pub fn an_address_brings_everything_back(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=raketaanval&plaats=Zaporizhzhia&van=2022-10&tot=2022-10&thema=water");
    page.see("1 bericht in 1 artikel");
    page.see_pressed("Plaatsen", "Zaporizja");
    page.reload();
    page.see("1 bericht in 1 artikel");
    page.see_pressed("Plaatsen", "Zaporizja");
    page.click("Verwijder filter oktober 2022");
    page.see_address("q=raketaanval&plaats=Zaporizja&thema=water");
}

pub fn a_dead_end_shows_a_way_out(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=raketaanval&zonder=datum");
    page.see("Niets gevonden.");
    page.click("Zonder filter ‘zonder datum’ is er 1");
    page.see("1 bericht in 1 artikel");
    page.go_to_fragment("q=onvindbaarwoord");
    page.see("Geen enkel artikel bevat ‘onvindbaarwoord’.");
    page.go_to_fragment("q=plaats%3AReykjavik");
    page.see("Reykjavik (IS) is bekend als plaats, maar geen enkel artikel noemt die.");
}

pub fn everything_goes_by_keyboard(kind: Kind) {
    let page = Page::open(kind);
    page.see(EVERYTHING);
    page.press('/');
    page.press_all("Zaporizja");
    page.see("2 berichten in 2 artikelen");
    page.focus(ZAPORIZJA);
    page.press(key::ENTER);
    page.see_pressed("Kaart", ZAPORIZJA);
    page.press(key::RIGHT);
    page.see_no_focus_on(ZAPORIZJA);
    page.press('-');
    page.focus(OCTOBER);
    page.press(key::ENTER);
    page.see("1 bericht in 1 artikel");
}

pub fn takes_along_exactly_what_is_found(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "Azovstal");
    page.see("berichten in 1 artikel");
    page.run(
        "const make = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { window.saved = blob; return make(blob) }",
    );
    page.click("Meenemen");
    page.click("CSV (komma)");
    let total = page.run("return (await nieuwsatlas.search({ q: 'Azovstal' })).total");
    let rows = page.run("return (await window.saved.text()).trim().split('\\r\\n').length - 1");
    assert_eq!(rows, total);
    page.click("GeoJSON");
    let layer = page.run("return JSON.parse(await window.saved.text())");
    assert_eq!(layer["features"][0]["properties"]["name"], "Marioepol");
    assert_eq!(layer["query"], "q=Azovstal");
}

pub fn says_what_a_link_asks_in_vain(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=Kiev&plaats=Nergens");
    page.see("De link vraagt ook om plaats=Nergens");
    page.click_in("Resultaten", "Sluit");
    page.see_address("q=Kiev");
}

pub fn speaks_english_too(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "raketaanval");
    page.click("English");
    page.see("1 item in 1 article");
    page.see("October 2022");
    page.see_address("q=raketaanval&taal=en");
    page.reload();
    page.see("1 item in 1 article");
    page.click("Nederlands");
    page.see("1 bericht in 1 artikel");
}

/// The facets of the page, and the same asked by a script.
pub fn scripts_narrow_by_the_facets_of_the_page(kind: Kind) {
    let page = Page::open(kind);
    let total = |request: &str| {
        let asked = format!("return (await nieuwsatlas.search({request})).total");
        page.run(&asked).as_u64().expect("a number") as u32
    };
    page.see("42 berichten in 5 artikelen");
    page.click("Verfijn");
    page.see_count("Soort tekst", "bericht uit een liveblog", total("{ kind: 'liveblog' }"));
    page.see_count("Maanden", "zonder datum", total("{ without: 'date' }"));
    page.see_count("Genoemde plaatsen", "geen plaats", total("{ without: 'place' }"));
    page.see_count("Genoemde plaatsen", "Kiev", total("{ places: ['Kyiv'] }"));
    let blog = "004_d2297999e083d57d";
    let all = total("{}");
    assert_eq!(total(&format!("{{ documents: ['{blog}'] }}")), total("{ kind: 'liveblog' }"));
    assert_eq!(total("{ kind: 'article' }") + total("{ kind: 'liveblog' }"), all);
    assert_eq!(
        total(&format!("{{ notDocuments: ['{blog}'] }}")),
        all - total("{ kind: 'liveblog' }")
    );
    assert_eq!(total("{ notPlaces: ['Kyiv'] }"), all - total("{ places: ['Kyiv'] }"));
    let told = page.run(
        "const { kinds, documents, months, undated, total, groups } =
             await nieuwsatlas.search({ per: 'country' });
         const sum = (counts) => counts.reduce((sum, { count }) => sum + count, 0);
         const ukraine = groups.find(({ name }) => name === 'Oekraïne');
         const { total: named } = await nieuwsatlas.search({ places: [ukraine.id] });
         return [sum(kinds) - total, sum(documents) - total, sum(months) + undated - total,
                 ukraine.count - named, ukraine.itself < ukraine.count]",
    );
    assert_eq!(told, json!([0, 0, 0, 0, true]));
    for (request, field) in [
        ("{ kind: 'krant' }", "kind"),
        ("{ without: 'titel' }", "without"),
        ("{ per: 'dorp' }", "per"),
        ("{ documents: ['geen'] }", "documents"),
    ] {
        let refused = format!("return nieuwsatlas.search({request}).then(String, String)");
        let told = page.run(&refused);
        assert!(told.as_str().is_some_and(|told| told.contains(&format!("{field}: "))), "{told}");
    }
}

pub fn scripts_get_the_same_answers(kind: Kind) {
    let page = Page::open(kind);
    let answer = page.run(
        "await window.nieuwsatlas.ready;
         return window.nieuwsatlas.search({ q: 'raketaanval', places: ['Zaporizhzhia', 687700],
                                            from: '2022-10', to: '2022-10' });",
    );
    assert_eq!(answer["total"], 1);
    let hit = &answer["hits"][0];
    assert_eq!(hit["doc"], "000_22d6a09a2baa00c6");
    assert_eq!(hit["date"], "2022-10");
    let cut = page.run(
        "const { hits: [hit] } = await window.nieuwsatlas.search({ q: 'raketaanval' });
         const text = [...window.nieuwsatlas.text(hit.doc)];
         const marked = hit.marks.map(({ start, end }) => [...hit.snippet].slice(start, end).join(''));
         return [text.slice(hit.passage.start, hit.passage.end).join('').includes(marked[0]), marked[0].startsWith('raketaanval')]",
    );
    assert_eq!(cut, json!([true, true]));
    let exact = "return (await nieuwsatlas.search({ q: 'raketaanv', exact: true })).total";
    assert_eq!(page.run(exact), 0);
    let documents = page.run("return window.nieuwsatlas.documents()");
    assert_eq!(documents.as_array().map(Vec::len), Some(5));
    assert_eq!(documents[4]["date"], Value::Null);
    let mention = page.run("return window.nieuwsatlas.mentions('001_406e6ded83c85766')[0]");
    assert_eq!((&mention["surface"], &mention["name"]), (&json!("Moskou"), &json!("Moskou")));
    for (request, field) in [
        ("{ from: 'gisteren' }", "from"),
        ("{ places: ['Atlantis'] }", "places"),
        ("{ sort: 'random' }", "sort"),
        ("{ q: 3 }", "q"),
        ("{ limit: -1 }", "limit"),
        ("{ query: 'x' }", "query"),
    ] {
        let error = page.run(&format!(
            "return window.nieuwsatlas.search({request}).then(() => 'accepted', String)"
        ));
        let error = error.as_str().expect("a text");
        assert!(error.contains(field), "{request}: {error}");
    }
}

pub fn scripts_ask_lists_words_and_windows(kind: Kind) {
    let page = Page::open(kind);
    let total = |request: &str| {
        let asked = format!("return (await nieuwsatlas.search({request})).total");
        page.run(&asked).as_u64().expect("a number")
    };
    let list = page.run(
        "await nieuwsatlas.ready;
         return nieuwsatlas.list({ list: 'Kharkiv\\n-\\nZelensky\\nKharkiv', from: '2022-03' })",
    );
    assert_eq!(list["rows"][0]["q"], "Kharkiv", "{list}");
    assert_eq!(list["rows"][0]["items"], total("{ q: 'Kharkiv', from: '2022-03' }"));
    assert_eq!(list["rows"][1]["line"], 3);
    assert_eq!(list["rows"][1]["items"], total("{ q: 'Zelensky', from: '2022-03' }"));
    assert_eq!(list["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        list["faults"],
        json!([{ "line": 2, "fault": "no word" }, { "line": 4, "fault": "again" }])
    );
    let words = page.run("return nieuwsatlas.standout({ places: ['Mariupol'], limit: 5 })");
    let words = words.as_array().expect("a list");
    let told: Vec<&str> = words.iter().filter_map(|word| word["word"].as_str()).collect();
    assert!(told.len() == 5 && told.contains(&"Azovstal"), "{words:?}");
    let less = |word: &&Value| word["everywhere"].as_u64() < word["here"].as_u64();
    assert_eq!(words.iter().find(less), None);
    let beside = page.run("return nieuwsatlas.standout({ q: 'Zelensky', at: 'beside' })");
    assert!(beside[0]["here"].as_u64() > Some(0), "{beside}");
    // Kiev with what is near it, and all of the world.
    let near = total("{ window: [50, 30, 51, 31] }");
    assert!(total("{ places: ['Kiev'] }") <= near && near < total("{}"));
    assert_eq!(
        total("{ window: [-90, -180, 90, 180] }"),
        total("{}") - total("{ without: 'place' }")
    );
    for (asked, field) in [
        ("list({ list: 3 })", "list"),
        ("standout({ at: 'above' })", "at"),
        ("search({ window: [51, 30, 50, 31] })", "window"),
        ("search({ window: [50, 30, 51] })", "window"),
    ] {
        let refused = page.run(&format!("return nieuwsatlas.{asked}.then(String, String)"));
        assert!(refused.as_str().is_some_and(|told| told.contains(field)), "{asked}: {refused}");
    }
}
