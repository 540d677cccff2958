//! In: the name of a program. Out: whether it is there.

use std::path::PathBuf;
use std::process::Command;

use crate::skip::skip;

/// Whether all of `tools` can be run; if not, `what` is reported as skipped.
pub fn have(what: &str, tools: &[&str]) -> bool {
    let missing = tools
        .iter()
        .find(|name| Command::new(name).arg("--version").output().is_err());
    if let Some(missing) = missing {
        let why = format!("`{missing}` is not installed; `install_tools` in .ci/run installs it");
        skip(what, &why);
    }
    missing.is_none()
}

/// Chromium, by any of its names; `None` if there is none, and then `what` is reported as
/// skipped.
pub fn chromium(what: &str) -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path)
        .flat_map(|directory| names.map(|name| directory.join(name)))
        .find(|candidate| candidate.is_file());
    if found.is_none() {
        skip(
            what,
            "no Chromium in PATH; `install_tools` in .ci/run installs it",
        );
    }
    found
}
