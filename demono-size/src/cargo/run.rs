//! In: a [`Build`]. Out: its artifacts, by way of one run of cargo. Refused: a build that
//! fails (with what cargo said), one that makes no executable, two executables with one path.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, io, iter};

use cargo_metadata::Message;
use demono_report::ProgramKind;

use super::build::{Artifact, Build, BuildError};
use super::command::cargo;
use super::compiler::Compiler;
use super::console::{Console, Event};
use super::metadata::Layout;
use super::options::Attribute;
use super::process::{self, Exit, Group, ProcessError, Streams};
use super::rustflags;

impl Build {
    /// Runs cargo, and returns one entry per executable it built or found fresh, sorted
    /// by package and name.
    ///
    /// The build uses v0 symbol names and keeps symbols; the user's own flags for rustc
    /// stay in force. `RUSTC_WRAPPER` is switched off: a compiler cache does not know
    /// `DEMONO` and could hand one half's objects to the other.
    pub fn run(&self, report: &mut dyn FnMut(Event<'_>)) -> Result<Vec<Artifact>, BuildError> {
        let layout = match &self.layout {
            Some(layout) => layout.clone(),
            None => Layout::load(self.manifest_path.as_deref())?,
        };
        let variant = self.variant_directory(&layout);
        let command = self.command(&variant)?;
        // Ctrl-C reaches cargo, too, whose failure ends the build.
        let mut console = Console {
            report,
            interrupted: &|| false,
        };
        let done = process::run(command, Streams::Apart, Group::Ours, &mut console)?;
        match done.exit {
            Exit::Status(status) if !status.success() => {
                return Err(BuildError::Failed {
                    command: done.command,
                    status,
                    output: String::from_utf8_lossy(&done.stderr).into_owned(),
                })
            }
            _ => {}
        }
        let found = listed(&done.stdout).map_err(|source| BuildError::Messages {
            command: done.command.clone(),
            source,
        })?;
        artifacts(found, &layout, &variant, done.command)
    }

    /// Where this build's files go.
    fn variant_directory(&self, layout: &Layout) -> PathBuf {
        let name = self.directory.as_deref();
        let name = name.unwrap_or_else(|| self.attribute.directory());
        let target_directory = self.target_directory.as_ref();
        let target_directory = target_directory.unwrap_or(&layout.target_directory);
        let directory = target_directory.join("demono").join(name);
        // Cargo reports absolute paths; without a current directory it would not run.
        std::path::absolute(&directory).unwrap_or(directory)
    }

    fn command(&self, variant: &Path) -> Result<Command, BuildError> {
        let here = match &self.working_directory {
            Some(directory) => directory.clone(),
            None => env::current_dir().map_err(|source| ProcessError::Start {
                command: "cargo build".to_owned(),
                source,
            })?,
        };
        let mut command = cargo(&here);
        command.args(["build", "--message-format=json-render-diagnostics"]);
        if let Some(manifest) = &self.manifest_path {
            command.arg("--manifest-path").arg(manifest);
        }
        for package in &self.packages {
            command.arg("--package").arg(package);
        }
        command.args(self.targets.cargo_arguments());
        command.args(self.features.cargo_arguments());
        command.args(self.profile.cargo_arguments(self.debug));
        if let Some(target) = &self.target {
            command.arg("--target").arg(target);
        }
        for option in &self.unstable {
            command.arg("-Z").arg(option);
        }
        command.arg("--target-dir").arg(variant);
        // A build directory shared by both halves would mix them (see `Build`).
        command.env("CARGO_BUILD_BUILD_DIR", variant);
        if self.attribute == Attribute::Off {
            command.env("DEMONO", "off");
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        let host = Compiler::query().ok().map(|compiler| compiler.host);
        let triples: Vec<String> = self.target.iter().cloned().chain(host).collect();
        let flags: Vec<&str> = iter::once("-Csymbol-mangling-version=v0")
            .chain(self.rustflags.iter().map(String::as_str))
            .collect();
        rustflags::add(&mut command, &flags, &here, &triples);
        Ok(command)
    }
}

/// What users get of a build, each file once.
fn artifacts(
    found: Vec<cargo_metadata::Artifact>,
    layout: &Layout,
    variant: &Path,
    command: String,
) -> Result<Vec<Artifact>, BuildError> {
    let mut by_path = BTreeMap::new();
    for message in found {
        let Some((kind, path)) = product(&message) else {
            continue;
        };
        let package = layout.members.get(message.manifest_path.as_std_path());
        let artifact = Artifact {
            package: package.unwrap_or(&message.package_id.repr).clone(),
            name: message.target.name,
            kind,
            target: target_of(&path, variant),
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
    artifacts.sort_by(|a, b| (&a.package, &a.name, a.kind).cmp(&(&b.package, &b.name, b.kind)));
    Ok(artifacts)
}

/// What cargo says that it built.
fn listed(messages: &[u8]) -> io::Result<Vec<cargo_metadata::Artifact>> {
    let artifact = |message| match message {
        Ok(Message::CompilerArtifact(artifact)) => Some(Ok(artifact)),
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    };
    Message::parse_stream(messages)
        .filter_map(artifact)
        .collect()
}

/// The file that users get of a target; `None` for libraries that are linked into
/// something else, and for the test harnesses of libraries and binaries: those have the
/// name and kind of what they test.
fn product(artifact: &cargo_metadata::Artifact) -> Option<(ProgramKind, PathBuf)> {
    if let Some(path) = &artifact.executable {
        let target = &artifact.target;
        let kind = match artifact.profile.test {
            _ if target.is_test() => ProgramKind::Test,
            _ if target.is_bench() => ProgramKind::Bench,
            true => return None,
            false if target.is_example() => ProgramKind::Example,
            false => ProgramKind::Bin,
        };
        return Some((kind, path.into()));
    }
    let is_shared = |extension| ["so", "dylib", "dll", "wasm"].contains(&extension);
    let file = (artifact.filenames.iter()).find(|it| it.extension().is_some_and(is_shared));
    match file {
        Some(path) if artifact.target.is_cdylib() => Some((ProgramKind::Cdylib, path.into())),
        _ => None,
    }
}

/// `<variant>/<triple>/<profile>/name` or `<variant>/<profile>/name`; examples, tests and
/// benchmarks lie one level deeper.
fn target_of(executable: &Path, variant: &Path) -> Option<String> {
    let below = executable.strip_prefix(variant).ok()?;
    let mut parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.pop();
    let inner = |part: &Cow<'_, str>| part == "examples" || part == "deps";
    if parts.last().is_some_and(inner) {
        parts.pop();
    }
    (parts.len() == 2).then(|| parts[0].clone().into_owned())
}

#[cfg(test)]
mod tests {
    use cargo_metadata::Artifact;

    use demono_report::ProgramKind;

    use super::product;

    /// What cargo says of a target of this kind that became a program.
    fn artifact(kind: &str, harness: bool) -> Artifact {
        let json = serde_json::json!({
            "package_id": "path+file:///zoo#0.0.0",
            "manifest_path": "/zoo/Cargo.toml",
            "target": {
                "kind": [kind], "crate_types": ["bin"], "name": "zoo",
                "src_path": "/zoo/src/main.rs", "edition": "2021",
                "doctest": false, "test": true, "doc": true
            },
            "profile": {
                "opt_level": "3", "debuginfo": 0, "debug_assertions": false,
                "overflow_checks": false, "test": harness
            },
            "features": [],
            "filenames": ["/target/zoo"],
            "executable": "/target/zoo",
            "fresh": false
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn the_harness_of_a_target_is_not_the_target() {
        let kind = |kind, harness| product(&artifact(kind, harness)).map(|it| it.0);
        assert_eq!(kind("bin", false), Some(ProgramKind::Bin));
        assert_eq!(kind("example", false), Some(ProgramKind::Example));
        for tested in ["bin", "lib", "cdylib", "example"] {
            assert_eq!(kind(tested, true), None, "{tested}");
        }
        // With `harness = false` as well.
        for harness in [true, false] {
            assert_eq!(kind("test", harness), Some(ProgramKind::Test));
            assert_eq!(kind("bench", harness), Some(ProgramKind::Bench));
        }
    }
}
