//! In: programs of `fixtures`. Out: binaries, made by `rustc` alone. Refused: nothing; what
//! does not compile panics.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use demono_suggest::{DebugError, DebugInfo};

use crate::rustc::rustc;

/// A file of `fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/debug/fixtures");
    folder.join(name)
}

/// The line of `program.rs` that is marked so.
pub(crate) fn line(mark: &str) -> usize {
    let text = std::fs::read_to_string(fixture("program.rs")).unwrap();
    let mark = format!("// line: {mark}");
    let at = text.lines().position(|line| line.ends_with(&mark));
    at.unwrap_or_else(|| panic!("no {mark}")) + 1
}

/// A folder of one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("debug")
        .join(name);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// `program.rs`, in `name`, compiled with these flags.
pub(crate) fn program(name: &str, flags: &[&str]) -> PathBuf {
    let folder = folder(name);
    let library = folder.join("liblibrary.rlib");
    rustc(
        &fixture("library.rs"),
        &library,
        flags,
        &["--crate-type=rlib"],
    );
    let program = folder.join("program");
    let external = format!("library={}", library.display());
    rustc(
        &fixture("program.rs"),
        &program,
        flags,
        &["--extern", &external],
    );
    program
}

/// `small.rs`, with debug information.
pub(crate) fn small(name: &str) -> PathBuf {
    let path = folder(name).join("libsmall.so");
    let flags = [
        "--crate-type=cdylib",
        "-Cpanic=abort",
        "-Clink-arg=-nostdlib",
        "-Cdebuginfo=1",
    ];
    rustc(&fixture("small.rs"), &path, &[], &flags);
    path
}

/// `program.rs` as most tests want it: its path, and what was read.
pub(crate) fn read(path: &Path) -> Result<DebugInfo, DebugError> {
    DebugInfo::parse(path, &std::fs::read(path).unwrap())
}

pub(crate) fn plain() -> &'static (PathBuf, DebugInfo) {
    static PLAIN: OnceLock<(PathBuf, DebugInfo)> = OnceLock::new();
    PLAIN.get_or_init(|| {
        let path = program("plain", &["-Cdebuginfo=1"]);
        let info = read(&path).unwrap();
        (path, info)
    })
}
