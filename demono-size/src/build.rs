//! In: which packages and binaries, profile, features, attribute on or off. Out: the
//! paths of the executables that cargo made. Refused: a build that fails (with what
//! cargo said), one that makes no executable, two executables with one path.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use cargo_metadata::{Message, MetadataCommand};

use crate::profile::Profile;
use crate::rustflags;

/// Whether `#[demono]` splits functions in a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attribute {
    /// As users get it: `DEMONO` is removed from the environment of the build.
    On,
    /// `DEMONO=off`: every function is compiled as it was written.
    Off,
}

impl Attribute {
    fn directory(self) -> &'static str {
        match self {
            Attribute::On => "on",
            Attribute::Off => "off",
        }
    }
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

    pub(crate) fn cargo_arguments(&self) -> Vec<String> {
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
    /// These binaries (`--bin`) and examples (`--example`).
    Named {
        /// Names of `[[bin]]` targets.
        bins: Vec<String>,
        /// Names of `[[example]]` targets.
        examples: Vec<String>,
    },
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
            attribute,
            target: None,
            target_directory: None,
            directory: None,
            env: Vec::new(),
        }
    }

    /// Runs cargo, and returns one entry per executable it built or found fresh, sorted
    /// by package and name.
    ///
    /// The build uses v0 symbol names and keeps symbols; the user's own flags for rustc
    /// stay in force. `RUSTC_WRAPPER` is switched off: a compiler cache does not know
    /// `DEMONO` and could hand one half's objects to the other.
    pub fn run(&self, report: &mut dyn FnMut(Event<'_>)) -> Result<Vec<Artifact>, BuildError> {
        let workspace = self.inspect()?;
        let mut command = self.command(&workspace)?;
        let rendered = render(&command);
        report(Event::Command(&rendered));
        let start = |source| BuildError::Start {
            command: rendered.clone(),
            source,
        };
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(start)?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        // Two pipes, so two readers: cargo blocks when either is full.
        let messages = thread::spawn(move || stdout.map_or_else(|| Ok(Vec::new()), executables));
        let mut output = String::new();
        if let Some(stderr) = stderr {
            for line in BufReader::new(stderr).split(b'\n') {
                let line = line.map_err(start)?;
                let line = String::from_utf8_lossy(&line);
                report(Event::Cargo(&line));
                output.push_str(&line);
                output.push('\n');
            }
        }
        let status = child.wait().map_err(start)?;
        let found = messages
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("the reader of cargo's messages panicked")));
        if !status.success() {
            return Err(BuildError::Failed {
                command: rendered,
                status,
                output,
            });
        }
        let found = found.map_err(|source| BuildError::Messages {
            command: rendered.clone(),
            source,
        })?;
        self.artifacts(found, &workspace, rendered)
    }

    /// Where this build's files go.
    fn variant_directory(&self, workspace: &Inspected) -> PathBuf {
        let name = self
            .directory
            .as_deref()
            .unwrap_or_else(|| self.attribute.directory());
        self.target_directory
            .as_deref()
            .unwrap_or(&workspace.target_directory)
            .join("demono")
            .join(name)
    }

    fn inspect(&self) -> Result<Inspected, BuildError> {
        let mut command = MetadataCommand::new();
        command.no_deps();
        if let Some(manifest) = &self.manifest_path {
            command.manifest_path(manifest);
        }
        let metadata = command.exec().map_err(|source| BuildError::Metadata {
            manifest: self.manifest_path.clone(),
            source: Box::new(source),
        })?;
        Ok(Inspected {
            target_directory: metadata.target_directory.clone().into(),
            packages: metadata
                .packages
                .iter()
                .map(|package| {
                    (
                        package.manifest_path.clone().into(),
                        package.name.to_string(),
                    )
                })
                .collect(),
        })
    }

    fn command(&self, workspace: &Inspected) -> Result<Command, BuildError> {
        let directory = self.variant_directory(workspace);
        let mut command = Command::new(cargo());
        command.args(["build", "--message-format=json-render-diagnostics"]);
        if let Some(manifest) = &self.manifest_path {
            command.arg("--manifest-path").arg(manifest);
        }
        for package in &self.packages {
            command.arg("--package").arg(package);
        }
        match &self.targets {
            Targets::Bins => {
                command.arg("--bins");
            }
            Targets::Named { bins, examples } => {
                bins.iter().for_each(|bin| {
                    command.arg("--bin").arg(bin);
                });
                examples.iter().for_each(|example| {
                    command.arg("--example").arg(example);
                });
            }
        }
        command.args(self.features.cargo_arguments());
        command.args(self.profile.cargo_arguments());
        if let Some(target) = &self.target {
            command.arg("--target").arg(target);
        }
        command.arg("--target-dir").arg(&directory);
        // A build directory shared by both halves would mix them (see `Build`).
        command.env("CARGO_BUILD_BUILD_DIR", &directory);
        command.env("RUSTC_WRAPPER", "");
        command.env("RUSTC_WORKSPACE_WRAPPER", "");
        match self.attribute {
            Attribute::On => command.env_remove("DEMONO"),
            Attribute::Off => command.env("DEMONO", "off"),
        };
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        let here = std::env::current_dir().map_err(|source| BuildError::Start {
            command: render(&command),
            source,
        })?;
        let triples: Vec<String> = self
            .target
            .iter()
            .cloned()
            .chain(Compiler::query().ok().map(|compiler| compiler.host))
            .collect();
        rustflags::add(
            &mut command,
            &["-Csymbol-mangling-version=v0"],
            &here,
            &triples,
        );
        Ok(command)
    }

    fn artifacts(
        &self,
        found: Vec<cargo_metadata::Artifact>,
        workspace: &Inspected,
        command: String,
    ) -> Result<Vec<Artifact>, BuildError> {
        let variant = self.variant_directory(workspace);
        let mut by_path = BTreeMap::new();
        for message in found {
            let Some(path) = message.executable.map(PathBuf::from) else {
                continue;
            };
            let package = workspace
                .packages
                .get(Path::new(message.manifest_path.as_str()))
                .cloned()
                .unwrap_or_else(|| message.package_id.repr.clone());
            let artifact = Artifact {
                package,
                name: message.target.name,
                target: target_of(&path, &variant),
                path: path.clone(),
            };
            if let Some(other) = by_path.insert(path.clone(), artifact) {
                return Err(BuildError::Collision {
                    path,
                    package: other.package,
                });
            }
        }
        if by_path.is_empty() {
            return Err(BuildError::NothingBuilt { command });
        }
        let mut artifacts: Vec<Artifact> = by_path.into_values().collect();
        artifacts.sort_by(|a, b| (&a.package, &a.name).cmp(&(&b.package, &b.name)));
        Ok(artifacts)
    }
}

/// What [`Build`] needs to know of the workspace.
struct Inspected {
    target_directory: PathBuf,
    /// Package names by the path of their manifest.
    packages: BTreeMap<PathBuf, String>,
}

/// An executable that a [`Build`] left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Name of the package.
    pub package: String,
    /// Name of the `[[bin]]` or `[[example]]`.
    pub name: String,
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
        /// Its profile.
        profile: &'a Profile,
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
    #[error("cannot inspect {}", manifest.as_deref().map_or_else(
        || "the package in the current directory".to_owned(),
        |path| format!("`{}`", path.display()),
    ))]
    Metadata {
        /// The manifest, if one was named.
        manifest: Option<PathBuf>,
        /// What cargo said.
        source: Box<cargo_metadata::Error>,
    },
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
    #[error("`{command}` made no executable: name packages that have a binary with `--package`")]
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

pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn executables(stdout: std::process::ChildStdout) -> io::Result<Vec<cargo_metadata::Artifact>> {
    let mut artifacts = Vec::new();
    for message in Message::parse_stream(BufReader::new(stdout)) {
        if let Message::CompilerArtifact(artifact) = message? {
            if artifact.executable.is_some() {
                artifacts.push(artifact);
            }
        }
    }
    Ok(artifacts)
}

/// `<variant>/<triple>/<profile>/name` or `<variant>/<profile>/name`; examples lie one
/// level deeper.
fn target_of(executable: &Path, variant: &Path) -> Option<String> {
    let below = executable.strip_prefix(variant).ok()?;
    let mut parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.pop();
    if parts.last().is_some_and(|part| part == "examples") {
        parts.pop();
    }
    (parts.len() == 2).then(|| parts[0].clone().into_owned())
}

/// The command as one could paste it into a shell, with what it changes of the
/// environment.
fn render(command: &Command) -> String {
    let mut words = Vec::new();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            words.push(format!(
                "{}={}",
                name.to_string_lossy(),
                quote(&value.to_string_lossy())
            ));
        }
    }
    words.push(quote(&command.get_program().to_string_lossy()));
    words.extend(
        command
            .get_args()
            .map(|argument| quote(&argument.to_string_lossy())),
    );
    words.join(" ")
}

fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=/.,:+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
