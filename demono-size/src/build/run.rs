//! In: a [`Build`]. Out: its artifacts, by way of one run of cargo. Refused: see
//! [`BuildError`].

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::thread;

use cargo_metadata::{Message, MetadataCommand};
use demono_report::ProgramKind;

use super::command::shell;
use super::{Artifact, Attribute, Build, BuildError, Compiler, Event};
use crate::{metadata, rustflags};

/// What [`Build`] needs to know of the workspace.
struct Inspected {
    target_directory: PathBuf,
    /// Package names by the path of their manifest.
    packages: BTreeMap<PathBuf, String>,
}

impl Build {
    pub(super) fn execute(
        &self,
        report: &mut dyn FnMut(Event<'_>),
    ) -> Result<Vec<Artifact>, BuildError> {
        let workspace = self.inspect()?;
        let mut command = self.command(&workspace)?;
        let rendered = shell(&command);
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
        let messages = thread::spawn(move || stdout.map_or_else(|| Ok(Vec::new()), products));
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
        let directory = self
            .target_directory
            .as_deref()
            .unwrap_or(&workspace.target_directory)
            .join("demono")
            .join(name);
        // Cargo reports absolute paths; without a current directory it would not run.
        std::path::absolute(&directory).unwrap_or(directory)
    }

    fn inspect(&self) -> Result<Inspected, BuildError> {
        let mut command = MetadataCommand::new();
        command.no_deps();
        let metadata = metadata::inspect(&mut command, self.manifest_path.as_deref())?;
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
        command.args(self.targets.cargo_arguments());
        command.args(self.features.cargo_arguments());
        command.args(self.profile.cargo_arguments(self.debug));
        if let Some(target) = &self.target {
            command.arg("--target").arg(target);
        }
        for option in &self.unstable {
            command.arg("-Z").arg(option);
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
        let here = match &self.working_directory {
            Some(directory) => directory.clone(),
            None => std::env::current_dir().map_err(|source| BuildError::Start {
                command: shell(&command),
                source,
            })?,
        };
        command.current_dir(&here);
        let triples: Vec<String> = self
            .target
            .iter()
            .cloned()
            .chain(Compiler::query().ok().map(|compiler| compiler.host))
            .collect();
        let flags: Vec<&str> = iter::once("-Csymbol-mangling-version=v0")
            .chain(self.rustflags.iter().map(String::as_str))
            .collect();
        rustflags::add(&mut command, &flags, &here, &triples);
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
            let Some((kind, path)) = product(&message) else {
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
                kind,
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
        artifacts.sort_by(|a, b| (&a.package, &a.name, a.kind).cmp(&(&b.package, &b.name, b.kind)));
        Ok(artifacts)
    }
}

fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn products(stdout: ChildStdout) -> io::Result<Vec<cargo_metadata::Artifact>> {
    let mut artifacts = Vec::new();
    for message in Message::parse_stream(BufReader::new(stdout)) {
        if let Message::CompilerArtifact(artifact) = message? {
            if product(&artifact).is_some() {
                artifacts.push(artifact);
            }
        }
    }
    Ok(artifacts)
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
    if parts
        .last()
        .is_some_and(|part| part == "examples" || part == "deps")
    {
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
