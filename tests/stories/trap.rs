//! Listens for requests: a proxy that every browser of the stories is told to use for everything,
//! and that only writes down what it is asked for.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Hosts, and ends of hosts, that the browsers ask on their own account: updates, settings, the
/// time, a start page. No page of ours could mean them.
const BROWSERS_OWN: [&str; 9] = [
    "accounts.google.com",
    "clients2.google.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsing.googleapis.com",
    "update.googleapis.com",
    "start.duckduckgo.com",
    ".mozilla.com",
    ".mozilla.org",
];

/// The proxy, for as long as the process lives.
pub struct Trap {
    port: u16,
    caught: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    /// Sets the trap on a free port of this machine.
    pub fn set() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a free port");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let caught = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&caught);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let list = Arc::clone(&list);
                thread::spawn(move || catch(&stream, &list));
            }
        });
        Self { port, caught }
    }

    /// `host:port`, as browsers want a proxy.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The first line of every request so far that is not the browser's own business:
    /// `GET http://host/path HTTP/1.1`, or `CONNECT host:443 HTTP/1.1` for an encrypted one.
    pub fn caught(&self) -> Vec<String> {
        let list = self.caught.lock().expect("no thread died holding the list");
        list.iter().filter(|line| !is_browsers_own(line)).cloned().collect()
    }
}

fn is_browsers_own(line: &str) -> bool {
    let target = line.split(' ').nth(1).unwrap_or_default();
    let target = target.split_once("://").map_or(target, |(_, rest)| rest);
    let host = target.split([':', '/']).next().unwrap_or_default();
    BROWSERS_OWN.iter().any(|own| host == *own || own.starts_with('.') && host.ends_with(own))
}

fn catch(mut stream: &TcpStream, list: &Mutex<Vec<String>>) {
    let mut line = String::new();
    // Bytes that are no text are a request too (of an encrypted kind): an empty line is kept. A spare
    // connection, which browsers open to a proxy and close again, asks nothing of anybody.
    let read = BufReader::new(stream).read_line(&mut line);
    let asks = match read {
        Ok(bytes) => bytes > 0,
        Err(error) => error.kind() == ErrorKind::InvalidData,
    };
    if !asks {
        return;
    }
    list.lock().expect("no thread died holding the list").push(line.trim().to_owned());
    let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
}

#[test]
fn only_whole_names_of_hosts_are_the_browsers_own() {
    assert!(is_browsers_own("CONNECT incoming.telemetry.mozilla.org:443 HTTP/1.1"));
    assert!(is_browsers_own("GET http://clients2.google.com/time HTTP/1.1"));
    assert!(!is_browsers_own("GET http://fonts.google.com/accounts.google.com HTTP/1.1"));
    assert!(!is_browsers_own("CONNECT notmozilla.org:443 HTTP/1.1"));
    assert!(!is_browsers_own(""));
}
