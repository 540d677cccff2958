//! The attribute on every function and block of the three smallest crates of the list. It
//! needs the registry and nothing else.

use std::process::Command;

#[test]
fn every_function_of_three_crates() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("results.json");
    let done = Command::new(env!("CARGO_BIN_EXE_demono-wild"))
        .args(["attribute", "--ci", "--scratch"])
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
    assert_eq!(results.len(), 3, "{table}");
    let modes = || results.iter().filter_map(|it| it["modes"].as_array());
    assert!(modes().all(|it| it.len() == 3), "{table}\n{said}");
    let count = |what: &str, mode: &str| -> u64 {
        let all = modes().flatten().filter(|it| it["mode"] == mode);
        all.filter_map(|it| it[what].as_u64()).sum()
    };
    for mode in ["functions", "blocks", "objects"] {
        assert!(count("split", mode) > 0, "nothing was split:\n{table}");
    }
    let tests = modes()
        .flatten()
        .filter_map(|it| it["tests"]["after"]["passed"].as_u64());
    assert!(tests.sum::<u64>() > 0, "no test was run:\n{table}\n{said}");
    let written = std::fs::read_to_string(output.with_extension("md")).expect("a table");
    assert_eq!(written, table);
}
