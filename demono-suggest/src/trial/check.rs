//! In: a scratch. Out: whether everything in it compiles, and which lines of the user's
//! files the compiler blames if not. Refused: a compiler that did not come to an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use cargo_metadata::{CompilerMessage, Message};

use super::ground::Ground;
use super::process::{self, Console, Group, ProcessError, Streams};

/// How far to compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// `cargo check`: quick, but without the errors that only copies of a generic
    /// function have, and those of the linker.
    Check,
    /// `cargo build`.
    Build,
}

/// Which targets to compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Library, binaries, examples, tests, benchmarks.
    AllTargets,
    /// All but benchmarks, which often need a nightly compiler.
    WithoutBenches,
}

/// Lines of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The user's file, though it is the copy that was compiled; a file outside of the
    /// copy as the compiler names it.
    pub file: PathBuf,
    /// Counted from 1, in the copy.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

impl Place {
    /// All the lines.
    pub fn lines(&self) -> RangeInclusive<usize> {
        self.first..=self.last
    }
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
    pub places: Vec<Place>,
    /// What it mentions besides, in labels and notes.
    pub related: Vec<Place>,
}

/// One warning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// Name of the lint, for those that have one.
    pub code: Option<String>,
    /// In one line.
    pub message: String,
    /// What it points at first.
    pub place: Option<Place>,
}

impl Warning {
    fn key(&self) -> (Option<&str>, &str) {
        (self.code.as_deref(), &self.message)
    }
}

/// The compiler's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Every error once, though several targets may have it; empty does not mean that it
    /// compiles, as there are failures of which only cargo speaks.
    pub errors: Vec<CompileError>,
    /// Every warning once, sorted.
    pub warnings: Vec<Warning>,
    /// Whether cargo was content.
    pub success: bool,
    /// What cargo itself wrote: progress, and failures that are not the compiler's.
    pub output: String,
    /// How long it took.
    pub duration: Duration,
}

impl Checked {
    /// The warnings that are here and not in `before`: more of the same lint with the same
    /// text than there were, wherever they are, as lines move.
    pub fn new_warnings(&self, before: &Checked) -> Vec<Warning> {
        let mut known: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
        for warning in &before.warnings {
            *known.entry(warning.key()).or_default() += 1;
        }
        let is_new = |warning: &&Warning| {
            let left = known.iter_mut().find(|(key, _)| **key == warning.key());
            match left {
                Some((_, left @ 1..)) => {
                    *left -= 1;
                    false
                }
                _ => true,
            }
        };
        self.warnings.iter().filter(is_new).cloned().collect()
    }
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

/// Compiles all targets of the packages, as many as can be in spite of errors in others.
pub fn check(
    ground: &Ground<'_>,
    depth: Depth,
    extent: Extent,
    console: &mut Console<'_>,
) -> Result<Checked, CheckError> {
    let mut command = ground.cargo(match depth {
        Depth::Check => "check",
        Depth::Build => "build",
    });
    command.args(["--message-format=json", "--keep-going"]);
    command.args(match extent {
        Extent::AllTargets => &["--all-targets"][..],
        Extent::WithoutBenches => &["--bins", "--tests", "--examples"],
    });
    let done = process::run(command, Streams::Apart, Group::Ours, console)?;
    let mut errors = Vec::new();
    let mut rendered = BTreeSet::new();
    let mut warnings = BTreeSet::new();
    for message in Message::parse_stream(&*done.stdout) {
        let message = message.map_err(|source| CheckError::Messages {
            command: done.command.clone(),
            source,
        })?;
        let Message::CompilerMessage(message) = message else {
            continue;
        };
        let reader = Reader {
            ground,
            message: &message,
        };
        let diagnostic = &message.message;
        match diagnostic.level {
            DiagnosticLevel::Error | DiagnosticLevel::Ice if !is_summary(diagnostic) => {
                let error = reader.error(diagnostic);
                if rendered.insert(error.rendered.clone()) {
                    errors.push(error);
                }
            }
            DiagnosticLevel::Warning if !is_summary(diagnostic) => {
                warnings.insert(reader.warning(diagnostic));
            }
            _ => {}
        }
    }
    // Targets are compiled side by side, in no order.
    errors.sort_by(|a, b| (&a.places, &a.rendered).cmp(&(&b.places, &b.rendered)));
    Ok(Checked {
        errors,
        warnings: warnings.into_iter().collect(),
        success: done.exit.success(),
        output: String::from_utf8_lossy(&done.stderr).into_owned(),
        duration: done.duration,
    })
}

/// `aborting due to 2 previous errors`, `3 warnings emitted`.
fn is_summary(diagnostic: &Diagnostic) -> bool {
    let text = &diagnostic.message;
    diagnostic.spans.is_empty()
        && diagnostic.code.is_none()
        && (text.starts_with("aborting due to")
            || text.ends_with("warning emitted")
            || text.ends_with("warnings emitted"))
}

struct Reader<'a> {
    ground: &'a Ground<'a>,
    message: &'a CompilerMessage,
}

impl Reader<'_> {
    fn error(&self, diagnostic: &Diagnostic) -> CompileError {
        let (mut places, mut related) = (Vec::new(), Vec::new());
        for span in &diagnostic.spans {
            let list = match span.is_primary {
                true => &mut places,
                false => &mut related,
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

    fn warning(&self, diagnostic: &Diagnostic) -> Warning {
        let first = diagnostic.spans.iter().find(|it| it.is_primary);
        Warning {
            code: diagnostic.code.as_ref().map(|it| it.code.clone()),
            message: diagnostic.message.clone(),
            place: first.map(|it| self.place(it)),
        }
    }

    fn place(&self, span: &DiagnosticSpan) -> Place {
        let mut span = span;
        while let Some(expansion) = &span.expansion {
            span = &expansion.span;
        }
        Place {
            file: self.file(Path::new(&span.file_name)),
            first: span.line_start,
            last: span.line_end.max(span.line_start),
        }
    }

    /// Cargo runs the compiler in the root of the workspace for members, and in the
    /// package itself for others.
    fn file(&self, named: &Path) -> PathBuf {
        let root = self.ground.scratch.root();
        let source = self.message.target.src_path.as_std_path();
        let above = source.ancestors().skip(1);
        let found = std::iter::once(root.as_path())
            .chain(above)
            .map(|it| it.join(named))
            .find(|it| it.is_file());
        let Some(found) = found else {
            return named.to_owned();
        };
        self.ground.scratch.original_of(&found).unwrap_or(found)
    }
}
