//! Where things are in the workspace, and how files and commands are handled.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// The root of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// Where cargo puts what it compiles.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The version of a package that `Cargo.lock` names.
///
/// # Errors
/// A message where the lock file cannot be read or has no such package.
pub fn locked_version(package: &str) -> Result<String, String> {
    let text = read_text(&root().join("Cargo.lock"))?;
    let lock: toml::Table =
        toml::from_str(&text).map_err(|error| format!("Cargo.lock: {error}"))?;
    let packages = lock.get("package").and_then(|packages| packages.as_array());
    packages
        .into_iter()
        .flatten()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str().map(str::to_owned))
        .ok_or_else(|| format!("Cargo.lock has no package {package}"))
}

/// A text file's content.
///
/// # Errors
/// A message that names the file.
pub fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file whole or not at all: whoever opens `path` meanwhile finds the old or the new.
///
/// # Errors
/// A message that names the file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let cannot = |error| format!("cannot write {}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, path)).map_err(cannot)
}

/// Runs a command to its end, its output left to the terminal.
///
/// # Errors
/// What was run and how it ended; the command has said why.
pub fn run(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{} ended with {status}", shown(command))),
        Err(error) => Err(format!("{} cannot be started: {error}", shown(command))),
    }
}

/// Runs a command to its end and gives what it tells.
///
/// # Errors
/// What was run and how it ended; the command has said why.
pub fn output(command: &mut Command) -> Result<String, String> {
    match command.stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(output) => Err(format!("{} ended with {}", shown(command), output.status)),
        Err(error) => Err(format!("{} cannot be started: {error}", shown(command))),
    }
}

/// A command as it could be typed, cut where it holds a whole script.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    let line = words.join(" ");
    match line.split_once('\n') {
        Some((first, _)) => format!("{first} ..."),
        None => line,
    }
}
