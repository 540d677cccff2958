//! The attribute on traits with default methods, and on async methods. The methods called
//! `kept_..` stay as they are.

use std::fmt::Debug;

use demono::demono;

use super::asyncs::block_on;

#[demono(dyn)]
trait Tree {
    type Leaf: Debug + Clone;
    const DEPTH: usize = 2;

    fn leaves(&self) -> Vec<Self::Leaf>;

    fn kept_required(&self, name: impl Into<String>) -> String;

    fn named(&self, name: impl Into<String>) -> String {
        let name = name.into();
        format!("{name}{:?}{}", self.leaves(), Self::DEPTH)
    }

    fn each(&self, mut visit: impl FnMut(Self::Leaf)) -> usize {
        let leaves = self.leaves();
        let count = leaves.len();
        for leaf in leaves {
            visit(leaf);
        }
        count
    }

    fn with<F>(&mut self, name: impl AsRef<str>, change: F) -> Option<Self::Leaf>
    where
        F: FnOnce(&mut Vec<Self::Leaf>),
        Self: Sized,
    {
        let mut leaves = self.leaves();
        change(&mut leaves);
        leaves.get(name.as_ref().len()).cloned()
    }

    fn make(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String>
    where
        Self: Sized,
    {
        let mut all = vec![Self::DEPTH.to_string()];
        for name in names {
            all.push(name.into());
        }
        all
    }

    #[demono(skip)]
    fn kept_by_wish(&self, name: impl AsRef<str>) -> usize {
        let name = name.as_ref();
        name.len() + Self::DEPTH
    }

    fn joined(self, text: impl AsRef<str>) -> String
    where
        Self: Sized,
    {
        let text = text.as_ref();
        self.named(text) + text
    }
}

struct Pair(u8, u8);

impl Tree for Pair {
    type Leaf = u8;

    fn leaves(&self) -> Vec<u8> {
        vec![self.0, self.1]
    }

    fn kept_required(&self, name: impl Into<String>) -> String {
        name.into()
    }
}

impl Tree for str {
    type Leaf = char;
    const DEPTH: usize = 1;

    fn leaves(&self) -> Vec<char> {
        self.chars().collect()
    }

    fn kept_required(&self, name: impl Into<String>) -> String {
        name.into() + self
    }

    fn named(&self, name: impl Into<String>) -> String {
        name.into() + "overridden"
    }
}

#[test]
fn default_methods() {
    let mut pair = Pair(1, 2);
    assert_eq!(pair.named("n"), "n[1, 2]2");
    assert_eq!(Tree::named("ab", "n"), "noverridden");
    let mut seen = Vec::new();
    assert_eq!(pair.each(|leaf| seen.push(leaf)), 2);
    assert_eq!("xyz".each(|leaf| seen.push(leaf as u8)), 3);
    assert_eq!(seen, [1, 2, b'x', b'y', b'z']);
    assert_eq!(pair.with("ab", |leaves| leaves.push(9)), Some(9));
    assert_eq!(Pair::make(["a"]), ["2", "a"]);
    assert_eq!(pair.kept_by_wish("a"), 3);
    assert_eq!(pair.kept_required('r') + &"s".kept_required('r'), "rrs");
    assert_eq!(pair.joined("j"), "j[1, 2]2j");
}

#[demono]
pub(crate) trait Keyed<'k, K>: Debug
where
    K: From<String> + PartialEq + 'k,
{
    fn key(&self) -> &'k K;

    fn is(&self, name: impl Into<String>) -> bool {
        let name = name.into();
        *self.key() == K::from(name)
    }

    fn find<'s>(&'s self, name: impl AsRef<str>, other: &'s Self) -> &'s Self {
        let name = name.as_ref();
        if self.is(name) {
            self
        } else {
            other
        }
    }
}

#[derive(Debug)]
struct Entry<'k>(&'k String);

impl<'k> Keyed<'k, String> for Entry<'k> {
    fn key(&self) -> &'k String {
        self.0
    }
}

#[test]
fn generic_traits() {
    let (one, two) = ("one".to_owned(), "two".to_owned());
    let (one, two) = (Entry(&one), Entry(&two));
    assert!(one.is("one") && !one.is('o'));
    assert_eq!(one.find("one", &two).0, "one");
    assert_eq!(one.find("x", &two).0, "two");
}

#[allow(async_fn_in_trait)]
#[demono]
trait Fetch {
    async fn raw(&self, bytes: Vec<u8>) -> usize;

    async fn fetch(&self, name: impl Into<String>) -> usize {
        let name = name.into();
        self.raw(name.into_bytes()).await + 1
    }
}

struct Web(usize);

#[demono]
impl Fetch for Web {
    async fn raw(&self, bytes: Vec<u8>) -> usize {
        std::future::ready(()).await;
        bytes.len() * self.0
    }

    async fn fetch(&self, name: impl Into<String>) -> usize {
        let name = name.into();
        if name.is_empty() {
            return 0;
        }
        self.raw(name.into_bytes()).await * 10
    }
}

impl Fetch for () {
    async fn raw(&self, bytes: Vec<u8>) -> usize {
        bytes.len()
    }
}

#[test]
fn async_methods() {
    assert_eq!(block_on(Web(2).fetch("abc")), 60);
    assert_eq!(block_on(().fetch("abc")), 4);
}
