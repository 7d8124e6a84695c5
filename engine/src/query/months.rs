//! Ranges of months, as they are drawn over a timeline. A bound that reaches the end of the
//! collection is none: whoever draws over everything asks for everything, the undated included.

use super::{Dates, Query};
use crate::time::{Month, Period};

/// An end of a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// The first month.
    First,
    /// The last month, which belongs to the range.
    Last,
}

impl Query {
    /// The first and the last month that the dates take in, of a collection that has those from
    /// `span.0` to `span.1`.
    pub fn months(&self, span: (Month, Month)) -> (Month, Month) {
        let Dates { from, to } = self.dates;
        let first = from.map_or(span.0, |from| Month::of(from.days().from));
        let last = to.and_then(|to| to.days().until.pred_opt()).map_or(span.1, Month::of);
        (first.clamp(span.0, span.1), last.clamp(span.0, span.1))
    }

    /// Asks for the months from one to another, in whatever order they come.
    pub fn set_months(&mut self, one: Month, other: Month, span: (Month, Month)) {
        let (first, last) = (one.min(other), one.max(other));
        let from = (first > span.0).then_some(Period::Month(first));
        let to = (last < span.1).then_some(Period::Month(last));
        self.set_dates(Dates { from, to });
    }

    /// Moves one end of the range by so many months; it stops at the other and at the span's end.
    pub fn move_end(&mut self, end: End, by: i32, span: (Month, Month)) {
        let (first, last) = self.months(span);
        let (moved, least, most) = match end {
            End::First => (first, span.0, last),
            End::Last => (last, first, span.1),
        };
        let number = moved.number().saturating_add(by).clamp(least.number(), most.number());
        let moved = Month::from_number(number).unwrap_or(moved);
        match end {
            End::First => self.set_months(moved, last, span),
            End::Last => self.set_months(first, moved, span),
        }
    }

    /// Asks for the month after the one asked for, or before it (`by` of 1 or -1); where there is
    /// none such, for the first or the last of the span. Tells whether there was one to go to.
    pub fn step_month(&mut self, by: i32, span: (Month, Month)) -> bool {
        let (first, _) = self.months(span);
        let alone = self.dates == Dates::only(first);
        let begin = if by < 0 { span.1 } else { span.0 };
        let next = if alone { Month::from_number(first.number() + by) } else { Some(begin) };
        let next = next.filter(|next| (span.0..=span.1).contains(next));
        next.map(|next| self.set_dates(Dates::only(next))).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        Month::parse(text).unwrap()
    }

    fn span() -> (Month, Month) {
        (month("2022-03"), month("2023-01"))
    }

    fn read(query: &Query) -> String {
        let (first, last) = query.months(span());
        format!("{first} {last}")
    }

    #[test]
    fn everything_drawn_over_is_no_filter() {
        let mut query = Query::default();
        query.set_months(month("2023-01"), month("2022-03"), span());
        assert_eq!(query, Query::default());
        query.set_months(month("2022-06"), month("2022-04"), span());
        assert_eq!(read(&query), "2022-04 2022-06");
        query.set_months(month("2022-06"), month("2023-01"), span());
        assert_eq!(query.dates, Dates { from: Some(Period::Month(month("2022-06"))), to: None });
    }

    #[test]
    fn an_end_stops_at_the_other_and_at_the_span() {
        let mut query = Query::default();
        query.move_end(End::First, 2, span());
        assert_eq!(read(&query), "2022-05 2023-01");
        query.move_end(End::Last, i32::MIN, span());
        assert_eq!(read(&query), "2022-05 2022-05");
        query.move_end(End::First, 1, span());
        assert_eq!(read(&query), "2022-05 2022-05");
        query.move_end(End::First, -99, span());
        query.move_end(End::Last, 99, span());
        assert_eq!(query, Query::default());
    }

    #[test]
    fn months_are_stepped_through_to_the_end() {
        let mut query = Query::default();
        let mut months = Vec::new();
        while query.step_month(1, span()) {
            months.push(read(&query));
        }
        assert_eq!(months.len(), 11);
        assert_eq!(months.last().unwrap(), "2023-01 2023-01");
        assert!(query.step_month(-1, span()));
        assert_eq!(read(&query), "2022-12 2022-12");
    }

    #[test]
    fn bounds_of_other_precision_take_in_their_months() {
        let mut query = Query::default();
        query.set_range(Period::parse("2022-04-30"), Period::parse("2022"));
        assert_eq!(read(&query), "2022-04 2022-12");
        query.set_range(None, Period::parse("2021"));
        assert_eq!(read(&query), "2022-03 2022-03");
    }
}
