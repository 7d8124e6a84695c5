//! The name of the collection and the search box.

use super::help;
use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use engine::query::Query;
use leptos::prelude::*;

#[component]
pub fn SearchBox() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let archive = session.archive();
    let summary =
        (texts.collection)(archive.document_count(), archive.item_count(), archive.months());
    let text = Memo::new(move |_| session.query.with(|query| query.text.clone()));
    let clear = move |_| {
        session.ask(Query::clear_words);
        page::focus("search");
    };
    view! {
        <header class="masthead">
            <div class="masthead-name">
                <h1>{texts.app}</h1>
                <p>{summary}</p>
            </div>
            <form
                class="search"
                role="search"
                on:submit=|event| {
                    event.prevent_default();
                    page::focus("main");
                }
            >
                <label for="search">{texts.search_label}</label>
                <div class="search-field">
                    <input
                        id="search"
                        type="search"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        enterkeyhint="search"
                        placeholder=texts.search_placeholder
                        aria-describedby="search-help"
                        prop:value=text
                        on:input=move |event| {
                            let typed = event_target_value(&event);
                            session.ask(|query| query.text = typed);
                        }
                    />
                    <Show when=move || text.with(|text| !text.is_empty())>
                        <button type="button" class="clear" on:click=clear aria-label=texts.clear_search>
                            <span aria-hidden="true">"×"</span>
                        </button>
                    </Show>
                </div>
                <p id="search-help" class="hint">
                    {texts.search_help} " " <help::Button />
                </p>
            </form>
        </header>
    }
}
