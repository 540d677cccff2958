//! In: a size as people write it. Out: bytes. Refused: anything else.

use bytesize::ByteSize;

/// `2 KiB` is 2048.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let ByteSize(bytes) = text
        .parse()
        .map_err(|_| "write a size such as \"512\" or \"2 KiB\"".to_owned())?;
    Ok(bytes)
}
