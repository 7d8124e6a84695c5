//! Not one request leaves the page, and we would know.

use crate::browser::Kind;
use crate::opening::use_the_page;
use crate::page::Page;
use serde_json::Value;
use std::fs;

/// What the page itself asked for, whatever became of it, as its own browser lists it.
const ASKED: &str = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
/// Whom the control asks.
const CONTROL: &str = "luistervink.invalid";

pub fn no_request_leaves_the_page(kind: Kind) {
    let page = Page::open(kind);
    use_the_page(&page);
    let asked = page.run(ASKED);
    let outside = |name: &&Value| {
        let name = name.as_str().unwrap_or_default();
        !name.starts_with("blob:") && !name.starts_with("data:")
    };
    assert_eq!(asked.as_array().expect("a list").iter().find(outside), None);
    assert_nothing_was_caught(&page);
}

/// The page's own policy stops what a script, even the user's own, would send.
pub fn a_request_that_is_tried_is_stopped(kind: Kind) {
    let page = Page::open(kind);
    page.see("Nieuwsatlas");
    let blocked = page.run(
        "return new Promise((resolve) => {
           document.addEventListener('securitypolicyviolation', (event) =>
             resolve(event.effectiveDirective));
           new Image().src = 'http://gestopt.invalid/';
         })",
    );
    assert_eq!(blocked, "img-src");
    assert_nothing_was_caught(&page);
}

/// Nothing has come by when a request that is known to be sent, from another page in the same
/// browser, does: hearing nothing says something only where we would hear.
fn assert_nothing_was_caught(page: &Page) {
    let file = page.browser.folder().join("control.html");
    fs::write(&file, format!("<!doctype html><img src='http://{CONTROL}/'>"))
        .expect("it can be written");
    page.go(&file);
    let first = page.until_caught();
    assert!(first.contains(CONTROL), "the page asked for {first}");
}

/// The panel about the file makes a request and shows what became of it.
pub fn the_page_shows_a_request_being_refused(kind: Kind) {
    let page = Page::open(kind);
    page.click("Probeer iets op te vragen");
    page.see("haar eigen regel img-src hield dat tegen");
    page.click("SHA-256 van 5 bronteksten");
    page.see("004_d2297999e083d57d");
    page.see(", gemaakt op ");
    assert_nothing_was_caught(&page);
}
