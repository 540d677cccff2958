//! In: a workspace. Out: its copy, which all stages work on.

use std::fs;
use std::path::Path;

use demono_size::{Interest, Selection, Workspace};

use super::error::ApplyError;
use super::options::ApplyOptions;
use crate::sandbox::copy::files::WorkspaceFiles;
use crate::sandbox::copy::Sandbox;

/// What a stage works on.
pub(super) struct Session<'a> {
    pub(super) options: &'a ApplyOptions,
    pub(super) sandbox: Sandbox,
    /// The workspace of the copy.
    pub(super) workspace: Workspace,
    /// That of the user.
    pub(super) original: &'a Workspace,
    /// The user's lock file when the copy was made.
    pub(super) lock: Option<Vec<u8>>,
}

impl<'a> Session<'a> {
    /// Copies `original`. The paths in the copy and its lock file are cargo's to say, so
    /// it is asked about the copy as well.
    pub(super) fn new(
        options: &'a ApplyOptions,
        original: &'a Workspace,
        interest: Interest,
    ) -> Result<Self, ApplyError> {
        let target = options.target_directory.as_ref();
        let target = target.unwrap_or(&original.layout.target_directory);
        let below = target.join("demono").join("apply");
        let files = WorkspaceFiles::load(original.metadata())?;
        let sandbox = Sandbox::copy(&files, &below.join("scratch"))?;
        let lock = fs::read(sandbox.root().join("Cargo.lock")).ok();
        let selection = Selection {
            manifest_path: Some(sandbox.manifest()),
            packages: original.manifests.keys().cloned().collect(),
            workspace: false,
            ..original.selection().clone()
        };
        let workspace = Workspace::load_for(&selection, interest)?;
        Ok(Session {
            options,
            sandbox,
            workspace,
            original,
            lock,
        })
    }

    /// `path` in the copy, as the user knows it: relative to the root.
    pub(super) fn shown(&self, path: &Path) -> String {
        let original = self.sandbox.original_of(path);
        let original = original.as_deref().unwrap_or(path);
        let relative = original.strip_prefix(&self.original.root);
        relative.unwrap_or(original).display().to_string()
    }
}
