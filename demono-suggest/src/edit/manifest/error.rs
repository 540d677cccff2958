//! In: what stops an edit of a manifest. Out: it in words, with the remedy.

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
        /// toml_edit's message.
        message: String,
    },
    /// A virtual manifest has no dependencies.
    #[error("the manifest has no `[package]`")]
    NoPackage,
    /// Code that is always built needs it in every build.
    #[error(
        "`{name}` is an optional dependency, and `#[demono]` is needed in every build: remove \
         `optional = true`, and `{name}` from `[features]`"
    )]
    Optional {
        /// The name it has in the manifest.
        name: String,
    },
    /// `demono = { package = "other" }`.
    #[error(
        "the dependency `demono` is the package `{package}`: rename that one, or add \
         `name = {{ package = \"demono\", .. }}`"
    )]
    NameTaken {
        /// The other package.
        package: String,
    },
    /// An inline table or dotted keys where a `[table]` is expected.
    #[error(
        "the manifest of the {which} does not write `{table}` as `[{table}]`: edit it by hand"
    )]
    Shape {
        /// Which one.
        which: Which,
        /// The table.
        table: String,
    },
}
