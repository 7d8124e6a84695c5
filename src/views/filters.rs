//! The count of what was found, and the filters that led to it as removable chips.

use crate::session::Session;
use crate::texts::Texts;
use leptos::prelude::*;

#[component]
pub fn Filters() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let found = Memo::new(move |_| {
        session.outcome.with(|outcome| (texts.found)(outcome.total, outcome.documents))
    });
    let filters = Memo::new(move |_| session.query.with(|query| query.filters()));
    let chips =
        move || {
            filters.get().into_iter().map(|filter| {
            let name = texts.filter(filter, session.archive());
            view! {
                <li>
                    <button
                        type="button"
                        class="chip"
                        aria-label=(texts.remove_filter)(&name)
                        on:click=move |_| session.ask(|query| *query = query.without(filter))
                    >
                        {name.clone()}
                        <span aria-hidden="true">" ×"</span>
                    </button>
                </li>
            }
        }).collect_view()
        };
    let any = move || session.query.with(|query| !query.is_empty());
    view! {
        <div class="filters">
            <p class="found" role="status">{found}</p>
            <ul class="chips" aria-label=texts.filters>{chips}</ul>
            <Show when=any>
                <button type="button" class="quiet" on:click=move |_| session.ask(|query| query.clear())>
                    {texts.clear_all}
                </button>
            </Show>
        </div>
    }
}
