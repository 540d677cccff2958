//! In: a path and what should be there. Out: that file, whole. Refused: what cannot be
//! written; then the old file is as it was.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `content` to `path`, whole or not at all, even if the program is killed.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // A device such as /dev/stdout cannot be replaced.
    if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
        return fs::write(path, content);
    }
    // What a link points to is replaced, not the link.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".demono-")
        .tempfile_in(parent.unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    match fs::metadata(path) {
        Ok(old) => file.as_file().set_permissions(old.permissions())?,
        Err(_) => readable(file.as_file())?,
    }
    file.persist(path)?;
    Ok(())
}

/// Temporary files are the owner's only; a new file is one that others may read.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &fs::File) -> io::Result<()> {
    Ok(())
}
