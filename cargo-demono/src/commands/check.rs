//! `cargo demono check`.

use demono_report::{Document, Report};
use demono_size::{BudgetError, Check};

use super::Verdict;
use crate::cli;
use crate::errors::shown;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(options: &cli::Check) -> anyhow::Result<Verdict> {
    let check = Check {
        selection: options.common.selection(),
        target: options.common.build.target.clone(),
        target_directory: options.common.build.target_dir.clone(),
        unstable: options.common.build.unstable.clone(),
    };
    let mut progress = Progress::new(options.common.build.verbose);
    let checked = check
        .run(&mut |event| progress.event(event))
        .map_err(|error| match error {
            BudgetError::Measure(error) => {
                BudgetError::Measure(shown(error, options.common.build.verbose))
            }
            other => other,
        })?;
    drop(progress);
    let report = if options.accept {
        let report = checked.accept()?;
        let count = checked.accepted();
        let programs = if count == 1 { "program" } else { "programs" };
        eprintln!(
            "accepted {count} {programs}: {} is written, commit it",
            report.baseline
        );
        report
    } else {
        checked.report
    };
    let verdict = if report.is_within() {
        Verdict::Fine
    } else {
        Verdict::Over
    };
    output::write(
        &Document::new(Report::Check(report)),
        &options.common.output,
        false,
    )?;
    Ok(verdict)
}
