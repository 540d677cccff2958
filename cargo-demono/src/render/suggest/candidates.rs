//! The table of what can be split.

use demono_report::{AttributePlace, Candidate, CandidateCopy, SuggestReport};

use super::cells::{copies_word, count, saving_cell};
use crate::render::part::{place, shown, Style};
use crate::render::table::{Cell, Table, Tone};
use crate::render::words::{bytes, counted};

/// What can be split and pays, with a row of its own for where that is.
pub(super) fn candidates(report: &SuggestReport, style: Style) -> Table {
    let mut table = Table::new(&[
        ">saving",
        ">bytes",
        ">copies",
        ">inner",
        ">shims",
        "attribute",
        "function",
    ]);
    let all = &report.candidates;
    let (first, rest) = all.split_at(shown(style.limit, all.len()));
    for candidate in first {
        candidate_rows(&mut table, candidate, report, style);
    }
    let mut sum = |label: String, candidates: &[Candidate]| {
        let saving = candidates.iter().map(Candidate::saving);
        let size = candidates.iter().map(|it| it.bytes);
        table.row([
            saving_cell(saving.fold(0, i64::saturating_add)),
            Cell::right(bytes(size.fold(0, u64::saturating_add))),
            Cell::right(copies_word(count(candidates))),
            Cell::right(""),
            Cell::right(""),
            Cell::left(""),
            Cell::left(label).tone(Tone::Head),
        ]);
    };
    if !rest.is_empty() {
        sum(format!("{} more: see --limit", rest.len()), rest);
    }
    if all.len() > 1 {
        sum(format!("all {} functions", all.len()), all);
    }
    table
}

fn candidate_rows(table: &mut Table, candidate: &Candidate, report: &SuggestReport, style: Style) {
    let (inner, shims, attribute) = match &candidate.proposal {
        Some(it) => (
            bytes(it.inner_bytes),
            bytes(it.shim_bytes),
            it.attribute.as_str(),
        ),
        None => (String::new(), String::new(), ""),
    };
    table.row([
        saving_cell(candidate.saving()),
        Cell::right(bytes(candidate.bytes)),
        Cell::right(copies_word(candidate.count())),
        Cell::right(inner),
        Cell::right(shims),
        Cell::left(attribute),
        Cell::left(candidate.function.clone()),
    ]);
    let mut remark = |saving: Option<i64>, size: Option<u64>, copies: String, text: String| {
        let blank = || Cell::right("");
        table.row([
            saving.map_or_else(blank, saving_cell),
            size.map_or_else(blank, |size| Cell::right(bytes(size))),
            Cell::right(copies),
            blank(),
            blank(),
            Cell::left(""),
            Cell::left(text),
        ]);
    };
    if let Some(file) = &candidate.file {
        remark(None, None, String::new(), place(file, candidate.line));
    }
    if let Some(proposal) = &candidate.proposal {
        let written = Some(proposal.place_line);
        if written != candidate.line {
            let on = match proposal.place {
                AttributePlace::Function => "function",
                AttributePlace::Impl => "impl",
                AttributePlace::Trait => "trait",
            };
            let text = format!("goes on the {on} in line {}", proposal.place_line);
            remark(None, None, String::new(), text);
        }
        if let Some(note) = &proposal.note {
            remark(None, None, String::new(), format!("note: {note}"));
        }
    }
    if !style.detail {
        return;
    }
    if candidate.programs.len() > 1 {
        for program in &candidate.programs {
            remark(
                program.saving,
                Some(program.bytes),
                copies_word((program.copies, program.inlined)),
                format!("  in {}", program.program),
            );
        }
    }
    let (first, rest) = (candidate.copies).split_at(shown(style.limit, candidate.copies.len()));
    for copy in first {
        let text = format!("  {}", copy_words(copy, report.programs.len() > 1));
        remark(None, Some(copy.bytes), String::new(), text);
    }
    if !rest.is_empty() {
        let size = rest.iter().map(|it| it.bytes).fold(0, u64::saturating_add);
        let text = format!("  {} more", counted(rest.len() as u64, "copy", "copies"));
        remark(None, Some(size), String::new(), text);
    }
}

/// `<&str> in app, inlined 3 times`.
fn copy_words(copy: &CandidateCopy, several_programs: bool) -> String {
    let mut words = format!("<{}>", copy.types.join(", "));
    if several_programs {
        words += &format!(" in {}", copy.program);
    }
    match copy.inlined {
        0 => {}
        1 => words += ", inlined once",
        times => words += &format!(", inlined {times} times"),
    }
    words
}
