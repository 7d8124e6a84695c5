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
    /// Items that name no place of the kind `per`; together with `places`: those too.
    pub placeless: bool,
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

/// A filter on dates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Dates {
    /// None.
    #[default]
    Any,
    /// Items whose period has a day in common with those from the first of `from` to the last of
    /// `to`; a bound that is `None` is open. Undated items never pass.
    Range {
        /// The first period, all of it.
        from: Option<Period>,
        /// The last period, all of it.
        to: Option<Period>,
    },
    /// Items without a month: no date, or only a year.
    Undated,
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remark {
    /// Nothing in it can be searched for, so that everything is found.
    NoWord,
    /// A bound of time is none, as in `van:2022-13`, and was searched for as text.
    NoDate,
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

    /// What should be said of the words that were typed.
    pub fn remark(&self) -> Option<Remark> {
        let parsed = parse(&self.text);
        if !self.text.trim().is_empty() && parsed.is_empty() {
            return Some(Remark::NoWord);
        }
        parsed.misdated.then_some(Remark::NoDate)
    }

    /// Whether it asks for a period, by a filter or by words, and so leaves out what is undated.
    pub fn has_period(&self) -> bool {
        let Parsed { from, to, .. } = parse(&self.text);
        self.dates.bounds() != (None, None) || from.or(to).is_some()
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
        self.placeless = !self.placeless;
    }

    /// Asks for this month alone; once more: for any date.
    pub fn toggle_month(&mut self, month: Month) {
        let only = Dates::only(month);
        self.dates = if self.dates == only { Dates::Any } else { only };
    }

    /// Asks for undated items alone; once more: for any date.
    pub fn toggle_undated(&mut self) {
        let undated = self.dates == Dates::Undated;
        self.dates = if undated { Dates::Any } else { Dates::Undated };
    }

    /// Moves the first bound, leaves the last.
    pub fn set_from(&mut self, from: Option<Period>) {
        self.set_range(from, self.dates.bounds().1);
    }

    /// Moves the last bound, leaves the first.
    pub fn set_to(&mut self, to: Option<Period>) {
        self.set_range(self.dates.bounds().0, to);
    }

    /// Asks for a range of dates; bounds the wrong way round are turned, no bounds are no filter.
    pub fn set_range(&mut self, from: Option<Period>, to: Option<Period>) {
        self.dates = Dates::between(from, to);
    }
}

impl Dates {
    /// What lies between two bounds, which are turned where they are the wrong way round; anything
    /// where there are none.
    pub fn between(from: Option<Period>, to: Option<Period>) -> Dates {
        let turned = matches!((from, to), (Some(from), Some(to))
            if from.days().from > to.days().from && from.days().until > to.days().until);
        match (from, to) {
            (None, None) => Dates::Any,
            _ if turned => Dates::Range { from: to, to: from },
            _ => Dates::Range { from, to },
        }
    }

    /// One month and nothing else.
    pub fn only(month: Month) -> Dates {
        let month = Some(Period::Month(month));
        Dates::Range { from: month, to: month }
    }

    /// The first and the last period of a range; neither where there is no range.
    pub fn bounds(self) -> (Option<Period>, Option<Period>) {
        match self {
            Dates::Range { from, to } => (from, to),
            Dates::Any | Dates::Undated => (None, None),
        }
    }

    /// Whether an item of that date passes.
    pub fn take_in(self, date: Option<Period>) -> bool {
        match self {
            Dates::Any => true,
            Dates::Undated => date.and_then(Period::month).is_none(),
            Dates::Range { from, to } => {
                date.is_some_and(|date| range(from, to).overlap(date.days()))
            }
        }
    }
}

/// The days from the first of `from` to the last of `to`.
fn range(from: Option<Period>, to: Option<Period>) -> Days {
    Days {
        from: from.map_or(NaiveDate::MIN, |period| period.days().from),
        until: to.map_or(NaiveDate::MAX, |period| period.days().until),
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
        let mut query = Query { placeless: true, ..Query::default() };
        query.toggle_place(PlaceId(1));
        query.only_place(PlaceId(2));
        assert_eq!(query.places, BTreeSet::from([PlaceId(2)]));
        assert!(!query.placeless);
    }

    #[test]
    fn bounds_take_in_their_whole_period() {
        let dates = Dates::Range { from: period("2022-03"), to: period("2022-06") };
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
        assert!(Dates::Undated.take_in(period("2022")));
        assert!(!Dates::Undated.take_in(period("2022-01")));
    }

    #[test]
    fn what_is_odd_about_the_words_is_told() {
        for (typed, remark) in [
            (" ", None),
            ("raket", None),
            ("plaats:Kiev", None),
            ("🚀", Some(Remark::NoWord)),
            ("\"", Some(Remark::NoWord)),
            ("()", Some(Remark::NoWord)),
            ("raket (Kiev OF Lviv)", None),
            ("raket van:2022-03 tot:2022", None),
            ("raket van:2022-13", Some(Remark::NoDate)),
            ("tot:gisteren", Some(Remark::NoDate)),
        ] {
            assert_eq!(
                Query { text: typed.into(), ..Query::default() }.remark(),
                remark,
                "{typed}"
            );
        }
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
        assert_eq!(query.dates, Dates::Range { from: period("2022-03"), to: period("2022-06") });
        query.set_range(None, None);
        assert!(query.is_empty());
    }
}
