//! The bench itself, on its two smallest crates. It needs the registry and nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn getopts() {
    prove("getopts");
}

#[test]
fn fs_extra() {
    prove("fs_extra");
}

/// Runs the bench on one crate. Its builds stay for the next run of the test.
fn prove(name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published");
    fs::create_dir_all(&folder).expect("a folder");
    let output = folder.join(format!("{name}.json"));
    let done = Command::new(env!("CARGO_BIN_EXE_demono-wild"))
        // The tool in the profile of the other tests, so that it is not built again.
        .args(["--only", name, "--quick", "--tool-profile=test", "--keep"])
        .arg("--scratch")
        .arg(folder.join("scratch"))
        .arg("--output")
        .arg(&output)
        .output()
        .expect("the bench runs");
    let table = String::from_utf8_lossy(&done.stdout);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{table}\n{said}");

    let text = fs::read_to_string(&output).expect("results");
    let results: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let results = results.as_array().expect("a list");
    let [result] = results.as_slice() else {
        panic!("one crate, not {}:\n{table}", results.len());
    };
    assert_eq!(result["name"], name);
    let functions = result["applied"]["functions"]
        .as_array()
        .expect("functions");
    let kept = functions.iter().filter(|it| it["outcome"] == "kept");
    assert!(kept.count() > 0, "nothing was kept:\n{table}\n{said}");
    let passed = result["tests"]["after"]["passed"].as_u64();
    assert!(passed > Some(0), "no test was run:\n{table}\n{said}");
    let written = fs::read_to_string(output.with_extension("md")).expect("a table");
    assert_eq!(written, table);
}
