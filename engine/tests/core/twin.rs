//! Search against a dull twin: a plain scan of every item, through the same analysis, that knows
//! no index.

use crate::common;
use engine::archive::Archive;
use engine::ids::{DocId, ItemId, PlaceId};
use engine::outcome::{Outcome, Precision};
use engine::place::PlaceKind;
use engine::query::{Choice, Dates, Expr, Kind, Query, Word, parse};
use engine::search::grid::grid;
use engine::search::{Page, every_hit, search};
use engine::seed::ParagraphKind;
use engine::text::{self, Initial, Lexicon, Token};
use engine::time::{Month, Period};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An item, taken apart again.
struct Scanned {
    /// The tokens of each searched paragraph.
    paragraphs: Vec<Vec<Token>>,
    /// The cities, regions and countries it names, and those that these lie in.
    places: BTreeSet<PlaceId>,
    /// The regions and countries it names themselves.
    areas: BTreeSet<PlaceId>,
    date: Option<Period>,
    doc: DocId,
    kind: Kind,
}

/// How a form is written.
struct Written {
    /// With a small letter somewhere.
    small: bool,
    /// Only ever as a name.
    name: bool,
}

struct Twin<'a> {
    archive: &'a Archive<'a>,
    items: Vec<Scanned>,
    forms: BTreeMap<String, Written>,
}

impl Lexicon for Twin<'_> {
    fn has_form(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    fn has_stem(&self, stem: &str) -> bool {
        self.forms.iter().any(|(form, written)| !written.name && text::stem(form) == stem)
    }
}

impl<'a> Twin<'a> {
    fn new(archive: &'a Archive<'a>) -> Twin<'a> {
        let scan = |(_, item): (ItemId, engine::archive::Item)| {
            let body = archive.body(item.doc);
            let several = archive.document(item.doc).items.len() > 1;
            let mut scanned = Scanned {
                paragraphs: vec![],
                places: BTreeSet::new(),
                areas: BTreeSet::new(),
                date: item.date,
                doc: item.doc,
                kind: if several { Kind::BlogItem } else { Kind::Article },
            };
            for paragraph in &body.paragraphs[item.paragraphs] {
                if matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Heading) {
                    let words = &body.text[paragraph.span.clone()];
                    scanned.paragraphs.push(text::tokens(words));
                    for name in archive.mentions(item.doc) {
                        let inside = paragraph.span.contains(&name.span.start);
                        let place = archive.place(name.place);
                        if inside && name.role.counts_for(place.kind) {
                            let around = [Some(place.id), place.region, place.country_id];
                            let all = archive.places();
                            let named = all.filter(|(_, of)| around.contains(&Some(of.id)));
                            scanned.places.extend(named.map(|(id, _)| id));
                            if place.kind != PlaceKind::City {
                                scanned.areas.insert(name.place);
                            }
                        }
                    }
                }
            }
            scanned
        };
        let items: Vec<Scanned> = archive.items().map(scan).collect();
        let tokens: Vec<&Token> =
            items.iter().flat_map(|i| i.paragraphs.iter().flatten()).collect();
        let begins = |form: &str, how| tokens.iter().any(|t| t.form == form && t.initial == how);
        let written = |form: &str| {
            let small = begins(form, Initial::Small);
            Written { small, name: begins(form, Initial::Name) && !small }
        };
        let forms = tokens.iter().map(|t| (t.form.clone(), written(&t.form))).collect();
        Twin { archive, items, forms }
    }

    /// The cities, regions and countries with a name that fits.
    fn named(&self, key: &str, fits: impl Fn(&str, &str) -> bool) -> BTreeSet<PlaceId> {
        let names = |id| self.archive.place_names(id).into_iter();
        let ids = (0..self.archive.place_count()).map(PlaceId);
        ids.filter(|&id| names(id).any(|name| fits(&text::name_key(name), key))).collect()
    }

    /// The cities of that name: what a word may mean.
    fn cities(&self, name: &str) -> BTreeSet<PlaceId> {
        let mut named = self.named(&text::name_key(name), |name, key| name == key);
        named.retain(|&place| self.kind(place) == PlaceKind::City);
        named
    }

    /// What a typed filter means: of the places of that name the cities that items name, or else
    /// the regions, or the countries, or any.
    fn meant(&self, name: &str) -> BTreeSet<PlaceId> {
        let named = self.named(&text::name_key(name), |name, key| name == key);
        let is_named = |place: &PlaceId| self.items.iter().any(|item| item.places.contains(place));
        for some in [true, false] {
            for kind in [PlaceKind::City, PlaceKind::Region, PlaceKind::Country] {
                let of_kind = named.iter().copied();
                let of_kind: BTreeSet<PlaceId> = of_kind
                    .filter(|place| self.kind(*place) == kind && is_named(place) == some)
                    .collect();
                if !of_kind.is_empty() {
                    return of_kind;
                }
            }
        }
        BTreeSet::new()
    }

    fn kind(&self, place: PlaceId) -> PlaceKind {
        self.archive.place(place).kind
    }

    fn answers(&self, item: &Scanned, expr: &Expr, how: How) -> bool {
        match expr {
            Expr::Word(word) => self.word(item, word, how),
            Expr::Phrase(parts) => phrase(item, parts, |form, last| form == last),
            Expr::All(exprs) => self.operands(exprs, how).iter().all(|(_, answers)| answers(item)),
            Expr::Any(exprs) => exprs.iter().any(|expr| self.answers(item, expr, how)),
            Expr::Not(expr) => !self.answers(item, expr, how.excluding()),
        }
    }

    /// What is wanted, one by one: the longest names first, as a person would read them, then two
    /// words that the articles write as one. Each with whether it is wanted, not excluded.
    fn operands<'t>(&'t self, exprs: &'t [Expr], how: How) -> Vec<(bool, Answers<'t>)> {
        let plain = |expr: &'t Expr| match expr {
            Expr::Word(word) if !word.star => Some(word),
            _ => None,
        };
        let Some(first) = exprs.first() else { return Vec::new() };
        for length in (2..=exprs.len().min(5)).rev().filter(|_| how != How::Exact) {
            let words: Option<Vec<&Word>> = exprs[..length].iter().map(plain).collect();
            let Some(words) = words else { continue };
            let typed: Vec<&str> = words.iter().map(|word| word.typed.as_str()).collect();
            let places = self.cities(&typed.join(" "));
            let joined = words[0].form.clone() + &words[1].form;
            let is_joined = length == 2 && places.is_empty() && self.has_form(&joined);
            if !places.is_empty() || is_joined {
                let together: Answers = Box::new(move |item| {
                    let each = exprs[..length].iter().all(|expr| self.answers(item, expr, how));
                    let spelled = !item.places.is_disjoint(&places);
                    each || spelled || (is_joined && self.inflected(item, &joined))
                });
                return std::iter::once((true, together))
                    .chain(self.operands(&exprs[length..], how))
                    .collect();
            }
        }
        let one: Answers = Box::new(move |item| self.answers(item, first, how));
        let wanted = !matches!(first, Expr::Not(_));
        std::iter::once((wanted, one)).chain(self.operands(&exprs[1..], how)).collect()
    }

    /// The items that answer every operand, or else most, but one at least; and whether it is every.
    fn found(&self, query: &Query) -> (BTreeSet<ItemId>, bool) {
        let Expr::All(exprs) = parse(&query.text).words else { panic!("a query is all its words") };
        let operands = self.operands(&exprs, How::of(query));
        let count = |item: &Scanned| {
            let mut excluded = operands.iter().filter(|(wanted, _)| !wanted);
            let wanted = operands.iter().filter(|(wanted, _)| *wanted);
            let count = wanted.filter(|(_, answers)| answers(item)).count();
            excluded.all(|(_, answers)| answers(item)).then_some(count)
        };
        let counts: Vec<Option<usize>> = self.items.iter().map(count).collect();
        let most = counts.iter().copied().max().flatten();
        let all = operands.iter().filter(|(wanted, _)| *wanted).count();
        let enough = most.filter(|most| *most > 0 || operands.iter().all(|(wanted, _)| !wanted));
        let ids = (0..).map(ItemId).zip(counts);
        let best = ids.filter(|(_, count)| count.is_some() && *count == enough);
        (best.map(|(id, _)| id).collect(), enough == Some(all))
    }

    fn inflected(&self, item: &Scanned, form: &str) -> bool {
        let stem = text::stem(form);
        item.tokens().any(|token| text::stem(&token.form) == stem)
    }

    fn word(&self, item: &Scanned, word: &Word, how: How) -> bool {
        let form = word.form.as_str();
        let last =
            |form: &str, last: &str| form == last || (how == How::Wide && form.starts_with(last));
        if word.parts.len() > 1 && phrase(item, &word.parts, last) {
            return true;
        }
        if word.star {
            return item.tokens().any(|token| token.form.starts_with(form));
        }
        if how == How::Exact {
            return item.tokens().any(|token| token.form == form);
        }
        let split = text::split(form, self).filter(|_| word.parts.len() == 1);
        let apart = text::apart(form).filter(|_| word.parts.len() == 1);
        let understood = split.is_some() || apart.is_some();
        let mut places = self.cities(&word.typed);
        for (name, _) in self.forms.iter().filter(|(other, _)| self.is_spelling(other, form)) {
            places.extend(self.cities(name));
        }
        if how == How::Excluding {
            let is_it = |other: &str| {
                other == form
                    || text::stem(other) == text::stem(form)
                    || self.sounds_like(other, form)
            };
            return item.tokens().any(|token| is_it(&token.form))
                || !item.places.is_disjoint(&places)
                || apart.is_some_and(|(particle, verb)| near(item, verb, particle, is_verb_apart));
        }
        let mut forms: BTreeSet<&String> =
            self.forms.keys().filter(|other| self.is_meant(other, form)).collect();
        if forms.is_empty() && places.is_empty() {
            let last = text::stem(form);
            let ends = |other: &&String| {
                let other = text::stem(other);
                let before = other.strip_suffix(last.as_str()).map(str::len);
                before.zip(text::before_head(&last)).is_some_and(|(before, least)| before >= least)
            };
            forms = self.forms.keys().filter(ends).collect();
        }
        let held = forms.iter().map(|form| self.items_with(form)).sum::<usize>();
        let naming =
            |place: &PlaceId| self.items.iter().filter(|i| i.places.contains(place)).count();
        let answering = held + places.iter().map(naming).sum::<usize>();
        if answering == 0 && word.parts.len() == 1 && !understood {
            forms.extend(self.slips(form, 0, 0));
        } else if word.parts.len() == 1 && !understood && answering <= 3 {
            forms.extend(self.slips(form, 1, answering * 10));
        }
        item.tokens().any(|token| forms.contains(&token.form))
            || !item.places.is_disjoint(&places)
            || split.is_some_and(|(first, last)| {
                near(item, first, last, |from, to| (1..=4).contains(&from.abs_diff(to)))
            })
            || apart.is_some_and(|(particle, verb)| near(item, verb, particle, is_verb_apart))
    }

    /// Whether a form of the articles answers the form typed, slips aside.
    fn is_meant(&self, form: &str, typed: &str) -> bool {
        let telling = typed.chars().count() >= 4;
        let begun = self.forms.keys().filter(|other| other.starts_with(typed));
        let mut stems: BTreeSet<String> = begun.map(|other| text::stem(other)).collect();
        if !telling {
            let own = text::stem(typed);
            return form == typed
                || stems.contains(&text::stem(form))
                || own == text::stem(form)
                || self.is_compound(form, |part| text::stem(part) == own);
        }
        stems.insert(text::stem(typed));
        form == typed
            || stems.contains(&text::stem(form))
            || self.is_compound(form, |part| stems.contains(&text::stem(part)))
            || self.sounds_like(form, typed)
    }

    /// Whether a form is one of the inflections of a name that sounds as typed.
    fn sounds_like(&self, form: &str, typed: &str) -> bool {
        let stem = text::stem(form);
        self.forms.keys().any(|name| self.is_spelling(name, typed) && text::stem(name) == stem)
    }

    fn is_spelling(&self, name: &str, typed: &str) -> bool {
        let telling = typed.chars().count() >= 4;
        let is_it = !self.forms[name].small && text::sound(name) == text::sound(typed);
        telling && is_it && !self.is_inflected(typed)
    }

    /// Whether several forms of the word are written with a small letter.
    fn is_inflected(&self, typed: &str) -> bool {
        let stem = text::stem(typed);
        let small = self.forms.iter().filter(|(_, written)| written.small);
        small.filter(|(form, _)| text::stem(form) == stem).count() > 1
    }

    fn is_compound(&self, form: &str, has: impl Fn(&str) -> bool) -> bool {
        !self.forms[form].name && text::parts(form, self).into_iter().any(has)
    }

    /// The inflections of those words most like the typed one that enough items hold.
    fn slips(&self, typed: &str, fewer: usize, items: usize) -> Vec<&String> {
        let similar = self.similar(typed, fewer).into_iter();
        let often = similar.filter(|form| self.items_with(form) >= items);
        let stems: BTreeSet<String> = often.map(|form| text::stem(form)).collect();
        self.forms.keys().filter(|form| stems.contains(&text::stem(form))).collect()
    }

    fn items_with(&self, form: &str) -> usize {
        let holds = |item: &&Scanned| item.tokens().any(|token| token.form == form);
        self.items.iter().filter(holds).count()
    }

    /// The forms that differ least from the typed one, wholly or, where that is nearer, at their
    /// beginning.
    fn similar(&self, typed: &str, fewer: usize) -> Vec<&String> {
        let letters: Vec<char> = typed.chars().collect();
        let slips = usize::from(letters.len() >= 4) + usize::from(letters.len() >= 8);
        let slips = slips.saturating_sub(fewer);
        if !letters.iter().all(|letter| letter.is_alphabetic()) {
            return Vec::new();
        }
        let whole = |form: &String| distance(&letters, &form.chars().collect::<Vec<char>>());
        let begun = |form: &String| {
            let form: Vec<char> = form.chars().collect();
            (0..=form.len()).map(|end| distance(&letters, &form[..end])).min().unwrap()
        };
        let nearest = |far: &dyn Fn(&String) -> usize| -> (Option<usize>, Vec<&String>) {
            let least = self.forms.keys().map(far).filter(|far| (1..=slips).contains(far)).min();
            (least, self.forms.keys().filter(|form| Some(far(form)) == least).collect())
        };
        match (nearest(&whole), nearest(&begun)) {
            ((None, _), (None, _)) => Vec::new(),
            ((Some(whole), forms), (begun, _)) if begun.is_none_or(|begun| whole <= begun) => forms,
            (_, (_, forms)) => forms,
        }
    }

    fn outcome(&self, query: &Query) -> Counts {
        let parsed = parse(&query.text);
        let ranges = [query.dates, Dates { from: parsed.from, to: parsed.to }];
        let undated = query.undated.max(parsed.undated);
        let placeless_choice = query.placeless.max(parsed.placeless);
        let mut places = query.places.clone();
        for name in &parsed.places {
            let exact = self.meant(name);
            let begins = || self.named(&text::name_key(name), |name, key| name.starts_with(key));
            places.extend(if exact.is_empty() { begins() } else { exact });
        }
        let mut not_places = query.not_places.clone();
        for name in &parsed.not_places {
            not_places.extend(self.meant(name));
        }
        let placeless =
            |item: &Scanned| !item.places.iter().any(|&place| self.kind(place) == query.per);
        let no_filter = placeless_choice != Choice::Chosen
            && query.places.is_empty()
            && parsed.places.is_empty();
        let (found, has_all) = self.found(query);
        let found: Vec<bool> =
            (0..self.items.len()).map(|id| found.contains(&ItemId(id as u32))).collect();
        let listed = |item: &Scanned| {
            found[self.items.iter().position(|other| std::ptr::eq(item, other)).unwrap()]
        };
        let words = |item: &Scanned| has_all && listed(item);
        let month = |item: &Scanned| item.date.and_then(Period::month);
        let date = |item: &Scanned| {
            let inside = ranges.iter().all(|range| range.take_in(item.date));
            let in_period =
                inside && !(undated == Choice::Chosen && ranges.iter().all(|r| r.is_any()));
            match month(item) {
                Some(month) => in_period && !query.not_months.contains(&month),
                None => match undated {
                    Choice::Free => inside,
                    Choice::Chosen => true,
                    Choice::Excluded => false,
                },
            }
        };
        let place = |item: &Scanned| {
            let none = placeless_choice == Choice::Chosen && placeless(item);
            no_filter || !item.places.is_disjoint(&places) || none
        };
        let document =
            |item: &Scanned| query.documents.is_empty() || query.documents.contains(&item.doc);
        let kind = |item: &Scanned| query.kind.is_none_or(|kind| kind == item.kind);
        let no_place_out = |item: &Scanned| {
            let none = placeless_choice == Choice::Excluded && placeless(item);
            item.places.is_disjoint(&not_places) && !none
        };
        let no_document_out = |item: &Scanned| !query.not_documents.contains(&item.doc);
        let count = |passes: &[&dyn Fn(&Scanned) -> bool]| {
            let all = |item: &&Scanned| passes.iter().all(|passes| passes(item));
            self.items.iter().filter(all).count() as u32
        };
        let ids = || 0..self.items.len();
        let every_month: BTreeSet<Month> = self.items.iter().filter_map(month).collect();
        let outs: [&dyn Fn(&Scanned) -> bool; 2] = [&no_place_out, &no_document_out];
        let [no_place_out, no_document_out] = outs;
        let choice = |out: bool, chosen: bool| match (out, chosen) {
            (true, _) => Choice::Excluded,
            (false, true) => Choice::Chosen,
            (false, false) => Choice::Free,
        };
        let by_place = |id: PlaceId| {
            let choice = choice(not_places.contains(&id), places.contains(&id));
            let names = |item: &Scanned| item.places.contains(&id);
            let itself =
                |item: &Scanned| self.kind(id) == PlaceKind::City || item.areas.contains(&id);
            let out = |item: &Scanned| choice == Choice::Excluded || no_place_out(item);
            let all: [&dyn Fn(&Scanned) -> bool; 7] =
                [&words, &date, &document, &kind, &out, no_document_out, &names];
            let of_itself = count(&[&all[..], &[&itself]].concat());
            (id, [count(&all), of_itself], choice)
        };
        let by_document = |doc: DocId| {
            let choice = choice(query.not_documents.contains(&doc), query.documents.contains(&doc));
            let of = |item: &Scanned| item.doc == doc;
            let out = |item: &Scanned| choice == Choice::Excluded || no_document_out(item);
            (doc, count(&[&words, &date, &place, &kind, &out, no_place_out, &of]), choice)
        };
        let of_kind = |wanted: Kind| {
            let of = |item: &Scanned| item.kind == wanted;
            let counted = [&words as &dyn Fn(&Scanned) -> bool, &date, &place, &document, &of];
            (wanted, count(&[&counted[..], &outs[..]].concat()))
        };
        let dated = |of: &dyn Fn(&Scanned) -> bool| {
            count(&[&words, &place, &document, &kind, no_place_out, no_document_out, of])
        };
        let passing = |words: &dyn Fn(&Scanned) -> bool| {
            let all: [&dyn Fn(&Scanned) -> bool; 7] =
                [words, &date, &place, &document, &kind, no_place_out, no_document_out];
            let items = ids().filter(|&id| all.iter().all(|passes| passes(&self.items[id])));
            items.map(|id| ItemId(id as u32)).collect()
        };
        let placeless_out =
            |item: &Scanned| placeless_choice == Choice::Excluded || no_place_out(item);
        Counts {
            items: passing(&words),
            near: passing(&|item| !has_all && listed(item)),
            places: (0..self.archive.place_count())
                .map(PlaceId)
                .filter(|&id| self.kind(id) == query.per)
                .map(by_place)
                .filter(|&(_, [count, _], choice)| count > 0 || choice != Choice::Free)
                .collect(),
            documents: (0..self.archive.document_count())
                .map(|id| by_document(DocId(id)))
                .filter(|&(_, count, choice)| count > 0 || choice != Choice::Free)
                .collect(),
            kinds: Kind::ALL
                .into_iter()
                .filter(|kind| self.items.iter().any(|item| item.kind == *kind))
                .map(of_kind)
                .collect(),
            months: every_month
                .into_iter()
                .map(|m| (m, dated(&|item| month(item) == Some(m))))
                .collect(),
            undated: dated(&|item| month(item).is_none()),
            outside: dated(&|item| undated == Choice::Free && month(item).is_none() && !date(item)),
            placeless: count(&[
                &words,
                &date,
                &document,
                &kind,
                &placeless_out,
                no_document_out,
                &placeless,
            ]),
        }
    }
}

/// A condition on items.
type Answers<'t> = Box<dyn Fn(&Scanned) -> bool + 't>;

impl Scanned {
    fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.paragraphs.iter().flatten()
    }
}

/// Whether inflections of two words stand near each other in one paragraph, as told by their
/// positions.
fn near(item: &Scanned, first: &str, last: &str, fits: impl Fn(u32, u32) -> bool) -> bool {
    let of = |form: &str, part: &str| form == part || text::stem(form) == text::stem(part);
    item.paragraphs.iter().any(|tokens| {
        tokens.iter().filter(|token| of(&token.form, first)).any(|one| {
            let lasts = tokens.iter().filter(|token| of(&token.form, last));
            lasts.into_iter().any(|other| fits(one.position, other.position))
        })
    })
}

/// Whether a verb and its particle are one: `viel gisteren aan`, `aan te vallen`.
fn is_verb_apart(verb: u32, particle: u32) -> bool {
    (verb + 1..=verb + 6).contains(&particle) || particle + 2 == verb
}

/// The distance of optimal string alignment, from its definition.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            if i == 0 || j == 0 {
                table[i][j] = i + j;
                continue;
            }
            let changed = usize::from(one[i - 1] != other[j - 1]);
            let mut ways =
                vec![table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + changed];
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                ways.push(table[i - 2][j - 2] + 1);
            }
            table[i][j] = ways.into_iter().min().unwrap();
        }
    }
    table[one.len()][other.len()]
}

/// Whether the parts stand in a row in one paragraph; `fits` tells of the last.
fn phrase(item: &Scanned, parts: &[String], fits: impl Fn(&str, &str) -> bool) -> bool {
    item.paragraphs.iter().any(|tokens| {
        let words: Vec<&str> =
            tokens.iter().filter(|t| t.width == 1).map(|t| t.form.as_str()).collect();
        words.windows(parts.len()).any(|run| {
            let (last, first) = (run.len() - 1, &run[..run.len() - 1]);
            first.iter().zip(parts).all(|(form, part)| form == part)
                && fits(run[last], &parts[last])
        })
    })
}

/// How much answers a word.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Wide,
    Exact,
    /// What is left out: the word, its inflections and spellings.
    Excluding,
}

impl How {
    fn of(query: &Query) -> How {
        if query.exact { How::Exact } else { How::Wide }
    }

    fn excluding(self) -> How {
        if self == How::Wide { How::Excluding } else { self }
    }
}

/// What the twin and the search must agree on.
#[derive(PartialEq, Debug)]
struct Counts {
    items: BTreeSet<ItemId>,
    /// Those that are listed where none has all words.
    near: BTreeSet<ItemId>,
    /// Items, and those that name it itself.
    places: BTreeSet<(PlaceId, [u32; 2], Choice)>,
    documents: BTreeSet<(DocId, u32, Choice)>,
    kinds: Vec<(Kind, u32)>,
    /// Months that any item has.
    months: Vec<(Month, u32)>,
    undated: u32,
    outside: u32,
    placeless: u32,
}

fn counts(outcome: &Outcome) -> Counts {
    let months = outcome.months.iter().filter(|month| month.total > 0);
    let listed = outcome.hits.iter().flat_map(|hit| hit.alike.iter().chain([&hit.item]));
    let (near, items) = listed.partition(|_| outcome.lacking.is_some());
    Counts {
        items,
        near,
        places: outcome.places.iter().map(|p| (p.place, [p.count, p.itself], p.choice)).collect(),
        documents: outcome.by_document.iter().map(|d| (d.doc, d.count, d.choice)).collect(),
        kinds: outcome.kinds.iter().map(|k| (k.kind, k.count)).collect(),
        months: months.map(|m| (m.month, m.count)).collect(),
        undated: outcome.undated,
        outside: outcome.outside,
        placeless: outcome.placeless,
    }
}

const WORDS: [&str; 39] = [
    "aanval",
    "aanvallen",
    "Aanvaller",
    "raket",
    "raketten",
    "raketaanval",
    "luchtaanvallen",
    "Kiev",
    "Kyiv",
    "Charkov",
    "Charkiv",
    "Sint-Petersburg",
    "Saint Petersburg",
    "staakt-het-vuren",
    "staakt het",
    "vuren",
    "de",
    "Oekraïne",
    "Oekraine's",
    "Oekraïense",
    "Rusland",
    "Charkivska",
    "x",
    "graan",
    "graanexport",
    "export",
    "luchtafweer",
    "afweer",
    "Zelensky",
    "Zelenskyy",
    "Poetin",
    "Putin",
    "stad",
    "grenssteden",
    "luchtafweersysteem",
    "aangevallen",
    "viel",
    "aan",
    "te vallen",
];

fn corpus() -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::collection::vec(prop::sample::select(&WORDS[..]), 1..7)
        .prop_map(|words| format!("{}.\n\n", words.join(" ")));
    let kop = prop::sample::select(&WORDS[..]).prop_map(|word| format!("Kop {word}\n\n"));
    let part = prop_oneof![4 => sentence, 1 => kop];
    let head = prop::sample::select(
        &[
            "",
            " date 2022-03 ",
            " date 2022-03-14 ",
            " date 2022-05 ",
            " date 2021 ",
            "liveblog\n\n",
        ][..],
    );
    let document = (head, prop::collection::vec(part, 1..6));
    let document = document.prop_map(|(head, parts)| format!("{head}{}", parts.concat()));
    prop::collection::vec(document, 1..6)
}

/// Words that nearly all texts of [`frequent`] have.
const FREQUENT: [&str; 4] = ["de", "aanval", "export", "aan"];

/// More than a hundred articles of these words and a few others.
fn frequent() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        6 => prop::sample::select(&FREQUENT[..]),
        1 => prop::sample::select(&WORDS[..]),
    ];
    let kop = word.clone().prop_map(|word| format!("Kop {word}\n\n"));
    let sentence =
        prop::collection::vec(word, 6..14).prop_map(|words| format!("{}.\n\n", words.join(" ")));
    let part = prop_oneof![3 => sentence, 1 => kop];
    let document = prop::collection::vec(part, 2..5).prop_map(|parts| parts.concat());
    prop::collection::vec(document, 110..130)
}

fn typed() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    let begun = (word.clone(), 1usize..9)
        .prop_map(|(word, length)| -> String { word.chars().take(length).collect() });
    let piece = prop_oneof![
        4 => word.clone().prop_map(str::to_owned),
        3 => begun.clone(),
        2 => (word.clone(), 0usize..12, "[a-z]").prop_map(|(word, at, letter)| slipped(word, at, &letter)),
        1 => begun.clone().prop_map(|word| format!("{word}*")),
        1 => word.clone().prop_map(|word| format!("-{word}")),
        1 => (word.clone(), word.clone()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => (word.clone(), begun.clone()).prop_map(|(a, b)| format!("{a} OR {b}")),
        1 => begun.prop_map(|name| format!("plaats:{name}")),
        1 => word.clone().prop_map(|name| format!("-plaats:{name}")),
        1 => Just("van:2022-03-14".to_owned()),
        1 => Just("tot:2022-04".to_owned()),
        1 => prop::sample::select(&["zonder:datum", "-zonder:datum", "zonder:plaats"][..])
            .prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.join(" "))
}

/// A word with one letter changed, or two that changed places.
fn slipped(word: &str, at: usize, letter: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    if letter < "m" && at > 0 {
        letters.swap(at - 1, at);
    } else {
        letters[at] = letter.chars().next().unwrap();
    }
    letters.into_iter().collect()
}

fn query() -> impl Strategy<Value = Query> {
    let dates = prop_oneof![
        2 => Just(Dates::default()),
        1 => Just(Dates { from: Period::parse("2022-03-15"), to: None }),
        1 => Just(Dates { from: None, to: Period::parse("2022-03") }),
    ];
    let choice = || prop_oneof![4 => Just(Choice::Free), 1 => Just(Choice::Chosen), 1 => Just(Choice::Excluded)];
    let months = ["2022-03", "2022-05"].map(|month| Month::parse(month).unwrap());
    let not_months = prop::collection::vec(prop::sample::select(months.to_vec()), 0..2);
    let dates = (dates, choice(), not_months);
    let places = || prop::collection::btree_set((0u32..6).prop_map(PlaceId), 0..2);
    let documents = || {
        let some = prop::collection::btree_set((0u32..6).prop_map(DocId), 1..3);
        prop_oneof![3 => Just(BTreeSet::new()), 1 => some]
    };
    let kind = prop_oneof![
        3 => Just(None),
        1 => prop::sample::select(&Kind::ALL[..]).prop_map(Some),
    ];
    let per = prop_oneof![
        2 => Just(PlaceKind::City),
        1 => Just(PlaceKind::Region),
        1 => Just(PlaceKind::Country),
    ];
    let filters = (places(), places(), choice(), documents(), documents(), kind, per);
    (typed(), filters, dates, prop::bool::weighted(0.2)).prop_map(
        |(
            text,
            (places, not_places, placeless, documents, not_documents, kind, per),
            (dates, undated, not_months),
            exact,
        )| {
            Query {
                text,
                places,
                not_places,
                placeless,
                documents,
                not_documents,
                kind,
                per,
                dates,
                undated,
                not_months,
                exact,
                ..Query::default()
            }
        },
    )
}

/// All hits of a query.
const ALL: Page = Page { offset: 0, limit: usize::MAX };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn search_agrees_with_a_plain_scan(texts in corpus(), mut query in query()) {
        let names: Vec<String> = (0..texts.len()).map(|nth| format!("{nth}.txt")).collect();
        let files: Vec<(&str, &String)> = names.iter().map(String::as_str).zip(&texts).collect();
        let atlas = common::build(&files).unwrap();
        let archive = Archive::open(&atlas.bytes).unwrap();
        query.places.retain(|place| place.0 < archive.place_count());
        let outcome = search(&archive, &query, ALL);
        prop_assert_eq!(counts(&outcome), Twin::new(&archive).outcome(&query));
        let listed = outcome.total + outcome.near;
        prop_assert_eq!((listed - outcome.folded) as usize, outcome.hits.len());
        let Precision { day, month, year, none } = outcome.precision;
        prop_assert_eq!(day + month + year + none, outcome.total);
        if query.per != PlaceKind::Region && query.placeless == Choice::Free && !query.text.contains("zonder:plaats") {
            let regions = Query { per: PlaceKind::Region, ..query.clone() };
            prop_assert_eq!(&outcome.regions, &search(&archive, &regions, ALL).places);
        }
        let folded: usize = outcome.hits.iter().map(|hit| hit.alike.len()).sum();
        prop_assert_eq!(outcome.folded as usize, folded);
        let every: Vec<ItemId> = every_hit(&archive, &query).0.iter().map(|hit| hit.item).collect();
        prop_assert_eq!(every.len(), listed as usize);
        // Each hit is the first of those that fold under it.
        let place = |item: &ItemId| every.iter().position(|other| other == item).unwrap();
        for hit in &outcome.hits {
            prop_assert!(hit.alike.iter().all(|alike| place(&hit.item) < place(alike)));
        }
        prop_assert!(outcome.hits.is_sorted_by_key(|hit| place(&hit.item)));
        let grid = grid(&archive, &query, usize::MAX);
        for row in &grid.rows {
            for (column, &count) in grid.columns.iter().zip(&row.counts) {
                let mut cell = query.clone();
                cell.choose_cell(row.place, column.month);
                let typed = ["plaats:", "van:", "tot:", "zonder:"].iter().any(|key| query.text.contains(key));
                let left_out = query.not_places.contains(&row.place);
                // To choose a cell once more takes it away.
                let again = query.is_cell(row.place, column.month);
                let found = search(&archive, &cell, ALL).total;
                prop_assert!(typed || left_out || again || found == count);
            }
        }
    }

    #[test]
    fn typing_on_never_loses_the_word_that_is_meant(texts in corpus(), word in prop::sample::select(&WORDS[..])) {
        let files: Vec<(String, &String)> =
            texts.iter().enumerate().map(|(nth, text)| (format!("{nth}.txt"), text)).collect();
        let files: Vec<(&str, &String)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let atlas = common::build(&files).unwrap();
        let archive = Archive::open(&atlas.bytes).unwrap();
        let found = |typed: &str| counts(&search(&archive, &Query { text: typed.to_owned(), ..Query::default() }, ALL)).items;
        let literal: BTreeSet<ItemId> = found(&format!("\"{word}\""));
        let mut typed = String::new();
        for letter in word.chars() {
            typed.push(letter);
            prop_assert!(found(&typed).is_superset(&literal), "{}", typed);
        }
    }
}

proptest! {
    // Few, as a hundred articles take long to scan plainly.
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Phrases of words that very many items hold are found another way than in their texts.
    #[test]
    fn phrases_of_frequent_words_agree_with_a_plain_scan(
        texts in frequent(),
        parts in prop::collection::vec(prop::sample::select(&FREQUENT[..]), 2..4),
    ) {
        let names: Vec<String> = (0..texts.len()).map(|nth| format!("{nth}.txt")).collect();
        let files: Vec<(&str, &String)> = names.iter().map(String::as_str).zip(&texts).collect();
        let atlas = common::build(&files).unwrap();
        let archive = Archive::open(&atlas.bytes).unwrap();
        let phrase = Query { text: format!("\"{}\"", parts.join(" ")), ..Query::default() };
        let outcome = search(&archive, &phrase, ALL);
        prop_assert_eq!(counts(&outcome), Twin::new(&archive).outcome(&phrase));
    }
}
