//! In: a measurement. Out: the page's content: for every profile and program its sizes, a
//! treemap of the split functions, each with its verdict. Refused: nothing.

use demono_report::{MeasureReport, NamedChange, ProfileEntry, ProgramEntry};
use serde_json::Value;

use super::parts::{change_table, note, section, Sense};
use super::table::{Column, DataTable, Shows};
use super::top::{column, DETAILS, TOOLS};
use super::Body;
use crate::render::svg::canvas::Place;
use crate::render::svg::escape::escape;
use crate::render::svg::{maps, treemap};

/// The columns of split functions.
pub(crate) const FUNCTIONS: [Column; 8] = [
    column("name", "function", Shows::Name),
    column("copies_before", "copies off", Shows::Count),
    column("copies_after", "on", Shows::Count),
    column("shims", "shims", Shows::Count),
    column("before", "bytes off", Shows::Bytes),
    column("after", "on", Shows::Bytes),
    column("saved", "saved", Shows::Saved),
    column("verdict", "verdict", Shows::Verdict),
];

/// The columns of other functions.
pub(crate) const OTHERS: [Column; 6] = [
    column("name", "function", Shows::Name),
    column("copies_before", "copies off", Shows::Count),
    column("copies_after", "on", Shows::Count),
    column("before", "bytes off", Shows::Bytes),
    column("after", "on", Shows::Bytes),
    column("saved", "saved", Shows::Saved),
];

pub(crate) fn body(measure: &MeasureReport, report: &Value) -> Body {
    let mut content = String::new();
    if measure
        .profiles
        .iter()
        .all(|entry| entry.programs.is_empty())
    {
        content += &note("Nothing was measured: no program uses a split function.");
    } else {
        content += TOOLS;
    }
    // Tables are numbered through, two for each program.
    let mut table = 0;
    for (number, profile) in measure.profiles.iter().enumerate() {
        let heading = format!("Profile {}", profile.profile);
        let mut programs = skipped(profile);
        for (at, program) in profile.programs.iter().enumerate() {
            let source = format!("profiles.{number}.programs.{at}");
            programs += &one(profile, program, &source, table, report);
            table += tables(program);
        }
        content += &section(&format!("profile-{number}"), &heading, &programs);
    }
    content += DETAILS;
    Body {
        title: "What the splits save".to_owned(),
        subtitle: format!("{}, {}", measure.compiler, measure.target),
        content,
    }
}

/// Tables that have rows; a table without is a sentence.
fn tables(program: &ProgramEntry) -> usize {
    usize::from(!program.functions.is_empty()) + usize::from(!program.others.is_empty())
}

fn skipped(profile: &ProfileEntry) -> String {
    if profile.skipped.is_empty() {
        return String::new();
    }
    let names = profile.skipped.join(", ");
    note(&format!(
        "Not measured, as their required-features are off: {names}."
    ))
}

fn one(
    profile: &ProfileEntry,
    program: &ProgramEntry,
    source: &str,
    table: usize,
    report: &Value,
) -> String {
    let id = source.replace('.', "-");
    let sizes = &program.sizes;
    let sizes: Vec<NamedChange> = [
        ("machine code", Some(sizes.text)),
        ("loaded", Some(sizes.allocated)),
        ("file", Some(sizes.file)),
        ("stripped", sizes.stripped),
    ]
    .into_iter()
    .filter_map(|(name, size)| {
        Some(NamedChange {
            name: name.to_owned(),
            size: size?,
        })
    })
    .collect();
    let functions = DataTable {
        id: &format!("{id}-functions"),
        caption: "Functions that demono split",
        source: &format!("{source}.functions"),
        columns: &FUNCTIONS,
        sorted: "-saved",
        empty: "demono split no function of this program.",
    };
    let others = DataTable {
        id: &format!("{id}-others"),
        caption: "Other functions that changed",
        source: &format!("{source}.others"),
        columns: &OTHERS,
        sorted: "",
        empty: "No other function changed.",
    };
    let map = maps::programs(&profile.profile, [(table, program)].into_iter());
    format!(
        "<h3>{}</h3>{}{}{}{}{}<details><summary>Sections</summary>{}</details>",
        escape(&maps::program_name(program)),
        change_table(&format!("{id}-sizes"), Sense::Saved, &sizes),
        treemap::draw(&map, Place::Wide),
        treemap::draw(&map, Place::Narrow),
        functions.html(report),
        others.html(report),
        change_table(&format!("{id}-sections"), Sense::Saved, &program.sections),
    )
}
