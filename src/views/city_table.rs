//! The cities as a table: the same counts and the same choice as the map.

use super::parts::{Toggle, after_paint, country_code};
use super::place_card::card_button;
use crate::session::Session;
use crate::texts::Texts;
use engine::ids::PlaceId;
use engine::outcome::CityCount;
use engine::query::{Choice, Filter, Query};
use engine::search::values::{self, Values};
use leptos::prelude::*;

/// How many cities are listed at first, and how many each "more" adds.
const ROWS: usize = 50;

#[component]
pub fn CityTable() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let limit = RwSignal::new(ROWS);
    let cities = after_paint(session, move || session.outcome.with(|o| o.cities.clone()));
    let listed = Memo::new(move |_| {
        cities.with(|cities| values::cities(session.archive(), cities, "", limit.get()))
    });
    let places = move || {
        listed.with(|listed| listed.shown.iter().map(|city| city.place).collect::<Vec<_>>())
    };
    let more = move || listed.with(|listed| listed.more);
    let none = move || session.outcome.with(|outcome| outcome.cities.is_empty());
    let placeless = Signal::derive(move || session.outcome.with(|outcome| outcome.placeless));
    let only_placeless = Signal::derive(move || session.query.with(|query| query.placeless));
    view! {
        <section class="places" aria-labelledby="places-heading">
            <h2 id="places-heading" tabindex="-1">{texts.places}</h2>
            <p class="hint">{texts.mentioned_not_happened}</p>
            <div class="places-scroll" tabindex="0" role="group" aria-labelledby="places-heading">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{texts.place_column}</th>
                            <th scope="col">{texts.items_column}</th>
                        </tr>
                    </thead>
                    <tbody>
                        // Rows stay when their numbers change, and the focus with them.
                        <For
                            each=places
                            key=|place| *place
                            children=move |place| view! { <Row place listed /> }
                        />
                    </tbody>
                </table>
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
            <Show when=none>
                <p>{texts.no_places}</p>
            </Show>
            <Toggle
                name=texts.placeless
                count=placeless
                on=only_placeless
                toggle=Query::toggle_placeless
            />
        </section>
    }
}

#[component]
fn Row(place: PlaceId, listed: Memo<Values<CityCount>>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let city = Memo::new(move |_| {
        listed.with(|listed| listed.shown.iter().find(|city| city.place == place).copied())
    });
    let choice = move || city.get().map_or(Choice::Free, |city| city.choice);
    let chosen = move || session.query.with(|query| query.has(Filter::Place(place)));
    let shown = session.archive().place(place);
    view! {
        <tr class:chosen=chosen class:excluded=move || choice() == Choice::Excluded>
            <th scope="row">
                <button
                    type="button"
                    class="city"
                    aria-pressed=move || chosen().to_string()
                    on:click=move |_| session.ask(|query| query.toggle_place(place))
                >
                    {shown.name.clone()}
                </button>
                <span class="country">{country_code(&shown)}</span>
                {card_button(session, texts, place)}
            </th>
            <td>{move || city.get().map(|city| city.count)}</td>
        </tr>
    }
}
