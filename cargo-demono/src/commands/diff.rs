//! `cargo demono diff`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{bail, Context as _};
use demono_report::{DiffReport, Document, Inventory, Report};
use demono_size::cargo::metadata::Layout;
use demono_size::cargo::revision::Revision;
use demono_size::{
    reports, Attribute, Binary, Build, Interest, MeasureError, Selection, Workspace,
};

use super::Verdict;
use crate::cli::Diff;
use crate::errors::shown;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(options: &Diff) -> anyhow::Result<Verdict> {
    let sides = [options.before.as_str(), options.after.as_str()].map(Side::of);
    let total = sides.iter().filter(|side| side.is_built()).count();
    let mut builds = Builds {
        options,
        progress: Progress::new(options.common.build.verbose),
        number: 0,
        total,
        known: None,
    };
    let [before, after] = sides;
    let (before, after) = (
        builds.inventory(before, "a")?,
        builds.inventory(after, "b")?,
    );
    drop(builds);
    let report = DiffReport::new(
        (&options.before, &before),
        (&options.after, &after),
        options.common.output.noise,
    );
    let document = Document::new(Report::Diff(Box::new(report)));
    output::write(&document, &options.common.output, false)?;
    Ok(Verdict::Fine)
}

/// What the user means by a word.
enum Side<'a> {
    File(&'a Path),
    WorkTree,
    Revision(&'a str),
}

impl<'a> Side<'a> {
    fn of(word: &'a str) -> Self {
        match word {
            "." => Side::WorkTree,
            word if Path::new(word).is_file() => Side::File(Path::new(word)),
            word => Side::Revision(word),
        }
    }

    fn is_built(&self) -> bool {
        !matches!(self, Side::File(_))
    }
}

/// Where a revision is built.
struct Place {
    target_directory: PathBuf,
    working_directory: PathBuf,
}

struct Builds<'a> {
    options: &'a Diff,
    progress: Progress,
    number: usize,
    total: usize,
    /// The target directory of the work tree, once it was asked for.
    known: Option<PathBuf>,
}

impl Builds<'_> {
    fn inventory(&mut self, side: Side<'_>, slot: &str) -> anyhow::Result<Inventory> {
        let selection = self.options.common.selection();
        match side {
            Side::File(path) => read(path),
            Side::WorkTree => {
                let workspace = Workspace::load_for(&selection, Interest::Any)?;
                self.known = Some(workspace.layout.target_directory.clone());
                self.build(&workspace, "work tree", None)
            }
            Side::Revision(name) => {
                let manifest = match &self.options.common.build.manifest_path {
                    Some(manifest) => std::path::absolute(manifest)?,
                    None => std::env::current_dir()?.join("Cargo.toml"),
                };
                let directory = manifest.parent().unwrap_or(Path::new("."));
                Revision::resolve(directory, name)?;
                let below = self.target_directory()?;
                let below = below.join("demono").join("revisions").join(slot);
                fs::create_dir_all(&below)
                    .with_context(|| format!("cannot create `{}`", below.display()))?;
                let lock = fs::File::create(below.join("lock"))
                    .and_then(|file| file.lock().map(|()| file))
                    .with_context(|| format!("cannot lock `{}`", below.display()))?;
                let revision = Revision::checkout(directory, name, &below.join("source"))?;
                let file = manifest.file_name().unwrap_or("Cargo.toml".as_ref());
                let manifest = revision.directory().join(file);
                // From a directory without a manifest cargo looks upwards.
                let found = first_manifest(&manifest, &below);
                if found != manifest {
                    eprintln!(
                        "note: `{name}` has no `{}`, so it is its `{}` that is built",
                        manifest.strip_prefix(&below).unwrap_or(&manifest).display(),
                        found.strip_prefix(&below).unwrap_or(&found).display()
                    );
                }
                let there = Selection {
                    manifest_path: Some(found),
                    ..selection
                };
                let workspace = Workspace::load_for(&there, Interest::Any).with_context(|| {
                    format!(
                        "in revision `{name}`: if it has submodules, or path dependencies \
                             outside of the repository, build it yourself and compare the binaries"
                    )
                })?;
                let place = Place {
                    target_directory: below.join("target"),
                    working_directory: revision.directory(),
                };
                let inventory = self.build(&workspace, name, Some(place));
                // Held until here: another run would take the worktree away.
                drop(lock);
                inventory
            }
        }
    }

    /// That of the work tree, whose packages may be others than those of a revision.
    fn target_directory(&mut self) -> anyhow::Result<PathBuf> {
        if let Some(directory) = &self.options.common.build.target_dir {
            return Ok(std::path::absolute(directory)?);
        }
        if self.known.is_none() {
            let manifest = self.options.common.build.manifest_path.as_deref();
            self.known = Some(Layout::load(manifest)?.target_directory);
        }
        Ok(self.known.clone().unwrap_or_default())
    }

    fn build(
        &mut self,
        workspace: &Workspace,
        what: &str,
        place: Option<Place>,
    ) -> anyhow::Result<Inventory> {
        let [program] = &workspace.programs[..] else {
            let names: Vec<String> = workspace.programs.iter().map(ToString::to_string).collect();
            return Err(demono_size::WorkspaceError::SeveralPrograms { programs: names }.into());
        };
        self.number += 1;
        self.progress.event(demono_size::Event::Building {
            number: self.number,
            total: self.total,
            what: &format!("{what}, {program}, {}", self.options.profile),
            attribute: Attribute::On,
        });
        let build = Build {
            target: self.options.common.build.target.clone(),
            target_directory: match &place {
                Some(place) => Some(place.target_directory.clone()),
                None => self.options.common.build.target_dir.clone(),
            },
            working_directory: place.map(|it| it.working_directory),
            unstable: self.options.common.build.unstable.clone(),
            ..Build::new(self.options.profile.clone(), Attribute::On)
        };
        let artifacts = workspace
            .apply(build)
            .run(&mut |event| self.progress.event(event))
            .map_err(|error| {
                shown(
                    MeasureError::Build(error),
                    self.options.common.build.verbose,
                )
            })?;
        match artifacts.iter().find(|it| program.is(it)) {
            Some(artifact) => Ok(reports::inventory(&Binary::read(&artifact.path)?)),
            None => bail!(
                "cargo did not build {program} in {what}: enable its `required-features` with \
                 `--features`"
            ),
        }
    }
}

/// The manifest that cargo would find from where `manifest` stands.
fn first_manifest(manifest: &Path, root: &Path) -> PathBuf {
    let directories = manifest.ancestors().skip(1).take_while(|it| *it != root);
    directories
        .map(|directory| directory.join("Cargo.toml"))
        .find(|path| path.is_file())
        .unwrap_or_else(|| manifest.to_owned())
}

/// A binary, or a saved report of one.
fn read(path: &Path) -> anyhow::Result<Inventory> {
    let data = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let is_json = data.iter().find(|it| !it.is_ascii_whitespace()) == Some(&b'{');
    if !is_json {
        return Ok(reports::inventory(&Binary::parse(path, &data)?));
    }
    match Document::parse(&path.display().to_string(), &data)?.report {
        Report::Top(inventory) if inventory.is_filtered() => {
            bail!(
                "`{}` is a part of a report: save one without `--crate` and `--name`",
                path.display()
            )
        }
        Report::Top(inventory) => Ok(inventory),
        _ => bail!(
            "`{}` is a report, but not of one binary: save one with `cargo demono top <file> \
             --format json`",
            path.display()
        ),
    }
}
