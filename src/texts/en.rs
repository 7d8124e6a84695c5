//! English.

use super::{Area, Batch, Cite, Correct, Help, Kwic, Standouts, Texts};
use crate::correcting::Reach;
use engine::batch::{Fault, LONGEST, MOST};
use engine::outcome::Path;
use engine::place::{PlaceKind, Role};
use engine::query::{End, Facet, Kind, Remark};
use engine::standout::Where;
use engine::time::{Datelike, Month, Period};

pub static EN: Texts = Texts {
    lang: "en",
    language: "English",
    app: "Nieuwsatlas",
    skip_to_results: "Skip to the results",
    parts: "Parts of the page",
    as_table: "As a table",
    as_map: "As a map",
    collection: |documents, items, span| {
        let counted = format!(
            "{}, {}",
            count(documents, "article", "articles"),
            count(items, "item", "items")
        );
        match span {
            Some((first, last)) if first == last => format!("{counted} · {}", month(first)),
            Some((first, last)) => format!("{counted} · {} – {}", month(first), month(last)),
            None => counted,
        }
    },

    search_label: "Search all articles",
    search_placeholder: "for example raketaanval, \"staakt het vuren\", Kharkiv",
    search_help: "Every word must occur, in any inflection.",
    clear_search: "Clear the search",
    suggestions: "Suggestions",
    suggested_name: "name",
    suggested_word: "word",
    asked_before: "asked before",

    filters: "Chosen filters",
    remove_filter: |filter| format!("Remove filter {filter}"),
    clear_all: "Clear all",
    undo: "Undo",
    undated: "undated",
    dated: "dated",
    placeless: "no place",
    placed: "with a place",
    cleared: "Cleared.",
    narrow_down: "Narrow down",
    facet: |facet| match facet {
        Facet::Places => "Places named",
        Facet::Dates => "Months",
        Facet::Documents => "Articles",
        Facet::Kinds => "Kind of text",
    },
    regions: "Regions named",
    find_among: |facet| format!("Search in: {facet}"),
    more_values: |more| format!("{more} more"),
    leave_out: |value| format!("Leave out: {value}"),
    left_out: |value| format!("not: {value}"),
    lock: |facet| format!("Lock: {facet}"),
    kind: |kind| match kind {
        Kind::Article => "article",
        Kind::BlogItem => "item of a live blog",
    },

    results: "Results",
    found: |items, documents, folded| {
        let folded = match folded {
            0 => String::new(),
            folded => format!(", {folded} of them almost the same as another"),
        };
        format!(
            "{} in {}{folded}",
            count(items, "item", "items"),
            count(documents, "article", "articles")
        )
    },
    outside_period: |undated| {
        let fall = if undated == 1 { "falls" } else { "fall" };
        format!("{} {fall} outside this period:", count(undated, "undated item", "undated items"))
    },
    show_undated: "show undated too",
    remark: |remark| match remark {
        Remark::NoWord => {
            "There is no word in this to search for; everything is still here.".to_string()
        }
        Remark::NoDate(typed) => format!(
            "‘{typed}’ was searched for as plain words: after from: or to: comes a year, month or \
             day, as in from:2022-03."
        ),
        Remark::NoFilter(typed) => format!(
            "‘{typed}’ was searched for as plain words. A filter is place:, from:, to:, \
             without:date or without:place."
        ),
        Remark::OpenQuote(phrase) => {
            format!("The closing quote is missing: the phrase ‘{phrase}’ was searched for.")
        }
        Remark::StarInside(typed) => format!(
            "‘{typed}’ was searched for in pieces: a * only stands behind the beginning of a word, \
             as in lucht*."
        ),
        Remark::NoPlace { typed, meant: None } => format!("Unknown place: ‘{typed}’."),
        Remark::NoPlace { typed, meant: Some(meant) } => {
            format!("Unknown place: ‘{typed}’. Did you mean {meant}?")
        }
    },
    unknown_in_link: |pairs| {
        format!("The link asks for {pairs} too; that is not known here and does not count.")
    },
    alike: |items| match items {
        1 => "and 1 item that is almost the same".to_owned(),
        items => format!("and {items} items that are almost the same"),
    },
    nothing_found: "Nothing found.",
    nothing_for_word: |word| format!("No article holds ‘{word}’."),
    place_not_named: |name, country| {
        format!("{name} ({country}) is a known place, but no article names it.")
    },
    without_filter: |filter, count| {
        let verb = if count == 1 { "there is" } else { "there are" };
        format!("Without filter ‘{filter}’ {verb} {count}")
    },
    with_place: |place, count| {
        let verb = if count == 1 { "there is" } else { "there are" };
        format!("With ‘place:{place}’ {verb} {count}")
    },
    more_results: |next| format!("Show {next} more"),
    sort_label: "Order",
    sort_relevance: "best first",
    sort_newest: "newest first",
    sort_oldest: "oldest first",
    sort_place: "by place",
    also_found: "also found:",
    also_found_for: |word| format!("also found for ‘{word}’:"),
    also_more: |count| format!("and {count} more"),
    form_switch: |form, path, items| {
        format!("{form}: {}, {}", found_as(path), count(items, "item", "items"))
    },
    exact_only: "only as typed",
    not_all_words: |lacking, near| {
        let (none, have) = match lacking {
            [] => ("No item has all words together.".to_string(), "most of them"),
            _ => (format!("No item also has ‘{}’.", lacking.join("’ or ‘")), "the rest"),
        };
        match near {
            0 => none,
            1 => format!("{none} 1 item has {have}:"),
            _ => format!("{none} {near} items have {have}:"),
        }
    },
    found_as,

    take_along: "Take along",
    take_along_hint: "Exactly what is found now, with the query and the mark of the collection.",
    all_lines_as: |table| format!("Every hit with its paragraph, {table}"),
    csv_semicolons: "CSV (semicolon)",
    csv_commas: "CSV (comma)",
    print: "Print",
    copy_link: "Copy link",
    copied: "The link is on the clipboard.",
    copied_on_disk: "On the clipboard is the name of this file with the place in it. Who has the \
                     file opens it and pastes the link in the search box.",

    timeline: "Time",
    bar: |month_of_bar, items, total| {
        format!("{}: {} of {}", month(month_of_bar), items, count(total, "item", "items"))
    },
    from: "from",
    through: "through",
    any_month: "any",
    timeline_legend: "Filled: found; light: everything in that month.",
    timeline_hint: "Drag over the bars for a period.",
    range_end: |end| match end {
        End::First => "first month of the period",
        End::Last => "last month of the period",
    },
    precision: |p| {
        let parts = [
            (p.day, "to the day"),
            (p.month, "to the month"),
            (p.year, "to the year only"),
            (p.none, "undated"),
        ];
        let told = parts.iter().filter(|(items, _)| *items > 0);
        let told: Vec<String> = told.map(|(items, how)| format!("{items} {how}")).collect();
        if told.is_empty() { String::new() } else { format!("Dated: {}.", told.join(", ")) }
    },

    map: "Map",
    map_hint: "Arrows: to the nearest place. Enter: choose. + and −: zoom.",
    only_in_view: "Only what is in view",
    again_in_view: "Search again in view",
    map_window: |around| match around {
        Some(place) => format!("map view around {place}"),
        None => "map view without places".to_owned(),
    },
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    zoom_reset: "Start view",
    counted: |of, name, items| {
        let place = match of {
            PlaceKind::City => "this place",
            PlaceKind::Region => "this region or a place in it",
            PlaceKind::Country => "this country or a place in it",
        };
        let name_it = if items == 1 { "names" } else { "name" };
        format!("{name}: {} {name_it} {place}", count(items, "item", "items"))
    },
    cities: |name, others, items| {
        let name_it = if items == 1 { "names" } else { "name" };
        let items = count(items, "item", "items");
        format!("{name} +{others}: {items} {name_it} {name}; places close together, show them")
    },
    cities_here: "Places that lie close together here",
    zoom_here: "Zoom in here",
    close: "Close",
    months_in_motion: "Month by month",
    month_before: "Previous month",
    month_after: "Next month",
    play: "Play the months",
    pause: "Pause",
    save_picture: |title| format!("Save as a picture: {title}"),
    save_as: "Save as",
    mentioned_in: "number of items",
    picture_sources: "Nieuwsatlas · places: GeoNames (CC BY 4.0) · map: Natural Earth · collection",
    about_place: |name| format!("About {name}"),
    only_this_place: "Show this place only",
    card_items: "Items",
    card_months: "Named in",
    card_spellings: "Written as",
    card_facilities: "Building or site",
    card_other_names: "Also called",
    card_population: "Inhabitants",
    card_coordinates: "Latitude and longitude",
    card_roughly: |at| format!("about {at}; from our own list, not from GeoNames"),
    card_documents: "Articles that name the place",
    card_together: "Named together with",
    number: |number| super::grouped(number, ','),
    grid: "Place and month",
    grid_hint: "Items that name a place, by month. A 0 says: not named in what there is of that \
                month; a dash: there is nothing of that month.",
    grid_total: "All items",
    cell: |place, when, count, items| match items {
        0 => format!("{place}, {when}: no items"),
        items => format!("{place}, {when}: {count} of {items}"),
    },
    places: "Places",
    items_column: "Items",
    mentioned_not_happened: |of| match of {
        PlaceKind::City => {
            "Counted are the items that name a place; the news may have happened elsewhere."
        }
        PlaceKind::Region => {
            "Counted are the items that name the region itself or a place in it; the news may have \
             happened elsewhere."
        }
        PlaceKind::Country => {
            "Counted are the items that name the country itself, also with a word like ‘Russische’ \
             or ‘Oekraïners’, or a place in it; the news may have happened elsewhere."
        }
    },
    no_places: "These items name no place.",

    back_to_results: "Back to the results",
    hit_of: |current, total| format!("hit {current} of {total}"),
    no_hits_here: "No hits in this article",
    next_hit: "Next hit",
    previous_hit: "Previous hit",
    outline: |items| format!("{items} items in this live blog"),
    hits_in: |hits| count(hits, "hit", "hits"),
    places_here: |places| count(places, "place in this article", "places in this article"),
    places_here_hint: "Click a place to go to its first mention. In the text places stand on a \
                       dotted line and hits on a coloured ground.",
    keep_beside: "Keep beside",
    keep_beside_hint: "This item stays beside what you read next",
    beside: "Beside it",
    close_beside: "Close what is beside it",
    asides_plain: "Captions and stock phrases as large and dark as the text",
    derived_title: "title derived from the first sentence",
    editor_title: "title by the editor",
    source_by: |source| format!("Source: {source} (stated by the editor)"),

    date: |period| match period {
        Period::Year(year) => year.to_string(),
        Period::Month(of) => month(of),
        Period::Day(day) => {
            let of = Month::of(day);
            format!("{} {}", day.day(), month(of))
        }
    },
    month,
    short_month: |of| SHORT_MONTHS[of.month() as usize - 1].to_string(),
    no_date: "undated",
    editor_date: "date stated by the editor",
    suggested_date: |day, of, year| {
        let year = year.map_or("year unknown".to_string(), |year| year.to_string());
        let name = MONTHS.get(of as usize - 1).copied().unwrap_or_default();
        format!("possibly {day} {name} ({year})")
    },
    date_evidence: |words| format!("for the text says ‘{words}’"),

    about: "About this file",
    about_short: "About",
    about_quiet: "Everything is in this one file. It searches, counts and draws in your own \
                  browser, asks the network for nothing, sends nothing and stores nothing.",
    about_sources: "Places: GeoNames (geonames.org, CC BY 4.0), changed, and a list of our own. Map: Natural Earth (public \
                    domain), changed; it shows Crimea as part of Ukraine. Stems: Snowball (BSD). \
                    Word list: OpenTaal (BSD).",
    about_version: |version, made, newest| {
        let made = made.map(|day| format!(", made on {day}")).unwrap_or_default();
        let newest =
            newest.map(|of| format!("; newest article: {}", month(of))).unwrap_or_default();
        format!("Nieuwsatlas {version}{made}{newest}.")
    },
    printed: |date, address| format!("Nieuwsatlas, printed on {date}: {address}"),
    about_try: "Try to fetch something",
    about_trying: "Trying …",
    about_refused: |directive| {
        format!(
            "Refused. The page tried to fetch an image from proef.invalid; its own rule \
             {directive} stopped it."
        )
    },
    about_not_refused: "Not refused: this file runs without its own policy, as it does in \
                        development.",
    about_policy: "The policy of this page (Content-Security-Policy)",
    about_limits: "The policy stops requests of the page itself. It cannot stop someone who has \
                   this file from reading the articles or passing them on.",
    about_hashes: |documents| {
        format!("SHA-256 of {}", count(documents, "source text", "source texts"))
    },
    about_hashes_hint: "As sha256sum computes it; it tells whether a text was changed.",
    about_atlas: |id| format!("Mark of this collection: {id}"),
    help: HELP,
    cite: CITE,
    kwic: KWIC,
    area: AREA,
    correct: CORRECT,
    batch: BATCH,
    standout: STANDOUTS,
};

const BATCH: Batch = Batch {
    name: "List of names",
    hint: "Searches for many names, words or phrases one after the other, under the filters that \
           hold now. The list is stored nowhere.",
    list: "One query per line",
    ask: "Search all lines",
    open: "Open a list",
    progress: |questions, answered, found| {
        let all = count(questions, "query", "queries");
        match answered == questions {
            true => format!("{all}, {found} with hits"),
            false => format!("{answered} of {all} answered, {found} with hits"),
        }
    },
    fault: |line, fault| match fault {
        Fault::NoWord => format!("Line {line}: no word to search for."),
        Fault::TooLong => format!("Line {line}: longer than {LONGEST} characters."),
        Fault::Unreadable => format!("Line {line}: unreadable character. Save the file as UTF-8."),
        Fault::Again(earlier) => format!("Line {line}: the same as line {earlier}."),
        Fault::TooMany => {
            format!("Not searched from line {line} on: a list has at most {MOST} queries.")
        }
    },
    most_first: "Most first",
    question: "Query",
    documents: "Articles",
    months: "Months",
    undated: |items| format!("{items} undated"),
    spellings: "Also found",
    spelling: |of| match of.is_likely_slip {
        true => format!("{}? ({})", of.form, of.items),
        false => format!("{} ({})", of.form, of.items),
    },
};

const STANDOUTS: Standouts = Standouts {
    name: |at| match at {
        Where::Beside => "Words beside it",
        Where::Inside => "Keywords",
    },
    hint: |at| match at {
        Where::Beside => {
            "Words at most five words from a hit, and remarkably often so: the most remarkable \
             first (log-likelihood). A click adds them to the search."
        }
        Where::Inside => {
            "Words remarkably more frequent in these items than in the others: the most remarkable \
             first (log-likelihood). A click adds them to the search."
        }
    },
    counting: "Counting …",
    none: "No word stands out here.",
    ask_first: "Search for something first, or choose a filter: then there is a rest to compare with.",
    times: |here, everywhere| format!("{here} of {everywhere}"),
};

const CORRECT: Correct = Correct {
    card: "More about this place",
    doubts: "Is this not right?",
    title: |name| format!("What is ‘{name}’?"),
    now: |place| match place {
        Some(place) => format!("Taken for {place} now."),
        None => "Not taken for a place now.".to_string(),
    },
    holds_for: "Your choice holds for",
    reach: |reach| match reach {
        Reach::Mention => "this mention only",
        Reach::Document => "this article",
        Reach::Atlas => "all articles",
    },
    could_be: "Could also be",
    search: "Find another place: name or GeoNames number",
    unknown: "No place of that name is known.",
    not_a_place: "Not a place",
    selection: "Place?",
    selection_hint: "Select a name in the text and say which place it is. A click on a place in \
                     the text asks the same.",
    other_name: "The place is also called",
    add: "Add",
    list: |corrections| format!("Corrections of places ({corrections})"),
    kept: "Click a place in an article, or choose ‘Is this not right?’ at a place. Corrections \
           hold as long as this page is open and are gone after that: save them as a file and open \
           it the next time. In the folder of articles corrections.json works for making an atlas \
           too.",
    told: |name, place, reach| match place {
        Some(place) => format!("‘{name}’ is {place} ({reach})"),
        None => format!("‘{name}’ is not a place ({reach})"),
    },
    undo: "Undo the last correction",
    take_back: |correction| format!("Take back: {correction}"),
    export: "Save as a file",
    import: "Open a file",
    wrong: |why| format!("Not a usable file: {why}"),
};

const AREA: Area = Area {
    per: "Count by",
    kind: |of| match of {
        PlaceKind::City => "place",
        PlaceKind::Region => "region",
        PlaceKind::Country => "country",
    },
    name: |of, name| match of {
        PlaceKind::Region => format!("{name} (region)"),
        PlaceKind::City | PlaceKind::Country => name.to_string(),
    },
    itself: "named itself",
    mention: |of, role, name| match (of, role) {
        (PlaceKind::City, Role::Facility) => format!("lies in {name}: counts as that place"),
        (PlaceKind::City, _) => format!("place: {name}"),
        (PlaceKind::Region, Role::Adjective) => format!("belongs to the region {name}"),
        (PlaceKind::Region, _) => format!("region: {name}"),
        (PlaceKind::Country, Role::Adjective) => format!("belongs to the country {name}"),
        (PlaceKind::Country, _) => format!("country: {name}"),
    },
    lies_in: "Lies in",
    within: "Places named in it",
    items: |items, itself| format!("{items}, of which {itself} by its own name"),
};

const KWIC: Kwic = Kwic {
    name: "Context lines",
    lines: |lines| count(lines, "line", "lines"),
    unread: |lines, items| {
        format!("The first {lines}; {} not counted in", count(items, "item", "items"))
    },
    no_words: "Context lines are of words: type one in the search box.",
    as_found: "as the items",
    by_left: "by what stands before",
    by_right: "by what stands after",
    grouping: "Group",
    ungrouped: "not",
    by_place: "by place in the paragraph",
    by_month: "by month",
    by_place_and_month: "by place and month",
    by_name: "by place in the paragraph",
    no_place: "no place in the paragraph",
    copy: "Copy as a table",
};

const CITE: Cite = Cite {
    cite: "Cite",
    hint: "Cites what you selected in the text, or else the paragraph of the hit",
    title: "Citation",
    close: "Close citation",
    copy: "Copy citation",
    copied: "The citation is on the clipboard.",
    of_title: "Title",
    of_date: "Date",
    of_source: "Source",
    of_document: "Document",
    of_passage: "Place in the text",
    of_hash: "SHA-256 of the source text",
    of_atlas: "Nieuwsatlas",
    item: |number, heading| format!("item {number} ‘{heading}’"),
    characters: |start, end| format!("characters {start} to {end}"),
    precision: |period| match period {
        Period::Year(_) => "known to the year",
        Period::Month(_) => "known to the month",
        Period::Day(_) => "known to the day",
    },
    given: "Paste someone else’s citation here to see whether it fits the source text. \
            Without it, this citation is computed again.",
    check: "Check",
    quoted: |doc| {
        format!(
            "It fits: the source text of {doc} was hashed again and is the same byte for byte, and \
             the quote stands there word for word."
        )
    },
    misstated: |lines| {
        format!("The quote stands there, but the lines below it are wrong. Here it is: {lines}.")
    },
    misquoted: |doc, quoted, source| match source {
        "" => format!("It does not fit: there is no such place in {doc}."),
        _ => format!(
            "It does not fit: the source text of {doc} is the same, but it says ‘{source}’ where \
             the citation says ‘{quoted}’."
        ),
    },
    same: |doc| {
        format!(
            "The source text of {doc} was hashed again and is the same byte for byte. There is no \
             quote with a link to compare."
        )
    },
    other: "It does not fit: no source text in this file has this SHA-256. The text was changed or \
            is not in this collection.",
    no_hash: "There is no SHA-256 in it (64 digits and letters a–f).",
};

const HELP: Help = Help {
    title: "How to search",
    open: "Search help",
    close: "Close",
    language: "What you can type",
    try_one: "Click an example to try it.",
    examples: &[
        ("raket kiev", "both words, in any inflection and any spelling of a place"),
        ("\"staakt het vuren\"", "these words, in exactly this order"),
        ("raket -drone", "the first word, not the second; raket NOT drone will do too"),
        ("Cherson OR Odesa", "either one; OF will do too"),
        ("missile (Cherson OR Odesa)", "brackets keep together what belongs together"),
        ("lucht*", "all words that begin so"),
        ("place:Kharkiv", "items that name this place, by any spelling"),
        ("place:\"Krivi Rih\"", "a place whose name has more than one word"),
        ("from:2022-03 to:2022-06", "March through June 2022; a year or a day will do too"),
        ("from:2022-03 without:date", "from March 2022 on, and what has no date too"),
    ],
    also: "A word also finds its inflections, compounds and other spellings. Under the search box \
           stands what else was found; click a form to leave it out, or choose ‘only as typed’.",
    shortcuts: "Keys",
    key_column: "Key",
    does_column: "Does",
    keys: &[
        ("/  Ctrl K", "to the search box"),
        ("?  Ctrl /", "this help"),
        ("j  k", "next item, item before"),
        ("n", "next hit"),
        ("p", "previous hit"),
        ("m  M", "in the text: next place, previous place; Enter: is it right?"),
        ("c", "cite the selection or the paragraph of the hit"),
        ("Esc", "close, or back to the results"),
        ("↑ ↓ ← →", "on the map: to the nearest place"),
        ("Home  End", "on the map: the place named most, the place named least"),
        ("Enter", "choose"),
        ("+ −", "on the map: zoom in and out"),
    ],
    shortcuts_on: "Single letters and signs work as shortcuts",
    shortcuts_hint: "When this is off, Ctrl K and Ctrl / still work. The choice is in the address: \
                     bookmark that to keep it.",
};

fn found_as(path: Path) -> &'static str {
    match path {
        Path::Exact => "as typed",
        Path::Prefix => "begins with what you typed",
        Path::Inflection => "inflection",
        Path::Spelling => "other spelling",
        Path::Phrase => "phrase",
        Path::Compound => "part of a compound",
        Path::Typo => "resembles what you typed",
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SHORT_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(of: Month) -> String {
    format!("{} {}", MONTHS[of.month() as usize - 1], of.year())
}

/// "1 article", "2 articles".
fn count(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{number} {}", if number == 1 { one } else { many })
}
