//! `cargo demono measure`: every program with its sizes, and the functions in it.

use demono_report::{
    Change, FunctionEntry, MeasureReport, ProfileEntry, ProgramEntry, Sizes, Verdict,
};

use super::part::{saving, shown, Part, Style};
use super::table::{signed, Cell, Table, Tone};
use super::words::{bytes, counted};

pub(super) fn parts(report: &MeasureReport, style: Style) -> Vec<Part> {
    let mut parts = vec![
        Part::Line(format!("{}, target {}", report.compiler, report.target)),
        Part::Line("sizes in bytes: off = DEMONO=off, on = with the splits".to_owned()),
    ];
    for profile in &report.profiles {
        parts.push(Part::Table(totals(profile)));
        for program in &profile.programs {
            if style.detail {
                parts.push(Part::Table(sections(profile, program)));
                parts.push(Part::Table(functions(profile, program, style)));
            }
            parts.extend(costs(profile, program).map(Part::Line));
        }
    }
    parts
}

/// Every program with its sizes, and their sums if there are several.
fn totals(profile: &ProfileEntry) -> Table {
    let head = format!("profile {}", profile.profile);
    let mut table = Table::new(&[&head, "", ">off", ">on", ">saved", ">"]);
    for program in &profile.programs {
        size_rows(&mut table, &program.label(), &program.sizes);
    }
    if profile.programs.len() > 1 {
        size_rows(&mut table, "all programs", &profile.total());
    }
    table
}

fn size_rows(table: &mut Table, name: &str, sizes: &Sizes) {
    let rows = [
        (".text", Some(sizes.text)),
        ("loaded sections", Some(sizes.allocated)),
        ("stripped file", sizes.stripped),
    ];
    let rows = rows
        .into_iter()
        .filter_map(|(label, size)| Some((label, size?)));
    for (position, (label, size)) in rows.enumerate() {
        let name = Cell::left(if position == 0 { name } else { "" });
        table.row([name, Cell::left(label)].into_iter().chain(saving(size)));
    }
}

/// The sections of one program that changed; debug information is not loaded, but in the
/// file.
fn sections(profile: &ProfileEntry, program: &ProgramEntry) -> Table {
    let head = format!(
        "{}, profile {}, sections that changed",
        program.label(),
        profile.profile
    );
    let mut table = Table::new(&[&head, ">off", ">on", ">saved", ">"]);
    for section in program.sections.iter().filter(|it| it.size.saved() != 0) {
        let name = Cell::left(section.name.clone());
        table.row([name].into_iter().chain(saving(section.size)));
    }
    table
}

/// Every split function of one program, then the sum of all others.
fn functions(profile: &ProfileEntry, program: &ProgramEntry, style: Style) -> Table {
    let head = format!("{}, profile {}", program.label(), profile.profile);
    let mut table = Table::new(&[
        &head,
        ">copies off",
        ">on",
        ">bytes off",
        ">on",
        ">saved",
        "of these",
    ]);
    // A split that costs is shown, however little.
    let (loud, quiet): (Vec<&FunctionEntry>, Vec<&FunctionEntry>) =
        program.functions.iter().partition(|it| {
            it.verdict == Verdict::Costs || it.bytes.saved().unsigned_abs() >= style.noise
        });
    let (first, rest) = loud.split_at(shown(style.limit, loud.len()));
    for function in first {
        table.row(function_row(function));
    }
    if program.functions.is_empty() {
        table.row([Cell::left("no function of this program is split")]);
    }
    if !rest.is_empty() {
        let label = format!("{} more split functions: see --limit", rest.len());
        table.row(sum_row(label, rest.iter().map(|it| it.bytes)));
    }
    if !quiet.is_empty() {
        let label = format!(
            "{} that change less than {} bytes",
            counted(quiet.len() as u64, "split", "splits"),
            style.noise
        );
        table.row(sum_row(label, quiet.iter().map(|it| it.bytes)));
    }
    let others = program.others.iter().map(|it| it.bytes);
    let label = format!("others that changed: {}", program.others.len());
    table.row(sum_row(label, others));
    table
}

fn sum_row(label: String, sizes: impl Iterator<Item = Change>) -> Vec<Cell> {
    let sum = sizes.fold(Change::default(), Change::plus);
    let [before, after, saved, _] = saving(sum);
    vec![
        Cell::left(label),
        Cell::right(""),
        Cell::right(""),
        before,
        after,
        saved,
    ]
}

fn function_row(function: &FunctionEntry) -> Vec<Cell> {
    let inner = bytes(function.inner_bytes);
    let parts = match function.shims {
        0 => format!("inner {inner}, shims inlined"),
        count => format!(
            "inner {inner}, shims {} (copies: {count})",
            bytes(function.shim_bytes)
        ),
    };
    let note = match function.verdict {
        Verdict::Costs => format!(
            "{parts}: this split COSTS {} bytes, unless its callers shrank",
            signed(-function.bytes.saved())
        ),
        Verdict::Inlined => {
            format!("{parts}: without the split it was inlined into its callers; see .text")
        }
        Verdict::Saves | Verdict::Even => parts,
    };
    let [before, after, saved, _] = saving(function.bytes);
    let (copies, saved) = match function.verdict {
        Verdict::Inlined => ("-".to_owned(), Cell::right("?")),
        _ => (function.copies_before.to_string(), saved),
    };
    let tone = match function.verdict {
        Verdict::Costs => Tone::Bad,
        _ => Tone::Plain,
    };
    vec![
        Cell::left(function.name.clone()),
        Cell::right(copies),
        Cell::right(function.copies_after.to_string()),
        before,
        after,
        saved,
        Cell::left(note).tone(tone),
    ]
}

/// A line for every split that costs, with or without --functions: nobody should overlook
/// those.
fn costs<'a>(
    profile: &'a ProfileEntry,
    program: &'a ProgramEntry,
) -> impl Iterator<Item = String> + 'a {
    let costly = program
        .functions
        .iter()
        .filter(|it| it.verdict == Verdict::Costs);
    costly.map(move |it| {
        format!(
            "{}, profile {}: the split of {} COSTS {} bytes ({} bytes in {} before): remove its \
             #[demono], unless its callers shrank by more",
            program.label(),
            profile.profile,
            it.name,
            signed(-it.bytes.saved()),
            bytes(it.bytes.before),
            counted(it.copies_before as u64, "copy", "copies"),
        )
    })
}
