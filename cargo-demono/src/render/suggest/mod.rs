//! `cargo demono suggest`: what could be split, what could not, and the crates.

mod candidates;
pub(super) mod cells;
mod crates;
mod refused;

use demono_report::{Candidate, SuggestReport};

use super::part::{Part, Style};
use super::words::bytes;
use candidates::candidates;
use crates::crates;
use refused::refused;

pub(super) fn parts(report: &SuggestReport, style: Style) -> Vec<Part> {
    let mut parts = vec![Part::Line(format!(
        "{}, target {}, profile {}, bytes of machine code",
        report.compiler, report.target, report.profile
    ))];
    parts.extend(programs(report, style).map(Part::Line));
    let mut all = report.candidates.iter().chain(&report.refused);
    if all.any(|it| it.count().1 > 0) {
        let text = "copies: 3+2 means three functions, and two places where one was inlined";
        parts.push(Part::Line(text.to_owned()));
    }
    let dynamic = |it: &Candidate| it.proposal.as_ref().is_some_and(|it| it.dynamic);
    if report.candidates.iter().any(dynamic) {
        let text = "dyn: uses trait objects; calls through them are slower";
        parts.push(Part::Line(text.to_owned()));
    }
    if report.candidates.is_empty() {
        let text = "no function here would make a program smaller if it were split";
        parts.push(Part::Line(text.to_owned()));
    } else {
        parts.push(Part::Table(candidates(report, style)));
    }
    if !report.refused.is_empty() || report.unmapped.families > 0 {
        parts.push(Part::Table(refused(report, style)));
    }
    if !report.crates.is_empty() {
        parts.push(Part::Table(crates(&report.crates, style)));
    }
    parts
}

/// What the programs weigh: each of them, or together if they are many.
fn programs(report: &SuggestReport, style: Style) -> impl Iterator<Item = String> + '_ {
    let many = report.programs.len() > FEW && !style.detail;
    let text = report.programs.iter().map(|it| it.text);
    let together = many.then(|| {
        format!(
            "{} programs: {}",
            report.programs.len(),
            bytes(text.fold(0, u64::saturating_add))
        )
    });
    let single = report.programs.iter().map(|program| {
        let stripped = match program.stripped {
            Some(stripped) => format!(", stripped file {}", bytes(stripped)),
            None => String::new(),
        };
        format!("{}: {}{stripped}", program.name, bytes(program.text))
    });
    together.into_iter().chain(single.filter(move |_| !many))
}

/// Programs that are listed one by one.
const FEW: usize = 6;
