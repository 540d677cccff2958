//! Names, in the compiler's mangling:
//!
//! | symbol | function |
//! |---|---|
//! | `_RINvC1a4loadReE` | `a::load::<&str>` |
//! | `_RNCINvC1a4loadReE0` | `a::load::<&str>::{closure#0}` |
//! | `_RINvC4core4sortNCINvC1a4loadReE0E` | `core::sort::<a::load<&str>::{closure#0}>` |
//! | `_RNvXC4coreReINtC4core5AsRefeE6as_ref` | `<&str as core::AsRef<str>>::as_ref` |

use super::count::census;
use super::item::{Instance, Item};
use crate::binary::debug::info::{Body, DebugFunction, DebugInfo, Declaration, Frame};

const LOAD_STR: &str = "_RINvC1a4loadReE";
const LOAD_U8: &str = "_RINvC1a4loadhE";
const CLOSURE: &str = "_RNCINvC1a4loadReE0";
const SORT: &str = "_RINvC4core4sortNCINvC1a4loadReE0E";
const AS_REF: &str = "_RNvXC4coreReINtC4core5AsRefeE6as_ref";
const HELPER: &str = "_RNvC1a6helper";
const MAIN: &str = "_RNvC1a4main";

/// A body or a frame: its function, its bytes, and what it is in.
type Made = (&'static str, u64, Option<usize>);

/// Bodies with the frames in them.
fn info(bodies: &[(&'static str, u64, &[Made])]) -> DebugInfo {
    let mut functions: Vec<DebugFunction> = Vec::new();
    let mut function = |symbol: &str| {
        let known = functions.iter().position(|it| it.symbol == symbol);
        known.unwrap_or_else(|| {
            functions.push(DebugFunction {
                symbol: symbol.to_owned(),
                declaration: Some(Declaration {
                    file: 0,
                    line: 10 + functions.len(),
                }),
            });
            functions.len() - 1
        })
    };
    let bodies = bodies.iter().map(|(symbol, bytes, frames)| Body {
        function: function(symbol),
        address: 1,
        bytes: *bytes,
        frames: (frames.iter())
            .map(|(symbol, bytes, parent)| Frame {
                function: function(symbol),
                parent: *parent,
                bytes: *bytes,
            })
            .collect(),
    });
    let bodies = bodies.collect();
    DebugInfo {
        files: vec!["a.rs".into()],
        functions,
        bodies,
    }
}

fn item(info: &DebugInfo, text: &str) -> Item {
    let items = census(info);
    let found = items.iter().find(|it| it.text == text);
    found.unwrap_or_else(|| panic!("{items:#?}")).clone()
}

/// The instance with this argument.
fn instance(item: &Item, argument: &str) -> Instance {
    let mut instances = item.instances.iter();
    let found = instances.find(|(arguments, _)| arguments.own == [argument]);
    found.unwrap_or_else(|| panic!("{item:#?}")).1.clone()
}

#[test]
fn copies_with_a_symbol_are_told_apart_by_their_arguments() {
    let info = info(&[
        (LOAD_STR, 100, &[]),
        (LOAD_U8, 80, &[]),
        // Another crate asked for the same.
        (LOAD_U8, 80, &[]),
    ]);
    let load = item(&info, "a::load");
    assert_eq!(load.krate.as_deref(), Some("a"));
    assert_eq!(load.declaration.map(|it| it.line), Some(10));
    let (of_str, of_u8) = (instance(&load, "&str"), instance(&load, "u8"));
    assert_eq!((of_str.copies, of_str.copy_bytes), (1, 100));
    assert_eq!((of_u8.copies, of_u8.copy_bytes), (2, 160));
    assert_eq!(load.bytes(), 260);
    assert_eq!(load.wasted(), 160);
}

#[test]
fn what_was_inlined_counts_where_it_is() {
    let info = info(&[
        (LOAD_STR, 100, &[]),
        (MAIN, 500, &[(LOAD_STR, 70, None), (LOAD_U8, 60, None)]),
    ]);
    let load = item(&info, "a::load");
    let of_str = instance(&load, "&str");
    assert_eq!((of_str.copies, of_str.copy_bytes), (1, 100));
    assert_eq!((of_str.inlined, of_str.inlined_bytes), (1, 70));
    assert_eq!(load.bytes(), 230);
    assert_eq!(item(&info, "a::main").bytes(), 500);
}

#[test]
fn a_byte_counts_for_everything_it_is_in_but_once_for_each() {
    let frames: [Made; 4] = [
        (HELPER, 60, None),
        (LOAD_STR, 50, Some(0)),
        (HELPER, 40, Some(1)),
        // Itself, with another argument.
        (LOAD_U8, 30, Some(2)),
    ];
    let info = info(&[(MAIN, 500, &frames)]);
    assert_eq!(item(&info, "a::helper").bytes(), 60);
    let load = item(&info, "a::load");
    assert_eq!(load.bytes(), 50);
    assert_eq!(load.instances.len(), 1);
}

#[test]
fn what_is_beside_a_frame_is_not_in_it() {
    let frames: [Made; 3] = [
        (LOAD_STR, 50, None),
        (HELPER, 40, Some(0)),
        (HELPER, 30, None),
    ];
    let info = info(&[(MAIN, 500, &frames)]);
    assert_eq!(item(&info, "a::helper").bytes(), 70);
    assert_eq!(item(&info, "a::load").bytes(), 50);
}

#[test]
fn a_closure_is_the_function_around_it() {
    let info = info(&[
        (LOAD_STR, 100, &[(CLOSURE, 30, None)]),
        (CLOSURE, 25, &[]),
        (MAIN, 500, &[(CLOSURE, 20, None)]),
    ]);
    let load = item(&info, "a::load");
    let of_str = instance(&load, "&str");
    // A closure is no copy and no place of its own.
    assert_eq!((of_str.copies, of_str.copy_bytes), (1, 125));
    assert_eq!((of_str.inlined, of_str.inlined_bytes), (0, 20));
    assert_eq!(load.inside.map(|it| it.line), Some(11));
}

#[test]
fn what_exists_for_a_closure_is_a_satellite_of_its_function() {
    let info = info(&[
        (LOAD_STR, 100, &[]),
        // The closure in it is counted with it.
        (SORT, 40, &[(CLOSURE, 10, None)]),
    ]);
    let load = item(&info, "a::load");
    assert_eq!(load.satellites, 40);
    assert_eq!(instance(&load, "&str").bytes(), 100);
    assert_eq!(load.bytes(), 140);
    assert_eq!(item(&info, "core::sort").bytes(), 40);
}

#[test]
fn satellites_of_each_instance_are_one_if_they_are_the_same() {
    let of_u8 = "_RINvC4core4sortNCINvC1a4loadhE0E";
    let by_reference = "_RINvC4core4sortQNCINvC1a4loadhE0E";
    let info = info(&[
        (LOAD_STR, 100, &[]),
        (LOAD_U8, 100, &[]),
        (SORT, 40, &[]),
        (of_u8, 60, &[]),
        (by_reference, 70, &[]),
    ]);
    let load = item(&info, "a::load");
    assert_eq!(load.satellites, 170);
    assert_eq!(load.satellites_of_one, 50 + 70);
    assert_eq!(load.wasted(), 100 + 50);
}

#[test]
fn the_code_of_an_argument_is_told_apart() {
    let frames: [Made; 3] = [
        (HELPER, 60, None),
        (AS_REF, 20, Some(0)),
        // In a function of the argument already.
        (AS_REF, 10, Some(1)),
    ];
    let info = info(&[
        (LOAD_STR, 100, &frames),
        (LOAD_U8, 80, &[(AS_REF, 15, None)]),
    ]);
    let load = item(&info, "a::load");
    assert_eq!(instance(&load, "&str").of_argument, [20]);
    assert_eq!(instance(&load, "u8").of_argument, [0]);
}

/// After a frame of an argument its neighbours are looked at again.
#[test]
fn the_code_of_an_argument_ends_where_its_frame_ends() {
    let frames: [Made; 3] = [(AS_REF, 20, None), (AS_REF, 10, None), (HELPER, 5, None)];
    let info = info(&[(LOAD_STR, 100, &frames)]);
    let load = item(&info, "a::load");
    assert_eq!(instance(&load, "&str").of_argument, [30]);
}

#[test]
fn the_closures_of_a_function_are_no_code_of_its_arguments() {
    let info = info(&[(LOAD_STR, 100, &[(SORT, 40, None), (CLOSURE, 30, None)])]);
    let load = item(&info, "a::load");
    assert_eq!(instance(&load, "&str").of_argument, [0]);
    assert_eq!(load.satellites, 0);
}
