//! What can be typed, with examples to click, and what the keys do.

use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use leptos::prelude::*;

/// The id of the dialog.
pub const ID: &str = "help";

/// Opens the help.
#[component]
pub fn Button() -> impl IntoView {
    let texts: &'static Texts = expect_context();
    view! {
        <button
            type="button"
            class="quiet help-button"
            aria-haspopup="dialog"
            on:click=|_| page::open_dialog(ID)
        >
            {texts.help.open}
        </button>
    }
}

#[component]
pub fn Help() -> impl IntoView {
    let texts: &'static Texts = expect_context();
    let help = &texts.help;
    view! {
        <dialog id=ID class="panel help" aria-labelledby="help-title">
            <div class="panel-head">
                <h2 id="help-title">{help.title}</h2>
                <button type="button" on:click=|_| page::close_dialog(ID)>{help.close}</button>
            </div>
            <h3>{help.language}</h3>
            <p class="hint">{help.try_one}</p>
            <Examples />
            <p>{help.also}</p>
            <h3>{help.shortcuts}</h3>
            <Keys />
        </dialog>
    }
}

/// What can be typed: a click puts it in the search box.
#[component]
fn Examples() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let row = move |&(typed, finds): &(&'static str, &'static str)| {
        let try_it = move |_| {
            page::close_dialog(ID);
            session.ask(|query| {
                query.clear_words();
                query.text = typed.to_string();
            });
            page::focus("search");
        };
        view! {
            <dt>
                <button type="button" class="example" on:click=try_it>{typed}</button>
            </dt>
            <dd>{finds}</dd>
        }
    };
    view! { <dl class="examples">{texts.help.examples.iter().map(row).collect_view()}</dl> }
}

/// What the keys do, and the switch that turns those of one letter off.
#[component]
fn Keys() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let help = &texts.help;
    let row = |&(key, does): &(&'static str, &'static str)| {
        view! {
            <tr>
                <th scope="row">
                    <kbd>{key}</kbd>
                </th>
                <td>{does}</td>
            </tr>
        }
    };
    view! {
        <table class="keys">
            <thead>
                <tr>
                    <th scope="col">{help.key_column}</th>
                    <th scope="col">{help.does_column}</th>
                </tr>
            </thead>
            <tbody>{help.keys.iter().map(row).collect_view()}</tbody>
        </table>
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=session.shortcuts
                on:change=move |event| session.shortcuts.set(event_target_checked(&event))
            />
            <span>{help.shortcuts_on}</span>
        </label>
        <p class="hint">{help.shortcuts_hint}</p>
    }
}
