//! In: the root file of a crate. Out: its [`Tree`], from the files that its `mod`
//! declarations lead to. What exists in tests only is left out.

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use crate::collect::{collect, Folders, ModuleFile, Ownership};
use crate::test_only::test_only;
use crate::tree::{FileId, Scope, ScopeKind, SourceFile, Tree};

/// Reads a crate.
///
/// # Panics
///
/// If a file cannot be read or parsed: then the crate does not compile either.
pub(crate) fn load(workspace: &Path, root: &Path) -> Tree {
    let mut loader = Loader {
        workspace: canonical(workspace),
        tree: Tree::default(),
        known: HashMap::new(),
    };
    let mut files = VecDeque::from(loader.file(root, Ownership::Folder, None));
    while let Some(module) = files.pop_front() {
        files.extend(loader.file(&module.path, module.ownership, Some(&module)));
    }
    loader.tree
}

/// A crate while it is read.
struct Loader {
    workspace: PathBuf,
    tree: Tree,
    /// The files that are read, links resolved: a module that is reached twice is one file.
    known: HashMap<PathBuf, FileId>,
}

impl Loader {
    /// Reads a file, of a module or of the root; the files of its modules are next.
    fn file(
        &mut self,
        path: &Path,
        ownership: Ownership,
        module: Option<&ModuleFile>,
    ) -> Vec<ModuleFile> {
        let text =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let parsed =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if test_only(&parsed.attrs) {
            return Vec::new();
        }
        let depth = module.map_or(0, |module| self.tree.scope(module.parent).path.len() + 1);
        let file = self.file_id(path, &text, depth);
        let scope = match module {
            Some(module) => self.tree.add_module(module.parent, &module.name, file),
            None => self
                .tree
                .add(Scope::new(ScopeKind::Module, Vec::new(), file, None)),
        };
        let beside = path.parent().unwrap_or(Path::new(""));
        let folders = Folders {
            of_paths: beside.to_owned(),
            of_modules: match ownership {
                Ownership::Folder => beside.to_owned(),
                Ownership::Name => path.with_extension(""),
            },
        };
        collect(&mut self.tree, scope, folders, &parsed)
    }

    fn file_id(&mut self, path: &Path, text: &str, depth: usize) -> FileId {
        let path = canonical(path);
        if let Some(&known) = self.known.get(&path) {
            return known;
        }
        let from_workspace = path.strip_prefix(&self.workspace).unwrap_or(&path);
        let id = FileId(self.tree.files.len());
        self.tree.files.push(SourceFile {
            shown: from_workspace.to_string_lossy().replace('\\', "/"),
            depth,
            lines: text.lines().count(),
        });
        self.known.insert(path, id);
        id
    }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
