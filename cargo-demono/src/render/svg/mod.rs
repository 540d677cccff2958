//! In: a report. Out: one chart as an SVG file that a README can show, with its own
//! background, in light and dark, without scripts; or a note that the report has no chart.

pub(crate) mod apply;
pub(crate) mod canvas;
pub(crate) mod escape;
pub(crate) mod label;
pub(crate) mod ladder;
pub(crate) mod layout;
pub(crate) mod map;
pub(crate) mod maps;
mod pool;
pub(crate) mod treemap;
mod value;

#[cfg(test)]
mod tests;

use demono_report::{Document, Report};

use canvas::Place;
use ladder::Metric;

/// Which of the charts of a report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Of a ladder: the file or the machine code.
    pub(crate) metric: Metric,
    /// Of a measurement: the profile; the first if there is none of this name.
    pub(crate) profile: Option<String>,
}

/// The chart of `document`: of a ladder and of edits bars, of all else a treemap.
pub(crate) fn svg(document: &Document, options: &Options) -> String {
    let chart = match &document.report {
        Report::Top(inventory) => treemap::draw(&maps::inventory(inventory, 0), Place::File),
        Report::Diff(diff) => treemap::draw(&maps::difference(diff, 0), Place::File),
        Report::Ladder(ladder) => ladder::draw(ladder, options.metric, Place::File),
        Report::Measure(measure) => {
            let wanted = options.profile.as_deref();
            let profile = (measure.profiles.iter())
                .find(|entry| Some(entry.profile.as_str()) == wanted)
                .or(measure.profiles.first());
            match profile {
                Some(entry) => {
                    let programs = entry.programs.iter().enumerate();
                    treemap::draw(&maps::programs(&entry.profile, programs), Place::File)
                }
                None => treemap::note("Measurement", "Nothing was measured."),
            }
        }
        Report::Suggest(suggest) => treemap::draw(&maps::suggestions(suggest), Place::File),
        Report::Apply(report) => apply::draw(report, Place::File),
        Report::Check(_) => treemap::note(
            "Budgets",
            "A check has no chart; the html, markdown and table formats show its limits.",
        ),
    };
    chart.into_string()
}
