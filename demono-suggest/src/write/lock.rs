//! In: a path. Out: a lock on that file, which ends with the process that holds it.
//! Refused: a file that another process has locked.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Held until dropped, or until the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub(crate) enum LockError {
    /// Another process has it.
    Held,
    /// The file cannot be locked at all.
    Io(io::Error),
}

impl Lock {
    /// Locks the file, which is made if need be.
    pub(crate) fn take(path: &Path) -> Result<Self, LockError> {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(LockError::Io)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            // Some network file systems have no locks; cargo goes on without one, too.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Lock { _file: file })
            }
            Err(TryLockError::Error(error)) => Err(LockError::Io(error)),
            Err(TryLockError::WouldBlock) => Err(LockError::Held),
        }
    }
}
