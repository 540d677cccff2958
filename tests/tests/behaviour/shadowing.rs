//! Once another binding shadows the parameter, its name is left alone.

use demono::demono;

#[demono]
fn rebound(name: impl Into<String>) -> Box<str> {
    let name = name.into();
    let boxed: Box<str> = name.into();
    boxed
}

#[demono]
fn closure_parameter(name: impl Into<String>) -> Vec<Box<str>> {
    let convert = |name: &str| -> Box<str> { name.into() };
    vec![convert("x"), convert(&name.into())]
}

#[demono]
fn match_arm(name: impl AsRef<str>) -> Box<[u8]> {
    match Some(vec![1_u8]) {
        Some(name) if name.is_empty() => name.into(),
        Some(name) => {
            let bytes: &[u8] = name.as_ref();
            bytes.into()
        }
        None => name.as_ref().as_bytes().into(),
    }
}

#[demono]
fn if_let(name: impl AsRef<str>) -> usize {
    let first = if let Some(name) = Some(vec![1_u8, 2]) {
        let bytes: &[u8] = name.as_ref();
        bytes.len()
    } else {
        name.as_ref().len()
    };
    first * 10 + name.as_ref().len()
}

#[demono]
fn let_else(name: impl AsRef<str>) -> usize {
    let Some(name) = name.as_ref().split('=').next() else {
        return name.as_ref().len();
    };
    let bytes: &[u8] = name.as_ref();
    bytes.len()
}

#[demono]
fn for_loop(name: impl AsRef<str>) -> usize {
    let mut sum = 0;
    for name in [vec![1_u8], vec![2, 3]] {
        let bytes: &[u8] = name.as_ref();
        sum += bytes.len();
    }
    sum + name.as_ref().len()
}

#[demono]
fn while_let(name: impl Into<String>) -> Vec<Box<str>> {
    let mut stack = vec![name.into()];
    let mut all = Vec::new();
    while let Some(name) = stack.pop() {
        all.push(name.into());
    }
    all
}

#[demono]
fn block(name: impl Into<String>) -> (Box<str>, String) {
    let boxed = {
        let name = String::from("inner");
        name.into()
    };
    (boxed, name.into())
}

#[demono]
fn nested_function(name: impl Into<String>) -> (Box<str>, String) {
    fn nested(name: String) -> Box<str> {
        name.into()
    }
    (nested(String::from("n")), name.into())
}

struct Field {
    name: &'static str,
}

#[demono]
fn field(name: impl Into<String>, field: Field) -> (Box<str>, String) {
    (field.name.into(), name.into())
}

#[demono]
fn let_chain(name: impl AsRef<str>) -> usize {
    if matches!(Some(vec![1_u8]), Some(name) if AsRef::<[u8]>::as_ref(&name).len() == 1) {
        name.as_ref().len()
    } else {
        0
    }
}

#[test]
fn left_alone() {
    assert_eq!(&*rebound("a"), "a");
    assert_eq!(
        closure_parameter("b"),
        ["x".into(), "b".into()] as [Box<str>; 2]
    );
    assert_eq!(&*match_arm("c"), [1]);
    assert_eq!(if_let("abc"), 23);
    assert_eq!(let_else("ab=c"), 2);
    assert_eq!(for_loop("abc"), 6);
    assert_eq!(while_let('w').len(), 1);
    assert_eq!(block("o"), ("inner".into(), "o".into()));
    assert_eq!(nested_function("o"), ("n".into(), "o".into()));
    assert_eq!(field("o", Field { name: "f" }), ("f".into(), "o".into()));
    assert_eq!(let_chain("abc"), 3);
}
