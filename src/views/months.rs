//! The months in motion: one after the other by a button, or by themselves.

use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use leptos::prelude::*;
use std::time::Duration;

/// How long each month stands.
const STAND: Duration = Duration::from_millis(1500);

/// Buttons to step through the months; list, map, table and timeline follow, as they do whatever
/// is asked. Who has asked for calm steps by hand.
#[component]
pub fn MonthSteps() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let playing = session.playing;
    Effect::new(move |_| {
        if !playing.get() {
            return;
        }
        let tick = set_interval_with_handle(move || session.step_month(1), STAND);
        on_cleanup(move || {
            if let Ok(tick) = tick {
                tick.clear();
            }
        });
    });
    let step = move |by| {
        playing.set(false);
        session.step_month(by);
    };
    let play = move |_| {
        if !playing.get_untracked() {
            session.step_month(1);
        }
        playing.update(|playing| *playing = !*playing);
    };
    let play_name = move || if playing.get() { texts.pause } else { texts.play };
    let month = move || match session.filters.with(|query| query.dates) {
        dates if dates.is_any() => String::new(),
        dates => texts.dates(dates),
    };
    view! {
        <div class="month-steps" role="group" aria-label=texts.months_in_motion>
            <button type="button" aria-label=texts.month_before on:click=move |_| step(-1)>"‹"</button>
            <Show when=|| !page::wants_calm()>
                <button type="button" on:click=play>{play_name}</button>
            </Show>
            <button type="button" aria-label=texts.month_after on:click=move |_| step(1)>"›"</button>
            <span class="month-now">{month}</span>
        </div>
    }
}
