//! In: the census of each program. Out: the generic functions, each with its
//! instances in all programs. What is not generic, or exists once, is left out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use demono_size::TypeName;

use crate::binary::census::item::Item;
use crate::binary::program::ParsedProgram;

/// A generic function in some programs, in one at least.
#[derive(Default)]
pub(super) struct GenericFunction {
    /// Where its source is.
    pub(super) line: Option<Line>,
    /// The programs that have it.
    pub(super) programs: Vec<ProgramItem>,
}

/// What one program has of a function.
pub(super) struct ProgramItem {
    /// Its name.
    pub(super) program: String,
    pub(super) item: Item,
}

/// A line of a function.
pub(super) struct Line {
    pub(super) file: PathBuf,
    pub(super) number: usize,
    /// Whether its signature begins there, or a closure in it.
    pub(super) begins: bool,
}

impl GenericFunction {
    /// What it is in the first program; names are the same in all.
    pub(super) fn first(&self) -> &Item {
        &self.programs[0].item
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.programs.iter().map(|it| &it.item)
    }

    pub(super) fn bytes(&self) -> u64 {
        self.items().map(Item::bytes).sum()
    }

    pub(super) fn wasted(&self) -> u64 {
        self.items().map(Item::wasted).sum()
    }

    /// Bytes of it that were inlined into other functions, by the names of these.
    pub(super) fn nested(&self) -> BTreeMap<String, u64> {
        let mut nested = BTreeMap::new();
        for (outer, bytes) in self.items().flat_map(|it| &it.nested) {
            *nested.entry(outer.clone()).or_default() += bytes;
        }
        nested
    }

    pub(super) fn is_split(&self) -> bool {
        self.items().any(|it| it.split)
    }

    /// Whether it has arguments of its own, and not only those of its impl.
    pub(super) fn has_arguments(&self) -> bool {
        let mut instances = self.items().flat_map(|it| it.instances.keys());
        instances.any(|arguments| !arguments.own.is_empty())
    }

    /// Whether the optimizer inlined it at every call, and each time it is short.
    pub(super) fn is_small(&self) -> bool {
        const SHORT: u64 = 256;
        let mut instances = self.items().flat_map(|it| it.instances.values());
        instances.all(|it| it.copies == 0 && it.bytes() <= SHORT * it.inlined.max(1) as u64)
    }

    /// Whether there is more than one instance, or one in more than one place.
    pub(super) fn is_repeated(&self) -> bool {
        self.items().any(|item| {
            let places = item.instances.values().map(|it| it.places());
            item.instances.len() > 1 || places.sum::<usize>() > 1
        })
    }
}

pub(super) fn gather(programs: Vec<ParsedProgram>) -> Vec<GenericFunction> {
    let mut functions: BTreeMap<String, GenericFunction> = BTreeMap::new();
    for program in programs {
        for item in program.census {
            // A type with arguments counts, too: a method of `impl Foo` is not generic.
            let has_arguments = |it: &TypeName| it.has_arguments;
            let is_generic = (item.instances.keys())
                .any(|it| !it.own.is_empty() || it.self_type.as_ref().is_some_and(has_arguments));
            // The support code of splits cannot be split itself.
            if !is_generic || item.is_support() || item.wasted() == 0 && !item.split {
                continue;
            }
            let line = item.declaration.or(item.inside).map(|it| Line {
                file: program.files[it.file].clone(),
                number: it.line,
                begins: item.declaration.is_some(),
            });
            let function = functions.entry(item.key.clone()).or_default();
            function.line = function.line.take().or(line);
            let program = program.name.clone();
            function.programs.push(ProgramItem { program, item });
        }
    }
    functions.into_values().collect()
}
