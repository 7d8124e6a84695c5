//! Starts a browser with a driver, a profile and a proxy of its own, so that stories can be told
//! side by side, and ends all of it.

use super::trap::Trap;
use super::webdriver::Session;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

/// Which browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Chromium,
    Firefox,
    Webkit,
}

/// What a story takes from the browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Without {
    Nothing,
    Scripts,
    WebAssembly,
}

/// A running browser. The fields are dropped in this order: session, processes, folder.
pub struct Browser {
    pub session: Session,
    pub trap: Trap,
    _processes: Vec<Ended>,
    folder: Folder,
}

impl Browser {
    /// Starts a browser as users have it, without the things named.
    pub fn start(kind: Kind, without: Without) -> Self {
        Self::start_beside(kind, without, None)
    }

    /// As [`Browser::start`]; Chromium's requests to this address of this machine's own
    /// (`host:port`), if one is given, arrive there instead of in the trap.
    pub fn start_beside(kind: Kind, without: Without, server: Option<&str>) -> Self {
        let folder = Folder::new();
        let trap = Trap::set();
        let mut processes = Vec::new();
        let mut driver = driver(kind, &folder.0);
        if kind == Kind::Webkit {
            let (screen, display) = screen();
            processes.insert(0, screen);
            driver.env("DISPLAY", display);
            if without == Without::WebAssembly {
                driver.env("JSC_useWasm", "0");
            }
        }
        let port = free_port();
        driver.arg(format!("--port={port}"));
        processes.insert(0, Ended::start(&mut driver));
        wait_for(port);
        let capabilities = capabilities(kind, without, &trap, &folder.0, server);
        let session = Session::start(&format!("http://127.0.0.1:{port}"), &capabilities)
            .unwrap_or_else(|error| panic!("{kind:?} does not start: {error}"));
        Self { session, trap, _processes: processes, folder }
    }

    /// A folder of this browser's own, gone when the browser is.
    pub fn folder(&self) -> &Path {
        &self.folder.0
    }
}

fn driver(kind: Kind, folder: &Path) -> Command {
    let program = match kind {
        Kind::Chromium => "chromedriver",
        Kind::Firefox => "geckodriver",
        Kind::Webkit => "WebKitWebDriver",
    };
    let mut driver = Command::new(program);
    driver.env("TMPDIR", folder).env("HOME", folder).stdout(Stdio::null()).stderr(Stdio::null());
    driver
}

fn capabilities(
    kind: Kind,
    without: Without,
    trap: &Trap,
    folder: &Path,
    server: Option<&str>,
) -> Value {
    let proxy = json!({
        "proxyType": "manual", "httpProxy": trap.address(), "sslProxy": trap.address(), "noProxy": [],
    });
    match kind {
        Kind::Chromium => json!({ "goog:chromeOptions": chromium(without, trap, folder, server) }),
        Kind::Firefox => {
            json!({ "proxy": proxy, "moz:firefoxOptions": firefox(without) })
        }
        Kind::Webkit => {
            let mut args = vec!["--automation"];
            if without == Without::Scripts {
                args.push("--enable-javascript=false");
            }
            let options = json!({ "binary": mini_browser(), "args": args });
            json!({ "proxy": proxy, "webkitgtk:browserOptions": options })
        }
    }
}

fn chromium(without: Without, trap: &Trap, folder: &Path, server: Option<&str>) -> Value {
    let beside = server.map(|server| format!(";{server}")).unwrap_or_default();
    let mut args = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".into(), // the sandbox does not run as root, as on CI
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--disable-default-apps".into(),
        format!("--user-data-dir={}", folder.join("profile").display()),
        format!("--proxy-server=http://{}", trap.address()),
        format!("--proxy-bypass-list=<-loopback>{beside}"), // this machine's own addresses too
    ];
    let mut preferences = json!({});
    match without {
        Without::Nothing => {}
        Without::Scripts => {
            preferences = json!({ "profile.managed_default_content_settings.javascript": 2 });
        }
        Without::WebAssembly => args.push("--js-flags=--jitless".into()),
    }
    json!({ "args": args, "prefs": preferences })
}

fn firefox(without: Without) -> Value {
    let mut preferences = json!({
        // geckodriver relaxes what a file may read; users' browsers do not.
        "remote.prefs.recommended": false,
        "security.fileuri.strict_origin_policy": true,
        // What Firefox asks the network for by itself.
        "app.normandy.enabled": false,
        "app.update.disabledForTesting": true,
        "browser.newtabpage.activity-stream.feeds.system.topstories": false,
        "browser.topsites.contile.enabled": false,
        "browser.newtabpage.enabled": false,
        "browser.region.network.url": "",
        "browser.safebrowsing.malware.enabled": false,
        "browser.safebrowsing.phishing.enabled": false,
        "browser.safebrowsing.provider.google4.updateURL": "",
        "browser.safebrowsing.provider.google5.updateURL": "",
        "browser.safebrowsing.provider.mozilla.updateURL": "",
        "browser.search.update": false,
        "browser.startup.page": 0,
        "datareporting.policy.dataSubmissionEnabled": false,
        "dom.push.connection.enabled": false,
        "extensions.getAddons.cache.enabled": false,
        "extensions.systemAddon.update.enabled": false,
        "extensions.update.enabled": false,
        "media.gmp-manager.updateEnabled": false,
        "media.gmp-manager.url": "",
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "network.proxy.allow_hijacking_localhost": true,
        "services.settings.server": "data:,#remote-settings-dummy/v1",
        "toolkit.telemetry.server": "",
        "toolkit.telemetry.unified": false,
    });
    match without {
        Without::Nothing => {}
        Without::Scripts => preferences["javascript.enabled"] = json!(false),
        Without::WebAssembly => preferences["javascript.options.wasm"] = json!(false),
    }
    json!({ "args": ["-headless"], "prefs": preferences })
}

/// WebKitGTK's own small browser: Debian has it beside the library, for whichever processor.
fn mini_browser() -> PathBuf {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = folders
        .flat_map(|folder| {
            ["webkit2gtk-4.1", "webkitgtk-6.0"].map(|of| folder.path().join(of).join("MiniBrowser"))
        })
        .filter(|program| program.is_file())
        .collect();
    found.sort();
    found.into_iter().next().expect("WebKitGTK's MiniBrowser is under /usr/lib")
}

/// A screen that is not there, for the browser that cannot do without: its process and its name.
fn screen() -> (Ended, String) {
    let mut xvfb = Command::new("Xvfb");
    xvfb.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
    let mut process = Ended::start(xvfb.stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut number = String::new();
    let says = process.0.stdout.take().expect("its output is ours");
    BufReader::new(says).read_line(&mut number).expect("Xvfb says the number of its screen");
    (process, format!(":{}", number.trim()))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}

fn wait_for(port: u16) {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < Duration::from_secs(60), "the driver does not listen");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A process that is ended when dropped.
struct Ended(Child);

impl Ended {
    fn start(command: &mut Command) -> Self {
        let started = command.stdin(Stdio::null()).spawn();
        Self(started.unwrap_or_else(|error| panic!("{:?}: {error}", command.get_program())))
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A new folder that is removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("nieuwsatlas-story-{}-{number}", process::id()));
        fs::create_dir_all(&path).expect("the folder for temporary files can be written");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
