//! The browser of the stories, of which the bench uses one.

#[allow(dead_code)]
#[path = "../../../tests/stories/browser.rs"]
pub mod browser;
#[allow(dead_code)]
#[path = "../../../tests/stories/trap.rs"]
mod trap;
#[allow(dead_code)]
#[path = "../../../tests/stories/webdriver.rs"]
mod webdriver;
