//! In: what stops an edit of a manifest. Out: it in words, with the remedy. Refused: nothing.

use std::fmt;

/// Which manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The package's.
    Package,
    /// The workspace's.
    Workspace,
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Which::Package => "package",
            Which::Workspace => "workspace",
        })
    }
}

/// Why a manifest is not edited.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ManifestError {
    /// It is not TOML.
    #[error("the manifest of the {which} does not parse: {message}")]
    Syntax {
        /// Which one.
        which: Which,
        /// What toml_edit says.
        message: String,
    },
    /// A virtual manifest has no dependencies.
    #[error("the manifest has no `[package]`")]
    NoPackage,
    /// Attributes in code that is always built need it always.
    #[error(
        "`{name}` is an optional dependency, and `#[demono]` is needed in every build: take \
         `optional = true` away, and what `[features]` says about it"
    )]
    Optional {
        /// The name it has in the manifest.
        name: String,
    },
    /// `demono = { package = "other" }`.
    #[error(
        "the dependency `demono` is the package `{package}`: give that one another name, or \
         add `name = {{ package = \"demono\", .. }}`"
    )]
    NameTaken {
        /// The other package.
        package: String,
    },
    /// An inline table or dotted keys where a `[table]` is expected.
    #[error("the manifest of the {which} has `{table}` not as `[{table}]`: edit it by hand")]
    Shape {
        /// Which one.
        which: Which,
        /// The table.
        table: String,
    },
}
