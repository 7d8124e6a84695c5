//! Everything about a collection of dated news articles that can be computed.
//!
//! The modules stand in the order the data flows. Nothing here knows a page, a file, a clock, a
//! thread or chance: the same sources give the same bytes on every machine, and `build.rs`,
//! `xtask`, the native tests and the browser run the very same code.

pub mod chart;
pub mod ids;
pub mod time;

pub mod place;
pub mod seed;
pub mod text;

pub mod archive;
pub mod atlas;
mod index;

pub mod batch;
pub mod cite;
pub mod concordance;
pub mod export;
pub mod outcome;
pub mod place_card;
pub mod query;
pub mod reader;
pub mod search;
mod sort;
pub mod standout;
mod varint;
