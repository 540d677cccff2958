//! In: `attribute.toml`. Out: the crates whose functions get the attribute. Refused: unknown
//! keys, a crate that is listed twice, and whatever is left out or known without a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

use super::outcome::Mode;
use crate::list::{Candidate, Dropped, Skipped};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "crate")]
    crates: Vec<Published>,
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
    /// Failures that no syntax shows.
    #[serde(default)]
    pub(crate) known: Vec<Known>,
    /// Whether it is one of the crates that run in CI.
    #[serde(default)]
    pub(crate) ci: bool,
}

/// An item that rustc refuses with the attribute, and why that is a limit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// As the table names it.
    pub(crate) item: String,
    pub(crate) mode: Mode,
    pub(crate) reason: String,
}

fn yes() -> bool {
    true
}

pub(crate) fn read(file: &Path) -> anyhow::Result<Vec<Published>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    parse(&text).with_context(|| format!("`{}`", file.display()))
}

fn parse(text: &str) -> anyhow::Result<Vec<Published>> {
    let List { crates } = toml::from_str(text)?;
    let mut names = BTreeSet::new();
    for published in &crates {
        let name = &published.name;
        if !names.insert(name) {
            anyhow::bail!("`{name}` is listed twice");
        }
        let mut reasons = (published.drop.iter().map(|it| &it.reason))
            .chain(published.skip.iter().map(|it| &it.reason))
            .chain(published.known.iter().map(|it| &it.reason));
        if reasons.any(|reason| reason.trim().is_empty()) {
            anyhow::bail!("`{name}` has something without a reason");
        }
    }
    Ok(crates)
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

    /// Why a failure of this item is a limit.
    pub(crate) fn known(&self, mode: Mode, item: &str) -> Option<String> {
        let mut known = self.known.iter();
        let found = known.find(|it| it.mode == mode && it.item == item)?;
        Some(found.reason.clone())
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn the_list_is_complete() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let crates = read(&home.join("attribute.toml")).expect("attribute.toml is valid");
        assert!(crates.len() >= 60, "{} crates", crates.len());
        assert_eq!(crates.iter().filter(|it| it.ci).count(), 3);
    }

    #[test]
    fn what_is_known_has_a_reason_and_a_mode() {
        let list = |reason: &str| {
            parse(&format!(
                "[[crate]]\nname = 'a'\nversion = '1.0.0'\nkind = 'x'\n\
                 [[crate.known]]\nitem = 'a::f'\nmode = 'objects'\nreason = '{reason}'\n"
            ))
        };
        assert!(list(" ").is_err());
        let crates = list("the caller has the type").expect("a list");
        assert!(crates[0].known(Mode::Objects, "a::f").is_some());
        assert!(crates[0].known(Mode::Blocks, "a::f").is_none());
        let twice = "[[crate]]\nname = 'a'\nversion = '1.0.0'\nkind = 'x'\n".repeat(2);
        assert!(parse(&twice).is_err());
    }
}
