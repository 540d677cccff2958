//! In: a copy of a crate. Out: the result of each of its tests. Refused: tests that do not
//! compile.
//!
//! This does not use what `apply` reports about the tests: the bench runs them itself.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fetch::Copied;
use crate::list::Candidate;
use crate::process;

/// How many tests had which result.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) ignored: usize,
}

/// All tests of a crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Results {
    /// By name, without the line number in the names of documentation tests; several suites
    /// may have tests of the same name.
    by_name: BTreeMap<String, Counts>,
    /// The sum of the totals that the suites print.
    pub(crate) total: Counts,
}

/// `cargo test`, with documentation tests and without the tests that are skipped.
pub(crate) fn run(candidate: &Candidate, copied: &Copied) -> anyhow::Result<Results> {
    run_some(candidate, copied, &copied.target_directory(), &[])
}

/// The tests of the targets that `selection`, cargo's options, names.
pub(crate) fn run_some(
    candidate: &Candidate,
    copied: &Copied,
    target_directory: &Path,
    selection: &[&str],
) -> anyhow::Result<Results> {
    let mut command = process::cargo();
    command
        .args(["test", "--no-fail-fast", "--manifest-path"])
        .arg(copied.manifest())
        .args(selection)
        .args(candidate.feature_options())
        .arg("--")
        .env("CARGO_TARGET_DIR", target_directory);
    for skipped in &candidate.skip {
        eprintln!("    without `{}`: {}", skipped.test, skipped.reason);
        command.args(["--skip", &skipped.test]);
    }
    let output = process::run(&mut command)?;
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("error: could not compile") {
        anyhow::bail!("the tests do not compile:\n{said}");
    }
    Ok(read(&String::from_utf8_lossy(&output.stdout)))
}

fn read(output: &str) -> Results {
    let mut results = Results::default();
    for line in output.lines() {
        if let Some(total) = line.strip_prefix("test result: ") {
            let number = |what: &str| {
                let part = total
                    .split([';', '.'])
                    .find_map(|it| it.trim().strip_suffix(what));
                part.and_then(|it| it.trim().parse().ok()).unwrap_or(0)
            };
            results.total.passed += number("passed");
            results.total.failed += number("failed");
            results.total.ignored += number("ignored");
        } else if let Some((name, end)) = line
            .strip_prefix("test ")
            .and_then(|it| it.split_once(" ... "))
        {
            let counts = results.by_name.entry(without_line(name)).or_default();
            match end.trim() {
                "ok" => counts.passed += 1,
                "FAILED" => counts.failed += 1,
                end if end.starts_with("ignored") => counts.ignored += 1,
                // The test printed something into this line; the totals include it.
                _ => {}
            }
        }
    }
    results
}

/// `src/dir.rs - copy (line 544)` without the number: an attribute moves the line.
fn without_line(name: &str) -> String {
    match name.split_once(" (line ") {
        Some((before, after)) => {
            let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before} (line{after}")
        }
        None => name.to_owned(),
    }
}

/// Describes each test whose result differs.
pub(crate) fn differences(before: &Results, after: &Results) -> Vec<String> {
    let mut found = Vec::new();
    let none = Counts::default();
    let names = before.by_name.keys().chain(after.by_name.keys());
    let mut names: Vec<&String> = names.collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let [was, is] = [before, after].map(|it| *it.by_name.get(name).unwrap_or(&none));
        if was != is {
            found.push(format!(
                "test `{name}`: {}, was {}",
                is.words(),
                was.words()
            ));
        }
    }
    if found.is_empty() && before.total != after.total {
        found.push(format!(
            "tests: {}, were {}",
            after.total.words(),
            before.total.words()
        ));
    }
    found
}

impl Counts {
    pub(crate) fn words(&self) -> String {
        format!(
            "{} passed, {} failed, {} ignored",
            self.passed, self.failed, self.ignored
        )
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    const OUTPUT: &str = "\
running 3 tests
test file::copies ... ok
test file::moves ... FAILED
test slow ... ignored, takes hours
test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

test src/dir.rs - dir::copy (line 544) ... ok
test src/dir.rs - dir::copy (line 560) - compile ... ok
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.12s
";

    #[test]
    fn ends_and_totals_are_read() {
        let results = read(OUTPUT);
        let expected = Counts {
            passed: 3,
            failed: 1,
            ignored: 1,
        };
        assert_eq!(results.total, expected);
        assert_eq!(results.by_name.len(), 5);
        assert_eq!(results.by_name["file::moves"].failed, 1);
        assert_eq!(results.by_name["slow"].ignored, 1);
    }

    #[test]
    fn moved_lines_are_no_difference() {
        let before = read(OUTPUT);
        let after = read(&OUTPUT.replace("544", "545").replace("560", "561"));
        assert_eq!(differences(&before, &after), Vec::<String>::new());
    }

    #[test]
    fn each_other_end_is_named() {
        let before = read(OUTPUT);
        let after = read(&OUTPUT.replace("copies ... ok", "copies ... FAILED"));
        let found = differences(&before, &after);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].contains("`file::copies`: 0 passed, 1 failed"),
            "{found:?}"
        );
        // A test that is gone, one that printed into its own line, and totals alone.
        let after = read(&OUTPUT.replace("test file::copies ... ok\n", ""));
        assert_eq!(differences(&before, &after).len(), 1);
        let after = read(&OUTPUT.replace("1 passed; 1 failed", "0 passed; 2 failed"));
        assert!(differences(&before, &after)[0].starts_with("tests: 2 passed, 2 failed"));
    }
}
