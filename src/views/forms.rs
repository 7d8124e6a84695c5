//! The forms by which words were found beside those typed: each can be left out and put back.

use crate::session::Session;
use crate::texts::Texts;
use engine::outcome::{FormReport, WordReport};
use leptos::prelude::*;

/// Switches shown of a word before one asks for the others.
const FIRST: usize = 6;

#[component]
pub fn AlsoFound() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let words = Memo::new(move |_| session.outcome.with(|outcome| outcome.words.clone()));
    let lines = move || {
        let words = words.get();
        let alone = words.len() == 1;
        words.into_iter().filter_map(|word| line(session, texts, word, alone)).collect_view()
    };
    view! { <ul class="also">{lines}</ul> }
}

/// The other forms of a word; `None` where there are none.
fn line(
    session: Session,
    texts: &'static Texts,
    word: WordReport,
    alone: bool,
) -> Option<impl IntoView> {
    let others = word.others();
    if others.is_empty() {
        return None;
    }
    let heading = match alone {
        true => texts.also_found.to_string(),
        false => (texts.also_found_for)(&word.typed),
    };
    let switch = |(form, on)| switch(session, texts, form, on);
    let rest = others.len().saturating_sub(FIRST);
    let mut switches = others.into_iter().map(switch);
    let first: Vec<_> = switches.by_ref().take(FIRST).collect();
    let others: Vec<_> = switches.collect();
    let more = (rest > 0).then(|| {
        view! {
            <details>
                <summary>{(texts.also_more)(rest)}</summary>
                {others}
            </details>
        }
    });
    Some(view! { <li><span>{heading}</span> " " {first} {more}</li> })
}

/// One form: pressed while it counts.
fn switch(session: Session, texts: &'static Texts, form: FormReport, on: bool) -> impl IntoView {
    let (form, path, items) = form;
    let title = (texts.form_switch)(&form, path, items);
    let label = format!("{form} ({items})");
    view! {
        <button
            type="button"
            class="form"
            title=title
            aria-pressed=on.to_string()
            on:click=move |_| session.ask(|query| query.toggle_form(&form))
        >
            {label}
        </button>
        " "
    }
}
