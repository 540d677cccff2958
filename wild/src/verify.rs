//! In: a copy before and after, and the report of `apply`. Out: a description of each problem;
//! none if all is well.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use demono_report::{ApplyReport, Change};

use crate::sizes::Size;

/// Checks that only lines were added to the sources, and only attributes to those in Rust. The
/// lock file is cargo's, and files that were `known` before `apply` may exist.
pub(crate) fn added_lines(
    original: &Path,
    work: &Path,
    known: &BTreeSet<PathBuf>,
) -> io::Result<Vec<String>> {
    let [before, after] = [files(original)?, files(work)?];
    let mut problems = Vec::new();
    for path in before.union(&after) {
        let shown = path.display();
        match (before.contains(path), after.contains(path)) {
            (true, false) => problems.push(format!("`{shown}` is gone")),
            (false, true) if known.contains(path) => {}
            (false, true) => problems.push(format!("`{shown}` is new")),
            _ if path.ends_with("Cargo.lock") => {}
            _ => {
                let [old, new] = [fs::read(original.join(path))?, fs::read(work.join(path))?];
                let attributes_only = path.extension().is_some_and(|it| it == "rs");
                let found = changes(&old, &new, attributes_only);
                problems.extend(found.map(|what| format!("`{shown}` {what}")));
            }
        }
    }
    Ok(problems)
}

fn changes(old: &[u8], new: &[u8], attributes_only: bool) -> Option<String> {
    let lines = |content: &[u8]| -> Vec<Vec<u8>> {
        content
            .split_inclusive(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect()
    };
    let mut rest = lines(old).into_iter().peekable();
    for line in lines(new) {
        if rest.next_if_eq(&line).is_some() {
            continue;
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if attributes_only && !(text.starts_with("#[") && text.contains("demono")) {
            return Some(format!("has a new line that is not an attribute: `{text}`"));
        }
    }
    let line = rest.next()?;
    Some(format!(
        "lost the line `{}`",
        String::from_utf8_lossy(&line).trim()
    ))
}

/// The files below a directory, with paths relative to it.
pub(crate) fn files(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                found.insert(relative.to_owned());
            }
        }
    }
    Ok(found)
}

/// The programs that are larger than before in a profile, according to `apply`.
pub(crate) fn reported_growth(report: &ApplyReport) -> Vec<String> {
    let mut problems = Vec::new();
    for profile in &report.profiles {
        for program in &profile.programs {
            let whose = format!("`{}` in {}", program.name, profile.profile);
            problems.extend(growth(&whose, ".text", program.text));
            match program.stripped {
                Some(stripped) => problems.extend(growth(&whose, "stripped file", stripped)),
                None => problems.push(format!("{whose}: the stripped file was not measured")),
            }
        }
    }
    problems
}

/// The programs that are larger than before, as measured by the bench itself.
pub(crate) fn measured_growth(
    before: &BTreeMap<String, Size>,
    after: &BTreeMap<String, Size>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, was) in before {
        let Some(is) = after.get(name) else {
            problems.push(format!("`{name}` is no longer built"));
            continue;
        };
        let whose = format!("`{name}` as measured by the bench");
        let change = |before, after| Change { before, after };
        problems.extend(growth(&whose, ".text", change(was.text, is.text)));
        problems.extend(growth(&whose, "stripped file", change(was.file, is.file)));
    }
    problems
}

fn growth(whose: &str, what: &str, change: Change) -> Option<String> {
    let Change { before, after } = change;
    (after > before).then(|| format!("{whose}: {what} grew from {before} to {after} bytes"))
}

/// Checks the tests that `apply` ran, by their numbers only, as it may run tests that are
/// skipped here.
pub(crate) fn reported_tests(report: &ApplyReport) -> Vec<String> {
    let tests = &report.tests;
    let mut problems: Vec<String> = Vec::new();
    problems.extend(
        tests
            .differences
            .iter()
            .map(|it| format!("apply left a test different: {it}")),
    );
    match (&tests.before, &tests.after) {
        (Some(before), Some(after)) if before.failed < after.failed => {
            problems.push("more tests fail than before, by apply's own count".to_owned());
        }
        (Some(_), Some(_)) => {}
        // If no attribute was kept, there is nothing to compare.
        _ if !report.functions.iter().any(|it| it.outcome.is_kept()) => {}
        _ => problems.push("apply did not run the tests".to_owned()),
    }
    problems
}

#[cfg(test)]
mod checks {
    use super::*;
    use crate::table::samples;

    #[test]
    fn only_attributes_may_be_added() {
        let old = b"fn a() {}\nfn a() {}\nfn b() {}";
        let good = b"#[::demono::demono(dyn)]\nfn a() {}\n    #[demono]\nfn a() {}\nfn b() {}";
        assert_eq!(changes(old, good, true), None);
        let other = b"use demono::demono;\nfn a() {}\nfn a() {}\nfn b() {}";
        let said = changes(old, other, true).expect("no attribute");
        assert!(said.contains("not an attribute: `use"), "{said}");
        assert_eq!(changes(old, other, false), None);
        let lost = b"fn a() {}\nfn b() {}";
        assert!(
            changes(old, lost, false)
                .expect("lost")
                .contains("lost the line `fn"),
            "lost"
        );
        // A difference in white space or line endings counts, too.
        let spaces = b"fn a() {}\r\nfn a() {}\nfn b() {}";
        assert!(changes(old, spaces, false).is_some());
    }

    #[test]
    fn files_neither_come_nor_go() {
        let folder = tempfile::tempdir().expect("a folder");
        let [original, work] = ["original", "work"].map(|it| folder.path().join(it));
        for side in [&original, &work] {
            fs::create_dir_all(side.join("src")).expect("a folder");
            fs::write(side.join("src/lib.rs"), "fn a() {}\n").expect("a file");
            fs::write(side.join("Cargo.toml"), "[package]\n").expect("a file");
        }
        fs::write(original.join("Cargo.lock"), "1").expect("a file");
        fs::write(work.join("Cargo.lock"), "2").expect("a file");
        fs::write(work.join("Cargo.toml"), "[package]\n[dependencies]\n").expect("a file");
        assert_eq!(
            added_lines(&original, &work, &BTreeSet::new()).expect("files"),
            Vec::<String>::new()
        );
        fs::write(work.join("src/new.rs"), "").expect("a file");
        fs::write(original.join("src/old.rs"), "").expect("a file");
        fs::write(work.join("src/lib.rs"), "#[demono]\nfn b() {}\n").expect("a file");
        let problems = added_lines(&original, &work, &BTreeSet::new()).expect("files");
        assert_eq!(problems.len(), 3, "{problems:?}");
    }

    #[test]
    fn no_program_may_grow() {
        let mut report = samples::report();
        assert_eq!(reported_growth(&report), Vec::<String>::new());
        report.profiles[1].programs[0].text.after += 50_000;
        let problems = reported_growth(&report);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].contains("in dev: .text grew"), "{problems:?}");
        report.profiles[0].programs[0].stripped = None;
        assert_eq!(reported_growth(&report).len(), 2);

        let size = |text, file| BTreeMap::from([("p".to_owned(), Size { text, file })]);
        assert!(measured_growth(&size(10, 20), &size(10, 20)).is_empty());
        assert_eq!(measured_growth(&size(10, 20), &size(11, 21)).len(), 2);
        assert_eq!(measured_growth(&size(10, 20), &BTreeMap::new()).len(), 1);
    }

    #[test]
    fn tests_have_to_be_run() {
        let mut report = samples::report();
        assert_eq!(reported_tests(&report), Vec::<String>::new());
        report.tests.differences.push("`a` fails".to_owned());
        assert_eq!(reported_tests(&report).len(), 1);
        report.tests.after = None;
        assert_eq!(reported_tests(&report).len(), 2);
    }
}
