//! Reports one failure, with strings of many types.

use std::hint::black_box;

use example_error_context::Error;
use example_types::{for_each_string, Transcript};

#[inline(never)]
fn describe(error: Error) -> String {
    error.to_string()
}

fn main() {
    let mut transcript = Transcript::default();
    #[cfg(not(feature = "limit"))]
    macro_rules! call {
        ($message:expr, $context:expr, $key:expr, $value:expr) => {
            let error = Error::new(black_box($message))
                .context(black_box($context))
                .with(black_box($key), black_box($value));
            transcript.add(describe(error));
        };
    }
    #[cfg(feature = "limit")]
    macro_rules! call {
        ($message:expr, $context:expr, $key:expr, $value:expr) => {
            let error = Error::new_inner(black_box($message).into())
                .context_inner(&black_box($context))
                .with_inner(black_box($key).into(), &black_box($value));
            transcript.add(describe(error));
        };
    }
    for_each_string!(
        call,
        "E0042: the note was not saved\nno space is left",
        "saving the notes of a person whose name is too long to be shown here.",
        "Note title",
        "Remember the milk"
    );
}
