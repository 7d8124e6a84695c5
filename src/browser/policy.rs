//! What the file says of itself: when it was made, and its policy, which is kept.

use leptos::prelude::{document, set_timeout};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlImageElement, SecurityPolicyViolationEvent};

/// A name that no one can own: RFC 2606.
const NOBODY: &str = "https://proef.invalid/";
/// How long a browser is given to refuse.
const PATIENCE: Duration = Duration::from_secs(2);

/// The policy as it stands in the page; `None` where there is none.
pub fn text() -> Option<String> {
    let policy = document().query_selector("meta[http-equiv='Content-Security-Policy']");
    policy.ok()??.get_attribute("content")
}

/// The day on which the page was made, `2026-11-23`, where it says so.
pub fn made() -> Option<String> {
    document().query_selector("meta[name='dcterms.created']").ok()??.get_attribute("content")
}

/// Tries to fetch an image from nobody, and tells which rule of the policy refused it; `None`
/// where none did in two seconds.
pub fn try_request(tell: impl Fn(Option<String>) + 'static) {
    let tell = Rc::new(tell);
    let told = Rc::new(Cell::new(false));
    let refused = {
        let (tell, told) = (tell.clone(), told.clone());
        Closure::once_into_js(move |event: SecurityPolicyViolationEvent| {
            told.set(true);
            tell(Some(event.effective_directive()));
        })
    };
    let document = document();
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    let _ = document.add_event_listener_with_callback_and_add_event_listener_options(
        "securitypolicyviolation",
        refused.unchecked_ref(),
        &options,
    );
    if let Ok(image) = HtmlImageElement::new() {
        image.set_src(NOBODY);
    }
    set_timeout(
        move || {
            if !told.get() {
                tell(None);
            }
        },
        PATIENCE,
    );
}
