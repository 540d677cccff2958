//! What `DebugInfo` says of binaries: where functions were declared, what was inlined into
//! what, and how many bytes it has.

#![cfg(unix)]

mod damage;
mod formats;
mod made;
#[path = "../common/rustc.rs"]
mod rustc;

use demono_size::{Binary, FunctionName};
use demono_suggest::{Body, DebugError, DebugInfo, Declaration};

use made::{fixture, line, plain, program, read, small};

/// The indices of the functions that are called so, without arguments.
fn functions(info: &DebugInfo, name: &str) -> Vec<usize> {
    let all = info.functions.iter().enumerate();
    all.filter(|(_, function)| FunctionName::parse(&function.symbol).function == name)
        .map(|(index, _)| index)
        .collect()
}

fn bodies<'i>(info: &'i DebugInfo, name: &str) -> Vec<&'i Body> {
    let functions = functions(info, name);
    let bodies = info.bodies.iter();
    bodies
        .filter(|it| functions.contains(&it.function))
        .collect()
}

fn declared(info: &DebugInfo, name: &str) -> Declaration {
    let function = functions(info, name)[0];
    info.functions[function].declaration.unwrap()
}

/// The frames of `name` in `body`, each with the name of the function it is in.
fn frames(info: &DebugInfo, body: &Body, name: &str) -> Vec<String> {
    let called = |function: usize| FunctionName::parse(&info.functions[function].symbol).function;
    let frames = body.frames.iter().filter(|it| called(it.function) == name);
    frames
        .map(|frame| match frame.parent {
            Some(parent) => called(body.frames[parent].function),
            None => called(body.function),
        })
        .collect()
}

/// What is true of every binary.
fn check(info: &DebugInfo) {
    for body in &info.bodies {
        let name = &info.functions[body.function].symbol;
        let mut inside = vec![0; body.frames.len()];
        let mut whole = 0;
        for (index, frame) in body.frames.iter().enumerate() {
            match frame.parent {
                Some(parent) => {
                    assert!(parent < index, "{name}");
                    inside[parent] += frame.bytes;
                }
                None => whole += frame.bytes,
            }
        }
        assert!(whole <= body.bytes, "{name}: {whole} of {}", body.bytes);
        for (frame, inside) in body.frames.iter().zip(inside) {
            assert!(inside <= frame.bytes, "{name}: {inside} of {}", frame.bytes);
        }
    }
    let declarations = info.functions.iter().filter_map(|it| it.declaration);
    for declaration in declarations {
        assert!(declaration.file < info.files.len());
    }
}

#[test]
fn a_function_is_declared_where_its_signature_is() {
    let (_, info) = plain();
    for name in ["load", "outer", "nested"] {
        let declaration = declared(info, &format!("program::{name}"));
        assert_eq!(declaration.line, line(name), "{name}");
        assert_eq!(info.files[declaration.file], fixture("program.rs"));
    }
    // Both copies of it.
    let copies = functions(info, "program::load");
    let declarations = copies.iter().map(|it| info.functions[*it].declaration);
    assert_eq!(copies.len(), 2);
    assert!(declarations.flatten().all(|it| it.line == line("load")));
    let closure = declared(info, "program::with_closure::{closure#0}");
    assert_eq!(closure.line, line("closure"));
}

#[test]
fn what_is_inlined_is_in_what_it_was_inlined_into() {
    let (_, info) = plain();
    let copies = bodies(info, "program::load");
    assert_eq!(copies.len(), 2);
    for body in copies {
        assert_eq!(frames(info, body, "program::outer"), ["program::load"]);
        let nested = frames(info, body, "program::nested");
        assert_eq!(nested, ["program::outer", "program::outer"]);
    }
    assert!(bodies(info, "program::outer").is_empty());
}

#[test]
fn a_body_has_the_bytes_of_its_symbol() {
    let (path, info) = plain();
    check(info);
    let binary = Binary::read(path).unwrap();
    let mut compared = 0;
    for symbol in &binary.symbols {
        let of = |body: &&Body| info.functions[body.function].symbol == symbol.name;
        let Some(body) = info.bodies.iter().find(of) else {
            continue;
        };
        if body.address == symbol.address {
            assert_eq!(body.bytes, symbol.size, "{}", symbol.name);
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
}

/// There, frames refer to entries of other units.
#[test]
fn link_time_optimization_inlines_across_units() {
    let path = program(
        "lto",
        &["-Cdebuginfo=1", "-Clto=fat", "-Cembed-bitcode=yes"],
    );
    let info = read(&path).unwrap();
    check(&info);
    let main = bodies(&info, "program::main");
    let inlined = frames(&info, main[0], "library::generic");
    assert_eq!(inlined, ["program::main"; 2]);
    let declaration = declared(&info, "library::lent");
    assert_eq!(info.files[declaration.file], fixture("library.rs"));
}

#[test]
fn full_debug_information_says_the_same() {
    let (_, limited) = plain();
    let full = read(&program("full", &["-Cdebuginfo=2"])).unwrap();
    check(&full);
    for name in ["program::load", "program::with_closure", "program::main"] {
        let bytes = |info: &DebugInfo| -> Vec<(u64, usize)> {
            let bodies = bodies(info, name).into_iter();
            bodies.map(|it| (it.bytes, it.frames.len())).collect()
        };
        assert_eq!(bytes(limited), bytes(&full), "{name}");
    }
    let declaration = declared(&full, "program::load");
    assert_eq!(declaration.line, line("load"));
}

#[test]
fn a_small_library_is_read_as_a_whole() {
    let info = read(&small("whole")).unwrap();
    check(&info);
    let copies = bodies(&info, "small::sum");
    assert_eq!(copies.len(), 2);
    for body in copies {
        let squared = frames(&info, body, "small::squared");
        assert!(!squared.is_empty());
        assert!(
            squared.iter().all(|it| it == "small::sum::{closure#0}"),
            "{squared:?}"
        );
    }
}

#[test]
fn without_debug_information_it_says_what_to_do() {
    let path = program("missing", &["-Cstrip=debuginfo"]);
    let error = read(&path).unwrap_err();
    assert!(matches!(error, DebugError::Missing { .. }), "{error:?}");
    let message = error.to_string();
    assert!(
        message.contains("build it with `debug = 1` and `strip = false`"),
        "{message}"
    );
}

#[test]
fn a_file_that_is_no_binary_is_refused() {
    let error = read(&fixture("program.rs")).unwrap_err();
    assert!(matches!(error, DebugError::Object { .. }), "{error:?}");
}
