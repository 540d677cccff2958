//! In: Ctrl-C. Out: an end in good order: cargo, which gets the signal too, ends the build,
//! and its failure the command, so that worktrees go and nothing is half-written. Where
//! no build is running there is nothing to put in order. Refused: nothing.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

/// As a shell has it: 128 and the number of the signal.
pub(crate) const CODE: u8 = 130;

/// Whether the user has asked to stop.
static ASKED: AtomicBool = AtomicBool::new(false);
/// Whether cargo is running.
static BUILDING: AtomicBool = AtomicBool::new(false);

pub(crate) fn install() {
    let handler = ctrlc::set_handler(|| {
        let again = ASKED.swap(true, Ordering::SeqCst);
        if again || !BUILDING.load(Ordering::SeqCst) {
            say();
            process::exit(CODE.into());
        }
    });
    if let Err(error) = handler {
        eprintln!("warning: cannot handle Ctrl-C: {error}");
    }
}

/// Says that cargo runs from now on, or does not.
pub(crate) fn building(running: bool) {
    BUILDING.store(running, Ordering::SeqCst);
    // Between two builds nobody else looks.
    if !running && asked() {
        say();
        process::exit(CODE.into());
    }
}

pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// For whoever wonders about the files.
pub(crate) fn say() {
    eprintln!("interrupted: nothing was written");
}
