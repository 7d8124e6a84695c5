//! The months: a histogram that filters, two selects that do the same, and the undated beside it.

use super::parts::Toggle;
use crate::session::Session;
use crate::texts::Texts;
use engine::chart::{Bar, Histogram, histogram};
use engine::query::{Dates, Query};
use engine::time::{Month, Period};
use leptos::html::Div;
use leptos::prelude::*;
use leptos_use_element_size::{UseElementSizeReturn, use_element_size};

/// Height of the bars in CSS pixels.
const HEIGHT: f64 = 96.0;
/// Room above the bars for the highest number, at their left for the numbers, and below them for
/// the dates.
const TOP: f64 = 8.0;
const LEFT: f64 = 28.0;
const BELOW: f64 = 32.0;

#[component]
pub fn Timeline() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let frame = NodeRef::<Div>::new();
    let UseElementSizeReturn { width, .. } = use_element_size(frame);
    let inner = Memo::new(move |_| (width.get() - LEFT).max(120.0));
    let histogram = Memo::new(move |_| {
        session.outcome.with(|outcome| histogram(&outcome.months, inner.get(), HEIGHT))
    });
    let undated = Signal::derive(move || session.outcome.with(|outcome| outcome.undated));
    let only_undated =
        Signal::derive(move || session.query.with(|query| query.dates == Dates::Undated));
    view! {
        <section class="timeline" aria-labelledby="timeline-heading">
            <h2 id="timeline-heading" tabindex="-1">{texts.timeline}</h2>
            <div class="timeline-frame" node_ref=frame>
                <Bars histogram width=inner />
            </div>
            <div class="timeline-controls">
                <Bound end=End::From />
                <Bound end=End::Through />
                <Toggle
                    name=texts.undated
                    count=undated
                    on=only_undated
                    toggle=Query::toggle_undated
                />
            </div>
        </section>
    }
}

/// The drawing: one tab stop, arrows step through the months, Enter or a click chooses one.
#[component]
fn Bars(histogram: Memo<Histogram>, width: Memo<f64>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let focused = RwSignal::new(0usize);
    let move_focus = move |event: leptos::ev::KeyboardEvent| {
        let last = histogram.with(|h| h.bars.len()).saturating_sub(1);
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
        crate::browser::page::focus(&bar_id(to));
    };
    let bars = move || {
        let bars = histogram.with(|histogram| histogram.bars.clone());
        let last = bars.len().saturating_sub(1);
        let draw = |(index, bar)| {
            let tab_stop = move || if focused.get().min(last) == index { "0" } else { "-1" };
            view! {
                <g
                    id=bar_id(index)
                    class="bar"
                    class:chosen=bar.chosen
                    role="button"
                    tabindex=tab_stop
                    aria-pressed=move || is_only(session, bar.month).to_string()
                    aria-label=(texts.bar)(bar.month, bar.count, bar.total)
                    on:click=move |_| choose(session, focused, index, bar.month)
                    on:keydown=move |event| {
                        if matches!(event.key().as_str(), "Enter" | " ") {
                            event.prevent_default();
                            choose(session, focused, index, bar.month);
                        }
                    }
                >
                    {bar_shapes(&bar)}
                    <title>{(texts.bar)(bar.month, bar.count, bar.total)}</title>
                </g>
            }
        };
        bars.into_iter().enumerate().map(draw).collect_view()
    };
    view! {
        <svg
            class="bars"
            role="group"
            aria-label=texts.timeline
            width=move || width.get() + LEFT
            height=TOP + HEIGHT + BELOW
            on:keydown=move_focus
        >
            <g transform=format!("translate({LEFT} {TOP})")>
                <Axes histogram width />
                {bars}
            </g>
        </svg>
    }
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
                <text class="tick-label" x=-6 y=tick.y + 4.0>{tick.value}</text>
            }
        };
        values.into_iter().map(tick).collect_view()
    };
    let months = move || {
        let months = histogram.with(|histogram| histogram.months.clone());
        let label = |label: engine::chart::DateLabel| {
            let name = (texts.short_month)(label.month);
            view! { <text class="month-label" x=label.x y=HEIGHT + 13.0>{name}</text> }
        };
        months.into_iter().map(label).collect_view()
    };
    let years = move || {
        let years = histogram.with(|histogram| histogram.years.clone());
        let label = |label: engine::chart::DateLabel| {
            view! { <text class="year-label" x=label.x y=HEIGHT + 28.0>{label.month.year()}</text> }
        };
        years.into_iter().map(label).collect_view()
    };
    view! { <g aria-hidden="true">{values} {months} {years}</g> }
}

/// What was found drawn over what there is, with the whole column to click on.
fn bar_shapes(bar: &Bar) -> impl IntoView + use<> {
    view! {
        <rect
            class="bar-total"
            x=bar.x
            y=HEIGHT - bar.total_height
            width=bar.width
            height=bar.total_height
        />
        <rect
            class="bar-count"
            x=bar.x
            y=HEIGHT - bar.count_height
            width=bar.width
            height=bar.count_height
        />
        <rect class="bar-target" x=bar.column_x y=0 width=bar.column_width height=HEIGHT />
    }
}

fn bar_id(index: usize) -> String {
    format!("bar-{index}")
}

fn choose(session: Session, focused: RwSignal<usize>, index: usize, month: Month) {
    focused.set(index);
    session.ask(|query| query.toggle_month(month));
}

fn is_only(session: Session, month: Month) -> bool {
    session.query.with(|query| query.dates == Dates::only(month))
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    From,
    Through,
}

/// One end of the range of months, as a select.
#[component]
fn Bound(end: End) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let bound = move || match (session.query.with(|query| query.dates), end) {
        (Dates::Range { from, .. }, End::From) => from,
        (Dates::Range { to, .. }, End::Through) => to,
        _ => None,
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
            End::From => query.set_from(chosen),
            End::Through => query.set_to(chosen),
        });
    };
    let label = if end == End::From { texts.from } else { texts.through };
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
