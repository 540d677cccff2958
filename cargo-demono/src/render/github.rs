//! In: a report. Out: workflow commands that annotate a pull request at the line that sets a
//! limit, or at a function that was split or could be; none if there is nothing to report.
//!
//! The commands and their escapes:
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>.

use std::fmt::Write as _;

use demono_report::{
    AppliedFunction, AppliedOutcome, ApplyReport, BudgetResult, CheckReport, Document,
    MeasureReport, Report, Status, SuggestReport, Verdict,
};

use super::words::counted;

/// One line for each thing that is wrong, or could be better.
pub(crate) fn annotations(document: &Document) -> String {
    match &document.report {
        Report::Check(check) => budgets(check),
        Report::Measure(measure) => costs(measure),
        Report::Suggest(suggest) => proposals(suggest),
        Report::Apply(apply) => outcomes(apply),
        Report::Top(_) | Report::Ladder(_) | Report::Diff(_) => String::new(),
    }
}

fn budgets(report: &CheckReport) -> String {
    let mut out = String::new();
    for result in report
        .results
        .iter()
        .filter(|it| it.status != Status::Within)
    {
        let line = result
            .line
            .map_or_else(String::new, |line| format!(",line={line}"));
        let _ = writeln!(
            out,
            "::error file={}{line},title={}::{}",
            property(&relative(&result.source)),
            property(&title(result)),
            data(result.to_string().trim_end())
        );
    }
    out
}

fn title(result: &BudgetResult) -> String {
    let word = match result.status {
        Status::NotMeasured => "could not be measured",
        _ if result.is_minimum() => "saves too little",
        _ => "is over budget",
    };
    format!("{} {word}: {}", result.program, result.limited)
}

fn costs(report: &MeasureReport) -> String {
    let mut out = String::new();
    for profile in &report.profiles {
        for program in &profile.programs {
            for function in program
                .functions
                .iter()
                .filter(|it| it.verdict == Verdict::Costs)
            {
                let text = format!(
                    "the split of {} costs {} bytes in {}, profile {}",
                    function.name,
                    -function.bytes.saved(),
                    program.label(),
                    profile.profile
                );
                let _ = writeln!(out, "::warning title=a split costs bytes::{}", data(&text));
            }
        }
    }
    out
}

fn proposals(report: &SuggestReport) -> String {
    let mut out = String::new();
    for candidate in &report.candidates {
        let (Some(proposal), Some(file)) = (&candidate.proposal, &candidate.file) else {
            continue;
        };
        let text = format!(
            "{} on {}: {} bytes in {}, {} fewer with the split{}",
            proposal.attribute,
            candidate.function,
            candidate.bytes,
            counted(candidate.copies.len() as u64, "copy", "copies"),
            proposal.saving,
            (proposal.note.as_ref()).map_or_else(String::new, |note| format!("; {note}"))
        );
        let _ = writeln!(
            out,
            "::notice file={},line={},title={}::{}",
            property(&relative(file)),
            proposal.place_line,
            property(&format!("a split would save {} bytes", proposal.saving)),
            data(&text)
        );
    }
    out
}

fn outcomes(report: &ApplyReport) -> String {
    let mut out = String::new();
    for function in &report.functions {
        let severity = match function.outcome {
            AppliedOutcome::DoesNotCompile | AppliedOutcome::ChangesTests => "warning",
            _ => "notice",
        };
        let _ = writeln!(
            out,
            "::{severity} file={},line={},title={}::{}",
            property(&relative(&function.file)),
            function.line,
            property(&format!(
                "{}: {}",
                function.attribute,
                function.outcome.words()
            )),
            data(&outcome(function))
        );
    }
    out
}

/// `app::load saves 120 bytes, predicted 130: why`.
fn outcome(function: &AppliedFunction) -> String {
    let mut text = function.function.clone();
    match function.actual {
        Some(actual) if actual < 0 => {
            let _ = write!(text, " costs {} bytes", actual.unsigned_abs());
        }
        Some(actual) => {
            let _ = write!(text, " saves {actual} bytes");
        }
        None => {}
    }
    if let Some(predicted) = function.predicted {
        let _ = write!(text, ", predicted {predicted}");
    }
    if let Some(why) = &function.why {
        let _ = write!(text, ": {why}");
    }
    text
}

/// Annotations name files from the root of the checkout.
fn relative(path: &str) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let root = std::env::var_os("GITHUB_WORKSPACE")
        .map(std::path::PathBuf::from)
        .or_else(|| std::env::current_dir().ok());
    let inside = root
        .as_deref()
        .and_then(|root| path.strip_prefix(root).ok());
    inside.unwrap_or(&path).display().to_string()
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("50 %\nof, it: a"), "50 %25%0Aof, it: a");
        assert_eq!(property("a::b,c"), "a%3A%3Ab%2Cc");
    }
}
