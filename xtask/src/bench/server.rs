//! A server on this machine alone, for one page, which may also leave files there: browsers measure time in steps of 5 microseconds
//! only in pages that are isolated from others, which headers of a server make them.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What is served: paths without the first slash, and bytes.
pub type Files = BTreeMap<String, Arc<Vec<u8>>>;

/// A server, for as long as the process lives.
pub struct Server {
    /// `host:port`.
    pub address: String,
    files: Arc<Mutex<Files>>,
}

impl Server {
    /// Serves these files, and whatever the page puts beside them.
    ///
    /// # Errors
    /// Where the machine has no free port.
    pub fn start(files: Files) -> Result<Self, String> {
        let cannot = |error| format!("no server on this machine: {error}");
        let listener = TcpListener::bind("127.0.0.1:0").map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?.to_string();
        let files = Arc::new(Mutex::new(files));
        let served = Arc::clone(&files);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let files = Arc::clone(&served);
                // A browser that goes away in the middle of an answer is no matter.
                thread::spawn(move || answer(stream, &files));
            }
        });
        Ok(Self { address, files })
    }

    /// A file, as it is now.
    pub fn file(&self, path: &str) -> Option<Arc<Vec<u8>>> {
        locked(&self.files).get(path).cloned()
    }
}

fn locked(files: &Mutex<Files>) -> MutexGuard<'_, Files> {
    files.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(mut stream: TcpStream, files: &Mutex<Files>) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut length = 0;
    for line in reader.by_ref().lines() {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        let told = line.strip_prefix("content-length:").and_then(|told| told.trim().parse().ok());
        length = told.unwrap_or(length);
    }
    let path = first.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
    if first.starts_with("PUT ") {
        let mut bytes = vec![0; length];
        reader.read_exact(&mut bytes)?;
        locked(files).insert(path.to_owned(), Arc::new(bytes));
    }
    let found = locked(files).get(path).cloned();
    let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
    let bytes = found.filter(|_| first.starts_with("GET ")).unwrap_or_default();
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\r\n",
        bytes.len()
    )?;
    stream.write_all(&bytes)
}
