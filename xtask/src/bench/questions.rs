//! What is asked of a corpus.

use super::chance::Chance;
use super::corpus::Corpus;
use std::collections::BTreeSet;

/// Questions of a kind.
const COUNT: usize = 100;
/// Of those, the ones that are also typed letter by letter.
const TYPED: usize = 25;
/// Letters of the shortest word that is asked for.
const SHORTEST: usize = 4;

/// Questions of one kind.
pub struct Questions {
    /// What they are.
    pub kind: &'static str,
    /// As typed.
    pub typed: Vec<String>,
}

/// The questions of every kind, the same for the same corpus: words that stand in its articles,
/// each use as likely, so that common words are asked for more often.
pub fn questions(corpus: &Corpus) -> Vec<Questions> {
    let mut chance = Chance::of(&[20]);
    let mut words = Vec::new();
    let mut pairs = Vec::new();
    let mut phrases = Vec::new();
    while words.len() < COUNT {
        let text = body(&corpus.texts[chance.below(corpus.texts.len())]);
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let paragraph: Vec<&str> = chance.one(&paragraphs).split_whitespace().collect();
        let content: Vec<usize> = (0..paragraph.len()).filter(|at| asked(paragraph[*at])).collect();
        let (Some(first), Some(last)) = (content.first(), content.last()) else { continue };
        let one = chance.one(&content);
        if first == last || one + 1 == paragraph.len() {
            continue;
        }
        words.push(bare(paragraph[one]).to_owned());
        pairs.push(format!("{} {}", bare(paragraph[*first]), bare(paragraph[*last])));
        phrases.push(format!("\"{} {}\"", bare(paragraph[one]), bare(paragraph[one + 1])));
    }
    let strokes = pairs.iter().take(TYPED).flat_map(|pair| strokes(pair)).collect();
    let known: BTreeSet<String> = corpus.forms();
    let slips = words.iter().map(|word| slip(word, &known, &mut chance)).collect();
    vec![
        Questions { kind: "keystroke", typed: strokes },
        Questions { kind: "one word", typed: words },
        Questions { kind: "two words", typed: pairs },
        Questions { kind: "phrase", typed: phrases },
        Questions { kind: "one typo", typed: slips },
    ]
}

/// An article without the date at its head.
fn body(text: &str) -> &str {
    text.splitn(4, ' ').nth(3).unwrap_or_default()
}

/// A word without the signs around it.
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn asked(word: &str) -> bool {
    let word = bare(word);
    word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic)
}

/// What has been typed after each stroke.
fn strokes(typed: &str) -> Vec<String> {
    let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| typed[..end].to_owned()).collect()
}

/// The word with two letters in the wrong order, one too few or one wrong, so that no word is
/// spelled like that.
fn slip(word: &str, known: &BTreeSet<String>, chance: &mut Chance) -> String {
    loop {
        let mut letters: Vec<char> = word.chars().collect();
        let at = 1 + chance.below(letters.len() - 2);
        match chance.below(3) {
            0 => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            _ => letters[at] = char::from(b'a' + chance.below(26) as u8),
        }
        let slipped: String = letters.into_iter().collect();
        if !known.contains(&slipped.to_lowercase()) {
            return slipped;
        }
    }
}
