//! What the attribute on a block refuses.

use std::fmt::Debug;

use demono::demono;

struct Store(Vec<String>);

#[demono]
impl Store {
    /// A setter is not worth a split.
    fn set(&mut self, name: impl Into<String>) -> &mut Self {
        self.0 = vec![name.into()];
        self
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

#[demono(skip)]
impl Store {
    fn push(&mut self, name: impl Into<String>) {
        let name = name.into();
        self.0.push(name.clone() + &name);
    }
}

#[demono(skip(nam))]
impl Store {
    fn pop(&mut self, name: impl Into<String>) {
        let name = name.into();
        self.0.retain(|other| *other != name);
    }
}

#[demono]
impl Store {
    fn add<T: Debug>(&mut self, name: impl Into<String>, value: T) {
        let name = name.into();
        self.0.push(format!("{name} {value:?}"));
    }

    #[demono]
    fn clear(&mut self) {
        self.0.clear();
    }

    #[demono(partail)]
    fn fill(&mut self, name: impl Into<String>) {
        let name = name.into();
        self.0.fill(name);
    }
}

trait Names {
    fn names(&self, prefix: impl AsRef<str>) -> impl Iterator<Item = &str>;
}

#[demono]
impl Names for Store {
    fn names(&self, prefix: impl AsRef<str>) -> impl Iterator<Item = &str> {
        let length = prefix.as_ref().len();
        self.0.iter().map(move |name| &name[length..])
    }
}

impl Store {
    #[demono(dyn)]
    fn read(&mut self, from: impl Iterator<Item = u8> + Named) {
        self.0.push(from.name().to_owned());
    }
}

trait Named {
    fn name(&self) -> &str;
}

fn main() {}
