//! What every report is held to as a table, in Markdown, and as annotations.

use demono_report::{AppliedOutcome, Candidate, Document, Report};

use super::github::annotations;
use super::part::Style;
use super::words::bytes;
use super::{render, samples};
use crate::cli::output::Format;

const STYLE: Style = Style {
    width: None,
    color: false,
    limit: 0,
    noise: 0,
    detail: true,
};

fn table(document: &Document, style: Style) -> String {
    render(document, Format::Table, style).unwrap()
}

fn suggest(report: demono_report::SuggestReport) -> Document {
    Document::new(Report::Suggest(Box::new(report)))
}

fn apply(report: demono_report::ApplyReport) -> Document {
    Document::new(Report::Apply(Box::new(report)))
}

#[test]
fn every_report_has_every_form() {
    for (name, document) in samples::documents() {
        for format in [
            Format::Table,
            Format::Markdown,
            Format::Github,
            Format::Json,
        ] {
            let text = render(&document, format, STYLE).unwrap();
            assert!(text.ends_with('\n'), "{name}");
            assert!(!text.contains('\u{1b}'), "{name}");
        }
        let json = render(&document, Format::Json, STYLE).unwrap();
        assert_eq!(Document::parse(name, json.as_bytes()).unwrap(), document);
    }
}

#[test]
fn suggestions_as_a_table() {
    let report = samples::suggestions(300);
    let text = table(&suggest(report.clone()), STYLE);
    for candidate in &report.candidates {
        assert!(text.contains(&candidate.function));
        assert!(text.contains(&format!(
            "{}:{}",
            candidate.file.as_ref().unwrap(),
            candidate.line.unwrap()
        )));
    }
    for words in [
        "rustc 1.95.0 (59807616e 2026-04-14), target x86_64-unknown-linux-gnu, profile release, \
         bytes of machine code",
        "app: 1,512,345, stripped file 2,234,567",
        "31 functions whose source was not found",
        "note: each call goes through a vtable",
        "serde-json 1.0.143 (registry)",
        ", inlined 3 times",
        "copies: 3+2 means three functions",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let saving: i64 = report.candidates.iter().map(Candidate::saving).sum();
    let sum = format!("all {} functions", report.candidates.len());
    let row = text.lines().find(|line| line.ends_with(&sum)).unwrap();
    assert!(row.trim_start().starts_with(&bytes(saving as u64)), "{row}");
}

#[test]
fn many_programs_are_one_line() {
    let mut report = samples::suggestions(20);
    report.programs = vec![report.programs[0].clone(); 7];
    let style = Style {
        detail: false,
        ..STYLE
    };
    let text = table(&suggest(report.clone()), style);
    assert!(text.contains("\n7 programs: 10,586,415\n"), "{text}");
    assert!(!text.contains("app: 1,512,345"), "{text}");
    assert!(table(&suggest(report), STYLE).contains("app: 1,512,345"));
}

#[test]
fn what_the_limit_and_the_noise_hide_is_summed_up() {
    let report = samples::suggestions(300);
    let style = Style {
        limit: 3,
        noise: 200,
        detail: false,
        ..STYLE
    };
    let text = table(&suggest(report.clone()), style);
    let (loud, quiet): (Vec<&Candidate>, Vec<&Candidate>) =
        report.refused.iter().partition(|it| it.wasted >= 200);
    assert!(!quiet.is_empty());
    for (words, wasted) in [
        (
            format!("{} more: see --limit", loud.len() - 3),
            loud[3..].iter().map(|it| it.wasted).sum::<u64>(),
        ),
        (
            format!("{} wasting less than 200 bytes each", quiet.len()),
            quiet.iter().map(|it| it.wasted).sum(),
        ),
    ] {
        let row = text
            .lines()
            .find(|line| line.ends_with(&words))
            .expect(&words);
        assert!(row.trim_start().starts_with(&bytes(wasted)), "{row}");
    }
    assert!(text.contains(&format!(
        "{} more: see --limit",
        report.candidates.len() - 3
    )));
    assert!(text.contains(" more crates: see --limit"));
}

#[test]
fn an_edit_as_a_table() {
    let mut report = samples::application();
    report.functions.truncate(6);
    let text = table(&apply(report.clone()), STYLE);
    for words in [
        "2 of 6 functions have the attribute",
        "does not compile",
        "  error[E0277]: `T` cannot be sent between threads",
        "tests: 128 passed, 0 failed, 3 ignored, before and after",
        "2 files changed:",
        "+#[demono]",
        "profile z",
        "all programs",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let error = report.functions[0].error().unwrap();
    assert!(text.contains(&format!("{error:+.1} %")), "{text}");
    report.dry_run = true;
    report.tests.after = None;
    report.tests.skipped = Some("--no-tests".to_owned());
    let text = table(&apply(report), STYLE);
    for words in [
        "2 files would change:",
        "tests NOT RUN: --no-tests",
        "2 of 6 functions would have the attribute",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn a_diff_cannot_command_the_terminal() {
    let mut report = samples::application();
    report.diff = Some("+\tlet a = \"\u{1b}[31m\";\r\n".to_owned());
    let text = table(&apply(report), STYLE);
    assert!(text.contains("+\tlet a = \"\\u{1b}[31m\";"), "{text}");
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn annotations_are_at_functions() {
    let report = samples::suggestions(300);
    let text = annotations(&suggest(report.clone()));
    assert_eq!(text.lines().count(), report.candidates.len());
    let first = &report.candidates[0];
    let proposal = first.proposal.as_ref().unwrap();
    let line = text.lines().next().unwrap();
    assert!(line.starts_with("::notice file="), "{line}");
    assert!(
        line.contains(&format!(",line={},", proposal.place_line)),
        "{line}"
    );
    assert!(line.contains(&proposal.saving.to_string()), "{line}");

    let report = samples::application();
    let text = annotations(&apply(report.clone()));
    assert_eq!(text.lines().count(), report.functions.len());
    for (line, function) in text.lines().zip(&report.functions) {
        let loud = matches!(
            function.outcome,
            AppliedOutcome::DoesNotCompile | AppliedOutcome::ChangesTests
        );
        assert_eq!(line.starts_with("::warning "), loud, "{line}");
    }
}

#[test]
fn names_in_suggestions_are_harmless() {
    let hostile = "a\u{1b}[2J::b\n::error::";
    let mut report = samples::suggestions(60);
    report.candidates[0].function = hostile.to_owned();
    report.candidates[0].file = Some(hostile.to_owned());
    report.refused[0].function = hostile.to_owned();
    report.programs[0].name = hostile.to_owned();
    let document = suggest(report);
    for format in [Format::Table, Format::Markdown] {
        let text = render(&document, format, STYLE).unwrap();
        assert!(!text.contains('\u{1b}'), "{text}");
        assert!(
            !text.lines().any(|line| line.starts_with("::error")),
            "{text}"
        );
    }
    assert!(!annotations(&document)
        .lines()
        .any(|line| line.starts_with("::error")));
}
