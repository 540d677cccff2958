//! `cargo demono apply` and `prune`: each function with what came of it, the programs, the
//! tests, the files.

use demono_report::{
    plain, AppliedFunction, AppliedOutcome, ApplyCommand, ApplyProfile, ApplyProgram, ApplyReport,
    TestCounts, TestsEntry,
};

use super::part::{place, saving, shown, Part, Style};
use super::table::{signed, Cell, Table, Tone};

pub(super) fn parts(report: &ApplyReport, style: Style) -> Vec<Part> {
    let mut parts = vec![Part::Line(format!(
        "{}, target {}, sizes in bytes",
        report.compiler, report.target
    ))];
    if report.functions.is_empty() {
        parts.push(Part::Line(none(report.command).to_owned()));
    } else {
        parts.push(Part::Table(functions(report, style)));
    }
    let profiles = report.profiles.iter().map(profile).map(Part::Table);
    parts.extend(profiles);
    parts.extend(tests(&report.tests).into_iter().map(Part::Line));
    parts.push(Part::Line(files(report)));
    parts.extend(report.files.iter().map(|it| Part::Line(format!("  {it}"))));
    if let Some(diff) = &report.diff {
        parts.push(Part::Block(harmless(diff)));
    }
    parts
}

/// What to say in place of an empty table.
fn none(command: ApplyCommand) -> &'static str {
    match command {
        ApplyCommand::Apply => {
            "no function was tried: none is predicted to save enough (`cargo demono suggest` gives \
             the reasons, `--min-saving` sets the threshold)"
        }
        ApplyCommand::Prune => "these packages have no `#[demono]` attribute",
    }
}

fn functions(report: &ApplyReport, style: Style) -> Table {
    let mut table = Table::new(&[
        "outcome",
        ">predicted",
        ">actual",
        ">error",
        "attribute",
        "function",
    ]);
    let all = &report.functions;
    let (first, rest) = all.split_at(shown(style.limit, all.len()));
    for function in first {
        function_rows(&mut table, function);
    }
    let mut sum = |label: String, functions: &[&AppliedFunction]| {
        let total = |of: fn(&AppliedFunction) -> Option<i64>| {
            // Unknown amounts are left out; if all are unknown, so is the sum.
            let amounts = functions.iter().filter_map(|it| of(it));
            amounts.reduce(i64::saturating_add)
        };
        table.row([
            Cell::left(""),
            amount(total(|it| it.predicted)),
            amount(total(|it| it.actual)),
            Cell::right(""),
            Cell::left(""),
            Cell::left(label).tone(Tone::Head),
        ]);
    };
    if !rest.is_empty() {
        let rest: Vec<&AppliedFunction> = rest.iter().collect();
        sum(format!("{} more: see --limit", rest.len()), &rest);
    }
    let kept: Vec<&AppliedFunction> = all.iter().filter(|it| it.outcome.is_kept()).collect();
    let label = if report.dry_run {
        "functions would have the attribute"
    } else {
        "functions have the attribute"
    };
    sum(format!("{} of {} {label}", kept.len(), all.len()), &kept);
    table
}

fn function_rows(table: &mut Table, function: &AppliedFunction) {
    let error = match function.error() {
        Some(error) => format!("{error:+.1} %"),
        None => String::new(),
    };
    table.row([
        Cell::left(function.outcome.words()).tone(tone(function.outcome)),
        amount(function.predicted),
        amount(function.actual),
        Cell::right(error),
        Cell::left(function.attribute.clone()),
        Cell::left(function.function.clone()),
    ]);
    let why = function.why.iter().flat_map(|why| why.lines());
    for text in [place(&function.file, Some(function.line))]
        .into_iter()
        .chain(why.map(str::to_owned))
    {
        table.row([
            Cell::left(""),
            Cell::right(""),
            Cell::right(""),
            Cell::right(""),
            Cell::left(""),
            Cell::left(format!("  {text}")),
        ]);
    }
}

fn tone(outcome: AppliedOutcome) -> Tone {
    match outcome {
        AppliedOutcome::Kept | AppliedOutcome::Planned => Tone::Good,
        AppliedOutcome::Costs
        | AppliedOutcome::DoesNotCompile
        | AppliedOutcome::ChangesTests
        | AppliedOutcome::GrowsProgram => Tone::Bad,
        AppliedOutcome::NotPlaceable | AppliedOutcome::NotMeasured => Tone::Plain,
    }
}

fn amount(saved: Option<i64>) -> Cell {
    match saved {
        Some(saved) => Cell::right(signed(saved)).tone(Tone::of_saving(saved)),
        None => Cell::right("?"),
    }
}

/// Every program with its sizes, and their sums if there are several.
fn profile(profile: &ApplyProfile) -> Table {
    let head = format!("profile {}", profile.profile);
    let mut table = Table::new(&[&head, "", ">before", ">after", ">saved", ">"]);
    for program in &profile.programs {
        size_rows(&mut table, program);
    }
    if profile.programs.len() > 1 {
        size_rows(&mut table, &profile.total());
    }
    table
}

fn size_rows(table: &mut Table, program: &ApplyProgram) {
    let rows = [
        (".text", Some(program.text)),
        ("loaded sections", Some(program.allocated)),
        ("stripped file", program.stripped),
    ];
    let mut name = program.name.as_str();
    for (label, size) in rows {
        let Some(size) = size else { continue };
        let cells = [Cell::left(name), Cell::left(label)];
        table.row(cells.into_iter().chain(saving(size)));
        name = "";
    }
}

/// `tests: 12 passed, 0 failed, 1 ignored, before and after`.
pub(super) fn tests(tests: &TestsEntry) -> Vec<String> {
    let words = |it: &TestCounts| {
        format!(
            "{} passed, {} failed, {} ignored",
            it.passed, it.failed, it.ignored
        )
    };
    let mut lines = Vec::new();
    match (&tests.before, &tests.after) {
        (Some(before), Some(after)) if before == after => {
            lines.push(format!("tests: {}, before and after", words(before)));
        }
        (Some(before), Some(after)) => {
            lines.push(format!("tests before: {}", words(before)));
            lines.push(format!("tests after: {}", words(after)));
        }
        (Some(one), None) => {
            lines.push(format!("tests before: {}; after: not run", words(one)));
        }
        (None, Some(one)) => {
            lines.push(format!("tests before: not run; after: {}", words(one)));
        }
        (None, None) if tests.skipped.is_none() => lines.push("tests: not run".to_owned()),
        (None, None) => {}
    }
    let skipped = tests.skipped.iter();
    lines.extend(skipped.map(|why| format!("tests NOT RUN: {why}")));
    let differences = tests.differences.iter();
    lines.extend(differences.map(|it| format!("  {it}")));
    lines
}

/// A line that says what became of the source.
pub(super) fn files(report: &ApplyReport) -> String {
    let count = match report.files.len() {
        0 => return "no file changed".to_owned(),
        1 => "1 file".to_owned(),
        many => format!("{many} files"),
    };
    if report.dry_run {
        format!("{count} would change:")
    } else {
        format!("{count} changed:")
    }
}

/// A diff to print: source may hold escape sequences, and has tabs.
pub(super) fn harmless(diff: &str) -> String {
    let line = |line: &str| {
        let parts: Vec<String> = line.split('\t').map(plain).collect();
        parts.join("\t") + "\n"
    };
    // Not `lines`: line endings are part of the patch.
    let line = |text: &str| {
        let text = text.strip_suffix('\n').unwrap_or(text);
        match text.strip_suffix('\r') {
            Some(text) => line(text).replace('\n', "\r\n"),
            None => line(text),
        }
    };
    diff.split_inclusive('\n').map(line).collect()
}
