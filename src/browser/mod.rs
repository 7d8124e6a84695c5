//! Every call to the browser, in one place. The rest of the page knows signals and text.

pub mod address;
pub mod files;
pub mod keys;
pub mod page;
pub mod policy;
pub mod selection;
pub mod size;
