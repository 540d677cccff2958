//! In: what was compiled from a function, and how the attribute would split it. Out: the
//! bytes of machine code that this saves; a negative saving is a cost.
//!
//! A split leaves one body for each combination of the generics that stay on the inner, and
//! a shim at every place where an instance was. The body is estimated as the median of what
//! the instances have beyond the code of their arguments: the optimizer expands some more
//! than others, and the median of sixteen comes closer than the smallest. The shim is the
//! code of the arguments, which DWARF keeps apart (conversions, drop glue), and a call.
//!
//! The constants are fitted to all examples of this repository in `release`, `z` and `min`
//! at once (x86_64, rustc 1.95). The figures to fit them to are printed by
//!
//! ```sh
//! DEMONO_PROFILES=all cargo test -p demono-tests --test suggest -- --nocapture
//! ```
//!
//! `cargo demono apply` prints how far a prediction was off; `wild/README.md` has a table
//! for published crates, to which nothing was fitted.

use std::collections::BTreeMap;

use demono_analysis::{Carrier, Crossing, Facts, Kept, Shape};
use demono_size::TypeName;

use crate::binary::census::item::{Arguments, Instance, Item};

/// What a split would leave, in bytes of machine code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prediction {
    /// Before: all instances, inlined ones and closures too.
    pub before: u64,
    /// The bodies that are left.
    pub inner: u64,
    /// All shims together.
    pub shims: u64,
    /// `before - inner - shims`.
    pub saving: i64,
}

/// A call with its arguments in registers.
pub(super) const CALL: u64 = 20;
/// Each additional value that is held while the next is made: a place on the stack, and
/// its drop in case that panics.
pub(super) const HELD: u64 = 45;
/// `url.into_url()?`: a test of the result, the early return, and a value that is moved.
pub(super) const TRY: u64 = 150;
/// An object: its vtable's methods, and the slot that owns the value.
pub(super) const OBJECT: u64 = 100;
/// A value that is shown: its place on the stack, and its drop.
pub(super) const SHOWN: u64 = 60;
/// `Vec<impl Into<T>>`: the loop that converts the elements.
pub(super) const COLLECT: u64 = 200;
/// An async shim is a future of its own: it holds the values until it is polled, and is
/// dropped.
pub(super) const FUTURE: u64 = 120;

/// What an attribute with these `facts` would save of `item`.
pub fn predict(item: &Item, facts: &Facts) -> Prediction {
    let before = item.bytes();
    let mut bodies: BTreeMap<(&Option<TypeName>, Vec<&TypeName>), Vec<u64>> = BTreeMap::new();
    let mut shims = 0;
    for (arguments, instance) in &item.instances {
        let places = instance.places().max(1) as u64;
        let crossing = instance.of_argument.iter().enumerate();
        let crossing = crossing.filter(|(index, _)| !stays(facts, arguments, *index));
        let crossing: u64 = crossing.map(|(_, bytes)| bytes).sum();
        let body = instance.bytes().saturating_sub(crossing) / places;
        let own = arguments.own.iter().enumerate();
        let staying = own.filter(|(index, _)| stays(facts, arguments, *index));
        let staying = staying.map(|(_, argument)| argument).collect();
        let bodies = bodies.entry((&arguments.self_type, staying));
        bodies.or_default().push(body);
        shims += shim(facts, arguments, instance);
    }
    // Closures remain for each body that is left. An async shim is a future of its own, with
    // drop glue of its own.
    let satellites = if facts.is_async {
        item.satellites
    } else {
        (item.satellites_of_one * bodies.len() as u64).min(item.satellites)
    };
    // A future that is not inlined has one body to poll it, and one to drop it half-way.
    let functions = if facts.is_async { 2 } else { 1 };
    let inner = satellites + bodies.into_values().map(median).sum::<u64>() * functions;
    Prediction {
        before,
        inner,
        shims,
        saving: before as i64 - inner as i64 - shims as i64,
    }
}

/// How many arguments are those of a function that this one is nested in; they come first.
fn nested(facts: &Facts, arguments: &Arguments) -> usize {
    arguments.own.len().saturating_sub(facts.arguments.len())
}

/// Whether the argument at `index` stays on the inner, as all nested ones do.
fn stays(facts: &Facts, arguments: &Arguments, index: usize) -> bool {
    match index.checked_sub(nested(facts, arguments)) {
        Some(index) => facts.arguments.get(index) == Some(&Kept::Stays),
        None => true,
    }
}

/// All shims of one instance.
fn shim(facts: &Facts, arguments: &Arguments, instance: &Instance) -> u64 {
    let nested = nested(facts, arguments);
    let code = |crossing: &Crossing| {
        let argument = crossing.argument?;
        instance.of_argument.get(argument + nested).copied()
    };
    let mut fixed = CALL;
    let mut held = 0_u64;
    let mut converted = 0;
    for crossing in &facts.crossings {
        match &crossing.carrier {
            // The vtable of `Display` exists already, for `format!`.
            Carrier::Shown => fixed += SHOWN,
            Carrier::Conversion { .. } | Carrier::Custom { .. } => {
                held += 1;
                converted += code(crossing).unwrap_or(0);
                if crossing.carrier == (Carrier::Custom { tries: true }) {
                    fixed += TRY;
                }
                if crossing.shape == Shape::Vec {
                    fixed += COLLECT;
                }
            }
            Carrier::Object => {
                fixed += OBJECT;
                // The code of a closure exists only where it is called, which is then the
                // vtable. Other types have their methods anyway, or share them.
                let own = |it| arguments.own.get(it + nested);
                let argument = crossing.argument.and_then(own);
                if argument.is_some_and(|it| it.is_closure) {
                    converted += code(crossing).unwrap_or(0);
                }
            }
        }
    }
    fixed += HELD * held.saturating_sub(1);
    if facts.is_async {
        fixed += FUTURE;
    }
    converted + fixed * instance.places() as u64
}

fn median(mut sizes: Vec<u64>) -> u64 {
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied().unwrap_or(0)
}
