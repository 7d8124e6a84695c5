//! What is asked: words and filters, and the rules by which clicks change them.

mod months;
mod narrow;
mod parse;
mod window;

pub use months::End;
pub use narrow::{Choice, Facet, Filter, Kind};
pub(crate) use parse::is_quote;
pub use parse::{Expr, Parsed, Word, parse};
pub use window::Window;

use crate::ids::{DocId, PlaceId};
use crate::place::PlaceKind;
use crate::text;
use crate::time::{Days, Month, Period};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A whole question. The empty one asks for everything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// The words as typed, in the query language of [`parse()`].
    pub text: String,
    /// Items that name one of these places, or for a region or country a place in it; none: no
    /// such filter.
    pub places: BTreeSet<PlaceId>,
    /// Items that name no place of the kind `per`; together with `places`: those too. Excluded:
    /// they are left out.
    pub placeless: Choice,
    /// Items that name a place of the kind `per` that lies in there, whatever else is asked of
    /// places.
    pub window: Option<Window>,
    /// Items that name one of these places are left out, whatever else they name.
    pub not_places: BTreeSet<PlaceId>,
    /// Items of one of these documents; none: no such filter.
    pub documents: BTreeSet<DocId>,
    /// Items of these documents are left out.
    pub not_documents: BTreeSet<DocId>,
    /// Items of this kind of text.
    pub kind: Option<Kind>,
    /// The facets whose filters stay when the others are cleared.
    pub locked: BTreeSet<Facet>,
    /// When the items must date from.
    pub dates: Dates,
    /// Items without a month (no date, or only a year); together with dates, clicked or typed:
    /// those too. Excluded: they are left out.
    pub undated: Choice,
    /// Items of these months are left out; each stands there once, in the order of leaving out.
    pub not_months: Vec<Month>,
    /// The kind of places that are counted: what "a place" is in counts, lists and `placeless`.
    pub per: PlaceKind,
    /// In what order the hits come.
    pub sort: Sort,
    /// Whether words count only as typed, but for case and accents: no inflections, beginnings,
    /// compounds, spellings or typos.
    pub exact: bool,
    /// Forms of the corpus ([`text::name_key`]) that answer no word but the one typed so.
    pub without: BTreeSet<String>,
}

/// A filter on dates: items whose period has a day in common with those from the first of `from` to
/// the last of `to`. A bound that is `None` is open; two such bounds are no filter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Dates {
    /// The first period, all of it.
    pub from: Option<Period>,
    /// The last period, all of it.
    pub to: Option<Period>,
}

/// The order of hits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// Best score first; newest first where the query has no words.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// By the name of the place of the kind that is counted ([`Query::per`]) that the item names
    /// most; those without one last.
    Place,
}

/// What is odd about a query as typed, which is answered nevertheless.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Remark {
    /// Nothing in it can be searched for, so that everything is found.
    NoWord,
    /// A bound of time is none, as in `van:2022-13`, and was searched for as text.
    NoDate(String),
    /// What stands before the colon is no filter, as in `titel:Kiev`, and was searched for as text.
    NoFilter(String),
    /// A quote is opened and not closed: the phrase, which reaches to the end.
    OpenQuote(String),
    /// A star stands before letters, as in `lu*ht`: it ends a word, and what follows is another.
    StarInside(String),
    /// No item names a place by this name, or by one that begins so.
    NoPlace {
        /// As typed.
        typed: String,
        /// The place that items name by a name one slip away.
        meant: Option<String>,
    },
}

impl Query {
    /// Whether everything is asked for, in whatever order.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && !self.has_filters()
    }

    /// Whether something other than words narrows the hits.
    pub fn has_filters(&self) -> bool {
        !self.filters().is_empty()
    }

    /// Takes away the words, and with them the forms that were left out.
    pub fn clear_words(&mut self) {
        self.text.clear();
        self.without.clear();
    }

    /// Asks for one more word.
    pub fn add_word(&mut self, word: &str) {
        let typed = self.text.trim_end();
        // A phrase that is still being typed ends where it stands.
        let open = typed.chars().filter(|&c| is_quote(c)).count() % 2 == 1;
        let between = match (open, typed.is_empty()) {
            (true, _) => "\" ",
            (false, true) => "",
            (false, false) => " ",
        };
        self.text = format!("{typed}{between}{word}");
    }

    /// Asks for another place where one was typed that there is none of.
    pub fn correct_place(&mut self, typed: &str, meant: &str) {
        let is_quoted = !self.text.contains(&format!(":{typed}"));
        let quotes = if is_quoted || !meant.contains(' ') { "" } else { "\"" };
        self.text = self.text.replacen(typed, &format!("{quotes}{meant}{quotes}"), 1);
    }

    /// Leaves a form of the corpus out, or puts it back.
    pub fn toggle_form(&mut self, form: &str) {
        let whole = text::tokens(form).into_iter().find(|token| token.width > 1);
        let form = whole.map_or_else(|| text::name_key(form), |whole| whole.form);
        if !self.without.remove(&form) {
            self.without.insert(form);
        }
    }

    /// Adds a place to those asked for, or takes it away.
    pub fn toggle_place(&mut self, place: PlaceId) {
        self.toggle(Filter::Place(place));
    }

    /// Asks for this place alone; once more: for any.
    pub fn only_place(&mut self, place: PlaceId) {
        let alone = self.filters_of(Facet::Places).eq([Filter::Place(place)]);
        self.clear_facet(Facet::Places);
        if !alone {
            self.places.insert(place);
        }
    }

    /// Asks for items that name no place, or no longer.
    pub fn toggle_placeless(&mut self) {
        self.toggle(Filter::Placeless);
    }

    /// Asks for this month alone; once more: for any date.
    pub fn toggle_month(&mut self, month: Month) {
        let only = Dates::only(month);
        self.set_dates(if self.dates == only { Dates::default() } else { only });
    }

    /// Asks for undated items, beside a period for those too; once more: no longer.
    pub fn toggle_undated(&mut self) {
        self.toggle(Filter::Undated);
    }

    /// Moves the first bound, leaves the last.
    pub fn set_from(&mut self, from: Option<Period>) {
        self.set_range(from, self.dates.to);
    }

    /// Moves the last bound, leaves the first.
    pub fn set_to(&mut self, to: Option<Period>) {
        self.set_range(self.dates.from, to);
    }

    /// Asks for a range of dates; bounds the wrong way round are turned, no bounds are no filter.
    pub fn set_range(&mut self, from: Option<Period>, to: Option<Period>) {
        self.set_dates(Dates::between(from, to));
    }

    /// Asks for other dates. Undated items that were asked for beside a period stay beside the
    /// next; those that were asked for alone make place for it, and no period asks for all.
    fn set_dates(&mut self, dates: Dates) {
        if self.dates.is_any() || dates.is_any() {
            self.remove(Filter::Undated);
        }
        self.add(Filter::Dates(dates));
    }
}

impl Dates {
    /// What lies between two bounds, which are turned where they are the wrong way round.
    pub fn between(from: Option<Period>, to: Option<Period>) -> Dates {
        let turned = matches!((from, to), (Some(from), Some(to))
            if from.days().from > to.days().from && from.days().until > to.days().until);
        if turned { Dates { from: to, to: from } } else { Dates { from, to } }
    }

    /// One month and nothing else.
    pub fn only(month: Month) -> Dates {
        let month = Some(Period::Month(month));
        Dates { from: month, to: month }
    }

    /// The month that it asks for and nothing else.
    fn only_month(self) -> Option<Month> {
        match self {
            Dates { from: Some(Period::Month(month)), to } if to == self.from => Some(month),
            _ => None,
        }
    }

    /// Whether it is no filter.
    pub fn is_any(self) -> bool {
        self == Dates::default()
    }

    /// Whether an item of that date passes: where it is a filter, an undated one never does.
    pub fn take_in(self, date: Option<Period>) -> bool {
        self.is_any() || date.is_some_and(|date| self.days().overlap(date.days()))
    }

    fn days(self) -> Days {
        Days {
            from: self.from.map_or(NaiveDate::MIN, |period| period.days().from),
            until: self.to.map_or(NaiveDate::MAX, |period| period.days().until),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn period(text: &str) -> Option<Period> {
        Some(Period::parse(text).unwrap())
    }

    #[test]
    fn a_second_click_undoes_the_first() {
        let mut query = Query::default();
        let month = Month::parse("2022-10").unwrap();
        for click in [
            |query: &mut Query, _| query.toggle_place(PlaceId(3)),
            |query: &mut Query, _| query.only_place(PlaceId(3)),
            |query: &mut Query, month| query.toggle_month(month),
            |query: &mut Query, _| query.toggle_undated(),
            |query: &mut Query, _| query.toggle_placeless(),
        ] as [fn(&mut Query, Month); 5]
        {
            click(&mut query, month);
            assert!(!query.is_empty());
            click(&mut query, month);
            assert!(query.is_empty());
        }
    }

    #[test]
    fn one_place_alone_replaces_the_others() {
        let mut query = Query { placeless: Choice::Chosen, ..Query::default() };
        query.toggle_place(PlaceId(1));
        query.only_place(PlaceId(2));
        assert_eq!(query.places, BTreeSet::from([PlaceId(2)]));
        assert_eq!(query.placeless, Choice::Free);
    }

    #[test]
    fn bounds_take_in_their_whole_period() {
        let dates = Dates { from: period("2022-03"), to: period("2022-06") };
        for (date, passes) in [
            ("2022-02-28", false),
            ("2022-03-01", true),
            ("2022-06-30", true),
            ("2022-07-01", false),
            ("2022-06", true),
            ("2022", true),
            ("2023", false),
        ] {
            assert_eq!(dates.take_in(period(date)), passes, "{date}");
        }
        assert!(!dates.take_in(None));
        assert!(Dates::default().take_in(None));
    }

    #[test]
    fn undated_items_stay_beside_a_period_but_make_place_for_one() {
        let month = |text| Month::parse(text).unwrap();
        let mut query = Query::default();
        query.toggle_undated();
        query.toggle_month(month("2022-03"));
        assert_eq!(query.undated, Choice::Free);
        query.toggle_undated();
        query.set_to(period("2022-05"));
        assert_eq!(query.filters().len(), 2);
        query.set_range(None, None);
        assert!(query.is_empty());
    }

    #[test]
    fn a_word_that_is_added_stands_beside_what_was_typed() {
        for (typed, wanted) in
            [("", "vuren"), ("raket ", "raket vuren"), ("\"staakt het", "\"staakt het\" vuren")]
        {
            let mut query = Query { text: typed.into(), ..Query::default() };
            query.add_word("vuren");
            assert_eq!(query.text, wanted);
        }
    }

    #[test]
    fn a_place_that_was_meant_takes_the_place_of_the_one_typed() {
        for (typed, wrong, meant, wanted) in [
            ("raket plaats:Kief", "Kief", "Kiev", "raket plaats:Kiev"),
            ("plaats:KriviRih", "KriviRih", "Krivi Rih", "plaats:\"Krivi Rih\""),
            ("plaats:\"Krivi Ri\" x", "Krivi Ri", "Krivi Rih", "plaats:\"Krivi Rih\" x"),
        ] {
            let mut query = Query { text: typed.into(), ..Query::default() };
            query.correct_place(wrong, meant);
            assert_eq!(query.text, wanted);
        }
    }

    #[test]
    fn a_form_is_left_out_by_any_spelling_of_its_letters() {
        let mut query = Query { text: "charkov".into(), ..Query::default() };
        query.toggle_form("Charkív");
        assert_eq!(query.without, BTreeSet::from(["charkiv".to_string()]));
        query.toggle_form("charkiv");
        assert!(query.without.is_empty());
        query.toggle_form("VN-chef");
        assert_eq!(query.without, BTreeSet::from(["vnchef".to_string()]));
        query.clear_words();
        assert_eq!(query, Query::default());
    }

    #[test]
    fn a_range_the_wrong_way_round_is_turned() {
        let mut query = Query::default();
        query.set_range(period("2022-06"), period("2022-03"));
        assert_eq!(query.dates, Dates { from: period("2022-03"), to: period("2022-06") });
        query.set_range(None, None);
        assert!(query.is_empty());
    }
}
