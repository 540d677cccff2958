//! In: items. Out: those that are listed, in the tree of the collector.

use syn::ext::IdentExt as _;
use syn::visit::{self, Visit};
use syn::{ImplItemFn, ItemConst, ItemFn, ItemImpl, ItemMacro, ItemMod, ItemStatic, ItemTrait};
use syn::{TraitItemFn, Type};

use super::attributes;
use super::collect::Collector;
use super::tree::{BlockKind, Container, TraitDef};

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let name = item.ident.unraw().to_string();
        let paths = attributes::module_paths(&item.attrs);
        self.within(&item.ident, |it| match &item.content {
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
        let name = item.mac.path.segments.last().map(|it| &it.ident);
        match name {
            Some(name) if name == "include" => self.visit_include(item),
            Some(name) if name == "cfg_if" => self.visit_cfg_if(item),
            _ => {}
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        let parts = self.parts(&item.attrs, item, item.block.brace_token.span.close());
        self.function(&item.sig.ident, Container::Free, parts);
        self.within(&item.sig.ident, |it| visit::visit_item_fn(it, item));
    }

    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let trait_name = item.trait_.as_ref().and_then(|(path, _)| last_name(path));
        let kind = match item.trait_ {
            Some(_) => BlockKind::TraitImpl,
            None => BlockKind::Inherent,
        };
        let parts = self.parts(&item.attrs, item, item.brace_token.span.close());
        let outer = self.open_block(kind, type_name(&item.self_ty), trait_name, parts);
        visit::visit_item_impl(self, item);
        self.block = outer;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        let Some(block) = self.block else { return };
        let container = match self.tree.blocks[block].kind {
            BlockKind::TraitImpl => Container::TraitImpl { block },
            BlockKind::Inherent | BlockKind::Trait => Container::Inherent { block },
        };
        let parts = self.parts(&item.attrs, item, item.block.brace_token.span.close());
        self.function(&item.sig.ident, container, parts);
        self.within(&item.sig.ident, |it| visit::visit_impl_item_fn(it, item));
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        let name = item.ident.unraw().to_string();
        let parts = self.parts(&item.attrs, item, item.brace_token.span.close());
        self.tree.traits.push(TraitDef {
            name: name.clone(),
            definition: item.clone(),
        });
        let outer = self.open_block(BlockKind::Trait, None, Some(name), parts);
        visit::visit_item_trait(self, item);
        self.block = outer;
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        if let (Some(block), Some(body)) = (self.block, &item.default) {
            let parts = self.parts(&item.attrs, item, body.brace_token.span.close());
            self.function(&item.sig.ident, Container::Default { block }, parts);
        }
        self.within(&item.sig.ident, |it| visit::visit_trait_item_fn(it, item));
    }

    /// Functions in the value have the constant in their path, also in `const _`.
    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.within(&item.ident, |it| visit::visit_item_const(it, item));
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        self.within(&item.ident, |it| visit::visit_item_static(it, item));
    }
}

fn last_name(path: &syn::Path) -> Option<String> {
    Some(path.segments.last()?.ident.unraw().to_string())
}

fn type_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => last_name(&path.path),
        Type::Reference(reference) => type_name(&reference.elem),
        Type::Paren(paren) => type_name(&paren.elem),
        Type::Group(group) => type_name(&group.elem),
        _ => None,
    }
}
