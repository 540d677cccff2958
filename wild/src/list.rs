//! In: `crates.toml`. Out: the crates to process. Refused: unknown keys, and a crate without a
//! program.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde::Deserialize;

/// Name of the example that is made from `programs/<crate>.rs`.
pub(crate) const PROGRAM: &str = "demono_wild";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "crate")]
    crates: Vec<Candidate>,
}

/// A published crate.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Candidate {
    pub(crate) name: String,
    /// Exactly this one.
    pub(crate) version: String,
    /// What sort of thing it is: `parser`, `terminal UI`.
    pub(crate) kind: String,
    /// Examples to look at; `demono_wild` is the one that the bench writes.
    #[serde(default)]
    pub(crate) examples: Vec<String>,
    /// Integration tests to look at.
    #[serde(default)]
    pub(crate) tests: Vec<String>,
    #[serde(default)]
    pub(crate) features: Vec<String>,
    #[serde(default = "yes")]
    pub(crate) default_features: bool,
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

/// Parts of a package that are left out of its copy.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Dropped {
    /// Files and folders, and with them the targets whose source they contain.
    #[serde(default)]
    pub(crate) paths: Vec<String>,
    #[serde(default)]
    pub(crate) dev_dependencies: Vec<String>,
    /// Why.
    pub(crate) reason: String,
}

/// A test that would fail or hang here, with or without the attributes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Skipped {
    /// As for `--skip` of libtest.
    pub(crate) test: String,
    /// Why.
    pub(crate) reason: String,
}

fn yes() -> bool {
    true
}

pub(crate) fn read(file: &Path) -> anyhow::Result<Vec<Candidate>> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    parse(&text).with_context(|| format!("`{}`", file.display()))
}

fn parse(text: &str) -> anyhow::Result<Vec<Candidate>> {
    let List { crates } = toml::from_str(text)?;
    for candidate in &crates {
        let name = &candidate.name;
        if candidate.examples.is_empty() && candidate.tests.is_empty() {
            anyhow::bail!("`{name}` has no program: name an example or a test");
        }
        let mut reasons = (candidate.drop.iter().map(|it| &it.reason))
            .chain(candidate.skip.iter().map(|it| &it.reason));
        if reasons.any(|reason| reason.trim().is_empty()) {
            anyhow::bail!("`{name}` leaves something out without a reason");
        }
    }
    Ok(crates)
}

impl Candidate {
    /// Whether the bench writes a program for it.
    pub(crate) fn needs_program(&self) -> bool {
        self.examples.iter().any(|it| it == PROGRAM)
    }

    /// Cargo's options for its features.
    pub(crate) fn feature_options(&self) -> Vec<String> {
        let mut options = Vec::new();
        if !self.default_features {
            options.push("--no-default-features".to_owned());
        }
        if !self.features.is_empty() {
            options.push(format!("--features={}", self.features.join(",")));
        }
        options
    }

    /// Cargo's options for its programs.
    pub(crate) fn program_options(&self) -> Vec<String> {
        let examples = self.examples.iter().map(|it| format!("--example={it}"));
        let tests = self.tests.iter().map(|it| format!("--test={it}"));
        examples.chain(tests).collect()
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn the_list_is_complete() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let crates = read(&home.join("crates.toml")).expect("crates.toml is valid");
        assert!(crates.len() >= 10, "{} crates", crates.len());
        assert_eq!(crates.iter().filter(|it| it.ci).count(), 2);
        for candidate in &crates {
            let program = home.join("programs").join(format!("{}.rs", candidate.name));
            assert_eq!(
                program.is_file(),
                candidate.needs_program(),
                "{}",
                candidate.name
            );
        }
    }

    #[test]
    fn options_are_those_of_cargo() {
        let text =
            "[[crate]]\nname = 'a'\nversion = '1.0.0'\nkind = 'x'\nexamples = ['demono_wild']\n\
                    tests = ['t']\nfeatures = ['f', 'g']\ndefault-features = false\n";
        let [a] = &parse(text).expect("a list")[..] else {
            panic!("one crate");
        };
        assert_eq!(
            a.feature_options(),
            ["--no-default-features", "--features=f,g"]
        );
        assert_eq!(a.program_options(), ["--example=demono_wild", "--test=t"]);
        assert!(a.needs_program());
    }

    #[test]
    fn what_is_left_out_has_a_reason() {
        let text = "[[crate]]\nname = 'a'\nversion = '1.0.0'\nkind = 'x'\ntests = ['t']\n\
                    [[crate.skip]]\ntest = 'slow'\nreason = ' '\n";
        let error = parse(text).expect_err("no reason");
        assert!(error.to_string().contains("without a reason"), "{error}");
        let text = "[[crate]]\nname = 'a'\nversion = '1.0.0'\nkind = 'x'\n";
        assert!(parse(text).is_err(), "no program");
    }
}
