//! In: a report, and where it should go. Out: the report in that file, whole or not at all,
//! or on standard output. Refused: files that cannot be written.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use anstream::AutoStream;
use anyhow::Context as _;
use clap::ColorChoice;
use demono_report::Document;
use demono_size::files;

use crate::cli::output::{Format, Output};
use crate::render::github::annotations;
use crate::render::part::Style;
use crate::render::render;

/// Writes `document` as `output` says; `detail`: with single functions or copies.
pub(crate) fn write(document: &Document, output: &Output, detail: bool) -> anyhow::Result<()> {
    let style = style(output, detail);
    let text = render(document, output.format, style)?;
    match (&output.output, output.format) {
        (Some(path), _) => {
            files::replace(path, text.as_bytes())
                .with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        (None, Format::Github) => summary(&text)?,
        (None, _) => print(&text)?,
    }
    if output.format == Format::Github {
        print(&annotations(document))?;
    }
    Ok(())
}

/// Writes `text` where `output` says.
pub(crate) fn text(text: &str, output: &Output) -> anyhow::Result<()> {
    match &output.output {
        Some(path) => files::replace(path, text.as_bytes())
            .with_context(|| format!("cannot write `{}`", path.display())),
        None => print(text),
    }
}

fn style(output: &Output, detail: bool) -> Style {
    let terminal = output.output.is_none() && io::stdout().is_terminal();
    let width = terminal_size::terminal_size_of(io::stdout())
        .map(|(terminal_size::Width(width), _)| usize::from(width));
    Style {
        width: width.filter(|_| terminal),
        color: color(output),
        limit: output.limit,
        noise: output.noise,
        detail,
    }
}

/// Follows `--color`. By default a file gets no colour, and for standard output anstream decides
/// by NO_COLOR, CLICOLOR_FORCE, CLICOLOR and TERM, and by whether it is a terminal.
fn color(output: &Output) -> bool {
    match output.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let choice = || AutoStream::choice(&io::stdout());
            output.output.is_none() && choice() != anstream::ColorChoice::Never
        }
    }
}

/// A closed pipe is not an error: its reader has seen enough, and the verdict stays.
fn print(text: &str) -> anyhow::Result<()> {
    // The text has colour only if it is wanted; here a Windows console is set up to show it.
    let mut out = AutoStream::always(io::stdout().lock());
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write to standard output"),
    }
}

/// Appends to the step summary, if there is one.
fn summary(text: &str) -> anyhow::Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return print(text);
    };
    let append = || -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).create(true).open(&path)?;
        file.write_all(text.as_bytes())
    };
    append().with_context(|| {
        let path = Path::new(&path).display();
        format!("cannot append to `{path}`, the step summary (GITHUB_STEP_SUMMARY)")
    })
}
