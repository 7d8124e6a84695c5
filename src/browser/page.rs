//! The document: focus, scrolling, title.

use leptos::ev;
use leptos::prelude::{
    document, on_cleanup, request_animation_frame, set_timeout, window, window_event_listener,
};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, IdleDeadline, IdleRequestOptions, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// The day of today where the reader is, `2022-10-11`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Puts the focus on the element with this id. What is only about to be drawn, or drawn again, has
/// it in the next frame.
pub fn focus(id: &str) {
    let was_there = focus_now(id);
    let id = id.to_owned();
    request_animation_frame(move || {
        let lost = || document().active_element().is_none_or(|active| active.tag_name() == "BODY");
        if !was_there || lost() {
            focus_now(&id);
        }
    });
}

/// Puts the element with this id, which may only be about to be drawn, at the top of the view, and
/// the focus on it.
pub fn arrive(id: &'static str) {
    focus(id);
    once_drawn(move || jump_to(id));
}

/// Calls back when what has just changed is drawn.
pub fn once_drawn(callback: impl FnOnce() + 'static) {
    request_animation_frame(callback);
}

/// Puts the focus on the element with this id; tells whether it is there.
fn focus_now(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    if let Some(element) = &element {
        // HTML and SVG elements have the same method, but no interface in common that has it.
        let _ = element.unchecked_ref::<HtmlElement>().focus();
    }
    element.is_some()
}

/// Brings the element with this id into the middle of the view, gliding where the user likes that.
pub fn glide_to(id: &str) {
    let behavior = if wants_calm() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth };
    scroll(id, ScrollLogicalPosition::Center, behavior);
}

/// Goes from the part of this class that has the focus to the next or the one before: to itself
/// or the first thing in it that takes the focus. From elsewhere it goes to the first part that
/// begins in view or after it, or the last that begins before that.
pub fn step_focus(class: &str, forth: bool) {
    let parts = document().get_elements_by_class_name(class);
    let is = |at: u32, of: &dyn Fn(&Element) -> bool| parts.item(at).is_some_and(|part| of(&part));
    let first = |of: &dyn Fn(&Element) -> bool| (0..parts.length()).find(|&at| is(at, of));
    let here = first(&|part| part.matches(":focus-within") == Ok(true));
    let after = here.map_or_else(
        || first(&|part| part.get_bounding_client_rect().top() >= 0.0).unwrap_or(parts.length()),
        |here| here + u32::from(forth),
    );
    let to = if forth { after } else { after.wrapping_sub(1) };
    let Some(part) = parts.item(to) else { return };
    let inside = || part.query_selector("a, button, input").ok().flatten();
    let takes = Some(part.clone()).filter(|part| part.has_attribute("tabindex"));
    if let Some(first) = takes.or_else(inside) {
        let _ = first.unchecked_ref::<HtmlElement>().focus();
        scroll_to(&part, ScrollLogicalPosition::Nearest, ScrollBehavior::Instant);
    }
}

/// Whether the focus is on the element with this id or in it.
pub fn has_focus(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    element.is_some_and(|element| element.matches(":focus-within") == Ok(true))
}

/// Closes the innermost part that can be folded and has the focus in it, which goes to what opens
/// it; tells whether there is one.
pub fn close_fold() -> bool {
    let focused = document().active_element();
    let fold = focused.and_then(|element| element.closest("details[open]").ok().flatten());
    fold.is_some_and(|fold| {
        if let Ok(Some(summary)) = fold.query_selector("summary") {
            let _ = summary.unchecked_ref::<HtmlElement>().focus();
        }
        fold.remove_attribute("open").is_ok()
    })
}

/// Scrolls what scrolls by itself and has this id to the first thing of this kind in it, an
/// eighth of its height from above; moves nothing else.
pub fn scroll_within(id: &str, selector: &str) {
    let Some(part) = document().get_element_by_id(id) else { return };
    if let Ok(Some(wanted)) = part.query_selector(selector) {
        let [top, wanted] =
            [&part, &wanted].map(|element| element.get_bounding_client_rect().top());
        let above = f64::from(part.client_height()) / 8.0;
        part.set_scroll_top(part.scroll_top() + (wanted - top - above) as i32);
    }
}

/// Clicks on what has the focus, where that is of this class; tells whether it is.
pub fn click_focused(class: &str) -> bool {
    let focused = document().active_element();
    let focused = focused.filter(|element| element.matches(&format!(".{class}")) == Ok(true));
    focused.is_some_and(|element| {
        element.unchecked_ref::<HtmlElement>().click();
        true
    })
}

/// Whether the user has asked for less motion.
pub fn wants_calm() -> bool {
    let calm = window().match_media("(prefers-reduced-motion: reduce)");
    calm.ok().flatten().is_some_and(|query| query.matches())
}

/// Puts the element with this id at the top of the view.
pub fn jump_to(id: &str) {
    scroll(id, ScrollLogicalPosition::Start, ScrollBehavior::Instant);
}

/// How far the page is scrolled, in pixels.
pub fn scrolled() -> f64 {
    window().scroll_y().unwrap_or(0.0)
}

/// Scrolls the page to this many pixels from its top.
pub fn scroll_to_height(pixels: f64) {
    window().scroll_to_with_x_and_y(0.0, pixels);
}

/// Puts the first element of this class at the top of the view.
pub fn jump_to_first(class: &str) {
    if let Some(element) = document().get_elements_by_class_name(class).item(0) {
        scroll_to(&element, ScrollLogicalPosition::Start, ScrollBehavior::Instant);
    }
}

/// Brings the first element of this class into the middle of the view.
pub fn show_first(class: &str) {
    if let Some(element) = document().get_elements_by_class_name(class).item(0) {
        scroll_to(&element, ScrollLogicalPosition::Center, ScrollBehavior::Instant);
    }
}

/// Moves as little as is needed to show the element with this id.
pub fn reveal(id: &str) {
    scroll(id, ScrollLogicalPosition::Nearest, ScrollBehavior::Instant);
}

/// Opens the dialog with this id over everything else.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog with this id; the focus goes back to where it was.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Names the page and tells the language it speaks.
pub fn set_language(lang: &str, title: &str) {
    document().set_title(title);
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", lang);
    }
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

/// Where a pointer is, in pixels from the left side of the element that listens to it.
pub fn pointer_x(event: &leptos::ev::PointerEvent) -> f64 {
    let listener = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let left = listener.map_or(0.0, |element| element.get_bounding_client_rect().left());
    f64::from(event.client_x()) - left
}

fn scroll(id: &str, block: ScrollLogicalPosition, behavior: ScrollBehavior) {
    if let Some(element) = document().get_element_by_id(id) {
        scroll_to(&element, block, behavior);
    }
}

fn scroll_to(element: &Element, block: ScrollLogicalPosition, behavior: ScrollBehavior) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    options.set_behavior(behavior);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Calls back each time that the page is about to be printed.
pub fn before_print(callback: impl Fn() + 'static) {
    let handle = window_event_listener(ev::beforeprint, move |_| callback());
    on_cleanup(move || handle.remove());
}

/// Calls back when what has changed by now is painted.
pub fn after_paint(callback: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(callback, Duration::ZERO));
}

/// Milliseconds after which what waits for a quiet moment no longer waits.
const PATIENCE: u32 = 200;

/// Milliseconds that a quiet moment has where the browser does not tell.
const SLICE: f64 = 12.0;

/// Calls back when what has changed by now is painted and the browser has nothing else to do, as
/// while nobody types; the callback is given a function that tells how many milliseconds that lasts.
pub fn when_quiet(callback: impl FnOnce(&dyn Fn() -> f64) + 'static) {
    // WebKit has no idle callbacks (<https://www.w3.org/TR/requestidlecallback/>).
    if !js_sys::Reflect::has(&window(), &"requestIdleCallback".into()).unwrap_or(false) {
        return after_paint(move || {
            let start = now();
            callback(&|| SLICE - (now() - start));
        });
    }
    let options = IdleRequestOptions::new();
    options.set_timeout(PATIENCE);
    let callback = Closure::once_into_js(move |deadline: IdleDeadline| {
        callback(&|| deadline.time_remaining());
    });
    let _ = window().request_idle_callback_with_options(callback.unchecked_ref(), &options);
}

/// Does a long work in steps, as long as these tell that there is more, and lets the page live in
/// between.
pub fn in_slices(mut step: impl FnMut() -> bool + 'static) {
    when_quiet(move |left| {
        while step() {
            if left() <= 0.0 {
                return in_slices(step);
            }
        }
    });
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
