//! The choice of what is counted: cities, regions or countries.

use crate::session::Session;
use crate::texts::Texts;
use engine::place::PlaceKind;
use leptos::prelude::*;

const KINDS: [PlaceKind; 3] = [PlaceKind::City, PlaceKind::Region, PlaceKind::Country];

/// One choice for map, list, facets and grid.
#[component]
pub fn Per() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let choices = KINDS.map(|kind| {
        view! {
            <label>
                <input
                    type="radio"
                    name="per"
                    prop:checked=move || session.per() == kind
                    on:change=move |_| session.ask(|query| query.per = kind)
                />
                <span>{(texts.area.kind)(kind)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="per">
            <legend>{texts.area.per}</legend>
            {Vec::from(choices)}
        </fieldset>
    }
}
