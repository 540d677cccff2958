//! The table of what wastes bytes and is not proposed.

use demono_report::{Candidate, SuggestReport};

use super::cells::{copies_word, count};
use crate::render::part::{place, shown, Style};
use crate::render::table::{Cell, Table, Tone};
use crate::render::words::bytes;

/// What wastes bytes and is not proposed, with the reason.
pub(super) fn refused(report: &SuggestReport, style: Style) -> Table {
    let mut table = Table::new(&[
        ">wasted",
        ">bytes",
        ">copies",
        "function not proposed",
        "why not",
    ]);
    let (loud, quiet): (Vec<&Candidate>, Vec<&Candidate>) =
        (report.refused.iter()).partition(|it| it.wasted >= style.noise);
    let (first, rest) = loud.split_at(shown(style.limit, loud.len()));
    for candidate in first {
        table.row([
            Cell::right(bytes(candidate.wasted)),
            Cell::right(bytes(candidate.bytes)),
            Cell::right(copies_word(candidate.count())),
            Cell::left(candidate.function.clone()),
            Cell::left((candidate.reason.as_ref()).map_or("", |reason| reason.text.as_str())),
        ]);
        if style.detail {
            if let Some(file) = &candidate.file {
                let blank = [Cell::right(""), Cell::right(""), Cell::right("")];
                let place = Cell::left(format!("  {}", place(file, candidate.line)));
                table.row(blank.into_iter().chain([place]));
            }
        }
    }
    let mut sum = |label: String, wasted: u64, size: String, copies: String| {
        table.row([
            Cell::right(bytes(wasted)),
            Cell::right(size),
            Cell::right(copies),
            Cell::left(label).tone(Tone::Head),
        ]);
    };
    for (candidates, label) in [
        (rest, format!("{} more: see --limit", rest.len())),
        (
            &quiet,
            format!(
                "{} wasting less than {} bytes each",
                quiet.len(),
                style.noise
            ),
        ),
    ] {
        if candidates.is_empty() {
            continue;
        }
        let total = |size: fn(&Candidate) -> u64| {
            let sizes = candidates.iter().map(|it| size(it));
            sizes.fold(0, u64::saturating_add)
        };
        let size = bytes(total(|it| it.bytes));
        sum(
            label,
            total(|it| it.wasted),
            size,
            copies_word(count(candidates.iter().copied())),
        );
    }
    let unmapped = report.unmapped;
    if unmapped.families > 0 {
        let label = match unmapped.families {
            1 => "1 function whose source was not found".to_owned(),
            many => format!("{many} functions whose source was not found"),
        };
        sum(label, unmapped.wasted, String::new(), String::new());
    }
    table
}
