//! In: errors. Out: exit codes, and errors without what the user has already seen.

use std::process::ExitCode;

use demono_size::{BudgetError, BuildError, LadderError, MeasureError};
use demono_suggest::apply::error::ApplyError;

/// The error, without the output of cargo if that was shown while it ran.
pub(crate) fn shown(error: MeasureError, was_shown: bool) -> MeasureError {
    match error {
        error if !was_shown => error,
        MeasureError::Build(error) => MeasureError::Build(without_output(error)),
        MeasureError::OnlySplit { source } => MeasureError::OnlySplit {
            source: without_output(source),
        },
        other => other,
    }
}

/// The same for what `apply` and `prune` refuse.
pub(crate) fn applied(error: ApplyError) -> anyhow::Error {
    match error {
        ApplyError::Build(error) => ApplyError::Build(without_output(error)).into(),
        error => error.into(),
    }
}

fn without_output(error: BuildError) -> BuildError {
    match error {
        BuildError::Failed {
            command, status, ..
        } => BuildError::Failed {
            command,
            status,
            output: String::new(),
        },
        other => other,
    }
}

/// 101 where a build failed, as cargo's own; 2 for everything else: only a budget exits
/// with 1.
pub(crate) fn exit_code(error: &anyhow::Error) -> ExitCode {
    if let Some(
        ApplyError::Build(BuildError::Failed { .. })
        | ApplyError::Baseline { .. }
        | ApplyError::Dependency { .. },
    ) = error.downcast_ref::<ApplyError>()
    {
        return ExitCode::from(101);
    }
    let measure = error
        .downcast_ref::<MeasureError>()
        .or_else(|| match error.downcast_ref::<LadderError>() {
            Some(LadderError::Measure(error)) => Some(error),
            _ => None,
        })
        .or_else(|| match error.downcast_ref::<BudgetError>() {
            Some(BudgetError::Measure(error)) => Some(error),
            _ => None,
        });
    match measure {
        Some(MeasureError::Build(BuildError::Failed { .. }) | MeasureError::OnlySplit { .. }) => {
            ExitCode::from(101)
        }
        _ => ExitCode::from(2),
    }
}
