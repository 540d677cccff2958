//! In: shapes and texts. Out: SVG elements, with coordinates of at most two decimals. Every
//! text is escaped here and nowhere else: what a report says can only come in as a text.

use std::fmt::{self, Write as _};

use maud::{Markup, PreEscaped};

use super::escape::escape;
use super::label;
use super::layout::Rect;

const STYLE: &str = include_str!("chart.css");

/// Where a chart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A file of its own, with style and background.
    File,
    /// In a page that has the [style] of charts, for wide screens.
    Wide,
    /// The same for narrow screens.
    Narrow,
}

/// The style of all charts.
pub(crate) fn style() -> &'static str {
    STYLE
}

/// Elements that have been drawn.
#[derive(Debug, Default)]
pub(crate) struct Canvas {
    out: String,
}

impl Canvas {
    /// What opens or closes an element, and has nothing of a report in it.
    pub(crate) fn tag(&mut self, tag: &'static str) {
        self.out.push_str(tag);
    }

    /// Opens the group of a tile that stands for `bytes`, and for a row of a table of the
    /// page.
    pub(crate) fn open_cell(&mut self, bytes: u64, row: Option<(usize, usize)>) {
        let _ = write!(self.out, r#"<g class="dm-cell" data-bytes="{bytes}""#);
        if let Some((table, row)) = row {
            let _ = write!(self.out, r#" data-table="{table}" data-row="{row}""#);
        }
        self.out.push('>');
    }

    /// Opens a picture of its own in `rect`, at whose edges it is cut off.
    pub(crate) fn open_inset(&mut self, rect: Rect) {
        let (x, y) = (number(rect.x), number(rect.y));
        let (width, height) = (number(rect.width), number(rect.height));
        let _ = write!(
            self.out,
            r#"<svg x="{x}" y="{y}" width="{width}" height="{height}" aria-hidden="true">"#
        );
    }

    /// Two slanted lines through the end of a bar: it goes on.
    pub(crate) fn cut(&mut self, bar: Rect) {
        for offset in [22.0, 14.0] {
            let x = bar.right() - offset;
            let (top, bottom) = (bar.y - 1.0, bar.bottom() + 1.0);
            let (second, third) = (x + 4.0, x + 3.0);
            let _ = write!(
                self.out,
                r#"<path class="dm-bg" d="M{x} {bottom}L{second} {top}h3L{third} {bottom}z"/>"#
            );
        }
    }

    /// A rectangle of a class.
    pub(crate) fn rect(&mut self, class: &'static str, rect: Rect) {
        self.rect_of(format_args!("{class}"), rect);
    }

    /// A tile of a map, in the colour of `class`.
    pub(crate) fn tile(&mut self, class: &'static str, rect: Rect) {
        self.rect_of(format_args!("dm-tile {class}"), rect);
    }

    fn rect_of(&mut self, class: fmt::Arguments<'_>, rect: Rect) {
        let (x, y) = (number(rect.x), number(rect.y));
        let (width, height) = (number(rect.width), number(rect.height));
        let _ = write!(
            self.out,
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#
        );
    }

    /// Stripes over `rect`, so that a colour is not the only carrier of its meaning.
    pub(crate) fn hatch(&mut self, rect: Rect) {
        let mut path = String::new();
        let reach = rect.width + rect.height;
        let step = (reach / 60.0).max(10.0);
        let mut at = step / 2.0;
        while at < reach {
            // From the left or lower edge to the upper or right one.
            let (x1, y1) = (
                rect.x + (at - rect.height).max(0.0),
                rect.y + at.min(rect.height),
            );
            let (x2, y2) = (
                rect.x + at.min(rect.width),
                rect.y + (at - rect.width).max(0.0),
            );
            let _ = write!(
                path,
                "M{} {}L{} {}",
                number(x1),
                number(y1),
                number(x2),
                number(y2)
            );
            at += step;
        }
        let _ = write!(self.out, r#"<path class="dm-hatch" d="{path}"/>"#);
    }

    /// A square that says what the bars of a class are, with its text, in a line that begins
    /// at `y`; returns where the next one begins.
    pub(crate) fn swatch(&mut self, class: &'static str, text: &str, x: f64, y: f64) -> f64 {
        let square = Rect {
            x,
            y: y + 3.0,
            width: 12.0,
            height: 12.0,
        };
        self.rect(class, square);
        if class == "dm-costs" {
            self.hatch(square);
        }
        self.text("dm-dim", x + 18.0, y + 13.0, 11.0, text);
        x + 18.0 + label::width(text, 11.0) + 14.0
    }

    pub(crate) fn text(&mut self, class: &'static str, x: f64, y: f64, size: f64, text: &str) {
        self.anchored(class, "start", x, y, size, text);
    }

    /// A text that ends at `x`.
    pub(crate) fn text_right(
        &mut self,
        class: &'static str,
        x: f64,
        y: f64,
        size: f64,
        text: &str,
    ) {
        self.anchored(class, "end", x, y, size, text);
    }

    fn anchored(
        &mut self,
        class: &'static str,
        anchor: &'static str,
        x: f64,
        y: f64,
        size: f64,
        text: &str,
    ) {
        let _ = write!(self.out, r#"<text x="{}" y="{}""#, number(x), number(y));
        if !class.is_empty() {
            let _ = write!(self.out, r#" class="{class}""#);
        }
        if anchor != "start" {
            let _ = write!(self.out, r#" text-anchor="{anchor}""#);
        }
        let _ = write!(
            self.out,
            r#" font-size="{}">{}</text>"#,
            number(size),
            escape(text)
        );
    }

    pub(crate) fn title(&mut self, text: &str) {
        let _ = write!(self.out, "<title>{}</title>", escape(text));
    }

    /// Wraps what was drawn into an `svg` element.
    pub(crate) fn finish(self, place: Place, width: f64, height: f64, label: &str) -> Markup {
        let (w, h) = (number(width), number(height));
        let label = escape(label);
        let body = self.out;
        PreEscaped(match place {
            Place::File => format!(
                concat!(
                    r#"<svg xmlns="http://www.w3.org/2000/svg" class="dm" role="img" aria-label="{label}" "#,
                    r#"width="{w}" height="{h}" viewBox="0 0 {w} {h}"><title>{label}</title>"#,
                    "<style>{style}</style>",
                    r#"<rect class="dm-bg" width="{w}" height="{h}" rx="6"/>{body}</svg>"#,
                    "\n"
                ),
                label = label,
                w = w,
                h = h,
                style = STYLE,
                body = body
            ),
            Place::Wide | Place::Narrow => {
                let class = if place == Place::Wide {
                    "wide"
                } else {
                    "narrow"
                };
                format!(
                    r#"<svg class="dm {class}" role="group" aria-label="{label}" viewBox="0 0 {w} {h}">{body}</svg>"#
                )
            }
        })
    }
}

/// At most two decimals, and none that is zero.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}
