//! `cargo demono`: find what generics cost in a program, prove what splits save, and keep
//! it so.
//!
//! A thin shell: `demono-size` builds, reads, compares and judges. Results go to standard
//! output, everything else to standard error. Exit codes: 0 fine, 1 over budget, 2 usage,
//! configuration or input, 101 a build failed (as cargo's own), 130 interrupted.

mod cli;
mod commands;
mod errors;
mod output;
mod progress;
mod render;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Parser as _;

use cli::{Cli, Command};
use commands::Verdict;

/// Whether the user has asked to stop.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

fn main() -> ExitCode {
    let cli = Cli::parse_from(arguments());
    // The signal reaches cargo as well, whose failure ends the command in good order:
    // worktrees are removed, and no file is left half-written. A second one is final.
    let handler = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            std::process::exit(INTERRUPT);
        }
    });
    if let Err(error) = handler {
        eprintln!("warning: cannot handle Ctrl-C: {error}");
    }
    let outcome = run(cli);
    if INTERRUPTED.load(Ordering::SeqCst) && outcome.is_err() {
        eprintln!("interrupted: nothing was written");
        return ExitCode::from(INTERRUPT as u8);
    }
    match outcome {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Over) => ExitCode::FAILURE,
        // Whoever read the output has seen enough.
        Err(error) if errors::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            errors::exit_code(&error)
        }
    }
}

/// As a shell has it: 128 and the number of the signal.
const INTERRUPT: i32 = 130;

fn run(cli: Cli) -> anyhow::Result<Verdict> {
    match cli.command {
        Command::Measure(options) => commands::measure::run(&options),
        Command::Ladder(options) => commands::ladder::run(&options),
        Command::Top(options) => commands::top::run(&options),
        Command::Diff(options) => commands::diff::run(&options),
        Command::Check(options) => commands::check::run(&options),
        Command::Show(options) => commands::show::run(&options),
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
