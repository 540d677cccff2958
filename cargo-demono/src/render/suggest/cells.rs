//! What the tables of suggestions show alike.

use demono_report::{Candidate, Origin};

use crate::render::table::{signed, Cell, Tone};

pub(super) fn saving_cell(saving: i64) -> Cell {
    Cell::right(signed(saving)).tone(Tone::of_saving(saving))
}

/// `12`, or `12+3` if three more were inlined.
pub(super) fn copies_word((copies, inlined): (usize, usize)) -> String {
    match inlined {
        0 => copies.to_string(),
        inlined => format!("{copies}+{inlined}"),
    }
}

/// Copies, and places where one was inlined, of all of them.
pub(super) fn count<'a>(candidates: impl IntoIterator<Item = &'a Candidate>) -> (usize, usize) {
    let counts = candidates.into_iter().map(Candidate::count);
    counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

pub(in crate::render) fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::Member => "member",
        Origin::Path => "path",
        Origin::Registry => "registry",
        Origin::Git => "git",
        Origin::Std => "std",
    }
}
