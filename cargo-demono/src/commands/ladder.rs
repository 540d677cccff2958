//! `cargo demono ladder`.

use demono_report::{Document, Report};
use demono_size::{Ladder, LadderError, Workspace};

use super::Verdict;
use crate::cli::Climb;
use crate::errors::shown;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(options: &Climb) -> anyhow::Result<Verdict> {
    let workspace = Workspace::load(&options.packages.selection(&options.build))?;
    let ladder = Ladder {
        only: options.rungs.clone(),
        target: options.build.target.clone(),
        target_directory: options.build.target_dir.clone(),
        unstable: options.build.unstable.clone(),
    };
    let mut progress = Progress::new(options.build.verbose);
    let report = ladder
        .climb(&workspace, &mut |event| progress.event(event))
        .map_err(|error| match error {
            LadderError::Measure(error) => {
                LadderError::Measure(shown(error, options.build.verbose))
            }
            other => other,
        })?;
    drop(progress);
    let document = Document::new(Report::Ladder(report));
    output::write(&document, &options.output, false)?;
    Ok(Verdict::Fine)
}
