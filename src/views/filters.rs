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
            let folded = if outcome.total == 0 { 0 } else { outcome.folded };
            (texts.found)(outcome.total, outcome.documents, folded)
        })
    });
    let outside = Memo::new(move |_| session.outcome.with(|outcome| outcome.outside));
    let filters = Memo::new(move |_| session.filters.with(|query| query.filters()));
    let chips = move || {
        let draw = |filter| {
            let name = texts.filter(filter, session.archive());
            let label = (texts.remove_filter)(&name);
            chip(session, filter, label, name)
        };
        filters.get().into_iter().map(draw).collect_view()
    };
    let asked = move || session.query.with(|query| query.text.clone());
    let any = move || session.query.with(|query| query.can_clear());
    let cleared = move || session.cleared.with(Option::is_some);
    // The button that was pressed goes away: the focus stays near.
    let show_undated = move |_| {
        session.ask(Query::toggle_undated);
        page::focus("main");
    };
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
                <span class="hint">
                    {move || (texts.outside_period)(outside.get())}
                    <button type="button" class="quiet" on:click=show_undated>
                        {texts.show_undated}
                    </button>
                </span>
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
