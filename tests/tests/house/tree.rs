//! The modules of one crate as data: what each defines, what it imports, and which paths
//! its code names. In: what `load` reads. Out: values that `resolve` looks names up in.

use std::collections::BTreeMap;

/// A file of the crate, by its place in [`Tree::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileId(pub(crate) usize);

/// A module or block of the crate, by its place in [`Tree::scopes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ScopeId(pub(crate) usize);

/// One crate.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Its files, each once.
    pub(crate) files: Vec<SourceFile>,
    /// Its modules, and those blocks that have items of their own; the root is the first.
    pub(crate) scopes: Vec<Scope>,
}

/// A file of product code.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// Its path from the folder of the workspace, links resolved, with `/`.
    pub(crate) shown: String,
    /// How many modules it is below the root.
    pub(crate) depth: usize,
    /// How many lines it has.
    pub(crate) lines: usize,
}

/// A module, or a block with items.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    /// The names from the crate's root to it; a block has those of its module.
    pub(crate) path: Vec<String>,
    /// The file it is written in.
    pub(crate) file: FileId,
    /// What it is in; `None` for the root.
    pub(crate) parent: Option<ScopeId>,
    /// The modules that it declares.
    pub(crate) children: BTreeMap<String, ScopeId>,
    pub(crate) items: Vec<Item>,
    pub(crate) imports: Vec<Import>,
    pub(crate) paths: Vec<NamedPath>,
}

/// How far names reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    /// A module sees no name of the module around it.
    Module,
    /// A block sees all names around it, up to its module.
    Block,
}

/// Something that has a name.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) space: Space,
}

/// The kind of name. A type and a function of one module can have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// Types and traits.
    Type,
    /// Functions, constants and statics.
    Value,
    /// `macro_rules!`.
    Macro,
}

/// One name of a `use`, or its `*`.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) path: NamedPath,
    pub(crate) binding: Binding,
    pub(crate) reach: Reach,
}

/// What a `use` adds to its scope.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    /// This name.
    Name(String),
    /// All names of a module: `*`.
    Glob,
    /// Nothing that code could name: `as _`.
    Hidden,
}

/// Who may use what a `use` adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Users of the crate as well: `pub use`.
    Public,
    /// The crate, or a part of it.
    Crate,
}

/// A path as it is written, up to its first generic argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedPath {
    /// Whether it starts with `::`, so that its first name is a crate.
    pub(crate) start: Start,
    pub(crate) names: Vec<String>,
    pub(crate) line: usize,
}

/// Where the first name of a path is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// Among the names in scope.
    Scope,
    /// Among the crates: `::`.
    Crates,
}

impl Tree {
    pub(crate) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0]
    }

    pub(crate) fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0]
    }

    /// Adds a scope.
    pub(crate) fn add(&mut self, scope: Scope) -> ScopeId {
        self.scopes.push(scope);
        ScopeId(self.scopes.len() - 1)
    }

    /// Adds a module to the one that declares it.
    pub(crate) fn add_module(&mut self, parent: ScopeId, name: &str, file: FileId) -> ScopeId {
        let mut path = self.scope(parent).path.clone();
        path.push(name.to_owned());
        let child = self.add(Scope::new(ScopeKind::Module, path, file, Some(parent)));
        self.scopes[parent.0]
            .children
            .insert(name.to_owned(), child);
        child
    }

    /// The module that a scope is or is in.
    pub(crate) fn module_of(&self, mut id: ScopeId) -> ScopeId {
        while let (ScopeKind::Block, Some(parent)) = (self.scope(id).kind, self.scope(id).parent) {
            id = parent;
        }
        id
    }

    /// All scopes, the root first.
    pub(crate) fn ids(&self) -> impl Iterator<Item = ScopeId> {
        (0..self.scopes.len()).map(ScopeId)
    }
}

impl Scope {
    pub(crate) fn new(
        kind: ScopeKind,
        path: Vec<String>,
        file: FileId,
        parent: Option<ScopeId>,
    ) -> Self {
        Self {
            kind,
            path,
            file,
            parent,
            children: BTreeMap::new(),
            items: Vec::new(),
            imports: Vec::new(),
            paths: Vec::new(),
        }
    }
}

impl NamedPath {
    /// Whether it can only name something of its own crate: `crate::`, `self::`, `super::`.
    pub(crate) fn is_local(&self) -> bool {
        let first = self.names.first().map(String::as_str);
        self.start == Start::Scope && matches!(first, Some("crate" | "self" | "super"))
    }
}
