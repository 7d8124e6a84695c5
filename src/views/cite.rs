//! The passage that is cited: as a block to copy, as a link, and the check that its source is
//! still the one that was cited.

use super::parts::CopyLink;
use crate::browser::{files, page, selection};
use crate::link::Passage;
use crate::session::Session;
use crate::texts::Texts;
use leptos::prelude::*;

/// The id of the button that cites.
const BUTTON: &str = "cite";

/// The id of what a check finds.
const VERDICT: &str = "cite-verdict";

/// Cites what is selected, or else the paragraph where the reader stands.
pub fn cite_here(session: Session) {
    session.cite(selection::selected().map(|(start, end)| Passage { start, end }));
    page::once_drawn(|| {
        show_passage();
        page::focus("cite-title");
    });
}

/// Brings the passage to the top of the view: its citation stands at the bottom.
pub fn show_passage() {
    page::jump_to_first("cited");
}

/// Ends the citation; what had the focus goes away with it.
pub fn stop(session: Session) {
    session.stop_citing();
    page::focus(BUTTON);
}

#[component]
pub fn Button() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    // Pressing a button must not take the selection away before it is read.
    view! {
        <button
            type="button"
            id=BUTTON
            title=texts.cite.hint
            on:pointerdown=|event| event.prevent_default()
            on:click=move |_| cite_here(session)
        >
            {texts.cite.cite}
        </button>
    }
}

#[component]
pub fn Cite() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let cite = &texts.cite;
    let citation = Memo::new(move |_| session.citation());
    let address = Signal::derive(move || files::address_with(&session.passage_link()));
    let block = Signal::derive(move || {
        citation.get().map(|citation| texts.citation(&citation, &address.get()))
    });
    let copied = RwSignal::new("");
    let copy_block = move |_| {
        files::copy(&block.get_untracked().unwrap_or_default());
        copied.set(cite.copied);
    };
    view! {
        <Show when=move || citation.with(Option::is_some)>
            <section class="cite" aria-labelledby="cite-title">
                <div class="panel-head">
                    <h2 id="cite-title" tabindex="-1">{cite.title}</h2>
                    <button type="button" on:click=move |_| stop(session)>
                        {cite.close}
                    </button>
                </div>
                <pre class="citation" tabindex="0" role="group" aria-labelledby="cite-title">
                    {block}
                </pre>
                <p class="cite-buttons">
                    <button type="button" on:click=copy_block>{cite.copy}</button>
                    <CopyLink address />
                    <span role="status">{copied}</span>
                </p>
                <Checking own=block />
            </section>
        </Show>
    }
}

/// Hashes the sources anew and compares them with this citation, or with another that is pasted.
#[component]
fn Checking(#[prop(into)] own: Signal<Option<String>>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let cite = &texts.cite;
    let given = RwSignal::new(String::new());
    let verdict = RwSignal::new(String::new());
    let check = move |_| {
        let pasted = Some(given.get_untracked()).filter(|given| !given.trim().is_empty());
        let citation = pasted.or_else(|| own.get_untracked()).unwrap_or_default();
        verdict.set(untrack(|| texts.verdict(&citation, session.archive())));
        page::once_drawn(|| page::reveal(VERDICT));
    };
    view! {
        <div class="checking">
            <label for="cite-given">{cite.given}</label>
            <textarea
                id="cite-given"
                rows="2"
                spellcheck="false"
                on:input=move |event| given.set(event_target_value(&event))
            ></textarea>
            <p class="cite-buttons">
                <button type="button" on:click=check>{cite.check}</button>
            </p>
            <p role="status" id=VERDICT>{verdict}</p>
        </div>
    }
}
