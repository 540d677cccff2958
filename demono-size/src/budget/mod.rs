//! In: budgets in a manifest, and a committed baseline. Out: for every limit whether the
//! programs are within it. Refused: budgets that cannot be understood, or are for a
//! program that does not exist. What could not be measured is never within.
//!
//! ```toml
//! [[package.metadata.demono.budget]]
//! bin = "app"                    # or `example = ".."`, `lib = true`; default: all
//! target = "x86_64-unknown-linux-gnu" # default: what is built for
//! profile = "release"            # the default; or any other of `cargo demono measure`
//! text = "300 KiB"               # machine code, at most
//! total = "+1 %"                 # all loaded sections, over the baseline at most
//! file = "1.2 MB"                # the stripped file, at most
//! saves = "10 %"                 # of `.text` without the splits, or bytes, at least
//!
//! [package.metadata.demono.budget.family]
//! "my_crate::load" = { copies = 1, bytes = "9 KiB" }
//! ```
//!
//! The same tables stand in a `demono.toml` as `[[budget]]`, with `package = ".."`.

mod amount;
mod baseline;
mod check;
pub(crate) mod error;
mod evaluate;
mod jobs;
mod load;
mod model;
mod parse;
mod weigh;

pub use amount::Limit;
pub use baseline::{Baseline, BaselineEntry, BaselineFamily};
pub use check::{check, Check, Checked};
pub use error::BudgetError;
pub use model::{Budget, CopiesLimit, FamilyLimit, ManifestLine, SetLimit, Which};
