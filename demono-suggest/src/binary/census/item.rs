//! A function of the source, and what was compiled from it.

use std::collections::BTreeMap;

use demono_size::{SymbolPath, TypeName};

use crate::binary::debug::info::Declaration;

/// Everything that was compiled from one function of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// See [`FunctionName::item`](demono_size::FunctionName::item).
    pub key: String,
    /// How it is shown: `krate::load`, `<krate::Client>::get`.
    pub text: String,
    /// The same, in parts.
    pub path: SymbolPath,
    /// The crate that defines it.
    pub krate: Option<String>,
    /// Where its signature begins.
    pub declaration: Option<Declaration>,
    /// A line in it: where a closure of it begins. An `async fn` may be nothing else.
    pub inside: Option<Declaration>,
    /// Its instances, by their arguments.
    pub instances: BTreeMap<Arguments, Instance>,
    /// Whether demono splits it: then its shims and its inner are here.
    pub split: bool,
    /// Bytes of it that were inlined into copies of other functions, by their text; of
    /// functions with arguments of their own only.
    pub nested: BTreeMap<String, u64>,
    /// Bytes of functions that are instantiated with a closure of it, such as the sort
    /// that a body calls: [`Instance`]s cannot be told apart there.
    pub satellites: u64,
    /// Of these, what there would be for one instance: copies of the same function with a
    /// closure of each instance count once.
    pub satellites_of_one: u64,
}

/// What one instance was compiled with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Arguments {
    /// The type whose impl the function belongs to, with its arguments.
    pub self_type: Option<TypeName>,
    /// The function's own arguments: declared ones, then one for each `impl Trait`.
    pub own: Vec<TypeName>,
}

/// The bytes of one instance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Instance {
    /// Copies that have a symbol: 1, unless several crates made one.
    pub copies: usize,
    /// Bytes of these, and of closures in them that have a symbol.
    pub copy_bytes: u64,
    /// Places where it was inlined.
    pub inlined: usize,
    /// Bytes there.
    pub inlined_bytes: u64,
    /// Of all these bytes, those that were inlined from functions of each of the
    /// arguments: conversions, `next`, drop glue.
    pub of_argument: Vec<u64>,
}

impl Instance {
    /// All bytes.
    pub fn bytes(&self) -> u64 {
        self.copy_bytes + self.inlined_bytes
    }

    /// Copies and places where it was inlined.
    pub fn places(&self) -> usize {
        self.copies + self.inlined
    }
}

impl Item {
    /// Whether it is code that demono's expansions call.
    pub fn is_support(&self) -> bool {
        self.path.is_in(&["demono", "__private"])
    }

    /// All bytes of all instances.
    pub fn bytes(&self) -> u64 {
        self.satellites + self.instances.values().map(Instance::bytes).sum::<u64>()
    }

    /// All bytes but those of the largest instance.
    pub fn wasted(&self) -> u64 {
        let of_one = |it: &Instance| it.bytes() / it.places().max(1) as u64;
        let largest = self.instances.values().map(of_one).max().unwrap_or(0);
        (self.bytes()).saturating_sub(largest + self.satellites_of_one)
    }
}
