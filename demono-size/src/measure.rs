//! In: the programs of a workspace, and profiles. Out: per profile and program what the
//! splits changed. Refused: what a stage refuses.

use std::path::PathBuf;

use crate::binary::error::ReadError;
use crate::binary::model::Binary;
use crate::cargo::build::{Artifact, Build, BuildError};
use crate::cargo::compiler::Compiler;
use crate::cargo::console::Event;
use crate::cargo::options::Attribute;
use crate::cargo::process::ProcessError;
use crate::cargo::profile::Profile;
use crate::cargo::select::Program;
use crate::cargo::workspace::Workspace;
use crate::compare::{CompareError, Comparison};

/// How to measure.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The profiles, in this order.
    pub profiles: Vec<Profile>,
    /// See [`Build::target`].
    pub target: Option<String>,
    /// See [`Build::target_directory`].
    pub target_directory: Option<PathBuf>,
    /// See [`Build::unstable`].
    pub unstable: Vec<String>,
}

/// All programs in one profile.
#[derive(Debug, Clone)]
pub struct Measurement {
    /// The profile.
    pub profile: Profile,
    /// The programs, in the order of [`Workspace::programs`].
    pub programs: Vec<Measured>,
    /// Programs that cargo did not build: their `required-features` are not enabled.
    pub skipped: Vec<Program>,
}

/// One program in one profile.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The program.
    pub program: Program,
    /// The triple it was built for, `None` for the host.
    pub target: Option<String>,
    /// The program with `DEMONO=off`.
    pub off: PathBuf,
    /// The program as users get it.
    pub on: PathBuf,
    /// What differs.
    pub comparison: Comparison,
}

/// Why a measurement failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MeasureError {
    /// One of the builds.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The program builds as it is, but not with `DEMONO=off`.
    #[error(
        "with the attribute on this builds, with `DEMONO=off` it does not, so there is nothing \
         to compare with: a body may rely on a conversion that only `#[demono]` makes (write \
         `path.into()` in the body, it stays free of cost), or select other packages with \
         `--package`"
    )]
    OnlySplit {
        /// What cargo said.
        source: BuildError,
    },
    /// A binary could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The two binaries could not be compared.
    #[error(transparent)]
    Compare(#[from] CompareError),
}

/// Builds the programs of `workspace` twice in every profile and compares the halves.
pub fn measure(
    workspace: &Workspace,
    settings: &Settings,
    report: &mut dyn FnMut(Event<'_>),
) -> Result<Vec<Measurement>, MeasureError> {
    let mut counter = Counter {
        number: 0,
        total: settings.profiles.len() * 2,
    };
    let mut measurements = Vec::new();
    for profile in &settings.profiles {
        let build = Build {
            target: settings.target.clone(),
            target_directory: settings.target_directory.clone(),
            unstable: settings.unstable.clone(),
            ..Build::new(profile.clone(), Attribute::On)
        };
        let halves = Halves::build(workspace, build, profile.name(), &mut counter, report)?;
        let mut programs = Vec::new();
        let mut skipped = Vec::new();
        for program in &workspace.programs {
            match halves.of(program) {
                Some((off, on)) => programs.push(compare(program, off, on, report)?),
                None => skipped.push(program.clone()),
            }
        }
        measurements.push(Measurement {
            profile: profile.clone(),
            programs,
            skipped,
        });
    }
    Ok(measurements)
}

/// Which build of how many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counter {
    pub(crate) number: usize,
    pub(crate) total: usize,
}

/// What one build made with the attribute off, and on.
#[derive(Debug)]
pub(crate) struct Halves {
    off: Vec<Artifact>,
    on: Vec<Artifact>,
}

impl Halves {
    /// Runs `build` for the programs of `workspace`, once for each half.
    pub(crate) fn build(
        workspace: &Workspace,
        build: Build,
        what: &str,
        counter: &mut Counter,
        report: &mut dyn FnMut(Event<'_>),
    ) -> Result<Self, MeasureError> {
        let mut half = |attribute: Attribute, report: &mut dyn FnMut(Event<'_>)| {
            counter.number += 1;
            report(Event::Building {
                number: counter.number,
                total: counter.total,
                what,
                attribute,
            });
            let own = |name: &String| format!("{}-{name}", attribute.directory());
            let half = Build {
                attribute,
                directory: build.directory.as_ref().map(own),
                ..build.clone()
            };
            workspace.apply(half).run(report)
        };
        // What is wrong with the program itself should not be blamed on `DEMONO=off`.
        let on = half(Attribute::On, report)?;
        let off = half(Attribute::Off, report).map_err(MeasureError::of_off)?;
        Ok(Halves { off, on })
    }

    /// The two files of `program`, off and on; `None` if cargo did not build it.
    pub(crate) fn of(&self, program: &Program) -> Option<(&Artifact, &Artifact)> {
        let is = |it: &&Artifact| program.is(it);
        self.off.iter().find(is).zip(self.on.iter().find(is))
    }
}

impl MeasureError {
    /// The compiler, or why it does not say what it is.
    pub(crate) fn compiler() -> Result<Compiler, Self> {
        Compiler::query().map_err(|source| {
            let command = "rustc -vV".to_owned();
            MeasureError::Build(ProcessError::Start { command, source }.into())
        })
    }

    /// A failure of the build with `DEMONO=off`, after the one without succeeded.
    pub(crate) fn of_off(error: BuildError) -> Self {
        match error {
            source @ BuildError::Failed { .. } => MeasureError::OnlySplit { source },
            error => MeasureError::Build(error),
        }
    }
}

pub(crate) fn compare(
    program: &Program,
    off: &Artifact,
    on: &Artifact,
    report: &mut dyn FnMut(Event<'_>),
) -> Result<Measured, MeasureError> {
    let mut read = |artifact: &Artifact| {
        report(Event::Reading(&artifact.path));
        Binary::read(&artifact.path)
    };
    let comparison = Comparison::new(&read(off)?, &read(on)?)?;
    Ok(Measured {
        program: program.clone(),
        target: on.target.clone(),
        off: off.path.clone(),
        on: on.path.clone(),
        comparison,
    })
}
