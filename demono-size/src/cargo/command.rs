//! In: a directory. Out: cargo, to be run there. And any command as people write it.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// Cargo, to be run in `directory`, with `#[demono]` on.
pub fn cargo(directory: &Path) -> Command {
    let cargo: OsString = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(directory);
    // A compiler cache does not know that `DEMONO` changes what a macro emits.
    command.env("RUSTC_WRAPPER", "");
    command.env("RUSTC_WORKSPACE_WRAPPER", "");
    command.env_remove("DEMONO");
    command
}

/// Cargo's own lines as its documentation shows them, whatever the user prefers to see: for
/// output that is parsed.
pub fn plain_output(cargo: &mut Command) {
    cargo.env("CARGO_TERM_COLOR", "never");
    cargo.env("CARGO_TERM_QUIET", "false");
    cargo.env("CARGO_TERM_VERBOSE", "false");
    cargo.env("CARGO_TERM_PROGRESS_WHEN", "never");
}

/// The command as one could paste it into a shell, with what it sets in the environment.
pub fn shell(command: &Command) -> String {
    let set = command.get_envs().filter_map(|(name, value)| {
        let value = quote(&value?.to_string_lossy());
        Some(format!("{}={value}", name.to_string_lossy()))
    });
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words = words.map(|word| quote(&word.to_string_lossy()));
    set.chain(words).collect::<Vec<_>>().join(" ")
}

fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=/.,:+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
