//! The open document, whole, with hits and places marked.

use super::cite::{self, Cite};
use super::correct::{self, SelectionButton};
use super::mini_map::MiniMap;
use crate::browser::page;
use crate::link::Open;
use crate::session::Session;
use crate::texts::Texts;
use engine::archive::PlaceMention;
use engine::ids::{DocId, ItemId, PlaceId};
use engine::place::PlaceKind;
use engine::reader::{Reading, ReadingItem, ReadingParagraph, Run};
use engine::seed::{Origin, ParagraphKind};
use leptos::prelude::*;

#[component]
pub fn Reader() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let items = move || {
        session.reading.with(|reading| {
            let items = reading.as_ref().map(|reading| reading.items.clone()).unwrap_or_default();
            items
                .into_iter()
                .map(|item| item_view(session, texts, item, Column::Read))
                .collect_view()
        })
    };
    let document = Memo::new(move |_| session.open.get().map(|open| open.doc));
    let plain = RwSignal::new(false);
    let language =
        move || session.open.get().map(|open| session.archive().document(open.doc).language);
    // Opening goes to the item and on to its first hit; stepping goes to the hit.
    Effect::new(move |before: Option<Option<Open>>| {
        let open = session.open.get();
        match open {
            Some(open) if !before.flatten().is_some_and(|before| before.same_item(&open)) => {
                arrive(session, open);
            }
            _ => {}
        }
        open
    });
    Effect::new(move |before: Option<u32>| {
        let hit = session.hit.get();
        if before.is_some_and(|before| before != hit) {
            page::glide_to(&hit_id(hit));
        }
        hit
    });
    view! {
        <section class="reader" id="reader" aria-labelledby="reader-heading">
            <HitSteps />
            {move || document.get().map(|doc| head(session, texts, doc))}
            <Outline />
            <PlacesHere />
            <label class="reader-switch">
                <input
                    type="checkbox"
                    prop:checked=plain
                    on:change=move |event| plain.set(event_target_checked(&event))
                />
                <span>{texts.asides_plain}</span>
            </label>
            <div class="reader-text" class:plain=plain lang=language>{items}</div>
            <Cite />
        </section>
        <Beside />
    }
}

/// Brings what was opened into view: the passage that is cited, or the item and its first hit.
fn arrive(session: Session, open: Open) {
    page::focus("reader-heading");
    match open.item {
        _ if open.passage.is_some() => return page::show_first("cited"),
        Some(item) if many(session) => page::jump_to(&item_id(item)),
        _ => page::jump_to("reader"),
    }
    page::reveal(&hit_id(session.hit.get_untracked()));
}

/// Back, and the way through the hits.
#[component]
fn HitSteps() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let hits = Memo::new(move |_| session.reading.with(|r| r.as_ref().map_or(0, |r| r.hits)));
    let position = move || match hits.get() {
        0 => texts.no_hits_here.to_string(),
        hits => (texts.hit_of)(session.hit.get().min(hits - 1) + 1, hits),
    };
    let none = move || hits.get() == 0;
    view! {
        <div class="reader-bar">
            <button type="button" class="back" on:click=move |_| session.close()>
                <span aria-hidden="true">"← "</span>
                {texts.back_to_results}
            </button>
            <cite::Button />
            <button
                type="button"
                title=texts.keep_beside_hint
                on:click=move |_| session.keep_beside()
            >
                {texts.keep_beside}
            </button>
            <SelectionButton />
            <span class="hit-steps">
                <span role="status">{position}</span>
                <button
                    type="button"
                    aria-label=texts.previous_hit
                    disabled=none
                    on:click=move |_| session.step(-1)
                >
                    "↑"
                </button>
                <button
                    type="button"
                    aria-label=texts.next_hit
                    disabled=none
                    on:click=move |_| session.step(1)
                >
                    "↓"
                </button>
            </span>
        </div>
    }
}

/// Title and date, each with who says so.
fn head(session: Session, texts: &'static Texts, doc: DocId) -> impl IntoView {
    let document = session.archive().document(doc);
    let origin = match document.title_origin {
        Origin::Text => None,
        Origin::Editor => Some(texts.editor_title),
        Origin::Derived => Some(texts.derived_title),
    };
    let evidence = texts.evidence(document.dating, &session.archive().text(doc));
    view! {
        <div class="reader-head">
            <h2 id="reader-heading" tabindex="-1" lang=document.language>{document.title}</h2>
            <p class="card-meta">
                <span class="date">{texts.dating(document.dating)}</span>
                {evidence.map(|evidence| view! { <span>{evidence}</span> })}
                {origin.map(|origin| view! { <span>{origin}</span> })}
                {document.source.map(|source| view! { <span>{(texts.source_by)(source)}</span> })}
                <span class="file">{document.name}</span>
            </p>
        </div>
    }
}

/// The item that stays in view beside the one that is read.
#[component]
fn Beside() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let item = move || {
        let read = session.compared.get()?;
        let document = session.archive().document(session.archive().item_document(read.item?));
        Some(view! {
            <section class="reader beside" aria-labelledby="beside-heading">
                <div class="reader-bar">
                    <h2 id="beside-heading">{texts.beside}</h2>
                    <button type="button" on:click=move |_| session.beside.set(None)>
                        {texts.close_beside}
                    </button>
                </div>
                <p class="card-meta">
                    <span class="date">{texts.dating(document.dating)}</span>
                    <span lang=document.language>{document.title}</span>
                </p>
                <div class="reader-text" lang=document.language>
                    {item_view(session, texts, read, Column::Beside)}
                </div>
            </section>
        })
    };
    view! { {item} }
}

/// The items of a live blog, with the hits in each.
#[component]
fn Outline() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let outline = Memo::new(move |_| {
        session.reading.with(|reading| reading.as_ref().map(Reading::outline).unwrap_or_default())
    });
    let entry = move |(item, line, hits): (ItemId, String, u32)| {
        let doc = session.archive().item_document(item);
        view! {
            <li>
                <button type="button" class="open" on:click=move |_| session.read(doc, item)>
                    {line}
                </button>
                " "
                {(hits > 0).then(|| view! { <span class="hits">{(texts.hits_in)(hits)}</span> })}
            </li>
        }
    };
    let entries = move || outline.get().into_iter().map(entry).collect_view();
    view! {
        <Show when=move || outline.with(|outline| outline.len() > 1)>
            <details class="fold">
                <summary>{move || (texts.outline)(outline.with(Vec::len))}</summary>
                <ol class="outline">{entries}</ol>
            </details>
        </Show>
    }
}

/// The places that the document names: each leads to its first mention.
#[component]
fn PlacesHere() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let places = Memo::new(move |_| {
        session.reading.with(|reading| reading.as_ref().map(Reading::places).unwrap_or_default())
    });
    let title = Signal::derive(move || (texts.places_here)(places.with(Vec::len)));
    // Drawn when it is looked at.
    let open = RwSignal::new(false);
    let tag = move |(place, mentions): (PlaceId, u32)| {
        let name = texts.place(place, session.archive());
        let show = move |_| show_place(place);
        view! {
            <li>
                <button type="button" class="place-tag" on:click=show>
                    {format!("{name} ({mentions})")}
                </button>
            </li>
        }
    };
    let tags = move || places.get().into_iter().map(tag).collect_view();
    view! {
        <Show when=move || places.with(|places| !places.is_empty())>
            <details class="fold" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary>{title}</summary>
                <p class="hint">{texts.places_here_hint}</p>
                <Show when=move || open.get()>
                    <MiniMap name=title show=show_place />
                </Show>
                <ul class="place-tags">{tags}</ul>
            </details>
        </Show>
    }
}

/// Brings the first mention of a place into view.
fn show_place(place: PlaceId) {
    page::show_first(&place_class(place));
}

/// The class of all mentions of a place.
fn place_class(place: PlaceId) -> String {
    format!("place-{}", place.0)
}

/// Where an item is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Where one reads, steps from hit to hit and cites.
    Read,
    /// Beside that.
    Beside,
}

fn item_view(
    session: Session,
    texts: &'static Texts,
    item: ReadingItem,
    column: Column,
) -> impl IntoView {
    let id = item.item.filter(|_| column == Column::Read);
    let opened = move || {
        let open = session.open.get().and_then(|open| open.item);
        open.is_some() && open == id && many(session)
    };
    let paragraphs = item.paragraphs.into_iter().map(|p| paragraph(session, texts, p, column));
    view! {
        <article class="reader-item" class:opened=opened id=id.map(item_id)>
            {paragraphs.collect_view()}
        </article>
    }
}

fn paragraph(
    session: Session,
    texts: &'static Texts,
    paragraph: ReadingParagraph,
    column: Column,
) -> impl IntoView {
    let runs = paragraph.runs.into_iter().map(|run| run_view(session, texts, run, column));
    let runs = runs.collect_view();
    // What is selected beside the text is not cited from it.
    let start = (column == Column::Read).then_some(paragraph.start);
    let class = match paragraph.kind {
        ParagraphKind::Heading => {
            return view! { <h3 data-start=start>{runs}</h3> }.into_any();
        }
        ParagraphKind::Body => "",
        ParagraphKind::Caption => "aside caption",
        ParagraphKind::Boilerplate => "aside",
    };
    view! { <p class=class data-start=start>{runs}</p> }.into_any()
}

/// A run of text: plain, a hit, a place, or both.
fn run_view(session: Session, texts: &'static Texts, run: Run, column: Column) -> AnyView {
    let text = match run.place {
        None => run.text.into_any(),
        Some(PlaceMention { span, place, role }) => {
            let archive = session.archive();
            let (kind, name) = (archive.place_kind(place), archive.place_name(place));
            let title = (texts.area.mention)(kind, role, name);
            let class = match kind {
                PlaceKind::City => format!("place {}", place_class(place)),
                PlaceKind::Region | PlaceKind::Country => {
                    format!("place area {}", place_class(place))
                }
            };
            let read = column == Column::Read;
            let ask = move |_| {
                if read {
                    correct::ask(|| session.doubt_mention(place, &span));
                }
            };
            // By keyboard with its own keys: with a stop at each, Tab would lead nowhere else.
            view! {
                <span
                    class=class
                    role=read.then_some("button")
                    tabindex=read.then_some("-1")
                    title=title
                    on:click=ask
                >
                    {run.text}
                </span>
            }
            .into_any()
        }
    };
    let text = match run.cited {
        true => view! { <span class="cited">{text}</span> }.into_any(),
        false => text,
    };
    match run.hit {
        None => text,
        Some((ordinal, path)) => {
            let read = column == Column::Read;
            let current = move || read && session.hit.get() == ordinal;
            let id = read.then(|| hit_id(ordinal));
            let title = (texts.found_as)(path);
            view! { <mark id=id class:current=current title=title>{text}</mark> }.into_any()
        }
    }
}

/// Whether the open document has more than one item: a live blog.
fn many(session: Session) -> bool {
    let open = session.open.get_untracked();
    open.is_some_and(|open| session.archive().document(open.doc).items.len() > 1)
}

fn hit_id(ordinal: u32) -> String {
    format!("hit-{ordinal}")
}

fn item_id(item: ItemId) -> String {
    format!("read-{}", item.0)
}
