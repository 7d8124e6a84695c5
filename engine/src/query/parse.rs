//! The query language: `words`, `"a phrase"`, `-not` (or `NOT`, `NIET`), `a OR b` (or `OF`), `prefi*`,
//! `plaats:`, `-plaats:`, `van:`, `tot:` and `zonder:` (or `place:`, `-place:`, `from:`, `to:`,
//! `without:`). `a AND b` (or `EN`) is what `a b` is; `(a OR b) c` groups. A filter holds for the
//! whole query wherever it stands, and of several places one is enough. `zonder:datum` asks for what
//! is undated, beside `van:` and `tot:` for that too, as `zonder:plaats` does beside `plaats:`; with a
//! minus both are left out.
//!
//! Parsing is total: whatever is not understood is searched as text, and remarked upon.

use super::{Choice, End, Remark};
use crate::text;
use crate::time::Period;
use std::ops::Range;

/// A typed query, understood.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parsed {
    /// The words; `All` of nothing where there are none.
    pub words: Expr,
    /// Names of places asked for with `plaats:`.
    pub places: Vec<String>,
    /// Names of places left out with `-plaats:`.
    pub not_places: Vec<String>,
    /// The last understood `van:`.
    pub from: Option<Period>,
    /// The last understood `tot:`.
    pub to: Option<Period>,
    /// What is said about undated items with `zonder:datum`.
    pub undated: Choice,
    /// What is said with `zonder:plaats` about items that name no place.
    pub placeless: Choice,
    /// The bytes of what is understood of `van:` and `tot:`.
    period: Vec<Range<usize>>,
    /// The bytes of each other filter.
    filters: Vec<Range<usize>>,
    /// What was not understood as it was perhaps meant, each once.
    pub remarks: Vec<Remark>,
}

/// What the words of a query ask of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// It holds this word.
    Word(Word),
    /// It holds these forms one right after another.
    Phrase(Vec<String>),
    /// It answers every one.
    All(Vec<Expr>),
    /// It answers at least one.
    Any(Vec<Expr>),
    /// It does not answer.
    Not(Box<Expr>),
}

impl Default for Expr {
    fn default() -> Expr {
        Expr::All(Vec::new())
    }
}

/// A word of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// As typed.
    pub typed: String,
    /// Its form; of a hyphenated word, the form of the whole.
    pub form: String,
    /// The forms of the parts of a hyphenated word; of others, only `form`.
    pub parts: Vec<String>,
    /// Typed with a star: only as the beginning of words.
    pub star: bool,
}

impl Parsed {
    /// Whether it asks nothing.
    pub fn is_empty(&self) -> bool {
        self.words == Expr::default() && self.filters.is_empty() && self.period.is_empty()
    }

    /// What each filter and the period is as typed, and what is typed without it.
    pub fn without_filters(&self, typed: &str) -> Vec<(String, String)> {
        let alone = self.filters.iter().map(std::slice::from_ref);
        let period = Some(&self.period[..]).filter(|period| !period.is_empty());
        let drop = |ranges: &[Range<usize>]| {
            let dropped: Vec<&str> = ranges.iter().map(|range| &typed[range.clone()]).collect();
            let mut left = typed.to_owned();
            ranges.iter().rev().for_each(|range| left.replace_range(range.clone(), ""));
            let left: Vec<&str> = left.split_whitespace().collect();
            (dropped.join(" "), left.join(" "))
        };
        period.into_iter().chain(alone).map(drop).collect()
    }

    fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }
}

/// Groups that may stand one in another; what is deeper is read as if it were not grouped.
const DEEPEST: usize = 8;

/// Understands a query as typed.
pub fn parse(typed: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut open = vec![Group::default()];
    let mut too_deep = 0;
    for token in tokens(typed) {
        let deep = open.len() > DEEPEST;
        let Some(group) = open.last_mut() else { break };
        match token {
            Token::Open { .. } if deep => too_deep += 1,
            Token::Open { negated } => {
                let negated = negated | std::mem::take(&mut group.negated);
                open.push(Group { is_negated: negated, ..Group::default() });
            }
            Token::Close if too_deep > 0 => too_deep -= 1,
            Token::Close => close(&mut open),
            Token::Piece(piece) => group.take(piece, &mut parsed),
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    parsed.words = Expr::All(open.pop().map(|group| group.operands).unwrap_or_default());
    if parsed.is_empty() && !typed.trim().is_empty() {
        parsed.remarks = vec![Remark::NoWord];
    }
    parsed
}

/// What stands between two parentheses, or in none, as far as it is read.
#[derive(Default)]
struct Group {
    operands: Vec<Expr>,
    /// Whether anything was read that an operator may stand behind.
    begun: bool,
    /// Whether the next operand is an alternative to the last.
    either: bool,
    /// Whether the next operand is left out.
    negated: bool,
    /// Whether the group is.
    is_negated: bool,
}

impl Group {
    /// Takes a piece in: an operator, a filter or words.
    fn take(&mut self, mut piece: Piece, parsed: &mut Parsed) {
        match operator(&piece).filter(|_| self.begun) {
            Some(Operator::And) => return,
            Some(Operator::Or) => return self.either = true,
            Some(Operator::Not) => return self.negated = true,
            None => {}
        }
        piece.negated |= std::mem::take(&mut self.negated);
        if filter(&piece, parsed) {
            (self.begun, self.either) = (true, false);
        } else if let Some(operand) = operand(&piece) {
            oddities(&piece, parsed);
            self.add(operand);
        }
    }

    fn add(&mut self, operand: Expr) {
        self.begun = true;
        let either = std::mem::take(&mut self.either);
        let operand = match self.operands.pop_if(|_| either) {
            Some(Expr::Any(mut choices)) => {
                choices.push(operand);
                Expr::Any(choices)
            }
            Some(first) => Expr::Any(vec![first, operand]),
            None => operand,
        };
        self.operands.push(operand);
    }
}

/// Closes the innermost group, if any is open.
fn close(open: &mut Vec<Group>) {
    if open.len() < 2 {
        return;
    }
    let Some(Group { mut operands, is_negated, .. }) = open.pop() else { return };
    let operand = match operands.len() {
        0 => return,
        1 => operands.remove(0),
        _ => Expr::All(operands),
    };
    if let Some(outer) = open.last_mut() {
        outer.add(if is_negated { Expr::Not(Box::new(operand)) } else { operand });
    }
}

/// What a query is made of.
enum Token<'t> {
    /// An opening parenthesis.
    Open {
        negated: bool,
    },
    Close,
    Piece(Piece<'t>),
}

/// A piece of a query: what stands between spaces, with its quoted part.
struct Piece<'t> {
    negated: bool,
    /// What stands before the quotes, or everything where there are none.
    plain: &'t str,
    quoted: Option<&'t str>,
    /// Whether the quotes are not closed.
    is_open: bool,
    /// Its bytes in the query.
    range: Range<usize>,
}

impl<'t> Piece<'t> {
    /// What stands before its colon and behind it, if there is anything.
    fn split(&self) -> Option<(&'t str, &'t str)> {
        let (key, value) = self.plain.split_once(':')?;
        let value = self.quoted.unwrap_or(value).trim();
        (!key.is_empty() && !value.is_empty()).then_some((key, value))
    }
}

/// Whether a character opens and closes phrases.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Cuts a query at spaces, but not inside quotes, and takes off the parentheses before a word or
/// phrase and behind it; those inside a word (`president(en)`) are its own. Quotes that are not
/// closed reach to the end.
fn tokens(typed: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let start = typed.len() - rest.len();
        let negated = rest.len() > 1 && rest.starts_with('-');
        let body = if negated { &rest[1..] } else { rest };
        if let Some(inside) = body.strip_prefix('(') {
            tokens.push(Token::Open { negated });
            rest = inside.trim_start();
            continue;
        }
        if let Some(after) = rest.strip_prefix(')') {
            tokens.push(Token::Close);
            rest = after.trim_start();
            continue;
        }
        let stop = body.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(body.len());
        let (plain, after) = body.split_at(stop);
        let mut inside = after.chars();
        let opens =
            inside.next().is_some_and(is_quote) && (plain.is_empty() || plain.ends_with(':'));
        if opens {
            let inside = inside.as_str();
            let end = inside.find(is_quote).unwrap_or(inside.len());
            let (quoted, is_open) = (Some(&inside[..end]), end == inside.len());
            let after = inside[end..].trim_start_matches(is_quote);
            let range = start..typed.len() - after.len();
            tokens.push(Token::Piece(Piece { negated, plain, quoted, is_open, range }));
            rest = after.trim_start();
        } else {
            let own = plain.matches('(').count();
            let closing = plain.len() - plain.trim_end_matches(')').len();
            let closing = closing.saturating_sub(own);
            let range = start..typed.len() - after.len() - closing;
            let plain = &plain[..plain.len() - closing];
            let piece = Piece { negated, plain, quoted: None, is_open: false, range };
            tokens.push(Token::Piece(piece));
            tokens.extend((0..closing).map(|_| Token::Close));
            rest = after.trim_start_matches(is_quote).trim_start();
        }
    }
    tokens
}

/// A word in capitals between two others that says how they belong together.
enum Operator {
    And,
    Or,
    Not,
}

fn operator(piece: &Piece) -> Option<Operator> {
    match piece.plain {
        _ if piece.negated || piece.quoted.is_some() => None,
        "AND" | "EN" => Some(Operator::And),
        "OR" | "OF" => Some(Operator::Or),
        "NOT" | "NIET" => Some(Operator::Not),
        _ => None,
    }
}

/// Takes a filter into `parsed`; false where the piece is none.
fn filter(piece: &Piece, parsed: &mut Parsed) -> bool {
    let Some((key, value)) = piece.split() else { return false };
    let mut ranges = &mut parsed.filters;
    match text::fold(key).as_str() {
        "plaats" | "place" if !text::name_key(value).is_empty() => {
            let named = if piece.negated { &mut parsed.not_places } else { &mut parsed.places };
            named.push(value.to_owned());
        }
        "zonder" | "without" => {
            let choice = match text::fold(value).as_str() {
                "datum" | "date" => &mut parsed.undated,
                "plaats" | "place" => &mut parsed.placeless,
                _ => return false,
            };
            *choice = if piece.negated { Choice::Excluded } else { Choice::Chosen };
        }
        key if !piece.negated => {
            let bound = match is_bound(key) {
                Some(End::First) => &mut parsed.from,
                Some(End::Last) => &mut parsed.to,
                None => return false,
            };
            let Some(period) = Period::parse(value) else { return false };
            *bound = Some(period);
            ranges = &mut parsed.period;
        }
        _ => return false,
    }
    ranges.push(piece.range.clone());
    true
}

/// The end of a period that a key sets.
fn is_bound(key: &str) -> Option<End> {
    match key {
        "van" | "from" => Some(End::First),
        "tot" | "to" => Some(End::Last),
        _ => None,
    }
}

/// Remarks on what is searched for as text, but looks like something else.
fn oddities(piece: &Piece, parsed: &mut Parsed) {
    if let Some(quoted) = piece.quoted.filter(|_| piece.is_open) {
        parsed.remark(Remark::OpenQuote(quoted.trim().to_owned()));
    }
    if let Some((key, value)) = piece.split()
        && key.chars().all(char::is_alphabetic)
        && value.starts_with(char::is_alphanumeric)
    {
        let typed = format!("{key}:{value}");
        let misdated = is_bound(&text::fold(key)).is_some();
        parsed.remark(if misdated { Remark::NoDate(typed) } else { Remark::NoFilter(typed) });
    }
    if piece.plain.split('*').skip(1).any(|rest| rest.starts_with(char::is_alphanumeric)) {
        parsed.remark(Remark::StarInside(piece.plain.to_owned()));
    }
}

/// What a piece asks; `None` where it holds no word.
fn operand(piece: &Piece) -> Option<Expr> {
    let mut parts = words(piece.plain);
    parts.extend(piece.quoted.and_then(phrase));
    let operand = match parts.len() {
        0 => return None,
        1 => parts.remove(0),
        _ => Expr::All(parts),
    };
    Some(if piece.negated { Expr::Not(Box::new(operand)) } else { operand })
}

fn phrase(quoted: &str) -> Option<Expr> {
    let forms: Vec<String> =
        text::tokens(quoted).into_iter().filter(|t| t.width == 1).map(|t| t.form).collect();
    (!forms.is_empty()).then_some(Expr::Phrase(forms))
}

/// The words of a piece without quotes: usually one.
fn words(plain: &str) -> Vec<Expr> {
    let tokens = text::tokens(plain);
    let mut words = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let whole = &tokens[at];
        let parts = &tokens[if whole.width > 1 { at + 1 } else { at }..][..whole.width as usize];
        words.push(Expr::Word(Word {
            typed: plain[whole.range.clone()].to_owned(),
            form: whole.form.clone(),
            parts: parts.iter().map(|part| part.form.clone()).collect(),
            star: plain[whole.range.end..].starts_with('*'),
        }));
        at += parts.len() + usize::from(whole.width > 1);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a query in one line: `&` all, `|` any, `!` not, `"` phrase, `*` star.
    fn line(expr: &Expr) -> String {
        let joined = |exprs: &[Expr], sign| exprs.iter().map(line).collect::<Vec<_>>().join(sign);
        match expr {
            Expr::Word(word) if word.star => format!("{}*", word.form),
            Expr::Word(word) => word.form.clone(),
            Expr::Phrase(forms) => format!("\"{}\"", forms.join(" ")),
            Expr::All(exprs) => joined(exprs, "&"),
            Expr::Any(exprs) => format!("({})", joined(exprs, "|")),
            Expr::Not(expr) => format!("!{}", line(expr)),
        }
    }

    #[test]
    fn the_language_is_understood_as_people_type_it() {
        for (typed, expected) in [
            ("", ""),
            ("Raketten op Kiev", "raketten&op&kiev"),
            ("\"staakt het vuren\" Kiev", "\"staakt het vuren\"&kiev"),
            ("„staakt het", "\"staakt het\""),
            ("\"staakt-het-vuren\"", "\"staakt het vuren\""),
            ("kiev -lviv -\"de Krim\"", "kiev&!lviv&!\"de krim\""),
            ("kiev OR lviv OF odesa raket", "(kiev|lviv|odesa)&raket"),
            ("OR kiev", "or&kiev"),
            ("kiev OR", "kiev"),
            ("kiev of lviv", "kiev&of&lviv"),
            ("kiev AND lviv EN odesa en niet", "kiev&lviv&odesa&en&niet"),
            ("kiev NOT lviv NIET \"de Krim\"", "kiev&!lviv&!\"de krim\""),
            ("NIET kiev NOT", "niet&kiev"),
            ("raket*", "raket*"),
            ("Noord-Korea", "noordkorea"),
            ("- -- kiev", "kiev"),
            ("wie/wat", "wie&wat"),
            ("plaats: van:gisteren", "plaats&van&gisteren"),
            ("plaats:Kiev OF plaats:Lviv EN raket", "raket"),
            ("plaats:Kiev OR raket bom", "raket&bom"),
            ("(raket OF bom) kiev", "(raket|bom)&kiev"),
            ("kiev (raket bom) OF (drone -lviv)", "kiev&(raket&bom|drone&!lviv)"),
            ("(kiev OR lviv) OR odesa", "(kiev|lviv|odesa)"),
            ("raket -(kiev OF lviv) NIET (odesa)", "raket&!(kiev|lviv)&!odesa"),
            ("(\"de Krim\") (kiev", "\"de krim\"&kiev"),
            (") kiev) () ( ) lviv", "kiev&lviv"),
            ("president(en) (f(x))", "president&en&f&x"),
        ] {
            assert_eq!(line(&parse(typed).words), expected, "{typed}");
        }
    }

    #[test]
    fn groups_in_groups_without_end_are_read() {
        let deep = "(".repeat(100_000) + "kiev" + &")".repeat(99_999) + " lviv)";
        assert_eq!(line(&parse(&deep).words), "kiev&lviv");
    }

    #[test]
    fn filters_are_taken_out_of_the_words() {
        let parsed = parse(
            "raket plaats:\"Nizjni Novgorod\" Place:Kiev -plaats:Lviv van:2022-03 to:2022 NOT plaats:Odesa",
        );
        assert_eq!(line(&parsed.words), "raket");
        assert_eq!(parsed.places, ["Nizjni Novgorod", "Kiev"]);
        assert_eq!(parsed.not_places, ["Lviv", "Odesa"]);
        assert_eq!(parsed.from, Period::parse("2022-03"));
        assert_eq!(parsed.to, Period::parse("2022"));
    }

    #[test]
    fn what_is_odd_about_the_words_is_told() {
        let text = |text: &str| text.to_owned();
        for (typed, remarks) in [
            (" ", vec![]),
            ("raket", vec![]),
            ("plaats:Kiev", vec![]),
            ("🚀", vec![Remark::NoWord]),
            ("\"", vec![Remark::NoWord]),
            ("()", vec![Remark::NoWord]),
            ("raket (Kiev OF Lviv) om 12:30", vec![]),
            ("https://voorbeeld.nl plaats: lucht*", vec![]),
            ("raket van:2022-03 tot:2022", vec![]),
            ("raket van:2022-13", vec![Remark::NoDate(text("van:2022-13"))]),
            ("tot:gisteren", vec![Remark::NoDate(text("tot:gisteren"))]),
            ("Titel:Kiev titel:\"de Krim\"", {
                vec![Remark::NoFilter(text("Titel:Kiev")), Remark::NoFilter(text("titel:de Krim"))]
            }),
            ("zonder:zin zonder:zin", vec![Remark::NoFilter(text("zonder:zin"))]),
            ("Kiev \"staakt het", vec![Remark::OpenQuote(text("staakt het"))]),
            ("lu*ht", vec![Remark::StarInside(text("lu*ht"))]),
        ] {
            assert_eq!(parse(typed).remarks, remarks, "{typed}");
        }
    }

    #[test]
    fn a_filter_can_be_dropped_from_what_was_typed() {
        let typed = "van:2022-03 raket plaats:\"Krivi Rih\" (tot:2022 drone) -plaats:Lviv";
        let pairs = parse(typed).without_filters(typed);
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(dropped, left)| (dropped.as_str(), left.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("van:2022-03 tot:2022", "raket plaats:\"Krivi Rih\" ( drone) -plaats:Lviv"),
                ("plaats:\"Krivi Rih\"", "van:2022-03 raket (tot:2022 drone) -plaats:Lviv"),
                ("-plaats:Lviv", "van:2022-03 raket plaats:\"Krivi Rih\" (tot:2022 drone)"),
            ]
        );
    }

    #[test]
    fn what_has_no_date_or_place_is_asked_for_or_left_out() {
        for (typed, undated, placeless) in [
            ("zonder:datum", Choice::Chosen, Choice::Free),
            ("without:date -without:place", Choice::Chosen, Choice::Excluded),
            ("raket NIET zonder:datum", Choice::Excluded, Choice::Free),
        ] {
            let parsed = parse(typed);
            assert_eq!((parsed.undated, parsed.placeless), (undated, placeless), "{typed}");
        }
    }

    #[test]
    fn a_hyphenated_word_knows_its_parts() {
        let Expr::All(exprs) = parse("Staakt-het-vuren").words else { panic!() };
        let [Expr::Word(word)] = exprs.as_slice() else { panic!("{exprs:?}") };
        assert_eq!(word.typed, "Staakt-het-vuren");
        assert_eq!(word.parts, ["staakt", "het", "vuren"]);
    }
}
