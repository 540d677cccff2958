//! In: a report and where it should go. Out: that file, whole or not at all, or standard
//! output. Refused: files that cannot be written.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::Context as _;
use clap::ColorChoice;
use demono_size::files;
use demono_size::report::Document;

use crate::cli::{Format, Output};
use crate::render::{self, Style};

/// Writes `document` as `output` says; `detail`: with single functions or copies.
pub(crate) fn write(document: &Document, output: &Output, detail: bool) -> anyhow::Result<()> {
    let style = style(output, detail);
    let text = render::render(document, output.format, style)?;
    match (&output.output, output.format) {
        (Some(path), _) => {
            files::replace(path, text.as_bytes())
                .with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        (None, Format::Github) => summary(&text)?,
        (None, _) => print(&text)?,
    }
    if output.format == Format::Github {
        print(&render::annotations(document))?;
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
    let color = match output.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        // https://no-color.org: set and not empty.
        ColorChoice::Auto => {
            let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
            terminal && !unwanted && !dumb
        }
    };
    let width = terminal_size::terminal_size_of(io::stdout())
        .map(|(terminal_size::Width(width), _)| usize::from(width));
    Style {
        width: width.filter(|_| terminal),
        color,
        limit: output.limit,
        noise: output.noise,
        detail,
    }
}

/// Whoever closes the pipe has seen enough, which does not change the verdict.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write to standard output"),
    }
}

/// Appends to the summary of the step, where there is one.
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
        format!("cannot append to `{path}`, the summary of the step (GITHUB_STEP_SUMMARY)")
    })
}
