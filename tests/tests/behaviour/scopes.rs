//! Where the scopes of names begin and end: code whose punctuation could mislead a
//! macro that reads it token by token.

use std::collections::HashMap;

use demono::demono;

#[demono]
fn commas_in_types(text: impl AsRef<str>) -> usize {
    let convert =
        |text: Vec<u8>| HashMap::<usize, u8>::from([(AsRef::<[u8]>::as_ref(&text).len(), 1)]);
    let first = match Some(vec![1_u8, 2]) {
        Some(text) => HashMap::<usize, u8>::from([(AsRef::<[u8]>::as_ref(&text).len(), 0)]).len(),
        None => text.as_ref().len(),
    };
    convert(vec![1]).len() + first + text.as_ref().len()
}

#[demono]
fn closure_with_a_type(text: impl AsRef<str>) -> Result<usize, String> {
    let length = |text: Vec<u8>| -> Result<usize, String> {
        let bytes: &[u8] = text.as_ref();
        Ok(bytes.len())
    };
    Ok(length(vec![1, 2, 3])? * 10 + text.as_ref().len())
}

#[demono]
fn function_pointer(text: impl AsRef<str>) -> usize {
    fn measure(text: &str) -> usize {
        text.len()
    }
    let measure = measure as fn(&str) -> usize;
    let once = measure(text.as_ref());
    if once > 0 {
        once + measure(text.as_ref())
    } else {
        0
    }
}

#[demono]
fn operators(text: impl AsRef<str>, number: impl Into<usize>) -> bool {
    let number = number.into();
    let less = text.as_ref().len() < number || text.as_ref().is_empty();
    let more = number > AsRef::<str>::as_ref(&text).len() && number >> 1 < text.as_ref().len();
    less | more || text.as_ref() > "b"
}

#[demono]
fn arms_without_commas(text: impl AsRef<str>, pick: u8) -> usize {
    match pick {
        0 => {
            let text = vec![1_u8];
            AsRef::<[u8]>::as_ref(&text).len()
        }
        1 if text.as_ref().is_empty() => 1,
        n if { n > 1 && text.as_ref().len() > 1 } => text.as_ref().len() * 2,
        _ => match text.as_ref() {
            "x" | "y" => 7,
            text => text.len(),
        },
    }
}

#[demono]
fn nested_conditions(text: impl AsRef<str>) -> usize {
    let found = if let Some(text) = text.as_ref().strip_prefix("a") {
        if let (Some(text), true) = (text.strip_prefix("b"), !text.is_empty()) {
            text.len()
        } else {
            text.len() + 10
        }
    } else if let Some(rest) = text.as_ref().strip_prefix("c") {
        rest.len() + text.as_ref().len()
    } else {
        100
    };
    found + text.as_ref().len()
}

#[demono]
fn closures_in_a_row(text: impl AsRef<str>) -> Vec<usize> {
    let lengths = [vec![1_u8], vec![1, 2]];
    let mut all: Vec<usize> = lengths
        .iter()
        .map(|text| AsRef::<[u8]>::as_ref(text).len())
        .filter(|n| *n < text.as_ref().len() || text.as_ref().is_empty())
        .collect();
    all.sort_by(|a, b| b.cmp(a));
    all.push(text.as_ref().len());
    all
}

#[demono]
fn structs(name: impl Into<String>, text: impl AsRef<str>) -> (String, usize) {
    struct Pair {
        name: String,
        text: usize,
    }
    let pair = Pair {
        name: name.into(),
        text: text.as_ref().len(),
    };
    let Pair { name, text } = pair;
    (name, text)
}

#[demono]
fn loops(text: impl AsRef<str>) -> usize {
    let mut count = 0;
    'outer: for (text, n) in [(vec![1_u8], 1), (vec![2], 2)] {
        for _ in 0..n {
            count += AsRef::<[u8]>::as_ref(&text).len();
            if count > 2 {
                break 'outer;
            }
        }
    }
    while count < text.as_ref().len() {
        count += 1;
    }
    loop {
        if count >= text.as_ref().len() {
            break count * 10 + text.as_ref().len();
        }
    }
}

struct Wrapped(String);

impl Wrapped {
    fn new(name: impl Into<String>) -> Self {
        Wrapped(name.into())
    }
}

impl From<Wrapped> for String {
    fn from(wrapped: Wrapped) -> Self {
        wrapped.0 + "!"
    }
}

#[demono]
fn conversion_of_a_call(name: impl Into<String>) -> String {
    let mut all: Vec<(u8, String)> = Vec::new();
    all.push((1, Wrapped::new(name).into()));
    all.remove(0).1
}

#[demono]
fn ranges(start: impl Into<usize>, text: impl AsRef<str>) -> String {
    let start = start.into();
    text.as_ref()[start..text.as_ref().len()].to_owned() + &text.as_ref()[..start]
}

#[test]
fn begin_and_end_where_they_should() {
    assert_eq!(commas_in_types("abc"), 5);
    assert_eq!(closure_with_a_type("ab"), Ok(32));
    assert_eq!(function_pointer("ab"), 4);
    assert!(operators("a", 2_u8));
    assert!(!operators("abc", 1_u8));
    assert_eq!(arms_without_commas("ab", 0), 1);
    assert_eq!(arms_without_commas("", 1), 1);
    assert_eq!(arms_without_commas("ab", 2), 4);
    assert_eq!(arms_without_commas("x", 1), 7);
    assert_eq!(arms_without_commas("z", 1), 1);
    assert_eq!(nested_conditions("abc"), 4);
    assert_eq!(nested_conditions("ax"), 13);
    assert_eq!(nested_conditions("cd"), 5);
    assert_eq!(nested_conditions("z"), 101);
    assert_eq!(closures_in_a_row("abc"), [2, 1, 3]);
    assert_eq!(structs('n', "ab"), ("n".into(), 2));
    assert_eq!(loops("abcd"), 44);
    assert_eq!(conversion_of_a_call('n'), "n!");
    assert_eq!(ranges(1_u8, "abc"), "bca");
}
