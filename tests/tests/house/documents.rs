//! In: a document at the root of the workspace. Out: the paths it names that do not exist.

use std::fs;
use std::path::Path;

use crate::findings::{Finding, Gone, Spot};

/// The paths between backticks, outside of blocks of code, that lead nowhere.
pub(crate) fn check(workspace: &Path, document: &str) -> Vec<Finding> {
    let text = fs::read_to_string(workspace.join(document))
        .unwrap_or_else(|error| panic!("{document}: {error}"));
    let gone = paths(&text).filter(|(_, path)| !workspace.join(path).exists());
    gone.map(|(line, path)| {
        let spot = Spot {
            file: document.to_owned(),
            line,
        };
        let path = path.to_owned();
        Finding::Gone(Gone { spot, path })
    })
    .collect()
}

/// What looks like a path, with its line.
fn paths(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_block = false;
    let lines = text.lines().enumerate().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        in_block ^= fence;
        !fence && !in_block
    });
    lines.flat_map(|(at, line)| {
        let spans = line.split('`').skip(1).step_by(2);
        spans
            .filter(|span| is_path(span))
            .map(move |span| (at + 1, span))
    })
}

/// Whether a reader would look for a file of this name: it has a folder, or is another
/// document. A name with a blank to fill in (`src/<name>.rs`) is none, and what a build
/// writes into `target` need not be there.
fn is_path(span: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/".contains(c);
    span.chars().all(plain)
        && (span.contains('/') || span.ends_with(".md"))
        && !span.starts_with(['-', '/'])
        && !span.starts_with("target/")
}
