//! In: bodies and frames. Out: items. Refused: nothing.
//!
//! A byte is counted for every item whose code it is: in a copy of `load` that has a copy
//! of `parse` inlined, the bytes of `parse` are those of both, as a split of either would
//! save them. Within one item no byte counts twice.

use std::collections::{BTreeMap, HashMap};

use demono_size::{FunctionName, Role};

use super::closures::owners;
use super::{Arguments, Instance, Item};
use crate::debug::{Body, DebugInfo};

/// What a function's name says.
struct Named {
    item: usize,
    arguments: Arguments,
    /// Of a closure or a shim that is not the item itself.
    is_part: bool,
    name: FunctionName,
    /// Items whose closures it is instantiated with.
    owners: Vec<String>,
}

pub(super) fn count(info: &DebugInfo) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut names = Vec::with_capacity(info.functions.len());
    for function in &info.functions {
        let name = FunctionName::parse(&function.symbol);
        let item = *by_key.entry(name.item.clone()).or_insert_with(|| {
            items.push(Item {
                key: name.item.clone(),
                text: name.item_text.clone(),
                krate: name.krate.clone(),
                declaration: None,
                inside: None,
                instances: BTreeMap::new(),
                split: false,
                satellites: 0,
            });
            items.len() - 1
        });
        items[item].split |= name.role == Role::Inner;
        let declaration = match name.part.is_empty() {
            true => &mut items[item].declaration,
            false => &mut items[item].inside,
        };
        *declaration = declaration.or(function.declaration);
        names.push(Named {
            item,
            arguments: Arguments {
                self_type: name.self_type.clone(),
                own: name.arguments.clone(),
            },
            is_part: !name.part.is_empty(),
            owners: owners(&name.text),
            name,
        });
    }
    let by_text: HashMap<String, usize> = (items.iter().enumerate())
        .map(|(index, item)| (item.text.clone(), index))
        .collect();
    let mut counter = Counter { names, items };
    for body in &info.bodies {
        let owners = counter.satellite(body, &by_text);
        counter.body(body, &owners);
    }
    counter.items
}

struct Counter {
    names: Vec<Named>,
    items: Vec<Item>,
}

/// An instance that a frame is in, and whether the frame is of one of its arguments.
#[derive(Clone)]
struct Within {
    function: usize,
    of_argument: bool,
}

impl Counter {
    fn instance(&mut self, function: usize) -> &mut Instance {
        let Named {
            item, arguments, ..
        } = &self.names[function];
        let instance = (self.items[*item].instances).entry(arguments.clone());
        instance.or_insert_with(|| Instance {
            of_argument: vec![0; arguments.own.len()],
            ..Instance::default()
        })
    }

    /// Frames of `owners` are counted already.
    fn body(&mut self, body: &Body, owners: &[usize]) {
        let is_part = self.names[body.function].is_part;
        let instance = self.instance(body.function);
        instance.copy_bytes += body.bytes;
        instance.copies += usize::from(!is_part);
        let whole = vec![Within {
            function: body.function,
            of_argument: false,
        }];
        // For each frame all instances that it is in.
        let mut within: Vec<Vec<Within>> = Vec::with_capacity(body.frames.len());
        for frame in &body.frames {
            let mut around = match frame.parent {
                Some(parent) => within[parent].clone(),
                None => whole.clone(),
            };
            for around in &mut around {
                if around.of_argument {
                    continue;
                }
                let arguments = self.arguments_of(around.function, frame.function);
                if !arguments.is_empty() {
                    around.of_argument = true;
                    // Shared out, should it be of several.
                    let share = frame.bytes / arguments.len() as u64;
                    let instance = self.instance(around.function);
                    for argument in arguments {
                        instance.of_argument[argument] += share;
                    }
                }
            }
            let item = self.names[frame.function].item;
            let known = around.iter().any(|it| self.names[it.function].item == item);
            if !known && !owners.contains(&item) {
                let is_part = self.names[frame.function].is_part;
                let instance = self.instance(frame.function);
                instance.inlined_bytes += frame.bytes;
                instance.inlined += usize::from(!is_part);
                around.push(Within {
                    function: frame.function,
                    of_argument: false,
                });
            }
            within.push(around);
        }
    }

    /// Which arguments of `function` the inlined function `frame` is a function of.
    fn arguments_of(&self, function: usize, frame: usize) -> Vec<usize> {
        let (of, frame) = (&self.names[function], &self.names[frame]);
        if of.item == frame.item || frame.owners.contains(&self.items[of.item].text) {
            return Vec::new();
        }
        let own = of.arguments.own.iter().enumerate();
        own.filter(|(_, argument)| {
            frame.name.self_type.as_ref() == Some(argument)
                || frame.arguments.own.contains(argument)
        })
        .map(|(index, _)| index)
        .collect()
    }

    /// A function with a symbol that only exists for closures of items: for which.
    fn satellite(&mut self, body: &Body, by_text: &HashMap<String, usize>) -> Vec<usize> {
        let named = &self.names[body.function];
        let owners = named.owners.iter().filter_map(|owner| by_text.get(owner));
        let owners: Vec<usize> = owners.copied().filter(|it| *it != named.item).collect();
        for owner in &owners {
            self.items[*owner].satellites += body.bytes;
        }
        owners
    }
}
