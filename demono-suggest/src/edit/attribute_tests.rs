use std::fs;

use super::attribute::{attribute_line, remove_attribute, Unplaceable};
use super::text::apply;
use crate::source::tree::{SourceFunction, SourceTree};

const ATTRIBUTE: &str = "#[demono::demono(dyn)]";

fn parse(text: &str) -> SourceTree {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lib.rs");
    fs::write(&path, text).unwrap();
    SourceTree::load("c", &path).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn named_f(tree: &SourceTree) -> &SourceFunction {
    let found = tree.functions.iter().find(|it| it.name == "f");
    found.expect("a function f")
}

/// `text` with an attribute before the function `f`, or its block if it is in one; and
/// back again.
fn inserted(text: &str) -> Result<String, Unplaceable> {
    let tree = parse(text);
    let function = named_f(&tree);
    let block = function.container.block();
    let insertion = block.map_or(&function.insertion, |it| &tree.blocks[it].insertion);
    let edit = attribute_line(&tree.files[0], insertion)?.write(ATTRIBUTE);
    let new = apply(text, &[edit]).unwrap();

    let tree = parse(&new);
    let function = named_f(&tree);
    let block = function.container.block();
    let demono = block.map_or(&function.demono, |it| &tree.blocks[it].demono);
    let demono = demono.as_ref().expect("the attribute is of this item");
    assert_eq!(demono.arguments.to_string(), "dyn");
    let back = remove_attribute(&tree.files[0], demono).unwrap();
    assert_eq!(apply(&new, &[back]).unwrap(), text);
    Ok(new)
}

fn removed(text: &str) -> Result<String, Unplaceable> {
    let tree = parse(text);
    let function = named_f(&tree);
    let demono = function.demono.as_ref().expect("an attribute");
    let edit = remove_attribute(&tree.files[0], demono)?;
    let new = apply(text, &[edit]).unwrap();
    assert!(parse(&new).functions[0].demono.is_none());
    Ok(new)
}

fn shared(text: &str) -> String {
    match inserted(text) {
        Err(Unplaceable::SharedLine { before, .. }) => before,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_attribute_gets_a_line_of_its_own() {
    let new = inserted("fn f() {}").unwrap();
    assert_eq!(new, "#[demono::demono(dyn)]\nfn f() {}");
    let new = inserted("mod m {\n    // é\n    pub(crate) async fn f() {}\n}\n").unwrap();
    assert_eq!(
        new,
        "mod m {\n    // é\n    #[demono::demono(dyn)]\n    pub(crate) async fn f() {}\n}\n"
    );
}

#[test]
fn it_comes_after_documentation_and_attributes() {
    let text = "/// Doc é.\n#[inline]\n// why\n#[must_use]\npub const fn f() -> u8 { 1 }\n";
    let new = inserted(text).unwrap();
    assert_eq!(
        new,
        "/// Doc é.\n#[inline]\n// why\n#[must_use]\n#[demono::demono(dyn)]\npub const fn f() -> u8 { 1 }\n"
    );
}

#[test]
fn indentation_and_line_endings_are_those_of_the_item() {
    let new =
        inserted("impl S {\r\n\t fn g() {}\r\n}\r\nmod m {\r\n\t fn f() {}\r\n}\r\n").unwrap();
    assert_eq!(
        new,
        "impl S {\r\n\t fn g() {}\r\n}\r\nmod m {\r\n\t #[demono::demono(dyn)]\r\n\t fn f() {}\r\n}\r\n"
    );
    let new = inserted("// x\r\nfn f() {}").unwrap();
    assert_eq!(new, "// x\r\n#[demono::demono(dyn)]\r\nfn f() {}");
}

#[test]
fn a_byte_order_mark_stays_in_front() {
    let new = inserted("\u{feff}fn f() {}\n").unwrap();
    assert_eq!(new, "\u{feff}#[demono::demono(dyn)]\nfn f() {}\n");
    let new = inserted("\u{feff}#!/bin/é\r\nfn f() {}\r\n").unwrap();
    assert_eq!(
        new,
        "\u{feff}#!/bin/é\r\n#[demono::demono(dyn)]\r\nfn f() {}\r\n"
    );
}

#[test]
fn blocks_get_one_as_functions_do() {
    let text = "/** é */\n#[cfg(all())]\nunsafe impl T for S {\n    fn f() {}\n}\n";
    let new = inserted(text).unwrap();
    assert!(new.contains("\n#[demono::demono(dyn)]\nunsafe impl T"));
    let new = inserted("  pub trait T {\n    fn f() {}\n}\n").unwrap();
    assert!(new.starts_with("  #[demono::demono(dyn)]\n  pub trait T"));
}

#[test]
fn attributes_on_the_line_of_the_item_stay_below() {
    let new = inserted("    #[inline] pub fn f() {}\n").unwrap();
    assert_eq!(
        new,
        "    #[demono::demono(dyn)]\n    #[inline] pub fn f() {}\n"
    );
    let new = inserted("/// x\n/** y */ #[inline]\t#[cold] fn f() {}\n").unwrap();
    assert_eq!(
        new,
        "/// x\n#[demono::demono(dyn)]\n/** y */ #[inline]\t#[cold] fn f() {}\n"
    );
    let new = inserted(" #[cfg(\n  all()\n )] fn f() {}\n").unwrap();
    assert_eq!(
        new,
        " #[demono::demono(dyn)]\n #[cfg(\n  all()\n )] fn f() {}\n"
    );
    let new = inserted("#[cfg(\n)] #[doc = \"\n é\"] fn f() {}").unwrap();
    assert!(new.starts_with("#[demono::demono(dyn)]\n#[cfg("));
}

#[test]
fn an_item_that_shares_its_line_is_refused() {
    assert_eq!(shared("struct S; fn f() {}"), "struct S;");
    assert_eq!(shared("mod m { fn f() {} }"), "mod m {");
    assert_eq!(shared("/* é\n */ fn f() {}"), "*/");
    assert_eq!(shared("/* é */ #[inline] fn f() {}"), "/* é */");
    assert_eq!(shared("#[inline] /* é */ fn f() {}"), "/* é */");
    assert_eq!(shared("struct S; #[cfg(\n)] fn f() {}"), "struct S;");
}

#[test]
fn the_reason_names_the_line() {
    let error = inserted("\n\nmod m { fn f() {} }").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 3: the item does not begin on a line of its own, `mod m {` is before it; \
         put a line break there"
    );
}

#[test]
fn an_attribute_of_several_lines_is_indented_whole() {
    let tree = parse("  fn f() {}\r\n");
    let insertion = &tree.functions[0].insertion;
    let line = attribute_line(&tree.files[0], insertion).unwrap();
    let edit = line.write("#[demono(\ndyn)]");
    assert_eq!(edit.text, "  #[demono(\r\n  dyn)]\r\n");
}

#[test]
fn an_attribute_is_taken_away_with_its_line() {
    let new = removed("// a\n\t#[demono]  \n\tfn f() {}\n").unwrap();
    assert_eq!(new, "// a\n\tfn f() {}\n");
    let new = removed("/// é\r\n#[demono(\r\n  dyn,\r\n)]\r\n#[inline]\r\nfn f() {}").unwrap();
    assert_eq!(new, "/// é\r\n#[inline]\r\nfn f() {}");
}

#[test]
fn what_else_is_on_the_line_stays() {
    assert_eq!(removed("  #[demono] fn f() {}").unwrap(), "  fn f() {}");
    assert_eq!(
        removed("#[inline] #[x::demono]\nfn f() {}").unwrap(),
        "#[inline]\nfn f() {}"
    );
    assert_eq!(
        removed("#[inline] #[demono] #[cold]\nfn f() {}").unwrap(),
        "#[inline] #[cold]\nfn f() {}"
    );
    assert_eq!(
        removed("  #[demono] // why\n  fn f() {}").unwrap(),
        "  // why\n  fn f() {}"
    );
}

#[test]
fn a_conditional_attribute_is_not_taken_away() {
    let refused = removed("\n#[cfg_attr(x, demono)]\nfn f() {}");
    assert_eq!(refused, Err(Unplaceable::Conditional { line: 2 }));
}
