//! In: the environment and the cargo configuration files of the caller. Out: how to add
//! flags for rustc to a cargo invocation so that every flag the user has set still
//! holds. Refused: nothing; a configuration file that does not parse is cargo's to
//! report.
//!
//! Cargo takes flags from exactly one place, the first of: `CARGO_ENCODED_RUSTFLAGS`,
//! `RUSTFLAGS`, all matching `target.*.rustflags`, `build.rustflags`
//! (<https://doc.rust-lang.org/cargo/reference/config.html#buildrustflags>). To set one
//! of the first two would therefore drop what the user has in a file. Lists given with
//! `--config` are joined with those in files, so ours go to `build.rustflags` and
//! beside every `target.*.rustflags` that the user has: whichever place cargo picks,
//! ours are there, and which `cfg(..)` matches need not be known here.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Adds `flags` to `command`, a cargo invocation that is run in `directory`.
pub(crate) fn add(command: &mut Command, flags: &[&str], directory: &Path, triples: &[String]) {
    if let Some(mut encoded) = env::var_os("CARGO_ENCODED_RUSTFLAGS") {
        for flag in flags {
            if !encoded.is_empty() {
                encoded.push("\x1f");
            }
            encoded.push(flag);
        }
        command.env("CARGO_ENCODED_RUSTFLAGS", encoded);
        return;
    }
    if let Some(mut joined) = env::var_os("RUSTFLAGS") {
        for flag in flags {
            joined.push(" ");
            joined.push(flag);
        }
        command.env("RUSTFLAGS", joined);
        return;
    }
    let list = toml_list(flags);
    let mut keys = target_keys(&configuration_files(directory));
    keys.extend(
        triples
            .iter()
            .filter(|triple| env::var_os(environment_key(triple)).is_some())
            .cloned(),
    );
    command
        .arg("--config")
        .arg(format!("build.rustflags={list}"));
    for key in keys {
        let key = toml::Value::String(key);
        command
            .arg("--config")
            .arg(format!("target.{key}.rustflags={list}"));
    }
}

fn toml_list(flags: &[&str]) -> String {
    let quoted: Vec<String> = flags
        .iter()
        .map(|flag| toml::Value::String((*flag).to_owned()).to_string())
        .collect();
    format!("[{}]", quoted.join(","))
}

/// The variable that stands for `target.<triple>.rustflags`.
fn environment_key(triple: &str) -> String {
    let triple = triple.replace(['-', '.'], "_").to_uppercase();
    format!("CARGO_TARGET_{triple}_RUSTFLAGS")
}

/// The files cargo reads when it is run in `directory`, as far as they exist.
fn configuration_files(directory: &Path) -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::home_dir()?;
        Some(home.join(".cargo"))
    });
    directory
        .ancestors()
        .map(|ancestor| ancestor.join(".cargo"))
        .chain(home)
        .flat_map(|folder| [folder.join("config"), folder.join("config.toml")])
        .filter(|file| file.is_file())
        .collect()
}

/// Every `x` for which one of `files` has a `target.x.rustflags`.
fn target_keys(files: &[PathBuf]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in files {
        let Some(configuration) = fs::read_to_string(file)
            .ok()
            .and_then(|text| text.parse::<toml::Table>().ok())
        else {
            continue;
        };
        let Some(targets) = configuration.get("target").and_then(toml::Value::as_table) else {
            continue;
        };
        keys.extend(
            targets
                .iter()
                .filter(|(_, settings)| settings.get("rustflags").is_some())
                .map(|(key, _)| key.clone()),
        );
    }
    keys
}
