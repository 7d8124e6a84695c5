//! A list of names, words or phrases, asked all at once: a table of what each finds under the
//! filters that stand, of which a row opens its search.

use super::parts::csv_buttons;
use crate::browser::{files, page};
use crate::session::Session;
use crate::texts::Texts;
use engine::batch::{Answer, Asked, Question};
use leptos::prelude::*;

/// Rows drawn at first, and how many each "show more" adds.
const PAGE: usize = 100;

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
    Effect::new(move |_| {
        if session.is_list_outdated() {
            ask();
        }
    });
    let open = move |event| {
        files::read_chosen(&event, move |list| {
            batch.list.set(list);
            ask();
        });
    };
    let state = move || {
        batch.asked.with(|Asked { questions, faults, answers }| {
            let some = (!questions.is_empty()).then(|| {
                let found = batch.asked.with_untracked(Asked::found);
                (told.progress)(questions.len(), answers.len(), found)
            });
            let faults = faults.iter().map(|&(line, fault)| (told.fault)(line, fault));
            some.into_iter().chain(faults).collect::<Vec<_>>().join("\n")
        })
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
            <p class="batch-state" role="status">{state}</p>
            <Table />
        </details>
    }
}

/// The answers, once all are there.
#[component]
fn Table() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let (batch, told) = (session.batch, &texts.batch);
    let shown = RwSignal::new(PAGE);
    let heads = [told.question, texts.items_column, told.documents, told.months, told.spellings];
    move || {
        let most_first = batch.most_first.get();
        let done = |asked: &Asked| asked.is_done().then(|| asked.rows(most_first));
        let rows = batch.asked.with(done).filter(|rows| !rows.is_empty())?;
        let more = rows.len().saturating_sub(shown.get());
        let drawn = rows.into_iter().take(shown.get());
        let drawn = drawn.map(|(question, answer)| row(session, texts, question, answer));
        let heads = heads.map(|head| view! { <th scope="col">{head}</th> });
        let more = (more > 0).then(|| {
            let more = (texts.more_results)(more.min(PAGE));
            view! {
                <button type="button" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                    {more}
                </button>
            }
        });
        Some(view! {
            <div class="batch-buttons" role="group" aria-label=told.name>
                <button
                    type="button"
                    aria-pressed=most_first.to_string()
                    on:click=move |_| batch.most_first.set(!most_first)
                >
                    {told.most_first}
                </button>
                <ul>{csv_buttons(session, texts, str::to_owned, save_table)}</ul>
            </div>
            <div class="places-scroll" tabindex="0" role="group" aria-label=texts.results>
                <table>
                    <thead>
                        <tr>{Vec::from(heads)}</tr>
                    </thead>
                    <tbody>{drawn.collect_view()}</tbody>
                </table>
            </div>
            {more}
        })
    }
}

/// Saves the answers, with this sign between cells.
fn save_table(session: Session, separator: char) {
    let name = format!("nieuwsatlas-lijst-{}.csv", session.archive().id());
    files::save(&name, "text/csv", &session.list_table(separator));
}

/// A question, which is a button that asks it alone, and what it finds.
fn row(
    session: Session,
    texts: &'static Texts,
    question: Question,
    answer: Answer,
) -> impl IntoView {
    let Answer { items, documents, months, undated, spellings } = answer;
    let more = spellings.len().saturating_sub(SPELLINGS);
    let mut told: Vec<String> =
        spellings.iter().take(SPELLINGS).map(texts.batch.spelling).collect();
    if more > 0 {
        told.push((texts.more_values)(more));
    }
    let text = question.text.clone();
    let ask = move |_| {
        session.close();
        session.ask_alone(&question.text);
        page::jump_to("results-heading");
        page::focus("results-heading");
    };
    let months = months.map(|months| texts.months(Some(months)));
    let undated = (undated > 0).then(|| (texts.batch.undated)(undated));
    let months: Vec<String> = months.into_iter().chain(undated).collect();
    let months = months.join(", ");
    let cells = [items.to_string(), documents.to_string(), months, told.join(", ")];
    let cells = cells.map(|cell| view! { <td>{cell}</td> });
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="city" on:click=ask>{text}</button>
            </th>
            {Vec::from(cells)}
        </tr>
    }
}
