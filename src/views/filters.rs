//! The count of what was found, and the filters that led to it as removable chips.

use super::parts::chip;
use crate::session::Session;
use crate::texts::Texts;
use engine::query::Query;
use leptos::prelude::*;

#[component]
pub fn Filters() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let found = Memo::new(move |_| {
        session.outcome.with(|outcome| (texts.found)(outcome.total, outcome.documents))
    });
    let filters = Memo::new(move |_| session.query.with(|query| query.filters()));
    let chips = move || {
        let draw = |filter| {
            let name = texts.filter(filter, session.archive());
            let label = (texts.remove_filter)(&name);
            chip(session, filter, Some(label), format!("{name} ×"))
        };
        filters.get().into_iter().map(draw).collect_view()
    };
    let any = move || session.query.with(|query| !query.is_empty());
    view! {
        <div class="filters">
            <p class="found" role="status">{found}</p>
            <ul class="chips" aria-label=texts.filters>{chips}</ul>
            <Show when=any>
                <button type="button" class="quiet" on:click=move |_| session.clear(Query::clear)>
                    {texts.clear_all}
                </button>
            </Show>
            <Show when=move || session.cleared.with(Option::is_some)>
                <button type="button" class="quiet" on:click=move |_| session.restore()>
                    {texts.undo}
                </button>
            </Show>
        </div>
    }
}
