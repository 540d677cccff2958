//! In: what came of attributes. Out: a chart of it: for each function the bytes that were
//! predicted, and those that are saved, or why nothing was measured.

use demono_report::{AppliedFunction, ApplyCommand, ApplyReport};
use maud::Markup;

use super::canvas::{Canvas, Place};
use super::label;
use super::layout::Rect;
use crate::render::words::{bytes, counted};

/// Further functions are only counted: a chart has to stay readable.
const MOST_ROWS: usize = 40;

/// Where things are; in a narrow chart what is beside the bars comes above and below.
struct Shape {
    width: f64,
    margin: f64,
    row: f64,
    bars: f64,
    longest: f64,
}

impl Shape {
    fn of(place: Place) -> Self {
        let margin = if place == Place::File { 16.0 } else { 0.0 };
        match place {
            Place::File | Place::Wide => Shape {
                width: 960.0,
                margin,
                row: 46.0,
                bars: 340.0,
                longest: 320.0,
            },
            Place::Narrow => Shape {
                width: 440.0,
                margin,
                row: 78.0,
                bars: 0.0,
                longest: 330.0,
            },
        }
    }

    fn is_narrow(&self) -> bool {
        self.bars == 0.0
    }
}

/// `Attributes written: bytes predicted and saved`.
pub(crate) fn heading(report: &ApplyReport) -> String {
    let what = match report.command {
        ApplyCommand::Apply => "Attributes written",
        ApplyCommand::Prune => "Attributes removed",
    };
    let dry = if report.dry_run { " (dry run)" } else { "" };
    format!("{what}{dry}: bytes of machine code, predicted and saved")
}

/// Draws `report` for `place`.
pub(crate) fn draw(report: &ApplyReport, place: Place) -> Markup {
    let shape = Shape::of(place);
    let heading = heading(report);
    let mut canvas = Canvas::default();
    let mut y = 8.0;
    if place == Place::File {
        let text = label::clip(&heading, shape.width - 32.0, 15.0).unwrap_or_default();
        canvas.text("dm-strong", shape.margin, 28.0, 15.0, &text);
        y = 44.0;
    }
    let sentence = |canvas: &mut Canvas, y: f64, text: &str| {
        canvas.text("dm-dim", shape.margin, y + 16.0, 13.0, text);
    };
    if report.functions.is_empty() {
        sentence(&mut canvas, y, "No function was tried.");
        return canvas.finish(place, shape.width, y + 32.0, &heading);
    }
    y = header(&mut canvas, &shape, y);
    let shown = &report.functions[..report.functions.len().min(MOST_ROWS)];
    let amounts = shown.iter().flat_map(|it| [it.predicted, it.actual]);
    let amounts = amounts.flatten().map(i64::unsigned_abs);
    let longest = amounts.max().unwrap_or(0).max(1);
    for function in shown {
        let rule = Rect {
            x: shape.margin,
            y,
            width: shape.width - 2.0 * shape.margin,
            height: 1.0,
        };
        canvas.rect("dm-none", rule);
        row(&mut canvas, &shape, function, longest, y);
        y += shape.row;
    }
    let more = report.functions.len() - shown.len();
    if more > 0 {
        let text = format!(
            "and {}",
            counted(more as u64, "more function", "more functions")
        );
        sentence(&mut canvas, y, &text);
        y += 26.0;
    }
    canvas.finish(place, shape.width, y + 6.0, &heading)
}

/// Says what the bars are; returns where the rows begin.
fn header(canvas: &mut Canvas, shape: &Shape, y: f64) -> f64 {
    let mut x = shape.bars.max(shape.margin);
    for (class, text) in [
        ("dm-before", "predicted"),
        ("dm-after", "saved"),
        ("dm-costs", "costs"),
    ] {
        x = canvas.swatch(class, text, x, y);
    }
    if !shape.is_narrow() {
        canvas.text("dm-dim", shape.margin, y + 13.0, 11.0, "function");
        let right = shape.width - shape.margin;
        canvas.text_right("dm-dim", right, y + 13.0, 11.0, "outcome");
    }
    y + 24.0
}

fn row(canvas: &mut Canvas, shape: &Shape, function: &AppliedFunction, longest: u64, y: f64) {
    canvas.tag("<g>");
    let outcome = function.outcome.words();
    let why = function
        .why
        .as_deref()
        .map_or(String::new(), |why| format!(": {why}"));
    canvas.title(&format!("{}: {outcome}{why}", function.function));
    let room = if shape.is_narrow() {
        shape.width
    } else {
        shape.bars - shape.margin - 16.0
    };
    let name = label::function(&function.function, "", room, 12.0).unwrap_or_default();
    canvas.text("dm-strong", shape.margin, y + 20.0, 12.0, &name);
    let attribute = label::clip(&function.attribute, room, 11.0).unwrap_or_default();
    if shape.is_narrow() {
        let text = format!("{outcome}, {attribute}");
        canvas.text("dm-dim", shape.margin, y + 70.0, 11.0, &text);
    } else {
        canvas.text("dm-dim", shape.margin, y + 36.0, 11.0, &attribute);
        let right = shape.width - shape.margin;
        let class = if function.outcome.is_kept() {
            "dm-strong"
        } else {
            "dm-dim"
        };
        canvas.text_right(class, right, y + 27.0, 12.0, outcome);
    }
    let first = y + if shape.is_narrow() { 26.0 } else { 8.0 };
    for (at, (class, amount)) in [
        ("dm-before", function.predicted),
        ("dm-after", function.actual),
    ]
    .into_iter()
    .enumerate()
    {
        let top = first + 16.0 * at as f64;
        let x = shape.bars.max(shape.margin);
        let Some(amount) = amount else {
            let text = if at == 0 {
                "not predicted"
            } else {
                "not measured"
            };
            canvas.text("dm-dim", x, top + 10.5, 11.0, text);
            continue;
        };
        let bar = Rect {
            x,
            y: top,
            width: shape.longest * (amount.unsigned_abs() as f64 / longest as f64),
            height: 13.0,
        };
        canvas.rect(if amount < 0 { "dm-costs" } else { class }, bar);
        if amount < 0 {
            canvas.hatch(bar);
        }
        let sign = if amount < 0 { "costs " } else { "" };
        let text = format!("{sign}{}", bytes(amount.unsigned_abs()));
        canvas.text("", bar.right() + 6.0, bar.y + 10.5, 11.0, &text);
    }
    canvas.tag("</g>");
}
