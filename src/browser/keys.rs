//! Keys pressed anywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Calls back for every key pressed outside a text field without Ctrl, Alt or Meta; Ctrl or Meta and
/// `k` are told as `Ctrl+k`. The callback tells whether it used the key.
pub fn on_key(used: impl Fn(&str) -> bool + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let command = event.ctrl_key() || event.alt_key() || event.meta_key();
        let taken = event.default_prevented() || types_text(&event) || in_dialog(&event);
        let key = match event.key().as_str() {
            "k" if command && !event.alt_key() => "Ctrl+k".to_owned(),
            _ if command => return,
            key => key.to_owned(),
        };
        if !taken && used(&key) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether the key goes into an open dialog, which has keys of its own.
fn in_dialog(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest("dialog[open]"), Ok(Some(_))))
}

/// Whether the key goes into something that takes text.
fn types_text(event: &ev::KeyboardEvent) -> bool {
    let Some(target) = event.target() else { return false };
    target.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() != "checkbox")
        || target.has_type::<HtmlTextAreaElement>()
        || target.has_type::<HtmlSelectElement>()
        || target.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}
