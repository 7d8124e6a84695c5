//! The name of the collection and the search box with its suggestions: a combobox as in
//! <https://www.w3.org/WAI/ARIA/apg/patterns/combobox/>, its list on a line of its own so that it
//! covers no results.

use super::about::Corner;
use super::help;
use crate::browser::page;
use crate::session::{Choice, Session};
use crate::texts::Texts;
use engine::query::Query;
use engine::search::Kind;
use leptos::ev;
use leptos::prelude::*;

/// The id of the list of suggestions.
const LIST: &str = "suggestions";

#[component]
pub fn SearchBox() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let archive = session.archive();
    let summary =
        (texts.collection)(archive.document_count(), archive.item_count(), archive.months());
    let offer = Offer::new(session);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        session.show_found();
        page::focus("main");
    };
    view! {
        <header class="masthead">
            <div class="masthead-name">
                <h1>{texts.app}</h1>
                <p>{summary}</p>
                <Corner />
            </div>
            <form class="search" role="search" on:submit=submit>
                <label for="search">{texts.search_label}</label>
                <Field offer />
                <div class="under-search">
                    <p id="search-help" class="hint" class:covered=move || offer.is_open()>
                        {texts.search_help} " " <help::Button />
                    </p>
                    <Suggestions offer />
                </div>
            </form>
        </header>
    }
}

/// What the box offers while it has the focus, and which of it the keys stand on.
#[derive(Clone, Copy)]
struct Offer {
    session: Session,
    choices: Memo<Vec<Choice>>,
    focused: RwSignal<bool>,
    /// Whether the list was sent away, until there is another or it is asked for.
    away: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
}

impl Offer {
    fn new(session: Session) -> Offer {
        let choices = Memo::new(move |_| session.choices());
        let (away, active) = (RwSignal::new(false), RwSignal::new(None));
        Effect::new(move |_| {
            choices.track();
            active.set(None);
            away.set(false);
        });
        Effect::new(move |_| {
            if let Some(at) = active.get() {
                page::reveal(&option_id(at));
            }
        });
        Offer { session, choices, focused: RwSignal::new(false), away, active }
    }

    fn is_open(self) -> bool {
        let here = self.focused.get() && !self.away.get();
        here && self.choices.with(|choices| !choices.is_empty())
    }

    /// The next choice or the one before, around by way of none.
    fn step(self, forth: bool) {
        self.away.set(false);
        let count = self.choices.with_untracked(Vec::len);
        self.active.update(|active| {
            *active = match (*active, forth) {
                (None, true) => Some(0),
                (None, false) => count.checked_sub(1),
                (Some(at), true) => Some(at + 1),
                (Some(at), false) => at.checked_sub(1),
            }
            .filter(|&at| at < count);
        });
    }

    /// Takes the choice that the keys stand on; tells whether there is one.
    fn take(self) -> bool {
        let active = self.active.get_untracked();
        let chosen = active.and_then(|at| self.choices.with_untracked(|all| all.get(at).cloned()));
        chosen.is_some_and(|choice| {
            self.session.choose(&choice);
            true
        })
    }

    /// What a key does in the search box; tells whether it did something.
    fn key(self, key: &str) -> bool {
        match key {
            "ArrowDown" => self.step(true),
            "ArrowUp" => self.step(false),
            "Enter" => return self.take(),
            "Escape" if untrack(|| self.is_open()) => {
                self.active.set(None);
                self.away.set(true);
            }
            "Escape" => self.session.clear(Query::clear_words),
            _ => return false,
        }
        true
    }
}

#[component]
fn Field(offer: Offer) -> impl IntoView {
    let session = offer.session;
    let texts: &'static Texts = expect_context();
    let text = Memo::new(move |_| session.query.with(|query| query.text.clone()));
    let clear = move |_| {
        session.clear(Query::clear_words);
        page::focus("search");
    };
    let key = move |event: ev::KeyboardEvent| {
        if !event.is_composing() && offer.key(&event.key()) {
            event.prevent_default();
        }
    };
    view! {
        <div class="search-field">
            <input
                id="search"
                type="search"
                role="combobox"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                placeholder=texts.search_placeholder
                aria-describedby="search-help"
                aria-autocomplete="list"
                aria-controls=LIST
                aria-expanded=move || offer.is_open().to_string()
                aria-activedescendant=move || offer.active.get().map(option_id)
                prop:value=text
                on:keydown=key
                on:focus=move |_| {
                    offer.away.set(false);
                    offer.focused.set(true);
                }
                on:blur=move |_| offer.focused.set(false)
                on:input=move |event| {
                    session.type_in(event_target_value(&event));
                }
            />
            <Show when=move || text.with(|text| !text.is_empty())>
                <button type="button" class="clear" on:click=clear aria-label=texts.clear_search>
                    <span aria-hidden="true">"×"</span>
                </button>
            </Show>
        </div>
    }
}

#[component]
fn Suggestions(offer: Offer) -> impl IntoView {
    let texts: &'static Texts = expect_context();
    let options = move || {
        let choices = offer.choices.get().into_iter().enumerate();
        choices.map(|(at, choice)| option(offer, texts, at, choice)).collect_view()
    };
    view! {
        <ul
            id=LIST
            class="suggestions"
            role="listbox"
            aria-label=texts.suggestions
            class:covered=move || !offer.is_open()
        >
            {options}
        </ul>
    }
}

/// One choice: what it is called, what it is, and how often it is there.
fn option(offer: Offer, texts: &'static Texts, at: usize, choice: Choice) -> impl IntoView {
    let (name, what) = match &choice {
        Choice::Past(words) => (words.clone(), texts.asked_before.to_string()),
        Choice::Suggested(found) => {
            let kind = match found.kind {
                Kind::Place(place) => (texts.area.kind)(offer.session.archive().place_kind(place)),
                Kind::Name => texts.suggested_name,
                Kind::Word => texts.suggested_word,
            };
            let name = match &found.spelt {
                Some(spelt) => format!("{spelt} = {}", found.text),
                None => found.text.clone(),
            };
            (name, format!("{kind} ({})", found.items))
        }
    };
    let selected = move || (offer.active.get() == Some(at)).to_string();
    view! {
        <li
            id=option_id(at)
            role="option"
            aria-selected=selected
            on:pointerdown=|event| event.prevent_default()
            on:click=move |_| offer.session.choose(&choice)
        >
            <span>{name}</span>
            " "
            <span class="what">{what}</span>
        </li>
    }
}

fn option_id(at: usize) -> String {
    format!("suggestion-{at}")
}
