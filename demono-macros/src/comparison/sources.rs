//! The sources on this machine of every package that Cargo.lock names.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_metadata::MetadataCommand;

/// Every file of Rust in them, in order, but for those without a body: the largest packages
/// only declare what is elsewhere.
pub(super) fn sources() -> Vec<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let metadata = MetadataCommand::new()
        .manifest_path(manifest)
        .other_options(["--offline".to_owned(), "--locked".to_owned()])
        .exec()
        .expect("the metadata of the workspace");
    let mut files = Vec::new();
    for package in &metadata.packages {
        if let Some(folder) = package.manifest_path.parent() {
            collect(folder.as_std_path(), &mut files);
        }
    }
    files.sort();
    files.dedup();
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if name != "target" && name != ".git" {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
