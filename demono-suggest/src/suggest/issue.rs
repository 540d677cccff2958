//! In: a function of a dependency that a split would make smaller. Out: a text for its
//! owners, in Markdown.

use std::fmt::Write as _;

use demono_report::Candidate;

use crate::split::forms::Form;

/// How many types of a function are shown.
const SHOWN: usize = 8;

pub(super) fn issue(candidate: &Candidate, form: &Form) -> String {
    let saving = candidate.saving();
    let (copies, inlined) = candidate.count();
    let mut text = String::new();
    let programs: Vec<&str> = candidate
        .programs
        .iter()
        .map(|it| it.program.as_str())
        .collect();
    let package = candidate.package.as_ref();
    let version = package.map_or(String::new(), |it| format!(" ({} {})", it.name, it.version));
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "### `{}` is compiled {} times",
        candidate.function,
        copies + inlined
    );
    let _ = writeln!(text);
    let _ = writeln!(
        text,
        "In `{}` the generic function `{}`{version} makes {} bytes of machine code: {copies} copies, \
         and {inlined} places where one was inlined.",
        programs.join("`, `"),
        candidate.function,
        candidate.bytes,
    );
    let _ = writeln!(text);
    let _ = writeln!(text, "| bytes | types |\n|--:|---|");
    for copy in candidate.copies.iter().take(SHOWN) {
        let _ = writeln!(
            text,
            "| {} | `{}` |",
            copy.bytes,
            copy.types.join("`, `").replace('|', "\\|")
        );
    }
    if candidate.copies.len() > SHOWN {
        let _ = writeln!(text, "| | {} more |", candidate.copies.len() - SHOWN);
    }
    let _ = writeln!(text);
    let _ = writeln!(
        text,
        "The body need not be generic: with a thin generic function that converts and calls one \
         inner function, it would be compiled once. That should save about {saving} bytes here \
         (predicted by `cargo demono suggest`, not measured). By hand it is an inner `fn` with the \
         converted parameters; with the crate `demono` it is `{}` on the function.",
        form.attribute("demono"),
    );
    text
}
