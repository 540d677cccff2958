//! In: the folder of the workspace. Out: the roots of all crates of its product code, as
//! cargo knows them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::imports::Face;

/// The folders whose packages are no product: they try out what is.
const NO_PRODUCT: [&str; 2] = ["examples", "tests"];

/// A crate of the product.
#[derive(Debug, Clone)]
pub(crate) struct Crate {
    /// Its `lib.rs` or `main.rs`.
    pub(crate) root: PathBuf,
    pub(crate) face: Face,
}

/// The libraries and programs of the workspace's members, less those in `examples` and
/// `tests`, and of no member its tests, benches, examples or build script.
pub(crate) fn product(workspace: &Path) -> Vec<Crate> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(workspace)
        .output()
        .expect("cargo runs");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata: {complaint}");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let root = path(&metadata["workspace_root"]);
    let packages = list(&metadata["packages"]).filter(|package| {
        let manifest = path(&package["manifest_path"]);
        let folder = manifest.strip_prefix(&root).unwrap_or(&manifest);
        !NO_PRODUCT.iter().any(|other| folder.starts_with(other))
    });
    packages
        .flat_map(|package| list(&package["targets"]))
        .filter_map(|target| {
            let face = face(list(&target["kind"]).filter_map(Value::as_str))?;
            let root = path(&target["src_path"]);
            Some(Crate { root, face })
        })
        .collect()
}

/// `None`: it is not built for users.
fn face<'k>(mut kinds: impl Iterator<Item = &'k str>) -> Option<Face> {
    kinds.find_map(|kind| match kind {
        "bin" => Some(Face::Program),
        "test" | "bench" | "example" | "custom-build" => None,
        _ => Some(Face::Library),
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn path(value: &Value) -> PathBuf {
    PathBuf::from(value.as_str().unwrap_or_default())
}
