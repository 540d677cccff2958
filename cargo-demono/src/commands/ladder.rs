//! `cargo demono ladder`.

use demono_report::{Document, Report};
use demono_size::{Ladder, LadderError, Workspace};

use super::Verdict;
use crate::cli::Climb;
use crate::errors::shown;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(options: &Climb) -> anyhow::Result<Verdict> {
    let workspace = Workspace::load(&options.common.selection())?;
    let ladder = Ladder {
        only: options.rungs.clone(),
        target: options.common.build.target.clone(),
        target_directory: options.common.build.target_dir.clone(),
        unstable: options.common.build.unstable.clone(),
    };
    let mut progress = Progress::new(options.common.build.verbose);
    let report = ladder
        .climb(&workspace, &mut |event| progress.event(event))
        .map_err(|error| match error {
            LadderError::Measure(error) => {
                LadderError::Measure(shown(error, options.common.build.verbose))
            }
            other => other,
        })?;
    drop(progress);
    let document = Document::new(Report::Ladder(report));
    output::write(&document, &options.common.output, false)?;
    Ok(Verdict::Fine)
}
