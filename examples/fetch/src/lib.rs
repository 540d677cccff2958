//! An async client. There is no network and no runtime: the server is a table, and
//! answers a few polls late.
//!
//! `client.rs` is what one writes with `#[demono]`, `by_hand.rs` what one would have to
//! write without; `inner.rs` is the body alone, for callers that convert.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::future::{poll_fn, Future};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

#[cfg_attr(feature = "by-hand", path = "by_hand.rs")]
#[cfg_attr(all(feature = "limit", not(feature = "by-hand")), path = "inner.rs")]
mod client;

/// Fetches pages, and remembers them.
#[derive(Debug, Default)]
pub struct Client {
    server: BTreeMap<&'static str, Vec<Reply>>,
    requests: RefCell<BTreeMap<String, usize>>,
}

/// What a server says.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// The chunks of a page, each after its length in hexadecimal.
    Chunks(&'static str),
    /// It is somewhere else.
    Moved(&'static str),
    /// Not now.
    Busy,
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Where it was found in the end.
    pub url: String,
    /// What it says.
    pub text: String,
    /// How often something was asked for.
    pub requests: usize,
}

/// Why there is no page.
#[derive(Debug, Clone, PartialEq)]
pub enum FetchError {
    /// Neither `http` nor `https`.
    Scheme(String),
    /// The server does not know it.
    NotFound(String),
    /// It moves in circles.
    Moving(String),
    /// The server did not find the time.
    Busy(String),
    /// A chunk has not the length that it says.
    Chunk(String),
}

impl Client {
    /// A client of a server that knows these pages. Each request for a page gets the
    /// next of its replies, and the last one from then on.
    pub fn new(server: impl IntoIterator<Item = (&'static str, Vec<Reply>)>) -> Self {
        Client {
            server: server.into_iter().collect(),
            requests: RefCell::default(),
        }
    }

    async fn send(&self, url: &str) -> Option<Reply> {
        let request = {
            let mut requests = self.requests.borrow_mut();
            let count = requests.entry(url.to_owned()).or_default();
            *count += 1;
            *count
        };
        pause(request).await;
        let replies = self.server.get(url)?;
        replies.get(request - 1).or(replies.last()).cloned()
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Page {
            url,
            text,
            requests,
        } = self;
        write!(f, "{url} after {requests} requests: {text}")
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::Scheme(url) => write!(f, "{url} is not a page"),
            FetchError::NotFound(url) => write!(f, "there is no {url}"),
            FetchError::Moving(url) => write!(f, "{url} has moved too often"),
            FetchError::Busy(url) => write!(f, "no time for {url}"),
            FetchError::Chunk(url) => write!(f, "{url} was cut short"),
        }
    }
}

impl std::error::Error for FetchError {}

/// Is ready when it has been polled so many times.
async fn pause(mut polls: usize) {
    poll_fn(|context| {
        if polls == 0 {
            return Poll::Ready(());
        }
        polls -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Polls `future` until it is ready.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Nothing;
    impl Wake for Nothing {
        fn wake(self: Arc<Self>) {}
    }
    let waker = Waker::from(Arc::new(Nothing));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
