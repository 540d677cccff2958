use crate::made_up::{clean, library, program};

const B: (&str, &str) = ("b/mod.rs", "mod c; pub use c::X; pub mod d;");
const C: (&str, &str) = ("b/c.rs", "pub struct X; impl X { pub const N: u8 = 0; }");
const D: (&str, &str) = ("b/d.rs", "pub struct Y;");

/// What `user.rs` has to change if it is `text`, in a crate with `B`, `C` and `D`.
fn user(text: &str) -> Vec<String> {
    library(&[("lib.rs", "mod b; mod user;"), B, C, D, ("user.rs", text)])
}

const LINE: &str = "a/src/user.rs:1 imports `X` through `crate::b`, which only re-exports it: \
                    import `crate::b::c::X`";

#[test]
fn through_a_module_above() {
    let forms = [
        "use crate::b::X;",
        "use crate::b::{d::Y, X};",
        "use super::b::X as Z;",
        "pub use crate::b::X;",
        "fn f(_: crate::b::X) {}",
        "fn f() -> u8 { crate::b::X::N }",
        "fn f() { println!(\"{}\", crate::b::X::N) }",
        "use crate::b; fn f(_: b::X) {}",
        "use crate::b::*; fn f(_: X) {}",
        "fn f() { use crate::b::X; }",
    ];
    for form in forms {
        assert_eq!(user(form), [LINE], "{form}");
    }
}

#[test]
fn from_where_it_is_defined() {
    let forms = [
        "use crate::b::c::X; fn f(_: X) -> u8 { X::N }",
        "use crate::b::d; fn f(_: d::Y) {}",
        "use crate::b::{self, c::X as Z}; fn f(_: b::d::Y, _: Z) {}",
        "#[cfg(test)] use crate::b::X;",
        "mod inner { pub struct Z; } pub use inner::Z; mod other { use super::Z; }",
    ];
    for form in forms {
        assert_eq!(user(form), Vec::<String>::new(), "{form}");
    }
}

#[test]
fn through_a_private_import_of_the_parent() {
    let files = [
        ("lib.rs", "mod b; mod p;"),
        B,
        C,
        D,
        ("p/mod.rs", "mod q; use crate::b::d::Y as Why;"),
        ("p/q.rs", "\nuse super::Why;"),
    ];
    let expected = "a/src/p/q.rs:2 imports `Y` through `crate::p`, which only re-exports it: \
                    import `crate::b::d::Y`";
    assert_eq!(library(&files), [expected]);
}

#[test]
fn a_module_that_is_re_exported() {
    let files = [
        ("lib.rs", "mod b; mod e;\npub use b::d as public;"),
        B,
        C,
        D,
        ("e.rs", "use crate::public::Y;"),
    ];
    let expected = "a/src/e.rs:1 imports `Y` through `crate`, which only re-exports it: \
                    import `crate::b::d::Y`";
    assert_eq!(library(&files), [expected]);
}

#[test]
fn the_face_of_a_library_is_for_its_users() {
    clean(&[("lib.rs", "mod b;\npub use b::X;"), B, C, D]);
    let within = library(&[("lib.rs", "mod b;\nuse b::X;"), B, C, D]);
    let expected = "a/src/lib.rs:2 imports `X` through `crate::b`, which only re-exports it: \
                    import `crate::b::c::X`";
    assert_eq!(within, [expected]);
    assert_eq!(
        program(&[("main.rs", "mod b;\npub use b::X;"), B, C, D]).len(),
        1
    );
    // The crate itself does not go through it.
    let through = [
        ("lib.rs", "mod b; mod e;\npub use b::c::X;"),
        B,
        C,
        D,
        ("e.rs", "use crate::X;"),
    ];
    let expected = "a/src/e.rs:1 imports `X` through `crate`, which only re-exports it: \
                    import `crate::b::c::X`";
    assert_eq!(library(&through), [expected]);
}

#[test]
fn a_chain_names_the_end() {
    let files = [
        ("lib.rs", "mod b; mod e; mod f;"),
        B,
        C,
        D,
        ("e.rs", "pub use crate::b::c::X;"),
        ("f.rs", "use crate::e::X;\npub mod g { pub use super::X; }"),
    ];
    let expected = "a/src/f.rs:1 imports `X` through `crate::e`, which only re-exports it: \
                    import `crate::b::c::X`";
    assert_eq!(library(&files)[..1], [expected]);
}

#[test]
fn a_module_and_a_function_of_one_name() {
    let read = [
        ("lib.rs", "mod read; mod user;"),
        (
            "read/mod.rs",
            "mod read; pub use read::read; pub(crate) mod other;",
        ),
        ("read/read.rs", "pub fn read() {}"),
        ("read/other.rs", "pub fn f() {}"),
    ];
    let with = |user| [read[0], read[1], read[2], read[3], ("user.rs", user)];
    clean(&with("use crate::read; fn f() { read::other::f() }"));
    clean(&with("use crate::read::read; fn f() { read::read() }"));
    let expected = "a/src/user.rs:1 imports `read` through `crate::read`, which only re-exports \
                    it: import `crate::read::read::read`";
    assert_eq!(
        library(&with("use crate::read::read; fn f() { read() }")),
        [expected]
    );
}

#[test]
fn what_comes_from_another_crate() {
    clean(&[
        ("lib.rs", "mod b; mod user;"),
        ("b.rs", "pub use std::path::Path; pub use std::fs;"),
        (
            "user.rs",
            "use crate::b::{fs, Path}; fn f(_: &Path) { fs::read(\"\"); }",
        ),
    ]);
}

#[test]
fn macros_by_path() {
    clean(&[
        ("lib.rs", "mod b; mod user;"),
        ("b.rs", "macro_rules! m { () => {} } pub(crate) use m;"),
        ("user.rs", "use crate::b::m; fn f() { m!() }"),
    ]);
}
