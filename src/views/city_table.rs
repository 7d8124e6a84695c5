//! The cities as a table: the same counts and the same choice as the map.

use super::parts::{Toggle, country_code};
use crate::session::Session;
use crate::texts::Texts;
use engine::outcome::CityCount;
use engine::query::{Choice, Query};
use leptos::prelude::*;

#[component]
pub fn CityTable() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let row = move |city: CityCount| {
        let place = session.archive().place(city.place);
        let chosen = city.choice == Choice::Chosen;
        let excluded = city.choice == Choice::Excluded;
        view! {
            <tr class:chosen=chosen class:excluded=excluded>
                <th scope="row">
                    <button
                        type="button"
                        class="city"
                        aria-pressed=chosen.to_string()
                        on:click=move |_| session.ask(|query| query.toggle_place(city.place))
                    >
                        {place.name.clone()}
                    </button>
                    <span class="country">{country_code(&place)}</span>
                </th>
                <td>{city.count}</td>
            </tr>
        }
    };
    let rows = move || {
        let cities = session.outcome.with(|outcome| outcome.cities.clone());
        cities.into_iter().map(row).collect_view()
    };
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
                    <tbody>{rows}</tbody>
                </table>
            </div>
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
