//! Slices and the like, whose items become objects.

use std::borrow::Borrow;
use std::cell::Cell;
use std::ffi::OsStr;
use std::fmt::{Debug, Display};
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::Path;

use demono::demono;

/// The same function with the attribute and without it.
macro_rules! twice {
    ($(#[$attribute:meta])* fn $name:ident / $plain:ident $($rest:tt)*) => {
        #[$($attribute)*]
        fn $name $($rest)*
        fn $plain $($rest)*
    };
}

#[demono]
fn process<T: Display>(items: &[T]) -> String {
    let mut out = String::new();
    for item in items {
        out.push_str(&format!("{item};"));
    }
    out
}

#[demono]
fn join(parts: &[impl AsRef<str>], by: impl AsRef<str>) -> String {
    let mut joined = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            joined.push_str(by.as_ref());
        }
        joined.push_str(part.as_ref());
    }
    joined
}

#[test]
fn loops() {
    assert_eq!(process(&[1, 2]), "1;2;");
    assert_eq!(process(&["a".to_owned()]), "a;");
    assert_eq!(process::<u8>(&[]), "");
    assert_eq!(join(&["a", "b"], "-"), "a-b");
    assert_eq!(join(&[String::from("a")], String::new()), "a");
}

#[demono]
fn longest<'a, S: AsRef<str>>(names: &'a [S]) -> &'a str {
    let mut best = names[0].as_ref();
    for name in &names[1..] {
        if name.as_ref().len() > best.len() {
            best = name.as_ref();
        }
    }
    best
}

#[demono]
fn found<S: AsRef<str>>(names: &[S], wanted: impl AsRef<str>) -> Option<&str> {
    let mut names = names.iter().map(|name| name.as_ref());
    names.find(|name| *name == wanted.as_ref())
}

#[demono]
fn lengths<'a, T: AsRef<str>>(items: &'a [T]) -> Box<dyn Iterator<Item = usize> + 'a> {
    let count = items.len();
    Box::new(items.iter().map(move |item| item.as_ref().len() + count))
}

#[test]
fn borrows_are_returned() {
    assert_eq!(longest(&["a", "bcd", "e"]), "bcd");
    let names = vec!["abc".to_owned(), "def".to_owned()];
    let found = {
        let wanted = "def".to_owned();
        found(&names, wanted)
    };
    assert_eq!(found, Some("def"));
    assert_eq!(lengths(&["a", "bb"]).sum::<usize>(), 7);
}

#[demono]
fn at<S: AsRef<str>>(names: &[S], index: usize) -> usize {
    names[index].as_ref().len()
}

fn at_plain<S: AsRef<str>>(names: &[S], index: usize) -> usize {
    names[index].as_ref().len()
}

#[demono]
fn rest<S: AsRef<str>>(names: &[S], from: usize, to: usize) -> usize {
    names[from..to].len() + names[from..=to - 1].iter().count()
}

fn rest_plain<S: AsRef<str>>(names: &[S], from: usize, to: usize) -> usize {
    names[from..to].len() + names[from..=to - 1].iter().count()
}

fn panics(f: impl FnOnce() -> usize) -> String {
    let payload = catch_unwind(AssertUnwindSafe(f)).expect_err("it is out of bounds");
    *payload.downcast::<String>().expect("a formatted message")
}

#[test]
fn out_of_bounds() {
    let names = ["a", "b"];
    assert_eq!(at(&names, 1), 1);
    assert_eq!(panics(|| at(&names, 2)), panics(|| at_plain(&names, 2)));
    assert_eq!(rest(&names, 1, 2), rest_plain(&names, 1, 2));
    assert_eq!(rest(&names, 0, 2), rest_plain(&names, 0, 2));
    for (from, to) in [(3, 9), (2, 1), (0, 5)] {
        assert_eq!(
            panics(|| rest(&names, from, to)),
            panics(|| rest_plain(&names, from, to))
        );
    }
}

struct Empty;

impl Display for Empty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("empty")
    }
}

#[demono]
fn backwards<T: Display>(items: &[T]) -> String {
    let texts: Vec<String> = items.iter().rev().map(|item| item.to_string()).collect();
    texts.join(" ")
}

#[demono]
fn starts_at<T: Display>(items: &[T], address: *const u8) -> bool {
    let first: *const u8 = std::ptr::from_ref(items.first().unwrap()).cast();
    let second: *const u8 = std::ptr::from_ref(&items[1]).cast();
    first == address && second > first
}

#[test]
fn sizes_and_addresses() {
    assert_eq!(backwards(&[Empty, Empty]), "empty empty");
    assert_eq!(backwards(&[1_u8, 2]), "2 1");
    assert_eq!(backwards(&[(); 0].map(|()| Empty)), "");
    let items = [5_u64, 6];
    assert!(starts_at(&items, items.as_ptr().cast()));
}

struct Counted<'a>(&'a Cell<u32>);

impl AsRef<str> for Counted<'_> {
    fn as_ref(&self) -> &str {
        self.0.set(self.0.get() + 1);
        "x"
    }
}

#[demono]
fn asks<S: AsRef<str>>(items: &[S]) -> usize {
    let mut length = 0;
    for (index, item) in items.iter().enumerate() {
        if index == 1 {
            length += item.as_ref().len() + item.as_ref().len();
        }
    }
    length
}

#[test]
fn an_item_is_converted_where_the_body_does_it() {
    let count = Cell::new(0);
    assert_eq!(
        asks(&[Counted(&count), Counted(&count), Counted(&count)]),
        2
    );
    assert_eq!(count.get(), 2);
}

twice! {
    #[demono]
    fn methods / methods_plain<T: AsRef<str>>(items: &[T]) -> Vec<usize> {
        let mut iter = items.iter();
        let length = |item: Option<&_>| item.map_or(99, |item: &str| item.len());
        vec![
            iter.len(),
            length(iter.nth(1).map(AsRef::as_ref)),
            iter.clone().count(),
            length(iter.nth_back(0).map(AsRef::as_ref)),
            iter.size_hint().0,
            length(iter.next_back().map(AsRef::as_ref)),
            length(iter.nth(9).map(AsRef::as_ref)),
            length(iter.next().map(AsRef::as_ref)),
            items.iter().skip(1).step_by(2).count(),
            length(items.iter().last().map(AsRef::as_ref)),
            length(items.iter().nth_back(7).map(AsRef::as_ref)),
            length(items.get(9).map(AsRef::as_ref)),
            length(items.get(2).map(AsRef::as_ref)),
            items.iter().position(|item| item.as_ref() == "bb").unwrap_or(99),
            usize::from(items.is_empty()),
            length(items.first().map(AsRef::as_ref)),
            length(items.last().map(AsRef::as_ref)),
            items.iter().rev().zip(items).filter(|(a, b)| a.as_ref() == b.as_ref()).count(),
            items.into_iter().max_by_key(|item| item.as_ref().len()).map_or(0, |item| item.as_ref().len()),
        ]
    }
}

#[test]
fn the_methods_of_a_slice() {
    for count in 0..6 {
        let all = ["a", "bb", "ccc", "dddd", "eeeee", "f"];
        assert_eq!(methods(&all[..count]), methods_plain(&all[..count]));
    }
}

#[demono]
fn shadowed<S: AsRef<str>>(items: &[S]) -> usize {
    let count = items.len();
    let items: Vec<&str> = items.iter().map(|item| item.as_ref()).collect();
    count + items[0].len() + items[..1].concat().len() + usize::from(items.contains(&"a"))
}

#[demono]
fn closures<S: AsRef<str>>(items: &[S], count: usize) -> usize {
    let sum = |end: usize| {
        (0..end)
            .map(|at| items[at % items.len()].as_ref().len())
            .sum::<usize>()
    };
    let all = move || items.iter().count() + sum(count);
    all()
}

#[demono]
fn handed_to_std<P: AsRef<Path>>(paths: &[P]) -> usize {
    let mut found = Vec::new();
    for path in paths {
        found.push(path);
        found.extend(std::fs::read(path).ok().map(|_| path));
    }
    let same = std::ptr::addr_eq(found[0], &paths[0]);
    found.len() + found[1].as_ref().components().count() + usize::from(same)
}

/// The names of items mean something else here.
#[demono]
fn numbers<S: AsRef<str>>(items: &[S]) -> usize {
    fn double(number: usize) -> usize {
        number * 2
    }
    let mut sum = 0;
    for (item, _) in items.iter().enumerate() {
        sum += double(item);
    }
    for item in 0..items.len() {
        sum += double(item) + items[item].as_ref().len();
    }
    sum
}

#[demono]
fn pairs<T: AsRef<str>>(items: &[T]) -> usize {
    let mut pairs = 0;
    'outer: for (index, one) in items.iter().enumerate() {
        for other in &items[index + 1..] {
            if one.as_ref() == other.as_ref() {
                pairs += 1;
                continue 'outer;
            }
        }
    }
    pairs
}

#[demono]
fn in_macros<T: Display + Debug>(items: &[T]) -> String {
    assert!(!items.is_empty(), "none");
    assert_eq!(items.len(), 2);
    let lengths = vec![items.len()];
    let all = format!("{items:?} {:?}", items);
    format!(
        "{} {} {all} {:?} {}",
        items[0],
        lengths[0],
        items[1],
        items.len()
    )
}

#[test]
fn names_and_macros() {
    assert_eq!(shadowed(&["a", "b"]), 5);
    assert_eq!(closures(&["a", "bb"], 3), 6);
    assert_eq!(handed_to_std(&["no/such", "file"]), 4);
    assert_eq!(numbers(&["a", "bb"]), 7);
    assert_eq!(pairs(&["a", "b", "a", "a"]), 2);
    assert_eq!(in_macros(&[1, 2]), "1 2 [1, 2] [1, 2] 2 2");
}

#[demono]
fn of_vec<T: AsRef<Path>>(items: &Vec<T>) -> usize {
    items.len()
        + items
            .iter()
            .map(|item| item.as_ref().components().count())
            .sum::<usize>()
}

#[demono]
fn of_array<T: AsRef<str>>(items: &[T; 2]) -> usize {
    items[0].as_ref().len() + items.len()
}

#[demono]
fn owned_array<T: AsRef<str>>(items: [T; 2]) -> usize {
    let mut length = items[0].as_ref().len();
    for item in &items {
        length += item.as_ref().len();
    }
    length
}

#[demono]
fn owned_vec(items: Vec<impl ToString>) -> String {
    items.iter().map(|item| item.to_string()).collect()
}

#[demono]
fn borrowed<T: Borrow<str>>(items: &[T]) -> usize {
    items.iter().map(|item| item.borrow().len()).sum()
}

#[test]
fn other_holders() {
    assert_eq!(of_vec(&vec!["a/b", "c"]), 5);
    assert_eq!(of_array(&["a", "b"]), 3);
    assert_eq!(owned_array(["a".to_owned(), "b".to_owned()]), 3);
    assert_eq!(owned_vec(vec![1, 2]), "12");
    assert_eq!(borrowed(&["ab".to_owned()]) + borrowed(&["c"]), 3);
}

#[demono]
fn several<T: AsRef<str> + Display + AsRef<[u8]>>(items: &[T]) -> usize {
    let mut length = 0;
    for item in items {
        let text: &str = item.as_ref();
        let bytes: &[u8] = item.as_ref();
        length += text.len() + bytes.len() + item.to_string().len();
    }
    length
}

#[demono]
fn parallel<T: AsRef<str> + Sync>(items: &[T]) -> usize {
    std::thread::scope(|scope| {
        let all = scope.spawn(|| items.iter().map(|item| item.as_ref().len()).sum::<usize>());
        let first = scope.spawn(move || items[0].as_ref().len());
        all.join().unwrap() + first.join().unwrap()
    })
}

trait Shape {
    fn area(&self) -> f64;

    fn double(&self) -> f64 {
        self.area() * 2.0
    }
}

impl Shape for f64 {
    fn area(&self) -> f64 {
        self * self
    }
}

#[demono(dyn)]
fn total<S: Shape>(shapes: &[S]) -> f64 {
    let mut total = 0.0;
    for shape in shapes {
        total += shape.double();
    }
    total + shapes.iter().map(Shape::area).sum::<f64>()
}

#[demono(dyn)]
fn labelled<T: Shape + Debug>(shapes: &[T], label: impl Fn(f64) -> String) -> String {
    let areas = shapes
        .iter()
        .map(|shape| format!("{shape:?}: {}", label(shape.area())));
    areas.collect::<Vec<_>>().join(", ")
}

#[demono(dyn(items))]
fn only_these<T: Debug>(items: &[T], count: impl Into<usize>) -> String {
    let count: usize = count.into();
    format!("{:?} {items:?} {count}", &items[0])
}

#[demono]
fn of_an_array<T: AsRef<str>, const N: usize>(items: [T; N]) -> String {
    let texts: Vec<&str> = items.iter().map(|item| item.as_ref()).collect();
    texts.join("+")
}

#[demono(dyn)]
fn applied<F: Fn(u32) -> u32>(functions: &[F], start: u32) -> u32 {
    let mut value = start;
    for function in functions {
        value = function(value);
    }
    functions
        .iter()
        .fold(value, |value, function| function(value))
}

#[test]
fn any_trait() {
    assert_eq!(several(&["a", "bb"]), 9);
    assert_eq!(parallel(&["a", "bb"]), 4);
    assert_eq!(total(&[1.0, 2.0]), 15.0);
    assert_eq!(labelled(&[1.5], |area| format!("{area:.1}")), "1.5: 2.2");
    assert_eq!(only_these(&[1], 2_u8), "1 [1] 2");
    assert_eq!(of_an_array(["a".to_owned(), "b".to_owned()]), "a+b");
    assert_eq!(applied(&[|value| value + 1, |value| value * 2], 1), 10);
}

struct Command(String);

impl Command {
    #[demono]
    fn add(&mut self, items: &[impl AsRef<str>]) -> &mut Self {
        for item in items {
            self.0.push_str(item.as_ref());
        }
        self
    }

    fn arg<S: AsRef<OsStr>>(&mut self, arg: S) -> &mut Self {
        self.0.push_str(&arg.as_ref().to_string_lossy());
        self
    }
}

#[demono]
impl Command {
    fn args<S: AsRef<OsStr> + Debug>(&mut self, args: &[S]) -> &mut Self {
        for arg in args {
            self.arg(arg.as_ref());
        }
        if args.len() > 2 {
            self.0.push_str(&format!("{args:?}"));
        }
        self
    }
}

#[test]
fn methods_with_slices() {
    let mut command = Command(String::new());
    command.add(&["a"]).args(&["b", "c"]).args(&["d", "e", "f"]);
    assert_eq!(command.0, "abcdef[\"d\", \"e\", \"f\"]");
}

#[demono]
fn optional<T: Display>(item: Option<&T>) -> String {
    let mut text = item.map(|item| item.to_string()).unwrap_or_default();
    if let Some(item) = item {
        text += &format!("{item:>3}");
    }
    if item.is_none() {
        text.push('-');
    }
    let Some(item) = item else { return text };
    text + &item.to_string()
}

#[demono]
fn optional_borrow(name: Option<&impl AsRef<str>>, from: impl Into<usize>) -> Option<&str> {
    let from = from.into();
    Some(&name?.as_ref()[from..])
}

#[demono]
fn optional_beside_slice<S: AsRef<str>>(first: Option<&S>, rest: &[S]) -> usize {
    let first = match first {
        Some(first) => first.as_ref().len(),
        None => 100,
    };
    rest.iter()
        .fold(first, |sum, item| sum + item.as_ref().len())
}

#[demono(dyn)]
fn optional_shape<S: Shape>(mut shape: Option<&S>, other: f64) -> f64 {
    let area = shape.take().map(Shape::area).unwrap_or(other);
    area + shape.map_or(1.0, |shape| shape.area())
}

#[test]
fn options_of_references() {
    assert_eq!(optional(Some(&1)), "1  11");
    assert_eq!(optional(None::<&u8>), "-");
    assert_eq!(optional_borrow(Some(&"ab"), 1_u8), Some("b"));
    assert_eq!(optional_borrow(None::<&String>, 1_u8), None);
    assert_eq!(optional_beside_slice(Some(&"a"), &["b", "cd"]), 4);
    assert_eq!(optional_shape(Some(&2.0), 0.0), 5.0);
    assert_eq!(optional_shape(None::<&f64>, 0.5), 1.5);
}
