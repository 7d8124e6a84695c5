//! The file is opened: whole, damaged, or in a browser that lacks something.

use crate::browser::{Kind, Without};
use crate::page::{Page, bundled, bundled_html, key};
use std::fs;

/// Shown when a part cannot be read.
const DAMAGED: &str = "Het bestand is beschadigd of onvolledig";

pub fn opens_from_disk(kind: Kind) {
    let page = Page::open(kind);
    use_the_page(&page);
    page.reload();
    page.see("Resultaten");
    page.see_no("Nieuwsatlas opent");
}

/// Searches and clears the search again, with the words of the seeds.
pub fn use_the_page(page: &Page) {
    page.see("42 berichten in 5 artikelen");
    page.type_into("Zoek in alle artikelen", "raketaanval");
    page.press(key::ENTER);
    page.see_no("42 berichten in 5 artikelen");
    page.click("Wis de zoekvraag");
    page.see("42 berichten in 5 artikelen");
}

/// Of the headings, buttons and fields that are in view as soon as the page is open: which of them
/// moved, to the pixel, while it came to rest.
const MOVED: &str = "
    await nieuwsatlas.ready;
    const parts = () => [...document.querySelectorAll('h1, h2, h3, button, input, select')];
    const where = (part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
    };
    const seen = (part) => part.getBoundingClientRect().top < innerHeight;
    const first = new Map(parts().filter(seen).map((part) => [part, where(part)]));
    await new Promise((rested) => setTimeout(rested, 500));
    const moved = parts().filter((part) => first.has(part) && first.get(part) !== where(part));
    return moved.map((part) => `${part.textContent || part.id}: ${first.get(part)} -> ${where(part)}`)";

pub fn nothing_moves_once_it_is_open(kind: Kind) {
    let page = Page::open(kind);
    for fragment in ["", "#q=aanval", "#q=xyzzy", "#doc=004_d2297999e083d57d"] {
        page.go_to("about:blank");
        page.go_to(&format!("file://{}{fragment}", bundled().display()));
        assert_eq!(page.run(MOVED), serde_json::json!([]), "at {fragment:?}");
    }
}

pub fn fits_a_phone(kind: Kind) {
    let page = Page::open(kind);
    page.resize(320, 640);
    page.see("Nieuwsatlas");
    page.see_no_sideways_scroll();
}

/// The first result is in view, and the other parts are a press away.
pub fn a_phone_shows_one_part_at_a_time(kind: Kind) {
    let page = Page::open(kind);
    // The browser's own bars take some 140 pixels of it.
    page.resize(320, 780);
    page.go_to_fragment("q=Charkov");
    page.see_in_view(".cards > .card:first-child .open");
    page.see_in_view(".parts-bar");
    page.go_to_part("Tijd");
    page.see_in_view(".timeline-frame");
    page.see_no("beste eerst");
    page.see("5 berichten in 4 artikelen");
    page.go_to_part("Plaatsen");
    page.see_in_view("#places-heading");
    page.see_no("Sleep over de balken");
    page.go_to_part("Kaart");
    page.see_in_view(".map-frame");
    page.see_no_sideways_scroll();
    // What is opened from elsewhere is shown, and closing it leads back.
    page.go_to_fragment("q=Charkov&doc=000_22d6a09a2baa00c6");
    page.see("Terug naar de resultaten");
    page.click_place("Kiev");
    page.click("Meer over deze plaats");
    page.see_in_view("#card-heading");
    page.see_no("Terug naar de resultaten");
    page.click_in("Kiev UA", "Sluit");
    page.see("Terug naar de resultaten");
}

/// Where one was in the results, one is again.
pub fn a_phone_keeps_the_place_in_the_results(kind: Kind) {
    let page = Page::open(kind);
    page.resize(320, 640);
    page.see_in_view(".parts-bar");
    page.run("scrollTo(0, 900)");
    page.go_to_part("Kaart");
    page.see_in_view(".map-frame");
    page.go_to_part("Resultaten");
    page.until_run("return Math.round(scrollY)", |height| height == 900);
}

pub fn what_is_printed_says_when_and_of_what(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=Charkov&van=2022-06");
    page.see_address("q=Charkov&van=2022-06");
    page.see_no("afgedrukt op");
    page.run("dispatchEvent(new Event('beforeprint'))");
    let line = "return document.querySelector('.printed').textContent";
    page.until_run(line, |line| {
        line.as_str().is_some_and(|line| line.ends_with(".html#q=Charkov&van=2022-06"))
    });
}

pub fn says_so_when_a_part_is_damaged(kind: Kind) {
    let html = bundled_html();
    let page = Page::open(kind);
    for part in ["wasm", "archive"] {
        let file = page.browser.folder().join(format!("{part}.html"));
        fs::write(&file, with_one_letter_changed(&html, part)).expect("it can be written");
        page.go(&file);
        page.see(DAMAGED);
        page.see(&first_article(&html));
    }
}

pub fn says_so_when_the_file_is_cut_off(kind: Kind) {
    let html = bundled_html();
    let archive = html.find("id=\"part-archive\"").expect("the page holds an archive");
    let cut = archive + "id=\"part-archive\" data-bytes=".len();
    let page = Page::open_text(kind, &html[..cut]);
    page.see(DAMAGED);
    page.see(&first_article(&html));
}

pub fn says_so_when_the_code_is_damaged(kind: Kind) {
    let html = bundled_html();
    // The policy of the page runs its script only as it was built.
    let page =
        Page::open_text(kind, &html.replacen("DecompressionStream", "DecompressionStreem", 1));
    page.see("Blijft deze regel staan");
}

pub fn says_so_without_webassembly(kind: Kind) {
    let page = Page::open_without(kind, Without::WebAssembly);
    page.see("Deze browser mist WebAssembly");
    page.see(&first_article(&bundled_html()));
}

pub fn lists_the_articles_without_scripts(kind: Kind) {
    let page = Page::open_without(kind, Without::Scripts);
    page.see(&first_article(&bundled_html()));
    page.see_no("Zoeken lukt hier niet");
}

/// The page with one letter changed in the middle of a part's first block.
fn with_one_letter_changed(html: &str, part: &str) -> String {
    let set = html.find(&format!("id=\"part-{part}\"")).expect("the page holds the part");
    let block = set + html[set..].find("plain\">").expect("a part has a block") + "plain\">".len();
    let length = html[block..].find('<').expect("a block ends");
    let at = block + length / 2;
    let other = if html[at..].starts_with('A') { "B" } else { "A" };
    format!("{}{other}{}", &html[..at], &html[at + 1..])
}

/// The title of the first article in the list without scripts, as a reader sees it.
fn first_article(html: &str) -> String {
    let (_, after) = html.split_once("<li><h2>").expect("the page lists its articles");
    let (title, _) = after.split_once("</h2>").expect("a title ends");
    title.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
