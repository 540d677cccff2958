//! Every annotated function of the behaviour tests is split. The behaviour tests cannot
//! show that: they pass without the attribute as well, as they should.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, ImplItem, Item, Signature, TraitItem};

#[test]
fn every_annotated_function_is_split() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour");
    let mut found = Found::default();
    for entry in std::fs::read_dir(folder).expect("the behaviour tests") {
        let path = entry.expect("an entry").path();
        let source = std::fs::read_to_string(&path).expect("a source file");
        let file = syn::parse_file(&source).expect("Rust");
        found.items(file.items, &path);
    }
    let Found { functions, blocks } = found;
    assert!(
        functions >= 320,
        "only {functions} annotated functions were found"
    );
    assert!(blocks >= 25, "only {blocks} annotated blocks were found");
}

/// How many annotated items there are.
#[derive(Default)]
struct Found {
    functions: usize,
    blocks: usize,
}

impl Found {
    fn items(&mut self, items: Vec<Item>, path: &Path) {
        for item in items {
            match item {
                Item::Fn(mut function) => {
                    if let Some(attribute) = take_demono(&mut function.attrs) {
                        self.functions += 1;
                        check(attribute, function, path);
                    }
                }
                Item::Impl(mut of_impl) => match take_demono(&mut of_impl.attrs) {
                    Some(attribute) => self.block(attribute, of_impl, path),
                    None => self.methods(of_impl.items, path),
                },
                Item::Trait(mut of_trait) => {
                    if let Some(attribute) = take_demono(&mut of_trait.attrs) {
                        self.block(attribute, of_trait, path);
                    }
                }
                Item::Mod(module) => {
                    let items = module.content.map(|(_, items)| items);
                    self.items(items.unwrap_or_default(), path);
                }
                _ => {}
            }
        }
    }

    /// Methods with an attribute each.
    fn methods(&mut self, items: Vec<ImplItem>, path: &Path) {
        for item in items {
            if let ImplItem::Fn(mut method) = item {
                if let Some(attribute) = take_demono(&mut method.attrs) {
                    self.functions += 1;
                    check(attribute, method, path);
                }
            }
        }
    }

    /// Every generic method of the block is split, except those called `kept_..`.
    fn block(&mut self, attribute: TokenStream, block: impl ToTokens, path: &Path) {
        self.blocks += 1;
        let block = block.into_token_stream();
        let output = demono_analysis::expand(attribute, block.clone());
        let refusal = output.to_string();
        let methods: Vec<(Signature, String)> = match syn::parse2(output) {
            Ok(Item::Impl(of_impl)) => of_impl.items.into_iter().filter_map(method).collect(),
            Ok(Item::Trait(of_trait)) => of_trait.items.into_iter().filter_map(default).collect(),
            _ => panic!("{}: refused:\n{block}\n{}", path.display(), refusal),
        };
        for (signature, text) in methods {
            let name = signature.ident.to_string();
            if name.starts_with("__demono") || !is_generic(&signature) {
                continue;
            }
            self.functions += 1;
            let is_split = text.contains("__demono");
            let expected = !name.starts_with("kept_");
            assert_eq!(is_split, expected, "{}: {name}: {text}", path.display());
        }
    }
}

fn method(item: ImplItem) -> Option<(Signature, String)> {
    match item {
        ImplItem::Fn(method) => Some((method.sig.clone(), method.to_token_stream().to_string())),
        _ => None,
    }
}

/// A method of a trait that has a body.
fn default(item: TraitItem) -> Option<(Signature, String)> {
    match item {
        TraitItem::Fn(method) if method.default.is_some() => {
            Some((method.sig.clone(), method.to_token_stream().to_string()))
        }
        _ => None,
    }
}

fn is_generic(signature: &Signature) -> bool {
    let inputs = signature.inputs.to_token_stream().to_string();
    signature.generics.type_params().next().is_some()
        || inputs
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "impl")
}

/// Removes the attribute, and returns what is in its parentheses.
fn take_demono(attrs: &mut Vec<Attribute>) -> Option<TokenStream> {
    let is_demono = |attr: &Attribute| {
        attr.path().is_ident("demono")
            || attr.path().is_ident("cfg_attr")
                && attr.to_token_stream().to_string().contains("demono")
    };
    let position = attrs.iter().position(is_demono)?;
    Some(match attrs.remove(position).meta {
        syn::Meta::List(list) if list.path.is_ident("demono") => list.tokens,
        _ => TokenStream::new(),
    })
}

fn check(attribute: TokenStream, item: impl ToTokens, path: &Path) {
    let item = item.into_token_stream();
    let output = demono_analysis::expand(attribute, item.clone()).to_string();
    // A parameter with a `cfg` turns one function into two, both annotated.
    let again = output.contains(":: demono :: demono");
    assert!(
        (output.contains("__demono") || again) && !output.contains("compile_error"),
        "{}: not split:\n{item}\n{output}",
        path.display()
    );
}
