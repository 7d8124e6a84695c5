//! Compiles the page: its WebAssembly module, the JavaScript that wasm-bindgen makes beside it, and
//! its styles.

use crate::bundle;
use crate::setup::{ESBUILD, Tools, WASM_OPT, WASM_TARGET};
use crate::workspace;
use serde::Deserialize;
use std::collections::HashMap;
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
    bindgen.args(["--remove-producers-section", "--out-name", name]);
    if !tools.wasm_opt {
        bindgen.arg("--remove-name-section");
    }
    bindgen.arg("--out-dir").arg(&folder).arg(&module);
    workspace::run(&mut bindgen)?;

    let bound = folder.join(format!("{name}_bg.wasm"));
    let mut glue = workspace::read_text(&folder.join(format!("{name}.js")))?;
    if tools.wasm_opt {
        let mut optimise = tools.command(WASM_OPT);
        // By name, what was made from the same code for other types stands together, where gzip
        // sees that it is alike: 3 % smaller. The names themselves are left out.
        optimise.args(["-O3", "--reorder-functions-by-name"]);
        // Nor is anything but the smallest put into its callers, where it would look like nothing else.
        optimise.args(["--one-caller-inline-max-function-size", "0"]);
        optimise.args(["--flexible-inline-max-function-size", "8"]);
        optimise.arg("--minify-imports-and-exports-and-modules");
        optimise.arg(&bound).arg("-o").arg(&bound);
        let names = workspace::output(&mut optimise)?;
        let module = format!("\"./{name}_bg.js\"");
        glue = ShortNames::read(&names)?.in_glue(&glue.replace(&module, ShortNames::MODULE));
    }
    let wasm = fs::read(&bound).map_err(|error| format!("{}: {error}", bound.display()))?;
    Ok(Bound { wasm, glue, folder })
}

/// The names by which a module and its JavaScript call each other, as wasm-opt shortened them in the
/// module: they are as long as a line, and many.
struct ShortNames {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl ShortNames {
    /// The module of all that is imported.
    const MODULE: &str = "a";

    /// What wasm-opt tells, as JSON.
    fn read(told: &str) -> Result<ShortNames, String> {
        #[derive(Deserialize)]
        struct Told {
            imports: Vec<(String, String, String)>,
            exports: Vec<(String, String)>,
        }
        let told: Told = serde_json::from_str(told)
            .map_err(|error| format!("the names that wasm-opt tells: {error}"))?;
        let imports = told.imports.into_iter().map(|(_, long, short)| (long, short));
        Ok(ShortNames { imports: imports.collect(), exports: told.exports.into_iter().collect() })
    }

    /// The JavaScript with these names: what it imports are functions of an object, what is exported
    /// belongs to `wasm`.
    fn in_glue(&self, glue: &str) -> String {
        let of_name = |sign: char| sign.is_ascii_alphanumeric() || "_$".contains(sign);
        let mut out = String::with_capacity(glue.len());
        let mut rest = glue;
        while let Some(start) = rest.find(of_name) {
            let (before, from) = rest.split_at(start);
            let (name, after) = from.split_at(from.find(|c| !of_name(c)).unwrap_or(from.len()));
            out += before;
            let short = match out.ends_with("wasm.") {
                true => self.exports.get(name),
                false => self.imports.get(name).filter(|_| after.starts_with(": ")),
            };
            out += short.map_or(name, String::as_str);
            rest = after;
        }
        out + rest
    }
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
    let sysroot = workspace::output(tools.command("rustc").args(["--print", "sysroot"]))?;
    let sysroot = PathBuf::from(sysroot.trim());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_module_are_shortened() {
        let told =
            r#"{ "imports": [["./page_bg.js", "__wbg_open_1", "b"]], "exports": [["open", "c"]] }"#;
        let glue =
            "wasm.open(x); window.open(wasm.openly);\n__wbg_open_1: function() {}, '__wbg_open_1'";
        let short = "wasm.c(x); window.open(wasm.openly);\nb: function() {}, '__wbg_open_1'";
        assert_eq!(ShortNames::read(told).unwrap().in_glue(glue), short);
        assert!(ShortNames::read("[]").is_err());
    }
}
