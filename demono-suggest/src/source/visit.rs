//! In: items. Out: what is worth listing of them, listed. Refused: nothing.

use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::visit::{self, Visit};
use syn::{ItemFn, ItemImpl, ItemMacro, ItemMod, ItemTrait, Type};

use super::attributes;
use super::collect::{Collector, Names};
use super::{BlockKind, Owner, TraitDef};

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let name = item.ident.unraw().to_string();
        let paths = attributes::module_paths(&item.attrs);
        self.scoped(&item.attrs, Some(&name), |it| match &item.content {
            Some((_, items)) => {
                let inner = it.directory.inline(&name, &paths);
                let outer = std::mem::replace(&mut it.directory, inner);
                it.visit_items(items);
                it.directory = outer;
            }
            None => it.visit_module_files(&name, &paths),
        });
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        let name = item.mac.path.segments.last().map(|it| it.ident.to_string());
        self.scoped(&item.attrs, None, |it| match name.as_deref() {
            Some("include") => it.visit_include(item),
            Some("cfg_if") => it.visit_cfg_if(item),
            _ => {}
        });
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let name = item.sig.ident.unraw().to_string();
        self.scoped(&item.attrs, None, |it| {
            let site = it.site(&item.attrs, item, item.block.brace_token.span.close());
            it.function(&name, Owner::Free, site);
        });
        self.scoped(&item.attrs, Some(&name), |it| {
            visit::visit_item_fn(it, item)
        });
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let trait_path = item.trait_.as_ref().map(|(path, _)| path);
        let trait_name = trait_path.and_then(|it| it.segments.last());
        let kind = match trait_path {
            Some(_) => BlockKind::TraitImpl,
            None => BlockKind::Inherent,
        };
        self.scoped(&item.attrs, None, |it| {
            let names = Names {
                self_type: it.text(&item.self_ty),
                self_name: type_name(&item.self_ty),
                trait_path: trait_path.map(|path| it.text(path)),
                trait_name: trait_name.map(|segment| segment.ident.unraw().to_string()),
            };
            let site = it.site(&item.attrs, item, item.brace_token.span.close());
            let outer = it.open_block(kind, names, site);
            visit::visit_item_impl(it, item);
            it.block = outer;
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        let name = item.sig.ident.unraw().to_string();
        self.scoped(&item.attrs, None, |it| {
            let owner = match it.block.map(|block| (block, it.tree.blocks[block].kind)) {
                Some((block, BlockKind::TraitImpl)) => Owner::TraitImpl { block },
                Some((block, _)) => Owner::Inherent { block },
                None => Owner::Free,
            };
            let site = it.site(&item.attrs, item, item.block.brace_token.span.close());
            it.function(&name, owner, site);
        });
        self.scoped(&item.attrs, Some(&name), |it| {
            visit::visit_impl_item_fn(it, item);
        });
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        let name = item.ident.unraw().to_string();
        self.scoped(&item.attrs, None, |it| {
            let site = it.site(&item.attrs, item, item.brace_token.span.close());
            // syn's types are not `Clone` without a feature that nothing else needs.
            if let Ok(definition) = syn::parse2(item.to_token_stream()) {
                it.tree.traits.push(TraitDef {
                    path: it.path.clone(),
                    name: name.clone(),
                    definition,
                    block: it.tree.blocks.len(),
                });
            }
            let names = Names {
                self_type: "Self".to_owned(),
                self_name: None,
                trait_path: Some(name.clone()),
                trait_name: Some(name),
            };
            let outer = it.open_block(BlockKind::Trait, names, site);
            visit::visit_item_trait(it, item);
            it.block = outer;
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        let name = item.sig.ident.unraw().to_string();
        if let (Some(block), Some(body)) = (self.block, &item.default) {
            self.scoped(&item.attrs, None, |it| {
                let site = it.site(&item.attrs, item, body.brace_token.span.close());
                it.function(&name, Owner::Default { block }, site);
            });
        }
        self.scoped(&item.attrs, Some(&name), |it| {
            visit::visit_trait_item_fn(it, item);
        });
    }

    /// Functions in the value have the constant in their path, also in `const _`.
    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        let name = item.ident.unraw().to_string();
        self.scoped(&item.attrs, Some(&name), |it| {
            visit::visit_item_const(it, item)
        });
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        let name = item.ident.unraw().to_string();
        self.scoped(&item.attrs, Some(&name), |it| {
            visit::visit_item_static(it, item)
        });
    }
}

fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => Some(path.path.segments.last()?.ident.unraw().to_string()),
        Type::Reference(reference) => type_name(&reference.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        Type::Group(group) => type_name(&group.elem),
        _ => None,
    }
}
