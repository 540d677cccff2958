use crate::made_up::{clean, library, program};

const END: &str = ": a circle, weakest at its first arrow: move what that names, or what the \
                   others name, to a file that both sides can import";

#[track_caller]
fn circles(files: &[(&str, &str)], arrows: &[&str]) {
    let expected: Vec<_> = arrows
        .iter()
        .map(|arrows| format!("{arrows}{END}"))
        .collect();
    assert_eq!(library(files), expected);
}

#[test]
fn siblings_that_import_each_other() {
    circles(
        &[
            ("lib.rs", "mod x; mod y;"),
            ("x.rs", "use crate::y::{G, H};\npub struct F(G, H);"),
            ("y.rs", "\nuse super::x::F;\npub struct G(F); pub struct H;"),
        ],
        &["a/src/y.rs:2 imports `F` from a/src/x.rs, \
           a/src/x.rs:1 imports `G`, `H` from a/src/y.rs"],
    );
}

#[test]
fn one_way_is_no_circle() {
    clean(&[
        ("lib.rs", "mod x; mod y; pub use x::F;"),
        ("x.rs", "use crate::y::G;\npub struct F(G);"),
        ("y.rs", "pub struct G;"),
    ]);
}

#[test]
fn a_parent_and_its_child() {
    let child = ("x.rs", "use super::F;\npub fn f(_: F) {}");
    // A declaration is no import.
    clean(&[("lib.rs", "mod x;\npub struct F;"), child]);
    circles(
        &[
            ("lib.rs", "mod x;\npub struct F;\nfn g() { x::f(F) }"),
            child,
        ],
        // As many names: the arrow that goes up is named first.
        &["a/src/x.rs:1 imports `F` from a/src/lib.rs, \
           a/src/lib.rs:3 imports `f` from a/src/x.rs"],
    );
    circles(
        &[("lib.rs", "mod x;\npub struct F;\npub use x::f;"), child],
        &["a/src/x.rs:1 imports `F` from a/src/lib.rs, \
           a/src/lib.rs:3 imports `f` from a/src/x.rs"],
    );
}

#[test]
fn every_form_of_path_is_an_import() {
    let forms = [
        "use super::F;",
        "use super::{self as up, F as _};",
        "use crate::{F as G};",
        "use super::*;",
        "pub(crate) use super::F;",
        "impl super::F {}",
        "impl Clone for super::F {}",
        "fn f(_: Vec<super::F>) {}",
        "fn f<T: crate::T>() {}",
        "fn f() -> usize { super::C }",
        "fn f() { super::f::<u8>() }",
        "fn f() { use super::F; }",
        "fn f() { use super::K::A; }",
        "fn f(k: u8) { match k { super::C => {} _ => {} } }",
        "fn f() { println!(\"{}\", super::C) }",
        "fn f() { vec![[0; super::C]] }",
        "fn f() { vec![self::super::C..super::C] }",
        "fn f() { let _ = <u8 as super::T>::f; }",
        "struct S { #[serde(default = \"super::f\")] x: u8 }",
        "struct S { #[arg(value_parser = super::f)] x: u8 }",
        "macro_rules! m { () => { $crate::F } }",
        "mod inner { use super::super::F; }",
    ];
    let root = "mod x; pub use x::X; pub struct F; pub const C: usize = 1; fn f<T>() {}\n\
                pub trait T { fn f() {} } pub enum K { A }";
    for form in forms {
        let found = library(&[("lib.rs", root), ("x.rs", &format!("{form} pub struct X;"))]);
        assert_eq!(found.len(), 1, "{form}: {found:#?}");
        assert!(
            found[0].starts_with("a/src/x.rs:1 imports "),
            "{form}: {found:#?}"
        );
    }
}

#[test]
fn what_is_no_import() {
    let forms = [
        "use ::other::F;",
        "use other::F;",
        "use F::G;",
        "fn f() { quote::quote!(super::F) }",
        "fn f() { println!(\"super::F\") }",
        "/// [`super::F`]\nfn f() {}",
        "fn f(s: S) { s.F.f() }",
        "#[cfg(test)] use super::F;",
        "#[cfg(all(unix, test))] fn f(_: super::F) {}",
        "struct S; impl S { #[cfg(test)] fn f(_: super::F) {} }",
        "#[cfg(test)] mod tests { use super::super::F; }",
        "pub(super) fn f() {} pub(in super::x) fn g() {}",
        "use super::y; fn f() { y::z::f() }",
    ];
    for form in forms {
        clean(&[
            ("lib.rs", "mod x; mod y; pub use x::X; pub struct F;"),
            ("x.rs", &format!("{form} pub struct X;")),
            // Its name leads to `z`; nothing that it defines is used.
            ("y/mod.rs", "pub mod z; pub struct Y(crate::x::X);"),
            ("y/z.rs", "pub fn f() {}"),
        ]);
    }
    // What is only not in tests is in the product.
    let not = ("x.rs", "#[cfg(not(test))] use super::F; pub struct X;");
    let found = library(&[("lib.rs", "mod x; pub use x::X; pub struct F;"), not]);
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn names_are_found_where_the_compiler_finds_them() {
    // A module of the crate before a crate of the same name.
    circles(
        &[
            ("lib.rs", "mod m;\npub struct F;"),
            ("m/mod.rs", "mod object; use object::O; pub struct M(O);"),
            ("m/object.rs", "pub struct O(super::M);"),
        ],
        &["a/src/m/object.rs:1 imports `M` from a/src/m/mod.rs, \
           a/src/m/mod.rs:1 imports `O` from a/src/m/object.rs"],
    );
    // By a name that another `use` of the file has brought in, in a block too.
    circles(
        &[
            ("lib.rs", "mod x; mod y;"),
            (
                "x.rs",
                "fn f() { use crate::y as z; z::g() }\npub const C: u8 = 0;",
            ),
            ("y.rs", "use super::x as z;\npub fn g() -> u8 { z::C }"),
        ],
        &["a/src/x.rs:1 imports `g` from a/src/y.rs, a/src/y.rs:2 imports `C` from a/src/x.rs"],
    );
    // By a `*`.
    circles(
        &[
            ("lib.rs", "mod x; mod y; mod z;"),
            (
                "x.rs",
                "use crate::y::*;\nfn f() { g() }\npub const C: u8 = 0;",
            ),
            ("y.rs", "pub fn g() { super::z::h() }"),
            ("z.rs", "pub fn h() -> u8 { crate::x::C }"),
        ],
        &["a/src/y.rs:1 imports `h` from a/src/z.rs, \
           a/src/z.rs:1 imports `C` from a/src/x.rs, \
           a/src/x.rs:1 imports `*`, `g` from a/src/y.rs"],
    );
    // A `use` of a name from another crate is where that name comes from.
    circles(
        &[
            (
                "lib.rs",
                "mod x;\nuse std::path::Path;\nfn f(_: &Path) { x::f() }",
            ),
            ("x.rs", "use super::Path;\npub fn f() {}"),
        ],
        &["a/src/x.rs:1 imports `Path` from a/src/lib.rs, \
           a/src/lib.rs:3 imports `f` from a/src/x.rs"],
    );
}

#[test]
fn modules_of_one_file_are_no_circle() {
    clean(&[(
        "lib.rs",
        "mod x { pub struct F(super::y::G); } mod y { pub struct G(Box<super::x::F>); }",
    )]);
}

#[test]
fn of_several_circles_each_has_a_line() {
    let files = [
        ("main.rs", "mod x; mod y; mod z; fn main() {}"),
        ("x.rs", "use crate::y::G;\npub struct F;"),
        ("y.rs", "use crate::x::F;\nuse crate::z::H;\npub struct G;"),
        ("z.rs", "use crate::y::G;\npub struct H;"),
    ];
    let expected = [
        "a/src/x.rs:1 imports `G` from a/src/y.rs, a/src/y.rs:1 imports `F` from a/src/x.rs",
        "a/src/y.rs:2 imports `H` from a/src/z.rs, a/src/z.rs:1 imports `G` from a/src/y.rs",
    ];
    assert_eq!(
        program(&files),
        expected.map(|arrows| format!("{arrows}{END}"))
    );
}

#[test]
fn an_arrow_that_is_in_every_circle_is_the_one_to_take_out() {
    circles(
        &[
            ("lib.rs", "mod high; mod low; mod middle;"),
            (
                "high.rs",
                "use crate::low::L; use crate::middle::M; pub struct H(L, M);",
            ),
            ("middle.rs", "use crate::low::L; pub struct M(L);"),
            ("low.rs", "\nuse crate::high::H; pub struct L;"),
        ],
        &["a/src/low.rs:2 imports `H` from a/src/high.rs, \
           a/src/high.rs:1 imports `L` from a/src/low.rs"],
    );
}

#[test]
fn many_names_are_counted() {
    circles(
        &[
            ("lib.rs", "mod x; mod y;"),
            (
                "x.rs",
                "use crate::y::{A, B, C, D, E};\npub struct F(A, B, C, D, E);",
            ),
            (
                "y.rs",
                "use crate::x::F; pub struct G(F);\n\
                 pub struct A; pub struct B; pub struct C; pub struct D; pub struct E;",
            ),
        ],
        &["a/src/y.rs:1 imports `F` from a/src/x.rs, \
           a/src/x.rs:1 imports `A`, `B`, `C` and 2 more from a/src/y.rs"],
    );
}
