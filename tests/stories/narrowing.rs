//! Narrowing down what was found, and taking that back.

use crate::browser::Kind;
use crate::page::Page;

const EVERYTHING: &str = "42 berichten in 5 artikelen";
const PLACES: &str = "Genoemde plaatsen";
const KINDS: &str = "Soort tekst";

pub fn facets_narrow_and_leave_out(kind: Kind) {
    let page = Page::open(kind);
    page.see(EVERYTHING);
    page.click("Verfijn");
    page.tick(KINDS, "artikel");
    page.see("4 berichten in 4 artikelen");
    page.see_count(KINDS, "bericht uit een liveblog", 38);
    page.see_count(PLACES, "Zaporizja", 1);
    page.tick(KINDS, "bericht uit een liveblog");
    page.see("38 berichten in 1 artikel");
    page.tick(KINDS, "bericht uit een liveblog");
    page.type_into("Zoek in: Genoemde plaatsen", "zaporizh");
    page.click_in(PLACES, "Laat weg: Zaporizja");
    page.see("40 berichten in 5 artikelen");
    page.see_count(PLACES, "Zaporizja", 2);
    page.see_address("niet-plaats=Zaporizja");
    page.tick(PLACES, "Zaporizja");
    page.see("2 berichten in 2 artikelen");
    page.see_address("plaats=Zaporizja");
    page.go_to_fragment("q=-plaats%3AZaporizja");
    page.see("40 berichten in 5 artikelen");
}

pub fn what_is_locked_stays_and_what_is_cleared_comes_back(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=raket&plaats=Zaporizja&soort=artikel");
    page.see("1 bericht in 1 artikel");
    page.click("Verfijn");
    page.click("Zet vast: Soort tekst");
    page.click("Wis alles");
    page.see("4 berichten in 4 artikelen");
    page.see_address("soort=artikel&vast=soort");
    page.click("Ongedaan maken");
    page.see("1 bericht in 1 artikel");
    page.see_address("q=raket&plaats=Zaporizja&soort=artikel&vast=soort");
}
