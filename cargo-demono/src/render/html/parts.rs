//! In: facts, changes. Out: HTML for them: cards, cells, small tables. Refused: nothing.

use demono_report::{Change, NamedChange};

use crate::render::svg::escape::escape;
use crate::render::svg::words;

/// A cell that holds bytes.
pub(crate) fn bytes_cell(bytes: u64) -> String {
    format!(
        r#"<td class="n" data-bytes="{bytes}">{}</td>"#,
        words::bytes(bytes)
    )
}

/// A cell that holds a saving: `1,234`, or `costs 12`.
pub(crate) fn saved_cell(saved: i64) -> String {
    let amount = words::bytes(saved.unsigned_abs());
    match saved {
        0 => r#"<td class="n" data-bytes="0">0</td>"#.to_owned(),
        1.. => format!(r#"<td class="n good" data-bytes="{saved}">{amount}</td>"#),
        _ => format!(r#"<td class="n bad" data-bytes="{saved}">costs {amount}</td>"#),
    }
}

/// A cell that holds a growth, with its sign.
pub(crate) fn grown_cell(grown: i64) -> String {
    let class = match grown {
        0 => "",
        1.. => " bad",
        _ => " good",
    };
    format!(
        r#"<td class="n{class}" data-bytes="{grown}">{}</td>"#,
        words::signed(grown)
    )
}

/// A cell with a share, which has no bytes of its own.
pub(crate) fn share_cell(share: Option<String>) -> String {
    format!(r#"<td class="n">{}</td>"#, share.unwrap_or_default())
}

/// A card of the overview: a name, a number of bytes, a remark.
pub(crate) fn card(id: &str, name: &str, bytes: u64, remark: &str) -> String {
    format!(
        r#"<div class="card"><dt>{}</dt><dd id="{id}" data-bytes="{bytes}">{}</dd><dd class="dim">{}</dd></div>"#,
        escape(name),
        words::bytes(bytes),
        escape(remark)
    )
}

/// A table under a heading of its own, which scrolls by itself where it is too wide.
pub(crate) fn small_table(id: &str, heads: &[(&str, bool)], rows: &str) -> String {
    let head: String = heads
        .iter()
        .map(|(name, number)| {
            let class = if *number { r#" class="n""# } else { "" };
            format!(r#"<th scope="col"{class}>{}</th>"#, escape(name))
        })
        .collect();
    format!(
        r#"<div class="scroll"><table id="{id}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"#
    )
}

/// Whether less is called a saving, or a change has a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    Saved,
    Grown,
}

/// Sizes before and after.
pub(crate) fn change_table(id: &str, sense: Sense, rows: &[NamedChange]) -> String {
    let (before, after, by) = match sense {
        Sense::Saved => ("off", "on", "saved"),
        Sense::Grown => ("before", "after", "change"),
    };
    let body: String = rows.iter().map(|row| change_row(sense, row)).collect();
    let heads = [
        ("size", false),
        (before, true),
        (after, true),
        (by, true),
        ("share", true),
    ];
    small_table(id, &heads, &body)
}

fn change_row(sense: Sense, row: &NamedChange) -> String {
    let Change { before, after } = row.size;
    let saved = row.size.saved();
    let share = |part: i64| words::percent(part as f64, before as f64);
    let (cell, share) = match sense {
        Sense::Saved => (saved_cell(saved), share(saved)),
        Sense::Grown => {
            let grown = saved.wrapping_neg();
            let plus = if grown > 0 { "+" } else { "" };
            let share = share(grown).map(|share| format!("{plus}{share}"));
            (grown_cell(grown), share)
        }
    };
    format!(
        r#"<tr data-name="{name}"><th scope="row">{name}</th>{}{}{cell}{}</tr>"#,
        bytes_cell(before),
        bytes_cell(after),
        share_cell(share),
        name = escape(&row.name),
    )
}

/// A part of the page.
pub(crate) fn section(id: &str, heading: &str, content: &str) -> String {
    format!(
        r#"<section id="{id}"><h2>{}</h2>{content}</section>"#,
        escape(heading)
    )
}

/// Something that a reader must not miss.
pub(crate) fn note(text: &str) -> String {
    format!(r#"<p class="note">{}</p>"#, escape(text))
}
