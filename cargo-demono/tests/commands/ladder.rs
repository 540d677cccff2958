//! `cargo demono ladder`: what is measured, and what cannot run says why.

use crate::common::{number, run, Zoo};
use serde_json::Value;

#[test]
fn every_rung_is_measured_or_says_why_not() {
    let zoo = Zoo::new("ladder");
    // Of the packers only what is on this PATH.
    let ran = zoo
        .run(&["ladder", "--bin", "zoo", "--format", "json"])
        .assert_code(0);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["report"], "ladder");
    assert_eq!(report["programs"], serde_json::json!(["zoo"]));
    let rungs = report["rungs"].as_array().unwrap();
    let names: Vec<&str> = rungs
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "dev",
            "release",
            "strip",
            "s",
            "z",
            "thin",
            "fat",
            "units",
            "abort",
            "min",
            "build-std",
            "immediate-abort",
            "upx",
            "wasm-opt"
        ]
    );
    for rung in &rungs[..10] {
        assert_eq!(rung["outcome"], "measured", "{rung}");
        assert!(
            rung["text"]["before"].as_u64() > rung["text"]["after"].as_u64(),
            "{rung}"
        );
    }
    for rung in &rungs[10..] {
        let why = rung["why"].as_str().unwrap_or_default();
        assert!(rung["outcome"] == "measured" || why.len() > 10, "{rung}");
    }
    assert_eq!(rungs[13]["why"], "is for Wasm only");
    // Stripping takes nothing that is loaded, and most of the file.
    let of = |rung: usize, what: &str| rungs[rung][what]["before"].as_u64().unwrap();
    assert_eq!(of(1, "text"), of(2, "text"));
    assert!(of(2, "file") < of(1, "file") / 2);
    assert!(of(9, "file") < of(2, "file"));

    // Again: nothing is built, and the table has the same figures.
    let table = zoo
        .run(&["ladder", "--bin", "zoo", "--rung", "z"])
        .assert_code(0);
    let release = table.words("release ");
    assert_eq!(number(release[2]), of(1, "text") as i64);
    let z = table.words("z ");
    assert_eq!(number(z[2]), of(4, "text") as i64);
    assert_eq!(number(z[3]), of(1, "text") as i64 - of(4, "text") as i64);
    assert!(!table.stdout.contains("fat"), "{}", table.stdout);

    let wrong = zoo.run(&["ladder", "--rung", "zz"]).assert_code(2);
    wrong.assert_says("expected one of: dev, release, strip");
}

#[test]
fn a_program_that_does_not_build_is_cargos_failure() {
    let zoo = Zoo::new("ladder-broken");
    let ran = zoo.run(&["ladder", "--rung", "release", "--features", "broken"]);
    ran.assert_code(101).assert_says("error: broken on purpose");
}

/// A tool that makes files smaller, as far as the ladder knows.
#[cfg(unix)]
#[test]
fn packers_work_on_copies() {
    use std::os::unix::fs::PermissionsExt as _;

    let zoo = Zoo::new("ladder-upx");
    let tools = zoo.directory.join("tools");
    std::fs::create_dir(&tools).unwrap();
    let script = "#!/bin/sh\ncase $1 in --version) exit 0;; esac\nwhile [ $# -gt 2 ]; do \
                  case $1 in -o) out=$2;; esac; shift; done\nhead -c 1000 \"$2\" > \"$out\"\n";
    let tool = tools.join("upx");
    std::fs::write(&tool, script).unwrap();
    std::fs::set_permissions(&tool, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let mut command = zoo.demono(&[
        "ladder", "--rung", "upx", "--bin", "zoo", "--format", "json",
    ]);
    let ran = run(command.env("PATH", path)).assert_code(0);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let upx = &report["rungs"][2];
    assert_eq!(upx["name"], "upx");
    assert_eq!(
        upx["file"],
        serde_json::json!({ "before": 1000, "after": 1000 })
    );
    assert_eq!(upx["text"], Value::Null);
}
