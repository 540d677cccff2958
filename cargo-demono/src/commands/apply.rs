//! `cargo demono apply` and `cargo demono prune`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{bail, Context as _};
use demono_report::{ApplyCommand, ApplyReport, Document, Origin, Report};
use demono_size::{Compiler, Console, Interest, Workspace};
use demono_suggest::apply;
use demono_suggest::apply::options::{ApplyOptions, Depth, Tests};
use demono_suggest::apply::outcome::{state_of, Outcome};
use demono_suggest::edit::manifest::{DefaultFeatures, Dependency};
use demono_suggest::split::best::Objects;
use demono_suggest::suggest::criteria::{Criteria, Scope};
use demono_suggest::write::commit;
use demono_suggest::write::git::{Allowed, WorkTree};
use demono_suggest::write::journal::Transaction;
use demono_suggest::write::recover::Interrupted;

use super::Verdict;
use crate::cli::suggest::{Apply, Prune, WriteOptions};
use crate::interrupt::{self, Phase};
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(options: &Apply) -> anyhow::Result<Verdict> {
    let criteria = Criteria {
        objects: if options.dynamic {
            Objects::Allowed
        } else {
            Objects::Never
        },
        least: options.min_saving,
        scope: Scope::Members,
    };
    Job {
        command: ApplyCommand::Apply,
        dry_run: options.dry_run,
        options: &options.write,
    }
    .run(criteria, dependency(options.demono_path.as_deref())?)
}

pub(crate) fn prune(options: &Prune) -> anyhow::Result<Verdict> {
    let criteria = Criteria {
        objects: Objects::Allowed,
        least: 0,
        scope: Scope::Members,
    };
    Job {
        command: ApplyCommand::Prune,
        dry_run: options.dry_run,
        options: &options.write,
    }
    .run(criteria, dependency(None)?)
}

/// What is written into manifests: the release that this tool is of.
fn dependency(path: Option<&Path>) -> anyhow::Result<Dependency> {
    let path = path.map(|path| {
        let manifest = path.join("Cargo.toml");
        if !manifest.is_file() {
            bail!("`{}` is no package: it has no Cargo.toml", path.display());
        }
        fs::canonicalize(path).with_context(|| format!("cannot find `{}`", path.display()))
    });
    Ok(Dependency {
        version: concat!(
            env!("CARGO_PKG_VERSION_MAJOR"),
            ".",
            env!("CARGO_PKG_VERSION_MINOR")
        )
        .to_owned(),
        path: path.transpose()?,
        default_features: DefaultFeatures::On,
    })
}

struct Job<'a> {
    command: ApplyCommand,
    dry_run: bool,
    options: &'a WriteOptions,
}

impl Job<'_> {
    fn run(&self, criteria: Criteria, dependency: Dependency) -> anyhow::Result<Verdict> {
        let selection = self.options.common.selection();
        let workspace = Workspace::load_for(&selection, Interest::Any)?;
        let target = self.options.common.build.target_dir.as_ref();
        let state = state_of(target.unwrap_or(&workspace.layout.target_directory));
        let asked = self.options.restore || self.options.finish;
        match Transaction::interrupted(&state)? {
            Some(left) if !asked && left.is_uniform() => left.forget()?,
            Some(left) => return self.recover(left),
            None => {}
        }
        if asked {
            bail!("nothing to restore: no interrupted run found");
        }
        let compiler = Compiler::query().context("cannot ask rustc for its version")?;
        let options = ApplyOptions {
            criteria,
            profiles: self.options.profiles.clone(),
            target: self.options.common.build.target.clone(),
            target_directory: target.cloned(),
            dependency,
            tests: if self.options.no_test {
                Tests::Skip
            } else {
                Tests::Run
            },
        };
        if !self.dry_run {
            // Before all the work, and so for whatever may be changed.
            let directories = workspace.packages.iter();
            let directories = directories.filter(|it| it.origin == Origin::Member);
            let directories = directories.filter_map(|it| it.manifest.parent());
            let directories: Vec<PathBuf> = directories.map(Path::to_owned).collect();
            let made = target.unwrap_or(&workspace.layout.target_directory);
            self.allowed(&workspace.root, &directories, made)?;
        }
        let outcome = self.try_out(&options, &workspace)?;
        if !self.dry_run && !outcome.files.is_empty() {
            // Cargo writes the lock file whenever it likes; often it is ignored.
            let files = outcome.files.iter().map(|it| it.path.clone());
            let files: Vec<PathBuf> = files.filter(|it| !it.ends_with("Cargo.lock")).collect();
            let made = target.unwrap_or(&workspace.layout.target_directory);
            self.allowed(&workspace.root, &files, made)?;
            write(&outcome)?;
        }
        for manifest in &outcome.without {
            eprintln!(
                "note: no attribute is left in the package of `{}`: `demono` need not be among its \
                 dependencies any more, nor be imported",
                manifest.display()
            );
        }
        self.report(&compiler, &outcome)?;
        Ok(Verdict::Fine)
    }

    fn try_out(&self, options: &ApplyOptions, workspace: &Workspace) -> anyhow::Result<Outcome> {
        let depth = if self.dry_run {
            Depth::Plan
        } else {
            Depth::Prove
        };
        let mut progress = Progress::new(self.options.common.build.verbose);
        let mut console = Console {
            report: &mut |event| progress.event(event),
            interrupted: &interrupt::asked,
        };
        let outcome = match self.command {
            ApplyCommand::Apply => apply::apply(options, workspace, depth, &mut console),
            ApplyCommand::Prune => apply::prune::prune(options, workspace, depth, &mut console),
        };
        drop(progress);
        outcome.map_err(|error| {
            if self.options.common.build.verbose {
                crate::errors::applied(error)
            } else {
                error.into()
            }
        })
    }

    /// Whether version control could bring back the sources in `paths`, or the user says
    /// that it need not. Nothing in `made` is a source.
    fn allowed(&self, root: &Path, paths: &[PathBuf], made: &Path) -> anyhow::Result<()> {
        let made = fs::canonicalize(made).unwrap_or_else(|_| made.to_owned());
        let tree = WorkTree::inspect(root, paths)?.only(&|path| {
            let is_source = path.extension().is_some_and(|it| it == "rs");
            (is_source || path.ends_with("Cargo.toml")) && !path.starts_with(&made)
        });
        let fine = tree.is_allowed(Allowed {
            no_vcs: self.options.allow_no_vcs,
            dirty: self.options.allow_dirty,
            staged: self.options.allow_staged,
        });
        match tree.objection(&format!("cargo demono {}", self.word()), root) {
            Some(objection) if !fine => bail!("{objection}"),
            _ => Ok(()),
        }
    }

    fn word(&self) -> &'static str {
        match self.command {
            ApplyCommand::Apply => "apply",
            ApplyCommand::Prune => "prune",
        }
    }

    /// Ends what a killed run has begun, in the way that the user asks for.
    fn recover(&self, left: Interrupted) -> anyhow::Result<Verdict> {
        if self.options.restore || self.options.finish {
            interrupt::enter(Phase::Writing);
        }
        let (recovery, how) = match (self.options.restore, self.options.finish) {
            (true, _) => (left.restore()?, "are as they were before that run"),
            (false, true) => (left.finish()?, "have everything that run had to write"),
            (false, false) => {
                let files = left.files().iter();
                let files: String = files.map(|it| format!("  * {it}\n")).collect();
                bail!(
                    "an earlier run was killed while it wrote these files:\n{files}each is whole, \
                     and they compile together; put the old ones back with `cargo demono {word} \
                     --restore`, or write the rest with `cargo demono {word} --finish`",
                    word = self.word()
                )
            }
        };
        interrupt::enter(Phase::Written);
        for path in &recovery.left {
            eprintln!(
                "warning: `{}` was changed since and is left alone",
                path.display()
            );
        }
        eprintln!(
            "{} files written; the sources {how}",
            recovery.written.len()
        );
        Ok(Verdict::Fine)
    }

    fn report(&self, compiler: &Compiler, outcome: &Outcome) -> anyhow::Result<()> {
        let shown = |path: &PathBuf| {
            let relative = path.strip_prefix(&outcome.root).unwrap_or(path);
            relative.display().to_string()
        };
        let report = ApplyReport {
            command: self.command,
            compiler: compiler.version.clone(),
            target: self
                .options
                .common
                .build
                .target
                .clone()
                .unwrap_or_else(|| compiler.host.clone()),
            dry_run: self.dry_run,
            profiles: outcome.profiles.clone(),
            functions: outcome.functions.clone(),
            tests: outcome.tests.clone(),
            files: outcome.files.iter().map(|it| shown(&it.path)).collect(),
            diff: self.dry_run.then(|| outcome.diff()),
        };
        let document = Document::new(Report::Apply(Box::new(report)));
        output::write(&document, &self.options.common.output, false)
    }
}

/// Writes the files, all or none.
fn write(outcome: &Outcome) -> anyhow::Result<()> {
    // From the first step on, a Ctrl-C is looked at between two files only.
    let progress = |progress| {
        interrupt::enter(match progress {
            commit::Progress::Untouched => Phase::Idle,
            commit::Progress::Writing => Phase::Writing,
            commit::Progress::Written => Phase::Written,
            commit::Progress::PutBack => Phase::PutBack,
        });
    };
    let files = outcome.files.clone();
    commit::commit(&outcome.state, files, &progress, &interrupt::asked)?;
    Ok(())
}
