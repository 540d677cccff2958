//! Fetches pages, with addresses of many types.

use std::hint::black_box;

use example_fetch::{block_on, Client, FetchError, Page, Reply};
use example_types::{for_each_string, Transcript};

#[inline(never)]
fn describe(result: Result<Page, FetchError>) -> String {
    match result {
        Ok(page) => page.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

async fn run(client: &Client) {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($url:expr) => {
            let page = match (black_box($url), black_box("demo")) {
                (url, agent) => client.fetch(url, agent).await,
            };
            transcript.add(describe(page));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($url:expr) => {
            // An `async fn` does nothing before it is polled, so this must not either.
            let page = match (black_box($url), black_box("demo")) {
                (url, agent) => {
                    async move { client.fetch_inner(url.into(), agent.as_ref()).await }.await
                }
            };
            transcript.add(describe(page));
        };
    }
    for_each_string!(call, "HTTP://Example.org/old#top");
}

fn main() {
    let client = Client::new([
        ("example.org/old", vec![Reply::Moved("/new")]),
        (
            "example.org/new",
            vec![
                Reply::Busy,
                Reply::Busy,
                Reply::Chunks("e Hello {agent},6  world"),
                Reply::Chunks("e Welcome again,8  {agent}"),
            ],
        ),
    ]);
    block_on(run(&client));
}
