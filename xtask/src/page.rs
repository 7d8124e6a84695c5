//! Compiles the page: its WebAssembly module, the JavaScript that wasm-bindgen makes beside it, and
//! its styles.

use crate::bundle;
use crate::setup::{ESBUILD, Tools, WASM_OPT, WASM_TARGET};
use crate::workspace;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The root package and its program.
const NAME: &str = "nieuwsatlas";

/// Leptos then gives its views one type for all, which makes the module a good deal smaller.
const ERASED: &str = "--cfg=erase_components";

/// Opens the page; follows wasm-bindgen's module in the same script.
const LOADER: &str = include_str!("bundle/loader.js");

/// The code of the page.
#[derive(PartialEq, Eq)]
pub struct Code {
    /// The module, optimised.
    pub wasm: Vec<u8>,
    /// The JavaScript that wasm-bindgen makes beside it, followed by the loader that opens the page.
    pub script: String,
    /// The style sheets that `index.html` links, in that order.
    pub styles: String,
}

/// Compiles the page of the workspace at `root`, without data, in cargo's folder `target`.
///
/// # Errors
/// The command that failed, or what is unexpected in what it made.
pub fn compile(tools: &Tools, root: &Path, target: &Path) -> Result<Code, String> {
    let Bound { wasm, glue, folder } =
        bound(tools, root, target, NAME, &["--bin", NAME, "--no-default-features"])?;
    check_glue(&glue)?;
    let small = |name, text| match tools.esbuild {
        true => minified(tools, &folder, name, text),
        false => Ok(text),
    };
    let script = small("script.js", format!("{glue}\n{LOADER}"))?;
    let styles = small("styles.css", styles(root)?)?;
    Ok(Code { wasm, script, styles })
}

/// The style sheets of the workspace at `root`, one after the other.
fn styles(root: &Path) -> Result<String, String> {
    let frame = workspace::read_text(&root.join("index.html"))?;
    let sheets = bundle::style_sheets(&frame)?;
    sheets.iter().map(|sheet| workspace::read_text(&root.join(sheet))).collect()
}

/// A module and the JavaScript that wasm-bindgen makes beside it.
pub struct Bound {
    /// The module, optimised.
    pub wasm: Vec<u8>,
    /// The JavaScript, an ES module that exports a function to start it.
    pub glue: String,
    /// Where they were made.
    folder: PathBuf,
}

/// Compiles a package of the workspace at `root` for browsers, with these options of cargo's, in
/// its folder `target`.
///
/// # Errors
/// The command that failed.
pub fn bound(
    tools: &Tools,
    root: &Path,
    target: &Path,
    name: &str,
    options: &[&str],
) -> Result<Bound, String> {
    let mut cargo = tools.command("cargo");
    cargo.args(["build", "--release", "--package", name]).args(options);
    cargo.args(["--target", WASM_TARGET, "--target-dir"]).arg(target);
    let mut flags = remaps(tools, root)?;
    flags.push(ERASED.to_owned());
    cargo.current_dir(root).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    workspace::run(&mut cargo)?;

    let made = target.join(WASM_TARGET).join("release");
    let module = made.join(name.replace('-', "_")).with_extension("wasm");
    let folder = target.join("page");
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path"]);
    bindgen.args(["--remove-name-section", "--remove-producers-section", "--out-name", name]);
    bindgen.arg("--out-dir").arg(&folder).arg(&module);
    workspace::run(&mut bindgen)?;

    let bound = folder.join(format!("{name}_bg.wasm"));
    if tools.wasm_opt {
        let mut optimise = tools.command(WASM_OPT);
        optimise.arg("-O3").arg(&bound).arg("-o").arg(&bound);
        workspace::run(&mut optimise)?;
    }
    let wasm = fs::read(&bound).map_err(|error| format!("{}: {error}", bound.display()))?;
    let glue = workspace::read_text(&folder.join(format!("{name}.js")))?;
    Ok(Bound { wasm, glue, folder })
}

/// The same script or styles with short names and no comments. The end of `name` tells which.
fn minified(tools: &Tools, folder: &Path, name: &str, text: String) -> Result<String, String> {
    let file = folder.join(name);
    workspace::write(&file, text.as_bytes())?;
    let small = folder.join(format!("small.{name}"));
    let mut esbuild = tools.command(ESBUILD);
    esbuild.args(["--minify", "--target=es2022", "--charset=utf8", "--log-level=warning"]);
    if name.ends_with(".js") {
        esbuild.arg("--format=esm");
    }
    esbuild.arg(&file).arg(format!("--outfile={}", small.display()));
    workspace::run(&mut esbuild)?;
    workspace::read_text(&small)
}

/// Compiler flags that keep this machine's paths out of the module's panic messages.
fn remaps(tools: &Tools, root: &Path) -> Result<Vec<String>, String> {
    let output = tools.command("rustc").args(["--print", "sysroot"]).output();
    let output = output.map_err(|error| format!("rustc cannot be started: {error}"))?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let home = env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    let cargo = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home.map(|home| Path::new(&home).join(".cargo")))
        .ok_or("neither CARGO_HOME nor a home folder is set")?;
    // Of several that fit, rustc takes the last.
    let pairs = [(sysroot, "/rust"), (cargo, "/cargo"), (root.to_owned(), "/page")];
    let flag = |(from, to): (PathBuf, &str)| format!("--remap-path-prefix={}={to}", from.display());
    Ok(pairs.map(flag).into())
}

/// The glue is pasted into the page, where it can import nothing.
fn check_glue(glue: &str) -> Result<(), String> {
    let import = glue.lines().find(|line| line.starts_with("import "));
    match import {
        None => Ok(()),
        Some(line) => Err(format!(
            "the page's JavaScript imports another file: {line}\n\
             A dependency uses #[wasm_bindgen(module = ...)], which one file cannot hold."
        )),
    }
}
