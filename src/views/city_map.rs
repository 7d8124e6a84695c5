//! The map: a circle per city, sized by the number of items that name it.

use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use engine::chart::{Direction, Layer, Marker, Point, View, nearest};
use engine::ids::PlaceId;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos_use_element_size::{UseElementSizeReturn, use_element_size};

/// One press of a zoom button or key.
const ZOOM: f64 = 1.6;

/// Radius of what can be hit around a small circle: 24 pixels across (WCAG 2.2, 2.5.8).
const TARGET: f64 = 12.0;

/// A pointer that moved less than this many pixels has clicked, not dragged.
const DRAG: f64 = 4.0;

#[component]
pub fn CityMap() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let frame = NodeRef::<Div>::new();
    let UseElementSizeReturn { width, height } = use_element_size(frame);
    let size = Memo::new(move |_| (width.get().max(200.0), height.get().max(200.0)));
    // The window moves with the reader, not with the filters: a place keeps its spot on the map.
    let moved = RwSignal::new(None::<View>);
    let view = Memo::new(move |_| {
        let (width, height) = size.get();
        match moved.get() {
            Some(view) => view.resize(width, height),
            None => session.home_view(width, height),
        }
    });
    let change = move |to: View| moved.set(Some(to));
    let zoom = move |factor: f64| change(zoomed(view.get_untracked(), factor));
    let markers = Memo::new(move |_| view.with(|view| session.markers(view)));
    view! {
        <section class="map" aria-labelledby="map-heading">
            <div class="map-head">
                <h2 id="map-heading" tabindex="-1">{texts.map}</h2>
                <div class="map-buttons">
                    <button type="button" aria-label=texts.zoom_in on:click=move |_| zoom(ZOOM)>"+"</button>
                    <button type="button" aria-label=texts.zoom_out on:click=move |_| zoom(1.0 / ZOOM)>"−"</button>
                    <button type="button" on:click=move |_| moved.set(None)>{texts.zoom_reset}</button>
                </div>
            </div>
            <div class="map-frame" node_ref=frame>
                <Drawing view markers change=Callback::new(change) />
            </div>
            <p class="hint">{texts.map_hint}</p>
        </section>
    }
}

/// Land, borders and circles. Dragging pans, Ctrl and the wheel zoom.
#[component]
fn Drawing(view: Memo<View>, markers: Memo<Vec<Marker>>, change: Callback<View>) -> impl IntoView {
    let texts: &'static Texts = expect_context();
    // Where the pointer went down, and whether it has dragged since.
    let dragging = StoredValue::new(None::<(f64, f64, bool)>);
    let point = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let down = move |event: PointerEvent| {
        let (x, y) = point(&event);
        dragging.set_value(Some((x, y, false)));
    };
    let drag = move |event: PointerEvent| {
        let Some((from_x, from_y, moving)) = dragging.get_value() else { return };
        let (x, y) = point(&event);
        let (dx, dy) = (x - from_x, y - from_y);
        if moving || dx.hypot(dy) > DRAG {
            if !moving {
                page::capture_pointer(&event);
            }
            dragging.set_value(Some((x, y, true)));
            change.run(view.get_untracked().pan(dx, dy));
        }
    };
    let up = move |_: PointerEvent| dragging.set_value(None);
    let wheel = move |event: leptos::ev::WheelEvent| {
        if event.ctrl_key() {
            event.prevent_default();
            let at = Point { x: event.offset_x().into(), y: event.offset_y().into() };
            let factor = (-event.delta_y() / 200.0).exp();
            change.run(view.get_untracked().zoom(factor, at));
        }
    };
    view! {
        <svg
            class="drawing"
            role="group"
            aria-label=texts.map
            width=move || view.with(|view| view.width)
            height=move || view.with(|view| view.height)
            on:pointerdown=down
            on:pointermove=drag
            on:pointerup=up
            on:pointercancel=up
            on:wheel=wheel
            on:keydown=move |event| zoom_key(&event, view, change)
        >
            <BaseMap view />
            <Markers markers />
            <ScaleBar view />
        </svg>
    }
}

fn zoom_key(event: &KeyboardEvent, view: Memo<View>, change: Callback<View>) {
    let factor = match event.key().as_str() {
        "+" | "=" => ZOOM,
        "-" => 1.0 / ZOOM,
        _ => return,
    };
    event.prevent_default();
    change.run(zoomed(view.get_untracked(), factor));
}

/// Closer by a factor, with the middle where it was.
fn zoomed(view: View, factor: f64) -> View {
    view.zoom(factor, Point { x: view.width / 2.0, y: view.height / 2.0 })
}

/// The ground: drawn once; panning and zooming only change the transform.
#[component]
fn BaseMap(view: Memo<View>) -> impl IntoView {
    let session: Session = expect_context();
    let map = &session.atlas.base_map;
    view! {
        <g class="ground" aria-hidden="true" transform=move || view.with(View::transform)>
            <path class="land" d=map.path(Layer::Land) />
            <path class="regions" d=map.path(Layer::Regions) />
            <path class="lakes" d=map.path(Layer::Lakes) />
            <path class="borders" d=map.path(Layer::Borders) />
        </g>
    }
}

/// The circles: one tab stop, arrows go to the nearest city, Enter or a click chooses it.
#[component]
fn Markers(markers: Memo<Vec<Marker>>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let focused = RwSignal::new(None::<PlaceId>);
    let tab_stop = Memo::new(move |_| {
        markers.with(|markers| {
            let still_there = |place: &PlaceId| markers.iter().any(|m| m.place == *place);
            focused.get().filter(still_there).or_else(|| markers.first().map(|m| m.place))
        })
    });
    let arrows = move |event: KeyboardEvent| {
        let direction = match event.key().as_str() {
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            _ => return,
        };
        event.prevent_default();
        let Some(from) = tab_stop.get_untracked() else { return };
        if let Some(to) = markers.with(|markers| nearest(markers, from, direction)) {
            focused.set(Some(to));
            page::focus(&marker_id(to));
        }
    };
    let choose = move |place: PlaceId| {
        focused.set(Some(place));
        session.ask(|query| query.toggle_place(place));
    };
    let draw = move |marker: Marker| {
        let place = marker.place;
        let name = session.archive().place(place).name;
        let chosen = move || session.query.with(|query| query.places.contains(&place));
        let tabindex = move || if tab_stop.get() == Some(place) { "0" } else { "-1" };
        view! {
            <g
                id=marker_id(place)
                class="marker"
                class:chosen=chosen
                class:none=marker.count == 0
                role="button"
                tabindex=tabindex
                aria-pressed=move || chosen().to_string()
                aria-label=(texts.city)(&name, marker.count)
                on:click=move |_| choose(place)
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        choose(place);
                    }
                }
            >
                {shapes(&marker, name.clone())}
                <title>{(texts.city)(&name, marker.count)}</title>
            </g>
        }
    };
    let circles = move || markers.get().into_iter().map(draw).collect_view();
    view! { <g on:keydown=arrows>{circles}</g> }
}

fn shapes(marker: &Marker, name: String) -> impl IntoView + use<> {
    let label = marker.label.as_ref().map(|label| {
        view! {
            <text class="marker-name" x=label.x y=label.y text-anchor=label.anchor.name()>{name}</text>
        }
    });
    let count = marker.number_fits.then(|| {
        view! {
            <text class="marker-count" x=marker.x y=marker.y + 4.0 text-anchor="middle">
                {marker.count}
            </text>
        }
    });
    view! {
        <circle class="marker-circle" cx=marker.x cy=marker.y r=marker.r />
        // The group's own label says both; the order and place of these are for the eye.
        <g aria-hidden="true">{label} {count}</g>
        <circle class="marker-target" cx=marker.x cy=marker.y r=marker.r.max(TARGET) />
    }
}

fn marker_id(place: PlaceId) -> String {
    format!("place-{}", place.0)
}

#[component]
fn ScaleBar(view: Memo<View>) -> impl IntoView {
    let bar = move || {
        view.with(|view| {
            let bar = view.scale_bar();
            let y = view.height - 12.0;
            view! {
                <path class="scale-line" d=format!("M12 {} v6 h{} v-6", y - 6.0, bar.length) />
                <text class="scale-text" x=18.0 + bar.length y=y>{format!("{} km", bar.km)}</text>
            }
        })
    };
    view! { <g class="scale" aria-hidden="true">{bar}</g> }
}
