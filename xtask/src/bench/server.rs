//! A server on this machine alone, for one page: browsers measure time in steps of 5 microseconds
//! only in pages that are isolated from others, which headers of a server make them.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// What is served: paths without the first slash, and bytes.
pub type Files = BTreeMap<&'static str, Vec<u8>>;

/// Serves these files for as long as the process lives; gives `host:port`.
///
/// # Errors
/// Where the machine has no free port.
pub fn serve(files: Files) -> Result<String, String> {
    let cannot = |error| format!("no server on this machine: {error}");
    let listener = TcpListener::bind("127.0.0.1:0").map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?.to_string();
    let files = Arc::new(files);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let files = Arc::clone(&files);
            // A browser that goes away in the middle of an answer is no matter.
            thread::spawn(move || answer(stream, &files));
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream, files: &Files) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
    let (status, bytes) = match files.get(path) {
        Some(bytes) => ("200 OK", bytes.as_slice()),
        None => ("404 Not Found", &[][..]),
    };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
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
    stream.write_all(bytes)
}
