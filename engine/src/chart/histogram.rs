//! The timeline: a bar a month, with ticks and dates where they fit.

use super::text_width;
use crate::outcome::MonthCount;
use crate::sort;
use crate::time::Month;

/// The size of the figures along the axes in pixels that the layout reckons with.
const LABEL_SIZE: f64 = 11.0;
/// Pixels kept free between two labels.
const LABEL_GAP: f64 = 6.0;
/// Pixels between two ticks of the vertical axis at least.
const TICK_GAP: f64 = 28.0;
/// A bar that stands for something is at least so many pixels high.
const MIN_HEIGHT: f64 = 2.0;
/// A bar is at most so many pixels wide, however few the months.
const MAX_BAR: f64 = 48.0;
/// The widest abbreviation of a month that the layout reckons with.
const WIDEST_MONTH: &str = "sept.";

/// The timeline in pixels, from its upper left corner; the labels of dates stand below it, those
/// of values at its left, where the view keeps room for them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Histogram {
    /// A bar for every month from the first to the last.
    pub bars: Vec<Bar>,
    /// Round numbers of items, from 0 up.
    pub values: Vec<ValueTick>,
    /// Names of months, where they fit; empty if there are too many.
    pub months: Vec<DateLabel>,
    /// Numbers of years, where they fit.
    pub years: Vec<DateLabel>,
}

/// The bar of a month.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bar {
    /// The month.
    pub month: Month,
    /// Items found in it.
    pub count: u32,
    /// Items of the whole atlas in it.
    pub total: u32,
    /// Whether the query's dates take it in.
    pub chosen: bool,
    /// Left side of the bar.
    pub x: f64,
    /// Width of the bar.
    pub width: f64,
    /// Height of the part that stands for `count`, from the bottom.
    pub count_height: f64,
    /// Height of the part that stands for `total`, from the bottom.
    pub total_height: f64,
    /// Left side of the column that belongs to the bar: columns touch and fill the width.
    pub column_x: f64,
    /// Width of the column.
    pub column_width: f64,
}

/// A number on the vertical axis.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ValueTick {
    /// Items.
    pub value: u32,
    /// Its height in pixels from the top.
    pub y: f64,
}

/// A date on the horizontal axis.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DateLabel {
    /// The month that is named, or the first shown month of the year that is.
    pub month: Month,
    /// Where its text begins (years, at the bar) or has its middle (months). The name of the first or last
    /// month may reach out of the picture by half its width.
    pub x: f64,
}

/// The timeline of the months, in a space of so many pixels. Months that are missing in between
/// keep their room, so that time runs evenly.
pub fn histogram(months: &[MonthCount], width: f64, height: f64) -> Histogram {
    let (Some(first), Some(last)) = (
        months.iter().map(|m| m.month.number()).min(),
        months.iter().map(|m| m.month.number()).max(),
    ) else {
        return Histogram::default();
    };
    let columns = Columns { first, count: last - first + 1, width };
    let highest = months.iter().map(|m| m.total.max(m.count)).max().unwrap_or(0);
    let values = value_ticks(highest, height);
    let top = values.last().map_or(1, |tick| tick.value.max(1));
    let mut bars: Vec<Bar> = months.iter().map(|m| bar(m, &columns, top, height)).collect();
    sort::by_key(&mut bars, |bar| bar.month);
    Histogram { bars, values, months: month_labels(&columns), years: year_labels(&columns) }
}

impl Histogram {
    /// The bar whose column holds that x; the first or last one for an x beyond the ends, so that
    /// a drag that leaves the picture still means something. `None` if there are no bars.
    pub fn bar_at(&self, x: f64) -> Option<&Bar> {
        let after = self.bars.partition_point(|bar| bar.column_x <= x);
        self.bars.get(after.saturating_sub(1))
    }

    /// Where the columns of the months from one to another begin and end.
    pub fn stretch(&self, from: Month, to: Month) -> (f64, f64) {
        let bar = |month| self.bars.iter().find(|bar| bar.month == month);
        let begin = bar(from).map_or(0.0, |bar| bar.column_x);
        (begin, bar(to).map_or(begin, |bar| bar.column_x + bar.column_width))
    }
}

/// The months side by side.
struct Columns {
    /// The number of the first month.
    first: i32,
    /// How many there are, at least one.
    count: i32,
    /// Pixels that they fill together.
    width: f64,
}

impl Columns {
    fn each(&self) -> f64 {
        self.width / f64::from(self.count)
    }

    fn x(&self, number: i32) -> f64 {
        f64::from(number - self.first) * self.each()
    }

    /// Bars stand apart as soon as there is a pixel to spare.
    fn bar_width(&self) -> f64 {
        let column = self.each();
        (if column >= 4.0 { column * 0.8 } else { column }).min(MAX_BAR)
    }

    fn bar_x(&self, number: i32) -> f64 {
        self.x(number) + (self.each() - self.bar_width()) / 2.0
    }

    /// The months whose number can be divided by `step`.
    fn every(&self, step: i32) -> impl Iterator<Item = Month> {
        let numbers = self.first..self.first + self.count;
        let named = numbers.filter(move |number| number.rem_euclid(step) == 0);
        named.filter_map(Month::from_number)
    }
}

fn bar(month: &MonthCount, columns: &Columns, top: u32, height: f64) -> Bar {
    let column = columns.each();
    let tall = |items: u32| match items {
        0 => 0.0,
        items => (f64::from(items) / f64::from(top) * height).max(MIN_HEIGHT),
    };
    let column_x = columns.x(month.month.number());
    Bar {
        month: month.month,
        count: month.count,
        total: month.total,
        chosen: month.chosen,
        x: columns.bar_x(month.month.number()),
        width: columns.bar_width(),
        count_height: tall(month.count),
        total_height: tall(month.total),
        column_x,
        column_width: column,
    }
}

/// Ticks at 0, one step, two steps and so on until the highest value is covered; the step is 1, 2
/// or 5 times a power of ten, the smallest that leaves the ticks apart.
fn value_ticks(highest: u32, height: f64) -> Vec<ValueTick> {
    let room = (height / TICK_GAP).floor().max(1.0);
    let powers = (0..10).map(|power| 10u64.pow(power));
    let mut steps = powers.flat_map(|power| [power, 2 * power, 5 * power]);
    let highest = u64::from(highest.max(1));
    let enough = |step: &u64| highest.div_ceil(*step) as f64 <= room;
    let step = steps.find(enough).unwrap_or(highest);
    let count = highest.div_ceil(step);
    let tick = |n: u64| ValueTick {
        value: u32::try_from(n * step).unwrap_or(u32::MAX),
        y: height * (1.0 - n as f64 / count as f64),
    };
    (0..=count).map(tick).collect()
}

/// The months of every, every second, third or sixth month, whichever first leaves room.
fn month_labels(columns: &Columns) -> Vec<DateLabel> {
    let wide = text_width(WIDEST_MONTH, LABEL_SIZE) + LABEL_GAP;
    let fits = |step: &i32| f64::from(*step) * columns.each() >= wide || columns.count == 1;
    let Some(step) = [1, 2, 3, 6].into_iter().find(fits) else { return Vec::new() };
    let middle =
        |month: Month| DateLabel { month, x: columns.x(month.number()) + columns.each() / 2.0 };
    columns.every(step).map(middle).collect()
}

/// The first month of every year, or of every second, fifth, tenth ... year, whichever first
/// leaves room; and the very first month, if the next label is far enough away.
fn year_labels(columns: &Columns) -> Vec<DateLabel> {
    let wide = text_width("2022", LABEL_SIZE) + LABEL_GAP;
    let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    let fits = |years: &i32| f64::from(years * 12) * columns.each() >= wide;
    let step = years.into_iter().find(fits).unwrap_or(10_000);
    let label = |month: Month| DateLabel { month, x: columns.bar_x(month.number()) };
    let mut labels: Vec<DateLabel> = columns.every(step * 12).map(label).collect();
    // The last one would hang over the right edge.
    labels.retain(|label| label.x + wide - LABEL_GAP <= columns.width);
    let first = Month::from_number(columns.first).map(label);
    let begins_later = |first: &DateLabel| labels.first().is_none_or(|l| l.x - first.x >= wide);
    if let Some(first) = first.filter(begins_later) {
        labels.insert(0, first);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn months(from: &str, counts: &[(u32, u32)]) -> Vec<MonthCount> {
        let first = Month::parse(from).unwrap().number();
        let month = |(n, &(count, total)): (usize, &(u32, u32))| MonthCount {
            month: Month::from_number(first + n as i32).unwrap(),
            count,
            total,
            chosen: true,
        };
        counts.iter().enumerate().map(month).collect()
    }

    /// The labels as one reads them.
    fn read(labels: &[DateLabel]) -> String {
        labels.iter().map(|l| l.month.to_string()).collect::<Vec<_>>().join(" ")
    }

    fn values(chart: &Histogram) -> Vec<u32> {
        chart.values.iter().map(|tick| tick.value).collect()
    }

    #[test]
    fn no_months_is_an_empty_picture() {
        assert_eq!(histogram(&[], 300.0, 100.0), Histogram::default());
        assert_eq!(Histogram::default().bar_at(10.0), None);
    }

    #[test]
    fn one_month_is_a_bar_of_sober_width_in_the_middle_with_its_date() {
        let chart = histogram(&months("2022-03", &[(1, 2)]), 300.0, 100.0);
        let bar = chart.bars[0];
        assert_eq!((bar.x, bar.width, bar.column_x, bar.column_width), (126.0, 48.0, 0.0, 300.0));
        assert_eq!((bar.count_height, bar.total_height), (50.0, 100.0));
        assert_eq!(read(&chart.months), "2022-03");
        assert_eq!(read(&chart.years), "2022-03");
        assert_eq!(chart.years[0].x, bar.x);
        assert_eq!(values(&chart), [0, 1, 2]);
    }

    #[test]
    fn the_months_of_the_war_year_are_all_named() {
        let chart = histogram(&months("2022-02", &[(1, 9); 13]), 600.0, 100.0);
        assert_eq!(chart.months.len(), 13);
        assert_eq!(read(&chart.years), "2022-02 2023-01");
        assert_eq!(values(&chart), [0, 5, 10]);
    }

    #[test]
    fn a_narrow_window_names_quarters_and_three_hundred_months_only_years() {
        let year = histogram(&months("2022-01", &[(1, 1); 24]), 300.0, 100.0);
        assert_eq!(
            read(&year.months),
            "2022-01 2022-04 2022-07 2022-10 2023-01 2023-04 2023-07 2023-10"
        );
        let long = histogram(&months("2000-01", &[(0, 40); 300]), 600.0, 100.0);
        assert_eq!(read(&long.months), "");
        let years: Vec<i32> = long.years.iter().map(|label| label.month.year()).collect();
        // 2024 would hang over the right edge.
        assert_eq!(years, [2000, 2002, 2004, 2006, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022]);
    }

    #[test]
    fn something_is_never_drawn_as_nothing() {
        let chart = histogram(&months("2022-01", &[(1, 10_000), (0, 10_000)]), 300.0, 100.0);
        assert_eq!(chart.bars[0].count_height, 2.0);
        assert_eq!(chart.bars[1].count_height, 0.0);
    }

    #[test]
    fn a_drag_beyond_the_ends_means_the_first_and_last_month() {
        let chart = histogram(&months("2022-01", &[(1, 1); 10]), 300.0, 100.0);
        let month = |x| chart.bar_at(x).unwrap().month.to_string();
        assert_eq!(month(-50.0), "2022-01");
        assert_eq!(month(29.9), "2022-01");
        assert_eq!(month(30.0), "2022-02");
        assert_eq!(month(999.0), "2022-10");
        let stretch =
            |from, to| chart.stretch(Month::parse(from).unwrap(), Month::parse(to).unwrap());
        assert_eq!(stretch("2022-02", "2022-03"), (30.0, 90.0));
    }

    proptest! {
        #[test]
        fn every_picture_stays_in_its_frame(
            counts in prop::collection::vec((0..5000u32, 0..5000u32), 1..300),
            width in 100.0..2000.0f64,
            height in 30.0..300.0f64,
        ) {
            let chart = histogram(&months("1998-05", &counts), width, height);
            let end = width + 1e-6;
            for bar in &chart.bars {
                prop_assert!(bar.x >= bar.column_x - 1e-6 && bar.x + bar.width <= end);
                prop_assert!(bar.total_height.max(bar.count_height) <= height + 1e-6);
                let middle = bar.column_x + bar.column_width / 2.0;
                prop_assert_eq!(chart.bar_at(middle).map(|b| b.month), Some(bar.month));
            }
            for pair in chart.values.windows(2) {
                prop_assert!(pair[0].y - pair[1].y >= 0.99 * TICK_GAP || chart.values.len() == 2);
            }
            let wide = text_width("2022", LABEL_SIZE);
            for pair in chart.years.windows(2) {
                prop_assert!(pair[1].x - pair[0].x >= wide, "years overlap");
            }
            let wide = text_width(WIDEST_MONTH, LABEL_SIZE);
            for pair in chart.months.windows(2) {
                prop_assert!(pair[1].x - pair[0].x >= wide, "months overlap");
            }
        }
    }
}
