//! Every annotated function of the behaviour tests is split. The behaviour tests alone
//! could not tell: they pass without the attribute as well, and are meant to.

// `is_none_or` is younger than the compilers that the macro supports.
#[allow(clippy::unnecessary_map_or)]
#[path = "../../demono-macros/src/expand/mod.rs"]
mod expand;

use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, ImplItem, Item};

#[test]
fn every_annotated_function_is_split() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the behaviour tests") {
        let path = entry.expect("an entry").path();
        let source = std::fs::read_to_string(&path).expect("a source file");
        let file = syn::parse_file(&source).expect("Rust");
        for item in file.items {
            match item {
                Item::Fn(mut function) => {
                    count += check(&mut function.attrs.clone(), &path, |attrs| {
                        function.attrs = attrs;
                        function.to_token_stream()
                    });
                }
                Item::Impl(of_impl) => {
                    for item in of_impl.items {
                        if let ImplItem::Fn(mut method) = item {
                            count += check(&mut method.attrs.clone(), &path, |attrs| {
                                method.attrs = attrs;
                                method.to_token_stream()
                            });
                        }
                    }
                }
                _ => {}
            }
        }
    }
    assert!(count >= 150, "only {count} annotated functions were found");
}

/// Expands an item that has the attribute. Returns how many it was.
fn check(
    attrs: &mut Vec<Attribute>,
    path: &Path,
    item: impl FnOnce(Vec<Attribute>) -> TokenStream,
) -> usize {
    let is_demono = |attr: &Attribute| {
        attr.path().is_ident("demono")
            || attr.path().is_ident("cfg_attr")
                && attr.to_token_stream().to_string().contains("demono")
    };
    let Some(position) = attrs.iter().position(is_demono) else {
        return 0;
    };
    let attribute = match attrs.remove(position).meta {
        syn::Meta::List(list) if list.path.is_ident("demono") => list.tokens,
        _ => TokenStream::new(),
    };
    let item = item(std::mem::take(attrs));
    let output = expand::expand(attribute, item.clone()).to_string();
    // A parameter under `cfg` makes two functions of one, annotated again.
    let again = output.contains(":: demono :: demono");
    assert!(
        (output.contains("__demono") || again) && !output.contains("compile_error"),
        "{}: not split:\n{item}\n{output}",
        path.display()
    );
    1
}
