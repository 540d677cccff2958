//! In: a copy of a crate. Out: what rustc and clippy say about its library, and about which
//! lines.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel, DiagnosticSpan};
use cargo_metadata::Message;

use super::outcome::Warning;
use crate::list::Candidate;
use crate::process;

/// How demono's own errors begin.
const OURS: &str = "demono: ";

/// A crate, and how it is compiled.
pub(super) struct Compiler<'a> {
    pub(super) candidate: &'a Candidate,
    /// The folder of the copy.
    pub(super) work: PathBuf,
    /// Shared by all crates, so that each dependency is compiled once.
    pub(super) target_directory: &'a Path,
    /// `clippy`'s warnings, too.
    pub(super) clippy: bool,
}

/// What was said about a build.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) success: bool,
    pub(super) errors: Vec<CompileError>,
    pub(super) warnings: Vec<Warning>,
    /// The last lines that cargo wrote.
    pub(super) output: String,
}

#[derive(Debug, Clone)]
pub(super) struct CompileError {
    /// demono's own words, if they are.
    pub(super) refusal: Option<String>,
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) rendered: String,
    /// What it points at, then what it mentions besides.
    pub(super) places: Vec<(PathBuf, usize)>,
}

impl Compiler<'_> {
    /// Compiles the library; `attribute` is on some lines, and not shown.
    pub(super) fn compile(&self, attribute: &str) -> anyhow::Result<Compiled> {
        let mut command = process::cargo();
        command
            .arg(if self.clippy { "clippy" } else { "check" })
            .args(["--lib", "--message-format=json", "--manifest-path"])
            .arg(self.work.join("Cargo.toml"))
            .args(self.candidate.feature_options())
            // Nothing is debugged here.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.target_directory);
        let output = process::run(&mut command)?;
        let mut compiled = Compiled {
            success: output.status.success(),
            errors: Vec::new(),
            warnings: Vec::new(),
            output: process::last_lines(&String::from_utf8_lossy(&output.stderr), 20),
        };
        for message in Message::parse_stream(&*output.stdout) {
            let Message::CompilerMessage(message) =
                message.context("cannot read cargo's output")?
            else {
                continue;
            };
            let said = &message.message;
            match said.level {
                DiagnosticLevel::Error | DiagnosticLevel::Ice => {
                    compiled.errors.extend(self.error(said));
                }
                DiagnosticLevel::Warning => compiled.warnings.extend(warning(said, attribute)),
                _ => {}
            }
        }
        compiled.warnings.sort();
        Ok(compiled)
    }

    /// `None` for the sum at the end.
    fn error(&self, said: &Diagnostic) -> Option<CompileError> {
        if said.spans.is_empty() && said.code.is_none() && said.message.starts_with("aborting") {
            return None;
        }
        let (first, besides): (Vec<_>, Vec<_>) = said.spans.iter().partition(|it| it.is_primary);
        let children = said.children.iter().flat_map(|it| &it.spans);
        let all = first.into_iter().chain(besides).chain(children);
        Some(CompileError {
            refusal: said.message.strip_prefix(OURS).map(str::to_owned),
            code: said.code.as_ref().map(|it| it.code.clone()),
            message: said.message.clone(),
            rendered: said.rendered.clone().unwrap_or_default(),
            places: all.map(|it| self.place(it)).collect(),
        })
    }

    /// Code from a macro is where the macro is used.
    fn place(&self, mut span: &DiagnosticSpan) -> (PathBuf, usize) {
        while let Some(expansion) = &span.expansion {
            span = &expansion.span;
        }
        (self.work.join(&span.file_name), span.line_start)
    }
}

/// `None` for the sum at the end.
fn warning(said: &Diagnostic, attribute: &str) -> Option<Warning> {
    let span = said.spans.iter().find(|it| it.is_primary)?;
    let text = span.text.first().map_or("", |it| it.text.as_str());
    let text = match attribute {
        "" => text.to_owned(),
        attribute => text.replace(attribute, ""),
    };
    Some(Warning {
        code: said.code.as_ref().map(|it| it.code.clone()),
        message: said.message.clone(),
        file: span.file_name.clone(),
        line: text.split_whitespace().collect::<Vec<_>>().join(" "),
    })
}

/// The warnings of `some` that are not in `others`, as often as they are more.
pub(super) fn without(some: &[Warning], others: &[Warning]) -> Vec<Warning> {
    let mut others: Vec<&Warning> = others.iter().collect();
    let mut left = Vec::new();
    for warning in some {
        match others.iter().position(|it| *it == warning) {
            Some(at) => {
                others.swap_remove(at);
            }
            None => left.push(warning.clone()),
        }
    }
    left
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn warnings_are_counted() {
        let warning = |line: &str| Warning {
            code: None,
            message: "unused".to_owned(),
            file: "lib.rs".to_owned(),
            line: line.to_owned(),
        };
        let [one, two] = [warning("a"), warning("b")];
        let twice = [one.clone(), one.clone(), two.clone()];
        assert_eq!(without(&twice, &[one.clone(), two]), [one]);
        assert_eq!(without(&[], &twice), []);
    }
}
