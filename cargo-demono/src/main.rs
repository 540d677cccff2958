//! `cargo demono`: prove what demono saves in a real program.
//!
//! A thin shell: `demono-size` builds, reads and compares. Results go to standard
//! output, everything else to standard error. Exit codes: 0 measured, 1 could not be
//! read or written, 2 usage or configuration, 101 a build failed (as cargo's own).

mod cli;
mod measure;
#[allow(dead_code, reason = "the commands that choose a format come next")]
mod render;
mod table;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::Parser as _;
use demono_size::{BuildError, MeasureError, WorkspaceError};

use cli::{Cli, Command};

fn main() -> ExitCode {
    match try_main() {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            exit_code(&error)
        }
    }
}

fn try_main() -> anyhow::Result<()> {
    match Cli::parse_from(arguments()).command {
        Command::Measure(options) => measure::run(&options, &mut io::stdout().lock()),
    }
}

/// Cargo runs `cargo-demono demono measure` for `cargo demono measure`; an alias or a
/// direct call leaves out the second word.
fn arguments() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == "demono") {
        arguments.remove(1);
    }
    arguments
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn exit_code(error: &anyhow::Error) -> ExitCode {
    if error.is::<WorkspaceError>() {
        return ExitCode::from(2);
    }
    match error.downcast_ref::<MeasureError>() {
        Some(MeasureError::Build(BuildError::Metadata { .. })) => ExitCode::from(2),
        Some(MeasureError::Build(_) | MeasureError::OnlySplit { .. }) => ExitCode::from(101),
        _ => ExitCode::FAILURE,
    }
}
