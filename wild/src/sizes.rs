//! In: a copy of a crate. Out: the sizes of its programs in a plain release build. Refused: a
//! program that is not an object file.
//!
//! This does not use the sizes that `apply` reports: cargo builds and strips, the bench reads.

use std::collections::BTreeMap;
use std::fs;

use anyhow::Context as _;
use cargo_metadata::Message;
use object::{Object as _, ObjectSection as _, SectionKind};

use crate::fetch::Copied;
use crate::list::Candidate;
use crate::process;

/// A program as users would get it, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// Machine code.
    pub(crate) text: u64,
    /// The file, stripped.
    pub(crate) file: u64,
}

/// The size of each program, by name.
pub(crate) fn measure(
    candidate: &Candidate,
    copied: &Copied,
) -> anyhow::Result<BTreeMap<String, Size>> {
    let mut command = process::cargo();
    command
        .args([
            "build",
            "--release",
            "--message-format=json",
            "--manifest-path",
        ])
        .arg(copied.manifest())
        .args(candidate.program_options())
        .args(candidate.feature_options())
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .env("CARGO_TARGET_DIR", copied.target_directory());
    let output = process::succeed(&mut command)?;
    let mut sizes = BTreeMap::new();
    for message in Message::parse_stream(&*output.stdout) {
        let Message::CompilerArtifact(artifact) = message? else {
            continue;
        };
        let name = &artifact.target.name;
        let Some(program) = &artifact.executable else {
            continue;
        };
        // Cargo also builds the binaries of a package whose integration test is built.
        if candidate.examples.contains(name) || candidate.tests.contains(name) {
            let content = fs::read(program)?;
            let size = size(&content).with_context(|| format!("cannot read `{program}`"))?;
            sizes.insert(name.clone(), size);
        }
    }
    Ok(sizes)
}

fn size(content: &[u8]) -> anyhow::Result<Size> {
    let object = object::File::parse(content)?;
    let code = object
        .sections()
        .filter(|it| it.kind() == SectionKind::Text);
    Ok(Size {
        text: code.map(|it| it.size()).sum(),
        file: content.len() as u64,
    })
}
