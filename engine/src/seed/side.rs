//! `corpus.toml`: what the editor of the collection states about its documents.
//!
//! One table for each document, under the document's name, with any of four keys:
//!
//! ```toml
//! ["2022/liveblog"]
//! title = "Liveblog Oekraïne"
//! source = "NOS"
//! date = "2022-04-19"        # or "2022-04", or "2022"
//! language = "nl"            # BCP 47
//! ```

use super::{Article, CorpusError, Notice, Origin, Title};
use crate::text::line_and_column;
use crate::time::Period;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the side file in the seeds folder.
pub const SIDE_FILE: &str = "corpus.toml";

/// The statements of a side file, by document.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SideFile {
    statements: BTreeMap<String, Statement>,
}

/// What is stated about one document.
#[derive(Clone, PartialEq, Debug, Default)]
struct Statement {
    line: usize,
    title: Option<String>,
    source: Option<String>,
    date: Option<Period>,
    language: Option<String>,
}

impl SideFile {
    /// Reads a side file.
    ///
    /// # Errors
    /// [`CorpusError::NotUtf8`], or [`CorpusError::SideFile`] with the line of what is no TOML, no
    /// table, an unknown key, or no date.
    pub fn parse(bytes: &[u8]) -> Result<SideFile, CorpusError> {
        let text = std::str::from_utf8(bytes).map_err(|error| CorpusError::NotUtf8 {
            path: SIDE_FILE.to_owned(),
            byte: error.valid_up_to(),
        })?;
        let file = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            wrong(text, at, error.message().replace('\n', " "))
        })?;
        let mut statements = BTreeMap::new();
        for (doc, value) in file.get_ref() {
            let at = doc.span().start;
            let Some(table) = value.get_ref().as_table() else {
                let message = format!(
                    "expected a table for each document, like [\"{}\"], found a {}",
                    doc.get_ref(),
                    value.get_ref().type_str()
                );
                return Err(wrong(text, at, message));
            };
            let line = line_and_column(text, at).0;
            let statement = Statement { line, ..statement(text, table)? };
            statements.insert(doc.get_ref().to_string(), statement);
        }
        Ok(SideFile { statements })
    }

    /// Writes what is stated about an article into it.
    pub fn apply(&self, article: &mut Article) {
        let Some(stated) = self.statements.get(&article.doc) else { return };
        if let Some(text) = &stated.title {
            article.title = Title { text: text.clone(), origin: Origin::Editor };
        }
        if let Some(date) = stated.date {
            article.dating.date = Some((date, Origin::Editor));
        }
        article.source = stated.source.clone().or(article.source.take());
        if let Some(language) = &stated.language {
            article.language = language.clone();
        }
    }

    /// A notice for every statement about a document that is not in the corpus.
    pub fn unused(&self, docs: &[&str]) -> Vec<Notice> {
        let strays = self.statements.iter().filter(|(doc, _)| !docs.contains(&doc.as_str()));
        let notice = |(doc, stated): (&String, &Statement)| Notice {
            path: SIDE_FILE.to_owned(),
            line: stated.line,
            column: 1,
            message: format!("there is no document \"{doc}\": what is stated about it is unused"),
        };
        strays.map(notice).collect()
    }
}

fn statement(text: &str, table: &DeTable) -> Result<Statement, CorpusError> {
    let mut stated = Statement::default();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "title" => stated.title = Some(string(text, "title", value)?),
            "source" => stated.source = Some(string(text, "source", value)?),
            "language" => stated.language = Some(string(text, "language", value)?),
            "date" => stated.date = Some(date(text, value)?),
            other => {
                let message =
                    format!("unknown key \"{other}\": expected title, source, date or language");
                return Err(wrong(text, key.span().start, message));
            }
        }
    }
    Ok(stated)
}

fn string(text: &str, key: &str, value: &Spanned<DeValue>) -> Result<String, CorpusError> {
    let line = value.get_ref().as_str().map(|s| s.split_whitespace().collect::<Vec<_>>().join(" "));
    line.filter(|line| !line.is_empty()).ok_or_else(|| {
        wrong(text, value.span().start, format!("{key} must be words in quotes, not empty"))
    })
}

fn date(text: &str, value: &Spanned<DeValue>) -> Result<Period, CorpusError> {
    let written = match value.get_ref() {
        DeValue::String(written) => written.to_string(),
        DeValue::Datetime(written) => written.to_string(),
        _ => text[value.span()].to_owned(),
    };
    Period::parse(&written).ok_or_else(|| {
        let message = format!(
            "\"{written}\" is no date: expected one like \"2022\", \"2022-04\" or \"2022-04-19\""
        );
        wrong(text, value.span().start, message)
    })
}

fn wrong(text: &str, byte: usize, message: String) -> CorpusError {
    CorpusError::SideFile { line: line_and_column(text, byte).0, message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::{Source, parse};

    fn line_of(file: &str) -> usize {
        match SideFile::parse(file.as_bytes()) {
            Err(CorpusError::SideFile { line, .. }) => line,
            other => panic!("{file:?}: {other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line() {
        assert_eq!(line_of("[a]\ntitel = \"x\""), 2);
        assert_eq!(line_of("[a]\ntitle = \"x\"\ndate = \"2022-13\""), 3);
        assert_eq!(line_of("\n[a]\ndate = 19\n"), 3);
        assert_eq!(line_of("a = 1"), 1);
        assert_eq!(line_of("[a]\ntitle = \n"), 2);
        assert_eq!(line_of("[a]\nsource = \"\""), 2);
    }

    #[test]
    fn an_editor_states_what_the_text_does_not() {
        let file = "[a]\ndate = 2022-04-19\nsource = \"NOS\"\n[weg]\ntitle = \"x\"";
        let side = SideFile::parse(file.as_bytes()).unwrap();
        let (mut article, _) = parse(&Source { path: "a.txt", bytes: b"Tekst." }).unwrap();
        side.apply(&mut article);
        assert_eq!(article.dating.date.unwrap().0.to_string(), "2022-04-19");
        assert_eq!(article.dating.date.unwrap().1, Origin::Editor);
        assert_eq!(article.source.as_deref(), Some("NOS"));
        assert_eq!(article.title.text, "Tekst.");
        let unused = side.unused(&["a"]);
        assert_eq!(unused.len(), 1);
        assert_eq!(unused[0].line, 4);
    }
}
