//! In: a sandbox. Out: whether everything in it compiles, and which lines of the user's
//! files the compiler blames if not. Refused: a compiler that did not come to an answer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::diagnostic::{DiagnosticLevel, DiagnosticSpan};
use cargo_metadata::{CompilerMessage, Message};
use demono_size::cargo::process::{self, Group, ProcessError, Streams};
use demono_size::Console;

use super::context::CargoContext;
use super::copy::Sandbox;

/// Lines of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceLines {
    /// The user's file, though it is the copy that was compiled; a file outside of the
    /// copy as the compiler names it.
    pub file: PathBuf,
    /// Counted from 1, in the copy.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

/// One error of the compiler or linker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError {
    /// In one line.
    pub message: String,
    /// `E0308`, for those that have one.
    pub code: Option<String>,
    /// As rustc shows it.
    pub rendered: String,
    /// What it points at. Code from a macro is where the macro is used.
    pub places: Vec<SourceLines>,
    /// What it mentions besides, in labels and notes.
    pub related: Vec<SourceLines>,
}

/// The compiler's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Every error once, though several targets may have it; empty does not mean that it
    /// compiles, as there are failures of which only cargo speaks.
    pub errors: Vec<CompileError>,
    /// Whether cargo was content.
    pub success: bool,
    /// What cargo itself wrote: progress, and failures that are not the compiler's.
    pub output: String,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The process.
    #[error(transparent)]
    Process(#[from] ProcessError),
    /// Its output.
    #[error("cannot read what `{command}` says")]
    Messages {
        /// The command, ready for a shell.
        command: String,
        /// Why not.
        source: std::io::Error,
    },
}

/// Runs `cargo check` for all targets of the packages, as many as can be in spite of errors in
/// others.
pub fn check(context: &CargoContext<'_>, console: &mut Console<'_>) -> Result<Checked, CheckError> {
    let mut command = context.cargo("check");
    command.args(["--message-format=json", "--keep-going", "--all-targets"]);
    let done = process::run(command, Streams::Apart, Group::Ours, console)?.answered()?;
    let mut errors = Vec::new();
    let mut rendered = BTreeSet::new();
    // The targets that have had an error.
    let mut failed = BTreeSet::new();
    for message in Message::parse_stream(&*done.stdout) {
        let message = message.map_err(|source| CheckError::Messages {
            command: done.command.clone(),
            source,
        })?;
        let Message::CompilerMessage(message) = message else {
            continue;
        };
        let diagnostic = &message.message;
        let level = diagnostic.level;
        if !matches!(level, DiagnosticLevel::Error | DiagnosticLevel::Ice) {
            continue;
        }
        let first = failed.insert((message.package_id.clone(), message.target.src_path.clone()));
        // That of several errors there were several.
        let is_summary = diagnostic.spans.is_empty() && diagnostic.code.is_none();
        if is_summary && !first {
            continue;
        }
        let error = error(context, &message);
        if rendered.insert(error.rendered.clone()) {
            errors.push(error);
        }
    }
    // Targets are compiled side by side, in no order.
    errors.sort_by(|a, b| (&a.places, &a.rendered).cmp(&(&b.places, &b.rendered)));
    Ok(Checked {
        errors,
        success: done.success(),
        output: String::from_utf8_lossy(&done.stderr).into_owned(),
    })
}

fn error(context: &CargoContext<'_>, message: &CompilerMessage) -> CompileError {
    let diagnostic = &message.message;
    let source = message.target.src_path.as_std_path();
    let place = |span| place(context.sandbox, source, span);
    let (mut places, mut related) = (Vec::new(), Vec::new());
    for span in &diagnostic.spans {
        let list = if span.is_primary {
            &mut places
        } else {
            &mut related
        };
        list.push(place(span));
    }
    let children = diagnostic.children.iter().flat_map(|it| &it.spans);
    related.extend(children.map(place));
    places.dedup();
    related.dedup();
    let rendered = diagnostic.rendered.as_ref();
    CompileError {
        message: diagnostic.message.clone(),
        code: diagnostic.code.as_ref().map(|it| it.code.clone()),
        rendered: rendered.unwrap_or(&diagnostic.message).clone(),
        places,
        related,
    }
}

/// `source` is the root of the crate.
fn place(sandbox: &Sandbox, source: &Path, mut span: &DiagnosticSpan) -> SourceLines {
    while let Some(expansion) = &span.expansion {
        span = &expansion.span;
    }
    // Cargo runs the compiler in the root of the workspace for members, and in the
    // package itself for others.
    let root = sandbox.root();
    let above = source.ancestors().skip(1);
    let mut candidates = (std::iter::once(&*root).chain(above)).map(|it| it.join(&span.file_name));
    let found = candidates.find(|it| it.is_file());
    let original = found.map(|it| sandbox.original_of(&it).unwrap_or(it));
    SourceLines {
        file: original.unwrap_or_else(|| span.file_name.clone().into()),
        first: span.line_start,
        last: span.line_end.max(span.line_start),
    }
}
