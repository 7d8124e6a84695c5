//! The passage that is cited: as a block to copy, as a link, and the check that its source is
//! still the one that was cited.

use crate::browser::{files, page, selection};
use crate::link::Passage;
use crate::session::Session;
use crate::texts::Texts;
use engine::cite::{self, Check};
use leptos::prelude::*;

/// The id of the button that cites.
const BUTTON: &str = "cite";

/// Cites what is selected, or else the paragraph where the reader stands.
pub fn cite_here(session: Session) {
    session.cite(selection::selected().map(|(start, end)| Passage { start, end }));
    page::focus("cite-title");
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
    let address = move || files::address_with(&session.passage_link());
    // Where on this computer the file stands is nobody else's business.
    let told = move || files::told_address_with(&session.passage_link());
    let block = move || citation.get().map(|citation| texts.citation(&citation, &told()));
    let copied = RwSignal::new("");
    let copy_block = move |_| {
        files::copy(&untrack(block).unwrap_or_default());
        copied.set(cite.copied);
    };
    let copy_link = move |_| {
        files::copy(&untrack(address));
        copied.set(texts.copied);
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
                    <button type="button" on:click=copy_link>{texts.copy_link}</button>
                    <span role="status">{copied}</span>
                </p>
                <Checking />
            </section>
        </Show>
    }
}

/// Hashes the sources anew and compares them with a citation that someone else made.
#[component]
fn Checking() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let cite = &texts.cite;
    let given = RwSignal::new(String::new());
    let result = RwSignal::new(None::<Check>);
    let check = move |_| {
        let own = || session.citation().map(|citation| citation.sha256).unwrap_or_default();
        let given = given.get_untracked();
        let given = if given.trim().is_empty() { untrack(own) } else { given };
        result.set(Some(cite::check(session.archive(), &given)));
    };
    let verdict = move || {
        result.get().map(|result| match result {
            Check::Same(doc) => (cite.same)(session.archive().document(doc).name),
            Check::Quoted(doc) => (cite.quoted)(session.archive().document(doc).name),
            Check::Misquoted(doc) => (cite.misquoted)(session.archive().document(doc).name),
            Check::Other => cite.other.to_string(),
            Check::NoHash => cite.no_hash.to_string(),
        })
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
                <span role="status">{verdict}</span>
            </p>
        </div>
    }
}
