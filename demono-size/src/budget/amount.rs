//! In: a limit as people write it: `"35 KiB"`, `300000`, `"+1 %"`. Out: a number with
//! what it is relative to. Refused: everything else, with examples.

use std::fmt;

use bytesize::ByteSize;
use serde::Deserialize;

/// A limit on a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// A number of bytes.
    Bytes(u64),
    /// Bytes that the size may grow by, over the baseline: `"+4 KiB"`.
    Grows(u64),
    /// Percent: growth over the baseline for a maximum; a part of the size without the
    /// splits for `saves`.
    Percent(f64),
}

impl Limit {
    /// The largest size allowed; `None` if it depends on a baseline that is not there.
    pub fn maximum(self, baseline: Option<u64>) -> Option<u64> {
        match self {
            Limit::Bytes(bytes) => Some(bytes),
            Limit::Grows(bytes) => baseline?.checked_add(bytes),
            // A size below 2^53, so the product is exact enough to floor.
            Limit::Percent(percent) => {
                let baseline = baseline?;
                baseline.checked_add((baseline as f64 * percent / 100.0) as u64)
            }
        }
    }

    /// Whether the limit is relative to a baseline.
    pub fn is_relative(self) -> bool {
        !matches!(self, Limit::Bytes(_))
    }
}

/// A limit as it stands in a manifest.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "a size such as \"35 KiB\", \"+1 %\" or 35840")]
pub(super) enum Written {
    Number(u64),
    Text(String),
}

impl Written {
    pub(super) fn parse(&self) -> Result<Limit, &'static str> {
        let text = match self {
            Written::Number(bytes) => return Ok(Limit::Bytes(*bytes)),
            Written::Text(text) => text.trim(),
        };
        let growth = text.strip_prefix('+');
        let amount = growth.unwrap_or(text).trim_start();
        if let Some(percent) = amount.strip_suffix('%') {
            let percent: f64 = percent.trim().parse().map_err(|_| HELP)?;
            let sensible = percent.is_finite() && (0.0..=1_000_000.0).contains(&percent);
            return sensible.then_some(Limit::Percent(percent)).ok_or(HELP);
        }
        if !amount.starts_with(|first: char| first.is_ascii_digit()) {
            return Err(HELP);
        }
        let ByteSize(bytes) = amount.parse().map_err(|_| HELP)?;
        Ok(if growth.is_some() {
            Limit::Grows(bytes)
        } else {
            Limit::Bytes(bytes)
        })
    }
}

const HELP: &str = "write a size such as \"35 KiB\", \"1.2 MB\" or 35840 (bytes), or relative to \
                    the baseline \"+4 KiB\" or \"+1 %\"";

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Written::Number(bytes) => bytes.fmt(f),
            Written::Text(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, Written};

    fn parse(text: &str) -> Option<Limit> {
        Written::Text(text.to_owned()).parse().ok()
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(parse("35 KiB"), Some(Limit::Bytes(35 * 1024)));
        assert_eq!(parse("35KiB"), Some(Limit::Bytes(35 * 1024)));
        assert_eq!(parse("1.5 MB"), Some(Limit::Bytes(1_500_000)));
        assert_eq!(parse("12 kB"), Some(Limit::Bytes(12_000)));
        assert_eq!(parse(" 300000 "), Some(Limit::Bytes(300_000)));
        assert_eq!(parse("+4 KiB"), Some(Limit::Grows(4096)));
        assert_eq!(parse("+ 0.5 %"), Some(Limit::Percent(0.5)));
        assert_eq!(parse("10%"), Some(Limit::Percent(10.0)));
        assert_eq!(Written::Number(7).parse(), Ok(Limit::Bytes(7)));
        for wrong in [
            "", "-1 KiB", "KiB", "5 XB", "nan %", "-1 %", "1e999 %", "inf",
        ] {
            assert_eq!(parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn percents_are_on_top_of_the_baseline() {
        assert_eq!(Limit::Percent(1.0).maximum(Some(1000)), Some(1010));
        assert_eq!(Limit::Percent(0.0).maximum(Some(1000)), Some(1000));
        assert_eq!(Limit::Grows(5).maximum(Some(1000)), Some(1005));
        assert_eq!(Limit::Grows(5).maximum(None), None);
        assert_eq!(Limit::Bytes(5).maximum(None), Some(5));
    }
}
