//! The words that stand out beside what was found, or in it; a click adds one to the question.

use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use engine::standout::{Counting, Standout, Where};
use leptos::prelude::*;

/// How many words are listed.
const LISTED: usize = 24;

#[component]
pub fn Standouts(at: Where) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let told = &texts.standout;
    // Counted only while they are looked at; `None` as long as that goes on.
    let open = RwSignal::new(false);
    let words = RwSignal::new(None::<Vec<Standout>>);
    let turn = StoredValue::new(0);
    Effect::new(move |_| {
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        words.set(None);
        if open.get() {
            let counting = session.query.with(|query| Counting::new(session.archive(), query, at));
            // Another question, or a view that is gone, ends it.
            count(counting, words, move || turn.try_get_value() == Some(mine));
        }
    });
    let word = move |Standout { word, here, everywhere }: Standout| {
        let add = {
            let word = word.clone();
            move |_| session.ask(|query| query.add_word(&word))
        };
        view! {
            <li>
                <button type="button" class="quiet" on:click=add>{word}</button>
                " "
                {(told.times)(here, everywhere)}
            </li>
        }
    };
    let list = move || match words.get() {
        None => view! { <p role="status">{told.counting}</p> }.into_any(),
        Some(none) if none.is_empty() => {
            let asked = at == Where::Beside || session.query.with(|query| !query.is_empty());
            let why = if asked { told.none } else { told.ask_first };
            view! { <p role="status">{why}</p> }.into_any()
        }
        Some(words) => {
            let words = words.into_iter().map(word).collect_view();
            view! { <ol class="card-list">{words}</ol> }.into_any()
        }
    };
    view! {
        <details class="standout" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{(told.name)(at)}</summary>
            <p class="hint">{(told.hint)(at)}</p>
            {list}
        </details>
    }
}

/// Counts in slices as long as that is wanted, and tells the words at the end.
fn count(
    mut counting: Counting<'static>,
    words: RwSignal<Option<Vec<Standout>>>,
    wanted: impl Fn() -> bool + 'static,
) {
    page::in_slices(move || {
        let more = wanted() && counting.step();
        if !more && wanted() {
            words.set(Some(counting.words(LISTED)));
        }
        more
    });
}
