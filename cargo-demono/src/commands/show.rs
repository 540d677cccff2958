//! `cargo demono show`.

use std::fs;

use anyhow::Context as _;
use demono_report::Document;

use super::Verdict;
use crate::cli::Show;
use crate::output;

/// What a report says of budgets is past: it is shown, and no exit code follows from it.
pub(crate) fn run(options: &Show) -> anyhow::Result<Verdict> {
    let path = options.file.display().to_string();
    let data = fs::read(&options.file).with_context(|| format!("cannot read `{path}`"))?;
    let document = Document::parse(&path, &data)?;
    output::write(&document, &options.output, options.detail)?;
    Ok(Verdict::Fine)
}
