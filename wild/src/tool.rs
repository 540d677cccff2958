//! In: a copy of a crate. Out: the reports of `cargo demono suggest` and `apply` for it.
//! Refused: a report of another kind.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use cargo_metadata::MetadataCommand;
use demono_report::{ApplyReport, Document, Report, SuggestReport};

use crate::fetch::Copied;
use crate::list::Candidate;
use crate::process;

/// The subcommand, built from this workspace.
pub(crate) struct Tool {
    program: PathBuf,
    /// The attribute's package, for a dependency by path.
    attribute: PathBuf,
    /// The one of this workspace.
    pub(crate) target_directory: PathBuf,
}

impl Tool {
    /// Builds it in a profile; one that was built earlier may be older than the source.
    pub(crate) fn find(home: &Path, profile: &str) -> anyhow::Result<Self> {
        let metadata = MetadataCommand::new()
            .manifest_path(home.join("Cargo.toml"))
            .no_deps()
            .exec()
            .context("cannot load the workspace of the bench")?;
        let root = metadata.workspace_root.as_std_path();
        let target_directory = metadata.target_directory.as_std_path().to_owned();
        let mut build = process::cargo();
        // With the features of the whole workspace, as its tests were built.
        build
            .args(["build", "--quiet", "--workspace", "--bin=cargo-demono"])
            .args(["--profile", profile, "--manifest-path"])
            .arg(root.join("Cargo.toml"));
        process::succeed(&mut build)?;
        let folder = match profile {
            "dev" | "test" => "debug",
            other => other,
        };
        let name = format!("cargo-demono{}", std::env::consts::EXE_SUFFIX);
        Ok(Tool {
            program: target_directory.join(folder).join(name),
            attribute: root.join("demono"),
            target_directory,
        })
    }

    pub(crate) fn suggest(
        &self,
        candidate: &Candidate,
        copied: &Copied,
    ) -> anyhow::Result<SuggestReport> {
        let output = process::succeed(&mut self.command("suggest", candidate, copied))?;
        let text = &output.stdout;
        match Document::parse("what suggest printed", text)?.report {
            Report::Suggest(report) => Ok(*report),
            _ => anyhow::bail!("suggest printed a report of another command"),
        }
    }

    pub(crate) fn apply(
        &self,
        candidate: &Candidate,
        copied: &Copied,
        profiles: &[&str],
    ) -> anyhow::Result<ApplyReport> {
        let mut command = self.command("apply", candidate, copied);
        command
            .args(["--dyn", "--allow-no-vcs", "--demono-path"])
            .arg(&self.attribute);
        for profile in profiles {
            command.args(["--profile", profile]);
        }
        let output = process::succeed(&mut command)?;
        match Document::parse("what apply printed", &output.stdout)?.report {
            Report::Apply(report) => Ok(*report),
            _ => anyhow::bail!("apply printed a report of another command"),
        }
    }

    fn command(&self, name: &str, candidate: &Candidate, copied: &Copied) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args([name, "--format=json", "--manifest-path"])
            .arg(copied.manifest())
            .args(candidate.program_options())
            .args(candidate.feature_options())
            .env("CARGO_TARGET_DIR", copied.target_directory())
            // By default the copy lies in the repository of the bench, of which it is no part.
            .env("GIT_CEILING_DIRECTORIES", copied.folder());
        command
    }
}
