//! `cargo xtask build`: the page as one file.

use crate::bundle::{self, Listed, Page, Parts, Size};
use crate::corpus::{self, Atlas};
use crate::page::{self, Code};
use crate::setup::Tools;
use crate::workspace;
use chrono::NaiveDate;
use engine::archive::Archive;
use engine::ids::ItemId;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

/// Characters of an article that the list without scripts shows.
const LEAD: usize = 200;
/// Articles of which that list shows how each begins. Of more the titles are list enough: every
/// browser reads it on opening.
const LEADS: u32 = 1000;

const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;

/// What the verb was asked.
struct Options {
    seeds: PathBuf,
    out: PathBuf,
    open: bool,
}

/// Makes the page of a folder of articles, prints what it takes and opens it.
///
/// # Errors
/// A wrong option, or whatever stops the work; then no file is written.
pub fn run(args: &[String]) -> Result<(), String> {
    let options = options(args)?;
    let atlas = corpus::make(workspace::root(), &options.seeds)?;
    for notice in &atlas.notices {
        eprintln!("{}/{}", options.seeds.display(), corpus::told(notice));
    }
    let tools = Tools::for_build()?;
    let code = page::compile(&tools, workspace::root(), &workspace::target())?;
    let page = assemble(code, atlas, &made()?)?;
    workspace::write(&options.out, page.html.as_bytes())?;
    print!("{}", table(&page.sizes));
    println!("{}", options.out.display());
    if options.open {
        open(&options.out);
    }
    Ok(())
}

/// The day of today in UTC, `2026-11-23`; or of `SOURCE_DATE_EPOCH`, in seconds since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>), by which a page is made again byte
/// for byte on another day.
///
/// # Errors
/// What is in `SOURCE_DATE_EPOCH`, if that is no such number.
pub fn made() -> Result<String, String> {
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(given) => given.parse().map_err(|_| format!("SOURCE_DATE_EPOCH={given}: no number"))?,
        Err(_) => SystemTime::UNIX_EPOCH.elapsed().map_err(|error| error.to_string())?.as_secs(),
    };
    let days = i32::try_from(seconds / SECONDS_OF_A_DAY).ok();
    let day = days.and_then(NaiveDate::from_epoch_days);
    day.map(|day| day.to_string()).ok_or_else(|| format!("{seconds} s after 1970: no day"))
}

/// The page of this code and this atlas, in the frame of the workspace, made on this day.
///
/// # Errors
/// A file that is missing or that one page cannot hold.
pub fn assemble(code: Code, atlas: Atlas, made: &str) -> Result<Page, String> {
    let frame = workspace::read_text(&workspace::root().join("index.html"))?;
    let articles = listed(&atlas.archive)?;
    bundle::bundle(&Parts {
        frame: &frame,
        made,
        styles: &code.styles,
        script: &code.script,
        binaries: &[
            ("wasm", code.wasm),
            ("archive", atlas.archive),
            ("gazetteer", atlas.gazetteer),
            ("basemap", atlas.basemap),
        ],
        articles: &articles,
    })
}

/// The articles for the list that is read without scripts: title, date and how each begins.
///
/// # Errors
/// Never for an archive that was just made.
fn listed(archive: &[u8]) -> Result<Vec<Listed>, String> {
    let archive = Archive::open(archive).map_err(|error| error.to_string())?;
    let length = if archive.document_count() > LEADS { 0 } else { LEAD };
    let listed = archive.documents().map(|(doc, document)| {
        let first = archive.item(ItemId(document.items.start));
        let lead = archive.text(doc)[first.span].chars().take(length).collect();
        let date = document.dating.date.map(|(period, _)| period.to_string());
        let date = date.unwrap_or_default();
        Listed { title: document.title.to_string(), date, lead }
    });
    Ok(listed.collect())
}

fn options(args: &[String]) -> Result<Options, String> {
    let root = workspace::root();
    let mut options =
        Options { seeds: root.join("seeds"), out: root.join("dist/nieuwsatlas.html"), open: true };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("{arg} wants a value"));
        match arg.as_str() {
            "--seeds" => options.seeds = value()?.into(),
            "--out" => options.out = value()?.into(),
            "--no-open" => options.open = false,
            other => return Err(format!("unknown option {other}; see `cargo xtask help`")),
        }
    }
    Ok(options)
}

/// The sizes as a table, in kB of 1000 bytes.
fn table(sizes: &[Size]) -> String {
    let kb = |bytes: usize| format!("{:.1}", bytes as f64 / 1000.0);
    let mut lines = format!("{:<12}{:>12}{:>12}{:>12}\n", "kB", "raw", "compressed", "in the page");
    for size in sizes {
        let [raw, compressed, in_page] = [size.raw, size.compressed, size.in_page].map(kb);
        lines += &format!("{:<12}{raw:>12}{compressed:>12}{in_page:>12}\n", size.name);
    }
    lines
}

/// Shows a file in the user's browser, where there is a desktop to show it on.
fn open(file: &Path) {
    let mut command = if cfg!(windows) {
        let mut start = Command::new("cmd");
        start.args(["/C", "start", ""]);
        start
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
        if !desktop {
            return;
        }
        Command::new("xdg-open")
    };
    let started = command.arg(file).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = started {
        eprintln!("it could not be opened for you ({error}): open it in a browser");
    }
}
