//! In: a path and the scope it is written in. Out: what it names, and every `use`
//! elsewhere that it goes through.
//!
//! Names are found as the compiler finds them, as far as `mod` and `use` decide that.
//! What a crate gets from other crates is known by the `use` that brings it in only.

use crate::tree::{Binding, Import, NamedPath, ScopeId, ScopeKind, Space, Start, Tree};

/// What a path names.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) entity: Entity,
    /// The modules whose `use` leads there, in the order of the path; the imports of the
    /// scope that the path is written in are not among them.
    pub(crate) through: Vec<ScopeId>,
}

/// A module or another item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entity {
    Module(ScopeId),
    /// An item, by the scope that defines it, or whose `use` brings it into the crate.
    Item(ScopeId, String),
}

/// Which name is meant if a module has a type and a function of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A path goes on after it: a module or a type.
    Container,
    /// A path ends with it: an item, or else a module.
    Item,
}

/// What `path` names, if it names anything of this crate.
pub(crate) fn resolve(
    tree: &Tree,
    scope: ScopeId,
    path: &NamedPath,
    wanted: Wanted,
) -> Option<Resolved> {
    let mut resolver = Resolver {
        tree,
        busy: Vec::new(),
    };
    resolver.path(scope, path, wanted)
}

/// What the `use` of `scope` names.
pub(crate) fn resolve_import(tree: &Tree, scope: ScopeId, import: &Import) -> Option<Resolved> {
    let mut resolver = Resolver {
        tree,
        busy: vec![Step::Import(scope, &import.path)],
    };
    resolver.path(scope, &import.path, wanted_by(tree, scope, import))
}

/// A name may be that of a module and of an item. A `use` takes both; the one that it is
/// for shows in the paths that start with it.
fn wanted_by(tree: &Tree, scope: ScopeId, import: &Import) -> Wanted {
    let Binding::Name(name) = &import.binding else {
        return match import.binding {
            Binding::Glob => Wanted::Container,
            _ => Wanted::Item,
        };
    };
    let scope = tree.scope(scope);
    let later = scope.imports.iter().map(|import| &import.path);
    let mut uses = later
        .chain(&scope.paths)
        .filter(|path| path.start == Start::Scope && path.names.first() == Some(name))
        .peekable();
    if uses.peek().is_some() && uses.all(|path| path.names.len() > 1) {
        Wanted::Container
    } else {
        Wanted::Item
    }
}

struct Resolver<'t> {
    tree: &'t Tree,
    /// What is being looked up: a `use` may lead back to itself.
    busy: Vec<Step<'t>>,
}

/// A step of a search that must not be taken again within itself.
#[derive(PartialEq)]
enum Step<'t> {
    Import(ScopeId, &'t NamedPath),
    Glob(ScopeId, &'t NamedPath, String),
}

impl<'t> Resolver<'t> {
    fn path(&mut self, scope: ScopeId, path: &NamedPath, wanted: Wanted) -> Option<Resolved> {
        if path.start == Start::Crates {
            return None;
        }
        let (first, rest) = path.names.split_first()?;
        let wanted_first = if rest.is_empty() {
            wanted
        } else {
            Wanted::Container
        };
        let start = match first.as_str() {
            "crate" => Resolved::module(ScopeId(0)),
            "self" => Resolved::module(self.tree.module_of(scope)),
            "super" => Resolved::module(self.around(scope)?),
            name => self.in_scope(scope, name, wanted_first)?,
        };
        self.follow(start, rest, wanted)
    }

    fn around(&self, scope: ScopeId) -> Option<ScopeId> {
        let module = self.tree.module_of(scope);
        Some(self.tree.module_of(self.tree.scope(module).parent?))
    }

    /// Goes on from what the names so far have led to.
    fn follow(&mut self, start: Resolved, rest: &[String], wanted: Wanted) -> Option<Resolved> {
        let mut found = start;
        for (at, name) in rest.iter().enumerate() {
            // What follows an item belongs to it: a variant, a constant, a method.
            let Entity::Module(module) = found.entity else {
                return Some(found);
            };
            if name == "super" {
                found.entity = Entity::Module(self.around(module)?);
                continue;
            }
            let last = at + 1 == rest.len();
            let wanted = if last { wanted } else { Wanted::Container };
            let next = self.member(module, name, wanted)?;
            found.entity = next.entity;
            found.through.extend(next.through);
        }
        Some(found)
    }

    /// The first name of a path: of the scope, or of those around it as far as they reach.
    fn in_scope(&mut self, scope: ScopeId, name: &str, wanted: Wanted) -> Option<Resolved> {
        let mut at = scope;
        loop {
            if let Some(mut found) = self.member(at, name, wanted) {
                // Its own `use` has been looked at by itself. What a `*` brings is named
                // nowhere but here.
                if self.named_import(at, name) {
                    found.through.clear();
                } else if found.through.first() == Some(&at) {
                    found.through.remove(0);
                }
                return Some(found);
            }
            if self.tree.scope(at).kind == ScopeKind::Module {
                return None;
            }
            at = self.tree.scope(at).parent?;
        }
    }

    fn named_import(&self, scope: ScopeId, name: &str) -> bool {
        let imports = &self.tree.scope(scope).imports;
        imports.iter().any(|import| binds(import, name))
    }

    /// A name in a module or block.
    fn member(&mut self, scope: ScopeId, name: &str, wanted: Wanted) -> Option<Resolved> {
        let within = self.tree.scope(scope);
        let child = within.children.get(name).copied().map(Resolved::module);
        let item = |types_only: bool| {
            let mut items = within.items.iter().filter(|item| item.name == name);
            let found = items.any(|item| !types_only || item.space == Space::Type);
            found.then(|| Resolved::item(scope, name))
        };
        let found = match wanted {
            Wanted::Container => child.clone().or_else(|| item(true)),
            Wanted::Item => item(false),
        };
        let found = found.or_else(|| self.imported(scope, name, wanted));
        match (found, child) {
            // `mod read; use read::read;`: the function, if an item is wanted.
            (Some(found), _) => Some(found),
            (None, Some(child)) => Some(child),
            (None, None) => item(false).or_else(|| self.through_globs(scope, name, wanted)),
        }
    }

    /// A name that a `use` adds to a scope.
    fn imported(&mut self, scope: ScopeId, name: &str, wanted: Wanted) -> Option<Resolved> {
        let tree = self.tree;
        let mut otherwise = None;
        for import in &tree.scope(scope).imports {
            let step = Step::Import(scope, &import.path);
            if !binds(import, name) || self.busy.contains(&step) {
                continue;
            }
            self.busy.push(step);
            let found = self.path(scope, &import.path, wanted);
            self.busy.pop();
            match found {
                Some(mut found) => {
                    found.through.insert(0, scope);
                    return Some(found);
                }
                // Of another crate; or made by a macro.
                None if !import.path.is_local() => {
                    otherwise = Some(Resolved::item(scope, name));
                }
                None => {}
            }
        }
        otherwise
    }

    fn through_globs(&mut self, scope: ScopeId, name: &str, wanted: Wanted) -> Option<Resolved> {
        let tree = self.tree;
        for import in &tree.scope(scope).imports {
            let step = Step::Glob(scope, &import.path, name.to_owned());
            if import.binding != Binding::Glob || self.busy.contains(&step) {
                continue;
            }
            self.busy.push(step);
            let found = self.glob_member(scope, import, name, wanted);
            self.busy.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn glob_member(
        &mut self,
        scope: ScopeId,
        import: &Import,
        name: &str,
        wanted: Wanted,
    ) -> Option<Resolved> {
        let of = self.path(scope, &import.path, Wanted::Container)?;
        let Entity::Module(module) = of.entity else {
            // The variants of an enum: the `use` itself names the enum.
            return None;
        };
        let mut found = self.member(module, name, wanted)?;
        found.through.insert(0, scope);
        Some(found)
    }
}

fn binds(import: &Import, name: &str) -> bool {
    matches!(&import.binding, Binding::Name(bound) if bound == name)
}

impl Resolved {
    fn module(module: ScopeId) -> Self {
        Self {
            entity: Entity::Module(module),
            through: Vec::new(),
        }
    }

    fn item(scope: ScopeId, name: &str) -> Self {
        Self {
            entity: Entity::Item(scope, name.to_owned()),
            through: Vec::new(),
        }
    }
}
