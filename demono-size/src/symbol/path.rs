//! What a symbol name says, in parts: facts for those who would otherwise look into its
//! text.

/// The path of a named function, without arguments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SymbolPath {
    /// The block that it goes through: that of a method, or of what is inside one.
    pub block: Option<Block>,
    /// Its segments; those after the block, if there is one.
    pub segments: Vec<PathSegment>,
}

/// An `impl`, or a trait's own item for one type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// The type, or the one that it refers to, if that has a path: `zoo::Foo` of
    /// `&mut zoo::Foo<u8>`.
    pub self_type: Option<Box<SymbolPath>>,
    /// The trait.
    pub of: Option<Box<SymbolPath>>,
}

/// A segment of a [`SymbolPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathSegment {
    /// A crate, module, type, trait, function or static.
    Named(String),
    /// A closure, or the body of an `async fn`.
    Closure,
    /// A shim that rustc makes, and its kind: `vtable`, `reify`, ...
    Shim(String),
    /// Something else that has no name, as rustc calls it.
    Other(String),
}

/// A type or constant among the arguments of a function, or the type of its `impl`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName {
    /// As it is shown.
    pub text: String,
    /// Whether it is a closure, or a pointer to one.
    pub is_closure: bool,
    /// Whether a generic argument or a block is part of it: `Vec<u8>`.
    pub has_arguments: bool,
}

/// A function whose closure a name mentions.
///
/// ```text
/// sort::quicksort::<Entry, <[Entry]>::sort_by<walk::walk<&str>::{closure#1}>::{closure#0}>
///                                             ^^^^^^^^^^ and <[_]>::sort_by
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosureOf {
    /// The function without arguments, see
    /// [`FunctionName::function`](crate::FunctionName::function).
    pub function: String,
    /// The whole name without that function: equal for what copies of the function have
    /// one of each, and a split would have one of. Not for display.
    pub family: String,
}

impl PartialEq<&str> for TypeName {
    fn eq(&self, text: &&str) -> bool {
        self.text == *text
    }
}

impl SymbolPath {
    /// A path of one segment.
    pub(crate) fn of(name: &str) -> Self {
        SymbolPath {
            block: None,
            segments: vec![PathSegment::Named(name.to_owned())],
        }
    }

    /// A path that goes no further than a block.
    pub(crate) fn through(self_type: Option<Self>, of: Option<Self>) -> Self {
        SymbolPath {
            block: Some(Block {
                self_type: self_type.map(Box::new),
                of: of.map(Box::new),
            }),
            segments: Vec::new(),
        }
    }

    /// Whether one of its segments, or of those of its block, has this name.
    pub fn has(&self, name: &str) -> bool {
        self.any(&mut |path| path.names().any(|it| it == name))
    }

    /// Whether it, its type or its trait is in the module of these names, the crate first.
    pub fn is_in(&self, module: &[&str]) -> bool {
        self.any(&mut |path| {
            let mut names = path.names();
            path.block.is_none() && module.iter().all(|name| names.next() == Some(name))
        })
    }

    /// The names of its own segments.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|segment| match segment {
            PathSegment::Named(name) => Some(name.as_str()),
            PathSegment::Closure | PathSegment::Shim(_) | PathSegment::Other(_) => None,
        })
    }

    fn any(&self, is: &mut dyn FnMut(&SymbolPath) -> bool) -> bool {
        let block = self.block.iter();
        let mut inside = block.flat_map(|it| it.self_type.iter().chain(&it.of));
        is(self) || inside.any(|path| path.any(is))
    }
}
