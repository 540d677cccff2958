//! In: the options of a command. Out: its report, written; and whether all is well.
//! Refused: what `demono-size` refuses.

pub(crate) mod apply;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod ladder;
pub(crate) mod measure;
pub(crate) mod show;
pub(crate) mod suggest;
pub(crate) mod top;

use demono_size::Program;

/// Whether there is something to complain about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Fine,
    /// A budget is exceeded, or could not be held to.
    Over,
}

/// Says that cargo left out a program.
fn not_built(program: &Program) {
    eprintln!("warning: {program} was not built: enable its `required-features` with `--features`");
}
