//! Listens for requests: a proxy that every browser of the stories is told to use for everything,
//! and that only writes down what it is asked for.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

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

    /// The first line of every request so far: `GET http://host/path HTTP/1.1`.
    pub fn caught(&self) -> Vec<String> {
        self.caught.lock().expect("no thread died holding the list").clone()
    }
}

fn catch(mut stream: &TcpStream, list: &Mutex<Vec<String>>) {
    let mut line = String::new();
    // Bytes that are no text are a request too (of an encrypted kind): an empty line is kept.
    let _ = BufReader::new(stream).read_line(&mut line);
    list.lock().expect("no thread died holding the list").push(line.trim().to_owned());
    let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
}
