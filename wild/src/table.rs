//! In: outcomes. Out: Markdown: one row for each crate, one for each function that was tried,
//! and how good the predictions are. Refused: nothing.

use std::fmt::Write as _;

use demono_report::{AppliedFunction, ApplyReport, Change};

use crate::bench::Outcome;

pub(crate) fn markdown(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    crates(&mut text, outcomes);
    functions(&mut text, outcomes);
    problems(&mut text, outcomes);
    text
}

fn crates(text: &mut String, outcomes: &[Outcome]) {
    let mut profiles: Vec<&str> = Vec::new();
    for profile in reports(outcomes).flat_map(|(_, report)| &report.profiles) {
        if !profiles.contains(&profile.profile.as_str()) {
            profiles.push(&profile.profile);
        }
    }
    let mut heads = vec!["crate", "kind", "found", "applied", "kept", "tests"];
    let sizes: Vec<String> = (profiles.iter())
        .flat_map(|it| [format!("`.text`, {it}"), format!("stripped, {it}")])
        .collect();
    heads.extend(sizes.iter().map(String::as_str));
    heads.extend(["predicted", "actual", "error"]);
    row(text, &heads);
    let aligned: Vec<&str> = heads
        .iter()
        .enumerate()
        .map(|(at, _)| if at < 2 { "---" } else { "--:" })
        .collect();
    row(text, &aligned);
    for outcome in outcomes {
        let mut cells = vec![
            format!("{} {}", outcome.name, outcome.version),
            outcome.kind.clone(),
            outcome
                .found
                .as_ref()
                .map_or_else(none, |it| it.proposed.to_string()),
        ];
        match &outcome.applied {
            Some(report) => cells.extend(applied(outcome, report, &profiles)),
            None => cells.resize_with(heads.len(), none),
        }
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        row(text, &cells);
    }
    let errors = errors(outcomes);
    let _ = match errors.as_slice() {
        [] => writeln!(text, "\nNo attribute was kept whose saving was both predicted and measured."),
        all => writeln!(
            text,
            "\nErrors of the predictions for the {} functions that kept the attribute: median {:.1} %, worst {:.1} %.",
            all.len(),
            median(all),
            all.last().copied().unwrap_or_default(),
        ),
    };
}

fn applied(outcome: &Outcome, report: &ApplyReport, profiles: &[&str]) -> Vec<String> {
    let kept = report.functions.iter().filter(|it| it.outcome.is_kept());
    let kept: Vec<&AppliedFunction> = kept.collect();
    let mut cells = vec![
        report.functions.len().to_string(),
        kept.len().to_string(),
        match &outcome.tests {
            None => none(),
            Some(it) if it.before == it.after => {
                format!("{} passed, {} failed", it.after.passed, it.after.failed)
            }
            Some(it) => format!(
                "{} passed, {} failed; were {}, {}",
                it.after.passed, it.after.failed, it.before.passed, it.before.failed
            ),
        },
    ];
    for profile in profiles {
        let found = report.profiles.iter().find(|it| it.profile == *profile);
        let total = found.map(|it| it.total());
        cells.push(total.as_ref().map_or_else(none, |it| change(it.text)));
        cells.push(total.and_then(|it| it.stripped).map_or_else(none, change));
    }
    let sum = |of: fn(&AppliedFunction) -> Option<i64>| -> Option<i64> {
        // A sum in which something is missing cannot be compared with another.
        let amounts: Option<Vec<i64>> = kept.iter().map(|it| of(it)).collect();
        amounts
            .filter(|it| !it.is_empty())
            .map(|it| it.into_iter().sum())
    };
    let [predicted, actual] = [sum(|it| it.predicted), sum(|it| it.actual)];
    cells.extend([predicted, actual].map(|it| it.map_or_else(none, amount)));
    cells.push(match (predicted, actual) {
        (Some(predicted), Some(actual)) if actual != 0 => {
            format!("{:+.1} %", percent(predicted, actual))
        }
        _ => none(),
    });
    cells
}

fn functions(text: &mut String, outcomes: &[Outcome]) {
    if reports(outcomes).all(|(_, report)| report.functions.is_empty()) {
        return;
    }
    text.push('\n');
    row(
        text,
        &[
            "crate",
            "function",
            "attribute",
            "outcome",
            "predicted",
            "actual",
            "error",
        ],
    );
    row(text, &["---", "---", "---", "---", "--:", "--:", "--:"]);
    for (outcome, report) in reports(outcomes) {
        for function in &report.functions {
            let why = match (&function.why, function.outcome.is_kept()) {
                (Some(why), false) => format!("{}: {}", function.outcome.words(), first_line(why)),
                _ => function.outcome.words().to_owned(),
            };
            row(
                text,
                &[
                    &outcome.name,
                    &format!("`{}`", function.function.replace('|', "\\|")),
                    &format!("`{}`", function.attribute),
                    &why.replace('|', "\\|"),
                    &function.predicted.map_or_else(none, amount),
                    &function.actual.map_or_else(none, amount),
                    &function
                        .error()
                        .map_or_else(none, |it| format!("{it:+.1} %")),
                ],
            );
        }
    }
}

fn problems(text: &mut String, outcomes: &[Outcome]) {
    let all = outcomes
        .iter()
        .flat_map(|it| it.problems.iter().map(move |problem| (it, problem)));
    for (at, (outcome, problem)) in all.enumerate() {
        if at == 0 {
            text.push_str("\nProblems:\n\n");
        }
        let _ = writeln!(
            text,
            "- {} {}: {}",
            outcome.name,
            outcome.version,
            first_line(problem)
        );
    }
}

fn reports(outcomes: &[Outcome]) -> impl Iterator<Item = (&Outcome, &ApplyReport)> {
    outcomes
        .iter()
        .filter_map(|it| Some((it, it.applied.as_ref()?)))
}

/// By how many percent the predictions of kept attributes are off, unsigned, the worst last.
fn errors(outcomes: &[Outcome]) -> Vec<f64> {
    let all = reports(outcomes).flat_map(|(_, report)| &report.functions);
    let kept = all.filter(|it| it.outcome.is_kept());
    let mut errors: Vec<f64> = kept
        .filter_map(AppliedFunction::error)
        .map(f64::abs)
        .collect();
    errors.sort_by(f64::total_cmp);
    errors
}

/// The median of a sorted list that is not empty.
fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    match sorted.len() % 2 {
        0 => (sorted[middle - 1] + sorted[middle]) / 2.0,
        _ => sorted[middle],
    }
}

fn percent(predicted: i64, actual: i64) -> f64 {
    100.0 * (predicted - actual) as f64 / actual.abs() as f64
}

fn row(text: &mut String, cells: &[&str]) {
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

/// `319,523 -> 301,000 (-5.8 %)`.
fn change(change: Change) -> String {
    let sizes = [change.before, change.after].map(|it| amount(it as i64));
    let [before, after] = &sizes;
    match change.percent() {
        // A saving is negative here: this is the change of the size.
        Some(saved) if change.before != change.after => {
            format!("{before} -> {after} ({:+.1} %)", -saved)
        }
        _ => format!("{before}, as before"),
    }
}

/// With commas between thousands.
fn amount(bytes: i64) -> String {
    let digits = bytes.unsigned_abs().to_string();
    let mut text = String::from(if bytes < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn none() -> String {
    "-".to_owned()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod samples {
    use demono_report::{
        AppliedOutcome, ApplyCommand, ApplyProfile, ApplyProgram, TestCounts, TestsEntry,
    };

    use super::*;
    use crate::bench::{Found, TestsChange};
    use crate::tests::Counts;

    pub(crate) fn report() -> ApplyReport {
        let function = |name: &str, outcome, predicted, actual| AppliedFunction {
            function: name.to_owned(),
            file: "src/lib.rs".to_owned(),
            line: 7,
            attribute: "#[demono]".to_owned(),
            outcome,
            predicted: Some(predicted),
            actual,
            why: None,
        };
        let profile = |name: &str, scale: u64| ApplyProfile {
            profile: name.to_owned(),
            programs: vec![ApplyProgram {
                name: "a/demono_wild".to_owned(),
                text: Change {
                    before: 100_000 * scale,
                    after: 90_000 * scale,
                },
                allocated: Change {
                    before: 150_000 * scale,
                    after: 139_000 * scale,
                },
                stripped: Some(Change {
                    before: 200_000 * scale,
                    after: 188_000 * scale,
                }),
            }],
        };
        let counts = TestCounts {
            passed: 12,
            failed: 1,
            ignored: 0,
        };
        ApplyReport {
            command: ApplyCommand::Apply,
            compiler: "rustc 1.95.0".to_owned(),
            target: "x86_64-unknown-linux-gnu".to_owned(),
            dry_run: false,
            profiles: vec![profile("release", 1), profile("dev", 3)],
            functions: vec![
                function("a::load", AppliedOutcome::Kept, 9_000, Some(10_000)),
                function("a::save", AppliedOutcome::Kept, 1_300, Some(1_000)),
                function("a::name", AppliedOutcome::Costs, 200, Some(-50)),
            ],
            tests: TestsEntry {
                before: Some(counts),
                after: Some(counts),
                ..TestsEntry::default()
            },
            files: vec!["src/lib.rs".to_owned()],
            diff: None,
        }
    }

    pub(crate) fn outcome() -> Outcome {
        let counts = Counts {
            passed: 12,
            failed: 1,
            ignored: 0,
        };
        Outcome {
            name: "a".to_owned(),
            version: "1.2.3".to_owned(),
            kind: "parser".to_owned(),
            found: Some(Found {
                proposed: 3,
                saving: 10_500,
                refused: 2,
                seconds: 4.5,
            }),
            applied: Some(report()),
            tests: Some(TestsChange {
                before: counts,
                after: counts,
            }),
            problems: Vec::new(),
        }
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn a_row_has_everything() {
        let text = markdown(&[samples::outcome()]);
        let expected = "| a 1.2.3 | parser | 3 | 3 | 2 | 12 passed, 1 failed \
                        | 100,000 -> 90,000 (-10.0 %) | 200,000 -> 188,000 (-6.0 %) \
                        | 300,000 -> 270,000 (-10.0 %) | 600,000 -> 564,000 (-6.0 %) \
                        | 10,300 | 11,000 | -6.4 % |";
        assert!(text.contains(expected), "{text}");
        assert!(
            text.contains("| a | `a::name` | `#[demono]` | costs | 200 | -50 | +500.0 % |"),
            "{text}"
        );
        assert!(
            text.contains("the 2 functions that kept the attribute: median 20.0 %, worst 30.0 %"),
            "{text}"
        );
        assert!(!text.contains("Problems"), "{text}");
    }

    #[test]
    fn every_row_is_as_wide_as_the_head() {
        let mut failed = samples::outcome();
        (failed.applied, failed.tests) = (None, None);
        failed
            .problems
            .push("apply failed\nfor a reason".to_owned());
        let text = markdown(&[samples::outcome(), failed]);
        let first: Vec<&str> = text.lines().take_while(|it| it.starts_with('|')).collect();
        assert_eq!(first.len(), 4, "{text}");
        let bars = |line: &str| line.matches('|').count();
        assert!(first.iter().all(|it| bars(it) == bars(first[0])), "{text}");
        assert!(text.ends_with("- a 1.2.3: apply failed\n"), "{text}");
    }

    #[test]
    fn what_is_unchanged_has_no_percent() {
        let same = Change {
            before: 1_234_567,
            after: 1_234_567,
        };
        assert_eq!(change(same), "1,234,567, as before");
        assert_eq!(amount(-999), "-999");
        assert_eq!(amount(-1_000), "-1,000");
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), 3.0);
    }
}
