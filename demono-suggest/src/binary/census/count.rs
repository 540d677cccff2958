//! In: bodies and frames. Out: items.
//!
//! A byte is counted for every item whose code it is: in a copy of `load` that has a copy
//! of `parse` inlined, the bytes of `parse` are those of both, as a split of either would
//! save them. Within one item no byte counts twice.

use std::collections::HashMap;

use super::item::{Instance, Item};
use super::names::{name, Names};
use crate::binary::debug::info::{Body, DebugInfo};

/// The functions of the source that `info` has code of, by key.
pub fn census(info: &DebugInfo) -> Vec<Item> {
    let names = name(&info.functions);
    let mut counter = Counter {
        instances: vec![None; names.instances.len()],
        names,
        ..Counter::default()
    };
    for body in &info.bodies {
        let owners = counter.satellite(body);
        counter.body(body, &owners);
    }
    for ((item, _), sizes) in counter.satellites {
        let item = &mut counter.names.items[item];
        let sum: u64 = sizes.iter().sum();
        item.satellites += sum;
        item.satellites_of_one += sum / sizes.len() as u64;
    }
    for ((item, outer), bytes) in counter.nested {
        let outer = counter.names.items[outer].text.clone();
        *counter.names.items[item].nested.entry(outer).or_default() += bytes;
    }
    counter.names.finish(counter.instances)
}

#[derive(Default)]
struct Counter {
    names: Names,
    /// As [`Names::instances`]; those that have no code are not there.
    instances: Vec<Option<Instance>>,
    /// What exists for closures: its bytes, by their item and its family.
    satellites: HashMap<(usize, usize), Vec<u64>>,
    /// Bytes of a generic item that were inlined into another.
    nested: HashMap<(usize, usize), u64>,
    /// Everything the current frame is in, the body first: each item once.
    within: Vec<Within>,
    /// The frames that the current one is in.
    open: Vec<Open>,
    /// Which of `within` were marked as of an argument, in order.
    marks: Vec<usize>,
    /// Of one frame; kept for its memory.
    arguments: Vec<usize>,
}

/// A function that a frame is in, and whether the frame is of one of its arguments.
struct Within {
    function: usize,
    of_argument: bool,
}

/// A frame that is not left yet, and what there was before it.
struct Open {
    frame: usize,
    within: usize,
    marks: usize,
}

impl Counter {
    fn instance(&mut self, function: usize) -> &mut Instance {
        let named = &self.names.functions[function];
        self.instances[named.instance].get_or_insert_with(|| Instance {
            of_argument: vec![0; named.own.len()],
            ..Instance::default()
        })
    }

    /// Frames of `owners` are counted already.
    fn body(&mut self, body: &Body, owners: &[usize]) {
        let is_part = self.names.functions[body.function].is_part;
        let instance = self.instance(body.function);
        instance.copy_bytes += body.bytes;
        instance.copies += usize::from(!is_part);
        self.open.clear();
        self.marks.clear();
        self.within.clear();
        self.within.push(Within {
            function: body.function,
            of_argument: false,
        });
        for (index, frame) in body.frames.iter().enumerate() {
            self.close(frame.parent);
            self.open.push(Open {
                frame: index,
                within: self.within.len(),
                marks: self.marks.len(),
            });
            for around in 0..self.within.len() {
                if !self.within[around].of_argument {
                    self.of_argument(around, frame.function, frame.bytes);
                }
            }
            let named = &self.names.functions[frame.function];
            let (item, is_part) = (named.item, named.is_part);
            let functions = &self.names.functions;
            let mut within = self.within.iter();
            let known = within.any(|it| functions[it.function].item == item);
            if !known && !owners.contains(&item) {
                self.nest(frame.function, frame.bytes);
                let instance = self.instance(frame.function);
                instance.inlined_bytes += frame.bytes;
                instance.inlined += usize::from(!is_part);
                self.within.push(Within {
                    function: frame.function,
                    of_argument: false,
                });
            }
        }
    }

    /// Counts a frame for the functions that it is in, where a split of both is possible.
    fn nest(&mut self, function: usize, bytes: u64) {
        let functions = &self.names.functions;
        let inner = &functions[function];
        if inner.own.is_empty() {
            return;
        }
        for around in &self.within {
            let outer = &functions[around.function];
            if !outer.own.is_empty() {
                let nested = self.nested.entry((inner.item, outer.item));
                *nested.or_default() += bytes;
            }
        }
    }

    /// Leaves frames up to `parent`.
    fn close(&mut self, parent: Option<usize>) {
        while self.open.last().map(|it| it.frame) != parent {
            let Some(open) = self.open.pop() else { break };
            for mark in self.marks.drain(open.marks..) {
                self.within[mark].of_argument = false;
            }
            self.within.truncate(open.within);
        }
    }

    /// Counts a frame for the arguments of a function around it whose code it is.
    fn of_argument(&mut self, around: usize, frame: usize, bytes: u64) {
        let function = self.within[around].function;
        let of = &self.names.functions[function];
        let inlined = &self.names.functions[frame];
        let text = self.names.texts[of.item];
        let is_closure = inlined.owners.iter().any(|it| it.text == text);
        if of.own.is_empty() || of.item == inlined.item || is_closure {
            return;
        }
        let own = of.own.iter().enumerate().filter(|(_, argument)| {
            inlined.self_type.as_ref() == Some(argument) || inlined.own.contains(argument)
        });
        let mut arguments = std::mem::take(&mut self.arguments);
        arguments.clear();
        arguments.extend(own.map(|(index, _)| index));
        if !arguments.is_empty() {
            self.within[around].of_argument = true;
            self.marks.push(around);
            // Shared out, should it be of several.
            let share = bytes / arguments.len() as u64;
            let instance = self.instance(function);
            for argument in &arguments {
                instance.of_argument[*argument] += share;
            }
        }
        self.arguments = arguments;
    }

    /// A function with a symbol that only exists for closures of items: for which.
    fn satellite(&mut self, body: &Body) -> Vec<usize> {
        let named = &self.names.functions[body.function];
        let mut owners = Vec::with_capacity(named.owners.len());
        for owner in &named.owners {
            match self.names.by_text.get(&owner.text) {
                Some(item) if *item != named.item => {
                    let sizes = self.satellites.entry((*item, owner.family)).or_default();
                    sizes.push(body.bytes);
                    owners.push(*item);
                }
                _ => {}
            }
        }
        owners
    }
}
