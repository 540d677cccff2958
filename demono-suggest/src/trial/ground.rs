//! In: a scratch, packages, features. Out: the cargo command that works on them. Refused:
//! nothing.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use demono_size::Features;

use super::scratch::Scratch;

/// What cargo works on, and with which options.
#[derive(Debug, Clone)]
pub struct Ground<'a> {
    /// The copy.
    pub scratch: &'a Scratch,
    /// Where the *user* stands, which decides on cargo's configuration files; cargo is
    /// run at the same place of the copy, or at its root if there is none.
    pub directory: PathBuf,
    /// Names (package id specs) for `-p`; empty: cargo's own choice.
    pub packages: Vec<String>,
    /// With which features.
    pub features: Features,
    /// Target triple for `--target`; `None`: what cargo's configuration says.
    pub target: Option<String>,
    /// Absolute path of a directory for what cargo makes, outside of the copied tree.
    pub target_directory: PathBuf,
}

impl Ground<'_> {
    /// `cargo <subcommand>` with all of these.
    pub(super) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = cargo(&self.place());
        command.arg(subcommand);
        command.arg("--manifest-path").arg(self.scratch.manifest());
        for package in &self.packages {
            command.arg("--package").arg(package);
        }
        command.args(self.features.cargo_arguments());
        if let Some(target) = &self.target {
            command.arg("--target").arg(target);
        }
        command.arg("--target-dir").arg(&self.target_directory);
        // A build directory that all workspaces share would mix the user's with ours.
        command.env("CARGO_BUILD_BUILD_DIR", &self.target_directory);
        command
    }

    fn place(&self) -> PathBuf {
        let same = self.scratch.path_of(&self.directory);
        same.filter(|it| it.is_dir())
            .unwrap_or_else(|| self.scratch.root())
    }
}

/// Cargo, run in `directory`, with output that can be parsed whatever the user prefers
/// to see.
pub(super) fn cargo(directory: &Path) -> Command {
    let cargo: OsString = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(directory);
    // A compiler cache does not know that `DEMONO` changes what a macro emits.
    command.env("RUSTC_WRAPPER", "");
    command.env("RUSTC_WORKSPACE_WRAPPER", "");
    command.env_remove("DEMONO");
    command.env("CARGO_TERM_COLOR", "never");
    command.env("CARGO_TERM_QUIET", "false");
    command.env("CARGO_TERM_VERBOSE", "false");
    command.env("CARGO_TERM_PROGRESS_WHEN", "never");
    command
}
