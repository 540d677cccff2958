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
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($host:expr, $path:expr, $agent:expr, $kind:expr, $body:expr) => {
            transcript.add(describe(Request::post(
                black_box($host),
                black_box($path),
                black_box($agent),
                black_box($kind),
                black_box($body),
            )));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($host:expr, $path:expr, $agent:expr, $kind:expr, $body:expr) => {
            transcript.add(describe(Request::post_inner(
                black_box($host).into(),
                black_box($path).into(),
                black_box($agent).into(),
                black_box($kind).into(),
                black_box($body).into(),
            )));
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
