//! In: a directory, and a question. Out: what git says of the repository that the directory
//! is in. Refused: a git that cannot be run, or fails.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::process::below;

/// Why git gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// Git cannot be run.
    #[error("cannot run `{command}`")]
    Start {
        /// The command.
        command: String,
        /// Why not.
        source: io::Error,
    },
    /// Git failed.
    #[error("`{command}` failed{}", below(said))]
    Failed {
        /// The command.
        command: String,
        /// What git said.
        said: String,
    },
}

/// What `git <arguments> -- <paths>` prints when it is run in `directory`.
pub fn git(directory: &Path, arguments: &[&str], paths: &[PathBuf]) -> Result<Output, GitError> {
    let words = format!("git {}", arguments.join(" "));
    let mut command = Command::new("git");
    // Hooks are for people who check out to work.
    command.args(["-c", "core.hooksPath=/dev/null"]);
    command.arg("-C").arg(directory).args(arguments);
    if !paths.is_empty() {
        command.arg("--").args(paths);
    }
    // A hook or an alias of the caller's may have set them for another repository.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    // A question does not refresh the index, and a path is no pattern.
    command.env("GIT_OPTIONAL_LOCKS", "0");
    command.env("GIT_LITERAL_PATHSPECS", "1");
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|source| GitError::Start {
        command: words.clone(),
        source,
    })?;
    if output.status.success() {
        return Ok(output);
    }
    Err(GitError::Failed {
        command: words,
        said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    })
}

/// The line that `git <arguments>` prints.
pub fn line(directory: &Path, arguments: &[&str]) -> Result<String, GitError> {
    let output = git(directory, arguments, &[])?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
