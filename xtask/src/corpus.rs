//! The folder of articles on disk: the one place that reads it, for `build.rs` and `xtask` alike.

use engine::atlas;
use engine::place::Gazetteer;
use engine::place::corrections::CORRECTIONS_FILE;
use engine::seed::{Notice, SIDE_FILE, Source};
use std::fs;
use std::path::{Path, PathBuf};

/// The gazetteer, from the root of the workspace.
pub const GAZETTEER: &str = "data/gazetteer.bin";
/// The base map, from the root of the workspace.
pub const BASEMAP: &str = "data/basemap.bin";
/// What an article's file name ends in, in any case.
const EXTENSIONS: [&str; 2] = ["txt", "md"];

/// What an atlas is made of besides its code.
pub struct Atlas {
    /// The articles with their index.
    pub archive: Vec<u8>,
    /// Every place the product knows.
    pub gazetteer: Vec<u8>,
    /// Coasts and borders.
    pub basemap: Vec<u8>,
    /// What was odd in the articles.
    pub notices: Vec<Notice>,
}

/// Makes the atlas of the articles in `folder`, with the data files under `root`.
///
/// # Errors
/// One message for a person: which file, what was expected and what to do.
pub fn make(root: &Path, folder: &Path) -> Result<Atlas, String> {
    let files = read(folder)?;
    let gazetteer = read_data(&root.join(GAZETTEER))?;
    let basemap = read_data(&root.join(BASEMAP))?;
    let sources: Vec<Source> = files.iter().map(|(path, bytes)| Source { path, bytes }).collect();
    let places = Gazetteer::open(&gazetteer).map_err(|error| format!("{GAZETTEER}: {error}"))?;
    let built = atlas::build(&sources, &|text| places.find(text), &|id| places.entry(id));
    let built = built.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(Atlas { archive: built.bytes, gazetteer, basemap, notices: built.notices })
}

/// How a notice is shown: the way compilers show theirs.
pub fn told(notice: &Notice) -> String {
    format!("{}:{}:{}: {}", notice.path, notice.line, notice.column, notice.message)
}

/// Every article under `folder`, with the editor's side file and the reader's corrections of places
/// if there are any: the path inside the
/// folder, with `/` between the parts, and the bytes, sorted by that path.
///
/// # Errors
/// When the folder or a file in it cannot be read: which, and why.
pub fn read(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    let statements = [SIDE_FILE, CORRECTIONS_FILE].map(|name| folder.join(name));
    paths.extend(statements.into_iter().filter(|path| path.exists()));
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.push((name_inside(folder, &path)?, read_file(&path)?));
    }
    files.sort();
    Ok(files)
}

/// Adds the articles in `folder` and below to `paths`. Hidden files and folders are left out, as
/// are links to folders, which could lead around in a circle.
fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    let cannot = |error| format!("cannot read the folder {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().map_err(cannot)?.is_dir() {
            walk(&path, paths)?;
        } else if is_article(&path) && path.is_file() {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_article(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|e| EXTENSIONS.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

fn name_inside(folder: &Path, path: &Path) -> Result<String, String> {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    parts
        .map(|parts| parts.join("/"))
        .ok_or_else(|| format!("{}: the file's name is not Unicode; rename it", path.display()))
}

fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn read_data(path: &Path) -> Result<Vec<u8>, String> {
    read_file(path).map_err(|error| {
        format!("{error}\nIt is part of the repository: `git checkout -- data` brings it back.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder for one test, empty.
    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("nieuwsatlas-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn articles_are_found_in_sub_folders_and_sorted() {
        let corpus = folder("sorted");
        fs::create_dir_all(corpus.join("2022/maart")).unwrap();
        let names = ["b.TXT", "2022/maart/c.md", "corpus.toml", "a.txt", "2022/d.txt"];
        let others = [".hidden.txt", "foto.jpg", "2022/corpus.toml"];
        for name in names.iter().chain(&others) {
            fs::write(corpus.join(name), name).unwrap();
        }
        let files = read(&corpus).unwrap();
        let found: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(found, ["2022/d.txt", "2022/maart/c.md", "a.txt", "b.TXT", "corpus.toml"]);
        assert!(files.iter().all(|(path, bytes)| path.as_bytes() == bytes));
        fs::remove_dir_all(corpus).unwrap();
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let missing = folder("missing").join("nergens");
        assert!(read(&missing).unwrap_err().contains("nergens"));
        fs::remove_dir_all(missing.parent().unwrap()).unwrap();
    }
}
