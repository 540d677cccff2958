//! In: the name of a profile as a user writes it. Out: the arguments that make cargo
//! build it with symbols kept. A name that is not known here is the user's own profile; if
//! it does not exist, cargo says so.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use super::options::DebugInfo;

/// A cargo profile to build with: one of cargo's, one of the built-in size profiles
/// below (which the measured manifest need not define), or one of the user's.
///
/// | name | built as |
/// |---|---|
/// | `dev`, `release` | cargo's own, as the manifest sets them |
/// | `s` | `release`, with `opt-level = "s"` |
/// | `z` | `release`, with `opt-level = "z"` |
/// | `thin` | `release`, with `lto = "thin"` |
/// | `fat` | `release`, with `lto = "fat"` |
/// | `units` | `release`, with `codegen-units = 1` |
/// | `abort` | `release`, with `panic = "abort"` |
/// | `min` | `release`, with `opt-level = "z"`, `lto = "fat"`, `codegen-units = 1`, `panic = "abort"` |
/// | any other | the profile of that name in the manifest |
///
/// A built-in name wins over a profile of the same name in the manifest. Symbols are
/// kept in every profile (`strip = false`), because they are what is read; the size
/// of the stripped file is computed from the file ([`Binary::stripped`]), so it is what
/// `strip = true` would have left.
///
/// [`Binary::stripped`]: crate::Binary::stripped
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Profile {
    /// `dev`.
    Dev,
    /// `release`.
    Release,
    /// `release` optimised for size, loops vectorised.
    S,
    /// `release` optimised for size.
    Z,
    /// `release` with thin LTO.
    Thin,
    /// `release` with fat LTO.
    Fat,
    /// `release` with one codegen unit.
    Units,
    /// `release` without unwinding.
    Abort,
    /// Everything stable that makes a program small.
    Min,
    /// A profile that the measured workspace defines.
    Named(String),
}

impl Profile {
    /// The name under which a user asks for the profile.
    pub fn name(&self) -> &str {
        match self {
            Profile::Dev => "dev",
            Profile::Release => "release",
            Profile::S => "s",
            Profile::Z => "z",
            Profile::Thin => "thin",
            Profile::Fat => "fat",
            Profile::Units => "units",
            Profile::Abort => "abort",
            Profile::Min => "min",
            Profile::Named(name) => name,
        }
    }

    /// The name under which cargo knows it. The built-in ones are prefixed so that
    /// they neither change nor are changed by a profile of the user's.
    fn cargo_name(&self) -> &str {
        match self {
            Profile::S => "demono-s",
            Profile::Z => "demono-z",
            Profile::Thin => "demono-thin",
            Profile::Fat => "demono-fat",
            Profile::Units => "demono-units",
            Profile::Abort => "demono-abort",
            Profile::Min => "demono-min",
            other => other.name(),
        }
    }

    fn settings(&self) -> &'static [&'static str] {
        match self {
            Profile::Dev | Profile::Release | Profile::Named(_) => &[],
            Profile::S => &[r#"inherits="release""#, r#"opt-level="s""#],
            Profile::Z => &[r#"inherits="release""#, r#"opt-level="z""#],
            Profile::Thin => &[r#"inherits="release""#, r#"lto="thin""#],
            Profile::Fat => &[r#"inherits="release""#, r#"lto="fat""#],
            Profile::Units => &[r#"inherits="release""#, "codegen-units=1"],
            Profile::Abort => &[r#"inherits="release""#, r#"panic="abort""#],
            Profile::Min => &[
                r#"inherits="release""#,
                r#"opt-level="z""#,
                r#"lto="fat""#,
                "codegen-units=1",
                r#"panic="abort""#,
            ],
        }
    }

    pub(crate) fn cargo_arguments(&self, debug: DebugInfo) -> Vec<String> {
        let name = self.cargo_name();
        let debug: &[&str] = match debug {
            DebugInfo::AsProfile => &[],
            DebugInfo::Limited => &["debug=1", r#"split-debuginfo="off""#],
        };
        let mut arguments = vec!["--profile".to_owned(), name.to_owned()];
        for setting in self.settings().iter().chain(&["strip=false"]).chain(debug) {
            arguments.push("--config".to_owned());
            arguments.push(format!("profile.{name}.{setting}"));
        }
        arguments
    }
}

impl FromStr for Profile {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(match name {
            "dev" => Profile::Dev,
            "release" => Profile::Release,
            "s" => Profile::S,
            "z" => Profile::Z,
            "thin" => Profile::Thin,
            "fat" => Profile::Fat,
            "units" => Profile::Units,
            "abort" => Profile::Abort,
            "min" => Profile::Min,
            other => Profile::Named(other.to_owned()),
        })
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
