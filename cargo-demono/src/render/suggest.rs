//! `cargo demono suggest`: what could be split, what could not, and the crates.

use demono_report::{
    AttributePlace, Candidate, CandidateCopy, CrateEntry, Origin, PackageEntry, SuggestReport,
};

use super::table::{bytes, signed, Cell, Table, Tone};
use super::{place, shown, Part, Style};

pub(super) fn parts(report: &SuggestReport, style: Style) -> Vec<Part> {
    let mut parts = vec![Part::Line(format!(
        "{}, target {}, profile {}, bytes of machine code",
        report.compiler, report.target, report.profile
    ))];
    parts.extend(programs(report, style).map(Part::Line));
    let mut all = report.candidates.iter().chain(&report.refused);
    if all.any(|it| it.count().1 > 0) {
        let text = "copies: 3+2 are three functions, and two places where one was inlined";
        parts.push(Part::Line(text.to_owned()));
    }
    let dynamic = |it: &Candidate| it.proposal.as_ref().is_some_and(|it| it.dynamic);
    if report.candidates.iter().any(dynamic) {
        let text = "dyn: makes trait objects, and each call through them takes a little time";
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

/// What can be split and pays, with a row of its own for where that is.
fn candidates(report: &SuggestReport, style: Style) -> Table {
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
            let text = format!("to be written on the {on} in line {}", proposal.place_line);
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
        let text = format!("  {} more copies", rest.len());
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

fn saving_cell(saving: i64) -> Cell {
    Cell::right(signed(saving)).tone(Tone::of_saving(saving))
}

/// `12`, or `12+3` if three more were inlined.
fn copies_word((copies, inlined): (usize, usize)) -> String {
    match inlined {
        0 => copies.to_string(),
        inlined => format!("{copies}+{inlined}"),
    }
}

fn count(candidates: &[Candidate]) -> (usize, usize) {
    let counts = candidates.iter().map(Candidate::count);
    counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

/// What wastes bytes and is not proposed, with the reason.
fn refused(report: &SuggestReport, style: Style) -> Table {
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
                "{} that waste less than {} bytes each",
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
        let counts = candidates.iter().map(|it| it.count());
        let counts = counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let size = bytes(total(|it| it.bytes));
        sum(label, total(|it| it.wasted), size, copies_word(counts));
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

/// Where the waste is, for those who could do something about it.
fn crates(entries: &[CrateEntry], style: Style) -> Table {
    let mut table = Table::new(&[
        ">wasted",
        ">bytes",
        ">families",
        ">could be split",
        ">saving",
        "crate",
        "most wasted",
    ]);
    let (first, rest) = entries.split_at(shown(style.limit, entries.len()));
    for entry in first {
        table.row([
            Cell::right(bytes(entry.wasted)),
            Cell::right(bytes(entry.bytes)),
            Cell::right(entry.families.to_string()),
            Cell::right(entry.candidates.to_string()),
            saving_cell(entry.saving),
            Cell::left(crate_words(entry)),
            Cell::left(entry.top.first().cloned().unwrap_or_default()),
        ]);
        if style.detail {
            for name in entry.top.iter().skip(1) {
                let blank = (0..5).map(|_| Cell::right("")).chain([Cell::left("")]);
                table.row(blank.chain([Cell::left(name.clone())]));
            }
        }
    }
    let mut sum = |label: String, entries: &[CrateEntry]| {
        let total = |size: fn(&CrateEntry) -> u64| {
            let sizes = entries.iter().map(size);
            bytes(sizes.fold(0, u64::saturating_add))
        };
        let saving = entries.iter().map(|it| it.saving);
        table.row([
            Cell::right(total(|it| it.wasted)),
            Cell::right(total(|it| it.bytes)),
            Cell::right(
                entries
                    .iter()
                    .map(|it| it.families)
                    .sum::<usize>()
                    .to_string(),
            ),
            Cell::right(
                entries
                    .iter()
                    .map(|it| it.candidates)
                    .sum::<usize>()
                    .to_string(),
            ),
            saving_cell(saving.fold(0, i64::saturating_add)),
            Cell::left(label).tone(Tone::Head),
        ]);
    };
    if !rest.is_empty() {
        sum(format!("{} more crates: see --limit", rest.len()), rest);
    }
    if entries.len() > 1 {
        sum(format!("all {} crates", entries.len()), entries);
    }
    table
}

/// `serde_json 1.0.3 (registry)`: the crate, and the package if it has another name.
fn crate_words(entry: &CrateEntry) -> String {
    let Some(package) = &entry.package else {
        return entry.krate.clone();
    };
    let PackageEntry {
        name,
        version,
        origin,
        repository: _,
    } = package;
    let krate = match name.replace('-', "_") == entry.krate {
        true => name.clone(),
        false => format!("{} of {name}", entry.krate),
    };
    format!("{krate} {version} ({})", origin_word(*origin))
}

pub(super) fn origin_word(origin: Origin) -> &'static str {
    match origin {
        Origin::Member => "member",
        Origin::Path => "path",
        Origin::Registry => "registry",
        Origin::Git => "git",
        Origin::Std => "std",
    }
}
