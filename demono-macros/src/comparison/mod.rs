//! The walk over a body's tokens is compared with a parser's tree.
//!
//! In: the sources of every package in Cargo.lock, and programs that are made up. Out: no
//! difference. Each name that a pattern binds anywhere in a function is taken for a converted
//! parameter, so that every binder hides something. What both have to agree on: which uses of
//! a name are the parameter, which of these are its own conversion, what a `move` closure or
//! block captures; and that what comes out parses.

mod compare;
mod generated;
mod reference;
mod seen;
mod sources;

use crate::comparison::compare::{compare, Tally};
use crate::comparison::generated::Generator;
use crate::comparison::sources::sources;

/// How many differences are listed.
const LISTED: usize = 12;

fn settle(tally: &Tally) {
    println!(
        "{} files ({} that syn cannot parse), {} bodies, {} names, {} uses, {} conversions",
        tally.files, tally.unparsed, tally.bodies, tally.names, tally.uses, tally.conversions
    );
    let mut differences = tally.differences.clone();
    // The shortest programs show best what is wrong.
    differences.sort_by_key(String::len);
    let listed = &differences[..differences.len().min(LISTED)];
    assert!(
        differences.is_empty(),
        "{} differences:\n{}",
        differences.len(),
        listed.join("\n")
    );
}

/// Sources are nested deeply: the parser needs a larger stack than a test has.
fn with_stack(then: fn() -> Tally) -> Tally {
    let thread = std::thread::Builder::new().stack_size(256 << 20);
    let thread = thread.spawn(then).expect("a thread");
    match thread.join() {
        Ok(tally) => tally,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

#[test]
fn all_sources_of_the_lock_file() {
    let tally = with_stack(|| {
        let mut tally = Tally::default();
        for path in sources() {
            match std::fs::read_to_string(&path) {
                Ok(text) if has_body(&text) => {
                    compare(&path.display().to_string(), &text, &mut tally);
                }
                _ => {}
            }
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        tally
    });
    settle(&tally);
}

/// Whether a function in the text may have a body: the largest packages only declare what is
/// elsewhere.
fn has_body(text: &str) -> bool {
    text.split("fn ").skip(1).any(|rest| {
        let end = rest.find(['{', ';']);
        end.is_some_and(|end| rest[end..].starts_with('{'))
    })
}

#[test]
fn programs_that_are_made_up() {
    let tally = with_stack(|| {
        let mut tally = Tally::default();
        for seed in 0..1500 {
            let body = Generator::new(seed).body(3);
            let text = format!("fn f(a: A, b: B, c: C) {{ {body} }}");
            compare(&format!("seed {seed}: {text}"), &text, &mut tally);
            proc_macro2::extra::invalidate_current_thread_spans();
        }
        tally
    });
    assert!(tally.unparsed < tally.files / 20, "most have to be Rust");
    settle(&tally);
}
