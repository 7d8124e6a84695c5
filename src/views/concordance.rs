//! The hits as context lines: sorted by what stands before or after them, grouped by place or month.

use super::standout::Standouts;
use crate::browser::{files, size};
use crate::link::Lines as Arranged;
use crate::session::Session;
use crate::texts::Texts;
use engine::concordance::{By, Concordance, Group, Line, Order, beginning, concordance, ending};
use engine::standout::Where;
use leptos::html::Div;
use leptos::prelude::*;

/// Lines drawn at first, and how many each "show more" adds.
const PAGE: usize = 100;

/// Letters of the news, as wide on the whole as those of the lines.
const SAMPLE: &str = "De burgemeester van de stad meldde dat de aanvallen doorgingen.";

/// What is shown of the lines; lives as long as the view.
#[derive(Clone, Copy)]
struct State {
    session: Session,
    shown: RwSignal<usize>,
    found: Memo<Concordance>,
}

#[component]
pub fn Lines() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let order = Memo::new(move |_| arranged(session).order);
    let shown = RwSignal::new(PAGE);
    let found = Memo::new(move |_| {
        let order = order.get();
        session.query.with(|query| concordance(session.archive(), query, order))
    });
    Effect::new(move |_| {
        found.track();
        shown.set(PAGE);
    });
    let state = State { session, shown, found };
    let kwic = &texts.kwic;
    let summary = move || {
        found.with(|found| {
            let lines = (kwic.lines)(found.lines.len());
            if found.unread == 0 { lines } else { (kwic.unread)(&lines, found.unread) }
        })
    };
    let more = move || found.with(|found| found.lines.len().saturating_sub(shown.get()));
    let (frame, sample) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let (width, of_sample) = (size::inner(frame), size::inner(sample));
    let room = Memo::new(move |_| room(width.get().0, of_sample.get().0));
    let groups = move || {
        let room = room.get();
        let draw = |group| group_view(state, texts, room, group);
        drawn(state).into_iter().map(draw).collect_view()
    };
    view! {
        <div class="kwic" node_ref=frame>
            <div class="sample" aria-hidden="true" node_ref=sample>{SAMPLE}</div>
            <p class="kwic-controls">
                <Choices state />
                <button
                    type="button"
                    on:click=move |_| files::copy(&found.with_untracked(|f| f.table(session.archive())))
                >
                    {kwic.copy}
                </button>
            </p>
            <p role="status">{summary}</p>
            <Show when=move || found.with(|found| found.lines.is_empty())>
                <p class="hint">{kwic.no_words}</p>
            </Show>
            <Show when=move || found.with(|found| !found.lines.is_empty())>
                <Standouts at=Where::Beside />
            </Show>
            {groups}
            <Show when=move || { more() > 0 }>
                <button
                    type="button"
                    class="more"
                    on:click=move |_| shown.update(|shown| *shown += PAGE)
                >
                    {move || (texts.more_results)(more().min(PAGE))}
                </button>
            </Show>
        </div>
    }
}

/// Characters of context that there is room for on either side of a hit of some ten, where lines are
/// `width` pixels wide and [`SAMPLE`] is as wide as `of_sample`. A narrow window has no sample, as
/// its lines are folded.
fn room(width: f64, of_sample: f64) -> usize {
    let side = width / of_sample * SAMPLE.len() as f64 / 2.0 - 6.0;
    if of_sample > 0.0 { side as usize } else { usize::MAX }
}

/// How the lines stand.
fn arranged(session: Session) -> Arranged {
    session.lines.get().unwrap_or_default()
}

/// Order and grouping, as two lists.
#[component]
fn Choices(state: State) -> impl IntoView {
    let session = state.session;
    let texts: &'static Texts = expect_context();
    let kwic = &texts.kwic;
    let orders = [
        (Order::Found, kwic.as_found),
        (Order::Left, kwic.by_left),
        (Order::Right, kwic.by_right),
        (Order::Date, texts.sort_oldest),
        (Order::Place, kwic.by_name),
    ];
    let groups = [
        (By::Nothing, kwic.ungrouped),
        (By::Place, kwic.by_place),
        (By::Month, kwic.by_month),
        (By::PlaceAndMonth, kwic.by_place_and_month),
    ];
    view! {
        <label class="sort">
            <span>{texts.sort_label}</span>
            {choice(session, &orders, |lines| &mut lines.order)}
        </label>
        <label class="sort">
            <span>{kwic.grouping}</span>
            {choice(session, &groups, |lines| &mut lines.by)}
        </label>
    }
}

/// A list that sets a part of how the lines stand to one of these values.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    session: Session,
    choices: &[(T, &'static str)],
    of: fn(&mut Arranged) -> &mut T,
) -> impl IntoView + use<T> {
    let values: Vec<T> = choices.iter().map(|(value, _)| *value).collect();
    let option = |(at, &(value, name)): (usize, &(T, &'static str))| {
        let selected = move || *of(&mut arranged(session)) == value;
        view! { <option value=at.to_string() prop:selected=selected>{name}</option> }
    };
    let options = choices.iter().enumerate().map(option).collect_view();
    let choose = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        if let Some(&value) = at.and_then(|at| values.get(at)) {
            session.lines.update(|lines| *of(lines.get_or_insert_default()) = value);
        }
    };
    view! { <select on:change=choose>{options}</select> }
}

/// The groups with the lines that are drawn of each, and how many each has.
fn drawn(state: State) -> Vec<(Group, usize, Vec<Line>)> {
    let mut left = state.shown.get();
    state.found.with(|found| {
        let groups = found.groups(state.session.archive(), arranged(state.session).by);
        let take = |(group, lines): (Group, Vec<usize>)| {
            let count = lines.len();
            let lines: Vec<Line> =
                lines.into_iter().take(left).map(|at| found.lines[at].clone()).collect();
            left -= lines.len();
            (group, count, lines)
        };
        groups.into_iter().map(take).filter(|(.., lines)| !lines.is_empty()).collect()
    })
}

fn group_view(
    state: State,
    texts: &'static Texts,
    room: usize,
    (group, count, lines): (Group, usize, Vec<Line>),
) -> impl IntoView {
    let place = group.place.map(|place| {
        place.map_or(texts.kwic.no_place, |place| state.session.archive().place_name(place))
    });
    let month = group.month.map(|month| month.map_or(texts.undated.to_string(), texts.month));
    let names: Vec<String> = place.map(str::to_string).into_iter().chain(month).collect();
    let name = (!names.is_empty()).then(|| names.join(" · "));
    let line = |line| line_view(state.session, texts, room, line);
    let lines = lines.into_iter().map(line).collect_view();
    view! {
        {name.map(|name| view! { <h3>{format!("{name} ({count})")}</h3> })}
        <ol class="kwic-lines">{lines}</ol>
    }
}

/// One line: the hit opens the text at that place, with its citation.
fn line_view(session: Session, texts: &'static Texts, room: usize, line: Line) -> impl IntoView {
    let archive = session.archive();
    let document = archive.document(archive.item_document(line.item));
    let dating = texts.dating(document.dating);
    let title = (texts.found_as)(line.path);
    let (item, range) = (line.item, line.range);
    view! {
        <li class="hit-entry">
            <span class="left" lang=document.language>
                <bdi>{ending(&line.left, room).to_owned()}</bdi>
            </span>
            <button
                type="button"
                class="hit"
                title=title
                lang=document.language
                on:click=move |_| session.read_passage(item, range.clone())
            >
                {line.hit}
            </button>
            <span class="right" lang=document.language>{beginning(&line.right, room).to_owned()}</span>
            <span class="where">{dating} " · " {document.title}</span>
        </li>
    }
}
