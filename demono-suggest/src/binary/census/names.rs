//! In: the functions of a binary. Out: their items, still without bytes, and per function
//! what its name says, as numbers: counting asks for each frame and everything around it.

use std::collections::HashMap;

use demono_report::Role;
use demono_size::{FunctionName, SymbolPath, TypeName};

use super::item::{Arguments, Instance, Item};
use crate::binary::debug::info::DebugFunction;
use crate::threads;

/// What a function's name says.
pub(super) struct Named {
    pub(super) item: usize,
    /// Index into [`Names::instances`].
    pub(super) instance: usize,
    /// Of a closure or a shim that is not the item itself.
    pub(super) is_part: bool,
    /// The arguments of the instance, numbered.
    pub(super) own: Vec<usize>,
    pub(super) self_type: Option<usize>,
    /// Items whose closures it is instantiated with.
    pub(super) owners: Vec<Owner>,
}

/// As [`ClosureOf`](demono_size::ClosureOf), numbered.
pub(super) struct Owner {
    pub(super) text: usize,
    pub(super) family: usize,
}

/// The names of all functions.
#[derive(Default)]
pub(super) struct Names {
    pub(super) functions: Vec<Named>,
    pub(super) items: Vec<Item>,
    /// For each item the number of its text.
    pub(super) texts: Vec<usize>,
    /// For each number of a text an item that has it.
    pub(super) by_text: HashMap<usize, usize>,
    /// For each instance its item, and its arguments.
    pub(super) instances: Vec<(usize, Arguments)>,
}

/// Gives each text a number.
#[derive(Default)]
struct Numbers(HashMap<String, usize>);

impl Numbers {
    fn of(&mut self, text: &str) -> usize {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let next = self.0.len();
        self.0.insert(text.to_owned(), next);
        next
    }
}

pub(super) fn name(functions: &[DebugFunction]) -> Names {
    let parsed = threads::map(functions, |it| FunctionName::parse(&it.symbol));
    let mut names = Names::default();
    let mut numbers = Numbers::default();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut instances: HashMap<(usize, Arguments), usize> = HashMap::new();
    for (function, name) in functions.iter().zip(parsed) {
        let item = match by_key.get(&name.item) {
            Some(item) => *item,
            None => {
                let text = numbers.of(&name.item_text);
                let item = names.items.len();
                by_key.insert(name.item.clone(), item);
                names.texts.push(text);
                names.by_text.insert(text, item);
                names.items.push(blank(function, &name));
                item
            }
        };
        let is_part = !name.part.is_empty();
        let of = &mut names.items[item];
        of.split |= name.role == Role::Inner;
        let declaration = if is_part {
            &mut of.inside
        } else {
            &mut of.declaration
        };
        *declaration = declaration.or(function.declaration);
        let arguments = Arguments {
            self_type: name.self_type,
            own: name.arguments,
        };
        let mut number = |it: &TypeName| numbers.of(&it.text);
        let own = arguments.own.iter().map(&mut number).collect();
        let self_type = arguments.self_type.as_ref().map(number);
        let instance = *(instances.entry((item, arguments))).or_insert_with_key(|key| {
            names.instances.push(key.clone());
            names.instances.len() - 1
        });
        names.functions.push(Named {
            item,
            instance,
            is_part,
            own,
            self_type,
            owners: (name.closures.iter())
                .map(|closure| Owner {
                    text: numbers.of(&closure.function),
                    family: numbers.of(&closure.family),
                })
                .collect(),
        });
    }
    names
}

/// An item without instances; `function` is one of its functions.
fn blank(function: &DebugFunction, name: &FunctionName) -> Item {
    Item {
        key: name.item.clone(),
        text: name.item_text.clone(),
        path: SymbolPath::parse(&function.symbol),
        krate: name.krate.clone(),
        ..Item::default()
    }
}

impl Names {
    /// The items, with the bytes of their instances; those without any are left out.
    pub(super) fn finish(mut self, counted: Vec<Option<Instance>>) -> Vec<Item> {
        for ((item, arguments), instance) in self.instances.into_iter().zip(counted) {
            if let Some(instance) = instance {
                self.items[item].instances.insert(arguments, instance);
            }
        }
        self.items
    }
}
