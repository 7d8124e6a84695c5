//! The address bar and the history. Works on file://, where only the fragment may change.

use crate::link::Step;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// The fragment as it stands, with its `#`; empty where there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Writes the fragment. A browser that refuses (WebKit does after a hundred in ten seconds) leaves
/// the address as it was: the page goes on.
pub fn write(fragment: &str, step: Step) {
    let Ok(history) = window().history() else { return };
    let address = format!("#{fragment}");
    let _ = match step {
        Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        Step::Stay => return,
    };
}

/// Calls back when the address changes by the back button, a link or by hand. For as long as the
/// page lives.
pub fn on_change(react: impl Fn(String) + 'static) {
    let listener = Closure::<dyn Fn()>::new(move || react(fragment()));
    for event in ["popstate", "hashchange"] {
        let _ = window().add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}
