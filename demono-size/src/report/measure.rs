//! Programs with and without their splits.

use serde::{Deserialize, Serialize};

use super::NamedChange;
use crate::build::{Compiler, ProgramKind};
use crate::compare::{self, Change, Comparison, FunctionChange, Split};
use crate::measure::{Measured, Measurement};
use crate::workspace::Program;

/// Every program in every profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureReport {
    /// `rustc 1.95.0 (..)`.
    pub compiler: String,
    /// The triple the programs run on.
    pub target: String,
    /// In the order asked for.
    pub profiles: Vec<ProfileEntry>,
}

/// Every program in one profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileEntry {
    /// Its name.
    pub profile: String,
    /// The programs, by package and name.
    pub programs: Vec<ProgramEntry>,
    /// `package/name` of programs whose `required-features` are off.
    #[serde(default)]
    pub skipped: Vec<String>,
}

/// One program in one profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramEntry {
    /// Its package.
    pub package: String,
    /// Its name.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub kind: ProgramKind,
    /// What it weighs.
    #[serde(flatten)]
    pub sizes: Sizes,
    /// Every section that is in one of the two, by name.
    pub sections: Vec<NamedChange>,
    /// The functions that demono split, the largest saving first.
    pub functions: Vec<FunctionEntry>,
    /// Other functions that changed, the largest change first.
    pub others: Vec<OtherEntry>,
}

/// What a program weighs, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// Machine code.
    pub text: Change,
    /// All sections that are loaded.
    pub allocated: Change,
    /// The file with symbols.
    pub file: Change,
    /// The file without symbols and debug information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stripped: Option<Change>,
}

/// A function that demono split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunctionEntry {
    /// Its name.
    pub name: String,
    /// Copies of its body before; 0 if all were inlined.
    pub copies_before: usize,
    /// Copies of its body after: 1, mostly.
    pub copies_after: usize,
    /// Copies of the shim; 0 if all were inlined.
    pub shims: usize,
    /// Bytes of the inner.
    pub inner_bytes: u64,
    /// Bytes of the shims.
    pub shim_bytes: u64,
    /// Bytes of all copies before, of shims and inner after.
    #[serde(flatten)]
    pub bytes: Change,
    /// Whether the split pays.
    pub verdict: Verdict,
}

/// Whether a split pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Fewer bytes than before.
    Saves,
    /// More bytes than before.
    Costs,
    /// As many.
    Even,
    /// Every copy was inlined into its caller before: only the totals tell.
    Inlined,
}

/// A function that is not split and has changed nevertheless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherEntry {
    /// Its name.
    pub name: String,
    /// Copies before.
    pub copies_before: usize,
    /// Copies after.
    pub copies_after: usize,
    /// Bytes of all copies.
    #[serde(flatten)]
    pub bytes: Change,
}

impl MeasureReport {
    /// What `measurements` say, made by `compiler`.
    pub fn new(compiler: &Compiler, measurements: &[Measurement]) -> Self {
        let mut programs = measurements.iter().flat_map(|it| &it.programs);
        let target = programs.find_map(|it| it.target.clone());
        MeasureReport {
            compiler: compiler.version.clone(),
            target: target.unwrap_or_else(|| compiler.host.clone()),
            profiles: measurements.iter().map(ProfileEntry::new).collect(),
        }
    }
}

impl ProfileEntry {
    fn new(measurement: &Measurement) -> Self {
        ProfileEntry {
            profile: measurement.profile.to_string(),
            programs: measurement.programs.iter().map(ProgramEntry::new).collect(),
            skipped: measurement
                .skipped
                .iter()
                .map(ToString::to_string)
                .collect(),
        }
    }

    /// The sums over all programs; `stripped` is absent if one of them has none.
    pub fn total(&self) -> Sizes {
        let sum = |size: fn(&Sizes) -> Change| {
            let sizes = self.programs.iter().map(|it| size(&it.sizes));
            sizes.fold(Change::default(), Change::plus)
        };
        let stripped = self.programs.iter().map(|it| it.sizes.stripped);
        Sizes {
            text: sum(|it| it.text),
            allocated: sum(|it| it.allocated),
            file: sum(|it| it.file),
            stripped: stripped
                .collect::<Option<Vec<_>>>()
                .map(|all| all.into_iter().fold(Change::default(), Change::plus)),
        }
    }
}

impl ProgramEntry {
    fn new(measured: &Measured) -> Self {
        let comparison = &measured.comparison;
        ProgramEntry {
            package: measured.program.package.clone(),
            name: measured.program.name.clone(),
            kind: measured.program.kind,
            sizes: Sizes::new(comparison),
            sections: comparison.sections.clone(),
            functions: comparison.splits.iter().map(FunctionEntry::new).collect(),
            others: comparison.others.iter().map(OtherEntry::new).collect(),
        }
    }

    /// The package, and the program if it has another name.
    pub fn label(&self) -> String {
        let program = Program {
            package: self.package.clone(),
            name: self.name.clone(),
            kind: self.kind,
        };
        program.to_string()
    }
}

impl Sizes {
    /// The totals of `comparison`.
    pub fn new(comparison: &Comparison) -> Self {
        Sizes {
            text: comparison.text,
            allocated: comparison.allocated,
            file: comparison.file,
            stripped: comparison.stripped,
        }
    }
}

impl FunctionEntry {
    fn new(split: &Split) -> Self {
        FunctionEntry {
            name: split.function.clone(),
            copies_before: split.before.copies,
            copies_after: split.after.copies,
            shims: split.after.shims,
            inner_bytes: split.after.inner_bytes,
            shim_bytes: split.after.shim_bytes,
            bytes: split.bytes(),
            verdict: match split.verdict() {
                compare::Verdict::Saves(_) => Verdict::Saves,
                compare::Verdict::Costs(_) => Verdict::Costs,
                compare::Verdict::Even => Verdict::Even,
                compare::Verdict::Inlined => Verdict::Inlined,
            },
        }
    }
}

impl OtherEntry {
    fn new(change: &FunctionChange) -> Self {
        OtherEntry {
            name: change.function.clone(),
            copies_before: change.copies_before,
            copies_after: change.copies_after,
            bytes: change.bytes,
        }
    }
}
