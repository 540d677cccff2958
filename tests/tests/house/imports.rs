//! In: the tree of a crate. Out: which file imports what from which, and the paths that
//! go through a re-export.
//!
//! A `mod` is no import. Neither is the name of a module: what is imported is what a
//! path then names in it, by the file that defines it.

use std::collections::BTreeMap;

use crate::findings::{ReExport, Spot};
use crate::resolve::{resolve, resolve_import, Entity, Resolved, Wanted};
use crate::tree::{Binding, FileId, NamedPath, Reach, ScopeId, Tree};

/// The imports between the files of a crate.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    /// By the file that imports, then by the file that defines: the names, each with the
    /// first line that has it.
    pub(crate) arrows: BTreeMap<FileId, BTreeMap<FileId, BTreeMap<String, usize>>>,
    pub(crate) re_exports: Vec<ReExport>,
}

/// Whether the root of a crate is for its users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// A library's root is: its `pub use` may name what it likes.
    Library,
    Program,
}

/// The imports of a crate.
pub(crate) fn imports(tree: &Tree, face: Face) -> Imports {
    let mut found = Imports::default();
    for id in tree.ids() {
        let scope = tree.scope(id);
        for import in &scope.imports {
            let resolved = resolve_import(tree, id, import);
            let public_face =
                id == ScopeId(0) && face == Face::Library && import.reach == Reach::Public;
            if !public_face {
                found.re_export(tree, id, &import.path, resolved.as_ref());
            }
            match resolved {
                Some(resolved) if import.binding == Binding::Glob => {
                    found.glob(tree, id, &import.path, &resolved);
                }
                resolved => found.arrow(tree, id, &import.path, resolved.as_ref()),
            }
        }
        for path in &scope.paths {
            let resolved = resolve(tree, id, path, Wanted::Item);
            found.re_export(tree, id, path, resolved.as_ref());
            found.arrow(tree, id, path, resolved.as_ref());
        }
    }
    found
}

impl Imports {
    fn arrow(&mut self, tree: &Tree, scope: ScopeId, path: &NamedPath, to: Option<&Resolved>) {
        if let Some(Entity::Item(definer, name)) = to.map(|to| &to.entity) {
            self.name(tree, scope, path, *definer, name);
        }
    }

    /// A `*` may bring in what no path shows, such as the methods of a trait.
    fn glob(&mut self, tree: &Tree, scope: ScopeId, path: &NamedPath, of: &Resolved) {
        match of.entity {
            Entity::Module(module) if !tree.scope(module).items.is_empty() => {
                self.name(tree, scope, path, module, "*");
            }
            Entity::Module(_) => {}
            Entity::Item(..) => self.arrow(tree, scope, path, Some(of)),
        }
    }

    fn name(&mut self, tree: &Tree, scope: ScopeId, path: &NamedPath, to: ScopeId, name: &str) {
        let (importer, definer) = (tree.scope(scope).file, tree.scope(to).file);
        if importer == definer {
            return;
        }
        let names = self
            .arrows
            .entry(importer)
            .or_default()
            .entry(definer)
            .or_default();
        let line = names.entry(name.to_owned()).or_insert(path.line);
        *line = path.line.min(*line);
    }

    fn re_export(&mut self, tree: &Tree, scope: ScopeId, path: &NamedPath, to: Option<&Resolved>) {
        let Some(Resolved { entity, through }) = to else {
            return;
        };
        let (definer, mut instead) = match entity {
            Entity::Module(module) => (*module, tree.scope(*module).path.clone()),
            Entity::Item(definer, _) => (*definer, tree.scope(*definer).path.clone()),
        };
        if let Entity::Item(_, name) = entity {
            instead.push(name.clone());
        }
        let file = |id: ScopeId| tree.scope(id).file;
        let elsewhere = |id: &&ScopeId| file(**id) != file(scope) && file(**id) != file(definer);
        if let Some(through) = through.iter().find(elsewhere) {
            self.re_exports.push(ReExport {
                spot: spot(tree, scope, path),
                name: instead.last().cloned().unwrap_or_default(),
                through: written(&tree.scope(*through).path),
                instead: written(&instead),
            });
        }
    }
}

fn spot(tree: &Tree, scope: ScopeId, path: &NamedPath) -> Spot {
    Spot {
        file: tree.file(tree.scope(scope).file).shown.clone(),
        line: path.line,
    }
}

fn written(names: &[String]) -> String {
    std::iter::once("crate")
        .chain(names.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("::")
}
