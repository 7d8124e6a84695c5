//! `cargo xtask test`: every test and check, counted at the end on a line of its own.

use crate::build;
use crate::corpus;
use crate::page::{self, Code};
use crate::setup::{Browser, Tools, WASM_TARGET};
use crate::workspace;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// Runs every test and check; with `--quick` those that need no browser.
///
/// # Errors
/// A wrong option, a set-up that failed, or that a test failed.
pub fn run(args: &[String]) -> Result<(), String> {
    let quick = match args {
        [] => false,
        [option] if option == "--quick" => true,
        _ => return Err(format!("unknown options {args:?}; only --quick is known")),
    };
    let tools = if quick { Tools::as_found() } else { Tools::for_test()? };
    let mut tally = Tally::default();
    tally.check("rustfmt", tools.host_command("cargo").args(["fmt", "--all", "--check"]));
    clippy(&tools, &mut tally);
    native(&tools, &mut tally);
    if tools.has("cargo-deny") {
        let mut deny = tools.host_command("cargo-deny");
        // Advisories are a database on the network: `cargo deny check advisories` asks for it.
        tally.check("licences and sources", deny.args(["check", "bans", "licenses", "sources"]));
    } else {
        tally.skip("licences and sources (cargo-deny is not here)");
    }
    if !quick {
        in_browsers(&tools, &mut tally)?;
    }
    println!("{}", tally.line());
    if tally.failed == 0 { Ok(()) } else { Err("something failed, see above".into()) }
}

fn clippy(tools: &Tools, tally: &mut Tally) {
    let deny_warnings = ["--", "--deny", "warnings"];
    let mut host = tools.host_command("cargo");
    host.args(["clippy", "--quiet", "--workspace", "--all-targets"]).args(deny_warnings);
    tally.check("clippy", &mut host);
    if !tools.has_wasm_target() {
        return tally.skip("clippy of the page for wasm (its target is not set up)");
    }
    let mut wasm = tools.command("cargo");
    wasm.args(["clippy", "--quiet", "--target", WASM_TARGET]).args(deny_warnings);
    tally.check("clippy of the page for wasm", &mut wasm);
}

/// The unit, case and property tests, and the examples in the documentation.
fn native(tools: &Tools, tally: &mut Tally) {
    let mut tests = runner(tools, &["--workspace"]);
    tally.count("tests", &mut tests);
    let mut examples = tools.host_command("cargo");
    tally.count("examples", examples.args(["test", "--quiet", "--workspace", "--doc"]));
}

/// The page, and what it does in the browsers that are here.
fn in_browsers(tools: &Tools, tally: &mut Tally) -> Result<(), String> {
    let root = workspace::root();
    let code = page::compile(tools, root, &workspace::target())?;
    let twin = compile_elsewhere(tools)?;
    tally.judge("the same sources give the same code elsewhere", code == twin);
    let file = workspace::target().join("stories").join("nieuwsatlas.html");
    let made = build::made()?;
    let html = build::assemble(code, corpus::make(root, &root.join("seeds"))?, &made)?.html;
    let again = build::assemble(twin, corpus::make(root, &root.join("seeds"))?, &made)?.html;
    tally.judge("the same sources give the same page", html == again);
    workspace::write(&file, html.as_bytes())?;

    let mut stories = runner(tools, &["--test", "stories"]);
    let missing = Browser::ALL.into_iter().filter(|browser| !tools.has_browser(*browser));
    let mut missing: Vec<String> = missing.map(|browser| format!("{}::", browser.name())).collect();
    if !tools.has_axe() {
        missing.extend(Browser::ALL.map(|browser| format!("{}::axe_", browser.name())));
    }
    leave_out(&mut stories, has_nextest(tools), &missing);
    tally.count("stories in browsers", stories.env("NIEUWSATLAS_PAGE", &file));
    Ok(())
}

/// The page's code, compiled from a copy of the sources in another folder.
fn compile_elsewhere(tools: &Tools) -> Result<Code, String> {
    let twin = workspace::target().join("twin");
    let mut list = Command::new("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = list.current_dir(workspace::root()).output();
    let output = output.map_err(|error| format!("git ls-files: {error}"))?;
    let names = String::from_utf8_lossy(&output.stdout).into_owned();
    if names.is_empty() {
        return Err(
            "`git ls-files` names no sources: this test needs a clone, not a bare copy".into()
        );
    }
    let sources = twin.join("sources");
    if sources.exists() {
        fs::remove_dir_all(&sources).map_err(|error| format!("{}: {error}", sources.display()))?;
    }
    for name in names.split_terminator('\0') {
        copy(&workspace::root().join(name), &sources.join(name))?;
    }
    page::compile(tools, &sources, &twin.join("target"))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    // A file that is deleted and not yet committed is no source.
    if !from.exists() {
        return Ok(());
    }
    let bytes =
        fs::read(from).map_err(|error| format!("cannot read {}: {error}", from.display()))?;
    workspace::write(to, &bytes)
}

fn has_nextest(tools: &Tools) -> bool {
    tools.has("cargo-nextest")
}

/// cargo-nextest where it is, which tells slow tests and names failures better; else cargo's own.
fn runner(tools: &Tools, args: &[&str]) -> Command {
    let mut command = tools.host_command("cargo");
    if has_nextest(tools) {
        command.args(["nextest", "run", "--cargo-quiet", "--no-fail-fast", "--no-tests=pass"]);
    } else {
        command.args(["test", "--quiet", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    }
    command.args(args);
    command
}

/// Leaves out the tests whose names begin with one of these.
fn leave_out(command: &mut Command, nextest: bool, beginnings: &[String]) {
    if nextest {
        for beginning in beginnings {
            command.args(["-E", &format!("not test(/^{beginning}/)")]);
        }
    } else {
        command.arg("--");
        for beginning in beginnings {
            command.args(["--skip", beginning]);
        }
    }
}

/// What was run, by outcome.
#[derive(Default, PartialEq, Debug)]
struct Tally {
    passed: u32,
    failed: u32,
    skipped: u32,
}

impl Tally {
    /// A check that a command passes or fails as a whole.
    fn check(&mut self, name: &str, command: &mut Command) {
        println!("== {name}");
        let outcome = workspace::run(command);
        if let Err(message) = &outcome {
            println!("{message}");
        }
        self.judge(name, outcome.is_ok());
    }

    /// A check that was made here.
    fn judge(&mut self, name: &str, passed: bool) {
        println!("== {name}: {}", if passed { "passed" } else { "FAILED" });
        if passed { self.passed += 1 } else { self.failed += 1 }
    }

    fn skip(&mut self, name: &str) {
        println!("== {name}: skipped");
        self.skipped += 1;
    }

    /// The tests of a runner, by its own count.
    fn count(&mut self, name: &str, command: &mut Command) {
        println!("== {name}");
        let (succeeded, lines) = match overheard(command) {
            Ok(heard) => heard,
            Err(error) => (false, vec![format!("{}: {error}", workspace::shown(command))]),
        };
        let before = self.failed;
        for counted in lines.iter().filter_map(|line| summary(line)) {
            self.passed += counted.passed;
            self.failed += counted.failed;
            self.skipped += counted.skipped;
        }
        // It failed without counting a failure: it did not compile, say.
        if !succeeded && self.failed == before {
            self.judge(name, false);
        }
    }

    fn line(&self) -> String {
        let skipped =
            if self.skipped > 0 { format!(", {} skipped", self.skipped) } else { String::new() };
        format!("{} passed, {} failed{skipped}", self.passed, self.failed)
    }
}

/// Runs a command, passes on what it prints, and keeps it: whether it succeeded, and its lines.
fn overheard(command: &mut Command) -> io::Result<(bool, Vec<String>)> {
    command.env("CARGO_TERM_COLOR", "never").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let errors = child.stderr.take().expect("stderr is piped");
    let errors = thread::spawn(move || passed_on(errors));
    let mut lines = passed_on(child.stdout.take().expect("stdout is piped"));
    lines.extend(errors.join().expect("reading lines does not panic"));
    Ok((child.wait()?.success(), lines))
}

fn passed_on(from: impl Read) -> Vec<String> {
    let lines = BufReader::new(from).split(b'\n').map_while(Result::ok);
    lines
        .map(|line| String::from_utf8_lossy(&line).into_owned())
        .inspect(|line| println!("{line}"))
        .collect()
}

/// The counts in a runner's last line: nextest's `Summary [..] 3 tests run: 2 passed, 1 failed, 0
/// skipped`, or `test result: FAILED. 2 passed; 1 failed; 0 ignored; ...; 4 filtered out; ...`.
fn summary(line: &str) -> Option<Tally> {
    let line = line.trim();
    let counts = match line.strip_prefix("Summary [") {
        Some(rest) => rest.split_once("run: ")?.1,
        None => line.strip_prefix("test result: ")?.split_once(". ")?.1,
    };
    let mut tally = Tally::default();
    for count in counts.split([',', ';']) {
        let mut words = count.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse::<u32>().ok()) else { continue };
        match words.next() {
            Some("passed") => tally.passed += number,
            Some("failed" | "timed") => tally.failed += number,
            Some("skipped" | "ignored" | "filtered") => tally.skipped += number,
            _ => {}
        }
    }
    Some(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_counted() {
        let told = |line| summary(line).map(|tally| tally.line());
        let nextest = "     Summary [   0.010s] 5 tests run: 3 passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(told(nextest).as_deref(), Some("3 passed, 2 failed, 2 skipped"));
        let cargo = "test result: FAILED. 2 passed; 1 failed; 3 ignored; 0 measured; 4 filtered out; finished in 0.00s";
        assert_eq!(told(cargo).as_deref(), Some("2 passed, 1 failed, 7 skipped"));
        assert_eq!(told("test tests::both ... ok"), None);
    }
}
