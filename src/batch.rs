//! A list of questions that a reader asks at once: kept in memory only, answered one by one, so
//! that the page can do other things in between.

use crate::session::Session;
use engine::batch::{Asked, Question, asking, table};
use engine::query::{Query, Sort};
use leptos::prelude::*;

/// A list, and what its questions find.
#[derive(Clone, Copy, Default)]
pub struct Batch {
    /// Source: the list as it was pasted, typed or opened.
    pub list: RwSignal<String>,
    /// Source: whether the questions that find most are told first.
    pub most_first: RwSignal<bool>,
    /// The list when it was last asked, with the answers so far.
    pub asked: RwSignal<Asked>,
    /// What it was asked under; `None` where that holds no more.
    under: RwSignal<Option<Query>>,
}

impl Batch {
    /// What was answered holds no more.
    pub fn outdate(&self) {
        self.under.set(None);
    }
}

impl Session {
    /// Begins to ask the questions of the list anew. Tells whether none was being asked: then
    /// somebody must call [`Session::answer_next`] until there is none left.
    pub fn ask_list(&self) -> bool {
        let Batch { list, asked, under, .. } = self.batch;
        let was_done = asked.with_untracked(Asked::is_done);
        asked.set(list.with_untracked(|list| Asked::new(list)));
        under.set(Some(self.query.with_untracked(standing)));
        was_done
    }

    /// Answers the next question of the list under the filters that stand now; false where there
    /// is none after it.
    pub fn answer_next(&self) -> bool {
        let (archive, mut more) = (self.current.get_untracked(), false);
        self.batch.asked.update(|asked| {
            more = self.query.with_untracked(|query| asked.step(archive, query));
        });
        more
    }

    /// Whether the answers to a list are those of other filters or other corrections; whoever
    /// reads it here follows these.
    pub fn is_list_outdated(&self) -> bool {
        let now = self.query.with(standing);
        let same = self.batch.under.with(|under| under.as_ref() == Some(&now));
        !same && self.batch.asked.with_untracked(|asked| !asked.questions.is_empty())
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
        let most_first = self.batch.most_first.get_untracked();
        let rows = self.batch.asked.with_untracked(|asked| asked.rows(most_first));
        table(archive, &rows, &address, separator)
    }
}

/// What a list is asked under: whatever is asked beside words.
fn standing(query: &Query) -> Query {
    Query { sort: Sort::default(), ..asking(query, "") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::session;
    use engine::batch::Fault;
    use engine::place::corrections::{Action, Correction, Scope};

    fn correction() -> Correction {
        Correction { action: Action::NotAPlace, name: "Lviv".into(), scope: Scope::Atlas }
    }

    fn answer_all(session: Session) {
        assert!(session.ask_list());
        while session.answer_next() {}
    }

    fn items(session: Session) -> Vec<(String, u32)> {
        let most_first = session.batch.most_first.get();
        let rows = session.batch.asked.with(|asked| asked.rows(most_first));
        rows.into_iter().map(|(question, answer)| (question.text, answer.items)).collect()
    }

    #[test]
    fn each_line_is_answered_under_the_filters_that_stand() {
        session("q=nacht&van=2022-10&volgorde=oudste", |session| {
            session.batch.list.set("Kyiv\nraket nacht\n\nLviv".into());
            answer_all(session);
            let wanted = [("Kyiv", 1), ("raket nacht", 0), ("Lviv", 1)];
            assert_eq!(items(session), wanted.map(|(text, items)| (text.to_owned(), items)));
            assert_eq!(session.batch.asked.with(Asked::found), 2);
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
            assert_eq!(session.batch.asked.get().faults, [(1, Fault::NoWord)]);
            session.ask(|query| query.text = "aanval".into());
            assert!(!session.is_list_outdated(), "other words are no other filters");
            session.ask(|query| query.toggle_undated());
            assert!(session.is_list_outdated());
            answer_all(session);
            assert!(!session.is_list_outdated());
            session.correct(|all| all.push(correction()));
            assert!(session.is_list_outdated());
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
            assert_eq!(
                row,
                format!("1,'=aanval,1,1,,,1,,#q=%3Daanval&zonder=datum&taal=en,{atlas}")
            );
        });
    }
}
