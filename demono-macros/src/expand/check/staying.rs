//! Generics that would stay on the inner.

use syn::Type;

use crate::expand::errors::Errors;
use crate::expand::input::options::Dynamic;
use crate::expand::plan::staying::{Reason, Staying};
use crate::expand::syntax::generics::peel;

pub(super) fn refuse_staying(staying: &Staying<'_>, dynamic: &Dynamic, errors: &mut Errors) {
    let object = match dynamic {
        Dynamic::None => "`#[demono(dyn)]` if an object will do, or ",
        Dynamic::All | Dynamic::Named(_) => "",
    };
    for stay in &staying.named {
        let name = stay.name;
        let stays = format!("`{name}` would stay generic on the inner");
        match &stay.reason {
            Reason::Param { skipped: true, .. } => {}
            Reason::Param { arg, at, .. } => {
                let pat = &arg.pat;
                let param = quote::quote!(#pat);
                let object = if is_whole(&arg.ty) { object } else { "" };
                errors.refuse(
                    at,
                    format_args!(
                        "{stays}: parameter `{param}` has it in a form that is no conversion; \
                         give it a concrete type, or write {object}`#[demono(partial)]`"
                    ),
                );
            }
            Reason::Return(at) => errors.refuse(
                at,
                format_args!(
                    "{stays}: the return type has it; return the converted type, or write \
                     `#[demono(partial)]`"
                ),
            ),
            Reason::Body(at) => errors.refuse(
                at,
                format_args!(
                    "{stays}: the body names it; name the converted type instead, or write \
                     `#[demono(partial)]`"
                ),
            ),
            Reason::Bound(at) => errors.refuse(
                at,
                format_args!(
                    "{stays}: this type or bound has it; make that concrete, or write `#[demono(partial)]`"
                ),
            ),
        }
    }
    for (arg, skipped) in &staying.anonymous {
        if !skipped {
            let pat = &arg.pat;
            let param = quote::quote!(#pat);
            errors.refuse(
                &arg.ty,
                format_args!(
                    "`{param}` would stay generic on the inner: none of its bounds is a conversion; \
                     give it a concrete type, or write {object}`#[demono(partial)]`"
                ),
            );
        }
    }
}

/// `T`, `&T`, `&mut T`: then an object could cross in its place.
fn is_whole(ty: &Type) -> bool {
    match peel(ty) {
        Type::Reference(reference) => is_whole(&reference.elem),
        Type::Path(path) => path.path.get_ident().is_some(),
        _ => false,
    }
}
