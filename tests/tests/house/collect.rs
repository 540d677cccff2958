//! In: a parsed file. Out: its modules, items, imports and paths, added to the tree; and
//! where the modules are that have files of their own.
//!
//! What a macro makes is not seen: neither names that a call of a `macro_rules!` would
//! define, nor the order in which `#[macro_use]` brings macros into scope. Paths among a
//! macro's tokens are seen.

use std::path::PathBuf;

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprLit, Ident, ItemMod, Lit, LitStr, Meta, Stmt};

use crate::test_only::{of_impl_item, of_item, test_only};
use crate::tokens;
use crate::tree::{Binding, Import, Item, NamedPath, Reach, Scope, ScopeId};
use crate::tree::{ScopeKind, Space, Start, Tree};
use crate::uses;

/// Where files are looked for.
#[derive(Debug, Clone)]
pub(crate) struct Folders {
    /// From where a `#[path]` counts.
    pub(crate) of_paths: PathBuf,
    /// Where the file of a `mod` is.
    pub(crate) of_modules: PathBuf,
}

/// A module with a file of its own.
#[derive(Debug)]
pub(crate) struct ModuleFile {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) ownership: Ownership,
    /// The module that declares it.
    pub(crate) parent: ScopeId,
}

/// Where the modules of a file are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ownership {
    /// Beside it: the root, `mod.rs`, and a file named by `#[path]`.
    Folder,
    /// In the folder that has its name.
    Name,
}

/// Adds what a file has to the scope that it is.
pub(crate) fn collect(
    tree: &mut Tree,
    scope: ScopeId,
    folders: Folders,
    file: &syn::File,
) -> Vec<ModuleFile> {
    let mut files = Vec::new();
    let mut collector = Collector {
        tree,
        files: &mut files,
        scope,
        folders,
    };
    collector.visit_file(file);
    files
}

struct Collector<'a> {
    tree: &'a mut Tree,
    files: &'a mut Vec<ModuleFile>,
    scope: ScopeId,
    folders: Folders,
}

impl Collector<'_> {
    fn current(&mut self) -> &mut Scope {
        &mut self.tree.scopes[self.scope.0]
    }

    fn define(&mut self, name: &Ident, space: Space) {
        let name = name.unraw().to_string();
        self.current().items.push(Item { name, space });
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let paths = tokens::paths(tokens);
        self.current().paths.extend(paths);
    }

    /// A path in a string, such as `#[serde(default = "path")]`.
    fn path_in_string(&mut self, literal: &LitStr) {
        if let Ok(path) = literal.parse::<syn::Path>() {
            self.visit_path(&path);
        }
    }

    fn module(&mut self, item: &ItemMod) {
        let name = item.ident.unraw().to_string();
        let path = path_attribute(&item.attrs);
        let Some((_, items)) = &item.content else {
            let (path, ownership) = self.file_of(&name, path);
            return self.files.push(ModuleFile {
                name,
                path,
                ownership,
                parent: self.scope,
            });
        };
        let folder = match path {
            Some(path) => self.folders.of_paths.join(path),
            None => self.folders.of_modules.join(&name),
        };
        let file = self.current().file;
        let mut collector = Collector {
            scope: self.tree.add_module(self.scope, &name, file),
            tree: self.tree,
            files: self.files,
            folders: Folders {
                of_paths: folder.clone(),
                of_modules: folder,
            },
        };
        for item in items {
            collector.visit_item(item);
        }
    }

    fn file_of(&self, name: &str, path: Option<String>) -> (PathBuf, Ownership) {
        if let Some(path) = path {
            return (self.folders.of_paths.join(path), Ownership::Folder);
        }
        let beside = self.folders.of_modules.join(format!("{name}.rs"));
        if beside.exists() {
            return (beside, Ownership::Name);
        }
        let within = self.folders.of_modules.join(name).join("mod.rs");
        (within, Ownership::Folder)
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if test_only(of_item(item)) {
            return;
        }
        match item {
            syn::Item::Const(item) => self.define(&item.ident, Space::Value),
            syn::Item::Enum(item) => self.define(&item.ident, Space::Type),
            syn::Item::Fn(item) => self.define(&item.sig.ident, Space::Value),
            syn::Item::Static(item) => self.define(&item.ident, Space::Value),
            syn::Item::Struct(item) => self.define(&item.ident, Space::Type),
            syn::Item::Trait(item) => self.define(&item.ident, Space::Type),
            syn::Item::TraitAlias(item) => self.define(&item.ident, Space::Type),
            syn::Item::Type(item) => self.define(&item.ident, Space::Type),
            syn::Item::Union(item) => self.define(&item.ident, Space::Type),
            syn::Item::Macro(item) => {
                if let Some(name) = &item.ident {
                    self.define(name, Space::Macro);
                }
            }
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        if !test_only(of_impl_item(item)) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        for attribute in &item.attrs {
            self.visit_attribute(attribute);
        }
        self.module(item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let imports = uses::imports(item);
        self.current().imports.extend(imports);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
        let import = Import {
            path: NamedPath {
                start: Start::Crates,
                names: vec![item.ident.unraw().to_string()],
                line: item.ident.span().start().line,
            },
            binding: Binding::Name(name.unraw().to_string()),
            reach: Reach::Crate,
        };
        self.current().imports.push(import);
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        if !block.stmts.iter().any(|stmt| matches!(stmt, Stmt::Item(_))) {
            return visit::visit_block(self, block);
        }
        let (path, file) = (self.current().path.clone(), self.current().file);
        let scope = Scope::new(ScopeKind::Block, path, file, Some(self.scope));
        let outer = std::mem::replace(&mut self.scope, self.tree.add(scope));
        visit::visit_block(self, block);
        self.scope = outer;
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path
            .segments
            .iter()
            .map(|name| name.ident.unraw().to_string());
        let named = NamedPath {
            start: match path.leading_colon {
                Some(_) => Start::Crates,
                None => Start::Scope,
            },
            names: names.collect(),
            line: path
                .segments
                .first()
                .map_or(1, |name| name.ident.span().start().line),
        };
        self.current().paths.push(named);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        if !tokens::is_quote(&call.path) {
            self.tokens(call.tokens.clone());
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let Meta::List(list) = &attribute.meta else {
            return;
        };
        self.tokens(list.tokens.clone());
        if list.path.is_ident("serde") {
            for string in tokens::strings(list.tokens.clone()) {
                self.path_in_string(&string);
            }
        }
    }
}

/// The value of `#[path = ".."]`.
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    attributes
        .iter()
        .find_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(value),
                    ..
                }) => Some(value.value()),
                _ => None,
            },
            _ => None,
        })
}
