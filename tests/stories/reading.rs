//! Reading: citing a passage and checking it, the items of a live blog, from hit to hit.

use crate::browser::Kind;
use crate::page::{Page, key};

const ARTICLE: &str = "000_22d6a09a2baa00c6";

pub fn a_selected_passage_is_cited_and_found_again(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment(&format!("q=raketaanval&doc={ARTICLE}"));
    page.see("treffer 1 van 7");
    page.select("Volodomyr Zelensky");
    page.click("Citeer");
    page.see("‘Volodomyr Zelensky’");
    page.see("Datum: oktober 2022 (op de maand nauwkeurig)");
    let hash = page.run(&format!(
        "const text = new TextEncoder().encode(nieuwsatlas.text('{ARTICLE}'));
         const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
         return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')"
    ));
    page.see(&format!("SHA-256 van de brontekst: {}", hash.as_str().expect("a text")));
    page.reload();
    page.see_in_view(".cited");
    page.see("‘Volodomyr Zelensky’");
    page.click("Sluit citaat");
    page.see_address(&format!("q=raketaanval&doc={ARTICLE}"));
}

pub fn a_citation_is_checked_in_the_page(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=UNHCR&doc=003_09abae45340d8808&item=1");
    page.see("treffer 1 van");
    page.press('c');
    page.click("Controleer");
    page.see("Klopt: de brontekst van 003_09abae45340d8808 is opnieuw berekend");
    for (pasted, verdict) in [
        ("citation", "en het citaat staat er woord voor woord in."),
        ("citation.replaceAll(' ', '\\r\\n')", "en het citaat staat er woord voor woord in."),
        (
            "citation.replace('vier miljoen', 'vijf miljoen')",
            "maar daar staat ‘dan vier miljoen’ en in het citaat ‘dan vijf miljoen’.",
        ),
        ("citation.replace('‘', '‘Niet ')", "en in het citaat ‘Niet "),
        (
            "citation.replace('maart 2022 (', 'maart 2021 (')",
            "Hier staat: Datum: maart 2022 (op de maand nauwkeurig).",
        ),
        ("citation.replace(/passage=.*/, 'passage=1-999999')", "zo’n plaats is er niet"),
        ("'0'.repeat(64)", "Klopt niet: geen enkele brontekst"),
        ("'vier miljoen'", "Hierin staat geen SHA-256"),
    ] {
        page.run(&format!(
            "const citation = document.querySelector('.citation').textContent;
             const field = document.querySelector('#cite-given');
             field.value = {pasted};
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ));
        page.click("Controleer");
        page.see(verdict);
    }
}

pub fn a_citation_stays_in_view_until_it_is_closed(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=UNHCR&doc=003_09abae45340d8808&item=1");
    page.see("treffer 1 van");
    for close in [key::ESCAPE, key::ENTER] {
        page.press('c');
        page.see_in_view("#cite-title");
        page.see_in_view(".reader-bar");
        page.see_focus_on("cite-title");
        if close == key::ENTER {
            page.focus("Sluit citaat");
        }
        page.press(close);
        page.see_focus_on("cite");
        page.see_address("q=UNHCR&doc=003_09abae45340d8808&item=1");
    }
    page.press(key::ESCAPE);
    page.see_address("q=UNHCR");
}

/// Where the file lies is of no use to who gets a link, and may hold the user's name.
pub fn what_is_passed_on_holds_no_folders(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=UNHCR&doc=003_09abae45340d8808&item=1");
    page.see("treffer 1 van");
    page.press('c');
    page.see("SHA-256 van de brontekst");
    page.run(
        "window.copied = [];
         Clipboard.prototype.writeText = async (text) => { window.copied.push(text) }",
    );
    page.click("Kopieer citaat");
    page.click("Kopieer link");
    page.see("Op het klembord staat de naam van dit bestand");
    page.press_all(&[key::ESCAPE; 2].map(String::from).concat());
    page.see_address("q=UNHCR");
    page.click("Meenemen");
    page.click("Kopieer link");
    let copied = page.run("return window.copied");
    let copied: Vec<&str> =
        copied.as_array().expect("a list").iter().filter_map(|c| c.as_str()).collect();
    let last = copied[0].lines().last().expect("lines");
    assert!(last.contains(".html#doc=003_09abae45340d8808&item=1&passage="), "{last}");
    assert_eq!(copied[1], last);
    assert!(copied[2].ends_with(".html#q=UNHCR"), "{}", copied[2]);
    assert!(copied.iter().all(|copied| !copied.contains('/')), "{copied:?}");
    // Who gets it pastes it where one types.
    page.run(
        "const field = document.querySelector('#search');
         field.value = copied[1];
         field.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    page.see_in_view("#cite-title");
    page.see_address(last.split_once('#').expect("a fragment").1);
}

pub fn a_live_blog_has_an_outline_and_places(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=Denemarken&doc=004_d2297999e083d57d");
    page.click("38 berichten in dit liveblog");
    page.click("Denemarken verhoogt gasproductie in Noordzee tijdelijk");
    page.see_in_view(".reader-item.opened h3");
    page.see("plaatsen in dit artikel");
    page.run("document.querySelectorAll('.fold summary')[1].click()");
    page.see("Marioepol (");
}

pub fn hits_go_on_in_the_next_document(kind: Kind) {
    let page = Page::open(kind);
    page.type_into("Zoek in alle artikelen", "Zaporizja");
    page.see("berichten in 2 artikelen");
    page.press(key::ENTER);
    page.run("document.querySelector('.cards .open').click()");
    page.see("treffer 1 van");
    let first = page.run("return document.querySelector('.file').textContent");
    for _ in 0..40 {
        page.press('n');
        if page.run("return document.querySelector('.file').textContent") != first {
            break;
        }
    }
    assert_ne!(page.run("return document.querySelector('.file').textContent"), first);
    page.see("treffer 1 van");
    page.press('p');
    assert_eq!(page.run("return document.querySelector('.file').textContent"), first);
}

pub fn context_lines_are_sorted_grouped_and_opened(kind: Kind) {
    let page = Page::open(kind);
    page.type_into("Zoek in alle artikelen", "gasproductie");
    page.click("Contextregels");
    page.see_address("q=gasproductie&toon=regels");
    page.see("1 regel");
    let right = page.run("return document.querySelector('.kwic .right').textContent");
    assert!(right.as_str().expect("a text").contains("in Noordzee tijdelijk"), "{right}");
    page.resize(320, 640);
    page.see_no_sideways_scroll();
    page.resize(1280, 1000);
    page.choose("Groepeer", "per maand");
    page.see("zonder datum (");
    page.see_address("q=gasproductie&toon=regels&groep=maand");
    page.choose("Groepeer", "per plaats en maand");
    page.see(" · zonder datum (");
    page.choose("Volgorde", "op wat erna staat");
    page.see_address("q=gasproductie&toon=regels&regelvolgorde=rechts&groep=plaats-maand");
    page.reload();
    page.see("1 regel");
    page.press('j');
    page.press(key::ENTER);
    page.see("‘gasproductie");
    page.see_in_view(".cited");
}

/// As much context as there is room for, whole words, with the spaces of the text alone.
pub fn context_lines_fill_the_page(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=Charkov&toon=regels");
    page.see("8 regels");
    let misfits = "const lines = [...document.querySelectorAll('.kwic-lines li')];
        const box = (part) => part.getBoundingClientRect();
        const sides = lines.flatMap((line) => [...line.querySelectorAll('.left, .right')]);
        const cut = sides.filter((side) => side.scrollWidth > side.clientWidth + 1);
        const gaps = lines.filter((line) => {
            const [hit, right] = ['.hit', '.right'].map((part) => box(line.querySelector(part)));
            return Math.abs(hit.right - right.left) > 0.5;
        });
        const longest = Math.max(...sides.map((side) => side.textContent.length));
        return [cut.length, gaps.length, longest > 30]";
    page.until_run(misfits, |misfits| misfits == &serde_json::json!([0, 0, true]));
}

pub fn two_items_stand_beside_each_other(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("q=aanval&doc=001_406e6ded83c85766");
    page.click("Houd ernaast");
    page.see_address("q=aanval&naast=001_406e6ded83c85766%3A1&doc=001_406e6ded83c85766");
    page.go_to_fragment(&format!("q=aanval&naast=001_406e6ded83c85766%3A1&doc={ARTICLE}"));
    let titles = "return [...document.querySelectorAll('.reader .card-meta, .reader h2')].length";
    page.until_run(titles, |told| told.as_u64() == Some(4));
    page.reload();
    page.see("Ernaast");
    // Both passages can be seen at once, and the one that is kept scrolls by itself.
    page.see_in_view("#hit-0");
    page.until_run(
        "const { top, bottom } = document.querySelector('.beside mark').getBoundingClientRect();
         return top >= 0 && bottom <= innerHeight",
        |seen| seen == &serde_json::Value::Bool(true),
    );
    page.click("Sluit wat ernaast staat");
    page.see_no("Ernaast");
    page.see_address(&format!("q=aanval&doc={ARTICLE}"));
}

pub fn the_places_of_an_article_have_a_map(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment(&format!("doc={ARTICLE}"));
    page.see("plaatsen in dit artikel");
    page.run("document.querySelector('.fold summary').click()");
    page.until_run("return document.querySelectorAll('.mini-map .marker').length > 3", |told| {
        told == &serde_json::Value::Bool(true)
    });
    page.run(
        "document.querySelector('.mini-map .marker')
             .dispatchEvent(new MouseEvent('click', { bubbles: true }))",
    );
    page.until_run(
        "return [...document.querySelectorAll('.reader-text .place')].some((place) => {
             const { top, bottom } = place.getBoundingClientRect();
             return top >= 0 && bottom <= innerHeight
         })",
        |told| told == &serde_json::Value::Bool(true),
    );
}

pub fn what_lies_in_a_city_says_so(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment("doc=004_d2297999e083d57d");
    page.see("plaatsen in dit artikel");
    let said = page.run(
        "const said = [...document.querySelectorAll('.reader .place')];
         return said.find(({ textContent }) => textContent === 'Azovstal-fabriek').title",
    );
    assert_eq!(said, "ligt in Marioepol: telt als vermelding van die plaats");
}

pub fn a_place_is_corrected_and_taken_back(kind: Kind) {
    let page = Page::open(kind);
    let naming = |name: &str| {
        let search = format!("(await nieuwsatlas.search({{ q: 'plaats:{name}' }})).total");
        page.run(&format!("return {search}")).as_u64().expect("a number")
    };
    page.go_to_fragment(&format!("doc={ARTICLE}"));
    page.see("plaatsen in dit artikel");
    assert_eq!(naming("Zaporizja"), 2);
    page.click_place("Zaporizja");
    page.see("Wat is ‘Zaporizja’?");
    page.click("dit artikel");
    page.click("Geen plaats");
    page.see("Correcties van plaatsen (1)");
    assert_eq!(naming("Zaporizja"), 1);
    page.click("Correcties van plaatsen (1)");
    page.see(&format!("‘Zaporizja’ is geen plaats ({ARTICLE})"));
    page.click("Laatste correctie ongedaan maken");
    page.see("Correcties van plaatsen (0)");
    assert_eq!(naming("Zaporizja"), 2);
    // A place that no article names yet.
    page.click_place("Zaporizja");
    page.click("alle artikelen");
    page.type_into("Zoek een andere plaats: naam of GeoNames-nummer", "Assen");
    page.click("Assen, Drenthe, Nederland");
    page.see("‘Zaporizja’ is Assen, Drenthe, Nederland (alle artikelen)");
    // By its number: the name is that of a region too.
    assert_eq!((naming("687700"), naming("Assen")), (0, 2));
}

pub fn a_name_is_added_from_the_text_and_from_a_card(kind: Kind) {
    let page = Page::open(kind);
    page.go_to_fragment(&format!("doc={ARTICLE}"));
    page.see("plaatsen in dit artikel");
    page.select("Volodomyr Zelensky");
    page.click("Plaats?");
    page.see("Nu niet opgevat als plaats.");
    page.type_into("Zoek een andere plaats: naam of GeoNames-nummer", "Assen");
    page.click("Assen, Drenthe, Nederland");
    page.see_marked_place("Volodomyr Zelensky");
    page.go_to_fragment("kaart=Kiev");
    page.click("Klopt dit niet?");
    page.type_into("De plaats heet ook", "raketaanvallen");
    page.click("Voeg toe");
    page.see("Correcties van plaatsen (2)");
    page.go_to_fragment("q=plaats%3Araketaanvallen");
    page.see("Kiev");
}

pub fn corrections_are_kept_in_a_file(kind: Kind) {
    let page = Page::open(kind);
    let file = page.browser.folder().join("corrections.json");
    let text = r#"{ "version": 1, "corrections": [{ "do": "not-a-place", "name": "Zaporizja" }] }"#;
    std::fs::write(&file, text).expect("the browser's folder can be written");
    page.click("Correcties van plaatsen (0)");
    page.type_into("Open een bestand", &file.display().to_string());
    page.see("Correcties van plaatsen (1)");
    page.see("‘Zaporizja’ is geen plaats (alle artikelen)");
    page.run(
        "const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { window.saved = blob; return make(blob) }",
    );
    page.click("Bewaar als bestand");
    let saved = page.run("return JSON.parse(await window.saved.text())");
    assert_eq!(saved, text.parse::<serde_json::Value>().expect("it is JSON"));
    let odd = text.replace("name", "naam");
    let file = file.with_file_name("odd.json");
    std::fs::write(&file, odd).expect("the browser's folder can be written");
    page.type_into("Open een bestand", &file.display().to_string());
    page.see("Geen bruikbaar bestand: unknown field `naam`");
    page.see("Correcties van plaatsen (1)");
}
