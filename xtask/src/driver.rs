//! The browser of the stories, for the errands that need one.

#[allow(dead_code)]
#[path = "../../tests/stories/browser.rs"]
pub mod browser;
#[allow(dead_code)]
#[path = "../../tests/stories/trap.rs"]
mod trap;
#[allow(dead_code)]
#[path = "../../tests/stories/webdriver.rs"]
mod webdriver;
