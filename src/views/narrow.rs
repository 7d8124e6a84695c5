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

/// A part; of the places also whether as a table.
type Choice = (&'static str, Option<bool>);

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

    fn is_at(self, (part, table): Choice) -> bool {
        self.part.get() == part && table.is_none_or(|table| self.table.get() == table)
    }

    fn go_to(self, (part, table): Choice) {
        self.part.set(part);
        table.inspect(|&table| self.table.set(table));
    }
}

/// The bar by which a narrow window goes from part to part. Each is found again where it was left.
#[component]
pub fn Bar() -> impl IntoView {
    let shown: Shown = expect_context();
    let texts: &'static Texts = expect_context();
    let left = Rc::new([const { Cell::new(0.0) }; 4]);
    let parts = [
        (texts.results, (RESULTS, None)),
        (texts.timeline, (TIME, None)),
        (texts.map, (PLACES, Some(false))),
        (texts.places, (PLACES, Some(true))),
    ];
    let buttons = parts.into_iter().enumerate().map(|(to, (name, of))| {
        let left = left.clone();
        let go = move |_| {
            let now = parts.iter().position(|(_, of)| untrack(|| shown.is_at(*of)));
            left[now.unwrap_or(to)].set(page::scrolled());
            shown.go_to(of);
            let height = left[to].get();
            page::once_drawn(move || page::scroll_to_height(height));
        };
        let pressed = move || shown.is_at(of).to_string();
        view! {
            <li>
                <button type="button" aria-pressed=pressed on:click=go>{name}</button>
            </li>
        }
    });
    view! {
        <nav class="parts-bar" aria-label=texts.parts>
            <ul>{buttons.collect_view()}</ul>
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
    // The button goes out of view with what it stands in.
    let go = move |_| {
        shown.table.set(to_table);
        page::focus(heading);
    };
    view! { <button type="button" class="other-way" on:click=go>{name}</button> }
}
