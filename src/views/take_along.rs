//! What was found, to take along: exactly what the filters leave, in the forms that others read.

use super::parts::{CopyLink, csv_buttons};
use crate::browser::files;
use crate::session::Session;
use crate::texts::Texts;
use engine::export::{self, Export};
use leptos::prelude::*;

/// A form of export, but for tables: its name, the extension and media type of its file, and how it is written.
type Form = (&'static str, &'static str, &'static str, fn(&Export) -> String);

const FORMS: [Form; 5] = [
    ("JSON", "json", "application/json", |export| files::json(export)),
    ("GeoJSON", "geojson", "application/geo+json", |export| files::json(&export.geojson())),
    ("RIS", "ris", "application/x-research-info-systems", Export::ris),
    ("BibTeX", "bib", "application/x-bibtex", Export::bibtex),
    ("TXT", "txt", "text/plain", Export::text),
];

#[component]
pub fn TakeAlong() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let forms = FORMS.map(|(name, extension, media_type, write)| {
        view! {
            <li>
                <button type="button" on:click=move |_| save(session, extension, media_type, &write)>
                    {name}
                </button>
            </li>
        }
    });
    view! {
        <details class="take-along">
            <summary>{texts.take_along}</summary>
            <p class="hint">{texts.take_along_hint}</p>
            <ul>
                {csv_buttons(session, texts, save_table)}
                {Vec::from(forms)}
                <li>
                    <button type="button" on:click=|_| files::print()>{texts.print}</button>
                </li>
                <li>
                    <CopyLink />
                </li>
            </ul>
        </details>
    }
}

/// Saves what is found as a table, with this sign between cells.
fn save_table(session: Session, separator: char) {
    save(session, "csv", "text/csv", &|export| export.csv(separator));
}

/// Saves what is found in a form.
fn save(session: Session, extension: &str, media_type: &str, write: &dyn Fn(&Export) -> String) {
    let export = found(session);
    let file = format!("nieuwsatlas-{}.{extension}", export.atlas);
    files::save(&file, media_type, &write(&export));
}

/// Everything that the state of the page finds, not only what is listed.
fn found(session: Session) -> Export {
    let archive = session.archive();
    let mut link = session.link_untracked();
    link.open = None;
    export::export(archive, &link.query, link.write(archive))
}
