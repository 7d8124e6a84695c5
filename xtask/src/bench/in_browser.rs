//! Subjects in Chromium: the engine, compiled as the page is, and beside it its peers.

use super::Figures;
use super::questions::Questions;
use super::server::{Files, Server};
use crate::driver::browser::{Browser, Kind, Without};
use crate::page;
use crate::setup::Tools;
use crate::workspace;
use engine::seed::Source;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// The package of the engine, and the folder of the page.
const NAME: &str = "engine-wasm";
/// Times that the index is opened, each in a worker of its own.
const LOADS: usize = 7;
/// Times that the index is made.
const BUILDS: usize = 5;
/// Articles of which the index is made once, as each time takes long.
const MANY: usize = 2_000;
/// How long one errand may take.
const LONGEST: Duration = Duration::from_secs(1800);

/// What is measured: the engine or one of its peers.
pub struct Subject {
    /// What it is called.
    pub title: &'static str,
    /// Its module is `NAME.js`; see `bench.js`.
    pub name: &'static str,
    /// Its WebAssembly, where it has any.
    pub wasm: Option<&'static str>,
    /// Whether its index holds the texts; those that do not are shipped beside it.
    pub holds_text: bool,
}

/// The engine.
pub const ENGINE: Subject = Subject {
    title: "Nieuwsatlas",
    name: "engine",
    wasm: Some("engine-wasm_bg.wasm"),
    holds_text: true,
};

/// The peers. What each can do is told in its module.
pub const PEERS: [Subject; 3] = [
    Subject { title: "MiniSearch", name: "minisearch", wasm: None, holds_text: false },
    Subject {
        title: "SQLite FTS5",
        name: "sqlite",
        wasm: Some("sqlite/sqlite3.wasm"),
        holds_text: true,
    },
    Subject { title: "elasticlunr", name: "elasticlunr", wasm: None, holds_text: false },
];

/// The modules of the peers, and the files of their packages that these import.
const PEER_FILES: [(&str, &str); 4] = [
    ("minisearch/index.js", "minisearch/dist/es/index.js"),
    ("elasticlunr/elasticlunr.js", "elasticlunr/elasticlunr.js"),
    ("sqlite/index.mjs", "@sqlite.org/sqlite-wasm/dist/index.mjs"),
    ("sqlite/sqlite3.wasm", "@sqlite.org/sqlite-wasm/dist/sqlite3.wasm"),
];

/// What only a browser tells.
pub struct InBrowser {
    /// As natively.
    pub figures: Figures,
    /// The index as the browser made it.
    pub index: Arc<Vec<u8>>,
    /// Bytes of wasm memory with the collection open and one question asked.
    pub wasm_memory: usize,
    /// Bytes of JavaScript in page and worker then.
    pub script_memory: usize,
    /// Seconds to make the index.
    pub build: f64,
}

/// A browser with the page of the bench open.
pub struct Bench {
    browser: Browser,
    server: Server,
    /// Bytes of the engine's module.
    pub module: usize,
}

impl Bench {
    /// Compiles the engine's module and opens the page in Chromium, beside what is to be worked on.
    ///
    /// # Errors
    /// The command that failed, or what Chromium says.
    pub fn start(
        tools: &Tools,
        gazetteer: Vec<u8>,
        sources: &[Source],
        asked: &[Questions],
        prose: &[Vec<String>; 2],
        peers: bool,
    ) -> Result<Self, String> {
        let bound = page::bound(tools, workspace::root(), &workspace::target(), NAME, &[])?;
        let module = bound.wasm.len();
        let mut files = Files::new();
        let mut add = |name: &str, bytes| drop(files.insert(name.to_owned(), Arc::new(bytes)));
        add("engine-wasm.js", bound.glue.into_bytes());
        add("engine-wasm_bg.wasm", bound.wasm);
        add("gazetteer.bin", gazetteer);
        add("questions.json", questions(asked).to_string().into_bytes());
        let prose = json!({ "least": super::LEAST_READ, "sets": prose });
        add("prose.json", prose.to_string().into_bytes());
        for (name, bytes) in articles(sources) {
            add(name, bytes);
        }
        let benches = workspace::root().join("benches");
        for name in ["bench.html", "bench.js", "engine.js"] {
            add(name, read(&benches.join(NAME).join(name))?);
        }
        if peers {
            let packages = tools.peers()?;
            for (name, path) in PEER_FILES {
                add(name, read(&packages.join(path))?);
            }
            add("articles.js", read(&benches.join("peers/articles.js"))?);
            for Subject { name, .. } in PEERS {
                let name = format!("{name}.js");
                add(&name, read(&benches.join("peers").join(&name))?);
            }
        }
        Self::open(Server::start(files)?, module)
    }

    fn open(server: Server, module: usize) -> Result<Self, String> {
        let address = &server.address;
        let browser = Browser::start_beside(Kind::Chromium, Without::Nothing, Some(address));
        browser.session.open(&format!("http://{address}/bench.html"))?;
        match browser.session.run("return window.crossOriginIsolated")? {
            Value::Bool(true) => Ok(Self { browser, server, module }),
            other => Err(format!("the page of the bench is not isolated: {other}")),
        }
    }

    /// Has a subject do every errand.
    ///
    /// # Errors
    /// What the page or Chromium says.
    pub fn figures(&self, subject: &Subject, articles: usize) -> Result<InBrowser, String> {
        let mut builds = Vec::new();
        for _ in 0..if articles > MANY { 1 } else { BUILDS } {
            builds.push(number(&self.errand(subject, "build")?)? / 1e3);
        }
        let index = self.server.file(&format!("{}.bin", subject.name));
        let index = index.ok_or_else(|| format!("{} left no index", subject.title))?;
        let mut loads = Vec::with_capacity(LOADS);
        for _ in 0..LOADS {
            loads.push(number(&self.errand(subject, "load")?)?);
        }
        let answers = self.errand(subject, "ask")?;
        let answers = serde_json::from_value(answers).map_err(|error| error.to_string())?;
        let wasm_memory = number(&self.errand(subject, "open")?)? as usize;
        let script_memory = number(&self.told("weigh()")?)? as usize;
        let figures = Figures { load: super::median(loads), answers };
        Ok(InBrowser { figures, index, wasm_memory, script_memory, build: super::median(builds) })
    }

    /// Megabytes of text in which the engine finds the places in a second, of each set of texts.
    ///
    /// # Errors
    /// What the page or Chromium says.
    pub fn found_a_second(&self) -> Result<[f64; 2], String> {
        let found = self.errand(&ENGINE, "mentions")?;
        serde_json::from_value(found).map_err(|error| error.to_string())
    }

    /// Has a fresh worker do an errand.
    fn errand(&self, subject: &Subject, errand: &str) -> Result<Value, String> {
        let (name, wasm) = (subject.name, json!(subject.wasm));
        let told = self.told(&format!("begin('{errand}', '{name}', {wasm})"));
        told.map_err(|error| format!("{}, {errand}: {error}", subject.title))
    }

    /// Starts something and waits for what it tells.
    fn told(&self, start: &str) -> Result<Value, String> {
        let session = &self.browser.session;
        let failed = "error => { window.told = { error: String(error) } }";
        session.run(&format!("window.told = null; void {start}.catch({failed})"))?;
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            let mut told = session.run("return window.told")?;
            if let Some(error) = told["error"].as_str() {
                return Err(error.to_owned());
            }
            if !told.is_null() {
                return Ok(told["done"].take());
            }
            thread::sleep(Duration::from_millis(200));
        }
        Err(format!("Chromium tells nothing within {} minutes", LONGEST.as_secs() / 60))
    }
}

/// The questions, and the one that is asked first.
fn questions(asked: &[Questions]) -> Value {
    let kind = |kind: &Questions| json!({ "kind": kind.kind, "typed": kind.typed });
    let kinds: Vec<Value> = asked.iter().map(kind).collect();
    json!({ "first": asked[0].typed[0], "questions": kinds })
}

/// The articles as three files.
fn articles(sources: &[Source]) -> [(&'static str, Vec<u8>); 3] {
    let (mut texts, mut ends) = (Vec::new(), Vec::with_capacity(4 * sources.len()));
    for source in sources {
        texts.extend_from_slice(source.bytes);
        ends.extend_from_slice(&(texts.len() as u32).to_le_bytes());
    }
    let names: Vec<&str> = sources.iter().map(|source| source.path).collect();
    [("texts.bin", texts), ("ends.bin", ends), ("names.txt", names.join("\n").into_bytes())]
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn number(value: &Value) -> Result<f64, String> {
    value.as_f64().ok_or_else(|| format!("{value} is no number"))
}
