//! `cargo demono ladder`: one row for each technique.

use demono_report::{Change, LadderReport, Outcome, Rung, RungSizes};

use super::part::{saving, Part};
use super::table::{Cell, Table, Tone};

pub(super) fn parts(report: &LadderReport) -> Vec<Part> {
    let programs = match &report.programs[..] {
        [one] => one.clone(),
        many => format!("{} programs together", many.len()),
    };
    let mut parts = vec![
        Part::Line(format!("{}, target {}, {programs}", report.compiler, report.target)),
        Part::Line(
            "sizes in bytes; rung: what the technique saves by itself, compared with `release`, or \
             with `strip` for stripped files; split: what the splits save on top of that"
                .to_owned(),
        ),
    ];
    let mut table = Table::new(&[
        "rung", "", ">off", ">rung", ">", ">on", ">split", ">", "settings",
    ]);
    for rung in &report.rungs {
        match &rung.outcome {
            Outcome::Measured(sizes) => rows(&mut table, rung, sizes, report.own_saving(rung)),
            Outcome::NotRun { why } => {
                let blank = (0..6).map(|_| Cell::right(""));
                let cells = [Cell::left(rung.name.clone()), Cell::left("not run")];
                let why = Cell::left(format!("{}: {why}", rung.settings));
                table.row(cells.into_iter().chain(blank).chain([why]));
            }
        }
    }
    parts.push(Part::Table(table));
    parts
}

fn rows(table: &mut Table, rung: &Rung, sizes: &RungSizes, own: (Option<Change>, Option<Change>)) {
    let lines = [
        (".text", sizes.text, own.0),
        ("file", Some(sizes.file), own.1),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(label, size, own)| Some((label, size?, own)));
    for (position, (label, size, own)) in lines.enumerate() {
        let once = |text: &str| Cell::left(if position == 0 { text } else { "" });
        let (own_bytes, own_percent) = match own {
            Some(own) => {
                let [_, _, saved, percent] = saving(own);
                (saved, percent)
            }
            None => (Cell::right(""), Cell::right("")),
        };
        let [before, after, saved, percent] = saving(size);
        table.row([
            once(&rung.name).tone(Tone::Head),
            Cell::left(label),
            before,
            own_bytes,
            own_percent,
            after,
            saved,
            percent,
            once(&rung.settings),
        ]);
    }
}
