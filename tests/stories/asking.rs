//! Asking: help, what a word also finds, suggestions, what was asked before.

use crate::browser::Kind;
use crate::page::{Page, key};

const SEARCH: &str = "Zoek in alle artikelen";
const EVERYTHING: &str = "42 berichten in 5 artikelen";

pub fn the_help_teaches_by_examples(kind: Kind) {
    let page = Page::open(kind);
    page.see(EVERYTHING);
    page.press('?');
    page.see("Wat u kunt typen");
    page.press(key::ESCAPE);
    page.see_no("Wat u kunt typen");
    page.click("Hulp bij het zoeken");
    page.click("lucht*");
    page.see_no("Wat u kunt typen");
    page.see_address("q=lucht*");
    page.see_marked("lucht");
}

pub fn shortcuts_can_be_switched_off(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=raketaanval&doc=000_22d6a09a2baa00c6");
    page.see("treffer 1 van 7");
    page.press('n');
    page.see("treffer 2 van 7");
    page.press('?');
    page.click("Losse letters en tekens werken als sneltoets");
    page.press(key::ESCAPE);
    page.see_no("Wat u kunt typen");
    page.press('n');
    page.press('?');
    page.see("treffer 2 van 7");
    page.see_no("Wat u kunt typen");
    // What is no bare letter or sign works on, and the choice outlives the visit.
    page.see_address("q=raketaanval&toetsen=uit&doc=000_22d6a09a2baa00c6");
    page.reload();
    page.see("treffer 1 van 7");
    page.press('n');
    page.press_with_control('k');
    page.see_focus_on("search");
    page.press(key::ESCAPE);
    page.see("treffer 1 van 7");
    page.focus("Volgende treffer");
    page.press_with_control('/');
    page.see("Wat u kunt typen");
    page.press(key::ESCAPE);
    page.see_no("Wat u kunt typen");
    page.press(key::ESCAPE);
    page.see("1 bericht in 1 artikel");
}

pub fn a_form_can_be_left_out(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "Kharkiv");
    page.see("Charkov (4)");
    page.click("Charkov (4)");
    page.see_address("q=Kharkiv&behalve=charkov");
    page.see_marked("Charkiv");
    page.see("1 bericht in 1 artikel");
    page.reload();
    page.see("1 bericht in 1 artikel");
    page.click("Charkov (4)");
    page.see_address("q=Kharkiv");
}

pub fn suggestions_go_by_keys_and_by_pointer(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "Khark");
    page.see("Kharkiv = Charkov plaats (5)");
    page.press(key::ESCAPE);
    page.see_no("Kharkiv = Charkov plaats (5)");
    page.see_address("q=Khark");
    page.press(key::DOWN);
    page.press(key::ENTER);
    page.see_address("plaats=Charkov");
    page.see("5 berichten in");
    page.type_into(SEARCH, "raketaanv");
    page.click("raketaanval woord (1)");
    page.see_address("q=raketaanval&plaats=Charkov");
}

pub fn what_was_asked_or_cleared_comes_back(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "raketaanval");
    page.press(key::ENTER);
    page.press('/');
    // The first ends the suggestions and keeps the words.
    let box_is = |words: &str, open: &str| {
        let state = "const box = document.querySelector('#search');
            return [box.value, box.getAttribute('aria-expanded')]";
        page.until_run(state, |now| *now == serde_json::json!([words, open]));
    };
    box_is("raketaanval", "true");
    page.press(key::ESCAPE);
    box_is("raketaanval", "false");
    page.press(key::ESCAPE);
    page.see(EVERYTHING);
    page.see("raketaanval eerder gezocht");
    page.click("Ongedaan maken");
    page.see_address("q=raketaanval");
    page.click("Wis alles");
    page.see(EVERYTHING);
    page.press('/');
    page.press(key::DOWN);
    page.press(key::ENTER);
    page.see_address("q=raketaanval");
}

pub fn what_is_odd_about_a_question_is_said(kind: Kind) {
    let page = Page::open(kind);
    for (words, said) in [
        ("?!", "geen woord om te zoeken"),
        ("Charkov van:2022-03 tot:2022-05", "2 berichten zonder datum vallen buiten deze periode"),
        ("tot:gisteren", "‘tot:gisteren’ is als gewone woorden gezocht"),
        ("titel:Kiev", "‘titel:Kiev’ is als gewone woorden gezocht"),
        ("\"staakt het", "gezocht is de woordgroep ‘staakt het’"),
        ("lu*ht", "‘lu*ht’ is in stukken gezocht"),
        ("plaats:Xyzzy", "Onbekende plaats: ‘Xyzzy’"),
    ] {
        page.type_into(SEARCH, words);
        page.see(said);
        page.click("Wis de zoekvraag");
        page.see_no(said);
    }
}

pub fn a_place_that_was_meant_is_offered(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "plaats:Charkof");
    page.see("Bedoelt u Charkov?");
    page.click("Met ‘plaats:Charkov’ zijn er 5");
    page.see("5 berichten in");
    page.see_address("q=plaats%3ACharkov");
}

pub fn what_has_most_words_stands_apart(kind: Kind) {
    let page = Page::open(kind);
    page.type_into(SEARCH, "VN \"drie doden\"");
    page.see("0 berichten in 0 artikelen");
    page.see("Geen bericht heeft alle woorden samen. 6 berichten hebben de meeste woorden:");
    page.see_marked("VN");
    let answer = page.run("return nieuwsatlas.search({ q: 'VN \"drie doden\"' })");
    assert_eq!((&answer["total"], &answer["near"]), (&0.into(), &6.into()));
    assert_eq!(answer["cities"], serde_json::json!([]));
    page.click("Contextregels");
    page.see_marked("VN");
}

pub fn a_word_that_is_typed_again_or_never_ends_is_no_harm(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment(&format!("q={}", ["raket"; 40].join("+")));
    page.see("ook gevonden:");
    let lines = page.run("return document.querySelectorAll('.also li').length");
    assert_eq!(lines, 1);
    for width in [320, 1280] {
        page.resize(width, 800);
        page.go_to_fragment(&format!("q=plaats%3A{0}+{0}", "x".repeat(3000)));
        page.see("Onbekende plaats");
        page.see_no_sideways_scroll();
    }
}

pub fn enter_shows_what_is_found_while_one_reads(kind: Kind) {
    let page = Page::open(kind);
    for (choose, address) in [("", "q=Kreminna"), ("\u{e015}", "plaats=Kreminna")] {
        page.go_to_fragment("doc=003_09abae45340d8808");
        page.see("plaatsen in dit artikel");
        page.press('/');
        page.press_all("Kreminna");
        page.see("Kreminna plaats");
        page.press_all(choose);
        page.press(key::ENTER);
        page.see_address(address);
        page.see("2 berichten in 1 artikel");
    }
}
