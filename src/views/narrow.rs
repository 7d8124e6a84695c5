//! What of the page is looked at: a narrow window shows one part at a time, with a bar to choose it.
//! A wide one shows results, time and places beside each other. In either the places are a map or
//! a table.

use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// The parts that a narrow window shows alone, under the count of what was found: the classes by
/// which `style/narrow.css` shows them.
const RESULTS: &str = "at-results";
const TIME: &str = "at-time";
const PLACES: &str = "at-places";

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Shown {
    part: RwSignal<&'static str>,
    /// Whether the places are a table, or else a map.
    table: RwSignal<bool>,
}

impl Shown {
    /// The results and the map, and from then on what the reader chooses or opens.
    pub fn new(session: Session) -> Shown {
        let shown = Shown { part: RwSignal::new(RESULTS), table: RwSignal::new(false) };
        let reads = move || session.open.with_untracked(Option::is_some);
        // The card of a place stands among the places; from there one goes back to what one read.
        Effect::new(move |_| match session.card.with(Option::is_some) {
            true => shown.part.set(PLACES),
            false if reads() => shown.part.set(RESULTS),
            false => {}
        });
        // After the card's: an address that names both leads to the text.
        Effect::new(move |_| {
            if session.open.with(Option::is_some) {
                shown.part.set(RESULTS);
            }
        });
        shown
    }

    /// The classes of what holds all parts.
    pub fn classes(self) -> String {
        let places = if self.table.get() { "as-table" } else { "as-map" };
        format!("{} {places}", self.part.get())
    }
}

/// The bar by which a narrow window goes from part to part. The results are found again where they
/// were left.
#[component]
pub fn Bar() -> impl IntoView {
    let shown: Shown = expect_context();
    let texts: &'static Texts = expect_context();
    let left = Rc::new(Cell::new(0.0));
    let parts = [
        (texts.results, RESULTS, None),
        (texts.timeline, TIME, None),
        (texts.map, PLACES, Some(false)),
        (texts.places, PLACES, Some(true)),
    ];
    let buttons = parts.map(|(name, part, table)| {
        let left = left.clone();
        let go = move |_| {
            if shown.part.get_untracked() == RESULTS {
                left.set(page::scrolled());
            }
            shown.part.set(part);
            table.inspect(|&table| shown.table.set(table));
            let height = if part == RESULTS { left.get() } else { 0.0 };
            page::once_drawn(move || page::scroll_to_height(height));
        };
        let pressed = move || {
            let here = table.is_none_or(|table| shown.table.get() == table);
            (here && shown.part.get() == part).to_string()
        };
        view! {
            <li>
                <button type="button" aria-pressed=pressed on:click=go>{name}</button>
            </li>
        }
    });
    view! {
        <nav class="parts-bar" aria-label=texts.parts>
            <ul>{Vec::from(buttons)}</ul>
        </nav>
    }
}

/// In a wide window: from the map to the same counts as a table, or back.
#[component]
pub fn OtherWay(
    /// Whether it leads to the table.
    to_table: bool,
) -> impl IntoView {
    let shown: Shown = expect_context();
    let texts: &'static Texts = expect_context();
    let (name, heading) = match to_table {
        true => (texts.as_table, "places-heading"),
        false => (texts.as_map, "map-heading"),
    };
    // The button goes out of view with what it stands in, and the other is there when it is drawn.
    let go = move |_| {
        shown.table.set(to_table);
        page::once_drawn(move || page::focus(heading));
    };
    view! { <button type="button" class="other-way" on:click=go>{name}</button> }
}
