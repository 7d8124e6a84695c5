//! How large an element is.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

/// Width and height inside the borders of an element, in CSS pixels: as soon as it is there, so
/// that what is drawn in it is drawn once, and whenever they change. Zeros before.
pub fn inner(frame: NodeRef<Div>) -> RwSignal<(f64, f64)> {
    let size = RwSignal::new((0.0, 0.0));
    Effect::new(move |_| {
        let Some(element) = frame.get() else { return };
        let watched = element.clone();
        let measure = move || {
            let now = (f64::from(element.client_width()), f64::from(element.client_height()));
            if size.try_with_untracked(|size| *size != now) == Some(true) {
                size.set(now);
            }
        };
        measure();
        let measure = Closure::<dyn Fn()>::new(measure).into_js_value();
        let Ok(observer) = ResizeObserver::new(measure.unchecked_ref()) else { return };
        observer.observe(&watched);
        let observer = StoredValue::new_local(observer);
        on_cleanup(move || {
            observer.try_with_value(ResizeObserver::disconnect);
        });
    });
    size
}
