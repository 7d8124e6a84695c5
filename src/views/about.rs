//! What the file is, what it never does, and whose data it holds.

use crate::session::Session;
use crate::texts::{LANGUAGES, Texts};
use leptos::prelude::*;

#[component]
pub fn About() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let languages = LANGUAGES.map(|other| {
        view! {
            <button
                type="button"
                lang=other.lang
                aria-pressed=(other.lang == texts.lang).to_string()
                on:click=move |_| session.lang.set(other.lang)
            >
                {other.language}
            </button>
        }
    });
    let languages = languages.to_vec();
    view! {
        <footer class="about">
            <h2>{texts.about}</h2>
            <p>{texts.about_quiet}</p>
            <p>{texts.about_sources}</p>
            <p>{(texts.about_atlas)(&session.archive().id())}</p>
            <p class="languages">{languages}</p>
        </footer>
    }
}
