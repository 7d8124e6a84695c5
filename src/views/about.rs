//! What the file is, what it never does, and whose data it holds.

use crate::browser::{page, policy};
use crate::session::Session;
use crate::texts::{LANGUAGES, Texts};
use engine::cite::sha256;
use engine::time::Period;
use leptos::prelude::*;

/// The id of its heading.
const ID: &str = "about";

/// The ways to another language and to what the file is, at the top of the page.
#[component]
pub fn Corner() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let others = LANGUAGES.into_iter().filter(|other| other.lang != texts.lang).map(|other| {
        // The button goes away; where it was stands the way back.
        let choose = move |_| {
            session.lang.set(other.lang);
            page::focus(&language_id(texts));
        };
        view! {
            <button
                type="button"
                class="quiet"
                id=language_id(other)
                lang=other.lang
                on:click=choose
            >
                {other.language}
            </button>
        }
    });
    view! {
        <div class="corner">
            {others.collect_view()}
            <button
                type="button"
                class="quiet"
                title=texts.about
                on:click=|_| page::arrive(ID)
            >
                {texts.about_short}
            </button>
        </div>
    }
}

fn language_id(texts: &Texts) -> String {
    format!("lang-{}", texts.lang)
}

#[component]
pub fn About() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let newest = session.archive().months().map(|(_, last)| last);
    let made = policy::made().and_then(|made| Period::parse(&made)).map(texts.date);
    let version = (texts.about_version)(env!("CARGO_PKG_VERSION"), made.as_deref(), newest);
    view! {
        <footer class="about">
            <h2 id=ID tabindex="-1">{texts.about}</h2>
            <p>{texts.about_quiet}</p>
            <Refusal />
            <p>{version}</p>
            <p>{texts.about_sources}</p>
            <p>{(texts.about_atlas)(&session.archive().id())}</p>
            <Hashes />
        </footer>
    }
}

/// The policy, and a request that it refuses while one looks on.
#[component]
fn Refusal() -> impl IntoView {
    let texts: &'static Texts = expect_context();
    let result = RwSignal::new(String::new());
    let try_it = move |_| {
        result.set(texts.about_trying.to_string());
        policy::try_request(move |refused| {
            result.set(match refused {
                Some(directive) => (texts.about_refused)(&directive),
                None => texts.about_not_refused.to_string(),
            });
        });
    };
    let shown = policy::text().map(|policy| {
        view! {
            <details>
                <summary>{texts.about_policy}</summary>
                <code>{policy}</code>
                <p>{texts.about_limits}</p>
            </details>
        }
    });
    view! {
        <p>
            <button type="button" on:click=try_it>{texts.about_try}</button>
            " "
            <span role="status">{result}</span>
        </p>
        {shown}
    }
}

/// The SHA-256 of every source, computed when one looks.
#[component]
fn Hashes() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let archive = session.archive();
    let seen = RwSignal::new(false);
    let lines = move || {
        let hashed = archive.documents().map(|(doc, document)| (archive.text(doc), document.name));
        seen.get().then(|| {
            hashed.map(|(text, name)| format!("{}  {name}\n", sha256(&text))).collect::<String>()
        })
    };
    view! {
        <details on:toggle=move |_| seen.set(true)>
            <summary id="hashes">{(texts.about_hashes)(archive.document_count())}</summary>
            <p>{texts.about_hashes_hint}</p>
            <pre tabindex="0" role="group" aria-labelledby="hashes">
                {lines}
            </pre>
        </details>
    }
}
