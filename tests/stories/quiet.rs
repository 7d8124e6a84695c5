//! Not one request leaves the page, and we would know.

use crate::browser::Kind;
use crate::page::Page;
use std::time::{Duration, Instant};

/// What the page itself asked for, whatever became of it, as its own browser lists it.
const ASKED: &str = "return performance.getEntriesByType('resource').map((entry) => entry.name)";

/// A control: without it, hearing nothing would say nothing.
pub fn the_trap_would_catch_a_request(kind: Kind) {
    let html = "<!doctype html><body>hier<img src='http://luistervink.invalid/a.png'>";
    let page = Page::open_text(kind, html);
    page.see("hier");
    let start = Instant::now();
    while !page.browser.trap.caught().iter().any(|line| line.contains("luistervink")) {
        assert!(start.elapsed() < Duration::from_secs(30), "{:?}", page.browser.trap.caught());
    }
}

pub fn no_request_leaves_the_page(kind: Kind) {
    let page = Page::open(kind);
    page.type_into("Zoeken", "raket");
    page.click("Tel");
    page.see("1");
    let asked = page.run(ASKED);
    let outside = |name: &&serde_json::Value| {
        let name = name.as_str().unwrap_or_default();
        !name.starts_with("blob:") && !name.starts_with("data:")
    };
    assert_eq!(asked.as_array().expect("a list").iter().find(outside), None);
    assert_eq!(page.browser.trap.caught(), Vec::<String>::new());
}

/// The page's own policy stops what a script, even the user's own, would send.
pub fn a_request_that_is_tried_is_stopped(kind: Kind) {
    let page = Page::open(kind);
    page.see("Nieuwsatlas");
    let blocked = page.run(
        "return new Promise((resolve) => {
           document.addEventListener('securitypolicyviolation', (event) =>
             resolve(event.effectiveDirective));
           const image = new Image();
           image.src = 'http://luistervink.invalid/b.png';
         })",
    );
    assert_eq!(blocked, "img-src");
    assert_eq!(page.browser.trap.caught(), Vec::<String>::new());
}
