//! What was found, to take along: exactly what the filters leave, in the forms that others read.

use super::parts::{CopyLink, csv_buttons};
use crate::browser::{files, page};
use crate::session::Session;
use crate::texts::Texts;
use engine::concordance::every_line;
use engine::export::{self, Export};
use engine::query::Query;
use leptos::prelude::*;

/// Letters of the question in the name of a file, at most.
const LONGEST: usize = 40;

/// A form of export, but for tables: its name, the extension and media type of its file, and how it
/// is written.
type Form = (&'static str, &'static str, &'static str, fn(&Export, &Texts) -> String);

const FORMS: [Form; 5] = [
    ("JSON", "json", "application/json", |export, _| files::json(export)),
    ("GeoJSON", "geojson", "application/geo+json", |export, _| files::json(&export.geojson())),
    ("RIS", "ris", "application/x-research-info-systems", |export, _| export.ris()),
    ("BibTeX", "bib", "application/x-bibtex", |export, _| export.bibtex()),
    ("TXT", "txt", "text/plain", |export, texts| {
        let found = (texts.found)(export.total as u32, export.documents(), 0);
        export.text(&found, texts.undated)
    }),
];

#[component]
pub fn TakeAlong() -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let forms = FORMS.map(|(name, extension, media_type, write)| {
        view! {
            <li>
                <button
                    type="button"
                    on:click=move |_| {
                        save(session, extension, media_type, &|export| write(export, texts));
                    }
                >
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
                {csv_buttons(session, texts, str::to_owned, save_table)}
                {csv_buttons(session, texts, texts.all_lines_as, save_lines)}
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

/// Saves every hit of what is found as a table, with this sign between cells.
fn save_lines(session: Session, separator: char) {
    let (query, address) = asked(session);
    let origin = [address.as_str(), &page::today()];
    let table = every_line(session.archive(), &query, separator, origin);
    files::save(&file_name(session, &query, "csv"), "text/csv", &table);
}

/// Saves what is found in a form: everything that the state of the page finds, not only what is
/// listed.
fn save(session: Session, extension: &str, media_type: &str, write: &dyn Fn(&Export) -> String) {
    let (query, address) = asked(session);
    let export = export::export(session.archive(), &query, address, page::today());
    files::save(&file_name(session, &query, extension), media_type, &write(&export));
}

/// The question as it stands, and its address.
fn asked(session: Session) -> (Query, String) {
    let mut link = session.link_untracked();
    link.open = None;
    let address = link.write(session.archive());
    (link.query, address)
}

/// The name of a file: what was typed, as far as file systems take it, and the mark of the atlas.
fn file_name(session: Session, query: &Query, extension: &str) -> String {
    let typed = query.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let typed: String = typed.flat_map(|word| [word, "-"]).collect();
    let typed: String = typed.chars().take(LONGEST).collect();
    let name = format!("nieuwsatlas-{typed}");
    format!("{}-{}.{extension}", name.trim_end_matches('-'), session.archive().id())
}
