//! A client for the W3C WebDriver protocol: the few commands the stories need.

use serde_json::{Value, json};
use std::time::Duration;

/// The key under which an element is named: <https://www.w3.org/TR/webdriver2/#elements>.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The key Ctrl: <https://www.w3.org/TR/webdriver2/#keyboard-actions>.
const CONTROL: char = '\u{e009}';

/// A session with a browser, ended when dropped.
pub struct Session {
    agent: ureq::Agent,
    url: String,
}

/// An element of the page that is open.
#[derive(Clone, Debug)]
pub struct Element(String);

impl Session {
    /// Starts a browser through the driver that listens at `driver`, a URL.
    ///
    /// # Errors
    /// The driver's own words.
    pub fn start(driver: &str, capabilities: &Value) -> Result<Self, String> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)));
        let agent: ureq::Agent = config.build().into();
        let mut session = Self { agent, url: format!("{driver}/session") };
        let asked = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = session.post("", &asked)?;
        let id = answer["sessionId"].as_str().ok_or_else(|| format!("no session: {answer}"))?;
        session.url = format!("{}/{id}", session.url);
        Ok(session)
    }

    /// Opens a URL and waits until it is loaded.
    pub fn open(&self, url: &str) -> Result<(), String> {
        self.post("/url", &json!({ "url": url })).map(drop)
    }

    /// Every element that an XPath expression chooses, in the order of the page.
    pub fn find(&self, xpath: &str) -> Result<Vec<Element>, String> {
        let found = self.post("/elements", &json!({ "using": "xpath", "value": xpath }))?;
        let elements = found.as_array().into_iter().flatten();
        Ok(elements.filter_map(|e| Some(Element(e[ELEMENT].as_str()?.to_owned()))).collect())
    }

    /// The text of an element as it is shown.
    pub fn text(&self, element: &Element) -> Result<String, String> {
        let text = self.get(&format!("/element/{}/text", element.0))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// What the accessibility tree tells of an element: its role and its name.
    pub fn heard(&self, element: &Element) -> Result<[String; 2], String> {
        let of = |what: &str| -> Result<String, String> {
            let told = self.get(&format!("/element/{}/computed{what}", element.0))?;
            Ok(told.as_str().unwrap_or_default().to_owned())
        };
        Ok([of("role")?, of("label")?])
    }

    /// Clicks in the middle of an element.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.post(&format!("/element/{}/click", element.0), &json!({})).map(drop)
    }

    /// Focuses an element and types.
    pub fn type_into(&self, element: &Element, text: &str) -> Result<(), String> {
        self.post(&format!("/element/{}/value", element.0), &json!({ "text": text })).map(drop)
    }

    /// Presses and releases one key, wherever the focus is.
    pub fn press(&self, key: char) -> Result<(), String> {
        self.strokes(&[("keyDown", key), ("keyUp", key)])
    }

    /// Presses and releases one key while Ctrl is held.
    pub fn press_with_control(&self, key: char) -> Result<(), String> {
        let strokes = [("keyDown", CONTROL), ("keyDown", key), ("keyUp", key), ("keyUp", CONTROL)];
        self.strokes(&strokes)
    }

    fn strokes(&self, strokes: &[(&str, char)]) -> Result<(), String> {
        let stroke = |(kind, key): &(&str, char)| json!({ "type": kind, "value": key });
        let strokes: Vec<Value> = strokes.iter().map(stroke).collect();
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": strokes }] });
        self.post("/actions", &actions).map(drop)
    }

    /// Presses the mouse in the middle of an element, moves it to another and lets go.
    pub fn drag(&self, from: &Element, to: &Element) -> Result<(), String> {
        self.drag_to(from, to, 0, 0)
    }

    /// Presses the mouse in the middle of an element, moves it by so many pixels and lets go.
    pub fn drag_by(&self, from: &Element, dx: i32, dy: i32) -> Result<(), String> {
        self.drag_to(from, from, dx, dy)
    }

    fn drag_to(&self, from: &Element, to: &Element, dx: i32, dy: i32) -> Result<(), String> {
        let over = |element: &Element, x: i32, y: i32, ms: u32| {
            json!({ "type": "pointerMove", "duration": ms, "x": x, "y": y,
                    "origin": { ELEMENT: element.0 } })
        };
        let moves = [
            over(from, 0, 0, 0),
            json!({ "type": "pointerDown", "button": 0 }),
            over(to, dx, dy, 200),
            json!({ "type": "pointerUp", "button": 0 }),
        ];
        let mouse = json!({ "type": "pointer", "id": "mouse", "actions": moves });
        self.post("/actions", &json!({ "actions": [mouse] })).map(drop)
    }

    /// The back button.
    pub fn back(&self) -> Result<(), String> {
        self.post("/back", &json!({})).map(drop)
    }

    /// The reload button.
    pub fn reload(&self) -> Result<(), String> {
        self.post("/refresh", &json!({})).map(drop)
    }

    /// Runs the body of a JavaScript function in the page and gives what it returns; a promise is
    /// waited for.
    pub fn run(&self, body: &str) -> Result<Value, String> {
        self.post("/execute/sync", &json!({ "script": body, "args": [] }))
    }

    /// Sets the size of the window, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), String> {
        self.post("/window/rect", &json!({ "width": width, "height": height })).map(drop)
    }

    /// Has Chromium do a command of its DevTools protocol:
    /// <https://chromedevtools.github.io/devtools-protocol/>.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Result<Value, String> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        value(path, self.agent.post(format!("{}{path}", self.url)).send_json(body))
    }

    fn get(&self, path: &str) -> Result<Value, String> {
        value(path, self.agent.get(format!("{}{path}", self.url)).call())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver may be gone already; then so is the browser.
        let _ = self.agent.delete(&self.url).call();
    }
}

type Answer = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

/// What the driver answered, or its error in its own words.
fn value(command: &str, answer: Answer) -> Result<Value, String> {
    let mut response = answer.map_err(|error| format!("{command}: {error}"))?;
    let failed = !response.status().is_success();
    let mut body: Value =
        response.body_mut().read_json().map_err(|error| format!("{command}: {error}"))?;
    let value = body["value"].take();
    if failed {
        Err(format!("{command}: {}: {}", value["error"], value["message"]))
    } else {
        Ok(value)
    }
}
