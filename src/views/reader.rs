//! The open document, whole, with hits and places marked.

use crate::browser::page;
use crate::session::Session;
use crate::texts::Texts;
use engine::ids::{DocId, ItemId};
use engine::reader::{ReadingItem, ReadingParagraph, Run};
use engine::seed::{Origin, ParagraphKind};
use leptos::prelude::*;

#[component]
pub fn Reader() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let items = move || {
        session.reading.with(|reading| {
            let items = reading.as_ref().map(|reading| reading.items.clone()).unwrap_or_default();
            items.into_iter().map(|item| item_view(session, texts, item)).collect_view()
        })
    };
    let language =
        move || session.open.get().map(|open| session.archive().document(open.doc).language);
    // Opening goes to the item and on to its first hit; stepping goes to the hit.
    Effect::new(move |_| {
        let Some(open) = session.open.get() else { return };
        page::focus("reader-heading");
        match open.item {
            Some(item) if many(session) => page::jump_to(&item_id(item)),
            _ => page::jump_to("reader"),
        }
        page::reveal(&hit_id(session.hit.get_untracked()));
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
            {move || session.open.get().map(|open| head(session, texts, open.doc))}
            <div class="reader-text" lang=language>{items}</div>
        </section>
    }
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
    let items = document.items.len();
    let evidence = texts.evidence(document.dating, &session.archive().text(doc));
    view! {
        <div class="reader-head">
            <h2 id="reader-heading" tabindex="-1" lang=document.language>{document.title}</h2>
            <p class="card-meta">
                <span class="date">{texts.dating(document.dating)}</span>
                {evidence.map(|evidence| view! { <span>{evidence}</span> })}
                {origin.map(|origin| view! { <span>{origin}</span> })}
                {document.source.map(|source| view! { <span>{(texts.source_by)(source)}</span> })}
                {(items > 1).then(|| view! { <span>{(texts.outline)(items)}</span> })}
                <span class="file">{document.name}</span>
            </p>
        </div>
    }
}

fn item_view(session: Session, texts: &'static Texts, item: ReadingItem) -> impl IntoView {
    let id = item.item;
    let opened = move || {
        let open = session.open.get().and_then(|open| open.item);
        open.is_some() && open == id && many(session)
    };
    let paragraphs = item.paragraphs.into_iter().map(|p| paragraph(session, texts, p));
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
) -> impl IntoView {
    let runs = paragraph.runs.into_iter().map(|run| run_view(session, texts, run)).collect_view();
    match paragraph.kind {
        ParagraphKind::Heading => view! { <h3>{runs}</h3> }.into_any(),
        ParagraphKind::Body => view! { <p>{runs}</p> }.into_any(),
        ParagraphKind::Caption => view! { <p class="aside caption">{runs}</p> }.into_any(),
        ParagraphKind::Boilerplate => view! { <p class="aside">{runs}</p> }.into_any(),
    }
}

/// A run of text: plain, a hit, a place, or both.
fn run_view(session: Session, texts: &'static Texts, run: Run) -> AnyView {
    let text = match run.place {
        None => run.text.into_any(),
        Some(place) => {
            let title = (texts.place_title)(session.archive().place_name(place));
            view! { <span class="place" title=title>{run.text}</span> }.into_any()
        }
    };
    match run.hit {
        None => text,
        Some((ordinal, path)) => {
            let current = move || session.hit.get() == ordinal;
            let title = (texts.found_as)(path);
            view! { <mark id=hit_id(ordinal) class:current=current title=title>{text}</mark> }
                .into_any()
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
