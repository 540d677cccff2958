//! In: a ladder. Out: a chart of it: for each technique, the size of the programs without
//! and with their splits, or why it did not run.

use demono_report::{Change, LadderReport, Outcome, Rung};
use maud::Markup;

use super::canvas::{Canvas, Place};
use super::label;
use super::layout::Rect;
use crate::render::words::{bytes, percent, signed_percent};

/// Which of the sizes of a rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Metric {
    /// The file that users download.
    #[default]
    File,
    /// Machine code.
    Text,
}

/// Where things are; in a narrow chart what is beside the bars comes above and below.
struct Shape {
    width: f64,
    margin: f64,
    row: f64,
    bars: f64,
    longest: f64,
    narrow: bool,
}

const WIDE: Shape = Shape {
    width: 960.0,
    margin: 16.0,
    row: 46.0,
    bars: 236.0,
    longest: 330.0,
    narrow: false,
};

const NARROW: Shape = Shape {
    width: 440.0,
    margin: 0.0,
    row: 78.0,
    bars: 0.0,
    longest: 330.0,
    narrow: true,
};

/// The size of `rung` that `metric` asks for.
pub(crate) fn size(rung: &Rung, metric: Metric) -> Option<Change> {
    match (&rung.outcome, metric) {
        (Outcome::Measured(sizes), Metric::File) => Some(sizes.file),
        (Outcome::Measured(sizes), Metric::Text) => sizes.text,
        (Outcome::NotRun { .. }, _) => None,
    }
}

/// `saves 1,234 (12.3 %)`, `costs 12 (0.1 %)`, `saves nothing`.
pub(crate) fn on_top(size: Change) -> String {
    let word = match size.saved() {
        0 => return "saves nothing".to_owned(),
        1.. => "saves",
        _ => "costs",
    };
    let amount = size.saved().unsigned_abs();
    match percent(amount as f64, size.before as f64) {
        Some(share) => format!("{word} {} ({share})", bytes(amount)),
        None => format!("{word} {}", bytes(amount)),
    }
}

/// What a technique does by itself, without the splits: `-12.3 %`.
pub(crate) fn alone(ladder: &LadderReport, rung: &Rung, metric: Metric) -> Option<String> {
    let (text, file) = ladder.own_saving(rung);
    let own = match metric {
        Metric::Text => text,
        Metric::File => file,
    }?;
    signed_percent(-own.saved() as f64, own.before as f64)
}

/// Draws `ladder` for `place`.
pub(crate) fn draw(ladder: &LadderReport, metric: Metric, place: Place) -> Markup {
    let shape = if place == Place::Narrow { NARROW } else { WIDE };
    let margin = if place == Place::Wide {
        0.0
    } else {
        shape.margin
    };
    let what = match metric {
        Metric::File => "file",
        Metric::Text => "machine code",
    };
    let heading = format!("{}: {what}, bytes", programs(ladder));
    let mut canvas = Canvas::default();
    let mut y = 8.0;
    if place == Place::File {
        let text = label::clip(&heading, shape.width - 32.0, 15.0).unwrap_or_default();
        canvas.text("dm-strong", margin, 28.0, 15.0, &text);
        y = 44.0;
    }
    if ladder.rungs.is_empty() {
        canvas.text(
            "dm-dim",
            margin,
            y + 16.0,
            13.0,
            "No technique was measured.",
        );
        return canvas.finish(place, shape.width, y + 32.0, &heading);
    }
    y = header(&mut canvas, &shape, margin, y);
    let longest = longest(ladder, metric);
    for rung in &ladder.rungs {
        let rule = Rect {
            x: margin,
            y,
            width: shape.width - 2.0 * margin,
            height: 1.0,
        };
        canvas.rect("dm-none", rule);
        canvas.tag("<g>");
        name(&mut canvas, &shape, rung, margin, y);
        match size(rung, metric) {
            Some(size) => bars(&mut canvas, &shape, size, longest, margin, y),
            None => absent(&mut canvas, &shape, rung, margin, y),
        }
        if let Some(size) = size(rung, metric) {
            let alone = alone(ladder, rung, metric);
            remarks(&mut canvas, &shape, alone, size, margin, y);
        }
        canvas.tag("</g>");
        y += shape.row;
    }
    canvas.finish(place, shape.width, y + 6.0, &heading)
}

/// Says what the bars and columns are; returns where the rows begin.
fn header(canvas: &mut Canvas, shape: &Shape, margin: f64, y: f64) -> f64 {
    let mut x = if shape.narrow { margin } else { shape.bars };
    for (class, text) in [
        ("dm-before", "without the splits"),
        ("dm-after", "with them"),
    ] {
        x = canvas.swatch(class, text, x, y);
    }
    if !shape.narrow {
        let right = shape.width - margin;
        canvas.text("dm-dim", margin, y + 13.0, 11.0, "technique");
        canvas.text_right("dm-dim", right - 196.0, y + 13.0, 11.0, "by itself");
        canvas.text_right("dm-dim", right, y + 13.0, 11.0, "the splits on top");
    }
    y + 24.0
}

/// The bytes that the longest bar stands for. Those that are much longer than most, as with
/// debug information, are cut off, because the others would all look alike.
fn longest(ladder: &LadderReport, metric: Metric) -> u64 {
    let mut sizes: Vec<u64> = (ladder.rungs.iter())
        .filter_map(|rung| size(rung, metric))
        .map(|size| size.before.max(size.after))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let most = sizes.get(..=sizes.len() / 2).unwrap_or(&[]);
    let mut steps = most.windows(2).filter_map(|pair| match pair {
        [larger, next] if *larger / 2 > *next => Some(next + next / 8),
        _ => None,
    });
    steps.next_back().or(sizes.first().copied()).unwrap_or(0)
}

/// The programs, by name if they are few.
pub(crate) fn programs(ladder: &LadderReport) -> String {
    match ladder.programs.len() {
        0..=3 => ladder.programs.join(", "),
        many => format!("{many} programs together"),
    }
}

fn name(canvas: &mut Canvas, shape: &Shape, rung: &Rung, margin: f64, y: f64) {
    if shape.narrow {
        canvas.text("dm-strong", margin, y + 18.0, 13.0, &rung.name);
        let x = margin + label::width(&rung.name, 13.0) + 16.0;
        if let Some(settings) = label::clip(&rung.settings, shape.width - x, 11.0) {
            canvas.text("dm-dim", x, y + 18.0, 11.0, &settings);
        }
        return;
    }
    let room = shape.bars - margin - 16.0;
    let name = label::clip(&rung.name, room, 13.0).unwrap_or_default();
    canvas.text("dm-strong", margin, y + 20.0, 13.0, &name);
    if let Some(settings) = label::clip(&rung.settings, room, 11.0) {
        canvas.text("dm-dim", margin, y + 36.0, 11.0, &settings);
    }
    canvas.title(&format!("{}: {}", rung.name, rung.settings));
}

fn bars(canvas: &mut Canvas, shape: &Shape, size: Change, longest: u64, margin: f64, y: f64) {
    let x = shape.bars.max(margin);
    let after = if size.saved() < 0 {
        "dm-costs"
    } else {
        "dm-after"
    };
    let first = y + if shape.narrow { 26.0 } else { 8.0 };
    for (at, (class, amount)) in [("dm-before", size.before), (after, size.after)]
        .into_iter()
        .enumerate()
    {
        let share = amount as f64 / (longest.max(1)) as f64;
        let bar = Rect {
            x,
            y: first + 16.0 * at as f64,
            width: shape.longest * share.min(1.0),
            height: 13.0,
        };
        canvas.rect(class, bar);
        if class == "dm-costs" {
            canvas.hatch(bar);
        }
        if share > 1.0 {
            canvas.cut(bar);
        }
        canvas.text("", bar.right() + 6.0, bar.y + 10.5, 11.0, &bytes(amount));
    }
}

fn absent(canvas: &mut Canvas, shape: &Shape, rung: &Rung, margin: f64, y: f64) {
    let text = match &rung.outcome {
        Outcome::NotRun { why } => format!("not run: {why}"),
        Outcome::Measured(_) => "not known: a packer hides it".to_owned(),
    };
    let (x, y) = if shape.narrow {
        (margin, y + 42.0)
    } else {
        (shape.bars, y + 27.0)
    };
    let shown = label::clip(&text, shape.width - margin - x, 12.0).unwrap_or_default();
    canvas.tag("<g>");
    canvas.title(&text);
    canvas.text("dm-dim", x, y, 12.0, &shown);
    canvas.tag("</g>");
}

fn remarks(
    canvas: &mut Canvas,
    shape: &Shape,
    alone: Option<String>,
    size: Change,
    margin: f64,
    y: f64,
) {
    if shape.narrow {
        let mut text = format!("on top: {}", on_top(size));
        if let Some(alone) = alone {
            text.insert_str(0, &format!("by itself {alone}; "));
        }
        canvas.text("dm-dim", margin, y + 70.0, 11.0, &text);
        return;
    }
    let right = shape.width - margin;
    if let Some(alone) = alone {
        canvas.text_right("", right - 196.0, y + 27.0, 12.0, &alone);
    }
    canvas.text_right("dm-strong", right, y + 27.0, 12.0, &on_top(size));
}
