//! Text with its marked stretches.

use crate::texts::Texts;
use engine::outcome::{Mark, Snippet};
use leptos::prelude::*;

/// A snippet as text and `<mark>`s, each saying how it was found.
pub fn marked(snippet: &Snippet, texts: &'static Texts) -> impl IntoView + use<> {
    let text = &snippet.text;
    let mut parts = Vec::with_capacity(2 * snippet.marks.len() + 1);
    let mut from = 0;
    for Mark { range, path } in &snippet.marks {
        parts.push(text[from..range.start].to_string().into_any());
        let title = (texts.found_as)(*path);
        parts.push(view! { <mark title=title>{text[range.clone()].to_string()}</mark> }.into_any());
        from = range.end;
    }
    parts.push(text[from..].to_string().into_any());
    parts
}
