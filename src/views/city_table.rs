//! The places that are counted as a table: the same counts and the same choice as the map.

use super::narrow::OtherWay;
use super::parts::{Toggle, country_code, when_quiet};
use super::place_card::card_button;
use crate::session::Session;
use crate::texts::Texts;
use engine::ids::PlaceId;
use engine::outcome::PlaceCount;
use engine::place::PlaceKind;
use engine::query::{Choice, Filter, Query};
use engine::search::values::{self, Values};
use leptos::prelude::*;

/// How many places are listed at first, and how many each "more" adds.
const ROWS: usize = 50;

#[component]
pub fn CityTable() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let limit = RwSignal::new(ROWS);
    let counts = when_quiet(session, move || session.outcome.with(|o| o.places.clone()));
    let listed = Memo::new(move |_| {
        counts.with(|counts| values::places(session.archive(), counts, "", limit.get()))
    });
    let places = move || {
        listed.with(|listed| listed.shown.iter().map(|city| city.place).collect::<Vec<_>>())
    };
    let more = move || listed.with(|listed| listed.more);
    let none = move || session.outcome.with(|outcome| outcome.places.is_empty());
    let placeless = Signal::derive(move || session.outcome.with(|outcome| outcome.placeless));
    let per = move || session.per();
    let areas = move || session.per() != PlaceKind::City;
    let only_placeless =
        Signal::derive(move || session.filters.with(|query| query.has(Filter::Placeless)));
    view! {
        <section class="places" aria-labelledby="places-heading">
            <div class="map-head">
                <h2 id="places-heading" tabindex="-1">{texts.places}</h2>
                <OtherWay to_table=false />
            </div>
            <p class="hint">{move || (texts.mentioned_not_happened)(per())}</p>
            <div class="places-scroll" tabindex="0" role="group" aria-labelledby="places-heading">
                <table>
                    <thead>
                        <tr>
                            <th scope="col" class="kind">{move || (texts.area.kind)(per())}</th>
                            <th scope="col">{texts.items_column}</th>
                            <Show when=areas>
                                <th scope="col">{texts.area.itself}</th>
                            </Show>
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
fn Row(place: PlaceId, listed: Memo<Values<PlaceCount>>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let city = Memo::new(move |_| {
        listed.with(|listed| listed.shown.iter().find(|city| city.place == place).copied())
    });
    let choice = move || city.get().map_or(Choice::Free, |city| city.choice);
    let chosen = move || session.filters.with(|query| query.has(Filter::Place(place)));
    let shown = session.archive().place(place);
    let is_area = shown.kind != PlaceKind::City;
    let country = (shown.kind != PlaceKind::Country).then(|| country_code(&shown));
    let itself = is_area.then(|| view! { <td>{move || city.get().map(|city| city.itself)}</td> });
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
                <span class="country">{country}</span>
                {card_button(session, texts, place)}
            </th>
            <td>{move || city.get().map(|city| city.count)}</td>
            {itself}
        </tr>
    }
}
