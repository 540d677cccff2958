//! In: outcomes. Out: Markdown: the rates, one row for each crate, the refusals by reason,
//! and whatever went wrong. Refused: nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::outcome::{CrateOutcome, Failed, Mode, ModeOutcome, Warning};

pub(crate) fn markdown(outcomes: &[CrateOutcome]) -> String {
    let mut text = String::new();
    rates(&mut text, outcomes);
    crates(&mut text, outcomes);
    refusals(&mut text, outcomes);
    failures(&mut text, outcomes);
    warnings(&mut text, outcomes);
    list(
        &mut text,
        "Tests whose result is another",
        each(outcomes).flat_map(|(name, it)| {
            let differences = it.test_differences.iter();
            differences.map(move |difference| format!("{name}, {}: {difference}", it.mode.title()))
        }),
    );
    list(
        &mut text,
        "Not processed",
        outcomes.iter().filter_map(|it| {
            let problem = it.problem.as_ref()?;
            let first = problem.lines().next().unwrap_or_default();
            Some(format!("{} {}: {first}", it.name, it.version))
        }),
    );
    text
}

/// One line about one crate.
pub(crate) fn summary(outcome: &ModeOutcome) -> String {
    let mut text = format!(
        "{}: {} tried, {} split, {} refused, {} failed, {} new warnings, {} lost",
        outcome.mode.title(),
        outcome.tried,
        outcome.split,
        outcome.refused.len(),
        outcome.failed.len(),
        outcome.new_warnings.len(),
        outcome.lost_warnings.len(),
    );
    if let Some(tests) = outcome.tests {
        let _ = write!(text, ", tests: {}", tests.after.words());
    }
    text
}

fn each(outcomes: &[CrateOutcome]) -> impl Iterator<Item = (&str, &ModeOutcome)> {
    outcomes.iter().flat_map(CrateOutcome::modes_of)
}

fn rates(text: &mut String, outcomes: &[CrateOutcome]) {
    let done = outcomes.iter().filter(|it| it.problem.is_none()).count();
    let _ = writeln!(text, "{done} crates of {}.\n", outcomes.len());
    row(
        text,
        &[
            "attribute",
            "items",
            "split",
            "refused",
            "rustc fails",
            "of these known limits",
            "rate",
            "new warnings",
            "lost warnings",
            "tests",
            "other results",
        ],
    );
    row(
        text,
        &[
            "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:",
        ],
    );
    for mode in Mode::ALL {
        let all: Vec<&ModeOutcome> = each(outcomes)
            .map(|(_, it)| it)
            .filter(|it| it.mode == mode)
            .collect();
        let sum = |of: fn(&ModeOutcome) -> usize| all.iter().map(|it| of(it)).sum::<usize>();
        let tried = sum(|it| it.tried);
        let failed = sum(|it| it.failed.len());
        let rate = 100.0 * failed as f64 / tried.max(1) as f64;
        let numbers = [
            tried,
            sum(|it| it.split),
            sum(|it| it.refused.len()),
            failed,
            sum(|it| it.failed.iter().filter(|it| it.known.is_some()).count()),
        ];
        let rest = [
            sum(|it| it.new_warnings.len()),
            sum(|it| it.lost_warnings.len()),
            sum(|it| it.tests.map_or(0, |it| it.after.passed)),
            sum(|it| it.test_differences.len()),
        ];
        let mut cells = vec![mode.title().to_owned()];
        cells.extend(numbers.map(|it| it.to_string()));
        cells.push(format!("{rate:.2} %"));
        cells.extend(rest.map(|it| it.to_string()));
        row(text, &cells);
    }
}

fn crates(text: &mut String, outcomes: &[CrateOutcome]) {
    text.push_str("\nSplit / refused / failed in rustc's words, per crate:\n\n");
    let mut heads = vec!["crate".to_owned(), "kind".to_owned()];
    heads.extend(Mode::ALL.map(|it| it.title().to_owned()));
    heads.push("tests passed, each time".to_owned());
    row(text, &heads);
    row(text, &["---", "---", "--:", "--:", "--:", "--:"]);
    for outcome in outcomes.iter().filter(|it| it.problem.is_none()) {
        let mut cells = vec![
            format!("{} {}", outcome.name, outcome.version),
            outcome.kind.clone(),
        ];
        for mode in Mode::ALL {
            let found = outcome.modes.iter().find(|it| it.mode == mode);
            cells.push(found.map_or_else(String::new, |it| {
                format!("{} / {} / {}", it.split, it.refused.len(), it.failed.len())
            }));
        }
        let tests = outcome.modes.iter().find_map(|it| it.tests);
        cells.push(tests.map_or_else(|| "-".to_owned(), |it| it.before.passed.to_string()));
        row(text, &cells);
    }
}

fn refusals(text: &mut String, outcomes: &[CrateOutcome]) {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (_, outcome) in each(outcomes) {
        let at = Mode::ALL.iter().position(|it| *it == outcome.mode);
        for refused in &outcome.refused {
            counts.entry(without_names(&refused.message)).or_default()[at.unwrap_or(0)] += 1;
        }
    }
    if counts.is_empty() {
        return;
    }
    let mut counts: Vec<(String, [usize; 3])> = counts.into_iter().collect();
    counts.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<usize>()));
    text.push_str("\nRefused, by reason:\n\n");
    let mut heads = vec!["reason".to_owned()];
    heads.extend(Mode::ALL.map(|it| it.title().to_owned()));
    row(text, &heads);
    row(text, &["---", "--:", "--:", "--:"]);
    for (reason, counts) in counts {
        let mut cells = vec![reason];
        cells.extend(counts.map(|it| it.to_string()));
        row(text, &cells);
    }
}

/// "`text` is used" as "`..` is used".
fn without_names(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let mut words = String::new();
    for (at, part) in first.split('`').enumerate() {
        if at % 2 == 0 {
            words.push_str(part);
        } else {
            words.push_str("`..`");
        }
    }
    words
}

fn failures(text: &mut String, outcomes: &[CrateOutcome]) {
    let mut failed: Vec<(Mode, &str, &Failed)> = Vec::new();
    for (name, outcome) in each(outcomes) {
        failed.extend(outcome.failed.iter().map(|it| (outcome.mode, name, it)));
    }
    if failed.is_empty() {
        return;
    }
    failed.sort_by_key(|(mode, _, failed)| (*mode, failed.code.clone()));
    limits(text, &failed);
    failed.retain(|(_, _, failed)| failed.known.is_none());
    if failed.is_empty() {
        return;
    }
    text.push_str("\nFailed in rustc's words, and no known limit:\n\n");
    row(text, &["attribute", "crate", "item", "error"]);
    row(text, &["---", "---", "---", "---"]);
    for (mode, name, failed) in failed {
        let code = failed.code.as_deref().unwrap_or("no code");
        let message = failed.message.lines().next().unwrap_or_default();
        row(
            text,
            &[
                mode.title(),
                name,
                &format!("`{}`", failed.item),
                &format!("{code}: {message}"),
            ],
        );
    }
}

/// The known limits, by reason.
fn limits(text: &mut String, failed: &[(Mode, &str, &Failed)]) {
    let mut by_reason: BTreeMap<(Mode, &str), Vec<&str>> = BTreeMap::new();
    for (mode, name, failed) in failed {
        if let Some(reason) = &failed.known {
            by_reason.entry((*mode, reason)).or_default().push(name);
        }
    }
    if by_reason.is_empty() {
        return;
    }
    text.push_str("\nKnown limits, in rustc's words:\n\n");
    row(text, &["attribute", "reason", "items", "crates"]);
    row(text, &["---", "---", "--:", "---"]);
    for ((mode, reason), mut names) in by_reason {
        let items = names.len().to_string();
        names.sort_unstable();
        names.dedup();
        row(text, &[mode.title(), reason, &items, &names.join(", ")]);
    }
}

fn warnings(text: &mut String, outcomes: &[CrateOutcome]) {
    for (title, of) in [
        (
            "New warnings",
            (|it| &it.new_warnings) as fn(&ModeOutcome) -> &Vec<Warning>,
        ),
        ("Lost warnings", |it| &it.lost_warnings),
    ] {
        list(
            text,
            title,
            each(outcomes).flat_map(|(name, it)| {
                of(it).iter().map(move |warning| {
                    let code = warning.code.as_deref().unwrap_or("no lint");
                    let Warning {
                        message,
                        file,
                        line,
                        ..
                    } = warning;
                    let mode = it.mode.title();
                    format!("{name}, {mode}, {file}: {code}: {message}: `{line}`")
                })
            }),
        );
    }
}

fn list(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "\n{title}:\n");
    for line in lines {
        let _ = writeln!(text, "- {line}");
    }
}

fn row<T: AsRef<str>>(text: &mut String, cells: &[T]) {
    for cell in cells {
        let _ = write!(text, "| {} ", cell.as_ref().replace('|', "\\|"));
    }
    text.push_str("|\n");
}

#[cfg(test)]
mod checks {
    use super::*;
    use crate::attribute::outcome::Refused;

    fn outcome() -> CrateOutcome {
        let mode = |mode| ModeOutcome {
            mode,
            tried: 3,
            split: 1,
            refused: vec![Refused {
                item: "a::f".to_owned(),
                message: "`text` is used".to_owned(),
            }],
            failed: vec![Failed {
                item: "a::g".to_owned(),
                code: Some("E0308".to_owned()),
                message: "mismatched types".to_owned(),
                rendered: String::new(),
                known: None,
            }],
            new_warnings: Vec::new(),
            lost_warnings: Vec::new(),
            tests: None,
            test_differences: Vec::new(),
        };
        CrateOutcome {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            kind: "parser".to_owned(),
            problem: None,
            modes: Mode::ALL.map(mode).to_vec(),
        }
    }

    #[test]
    fn everything_is_in_the_table() {
        let mut broken = outcome();
        broken.name = "b".to_owned();
        broken.problem = Some("it is gone\nreally".to_owned());
        broken.modes.clear();
        let text = markdown(&[outcome(), broken]);
        for part in [
            "1 crates of 2.",
            "| `#[demono]` on functions | 3 | 1 | 1 | 1 | 0 | 33.33 % |",
            "| a 1.0.0 | parser | 1 / 1 / 1 |",
            "| `..` is used | 1 | 1 | 1 |",
            "| a | `a::g` | E0308: mismatched types |",
            "- b 1.0.0: it is gone\n",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
    }

    #[test]
    fn what_is_known_is_fine() {
        let mut outcome = outcome();
        assert!(!outcome.is_fine());
        for mode in &mut outcome.modes {
            mode.failed[0].known = Some("a type of the caller's".to_owned());
        }
        assert!(outcome.is_fine());
        outcome.modes[0]
            .test_differences
            .push("`t` fails".to_owned());
        assert!(!outcome.is_fine());
    }
}
