//! In: a command. Out: its output. Refused by [`succeed`]: a command that fails.

use std::ffi::OsString;
use std::process::{Command, Output};

use anyhow::Context as _;

/// `cargo`, or the one that runs this.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Runs a command without the variables that would change what is built.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<Output> {
    for variable in [
        "DEMONO",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUST_TEST_NOCAPTURE",
    ] {
        command.env_remove(variable);
    }
    command.env("CARGO_TERM_COLOR", "never");
    let shown = shown(command);
    eprintln!("    {shown}");
    command
        .output()
        .with_context(|| format!("cannot run `{shown}`"))
}

/// Runs a command that has to succeed.
pub(crate) fn succeed(command: &mut Command) -> anyhow::Result<Output> {
    let output = run(command)?;
    if output.status.success() {
        return Ok(output);
    }
    anyhow::bail!(
        "`{}` failed ({}):\n{}",
        shown(command),
        output.status,
        last_lines(&String::from_utf8_lossy(&output.stderr), 30),
    )
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|it| it.to_string_lossy()).collect();
    words.join(" ")
}

pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}
