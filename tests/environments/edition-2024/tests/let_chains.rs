//! Chains of `let`, which only edition 2024 has: what an expansion puts into one must not
//! look as if it was of an earlier edition.

use demono::demono;

#[demono]
fn magic(data: impl AsRef<[u8]>) -> bool {
    if let [0x7f, kind, ..] = data.as_ref()
        && *kind == b'E'
    {
        true
    } else {
        false
    }
}

#[demono]
fn owned(n: impl Into<Option<u8>>, allowed: bool) -> u8 {
    if allowed
        && let Some(n) = n.into()
        && n > 1
    {
        n
    } else {
        0
    }
}

#[demono]
fn first_of(mut bytes: impl AsMut<[u8]>, first: bool) -> u8 {
    if let [one, ..] = bytes.as_mut()
        && first
    {
        *one += 1;
    } else if let [_, other] = bytes.as_mut()
        && !first
    {
        *other += 2;
    }
    bytes.as_mut().iter().sum()
}

#[demono]
fn longer(name: Option<impl AsRef<str>>) -> usize {
    if let Some(name) = name
        && let n = name.as_ref().len()
        && n > 1
    {
        n
    } else {
        0
    }
}

#[demono]
fn popped(stack: impl Into<Vec<u8>>) -> usize {
    let mut stack = stack.into();
    let mut n = 0;
    while let Some(top) = stack.pop()
        && top > 1
    {
        n += 1;
    }
    n
}

#[test]
fn chains() {
    assert!(magic(b"\x7fELF"));
    assert!(!magic(b"\x7fe"));
    assert_eq!(owned(2, true), 2);
    assert_eq!(owned(None, true), 0);
    assert_eq!(first_of([2, 1], true), 4);
    assert_eq!(first_of([2, 1], false), 5);
    assert_eq!(longer(Some("abc")), 3);
    assert_eq!(popped(vec![1, 2, 3]), 2);
}
