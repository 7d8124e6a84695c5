//! Tasks of people who come with a question, each counted in clicks and keys. A task that takes
//! more than it took fails: the numbers only fall.

use crate::browser::Kind;
use crate::page::{Page, key};
use std::cell::Cell;

/// A page whose clicks and keys are counted. To choose from a list are two clicks.
struct Counted {
    page: Page,
    clicks: Cell<u32>,
    keys: Cell<u32>,
}

impl Counted {
    fn open(kind: Kind) -> Self {
        let page = Page::open(kind);
        page.see("42 berichten in 5 artikelen");
        Self { page, clicks: Cell::new(0), keys: Cell::new(0) }
    }

    fn click(&self, name: &str) {
        self.clicks.set(self.clicks.get() + 1);
        self.page.click(name);
    }

    fn choose(&self, label: &str, option: &str) {
        self.clicks.set(self.clicks.get() + 2);
        self.page.choose(label, option);
    }

    fn keys(&self, keys: &str) {
        self.keys.set(self.keys.get() + keys.chars().count() as u32);
        self.page.press_all(keys);
    }

    /// The task is done: in so many clicks and keys at most.
    fn done(&self, task: &str, clicks: u32, keys: u32) {
        let took = (self.clicks.get(), self.keys.get());
        println!("{task}: {} clicks, {} keys", took.0, took.1);
        assert!(took.0 <= clicks && took.1 <= keys, "{task} took {took:?}");
    }
}

pub fn charkov_under_any_spelling_in_spring(kind: Kind) {
    let reader = Counted::open(kind);
    reader.keys("/Charkov");
    reader.choose("van", "maart 2022");
    reader.choose("tot en met", "mei 2022");
    // What may be of that spring has no year.
    reader.click("toon ook zonder datum");
    see_found(&reader.page, "{ q: 'Charkov', from: '2022-03', to: '2022-05', without: 'date' }");
    reader.page.see("2 berichten in 1 artikel");
    reader.click("Contextregels");
    let lines = "return document.querySelectorAll('.kwic-lines li').length";
    reader.page.until_run(lines, |lines| lines == 4);
    reader.done("Charkov in spring 2022", 6, 8);
}

pub fn the_months_that_mention_belgorod(kind: Kind) {
    let reader = Counted::open(kind);
    reader.keys("/Belgorod");
    let named = "return (await nieuwsatlas.search({ q: 'Belgorod' })).months
        .filter(({ count }) => count > 0).length";
    let months = reader.page.run(named).as_u64().expect("a number");
    let shown = "return [...document.querySelectorAll('.bar')]
        .filter((bar) => !/: 0 van/.test(bar.getAttribute('aria-label'))).length";
    reader.page.until_run(shown, |bars| bars.as_u64() == Some(months));
    reader.done("the months of Belgorod", 0, 9);
}

pub fn a_figure_with_a_citation_to_check(kind: Kind) {
    let reader = Counted::open(kind);
    reader.keys("/UNHCR");
    reader.page.see("1 bericht in 1 artikel");
    reader.clicks.set(reader.clicks.get() + 1);
    reader.page.run("document.querySelector('.cards .open').click()");
    reader.page.see("treffer 1 van");
    reader.keys("c");
    reader.page.see("vier miljoen");
    reader.page.see("SHA-256 van de brontekst");
    reader.click("Kopieer citaat");
    reader.done("the figure of the UNHCR", 2, 7);
}

pub fn azovstal_as_a_spreadsheet(kind: Kind) {
    let reader = Counted::open(kind);
    reader.keys("/Azovstal");
    reader.page.see("berichten in 1 artikel");
    reader.page.run(
        "const make = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { window.saved = blob; return make(blob) }",
    );
    reader.click("Meenemen");
    reader.click("Elke treffer met zijn alinea, CSV (puntkomma)");
    // What was said, whole: a row for each of the hits, which are more than the items.
    let rows = "return (await window.saved?.text())?.trim().split('\\r\\n').length ?? 0";
    reader.page.until_run(rows, |rows| rows == 10);
    reader.done("Azovstal as a spreadsheet", 2, 9);
}

pub fn the_first_two_without_a_mouse_on_a_phone_in_the_dark(kind: Kind) {
    let reader = Counted::open(kind);
    reader.page.resize(320, 640);
    reader.page.run("document.documentElement.style.colorScheme = 'dark'");
    reader.keys("/Charkov van:2022-03 tot:2022-05 zonder:datum");
    reader.page.press(key::ENTER);
    reader.keys.set(reader.keys.get() + 1);
    reader.page.see("2 berichten in 1 artikel");
    reader.keys("/");
    reader.page.press(key::ESCAPE);
    reader.keys.set(reader.keys.get() + 1);
    reader.keys("Belgorod");
    see_found(&reader.page, "{ q: 'Belgorod' }");
    reader.page.see_no_sideways_scroll();
    reader.done("both by keys, narrow and dark", 0, 56);
}

/// Waits until the page counts what a script finds with this request.
fn see_found(page: &Page, request: &str) {
    let counted = format!(
        "const {{ total }} = await nieuwsatlas.search({request});
         return document.querySelector('.found').textContent.startsWith(`${{total}} bericht`)"
    );
    page.until_run(&counted, |same| same == &serde_json::Value::Bool(true));
}
