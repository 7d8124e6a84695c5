//! Nieuwsatlas: the page. Everything that can be computed is in `engine`; this crate shows it.
//!
//! [`link`] and [`session`] hold the rules of the page's state and run natively in tests;
//! [`views`] draw it, [`browser`] makes every call to the browser, [`api`] is
//! `window.nieuwsatlas`.

#![allow(missing_docs, reason = "views are documented by their files")]

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
