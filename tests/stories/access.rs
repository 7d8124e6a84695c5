//! The page for everyone: by keyboard alone, and without what axe-core knows to keep people out.

use crate::browser::Kind;
use crate::page::{Page, key};
use std::fs;
use std::path::Path;

/// The main states of the page: what it is, its address, and what to click there.
const STATES: [(&str, &str, &[&str]); 11] = [
    ("at first", "", &["Verfijn", "Meenemen", "Lijst van namen", "Kenmerkende woorden"]),
    ("a table", "q=aanval", &["Als tabel", "Plaats en maand"]),
    ("filtered", "q=raketaanval&plaats=Zaporizja&niet-plaats=Lviv&van=2022-10&vast=plaats", &[]),
    ("a live blog", "q=Azovstal&doc=004_d2297999e083d57d&item=2", &[]),
    ("nothing found", "q=xyzzy&zonder=datum", &[]),
    ("a card", "kaart=Kiev&zonder=plaats", &[]),
    ("countries", "plaats=Rusland&per=land&kaart=Rusland", &["Klopt dit niet?"]),
    ("an article", "q=aanval&doc=001_406e6ded83c85766", &[]),
    ("lines", "q=aanval&toon=regels&groep=plaats-maand", &["Woorden ernaast"]),
    ("two items", "q=aanval&naast=001_406e6ded83c85766%3A1&doc=000_22d6a09a2baa00c6", &[]),
    ("corrections", "doc=001_406e6ded83c85766", &["Correcties van plaatsen (0)"]),
];

/// How the first item of the collection begins.
const FIRST_HEADING: &str =
    "De Oekraïense president Volodomyr Zelensky voegde zich dinsdagochtend bij…";

/// What axe-core finds, with the rules of WCAG 2.2 AA and its best practices.
const FINDINGS: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const rules = {
        'target-size': { enabled: true },
        'label-content-name-mismatch': { enabled: true },
    };
    const found = await axe.run(document, { rules, runOnly: { type: 'tag', values: tags } });
    return found.violations.map(({ id, nodes }) =>
        `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`)";

pub fn axe_finds_nothing(kind: Kind) {
    let page = Page::open(kind);
    let axe = axe();
    let mut findings = Vec::new();
    for lang in ["nl", "en"] {
        for (state, fragment, clicks) in STATES {
            page.go_to_fragment(&format!("{fragment}&taal={lang}").replace("taal=nl", ""));
            page.see(if lang == "nl" { "Tijd" } else { "Time" });
            if lang == "nl" {
                clicks.iter().for_each(|name| page.click(name));
            }
            for colours in ["light", "dark"] {
                page.run(&format!("document.documentElement.style.colorScheme = '{colours}'"));
                let found = page.run(&format!("{axe}; {FINDINGS}"));
                let found = found.as_array().expect("a list").iter();
                findings.extend(found.map(|found| format!("{state}, {lang}, {colours}: {found}")));
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// The main parts of the page as the browser tells them to a screen reader: role and name.
pub fn the_page_is_told_to_who_does_not_see_it(kind: Kind) {
    let page = Page::open(kind);
    page.see("42 berichten in 5 artikelen");
    page.click("Verfijn");
    for (part, role, name) in [
        ("//*[@id='search']", "combobox", "Zoek in alle artikelen"),
        ("//form", "search", ""),
        ("//header", "banner", ""),
        ("//main", "main", ""),
        ("//aside", "complementary", ""),
        ("//footer", "contentinfo", ""),
        ("//*[@class='found']", "status", ""),
        ("//section[@class='results']", "region", "Resultaten"),
        ("//section[@class='timeline']", "region", "Tijd"),
        ("//section[@class='map']", "region", "Kaart"),
        ("//fieldset", "group", "Genoemde plaatsen"),
    ] {
        page.hear(part, role, name);
    }
    let named = |name: &str| format!("//*[@aria-label='{name}']");
    page.hear(&named("maart 2022: 1 van 1 bericht"), "button", "maart 2022: 1 van 1 bericht");
    page.hear(&named("eerste maand van de periode"), "slider", "eerste maand van de periode");
    page.hear("//*[@id='item-0']", "button", FIRST_HEADING);
    page.click("Als tabel");
    page.click("Plaats en maand");
    page.hear("//section[@class='places']", "region", "Plaatsen");
    page.hear("//table[@role='grid']", "grid", "Plaats en maand");
    page.hear(&named("Kiev, maart 2022: 1 van 1"), "gridcell", "Kiev, maart 2022: 1 van 1");
}

/// A live region speaks only when it was there before its words changed.
pub fn what_was_found_is_announced(kind: Kind) {
    let page = Page::open(kind);
    page.see("42 berichten in 5 artikelen");
    page.run("window.spoken = document.querySelector('.found')");
    page.type_into("Zoek in alle artikelen", "raketaanval");
    page.see_no("42 berichten in 5 artikelen");
    page.hear("//*[@class='found']", "status", "");
    let said = "const { total } = await nieuwsatlas.search({ q: 'raketaanval' });
        return spoken.isConnected && spoken.textContent.startsWith(`${total} bericht`)";
    page.until_run(said, |said| said == &serde_json::Value::Bool(true));
}

pub fn the_items_go_by_keys(kind: Kind) {
    let page = Page::open(kind);
    page.see("42 berichten in 5 artikelen");
    let headings = "return [...document.querySelectorAll('.card h3')].map((h) => h.textContent)";
    let headings = page.run(headings);
    let on = |at: usize| {
        let focused = "return document.activeElement.textContent";
        page.until_run(focused, |now| now == &headings[at]);
    };
    page.press('j');
    on(0);
    page.press_all("jj");
    on(2);
    page.press('k');
    on(1);
    page.press(key::ENTER);
    page.see("Terug naar de resultaten");
}

pub fn a_range_is_drawn_by_keyboard(kind: Kind) {
    let page = Page::open(kind);
    page.see("42 berichten in 5 artikelen");
    page.focus("eerste maand van de periode");
    page.press(key::RIGHT);
    page.see("3 berichten in 3 artikelen");
    page.see_address("van=2022-04");
    page.focus("laatste maand van de periode");
    page.press(key::HOME);
    page.see_address("van=2022-04&tot=2022-04");
    page.press(key::END);
    page.see_address("van=2022-04");
}

pub fn a_cell_of_the_grid_is_chosen_by_keyboard(kind: Kind) {
    let page = Page::open(kind);
    page.click("Als tabel");
    page.click("Plaats en maand");
    page.focus("Kiev, maart 2022: 1 van 1");
    page.press(key::ENTER);
    page.see("1 bericht in 1 artikel");
    page.see_address("plaats=Kiev&van=2022-03&tot=2022-03");
    page.press(key::RIGHT);
    page.press(key::ENTER);
    page.see_address("plaats=Kiev&van=2022-04&tot=2022-04");
    page.see("Niets gevonden.");
}

pub fn the_focus_stays_on_what_was_chosen(kind: Kind) {
    let page = Page::open(kind);
    page.focus("oktober 2022: 1 van 1 bericht");
    page.press(key::ENTER);
    page.see("1 bericht in 1 artikel");
    page.press(key::LEFT);
    page.press(key::ENTER);
    page.see_address("van=2022-09&tot=2022-09");
}

pub fn the_card_of_a_place_opens_by_itself_and_by_its_link(kind: Kind) {
    let page = Page::open(kind);
    page.click("Als tabel");
    page.see_focus_on("places-heading");
    page.click("Over Charkov");
    page.see("Charkiv (1)");
    page.see_address("kaart=Charkov");
    page.see_in_view("#card-heading");
    page.see_focus_on("card-heading");
    page.reload();
    page.see("Samen genoemd met");
    page.see_in_view("#card-heading");
    page.see_focus_on("card-heading");
    // Where no list shows what opens it, the focus goes to the map.
    page.press(key::ESCAPE);
    page.see_address("");
    page.see_focus_on("map-heading");
    page.click("Als tabel");
    page.click("Over Charkov");
    page.press(key::ESCAPE);
    page.see_name_of_focus("Over Charkov");
    page.go_to_fragment("kaart=Charkov");
    page.see_focus_on("card-heading");
    page.click("Toon alleen deze plaats");
    page.see("5 berichten in");
    page.click_in("Charkov UA", "Sluit");
    page.see_no("Samen genoemd met");
}

/// One Esc closes one thing: what the focus is in.
pub fn what_was_opened_last_closes_first(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=Charkov");
    page.click("Meenemen");
    page.focus("GeoJSON");
    page.press(key::ESCAPE);
    let see_closed = |part: &str| {
        page.until_run(&format!("return document.querySelector('{part}').open"), |open| {
            open == &serde_json::Value::Bool(false)
        });
    };
    see_closed(".take-along");
    page.go_to_fragment("q=Charkov&kaart=Kiev&doc=000_22d6a09a2baa00c6");
    page.see("Terug naar de resultaten");
    page.click("Klopt dit niet?");
    page.press(key::ESCAPE);
    see_closed(".doubts");
    page.press(key::ESCAPE);
    page.see_address("q=Charkov&doc=000_22d6a09a2baa00c6");
    page.press(key::ESCAPE);
    page.see_address("q=Charkov");
}

/// Language and what the file is can be reached at once; the page has no scroller in the page.
pub fn the_top_of_the_page_leads_everywhere(kind: Kind) {
    let page = Page::open(kind);
    page.see_in_view(".corner");
    page.click("Over");
    page.see_focus_on("about");
    page.see_in_view("#about");
    let inside = "const side = document.querySelector('.side-column');
        return [side.scrollHeight, side.clientHeight]";
    page.until_run(inside, |heights| heights[0] == heights[1]);
}

pub fn the_focus_is_never_lost(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=Charkov&plaats=Kiev");
    page.focus("Wis alles");
    page.press(key::ENTER);
    page.see_focus_on("undo");
    page.focus("English");
    page.press(key::ENTER);
    page.see("42 items in 5 articles");
    page.see_focus_on("lang-nl");
}

fn axe() -> String {
    let file = ".tools/npm/axe-core/node_modules/axe-core/axe.min.js";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo xtask test` sets it up", file.display())
    })
}
