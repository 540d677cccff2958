//! The bench itself, on its two smallest crates. It needs the registry and nothing else.

use std::process::Command;

#[test]
fn two_published_crates() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("results.json");
    let done = Command::new(env!("CARGO_BIN_EXE_demono-wild"))
        // The tool in the profile of the other tests, so that it is not built again.
        .args(["--ci", "--quick", "--tool-profile=test", "--scratch"])
        .arg(folder.path().join("scratch"))
        .arg("--output")
        .arg(&output)
        .output()
        .expect("the bench runs");
    let table = String::from_utf8_lossy(&done.stdout);
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{table}\n{said}");

    let text = std::fs::read_to_string(&output).expect("results");
    let results: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let results = results.as_array().expect("a list");
    assert_eq!(results.len(), 2, "{table}");
    for result in results {
        let functions = result["applied"]["functions"]
            .as_array()
            .expect("functions");
        let kept = functions.iter().filter(|it| it["outcome"] == "kept");
        assert!(kept.count() > 0, "nothing was kept:\n{table}\n{said}");
        let passed = result["tests"]["after"]["passed"].as_u64();
        assert!(passed > Some(0), "no test was run:\n{table}\n{said}");
    }
    let written = std::fs::read_to_string(output.with_extension("md")).expect("a table");
    assert_eq!(written, table);
}
