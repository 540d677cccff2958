//! An async client. There is no network and no runtime: the server is a table that
//! answers after a few polls.
//!
//! `client.rs` is what you write with `#[demono]`, `by_hand.rs` is what you would have to
//! write without it; `inner.rs` has only the body, for callers that convert.

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

/// What a server answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// The chunks of a page, each preceded by its length in hexadecimal.
    Chunks(&'static str),
    /// The page is somewhere else.
    Moved(&'static str),
    /// Not now.
    Busy,
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Where it was finally found.
    pub url: String,
    /// What it says.
    pub text: String,
    /// How many requests there were.
    pub requests: usize,
}

/// Why there is no page.
#[derive(Debug, Clone, PartialEq)]
pub enum FetchError {
    /// Neither `http` nor `https`.
    Scheme(String),
    /// The server does not know it.
    NotFound(String),
    /// The page moves in circles.
    Moving(String),
    /// The server was busy for too long.
    Busy(String),
    /// A chunk does not have the stated length.
    Chunk(String),
}

impl Client {
    /// A client of a server that has these pages. Each request for a page gets its next
    /// reply; the last one is repeated.
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

/// Is ready after a number of polls.
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
