//! The map: a circle per city, region or country, sized by the number of items that it counts for;
//! those too near each other share one, which opens the list of them.

use super::months::MonthSteps;
use super::narrow::OtherWay;
use super::parts::when_quiet;
use super::per::Per;
use super::picture::SavePicture;
use crate::browser::{page, size};
use crate::session::Session;
use crate::texts::Texts;
use engine::chart::{Caption, Go, Layer, Marker, Point, View, map_picture, markers, next};
use engine::ids::PlaceId;
use engine::outcome::PlaceCount;
use engine::place::{Place, PlaceKind};
use engine::query::{Choice, Filter, Window};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The id of the ground, for other maps to draw it too.
pub const GROUND: &str = "ground";

/// The id of the list of those that share a circle.
const BEHIND: &str = "behind";

/// One press of a zoom button or key.
const ZOOM: f64 = 1.6;

/// How much closer one gets to cities that share a circle.
const CLOSER: f64 = 3.0;

/// A side of the map at least, where its frame is smaller or not there yet.
const SIDE: f64 = 200.0;

/// Radius of what can be hit around a small circle: 24 pixels across (WCAG 2.2, 2.5.8).
const TARGET: f64 = 12.0;

/// A pointer that moved less than this many pixels has clicked, not dragged.
const DRAG: f64 = 4.0;

#[component]
pub fn CityMap() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let frame = NodeRef::<Div>::new();
    let size = size::inner(frame);
    // The window moves with the reader, not with the filters: a place keeps its spot on the map.
    let moved = RwSignal::new(None::<View>);
    let view = Memo::new(move |_| {
        let (width, height) = size.get();
        let (width, height) = (width.max(SIDE), height.max(SIDE));
        match moved.get() {
            Some(view) => view.resize(width, height),
            None => session.home_view(width, height),
        }
    });
    let kind = Memo::new(move |_| session.per());
    let change = move |to: View| moved.set(Some(to));
    let zoom = move |factor: f64| change(zoomed(view.get_untracked(), factor));
    let places = when_quiet(session, move || session.places.get());
    let name = move |place| session.archive().place_name(place);
    let markers =
        Memo::new(move |_| places.with(|places| view.with(|view| markers(places, view, name))));
    let opened = RwSignal::new(None::<PlaceId>);
    // Another kind of places, another map: one country does not stand where its cities do.
    Effect::new(move |before: Option<PlaceKind>| {
        let per = kind.get();
        if before.is_some_and(|before| before != per) {
            moved.set(None);
        }
        per
    });
    let draw = move |caption: Caption| {
        let name = |marker: &Marker| name(marker.place).to_string();
        let (map, view) = (&session.atlas.base_map, view.get_untracked());
        markers.with_untracked(|markers| map_picture(map, &view, markers, name, &caption))
    };
    view! {
        <section class="map" aria-labelledby="map-heading">
            <div class="map-head">
                <h2 id="map-heading" tabindex="-1">{texts.map}</h2>
                <div class="map-buttons">
                    <button type="button" aria-label=texts.zoom_in on:click=move |_| zoom(ZOOM)>"+"</button>
                    <button type="button" aria-label=texts.zoom_out on:click=move |_| zoom(1.0 / ZOOM)>"−"</button>
                    <button type="button" on:click=move |_| moved.set(None)>{texts.zoom_reset}</button>
                    <OtherWay to_table=true />
                </div>
            </div>
            <Per />
            <div class="map-frame" node_ref=frame>
                <Drawing view markers opened change=Callback::new(change) />
            </div>
            <Behind view markers opened change=Callback::new(change) />
            <InView view />
            <MonthSteps />
            <p class="hint">{texts.map_hint}</p>
            <SavePicture name="nieuwsatlas-kaart" title=texts.map draw=draw />
        </section>
    }
}

/// The filter that leaves what names a place in view; once the map has moved on, it offers to take
/// what is in view then.
#[component]
fn InView(view: Memo<View>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let shown = move || Filter::Window(Window::of(&view.get()));
    let pressed = move || session.query.with(|query| query.has(shown()));
    let moved_on = move || !pressed() && session.query.with(|query| query.window.is_some());
    let toggle = move |_| session.ask(|query| query.toggle(untrack(shown)));
    view! {
        <button
            type="button"
            class="toggle in-view"
            aria-pressed=move || pressed().to_string()
            on:click=toggle
        >
            {move || if moved_on() { texts.again_in_view } else { texts.only_in_view }}
        </button>
    }
}

/// Land, borders and circles. Dragging pans, Ctrl and the wheel zoom.
#[component]
fn Drawing(
    view: Memo<View>,
    markers: Memo<Vec<Marker>>,
    opened: RwSignal<Option<PlaceId>>,
    change: Callback<View>,
) -> impl IntoView {
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
            <Frame view />
            <Markers markers opened />
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

/// The ground: drawn once for each scale, on a layer of its own, so that neither dragging nor
/// circles that change draw it again.
#[component]
fn BaseMap(view: Memo<View>) -> impl IntoView {
    let session: Session = expect_context();
    let map = &session.atlas.base_map;
    let scaling = Memo::new(move |_| view.with(View::scaling));
    view! {
        <g class="under" aria-hidden="true" transform=move || view.with(View::translation)>
            <g transform=scaling>
                // The map of a document draws the same.
                <g id=GROUND class="ground">
                    <path class="land" d=map.path(Layer::Land) />
                    <path class="regions" d=map.path(Layer::Regions) />
                    <path class="lakes" d=map.path(Layer::Lakes) />
                    <path class="rivers" d=map.path(Layer::Rivers) />
                    <path class="borders" d=map.path(Layer::Borders) />
                </g>
                <Outlines />
            </g>
        </g>
    }
}

/// The land of the countries that are counted, those that the query speaks of apart.
#[component]
fn Outlines() -> impl IntoView {
    let session: Session = expect_context();
    let outline = move |of: &PlaceCount| {
        let Place { country, kind, .. } = session.archive().place(of.place);
        let path =
            session.atlas.base_map.outline(country).filter(|_| kind == PlaceKind::Country)?;
        let class = match of.choice {
            Choice::Free => "outline",
            Choice::Chosen => "outline chosen",
            Choice::Excluded => "outline excluded",
        };
        Some(view! { <path class=class d=path /> })
    };
    let outlines =
        move || session.outcome.with(|outcome| outcome.places.iter().map(outline).collect_view());
    view! { <Show when=move || session.per() == PlaceKind::Country>{outlines}</Show> }
}

/// The part of the map that is asked for.
#[component]
fn Frame(view: Memo<View>) -> impl IntoView {
    let session: Session = expect_context();
    let frame = move || {
        let [south, west, north, east] = session.query.with(|query| query.window)?.degrees();
        let view = view.get();
        let (from, to) = (view.to_screen(north, west), view.to_screen(south, east));
        let d = format!("M{} {}H{}V{}H{}z", from.x, from.y, to.x, to.y, from.x);
        Some(view! { <path class="window" d=d /> })
    };
    view! { <g aria-hidden="true">{frame}</g> }
}

/// The circles: one tab stop, arrows go to the nearest, Home and End to the largest and the
/// smallest, Enter or a click chooses a city or opens the list of those that share a circle.
#[component]
fn Markers(markers: Memo<Vec<Marker>>, opened: RwSignal<Option<PlaceId>>) -> impl IntoView {
    let focused = RwSignal::new(None::<PlaceId>);
    let tab_stop = Memo::new(move |_| {
        markers.with(|markers| {
            let still_there = |place: &PlaceId| markers.iter().any(|m| m.place == *place);
            focused.get().filter(still_there).or_else(|| markers.first().map(|m| m.place))
        })
    });
    let arrows = move |event: KeyboardEvent| {
        let go = match event.key().as_str() {
            "ArrowLeft" => Go::Left,
            "ArrowRight" => Go::Right,
            "ArrowUp" => Go::Up,
            "ArrowDown" => Go::Down,
            "Home" => Go::First,
            "End" => Go::Last,
            _ => return,
        };
        event.prevent_default();
        let Some(from) = tab_stop.get_untracked() else { return };
        if let Some(to) = markers.with(|markers| next(markers, from, go)) {
            focused.set(Some(to));
            page::focus(&marker_id(to));
        }
    };
    // Always in the same order: an element that moves among the others loses the focus.
    let places = Memo::new(move |_| {
        let mut places = BTreeSet::new();
        markers.with(|markers| places.extend(markers.iter().map(|marker| marker.place)));
        places
    });
    view! {
        <g on:keydown=arrows>
            // Circles stay when their numbers change, and the focus with them.
            <For
                each=move || places.get()
                key=|place| *place
                children=move |place| view! { <Circle place markers opened focused tab_stop /> }
            />
        </g>
    }
}

/// A circle: a city, or several that share it.
#[component]
fn Circle(
    place: PlaceId,
    markers: Memo<Vec<Marker>>,
    opened: RwSignal<Option<PlaceId>>,
    focused: RwSignal<Option<PlaceId>>,
    tab_stop: Memo<Option<PlaceId>>,
) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let name = session.archive().place_name(place);
    let kind = session.archive().place_kind(place);
    let marker = Memo::new(move |_| {
        markers.with(|markers| markers.iter().find(|marker| marker.place == place).cloned())
    });
    // What stays as it is while the map is dragged.
    let look = Memo::new(move |_| {
        marker.with(|marker| {
            let Marker { choice, count, others, .. } = marker.as_ref()?;
            Some((*choice, *count, others.len()))
        })
    });
    let chosen = move |choice| move || look.get().is_some_and(|(now, ..)| now == choice);
    let shared = move || look.get().is_some_and(|(.., others)| others > 0);
    let none = move || look.get().is_some_and(|(_, count, _)| count == 0);
    let pressed = move || match shared() {
        true => None,
        false => Some(session.filters.with(|query| query.has(Filter::Place(place))).to_string()),
    };
    let expanded = move || shared().then(|| (opened.get() == Some(place)).to_string());
    let title = move || {
        look.get().map(|(_, count, others)| match others {
            0 => (texts.counted)(kind, name, count),
            others => (texts.cities)(name, others, count),
        })
    };
    let choose = move || {
        focused.set(Some(place));
        if shared() {
            opened.update(|opened| *opened = (*opened != Some(place)).then_some(place));
            page::focus(BEHIND);
        } else {
            session.ask(|query| query.toggle_place(place));
        }
    };
    view! {
        // Its name to hear is on the button, the one to see around it.
        <g>
            <title>{title}</title>
            <g
                id=marker_id(place)
                class="marker"
                class:chosen=chosen(Choice::Chosen)
                class:excluded=chosen(Choice::Excluded)
                class:shared=shared
                class:none=none
                role="button"
                tabindex=move || if tab_stop.get() == Some(place) { "0" } else { "-1" }
                aria-pressed=pressed
                aria-expanded=expanded
                aria-label=title
                transform=move || {
                    let at = marker.with(|marker| marker.as_ref().map(|m| (m.x, m.y)));
                    at.map(|(x, y)| format!("translate({x:.1} {y:.1})"))
                }
                on:click=move |_| choose()
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        choose();
                    }
                }
            >
                <Shapes marker name />
            </g>
        </g>
    }
}

/// The circle itself, from its middle, with what is written in it and beside it for the eye.
#[component]
fn Shapes(marker: Memo<Option<Marker>>, name: &'static str) -> impl IntoView {
    // Only what differs is drawn again: while the map is dragged that is nothing.
    let still = Memo::new(move |_| {
        let marker = marker.get()?;
        let written = marker.written(name);
        let Marker { x, y, label, r, number_fits, count, choice, others, .. } = marker;
        let label =
            label.map(|at| ((at.x - x).round(), (at.y - y).round(), at.anchor.name(), written));
        Some((label, r, number_fits.then_some(count), choice, !others.is_empty()))
    });
    move || {
        let (label, r, number, choice, shared) = still.get()?;
        let label = label.map(|(x, y, anchor, written)| {
            view! { <text class="marker-name" x=x y=y text-anchor=anchor>{written}</text> }
        });
        let number = number.map(|number| {
            view! { <text class="marker-count" y=4 text-anchor="middle">{number}</text> }
        });
        let ring = shared.then(|| view! { <circle class="marker-ring" r=r + 3.0 /> });
        let stroke = (choice == Choice::Excluded).then(|| {
            let d = format!("M{} {} L{} {}", -r, -r, r, r);
            view! { <path class="marker-stroke" d=d /> }
        });
        Some(view! {
            {ring}
            <circle class="marker-circle" r=r />
            <g aria-hidden="true">{stroke} {label} " " {number}</g>
            <circle class="marker-target" r=r.max(TARGET) />
        })
    }
}

/// The cities that share the circle that was opened.
#[component]
fn Behind(
    view: Memo<View>,
    markers: Memo<Vec<Marker>>,
    opened: RwSignal<Option<PlaceId>>,
    change: Callback<View>,
) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let marker = Memo::new(move |_| {
        let opened = opened.get()?;
        let shared = |marker: &&Marker| marker.place == opened && !marker.others.is_empty();
        markers.with(|markers| markers.iter().find(shared).cloned())
    });
    let city = move |place: PlaceId| {
        let pressed = move || session.filters.with(|query| query.has(Filter::Place(place)));
        view! {
            <li>
                <button
                    type="button"
                    aria-pressed=move || pressed().to_string()
                    on:click=move |_| session.ask(|query| query.toggle_place(place))
                >
                    {session.archive().place_name(place)}
                </button>
            </li>
        }
    };
    let list = move || {
        let marker = marker.get()?;
        let at = Point { x: marker.x, y: marker.y };
        let closer = move |_| change.run(view.get_untracked().zoom(CLOSER, at));
        let cities = std::iter::once(marker.place).chain(marker.others);
        Some(view! {
            <div id=BEHIND class="behind" role="group" tabindex="-1" aria-label=texts.cities_here>
                <ul>{cities.map(city).collect_view()}</ul>
                <button type="button" class="quiet" on:click=closer>{texts.zoom_here}</button>
                <button type="button" class="quiet" on:click=move |_| opened.set(None)>
                    {texts.close}
                </button>
            </div>
        })
    };
    view! { {list} }
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
