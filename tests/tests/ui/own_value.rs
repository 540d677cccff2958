//! What shows the caller's own value, or drops it where the inner cannot.

use std::any::Any;
use std::collections::HashSet;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::mem::{self, ManuallyDrop};

use demono::demono;

#[demono]
fn printed(price: impl Into<u64> + Display) -> (String, u64) {
    let shown = price.to_string();
    (shown, price.into())
}

#[demono]
fn compared<S: AsRef<str> + PartialEq>(left: S, right: S) -> bool {
    !left.as_ref().is_empty() && left == right
}

#[demono]
fn ordered<T: Into<u32> + Ord>(left: T, right: T) -> u32 {
    std::cmp::max(left, right).into()
}

#[demono]
fn collected<S: AsRef<str> + Hash + Eq>(one: S, other: S) -> usize {
    let mut set = HashSet::new();
    set.insert(one);
    set.insert(other);
    set.len()
}

#[demono]
fn handed_on(id: impl Into<u64> + Debug) -> u64 {
    log(&id);
    id.into()
}

fn log(_: &impl Debug) {}

#[demono]
fn by_another_name(text: impl AsRef<str> + Display) -> String {
    let other = &text;
    format!("{other}{}", text.as_ref())
}

#[demono]
fn in_an_option<T: Into<u64> + Display>(number: Option<T>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

#[demono]
fn both_ways<S: AsRef<str> + Into<String>>(text: S) -> usize {
    let length = text.as_ref().len();
    length + owned(text).len()
}

fn owned(text: impl Into<String>) -> String {
    text.into()
}

#[demono]
fn error_shown<K>(key: K) -> Result<String, Failed>
where
    K: TryInto<Key>,
    K::Error: Into<Failed> + Display,
{
    match key.try_into() {
        Ok(_) => Ok(String::new()),
        Err(error) => Ok(error.to_string()),
    }
}

struct Key;
struct Failed;

impl Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("failed")
    }
}

#[demono]
fn any<S: Into<String> + 'static>(text: S) -> bool {
    let is = (&text as &dyn Any).is::<String>();
    let _: String = text.into();
    is
}

#[demono]
fn any_handed_on<S: Into<String> + 'static>(text: S) -> bool {
    let is = is_text(&text);
    let _: String = text.into();
    is
}

fn is_text(value: &dyn Any) -> bool {
    value.is::<String>()
}

#[demono]
fn size(number: impl Into<u64>) -> u64 {
    let size = mem::size_of_val(&number) as u64;
    size + number.into()
}

#[demono]
fn type_name(number: impl Into<u64>) -> u64 {
    println!("{}", std::any::type_name_of_val(&number));
    number.into()
}

#[demono]
fn address(text: &impl AsRef<str>) -> bool {
    text as *const _ as *const u8 == text.as_ref().as_ptr()
}

#[demono]
fn printed_address(text: &impl AsRef<str>) -> String {
    format!("{text:p} {}", text.as_ref())
}

#[demono]
fn same_address<S: AsRef<str>>(left: &S, right: &S) -> bool {
    std::ptr::eq(left, right) && !left.as_ref().is_empty()
}

#[demono]
fn dropped(guard: impl AsRef<str>) -> usize {
    let length = guard.as_ref().len();
    drop(guard);
    length
}

#[demono]
fn dropped_by_another_name(guard: impl AsRef<str>) -> usize {
    let other = guard;
    let length = other.as_ref().len();
    drop(Some(other));
    length
}

#[demono]
fn in_a_scope(guard: impl AsRef<str>) {
    {
        let guard = guard;
        println!("{}", guard.as_ref());
    }
    println!("after");
}

#[demono]
#[allow(path_statements)]
fn a_statement(guard: impl AsRef<str>) {
    println!("{}", guard.as_ref());
    guard;
    println!("after");
}

#[demono]
fn replaced<S: AsRef<str>>(mut left: S, right: S) -> usize {
    let length = left.as_ref().len();
    left = right;
    length + left.as_ref().len()
}

#[demono]
fn swapped<S: AsRef<str>>(mut left: S, mut right: S) -> usize {
    mem::swap(&mut left, &mut right);
    left.as_ref().len()
}

#[demono]
fn taken(mut text: Option<impl AsRef<str>>) -> bool {
    text.take().is_some()
}

#[demono]
fn forgotten(text: impl Into<String>, yes: bool) -> String {
    if yes {
        return text.into();
    }
    mem::forget(text);
    String::new()
}

#[demono]
fn never_dropped(text: impl AsRef<str>) -> usize {
    let text = ManuallyDrop::new(text);
    text.as_ref().len()
}

#[demono]
fn leaked(text: impl AsRef<str>) -> usize {
    Box::leak(Box::new(text)).as_ref().len()
}

trait Speak {
    fn speak(&self);
}

#[demono(dyn)]
fn object_forgotten(speaker: impl Speak) {
    speaker.speak();
    mem::forget(speaker);
}

#[demono]
fn cloned(key: impl Into<Key> + Clone) -> (Key, Key) {
    (key.clone().into(), key.into())
}

#[demono]
fn printed_by_another_name(price: impl Into<u64> + Display) -> (String, u64) {
    let seen = &price;
    (seen.to_string(), price.into())
}

fn main() {
    printed(1_u32);
}
