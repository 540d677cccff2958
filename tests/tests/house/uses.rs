//! In: a `use` item. Out: one import for each name in its tree.

use syn::ext::IdentExt;
use syn::{ItemUse, UseTree, Visibility};

use crate::tree::{Binding, Import, NamedPath, Reach, Start};

/// The imports of a `use`: nested, renamed and `*` ones, each with its whole path and
/// the line of its last name.
pub(crate) fn imports(item: &ItemUse) -> Vec<Import> {
    let mut found = Found {
        start: match item.leading_colon {
            Some(_) => Start::Crates,
            None => Start::Scope,
        },
        reach: match item.vis {
            Visibility::Public(_) => Reach::Public,
            Visibility::Restricted(_) | Visibility::Inherited => Reach::Crate,
        },
        imports: Vec::new(),
    };
    found.tree(&item.tree, &mut Vec::new());
    found.imports
}

struct Found {
    start: Start,
    reach: Reach,
    imports: Vec<Import>,
}

impl Found {
    fn tree(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.unraw().to_string());
                self.tree(&path.tree, before);
                before.pop();
            }
            UseTree::Name(name) => self.name(&name.ident, None, before),
            UseTree::Rename(rename) => self.name(&rename.ident, Some(&rename.rename), before),
            UseTree::Glob(glob) => {
                let line = glob.star_token.span.start().line;
                self.add(before.clone(), Binding::Glob, line);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before);
                }
            }
        }
    }

    fn name(&mut self, ident: &syn::Ident, rename: Option<&syn::Ident>, before: &[String]) {
        let line = ident.span().start().line;
        let mut names = before.to_vec();
        // `a::{self}` imports `a`.
        if ident != "self" || names.is_empty() {
            names.push(ident.unraw().to_string());
        }
        let binding = match (rename, names.last()) {
            (Some(rename), _) if rename == "_" => Binding::Hidden,
            (Some(rename), _) => Binding::Name(rename.unraw().to_string()),
            (None, Some(last)) => Binding::Name(last.clone()),
            (None, None) => Binding::Hidden,
        };
        self.add(names, binding, line);
    }

    fn add(&mut self, names: Vec<String>, binding: Binding, line: usize) {
        self.imports.push(Import {
            path: NamedPath {
                start: self.start,
                names,
                line,
            },
            binding,
            reach: self.reach,
        });
    }
}
