//! Programs with and without their splits.

use serde::{Deserialize, Serialize};

use crate::change::{Change, NamedChange};

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

/// What a target of cargo is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum ProgramKind {
    /// `[[bin]]`.
    #[default]
    Bin,
    /// `[[example]]`.
    Example,
    /// `[lib]` with `crate-type = ["cdylib"]`: a shared library, or a Wasm module.
    Cdylib,
    /// `[[test]]`: an integration test.
    Test,
    /// `[[bench]]`.
    Bench,
}

impl ProgramKind {
    /// All of them.
    pub const ALL: [ProgramKind; 5] = [
        ProgramKind::Bin,
        ProgramKind::Example,
        ProgramKind::Cdylib,
        ProgramKind::Test,
        ProgramKind::Bench,
    ];

    /// `bin`, `example`, `cdylib`, `test` or `bench`.
    pub fn word(self) -> &'static str {
        match self {
            ProgramKind::Bin => "bin",
            ProgramKind::Example => "example",
            ProgramKind::Cdylib => "cdylib",
            ProgramKind::Test => "test",
            ProgramKind::Bench => "bench",
        }
    }

    /// Whether `[dev-dependencies]` are linked into it.
    pub fn links_dev_dependencies(self) -> bool {
        !matches!(self, ProgramKind::Bin | ProgramKind::Cdylib)
    }
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

impl ProfileEntry {
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
    /// See [`program_label`].
    pub fn label(&self) -> String {
        program_label(&self.package, &self.name, self.kind)
    }
}

/// `package/name`, or one of the two where they are equal; with the kind where a binary of
/// the package may have the same name.
pub fn program_label(package: &str, name: &str, kind: ProgramKind) -> String {
    let mut label = if package == name {
        name.to_owned()
    } else {
        format!("{package}/{name}")
    };
    if !matches!(kind, ProgramKind::Bin | ProgramKind::Example) {
        label.push_str(&format!(" ({})", kind.word()));
    }
    label
}
