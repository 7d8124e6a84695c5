//! The engine beside its peers, as one table.
//!
//! All are given the same articles and questions, each in workers of its own in the same Chromium,
//! and do the nearest they can to the same work: the number of articles found and the best 20 in
//! order. Only the engine and SQLite show passages, only the engine counts months and cities,
//! completes inflections and compounds. What each is asked is told in `benches/peers`.

use super::in_browser::{InBrowser, Subject};
use super::questions::Questions;
use super::{megabytes, share, zipped};

/// A line of the table: what it is called, and what it tells of a subject.
type Line<'c> = (String, Box<dyn Fn(&Subject, &InBrowser) -> String + 'c>);

/// A column for each subject. `text_gzip` is the size of the texts by gzip -9, which is shipped
/// beside an index that does not hold them.
pub fn table(rows: &[(&Subject, InBrowser)], text_gzip: usize, asked: &[Questions]) -> String {
    let told = told_of_each(text_gzip, asked);
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>17}")).collect();
        cells.concat() + "\n"
    };
    let heads = rows.iter().map(|(subject, _)| subject.title.to_owned());
    let mut lines = format!("{:<34}{}", "in Chromium, median / p95 in ms", line(heads.collect()));
    for (name, cell) in &told {
        let cells = rows.iter().map(|(subject, told)| cell(subject, told)).collect();
        lines += &format!("{name:<34}{}", line(cells));
    }
    lines
}

fn told_of_each(text_gzip: usize, asked: &[Questions]) -> Vec<Line<'_>> {
    let shipped = move |subject: &Subject, told: &InBrowser| {
        let beside = if subject.holds_text { 0 } else { text_gzip };
        megabytes(zipped(&told.index) + beside)
    };
    let mut lines: Vec<Line> = vec![
        ("index and text, by gzip -9".to_owned(), Box::new(shipped)),
        ("index, not compressed".to_owned(), Box::new(|_, told| megabytes(told.index.len()))),
        (
            "bytes in memory to first answer".to_owned(),
            Box::new(|_, told| format!("{:.1} ms", told.figures.load)),
        ),
    ];
    for (nth, kind) in asked.iter().enumerate() {
        let times = move |_: &Subject, told: &InBrowser| {
            let Some(mut times) = told.figures.answers[nth].clone() else { return "-".to_owned() };
            times.sort_by(f64::total_cmp);
            format!("{:.3} / {:.3}", share(&times, 50), share(&times, 95))
        };
        lines.push((kind.kind.to_owned(), Box::new(times)));
    }
    let memory = |_: &Subject, told: &InBrowser| megabytes(told.wasm_memory + told.script_memory);
    lines.push(("memory, wasm and JavaScript".to_owned(), Box::new(memory)));
    lines.push((
        "making it in the browser".to_owned(),
        Box::new(|_, told| format!("{:.2} s", told.build)),
    ));
    lines
}
