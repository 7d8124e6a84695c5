//! The facets: what the items found name and are, with live counts, to choose and to leave out.

use crate::session::Session;
use crate::texts::Texts;
use engine::archive::Archive;
use engine::outcome::PlaceCount;
use engine::place::PlaceKind;
use engine::query::{Dates, Facet, Filter};
use engine::search::values;
use leptos::prelude::*;

/// How many values of a facet are listed at first, and how many each "more" adds.
const LISTED: usize = 8;

/// A value of a facet as it is listed.
#[derive(Clone, PartialEq)]
struct Value {
    filter: Filter,
    name: String,
    count: u32,
}

/// The values that are listed, and how many more there are.
type Listed = (Vec<Value>, usize);

#[component]
pub fn Facets() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    // Counted only while they are looked at.
    let open = RwSignal::new(false);
    let group = move |facet, searchable, list| {
        view! { <Group name=(texts.facet)(facet) facet searchable list /> }
    };
    view! {
        <details class="facets" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>{texts.narrow_down}</summary>
            <Show when=move || open.get()>
                <div class="facet-groups">
                    {group(Facet::Places, true, places)}
                    <Show when=move || session.per() != PlaceKind::Region>
                        <Group name=texts.regions facet=Facet::Places searchable=true list=regions />
                    </Show>
                    {group(Facet::Dates, false, months)}
                    {group(Facet::Documents, true, documents)}
                    {group(Facet::Kinds, false, kinds)}
                </div>
            </Show>
        </details>
    }
}

/// How the values of a facet are listed: what was typed to find some, and how many at most.
type List = fn(Session, &Texts, &str, usize) -> Listed;

/// A list of values of a facet: a field to search in it where it may be long, and the lock of the
/// facet.
#[component]
fn Group(name: &'static str, facet: Facet, searchable: bool, list: List) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let typed = RwSignal::new(String::new());
    let limit = RwSignal::new(LISTED);
    let listed = Memo::new(move |_| list(session, texts, &typed.read(), limit.get()));
    let more = move || listed.with(|(_, more)| *more);
    let locked = move || session.filters.with(|query| query.locked.contains(&facet));
    let lockable =
        move || session.filters.with(|query| query.filters_of(facet).next().is_some()) || locked();
    view! {
        <fieldset class="facet">
            <legend>{name}</legend>
            <Show when=lockable>
                <button
                    type="button"
                    class="lock"
                    aria-pressed=move || locked().to_string()
                    on:click=move |_| session.ask(|query| query.toggle_lock(facet))
                >
                    {(texts.lock)(name)}
                </button>
            </Show>
            <Show when=move || searchable>
                <input
                    type="search"
                    class="facet-search"
                    aria-label=(texts.find_among)(name)
                    placeholder=(texts.find_among)(name)
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </Show>
            <ul>
                <For
                    each=move || listed.with(|(values, _)| values.clone())
                    key=|value| value.filter
                    children=move |value| view! { <Row value listed /> }
                />
            </ul>
            <Show when=move || { more() > 0 }>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| limit.update(|limit| *limit += LISTED)
                >
                    {move || (texts.more_values)(more())}
                </button>
            </Show>
        </fieldset>
    }
}

/// A value: a box to tick, its count, and a button to leave it out.
#[component]
fn Row(value: Value, listed: Memo<Listed>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let Value { filter, name, .. } = value;
    let count = move || {
        listed.with(|(values, _)| {
            values.iter().find(|value| value.filter == filter).map_or(0, |value| value.count)
        })
    };
    let has = move |filter| session.filters.with(|query| query.has(filter));
    let leave_out = filter.opposite().map(|opposite| {
        view! {
            <button
                type="button"
                class="leave-out"
                aria-pressed=move || has(opposite).to_string()
                aria-label=(texts.leave_out)(&name)
                title=(texts.leave_out)(&name)
                on:click=move |_| session.ask(|query| query.toggle(opposite))
            >
                <span aria-hidden="true">"−"</span>
            </button>
        }
    });
    view! {
        <li class="value" class:out=move || filter.opposite().is_some_and(has)>
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || has(filter)
                    on:change=move |_| session.ask(|query| query.toggle(filter))
                />
                <span class="value-name">{name}</span>
                <span class="value-count">{count}</span>
            </label>
            {leave_out}
        </li>
    }
}

fn places(session: Session, texts: &Texts, typed: &str, limit: usize) -> Listed {
    session.outcome.with(|outcome| {
        let (mut values, more) = named(session, &outcome.places, typed, limit);
        let (filter, name) = (Filter::Placeless, texts.placeless.to_string());
        values.push(Value { filter, name, count: outcome.placeless });
        (values, more)
    })
}

fn regions(session: Session, _: &Texts, typed: &str, limit: usize) -> Listed {
    session.outcome.with(|outcome| named(session, &outcome.regions, typed, limit))
}

fn named(session: Session, counts: &[PlaceCount], typed: &str, limit: usize) -> Listed {
    let archive: &Archive = session.archive();
    let listed = values::places(archive, counts, typed, limit);
    let value = |of: &PlaceCount| Value {
        filter: Filter::Place(of.place),
        name: archive.place_name(of.place).to_string(),
        count: of.count,
    };
    (listed.shown.iter().map(value).collect(), listed.more)
}

fn months(session: Session, texts: &Texts, _: &str, limit: usize) -> Listed {
    let value = |filter, name, count| Value { filter, name, count };
    session.outcome.with(|outcome| {
        let left_out = session.filters.with(|query| query.not_months.clone());
        let listed = values::months(&outcome.months, &left_out, limit);
        let months = listed.shown.iter().map(|of| {
            value(Filter::Dates(Dates::only(of.month)), (texts.month)(of.month), of.count)
        });
        let undated = value(Filter::Undated, texts.undated.to_string(), outcome.undated);
        (months.chain([undated]).collect(), listed.more)
    })
}

fn documents(session: Session, _: &Texts, typed: &str, limit: usize) -> Listed {
    let archive: &Archive = session.archive();
    session.outcome.with(|outcome| {
        let listed = values::documents(archive, &outcome.by_document, typed, limit);
        let documents = listed.shown.iter().map(|of| Value {
            filter: Filter::Document(of.doc),
            name: archive.document(of.doc).title.to_string(),
            count: of.count,
        });
        (documents.collect(), listed.more)
    })
}

fn kinds(session: Session, texts: &Texts, _: &str, _: usize) -> Listed {
    session.outcome.with(|outcome| {
        let kinds = outcome.kinds.iter().map(|of| Value {
            filter: Filter::Kind(of.kind),
            name: (texts.kind)(of.kind).to_string(),
            count: of.count,
        });
        (kinds.collect(), 0)
    })
}
