//! rustc and clippy report the same about annotated code as about the code without the
//! attribute: no additional lint, none lost; and nothing about code that a careful author
//! would write.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each warning as `lint file:line`, with how often it was reported there.
type Lints = BTreeMap<String, usize>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs clippy, with every group on, over the fixture.
fn clippy(attribute: &str) -> Lints {
    let target = root().join("target/lints").join(attribute);
    let output = Command::new(env!("CARGO"))
        .args([
            "clippy",
            "--quiet",
            "--message-format=json",
            "--manifest-path",
        ])
        .arg(root().join("tests/fixtures/lints/Cargo.toml"))
        .arg("--target-dir")
        .arg(target)
        .env("DEMONO", attribute)
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .expect("cargo clippy runs");
    assert!(
        output.status.success(),
        "clippy failed with DEMONO={attribute}:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut lints = Lints::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
        let message = &message["message"];
        let Some(lint) = message["code"]["code"].as_str() else {
            continue;
        };
        let spans = message["spans"].as_array().expect("spans");
        let Some(span) = spans.iter().find(|span| span["is_primary"] == true) else {
            continue;
        };
        let file = span["file_name"].as_str().unwrap_or_default();
        let line = &span["line_start"];
        *lints.entry(format!("{lint} {file}:{line}")).or_default() += 1;
    }
    lints
}

#[test]
fn as_without_the_attribute() {
    let with = clippy("on");
    let without = clippy("off");
    // The fixture must raise lints; otherwise there would be nothing to compare.
    assert!(without.len() > 60, "only {} lints", without.len());
    let only_in = |one: &Lints, other: &Lints| -> Vec<String> {
        let differs = |(key, n): &(&String, &usize)| other.get(*key) != Some(*n);
        one.iter()
            .filter(differs)
            .map(|(key, n)| format!("{n} x {key}"))
            .collect()
    };
    let more = only_in(&with, &without);
    let mut lost = only_in(&without, &with);
    // It looks for panics in the bodies of public functions, and the inner's body
    // is not public.
    lost.retain(|lint| !lint.contains("clippy::missing_panics_doc"));
    assert!(
        more.is_empty() && lost.is_empty(),
        "with the attribute only:\n{}\nwithout it only:\n{}",
        more.join("\n"),
        lost.join("\n"),
    );
    let of_clean: Vec<_> = with.keys().filter(|key| key.contains("clean.rs")).collect();
    assert!(of_clean.is_empty(), "of clean code: {of_clean:#?}");
}
