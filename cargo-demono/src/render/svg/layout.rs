//! In: weights and a rectangle. Out: one rectangle for each weight, areas in proportion,
//! which together cover it; a weight of zero gets an empty rectangle.
//!
//! The squarified treemap of Bruls, Huizing and van Wijk (2000): rows are filled along
//! the shorter side for as long as that makes their rectangles more like squares.

/// A part of the plane, in units of the view box.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Rect {
    pub(crate) fn area(self) -> f64 {
        self.width * self.height
    }

    pub(crate) fn right(self) -> f64 {
        self.x + self.width
    }

    pub(crate) fn bottom(self) -> f64 {
        self.y + self.height
    }

    pub(crate) fn overlaps(self, other: Rect) -> bool {
        let width = self.right().min(other.right()) - self.x.max(other.x);
        let height = self.bottom().min(other.bottom()) - self.y.max(other.y);
        // Less than what is rounded away is none.
        width > 1e-6 && height > 1e-6
    }

    /// The same with its edges on a grid of hundredths, so that what is written with two
    /// decimals neither overlaps nor leaves a gap: neighbours share the edge they round.
    pub(crate) fn rounded(self) -> Rect {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        let (x, y) = (round(self.x), round(self.y));
        Rect {
            x,
            y,
            width: round(round(self.right()) - x),
            height: round(round(self.bottom()) - y),
        }
    }
}

/// Input:  weights, best the largest first, but in any order
/// Output: their rectangles, in the same order
pub(crate) fn squarify(weights: &[u64], area: Rect) -> Vec<Rect> {
    let total: f64 = weights.iter().map(|&weight| weight as f64).sum();
    let mut rects = Vec::with_capacity(weights.len());
    let mut free = area;
    // What comes after the last weight that is not zero is empty.
    let filled = weights.iter().rposition(|&w| w > 0).map_or(0, |at| at + 1);
    let scale = area.area() / total;
    let mut start = 0;
    while start < filled {
        let end = row_end(&weights[..filled], start, free, scale);
        let row: f64 = weights[start..end].iter().map(|&w| w as f64).sum();
        let last = end == filled;
        free = lay_row(&weights[start..end], row, scale, free, last, &mut rects);
        start = end;
    }
    rects.resize(
        weights.len(),
        Rect {
            width: 0.0,
            height: 0.0,
            ..free
        },
    );
    rects
}

/// Where the row that begins at `start` ends: before the first weight that would make
/// the worst of its rectangles longer.
fn row_end(weights: &[u64], start: usize, free: Rect, scale: f64) -> usize {
    let side = free.width.min(free.height);
    let first = weights[start] as f64 * scale;
    let (mut sum, mut largest, mut smallest) = (first, first, first);
    let mut worst = ratio(sum, largest, smallest, side);
    for (at, &weight) in weights.iter().enumerate().skip(start + 1) {
        let area = weight as f64 * scale;
        sum += area;
        largest = largest.max(area);
        smallest = smallest.min(area);
        let next = ratio(sum, largest, smallest, side);
        if next > worst {
            return at;
        }
        worst = next;
    }
    weights.len()
}

/// The longest side of the worst rectangle of a row, in units of its shortest.
fn ratio(sum: f64, largest: f64, smallest: f64, side: f64) -> f64 {
    let (sum, side) = (sum * sum, side * side);
    let worst = (side * largest / sum).max(sum / (side * smallest));
    if worst.is_nan() {
        f64::INFINITY
    } else {
        worst
    }
}

/// Places one row along the shorter side of `free` and returns what is left of it. The
/// last of everything takes the rest, so that errors of rounding leave no gap.
fn lay_row(
    weights: &[u64],
    sum: f64,
    scale: f64,
    free: Rect,
    last: bool,
    rects: &mut Vec<Rect>,
) -> Rect {
    let upright = free.width >= free.height;
    let (side, room) = if upright {
        (free.height, free.width)
    } else {
        (free.width, free.height)
    };
    let thickness = if last || side <= 0.0 {
        room
    } else {
        (sum * scale / side).min(room)
    };
    let mut offset = 0.0;
    for (at, &weight) in weights.iter().enumerate() {
        let length = if at + 1 == weights.len() {
            side - offset
        } else {
            (side * (weight as f64 / sum)).min(side - offset)
        };
        rects.push(if upright {
            Rect {
                x: free.x,
                y: free.y + offset,
                width: thickness,
                height: length,
            }
        } else {
            Rect {
                x: free.x + offset,
                y: free.y,
                width: length,
                height: thickness,
            }
        });
        offset += length;
    }
    if upright {
        Rect {
            x: free.x + thickness,
            width: free.width - thickness,
            ..free
        }
    } else {
        Rect {
            y: free.y + thickness,
            height: free.height - thickness,
            ..free
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{squarify, Rect};
    use crate::render::samples::Lcg;

    const AREA: Rect = Rect {
        x: 3.0,
        y: 5.0,
        width: 1200.0,
        height: 640.0,
    };

    /// Weights as they come: many small ones, few large ones, some equal.
    fn weights(lcg: &mut Lcg) -> Vec<u64> {
        let count = lcg.below(60);
        let mut weights: Vec<u64> = (0..count)
            .map(|_| {
                let digits = 1 + lcg.below(30);
                lcg.below(1 << digits)
            })
            .collect();
        weights.sort_unstable_by(|a, b| b.cmp(a));
        // What is pooled stands last and may be large.
        weights.extend(count.is_multiple_of(3).then(|| lcg.below(1 << 31)));
        weights
    }

    #[test]
    fn areas_are_in_proportion() {
        let mut lcg = Lcg::new(1);
        for _ in 0..300 {
            let weights = weights(&mut lcg);
            let total: f64 = weights.iter().map(|&w| w as f64).sum();
            for (rect, &weight) in squarify(&weights, AREA).iter().zip(&weights) {
                let expected = AREA.area() * weight as f64 / total.max(1.0);
                assert!((rect.area() - expected).abs() < 1e-3, "{weights:?}");
            }
        }
    }

    #[test]
    fn tiles_cover_the_rectangle_and_do_not_overlap() {
        let mut lcg = Lcg::new(2);
        for _ in 0..100 {
            let weights = weights(&mut lcg);
            let rects: Vec<Rect> = squarify(&weights, AREA)
                .into_iter()
                .map(Rect::rounded)
                .collect();
            assert_eq!(rects.len(), weights.len());
            let covered: f64 = rects.iter().map(|rect| rect.area()).sum();
            if weights.iter().any(|&weight| weight > 0) {
                assert!((covered - AREA.area()).abs() < 0.5, "{covered} {weights:?}");
            }
            for (at, a) in rects.iter().enumerate() {
                assert!(a.x >= AREA.x && a.y >= AREA.y, "{a:?}");
                assert!(a.right() <= AREA.right() + 1e-6, "{a:?}");
                assert!(a.bottom() <= AREA.bottom() + 1e-6, "{a:?}");
                for b in &rects[at + 1..] {
                    assert!(!a.overlaps(*b), "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn zero_one_and_huge_weights() {
        assert!(squarify(&[], AREA).is_empty());
        assert_eq!(squarify(&[7], AREA), [AREA]);
        for rect in squarify(&[0, 0], AREA) {
            assert_eq!(rect.area(), 0.0);
        }
        let rects = squarify(&[u64::MAX, u64::MAX, 1, 0], AREA);
        assert!((rects[0].area() - AREA.area() / 2.0).abs() < 1e-3);
        assert!((rects[1].area() - AREA.area() / 2.0).abs() < 1e-3);
        assert!(rects.iter().all(|rect| rect.x.is_finite()), "{rects:?}");
        assert!(rects.iter().all(|rect| rect.width >= 0.0), "{rects:?}");
        assert!(rects[2].area() < 1e-3 && rects[3].area() == 0.0);
    }

    #[test]
    fn equal_weights_are_nearly_squares() {
        for rect in squarify(&[1; 40], AREA) {
            let ratio = (rect.width / rect.height).max(rect.height / rect.width);
            assert!(ratio < 2.0, "{rect:?}");
        }
    }

    #[test]
    fn the_same_weights_lead_to_the_same_rectangles() {
        let weights: Vec<u64> = (1..200).rev().collect();
        assert_eq!(squarify(&weights, AREA), squarify(&weights, AREA));
    }
}
