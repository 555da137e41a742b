//! A web server with upstream's documents.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

type Documents = Arc<Mutex<BTreeMap<String, String>>>;

/// Serves each document, and answers 404 for all others.
#[derive(Debug)]
pub(super) struct Upstream {
    address: SocketAddr,
    documents: Documents,
}

impl Upstream {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let upstream =
            Self { address: listener.local_addr().unwrap(), documents: Documents::default() };
        let documents = Arc::clone(&upstream.documents);
        thread::spawn(move || {
            for stream in listener.incoming() {
                // A client may close the connection early; ignore write errors.
                let _ = answer(stream.unwrap(), &documents);
            }
        });
        upstream
    }

    pub(super) fn url(&self, name: &str) -> String {
        format!("http://{}/{name}", self.address)
    }

    pub(super) fn get(&self, name: &str) -> String {
        self.documents.lock().unwrap()[name].clone()
    }

    /// Returns the lines of all documents.
    pub(super) fn lines(&self) -> Vec<String> {
        let documents = self.documents.lock().unwrap();
        documents.values().flat_map(|text| text.lines()).map(str::to_owned).collect()
    }

    pub(super) fn set(&self, name: &str, text: impl Into<String>) {
        self.documents.lock().unwrap().insert(name.to_owned(), text.into());
    }

    pub(super) fn remove(&self, name: &str) {
        self.documents.lock().unwrap().remove(name).unwrap();
    }

    /// Replaces a text of a document, which must contain it.
    pub(super) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.get(name);
        assert!(text.contains(from), "{name} does not have {from:?}");
        self.set(name, text.replace(from, to));
    }
}

fn answer(mut stream: TcpStream, documents: &Documents) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let name = request.split(['/', ' ']).nth(2).unwrap_or_default();
    let document = documents.lock().unwrap().get(name).cloned();
    let (status, body) = match document {
        Some(document) => ("200 OK", document),
        None => ("404 Not Found", "gone".to_owned()),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}
