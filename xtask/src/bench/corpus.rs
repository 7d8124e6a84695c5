//! Articles of made-up Dutch.

use super::chance::{Chance, Ranks};
use super::fit;
use super::grammar::{Grammar, Symbol};
use super::words::{self, Form};
use engine::seed::Source;
use std::collections::{BTreeMap, BTreeSet};

/// Months that the articles spread over, from January 2022.
const MONTHS: usize = 36;
/// Subjects of the news.
const TOPICS: usize = 48;
/// How much more is written about a subject in its months.
const BURST: f64 = 8.0;
/// Months to either side of its middle that a subject is in the news.
const BURST_WIDTH: usize = 3;
/// How often a word is one of the article's subject.
const ON_TOPIC: f64 = 0.6;
/// How often a word is one that the article has used before.
const AGAIN: f64 = 0.43;
/// How often a stock phrase begins, and the words it goes on for.
const STOCK: f64 = 0.002;
const STOCK_LENGTH: std::ops::Range<usize> = 3..6;
/// How often a name is of a place: anywhere, and behind a word such as *in*.
const PLACE: f64 = 0.38;
const PLACE_BEHIND: f64 = 0.7;
const BEFORE_PLACES: &[&str] = &["in", "uit", "naar", "bij", "rond", "vanuit"];
/// Words in the longest sentence.
const LONGEST: usize = 45;

/// Articles, in order of their dates.
pub struct Corpus {
    /// Their paths.
    pub names: Vec<String>,
    /// Their texts, each beginning with its date.
    pub texts: Vec<String>,
}

impl Corpus {
    /// That many articles; the same every time.
    pub fn new(language: &Language, articles: usize) -> Self {
        let write = |nth| {
            let month = nth * MONTHS / articles;
            let mut writer = Writer::new(language, Chance::of(&[9, nth as u64]), month);
            let date = format!("{}-{:02}", 2022 + month / 12, month % 12 + 1);
            (format!("{date}/{nth:06}.txt"), format!(" date {date} {}", writer.article()))
        };
        let (names, texts) = (0..articles).map(write).unzip();
        Self { names, texts }
    }

    /// Every word in small letters.
    pub fn forms(&self) -> BTreeSet<String> {
        let mut forms = BTreeSet::new();
        for text in &self.texts {
            let small = text.to_lowercase();
            for word in fit::words(&small) {
                if !forms.contains(word) {
                    forms.insert(word.to_owned());
                }
            }
        }
        forms
    }

    /// The articles as files.
    pub fn sources(&self) -> Vec<Source<'_>> {
        let files = self.names.iter().zip(&self.texts);
        files.map(|(path, text)| Source { path, bytes: text.as_bytes() }).collect()
    }
}

/// What the articles are made with.
pub struct Language {
    grammar: Grammar,
    /// Names of places, most populous first.
    places: Vec<String>,
    /// First names of persons.
    first_names: Vec<String>,
    words: Ranks,
    names: Ranks,
    place_ranks: Ranks,
    phrases: Ranks,
}

impl Language {
    /// A language with the grammar of these texts and the names of these places and persons.
    pub fn new<'t>(
        seeds: impl Iterator<Item = &'t str>,
        places: Vec<String>,
        first_names: Vec<String>,
    ) -> Self {
        Self {
            grammar: Grammar::learn(seeds),
            place_ranks: Ranks::new(places.len(), 10.0),
            places,
            first_names,
            words: Ranks::new(4000, 30.0),
            names: Ranks::new(3000, 20.0),
            phrases: Ranks::new(2000, 5.0),
        }
    }
}

/// What an article uses again is a word in the same form, a name or a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Word(Form),
    Name,
    Place,
}

/// Writes one article.
struct Writer<'l> {
    language: &'l Language,
    chance: Chance,
    topic: usize,
    /// The ranks that each kind of word was used with, once for each use.
    used: BTreeMap<Kind, Vec<usize>>,
    /// A stock phrase is words that are drawn from a chance of its own, and those that are left.
    stock: Option<(Chance, usize)>,
    text: String,
    quoted: bool,
}

impl<'l> Writer<'l> {
    fn new(language: &'l Language, mut chance: Chance, month: usize) -> Self {
        let mut sum = 0.0;
        let interest = |topic: usize| {
            let middle = Chance::of(&[10, topic as u64]).below(MONTHS);
            if middle.abs_diff(month) <= BURST_WIDTH { BURST } else { 1.0 }
        };
        let interests: Vec<f64> = (0..TOPICS)
            .map(|topic| {
                sum += interest(topic);
                sum
            })
            .collect();
        let topic = chance.weighted(&interests);
        Self {
            language,
            chance,
            topic,
            used: BTreeMap::new(),
            stock: None,
            text: String::new(),
            quoted: false,
        }
    }

    /// Paragraphs of sentences, now and then under a heading.
    fn article(&mut self) -> String {
        // The smaller of two: 600 on average, short ones more often than long.
        let length = 135 + self.chance.below(1200).min(self.chance.below(1200));
        let mut written = 0;
        while written < length {
            if written > 0 && self.chance.happens(0.15) {
                let name = self.name(false);
                self.text.push_str(&name);
                self.text.push_str("\n\n");
            }
            for _ in 0..2 + self.chance.below(4) {
                written += self.sentence();
            }
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n");
        }
        self.text.truncate(self.text.trim_end().len());
        std::mem::take(&mut self.text)
    }

    /// Adds a sentence and gives its number of words.
    fn sentence(&mut self) -> usize {
        let grammar = &self.language.grammar;
        let mut state = grammar.start();
        let mut count = 0;
        let mut before = "";
        while count < LONGEST {
            state = self.follow(state);
            let symbol = grammar.symbol(state);
            match symbol {
                Symbol::End if count > 2 => break,
                Symbol::End => continue,
                Symbol::Sign(_) if count == 0 => {}
                Symbol::Sign(sign) => self.cling(*sign),
                Symbol::Quote { opens } => self.quote(*opens),
                _ => {
                    let word = self.word(symbol, before);
                    let word = if count == 0 { words::capital(&word) } else { word };
                    self.text.push_str(&word);
                    self.text.push(' ');
                    count += 1;
                }
            }
            before = if let Symbol::Word(word) = symbol { word } else { "" };
        }
        if self.quoted {
            self.quote(false);
        }
        self.cling('.');
        count
    }

    /// What follows, by the article's own chance or a stock phrase's.
    fn follow(&mut self, state: usize) -> usize {
        if self.stock.is_none() && self.chance.happens(STOCK) {
            let phrase = self.language.phrases.draw(&mut self.chance);
            let length = STOCK_LENGTH.start + self.chance.below(STOCK_LENGTH.len());
            self.stock = Some((Chance::of(&[11, state as u64, phrase as u64]), length));
        }
        let Some((chance, left)) = &mut self.stock else {
            return self.language.grammar.follow(state, &mut self.chance);
        };
        let next = self.language.grammar.follow(state, chance);
        *left -= 1;
        if *left == 0 {
            self.stock = None;
        }
        next
    }

    fn word(&mut self, symbol: &Symbol, before: &str) -> String {
        match symbol {
            Symbol::Word(word) => word.clone(),
            Symbol::Class(form) => self.of_class(*form),
            Symbol::Number => self.number(),
            _ => self.name(BEFORE_PLACES.contains(&before)),
        }
    }

    fn of_class(&mut self, form: Form) -> String {
        let words = &self.language.words;
        if let Some((chance, _)) = &mut self.stock {
            return words::word(words, form, words.common(chance));
        }
        let rank = self.again(Kind::Word(form), |writer| words.draw(&mut writer.chance));
        words::word(words, form, rank)
    }

    /// The rank of one of the uses of this kind so far, each as likely, or a new one.
    fn again(&mut self, kind: Kind, draw: impl Fn(&mut Self) -> usize) -> usize {
        let uses = self.used.get(&kind).map_or(0, Vec::len);
        let rank = if uses > 0 && self.chance.happens(AGAIN) {
            self.used[&kind][self.chance.below(uses)]
        } else {
            let rank = draw(self);
            on_topic(self.topic, rank, &mut self.chance)
        };
        self.used.entry(kind).or_default().push(rank);
        rank
    }

    fn name(&mut self, behind: bool) -> String {
        if self.chance.happens(if behind { PLACE_BEHIND } else { PLACE }) {
            return self.place();
        }
        let language = self.language;
        let rank = self.again(Kind::Name, |writer| language.names.draw(&mut writer.chance));
        let name = words::name(rank);
        let uses = self.used[&Kind::Name].iter().filter(|used| **used == rank).count();
        // Half of the names are of persons, who are called by both names once.
        if uses == 1 && rank.is_multiple_of(2) {
            let first = &language.first_names[rank % language.first_names.len()];
            return format!("{first} {name}");
        }
        name
    }

    fn place(&mut self) -> String {
        let language = self.language;
        let rank =
            self.again(Kind::Place, |writer| language.place_ranks.common(&mut writer.chance));
        language.places[rank % language.places.len()].clone()
    }

    fn number(&mut self) -> String {
        let small = 1 + self.chance.below(31);
        match self.chance.below(6) {
            0 => (2010 + self.chance.below(15)).to_string(),
            1 => (small * 10).to_string(),
            2 => format!("{small}.{}00", self.chance.below(10)),
            _ => small.to_string(),
        }
    }

    /// Adds a sign behind the last word.
    fn cling(&mut self, sign: char) {
        self.text.truncate(self.text.trim_end_matches([' ', ',', ':', ';']).len());
        self.text.push(sign);
        self.text.push(' ');
    }

    /// Opens or closes a quotation, where that can be.
    fn quote(&mut self, opens: bool) {
        if opens == self.quoted {
            return;
        }
        self.quoted = opens;
        if opens { self.text.push('"') } else { self.cling('"') }
    }
}

/// The word of this subject among those about as common, which every subject has one of; the most
/// common words are of none.
fn on_topic(topic: usize, rank: usize, chance: &mut Chance) -> usize {
    let block = rank / TOPICS;
    if block < 2 || !chance.happens(ON_TOPIC) {
        return rank;
    }
    let turned = Chance::of(&[12, block as u64]).below(TOPICS);
    block * TOPICS + (topic + turned) % TOPICS
}
