//! A small map of the places that the open document names.

use super::city_map::GROUND;
use crate::session::Session;
use engine::chart::{Marker, View};
use engine::ids::PlaceId;
use leptos::prelude::*;

/// Its size in CSS pixels; it shrinks with the page.
const SIZE: (f64, f64) = (480.0, 260.0);

/// A picture: the list of places beside it says the same and is there for the keyboard. `show` is
/// what a click on a place does.
#[component]
pub fn MiniMap(#[prop(into)] name: Signal<String>, show: fn(PlaceId)) -> impl IntoView {
    let session: Session = expect_context();
    let (width, height) = SIZE;
    let map = Memo::new(move |_| session.map_here(width, height));
    let circle = move |marker: Marker| {
        let name = session.archive().place_name(marker.place);
        let place = marker.place;
        let label = marker.label.map(|at| {
            let (x, y, anchor) = (at.x, at.y, at.anchor.name());
            let written = marker.written(name);
            view! { <text class="marker-name" x=x y=y text-anchor=anchor>{written}</text> }
        });
        view! {
            <g class="marker" on:click=move |_| show(place)>
                <title>{name}</title>
                <circle class="marker-circle" cx=marker.x cy=marker.y r=marker.r />
                {label}
            </g>
        }
    };
    let circles = move || map.with(|(_, markers)| markers.clone()).into_iter().map(circle);
    view! {
        <svg
            class="mini-map"
            role="img"
            aria-label=name
            viewBox=format!("0 0 {width} {height}")
        >
            <g transform=move || map.with(|(view, _)| View::transform(view))>
                <use href=format!("#{GROUND}") />
            </g>
            {move || circles().collect_view()}
        </svg>
    }
}
