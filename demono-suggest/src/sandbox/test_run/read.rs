//! In: what `cargo test` and the tests wrote, in order. Out: the suites and their tests.
//! A suite with a harness of its own has no tests, only an end.
//!
//! ```text
//!      Running unittests src/lib.rs (target/debug/deps/name-0f36f5e6b9a88aa3)
//! test a ... ok
//! test b ... FAILED
//! test result: FAILED. 1 passed; 1 failed; ...
//! error: test failed, to rerun pass `--lib`
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::suite::{Status, Suite};

/// All suites that were begun.
pub(super) fn suites(output: &str) -> Vec<Suite> {
    let mut drafts: Vec<Draft> = Vec::new();
    for line in output.lines() {
        if let Some(name) = heading(line) {
            drafts.push(Draft::new(name));
        } else if let Some(draft) = drafts.last_mut() {
            draft.line(line);
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let number = |mut suite: Suite| {
        // Two packages may have targets of one name; cargo's order tells them apart.
        let count = seen.entry(suite.name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            suite.name = format!("{} #{count}", suite.name);
        }
        suite
    };
    drafts.into_iter().map(Draft::finish).map(number).collect()
}

fn heading(line: &str) -> Option<String> {
    // Cargo aligns its verbs to the right, which tests hardly do.
    if let Some(rest) = line.strip_prefix("     Running ") {
        let (what, program) = rest.strip_suffix(')')?.split_once(" (")?;
        return Some(format!("{what} ({})", without_hash(program)));
    }
    let library = line.strip_prefix("   Doc-tests ")?;
    Some(format!("Doc-tests {library}"))
}

/// `target/debug/deps/name-0f36f5e6b9a88aa3` is `name`.
fn without_hash(program: &str) -> &str {
    let file = program.rsplit(['/', '\\']).next().unwrap_or(program);
    let file = file.strip_suffix(".exe").unwrap_or(file);
    match file.rsplit_once('-') {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
            name
        }
        _ => file,
    }
}

struct Draft {
    suite: Suite,
    /// Named without a result: something else was written in between.
    unclear: BTreeSet<String>,
    /// What libtest lists at its end.
    listed: BTreeSet<String>,
    part: Part,
}

#[derive(PartialEq, Eq)]
enum Part {
    Tests,
    /// Below `failures:`.
    Failures,
}

impl Draft {
    fn new(name: String) -> Self {
        Draft {
            suite: Suite {
                name,
                results: BTreeMap::new(),
                status: Status::Passed,
            },
            unclear: BTreeSet::new(),
            listed: BTreeSet::new(),
            part: Part::Tests,
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            if !result.starts_with("ok") {
                self.suite.status = Status::Failed;
            }
            self.part = Part::Tests;
        } else if line.starts_with("error: test failed, to rerun pass")
            || line.starts_with("error: doctest failed, to rerun pass")
        {
            self.suite.status = Status::Failed;
            self.part = Part::Tests;
        } else if line.starts_with("running ") {
            // Documentation tests come in several rounds.
            self.part = Part::Tests;
        } else if line == "failures:" {
            // The first such list holds what the tests printed, the last one names only.
            self.listed.clear();
            self.part = Part::Failures;
        } else if self.part == Part::Failures {
            self.listed
                .extend(line.strip_prefix("    ").map(str::to_owned));
        } else if let Some((name, result)) = line
            .strip_prefix("test ")
            .and_then(|it| it.split_once(" ... "))
        {
            let name = name.strip_suffix(" - should panic").unwrap_or(name);
            let name = name.to_owned();
            match status(result) {
                Some(status) => {
                    self.suite.results.insert(name, status);
                }
                None => {
                    self.unclear.insert(name);
                }
            }
        }
    }

    fn finish(self) -> Suite {
        let mut suite = self.suite;
        for name in self.unclear {
            suite.results.entry(name).or_insert(Status::Passed);
        }
        // Also against what was read beside the name, which may be a test's own words.
        if suite.status == Status::Failed {
            for name in self.listed {
                let known = suite.results.entry(name);
                known.and_modify(|it| *it = Status::Failed);
            }
        }
        suite
    }
}

/// What follows the dots; what a test wrote may come before it.
fn status(result: &str) -> Option<Status> {
    let result = result.trim_end();
    if result == "ignored" || result.starts_with("ignored, ") {
        Some(Status::Ignored)
    } else if result.ends_with("FAILED") || result.starts_with("FAILED ") {
        Some(Status::Failed)
    } else if result.ends_with("ok") || result.starts_with("ok <") {
        Some(Status::Passed)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(suite: &Suite) -> Vec<(&str, Status)> {
        let results = suite.results.iter();
        results.map(|(name, status)| (&**name, *status)).collect()
    }

    #[test]
    fn names_are_the_same_in_every_build() {
        let headings = [
            "     Running unittests src/lib.rs (target/debug/deps/a_b-0f36f5e6b9a88aa3)",
            r"     Running tests\it.rs (C:\target\debug\deps\it-0f36f5e6b9a88aa3.exe)",
            "     Running unittests src/lib.rs (/x (y)/a_b-1111111111111111)",
            "     Running `target/debug/program`",
            "   Doc-tests a_b",
        ];
        let names: Vec<String> = suites(&headings.join("\n"))
            .into_iter()
            .map(|it| it.name)
            .collect();
        let expected = [
            "unittests src/lib.rs (a_b)",
            r"tests\it.rs (it)",
            "unittests src/lib.rs (a_b) #2",
            "Doc-tests a_b",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn words_of_tests_do_not_hide_results() {
        let output = "     Running tests/it.rs (it-0f36f5e6b9a88aa3)\n\
            \nrunning 5 tests\n\
            test silent ... ok\n\
            test timed ... ok <0.1s>\n\
            test loud ... some words\n\
            ok\n\
            test bad_and_loud ... it is ok\n\
            FAILED\n\
            test bad_and_lost ... words\nFAILED\n\
            \nfailures:\n\n---- bad_and_loud stdout ----\n    loud\n\
            \nfailures:\n    bad_and_lost\n    bad_and_loud\n\
            \ntest result: FAILED. 3 passed; 2 failed;\n\
            error: test failed, to rerun pass `--test it`\n";
        let suites = suites(output);
        let expected = [
            ("bad_and_lost", Status::Failed),
            ("bad_and_loud", Status::Failed),
            ("loud", Status::Passed),
            ("silent", Status::Passed),
            ("timed", Status::Passed),
        ];
        assert_eq!(results(&suites[0]), expected);
        assert_eq!(suites[0].status, Status::Failed);
    }

    #[test]
    fn documentation_tests_come_in_rounds() {
        let output = "   Doc-tests a\n\nrunning 1 test\n\
            test src/lib.rs - f (line 1) ... FAILED\n\
            \nfailures:\n    src/lib.rs - f (line 1)\n\
            test result: FAILED. 0 passed; 1 failed;\n\
            \nrunning 1 test\n\
            test src/lib.rs - f (line 4) - compile fail ... ok\n\
            \ntest result: ok. 1 passed;\n";
        let suites = suites(output);
        let expected = [
            ("src/lib.rs - f (line 1)", Status::Failed),
            ("src/lib.rs - f (line 4) - compile fail", Status::Passed),
        ];
        assert_eq!(results(&suites[0]), expected);
        assert_eq!(suites[0].status, Status::Failed);
    }

    #[test]
    fn a_harness_of_its_own_has_an_end_only() {
        let output = "     Running tests/a.rs (a-0f36f5e6b9a88aa3)\nhello\n\
            error: test failed, to rerun pass `--test a`\n\nCaused by:\n  exit status: 3\n\
            \x20    Running tests/b.rs (b-0f36f5e6b9a88aa3)\nhello\n";
        let ends: Vec<Status> = suites(output).into_iter().map(|it| it.status).collect();
        assert_eq!(ends, [Status::Failed, Status::Passed]);
    }
}
