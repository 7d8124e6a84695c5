//! A list of names, words or phrases, asked all at once: a table of what each finds under the
//! filters that stand, of which a row opens its search.

use super::parts::csv_buttons;
use crate::batch::Progress;
use crate::browser::{files, page};
use crate::session::Session;
use crate::texts::Texts;
use engine::batch::{Answer, Question};
use leptos::prelude::*;

/// Spellings that are told of a question.
const SPELLINGS: usize = 6;

#[component]
pub fn Batch() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let (batch, told) = (session.batch, &texts.batch);
    let ask = move || {
        if session.ask_list() {
            page::in_slices(move || session.answer_next());
        }
    };
    // Other filters, other answers.
    let standing = Memo::new(move |_| (session.standing(), session.archive().id()));
    Effect::new(move |before: Option<()>| {
        standing.track();
        if before.is_some() && untrack(|| batch.progress()).questions > 0 {
            ask();
        }
    });
    let open = move |event| {
        files::read_chosen(&event, move |list| {
            batch.list.set(list);
            ask();
        });
    };
    let faults = move || {
        let fault = |(line, fault)| view! { <li>{(told.fault)(line, fault)}</li> };
        batch.faults.get().into_iter().map(fault).collect_view()
    };
    let progress = move || match batch.progress() {
        Progress { questions: 0, .. } => String::new(),
        Progress { questions, answered, found } => (told.progress)(questions, answered, found),
    };
    view! {
        <details class="batch">
            <summary>{told.name}</summary>
            <p class="hint">{told.hint}</p>
            <label>
                <span>{told.list}</span>
                <textarea
                    rows="6"
                    spellcheck="false"
                    prop:value=batch.list
                    on:input=move |event| batch.list.set(event_target_value(&event))
                />
            </label>
            <div class="batch-buttons">
                <button type="button" on:click=move |_| ask()>{told.ask}</button>
                <label>
                    <span>{told.open}</span>
                    <input type="file" accept=".txt,.csv,text/plain,text/csv" on:change=open />
                </label>
            </div>
            <p role="status">{progress}</p>
            <ul class="faults">{faults}</ul>
            <Show when=move || { batch.progress().answered > 0 }>
                <Table />
            </Show>
        </details>
    }
}

#[component]
fn Table() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let (batch, told) = (session.batch, &texts.batch);
    let save = move |separator| {
        let name = format!("nieuwsatlas-lijst-{}.csv", session.archive().id());
        files::save(&name, "text/csv", &session.list_table(separator));
    };
    let most_first = move || batch.most_first.get();
    view! {
        <div class="batch-buttons" role="group" aria-label=told.name>
            <button
                type="button"
                aria-pressed=move || most_first().to_string()
                on:click=move |_| batch.most_first.update(|most| *most = !*most)
            >
                {told.most_first}
            </button>
            <ul>{csv_buttons(texts, save)}</ul>
        </div>
        <div class="places-scroll" tabindex="0" role="group" aria-label=texts.results>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{told.question}</th>
                        <th scope="col">{texts.items_column}</th>
                        <th scope="col">{told.documents}</th>
                        <th scope="col">{told.months}</th>
                        <th scope="col">{told.spellings}</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || batch.rows()
                        key=|(question, _)| question.line
                        children=move |(question, answer)| row(session, texts, question, answer)
                    />
                </tbody>
            </table>
        </div>
    }
}

/// A question, which is a button that asks it alone, and what it finds.
fn row(
    session: Session,
    texts: &'static Texts,
    question: Question,
    answer: Answer,
) -> impl IntoView {
    let Answer { items, documents, months, spellings } = answer;
    let more = spellings.len().saturating_sub(SPELLINGS);
    let mut told: Vec<String> =
        spellings.iter().take(SPELLINGS).map(texts.batch.spelling).collect();
    if more > 0 {
        told.push((texts.more_values)(more));
    }
    let text = question.text;
    let asked = {
        let text = text.clone();
        move || session.query.with(|query| query.text == text).then_some("true")
    };
    let ask = {
        let text = text.clone();
        move |_| {
            session.close();
            session.ask_alone(&text);
            page::jump_to("results-heading");
            page::focus("results-heading");
        }
    };
    view! {
        <tr class:none=items == 0>
            <th scope="row">
                <button type="button" class="city" aria-current=asked on:click=ask>{text}</button>
            </th>
            <td>{items}</td>
            <td>{documents}</td>
            <td>{texts.months(months)}</td>
            <td>{told.join(", ")}</td>
        </tr>
    }
}
