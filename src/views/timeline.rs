//! The months: a histogram to click on and to draw a range over, with an end to take hold of on
//! either side, two selects that do the same, and the undated beside it.

use super::parts::{Toggle, when_quiet};
use super::picture::SavePicture;
use crate::browser::{page, size};
use crate::session::Session;
use crate::texts::Texts;
use engine::chart::{Bar, Caption, Histogram, histogram, timeline_picture};
use engine::query::{Dates, End, Filter, Query};
use engine::time::{Month, Period};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

/// Height of the bars in CSS pixels.
const HEIGHT: f64 = 96.0;
/// Room above the bars for the highest number, at their left for the numbers and the first end of
/// the range, at their right for the last end, and below them for the ends and the dates.
const TOP: f64 = 8.0;
const LEFT: f64 = 36.0;
const RIGHT: f64 = 26.0;
const ENDS: f64 = 26.0;
const DATES: f64 = 32.0;

/// A pointer that moved less than this many pixels has clicked, not drawn.
const DRAWN: i32 = 4;

/// A range that is being drawn.
#[derive(Clone, Copy, PartialEq)]
struct Brush {
    /// Where the pointer went down.
    from_x: i32,
    /// The month that stays.
    anchor: Month,
    /// The month that the pointer is over; `None` before it has moved.
    at: Option<Month>,
}

#[component]
pub fn Timeline() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let frame = NodeRef::<Div>::new();
    let size = size::inner(frame);
    let inner = Memo::new(move |_| (size.get().0 - LEFT - RIGHT).max(120.0));
    let months = when_quiet(session, move || session.outcome.with(|o| o.months.clone()));
    let histogram =
        Memo::new(move |_| months.with(|months| histogram(months, inner.get(), HEIGHT)));
    let undated = Signal::derive(move || session.outcome.with(|outcome| outcome.undated));
    let only_undated =
        Signal::derive(move || session.filters.with(|query| query.has(Filter::Undated)));
    let precision = move || session.outcome.with(|outcome| (texts.precision)(outcome.precision));
    let draw = move |caption: Caption| {
        let width = inner.get_untracked();
        histogram
            .with_untracked(|h| timeline_picture(h, width, HEIGHT, texts.short_month, &caption))
    };
    view! {
        <section class="timeline" aria-labelledby="timeline-heading">
            <div class="map-head">
                <h2 id="timeline-heading" tabindex="-1">{texts.timeline}</h2>
                <SavePicture name="nieuwsatlas-tijd" title=texts.timeline draw=draw />
            </div>
            <div class="timeline-frame" node_ref=frame>
                <Drawing histogram width=inner />
            </div>
            <div class="timeline-controls">
                <Bound end=End::First />
                <Bound end=End::Last />
                <Toggle
                    name=texts.undated
                    count=undated
                    on=only_undated
                    toggle=Query::toggle_undated
                />
            </div>
            <p class="hint">
                {texts.timeline_legend} " " <span class="on-screen">{texts.timeline_hint} " "</span>
                {precision}
            </p>
        </section>
    }
}

/// Bars, axes, and the range over them. A pointer that drags draws a range; one that does not
/// clicks on a bar.
#[component]
fn Drawing(histogram: Memo<Histogram>, width: Memo<f64>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let brush = RwSignal::new(None::<Brush>);
    let month_at = move |event: &PointerEvent| {
        let x = page::pointer_x(event) - LEFT;
        histogram.with(|h| h.bar_at(x).map(|bar| bar.month))
    };
    let down = move |event: PointerEvent| {
        let from_x = event.client_x();
        brush.set(month_at(&event).map(|anchor| Brush { from_x, anchor, at: None }));
    };
    let drag = move |event: PointerEvent| {
        let Some(drawn) = brush.get_untracked() else { return };
        if drawn.at.is_none() && (event.client_x() - drawn.from_x).abs() < DRAWN {
            return;
        }
        if drawn.at.is_none() {
            page::capture_pointer(&event);
        }
        let at = month_at(&event);
        if at != drawn.at {
            brush.set(Some(Brush { at, ..drawn }));
        }
    };
    let up = move |_: PointerEvent| {
        let drawn = brush.get_untracked().and_then(|drawn| Some((drawn.anchor, drawn.at?)));
        brush.set(None);
        if let Some(((one, other), span)) = drawn.zip(span(session)) {
            session.ask(|query| query.set_months(one, other, span));
        }
    };
    view! {
        <svg
            class="bars"
            role="group"
            aria-label=texts.timeline
            width=move || width.get() + LEFT + RIGHT
            height=TOP + HEIGHT + ENDS + DATES
            on:pointerdown=down
            on:pointermove=drag
            on:pointerup=up
            on:pointercancel=move |_| brush.set(None)
        >
            <g transform=format!("translate({LEFT} {TOP})")>
                <Axes histogram width />
                <Bars histogram />
                <Range histogram width brush />
            </g>
        </svg>
    }
}

/// The bars: one tab stop, arrows step through the months, Enter or a click chooses one.
#[component]
fn Bars(histogram: Memo<Histogram>) -> impl IntoView {
    let focused = RwSignal::new(0usize);
    let last = move || histogram.with(|h| h.bars.len()).saturating_sub(1);
    let move_focus = move |event: KeyboardEvent| {
        let last = last();
        let at = focused.get_untracked().min(last);
        let to = match event.key().as_str() {
            "ArrowLeft" => at.saturating_sub(1),
            "ArrowRight" => (at + 1).min(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        focused.set(to);
        page::focus(&bar_id(to));
    };
    let months = Memo::new(move |_| {
        let months = histogram.with(|h| h.bars.iter().map(|bar| bar.month).collect::<Vec<_>>());
        months.into_iter().enumerate().collect::<Vec<_>>()
    });
    view! {
        <g on:keydown=move_focus>
            // Bars stay when their numbers change, and the focus with them.
            <For
                each=move || months.get()
                key=|month| *month
                children=move |(index, _)| view! { <Column index histogram focused /> }
            />
        </g>
    }
}

/// The column of a month: what was found drawn over what there is, with all of it to click on.
#[component]
fn Column(index: usize, histogram: Memo<Histogram>, focused: RwSignal<usize>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let bar = Memo::new(move |_| histogram.with(|h| h.bars.get(index).copied()));
    let of = move |value: fn(&Bar) -> f64| move || bar.with(|bar| bar.as_ref().map_or(0.0, value));
    let month = move || bar.with(|bar| bar.map(|bar| bar.month));
    let pressed = move || {
        let only = month().map(|month| Filter::Dates(Dates::only(month)));
        only.is_some_and(|only| session.filters.with(|query| query.has(only)))
    };
    let choose = move || {
        focused.set(index);
        if let Some(month) = month() {
            session.ask(|query| query.toggle_month(month));
        }
    };
    let name = move || bar.get().map(|bar| (texts.bar)(bar.month, bar.count, bar.total));
    let tab_stop = move || {
        let last = histogram.with(|h| h.bars.len()).saturating_sub(1);
        if focused.get().min(last) == index { "0" } else { "-1" }
    };
    view! {
        // Its name to hear is on the button, the one to see around it.
        <g>
            <title>{name}</title>
            <g
                id=bar_id(index)
                class="bar"
                class:chosen=move || bar.with(|bar| bar.is_some_and(|bar| bar.chosen))
                role="button"
                tabindex=tab_stop
                aria-pressed=move || pressed().to_string()
                aria-label=name
                on:click=move |_| choose()
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        choose();
                    }
                }
            >
                <rect
                    class="bar-total"
                    x=of(|bar| bar.x)
                    y=of(|bar| HEIGHT - bar.total_height)
                    width=of(|bar| bar.width)
                    height=of(|bar| bar.total_height)
                />
                <rect
                    class="bar-count"
                    x=of(|bar| bar.x)
                    y=of(|bar| HEIGHT - bar.count_height)
                    width=of(|bar| bar.width)
                    height=of(|bar| bar.count_height)
                />
                <rect
                    class="bar-target"
                    x=of(|bar| bar.column_x)
                    y=0
                    width=of(|bar| bar.column_width)
                    height=HEIGHT
                />
            </g>
        </g>
    }
}

/// The range that is asked for or being drawn, with its two ends to drag or to move by keys.
#[component]
fn Range(
    histogram: Memo<Histogram>,
    width: Memo<f64>,
    brush: RwSignal<Option<Brush>>,
) -> impl IntoView {
    let session: Session = expect_context();
    let drawn = move || brush.get().and_then(|brush| Some((brush.anchor, brush.at?)));
    let months = Memo::new(move |_| {
        let drawn = drawn().map(|(one, other)| (one.min(other), one.max(other)));
        let asked = || span(session).map(|span| session.filters.with(|query| query.months(span)));
        drawn.or_else(asked)
    });
    let stretch = Memo::new(move |_| {
        let (from, to) = months.get().unzip();
        from.zip(to).map_or((0.0, 0.0), |(from, to)| histogram.with(|h| h.stretch(from, to)))
    });
    let narrowed = move || drawn().is_some() || session.filters.with(|query| !query.dates.is_any());
    view! {
        <line class="range-track" x1=0 x2=width y1=HEIGHT + ENDS / 2.0 y2=HEIGHT + ENDS / 2.0 />
        <g class="range" class:narrowed=narrowed aria-hidden="true">
            <rect
                class="range-area"
                x=move || stretch.get().0
                y=0
                width=move || stretch.get().1 - stretch.get().0
                height=HEIGHT + ENDS / 2.0
            />
        </g>
        <Handle end=End::First months stretch brush />
        <Handle end=End::Last months stretch brush />
    }
}

/// An end of the range, as a slider of months.
#[component]
fn Handle(
    end: End,
    months: Memo<Option<(Month, Month)>>,
    stretch: Memo<(f64, f64)>,
    brush: RwSignal<Option<Brush>>,
) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let own = move |(first, last): (Month, Month)| if end == End::First { first } else { last };
    let other = move |(first, last): (Month, Month)| if end == End::First { last } else { first };
    // Ends hang outside their month, so that they never lie on each other.
    let x = move || match end {
        End::First => stretch.get().0 - ENDS / 2.0,
        End::Last => stretch.get().1 + ENDS / 2.0,
    };
    let since_first = move |of: fn((Month, Month)) -> Month| {
        move || span(session).map_or(0, |span| of(span).number() - span.0.number())
    };
    let now = move || {
        let (span, months) = (span(session)?, months.get()?);
        Some(own(months).number() - span.0.number())
    };
    let down = move |event: PointerEvent| {
        event.stop_propagation();
        let anchor = months.get_untracked().map(other);
        let from_x = event.client_x();
        brush.set(anchor.map(|anchor| Brush { from_x, anchor, at: None }));
    };
    let key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => -1,
            "ArrowRight" | "ArrowUp" => 1,
            "PageDown" => -12,
            "PageUp" => 12,
            "Home" => i32::MIN,
            "End" => i32::MAX,
            _ => return,
        };
        event.prevent_default();
        if let Some(span) = span(session) {
            session.ask(|query| query.move_end(end, by, span));
        }
    };
    view! {
        <g
            class="range-end"
            role="slider"
            tabindex="0"
            aria-label=(texts.range_end)(end)
            aria-valuemin=0
            aria-valuemax=since_first(|span| span.1)
            aria-valuenow=now
            aria-valuetext=move || months.get().map(|months| (texts.month)(own(months)))
            on:pointerdown=down
            on:keydown=key
        >
            <rect
                class="range-target"
                x=move || x() - ENDS / 2.0
                y=HEIGHT
                width=ENDS
                height=ENDS
            />
            <circle class="range-knob" cx=x cy=HEIGHT + ENDS / 2.0 r=8 />
        </g>
    }
}

/// The first and the last month of the collection.
fn span(session: Session) -> Option<(Month, Month)> {
    session.archive().months()
}

/// Numbers at the left, dates below. The bars say the same to a screen reader.
#[component]
fn Axes(histogram: Memo<Histogram>, width: Memo<f64>) -> impl IntoView {
    let texts: &'static Texts = expect_context();
    let values = move || {
        let values = histogram.with(|histogram| histogram.values.clone());
        let tick = |tick: engine::chart::ValueTick| {
            view! {
                <line class="tick" x1=0 x2=width y1=tick.y y2=tick.y />
                // The lowest stands on its line: below it lies the first end of the range.
                <text class="tick-label" x=-6 y=(tick.y + 4.0).min(HEIGHT)>{tick.value}</text>
            }
        };
        values.into_iter().map(tick).collect_view()
    };
    let months = move || {
        let months = histogram.with(|histogram| histogram.months.clone());
        let label = |label: engine::chart::DateLabel| {
            let name = (texts.short_month)(label.month);
            view! { <text class="month-label" x=label.x y=HEIGHT + ENDS + 12.0>{name}</text> }
        };
        months.into_iter().map(label).collect_view()
    };
    let years = move || {
        let years = histogram.with(|histogram| histogram.years.clone());
        let label = |label: engine::chart::DateLabel| {
            view! { <text class="year-label" x=label.x y=HEIGHT + ENDS + 27.0>{label.month.year()}</text> }
        };
        years.into_iter().map(label).collect_view()
    };
    view! { <g aria-hidden="true">{values} {months} {years}</g> }
}

fn bar_id(index: usize) -> String {
    format!("bar-{index}")
}

/// One end of the range of months, as a select.
#[component]
fn Bound(end: End) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let bound = move || match (session.filters.with(|query| query.dates), end) {
        (Dates { from, .. }, End::First) => from,
        (Dates { to, .. }, End::Last) => to,
    };
    let months = Memo::new(move |_| {
        session.outcome.with(|o| o.months.iter().map(|count| count.month).collect::<Vec<_>>())
    });
    let options = move || {
        let option = move |month: Month| {
            let selected = move || bound().and_then(Period::month) == Some(month);
            let name = (texts.month)(month);
            view! { <option value=month.to_string() prop:selected=selected>{name}</option> }
        };
        months.get().into_iter().map(option).collect_view()
    };
    let choose = move |event| {
        let chosen = Period::parse(&event_target_value(&event));
        session.ask(|query| match end {
            End::First => query.set_from(chosen),
            End::Last => query.set_to(chosen),
        });
    };
    let label = if end == End::First { texts.from } else { texts.through };
    view! {
        <label class="bound">
            <span>{label}</span>
            <select on:change=choose>
                <option value="" prop:selected=move || bound().is_none()>{texts.any_month}</option>
                {options}
            </select>
        </label>
    }
}
