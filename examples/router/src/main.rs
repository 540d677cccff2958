//! Starts many listeners, with hosts, ports, aliases and tags of many types.

use std::hint::black_box;

use example_router::{ListenError, Router};
use example_types::Transcript;

#[inline(never)]
fn describe(result: Result<usize, ListenError>) -> String {
    match result {
        Ok(count) => format!("{count} listen"),
        Err(error) => format!("error: {error}"),
    }
}

fn main() {
    let mut transcript = Transcript::default();
    let mut router = Router::default();
    // The values exist before the call, and are converted only in it.
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($host:expr, $port:expr, $alias:expr, $tags:expr) => {
            let tags = black_box(Vec::from($tags));
            transcript.add(describe(
                match (black_box($host), black_box($port), black_box($alias)) {
                    (host, port, alias) => router.listen(host, port, alias, tags),
                },
            ));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($host:expr, $port:expr, $alias:expr, $tags:expr) => {
            let tags = black_box(Vec::from($tags));
            transcript.add(describe(
                match (black_box($host), black_box($port), black_box($alias)) {
                    (host, port, alias) => router.listen_inner(
                        std::borrow::Borrow::borrow(&host),
                        port.try_into(),
                        alias.map(Into::into),
                        tags.into_iter().map(Into::into).collect(),
                    ),
                },
            ));
        };
    }
    call!("a.example.org", 8080_i32, Some("front"), ["http", "Fast"]);
    #[cfg(not(feature = "one-type"))]
    {
        use std::borrow::Cow;
        use std::rc::Rc;
        use std::sync::Arc;

        use example_types::{
            Chars, Choice, Inline, Joined, Pair, Secret, Shared, Spanned, Stacked, Wide,
        };

        call!(
            String::from("b.example.org"),
            81_u32,
            Some(String::from("b")),
            [String::new()]
        );
        call!(
            Box::<str>::from("c.example.org"),
            82_i64,
            None::<&str>,
            [Box::<str>::from("c")]
        );
        call!(
            Rc::<str>::from("d.example.org"),
            70_000_u64,
            Some(Box::<str>::from("d")),
            ["x"]
        );
        call!(
            Arc::<str>::from("e.example.org"),
            84_i16,
            Some(Chars::new("e")),
            ["E, f", "g"]
        );
        call!(
            Cow::Borrowed("f..org"),
            85_isize,
            Some(Cow::Borrowed("f")),
            [Cow::Borrowed("f")]
        );
        call!(
            "a.example.org",
            8080_usize,
            Some(Inline::new("late")),
            [Inline::new("late")]
        );
        call!(
            "a.example.org",
            8080_i128,
            Some(Shared::new("later")),
            [Shared::new("force")]
        );
        call!(
            String::from("i.example.org"),
            -1_i8,
            None::<String>,
            [Spanned::new("i")]
        );
        call!(
            Box::<str>::from("j"),
            89_u128,
            Some(Joined::new("j k")),
            [Joined::new("j k")]
        );
        call!(
            Rc::<str>::from(" K. "),
            90_u32,
            None::<Secret>,
            [Secret::new("hush")]
        );
        call!(
            Arc::<str>::from("l"),
            91_i32,
            Some(Pair::new("b")),
            [Pair::new("pair")]
        );
        call!(
            "m.example.org",
            92_u64,
            Some(Choice::new("m")),
            [Choice::new("m")]
        );
        call!(
            String::from("n"),
            93_i64,
            Some(Chars::new("n")),
            [Chars::new("o p q")]
        );
        call!(
            Cow::Borrowed("o"),
            94_usize,
            Some(Wide::new("o")),
            [Wide::new("o"), Wide::new("")]
        );
        call!(
            "p.example.org",
            95_i16,
            Some(Stacked::new("p q")),
            [Stacked::new("r s t")]
        );
    }
    println!("{router}");
}
