//! The address: every state of the page as a URL fragment, and back.
//!
//! `#q=raketaanval&plaats=Zaporizja&van=2022-10&tot=2022-10&doc=000_22d6a09a2baa00c6&item=1`
//!
//! | key | value | may repeat |
//! | --- | --- | --- |
//! | `q` | the query as typed | no |
//! | `plaats` | a place: its name in any spelling, or its GeoNames number | yes |
//! | `niet-plaats` | a place that is left out, likewise | yes |
//! | `van`, `tot` | year, month or day; both bounds take in the whole period they name | no |
//! | `beeld` | south, west, north and east of a part of the map in degrees, as `46.20_22.10_52.38_40.20`: items that name a place of the kind `per` there | no |
//! | `zonder` | `datum`: undated items, with `van` or `tot` those too; `plaats`: items that name no place of the kind `per`, with `plaats=` those too | yes |
//! | `met` | `datum` or `plaats`: only items that have one | yes |
//! | `niet-maand` | a month that is left out | yes |
//! | `artikel`, `niet-artikel` | the name of a document that is asked for or left out | yes |
//! | `soort` | `artikel`, or `liveblog` for items of live blogs | no |
//! | `vast` | `plaats`, `datum`, `artikel` or `soort`: the filters that clearing leaves | yes |
//! | `per` | `regio` or `land`: the kind of places that are counted; cities where absent | no |
//! | `exact` | `1`: words count only as typed | no |
//! | `behalve` | a form of the corpus that is left out of what answers a word | yes |
//! | `volgorde` | `nieuwste`, `oudste` or `plaats`; best first where absent | no |
//! | `toon` | `regels`: the hits as context lines; as items where absent | no |
//! | `regelvolgorde` | `links`, `rechts`, `oudste` or `plaats`; as the items where absent | no |
//! | `groep` | `plaats`, `maand` or `plaats-maand`: what lines are put together by | no |
//! | `taal` | the language of the page, `en`; Dutch where absent | no |
//! | `kaart` | a place whose card is open, by its name or number | no |
//! | `toetsen` | `uit`: single letters and signs are no shortcuts | no |
//! | `doc`, `item` | the open document, and the item in it, from 1 | no |
//! | `naast` | the item that stays beside it: the name of its document, `:` and its number | no |
//! | `passage` | the passage of it that is cited, as Unicode scalar values: `120-260` | no |
//!
//! Keys the page does not know are kept, in their order, at the end. A value that makes no sense
//! in this atlas (a place it does not name, a date that is none) is kept the same way, so that a
//! link is never silently shortened.

use crate::texts::{LANGUAGES, Texts};
use engine::archive::Archive;
use engine::cite::cite;
use engine::concordance::{By, Order};
use engine::ids::{DocId, ItemId, PlaceId};
use engine::place::PlaceKind;
use engine::query::{Dates, Facet, Filter, Kind, Query, Sort};
use engine::time::{Month, Period};
use form_urlencoded::Serializer;
use std::ops::Range;

/// What the address says.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// What is searched for.
    pub query: Query,
    /// The document that is being read.
    pub open: Option<Open>,
    /// The place whose card is open.
    pub card: Option<PlaceId>,
    /// The item that stays in view beside the one that is read.
    pub beside: Option<ItemId>,
    /// How the hits are shown as context lines; `None` where they are shown as items.
    pub lines: Option<Lines>,
    /// The tag of the language that the page speaks.
    pub lang: &'static str,
    /// Whether single letters and signs work as shortcuts.
    pub shortcuts: bool,
    /// Pairs that mean nothing to this page and this atlas.
    pub rest: Vec<(String, String)>,
}

/// How context lines stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Lines {
    /// In which order.
    pub order: Order,
    /// In which groups.
    pub by: By,
}

/// An open document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Open {
    /// Which one.
    pub doc: DocId,
    /// The item to bring into view; the beginning where there is none.
    pub item: Option<ItemId>,
    /// The passage that is cited.
    pub passage: Option<Passage>,
}

impl Open {
    /// Whether both are the same item of the same document, whatever is cited of it.
    pub fn same_item(&self, other: &Open) -> bool {
        (self.doc, self.item) == (other.doc, other.item)
    }
}

/// A passage of a document, in Unicode scalar values; `end` is not included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Passage {
    /// The same as a range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// How a change of state enters the browser's history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A step of its own, to which the back button returns.
    Push,
    /// Part of the step before: the next letter of a word being typed.
    Replace,
    /// No change.
    Stay,
}

/// Keys that narrow what is found or open something. Whoever made a link meant more than the page
/// shows where it does not know what one of them says.
const TELLING: [&str; 15] = [
    "plaats",
    "niet-plaats",
    "beeld",
    "artikel",
    "niet-artikel",
    "soort",
    "van",
    "tot",
    "zonder",
    "met",
    "niet-maand",
    "doc",
    "kaart",
    "item",
    "passage",
];

/// Of pairs that mean nothing, those that should: as they stand in the address.
pub fn unknown(rest: &[(String, String)]) -> Vec<String> {
    let telling = rest.iter().filter(|(key, _)| TELLING.contains(&key.as_str()));
    telling.map(|(key, value)| format!("{key}={value}")).collect()
}

impl Link {
    /// The page as it opens without a fragment.
    fn nothing() -> Link {
        Link {
            query: Query::default(),
            open: None,
            card: None,
            beside: None,
            lines: None,
            lang: LANGUAGES[0].lang,
            shortcuts: true,
            rest: Vec::new(),
        }
    }

    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str, archive: &Archive) -> Link {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut link = Link::nothing();
        let (mut from, mut to) = (None, None);
        let (mut item, mut passage) = (None, None);
        let (mut order, mut by) = (None, None);
        for (key, value) in form_urlencoded::parse(fragment.as_bytes()) {
            let understood = match key.as_ref() {
                "q" => {
                    link.query.text = value.to_string();
                    true
                }
                "plaats" => link.read_place(&value, archive, Filter::Place),
                "beeld" => set(&mut link.query.window, value.parse().ok().map(Some)),
                "niet-plaats" => link.read_place(&value, archive, Filter::NotPlace),
                "artikel" => link.read_document(&value, archive, Filter::Document),
                "niet-artikel" => link.read_document(&value, archive, Filter::NotDocument),
                "soort" => set(&mut link.query.kind, find(&KINDS, &value).map(Some)),
                "vast" => {
                    let facet = find(&FACETS, &value);
                    facet.is_some_and(|facet| link.query.locked.insert(facet))
                }
                "per" => set(&mut link.query.per, find(&PER, &value)),
                "van" => set(&mut from, Period::parse(&value)),
                "tot" => set(&mut to, Period::parse(&value)),
                "zonder" => link.add(find(&WITHOUT, &value)),
                "met" => link.add(find(&WITHOUT, &value).and_then(Filter::opposite)),
                "niet-maand" => link.add(Month::parse(&value).map(Filter::NotMonth)),
                "exact" => {
                    link.query.exact = value == "1";
                    link.query.exact
                }
                "behalve" => !value.is_empty() && link.query.without.insert(value.to_string()),
                "volgorde" => set(&mut link.query.sort, find(&SORTS, &value)),
                "doc" => match archive.find_document(&value) {
                    Some(doc) => {
                        link.open = Some(Open { doc, item: None, passage: None });
                        true
                    }
                    None => false,
                },
                "kaart" => {
                    set(&mut link.card, archive.find_place(&value).first().copied().map(Some))
                }
                "toon" => set(&mut link.lines, (value == "regels").then(|| Some(Lines::default()))),
                "regelvolgorde" => set(&mut order, find(&ORDERS, &value).map(Some)),
                "groep" => set(&mut by, find(&GROUPS, &value).map(Some)),
                "naast" => set(&mut link.beside, read_beside(&value, archive).map(Some)),
                "taal" => set(&mut link.lang, Texts::of(&value).map(|texts| texts.lang)),
                "toetsen" => set(&mut link.shortcuts, (value == "uit").then_some(false)),
                "passage" => set(&mut passage, read_passage(&value).map(Some)),
                "item" => set(&mut item, value.parse::<u32>().ok().map(Some)),
                _ => false,
            };
            if !understood {
                link.rest.push((key.into_owned(), value.into_owned()));
            }
        }
        if from.is_some() || to.is_some() {
            link.query.add(Filter::Dates(Dates::between(from, to)));
        }
        link.arrange(order, by);
        link.read_item(item, archive);
        link.place_passage(passage, archive);
        link
    }

    /// The fragment, without its `#`: the same link always gives the same text.
    pub fn write(&self, archive: &Archive) -> String {
        let mut out = Serializer::new(String::new());
        if !self.query.text.is_empty() {
            out.append_pair("q", &self.query.text);
        }
        for filter in self.query.filters() {
            write_filter(filter, archive, &mut out);
        }
        for &facet in &self.query.locked {
            out.append_pair("vast", name_of(&FACETS, facet));
        }
        if self.query.per != PlaceKind::City {
            out.append_pair("per", name_of(&PER, self.query.per));
        }
        if self.query.exact {
            out.append_pair("exact", "1");
        }
        for form in &self.query.without {
            out.append_pair("behalve", form);
        }
        if self.query.sort != Sort::default() {
            out.append_pair("volgorde", name_of(&SORTS, self.query.sort));
        }
        if let Some(Lines { order, by }) = self.lines {
            out.append_pair("toon", "regels");
            if order != Order::default() {
                out.append_pair("regelvolgorde", name_of(&ORDERS, order));
            }
            if by != By::default() {
                out.append_pair("groep", name_of(&GROUPS, by));
            }
        }
        if self.lang != LANGUAGES[0].lang {
            out.append_pair("taal", self.lang);
        }
        if !self.shortcuts {
            out.append_pair("toetsen", "uit");
        }
        if let Some(beside) = self.beside {
            let name = archive.document(archive.item_document(beside)).name;
            out.append_pair("naast", &format!("{name}:{}", ordinal(beside, archive)));
        }
        if let Some(card) = self.card {
            out.append_pair("kaart", &place_key(card, archive));
        }
        if let Some(open) = self.open {
            out.append_pair("doc", archive.document(open.doc).name);
            if let Some(item) = open.item {
                out.append_pair("item", &ordinal(item, archive).to_string());
            }
            if let Some(Passage { start, end }) = open.passage {
                out.append_pair("passage", &format!("{start}-{end}"));
            }
        }
        out.extend_pairs(&self.rest);
        out.finish()
    }

    /// What the history does when this link follows `before`: typing on in the search box is one
    /// step, everything else is a step of its own. `typing`: the change before was typing too.
    pub fn step_after(&self, before: &Link, typing: bool) -> Step {
        match self {
            _ if self == before => Step::Stay,
            _ if typing && self.only_retypes(before) => Step::Replace,
            _ => Step::Push,
        }
    }

    /// Whether there is anything in it that the page understands.
    pub fn says_something(&self) -> bool {
        *self != Link { rest: self.rest.clone(), ..Link::nothing() }
    }

    /// Whether nothing but the words typed has changed.
    pub fn only_retypes(&self, before: &Link) -> bool {
        let mut retyped = before.clone();
        retyped.query.text.clone_from(&self.query.text);
        *self == retyped && self != before
    }

    fn read_place(
        &mut self,
        value: &str,
        archive: &Archive,
        filter: fn(PlaceId) -> Filter,
    ) -> bool {
        self.add(archive.find_place(value).first().copied().map(filter))
    }

    fn read_document(
        &mut self,
        value: &str,
        archive: &Archive,
        filter: fn(DocId) -> Filter,
    ) -> bool {
        self.add(archive.find_document(value).map(filter))
    }

    /// Asks for a filter, if there is one; tells whether there is.
    fn add(&mut self, filter: Option<Filter>) -> bool {
        filter.map(|filter| self.query.add(filter)).is_some()
    }

    /// Order and groups are of context lines; where those are not shown they are kept as text.
    fn arrange(&mut self, order: Option<Order>, by: Option<By>) {
        if let Some(lines) = &mut self.lines {
            *lines = Lines { order: order.unwrap_or_default(), by: by.unwrap_or_default() };
            return;
        }
        let order = order.map(|order| ("regelvolgorde", name_of(&ORDERS, order)));
        let by = by.map(|by| ("groep", name_of(&GROUPS, by)));
        let kept = order.into_iter().chain(by);
        self.rest.extend(kept.map(|(key, value)| (key.to_string(), value.to_string())));
    }

    /// An item counts from 1 inside the open document; a number it does not have is kept as text.
    fn read_item(&mut self, ordinal: Option<u32>, archive: &Archive) {
        let Some(ordinal) = ordinal else { return };
        if let Some(open) = &mut self.open {
            open.item = nth_item(open.doc, ordinal, archive);
            if open.item.is_some() {
                return;
            }
        }
        self.rest.push(("item".into(), ordinal.to_string()));
    }

    /// A passage lies in the open document; one that does not is kept as text.
    fn place_passage(&mut self, passage: Option<Passage>, archive: &Archive) {
        let Some(passage) = passage else { return };
        match &mut self.open {
            Some(open) if cite(archive, open.doc, passage.range()).is_some() => {
                open.passage = Some(passage);
            }
            _ => {
                let Passage { start, end } = passage;
                self.rest.push(("passage".into(), format!("{start}-{end}")));
            }
        }
    }
}

/// The words for the kinds of text.
const KINDS: [(&str, Kind); 2] = [("artikel", Kind::Article), ("liveblog", Kind::BlogItem)];

/// The words for what items may be without.
const WITHOUT: [(&str, Filter); 2] = [("datum", Filter::Undated), ("plaats", Filter::Placeless)];

/// The words for the kinds of places that are counted, but for the usual one.
const PER: [(&str, PlaceKind); 2] = [("regio", PlaceKind::Region), ("land", PlaceKind::Country)];

/// The words for the orders of items, but for the usual one.
const SORTS: [(&str, Sort); 3] =
    [("nieuwste", Sort::Newest), ("oudste", Sort::Oldest), ("plaats", Sort::Place)];

/// The words for the facets.
const FACETS: [(&str, Facet); 4] = [
    ("plaats", Facet::Places),
    ("datum", Facet::Dates),
    ("artikel", Facet::Documents),
    ("soort", Facet::Kinds),
];

/// The words for the orders of context lines.
const ORDERS: [(&str, Order); 4] = [
    ("links", Order::Left),
    ("rechts", Order::Right),
    ("oudste", Order::Date),
    ("plaats", Order::Place),
];

/// The words for their groups.
const GROUPS: [(&str, By); 3] =
    [("plaats", By::Place), ("maand", By::Month), ("plaats-maand", By::PlaceAndMonth)];

/// What a word stands for.
fn find<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// The word that stands for something.
fn name_of<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word)
}

fn write_filter(filter: Filter, archive: &Archive, out: &mut Serializer<String>) {
    let mut pair = |key: &str, value: &str| {
        out.append_pair(key, value);
    };
    match filter {
        Filter::Place(place) => pair("plaats", &place_key(place, archive)),
        Filter::NotPlace(place) => pair("niet-plaats", &place_key(place, archive)),
        Filter::Placeless | Filter::Undated => pair("zonder", name_of(&WITHOUT, filter)),
        Filter::Placed => pair("met", "plaats"),
        Filter::Dated => pair("met", "datum"),
        Filter::NotMonth(month) => pair("niet-maand", &month.to_string()),
        Filter::Window(window) => pair("beeld", &window.to_string()),
        Filter::Dates(Dates { from, to }) => {
            from.iter().for_each(|from| pair("van", &from.to_string()));
            to.iter().for_each(|to| pair("tot", &to.to_string()));
        }
        Filter::Document(doc) => pair("artikel", archive.document(doc).name),
        Filter::NotDocument(doc) => pair("niet-artikel", archive.document(doc).name),
        Filter::Kind(kind) => pair("soort", name_of(&KINDS, kind)),
    }
}

/// Fills a slot where there is something to fill it with; tells whether there was.
fn set<T>(slot: &mut T, value: Option<impl Into<T>>) -> bool {
    match value {
        Some(value) => {
            *slot = value.into();
            true
        }
        None => false,
    }
}

/// An item of a document by its number, from 1.
fn nth_item(doc: DocId, ordinal: u32, archive: &Archive) -> Option<ItemId> {
    let items = archive.document(doc).items;
    let item = items.start.checked_add(ordinal.checked_sub(1)?)?;
    items.contains(&item).then_some(ItemId(item))
}

/// The number of an item in its document, from 1.
fn ordinal(item: ItemId, archive: &Archive) -> u32 {
    item.0 - archive.document(archive.item_document(item)).items.start + 1
}

fn read_beside(value: &str, archive: &Archive) -> Option<ItemId> {
    let (name, ordinal) = value.rsplit_once(':')?;
    nth_item(archive.find_document(name)?, ordinal.parse().ok()?, archive)
}

fn read_passage(value: &str) -> Option<Passage> {
    let (start, end) = value.split_once('-')?;
    Some(Passage { start: start.parse().ok()?, end: end.parse().ok()? })
}

/// A place by its name where that is enough to find it again, otherwise by its GeoNames number.
fn place_key(place: PlaceId, archive: &Archive) -> String {
    let shown = archive.place(place);
    match archive.find_place(&shown.name).first() {
        Some(&first) if first == place => shown.name,
        _ => shown.id.0.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::archive;

    fn round_trip(fragment: &str) -> String {
        let archive = archive();
        Link::parse(fragment, archive).write(archive)
    }

    #[test]
    fn what_was_written_reads_back_the_same() {
        for fragment in [
            "",
            "q=raketaanval",
            "q=staakt+het+vuren&plaats=Lviv&plaats=Kiev&van=2022-03&tot=2022-10",
            "plaats=Kiev&zonder=plaats&zonder=datum&volgorde=oudste",
            "van=2022&tot=2022-10-11",
            "van=2022-03&tot=2022-05&zonder=datum&niet-maand=2022-04",
            "plaats=Kiev&met=plaats&met=datum&vast=datum",
            "plaats=Lviv&niet-plaats=Kiev&artikel=a&niet-artikel=c&soort=liveblog",
            "niet-plaats=Kiev&soort=artikel&vast=plaats&vast=soort",
            "q=Oekra%C3%AFne&exact=1&doc=a&item=1",
            "taal=en&kaart=Kiev&doc=a&thema=water&x=",
            "q=raket&behalve=raketaanval&behalve=raketten",
            "plaats=Oekra%C3%AFne&per=land",
            "vast=plaats&per=regio&exact=1",
            "doc=a&item=1&passage=2-20",
            "q=raket&toon=regels&taal=en",
            "taal=en&toetsen=uit&doc=a",
            "q=raket&toon=regels&regelvolgorde=links&groep=plaats-maand",
            "naast=b%3A1&doc=a&item=1",
            "plaats=Kiev&beeld=46.20_-22.10_52.38_40.00&volgorde=plaats",
        ] {
            assert_eq!(round_trip(fragment), fragment);
        }
    }

    #[test]
    fn what_a_link_asks_in_vain_is_known() {
        for (fragment, told) in [
            ("plaats=Kiev&thema=water", vec![]),
            ("q=raket&plaats=Nergens&van=kaas", vec!["plaats=Nergens", "van=kaas"]),
            ("doc=bestaatniet", vec!["doc=bestaatniet"]),
        ] {
            assert_eq!(unknown(&Link::parse(fragment, archive()).rest), told, "{fragment}");
        }
    }

    #[test]
    fn a_place_may_be_given_in_any_spelling_or_by_its_number() {
        for fragment in ["#plaats=Kyiv", "plaats=kiev", "plaats=703448"] {
            assert_eq!(round_trip(fragment), "plaats=Kiev", "{fragment}");
        }
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        for fragment in [
            "plaats=Atlantis",
            "van=gisteren",
            "doc=onbekend",
            "doc=a&item=99",
            "doc=a&passage=20-2",
            "doc=a&passage=2-2000",
            "passage=2-20",
            "passage=abc",
            "item=2",
            "volgorde=bont",
            "beeld=1_2_3",
            "taal=tlh",
            "toon=alles",
            "regelvolgorde=plaats&groep=maand",
            "groep=kleur",
            "naast=a",
            "naast=a%3A99",
            "exact=nee",
            "per=wijk",
            "toetsen=aan",
            "zonder=zin&met=zorg&niet-maand=mei",
            "kaart=Atlantis",
            "artikel=onbekend&niet-artikel=onbekend&soort=sprookje&vast=eeuwig",
        ] {
            assert_eq!(round_trip(fragment), fragment);
        }
    }

    #[test]
    fn typing_on_is_one_step_and_a_filter_is_another() {
        let archive = archive();
        let link = |fragment| Link::parse(fragment, archive);
        let (none, first, second) = (link(""), link("q=ra"), link("q=raket"));
        assert_eq!(first.step_after(&none, false), Step::Push);
        assert_eq!(second.step_after(&first, true), Step::Replace);
        assert_eq!(second.step_after(&second, true), Step::Stay);
        assert_eq!(link("q=raket&plaats=Kiev").step_after(&second, true), Step::Push);
    }
}
