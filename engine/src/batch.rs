//! Many questions at once: a list with a question on each line, and what each of them finds under
//! the same filters.

use crate::archive::{Archive, ListBuffer};
use crate::export::csv;
use crate::ids::ItemId;
use crate::outcome::Path;
use crate::query::{Query, parse};
use crate::search::{self, Plan};
use crate::sort;
use crate::text;
use crate::time::Month;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Questions of a list at most.
pub const MOST: usize = 500;
/// Characters of a question at most.
pub const LONGEST: usize = 200;

/// A line of a list that asks something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The number of its line, from 1.
    pub line: usize,
    /// What it asks, in the query language of [`parse()`].
    pub text: String,
}

/// Why a line that is not empty asks nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It has neither a word nor a filter.
    NoWord,
    /// It has more than [`LONGEST`] characters.
    TooLong,
    /// It holds a character that was lost when the list was read: the list is not in UTF-8.
    Unreadable,
    /// It asks what an earlier line asks: the number of that line.
    Again(usize),
    /// There are [`MOST`] questions before it; no line after it is read.
    TooMany,
}

impl Fault {
    /// Its name for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Fault::NoWord => "no word",
            Fault::TooLong => "too long",
            Fault::Unreadable => "unreadable",
            Fault::Again(_) => "again",
            Fault::TooMany => "too many",
        }
    }
}

/// What a question finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// Items that have all of it; near-duplicates too.
    pub items: u32,
    /// Documents that those items belong to.
    pub documents: u32,
    /// The first and the last month of those items; `None` where none has a month.
    pub months: Option<(Month, Month)>,
    /// Those items that have no month.
    pub undated: u32,
    /// The forms that stand in those items for a word of the question as another spelling of a
    /// name, or as a likely slip.
    pub spellings: Vec<Spelling>,
}

/// Another form of a word of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spelling {
    /// As it is told.
    pub form: String,
    /// Whether it only looks like the word.
    pub is_likely_slip: bool,
    /// The items found that hold it.
    pub items: u32,
}

/// A list that is being asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// In the order of the list.
    pub questions: Vec<Question>,
    /// The lines that ask nothing, likewise.
    pub faults: Vec<(usize, Fault)>,
    /// The answers to the first of the questions.
    pub answers: Vec<Answer>,
}

impl Asked {
    /// A list of which no question is answered yet. White space around a question and empty lines
    /// do not count.
    pub fn new(list: &str) -> Asked {
        let (questions, faults) = questions(list);
        Asked { questions, faults, answers: Vec::new() }
    }

    /// Whether every question is answered.
    pub fn is_done(&self) -> bool {
        self.answers.len() == self.questions.len()
    }

    /// Answers the next question under the filters of a query; false where there is none.
    pub fn step(&mut self, archive: &Archive, standing: &Query) -> bool {
        let next = self.questions.get(self.answers.len());
        let answer = next.map(|question| answer(archive, standing, &question.text));
        self.answers.extend(answer);
        !self.is_done()
    }

    /// The questions that find anything, of those that are answered.
    pub fn found(&self) -> usize {
        self.answers.iter().filter(|answer| answer.items > 0).count()
    }

    /// The questions that are answered, in the order of the list or those that find most first.
    pub fn rows(&self, most_first: bool) -> Vec<(Question, Answer)> {
        let mut rows: Vec<(Question, Answer)> =
            self.questions.iter().cloned().zip(self.answers.iter().cloned()).collect();
        if most_first {
            sort::by_key(&mut rows, |(_, answer)| Reverse(answer.items));
        }
        rows
    }
}

fn questions(list: &str) -> (Vec<Question>, Vec<(usize, Fault)>) {
    let mut questions: Vec<Question> = Vec::new();
    let mut faults = Vec::new();
    let mut known = BTreeMap::new();
    let lines = list.trim_start_matches('\u{feff}').lines().map(str::trim);
    for (line, asked) in (1..).zip(lines).filter(|(_, asked)| !asked.is_empty()) {
        let fault = fault(asked).or_else(|| match known.get(&text::fold(asked)) {
            Some(&earlier) => Some(Fault::Again(earlier)),
            None => (questions.len() == MOST).then_some(Fault::TooMany),
        });
        match fault {
            None => {
                known.insert(text::fold(asked), line);
                questions.push(Question { line, text: asked.to_owned() });
            }
            Some(fault) => faults.push((line, fault)),
        }
        if fault == Some(Fault::TooMany) {
            break;
        }
    }
    (questions, faults)
}

/// What is wrong with a line by itself.
fn fault(asked: &str) -> Option<Fault> {
    if asked.contains(char::REPLACEMENT_CHARACTER) {
        return Some(Fault::Unreadable);
    }
    if asked.chars().count() > LONGEST {
        return Some(Fault::TooLong);
    }
    parse(asked).is_empty().then_some(Fault::NoWord)
}

/// What a question finds under the filters of a query, whose words count no more.
pub fn answer(archive: &Archive, standing: &Query, question: &str) -> Answer {
    let query = asking(standing, question);
    let plan = Plan::new(archive, &query);
    let found = search::answering(archive, &query, &plan);
    let months = || found.iter().filter_map(|&item| archive.item_month(item));
    Answer {
        items: found.len() as u32,
        documents: search::documents(archive, found.iter().copied()),
        months: months().min().zip(months().max()),
        undated: (found.len() - months().count()) as u32,
        spellings: spellings(archive, &plan, &found),
    }
}

/// The question under the filters of a query: what finds the same when it is asked alone.
pub fn asking(standing: &Query, question: &str) -> Query {
    let mut query = standing.clone();
    query.clear_words();
    query.text = question.to_owned();
    query
}

/// The other spellings that items hold, each word's strongest first.
fn spellings(archive: &Archive, plan: &Plan, found: &[ItemId]) -> Vec<Spelling> {
    let mut list = ListBuffer::default();
    let mut items = |form: &str| {
        let Some(form) = archive.find_form(&text::name_key(form)) else { return 0 };
        archive.read_list(form, &mut list);
        let holds = |(item, _): &&(u32, u32)| found.binary_search(&ItemId(*item)).is_ok();
        list.all.iter().filter(holds).count() as u32
    };
    let reports = plan.reports(archive);
    let others = reports.iter().flat_map(|word| word.others());
    let others = others.map(|((form, path, _), _)| (form, path));
    let spelt = others.filter(|(_, path)| matches!(path, Path::Spelling | Path::Typo));
    let spelling = |(form, path): (String, Path)| {
        let items = items(&form);
        Spelling { form, is_likely_slip: path == Path::Typo, items }
    };
    spelt.map(spelling).filter(|spelling| spelling.items > 0).collect()
}

/// The answers as a table ([`csv`]); `address` is the fragment that asks a question alone.
pub fn table(
    archive: &Archive,
    rows: &[(Question, Answer)],
    address: &dyn Fn(&Question) -> String,
    separator: char,
) -> String {
    let head = [
        "line",
        "question",
        "items",
        "documents",
        "first month",
        "last month",
        "undated items",
        "other spellings",
        "query",
        "atlas",
    ];
    let row = |(question, answer): &(Question, Answer)| {
        let (first, last) = answer.months.unzip();
        let month = |month: Option<Month>| month.map_or(String::new(), |month| month.to_string());
        let spelling = |of: &Spelling| format!("{} ({})", of.form, of.items);
        let spellings: Vec<String> = answer.spellings.iter().map(spelling).collect();
        vec![
            question.line.to_string(),
            question.text.clone(),
            answer.items.to_string(),
            answer.documents.to_string(),
            month(first),
            month(last),
            answer.undated.to_string(),
            spellings.join(", "),
            format!("#{}", address(question)),
            archive.id(),
        ]
    };
    csv(&head, &mut rows.iter().map(row), separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_asks_nothing_is_told_with_its_number() {
        let long = "a".repeat(LONGEST + 1);
        let list = format!(
            "\u{feff}Kiev\r\n\n \"staakt het vuren\" \n?!\nKIEV\n{long}\nOdess\u{fffd}\nvan:2022\n"
        );
        let (questions, faults) = questions(&list);
        let told: Vec<(usize, &str)> =
            questions.iter().map(|q| (q.line, q.text.as_str())).collect();
        assert_eq!(told, [(1, "Kiev"), (3, "\"staakt het vuren\""), (8, "van:2022")]);
        let wanted =
            [(4, Fault::NoWord), (5, Fault::Again(1)), (6, Fault::TooLong), (7, Fault::Unreadable)];
        assert_eq!(faults, wanted);
    }

    #[test]
    fn a_list_ends_where_there_are_too_many() {
        let list: String = (0..MOST + 5).map(|nth| format!("woord{nth}\n")).collect();
        let (questions, faults) = questions(&list);
        assert_eq!(questions.len(), MOST);
        assert_eq!(faults, [(MOST + 1, Fault::TooMany)]);
    }
}
