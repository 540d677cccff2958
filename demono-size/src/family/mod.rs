//! In: the symbols of one binary. Out: per generic function its copies, with their
//! arguments and bytes; data likewise. A binary without symbols has no families.

mod collect;
mod draft;
pub(crate) mod model;
mod names;

use crate::binary::model::Binary;
pub use model::{Copy, Family};

/// The functions and data of a [`Binary`], the copies of one generic function together.
/// The bytes of all families and of all [`Gap`](crate::Gap)s are those of the sections.
#[derive(Debug, Clone, Default)]
pub struct Families {
    list: Vec<Family>,
}

impl Families {
    /// Groups the symbols of `binary`.
    pub fn of(binary: &Binary) -> Self {
        Families {
            list: collect::collect(binary),
        }
    }

    /// All families, the one with the most bytes first.
    pub fn iter(&self) -> std::slice::Iter<'_, Family> {
        self.list.iter()
    }

    /// The family of this [`name`](Family::name), the largest if there are several.
    pub fn get(&self, name: &str) -> Option<&Family> {
        self.list.iter().find(|family| family.name == name)
    }
}

impl<'a> IntoIterator for &'a Families {
    type Item = &'a Family;
    type IntoIter = std::slice::Iter<'a, Family>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
