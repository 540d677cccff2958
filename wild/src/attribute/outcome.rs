//! In: nothing. Out: the types of what the bench finds out about a crate.

use serde::{Deserialize, Serialize};

use crate::bench::TestsChange;

/// Which attribute stands where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Mode {
    /// `#[demono]` on each function and inherent method that has a conversion.
    Functions,
    /// `#[demono(partial)]` on each `impl` and `trait`.
    Blocks,
    /// `#[demono(dyn, partial)]` on each `impl` and `trait`.
    Objects,
}

impl Mode {
    pub(crate) const ALL: [Mode; 3] = [Mode::Functions, Mode::Blocks, Mode::Objects];

    /// What is in the parentheses of the attribute.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Mode::Functions => "",
            Mode::Blocks => "partial",
            Mode::Objects => "dyn, partial",
        }
    }

    /// For the heads of the table.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Mode::Functions => "`#[demono]` on functions",
            Mode::Blocks => "`#[demono(partial)]` on blocks",
            Mode::Objects => "`#[demono(dyn, partial)]` on blocks",
        }
    }
}

/// The results for one crate.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CrateOutcome {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) kind: String,
    /// Why the crate could not be processed.
    pub(crate) problem: Option<String>,
    pub(crate) modes: Vec<ModeOutcome>,
}

/// The results of one mode for one crate. What is not built on this platform, with these
/// features, is in none of the numbers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ModeOutcome {
    pub(crate) mode: Mode,
    /// Items that got the attribute.
    pub(crate) tried: usize,
    /// Those that compile with it.
    pub(crate) split: usize,
    /// Those for which demono has an error.
    pub(crate) refused: Vec<Refused>,
    /// Those for which rustc has one, and demono has none.
    pub(crate) failed: Vec<Failed>,
    /// Warnings that the attribute adds.
    pub(crate) new_warnings: Vec<Warning>,
    /// Warnings that are gone.
    pub(crate) lost_warnings: Vec<Warning>,
    /// The tests before and after, if they were run.
    pub(crate) tests: Option<TestsChange>,
    /// The tests whose result is another.
    pub(crate) test_differences: Vec<String>,
}

/// An item that demono refuses.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Refused {
    pub(crate) item: String,
    /// demono's words, the first ones if there are several.
    pub(crate) message: String,
}

/// An item that does not compile with the attribute.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Failed {
    pub(crate) item: String,
    /// `E0308`, or the name of a lint, if there is one.
    pub(crate) code: Option<String>,
    pub(crate) message: String,
    /// As rustc shows it.
    pub(crate) rendered: String,
    /// Why this is a limit, if the list of the crates says so.
    pub(crate) known: Option<String>,
}

/// A warning, told from others without the number of its line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Warning {
    /// The name of the lint.
    pub(crate) code: Option<String>,
    pub(crate) message: String,
    pub(crate) file: String,
    /// The line of the source.
    pub(crate) line: String,
}

impl CrateOutcome {
    /// The outcome of each mode, with the name of the crate.
    pub(crate) fn modes_of(&self) -> impl Iterator<Item = (&str, &ModeOutcome)> {
        self.modes.iter().map(|mode| (self.name.as_str(), mode))
    }

    /// Whether nothing is wrong that is not known as a limit.
    pub(crate) fn is_fine(&self) -> bool {
        self.problem.is_none() && self.modes.iter().all(ModeOutcome::is_fine)
    }
}

impl ModeOutcome {
    fn is_fine(&self) -> bool {
        self.failed.iter().all(|it| it.known.is_some())
            && self.new_warnings.is_empty()
            && self.test_differences.is_empty()
    }
}
