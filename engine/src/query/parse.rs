//! The query language: `words`, `"a phrase"`, `-not` (or `NOT`, `NIET`), `a OR b` (or `OF`), `prefi*`,
//! `plaats:`, `-plaats:`, `van:` and `tot:` (or `place:`, `-place:`, `from:`, `to:`). `a AND b` (or
//! `EN`) is what `a b` is. Filters always hold, and of several `plaats:` any one will do, with `OF`
//! between them or without. Brackets group nothing: `OR` binds its two neighbours before all else.
//!
//! Parsing is total: whatever is not understood is searched as text.

use crate::text;
use crate::time::Period;

/// A typed query, understood.
#[derive(Clone, PartialEq, Eq, Debug)]
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
        let no_words = matches!(&self.words, Expr::All(words) if words.is_empty());
        let no_places = self.places.is_empty() && self.not_places.is_empty();
        no_words && no_places && self.from.or(self.to).is_none()
    }
}

/// Understands a query as typed.
pub fn parse(typed: &str) -> Parsed {
    let mut parsed = Parsed {
        words: Expr::All(Vec::new()),
        places: Vec::new(),
        not_places: Vec::new(),
        from: None,
        to: None,
    };
    let mut operands: Vec<Expr> = Vec::new();
    let (mut begun, mut either, mut negated) = (false, false, false);
    for mut piece in pieces(typed) {
        if let Some(operator) = operator(&piece).filter(|_| begun) {
            match operator {
                Operator::And => {}
                Operator::Or => either = true,
                Operator::Not => negated = true,
            }
            continue;
        }
        piece.negated |= std::mem::take(&mut negated);
        if filter(&piece, &mut parsed) {
            (begun, either) = (true, false);
            continue;
        }
        let Some(operand) = operand(&piece) else { continue };
        begun = true;
        match operands.pop_if(|_| either) {
            Some(Expr::Any(mut choices)) => {
                choices.push(operand);
                operands.push(Expr::Any(choices));
            }
            Some(first) => operands.push(Expr::Any(vec![first, operand])),
            None => operands.push(operand),
        }
        either = false;
    }
    parsed.words = Expr::All(operands);
    parsed
}

/// A piece of a query: what stands between spaces, with its quoted part.
#[derive(Default)]
struct Piece<'t> {
    negated: bool,
    /// What stands before the quotes, or everything where there are none.
    plain: &'t str,
    quoted: Option<&'t str>,
}

/// Whether a character opens and closes phrases.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Cuts a query at spaces, but not inside quotes. Quotes that are not closed reach to the end.
fn pieces(typed: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let negated = rest.len() > 1 && rest.starts_with('-');
        let body = if negated { &rest[1..] } else { rest };
        let stop = body.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(body.len());
        let (plain, after) = body.split_at(stop);
        let mut inside = after.chars();
        let opens =
            inside.next().is_some_and(is_quote) && (plain.is_empty() || plain.ends_with(':'));
        if opens {
            let inside = inside.as_str();
            let end = inside.find(is_quote).unwrap_or(inside.len());
            pieces.push(Piece { negated, plain, quoted: Some(&inside[..end]) });
            rest = inside[end..].trim_start_matches(is_quote).trim_start();
        } else {
            pieces.push(Piece { negated, plain, quoted: None });
            rest = after.trim_start_matches(is_quote).trim_start();
        }
    }
    pieces
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
    let Some((key, value)) = piece.plain.split_once(':') else { return false };
    let value = piece.quoted.unwrap_or(value).trim();
    if value.is_empty() {
        return false;
    }
    match text::fold(key).as_str() {
        "plaats" | "place" if !text::name_key(value).is_empty() => {
            let named = if piece.negated { &mut parsed.not_places } else { &mut parsed.places };
            named.push(value.to_owned());
            true
        }
        "van" | "from" if !piece.negated => bound(value, &mut parsed.from),
        "tot" | "to" if !piece.negated => bound(value, &mut parsed.to),
        _ => false,
    }
}

fn bound(value: &str, bound: &mut Option<Period>) -> bool {
    let period = Period::parse(value);
    *bound = period.or(*bound);
    period.is_some()
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
    let tokens = text::tokens(quoted);
    let forms: Vec<String> = tokens.into_iter().filter(|t| t.width == 1).map(|t| t.form).collect();
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
            ("plaats:Kiev OF plaats:Lviv raket", "raket"),
            ("raket OF plaats:Kiev drone", "raket&drone"),
            ("plaats:Kiev OF raket drone", "raket&drone"),
            ("aanval (kiev OF lviv)", "aanval&(kiev|lviv)"),
            ("raket*", "raket*"),
            ("Noord-Korea", "noordkorea"),
            ("- -- kiev", "kiev"),
            ("wie/wat", "wie&wat"),
            ("plaats: van:gisteren", "plaats&van&gisteren"),
        ] {
            assert_eq!(line(&parse(typed).words), expected, "{typed}");
        }
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
    fn a_hyphenated_word_knows_its_parts() {
        let Expr::All(exprs) = parse("Staakt-het-vuren").words else { panic!() };
        let [Expr::Word(word)] = exprs.as_slice() else { panic!("{exprs:?}") };
        assert_eq!(word.typed, "Staakt-het-vuren");
        assert_eq!(word.parts, ["staakt", "het", "vuren"]);
    }
}
