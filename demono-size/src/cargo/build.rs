//! In: which packages and targets, profile, features, attribute on or off. Out: one cargo
//! build, to be [run](Build::run); its artifacts; what may go wrong.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

use demono_report::ProgramKind;

use super::metadata::{Layout, MetadataError};
use super::options::{Attribute, DebugInfo, Features, Targets};
use super::process::{below, ProcessError};
use super::profile::Profile;

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
#[derive(Debug, Clone, Default)]
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
    /// What is known of the workspace; `None`: cargo is asked.
    pub layout: Option<Layout>,
}

impl Build {
    /// The binaries of the package or workspace in the current directory.
    pub fn new(profile: Profile, attribute: Attribute) -> Self {
        Build {
            profile,
            attribute,
            ..Build::default()
        }
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

/// Why there are no executables.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// `cargo metadata` failed: no such manifest, or one that does not parse.
    #[error(transparent)]
    Metadata(#[from] MetadataError),
    /// Cargo could not be run.
    #[error(transparent)]
    Process(#[from] ProcessError),
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
