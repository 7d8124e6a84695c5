//! Reading the rule files of `data`.

/// The text of a file of `data/language`, without its comments.
macro_rules! rules {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name))
    };
}
pub(crate) use rules;

/// The lines of a rule file that are neither empty nor comment.
pub(crate) fn lines(file: &str) -> impl Iterator<Item = &str> {
    numbered_lines(file).map(|(_, line)| line)
}

/// The same lines with their numbers, from 1.
pub fn numbered_lines(file: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = file.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The lines of a rule file as a first word, which says of what kind they are, and the others,
/// folded.
pub(super) fn folded(file: &str) -> impl Iterator<Item = (&str, Vec<String>)> {
    lines(file).map(|line| {
        let (kind, words) = line.split_once(' ').unwrap_or((line, ""));
        (kind, words.split_whitespace().map(super::fold).collect())
    })
}
