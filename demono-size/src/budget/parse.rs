//! In: a manifest, or a `demono.toml`. Out: its budgets, each limit with the line it is
//! on. Refused: unknown keys, limits that are no sizes, budgets that limit nothing.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::Deserialize;
use toml::Spanned;

use super::amount::{Limit, Written};
use super::error::BudgetError;
use super::model::{Budget, CopiesLimit, FamilyLimit, ManifestLine, SetLimit, Which};

/// The packages that a file may set budgets for.
#[derive(Debug, Clone, Copy)]
pub(super) enum BudgetsFor<'a> {
    /// This one only.
    Only(&'a str),
    /// The one that a budget names.
    Any {
        /// If it names none.
        default: Option<&'a str>,
    },
}

/// The budgets of `[[package.metadata.demono.budget]]` in the manifest of `package`.
pub(super) fn manifest(path: &Path, package: &str) -> Result<Vec<Budget>, BudgetError> {
    let tables = |it: Manifest| it.package.metadata.demono.budget;
    parse(path, tables, BudgetsFor::Only(package))
}

/// The budgets of `[[budget]]` in a file of their own; none if there is no such file.
pub(super) fn file(path: &Path, packages: BudgetsFor<'_>) -> Result<Vec<Budget>, BudgetError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    parse(path, |it: OwnFile| it.budget, packages)
}

#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    package: Package,
}

#[derive(Default, Deserialize)]
struct Package {
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
struct Metadata {
    #[serde(default)]
    demono: OwnFile,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnFile {
    #[serde(default)]
    budget: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    package: Option<String>,
    bin: Option<String>,
    example: Option<String>,
    #[serde(default)]
    lib: bool,
    target: Option<String>,
    profile: Option<String>,
    text: Option<Spanned<Written>>,
    total: Option<Spanned<Written>>,
    file: Option<Spanned<Written>>,
    saves: Option<Spanned<Written>>,
    #[serde(default)]
    family: BTreeMap<String, RawFamily>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFamily {
    copies: Option<Spanned<u64>>,
    bytes: Option<Spanned<Written>>,
}

/// The budgets that `tables` finds in the file at `path`.
fn parse<T: DeserializeOwned>(
    path: &Path,
    tables: fn(T) -> Vec<Spanned<Raw>>,
    packages: BudgetsFor<'_>,
) -> Result<Vec<Budget>, BudgetError> {
    let text = fs::read_to_string(path).map_err(|source| BudgetError::Open {
        path: path.to_owned(),
        source,
    })?;
    let parsed = toml::from_str(&text).map_err(|source| BudgetError::Syntax {
        path: path.to_owned(),
        source: Box::new(source),
    })?;
    let source = Source { path, text: &text };
    let budgets = tables(parsed).into_iter();
    budgets.map(|raw| source.budget(raw, packages)).collect()
}

/// A file while its budgets are converted.
struct Source<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Source<'_> {
    fn place(&self, span: Range<usize>) -> ManifestLine {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        ManifestLine {
            file: self.path.to_owned(),
            line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
        }
    }

    fn refuse<T>(&self, span: Range<usize>, why: String) -> Result<T, BudgetError> {
        let place = self.place(span);
        Err(BudgetError::Invalid { place, why })
    }

    fn budget(&self, raw: Spanned<Raw>, packages: BudgetsFor<'_>) -> Result<Budget, BudgetError> {
        let span = raw.span();
        let raw = raw.into_inner();
        let package = match (raw.package, packages) {
            (Some(named), BudgetsFor::Only(own)) if named != own => {
                let why = format!("this file is `{own}`'s, not `{named}`'s");
                return self.refuse(span, why);
            }
            (Some(name), _) => name,
            (None, BudgetsFor::Only(own) | BudgetsFor::Any { default: Some(own) }) => {
                own.to_owned()
            }
            (None, BudgetsFor::Any { default: None }) => {
                let why = "say which package it is for: `package = \"..\"`".to_owned();
                return self.refuse(span, why);
            }
        };
        let which = match (raw.bin, raw.example, raw.lib) {
            (None, None, false) => Which::All,
            (Some(name), None, false) => Which::Bin(name),
            (None, Some(name), false) => Which::Example(name),
            (None, None, true) => Which::Lib,
            _ => {
                let why = "name one of `bin`, `example` and `lib`, and make a budget for each";
                return self.refuse(span, why.to_owned());
            }
        };
        let families = (raw.family.into_iter())
            .map(|(name, limits)| self.family(name, limits, span.clone()))
            .collect::<Result<_, _>>()?;
        let Ok(profile) = raw.profile.as_deref().unwrap_or("release").parse();
        let budget = Budget {
            place: self.place(span.clone()),
            package,
            which,
            target: raw.target,
            profile,
            text: self.limit("text", raw.text)?,
            total: self.limit("total", raw.total)?,
            file: self.limit("file", raw.file)?,
            saves: self.limit("saves", raw.saves)?,
            families,
        };
        if let Some(saves) = &budget.saves {
            let SetLimit { place, written, .. } = saves;
            if matches!(saves.limit, Limit::Grows(_)) || written.trim_start().starts_with('+') {
                let why = format!(
                    "`saves = \"{written}\"`: a saving is a number of bytes (\"20 KiB\"), or a \
                     part of `.text` without the splits (\"10 %\"), without a sign"
                );
                let place = place.clone();
                return Err(BudgetError::Invalid { place, why });
            }
        }
        let sizes = [&budget.text, &budget.total, &budget.file, &budget.saves];
        if sizes.into_iter().all(Option::is_none) && budget.families.is_empty() {
            let why = "it limits nothing: set `text`, `total`, `file`, `saves` or a `family`";
            return self.refuse(span, why.to_owned());
        }
        Ok(budget)
    }

    fn family(
        &self,
        name: String,
        raw: RawFamily,
        span: Range<usize>,
    ) -> Result<FamilyLimit, BudgetError> {
        let key = format!("family.\"{name}\".bytes");
        if raw.bytes.is_none() && raw.copies.is_none() {
            let why = format!("the family `{name}` has no limit: set `copies` or `bytes`");
            return self.refuse(span, why);
        }
        Ok(FamilyLimit {
            bytes: self.limit(&key, raw.bytes)?,
            copies: raw.copies.map(|copies| CopiesLimit {
                copies: *copies.get_ref(),
                place: self.place(copies.span()),
            }),
            name,
        })
    }

    fn limit(
        &self,
        key: &str,
        written: Option<Spanned<Written>>,
    ) -> Result<Option<SetLimit>, BudgetError> {
        let Some(written) = written else {
            return Ok(None);
        };
        let text = written.get_ref().to_string();
        match written.get_ref().parse() {
            // `90 %` reads as nine tenths of the baseline, not as almost twice as much.
            Ok(Limit::Percent(_)) if key != "saves" && !text.trim_start().starts_with('+') => self
                .refuse(
                    written.span(),
                    format!("`{key} = \"{text}\"`: write `+{text}` to allow that much growth over the baseline"),
                ),
            Ok(limit) => Ok(Some(SetLimit {
                limit,
                place: self.place(written.span()),
                written: text,
            })),
            Err(help) => self.refuse(
                written.span(),
                format!("`{key} = \"{text}\"` is not a limit: {help}"),
            ),
        }
    }
}
