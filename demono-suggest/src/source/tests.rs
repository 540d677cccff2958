use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use super::attributes::Condition;
use super::tree::{BlockKind, Container, SourceFunction, SourceTree};

/// The tree of a crate `c` with this root file.
fn parse(text: &str) -> SourceTree {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lib.rs");
    fs::write(&path, text).unwrap();
    let tree = SourceTree::load("c", &path).unwrap();
    assert_eq!(tree.problems, []);
    tree
}

fn only<'a>(tree: &'a SourceTree, name: &'a str) -> &'a SourceFunction {
    let functions = tree.functions.iter();
    let found: Vec<&SourceFunction> = functions.filter(|it| it.name == name).collect();
    assert_eq!(found.len(), 1, "functions named {name}");
    found[0]
}

fn full(function: &SourceFunction) -> String {
    format!("{}::{}", function.path.join("::"), function.name)
}

#[test]
fn functions_have_paths_and_containers() {
    let tree = parse(
        "fn a() {}
        pub mod m {
            pub struct S<T>(T);
            impl<T> S<T> { const X: u8 = 1; pub fn b(&self) {} fn c() {} }
            impl<T: Copy> std::clone::Clone for &'static S<T> { fn clone(&self) -> Self { *self } }
            mod r#type { trait T { fn needed(); fn d() {} } }
        }
        extern \"C\" { fn foreign(); }",
    );
    let paths: Vec<String> = tree.functions.iter().map(full).collect();
    assert_eq!(
        paths,
        ["c::a", "c::m::b", "c::m::c", "c::m::clone", "c::m::type::d"]
    );
    let containers: Vec<Container> = tree.functions.iter().map(|it| it.container).collect();
    assert_eq!(
        containers,
        [
            Container::Free,
            Container::Inherent { block: 0 },
            Container::Inherent { block: 0 },
            Container::TraitImpl { block: 1 },
            Container::Default { block: 2 },
        ]
    );
    let functions: Vec<&[usize]> = tree.blocks.iter().map(|it| &it.functions[..]).collect();
    assert_eq!(functions, [&[1, 2][..], &[3], &[4]]);
}

#[test]
fn blocks_say_what_they_are() {
    let tree = parse(
        "/// Doc.
        #[demono(dyn)]
        unsafe impl<T> fmt::Write for &mut m::S< T > where T: Copy { #![allow(x)] fn f() {} }
        impl [u8; 2] {}
        pub trait Of<T>: Copy { }",
    );
    let [impls, array, of] = &tree.blocks[..] else {
        panic!("three blocks");
    };
    assert_eq!(impls.kind, BlockKind::TraitImpl);
    assert_eq!(impls.self_name.as_deref(), Some("S"));
    assert_eq!(impls.trait_name.as_deref(), Some("Write"));
    assert_eq!(
        impls.head.to_string(),
        "# [doc = \" Doc.\"] unsafe impl < T > fmt :: Write for & mut m :: S < T > where T : Copy"
    );
    assert_eq!(impls.demono.as_ref().unwrap().arguments.to_string(), "dyn");
    assert_eq!(impls.lines, 3..=3);
    assert_eq!((array.kind, &array.self_name), (BlockKind::Inherent, &None));
    assert_eq!(of.kind, BlockKind::Trait);
    assert_eq!(of.trait_name.as_deref(), Some("Of"));
}

#[test]
fn functions_in_bodies_are_listed() {
    let tree = parse(
        "fn outer() {
            fn inner() { struct S; impl S { fn deep(&self) { fn deeper() {} } } }
            let _ = || { fn in_closure() {} };
            mod m { fn in_module() {} }
        }
        trait T { fn method() { fn in_method() {} } }
        const _: () = { fn in_const() {} };
        static X: u8 = { fn in_static() {} 1 };",
    );
    let paths: Vec<String> = tree.functions.iter().map(full).collect();
    assert_eq!(
        paths,
        [
            "c::outer",
            "c::outer::inner",
            "c::outer::inner::deep",
            "c::outer::inner::deep::deeper",
            "c::outer::in_closure",
            "c::outer::m::in_module",
            "c::method",
            "c::method::in_method",
            "c::_::in_const",
            "c::X::in_static",
        ]
    );
    assert_eq!(only(&tree, "deeper").container, Container::Free);
    assert_eq!(
        only(&tree, "deep").container,
        Container::Inherent { block: 0 }
    );
    assert_eq!(only(&tree, "in_method").container, Container::Free);
}

#[test]
fn a_block_goes_on_after_one_within() {
    let tree = parse(
        "impl A { fn a() { impl B { fn b() {} } trait T { fn t() {} } } fn c() {} }
        trait U { fn d() { impl B { fn e() {} } } fn g() {} }",
    );
    let functions: Vec<&[usize]> = tree.blocks.iter().map(|it| &it.functions[..]).collect();
    assert_eq!(functions, [&[0, 3][..], &[1], &[2], &[4, 6], &[5]]);
    assert_eq!(only(&tree, "c").container, Container::Inherent { block: 0 });
    assert_eq!(only(&tree, "g").container, Container::Default { block: 3 });
}

#[test]
fn lines_begin_after_the_attributes() {
    let text = "\
/// Doc.
#[inline]
pub(crate)
unsafe extern \"C\" fn f(
    a: u8,
) {
    let _ = a;
}

impl S { #[x]
    async fn g() {} }
";
    let tree = parse(text);
    assert_eq!(only(&tree, "f").lines, 3..=8);
    assert_eq!(only(&tree, "g").lines, 11..=11);
    assert_eq!(tree.blocks[0].lines, 10..=11);
    let range = only(&tree, "g").range.clone();
    assert_eq!(&text[range], "async fn g() {}");
}

/// The text of the range and of the attribute, which is what edits go by.
#[track_caller]
fn assert_bytes(text: &str, lines: RangeInclusive<usize>) {
    let tree = parse(text);
    let function = only(&tree, "f");
    assert!(text[function.range.clone()].starts_with("pub fn f"));
    assert!(text[function.range.clone()].ends_with("é }"));
    assert_eq!(function.range.start, function.insertion.keyword);
    assert_eq!(function.lines, lines);
    let demono = function.demono.as_ref().unwrap();
    assert_eq!(&text[demono.range.clone()], "#[demono]");
    // A doc comment has the carriage return, too.
    let attributes = function.insertion.attributes.iter();
    let attributes: Vec<&str> = attributes.map(|it| text[it.clone()].trim_end()).collect();
    assert_eq!(attributes, ["/// ünïcödé 🦀", "#[demono]"]);
}

#[test]
fn bytes_are_those_of_the_file() {
    let text = "// é🦀\n    /// ünïcödé 🦀\n#[demono] pub fn f() { // é }\n let é = 1; // é }";
    let text = text
        .replace(" // é }\n", "\n")
        .replace(" // é }", "\n// é\n/*é }*/ é }");
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        assert_bytes(&text, 3..=6);
        assert_bytes(&format!("\u{feff}{text}"), 3..=6);
        assert_bytes(&format!("#!/usr/bin/é\n{text}"), 4..=7);
        assert_bytes(&format!("\u{feff}#!/usr/bin/é\r\n{text}"), 4..=7);
        assert_bytes(&format!("\u{feff}#![allow(é)]\n{text}"), 4..=7);
    }
}

#[test]
fn the_innermost_function_is_found_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lib.rs");
    let text = "mod m;\nfn outer() {\n    fn inner() {\n    }\n}\nfn next() {}\n";
    fs::write(&path, text).unwrap();
    fs::write(folder.path().join("m.rs"), "\n\nfn other() {}\n").unwrap();
    let tree = SourceTree::load("c", &path).unwrap();
    let names = |file: &Path, line| -> Vec<&str> {
        let found = tree.find(file, line);
        found.iter().map(|it| &it.name[..]).collect()
    };
    assert_eq!(names(&path, 3), ["inner", "outer"]);
    assert_eq!(names(&path, 5), ["outer"]);
    assert_eq!(names(&path, 1), [""; 0]);
    let around = folder
        .path()
        .join("../")
        .join(folder.path().file_name().unwrap());
    assert_eq!(names(&around.join("m.rs"), 3), ["other"]);
    assert_eq!(names(Path::new("nowhere.rs"), 3), [""; 0]);
}

#[test]
fn demono_attributes_are_recognised() {
    let arguments = |text: &str| {
        let tree = parse(text);
        let demono = tree.functions[0].demono.clone();
        demono.map(|it| (it.arguments.to_string(), it.condition))
    };
    let always = |text: &str| Some((text.to_owned(), Condition::Always));
    let conditional = |text: &str| Some((text.to_owned(), Condition::Conditional));
    assert_eq!(arguments("fn f() {}"), None);
    assert_eq!(arguments("#[demono] fn f() {}"), always(""));
    assert_eq!(arguments("#[::demono::demono()] fn f() {}"), always(""));
    assert_eq!(
        arguments("#[x::demono(a, dyn)] fn f() {}"),
        always("a , dyn")
    );
    assert_eq!(arguments("#[demono::other] fn f() {}"), None);
    assert_eq!(
        arguments("#[cfg_attr(x, y, demono(dyn))] fn f() {}"),
        conditional("dyn")
    );
    assert_eq!(
        arguments("#[cfg_attr(x, cfg_attr(true, demono))] fn f() {}"),
        conditional("")
    );
    assert_eq!(
        arguments("#[cfg_attr(x, demono)] #[demono(dyn)] fn f() {}"),
        always("dyn")
    );
    assert_eq!(arguments("#[cfg_attr(demono, inline)] fn f() {}"), None);
}

#[test]
fn tokens_are_the_item_without_demono() {
    let tokens = |text: &str| parse(text).functions[0].tokens.to_string();
    assert_eq!(
        tokens("/// D\n#[demono(dyn)] #[inline] pub fn f() { #![x] fn g() {} }"),
        "# [doc = \" D\"] # [inline] pub fn f () { # ! [x] fn g () { } }"
    );
    let cases = [
        ("#[cfg_attr(x, demono)]", ""),
        (
            "#[cfg_attr(x, inline, a::demono(y), cold)]",
            "# [cfg_attr (x , inline , cold)] ",
        ),
        ("#[cfg_attr(x, cfg_attr(y, demono))]", ""),
        (
            "#[cfg_attr(true, cfg_attr(y, demono, cold))]",
            "# [cfg_attr (true , cfg_attr (y , cold))] ",
        ),
        ("#[cfg_attr(demono, cold)]", "# [cfg_attr (demono , cold)] "),
        ("#[cfg_attr(x)]", "# [cfg_attr (x)] "),
    ];
    for (written, kept) in cases {
        let text = format!("{written} fn f() {{}}");
        assert_eq!(tokens(&text), format!("{kept}fn f () {{ }}"));
    }
}

#[test]
fn attributes_are_kept_but_for_demono() {
    let tree = parse("/// D\n#[demono] #[inline] fn f() { #![allow(x)] }");
    let function = &tree.functions[0];
    let names = function
        .attributes
        .iter()
        .map(|it| it.path().segments[0].ident.to_string());
    assert_eq!(names.collect::<Vec<_>>(), ["doc", "inline"]);
    assert_eq!(function.insertion.attributes.len(), 3);
}

#[test]
fn no_std_is_an_attribute_of_the_root() {
    let is_no_std = |text: &str| parse(text).no_std;
    assert!(is_no_std("//! Doc.\n#![ no_std ]\nfn f() {}"));
    assert!(!is_no_std("//! Not `#![no_std]`.\nfn f() {}"));
    assert!(!is_no_std("mod m { #![no_std] }"));
    assert!(!is_no_std("#![no_std]\nextern crate std;"));
    assert!(is_no_std("#![no_std]\n#[cfg(test)]\nextern crate std;"));
    assert!(!is_no_std("#![cfg_attr(not(feature = \"std\"), no_std)]"));
}

#[test]
fn traits_have_their_signatures() {
    let tree = parse(
        "mod m {
            pub trait IntoUrl<T>: Sized + Copy where T: Copy {
                type X;
                fn into_url(self) -> Result<Url, Error>;
                fn other(&self) {}
            }
        }",
    );
    let [into_url] = &tree.traits[..] else {
        panic!("one trait");
    };
    assert_eq!(into_url.name, "IntoUrl");
    let names: Vec<String> = into_url.methods().map(|it| it.ident.to_string()).collect();
    assert_eq!(names, ["into_url", "other"]);
    assert_eq!(into_url.definition.supertraits.len(), 2);
    assert!(into_url.definition.generics.where_clause.is_some());
}
