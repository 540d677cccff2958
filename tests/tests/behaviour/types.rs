//! Generics of which only the type is asked: its size, its name, its `TypeId`.

// As code for older compilers has it.
#![allow(unused_qualifications)]

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::mem;

use demono::demono;

#[derive(Default)]
struct Values(HashMap<TypeId, Box<dyn Any>>);

impl Values {
    #[demono]
    fn has<T: 'static>(&self) -> bool {
        let id = TypeId::of::<T>();
        self.0.contains_key(&id) && !self.0.is_empty()
    }

    #[demono]
    fn remove<T: Any>(&mut self, name: impl AsRef<str>) -> Result<(), String> {
        match self.0.remove(&TypeId::of::<T>()) {
            Some(_) => Ok(()),
            None => Err(format!("{}: {}", name.as_ref(), std::any::type_name::<T>())),
        }
    }
}

#[demono]
impl Values {
    fn forget<T: Any>(&mut self, name: impl Into<String>) -> usize {
        let name = name.into();
        self.0.insert(TypeId::of::<T>(), Box::new(name.clone()));
        name.len() + self.0.len()
    }

    fn clear<T: Any>(&mut self, name: impl Into<String>) -> String {
        let mut name = name.into();
        name.push_str(std::any::type_name::<T>());
        self.0.retain(|id, _| *id != TypeId::of::<T>());
        name
    }
}

#[demono]
fn layout<T>(count: usize) -> (usize, usize, bool) {
    let size = mem::size_of::<T>() * count;
    (
        size,
        core::mem::align_of::<T>(),
        std::mem::needs_drop::<Vec<T>>(),
    )
}

#[demono]
fn in_closures<T, S: AsRef<str>>(text: S) -> String {
    let size = || mem::size_of::<T>();
    let sizes: Vec<usize> = (0..2).map(|index| index * mem::size_of::<T>()).collect();
    format!(
        "{} {} {sizes:?} {}",
        text.as_ref(),
        mem::size_of::<T>(),
        size()
    )
}

#[demono]
fn beside_an_item<T>(text: impl AsRef<str>) -> usize {
    fn size<T>(_: T) -> usize {
        mem::size_of::<T>()
    }
    size(1_u8) + mem::size_of::<T>() + text.as_ref().len()
}

/// An elided lifetime, beside a `&'static str` that is hoisted.
#[demono]
fn rest<T>(text: &str, from: impl Into<usize>) -> &str {
    let from = from.into();
    match std::any::type_name::<T>() {
        "u8" => &text[from..],
        _ => text,
    }
}

/// The type of what is converted.
#[demono]
fn of_parameter<S: AsRef<str>>(text: S) -> (usize, &'static str, usize) {
    (
        mem::size_of::<S>(),
        std::any::type_name::<S>(),
        text.as_ref().len(),
    )
}

trait Holds {
    fn holds<T: 'static>(&self, name: impl AsRef<str>) -> bool;
}

struct Of(TypeId);

#[demono]
impl Holds for Of {
    fn holds<T: 'static>(&self, name: impl AsRef<str>) -> bool {
        let short = name.as_ref().len() < 3;
        self.0 == TypeId::of::<T>() && short
    }
}

#[test]
fn types() {
    let mut values = Values::default();
    assert_eq!(values.forget::<u8>("ab"), 3);
    assert!(values.has::<u8>() && !values.has::<u16>());
    assert_eq!(values.remove::<u16>("x"), Err("x: u16".to_owned()));
    assert_eq!(values.remove::<u8>(String::new()), Ok(()));
    assert_eq!(values.clear::<i8>("-"), "-i8");
    assert_eq!(layout::<u32>(3), (12, 4, true));
    assert_eq!(layout::<()>(3), (0, 1, true));
    assert_eq!(in_closures::<u32, _>("a"), "a 4 [0, 4] 4");
    assert_eq!(beside_an_item::<u32>("a"), 6);
    assert_eq!(rest::<u8>("abc", 1_u8), "bc");
    assert_eq!(rest::<i8>("abc", 1_u8), "abc");
    assert_eq!(of_parameter("a"), (16, "&str", 1));
    assert_eq!(of_parameter(String::new()).0, 24);
    assert!(Of(TypeId::of::<u8>()).holds::<u8>("a"));
    assert!(!Of(TypeId::of::<u8>()).holds::<i8>("a"));
}
