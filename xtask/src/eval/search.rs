//! How well the search finds what it must, by questions with the items they want.

use super::{Options, Set};
use crate::corpus;
use engine::archive::Archive;
use engine::query::Query;
use engine::search::every_hit;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files of questions.
pub(super) const SETS: &[Set] = &[
    Set { name: "seeds", truth: "engine/tests/cases/truth.tsv", set_aside: false },
    Set {
        name: "other/practice",
        truth: "engine/tests/cases/other/practice.tsv",
        set_aside: false,
    },
    Set { name: "region", truth: "engine/tests/cases/region/practice.tsv", set_aside: false },
    Set {
        name: "other/set-aside",
        truth: "engine/tests/cases/other/set_aside.tsv",
        set_aside: true,
    },
    Set {
        name: "newsroom/practice",
        truth: "engine/tests/cases/newsroom/practice.tsv",
        set_aside: false,
    },
    Set {
        name: "newsroom/set-aside",
        truth: "engine/tests/cases/newsroom/set_aside.tsv",
        set_aside: true,
    },
];
/// Hits that count.
const FIRST: usize = 10;

/// A question with what must be found, and what must not.
struct Question {
    kind: String,
    typed: String,
    wanted: Vec<String>,
    unwanted: Vec<String>,
}

/// The questions, and for every kind the least recall that is accepted.
#[derive(Default)]
struct Truth {
    /// The folder of the articles that are searched, from the root of the workspace.
    articles: String,
    questions: Vec<Question>,
    floors: BTreeMap<String, f64>,
}

/// How well the questions of a kind were answered.
#[derive(Default)]
struct Quality {
    questions: usize,
    /// Sum of the reciprocal ranks of the first wanted hit.
    reciprocal: f64,
    /// Sum of the parts of what was wanted that is among the first hits.
    recall: f64,
}

/// How well one question was answered, from 0 to 1.
struct Mark {
    reciprocal: f64,
    recall: f64,
}

/// Prints mean reciprocal rank and recall at 10 for every kind of question in the sets that are
/// asked for.
///
/// # Errors
/// When a file cannot be read or understood, or a kind lies below its floor.
pub(super) fn run(root: &Path, options: &Options) -> Result<(), String> {
    let low = options.among(SETS).map(|set| report(root, set, options.tells(set)));
    let low = low.collect::<Result<Vec<_>, String>>()?.concat();
    if low.is_empty() { Ok(()) } else { Err(low.join("\n")) }
}

/// Prints the figures of a set, and answers with the kinds that lie below their floors.
fn report(root: &Path, set: &Set, misses: bool) -> Result<Vec<String>, String> {
    let truth = Truth::read(&root.join(set.truth))?;
    let atlas = corpus::make(root, &root.join(&truth.articles))?;
    let archive = Archive::open(&atlas.archive).map_err(|error| error.to_string())?;
    let mut kinds: BTreeMap<&str, Quality> = BTreeMap::new();
    for question in &truth.questions {
        let (mark, found) = ask(&archive, question);
        kinds.entry(&question.kind).or_default().add(&mark);
        kinds.entry("all").or_default().add(&mark);
        if misses && (mark.recall < 1.0 || mark.reciprocal < 1.0) {
            println!("{}", question.missed(&found));
        }
    }
    println!("{:<16}{:>10}{:>8}{:>12}{:>8}", set.name, "questions", "MRR", "recall@10", "floor");
    let mut low = Vec::new();
    for (kind, quality) in &kinds {
        let [reciprocal, recall] = quality.means();
        let floor = truth.floors.get(*kind).copied().unwrap_or(0.0);
        println!(
            "  {kind:<14}{:>10}{reciprocal:>8.3}{recall:>12.3}{floor:>8.2}",
            quality.questions
        );
        if recall < floor {
            let name = set.name;
            low.push(format!("{name}, {kind}: recall {recall:.3} is below its floor {floor}"));
        }
    }
    Ok(low)
}

impl Truth {
    fn read(path: &Path) -> Result<Truth, String> {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut truth = Truth::default();
        for (number, line) in (1..).zip(text.lines()) {
            let wrong = |what| format!("{}, line {number}: {what}", path.display());
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.split('\t').collect::<Vec<&str>>()[..] {
                ["articles", folder] => truth.articles = folder.to_owned(),
                ["floor", kind, recall] => {
                    let recall = recall.parse().map_err(|_| wrong("expected a number"))?;
                    truth.floors.insert(kind.to_owned(), recall);
                }
                [kind, typed, items] => truth.questions.push(Question::new(kind, typed, items)),
                _ => return Err(wrong("expected KIND, QUERY and WANTED with tabs between them")),
            }
        }
        Ok(truth)
    }
}

impl Question {
    fn new(kind: &str, typed: &str, items: &str) -> Question {
        let (unwanted, wanted): (Vec<&str>, Vec<&str>) =
            items.split_whitespace().partition(|item| item.starts_with('!'));
        Question {
            kind: kind.to_owned(),
            typed: typed.to_owned(),
            wanted: wanted.into_iter().map(str::to_owned).collect(),
            unwanted: unwanted.into_iter().map(|item| item[1..].to_owned()).collect(),
        }
    }

    /// Tells what was found instead of what is wanted.
    fn missed(&self, found: &[String]) -> String {
        let [found, wanted, unwanted] = [found, &self.wanted, &self.unwanted].map(|i| i.join(" "));
        format!("{} {:?}: {found}\n    wanted {wanted}, not {unwanted}", self.kind, self.typed)
    }
}

impl Quality {
    fn add(&mut self, mark: &Mark) {
        self.questions += 1;
        self.reciprocal += mark.reciprocal;
        self.recall += mark.recall;
    }

    fn means(&self) -> [f64; 2] {
        [self.reciprocal, self.recall].map(|sum| sum / self.questions.max(1) as f64)
    }
}

/// Asks a question, and answers with the mark and the first hits. What must not be found may be
/// nowhere among the hits; where nothing is wanted, that alone counts.
fn ask(archive: &Archive, question: &Question) -> (Mark, Vec<String>) {
    let query = Query { text: question.typed.clone(), ..Query::default() };
    let name = |item| {
        let document = archive.document(archive.item_document(item));
        let short: String = document.name.chars().take(3).collect();
        match document.items.len() {
            1 => short,
            _ => format!("{short}.{}", item.0 - document.items.start + 1),
        }
    };
    let mut found: Vec<String> =
        every_hit(archive, &query).0.iter().map(|hit| name(hit.item)).collect();
    let clean = question.unwanted.iter().all(|item| !found.contains(item));
    found.truncate(FIRST);
    let rank = found.iter().position(|item| question.wanted.contains(item));
    let share = question.wanted.iter().filter(|item| found.contains(item)).count() as f64
        / question.wanted.len().max(1) as f64;
    let mark = match question.wanted.len() {
        _ if !clean => Mark { reciprocal: 0.0, recall: 0.0 },
        0 => Mark { reciprocal: 1.0, recall: 1.0 },
        _ => Mark { reciprocal: rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64), recall: share },
    };
    (mark, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_of_question_falls_below_its_floor() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        assert_eq!(run(root, &Options::default()), Ok(()));
    }
}
