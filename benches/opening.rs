//! From opening the file on disk to the first answer, in each browser: medians over fresh loads.
//!
//! `cargo bench --profile dev --bench opening`, with the page built and the browsers there (what
//! `cargo xtask test` sets up). The page marks the moment it is ready in the browser's own
//! performance timeline, so the driver's delays do not count.

// The harness of the stories, of which this uses the half that opens and runs.
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
use page::{Page, bundled};

/// Loads a browser makes; the first, on a cold profile, is not counted.
const LOADS: usize = 11;

/// Milliseconds since the navigation began: when the page was ready, and when it had answered.
const TIMES: &str = "
    await nieuwsatlas.ready;
    const [ready] = performance.getEntriesByName('nieuwsatlas:ready');
    const { tookMs } = await nieuwsatlas.search({ q: 'raketaanval' });
    return [ready.startTime, ready.startTime + tookMs]";

fn main() {
    println!(
        "{:<10}{:>14}{:>14}   ms from opening, median of {}",
        "",
        "ready",
        "answered",
        LOADS - 1
    );
    for kind in [Kind::Chromium, Kind::Firefox, Kind::Webkit] {
        let page = Page::open(kind);
        let loads = (0..LOADS).map(|_| {
            page.go_to("about:blank");
            page.go(&bundled());
            let times = page.run(TIMES);
            [0, 1].map(|at| times[at].as_f64().expect("a number of milliseconds"))
        });
        let loads: Vec<[f64; 2]> = loads.collect();
        let [ready, answered] = [0, 1].map(|at| median(loads[1..].iter().map(|load| load[at])));
        println!("{:<10}{ready:>14.0}{answered:>14.0}", format!("{kind:?}"));
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    (values[middle] + values[(values.len() - 1) / 2]) / 2.0
}
