//! The inverted index: which items hold which words, and which places they name; and the texts as
//! rows of symbols.
//!
//! Only headings and running text are indexed. Words are kept as forms; the forms that share a
//! stem are a *family*, so that a search for one inflection can answer with all of them. A family
//! knows the compounds that its words are part of, and names are also kept by their sound.

mod alike;
mod family;
mod prose;

pub(crate) use family::Family;
pub(crate) use prose::{END, Surface, Symbols};

use crate::ids::{DocId, ItemId, PlaceId};
use crate::place::PlaceEntry;
use crate::place::Role;
use crate::seed::{Article, Paragraph, ParagraphKind};
use crate::text::{Initial, Words};
use family::families;
use prose::Interner;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// A whole atlas, ready to be written as an archive.
pub(crate) struct Index<'t> {
    /// In order of their names.
    pub articles: &'t [Article],
    /// Of every article.
    pub mentions: &'t [Vec<PlaceMention>],
    /// In order of their GeoNames id.
    pub places: &'t [PlaceEntry],
    /// Words of every item, through all articles.
    pub item_lengths: Vec<u32>,
    /// In order of the form.
    pub forms: Vec<Form>,
    /// Forms that may be names, for they never have a small letter, by their sound.
    pub sounds: BTreeSet<(String, u32)>,
    /// What the texts are written in.
    pub symbols: Symbols<'t>,
    /// Every article as a row of symbols: its title, then its text.
    pub prose: Vec<Prose>,
    /// Near-duplicates, ascending: items that fold, each with the one it folds under.
    pub folds: Vec<(ItemId, ItemId)>,
}

/// What is known of a form.
pub(crate) struct Form {
    /// The form itself. One that begins with [`STEM`] is no form but a stem that only compounds
    /// have: it has no postings.
    pub form: String,
    /// The items that hold it, ascending.
    pub postings: Vec<Posting>,
    /// The first form of its family; itself where it is the first.
    pub first: u32,
    /// Its family, where it is the first.
    pub family: Option<Family>,
}

/// What begins the entry of a stem among the forms: smaller than any letter.
pub(crate) const STEM: char = '\u{1}';

/// An item that holds a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Posting {
    pub item: ItemId,
    /// Occurrences, at least one.
    pub count: u32,
    /// Those in headings.
    pub headings: u32,
}

/// An article as a row of symbols.
#[derive(Default)]
pub(crate) struct Prose {
    /// The title, ended by a break to [`END`].
    pub title: Vec<u32>,
    /// The whole text, a break before each paragraph and one to [`END`] after the last.
    pub text: Vec<u32>,
    /// Where in `text` the paragraphs begin, after the break.
    pub paragraphs: Vec<usize>,
}

impl Prose {
    /// The symbols of a paragraph, with the break after it.
    fn paragraph(&self, nth: usize) -> &[u32] {
        let end = self.paragraphs.get(nth + 1).copied().unwrap_or(self.text.len());
        &self.text[self.paragraphs[nth]..end]
    }
}

/// A mention of a place in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceMention {
    /// The bytes of the name in the document's text.
    pub span: Range<usize>,
    /// The place.
    pub place: PlaceId,
    /// What the words do there.
    pub role: Role,
}

impl<'t> Index<'t> {
    /// Indexes the articles (in order of their names) and their mentions; `places` must hold
    /// every mentioned place in order of its id.
    pub fn new(
        articles: &'t [Article],
        mentions: &'t [Vec<PlaceMention>],
        places: &'t [PlaceEntry],
    ) -> Index<'t> {
        let mut builder = Builder::default();
        let mut prose: Vec<Prose> =
            articles.iter().map(|article| builder.article(article)).collect();
        let Builder { interner, drafts, item_lengths, .. } = builder;
        let (forms, form_of, sounds) = families(drafts);
        let symbols = interner.finish(&form_of, &forms);
        prose.iter_mut().for_each(|prose| symbols.renumber(prose));
        let folds = folds(articles, &prose, &symbols, &forms);
        Index { articles, mentions, places, item_lengths, forms, sounds, symbols, prose, folds }
    }
}

/// The near-duplicates, by the words that are searched.
fn folds(
    articles: &[Article],
    prose: &[Prose],
    symbols: &Symbols,
    forms: &[Form],
) -> Vec<(ItemId, ItemId)> {
    let items =
        |(doc, article): (usize, &Article)| (0..article.items.len()).map(move |nth| (doc, nth));
    let items: Vec<(usize, usize)> = articles.iter().enumerate().flat_map(items).collect();
    let words = |item: ItemId| {
        let (doc, nth) = items[item.index()];
        let (article, prose) = (&articles[doc], &prose[doc]);
        let searched = |paragraph: &usize| is_searched(article.paragraphs[*paragraph].kind);
        let paragraphs = article.items[nth].paragraphs.clone().filter(searched);
        let written = paragraphs.flat_map(|paragraph| prose.paragraph(paragraph));
        written.filter_map(|&symbol| symbols.form(symbol)).collect()
    };
    let is_number = |form: u32| forms[form as usize].form.starts_with(|c: char| c.is_ascii_digit());
    alike::folds(items.len() as u32, &words, &is_number)
}

/// What is known of a form while articles are read.
#[derive(Default)]
pub(crate) struct Draft {
    pub form: String,
    pub postings: Vec<Posting>,
    /// Whether it is ever written with a small letter.
    small: bool,
    /// Whether it is ever written with a capital inside a sentence.
    capital: bool,
}

impl Draft {
    /// Whether it is only ever a name.
    pub fn is_name(&self) -> bool {
        self.is_found() && self.capital && !self.small
    }

    /// Whether it may be a name: it never has a small letter.
    pub fn may_be_name(&self) -> bool {
        self.is_found() && !self.small
    }

    /// Whether it is found, and not only a name.
    pub fn is_word(&self) -> bool {
        self.is_found() && !self.is_name()
    }

    /// Whether it stands anywhere that is searched.
    pub fn is_found(&self) -> bool {
        !self.postings.is_empty()
    }

    fn add(&mut self, item: ItemId, heading: bool) {
        let headings = u32::from(heading);
        match self.postings.last_mut() {
            Some(posting) if posting.item == item => {
                posting.count += 1;
                posting.headings += headings;
            }
            _ => self.postings.push(Posting { item, count: 1, headings }),
        }
    }
}

/// The index as it grows, with forms in the order they come.
#[derive(Default)]
struct Builder<'t> {
    interner: Interner<'t>,
    form_ids: FxHashMap<String, u32>,
    drafts: Vec<Draft>,
    item_lengths: Vec<u32>,
}

impl<'t> Builder<'t> {
    fn article(&mut self, article: &'t Article) -> Prose {
        let mut prose = Prose::default();
        let title = Words::new(&article.title.text);
        self.words(&title, &mut prose.title);
        prose.title.push(self.interner.line_break("", END));
        let first = self.item_lengths.len();
        self.item_lengths.resize(first + article.items.len(), 0);
        let mut end = 0;
        for (nth, paragraph) in article.paragraphs.iter().enumerate() {
            let gap = &article.text[end..paragraph.span.start];
            prose.text.push(self.interner.line_break(gap, paragraph.kind as u32));
            prose.paragraphs.push(prose.text.len());
            let words = Words::new(&article.text[paragraph.span.clone()]);
            let forms = self.words(&words, &mut prose.text);
            let item = article.items.iter().position(|item| item.paragraphs.contains(&nth));
            if let Some(item) = item.filter(|_| is_searched(paragraph.kind)) {
                self.occurrences(&words, &forms, ItemId((first + item) as u32), paragraph);
            }
            end = paragraph.span.end;
        }
        prose.text.push(self.interner.line_break(&article.text[end..], END));
        prose
    }

    /// Writes words and what stands between them as symbols; a single space goes without saying.
    /// Answers with the form of every word.
    fn words(&mut self, words: &Words<'t>, prose: &mut Vec<u32>) -> Vec<u32> {
        let mut forms = Vec::with_capacity(words.len());
        for at in 0..=words.len() {
            let gap = words.gap(at);
            let inside = at > 0 && at < words.len();
            if gap != if inside { " " } else { "" } {
                prose.push(self.interner.separator(gap));
            }
            if at < words.len() {
                let (symbol, form) = self.word(words.word(at));
                prose.push(symbol);
                forms.push(form);
            }
        }
        forms
    }

    fn word(&mut self, word: &'t str) -> (u32, u32) {
        match self.interner.known(word) {
            Some(known) => known,
            None => {
                let form = self.form(crate::text::fold(word));
                (self.interner.add(word, form), form)
            }
        }
    }

    fn form(&mut self, form: String) -> u32 {
        let next = self.drafts.len() as u32;
        *self.form_ids.entry(form).or_insert_with_key(|form| {
            self.drafts.push(Draft { form: form.clone(), ..Draft::default() });
            next
        })
    }

    fn occurrences(&mut self, words: &Words, forms: &[u32], item: ItemId, paragraph: &Paragraph) {
        let heading = paragraph.kind == ParagraphKind::Heading;
        let mut compound = 0;
        for at in 0..words.len() {
            let initial = words.initial(at);
            if at == compound {
                compound = words.compound_end(at);
                if compound > at + 1 {
                    let parts = forms[at..compound].iter();
                    let whole = parts.map(|&form| self.drafts[form as usize].form.as_str());
                    let whole = self.form(whole.collect());
                    self.occurrence(whole, initial, item, heading);
                }
            }
            self.occurrence(forms[at], initial, item, heading);
        }
        self.item_lengths[item.index()] += words.len() as u32;
    }

    fn occurrence(&mut self, form: u32, initial: Initial, item: ItemId, heading: bool) {
        let draft = &mut self.drafts[form as usize];
        draft.small |= initial == Initial::Small;
        draft.capital |= initial == Initial::Name;
        draft.add(item, heading);
    }
}

/// Whether paragraphs of that kind are searched, counted and quoted.
pub(crate) fn is_searched(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Heading | ParagraphKind::Body)
}

/// The mentions that lie in `span`.
pub(crate) fn within<'m>(
    mentions: &'m [PlaceMention],
    span: &Range<usize>,
) -> impl Iterator<Item = &'m PlaceMention> {
    let first = mentions.partition_point(|mention| mention.span.start < span.start);
    let end = span.end;
    mentions[first..]
        .iter()
        .take_while(move |mention| mention.span.start < end)
        .filter(move |mention| mention.span.end <= end)
}

/// Links what the recogniser found to the atlas's own numbers: the places that are mentioned and
/// the regions and countries they lie in, in order of their ids, and every document's mentions in
/// the order of its text.
///
/// Mentions of a place that `entry` does not know are left out.
pub(crate) fn link_places(
    found: Vec<Vec<crate::place::Mention>>,
    entry: &dyn Fn(crate::ids::GeoId) -> Option<PlaceEntry>,
) -> (Vec<PlaceEntry>, Vec<Vec<PlaceMention>>) {
    let mut ids: BTreeSet<_> = found.iter().flatten().map(|mention| mention.place).collect();
    let around: Vec<_> = ids.iter().filter_map(|id| entry(*id)).collect();
    ids.extend(around.iter().flat_map(|entry| entry.place.around()));
    let places: Vec<PlaceEntry> = ids.into_iter().filter_map(entry).collect();
    let link = |mention: crate::place::Mention| {
        let at = places.binary_search_by_key(&mention.place, |entry| entry.place.id).ok()?;
        Some(PlaceMention { span: mention.span, place: PlaceId(at as u32), role: mention.role })
    };
    let in_order = |found: Vec<crate::place::Mention>| {
        let mut mentions: Vec<PlaceMention> = found.into_iter().filter_map(link).collect();
        mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        mentions
    };
    let mentions = found.into_iter().map(in_order).collect();
    (places, mentions)
}

/// Every article's number and the number of its first item.
pub(crate) fn first_items(articles: &[Article]) -> impl Iterator<Item = (DocId, u32)> {
    let mut first = 0;
    articles.iter().enumerate().map(move |(doc, article)| {
        let this = (DocId(doc as u32), first);
        first += article.items.len() as u32;
        this
    })
}
