//! `cargo demono`: find what generics cost in a program, prove what splits save, and keep
//! it so.
//!
//! A thin shell: `demono-size` builds, reads, compares and judges, `demono-suggest` finds
//! functions and edits sources, `demono-report` has the results. These go to standard
//! output, everything else to standard error. Exit codes: 0 fine, 1 over budget, 2 usage,
//! configuration or input, 101 a build failed (as cargo's own), 130 interrupted.

mod cli;
mod commands;
mod errors;
mod interrupt;
mod output;
mod progress;
mod render;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};
use commands::Verdict;
use interrupt::Phase;

fn main() -> ExitCode {
    let cli = Cli::parse_from(arguments());
    interrupt::install();
    match run(cli) {
        // It is too late to stop anything, but the caller should know.
        Ok(_) if interrupt::asked() && interrupt::phase() == Phase::Written => {
            interrupt::say();
            ExitCode::from(interrupt::CODE)
        }
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Over) => ExitCode::FAILURE,
        Err(error) if interrupt::asked() => {
            // That an interrupted build failed goes without saying.
            if interrupt::phase() == Phase::Writing {
                eprintln!("error: {error:#}");
            }
            interrupt::say();
            ExitCode::from(interrupt::CODE)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            errors::exit_code(&error)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Verdict> {
    match cli.command {
        Command::Suggest(options) => commands::suggest::run(&options),
        Command::Apply(options) => commands::apply::run(&options),
        Command::Prune(options) => commands::apply::prune(&options),
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
