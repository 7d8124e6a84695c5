//! What leaves the page by the user's own hand: files, the clipboard, paper.

use js_sys::{Array, Function, JSON, Object, Reflect};
use leptos::prelude::{document, set_timeout, window};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement};
use web_sys::{HtmlCanvasElement, HtmlImageElement, HtmlInputElement, Url};

/// Pixels of a picture for each CSS pixel, along a side.
const FINE: f64 = 2.0;

/// How long a file that is being saved is kept in memory.
const KEPT: Duration = Duration::from_secs(60);

/// Lets the browser save a file of text under that name.
pub fn save(name: &str, media_type: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from(text));
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

fn save_blob(name: &str, blob: &Blob) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    if let Ok(link) = document().create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // Not at once: the browser may still have to begin reading it.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        KEPT,
    );
}

/// Lets the browser draw an SVG of that size in CSS pixels, twice as fine, and save it as PNG. A
/// browser that cannot does nothing.
pub fn save_png(name: &str, svg: &str, width: f64, height: f64) {
    let Ok(image) = HtmlImageElement::new() else { return };
    let (drawn, name) = (image.clone(), name.to_string());
    let save = Closure::once_into_js(move |blob: Blob| save_blob(&name, &blob));
    let draw = Closure::once_into_js(move || {
        let (width, height) = (width * FINE, height * FINE);
        if let Some(canvas) = draw(&drawn, width, height) {
            let _ = canvas.to_blob(save.unchecked_ref());
        }
    });
    image.set_onload(Some(draw.unchecked_ref()));
    let svg = String::from(js_sys::encode_uri_component(svg));
    image.set_src(&format!("data:image/svg+xml,{svg}"));
}

/// An image on a canvas of that size.
fn draw(image: &HtmlImageElement, width: f64, height: f64) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    let drawn =
        context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height);
    drawn.ok().map(|()| canvas)
}

/// A value as JSON, indented for people.
pub fn json(value: &impl Serialize) -> String {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let value = value.serialize(&serializer).unwrap_or_default();
    let text = JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &JsValue::from(2));
    text.map(String::from).unwrap_or_default()
}

/// The value that JSON tells, whose objects have no other keys than those that are known.
///
/// # Errors
/// What is wrong, in the words of the browser or of the value.
pub fn from_json<T: DeserializeOwned>(text: &str, known: &[&str]) -> Result<T, String> {
    let message = |error: JsValue| String::from(error.unchecked_into::<js_sys::Error>().message());
    let value = JSON::parse(text).map_err(message)?;
    if let Some(unknown) = unknown_key(&value, known) {
        return Err(format!("unknown field `{unknown}`"));
    }
    serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
}

/// A key in a value that is not among those known.
fn unknown_key(value: &JsValue, known: &[&str]) -> Option<String> {
    let object: &Object = value.dyn_ref()?;
    let is_list = Array::is_array(value);
    Object::keys(object).iter().find_map(|key| {
        let name = key.as_string()?;
        let inside = Reflect::get(value, &key).ok()?;
        match is_list || known.contains(&name.as_str()) {
            true => unknown_key(&inside, known),
            false => Some(name),
        }
    })
}

/// Puts text on the clipboard.
pub fn copy(text: &str) {
    // The promise is left alone: a browser that refuses says so itself.
    let _ = window().navigator().clipboard().write_text(text);
}

/// Reads the file that was chosen in a field as text, and empties the field, so that the same file
/// can be chosen again.
pub fn read_chosen(event: &leptos::ev::Event, then: impl FnOnce(String) + 'static) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
    let read =
        Closure::once_into_js(move |text: JsValue| then(text.as_string().unwrap_or_default()));
    let text: JsValue = file.text().into();
    // `then` of a promise takes any function; the typed one wants a closure that is kept.
    if let Ok(method) = Reflect::get(&text, &"then".into()) {
        let _ = method.unchecked_into::<Function>().call1(&text, &read);
    }
    field.set_value("");
}

/// The address of the page in its present state.
pub fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// The address of the page with another fragment.
pub fn address_with(fragment: &str) -> String {
    let address = address();
    let page = address.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// The same to tell others: of a page on disk only its name, not in which folders it lies.
pub fn told_address_with(fragment: &str) -> String {
    let address = address_with(fragment);
    let page = address.split('#').next().unwrap_or_default();
    let folders = page.starts_with("file:").then(|| page.rfind('/')).flatten();
    folders.map_or(address.clone(), |last| address[last + 1..].to_owned())
}

/// Opens the browser's print dialog.
pub fn print() {
    let _ = window().print();
}
