//! Makes requests, to addresses of many types.

use std::hint::black_box;

#[cfg(feature = "limit")]
use example_connect::IntoUrl;
use example_connect::{relative, Client, Request, UrlError};
use example_types::Transcript;

const START: &str = "http://example.org/a/start";

#[inline(never)]
fn describe(request: Result<Request, UrlError>, way: Result<String, UrlError>) -> String {
    let request = request.map_or_else(|error| format!("error: {error}"), |it| it.to_string());
    let way = way.unwrap_or_else(|error| format!("no way, {error}"));
    format!("{request}\n{way}")
}

fn main() {
    let mut transcript = Transcript::default();
    let mut client = Client::default();
    client.remember("example.org", "/", "session=7");
    client.remember("example.org", "/a", "theme=dark");
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($url:expr, $timeout:expr) => {
            let request = client.get(black_box($url), $timeout);
            let way = relative(black_box(START), black_box($url));
            transcript.add(describe(request, way));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($url:expr, $timeout:expr) => {
            let request = client.get_inner(black_box($url).into_url(), $timeout);
            let way = match (black_box(START), black_box($url)) {
                (base, target) => (|| relative(base.into_url()?, target.into_url()?))(),
            };
            transcript.add(describe(request, way));
        };
    }
    call!("example.org/a/./b//c d", 10);
    #[cfg(not(feature = "one-type"))]
    {
        use std::borrow::Cow;
        use std::net::{Ipv4Addr, SocketAddr};
        use std::rc::Rc;

        use example_connect::Url;

        let text = String::from("https://Example.org:444/x/?q=a b#top");
        let url = Url {
            secure: false,
            host: "example.org".to_owned(),
            port: 80,
            path: "/a/start/../list/".to_owned(),
            query: Some(String::new()),
        };
        let pairs = [("page", 3), ("size", -1)];

        call!(text.clone(), 3);
        call!(&text, 0);
        call!(Box::<str>::from("ftp://example.org"), 3);
        call!(Rc::<str>::from("http://example.org/a/b/c/../d"), 4);
        call!(Cow::Borrowed("example.org:http/"), 4);
        call!(url.clone(), 5);
        call!(&url, 6);
        call!(("example.org", 80), 7);
        call!(("example.org", ["a", "\u{e9}t\u{e9}"]), 7);
        call!(SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], 443)), 8);
        call!(Ipv4Addr::LOCALHOST, 8);
        call!((Ipv4Addr::new(10, 0, 0, 1), 8000), 9);
        call!(vec!["", "a b/", "example.org/b"], 9);
        call!(Some((None::<Url>, &pairs[..])), 9);
        call!((&url, &pairs[..]), 9);
    }
}
