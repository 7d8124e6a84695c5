//! Lists of names, the words that stand out, and what is in view on the map.

use crate::browser::Kind;
use crate::page::{Page, key};
use serde_json::Value;

const SEARCH: &str = "Zoek in alle artikelen";
const EVERYTHING: &str = "42 berichten in 5 artikelen";
const LIST: &str = "Eén zoekvraag per regel";

pub fn a_list_of_names_is_counted_and_taken_along(kind: Kind) {
    let page = Page::open(kind);
    page.click("Lijst van namen");
    let list = ["Kharkiv", "?!", "\"staakt het vuren\"", "onvindbaarwoord"];
    page.type_into(LIST, &list.join(&key::ENTER.to_string()));
    page.click("Zoek alle regels");
    page.see("3 zoekvragen, waarvan 2 met treffers");
    page.see("Regel 2: geen woord om te zoeken.");
    page.see("Charkov (4), Charkiv (1)");
    page.click("Meeste eerst");
    let total = "(await nieuwsatlas.search({ q: 'Kharkiv' })).total";
    let counted = "[...document.querySelectorAll('.batch tbody tr')]
        .find((row) => row.textContent.startsWith('Kharkiv')).cells[1].textContent";
    assert_eq!(page.run(&format!("return {counted} - {total}")), 0);
    page.run(
        "const make = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { window.saved = blob; return make(blob) }",
    );
    page.click_in_group("Lijst van namen", "CSV (komma)");
    let rows = page.run("return (await window.saved.text()).trim().split('\\r\\n').length");
    assert_eq!(rows, 4);
    page.click("Kharkiv");
    page.see_address("q=Kharkiv");
    page.see_marked("Charkov");
    page.resize(320, 640);
    page.see_no_sideways_scroll();
}

pub fn a_list_follows_the_filters(kind: Kind) {
    let page = Page::open(kind);
    let list = page.browser.folder().join("namen.txt");
    std::fs::write(&list, "Zelensky\nDenemarken\n").expect("the browser's folder can be written");
    page.click("Lijst van namen");
    page.type_into("Open een lijst", &list.display().to_string());
    page.see("2 zoekvragen, waarvan 2 met treffers");
    page.click("zonder datum (38)");
    page.see("2 zoekvragen, waarvan 2 met treffers");
    page.click("Verwijder filter zonder datum");
    page.choose("van", "oktober 2022");
    page.see("2 zoekvragen, waarvan 1 met treffers");
    page.click("Zelensky");
    page.see_address("q=Zelensky&van=2022-10");
    page.back();
    page.see_address("van=2022-10");
    page.see("2 zoekvragen, waarvan 1 met treffers");
}

pub fn words_that_stand_out_lead_on(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "Zelensky");
    page.see_address("q=Zelensky");
    page.click("Contextregels");
    page.see_address("q=Zelensky&toon=regels");
    page.click("Woorden ernaast");
    let first = "const word = document.querySelector('.kwic .standout li button');
        word?.click();
        return Boolean(word)";
    page.until_run(first, |there| there == &Value::Bool(true));
    page.until_run("return decodeURIComponent(location.hash)", |hash| {
        hash.as_str().is_some_and(|hash| hash.starts_with("#q=Zelensky+"))
    });
    page.back();
    page.see_address("q=Zelensky&toon=regels");
    page.go_to_fragment("plaats=Marioepol");
    page.click("Kenmerkende woorden");
    page.see("Azovstal");
    page.click("Verwijder filter Marioepol");
    page.see(EVERYTHING);
    page.see("Zoek eerst iets, of kies een filter");
}

pub fn what_is_in_view_is_a_filter(kind: Kind) {
    let page = Page::open(kind);
    page.see(EVERYTHING);
    page.click("Zoom in");
    page.click("Zoom in");
    page.click("Alleen wat in beeld is");
    page.see_no(EVERYTHING);
    let there = "return location.hash.startsWith('#beeld=')";
    page.until_run(there, |there| there == &Value::Bool(true));
    page.see("kaartbeeld rond ");
    page.click("Zoom in");
    let window = page.run("return location.hash");
    page.click("Zoek opnieuw in beeld");
    page.until_run("return location.hash", |now| now != &window);
    page.see("Alleen wat in beeld is");
    let found = "return document.querySelector('.found').textContent";
    let told = page.run(found);
    page.reload();
    page.until_run(found, |again| again == &told);
    page.click("Wis alles");
    page.see(EVERYTHING);
    page.click("Ongedaan maken");
    page.until_run(found, |again| again == &told);
    page.choose("Volgorde", "op plaats");
    page.until_run("return location.hash.endsWith('&volgorde=plaats')", |there| {
        there == &Value::Bool(true)
    });
}

pub fn the_ends_of_the_map_go_by_keys(kind: Kind) {
    let page = Page::open(kind);
    page.focus("Zaporizja: 2 berichten noemen deze plaats");
    page.press(key::HOME);
    let count = "return document.activeElement.getAttribute('aria-label')";
    page.until_run(count, |label| label.as_str().is_some_and(|label| label.starts_with("Kiev")));
    page.press(key::END);
    page.until_run(count, |label| {
        label
            .as_str()
            .is_some_and(|label| label.contains(": 1 bericht noemt") || label.contains(" +"))
    });
}

pub fn a_place_in_the_text_is_corrected_by_keys(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("doc=000_22d6a09a2baa00c6");
    page.see("plaatsen in dit artikel");
    page.press('m');
    let focused = "return document.activeElement.textContent";
    let first = page.run(focused);
    let first = first.as_str().expect("a name");
    page.press('m');
    page.press('M');
    page.until_run(focused, |name| name == first);
    page.press(key::ENTER);
    page.see(&format!("Wat is ‘{first}’?"));
    page.press(key::ESCAPE);
    page.until_run(focused, |name| name == first);
    page.press(key::ENTER);
    page.focus("Geen plaats");
    page.press(key::ENTER);
    page.see("Correcties van plaatsen (1)");
}
