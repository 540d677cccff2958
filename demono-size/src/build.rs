//! In: which packages and binaries, profile, features, attribute on or off. Out: the
//! paths of the executables that cargo made. Refused: a build that fails (with what
//! cargo said), one that makes no executable, two executables with one path.

mod command;
mod run;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use demono_report::ProgramKind;

use crate::metadata::MetadataError;
use crate::profile::Profile;

pub use command::shell;

/// Whether `#[demono]` splits functions in a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attribute {
    /// As users get it: `DEMONO` is removed from the environment of the build.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Targets {
    /// Every binary (`--bins`).
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
    pub(crate) fn cargo_arguments(&self) -> Vec<&str> {
        match self {
            Targets::Bins => vec!["--bins"],
            Targets::BinsAndLib => vec!["--bins", "--lib"],
            Targets::Named {
                bins,
                examples,
                tests,
                benches,
                lib,
            } => {
                let lists = [
                    ("--bin", bins),
                    ("--example", examples),
                    ("--test", tests),
                    ("--bench", benches),
                ];
                let mut arguments: Vec<&str> = Vec::new();
                for (option, names) in lists {
                    arguments.extend(names.iter().flat_map(|name| [option, name]));
                }
                arguments.extend(lib.then_some("--lib"));
                arguments
            }
        }
    }
}

/// One cargo build, of any number of packages at once.
///
/// Everything but [`attribute`](Build::attribute) should be equal in the two halves of
/// a comparison. Each distinct combination of `attribute` and `features` needs a
/// [`directory`](Build::directory) of its own: cargo does not know that `DEMONO`
/// changes what a macro emits, so it would take the other half's files for fresh.
///
/// ```no_run
/// use demono_size::{Attribute, Build, Features, Profile};
///
/// let by_hand = Build {
///     packages: vec!["example-read-config".into(), "example-request".into()],
///     features: Features::list(["by-hand"]),
///     directory: Some("by-hand".into()),
///     ..Build::new(Profile::Release, Attribute::On)
/// };
/// for artifact in by_hand.run(&mut |_event| {})? {
///     println!("{} {}", artifact.package, artifact.path.display());
/// }
/// # Ok::<(), demono_size::BuildError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Build {
    /// `Cargo.toml` of the package or workspace; `None`: the one cargo finds from the
    /// current directory upwards.
    pub manifest_path: Option<PathBuf>,
    /// Names (package id specs) for `-p`; empty: cargo's own choice.
    pub packages: Vec<String>,
    /// Which of their targets.
    pub targets: Targets,
    /// With which features.
    pub features: Features,
    /// With which profile.
    pub profile: Profile,
    /// Debug information.
    pub debug: DebugInfo,
    /// Split, or as written.
    pub attribute: Attribute,
    /// Target triple for `--target`; `None`: what cargo's configuration says.
    pub target: Option<String>,
    /// The user's target directory; `None`: the workspace's.
    pub target_directory: Option<PathBuf>,
    /// Where below `<target directory>/demono/` this build lives; `None`: `on` or `off`
    /// after the attribute.
    pub directory: Option<String>,
    /// Further variables for the environment of the build.
    pub env: Vec<(OsString, OsString)>,
    /// Unstable options of cargo (`-Z`): `build-std=std,panic_abort`.
    pub unstable: Vec<String>,
    /// Further flags for rustc.
    pub rustflags: Vec<String>,
    /// Where cargo runs, which decides on its configuration files; `None`: where the
    /// caller stands.
    pub working_directory: Option<PathBuf>,
}

impl Build {
    /// The binaries of the package or workspace in the current directory.
    pub fn new(profile: Profile, attribute: Attribute) -> Self {
        Build {
            manifest_path: None,
            packages: Vec::new(),
            targets: Targets::Bins,
            features: Features::default(),
            profile,
            debug: DebugInfo::default(),
            attribute,
            target: None,
            target_directory: None,
            directory: None,
            env: Vec::new(),
            unstable: Vec::new(),
            rustflags: Vec::new(),
            working_directory: None,
        }
    }

    /// Runs cargo, and returns one entry per executable it built or found fresh, sorted
    /// by package and name.
    ///
    /// The build uses v0 symbol names and keeps symbols; the user's own flags for rustc
    /// stay in force. `RUSTC_WRAPPER` is switched off: a compiler cache does not know
    /// `DEMONO` and could hand one half's objects to the other.
    pub fn run(&self, report: &mut dyn FnMut(Event<'_>)) -> Result<Vec<Artifact>, BuildError> {
        self.execute(report)
    }
}

/// An executable or shared library that a [`Build`] left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Name of the package.
    pub package: String,
    /// Name of the target.
    pub name: String,
    /// What it is.
    pub kind: ProgramKind,
    /// Triple it was built for if one was asked for (`--target`, or `build.target` in
    /// cargo's configuration), `None` for the host.
    pub target: Option<String>,
    /// The file, in the build's own directory.
    pub path: PathBuf,
}

/// What a running build has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The build with this number starts (from 1), of so many in all.
    Building {
        /// Number of this build.
        number: usize,
        /// Builds in this measurement.
        total: usize,
        /// What is built: a profile, a rung of the ladder, a revision.
        what: &'a str,
        /// Its half.
        attribute: Attribute,
    },
    /// The command, ready for a shell.
    Command(&'a str),
    /// A line that cargo wrote to its standard error.
    Cargo(&'a str),
    /// This file is being read.
    Reading(&'a Path),
}

/// Why there are no executables.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// `cargo metadata` failed: no such manifest, or one that does not parse.
    #[error(transparent)]
    Metadata(#[from] MetadataError),
    /// Cargo could not be run.
    #[error("cannot run `{command}`")]
    Start {
        /// The command, ready for a shell.
        command: String,
        /// Why not.
        source: io::Error,
    },
    /// The build failed.
    #[error("`{command}` failed ({status}){}", below(output))]
    Failed {
        /// The command, ready for a shell.
        command: String,
        /// How cargo exited.
        status: ExitStatus,
        /// What cargo wrote to its standard error: progress and rendered diagnostics.
        output: String,
    },
    /// Cargo's list of artifacts could not be read.
    #[error("cannot read the artifacts that `{command}` lists")]
    Messages {
        /// The command, ready for a shell.
        command: String,
        /// Why not.
        source: io::Error,
    },
    /// The build succeeded, but made no executable.
    #[error(
        "`{command}` made no executable and no shared library: name packages that have a binary \
         or a cdylib with `--package`"
    )]
    NothingBuilt {
        /// The command, ready for a shell.
        command: String,
    },
    /// Two targets wrote one file, so one of them could not be measured.
    #[error(
        "two targets were written to `{}`, one of them from package `{package}`: \
         measure them one at a time with `--package`", path.display()
    )]
    Collision {
        /// The file.
        path: PathBuf,
        /// The package of the first of them.
        package: String,
    },
}

fn below(output: &str) -> String {
    match output.trim_end() {
        "" => String::new(),
        output => format!(":\n{output}"),
    }
}

/// The compiler that cargo calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiler {
    /// First line of `rustc -vV`, such as `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub version: String,
    /// Triple of the host.
    pub host: String,
}

impl Compiler {
    /// Asks `$RUSTC`, or `rustc`.
    pub fn query() -> io::Result<Self> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let output = Command::new(rustc).arg("-vV").output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let host = text.lines().find_map(|line| line.strip_prefix("host: "));
        match (text.lines().next(), host) {
            (Some(version), Some(host)) => Ok(Compiler {
                version: version.to_owned(),
                host: host.to_owned(),
            }),
            _ => Err(io::Error::other("`rustc -vV` does not name its host")),
        }
    }
}
