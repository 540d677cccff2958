//! In: the programs of a workspace, and profiles. Out: per profile and program what the
//! splits changed. Refused: what a stage refuses.

use std::path::PathBuf;

use crate::build::{Artifact, Attribute, Build, BuildError, Event};
use crate::compare::{CompareError, Comparison};
use crate::profile::Profile;
use crate::read::{Binary, ReadError};
use crate::workspace::{Program, Workspace};

/// How to measure.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The profiles, in this order.
    pub profiles: Vec<Profile>,
    /// See [`Build::target`].
    pub target: Option<String>,
    /// See [`Build::target_directory`].
    pub target_directory: Option<PathBuf>,
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
    let total = settings.profiles.len() * 2;
    let mut number = 0;
    let mut measurements = Vec::new();
    for profile in &settings.profiles {
        let mut half = |attribute, report: &mut dyn FnMut(Event<'_>)| {
            number += 1;
            report(Event::Building {
                number,
                total,
                profile,
                attribute,
            });
            let build = Build {
                target: settings.target.clone(),
                target_directory: settings.target_directory.clone(),
                ..Build::new(profile.clone(), attribute)
            };
            workspace.apply(build).run(report)
        };
        // What is wrong with the program itself should not be blamed on `DEMONO=off`.
        let on = half(Attribute::On, report)?;
        let off = half(Attribute::Off, report).map_err(|error| match error {
            source @ BuildError::Failed { .. } => MeasureError::OnlySplit { source },
            error => MeasureError::Build(error),
        })?;
        let mut programs = Vec::new();
        let mut skipped = Vec::new();
        for program in &workspace.programs {
            match (find(&off, program), find(&on, program)) {
                (Some(off), Some(on)) => programs.push(compare(program, off, on, report)?),
                _ => skipped.push(program.clone()),
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

fn find<'a>(artifacts: &'a [Artifact], program: &Program) -> Option<&'a Artifact> {
    artifacts
        .iter()
        .find(|artifact| artifact.package == program.package && artifact.name == program.name)
}

fn compare(
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
