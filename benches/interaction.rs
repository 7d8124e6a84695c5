//! From a key, click or drag to the paint that answers it, in Chromium, by the browser's own event
//! timing (<https://www.w3.org/TR/event-timing/>): the 95th percentile for each kind of work.
//!
//! `cargo bench --profile dev --bench interaction`, with the page built and Chromium there;
//! `NIEUWSATLAS_PAGE` names another page, of a larger collection say. Event timing tells of
//! nothing shorter than 16 ms and rounds to 8: what it leaves out counts as 16. What shifted on the
//! page by itself is told too (<https://wicg.github.io/layout-instability/>): 0 is nothing. Where a
//! line begins at another address, what that puts in place of what was there counts too.

// The harness of the stories, of which this uses the half that opens and acts.
#[allow(dead_code)]
#[path = "../tests/stories/browser.rs"]
mod browser;
#[allow(dead_code)]
#[path = "../tests/stories/page.rs"]
mod page;
#[allow(dead_code)]
#[path = "../tests/stories/trap.rs"]
mod trap;
#[allow(dead_code)]
#[path = "../tests/stories/webdriver.rs"]
mod webdriver;

use browser::Kind;
use page::{Page, key};
use serde_json::Value;

/// Begins to listen: to events, to moves of the pointer, and to what shifts by itself.
const LISTEN: &str = "
    window.told = new Map();
    window.moves = [];
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        if (entry.interactionId) {
            const longest = Math.max(told.get(entry.interactionId) ?? 0, entry.duration);
            told.set(entry.interactionId, longest);
        }
    })).observe({ type: 'event', durationThreshold: 16 });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        if (!entry.hadRecentInput) shifted += entry.value;
    })).observe({ type: 'layout-shift', buffered: true });
    // Events that a move is made of are not timed by the browser: up to the end of their frame.
    let waits = false;
    addEventListener('pointermove', ({ timeStamp }) => {
        if (waits) return;
        waits = true;
        requestAnimationFrame(() => setTimeout(() => {
            moves.push(performance.now() - timeStamp);
            waits = false;
        }));
    }, true);
    return performance.interactionCount ?? 0";

/// What was heard since, in milliseconds, once the last of it is painted; and all that shifted.
const HEARD: &str = "
    await new Promise((done) => setTimeout(done, 300));
    const number = performance.interactionCount ?? told.size;
    const heard = [[...told.values()], number, moves.slice(), shifted];
    told.clear();
    moves.length = 0;
    return heard";

/// What any collection can be asked: words that stand in it, the places named most, and an
/// article with one of them.
const MATERIAL: &str = "
    await nieuwsatlas.ready;
    const { hits: [any], cities } = await nieuwsatlas.search({ limit: 1 });
    const names = cities.sort((a, b) => b.count - a.count).slice(0, 3).map(({ name }) => name);
    const { hits: [hit] } = await nieuwsatlas.search({ q: names[0], limit: 1 });
    const words = any.snippet.match(/[a-z]{6,}/g).slice(0, 2).join(' ');
    const opened = new URLSearchParams({ q: names[0], doc: hit.doc, item: hit.item });
    return { words, names, opened: String(opened) }";

fn main() {
    let page = Page::open(Kind::Chromium);
    let material = page.run(MATERIAL);
    let mut before = page.run(LISTEN).as_u64().unwrap_or(0);
    let mut shifted = page.run(HEARD)[3].as_f64().unwrap_or(f64::NAN);
    println!("{:<14}{:>8}{:>10}{:>10}   ms   shift", "", "events", "p95", "longest");
    println!("{:<42}   {shifted:>10.4}", "opening");
    for (name, act) in [
        ("typing", typing as fn(&Page, &Value)),
        ("filtering", filtering),
        ("dragging", dragging),
        ("reading", reading),
    ] {
        act(&page, &material);
        let heard = page.run(HEARD);
        let count = heard[1].as_u64().unwrap_or(0);
        // A drag is no interaction but moves; the rest is told by events.
        let moving = name == "dragging";
        let slow = numbers(&heard[if moving { 2 } else { 0 }]);
        let all = if moving { slow.len() } else { (count - before) as usize };
        before = count;
        let shift = heard[3].as_f64().unwrap_or(f64::NAN);
        report(name, slow, all, shift - shifted);
        shifted = shift;
    }
}

fn typing(page: &Page, material: &Value) {
    page.press('/');
    page.press_all(text(&material["words"]));
    for _ in 0..8 {
        page.press(key::BACKSPACE);
    }
    // The first ends the suggestions.
    page.press(key::ESCAPE);
    page.press(key::ESCAPE);
}

fn filtering(page: &Page, material: &Value) {
    page.go_to_fragment("");
    for _ in 0..6 {
        page.click("Volgende maand");
    }
    page.click("Wis alles");
    page.click("Als tabel");
    let names: Vec<&str> = material["names"].as_array().into_iter().flatten().map(text).collect();
    for name in names.iter().chain(&names) {
        page.click_in("Plaatsen", name);
    }
    page.click("Als kaart");
}

fn dragging(page: &Page, _: &Value) {
    for _ in 0..5 {
        page.run("document.querySelector('.drawing').scrollIntoView({ block: 'center' })");
        page.drag_across("drawing", 160, 60);
        page.drag_across("drawing", -160, -60);
    }
}

fn reading(page: &Page, material: &Value) {
    page.go_to_fragment(text(&material["opened"]));
    page.see("treffer ");
    page.press_all(&"n".repeat(20));
}

fn text(told: &Value) -> &str {
    told.as_str().expect("the page told a text")
}

/// Numbers that the page told.
fn numbers(told: &Value) -> Vec<f64> {
    told.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

/// A line of the table: those that were told of, among all there were.
fn report(name: &str, mut slow: Vec<f64>, all: usize, shift: f64) {
    slow.resize(slow.len().max(all), 16.0);
    slow.sort_by(f64::total_cmp);
    let last = slow.len().saturating_sub(1);
    let at = |share: f64| slow.get((last as f64 * share).ceil() as usize).copied();
    let (p95, most) = (at(0.95).unwrap_or(0.0), at(1.0).unwrap_or(0.0));
    println!("{name:<14}{:>8}{p95:>10.0}{most:>10.0}   {shift:>10.4}", slow.len());
}
