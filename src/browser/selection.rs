//! What the user has selected of the text being read.
//!
//! Every paragraph of the text carries, as `data-start`, where it begins in its document.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// The selected text as a range of its document, in Unicode scalar values; `None` where nothing
/// is selected, or something else than text that is read.
pub fn selected() -> Option<(usize, usize)> {
    let selection = window().get_selection().ok()??;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let start = position(&range.start_container().ok()?, range.start_offset().ok()?)?;
    let end = position(&range.end_container().ok()?, range.end_offset().ok()?)?;
    (start < end).then_some((start, end))
}

/// Where a point of the page lies in the document that is read.
fn position(node: &Node, offset: u32) -> Option<usize> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let paragraph = element.closest("[data-start]").ok()??;
    let start: usize = paragraph.get_attribute("data-start")?.parse().ok()?;
    let before = document().create_range().ok()?;
    before.set_start(&paragraph, 0).ok()?;
    before.set_end(node, offset).ok()?;
    let before = String::from(before.to_string());
    Some(start + before.chars().count())
}
