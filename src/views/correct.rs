//! What a name in the text is: the reader's own word, and the list of what was said.

use super::parts::choice;
use super::place_card;
use crate::browser::{files, page, selection};
use crate::correcting::{Doubt, Reach};
use crate::session::Session;
use crate::texts::Texts;
use engine::ids::GeoId;
use engine::place::Place;
use engine::place::corrections::{Action, CORRECTIONS_FILE, Correction, KEYS, Scope};
use leptos::prelude::*;

/// The id of the dialog.
const ID: &str = "correct";

/// Asks what the name in doubt is.
pub fn ask(doubt: impl FnOnce()) {
    doubt();
    page::open_dialog(ID);
}

/// Asks what the selected words of the text are.
#[component]
pub fn SelectionButton() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let ask_selected = move |_| {
        if let Some((start, end)) = selection::selected() {
            ask(|| session.doubt_passage(start..end));
        }
    };
    // Pressing a button must not take the selection away before it is read.
    view! {
        <button
            type="button"
            title=texts.correct.selection_hint
            on:pointerdown=|event| event.prevent_default()
            on:click=ask_selected
        >
            {texts.correct.selection}
        </button>
    }
}

#[component]
pub fn Correct() -> impl IntoView {
    let session: Session = expect_context();
    let body = move || session.doubt.get().map(|doubt| view! { <Question doubt /> });
    view! {
        <dialog
            id=ID
            class="panel correct"
            aria-labelledby="correct-title"
            on:close=move |_| session.doubt.set(None)
        >
            {body}
        </dialog>
    }
}

/// The name, how far the answer reaches, and the answers.
#[component]
fn Question(doubt: Doubt) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let correct = &texts.correct;
    let anywhere = doubt.at.is_none();
    let reach = RwSignal::new(if anywhere { Reach::Atlas } else { Reach::Mention });
    let typed = RwSignal::new(String::new());
    let settle = Callback::new(move |place: Option<GeoId>| {
        page::close_dialog(ID);
        session.settle(place, reach.get_untracked());
    });
    let reaches = Reach::ALL.into_iter().filter(|of| !anywhere || *of == Reach::Atlas).map(|of| {
        choice("reach", (correct.reach)(of), move || reach.get() == of, move || reach.set(of))
    });
    let now = doubt.place.map(|place| {
        texts.place_in_full(&session.archive().place(place), &session.atlas.gazetteer)
    });
    let title = (correct.title)(&doubt.name);
    let card = doubt.place.map(|place| {
        let open = move |_| {
            page::close_dialog(ID);
            place_card::open(session, place);
        };
        view! {
            <button type="button" class="quiet" on:click=open>
                {correct.card}
            </button>
        }
    });
    let others = session.alternatives(&doubt);
    let looked_up = move || {
        let typed = typed.get();
        let found = session.look_up(&typed);
        match found.is_empty() && !typed.trim().is_empty() {
            true => view! { <p role="status">{correct.unknown}</p> }.into_any(),
            false => choices(session, found, settle).into_any(),
        }
    };
    view! {
        <div class="panel-head">
            <h2 id="correct-title">{title}</h2>
            <button type="button" on:click=|_| page::close_dialog(ID)>{texts.close}</button>
        </div>
        <p>{(correct.now)(now.as_deref())} " " {card}</p>
        <fieldset class="reach">
            <legend>{correct.holds_for}</legend>
            {reaches.collect_view()}
        </fieldset>
        {(!others.is_empty()).then(|| view! { <h3>{correct.could_be}</h3> })}
        {choices(session, others, settle)}
        <h3><label for="correct-search">{correct.search}</label></h3>
        <input
            id="correct-search"
            type="search"
            on:input=move |event| typed.set(event_target_value(&event))
        />
        {looked_up}
        <p>
            <button type="button" on:click=move |_| settle.run(None)>{correct.not_a_place}</button>
        </p>
    }
}

/// Places to choose from.
fn choices(session: Session, places: Vec<Place>, settle: Callback<Option<GeoId>>) -> impl IntoView {
    let texts: &'static Texts = expect_context();
    let choice = move |place: Place| {
        let name = texts.place_in_full(&place, &session.atlas.gazetteer);
        view! {
            <li>
                <button type="button" on:click=move |_| settle.run(Some(place.id))>
                    {name}
                </button>
            </li>
        }
    };
    view! { <ul class="choices">{places.into_iter().map(choice).collect_view()}</ul> }
}

/// Everything that was corrected, to take back, to keep and to bring in.
#[component]
pub fn List() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let correct = &texts.correct;
    let wrong = RwSignal::new(String::new());
    let rows = move || {
        let all: Vec<Correction> = session.corrections.with(|all| all.iter().cloned().collect());
        all.into_iter().map(|of| row(session, texts, of)).collect_view()
    };
    let none = move || session.corrections.with(|all| all.is_empty());
    let first = move || session.corrected.with(Vec::is_empty);
    let export = move |_| {
        let file = session.corrections.with_untracked(|all| all.to_file());
        files::save(CORRECTIONS_FILE, "application/json", &files::json(&file));
    };
    let import = move |event| {
        files::read_chosen(&event, move |file| {
            let read = files::from_json(&file, &KEYS);
            let read = read.and_then(|file| session.import_corrections(file));
            wrong.set(read.err().map(|error| (correct.wrong)(&error)).unwrap_or_default());
        });
    };
    view! {
        <details class="corrections" class:none=none>
            <summary>
                {move || (correct.list)(session.corrections.with(|all| all.iter().count()))}
            </summary>
            <p class="hint">{correct.kept}</p>
            <ul>{rows}</ul>
            <div class="correction-buttons">
                <button type="button" disabled=first on:click=move |_| session.undo_correction()>
                    {texts.correct.undo}
                </button>
                <button type="button" disabled=none on:click=export>{correct.export}</button>
                <label>
                    <span>{correct.import}</span>
                    <input type="file" accept=".json,application/json" on:change=import />
                </label>
            </div>
            <p role="status">{wrong}</p>
        </details>
    }
}

/// One correction, with the button that takes it back.
fn row(session: Session, texts: &'static Texts, correction: Correction) -> impl IntoView {
    let correct = &texts.correct;
    let Correction { action, name, scope } = correction;
    let place = match action {
        Action::NotAPlace => None,
        Action::Link(id) | Action::Add(id) => session.atlas.gazetteer.place(id),
    };
    let place = place.map(|place| texts.place_in_full(&place, &session.atlas.gazetteer));
    let reach = match &scope {
        Scope::Atlas => (correct.reach)(Reach::Atlas).to_string(),
        Scope::Document(doc) => doc.clone(),
        Scope::Mention(doc, at) => format!("{doc}, {}–{}", at.start, at.end),
    };
    let told = (correct.told)(&name, place.as_deref(), &reach);
    let label = (correct.take_back)(&told);
    let withdraw = move |_| session.correct(|all| all.withdraw(&name, &scope));
    view! {
        <li>
            <span>{told}</span>
            " "
            <button type="button" class="quiet" aria-label=label on:click=withdraw>"×"</button>
        </li>
    }
}
