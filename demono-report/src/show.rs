//! In: a finished check. Out: its text, for the terminal and for the message of a test that
//! fails.

use std::fmt;

use crate::check::{BudgetResult, CheckReport, Limited, Status, Unit};

impl CheckReport {
    /// Whether every limit was measured, and kept; without limits nothing is.
    pub fn is_within(&self) -> bool {
        !self.results.is_empty() && self.results.iter().all(|it| it.status == Status::Within)
    }
}

impl BudgetResult {
    /// By how much the limit is exceeded; of `saves`, what is missing.
    pub fn excess(&self) -> Option<i64> {
        let limit = i64::try_from(self.limit?).ok()?;
        let actual = self.actual?;
        let excess = if self.is_minimum() {
            limit.saturating_sub(actual)
        } else {
            actual.saturating_sub(limit)
        };
        (excess > 0).then_some(excess)
    }

    /// Whether the limit is a minimum.
    pub fn is_minimum(&self) -> bool {
        self.limited == Limited::Saves
    }
}

/// Every limit that is not kept, with what to do; then how many are.
impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bad = self.results.iter().filter(|it| it.status != Status::Within);
        for result in bad.clone() {
            writeln!(f, "{result}")?;
        }
        let (bad, all) = (bad.count(), self.results.len());
        write!(f, "{} of {all} limits kept", all - bad)
    }
}

impl fmt::Display for BudgetResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BudgetResult {
            program,
            profile,
            target,
            limited,
            written,
            unit,
            ..
        } = self;
        let word = match self.status {
            Status::Within => "within",
            Status::Over if self.is_minimum() => "below the minimum",
            Status::Over => "over budget",
            Status::NotMeasured => "not measured",
        };
        writeln!(f, "{program} ({profile}, {target}): {limited}: {word}")?;
        let least = if self.is_minimum() { "least" } else { "most" };
        write!(f, "  limit   at {least} {written}")?;
        match self.limit {
            Some(limit) if limit.to_string() != *written => {
                writeln!(f, " = {}", amount(limit.into(), *unit))?
            }
            _ => writeln!(f)?,
        }
        if let Some(actual) = self.actual {
            writeln!(f, "  actual  {}", amount(actual.into(), *unit))?;
        }
        if let Some(baseline) = self.baseline {
            writeln!(f, "  before  {}", amount(baseline.into(), *unit))?;
        }
        if let Some(excess) = self.excess() {
            let label = if self.is_minimum() {
                "missing"
            } else {
                "excess "
            };
            writeln!(f, "  {label} {}", amount(excess.into(), *unit))?;
        }
        if let Some(why) = &self.why {
            writeln!(f, "  why     {why}")?;
        }
        for (number, it) in self.contributors.iter().enumerate() {
            let label = if number == 0 { "largest" } else { "" };
            let copies = amount(it.copies as i128, Unit::Copies);
            write!(f, "  {label:<7} {} in {copies}", it.bytes)?;
            if let Some(grown) = it.grown {
                write!(f, " ({grown:+})")?;
            }
            writeln!(f, ": {}", it.name)?;
        }
        match &self.remedy {
            Some(remedy) => writeln!(f, "  to do   {remedy}"),
            None => Ok(()),
        }
    }
}

/// `1 copy`, `12 bytes`.
fn amount(number: i128, unit: Unit) -> String {
    match (number, unit) {
        (1, Unit::Bytes) => "1 byte".to_owned(),
        (1, Unit::Copies) => "1 copy".to_owned(),
        _ => format!("{number} {unit}"),
    }
}
