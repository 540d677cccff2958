//! In: a measurement. Out: the page's content: for every profile and program its sizes, a
//! treemap of the split functions, each with its verdict.

use demono_report::{
    FunctionEntry, MeasureReport, NamedChange, OtherEntry, ProfileEntry, ProgramEntry,
};
use maud::{html, Markup};

use super::body::Body;
use super::parts::{change_table, details, note, section, tools, treemaps, Sense};
use super::table::{Column, DataTable, Shows};
use crate::render::svg::maps;

/// The columns of split functions.
const FUNCTIONS: [Column<FunctionEntry>; 8] = [
    Column::new("name", "function", Shows::Name(|it| &it.name)),
    Column::new(
        "copies_before",
        "copies off",
        Shows::Count(|it| it.copies_before),
    ),
    Column::new("copies_after", "on", Shows::Count(|it| it.copies_after)),
    Column::new("shims", "shims", Shows::Count(|it| it.shims)),
    Column::new("before", "bytes off", Shows::Bytes(|it| it.bytes.before)),
    Column::new("after", "on", Shows::Bytes(|it| it.bytes.after)),
    Column::new("saved", "saved", Shows::Saved(|it| Some(it.bytes.saved()))),
    Column::new(
        "verdict",
        "verdict",
        Shows::Verdict(|it| (it.verdict, it.bytes.saved())),
    ),
];

/// The columns of other functions.
const OTHERS: [Column<OtherEntry>; 6] = [
    Column::new("name", "function", Shows::Name(|it| &it.name)),
    Column::new(
        "copies_before",
        "copies off",
        Shows::Count(|it| it.copies_before),
    ),
    Column::new("copies_after", "on", Shows::Count(|it| it.copies_after)),
    Column::new("before", "bytes off", Shows::Bytes(|it| it.bytes.before)),
    Column::new("after", "on", Shows::Bytes(|it| it.bytes.after)),
    Column::new("saved", "saved", Shows::Saved(|it| Some(it.bytes.saved()))),
];

pub(crate) fn body(measure: &MeasureReport) -> Body {
    let mut programs = measure.profiles.iter().flat_map(|it| &it.programs);
    let head = if programs.next().is_none() {
        note("Nothing was measured: no program uses a split function.")
    } else {
        tools()
    };
    // Tables are numbered across all programs.
    let mut number = 0;
    let mut profiles = Vec::new();
    for (at, profile) in measure.profiles.iter().enumerate() {
        let mut programs = Vec::new();
        for (position, program) in profile.programs.iter().enumerate() {
            let source = format!("profiles.{at}.programs.{position}");
            programs.push(one(profile, program, &source, number));
            number += tables(program);
        }
        let content = html! {
            @if !profile.skipped.is_empty() { (skipped(profile)) }
            @for program in programs { (program) }
        };
        let heading = format!("Profile {}", profile.profile);
        profiles.push(section(&format!("profile-{at}"), &heading, content));
    }
    Body {
        title: "What the splits save".to_owned(),
        subtitle: format!("{}, {}", measure.compiler, measure.target),
        content: html! {
            (head)
            @for profile in profiles { (profile) }
            (details())
        },
    }
}

/// Tables that have rows; without rows there is a sentence instead.
fn tables(program: &ProgramEntry) -> usize {
    usize::from(!program.functions.is_empty()) + usize::from(!program.others.is_empty())
}

fn skipped(profile: &ProfileEntry) -> Markup {
    let names = profile.skipped.join(", ");
    note(&format!(
        "Not measured, as their required-features are off: {names}."
    ))
}

fn one(profile: &ProfileEntry, program: &ProgramEntry, source: &str, table: usize) -> Markup {
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
        rows: &program.functions,
        columns: &FUNCTIONS,
        is_estimated: |_| false,
        sorted: Some("saved"),
        empty: "demono split no function of this program.",
    };
    let others = DataTable {
        id: &format!("{id}-others"),
        caption: "Other functions that changed",
        source: &format!("{source}.others"),
        rows: &program.others,
        columns: &OTHERS,
        is_estimated: |_| false,
        sorted: None,
        empty: "No other function changed.",
    };
    let map = maps::programs(&profile.profile, [(table, program)].into_iter());
    html! {
        h3 { (maps::program_name(program)) }
        (change_table(&format!("{id}-sizes"), Sense::Split, &sizes))
        (treemaps(&map))
        (functions.html())
        (others.html())
        details {
            summary { "Sections" }
            (change_table(&format!("{id}-sections"), Sense::Split, &program.sections))
        }
    }
}
