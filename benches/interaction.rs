//! From a key, click or drag to the paint that answers it, in Chromium, by the browser's own event
//! timing (<https://www.w3.org/TR/event-timing/>): the 95th percentile for each kind of work.
//!
//! `cargo bench --profile dev --bench interaction`, with the page built and Chromium there;
//! `NIEUWSATLAS_PAGE` names another page, of a larger collection say. Event timing tells of
//! nothing shorter than 16 ms and rounds to 8: what it leaves out counts as 16.

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

/// Begins to listen: to events, and while something moves to the time between frames.
const LISTEN: &str = "
    window.told = new Map();
    window.frames = [];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        if (entry.interactionId) {
            const longest = Math.max(told.get(entry.interactionId) ?? 0, entry.duration);
            told.set(entry.interactionId, longest);
        }
    })).observe({ type: 'event', durationThreshold: 16 });
    let last = performance.now();
    const frame = (now) => { frames.push(now - last); last = now; requestAnimationFrame(frame) };
    requestAnimationFrame(frame);
    return performance.interactionCount ?? 0";

/// What was heard since, in milliseconds, once the last of it is painted.
const HEARD: &str = "
    await new Promise((done) => setTimeout(done, 300));
    const heard = [[...told.values()], performance.interactionCount ?? told.size, frames.slice()];
    told.clear();
    frames.length = 0;
    return heard";

fn main() {
    let page = Page::open(Kind::Chromium);
    page.run("await nieuwsatlas.ready");
    let mut before = page.run(LISTEN).as_u64().unwrap_or(0);
    page.run(HEARD);
    println!("{:<14}{:>8}{:>10}{:>10}   ms", "", "events", "p95", "longest");
    for (name, act) in [
        ("typing", typing as fn(&Page)),
        ("filtering", filtering),
        ("dragging", dragging),
        ("reading", reading),
    ] {
        act(&page);
        let heard = page.run(HEARD);
        let count = heard[1].as_u64().unwrap_or(0);
        // A drag is no interaction but frames; the rest is told by events.
        let moving = name == "dragging";
        let slow = numbers(&heard[if moving { 2 } else { 0 }]);
        let all = if moving { slow.len() } else { (count - before) as usize };
        before = count;
        report(name, slow, all);
    }
}

fn typing(page: &Page) {
    page.press('/');
    page.press_all("raketaanval Charkov");
    for _ in 0..8 {
        page.press(key::BACKSPACE);
    }
    page.press(key::ESCAPE);
}

fn filtering(page: &Page) {
    page.go_to_fragment("");
    for _ in 0..6 {
        page.click("Volgende maand");
    }
    page.click("Wis alles");
    for name in ["Kiev", "Moskou", "Charkov", "Kiev", "Moskou", "Charkov"] {
        page.click_in("Plaatsen", name);
    }
}

fn dragging(page: &Page) {
    for _ in 0..5 {
        page.run("document.querySelector('.drawing').scrollIntoView({ block: 'center' })");
        page.drag_across("drawing", 160, 60);
        page.drag_across("drawing", -160, -60);
    }
}

fn reading(page: &Page) {
    page.go_to_fragment("q=Marioepol&doc=004_d2297999e083d57d&item=1");
    page.see("treffer 1 van");
    page.press_all(&"n".repeat(20));
}

/// Numbers that the page told.
fn numbers(told: &serde_json::Value) -> Vec<f64> {
    told.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
}

/// A line of the table: those that were told of, among all there were.
fn report(name: &str, mut slow: Vec<f64>, all: usize) {
    slow.resize(slow.len().max(all), 16.0);
    slow.sort_by(f64::total_cmp);
    let last = slow.len().saturating_sub(1);
    let at = |share: f64| slow.get((last as f64 * share).ceil() as usize).copied();
    let (p95, most) = (at(0.95).unwrap_or(0.0), at(1.0).unwrap_or(0.0));
    println!("{name:<14}{:>8}{p95:>10.0}{most:>10.0}", slow.len());
}
