//! In: what came of attributes. Out: the page's content: a chart of what was predicted and
//! what is saved, every function with its outcome, the programs, the tests, the files.

use demono_report::{
    AppliedFunction, AppliedOutcome, ApplyCommand, ApplyProfile, ApplyProgram, ApplyReport,
    NamedChange,
};
use maud::{html, Markup};

use super::body::Body;
use super::parts::Head::{Number, Word};
use super::parts::{change_table, note, saved_cell, section, small_table, unknown_cell, Sense};
use crate::render::apply::{files, harmless, tests};
use crate::render::svg::apply::draw;
use crate::render::svg::canvas::Place;

pub(crate) fn body(apply: &ApplyReport) -> Body {
    let title = match apply.command {
        ApplyCommand::Apply => "What the written attributes save",
        ApplyCommand::Prune => "What the removed attributes cost",
    };
    let chart = html! {
        (draw(apply, Place::Wide))
        (draw(apply, Place::Narrow))
    };
    let tests = html! {
        @for line in tests(&apply.tests) { p { (line.trim()) } }
    };
    Body {
        title: title.to_owned(),
        subtitle: format!("{}, {}", apply.compiler, apply.target),
        content: html! {
            @if apply.dry_run {
                (note("This was a dry run: the sources are unchanged."))
            }
            @if let Some(why) = &apply.tests.skipped {
                (note(&format!("The tests were not run: {why}")))
            }
            @if apply.functions.is_empty() {
                (note("No function was tried."))
            } @else {
                (section("chart", "Predicted and saved", chart))
                (section("functions-section", "Functions", functions(&apply.functions)))
            }
            @for (at, entry) in apply.profiles.iter().enumerate() { (profile(at, entry)) }
            (section("tests", "Tests", tests))
            (section("files", "Source", source(apply)))
        },
    }
}

/// The files that changed, and the change.
fn source(apply: &ApplyReport) -> Markup {
    html! {
        p { (files(apply)) }
        @for file in &apply.files { p { (file) } }
        @if let Some(diff) = &apply.diff {
            details {
                summary { "The change" }
                pre class="scroll" { (harmless(diff)) }
            }
        }
    }
}

fn profile(at: usize, profile: &ApplyProfile) -> Markup {
    let total = (profile.programs.len() > 1).then(|| profile.total());
    let content = html! {
        @for (number, program) in profile.programs.iter().chain(&total).enumerate() {
            h3 { (program.name) }
            (change_table(
                &format!("profiles-{at}-programs-{number}"),
                Sense::Edited,
                &sizes(program),
            ))
        }
    };
    let heading = format!("Profile {}", profile.profile);
    section(&format!("profile-{at}"), &heading, content)
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

fn functions(functions: &[AppliedFunction]) -> Markup {
    let heads = [
        Word("outcome"),
        Word("function"),
        Number("predicted"),
        Number("saved"),
        Number("error"),
        Word("attribute"),
        Word("where"),
        Word("why"),
    ];
    let rows = html! { @for function in functions { (row(function)) } };
    small_table(Some("functions"), &heads, rows)
}

fn row(function: &AppliedFunction) -> Markup {
    let class = match function.outcome {
        AppliedOutcome::Kept | AppliedOutcome::Planned => "status within",
        AppliedOutcome::Costs
        | AppliedOutcome::DoesNotCompile
        | AppliedOutcome::ChangesTests
        | AppliedOutcome::GrowsProgram => "status over",
        AppliedOutcome::NotPlaceable | AppliedOutcome::NotMeasured => "status unknown",
    };
    let amount = |amount: Option<i64>| amount.map_or_else(unknown_cell, saved_cell);
    let error = (function.error()).map_or_else(String::new, |error| format!("{error:+.1} %"));
    html! {
        tr data-name=(function.function) {
            td class=(class) { (function.outcome.words()) }
            th scope="row" class="name" { (function.function) }
            (amount(function.predicted))
            (amount(function.actual))
            td class="n" { (error.replace('-', "\u{2212}")) }
            td class="word" { (function.attribute) }
            td { (function.file) ":" (function.line) }
            td class="text" { (function.why.as_deref().unwrap_or_default()) }
        }
    }
}
