//! In: what came of attributes. Out: the page's content: a chart of what was predicted and
//! what is saved, every function with its outcome, the programs, the tests, the files.
//! Refused: nothing.

use demono_report::{
    AppliedFunction, AppliedOutcome, ApplyCommand, ApplyProfile, ApplyProgram, ApplyReport,
    NamedChange,
};

use super::parts::{change_table, note, saved_cell, section, small_table, Sense};
use super::Body;
use crate::render::apply::{files, harmless, tests};
use crate::render::svg::apply::draw;
use crate::render::svg::canvas::Place;
use crate::render::svg::escape::escape;

pub(crate) fn body(apply: &ApplyReport) -> Body {
    let mut content = String::new();
    if apply.dry_run {
        content += &note("This was a dry run: the source is as it was.");
    }
    if let Some(why) = &apply.tests.skipped {
        content += &note(&format!("The tests were not run: {why}"));
    }
    if apply.functions.is_empty() {
        content += &note("No function was tried.");
    } else {
        let charts = draw(apply, Place::Wide) + &draw(apply, Place::Narrow);
        content += &section("chart", "Predicted and saved", &charts);
        let rows: String = apply.functions.iter().map(row).collect();
        let heads = [
            ("outcome", false),
            ("function", false),
            ("predicted", true),
            ("saved", true),
            ("error", true),
            ("attribute", false),
            ("where", false),
            ("why", false),
        ];
        let table = small_table("functions", &heads, &rows);
        content += &section("functions-section", "Functions", &table);
    }
    for (at, entry) in apply.profiles.iter().enumerate() {
        content += &profile(at, entry);
    }
    let lines: Vec<String> = tests(&apply.tests);
    content += &section("tests", "Tests", &paragraphs(&lines));
    let changed = [vec![files(apply)], apply.files.clone()].concat();
    let mut source = paragraphs(&changed);
    if let Some(diff) = &apply.diff {
        source += &format!(
            r#"<details><summary>The change</summary><pre class="scroll">{}</pre></details>"#,
            escape(&harmless(diff))
        );
    }
    content += &section("files", "Source", &source);
    Body {
        title: match apply.command {
            ApplyCommand::Apply => "What attributes save that were written",
            ApplyCommand::Prune => "What attributes cost that were taken out",
        }
        .to_owned(),
        subtitle: format!("{}, {}", apply.compiler, apply.target),
        content,
    }
}

fn paragraphs(lines: &[String]) -> String {
    let paragraph = |line: &String| format!("<p>{}</p>", escape(line.trim()));
    lines.iter().map(paragraph).collect()
}

fn profile(at: usize, profile: &ApplyProfile) -> String {
    let total = (profile.programs.len() > 1).then(|| profile.total());
    let content: String = (profile.programs.iter().chain(&total).enumerate())
        .map(|(number, program)| {
            let id = format!("profiles-{at}-programs-{number}");
            let table = change_table(&id, Sense::Saved, &sizes(program));
            // The columns are those of a measurement, whose sides have other names.
            let table = table.replacen(">off</th>", ">before</th>", 1).replacen(
                ">on</th>",
                ">after</th>",
                1,
            );
            format!("<h3>{}</h3>{table}", escape(&program.name))
        })
        .collect();
    let heading = format!("Profile {}", profile.profile);
    section(&format!("profile-{at}"), &heading, &content)
}

fn sizes(program: &ApplyProgram) -> Vec<NamedChange> {
    let sizes = [
        ("machine code", Some(program.text)),
        ("loaded", Some(program.allocated)),
        ("stripped", program.stripped),
    ];
    let named = |(name, size): (&str, Option<_>)| {
        let name = name.to_owned();
        size.map(|size| NamedChange { name, size })
    };
    sizes.into_iter().filter_map(named).collect()
}

fn row(function: &AppliedFunction) -> String {
    let class = match function.outcome {
        AppliedOutcome::Kept | AppliedOutcome::Planned => "within",
        AppliedOutcome::Costs
        | AppliedOutcome::DoesNotCompile
        | AppliedOutcome::ChangesTests
        | AppliedOutcome::GrowsProgram => "over",
        AppliedOutcome::BelowThreshold
        | AppliedOutcome::NotPlaceable
        | AppliedOutcome::NotMeasured => "unknown",
    };
    let amount = |amount: Option<i64>| match amount {
        Some(amount) => saved_cell(amount),
        None => r#"<td class="n dim">not known</td>"#.to_owned(),
    };
    let error = (function.error()).map_or_else(String::new, |error| format!("{error:+.1} %"));
    format!(
        concat!(
            r#"<tr data-name="{name}"><td class="status {class}">{word}</td><th scope="row" class="name">{name}</th>"#,
            r#"{predicted}{actual}<td class="n">{error}</td><td class="word">{attribute}</td>"#,
            r#"<td>{file}:{line}</td><td class="text">{why}</td></tr>"#
        ),
        name = escape(&function.function),
        class = class,
        word = function.outcome.words(),
        predicted = amount(function.predicted),
        actual = amount(function.actual),
        error = error.replace('-', "\u{2212}"),
        attribute = escape(&function.attribute),
        file = escape(&function.file),
        line = function.line,
        why = escape(function.why.as_deref().unwrap_or_default()),
    )
}
