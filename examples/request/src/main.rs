//! Builds one request, from strings of many types.

use std::hint::black_box;

use example_request::{Request, RequestError};
use example_types::{for_each_string, Transcript};

#[inline(never)]
fn describe(result: Result<Request, RequestError>) -> String {
    match result {
        Ok(request) => request.to_string().replace("\r\n", "\n"),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    // The values exist before the call, and are converted only in it.
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($($value:expr),*) => {
            transcript.add(describe(match ($(black_box($value)),*) {
                (host, path, agent, kind, body) => Request::post(host, path, agent, kind, body),
            }));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($($value:expr),*) => {
            transcript.add(describe(match ($(black_box($value)),*) {
                (host, path, agent, kind, body) => Request::post_inner(
                    host.into(),
                    path.into(),
                    agent.into(),
                    kind.into(),
                    body.into(),
                ),
            }));
        };
    }
    for_each_string!(
        call,
        "API.example.org",
        "v1/notes/new note",
        "demo 1.0",
        "text/plain",
        "Remember the milk."
    );
}
