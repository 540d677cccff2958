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
    for (variable, separator) in [("CARGO_ENCODED_RUSTFLAGS", "\x1f"), ("RUSTFLAGS", " ")] {
        if let Some(mut all) = env::var_os(variable) {
            for flag in flags {
                if !all.is_empty() {
                    all.push(separator);
                }
                all.push(flag);
            }
            command.env(variable, all);
            return;
        }
    }
    let list = toml_list(flags);
    let mut keys = target_keys(&configuration_files(directory));
    let in_environment = |it: &&String| env::var_os(environment_key(it)).is_some();
    keys.extend(triples.iter().filter(in_environment).cloned());
    command.args(["--config", &format!("build.rustflags={list}")]);
    for key in keys {
        let key = toml::Value::String(key);
        command.args(["--config", &format!("target.{key}.rustflags={list}")]);
    }
}

fn toml_list(flags: &[&str]) -> String {
    let quoted = flags.iter().map(|it| toml::Value::from(*it).to_string());
    format!("[{}]", quoted.collect::<Vec<_>>().join(","))
}

/// The variable that stands for `target.<triple>.rustflags`.
fn environment_key(triple: &str) -> String {
    let triple = triple.replace(['-', '.'], "_").to_uppercase();
    format!("CARGO_TARGET_{triple}_RUSTFLAGS")
}

/// The files cargo reads when it is run in `directory`, as far as they exist.
fn configuration_files(directory: &Path) -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
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
        let text = fs::read_to_string(file).unwrap_or_default();
        let configuration: toml::Table = text.parse().unwrap_or_default();
        let targets = configuration.get("target").and_then(toml::Value::as_table);
        let flagged = |(key, settings): (&String, &toml::Value)| {
            settings.get("rustflags").map(|_| key.clone())
        };
        keys.extend(targets.into_iter().flatten().filter_map(flagged));
    }
    keys
}
