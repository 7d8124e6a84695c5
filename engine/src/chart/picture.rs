//! Map and timeline as pictures that stand alone: SVG with a title, what was asked, and where the
//! drawing is from. Colours are those of paper, whatever the page's.

use super::{BaseMap, Histogram, Layer, Marker, View};
use crate::query::Choice;
use crate::time::Month;
use std::fmt::Write;

/// Room above the drawing for title and question, and below it for the sources, in pixels.
const HEAD: f64 = 56.0;
const FOOT: f64 = 28.0;
/// Pixels beside the drawing.
const MARGIN: f64 = 16.0;

/// The words around a drawing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Caption {
    /// What it shows.
    pub title: String,
    /// What was asked, and how much was found.
    pub question: String,
    /// Where data and drawing are from.
    pub sources: String,
}

/// A picture, and its size in pixels.
#[derive(Clone, PartialEq, Debug)]
pub struct Picture {
    /// The file.
    pub svg: String,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// The map in a view, with its circles; `name` tells what a city is called.
pub fn map_picture(
    map: &BaseMap,
    view: &View,
    markers: &[Marker],
    name: impl Fn(&Marker) -> String,
    caption: &Caption,
) -> Picture {
    let layers = [
        (Layer::Land, "fill='#f7f3e8' stroke='#8d887b' stroke-width='.5'"),
        (Layer::Regions, "fill='none' stroke='#cfc9ba' stroke-width='.75'"),
        (Layer::Lakes, "fill='#dfe9ec'"),
        (Layer::Rivers, "fill='none' stroke='#c3d6de'"),
        (Layer::Borders, "fill='none' stroke='#8d887b'"),
    ];
    let mut out = format!(
        "<rect width='{}' height='{}' fill='#dfe9ec'/><g transform='{}'>",
        view.width,
        view.height,
        view.transform()
    );
    for (layer, style) in layers {
        let path = map.path(layer);
        put(
            &mut out,
            format_args!("<path vector-effect='non-scaling-stroke' {style} d='{path}'/>"),
        );
    }
    out.push_str("</g>");
    for marker in markers {
        circle(&mut out, marker, &name(marker));
    }
    let (bar, y) = (view.scale_bar(), view.height - 12.0);
    put(
        &mut out,
        format_args!(
            "<path d='M12 {} v6 h{} v-6' fill='none' stroke='#545c60'/>\
             <text x='{}' y='{y}' font-size='11' fill='#545c60'>{} km</text>",
            y - 6.0,
            bar.length,
            18.0 + bar.length,
            bar.km
        ),
    );
    framed(&out, view.width, view.height, caption)
}

fn circle(out: &mut String, marker: &Marker, name: &str) {
    let Marker { x, y, r, .. } = *marker;
    let (fill, dash) = match marker.choice {
        Choice::Free => ("#0a5a66", ""),
        Choice::Chosen => ("#ffb938", ""),
        Choice::Excluded => ("#ffffff", " stroke-dasharray='3 2'"),
    };
    let dark = marker.choice != Choice::Free;
    let (stroke, ink) = if dark { ("#1c2022", "#1c2022") } else { ("#ffffff", "#ffffff") };
    put(
        out,
        format_args!("<circle cx='{x}' cy='{y}' r='{r}' fill='{fill}' stroke='{stroke}'{dash}/>"),
    );
    if marker.number_fits {
        put(
            out,
            format_args!(
                "<text x='{x}' y='{}' text-anchor='middle' font-size='11' fill='{ink}'>{}</text>",
                y + 4.0,
                marker.count
            ),
        );
    }
    if let Some(label) = marker.label {
        let (x, y, anchor) = (label.x, label.y, label.anchor.name());
        let name = escaped(&marker.written(name));
        put(out, format_args!("<text x='{x}' y='{y}' text-anchor='{anchor}'>{name}</text>"));
    }
}

/// The timeline of that size; `short` tells the short name of a month.
pub fn timeline_picture(
    chart: &Histogram,
    width: f64,
    height: f64,
    short: impl Fn(Month) -> String,
    caption: &Caption,
) -> Picture {
    let mut out = String::new();
    for tick in &chart.values {
        put(
            &mut out,
            format_args!(
                "<path d='M24 {0}h{width}' stroke='#d9d4c8'/><text x='18' y='{1}' \
                 text-anchor='end' font-size='11'>{2}</text>",
                tick.y,
                tick.y + 4.0,
                tick.value
            ),
        );
    }
    for bar in &chart.bars {
        let found = if bar.chosen { "#0a5a66" } else { "#7d8488" };
        for (tall, fill) in [(bar.total_height, "#d9d4c8"), (bar.count_height, found)] {
            put(
                &mut out,
                format_args!(
                    "<rect x='{}' y='{}' width='{}' height='{tall}' fill='{fill}'/>",
                    bar.x + 24.0,
                    height - tall,
                    bar.width
                ),
            );
        }
    }
    let months = chart.months.iter().map(|at| (at.x, 14.0, "middle", short(at.month)));
    let years = chart.years.iter().map(|at| (at.x, 29.0, "start", at.month.year().to_string()));
    for (x, below, anchor, words) in months.chain(years) {
        put(
            &mut out,
            format_args!(
                "<text x='{}' y='{}' text-anchor='{anchor}' font-size='11'>{}</text>",
                x + 24.0,
                height + below,
                escaped(&words)
            ),
        );
    }
    framed(&out, width + 32.0, height + 32.0, caption)
}

/// A drawing of that size between its words.
fn framed(drawing: &str, width: f64, height: f64, caption: &Caption) -> Picture {
    let Caption { title, question, sources } = caption;
    let [title, question, sources] = [title, question, sources].map(|words| escaped(words));
    let (w, h) = (width + 2.0 * MARGIN, HEAD + height + FOOT);
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{w}' height='{h}' viewBox='0 0 {w} {h}' \
         font-family='sans-serif' font-size='13' fill='#1c2022'><title>{title}</title>\
         <rect width='{w}' height='{h}' fill='#ffffff'/>\
         <text x='{MARGIN}' y='24' font-size='18' font-weight='bold'>{title}</text>\
         <text x='{MARGIN}' y='44' fill='#545c60'>{question}</text>\
         <svg x='{MARGIN}' y='{HEAD}' width='{width}' height='{height}'>{drawing}</svg>\
         <text x='{MARGIN}' y='{foot}' font-size='10' fill='#545c60'>{sources}</text></svg>",
        foot = HEAD + height + 18.0,
    );
    Picture { svg, width: w, height: h }
}

fn put(out: &mut String, words: std::fmt::Arguments) {
    out.write_fmt(words).expect("text grows");
}

/// Text for XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\'' => out.push_str("&apos;"),
            // XML has no words for these.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::histogram;
    use crate::outcome::MonthCount;

    #[test]
    fn a_picture_says_what_it_is_and_keeps_its_words_words() {
        let month = Month::parse("2022-03").unwrap();
        let chart =
            histogram(&[MonthCount { month, count: 1, total: 2, chosen: true }], 300.0, 90.0);
        let caption = Caption {
            title: "Tijd".into(),
            question: "\"a<b>\" & 'c'\u{1}".into(),
            sources: "bron".into(),
        };
        let svg = timeline_picture(&chart, 300.0, 90.0, |_| "mrt".into(), &caption).svg;
        assert!(svg.contains("<title>Tijd</title>") && svg.contains(">bron</text>"));
        assert!(svg.contains("\"a&lt;b&gt;\" &amp; &apos;c&apos; <"), "{svg}");
        assert!(svg.contains(">mrt</text>") && svg.contains(">2022</text>"));
        assert_eq!(svg.matches("height='90' fill='#d9d4c8'").count(), 1);
        assert_eq!(svg.matches("height='45' fill='#0a5a66'").count(), 1);
    }
}
