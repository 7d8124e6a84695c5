//! The choice of what is counted: cities, regions or countries.

use super::parts::choice;
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
        let choose = move || session.ask(|query| query.per = kind);
        choice("per", (texts.area.kind)(kind), move || session.per() == kind, choose)
    });
    view! {
        <fieldset class="per">
            <legend>{texts.area.per}</legend>
            {Vec::from(choices)}
        </fieldset>
    }
}
