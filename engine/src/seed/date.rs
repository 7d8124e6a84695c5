//! Dates in a text: the header that states the document's, and dates that only suggest it.

use super::{Suggestion, rules};
use crate::time::Period;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The header line ` date 2022-10`, after which the text follows.
pub(super) struct Header {
    /// The words of the header; `None` where there is none.
    pub span: Option<Range<usize>>,
    /// The date it states.
    pub date: Option<Period>,
    /// Where the article itself begins.
    pub end: usize,
}

/// Reads the header. A header whose date is none (`date 2022-13`) is a header without a date;
/// its bytes are given beside it, to be told.
pub(super) fn header(text: &str) -> (Header, Option<Range<usize>>) {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let start = text.len() - body.trim_start().len();
    let none = Header { span: None, date: None, end: text.len() - body.len() };
    let Some(rest) = text[start..].strip_prefix("date ") else { return (none, None) };
    let rest = rest.trim_start_matches(' ');
    let word_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = &rest[..word_end];
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return (none, None);
    }
    let end = text.len() - rest.len() + word_end;
    let date = Period::parse(word);
    let odd = date.is_none().then(|| end - word_end..end);
    (Header { span: Some(start..end), date, end }, odd)
}

/// The first date of the form "op 19 april" or "op 19 april 2022".
pub(super) fn suggestion(text: &str) -> Option<Suggestion> {
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    words.windows(3).enumerate().find_map(|(at, three)| {
        let [(start, on), (_, day), (month_at, month)] = three else { return None };
        if !on.eq_ignore_ascii_case("op") {
            return None;
        }
        let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        let number = rules::month(month)?;
        let month_end = month_at + month.len();
        let year =
            words.get(at + 3).filter(|(year_at, _)| text[month_end..*year_at].trim().is_empty());
        let year = year.and_then(|&(year_at, word)| Some((year_at + word.len(), year_of(word)?)));
        Some(Suggestion {
            day,
            month: number,
            year: year.map(|(_, year)| year),
            evidence: *start..year.map_or(month_end, |(end, _)| end),
        })
    })
}

fn year_of(word: &str) -> Option<i32> {
    match Period::parse(word)? {
        Period::Year(year) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_states_a_date_of_its_own_precision() {
        for (text, date) in [
            (" date 2022-10 De president", Some("2022-10")),
            ("\u{FEFF}date 2022-10-11\nTekst", Some("2022-10-11")),
            ("date 1999", Some("1999")),
            ("date 2022-13 De president", None),
            ("date night", None),
            ("De date 2022-10", None),
        ] {
            let found = header(text).0.date.map(|period| period.to_string());
            assert_eq!(found.as_deref(), date, "{text:?}");
        }
    }

    #[test]
    fn a_header_that_is_no_date_is_pointed_at() {
        let text = " date 2022-13 De president";
        let (header, odd) = header(text);
        assert_eq!(odd.map(|range| &text[range]), Some("2022-13"));
        assert_eq!(header.span.map(|range| &text[range]), Some("date 2022-13"));
    }

    #[test]
    fn a_date_in_the_text_suggests_only_what_it_says() {
        let text = "Beelden. Op 19 april 2022 en op 1 mei.";
        let found = suggestion(text).unwrap();
        assert_eq!((found.day, found.month, found.year), (19, 4, Some(2022)));
        assert_eq!(&text[found.evidence], "Op 19 april 2022");
        let text = "Zeker op 3 mrt, zei hij. 2022 was";
        let found = suggestion(text).unwrap();
        assert_eq!((found.day, found.month, found.year), (3, 3, None));
        assert_eq!(suggestion("op 32 april, op april"), None);
    }
}
