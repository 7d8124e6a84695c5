//! The card of a place: what the collection says about it, whatever is asked.

use super::correct;
use super::parts::{CopyLink, country_code};
use crate::browser::page;
use crate::correcting::Doubt;
use crate::session::Session;
use crate::texts::Texts;
use engine::ids::{DocId, PlaceId};
use engine::place::{Place, PlaceKind};
use engine::place_card::{self, PlaceCard};
use engine::query::Filter;
use leptos::prelude::*;

/// The ids of the card and its heading.
const CARD: &str = "card";
const HEADING: &str = "card-heading";

/// How many documents and places are listed.
const LISTED: usize = 12;

/// The button that opens the card of a place.
pub fn card_button(session: Session, texts: &'static Texts, place: PlaceId) -> impl IntoView {
    let name = (texts.about_place)(&texts.place(place, session.archive()));
    view! {
        <button
            type="button"
            class="card-button"
            id=button_id(place)
            aria-label=name.clone()
            title=name
            on:click=move |_| open(session, place)
        >
            <span aria-hidden="true">"i"</span>
        </button>
    }
}

fn button_id(place: PlaceId) -> String {
    format!("about-{}", place.0)
}

/// Opens the card of a place.
pub fn open(session: Session, place: PlaceId) {
    session.card.set(Some(place));
    page::arrive(HEADING);
}

/// Whether the focus is in the card.
pub fn has_focus() -> bool {
    page::has_focus(CARD)
}

/// Closes the card: the focus goes to what opens it, where that is listed.
pub fn close(session: Session) {
    let place = session.card.get_untracked();
    session.card.set(None);
    // Of these the last that is in view has it.
    page::focus("map-heading");
    page::focus("places-heading");
    if let Some(place) = place {
        page::focus(&button_id(place));
    }
}

#[component]
pub fn Card() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    // An address that names a place leads to its card, unless it leads to a text.
    Effect::new(move |before: Option<Option<PlaceId>>| {
        let card = session.card.get();
        let reads = session.open.with_untracked(Option::is_some);
        if card.is_some() && before.flatten() != card && !reads {
            page::arrive(HEADING);
        }
        card
    });
    let card = Memo::new(move |_| {
        session.card.get().map(|place| (place, place_card::place_card(session.archive(), place)))
    });
    let draw = move || {
        let (place, card) = card.get()?;
        let only = move |_| session.ask(|query| query.only_place(place));
        let name = texts.place(place, session.archive());
        let around = card.around.iter().map(|of| (*of, None)).collect();
        Some(view! {
            <section class="place-card" id=CARD aria-labelledby=HEADING>
                <h2 id=HEADING tabindex="-1">
                    {name} " " <span class="country">{country_code(&card.place)}</span>
                </h2>
                {facts(session, texts, &card)}
                <h3>{texts.card_documents}</h3>
                <ul class="card-list">{documents(session, place, &card)}</ul>
                {places(session, texts, texts.area.lies_in, around)}
                {places(session, texts, texts.area.within, counted(&card.within))}
                {places(session, texts, texts.card_together, counted(&card.together))}
                <Doubts card />
                <div class="card-buttons">
                    <button type="button" on:click=only>{texts.only_this_place}</button>
                    <button type="button" on:click=move |_| close(session)>{texts.close}</button>
                    <CopyLink />
                </div>
            </section>
        })
    };
    view! { {draw} }
}

/// The way to say that a name is another place, or none, or that this one has another name.
#[component]
fn Doubts(card: PlaceCard) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let PlaceCard { place, spellings, .. } = card;
    let id = session.archive().find_place(&place.id.0.to_string()).first().copied();
    let doubt = |name: &str| Doubt { name: name.to_string(), place: id, at: None };
    let names = spellings.iter().take(LISTED).map(|(name, _)| {
        let doubt = doubt(name);
        let ask = move |_| correct::ask(|| session.doubt.set(Some(doubt.clone())));
        view! {
            <li>
                <button type="button" class="quiet" on:click=ask>
                    {(texts.correct.title)(name)}
                </button>
            </li>
        }
    });
    let names = names.collect_view();
    let typed = RwSignal::new(String::new());
    let add = move |_| session.add_name(place.id, &typed.get_untracked());
    view! {
        <details class="doubts">
            <summary>{texts.correct.doubts}</summary>
            <ul class="card-list">{names}</ul>
            <label>
                <span>{texts.correct.other_name}</span>
                <input
                    type="text"
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <button type="button" on:click=add>{texts.correct.add}</button>
        </details>
    }
}

/// What is known of the place, name by name.
fn facts(session: Session, texts: &'static Texts, card: &PlaceCard) -> impl IntoView + use<> {
    let PlaceCard { place, spellings, facilities, other_names, items, itself, months, .. } = card;
    let written = |names: &[(String, u32)]| {
        let names = names.iter().map(|(name, count)| format!("{name} ({count})"));
        names.collect::<Vec<_>>().join(", ")
    };
    let in_full = |place: &Place| texts.place_in_full(place, &session.atlas.gazetteer);
    let others = session.others(place.id, spellings.iter().map(|(name, _)| name.as_str()));
    let others: Vec<String> = others.iter().map(in_full).collect();
    let facts = [
        (
            texts.card_items,
            match place.kind {
                PlaceKind::City => items.to_string(),
                PlaceKind::Region | PlaceKind::Country => (texts.area.items)(*items, *itself),
            },
        ),
        (texts.card_months, texts.months(*months)),
        (texts.card_spellings, written(spellings)),
        (texts.card_facilities, written(facilities)),
        (texts.correct.could_be, others.join("; ")),
        (texts.card_other_names, other_names.join(", ")),
        // Nobody is known to live there: that is not known.
        (
            texts.card_population,
            Some(place.population).filter(|&n| n > 0).map_or_else(String::new, texts.number),
        ),
        (
            texts.card_coordinates,
            match place.id.is_ours() {
                true => (texts.card_roughly)(&format!("{:.1}, {:.1}", place.lat, place.lon)),
                false => format!("{:.3}, {:.3}", place.lat, place.lon),
            },
        ),
    ];
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let fact = |(name, value)| view! { <div><dt>{name}</dt> <dd>{value}</dd></div> };
    view! { <dl class="card-facts">{known.map(fact).collect_view()}</dl> }
}

/// The documents that name it; each opens the items that do.
fn documents(session: Session, place: PlaceId, card: &PlaceCard) -> impl IntoView + use<> {
    let document = move |&(doc, count): &(DocId, u32)| {
        let title = session.archive().document(doc).title;
        let ask = move |_| {
            session.ask(|query| {
                query.clear();
                query.add(Filter::Place(place));
                query.add(Filter::Document(doc));
            });
            session.close();
        };
        view! {
            <li>
                <button type="button" class="quiet" on:click=ask>{title}</button> " " {count}
            </li>
        }
    };
    card.documents.iter().take(LISTED).map(document).collect_view()
}

/// The first of places with their items.
fn counted(places: &[(PlaceId, u32)]) -> Vec<(PlaceId, Option<u32>)> {
    places.iter().take(LISTED).map(|(place, items)| (*place, Some(*items))).collect()
}

/// Other places under a heading, where there are any; each opens its own card.
fn places(
    session: Session,
    texts: &'static Texts,
    heading: &'static str,
    places: Vec<(PlaceId, Option<u32>)>,
) -> impl IntoView + use<> {
    let place = move |(place, count): (PlaceId, Option<u32>)| {
        let name = texts.place(place, session.archive());
        view! {
            <li>
                <button type="button" class="quiet" on:click=move |_| open(session, place)>
                    {name}
                </button>
                " "
                {count}
            </li>
        }
    };
    let places: Vec<_> = places.into_iter().map(place).collect();
    (!places.is_empty()).then(|| {
        view! {
            <h3>{heading}</h3>
            <ul class="card-list">{places}</ul>
        }
    })
}
