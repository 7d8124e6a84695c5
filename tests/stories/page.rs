//! The page as its user knows it: open, type, click, press, see. Every verb waits for what it
//! needs, so stories hold no pauses.

use crate::browser::{Browser, Kind, Without};
use crate::webdriver::{Element, Session};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use engine::atlas;
use engine::seed::Source;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// How long a verb waits before it gives up. No story passes or fails by being quick.
const PATIENCE: Duration = Duration::from_secs(30);

/// Keys that are not characters: <https://www.w3.org/TR/webdriver2/#keyboard-actions>.
pub mod key {
    pub const ENTER: char = '\u{e007}';
    pub const ESCAPE: char = '\u{e00c}';
    pub const BACKSPACE: char = '\u{e003}';
    pub const END: char = '\u{e010}';
    pub const HOME: char = '\u{e011}';
    pub const LEFT: char = '\u{e012}';
    pub const DOWN: char = '\u{e015}';
    pub const RIGHT: char = '\u{e014}';
}

/// A page in a browser.
pub struct Page {
    pub browser: Browser,
}

impl Page {
    /// The bundled page, opened from disk.
    pub fn open(kind: Kind) -> Self {
        Self::open_without(kind, Without::Nothing)
    }

    /// The bundled page, in a browser that lacks something.
    pub fn open_without(kind: Kind, without: Without) -> Self {
        let page = Self { browser: Browser::start(kind, without) };
        page.resize(1280, 1000);
        page.go(&bundled());
        page
    }

    /// Another page than the bundled one.
    pub fn open_text(kind: Kind, html: &str) -> Self {
        let browser = Browser::start(kind, Without::Nothing);
        let file = browser.folder().join("bladzijde.html");
        fs::write(&file, html).expect("the browser's folder can be written");
        let page = Self { browser };
        page.go(&file);
        page
    }

    /// The bundled page with these articles, by their paths, in place of its own; no places are known
    /// in them.
    pub fn open_over(kind: Kind, articles: &[(&str, String)]) -> Self {
        let sources: Vec<Source> =
            articles.iter().map(|(path, text)| Source { path, bytes: text.as_bytes() }).collect();
        let atlas = atlas::build(&sources, &|_| Vec::new(), &|_| None).expect("good articles");
        Self::open_text(kind, &with_archive(&bundled_html(), &atlas.bytes))
    }

    /// Opens a file in the same browser.
    pub fn go(&self, file: &Path) {
        self.go_to(&format!("file://{}", file.display()));
    }

    /// Opens a URL in the same browser.
    pub fn go_to(&self, url: &str) {
        self.session().open(url).unwrap_or_else(|error| panic!("opening {url}: {error}"));
    }

    /// Clicks the button, link or mark on the map of this name.
    pub fn click(&self, name: &str) {
        let place = shape(&clickable(name));
        self.until(&format!("click {name:?}"), || self.uncover_and_click(&place));
    }

    /// Clicks that button or mark in the part of the page under this heading.
    pub fn click_in(&self, heading: &str, name: &str) {
        let place = shape(&format!("{}{}", part(heading), clickable(name)));
        self.until(&format!("click {name:?} in {heading:?}"), || self.uncover_and_click(&place));
    }

    /// Clicks that button in the group of this name.
    pub fn click_in_group(&self, group: &str, name: &str) {
        let place = format!("//*[@role='group'][@aria-label={}]{}", quoted(group), clickable(name));
        self.until(&format!("click {name:?} in {group:?}"), || {
            self.session().click(&self.one(&place)?)
        });
    }

    /// Goes to a part of the page by the bar that a narrow window has.
    pub fn go_to_part(&self, name: &str) {
        let place = format!("//nav//button[normalize-space()={}]", quoted(name));
        self.until(&format!("go to {name:?}"), || self.session().click(&self.one(&place)?));
    }

    /// Clicks the first mention of a place that is written so in the article being read.
    pub fn click_place(&self, name: &str) {
        let place = format!("{}[1]", mention(name));
        self.until(&format!("click the place {name:?}"), || self.uncover_and_click(&place));
    }

    /// Waits until that name is marked as a place in the article being read.
    pub fn see_marked_place(&self, name: &str) {
        let place = format!("{}[1]", mention(name));
        self.until(&format!("see {name:?} marked as a place"), || self.one(&place).map(drop));
    }

    /// Presses the mouse on one thing in a drawing, moves it to another, and lets go.
    pub fn drag(&self, from: &str, to: &str) {
        let [from_shape, to_shape] = [from, to].map(|name| shape(&clickable(name)));
        self.until(&format!("drag {from:?} to {to:?}"), || {
            self.session().drag(&self.one(&from_shape)?, &self.one(&to_shape)?)
        });
    }

    /// Presses the mouse in the middle of the one element of this class and moves it by so many
    /// pixels before it lets go.
    pub fn drag_across(&self, class: &str, dx: i32, dy: i32) {
        let place = format!("//*[@class={}]", quoted(class));
        self.until(&format!("drag across {class}"), || {
            self.session().drag_by(&self.one(&place)?, dx, dy)
        });
    }

    /// Chooses an option of the list of this label.
    pub fn choose(&self, label: &str, option: &str) {
        let option = format!("{}/option[normalize-space()={}]", field(label), quoted(option));
        self.until(&format!("choose {option} of {label:?}"), || {
            self.session().click(&self.one(&option)?)
        });
    }

    /// Ticks the box of this value in the facet of this name, or unticks it.
    pub fn tick(&self, facet: &str, value: &str) {
        let place = format!("{}//input", listed(facet, value));
        self.until(&format!("tick {value:?} in {facet:?}"), || {
            self.session().click(&self.one(&place)?)
        });
    }

    /// Waits until a facet lists a value with this count.
    pub fn see_count(&self, facet: &str, value: &str, count: u32) {
        let place = format!("{}//*[@class='value-count']", listed(facet, value));
        self.until(&format!("see {count} of {value:?} in {facet:?}"), || {
            let said = self.session().text(&self.one(&place)?)?;
            if said == count.to_string() { Ok(()) } else { Err(format!("it says {said:?}")) }
        });
    }

    /// Puts the focus on the button or mark of this name, as Tab and the arrows would.
    pub fn focus(&self, name: &str) {
        let body = format!("{}.focus()", first(&clickable(name)));
        self.until(&format!("focus {name:?}"), || self.session().run(&body).map(drop));
    }

    /// Waits until the focus is on the element of this id.
    pub fn see_focus_on(&self, id: &str) {
        self.until(&format!("see the focus on {id:?}"), || {
            let focused = self.session().run("return document.activeElement?.id ?? ''")?;
            if focused == id { Ok(()) } else { Err(format!("it is on {focused}")) }
        });
    }

    /// Waits until the focus is on something of this name.
    pub fn see_name_of_focus(&self, name: &str) {
        let focused = "return document.activeElement?.getAttribute('aria-label') ?? ''";
        self.until(&format!("see the focus on {name:?}"), || {
            let label = self.session().run(focused)?;
            if label == name { Ok(()) } else { Err(format!("it is on {label}")) }
        });
    }

    /// Waits until the focus is on something that is not of this name.
    pub fn see_no_focus_on(&self, name: &str) {
        let focused = "return document.activeElement?.getAttribute('aria-label') ?? ''";
        self.until(&format!("see the focus leave {name:?}"), || {
            let label = self.session().run(focused)?;
            let elsewhere = label != name && label != "";
            if elsewhere { Ok(()) } else { Err(format!("the focus is on {label}")) }
        });
    }

    /// Types into the field of this label.
    pub fn type_into(&self, label: &str, text: &str) {
        self.until(&format!("type into {label:?}"), || {
            self.session().type_into(&self.one(&field(label))?, text)
        });
    }

    /// Selects the first stretch of the article being read that reads so, as a pointer would.
    pub fn select(&self, text: &str) {
        let body = format!(
            "const wanted = {};
             const walk = document.createTreeWalker(document.querySelector('.reader-text'), 4);
             while (walk.nextNode()) {{
               const at = walk.currentNode.data.indexOf(wanted);
               if (at < 0) continue;
               getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + wanted.length);
               return true;
             }}
             return false",
            serde_json::Value::from(text)
        );
        self.until(&format!("select {text:?}"), || match self.session().run(&body)? {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err("no such text".into()),
        });
    }

    /// Presses a key, wherever the focus is.
    pub fn press(&self, key: char) {
        self.until("press a key", || self.session().press(key));
    }

    /// Presses a key while Ctrl is held.
    pub fn press_with_control(&self, key: char) {
        self.until("press a key with Ctrl", || self.session().press_with_control(key));
    }

    /// Presses these keys one after the other, wherever the focus is.
    pub fn press_all(&self, keys: &str) {
        keys.chars().for_each(|key| self.press(key));
    }

    /// Opens the same page in another state, as a link to it does.
    pub fn go_to_fragment(&self, fragment: &str) {
        self.run(&format!("location.hash = {}", serde_json::Value::from(fragment)));
    }

    /// The back button.
    pub fn back(&self) {
        self.until("go back", || self.session().back());
    }

    /// The reload button.
    pub fn reload(&self) {
        self.until("reload", || self.session().reload());
    }

    /// Makes the window about as large as this, in CSS pixels; browsers have a least size.
    pub fn resize(&self, width: u32, height: u32) {
        self.until("resize the window", || self.session().resize(width, height));
    }

    /// Waits until the page shows this text.
    pub fn see(&self, text: &str) {
        self.until(&format!("see {text:?}"), || {
            let shown = self.shown()?;
            let there = one_line(&shown).contains(&one_line(text));
            if there { Ok(()) } else { Err(format!("the page shows:\n{shown}")) }
        });
    }

    /// Waits until the page does not show this text.
    pub fn see_no(&self, text: &str) {
        self.until(&format!("no longer see {text:?}"), || {
            let shown = self.shown()?;
            let gone = !one_line(&shown).contains(&one_line(text));
            if gone { Ok(()) } else { Err(format!("the page shows:\n{shown}")) }
        });
    }

    /// Waits until that text is marked as found.
    pub fn see_marked(&self, text: &str) {
        let mark = format!("//mark[starts-with(normalize-space(), {})]", quoted(text));
        self.until(&format!("see {text:?} marked"), || match self.session().find(&mark)?.len() {
            0 => Err("no such mark".into()),
            _ => Ok(()),
        });
    }

    /// Waits until the button or mark of this name under this heading is pressed.
    pub fn see_pressed(&self, heading: &str, name: &str) {
        let button = format!("{}{}[@aria-pressed='true']", part(heading), clickable(name));
        self.until(&format!("see {name:?} pressed"), || self.one(&button).map(drop));
    }

    /// Waits until the first element that an XPath expression chooses has this role and name in
    /// the accessibility tree, which is what a screen reader reads.
    pub fn hear(&self, xpath: &str, role: &str, name: &str) {
        self.until(&format!("hear {role} {name:?}"), || {
            let heard = self.session().heard(&self.one(&format!("({xpath})[1]"))?)?;
            if heard == [role, name] { Ok(()) } else { Err(format!("it is {heard:?}")) }
        });
    }

    /// Waits until the one element of this CSS selector lies in the window.
    pub fn see_in_view(&self, selector: &str) {
        let body = format!(
            "const all = document.querySelectorAll({});
             const at = all[0]?.getBoundingClientRect();
             return all.length === 1 && at.top >= 0 && at.bottom <= innerHeight",
            serde_json::Value::from(selector)
        );
        self.until(&format!("see {selector} in view"), || match self.session().run(&body)? {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err("it is not there, or scrolled out".into()),
        });
    }

    /// Waits until the address ends in this fragment.
    pub fn see_address(&self, fragment: &str) {
        self.until(&format!("see the address #{fragment}"), || {
            let hash = self.session().run("return location.hash.slice(1)")?;
            if hash == fragment { Ok(()) } else { Err(format!("it is #{hash}")) }
        });
    }

    /// Waits until nothing of the page lies beside the window.
    pub fn see_no_sideways_scroll(&self) {
        let widths = "const page = document.documentElement;
            return [page.scrollWidth, page.clientWidth]";
        self.until("see the whole width", || {
            let widths = self.session().run(widths)?;
            let fits = widths[0].as_u64() <= widths[1].as_u64();
            if fits { Ok(()) } else { Err(format!("the page and its window are {widths} wide")) }
        });
    }

    /// Waits until what a script gets is as wanted.
    pub fn until_run(&self, body: &str, wanted: impl Fn(&serde_json::Value) -> bool) {
        let function = format!("return (async () => {{ {body} }})()");
        self.until(body, || {
            let told = self.session().run(&function)?;
            if wanted(&told) { Ok(()) } else { Err(format!("it gives {told}")) }
        });
    }

    /// Waits until the browser asks for anything, and says for what.
    pub fn until_caught(&self) -> String {
        let mut first = None;
        self.until("catch a request", || {
            first = self.browser.trap.caught().into_iter().next();
            first.as_ref().map(drop).ok_or_else(|| "nothing came".into())
        });
        first.expect("it was waited for")
    }

    /// What a script of the user's gets: the body of an async function and what it returns.
    pub fn run(&self, body: &str) -> serde_json::Value {
        let function = format!("return (async () => {{ {body} }})()");
        self.session().run(&function).unwrap_or_else(|error| panic!("{body}: {error}"))
    }

    /// Clicks what an XPath expression chooses; what is not whole in view, or under a bar that
    /// stays there, is scrolled to first, as a person would.
    fn uncover_and_click(&self, xpath: &str) -> Result<(), String> {
        let element = self.one(xpath)?;
        let uncover = format!(
            "const wanted = {};
             const at = wanted.getBoundingClientRect();
             const top = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
             const bar = top?.closest('.reader-bar, .parts-bar');
             const cut = at.top < 0 || at.bottom > innerHeight;
             const hidden = (cut && at.height < innerHeight) || (bar && !bar.contains(wanted));
             if (hidden) wanted.scrollIntoView({{ block: 'center' }});
             return Boolean(hidden)",
            first(xpath)
        );
        match self.session().run(&uncover)? {
            serde_json::Value::Bool(true) => Err("it had to be scrolled to".into()),
            _ => self.session().click(&element),
        }
    }

    fn shown(&self) -> Result<String, String> {
        self.session().text(&self.one("/html/body")?)
    }

    /// The one element that an XPath expression chooses.
    fn one(&self, xpath: &str) -> Result<Element, String> {
        let found = self.session().find(xpath)?;
        match found.as_slice() {
            [element] => Ok(element.clone()),
            others => Err(format!("{} elements answer {xpath}", others.len())),
        }
    }

    fn session(&self) -> &Session {
        &self.browser.session
    }

    /// Tries until it succeeds or patience ends; then fails with the last error.
    fn until(&self, what: &str, mut attempt: impl FnMut() -> Result<(), String>) {
        let start = Instant::now();
        while let Err(error) = attempt() {
            assert!(start.elapsed() < PATIENCE, "cannot {what}: {error}");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The page that is tested: `NIEUWSATLAS_PAGE`, or where `cargo xtask build` puts it.
pub fn bundled() -> PathBuf {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/nieuwsatlas.html");
    env::var_os("NIEUWSATLAS_PAGE").map_or_else(default, PathBuf::from)
}

/// The HTML of the page that is tested.
pub fn bundled_html() -> String {
    let file = bundled();
    fs::read_to_string(&file).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo xtask build --no-open` makes it", file.display())
    })
}

/// The page with another archive.
fn with_archive(html: &str, archive: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(archive).expect("writing to memory succeeds");
    let encoded = STANDARD.encode(encoder.finish().expect("writing to memory succeeds"));
    let (before, rest) = html.split_once("<div hidden id=\"part-archive\"").expect("an archive");
    let (_, after) = rest.split_once("</div>").expect("the archive has an end");
    let bytes = archive.len();
    format!(
        "{before}<div hidden id=\"part-archive\" data-bytes=\"{bytes}\">\
         <script type=\"text/plain\">{encoded}</script></div>{after}"
    )
}

/// The part of the page, or of a form, under this heading.
fn part(heading: &str) -> String {
    let heading = quoted(heading);
    format!(
        "//*[self::section[.//h2[normalize-space()={heading}]] or self::fieldset[normalize-space(legend)={heading}]]"
    )
}

/// The row of a value in a facet.
fn listed(facet: &str, value: &str) -> String {
    format!(
        "//fieldset[normalize-space(legend)={}]//li[normalize-space(*/*[@class='value-name'])={}]",
        quoted(facet),
        quoted(value)
    )
}

fn clickable(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//*[(self::button or self::a or self::summary or self::label or @role='button' or @role='link' \
         or @role='option' or @tabindex) and (normalize-space()={name} or @aria-label={name})]"
    )
}

/// What a finger lands on: of a group of shapes in a drawing its target, otherwise the thing itself.
fn shape(xpath: &str) -> String {
    let target = "*[contains(@class, '-target')]";
    format!("{xpath}[not({target})] | {xpath}/{target}")
}

/// The mentions of places that are written so.
fn mention(name: &str) -> String {
    let place = "contains(concat(' ', @class, ' '), ' place ')";
    format!("(//*[@class='reader-text']//span[{place}][normalize-space()={}])", quoted(name))
}

fn field(label: &str) -> String {
    let label = quoted(label);
    format!(
        "//*[(self::input or self::textarea or self::select) and (@aria-label={label} \
         or @id=//label[normalize-space()={label}]/@for or ancestor::label[normalize-space(span)={label}])]"
    )
}

/// The first element that an XPath expression chooses, in JavaScript.
fn first(xpath: &str) -> String {
    let xpath = serde_json::Value::from(xpath);
    let first = "XPathResult.FIRST_ORDERED_NODE_TYPE";
    format!("document.evaluate({xpath}, document, null, {first}, null).singleNodeValue")
}

/// A string of XPath 1, which has no escapes: one kind of quote at most.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}

/// Runs of white space, which browsers show differently, as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
