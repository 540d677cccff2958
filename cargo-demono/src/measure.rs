//! In: the options of `cargo demono measure`. Out: its tables. Refused: what
//! `demono-size` refuses.

use std::io::Write;

use anyhow::Context as _;
use demono_size::{
    measure, Attribute, BuildError, Change, Comparison, Compiler, Event, MeasureError, Measured,
    Measurement, Split, Verdict, Workspace,
};

use crate::cli::Measure;
use crate::table::{bytes, signed, Cell, Table};

pub(crate) fn run(options: &Measure, out: &mut dyn Write) -> anyhow::Result<()> {
    let workspace = Workspace::load(&options.selection())?;
    let compiler = Compiler::query().context("cannot ask rustc for its version")?;
    let verbose = options.verbose();
    let measurements = measure(&workspace, &options.settings(), &mut |event| {
        progress(event, verbose);
    })
    .map_err(|error| if verbose { shown(error) } else { error })?;
    // The same in every profile.
    for program in measurements.first().iter().flat_map(|it| &it.skipped) {
        eprintln!(
            "warning: {}/{} was not built: enable its `required-features` with `--features`",
            program.package, program.name
        );
    }
    let target = measurements
        .iter()
        .flat_map(|it| &it.programs)
        .find_map(|it| it.target.clone())
        .unwrap_or_else(|| compiler.host.clone());
    writeln!(out, "{}, target {target}", compiler.version)?;
    writeln!(
        out,
        "sizes in bytes: off = DEMONO=off, on = with the splits"
    )?;
    for measurement in &measurements {
        write!(out, "\n{}", totals(measurement))?;
        if options.functions() {
            for program in &measurement.programs {
                write!(out, "\n{}", functions(measurement, program))?;
            }
        }
    }
    Ok(())
}

/// The error without the output of cargo that was shown while it ran.
fn shown(error: MeasureError) -> MeasureError {
    match error {
        MeasureError::Build(error) => MeasureError::Build(without_output(error)),
        MeasureError::OnlySplit { source } => MeasureError::OnlySplit {
            source: without_output(source),
        },
        other => other,
    }
}

fn without_output(error: BuildError) -> BuildError {
    match error {
        BuildError::Failed {
            command, status, ..
        } => BuildError::Failed {
            command,
            status,
            output: String::new(),
        },
        other => other,
    }
}

fn progress(event: Event<'_>, verbose: bool) {
    match event {
        Event::Building {
            number,
            total,
            profile,
            attribute,
        } => {
            let attribute = match attribute {
                Attribute::On => "on",
                Attribute::Off => "off",
            };
            eprintln!("building {number} of {total}: {profile}, attribute {attribute}");
        }
        Event::Command(command) if verbose => eprintln!("running {command}"),
        Event::Cargo(line) if verbose => eprintln!("{line}"),
        Event::Reading(path) if verbose => eprintln!("reading {}", path.display()),
        _ => {}
    }
}

/// One table: every program with its three sizes, and their sums if there are several.
fn totals(measurement: &Measurement) -> Table {
    let mut table = Table::default();
    table.row([
        Cell::left(format!("profile {}", measurement.profile)),
        Cell::left(""),
        Cell::right("off"),
        Cell::right("on"),
        Cell::right("saved"),
        Cell::right(""),
    ]);
    let names: Vec<String> = measurement.programs.iter().map(name).collect();
    let mut all = [Change::default(); SIZES.len()];
    for (name, measured) in names.iter().zip(&measurement.programs) {
        let sizes = SIZES.map(|(_, size)| size(&measured.comparison));
        size_rows(&mut table, name, sizes);
        for (sum, size) in all.iter_mut().zip(sizes) {
            sum.before += size.before;
            sum.after += size.after;
        }
    }
    if names.len() > 1 {
        size_rows(&mut table, "all programs", all);
    }
    table
}

type Size = (&'static str, fn(&Comparison) -> Change);

const SIZES: [Size; 3] = [
    (".text", |comparison| comparison.text),
    ("loaded sections", |comparison| comparison.allocated),
    ("stripped file", |comparison| {
        comparison.stripped.unwrap_or_default()
    }),
];

fn size_rows(table: &mut Table, name: &str, sizes: [Change; SIZES.len()]) {
    for (position, ((label, _), size)) in SIZES.iter().zip(sizes).enumerate() {
        table.row([
            Cell::left(if position == 0 { name } else { "" }),
            Cell::left(*label),
            Cell::right(bytes(size.before)),
            Cell::right(bytes(size.after)),
            Cell::right(signed(size.saved())),
            Cell::right(percent(size)),
        ]);
    }
}

fn percent(size: Change) -> String {
    size.percent()
        .map_or_else(String::new, |percent| format!("{percent:.1} %"))
}

/// The package, and the binary if it has another name.
fn name(measured: &Measured) -> String {
    let program = &measured.program;
    if program.package == program.name {
        program.name.clone()
    } else {
        format!("{}/{}", program.package, program.name)
    }
}

/// One table: every split function of one program, then the sum of all others.
fn functions(measurement: &Measurement, measured: &Measured) -> Table {
    let comparison = &measured.comparison;
    let mut table = Table::default();
    table.row([
        Cell::left(format!(
            "{}, profile {}",
            name(measured),
            measurement.profile
        )),
        Cell::right("copies off"),
        Cell::right("on"),
        Cell::right("bytes off"),
        Cell::right("on"),
        Cell::right("saved"),
        Cell::left("of these"),
    ]);
    for split in &comparison.splits {
        table.row(split_row(split));
    }
    if comparison.splits.is_empty() {
        table.row([Cell::left("no function in it is split")]);
    }
    let others = comparison
        .others
        .iter()
        .fold(Change::default(), |sum, it| Change {
            before: sum.before + it.bytes.before,
            after: sum.after + it.bytes.after,
        });
    table.row([
        Cell::left(format!("others that changed: {}", comparison.others.len())),
        Cell::right(""),
        Cell::right(""),
        Cell::right(bytes(others.before)),
        Cell::right(bytes(others.after)),
        Cell::right(signed(others.saved())),
    ]);
    table
}

fn split_row(split: &Split) -> [Cell; 7] {
    let size = split.bytes();
    let parts = match split.after.shims {
        0 => format!("inner {}, shims inlined", bytes(split.after.inner_bytes)),
        count => format!(
            "inner {}, shims {} (copies: {count})",
            bytes(split.after.inner_bytes),
            bytes(split.after.shim_bytes)
        ),
    };
    let note = match split.verdict() {
        Verdict::Costs(cost) => format!(
            "{parts}: this split COSTS {} bytes, unless callers shrank",
            bytes(cost)
        ),
        Verdict::Inlined => format!("{parts}: off, it was inlined into its callers; see .text"),
        Verdict::Saves(_) | Verdict::Even => parts,
    };
    let (copies, saved) = match split.verdict() {
        Verdict::Inlined => ("-".to_owned(), "?".to_owned()),
        _ => (split.before.copies.to_string(), signed(size.saved())),
    };
    [
        Cell::left(split.function.clone()),
        Cell::right(copies),
        Cell::right(split.after.copies.to_string()),
        Cell::right(bytes(size.before)),
        Cell::right(bytes(size.after)),
        Cell::right(saved),
        Cell::left(note),
    ]
}
