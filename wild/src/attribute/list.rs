//! In: `attribute.toml`. Out: the crates whose functions get the attribute, and the errors of
//! rustc that are limits. Refused: unknown keys, a crate that is listed twice, and whatever is
//! left out or a limit without a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use super::outcome::Mode;
use crate::list::{Candidate, Dropped, Skipped};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    #[serde(default, rename = "limit")]
    limits: Vec<Limit>,
    #[serde(rename = "crate")]
    pub(crate) crates: Vec<Published>,
}

/// A published crate.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Published {
    pub(crate) name: String,
    /// Exactly this one.
    pub(crate) version: String,
    /// What sort of thing it is: `parser`, `terminal UI`.
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) features: Vec<String>,
    #[serde(default = "yes")]
    pub(crate) default_features: bool,
    /// Whether its tests run, before and after.
    #[serde(default)]
    pub(crate) tests: bool,
    /// What is left out of the copy.
    #[serde(default)]
    pub(crate) drop: Vec<Dropped>,
    /// Tests that are not compared.
    #[serde(default)]
    pub(crate) skip: Vec<Skipped>,
    /// Whether it is one of the crates that run in CI.
    #[serde(default)]
    pub(crate) ci: bool,
}

/// An error of rustc whose cause no syntax of the item shows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    mode: Mode,
    /// `E0038`
    code: String,
    /// A part of rustc's message.
    #[serde(default)]
    words: String,
    reason: String,
}

fn yes() -> bool {
    true
}

pub(crate) fn read(file: &Path) -> anyhow::Result<List> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    parse(&text).with_context(|| format!("`{}`", file.display()))
}

fn parse(text: &str) -> anyhow::Result<List> {
    let list: List = toml::from_str(text)?;
    let is_empty = |it: &Limit| it.reason.trim().is_empty();
    if let Some(limit) = list.limits.iter().find(|it| is_empty(it)) {
        anyhow::bail!("the limit {} has no reason", limit.code);
    }
    let mut names = BTreeSet::new();
    for published in &list.crates {
        let name = &published.name;
        if !names.insert(name) {
            anyhow::bail!("`{name}` is listed twice");
        }
        let mut reasons = (published.drop.iter().map(|it| &it.reason))
            .chain(published.skip.iter().map(|it| &it.reason));
        if reasons.any(|reason| reason.trim().is_empty()) {
            anyhow::bail!("`{name}` has something without a reason");
        }
    }
    Ok(list)
}

impl List {
    /// Why an error is a limit.
    pub(crate) fn limit(&self, mode: Mode, code: Option<&str>, message: &str) -> Option<String> {
        let is_it = |it: &&Limit| {
            it.mode == mode && Some(it.code.as_str()) == code && message.contains(&it.words)
        };
        Some(self.limits.iter().find(is_it)?.reason.clone())
    }
}

impl Published {
    /// The same for the stages that both benches have.
    pub(crate) fn candidate(&self) -> Candidate {
        Candidate {
            name: self.name.clone(),
            version: self.version.clone(),
            kind: self.kind.clone(),
            examples: Vec::new(),
            tests: Vec::new(),
            features: self.features.clone(),
            default_features: self.default_features,
            drop: self.drop.clone(),
            skip: self.skip.clone(),
            ci: self.ci,
        }
    }

    /// Whether the feature `std` of the crate, which has these, is built.
    pub(crate) fn has_std(&self, features: &BTreeMap<String, Vec<String>>) -> bool {
        let is_std = |it: &String| it == "std";
        let by_default = || self.default_features && features.contains_key("std");
        self.features.iter().any(is_std) || by_default()
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn the_list_is_complete() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let list = read(&home.join("attribute.toml")).expect("attribute.toml is valid");
        let crates = list.crates;
        assert!(crates.len() >= 60, "{} crates", crates.len());
        assert_eq!(crates.iter().filter(|it| it.ci).count(), 3);
    }

    #[test]
    fn a_limit_has_a_mode_and_a_reason() {
        let list = |reason: &str| {
            parse(&format!(
                "[[limit]]\nmode = 'objects'\ncode = 'E0038'\nwords = 'is not dyn'\n\
                 reason = '{reason}'\n\
                 [[crate]]\nname = 'a'\nversion = '1.0.0'\nkind = 'x'\n"
            ))
        };
        assert!(list(" ").is_err());
        let list = list("another crate declares it").expect("a list");
        let limit = |mode, code| list.limit(mode, code, "the trait `A` is not dyn compatible");
        assert!(limit(Mode::Objects, Some("E0038")).is_some());
        assert!(limit(Mode::Objects, Some("E0308")).is_none());
        assert!(limit(Mode::Blocks, Some("E0038")).is_none());
        assert!(list.limit(Mode::Objects, Some("E0038"), "other").is_none());
        let twice = "[[crate]]\nname = 'a'\nversion = '1.0.0'\nkind = 'x'\n".repeat(2);
        assert!(parse(&twice).is_err());
    }
}
