//! What people do to make programs small, in the order in which they usually try it.

use demono_report::BASE_RUNG;

use super::pack::Packer;
use crate::cargo::profile::Profile;

/// A size technique.
pub(super) struct Technique {
    pub(super) name: &'static str,
    /// In the words of a manifest or a shell.
    pub(super) settings: &'static str,
    pub(super) how: How,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// A profile of cargo's own, as people have it who did nothing about size: with
    /// symbols.
    Plain(Profile),
    /// `release`, stripped.
    Strip,
    /// One of the built-in profiles.
    Small(Profile),
    /// `min`, with std built along.
    BuildStd,
    /// The same, and panics abort without a message.
    ImmediateAbort,
    /// `min`, handed to a tool.
    Pack(Packer),
}

/// All techniques, from the least to the most.
pub(super) fn techniques() -> Vec<Technique> {
    use How::{BuildStd, ImmediateAbort, Pack, Plain, Small, Strip};
    use Profile::{Abort, Dev, Fat, Min, Release, Thin, Units, S, Z};
    let min = "strip, z, fat LTO, one codegen unit, panic = \"abort\"";
    let build_std = "min, -Zbuild-std, optimize_for_size";
    let immediate = "build-std, panic = \"immediate-abort\"";
    [
        ("dev", "cargo build", Plain(Dev)),
        ("release", "cargo build --release", Plain(Release)),
        ("strip", "strip = true", Strip),
        ("s", "strip, opt-level = \"s\"", Small(S)),
        ("z", "strip, opt-level = \"z\"", Small(Z)),
        ("thin", "strip, lto = \"thin\"", Small(Thin)),
        ("fat", "strip, lto = \"fat\"", Small(Fat)),
        ("units", "strip, codegen-units = 1", Small(Units)),
        ("abort", "strip, panic = \"abort\"", Small(Abort)),
        ("min", min, Small(Min)),
        ("build-std", build_std, BuildStd),
        ("immediate-abort", immediate, ImmediateAbort),
        ("upx", "min, upx --best --lzma", Pack(Packer::Upx)),
        ("wasm-opt", "min, wasm-opt -Oz", Pack(Packer::WasmOpt)),
    ]
    .map(|(name, settings, how)| Technique {
        name,
        settings,
        how,
    })
    .into()
}

/// The rung that stripped files are compared with.
pub(super) const STRIPPED: &str = "strip";

impl Technique {
    /// The rung whose file this one's is compared with: stripped files against a stripped
    /// one, or the symbols would be all that one sees.
    pub(super) fn against(&self) -> Option<&'static str> {
        match self.how {
            How::Plain(_) if self.name == BASE_RUNG => None,
            How::Plain(_) | How::Strip => Some(BASE_RUNG),
            _ => Some(STRIPPED),
        }
    }
}
