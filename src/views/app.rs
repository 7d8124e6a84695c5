//! The whole page.

use super::grid::PlaceMonths;
use super::narrow::{Bar, Shown};
use super::place_card::{self, Card};
use super::{
    about::About, cite, city_map::CityMap, city_table::CityTable, correct, filters::Filters, help,
};
use super::{reader::Reader, results::Results, search_box::SearchBox, timeline::Timeline};
use crate::browser::{files, keys, page};
use crate::session::Session;
use crate::texts::{LANGUAGES, Texts};
use engine::time::Period;
use leptos::prelude::*;

/// The page in the language of its state; another language draws it anew.
#[component]
pub fn App(session: Session) -> impl IntoView {
    provide_context(session);
    let shown = Shown::new(session);
    provide_context(shown);
    keys::on_key(move |key| shortcut(session, key));
    // The answer is painted first; what stands beside and below it follows, and moves nothing.
    page::after_paint(move || session.painted.set(true));
    move || {
        let texts = Texts::of(session.lang.get()).unwrap_or(LANGUAGES[0]);
        page::set_language(texts.lang, texts.app);
        provide_context(texts);
        view! { <Page /> }
    }
}

/// Search on top, results or the open document beside time, map and places.
#[component]
fn Page() -> impl IntoView {
    let session: Session = expect_context();
    let shown: Shown = expect_context();
    let texts: &'static Texts = expect_context();
    let reading = move || session.open.with(Option::is_some);
    let columns = move || {
        let comparing = session.compared.with(Option::is_some);
        format!("columns {}{}", shown.classes(), if comparing { " comparing" } else { "" })
    };
    view! {
        <button type="button" class="skip" on:click=|_| page::focus("main")>
            {texts.skip_to_results}
        </button>
        <SearchBox />
        <Bar />
        <Printed />
        <div class=columns>
            <main class="main-column" id="main" tabindex="-1">
                <Filters />
                <Show when=reading fallback=|| view! { <Results /> }>
                    <Reader />
                </Show>
            </main>
            <aside class="side-column">
                <Show when=move || session.painted.get()>
                    <Timeline />
                    <CityMap />
                    <Card />
                    <CityTable />
                    <PlaceMonths />
                    <correct::List />
                </Show>
            </aside>
        </div>
        <Show when=move || session.painted.get()>
            <About />
        </Show>
        <help::Help />
        <correct::Correct />
    }
}

/// When it was printed, and the address of what is printed: only on paper.
#[component]
fn Printed() -> impl IntoView {
    let texts: &'static Texts = expect_context();
    let line = RwSignal::new(String::new());
    page::before_print(move || {
        let day = Period::parse(&page::today()).map(texts.date).unwrap_or_default();
        line.set((texts.printed)(&day, &files::address()));
    });
    view! { <p class="printed">{line}</p> }
}

/// What a key does anywhere on the page; tells whether it did something.
fn shortcut(session: Session, key: &str) -> bool {
    let reading = session.open.with_untracked(Option::is_some);
    match key {
        // The search box, as in many pages that are searched.
        "Ctrl+k" => page::focus("search"),
        "Ctrl+/" => page::open_dialog(help::ID),
        "Escape" if page::close_fold() => {}
        "Escape" if place_card::has_focus() => place_card::close(session),
        "Escape" if session.is_citing() => cite::stop(session),
        "Escape" if reading => session.close(),
        "Escape" if session.card.with_untracked(Option::is_some) => place_card::close(session),
        "Enter" | " " if reading => return page::click_focused("place"),
        _ if !session.shortcuts.get_untracked() => return false,
        "/" => page::focus("search"),
        "?" => page::open_dialog(help::ID),
        "c" if reading => cite::cite_here(session),
        "j" if !reading => page::step_focus("hit-entry", true),
        "k" if !reading => page::step_focus("hit-entry", false),
        "n" if reading => session.step(1),
        "p" if reading => session.step(-1),
        "m" if reading => page::step_focus("place", true),
        "M" if reading => page::step_focus("place", false),
        _ => return false,
    }
    true
}
