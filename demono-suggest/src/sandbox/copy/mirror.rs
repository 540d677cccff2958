//! In: what is to be copied, from where, to where. Out: the copy, with as little written
//! as possible. Refused: what cannot be read or written.

use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::collect::{Entries, Entry};
use crate::write::error::FileError;

/// Makes `tree` hold exactly `entries` of `base`.
pub(super) fn sync(base: &Path, tree: &Path, entries: &Entries) -> Result<(), FileError> {
    fs::create_dir_all(tree).map_err(FileError::when("make", tree))?;
    prune(tree, Path::new(""), entries)?;
    for (relative, entry) in entries {
        let (from, to) = (base.join(relative), tree.join(relative));
        let failed = |source| FileError::when("copy", &from)(source);
        match entry {
            Entry::Directory => directory(&to).map_err(failed)?,
            Entry::Link(target) => link(target, &from, &to).map_err(failed)?,
            Entry::File => match file(&from, &to) {
                // Gone since it was listed.
                Err(error) if error.kind() == io::ErrorKind::NotFound && !from.exists() => {
                    remove(&to).map_err(failed)?;
                }
                done => done.map_err(failed)?,
            },
        }
    }
    Ok(())
}

/// Removes what is not among `entries`, or not of the same kind.
fn prune(tree: &Path, relative: &Path, entries: &Entries) -> Result<(), FileError> {
    let directory = tree.join(relative);
    let failed = |source| FileError::when("read", &directory)(source);
    for entry in fs::read_dir(&directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let relative = relative.join(entry.file_name());
        let fits = match entries.get(&relative) {
            Some(Entry::Directory) => kind.is_dir(),
            Some(Entry::File) => kind.is_file(),
            Some(Entry::Link(_)) => kind.is_symlink(),
            None => false,
        };
        if !fits {
            let path = entry.path();
            remove(&path).map_err(FileError::when("remove", &path))?;
        } else if kind.is_dir() {
            prune(tree, &relative, entries)?;
        }
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(it) if it.is_dir() => fs::remove_dir_all(path),
        // On Windows a link to a directory is removed like a directory.
        Ok(_) => fs::remove_file(path).or_else(|error| fs::remove_dir(path).map_err(|_| error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// With the usual permissions: in a directory that may not be written nothing could be
/// replaced later.
fn directory(to: &Path) -> io::Result<()> {
    match fs::create_dir(to) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}

fn link(target: &Path, from: &Path, to: &Path) -> io::Result<()> {
    if fs::read_link(to).is_ok_and(|it| it == target) {
        return Ok(());
    }
    remove(to)?;
    make_link(target, from, to)
}

#[cfg(unix)]
fn make_link(target: &Path, _from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, to)
}

#[cfg(windows)]
fn make_link(target: &Path, from: &Path, to: &Path) -> io::Result<()> {
    if from.is_dir() {
        std::os::windows::fs::symlink_dir(target, to)
    } else {
        std::os::windows::fs::symlink_file(target, to)
    }
}

fn file(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let metadata = source.metadata()?;
    if !is_same(&source, &metadata, to)? {
        remove(to)?;
        source = File::open(from)?;
        // A new file, so the time of change is now (see `Sandbox::copy`).
        io::copy(&mut source, &mut File::create(to)?)?;
    }
    let permissions = metadata.permissions();
    if fs::metadata(to)?.permissions() != permissions {
        fs::set_permissions(to, permissions)?;
    }
    Ok(())
}

fn is_same(source: &File, metadata: &Metadata, to: &Path) -> io::Result<bool> {
    // Not there, or made unreadable by a test.
    let Ok(copy) = File::open(to) else {
        return Ok(false);
    };
    if copy.metadata()?.len() != metadata.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(source), BufReader::new(copy));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if left[..length] != right[..length] {
            return Ok(false);
        }
        if length == 0 {
            return Ok(left.len() == right.len());
        }
        one.consume(length);
        other.consume(length);
    }
}
