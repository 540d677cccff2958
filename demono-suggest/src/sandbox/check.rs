//! In: a sandbox. Out: whether everything in it compiles, and which lines of the user's
//! files the compiler blames if not. Refused: a compiler that did not come to an answer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use cargo_metadata::{CompilerMessage, Message};
use demono_size::cargo::process::{self, Group, ProcessError, Streams};
use demono_size::Console;

use super::context::CargoContext;

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
    /// How long it took.
    pub duration: Duration,
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
        let target = (&message.package_id.repr, &message.target.src_path);
        let target = (target.0.clone(), target.1.clone());
        let first = failed.insert(target);
        // That of several errors there were several.
        let is_summary = diagnostic.spans.is_empty() && diagnostic.code.is_none();
        if is_summary && !first {
            continue;
        }
        let reader = Reader {
            context,
            message: &message,
        };
        let error = reader.error(diagnostic);
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
        duration: done.duration,
    })
}

struct Reader<'a> {
    context: &'a CargoContext<'a>,
    message: &'a CompilerMessage,
}

impl Reader<'_> {
    fn error(&self, diagnostic: &Diagnostic) -> CompileError {
        let (mut places, mut related) = (Vec::new(), Vec::new());
        for span in &diagnostic.spans {
            let list = if span.is_primary {
                &mut places
            } else {
                &mut related
            };
            list.push(self.place(span));
        }
        for child in &diagnostic.children {
            related.extend(child.spans.iter().map(|it| self.place(it)));
        }
        places.dedup();
        related.dedup();
        CompileError {
            message: diagnostic.message.clone(),
            code: diagnostic.code.as_ref().map(|it| it.code.clone()),
            rendered: match &diagnostic.rendered {
                Some(text) => text.clone(),
                None => diagnostic.message.clone(),
            },
            places,
            related,
        }
    }

    fn place(&self, span: &DiagnosticSpan) -> SourceLines {
        let mut span = span;
        while let Some(expansion) = &span.expansion {
            span = &expansion.span;
        }
        SourceLines {
            file: self.file(Path::new(&span.file_name)),
            first: span.line_start,
            last: span.line_end.max(span.line_start),
        }
    }

    /// Cargo runs the compiler in the root of the workspace for members, and in the
    /// package itself for others.
    fn file(&self, named: &Path) -> PathBuf {
        let root = self.context.sandbox.root();
        let source = self.message.target.src_path.as_std_path();
        let above = source.ancestors().skip(1);
        let found = std::iter::once(root.as_path())
            .chain(above)
            .map(|it| it.join(named))
            .find(|it| it.is_file());
        let Some(found) = found else {
            return named.to_owned();
        };
        self.context.sandbox.original_of(&found).unwrap_or(found)
    }
}
