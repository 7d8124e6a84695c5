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
    // The first ends the suggestions.
    page.press(key::ESCAPE);
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
        ("Charkov van:2022-03 tot:2022-05", "Buiten deze periode: 2 zonder datum"),
        ("VN \"drie doden\"", "Niet alle woorden samen: "),
    ] {
        page.type_into(SEARCH, words);
        page.see(said);
        page.click("Wis de zoekvraag");
        page.see_no(said);
    }
}

pub fn enter_shows_what_is_found_while_one_reads(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("doc=003_09abae45340d8808");
    page.see("plaatsen in dit artikel");
    page.press('/');
    page.press_all("Kreminna");
    page.press(key::ENTER);
    page.see_address("q=Kreminna");
    page.see("2 berichten in 1 artikel");
}
