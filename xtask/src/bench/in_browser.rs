//! The engine in Chromium: `benches/engine-wasm`, compiled as the page is.

use super::Figures;
use super::questions::Questions;
use super::server;
use crate::driver::browser::{Browser, Kind, Without};
use crate::page;
use crate::setup::Tools;
use crate::workspace;
use engine::seed::Source;
use serde_json::{Value, json};
use std::thread;
use std::time::Duration;

/// The package.
const NAME: &str = "engine-wasm";
/// Fresh instances of the module that open the archive.
const LOADS: usize = 7;
/// Times that the archive is made.
const BUILDS: usize = 5;
/// Articles of which the archive is made once, as each time takes long.
const MANY: usize = 2_000;

/// What only a browser tells.
pub struct InBrowser {
    /// As natively.
    pub figures: Figures,
    /// Bytes of wasm memory with the collection open and one question asked.
    pub wasm_memory: usize,
    /// Bytes of JavaScript in page and worker then.
    pub script_memory: usize,
    /// Seconds to make the archive.
    pub build: f64,
    /// Bytes of the module.
    pub module: usize,
}

/// A browser with the page of the bench open.
pub struct Bench {
    browser: Browser,
    module: usize,
}

impl Bench {
    /// Compiles the module and opens it in Chromium, beside what it is to work on.
    ///
    /// # Errors
    /// The command that failed, or what Chromium says.
    pub fn start(
        tools: &Tools,
        archive: Vec<u8>,
        gazetteer: Vec<u8>,
        sources: &[Source],
        asked: &[Questions],
    ) -> Result<Self, String> {
        let bound = page::bound(tools, workspace::root(), &workspace::target(), NAME, &[])?;
        let module = bound.wasm.len();
        let kinds: Vec<Value> = asked.iter().map(|kind| json!({ "typed": kind.typed })).collect();
        let questions = json!({ "first": asked[0].typed[0], "questions": kinds });
        let mut ends = Vec::with_capacity(4 * sources.len());
        let mut texts = Vec::new();
        for source in sources {
            texts.extend_from_slice(source.bytes);
            ends.extend_from_slice(&(texts.len() as u32).to_le_bytes());
        }
        let harness = workspace::root().join("benches").join(NAME);
        let file = |name| workspace::read_text(&harness.join(name)).map(String::into_bytes);
        let address = server::serve(server::Files::from([
            ("bench.html", file("bench.html")?),
            ("bench.js", file("bench.js")?),
            ("engine-wasm.js", bound.glue.into_bytes()),
            ("engine-wasm_bg.wasm", bound.wasm),
            ("archive.bin", archive),
            ("gazetteer.bin", gazetteer),
            ("texts.bin", texts),
            ("ends.bin", ends),
            ("questions.json", questions.to_string().into_bytes()),
        ]))?;
        let browser = Browser::start_beside(Kind::Chromium, Without::Nothing, Some(&address));
        browser.session.open(&format!("http://{address}/bench.html"))?;
        let bench = Self { browser, module };
        // The module's compilation is awaited by what begins the first errand.
        match bench.browser.session.run("return window.crossOriginIsolated")? {
            Value::Bool(true) => Ok(bench),
            other => Err(format!("the page of the bench is not isolated: {other}")),
        }
    }

    /// Does every errand.
    ///
    /// # Errors
    /// What the page or Chromium says.
    pub fn figures(&self, articles: usize) -> Result<InBrowser, String> {
        let mut loads = Vec::with_capacity(LOADS);
        for _ in 0..LOADS {
            loads.push(number(&self.errand("load")?)?);
        }
        let answers = self.errand("ask")?;
        let answers = serde_json::from_value(answers).map_err(|error| error.to_string())?;
        let wasm_memory = number(&self.errand("open")?)? as usize;
        let script_memory = number(&self.told("weigh()")?)? as usize;
        let mut builds = Vec::new();
        for _ in 0..if articles > MANY { 1 } else { BUILDS } {
            builds.push(number(&self.errand("build")?[0])? / 1e3);
        }
        Ok(InBrowser {
            figures: Figures { load: super::median(loads), answers },
            wasm_memory,
            script_memory,
            build: super::median(builds),
            module: self.module,
        })
    }

    /// Has a fresh worker do an errand.
    fn errand(&self, name: &str) -> Result<Value, String> {
        self.told(&format!("begin('{name}')")).map_err(|error| format!("{name}: {error}"))
    }

    /// Starts something and waits for what it tells.
    fn told(&self, start: &str) -> Result<Value, String> {
        let session = &self.browser.session;
        let failed = "error => { window.told = { error: String(error) } }";
        session.run(&format!("window.told = null; void {start}.catch({failed})"))?;
        loop {
            let mut told = session.run("return window.told")?;
            if let Some(error) = told["error"].as_str() {
                return Err(error.to_owned());
            }
            if !told.is_null() {
                return Ok(told["done"].take());
            }
            thread::sleep(Duration::from_millis(200));
        }
    }
}

fn number(value: &Value) -> Result<f64, String> {
    value.as_f64().ok_or_else(|| format!("{value} is no number"))
}
