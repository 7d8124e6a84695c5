//! The geometry of the map and the timeline, without any page: what stands where, in pixels.
//!
//! The views place what they are given here and know no arithmetic of their own. Widths of text
//! are estimated ([`text_width`]), so that the same picture comes out natively and in a browser.
//! The model is leptos-chartistry, whose picture is computed apart from its view, and
//! supercluster, whose projection is a handful of pure functions.

pub mod base_map;
mod histogram;
mod home;
mod markers;
pub mod mercator;
mod picture;
mod text;
mod view;

pub use base_map::{BaseMap, Layer};
pub use histogram::{Bar, DateLabel, Histogram, ValueTick, histogram};
pub use home::home;
pub use markers::{Anchor, Go, Label, Marker, Spot, markers, next, rank};
pub use mercator::Point;
pub use picture::{Caption, Picture, map_picture, timeline_picture};
pub use text::text_width;
pub use view::{ScaleBar, View};
