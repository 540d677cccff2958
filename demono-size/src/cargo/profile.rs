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
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Profile {
    /// `dev`.
    Dev,
    /// `release`.
    #[default]
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

    /// What a built-in profile sets besides what it inherits from `release`.
    fn settings(&self) -> &'static [&'static str] {
        match self {
            Profile::Dev | Profile::Release | Profile::Named(_) => &[],
            Profile::S => &[r#"opt-level="s""#],
            Profile::Z => &[r#"opt-level="z""#],
            Profile::Thin => &[r#"lto="thin""#],
            Profile::Fat => &[r#"lto="fat""#],
            Profile::Units => &["codegen-units=1"],
            Profile::Abort => &[r#"panic="abort""#],
            Profile::Min => &[
                r#"opt-level="z""#,
                r#"lto="fat""#,
                "codegen-units=1",
                r#"panic="abort""#,
            ],
        }
    }

    pub(crate) fn cargo_arguments(&self, debug: DebugInfo) -> Vec<String> {
        let settings = self.settings();
        // Prefixed, a built-in profile neither changes nor is changed by one of the user's.
        let (prefix, inherits): (_, &[&str]) = if settings.is_empty() {
            ("", &[])
        } else {
            ("demono-", &[r#"inherits="release""#])
        };
        let name = format!("{prefix}{self}");
        let debug: &[&str] = match debug {
            DebugInfo::AsProfile => &[],
            DebugInfo::Limited => &["debug=1", r#"split-debuginfo="off""#],
        };
        let mut arguments = vec!["--profile".to_owned(), name.clone()];
        for setting in [inherits, settings, &["strip=false"], debug].concat() {
            arguments.push("--config".to_owned());
            arguments.push(format!("profile.{name}.{setting}"));
        }
        arguments
    }
}

impl FromStr for Profile {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        use Profile::{Abort, Dev, Fat, Min, Named, Release, Thin, Units, S, Z};
        let known = [Dev, Release, S, Z, Thin, Fat, Units, Abort, Min];
        let known = known.into_iter().find(|it| it.name() == name);
        Ok(known.unwrap_or_else(|| Named(name.to_owned())))
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
