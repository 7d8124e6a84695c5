//! A drawing of the page as a file that stands alone.

use crate::browser::files;
use crate::session::Session;
use crate::texts::Texts;
use engine::chart::{Caption, Picture};
use leptos::prelude::*;

/// Two buttons that save a picture; `draw` makes it as the page stands.
#[component]
pub fn SavePicture(
    /// The name of its file, without an extension.
    name: &'static str,
    title: &'static str,
    #[prop(into)] draw: Callback<Caption, Picture>,
) -> impl IntoView {
    let session: Session = expect_context();
    let texts: &'static Texts = expect_context();
    let picture = move || draw.run(caption(session, texts, title));
    let svg = move |_| files::save(&format!("{name}.svg"), "image/svg+xml", &picture().svg);
    let png = move |_| {
        let Picture { svg, width, height } = picture();
        files::save_png(&format!("{name}.png"), &svg, width, height);
    };
    view! {
        <div class="save-picture" role="group" aria-label=(texts.save_picture)(title)>
            <span class="hint">{texts.save_as}</span>
            <button type="button" class="quiet" on:click=svg>"SVG"</button>
            <button type="button" class="quiet" on:click=png>"PNG"</button>
        </div>
    }
}

/// What stands around a picture: what was asked, how much was found, and whose data it is.
fn caption(session: Session, texts: &Texts, title: &str) -> Caption {
    let mut link = session.link_untracked();
    link.open = None;
    let filters = link.query.filters().into_iter();
    let filters = filters.map(|filter| texts.filter(filter, session.archive()));
    let typed = Some(link.query.text.clone()).filter(|text| !text.trim().is_empty());
    let found = session.outcome.with_untracked(|o| (texts.found)(o.total, o.documents, o.folded));
    let asked: Vec<String> = typed.into_iter().chain(filters).chain([found]).collect();
    Caption {
        title: format!("{title} · {}", texts.mentioned_in),
        question: asked.join(" · "),
        sources: format!("{} {}", texts.picture_sources, session.archive().id()),
    }
}
