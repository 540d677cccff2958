//! In: Ctrl-C. Out: an orderly end. While a build is running, cargo, which gets the signal too,
//! ends it, and the command fails with it, so that worktrees are removed and nothing is half
//! written. While sources are being written, the writer checks between two files. At any other
//! time there is nothing to clean up.

use std::process;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// By the convention of shells: 128 plus the number of the signal.
pub(crate) const CODE: u8 = 130;

/// Whether the user has asked to stop.
static ASKED: AtomicBool = AtomicBool::new(false);
/// A [`Phase`].
static PHASE: AtomicU8 = AtomicU8::new(Phase::Idle as u8);

/// How far the command has got, as far as that matters for an interruption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Phase {
    /// It can end at once.
    Idle,
    /// Cargo is running.
    Building,
    /// Sources are being written, which is brief: even a second Ctrl-C has to wait.
    Writing,
    /// They were written.
    Written,
    /// Some were written, and then put back.
    PutBack,
}

impl Phase {
    const ALL: [Phase; 5] = [
        Phase::Idle,
        Phase::Building,
        Phase::Writing,
        Phase::Written,
        Phase::PutBack,
    ];
}

pub(crate) fn install() {
    let handler = ctrlc::set_handler(|| {
        let again = ASKED.swap(true, Ordering::SeqCst);
        match phase() {
            Phase::Writing => {}
            Phase::Building if !again => {}
            _ => {
                say();
                process::exit(CODE.into());
            }
        }
    });
    if let Err(error) = handler {
        eprintln!("warning: cannot handle Ctrl-C: {error}");
    }
}

/// Records that cargo starts or stops running.
pub(crate) fn building(running: bool) {
    enter(if running {
        Phase::Building
    } else {
        Phase::Idle
    });
    // Nobody else checks between two builds.
    if !running && asked() {
        say();
        process::exit(CODE.into());
    }
}

/// Records the phase that begins now.
pub(crate) fn enter(phase: Phase) {
    PHASE.store(phase as u8, Ordering::SeqCst);
}

pub(crate) fn phase() -> Phase {
    let number = PHASE.load(Ordering::SeqCst);
    let phase = Phase::ALL.into_iter().find(|it| *it as u8 == number);
    phase.unwrap_or(Phase::Idle)
}

pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// Says what became of the files.
pub(crate) fn say() {
    eprintln!(
        "{}",
        match phase() {
            Phase::Idle | Phase::Building => "interrupted: nothing was written",
            Phase::Writing => "interrupted while writing files: run the command again",
            Phase::Written => "interrupted after all files were written",
            Phase::PutBack => "interrupted: changes were undone, all files are as they were before",
        }
    );
}
