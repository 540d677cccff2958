//! What a function is to the rest of the crate: its copies, and what they weigh.

use demono_report::{FamilyKind, Role};

#[cfg(doc)]
use crate::binary::model::Symbol;
#[cfg(doc)]
use crate::symbol::name::FunctionName;

/// All copies of one generic function; for a function that is not generic, itself.
///
/// A function that demono split is one family: shims and inner. A closure is a family of
/// its own, apart from the function it was written in, and so is each kind of shim that
/// rustc makes (`{shim:vtable#0}`). What a compiler made up without a name of its own is
/// pooled: `(anonymous constants)`, `(vtables)`, `(exception tables)`, ...
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The function without generic arguments, such as `krate::load`,
    /// `<krate::Foo>::get`, `<_ as krate::Store>::put`. Two crates of one name, or two
    /// impl blocks, can lead to equal names; [`key`](Family::key) tells them apart.
    pub name: String,
    /// See [`FunctionName::key`]; that of a static begins with `static `.
    pub key: String,
    /// See [`FunctionName::item`].
    pub item: String,
    /// See [`FunctionName::item_text`].
    pub item_text: String,
    /// See [`FunctionName::part`].
    pub part: String,
    /// What kind of function or data it is.
    pub kind: FamilyKind,
    /// The crate that defines it, see [`FunctionName::krate`].
    pub krate: Option<String>,
    /// Whether its copies were instantiated from something generic. Others of the same
    /// name may be there nevertheless: LTO duplicates what it inlines, and C has functions
    /// that only their file knows.
    pub generic: bool,
    /// The copies that are in the binary, the largest first; of a function that demono
    /// split its shims and its inner. What LLVM or GCC split off a copy (`f.cold`) is
    /// counted for it.
    pub copies: Vec<Copy>,
    /// Copies whose bytes are those of another function (demangled names): the linker
    /// or LLVM found the two to be identical and kept one.
    pub folded: Vec<String>,
}

/// One copy of a function, as it is in the binary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Its demangled name with all arguments.
    pub name: String,
    /// See [`FunctionName::arguments`].
    pub arguments: Vec<String>,
    /// See [`FunctionName::self_type`].
    pub self_type: Option<String>,
    /// See [`FunctionName::instantiated_in`].
    pub instantiated_in: Option<String>,
    /// Address of its first byte.
    pub address: u64,
    /// The bytes that are counted for it ([`Symbol::bytes`]).
    pub bytes: u64,
    /// Whether they are a guess ([`Symbol::estimated`]).
    pub estimated: bool,
    /// Shim or function as written, or inner.
    pub role: Role,
}

impl Family {
    /// Bytes of all copies.
    pub fn bytes(&self) -> u64 {
        self.copies.iter().map(|copy| copy.bytes).sum()
    }

    /// Bytes of those copies that have the role `role`.
    pub fn bytes_of(&self, role: Role) -> u64 {
        self.of_role(role).map(|copy| copy.bytes).sum()
    }

    /// Number of copies that have the role `role`.
    pub fn copies_of(&self, role: Role) -> usize {
        self.of_role(role).count()
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = &Copy> {
        self.copies.iter().filter(move |copy| copy.role == role)
    }

    /// What one copy costs: the bytes of the largest. Of a function that demono split,
    /// its inner and its largest shim. Of what is not generic, all of it.
    pub fn one(&self) -> u64 {
        if !self.generic {
            return self.bytes();
        }
        let largest = |role| {
            let sizes = self.of_role(role).map(|copy| copy.bytes);
            sizes.max().unwrap_or(0)
        };
        largest(Role::Written) + largest(Role::Inner)
    }

    /// What monomorphization costs: all bytes but those of [`one`](Family::one) copy.
    pub fn wasted(&self) -> u64 {
        self.bytes() - self.one()
    }

    /// Whether demono split this function.
    pub fn is_split(&self) -> bool {
        self.copies.iter().any(|copy| copy.role == Role::Inner)
    }
}
