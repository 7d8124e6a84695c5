//! The list of items found.

use super::concordance::Lines;
use super::forms::AlsoFound;
use super::parts::{country_code, marked, when_quiet};
use crate::browser::page;
use crate::link::{Lines as Arranged, unknown};
use crate::session::{PAGE, Session, Way, WayOut};
use crate::texts::Texts;
use engine::ids::ItemId;
use engine::outcome::{Hit, Outcome};
use engine::place::Place;
use engine::query::{Remark, Sort};
use leptos::prelude::*;

/// How many hits a large window shows at most; the others are drawn after these are painted.
const FIRST: usize = 6;

#[component]
pub fn Results() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let near = move || session.outcome.with(|outcome| outcome.near);
    // Coming back from the reader, one stands where one left.
    Effect::new(move |_| {
        if let Some(item) = session.left.try_update_value(Option::take).flatten() {
            page::focus(&card_id(item));
        }
    });
    view! {
        <section class="results" aria-labelledby="results-heading">
            <div class="results-head">
                <h2 id="results-heading" tabindex="-1">{texts.results}</h2>
                <ViewChoice />
                <Show when=move || session.lines.with(Option::is_none)>
                    <SortChoice />
                </Show>
            </div>
            <AlsoFound />
            <ExactOnly />
            <Remarked />
            <Show when=move || session.outcome.with(|outcome| outcome.total + outcome.near == 0)>
                <Nothing />
            </Show>
            <NotAllWords />
            <Show
                when=move || { session.lines.with(Option::is_some) && near() == 0 }
                fallback=move || view! { <Cards /> }
            >
                <Lines />
            </Show>
        </section>
    }
}

/// The hits as items, a stretch at a time.
#[component]
fn Cards() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let more = move || session.outcome.with(Outcome::more);
    let first = Memo::new(move |_| {
        session.outcome.with(|o| o.hits.iter().take(FIRST).cloned().collect::<Vec<_>>())
    });
    let others = when_quiet(session, move || {
        session.outcome.with(|o| o.hits.iter().skip(FIRST).cloned().collect::<Vec<_>>())
    });
    view! {
        <ol class="cards">
            <Stretch hits=first />
            <Show when=move || session.painted.get()>
                <Stretch hits=others />
            </Show>
        </ol>
        <Show when=move || { more() > 0 }>
            <button type="button" class="more" on:click=move |_| session.show_more()>
                {move || (texts.more_results)(more().min(PAGE))}
            </button>
        </Show>
    }
}

/// Hits that stand together. The cards of those that stay are kept, and the focus with them.
#[component]
fn Stretch(#[prop(into)] hits: Signal<Vec<Hit>>) -> impl IntoView {
    view! {
        <For
            each=move || hits.with(|hits| hits.iter().map(|hit| hit.item).collect::<Vec<_>>())
            key=|item| *item
            children=move |item| view! { <Card item hits /> }
        />
    }
}

/// Whether the hits are shown as items or as context lines.
#[component]
fn ViewChoice() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let choice = |lines: bool, name: &'static str| {
        let pressed = move || session.lines.with(Option::is_some) == lines;
        let choose = move |_| {
            if !pressed() {
                session.lines.set(lines.then(Arranged::default));
            }
        };
        view! {
            <button
                type="button"
                aria-pressed=move || pressed().to_string()
                on:click=choose
            >
                {name}
            </button>
        }
    };
    view! {
        <span class="result-views">
            {choice(false, texts.items_column)} {choice(true, texts.kwic.name)}
        </span>
    }
}

/// One item: heading, date and document, passage, cities, near-duplicates. Only what differs for
/// another question is drawn again.
#[component]
fn Card(item: ItemId, hits: Signal<Vec<Hit>>) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let archive = session.archive();
    let language = archive.document(archive.item_document(item)).language;
    let snippet = Memo::new(move |_| hits.with(|hits| Some(find(hits, item)?.snippet.clone())));
    let places = Memo::new(move |_| hits.with(|hits| Some(find(hits, item)?.places.clone())));
    let others = Memo::new(move |_| hits.with(|hits| Some(find(hits, item)?.alike.clone())));
    let snippet = move || snippet.get().map(|snippet| marked(&snippet, texts));
    let others = move || {
        let others = others.get().filter(|others| !others.is_empty());
        others.map(|others| alike(session, texts, others))
    };
    let place = move |place| {
        let pressed = move || session.filters.with(|query| query.places.contains(&place));
        view! {
            <li>
                <button
                    type="button"
                    class="place-tag"
                    aria-pressed=move || pressed().to_string()
                    on:click=move |_| session.ask(|query| query.toggle_place(place))
                >
                    {archive.place_name(place)}
                </button>
            </li>
        }
    };
    let places = move || places.get().map(|places| places.into_iter().map(place).collect_view());
    view! {
        <li class="card hit-entry">
            <article>
                <h3>{opener(session, item)}</h3>
                {origin(session, texts, item)}
                <p class="snippet" lang=language>{snippet}</p>
                <ul class="place-tags" aria-label=texts.places>{places}</ul>
                {others}
            </article>
        </li>
    }
}

fn find(hits: &[Hit], item: ItemId) -> Option<&Hit> {
    hits.iter().find(|hit| hit.item == item)
}

/// The heading of an item, which opens it.
fn opener(session: Session, id: ItemId) -> impl IntoView {
    let archive = session.archive();
    let doc = archive.item_document(id);
    view! {
        <button
            type="button"
            class="open"
            id=card_id(id)
            lang=archive.document(doc).language
            on:click=move |_| session.read(doc, id)
        >
            {archive.heading(id)}
        </button>
    }
}

/// The date of an item, and of which document it is one of several.
fn origin(session: Session, texts: &'static Texts, id: ItemId) -> impl IntoView {
    let archive = session.archive();
    let document = archive.document(archive.item_document(id));
    // The title of a plain article is its heading, and not told twice.
    let is_part = document.title != archive.heading(id);
    let of_document = is_part.then(|| document.title.to_string());
    view! {
        <p class="card-meta">
            <span class="date">{texts.dating(document.dating)}</span>
            {of_document.map(|title| view! { <span class="of-document">{title}</span> })}
        </p>
    }
}

/// The items that say the same in almost the same words, folded.
fn alike(session: Session, texts: &'static Texts, items: Vec<ItemId>) -> impl IntoView {
    let count = items.len();
    let rows = items.into_iter().map(|item| {
        view! { <li>{opener(session, item)} {origin(session, texts, item)}</li> }
    });
    view! {
        <details class="alike">
            <summary>{(texts.alike)(count)}</summary>
            <ul>{rows.collect_view()}</ul>
        </details>
    }
}

fn card_id(item: ItemId) -> String {
    format!("item-{}", item.0)
}

/// In which order the items stand.
#[component]
fn SortChoice() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let choices = [
        (Sort::Relevance, "relevance", texts.sort_relevance),
        (Sort::Newest, "newest", texts.sort_newest),
        (Sort::Oldest, "oldest", texts.sort_oldest),
        (Sort::Place, "place", texts.sort_place),
    ];
    let options = choices.map(|(sort, value, name)| {
        let selected = move || session.filters.with(|query| query.sort == sort);
        view! { <option value=value prop:selected=selected>{name}</option> }
    });
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let sort = choices.iter().find(|(_, value, _)| *value == chosen);
        if let Some(&(sort, ..)) = sort {
            session.ask(|query| query.sort = sort);
        }
    };
    view! {
        <label class="sort">
            <span>{texts.sort_label}</span>
            <select on:change=choose>{Vec::from(options)}</select>
        </label>
    }
}

/// The switch by which words count only as typed.
#[component]
fn ExactOnly() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let exact = move || session.filters.with(|query| query.exact);
    let shown = move || session.query.with(|query| query.exact || !query.text.trim().is_empty());
    view! {
        <Show when=shown>
            <label class="exact">
                <input
                    type="checkbox"
                    prop:checked=exact
                    on:change=move |event| {
                        let exact = event_target_checked(&event);
                        session.ask(|query| query.exact = exact);
                    }
                />
                " "
                {texts.exact_only}
            </label>
        </Show>
    }
}

/// Says that no item has all words, and which word stands in the way: the heading of those that
/// have most.
#[component]
fn NotAllWords() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let line = move || {
        session.outcome.with(|outcome| {
            let said = (texts.not_all_words)(outcome.lacking.as_ref()?, outcome.near);
            Some(view! { <h3 class="partial">{said}</h3> })
        })
    };
    view! { {line} }
}

/// Says what is odd about the words as typed, and what a link asked in vain.
#[component]
fn Remarked() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let line = move |remark: &Remark| {
        let known = match remark {
            Remark::NoPlace { typed, .. } => session.known_place(typed),
            _ => None,
        };
        let said = known.map_or_else(|| (texts.remark)(remark), |place| unnamed(texts, &place));
        view! { <p class="partial">{said}</p> }
    };
    let lines = move || {
        session.outcome.with(|outcome| outcome.remarks.iter().map(line).collect::<Vec<_>>())
    };
    let in_vain = move || {
        let unknown = session.rest.with(|rest| unknown(rest));
        let forget = move |_| session.rest.set(Vec::new());
        (!unknown.is_empty()).then(|| {
            view! {
                <p class="partial">
                    {(texts.unknown_in_link)(&unknown.join(", "))} " "
                    <button type="button" class="quiet" on:click=forget>{texts.close}</button>
                </p>
            }
        })
    };
    view! { {lines} {in_vain} }
}

/// That no article names a place.
fn unnamed(texts: &Texts, place: &Place) -> String {
    (texts.place_not_named)(&place.name, &country_code(place))
}

/// What stands in the way when nothing was found, and what would help.
#[component]
fn Nothing() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let missing = move || {
        let line = |typed: String| {
            let known = session.known_place(&typed);
            let line = known
                .map_or_else(|| (texts.nothing_for_word)(&typed), |place| unnamed(texts, &place));
            view! { <p>{line}</p> }
        };
        session.missing().into_iter().map(line).collect::<Vec<_>>()
    };
    let ways_out = move || {
        let ways = session.ways_out().into_iter().map(|WayOut { way, query, items }| {
            let label = match way {
                Way::Without(filter) => {
                    (texts.without_filter)(&texts.filter(filter, session.archive()), items)
                }
                Way::WithoutTyped(typed) => (texts.without_filter)(&typed, items),
                Way::Meant(place) => (texts.with_place)(&place, items),
            };
            let take = move |_| session.ask(|asked| asked.clone_from(&query));
            view! { <li><button type="button" class="chip" on:click=take>{label}</button></li> }
        });
        ways.collect::<Vec<_>>()
    };
    view! {
        <div class="nothing">
            <p><strong>{texts.nothing_found}</strong></p>
            {missing}
            <ul class="chips">{ways_out}</ul>
        </div>
    }
}
