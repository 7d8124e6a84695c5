//! Opens the page on the bytes it was given.

use crate::api;
use crate::browser::{address, page};
use crate::link::{Link, Step};
use crate::session::{Atlas, Session};
use crate::views::App;
use engine::archive::Archive;
use engine::chart::BaseMap;
use engine::place::Gazetteer;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::prelude::*;

/// The pause after a change of state before it goes to the address bar: browsers stop taking
/// changes at about ten a second.
const PAUSE: Duration = Duration::from_millis(200);

/// Places of the gazetteer that are unfolded at a time, in a few milliseconds.
const SOME_PLACES: usize = 200;

/// Opens the page.
///
/// # Errors
/// An `Error` that begins with the name of the part of the page that is damaged, `archive: `, and
/// says how; nothing has been shown then.
#[wasm_bindgen]
pub fn open(archive: Vec<u8>, gazetteer: Vec<u8>, base_map: Vec<u8>) -> Result<(), JsValue> {
    console_error_panic_hook::set_once();
    let failed = |part: &str, error: &dyn std::error::Error| {
        JsValue::from(JsError::new(&format!("{part}: {error}")))
    };
    // The page lives until its tab closes, and its bytes with it.
    let archive = Archive::open(Vec::leak(archive)).map_err(|e| failed("archive", &e))?;
    let gazetteer = Gazetteer::open(Vec::leak(gazetteer)).map_err(|e| failed("gazetteer", &e))?;
    let base_map = BaseMap::open(&base_map).map_err(|e| failed("basemap", &e))?;
    let atlas: &'static Atlas = Box::leak(Box::new(Atlas { archive, gazetteer, base_map }));

    let link = Link::parse(&address::fragment(), &atlas.archive);
    let owner = Owner::new();
    let session = owner.with(|| Session::new(atlas, link));
    api::install(session)?;
    page::remove("before");
    mount_to_body(move || {
        follow_address(session);
        view! { <App session /> }
    });
    page::in_slices(move || {
        let is_left = atlas.gazetteer.unfold(SOME_PLACES);
        if !is_left {
            session.unfolded.set(true);
        }
        is_left
    });
    // The state outlives every view.
    std::mem::forget(owner);
    Ok(())
}

/// Keeps state and address the same, both ways.
fn follow_address(session: Session) {
    // What the address says, and whether the last change of it was typing.
    let written = StoredValue::new((session.link_untracked(), false));
    let mut write = debounce(PAUSE, move |()| {
        let link = session.link_untracked();
        let (before, typing) = written.get_value();
        let step = match link.step_after(&before, typing) {
            // Months that pass by themselves are no steps of the reader's.
            Step::Push if session.playing.get_untracked() => Step::Replace,
            step => step,
        };
        if step != Step::Stay {
            address::write(&link.write(session.archive()), step);
            let typing = link.only_retypes(&before);
            written.set_value((link, typing));
        }
    });
    Effect::new(move |_| {
        session.link();
        write(());
    });
    address::on_change(move |fragment| {
        let link = Link::parse(&fragment, session.archive());
        written.set_value((link.clone(), false));
        session.go(link);
    });
}
