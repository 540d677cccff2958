//! In: a path. Out: a lock on that file, which ends with the process that holds it.
//! Refused: a file that another process has locked.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

/// Locks the file, which is made if need be, until the result is dropped or the process
/// ends, however it ends.
pub(crate) fn lock(path: &Path) -> Result<File, TryLockError> {
    let mut options = File::options();
    let file = options.create(true).truncate(false).write(true).open(path);
    let file = file.map_err(TryLockError::Error)?;
    match file.try_lock() {
        // Some network file systems have no locks; cargo goes on without one, too.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        done => done.map(|()| file),
    }
}
