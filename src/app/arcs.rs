//! The lines that join holder, cue and target of the stance that is looked at. In: where their words stand; out: SVG
//! paths that run in the gaps between the lines of text and in the margin, never over words. It does not know the page.

use std::fmt::Write;

/// What the lines join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Holder,
    Cue,
    Target,
}

impl End {
    pub const ALL: [Self; 3] = [Self::Holder, Self::Cue, Self::Target];

    /// For the style sheet and for scripts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Cue => "cue",
            Self::Target => "target",
        }
    }
}

/// Where what cannot be seen would come into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfSight {
    Above,
    Below,
}

impl OutOfSight {
    pub const ALL: [Self; 2] = [Self::Above, Self::Below];

    /// For the style sheet and for scripts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
        }
    }

    /// Whether words from `top` to `bottom` are out of sight between `upper` and `lower`.
    #[must_use]
    pub fn of(top: f64, bottom: f64, upper: f64, lower: f64) -> Option<Self> {
        if bottom <= upper { Some(Self::Above) } else { (top >= lower).then_some(Self::Below) }
    }
}

/// Where words stand, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
    pub height: f64,
}

/// Which of the two lines: they keep apart where they run side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    FromHolder,
    ToTarget,
}

/// How round the corners are.
const ROUND: f64 = 4.0;

/// The path from `from` to `to`, by way of the margin at `margin` where they stand in different lines of the text.
#[must_use]
pub fn path(from: Place, to: Place, margin: f64, lane: Lane) -> String {
    let (below, start, end, margin) = match lane {
        Lane::FromHolder => (3.0, from.at(0.5), to.at(0.3), margin - 6.0),
        Lane::ToTarget => (6.0, from.at(0.7), to.at(0.5), margin - 12.0),
    };
    let is_same_line = (from.bottom - to.bottom).abs() < 0.6 * from.height.max(to.height);
    let corners = if is_same_line {
        let y = from.bottom.max(to.bottom) + below;
        vec![(start, y), (end, y)]
    } else {
        let (y, other_y) = (from.bottom + below, to.bottom + below);
        vec![(start, y), (margin, y), (margin, other_y), (end, other_y)]
    };
    rounded((start, from.bottom), &corners, (end, to.bottom))
}

/// Straight lines from `start` by `corners`, which are rounded, to `end`.
fn rounded(start: (f64, f64), corners: &[(f64, f64)], end: (f64, f64)) -> String {
    let mut path = format!("M{:.1} {:.1}", start.0, start.1);
    let mut here = start;
    for (idx, corner) in corners.iter().enumerate() {
        let next = corners.get(idx + 1).copied().unwrap_or(end);
        let (before, after) = (toward(*corner, here), toward(*corner, next));
        // Writing to a string cannot fail.
        let _ = write!(
            path,
            "L{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
            before.0, before.1, corner.0, corner.1, after.0, after.1
        );
        here = *corner;
    }
    let _ = write!(path, "L{:.1} {:.1}", end.0, end.1);
    path
}

/// A point near `corner` on the way to `other`: half of the way at most.
fn toward(corner: (f64, f64), other: (f64, f64)) -> (f64, f64) {
    let (dx, dy) = (other.0 - corner.0, other.1 - corner.1);
    let length = dx.hypot(dy);
    let share = if length > 0.0 { ROUND.min(length / 2.0) / length } else { 0.0 };
    (corner.0 + share * dx, corner.1 + share * dy)
}

impl Place {
    fn at(self, share: f64) -> f64 {
        self.left + share * (self.right - self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lane, OutOfSight, Place, path};

    const HOLDER: Place = Place { left: 100.0, right: 140.0, bottom: 50.0, height: 22.0 };

    #[test]
    fn words_are_out_of_sight_once_nothing_of_them_is_seen() {
        assert_eq!(OutOfSight::of(20.0, 60.0, 50.0, 800.0), None);
        assert_eq!(OutOfSight::of(20.0, 50.0, 50.0, 800.0), Some(OutOfSight::Above));
        assert_eq!(OutOfSight::of(790.0, 820.0, 50.0, 800.0), None);
        assert_eq!(OutOfSight::of(800.0, 820.0, 50.0, 800.0), Some(OutOfSight::Below));
    }

    #[test]
    fn in_one_line_the_path_runs_below_it() {
        let cue = Place { left: 200.0, right: 300.0, ..HOLDER };
        let path = path(HOLDER, cue, 80.0, Lane::FromHolder);
        assert_eq!(path, "M120.0 50.0L120.0 51.5Q120.0 53.0 124.0 53.0L226.0 53.0Q230.0 53.0 230.0 51.5L230.0 50.0");
    }

    #[test]
    fn between_two_lines_it_goes_by_the_margin() {
        let target = Place { left: 300.0, right: 340.0, bottom: 114.0, height: 22.0 };
        let path = path(HOLDER, target, 80.0, Lane::ToTarget);
        assert!(path.contains("Q68.0 56.0") && path.contains("Q68.0 120.0"), "{path}");
    }
}
