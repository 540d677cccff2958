//! `Fn`, `FnMut` and `FnOnce` as objects.

use std::cell::RefCell;

use demono::demono;

#[demono(dyn)]
fn none(f: impl Fn() -> u32) -> u32 {
    f() + f()
}

#[demono(dyn)]
fn one<F>(f: F) -> u32
where
    F: Fn(u32) -> u32,
{
    f(f(1))
}

#[demono(dyn)]
fn two<F: FnMut(u32, &str) -> u32>(mut f: F) -> u32 {
    f(1, "a") + f(2, "bc")
}

#[demono(dyn)]
fn three(mut f: impl FnMut(u8, &mut Vec<u8>, [u8; 2])) -> Vec<u8> {
    let mut bytes = vec![0];
    f(1, &mut bytes, [2, 3]);
    f(4, &mut bytes, [5, 6]);
    bytes
}

#[demono(dyn)]
fn four(f: impl FnOnce(u8, u16, u32, u64) -> u64) -> u64 {
    f(1, 2, 3, 4)
}

#[demono(dyn)]
fn five(f: impl Fn(u8, u8, u8, u8, u8) -> [u8; 5]) -> [u8; 5] {
    f(1, 2, 3, 4, 5)
}

#[test]
fn numbers_of_arguments() {
    assert_eq!(none(|| 2), 4);
    assert_eq!(one(|n| n + 1), 3);
    let mut calls = 0;
    let counted = |n: u32, text: &str| {
        calls += 1;
        n * text.len() as u32
    };
    assert_eq!(two(counted), 5);
    assert_eq!(calls, 2);
    let bytes = three(|a, bytes, b| {
        bytes.push(a);
        bytes.extend(b);
    });
    assert_eq!(bytes, [0, 1, 2, 3, 4, 5, 6]);
    let owned = String::from("moved");
    assert_eq!(
        four(move |a, b, c, d| {
            drop(owned);
            u64::from(a) + u64::from(b) + u64::from(c) + d
        }),
        10
    );
    assert_eq!(five(|a, b, c, d, e| [e, d, c, b, a]), [5, 4, 3, 2, 1]);
}

#[demono(dyn)]
fn function_pointers(f: impl Fn(&str) -> String, g: impl FnOnce(String) -> usize) -> usize {
    g(f("ab"))
}

#[demono(dyn)]
fn unit_result(mut f: impl FnMut(u32)) {
    for n in 0..3 {
        f(n);
    }
}

#[demono(dyn)]
fn passed_on(f: impl Fn(u32) -> u32) -> Vec<u32> {
    let mut all: Vec<u32> = (0..3).map(&f).collect();
    all.extend((3..5).map(f));
    all
}

#[demono(dyn)]
fn passed_on_mut(mut f: impl FnMut(u32) -> bool) -> Vec<u32> {
    let first: Vec<u32> = (0..4).filter(|n| f(*n)).collect();
    (4..8).filter(|n| f(*n)).chain(first).collect()
}

#[demono(dyn)]
fn passed_on_once(f: impl FnOnce() -> String) -> String {
    None.unwrap_or_else(f)
}

#[demono(dyn)]
fn in_a_closure(f: impl FnOnce(u32) -> u32) -> u32 {
    let run = move || f(2);
    run() + 1
}

#[demono(dyn)]
fn in_macros(f: impl Fn(u32) -> u32, mut g: impl FnMut() -> u32) -> String {
    assert_eq!(f(1), 2);
    format!("{} {} {}", f(2), g(), g())
}

#[test]
fn ways_to_use_them() {
    assert_eq!(function_pointers(str::to_owned, |text| text.len()), 2);
    assert_eq!(
        function_pointers(<str>::to_uppercase, Box::new(|s: String| s.len())),
        2
    );
    let mut sum = 0;
    unit_result(|n| sum += n);
    assert_eq!(sum, 3);
    assert_eq!(passed_on(|n| n * 2), [0, 2, 4, 6, 8]);
    assert_eq!(passed_on_mut(|n| n % 2 == 0), [4, 6, 0, 2]);
    assert_eq!(passed_on_once(|| "made".to_owned()), "made");
    assert_eq!(in_a_closure(|n| n * 10), 21);
    let mut n = 0;
    let counter = || {
        n += 1;
        n
    };
    assert_eq!(in_macros(|n| n + 1, counter), "3 1 2");
}

#[demono(dyn)]
fn bound_inside(f: impl for<'a> Fn(&'a str) -> &'a str) -> String {
    f(" x ").to_owned() + f("y ")
}

#[demono(dyn)]
fn bound_outside<F>(mut f: F) -> usize
where
    for<'a> F: FnMut(&'a str, usize) -> &'a str,
{
    f("abc", 1).len() + f("abc", 2).len()
}

#[demono(dyn)]
fn elided_result(f: impl Fn(&[u8]) -> &[u8]) -> u8 {
    let owned = vec![1, 2, 3];
    f(&owned)[0]
}

#[demono(dyn)]
fn once_borrowing(f: impl FnOnce(&str) -> &str) -> usize {
    f("abc").len()
}

#[demono(dyn)]
fn once_borrowing_bound(f: impl for<'a> FnOnce(&'a str, u8) -> Option<&'a str>) -> bool {
    let local = String::from("abc");
    f(&local, 1).is_some()
}

#[demono(dyn)]
fn mutable_result(f: impl Fn(&mut Vec<u32>) -> &mut u32) -> Vec<u32> {
    let mut list = vec![1, 2];
    *f(&mut list) = 7;
    list
}

#[demono(dyn)]
fn outer_lifetime<'a>(text: &'a str, f: impl Fn(&'a str) -> &'a str) -> &'a str {
    f(text)
}

#[demono(dyn)]
fn nested_reference(f: impl Fn(&(&str, u8)) -> usize) -> usize {
    f(&("ab", 1))
}

#[test]
fn lifetimes_of_arguments() {
    assert_eq!(bound_inside(str::trim), "xy");
    assert_eq!(bound_outside(|text, from| &text[from..]), 3);
    assert_eq!(elided_result(|bytes| &bytes[1..]), 2);
    assert_eq!(once_borrowing(|text| &text[1..]), 2);
    assert!(once_borrowing_bound(|text, n| text.get(n as usize..)));
    assert_eq!(mutable_result(|list| &mut list[1]), [1, 7]);
    assert_eq!(outer_lifetime("abc", |text| &text[2..]), "c");
    assert_eq!(nested_reference(|(text, n)| text.len() + *n as usize), 3);
}

#[demono(dyn)]
fn by_ref(f: &impl Fn(u32) -> u32) -> u32 {
    f(1) + (f)(2)
}

#[demono(dyn)]
fn by_mut<F: FnMut(u32)>(f: &mut F) {
    f(1);
    (*f)(2);
}

#[demono(dyn)]
fn by_unsized_ref<F: Fn(&str) -> usize + ?Sized>(f: &F) -> usize {
    f("abc")
}

#[demono(dyn)]
fn by_unsized_mut(f: &mut (impl FnMut(u32) + ?Sized)) {
    f(3);
    f(4);
}

#[demono(dyn)]
fn by_ref_borrowing(f: &impl Fn(&str) -> &str) -> String {
    f("xa").to_owned()
}

#[demono(dyn)]
fn by_mut_borrowing(f: &mut impl for<'a> FnMut(&'a str) -> &'a str) -> String {
    f("xa").to_owned() + f("yb")
}

#[test]
fn behind_references() {
    assert_eq!(by_ref(&|n| n * 2), 6);
    let mut seen = Vec::new();
    by_mut(&mut |n| seen.push(n));
    by_unsized_mut(&mut |n| seen.push(n));
    let object: &mut dyn FnMut(u32) = &mut |n| seen.push(n * 10);
    by_unsized_mut(object);
    assert_eq!(seen, [1, 2, 3, 4, 30, 40]);
    let object: &dyn Fn(&str) -> usize = &|text| text.len();
    assert_eq!(by_unsized_ref(object), 3);
    assert_eq!(by_ref_borrowing(&|text| &text[1..]), "a");
    assert_eq!(by_mut_borrowing(&mut |text| &text[1..]), "ab");
}

#[demono(dyn)]
fn optional(f: Option<impl Fn(u32) -> u32>) -> u32 {
    match f {
        Some(f) => f(1) + f(2),
        None => 0,
    }
}

#[demono(dyn)]
fn optional_mut(mut f: Option<impl FnMut(&str)>) {
    for word in ["a", "b"] {
        if let Some(f) = &mut f {
            f(word);
        }
        if let Some(f) = f.as_mut() {
            f("-");
        }
    }
}

#[demono(dyn)]
fn optional_once(f: Option<impl FnOnce(u32) -> String>) -> String {
    f.map_or_else(String::new, |f| f(3))
}

#[demono(dyn)]
fn optional_borrowing<F: Fn(&str) -> &str>(f: Option<F>) -> usize {
    f.map_or(0, |f| f("abc").len())
}

#[test]
fn in_options() {
    assert_eq!(optional(Some(|n| n * 2)), 6);
    assert_eq!(optional(None::<fn(u32) -> u32>), 0);
    let mut text = String::new();
    optional_mut(Some(|word: &str| text.push_str(word)));
    optional_mut(None::<fn(&str)>);
    assert_eq!(text, "a-b-");
    let owned = String::from("n=");
    assert_eq!(optional_once(Some(|n| owned + &u32::to_string(&n))), "n=3");
    assert_eq!(optional_once(None::<fn(u32) -> String>), "");
    assert_eq!(
        optional_borrowing(Some(|text: &str| -> &str { &text[1..] } as fn(&str) -> &str)),
        2
    );
}

#[demono(dyn)]
fn spawns(f: impl Fn(u32) -> u32 + Send + Sync) -> u32 {
    std::thread::scope(|scope| {
        let other = scope.spawn(|| f(1));
        f(2) + other.join().expect("no panic")
    })
}

#[demono(dyn)]
fn spawns_once(f: impl FnOnce(u32) -> u32 + Send) -> u32 {
    std::thread::scope(|scope| scope.spawn(move || f(1)).join().expect("no panic"))
}

#[demono(dyn)]
fn spawns_mut<'a>(mut f: impl FnMut(u32) + Send + 'a) {
    std::thread::scope(|scope| {
        scope.spawn(|| f(1));
    });
    f(2);
}

#[test]
fn across_threads() {
    assert_eq!(spawns(|n| n * 2), 6);
    let owned = vec![1, 2];
    assert_eq!(spawns_once(|n| n + owned.into_iter().sum::<u32>()), 4);
    let mut all = Vec::new();
    spawns_mut(|n| all.push(n));
    assert_eq!(all, [1, 2]);
}

#[demono(dyn(f))]
fn with_conversions(
    name: impl Into<String>,
    f: impl FnOnce(&mut String),
    tag: impl AsRef<str>,
) -> String {
    let mut name = name.into();
    f(&mut name);
    name + tag.as_ref()
}

struct Table {
    rows: Vec<u32>,
}

impl Table {
    #[demono(dyn)]
    fn each(&self, mut f: impl FnMut(usize, &u32)) {
        for (index, row) in self.rows.iter().enumerate() {
            f(index, row);
        }
    }

    #[demono(dyn)]
    fn update<F>(&mut self, f: F) -> &mut Self
    where
        F: Fn(u32) -> u32,
    {
        for row in &mut self.rows {
            *row = f(*row);
        }
        self
    }

    #[demono(dyn)]
    fn find(&self, f: impl Fn(&u32) -> bool) -> Option<&u32> {
        self.rows.iter().find(|row| f(row))
    }

    #[demono(dyn)]
    fn into_with(self, f: impl FnOnce(Self) -> Vec<u32>) -> Vec<u32> {
        f(self)
    }
}

#[test]
fn in_methods() {
    let named = with_conversions("a", |name| name.push('b'), "c");
    assert_eq!(named, "abc");
    let mut table = Table { rows: vec![1, 2] };
    table.update(|n| n + 1).update(|n| n * 2);
    let seen = RefCell::new(Vec::new());
    table.each(|index, row| seen.borrow_mut().push((index, *row)));
    assert_eq!(*seen.borrow(), [(0, 4), (1, 6)]);
    assert_eq!(table.find(|row| *row > 4), Some(&6));
    assert_eq!(table.into_with(|table| table.rows), [4, 6]);
}
