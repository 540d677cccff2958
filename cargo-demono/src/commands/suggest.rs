//! `cargo demono suggest`.

use std::fs;

use anyhow::Context as _;
use demono_report::{Document, Report, SuggestReport};
use demono_size::Interest;
use demono_size::{Attribute, Build, Compiler, DebugInfo, Event, MeasureError, Workspace};
use demono_suggest::binary::program::ParsedProgram;
use demono_suggest::split::best::Objects;
use demono_suggest::suggest::criteria::{Criteria, Scope};
use demono_suggest::suggest::{suggest, Suggestions};

use super::{not_built, Verdict};
use crate::cli::suggest::{CriteriaOptions, Suggest};
use crate::errors::shown;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(options: &Suggest) -> anyhow::Result<Verdict> {
    let selection = options.common.selection();
    let interest = match options.binary {
        Some(_) => Interest::Every,
        None => Interest::Any,
    };
    let workspace = Workspace::load_for(&selection, interest)?;
    let compiler = Compiler::query().context("cannot ask rustc for its version")?;
    let programs = match &options.binary {
        Some(path) => vec![ParsedProgram::read(path.display().to_string(), path)?],
        None => build(options, &workspace)?,
    };
    let root = fs::canonicalize(&workspace.root).unwrap_or_else(|_| workspace.root.clone());
    let found = suggest(
        programs,
        &workspace.packages,
        &root,
        options.criteria.criteria(),
    );
    if options.issues {
        issues(options, &found)?;
        return Ok(Verdict::Fine);
    }
    let report = report(options, &compiler, found);
    let document = Document::new(Report::Suggest(Box::new(report)));
    output::write(&document, &options.common.output, options.why)?;
    Ok(Verdict::Fine)
}

impl CriteriaOptions {
    pub(crate) fn criteria(&self) -> Criteria {
        Criteria {
            objects: if self.no_dyn {
                Objects::Never
            } else {
                Objects::Allowed
            },
            least: self.min_saving,
            scope: Scope::All,
        }
    }
}

fn build(options: &Suggest, workspace: &Workspace) -> anyhow::Result<Vec<ParsedProgram>> {
    let mut progress = Progress::new(options.common.build.verbose);
    progress.event(Event::Building {
        number: 1,
        total: 1,
        what: &format!("{}, with debug information", options.profile),
        attribute: Attribute::On,
    });
    let build = Build {
        debug: DebugInfo::Limited,
        target: options.common.build.target.clone(),
        target_directory: options.common.build.target_dir.clone(),
        directory: Some("suggest".to_owned()),
        unstable: options.common.build.unstable.clone(),
        ..Build::new(options.profile.clone(), Attribute::On)
    };
    let artifacts = workspace
        .apply(build)
        .run(&mut |event| progress.event(event))
        .map_err(|error| shown(MeasureError::Build(error), options.common.build.verbose))?;
    let mut programs = Vec::new();
    for program in &workspace.programs {
        match artifacts.iter().find(|it| program.is(it)) {
            Some(artifact) => {
                progress.event(Event::Reading(&artifact.path));
                programs.push(ParsedProgram::read(program.to_string(), &artifact.path)?);
            }
            None => not_built(program),
        }
    }
    Ok(programs)
}

fn report(options: &Suggest, compiler: &Compiler, found: Suggestions) -> SuggestReport {
    SuggestReport {
        compiler: compiler.version.clone(),
        target: options
            .common
            .build
            .target
            .clone()
            .unwrap_or_else(|| compiler.host.clone()),
        profile: options.profile.name().to_owned(),
        programs: found.programs,
        candidates: found.proposed.into_iter().map(|it| it.candidate).collect(),
        refused: found.refused,
        crates: if options.crate_graph {
            found.crates
        } else {
            Vec::new()
        },
        unmapped: found.unmapped,
    }
}

/// The words for other people, the largest saving first.
fn issues(options: &Suggest, found: &Suggestions) -> anyhow::Result<()> {
    let mut issues: Vec<_> = (found.refused.iter())
        .filter_map(|it| Some((it.saving(), it.issue.as_deref()?)))
        .collect();
    issues.sort_by_key(|(saving, _)| std::cmp::Reverse(*saving));
    let limit = match options.common.output.limit {
        0 => usize::MAX,
        limit => limit,
    };
    let text: Vec<&str> = issues
        .into_iter()
        .take(limit)
        .map(|(_, text)| text)
        .collect();
    if text.is_empty() {
        eprintln!("note: no split of a dependency's function would save anything here");
    }
    output::text(&text.join("\n"), &options.common.output)
}
