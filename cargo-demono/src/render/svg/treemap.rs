//! In: a map. Out: a treemap of it: groups, in them tiles, areas in proportion to bytes; for
//! an empty map a sentence.

use maud::Markup;

use super::canvas::{Canvas, Place};
use super::label;
use super::layout::{squarify, Rect};
use super::map::{Map, Tile};
use super::value::Legend;
use crate::render::words::bytes;

const NAME: f64 = 12.0;
const SMALL: f64 = 10.5;
/// More tiles would not be worth their bytes in the file.
const MOST_TILES: usize = 400;

/// Draws `map` for `place`.
pub(crate) fn draw(map: &Map, place: Place) -> Markup {
    let (width, height) = match place {
        Place::File => (960.0, 540.0),
        Place::Wide => (1240.0, map.height),
        Place::Narrow => (440.0, map.height),
    };
    let mut canvas = Canvas::default();
    let mut top = 0.0;
    if place == Place::File {
        canvas.text("dm-strong", 16.0, 28.0, 15.0, &heading(&map.label));
        top = 42.0;
    }
    let margin = if place == Place::File { 16.0 } else { 0.0 };
    let area = Rect {
        x: margin,
        y: top,
        width: width - 2.0 * margin,
        height,
    };
    if map.weight() == 0 {
        canvas.text("dm-dim", margin, top + 24.0, 13.0, map.empty);
        return canvas.finish(place, width, top + 48.0, &map.label);
    }
    tiles(&mut canvas, map, area);
    let below = legend(&mut canvas, map.legend, area);
    canvas.finish(place, width, below + margin.max(4.0), &map.label)
}

fn tiles(canvas: &mut Canvas, map: &Map, area: Rect) {
    // Bytes for an area that can still be seen and pointed at.
    let bytes_of = |pixels: f64| (map.weight() as f64 * pixels / area.area()) as u64;
    let map = map.pooled(MOST_TILES, bytes_of(60.0), bytes_of(1400.0));
    let weights: Vec<u64> = map.groups.iter().map(|group| group.weight()).collect();
    for (group, room) in map.groups.iter().zip(squarify(&weights, area)) {
        let chip = chip(&group.name, room);
        let tiles = &group.tiles;
        let weights: Vec<u64> = tiles.iter().map(|tile| tile.value.weight()).collect();
        for (tile, rect) in tiles.iter().zip(squarify(&weights, room)) {
            let rect = rect.rounded();
            // A label makes room for the name of the group that would cover it.
            let chip = chip.as_ref().map(|(_, chip)| *chip);
            let top = match chip.filter(|chip| chip.overlaps(rect)) {
                Some(chip) => chip.bottom() - 2.0,
                None => rect.y,
            };
            draw_tile(canvas, tile, &group.name, rect, top);
        }
        canvas.rect("dm-group", room.rounded());
        if let Some((text, back)) = chip {
            canvas.tag(r#"<g class="dm-label">"#);
            canvas.rect("dm-chip", back);
            canvas.text("dm-strong", back.x + 5.0, back.y + 12.5, SMALL, &text);
            canvas.tag("</g>");
        }
    }
}

/// The name of a group lies over its first tile: room of its own would make the tiles of
/// small groups smaller than their bytes.
fn chip(name: &str, room: Rect) -> Option<(String, Rect)> {
    if room.width < 44.0 || room.height < 30.0 {
        return None;
    }
    let text = label::clip(name, room.width - 16.0, SMALL)?;
    let back = Rect {
        x: room.x + 2.0,
        y: room.y + 2.0,
        width: label::width(&text, SMALL) + 10.0,
        height: 17.0,
    };
    Some((text, back.rounded()))
}

fn draw_tile(canvas: &mut Canvas, tile: &Tile, group: &str, rect: Rect, top: f64) {
    canvas.open_cell(tile.value.weight(), tile.row);
    canvas.title(&tile.tooltip(group));
    canvas.tile(tile.value.class(), rect);
    if tile.value.is_hatched() && rect.area() > 150.0 {
        canvas.hatch(rect);
    }
    tile_label(canvas, tile, group, rect, top);
    canvas.tag("</g>");
}

/// Up to three lines below `top`: the name, the number, what the colour means.
fn tile_label(canvas: &mut Canvas, tile: &Tile, group: &str, rect: Rect, top: f64) {
    let mut y = top + 4.0;
    let room = rect.width - 10.0;
    if rect.bottom() - y < NAME + 4.0 {
        return;
    }
    let Some(name) = label::function(&tile.name, group, room, NAME) else {
        return;
    };
    // Widths are estimates: whatever they miss is cut off at the edge of the tile.
    canvas.open_inset(rect);
    y -= rect.y;
    let class = if tile.pooled.is_some() { "dm-pool" } else { "" };
    canvas.text(class, 5.0, y + NAME, NAME, &name);
    y += NAME + 3.0;
    let number = tile.value.number();
    let copies = tile.copies.filter(|&copies| copies > 1);
    let copies = copies.map(|copies| format!("{number} in {} copies", bytes(copies as u64)));
    let remark = tile.value.remark();
    // The longest form of each line that fits completely: half a number would be wrong.
    for forms in [[copies, Some(number)], [remark, tile.value.share()]] {
        if rect.height - y < SMALL + 4.0 {
            break;
        }
        let mut forms = forms.into_iter().flatten();
        if let Some(line) = forms.find(|line| label::width(line, SMALL) <= room) {
            canvas.text("", 5.0, y + SMALL, SMALL, &line);
            y += SMALL + 3.0;
        }
    }
    canvas.tag("</svg>");
}

/// Below the map; returns where it ends.
fn legend(canvas: &mut Canvas, legend: Legend, area: Rect) -> f64 {
    let (mut x, mut y) = (area.x, area.bottom() + 10.0);
    for &(class, text, hatched) in legend.entries() {
        let width = 20.0 + label::width(text, 11.0);
        if x + width > area.right() {
            x = area.x;
            y += 20.0;
        }
        let swatch = Rect {
            x,
            y,
            width: 14.0,
            height: 14.0,
        };
        canvas.rect(class, swatch);
        if hatched {
            canvas.hatch(swatch);
        }
        canvas.text("dm-dim", x + 20.0, y + 11.0, 11.0, text);
        x += width + 14.0;
    }
    y + 18.0
}

/// A note instead of a chart.
pub(crate) fn note(label: &str, text: &str) -> Markup {
    let mut canvas = Canvas::default();
    canvas.text("dm-strong", 16.0, 28.0, 15.0, &heading(label));
    canvas.text("dm-dim", 16.0, 54.0, 13.0, text);
    canvas.finish(Place::File, 960.0, 76.0, label)
}

fn heading(text: &str) -> String {
    label::clip(text, 920.0, 15.0).unwrap_or_default()
}
