//! In: files to be replaced. Out: all of them replaced; or, after an error or when the user
//! stops it, all as they were. Refused: what a [`Transaction`] refuses.

use std::path::Path;

use super::error::JournalError;
use super::journal::{Ended, Transaction};
use super::replacement::Replacement;

/// How far the writing is, which decides on what may be said when the user stops it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// No file is written, and none will be.
    Untouched,
    /// From here on some may be written, and others not.
    Writing,
    /// All are written.
    Written,
    /// Some were written, and then put back.
    PutBack,
}

/// Why the files are not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommitError {
    /// The user stopped it. All files are as they were.
    #[error("interrupted")]
    Interrupted,
    /// Before the first file was written, or while the files were put back.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// After some were written. All files are as they were.
    #[error("cannot write the sources; what had been written was put back")]
    PutBack {
        /// Why they could not be written.
        source: JournalError,
    },
    /// Some files are written, others are not.
    #[error(
        "cannot write the sources, nor put back what had been written ({why}): run the command \
         again with `--restore` or `--finish`"
    )]
    Stuck {
        /// Why they could not be written.
        source: JournalError,
        /// Why they could not be put back.
        why: JournalError,
    },
}

/// Replaces `files`, with a journal in `state`. `progress` hears of each step when it
/// begins; `interrupted` is asked between two files.
pub fn commit(
    state: &Path,
    files: Vec<Replacement>,
    progress: &dyn Fn(Progress),
    interrupted: &dyn Fn() -> bool,
) -> Result<(), CommitError> {
    progress(Progress::Writing);
    let transaction = Transaction::begin(state, files);
    let transaction = transaction.inspect_err(|_| progress(Progress::Untouched))?;
    match transaction.commit(interrupted) {
        Ok(Ended::Complete) => {
            progress(Progress::Written);
            Ok(())
        }
        Ok(Ended::Interrupted(left)) => {
            let recovery = left.restore()?;
            progress(if recovery.written.is_empty() {
                Progress::Untouched
            } else {
                Progress::PutBack
            });
            Err(CommitError::Interrupted)
        }
        Err(error) => Err(undo(state, error, progress)),
    }
}

/// Puts back what was written before `source`.
fn undo(state: &Path, source: JournalError, progress: &dyn Fn(Progress)) -> CommitError {
    let recovery = match Transaction::interrupted(state) {
        Ok(Some(left)) => left.restore(),
        Ok(None) => {
            progress(Progress::Untouched);
            return source.into();
        }
        Err(why) => Err(why),
    };
    match recovery {
        Ok(_) => {
            progress(Progress::PutBack);
            CommitError::PutBack { source }
        }
        Err(why) => CommitError::Stuck { source, why },
    }
}
