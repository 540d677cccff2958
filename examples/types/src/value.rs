//! Values that user code displays.

use std::fmt;

/// Degrees and minutes.
#[derive(Debug, Clone, Copy)]
pub struct Angle(pub i16, pub u8);

impl fmt::Display for Angle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{b0}{:02}'", self.0, self.1)
    }
}

/// Hundredths.
#[derive(Debug, Clone, Copy)]
pub struct Price(pub i64);

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy)]
pub enum Moment {
    /// Twelve.
    Noon,
    /// Any other.
    Hour {
        /// 0 to 23.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Noon => f.pad("noon"),
            Moment::Hour { hour, minute } => write!(f, "{hour}:{minute:02}"),
        }
    }
}
