//! Nieuwsatlas: the page. Everything that can be computed is in `engine`; this crate shows it.
//!
//! [`link`], [`session`], [`correcting`] and [`batch`] hold the rules of the page's state and run
//! natively in tests;
//! `views` draw it, [`browser`] makes every call to the browser, [`api`] is
//! `window.nieuwsatlas`.

#![allow(missing_docs, reason = "views are documented by their files")]

pub mod batch;
pub mod correcting;
pub mod link;
pub mod session;
pub mod texts;

pub mod api;
mod browser;
#[cfg(feature = "embedded")]
pub mod embedded;
mod views;

mod start;
pub use start::open;

#[cfg(test)]
mod layers {
    use std::fs;
    use std::path::Path;

    /// Every Rust file under a folder, with its text.
    fn sources(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                found.extend(sources(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("sources are text");
                found.push((path.display().to_string().replace('\\', "/"), text));
            }
        }
        found
    }

    #[test]
    fn only_the_browser_module_calls_the_browser() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let used: Vec<String> = sources(&here)
            .into_iter()
            .filter(|(path, text)| {
                let calls = |line: &str| line.trim_start().starts_with("use web_sys");
                !path.contains("/src/browser/") && text.lines().any(calls)
            })
            .map(|(path, _)| path)
            .collect();
        assert_eq!(used, Vec::<String>::new());
    }

    #[test]
    fn the_frame_links_every_style() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let frame = fs::read_to_string(root.join("index.html")).expect("the frame is there");
        for entry in fs::read_dir(root.join("style")).expect("the folder is there") {
            let name = entry.expect("it can be listed").file_name();
            let link = format!("href=\"style/{}\"", name.to_string_lossy());
            assert!(frame.contains(&link), "index.html does not link {link}");
        }
    }
}
