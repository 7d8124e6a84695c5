//! Places against months, zeros and all: what map and timeline show, to read cell by cell.

use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use engine::ids::PlaceId;
use engine::search::grid::{Grid, GridColumn, grid};
use engine::time::Month;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// How many places are shown at first, and how many each "more" adds.
const ROWS: usize = 12;

/// Where the focus is: row and column.
type At = (usize, usize);

#[component]
pub fn PlaceMonths() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let open = RwSignal::new(false);
    let limit = RwSignal::new(ROWS);
    // A table of its own search: only while it is looked at.
    let table = Memo::new(move |_| match open.get() {
        true => session.query.with(|query| grid(session.archive(), query, limit.get())),
        false => Grid::default(),
    });
    let more = move || table.with(|grid| grid.more);
    view! {
        <details class="grid" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{texts.grid}</summary>
            <p class="hint">{texts.grid_hint}</p>
            <div class="grid-scroll">
                <Table table />
            </div>
            <Show when=move || { more() > 0 }>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| limit.update(|limit| *limit += ROWS)
                >
                    {move || (texts.more_values)(more())}
                </button>
            </Show>
        </details>
    }
}

/// One tab stop; arrows go from cell to cell, Enter or a click asks for its place and month.
#[component]
fn Table(table: Memo<Grid>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let at = RwSignal::new((0, 0));
    let size = move || table.with(|grid| (grid.rows.len(), grid.columns.len()));
    let arrows = move |event: KeyboardEvent| {
        let (row, column): At = at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "ArrowRight" => (row, column + 1),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowDown" => (row + 1, column),
            "Home" => (row, 0),
            "End" => (row, usize::MAX),
            _ => return,
        };
        event.prevent_default();
        let (rows, columns) = size();
        at.set((to.0.min(rows.saturating_sub(1)), to.1.min(columns.saturating_sub(1))));
        page::focus(&cell_id(at.get_untracked()));
    };
    let months = move || {
        let months = table.with(|grid| grid.columns.clone());
        let head = |of: &GridColumn| match of.month {
            Some(month) => {
                let (short, year) = ((texts.short_month)(month), month.year());
                view! { <th scope="col">{short} <br /> {year}</th> }.into_any()
            }
            None => view! { <th scope="col">{texts.undated}</th> }.into_any(),
        };
        let total = |of: &GridColumn| view! { <td>{shown(of.items, of.items)}</td> };
        view! {
            <tr>
                <th scope="col" class="kind">{(texts.area.kind)(session.per())}</th>
                {months.iter().map(head).collect_view()}
            </tr>
            <tr class="grid-total">
                <th scope="row">{texts.grid_total}</th>
                {months.iter().map(total).collect_view()}
            </tr>
        }
    };
    // The numbers change far more often than the rows.
    let places = Memo::new(move |_| {
        table.with(|grid| grid.rows.iter().map(|row| row.place).collect::<Vec<_>>())
    });
    let rows = move || {
        let rows = places.get().into_iter().enumerate();
        rows.map(|(row, place)| view! { <Row row place table at /> }).collect_view()
    };
    view! {
        <table role="grid" aria-label=texts.grid on:keydown=arrows>
            <thead>{months}</thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The cells of a place.
#[component]
fn Row(row: usize, place: PlaceId, table: Memo<Grid>, at: RwSignal<At>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let name = session.archive().place_name(place);
    let cell = move |(column, month): (usize, Option<Month>)| {
        let counts = Memo::new(move |_| {
            table.with(|grid| {
                let count = grid.rows.get(row).and_then(|row| row.counts.get(column).copied());
                (count.unwrap_or(0), grid.columns.get(column).map_or(0, |column| column.items))
            })
        });
        let choose = move || {
            at.set((row, column));
            session.ask(|query| query.choose_cell(place, month));
        };
        let said = move || {
            let (count, items) = counts.get();
            let when = month.map_or_else(|| texts.undated.to_string(), texts.month);
            (texts.cell)(name, &when, count, items)
        };
        view! {
            <td
                id=cell_id((row, column))
                class="cell"
                class:some=move || { counts.get().0 > 0 }
                tabindex=move || if at.get() == (row, column) { "0" } else { "-1" }
                aria-selected=move || {
                    session.filters.with(|query| query.is_cell(place, month)).to_string()
                }
                title=said
                aria-label=said
                on:click=move |_| choose()
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        choose();
                    }
                }
            >
                {move || shown(counts.get().0, counts.get().1)}
            </td>
        }
    };
    let months = table.with_untracked(|grid| {
        grid.columns.iter().map(|of| of.month).enumerate().collect::<Vec<_>>()
    });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {months.into_iter().map(cell).collect_view()}
        </tr>
    }
}

/// A count as it is written: a dash where there was nothing to count.
fn shown(count: u32, items: u32) -> String {
    if items == 0 { "–".to_string() } else { count.to_string() }
}

fn cell_id((row, column): At) -> String {
    format!("cell-{row}-{column}")
}
