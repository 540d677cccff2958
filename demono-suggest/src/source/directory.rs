//! In: `mod x;` and the module that it stands in. Out: the files that it may be in.
//!
//! The rules are rustc's, `rustc_expand/src/module.rs`, down to the directory of an
//! inline module, which depends on whether the file around it owns its directory.

use std::path::{Path, PathBuf};

use super::attributes::ModulePaths;

/// The directory in which the files of a module's children are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directory {
    path: PathBuf,
    /// The name of a module whose file is `name.rs`: its children are in `name/`, but a
    /// `#[path]` in it counts from the directory of `name.rs`.
    relative: Option<String>,
}

/// A file that a module may be in, and the directory of its children if it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) file: PathBuf,
    pub(super) directory: Directory,
}

impl Candidate {
    /// A file that owns its directory.
    pub(super) fn of_owner(file: PathBuf) -> Self {
        let directory = Directory::of_owner(&file);
        Candidate { file, directory }
    }
}

impl Directory {
    /// That of a file that owns its directory: the root, `mod.rs`, one that `#[path]` or
    /// `include!` names.
    pub(super) fn of_owner(file: &Path) -> Self {
        Directory {
            path: parent(file),
            relative: None,
        }
    }

    /// That of `mod name { .. }` in here.
    pub(super) fn inline(&self, name: &str, paths: &ModulePaths) -> Self {
        Directory {
            path: match &paths.always {
                Some(path) => self.path.join(path),
                None => self.children().join(name),
            },
            relative: None,
        }
    }

    /// Where the files of modules are that no `#[path]` names.
    fn children(&self) -> PathBuf {
        let mut path = self.path.clone();
        path.extend(&self.relative);
        path
    }

    /// The files for `mod name;` in here.
    ///
    /// In some build any condition of a `cfg_attr` may hold, and in another none, so all of
    /// these are files of the crate.
    pub(super) fn candidates(&self, name: &str, paths: &ModulePaths) -> Vec<Candidate> {
        let named = paths.always.iter().chain(&paths.conditional);
        let named = named.map(|path| Candidate::of_owner(self.path.join(path)));
        let mut candidates: Vec<Candidate> = named.collect();
        if paths.always.is_none() {
            let path = self.children();
            candidates.push(Candidate {
                file: path.join(format!("{name}.rs")),
                directory: Directory {
                    path: path.clone(),
                    relative: Some(name.to_owned()),
                },
            });
            let file = path.join(name).join("mod.rs");
            candidates.push(Candidate::of_owner(file));
        }
        candidates
    }
}

/// The directory of a file.
pub(super) fn parent(file: &Path) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).to_owned()
}
