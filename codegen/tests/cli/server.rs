//! An upstream server on the loopback interface, which can misbehave.

use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::header::HeaderMap;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Sleep, sleep};

/// The reply to one request.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The time before the reply starts.
    pub(crate) delay: Duration,
    /// The number of requests that the server must have before the reply starts.
    pub(crate) waits_for: usize,
    pub(crate) body: Vec<Part>,
}

/// A part of a body.
#[derive(Clone)]
pub(crate) enum Part {
    Bytes(Vec<u8>),
    Pause(Duration),
    /// The connection closes in the middle of the body.
    BreakOff,
    /// These bytes, repeated without end.
    Endless(Vec<u8>),
}

impl Reply {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            delay: Duration::ZERO,
            waits_for: 0,
            body: vec![Part::Bytes(body.into())],
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The path and headers of a request.
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

type Handler = dyn Fn(&Request, usize) -> Reply + Send + Sync;

/// A server that runs until it is dropped.
pub(crate) struct Server {
    runtime: Option<Runtime>,
    address: String,
    requests: Arc<Mutex<Vec<Request>>>,
    sent: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a server. The handler gets a request and the number of requests before it.
    pub(crate) fn start(
        handler: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let sent = Arc::new(AtomicUsize::new(0));
        let handler: Arc<Handler> = Arc::new(handler);
        let (all, total) = (requests.clone(), sent.clone());
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (handler, all, total) = (handler.clone(), all.clone(), total.clone());
                let service = service_fn(move |request: hyper::Request<Incoming>| {
                    answer(handler.clone(), request, all.clone(), total.clone())
                });
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .serve_connection(TokioIo::new(stream), service);
                // Many tests have a client that closes the connection early.
                tokio::spawn(async move { drop(connection.await) });
            }
        });
        Self { runtime: Some(runtime), address, requests, sent }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.address)
    }

    /// Takes the requests since the last call.
    pub(crate) fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }

    /// The number of bytes sent in bodies.
    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn answer(
    handler: Arc<Handler>,
    request: hyper::Request<Incoming>,
    requests: Arc<Mutex<Vec<Request>>>,
    sent: Arc<AtomicUsize>,
) -> Result<hyper::Response<Parts>, Infallible> {
    let request =
        Request { path: request.uri().path().to_owned(), headers: request.headers().clone() };
    let reply = {
        let mut requests = requests.lock().unwrap();
        let reply = handler(&request, requests.len());
        requests.push(request);
        reply
    };
    sleep(reply.delay).await;
    while requests.lock().unwrap().len() < reply.waits_for {
        sleep(Duration::from_millis(5)).await;
    }
    let mut response = hyper::Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    let body = Parts { left: reply.body.into(), pause: None, sent };
    Ok(response.body(body).unwrap())
}

/// A body that is sent part by part.
struct Parts {
    left: VecDeque<Part>,
    pause: Option<Pin<Box<Sleep>>>,
    sent: Arc<AtomicUsize>,
}

impl Body for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            if let Some(pause) = self.pause.as_mut() {
                if pause.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                self.pause = None;
            }
            let bytes = match self.left.pop_front() {
                None => return Poll::Ready(None),
                Some(Part::Pause(pause)) => {
                    self.pause = Some(Box::pin(sleep(pause)));
                    continue;
                }
                Some(Part::BreakOff) => {
                    return Poll::Ready(Some(Err(io::Error::other("told to break off"))));
                }
                Some(Part::Endless(bytes)) => {
                    self.left.push_front(Part::Endless(bytes.clone()));
                    bytes
                }
                Some(Part::Bytes(bytes)) => bytes,
            };
            self.sent.fetch_add(bytes.len(), Ordering::Relaxed);
            return Poll::Ready(Some(Ok(Frame::data(bytes.into()))));
        }
    }
}
