//! In: a function of a dependency that a split would make smaller. Out: a text for its
//! owners, in Markdown.

use demono_report::Candidate;

use crate::split::forms::Form;

/// How many types of a function are shown.
const SHOWN: usize = 8;

pub(super) fn issue(candidate: &Candidate, form: &Form) -> String {
    let function = &candidate.function;
    let (copies, inlined) = candidate.count();
    let programs = candidate.programs.iter().map(|it| &it.program[..]);
    let programs: Vec<&str> = programs.collect();
    let package = candidate.package.as_ref();
    let version = package.map_or(String::new(), |it| format!(" ({} {})", it.name, it.version));
    let rows = candidate.copies.iter().take(SHOWN).map(|copy| {
        let types = copy.types.join("`, `").replace('|', "\\|");
        format!("| {} | `{types}` |\n", copy.bytes)
    });
    let mut rows: String = rows.collect();
    if candidate.copies.len() > SHOWN {
        rows += &format!("| | {} more |\n", candidate.copies.len() - SHOWN);
    }
    format!(
        "### `{function}` is compiled {} times\n\n\
         In `{}` the generic function `{function}`{version} makes {} bytes of machine code: \
         {copies} copies, and {inlined} places where one was inlined.\n\n\
         | bytes | types |\n|--:|---|\n{rows}\n\
         The body need not be generic: with a thin generic function that converts and calls one \
         inner function, it would be compiled once. That should save about {} bytes here \
         (predicted by `cargo demono suggest`, not measured). By hand it is an inner `fn` with \
         the converted parameters; with the crate `demono` it is `{}` on the function.\n",
        copies + inlined,
        programs.join("`, `"),
        candidate.bytes,
        candidate.saving(),
        form.attribute("demono"),
    )
}
