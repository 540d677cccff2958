//! In: what became of the crates. Out: a file of it as JSON, with the table beside it, and back
//! again. Refused: a file that has no results of the bench.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::de::DeserializeOwned;
use serde::Serialize;

pub(crate) fn read<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Vec<T>> {
    let text = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    serde_json::from_slice(&text)
        .with_context(|| format!("`{}` contains no results of the bench", file.display()))
}

pub(crate) fn write<T: Serialize>(
    file: &Path,
    outcomes: &[T],
    table: String,
) -> anyhow::Result<()> {
    let mut json = serde_json::to_string_pretty(outcomes)?;
    json.push('\n');
    for (file, text) in [(file, json), (&file.with_extension("md"), table)] {
        fs::write(file, text).with_context(|| format!("cannot write `{}`", file.display()))?;
    }
    Ok(())
}
