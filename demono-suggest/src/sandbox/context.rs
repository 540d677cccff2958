//! In: a sandbox, packages, features. Out: the cargo command that works on them.

use std::path::PathBuf;
use std::process::Command;

use demono_size::cargo::command::{cargo, plain_output};
use demono_size::Features;

use super::copy::Sandbox;

/// What cargo works on, and with which options.
#[derive(Debug, Clone)]
pub struct CargoContext<'a> {
    /// The copy.
    pub sandbox: &'a Sandbox,
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

impl CargoContext<'_> {
    /// `cargo <subcommand>` with all of these.
    pub(super) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = cargo(&self.place());
        plain_output(&mut command);
        command.arg(subcommand);
        command.arg("--manifest-path").arg(self.sandbox.manifest());
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
        let same = self.sandbox.path_of(&self.directory);
        same.filter(|it| it.is_dir())
            .unwrap_or_else(|| self.sandbox.root())
    }
}
