//! Small pieces that several parts of the page are made of.

use crate::browser::{files, page};
use crate::session::Session;
use crate::texts::Texts;
use engine::outcome::{Mark, Snippet};
use engine::place::Place;
use engine::query::{Filter, Query};
use leptos::prelude::*;

/// A filter that is on or off, with the number of items it would leave.
#[component]
pub fn Toggle(
    name: &'static str,
    #[prop(into)] count: Signal<u32>,
    #[prop(into)] on: Signal<bool>,
    toggle: fn(&mut Query),
) -> impl IntoView {
    let session: Session = expect_context();
    view! {
        <button
            type="button"
            class="toggle"
            aria-pressed=move || on.get().to_string()
            on:click=move |_| session.ask(toggle)
        >
            {name} " (" {count} ")"
        </button>
    }
}

/// A slice of the answer that follows it once the rest is painted and nobody types on, so that
/// typing does not wait for what is not looked at first.
pub fn when_quiet<T: Clone + PartialEq + Send + Sync + 'static>(
    session: Session,
    slice: impl Fn() -> T + Copy + 'static,
) -> RwSignal<T> {
    let shown = RwSignal::new(untrack(slice));
    Effect::new(move |first: Option<()>| {
        session.outcome.track();
        if first.is_some() {
            page::when_quiet(move |_| {
                let now = untrack(slice);
                // The view may be gone by now.
                if shown.try_with_untracked(|shown| *shown != now) == Some(true) {
                    shown.set(now);
                }
            });
        }
    });
    shown
}

/// One of several that exclude each other.
pub fn choice(
    group: &'static str,
    label: &'static str,
    chosen: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label>
            <input
                type="radio"
                name=group
                prop:checked=chosen
                on:change=move |_| choose()
            />
            <span>{label}</span>
        </label>
    }
}

/// The ways to save a table for spreadsheets, by the sign between its cells; `name` says of which
/// table, given the name of the way.
pub fn csv_buttons(
    session: Session,
    texts: &'static Texts,
    name: fn(&str) -> String,
    save: fn(Session, char),
) -> impl IntoView {
    let way = |(way, separator): (&'static str, char)| {
        view! {
            <li>
                <button type="button" on:click=move |_| save(session, separator)>
                    {name(way)}
                </button>
            </li>
        }
    };
    Vec::from([(texts.csv_semicolons, ';'), (texts.csv_commas, ',')].map(way))
}

/// A button that copies a link: to the page in its present state, or to another.
#[component]
pub fn CopyLink(#[prop(into, optional)] address: Option<Signal<String>>) -> impl IntoView {
    let texts: &'static Texts = expect_context();
    let copied = RwSignal::new("");
    let copy = move |_| {
        files::copy(&address.map_or_else(files::address, |address| address.get_untracked()));
        copied.set(if files::on_disk() { texts.copied_on_disk } else { texts.copied });
    };
    view! {
        <button type="button" on:click=copy>{texts.copy_link}</button>
        " "
        <span class="hint" role="status">{copied}</span>
    }
}

/// A button that takes a filter away.
pub fn chip(session: Session, filter: Filter, label: String, text: String) -> impl IntoView {
    view! {
        <li>
            <button
                type="button"
                class="chip"
                aria-label=label
                on:click=move |_| session.ask(|query| *query = query.without(filter))
            >
                {text}
            </button>
        </li>
    }
}

/// The two letters of a place's country.
pub fn country_code(place: &Place) -> String {
    String::from_utf8_lossy(&place.country).into_owned()
}

/// A snippet as text and `<mark>`s, each saying how it was found.
pub fn marked(snippet: &Snippet, texts: &'static Texts) -> impl IntoView + use<> {
    let text = &snippet.text;
    let mut parts = Vec::with_capacity(2 * snippet.marks.len() + 1);
    let mut from = 0;
    for Mark { range, path } in &snippet.marks {
        parts.push(text[from..range.start].to_string().into_any());
        let title = (texts.found_as)(*path);
        parts.push(view! { <mark title=title>{text[range.clone()].to_string()}</mark> }.into_any());
        from = range.end;
    }
    parts.push(text[from..].to_string().into_any());
    parts
}
