//! Narrowing down what was found, and taking that back.

use crate::browser::Kind;
use crate::page::Page;

const EVERYTHING: &str = "42 berichten in 5 artikelen";
const PLACES: &str = "Genoemde plaatsen";
const KINDS: &str = "Soort tekst";
const REGIONS: &str = "Genoemde regio’s";

pub fn facets_narrow_and_leave_out(kind: Kind) {
    let page = Page::open(kind);
    page.see(EVERYTHING);
    page.click("Verfijn");
    page.tick(KINDS, "artikel");
    page.see("4 berichten in 4 artikelen");
    page.see_count(KINDS, "bericht uit een liveblog", 38);
    page.see_count(PLACES, "Zaporizja", 2);
    page.tick(KINDS, "bericht uit een liveblog");
    page.see("38 berichten in 1 artikel");
    page.tick(KINDS, "bericht uit een liveblog");
    page.type_into("Zoek in: Genoemde plaatsen", "zaporizh");
    page.click_in(PLACES, "Laat weg: Zaporizja");
    page.see("40 berichten in 3 artikelen");
    page.see_count(PLACES, "Zaporizja", 2);
    page.see_address("niet-plaats=Zaporizja");
    page.tick(PLACES, "Zaporizja");
    page.see("2 berichten in 2 artikelen");
    page.see_address("plaats=Zaporizja");
    page.go_to_fragment("q=-plaats%3AZaporizja");
    page.see("40 berichten in 3 artikelen");
}

pub fn a_period_takes_in_what_is_undated(kind: Kind) {
    let page = Page::open(kind);
    let left_out = "2 berichten zonder datum vallen buiten deze periode";
    for asked in ["q=Charkov&van=2022-03&tot=2022-05", "q=Charkov+van%3A2022-03+tot%3A2022-05"] {
        page.go_to_fragment(asked);
        page.see("0 berichten in 0 artikelen");
        page.see(left_out);
        page.click("toon ook zonder datum");
        page.see("2 berichten in 1 artikel");
        page.see("mogelijk 19 april");
        page.see_no(left_out);
        page.see_address(&format!("{asked}&zonder=datum"));
        page.click("Verwijder filter zonder datum");
        page.see(left_out);
    }
    page.click("Zonder filter ‘van:2022-03 tot:2022-05’ zijn er 5");
    page.see("5 berichten in");
    page.see_address("q=Charkov");
}

pub fn every_facet_can_leave_out(kind: Kind) {
    let page = Page::open(kind);
    page.click("Verfijn");
    page.click_in("Maanden", "Laat weg: zonder datum");
    page.see("4 berichten in 4 artikelen");
    page.see_count("Maanden", "zonder datum", 38);
    page.click_in("Maanden", "Laat weg: oktober 2022");
    page.see("3 berichten in 3 artikelen");
    page.see_count("Maanden", "oktober 2022", 1);
    page.see_address("met=datum&niet-maand=2022-10");
    page.click("Zet vast: Maanden");
    page.click_in(PLACES, "Laat weg: geen plaats");
    page.see_address("met=plaats&met=datum&niet-maand=2022-10&vast=datum");
    page.click("Wis alles");
    page.see_address("met=datum&niet-maand=2022-10&vast=datum");
    page.click("Ongedaan maken");
    page.click("Verwijder filter wel een plaats");
    page.click("Verwijder filter niet: oktober 2022");
    page.see("4 berichten in 4 artikelen");
    page.click("Verwijder filter met datum");
    page.click_in(KINDS, "Laat weg: artikel");
    page.see("38 berichten in 1 artikel");
}

pub fn regions_are_listed_and_left_out(kind: Kind) {
    let page = Page::open(kind);
    page.click("Verfijn");
    page.type_into(&format!("Zoek in: {REGIONS}"), "donets");
    page.see_count(REGIONS, "Donetsk", 14);
    page.click_in(REGIONS, "Laat weg: Donetsk");
    page.see("28 berichten in 2 artikelen");
    page.see_count(REGIONS, "Donetsk", 14);
    page.tick(REGIONS, "Donetsk");
    page.see("14 berichten in 4 artikelen");
    page.click_in(REGIONS, "Zet vast: Genoemde regio’s");
    page.click("Verwijder filter Donetsk (regio)");
    page.see("42 berichten in 5 artikelen");
    // What is counted already as a place is not listed twice.
    page.click("regio");
    page.see_no(REGIONS);
}

pub fn what_is_locked_stays_and_what_is_cleared_comes_back(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=raketaanval&plaats=Zaporizja&soort=artikel");
    page.see("1 bericht in 1 artikel");
    page.click("Verfijn");
    page.click("Zet vast: Soort tekst");
    page.click("Wis alles");
    page.see("4 berichten in 4 artikelen");
    page.see_address("soort=artikel&vast=soort");
    page.click("Ongedaan maken");
    page.see("1 bericht in 1 artikel");
    page.see_address("q=raketaanval&plaats=Zaporizja&soort=artikel&vast=soort");
}

pub fn a_range_is_drawn_over_the_bars(kind: Kind) {
    let page = Page::open(kind);
    page.drag("juni 2022: 1 van 1 bericht", "oktober 2022: 1 van 1 bericht");
    page.see("2 berichten in 2 artikelen");
    page.see_address("van=2022-06&tot=2022-10");
    page.drag("laatste maand van de periode", "juni 2022: 1 van 1 bericht");
    page.see("1 bericht in 1 artikel");
    page.click("Verwijder filter juni 2022");
    page.see(EVERYTHING);
}

pub fn the_months_pass(kind: Kind) {
    let page = Page::open(kind);
    page.click("Volgende maand");
    page.see_address("van=2022-03&tot=2022-03");
    page.click("Volgende maand");
    page.see_address("van=2022-04&tot=2022-04");
    page.click("Vorige maand");
    page.see_address("van=2022-03&tot=2022-03");
    page.click("Speel de maanden af");
    page.see_address("van=2022-06&tot=2022-06");
    page.click("Pauze");
    page.see("Speel de maanden af");
    // All that passed by itself was one step.
    page.back();
    page.see_address("van=2022-04&tot=2022-04");
}

pub fn near_places_share_a_circle(kind: Kind) {
    let page = Page::open(kind);
    page.see(EVERYTHING);
    for _ in 0..4 {
        page.click("Zoom uit");
    }
    let shared = page.run(
        "return document.querySelector('.marker.shared').getAttribute('aria-label').split(' +')[0]",
    );
    let head = shared.as_str().expect("a name");
    page.run("document.querySelector('.marker.shared').dispatchEvent(new MouseEvent('click', { bubbles: true }))");
    page.see("Zoom hierop in");
    page.click_in_group("Plaatsen die hier dicht bij elkaar liggen", head);
    page.see_pressed("Plaatsen", head);
}

pub fn countries_and_regions_are_counted_and_chosen(kind: Kind) {
    let page = Page::open(kind);
    page.click("land");
    page.see_address("per=land");
    page.click("Als tabel");
    page.see("Geteld zijn de berichten die het land zelf noemen");
    page.click("Als kaart");
    let counted = page.run(
        "const { groups } = await nieuwsatlas.search({ per: 'country' });
         return groups.find(({ name }) => name === 'Denemarken')",
    );
    assert_eq!((&counted["count"], &counted["itself"]), (&1.into(), &1.into()), "{counted}");
    page.click_in("Kaart", "Denemarken: 1 bericht noemt dit land of een plaats erin");
    page.see("1 bericht in 1 artikel");
    page.see_address("plaats=Denemarken&per=land");
    page.see_pressed("Plaatsen", "Denemarken");
    page.see_in_view(".outline.chosen");
    // What is asked for stays when something else is counted.
    page.click("plaats");
    page.see_address("plaats=Denemarken");
    page.see("1 bericht in 1 artikel");
    page.go_to_fragment("q=plaats%3AKrim&per=regio");
    page.see_no(EVERYTHING);
}
