//! One HTML file out of the page's parts: `index.html` as the frame, styles and code inline, every
//! binary part as blocks of text that the loader (`bundle/loader.js`) decodes.
//!
//! A part is gzip (whose own checksum the browser verifies) in base64, in blocks of 64 KiB: WebKit
//! needs time quadratic in the length of one text node. A part that gzip makes hardly smaller, as an
//! archive with its own codes and checksum is, stands there as it is: unpacking 14 MB took a third
//! of the time in which the page opens.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;

/// Characters of a block: a multiple of 4, so that each can be decoded by itself.
const BLOCK: usize = 64 * 1024;
/// A part is packed where that takes away at least one in so many of its bytes.
const WORTH: usize = 20;
/// Where the policy, the styles and the code go.
const HEAD_MARK: &str = "<!-- bundle:head -->";
/// Where the list of articles goes, for readers without scripts and for when opening fails.
const ARTICLES_MARK: &str = "<!-- bundle:articles -->";
/// Where the blocks go.
const DATA_MARK: &str = "<!-- bundle:data -->";

/// What a page is made of.
pub struct Parts<'a> {
    /// `index.html`.
    pub frame: &'a str,
    /// The day on which the page is made, `2026-11-23`.
    pub made: &'a str,
    /// The content of the style sheets that [`style_sheets`] names, in that order.
    pub styles: &'a str,
    /// The code that opens the page, an ES module.
    pub script: &'a str,
    /// The binary parts by name: `wasm`, `archive`, `gazetteer`, `basemap`.
    pub binaries: &'a [(&'static str, Vec<u8>)],
    /// The articles, for readers without scripts.
    pub articles: &'a [Listed],
}

/// An article in the list for readers without scripts. All plain text.
pub struct Listed {
    /// Its title.
    pub title: String,
    /// Its date, `2022-10`; empty where it is undated.
    pub date: String,
    /// How it begins; empty where that is not told.
    pub lead: String,
}

/// A page, with what each part takes.
pub struct Page {
    /// The whole file.
    pub html: String,
    /// Each part's name and sizes, the whole file last.
    pub sizes: Vec<Size>,
}

/// What a part takes, in bytes.
pub struct Size {
    /// The part.
    pub name: &'static str,
    /// As it is made.
    pub raw: usize,
    /// By gzip; as it is, where it stands so in the page.
    pub compressed: usize,
    /// As it stands in the page.
    pub in_page: usize,
}

/// Puts the parts together. The same parts give the same bytes.
///
/// # Errors
/// What the frame or the styles hold that one file cannot.
pub fn bundle(parts: &Parts) -> Result<Page, String> {
    let styles = format!("\n{}", parts.styles);
    if styles.to_ascii_lowercase().contains("</style") {
        return Err("style/: a style sheet holds \"</style\", which would end it".into());
    }
    let script = format!("\n{}", inline_script(parts.script));
    let mut sizes = Vec::new();
    let mut data = String::new();
    for (name, bytes) in parts.binaries {
        let set = blocks(name, bytes);
        sizes.push(Size { in_page: set.text.len(), ..set.size });
        data.push_str(&set.text);
    }
    sizes.push(text_size("JavaScript", &script));
    sizes.push(text_size("styles", &styles));
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"dcterms.created\" content=\"{}\">\n\
         <style>{styles}</style>\n<script type=\"module\" async>{script}</script>",
        policy(&script, &styles),
        parts.made
    );
    let frame = without_trunk_links(parts.frame)?;
    let frame = replace_mark(&frame, HEAD_MARK, &head)?;
    let frame = replace_mark(&frame, ARTICLES_MARK, &article_list(parts.articles))?;
    let html = replace_mark(&frame, DATA_MARK, &data)?;
    let compressed = sizes.iter().map(|size| size.compressed).sum();
    sizes.push(Size { name: "whole", raw: html.len(), compressed, in_page: html.len() });
    Ok(Page { html, sizes })
}

/// The style sheets that the frame links for trunk, in its order, as paths from the root.
///
/// # Errors
/// The link of the frame that cannot be understood.
pub fn style_sheets(frame: &str) -> Result<Vec<String>, String> {
    let links = trunk_links(frame)?;
    let sheets = links.into_iter().filter(|link| attribute(link, "rel") == Some("css"));
    sheets
        .map(|link| {
            let href = attribute(link, "href").map(str::to_owned);
            href.ok_or_else(|| format!("index.html: {link} names no file (href)"))
        })
        .collect()
}

/// Everything is inside and nothing goes out. Scripts and styles run only as they were built.
fn policy(script: &str, styles: &str) -> String {
    format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; \
         img-src data: blob:; worker-src blob:; connect-src 'none'; base-uri 'none'; \
         form-action 'none'",
        source_hash(script),
        source_hash(styles)
    )
}

/// The hash of an inline element's text, as a policy names it.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Code that an inline script can hold: the two character sequences that would end it or turn the
/// rest into a comment can only be part of strings, where the backslash changes nothing.
fn inline_script(code: &str) -> String {
    let mut safe = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        safe.push_str(before);
        safe.push('<');
        rest = &from[1..];
        let ends = rest.get(..7).is_some_and(|next| next.eq_ignore_ascii_case("/script"));
        if ends || rest.starts_with("!--") {
            safe.push('\\');
        }
    }
    safe + rest
}

struct Set {
    text: String,
    size: Size,
}

/// A binary part as the loader wants it: a set of blocks that states its own length, and whether
/// it is plain.
fn blocks(name: &'static str, bytes: &[u8]) -> Set {
    let packed = worth_packing(bytes);
    let held = if packed { Cow::Owned(gzip(bytes)) } else { Cow::Borrowed(bytes) };
    let encoded = STANDARD.encode(&held);
    let plain = if packed { "" } else { " data-plain" };
    let length = bytes.len();
    let mut text = format!("<div hidden id=\"part-{name}\" data-bytes=\"{length}\"{plain}>\n");
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (block, after) = rest.split_at(rest.len().min(BLOCK));
        writeln!(text, "<script type=\"text/plain\">{block}</script>").expect("text grows");
        rest = after;
    }
    text.push_str("</div>\n");
    let size = Size { name, raw: length, compressed: held.len(), in_page: text.len() };
    Set { text, size }
}

/// Whether gzip makes it smaller by enough, as the usual encoder tells in no time.
fn worth_packing(bytes: &[u8]) -> bool {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("writing to memory succeeds");
    let packed = packed.finish().expect("writing to memory succeeds");
    packed.len() + bytes.len() / WORTH <= bytes.len()
}

/// As small as gzip gets, with no time and no name of a machine in its header: a page is made once
/// and opened often, so the seconds that zopfli takes are well spent (5 to 7 % smaller than level 9
/// of the usual encoder).
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut compressed)
        .expect("writing to memory succeeds");
    compressed
}

fn text_size(name: &'static str, text: &str) -> Size {
    let compressed = gzip(text.as_bytes()).len();
    Size { name, raw: text.len(), compressed, in_page: text.len() }
}

/// The articles as a list that needs no script.
fn article_list(articles: &[Listed]) -> String {
    let mut list = String::from("<ol>\n");
    for article in articles {
        let [title, date, lead] =
            [&article.title, &article.date, &article.lead].map(|t| escaped(t));
        let date = if date.is_empty() { "ongedateerd" } else { &date };
        let lead = if lead.is_empty() { "" } else { &format!(" <p>{lead}</p>") };
        writeln!(list, "<li><h2>{title}</h2> <p>{date}</p>{lead}</li>").expect("text grows");
    }
    list + "</ol>"
}

/// Text as HTML; control characters, which HTML forbids, become spaces.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            control if control.is_control() => html.push(' '),
            other => html.push(other),
        }
    }
    html
}

fn replace_mark(frame: &str, mark: &str, with: &str) -> Result<String, String> {
    match frame.matches(mark).count() {
        1 => Ok(frame.replacen(mark, with, 1)),
        count => Err(format!("index.html must hold {mark} once and holds it {count} times")),
    }
}

/// The frame without the links that speak to trunk only.
fn without_trunk_links(frame: &str) -> Result<String, String> {
    let mut bare = frame.to_owned();
    for link in trunk_links(frame)? {
        if !matches!(attribute(link, "rel"), Some("css" | "rust")) {
            return Err(format!("index.html: {link} is of a kind that one file cannot hold"));
        }
        bare = bare.replace(&format!("{link}\n"), "");
    }
    Ok(bare)
}

/// Every `<link data-trunk ...>` of the frame, each on a line of its own.
fn trunk_links(frame: &str) -> Result<Vec<&str>, String> {
    let lines = frame.lines().filter(|line| line.contains("data-trunk"));
    lines
        .map(|line| {
            let tag = line.trim();
            let alone = tag.starts_with("<link data-trunk ") && tag.ends_with('>') && tag == line;
            alone.then_some(line).ok_or_else(|| {
                format!(
                    "index.html: {line:?} should be one whole `<link data-trunk ...>` and no more"
                )
            })
        })
        .collect()
}

/// The value of an attribute written as `name="value"`.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    const FRAME: &str = "<head>\n<!-- bundle:head -->\n\
        <link data-trunk rel=\"css\" href=\"style/b.css\">\n\
        <link data-trunk rel=\"rust\">\n\
        <link data-trunk rel=\"css\" href=\"style/a.css\">\n</head>\n\
        <body><!-- bundle:articles --><!-- bundle:data --></body>\n";

    fn page(frame: &str, glue: &str, wasm: Vec<u8>) -> Result<String, String> {
        let articles = [Listed {
            title: "Tom & <b>Jerry</b>".into(),
            date: String::new(),
            lead: "\"</noscript>\"\u{7}".into(),
        }];
        let parts = Parts {
            frame,
            made: "2026-11-23",
            styles: "p { color: red }",
            script: glue,
            binaries: &[("wasm", wasm)],
            articles: &articles,
        };
        bundle(&parts).map(|page| page.html)
    }

    /// Bytes that do not compress, the same in every run.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1u32;
        std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(length)
        .collect()
    }

    fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
        text.split_once(start).unwrap().1.split_once(end).unwrap().0
    }

    #[test]
    fn the_same_parts_give_the_same_page() {
        assert_eq!(page(FRAME, "let a", noise(1000)), page(FRAME, "let a", noise(1000)));
    }

    #[test]
    fn blocks_are_short_and_hold_every_byte() {
        for length in [0, 1, 65_535, 65_536, 300_001] {
            for (part, packed) in [(noise(length), false), (vec![b'a'; length], length > 65_534)] {
                let html = page(FRAME, "", part.clone()).unwrap();
                let set = between(&html, "<div hidden id=\"part-wasm\"", "</div>");
                assert!(set.contains(&format!("data-bytes=\"{length}\"")));
                assert_eq!(set.contains(" data-plain>"), !packed, "{length} bytes");
                let mut held = Vec::new();
                for block in set.split("<script type=\"text/plain\">").skip(1) {
                    let block = block.strip_suffix("</script>\n").unwrap();
                    assert!(block.len() <= 65_536);
                    held.extend(STANDARD.decode(block).expect("a block decodes by itself"));
                }
                let mut bytes = Vec::new();
                match packed {
                    true => GzDecoder::new(held.as_slice()).read_to_end(&mut bytes).unwrap(),
                    false => held.as_slice().read_to_end(&mut bytes).unwrap(),
                };
                assert!(bytes == part);
            }
        }
    }

    #[test]
    fn the_policy_names_exactly_the_code_and_styles_of_the_page() {
        let html = page(FRAME, "const a = '</script><!--';", vec![]).unwrap();
        let script = between(&html, "<script type=\"module\" async>", "</script>");
        assert!(script.contains("'<\\/script><\\!--'"));
        let styles = between(&html, "<style>", "</style>");
        assert!(styles.contains("p { color: red }"));
        let policy = between(&html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
        assert!(
            policy.contains(&format!("script-src '{}' 'wasm-unsafe-eval';", source_hash(script)))
        );
        assert!(policy.contains(&format!("style-src '{}';", source_hash(styles))));
        assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'none'"));
    }

    #[test]
    fn nothing_speaks_to_trunk_or_ends_a_script_early() {
        assert!(!page(FRAME, "", vec![]).unwrap().contains("data-trunk"));
        assert_eq!(inline_script("a < b; '</SCRIPT>' <é"), "a < b; '<\\/SCRIPT>' <é");
    }

    #[test]
    fn articles_are_text_whatever_they_hold() {
        let html = page(FRAME, "", vec![]).unwrap();
        assert!(html.contains("<h2>Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;</h2> <p>ongedateerd</p>"));
        assert!(html.contains("<p>&quot;&lt;/noscript&gt;&quot; </p>"));
    }

    #[test]
    fn style_sheets_keep_the_order_of_the_frame() {
        assert_eq!(style_sheets(FRAME).unwrap(), ["style/b.css", "style/a.css"]);
    }

    #[test]
    fn a_frame_that_cannot_be_bundled_is_told_why() {
        let no_mark = FRAME.replace(HEAD_MARK, "");
        assert!(page(&no_mark, "", vec![]).unwrap_err().contains("bundle:head"));
        let twice = FRAME.replace(DATA_MARK, &DATA_MARK.repeat(2));
        assert!(page(&twice, "", vec![]).unwrap_err().contains("2 times"));
        let other = FRAME.replace("rel=\"rust\"", "rel=\"sass\"");
        assert!(page(&other, "", vec![]).unwrap_err().contains("sass"));
        let two = FRAME.replace(">\n<link", "><link");
        assert!(page(&two, "", vec![]).unwrap_err().contains("one whole"));
    }
}
