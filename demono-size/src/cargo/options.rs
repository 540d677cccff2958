//! In: what a user asks of a build. Out: the options of cargo that ask for it.

use demono_report::ProgramKind;

/// Whether `#[demono]` splits functions in a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attribute {
    /// As users get it: `DEMONO` is removed from the environment of the build.
    #[default]
    On,
    /// `DEMONO=off`: every function is compiled as it was written.
    Off,
}

impl Attribute {
    pub(crate) fn directory(self) -> &'static str {
        match self {
            Attribute::On => "on",
            Attribute::Off => "off",
        }
    }
}

/// Debug information in a build. It changes no machine code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DebugInfo {
    /// As the profile says.
    #[default]
    AsProfile,
    /// `debug = 1` and `split-debuginfo = "off"`: linkage names and the lines of
    /// declarations, which is what it takes to find the source of a symbol, in the file
    /// itself. Cargo does not pass on `split-debuginfo` where a target has no such choice.
    Limited,
}

/// Features to build with, as cargo's options of the same names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Features {
    /// `--features`: `name`, or `package/name`.
    pub list: Vec<String>,
    /// `--all-features`.
    pub all: bool,
    /// `--no-default-features`.
    pub no_default: bool,
}

impl Features {
    /// These features on top of the default ones.
    pub fn list<S: Into<String>>(list: impl IntoIterator<Item = S>) -> Self {
        Features {
            list: list.into_iter().map(Into::into).collect(),
            ..Features::default()
        }
    }

    /// These features as options of cargo.
    pub fn cargo_arguments(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        if !self.list.is_empty() {
            arguments.extend(["--features".to_owned(), self.list.join(",")]);
        }
        if self.all {
            arguments.push("--all-features".to_owned());
        }
        if self.no_default {
            arguments.push("--no-default-features".to_owned());
        }
        arguments
    }
}

/// Which targets of the packages are built.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Targets {
    /// Every binary (`--bins`).
    #[default]
    Bins,
    /// Every binary and the library (`--bins --lib`), which should be a cdylib.
    BinsAndLib,
    /// These binaries (`--bin`), examples (`--example`), integration tests (`--test`) and
    /// benchmarks (`--bench`), and the library (`--lib`). Cargo builds the binaries of a
    /// package along with its tests and benchmarks.
    Named {
        /// Names of `[[bin]]` targets.
        bins: Vec<String>,
        /// Names of `[[example]]` targets.
        examples: Vec<String>,
        /// Names of `[[test]]` targets.
        tests: Vec<String>,
        /// Names of `[[bench]]` targets.
        benches: Vec<String>,
        /// Whether the library is built, too.
        lib: bool,
    },
}

impl Targets {
    /// The names that are asked for, by the kind of program; without the library, which needs
    /// none.
    pub(crate) fn names(&self) -> Vec<(ProgramKind, &[String])> {
        let Targets::Named {
            bins,
            examples,
            tests,
            benches,
            lib: _,
        } = self
        else {
            return Vec::new();
        };
        vec![
            (ProgramKind::Bin, bins),
            (ProgramKind::Example, examples),
            (ProgramKind::Test, tests),
            (ProgramKind::Bench, benches),
        ]
    }

    pub(crate) fn cargo_arguments(&self) -> Vec<String> {
        let mut arguments = Vec::new();
        for (kind, names) in self.names() {
            let option = format!("--{}", kind.word());
            arguments.extend(names.iter().flat_map(|name| [option.clone(), name.clone()]));
        }
        let rest: &[&str] = match self {
            Targets::Bins => &["--bins"],
            Targets::BinsAndLib => &["--bins", "--lib"],
            Targets::Named { lib: true, .. } => &["--lib"],
            Targets::Named { lib: false, .. } => &[],
        };
        arguments.extend(rest.iter().map(ToString::to_string));
        arguments
    }
}
