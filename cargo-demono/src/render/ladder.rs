//! `cargo demono ladder`: one row for each technique.

use demono_size::ladder::BASE;
use demono_size::report::{LadderReport, Outcome, RungSizes};
use demono_size::Change;

use super::table::{Cell, Table, Tone};
use super::{percent, saving, Part};

pub(super) fn parts(report: &LadderReport) -> Vec<Part> {
    let programs = match &report.programs[..] {
        [one] => one.clone(),
        many => format!("{} programs together", many.len()),
    };
    let mut parts =
        vec![
        Part::Line(format!("{}, target {}, {programs}", report.compiler, report.target)),
        Part::Line(
            "sizes in bytes; rung: what the technique saves of `release`; split: what the splits \
             save on top of it"
                .to_owned(),
        ),
    ];
    let mut table = Table::new(&[
        "rung", "", ">off", ">rung", ">", ">on", ">split", ">", "settings",
    ]);
    let base = report.base();
    for rung in &report.rungs {
        match &rung.outcome {
            Outcome::Measured(sizes) => {
                rows(&mut table, &rung.name, &rung.settings, sizes, base.as_ref());
            }
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

fn rows(
    table: &mut Table,
    name: &str,
    settings: &str,
    sizes: &RungSizes,
    base: Option<&RungSizes>,
) {
    let lines = [
        (".text", sizes.text, base.and_then(|it| it.text)),
        ("file", Some(sizes.file), base.map(|it| it.file)),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(label, size, base)| Some((label, size?, base)));
    for (position, (label, size, base)) in lines.enumerate() {
        let first = position == 0;
        let own = base.filter(|_| name != BASE).map(|base| Change {
            before: base.before,
            after: size.before,
        });
        let (own_bytes, own_percent) = match own {
            Some(own) => {
                let [_, _, saved, percent] = saving(own);
                (saved, percent)
            }
            None => (Cell::right(""), Cell::right("")),
        };
        let [before, after, saved, _] = saving(size);
        table.row([
            Cell::left(if first { name } else { "" }).tone(Tone::Head),
            Cell::left(label),
            before,
            own_bytes,
            own_percent,
            after,
            saved,
            Cell::right(percent(size)),
            Cell::left(if first { settings } else { "" }),
        ]);
    }
}
