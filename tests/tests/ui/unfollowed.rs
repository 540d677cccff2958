use std::collections::HashMap;

use demono::demono;

macro_rules! bind {
    ($name:ident) => {
        let $name = 7_u8;
    };
}

#[demono]
fn bound_by_a_macro(number: impl Into<u64>) -> u64 {
    let first: u64 = number.into();
    bind!(number);
    let second: u64 = number.into();
    first + second
}

struct Pair<T> {
    name: T,
    times: usize,
}

#[demono]
fn in_a_field(name: impl AsRef<str>) -> usize {
    let pair = Pair { name, times: 2 };
    pair.name.as_ref().len() * pair.times
}

#[demono]
fn in_a_list<P: AsRef<str>>(one: P, other: P) -> usize {
    let all = vec![one, other];
    all.iter().map(|name| name.as_ref().len()).sum()
}

#[demono]
fn by_a_match<P: AsRef<str>>(one: P, other: P, which: u8) -> usize {
    let name = match which {
        0 => &one,
        _ => &other,
    };
    name.as_ref().len()
}

#[demono]
fn in_pairs(one: Option<impl AsRef<str>>, other: Option<impl AsRef<str>>) -> usize {
    match (one, other) {
        (Some(one), Some(other)) => one.as_ref().len() + other.as_ref().len(),
        _ => 0,
    }
}

#[demono]
fn beside(map: &HashMap<String, u8>, key: impl AsRef<str>) -> bool {
    let boxed = Box::new(key);
    map.contains_key((*boxed).as_ref())
}

fn main() {
    bound_by_a_macro(1_u8);
    in_a_field("a");
    in_a_list("a", "b");
    by_a_match("a", "b", 0);
    in_pairs(Some("a"), Some("b"));
    beside(&HashMap::new(), "a");
}
