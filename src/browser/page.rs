//! The document: focus, scrolling, title.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Puts the focus on the element with this id, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = html_element(id) {
        let _ = element.focus();
    }
}

/// Brings the element with this id into view, in the middle where that is possible.
pub fn scroll_to(id: &str) {
    scroll(id, ScrollLogicalPosition::Center);
}

/// Brings the element with this id to the top of the view.
pub fn scroll_to_top_of(id: &str) {
    scroll(id, ScrollLogicalPosition::Start);
}

/// Names the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Removes what the file shows until the page is ready.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Lets a pointer go on dragging outside the element it went down on.
pub fn capture_pointer(event: &leptos::ev::PointerEvent) {
    let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(element) = target {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

fn scroll(id: &str, block: ScrollLogicalPosition) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn html_element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    leptos::prelude::window().performance().map_or(0.0, |clock| clock.now())
}
