//! In: the events of a build. Out: one line for each build on standard error; on a
//! terminal the line also says what cargo is doing.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Instant;

use demono_size::{Attribute, Event};

use crate::interrupt;

/// Shows the progress of a measurement.
pub(crate) struct Progress {
    verbose: bool,
    terminal: bool,
    /// What is building, without what cargo says.
    current: String,
    started: Instant,
}

impl Progress {
    pub(crate) fn new(verbose: bool) -> Self {
        Progress {
            verbose,
            terminal: io::stderr().is_terminal() && !verbose,
            current: String::new(),
            started: Instant::now(),
        }
    }

    pub(crate) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Command(_) => interrupt::building(true),
            Event::Reading(_) => interrupt::building(false),
            _ => {}
        }
        match event {
            Event::Building {
                number,
                total,
                what,
                attribute,
            } => {
                let attribute = match attribute {
                    Attribute::On => "on",
                    Attribute::Off => "off",
                };
                self.current =
                    format!("building {number} of {total}: {what}, attribute {attribute}");
                if self.terminal {
                    self.status("");
                } else {
                    eprintln!("{}", self.current);
                }
            }
            Event::Command(command) if self.verbose => eprintln!("running {command}"),
            Event::Cargo(line) if self.verbose => eprintln!("{line}"),
            Event::Cargo(line) if self.terminal => self.status(line.trim()),
            Event::Reading(path) if self.verbose => eprintln!("reading {}", path.display()),
            Event::Reading(_) if self.terminal => self.status("reading"),
            _ => {}
        }
    }

    /// Writes over the last line.
    fn status(&self, doing: &str) {
        let seconds = self.started.elapsed().as_secs();
        let mut line = format!("{} [{seconds} s] {doing}", self.current);
        let width = terminal_size::terminal_size_of(io::stderr())
            .map_or(80, |(terminal_size::Width(width), _)| usize::from(width));
        line = line.chars().take(width.saturating_sub(1)).collect();
        let mut stderr = io::stderr().lock();
        // If progress cannot be shown, the build goes on.
        let _ = write!(stderr, "\r\x1b[K{line}");
        let _ = stderr.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if !interrupt::asked() {
            interrupt::building(false);
        }
        if self.terminal && !self.current.is_empty() {
            eprint!("\r\x1b[K");
        }
    }
}
