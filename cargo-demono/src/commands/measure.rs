//! `cargo demono measure`.

use anyhow::Context as _;
use demono_report::{Document, Report};
use demono_size::{measure, reports, Compiler, Settings, Workspace};

use super::{not_built, Verdict};
use crate::cli::Measure;
use crate::errors::shown;
use crate::output;
use crate::progress::Progress;

pub(crate) fn run(options: &Measure) -> anyhow::Result<Verdict> {
    let workspace = Workspace::load(&options.common.selection())?;
    let compiler = Compiler::query().context("cannot ask rustc for its version")?;
    let settings = Settings {
        profiles: options.profiles.clone(),
        target: options.common.build.target.clone(),
        target_directory: options.common.build.target_dir.clone(),
        unstable: options.common.build.unstable.clone(),
    };
    let mut progress = Progress::new(options.common.build.verbose);
    let measurements = measure(&workspace, &settings, &mut |event| progress.event(event))
        .map_err(|error| shown(error, options.common.build.verbose))?;
    drop(progress);
    // The same in every profile.
    for program in measurements.first().iter().flat_map(|it| &it.skipped) {
        not_built(program);
    }
    let report = reports::measurements(&compiler, &measurements);
    let document = Document::new(Report::Measure(report));
    output::write(&document, &options.common.output, options.functions)?;
    Ok(Verdict::Fine)
}
