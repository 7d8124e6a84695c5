//! A list of questions that a reader asks at once: kept in memory only, answered one by one, so
//! that the page can do other things in between.

use crate::session::Session;
use engine::batch::{Answer, Fault, Question, answer, asking, most_first, questions, table};
use engine::query::{Query, Sort};
use leptos::prelude::*;

/// A list, and what its questions find.
#[derive(Clone, Copy)]
pub struct Batch {
    /// Source: the list as it was pasted, typed or opened.
    pub list: RwSignal<String>,
    /// Source: whether the questions that find most are told first.
    pub most_first: RwSignal<bool>,
    /// The questions when they were last asked.
    questions: RwSignal<Vec<Question>>,
    /// The answers to the first of them.
    answers: RwSignal<Vec<(Question, Answer)>>,
    /// The lines that ask nothing.
    pub faults: RwSignal<Vec<(usize, Fault)>>,
}

/// How far the questions of a list are answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Questions.
    pub questions: usize,
    /// Those that are answered.
    pub answered: usize,
    /// Those of them that find anything.
    pub found: usize,
}

impl Batch {
    /// No list yet.
    pub fn new() -> Batch {
        Batch {
            list: RwSignal::new(String::new()),
            most_first: RwSignal::new(false),
            questions: RwSignal::new(Vec::new()),
            answers: RwSignal::new(Vec::new()),
            faults: RwSignal::new(Vec::new()),
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let found = |answers: &Vec<(Question, Answer)>| {
            answers.iter().filter(|(_, answer)| answer.items > 0).count()
        };
        Progress {
            questions: self.questions.with(Vec::len),
            answered: self.answers.with(Vec::len),
            found: self.answers.with(found),
        }
    }

    /// The answers so far, in the order that was chosen.
    pub fn rows(&self) -> Vec<(Question, Answer)> {
        let mut rows = self.answers.get();
        if self.most_first.get() {
            most_first(&mut rows);
        }
        rows
    }
}

impl Session {
    /// Begins to ask the questions of the list anew. Tells whether none was being asked: then
    /// somebody must call [`Session::answer_next`] until there is none left.
    pub fn ask_list(&self) -> bool {
        let Progress { questions: all, answered, .. } = untrack(|| self.batch.progress());
        let (asked, faults) = self.batch.list.with_untracked(|list| questions(list));
        self.batch.questions.set(asked);
        self.batch.answers.set(Vec::new());
        self.batch.faults.set(faults);
        answered == all
    }

    /// Answers the next question of the list under the filters that stand now; false where there
    /// is none.
    pub fn answer_next(&self) -> bool {
        let next = self.batch.answers.with_untracked(Vec::len);
        let question = self.batch.questions.with_untracked(|all| all.get(next).cloned());
        let Some(question) = question else { return false };
        let archive = self.current.get_untracked();
        let answer = self.query.with_untracked(|query| answer(archive, query, &question.text));
        self.batch.answers.update(|answers| answers.push((question, answer)));
        true
    }

    /// What a list is asked under: whatever is asked beside words.
    pub fn standing(&self) -> Query {
        let mut query = self.query.get();
        query.clear_words();
        Query { sort: Sort::default(), ..query }
    }

    /// Asks a question of the list alone.
    pub fn ask_alone(&self, question: &str) {
        self.ask(|query| *query = asking(query, question));
        self.remember();
    }

    /// The answers as a table for spreadsheets, with this sign between cells.
    pub fn list_table(&self, separator: char) -> String {
        let archive = self.current.get_untracked();
        let mut link = self.link_untracked();
        (link.open, link.card, link.beside, link.lines) = (None, None, None, None);
        let address = |question: &Question| {
            let mut link = link.clone();
            link.query = asking(&link.query, &question.text);
            link.write(archive)
        };
        let rows = untrack(|| self.batch.rows());
        table(archive, &rows, address, separator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::session;

    fn answer_all(session: Session) {
        assert!(session.ask_list());
        while session.answer_next() {}
    }

    fn items(session: Session) -> Vec<(String, u32)> {
        let rows = session.batch.rows().into_iter();
        rows.map(|(question, answer)| (question.text, answer.items)).collect()
    }

    #[test]
    fn each_line_is_answered_under_the_filters_that_stand() {
        session("q=nacht&van=2022-10&volgorde=oudste", |session| {
            session.batch.list.set("Kyiv\nraket nacht\n\nLviv".into());
            answer_all(session);
            let wanted = [("Kyiv", 1), ("raket nacht", 0), ("Lviv", 1)];
            assert_eq!(items(session), wanted.map(|(text, items)| (text.to_owned(), items)));
            let progress = session.batch.progress();
            assert_eq!((progress.questions, progress.answered, progress.found), (3, 3, 2));
            session.batch.most_first.set(true);
            assert_eq!(items(session)[1].0, "Lviv");
            session.ask_alone("Lviv");
            let address = session.link().write(session.archive());
            assert_eq!(address, "q=Lviv&van=2022-10&volgorde=oudste");
            assert_eq!(session.outcome.with(|outcome| outcome.total), 1);
        });
    }

    #[test]
    fn a_list_that_is_asked_again_begins_anew() {
        session("", |session| {
            session.batch.list.set("raket\naanval\n".into());
            assert!(session.ask_list());
            assert!(session.answer_next());
            session.batch.list.set("?\nLviv\n".into());
            assert!(!session.ask_list(), "one goes on");
            while session.answer_next() {}
            assert_eq!(items(session), [("Lviv".to_owned(), 1)]);
            assert_eq!(session.batch.faults.get(), [(1, Fault::NoWord)]);
            let standing = session.standing();
            session.ask(|query| query.text = "aanval".into());
            assert_eq!(session.standing(), standing);
        });
    }

    #[test]
    fn the_table_tells_the_address_of_each_question() {
        session("zonder=datum&doc=a&taal=en", |session| {
            session.batch.list.set("=aanval\n".into());
            answer_all(session);
            let table = session.list_table(',');
            let row = table.lines().nth(1).unwrap();
            let atlas = session.archive().id();
            assert_eq!(row, format!("1,'=aanval,1,1,,,,#q=%3Daanval&zonder=datum&taal=en,{atlas}"));
        });
    }
}
