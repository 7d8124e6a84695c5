//! The folder of articles on disk: the one place that reads it, for `build.rs` and `xtask` alike.

use engine::seed::{Notice, Source};
use std::fs;
use std::path::{Path, PathBuf};

/// The gazetteer, from the root of the workspace.
pub const GAZETTEER: &str = "data/gazetteer.bin";
/// The base map, from the root of the workspace.
pub const BASEMAP: &str = "data/basemap.bin";
/// The editor's statements about the articles, beside them; it may be missing.
const SIDE_FILE: &str = "corpus.toml";
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
    let side = read_if_there(&folder.join(SIDE_FILE))?;
    let gazetteer = read_data(&root.join(GAZETTEER))?;
    let basemap = read_data(&root.join(BASEMAP))?;
    let sources: Vec<Source> = files.iter().map(|(path, bytes)| Source { path, bytes }).collect();
    let (archive, notices) = build(&sources, side.as_deref(), &gazetteer)?;
    Ok(Atlas { archive, gazetteer, basemap, notices })
}

/// TRIAL ONLY: stands for `engine::atlas::build`.
fn build(
    sources: &[Source],
    _side: Option<&[u8]>,
    _gazetteer: &[u8],
) -> Result<(Vec<u8>, Vec<Notice>), String> {
    Ok((sources.iter().flat_map(|source| source.bytes.to_vec()).collect(), Vec::new()))
}

/// How a notice is shown: the way compilers show theirs.
pub fn told(notice: &Notice) -> String {
    format!("{}:{}:{}: {}", notice.path, notice.line, notice.column, notice.message)
}

/// Every article under `folder`: its path inside it, with `/` between the parts, and its bytes,
/// sorted by that path.
fn read(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
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

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, String> {
    if path.exists() { read_file(path).map(Some) } else { Ok(None) }
}

fn read_data(path: &Path) -> Result<Vec<u8>, String> {
    read_file(path).map_err(|error| {
        format!("{error}\nIt is part of the repository: `git checkout -- data` brings it back.")
    })
}
