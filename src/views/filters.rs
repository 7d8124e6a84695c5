//! The count of what was found, the filters that led to it as removable chips, which can be
//! cleared and brought back, and what can be done with it: narrow it down, take it along, see which
//! words tell it apart; and lists of questions.

use super::batch::Batch;
use super::facets::Facets;
use super::parts::chip;
use super::standout::Standouts;
use super::take_along::TakeAlong;
use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use engine::query::Query;
use engine::standout::Where;
use leptos::prelude::*;

#[component]
pub fn Filters() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let found = Memo::new(move |_| {
        session.outcome.with(|outcome| {
            let found = (texts.found)(outcome.total, outcome.documents, outcome.folded);
            match outcome.lacking {
                Some(_) if outcome.total > 0 => (texts.found_in_part)(&found),
                _ => found,
            }
        })
    });
    let outside = Memo::new(move |_| session.outside_period());
    let filters = Memo::new(move |_| session.filters.with(|query| query.filters()));
    let chips = move || {
        let draw = |filter| {
            let name = texts.filter(filter, session.archive());
            let label = (texts.remove_filter)(&name);
            chip(session, filter, Some(label), name)
        };
        filters.get().into_iter().map(draw).collect_view()
    };
    let asked = move || session.query.with(|query| query.text.clone());
    let any = move || session.query.with(|query| query.can_clear());
    let cleared = move || session.cleared.with(Option::is_some);
    // The button that was pressed goes away: the focus stays near.
    let clear = move |_| {
        session.clear(Query::clear);
        page::focus("undo");
    };
    let undo = move |_| {
        session.restore();
        page::focus("main");
    };
    view! {
        <div class="filters">
            <p class="found" role="status">{found}</p>
            // The search box is not printed; what was typed is.
            <p class="asked">{asked}</p>
            <ul class="chips" aria-label=texts.filters>{chips}</ul>
            <Show when=move || { outside.get() > 0 }>
                <span class="hint">{move || (texts.outside_period)(outside.get())}</span>
            </Show>
            <Show when=any>
                <button type="button" class="quiet" on:click=clear>
                    {texts.clear_all}
                </button>
            </Show>
            <Show when=cleared>
                <span role="status">{texts.cleared}</span>
                <button type="button" class="quiet" id="undo" on:click=undo>
                    {texts.undo}
                </button>
            </Show>
        </div>
        <div class="tools">
            <Facets />
            <Show when=move || session.open.with(Option::is_none)>
                <TakeAlong />
                <Standouts at=Where::Inside />
            </Show>
            <Batch />
        </div>
    }
}
