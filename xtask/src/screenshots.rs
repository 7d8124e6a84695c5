//! `cargo xtask screenshots`: the page in its main states, as it looks on a desk, a phone, enlarged,
//! in other colours and on paper, for people to look at. Drawn by Chromium.

use crate::driver::browser::{Browser, Kind, Without};
use crate::setup::{self, Tools};
use crate::workspace;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The main states: what each is called, and its address.
const STATES: [(&str, &str); 9] = [
    ("first", ""),
    ("english", "taal=en"),
    ("results", "q=raketaanval&plaats=Zaporizja&van=2022-10"),
    ("lines", "q=aanval&toon=regels&groep=plaats-maand"),
    ("nothing", "q=xyzzy&zonder=datum"),
    ("card", "kaart=Kiev"),
    ("article", "q=aanval&doc=001_406e6ded83c85766"),
    ("blog", "q=Azovstal&doc=004_d2297999e083d57d&item=2"),
    ("beside", "q=aanval&naast=001_406e6ded83c85766%3A1&doc=000_22d6a09a2baa00c6"),
];

/// A way of looking at the page.
struct Look {
    name: &'static str,
    /// The window in CSS pixels.
    window: (u32, u32),
    /// Pixels of the screen for each.
    scale: u32,
    /// `screen` or `print`.
    media: &'static str,
    /// What a media query asks for, and its answer.
    feature: Option<(&'static str, &'static str)>,
}

const DESK: Look =
    Look { name: "light", window: (1280, 900), scale: 1, media: "screen", feature: None };

const LOOKS: [Look; 8] = [
    DESK,
    Look { name: "dark", feature: Some(("prefers-color-scheme", "dark")), ..DESK },
    Look { name: "forced-colors", feature: Some(("forced-colors", "active")), ..DESK },
    Look { name: "tablet", window: (820, 1180), ..DESK },
    Look { name: "phone", window: (320, 640), ..DESK },
    // A window of 1280 by 1024 at these settings of the browser's zoom.
    Look { name: "zoom-200", window: (640, 512), scale: 2, ..DESK },
    Look { name: "zoom-400", window: (320, 256), scale: 4, ..DESK },
    Look { name: "paper", window: (794, 1123), media: "print", ..DESK },
];

/// What is done before each picture: nothing moves, and fonts and sizes are there.
const SETTLE: &str = "return nieuwsatlas.ready.then(() => document.fonts.ready).then(() =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))).then(() => 1)";

/// Time for what follows a change of the address: the search, and the sizes of map and timeline.
const PAUSE: Duration = Duration::from_millis(300);

/// Writes a picture of each state in each look to a folder, `target/screenshots` where none is
/// given.
///
/// # Errors
/// A wrong option, a missing page or browser, or what Chromium says.
pub fn run(args: &[String]) -> Result<(), String> {
    let folder = match args {
        [] => workspace::target().join("screenshots"),
        [folder] => folder.into(),
        _ => return Err("expected one folder".into()),
    };
    let page = workspace::root().join("dist/nieuwsatlas.html");
    if !page.exists() {
        return Err(format!("{} is not there: `cargo xtask build` makes it", page.display()));
    }
    if !Tools::for_bench()?.has_browser(setup::Browser::Chromium) {
        return Err("Chromium and chromedriver are not here".into());
    }
    let browser = Browser::start(Kind::Chromium, Without::Nothing);
    for look in &LOOKS {
        for (state, fragment) in STATES {
            put_on(&browser, look)?;
            let picture = picture(&browser, &page, fragment)?;
            let name = format!("{state}-{}.png", look.name);
            workspace::write(&folder.join(name), &picture)?;
        }
    }
    println!("{} pictures in {}", LOOKS.len() * STATES.len(), folder.display());
    Ok(())
}

/// Has the browser look in that way from now on.
fn put_on(browser: &Browser, look: &Look) -> Result<(), String> {
    let (width, height) = look.window;
    let window = json!({ "width": width, "height": height, "deviceScaleFactor": look.scale, "mobile": false });
    browser.session.devtools("Emulation.setDeviceMetricsOverride", &window)?;
    let feature = look.feature.map(|(name, value)| json!({ "name": name, "value": value }));
    let features: Vec<Value> = feature.into_iter().collect();
    let media = json!({ "media": look.media, "features": features });
    browser.session.devtools("Emulation.setEmulatedMedia", &media).map(drop)
}

/// The page in a state, opened afresh: what is in the window, or on paper all of it.
fn picture(browser: &Browser, page: &Path, fragment: &str) -> Result<Vec<u8>, String> {
    let session = &browser.session;
    session.open("about:blank")?;
    session.open(&format!("file://{}#{fragment}", page.display()))?;
    session.run(SETTLE)?;
    thread::sleep(PAUSE);
    let drawn = session.devtools("Page.captureScreenshot", &json!({ "format": "png" }))?;
    let data = drawn["data"].as_str().ok_or("Chromium drew nothing")?;
    STANDARD.decode(data).map_err(|error| error.to_string())
}
