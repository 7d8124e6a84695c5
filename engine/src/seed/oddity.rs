//! What is odd in a file: told, never mended.

use super::Notice;
use crate::text::line_and_column;
use std::ops::Range;

/// Every oddity of a file, in the order of the text. `odd_header` is the part of its header
/// that should be a date and is none.
pub(super) fn notices(path: &str, text: &str, odd_header: Option<Range<usize>>) -> Vec<Notice> {
    let mut found: Vec<(usize, String)> = Vec::new();
    if text.starts_with('\u{FEFF}') {
        found
            .push((0, "the file begins with a byte order mark: kept, not part of the text".into()));
    }
    if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        found.push((0, "the file holds no text: expected an article; kept without items".into()));
    }
    if let Some(range) = odd_header {
        let message = format!(
            "the header's date {:?} is none: expected a date like 2022-10 or 2022-10-11; \
             the document is undated",
            &text[range.clone()]
        );
        found.push((range.start, message));
    }
    found.extend(control_characters(text));
    found.extend(mixed_line_ends(text));
    found.sort();
    let notice = |(byte, message)| {
        let (line, column) = line_and_column(text, byte);
        Notice { path: path.to_owned(), line, column, message }
    };
    found.into_iter().map(notice).collect()
}

/// The first control character other than line end and tab, with the number of all of them.
fn control_characters(text: &str) -> Option<(usize, String)> {
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let mut odd = text.char_indices().filter(|(_, c)| is_odd(*c));
    let (byte, first) = odd.next()?;
    let more = match odd.count() {
        0 => String::new(),
        n => format!(" (and {n} more in this file)"),
    };
    Some((byte, format!("control character U+{:04X}{more}: kept as it is", first as u32)))
}

/// The first line whose end differs from that of the lines before it.
fn mixed_line_ends(text: &str) -> Option<(usize, String)> {
    let mut ends = text.match_indices('\n').map(|(at, _)| (at, text[..at].ends_with('\r')));
    let (_, first) = ends.next()?;
    let (at, _) = ends.find(|(_, windows)| *windows != first)?;
    let name = |windows| if windows { "CRLF" } else { "LF" };
    let message = format!(
        "line ends are mixed: {} up to here, {} now; kept as they are",
        name(first),
        name(!first)
    );
    Some((at, message))
}
