//! In: what `cargo test` and the tests wrote, in order. Out: the suites and their tests.
//! Refused: nothing; a suite that does not speak like libtest has no tests, only an end.
//!
//! ```text
//!      Running unittests src/lib.rs (target/debug/deps/name-0f36f5e6b9a88aa3)
//! test a ... ok
//! test b ... FAILED
//! test result: FAILED. 1 passed; 1 failed; ...
//! error: test failed, to rerun pass `--lib`
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::{Status, Suite};

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
    name: String,
    results: BTreeMap<String, Status>,
    /// Named without a result: something else was written in between.
    unclear: BTreeSet<String>,
    /// What libtest lists at its end.
    listed: BTreeSet<String>,
    part: Part,
    failed: bool,
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
            name,
            results: BTreeMap::new(),
            unclear: BTreeSet::new(),
            listed: BTreeSet::new(),
            part: Part::Tests,
            failed: false,
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            self.failed |= !result.starts_with("ok");
            self.part = Part::Tests;
        } else if line.starts_with("error: test failed, to rerun pass")
            || line.starts_with("error: doctest failed, to rerun pass")
        {
            self.failed = true;
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
            let name = name
                .strip_suffix(" - should panic")
                .unwrap_or(name)
                .to_owned();
            match status(result) {
                Some(status) => {
                    self.results.insert(name, status);
                }
                None => {
                    self.unclear.insert(name);
                }
            }
        }
    }

    fn finish(mut self) -> Suite {
        for name in self.unclear {
            let failed = self.failed && self.listed.contains(&name);
            let status = match failed {
                true => Status::Failed,
                false => Status::Passed,
            };
            self.results.entry(name).or_insert(status);
        }
        Suite {
            name: self.name,
            results: self.results,
            status: match self.failed {
                true => Status::Failed,
                false => Status::Passed,
            },
        }
    }
}

/// What stands behind the dots; what a test wrote may come before it.
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
