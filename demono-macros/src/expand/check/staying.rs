//! Generics that would stay on the inner.

use quote::ToTokens;
use syn::Type;

use crate::expand::errors::cause::{Cause, StaysIn};
use crate::expand::errors::Errors;
use crate::expand::input::function::Argument;
use crate::expand::input::options::Dynamic;
use crate::expand::plan::staying::{Reason, Staying};
use crate::expand::syntax::generics::peel;

pub(super) fn refuse_staying(staying: &Staying<'_>, dynamic: &Dynamic, errors: &mut Errors) {
    let objects = matches!(dynamic, Dynamic::None);
    for stay in &staying.named {
        let (at, reason) = match &stay.reason {
            Reason::Param { skipped: true, .. } => continue,
            Reason::Param { arg, at, .. } => {
                let reason = StaysIn::Parameter {
                    pattern: pattern(arg),
                    object: objects && is_whole(&arg.ty),
                };
                (at, reason)
            }
            Reason::Return(at) => (at, StaysIn::ReturnType),
            Reason::Body(at) => (at, StaysIn::Body),
            Reason::Bound(at) => (at, StaysIn::Bound),
        };
        let generic = stay.name.clone();
        errors.refuse(at, Cause::Stays { generic, reason });
    }
    for (arg, skipped) in &staying.anonymous {
        if !skipped {
            let cause = Cause::StaysAnonymous {
                pattern: pattern(arg),
                object: objects,
            };
            errors.refuse(&arg.ty, cause);
        }
    }
}

fn pattern(arg: &Argument) -> String {
    arg.pat.to_token_stream().to_string()
}

/// `T`, `&T`, `&mut T`, `&[T]`: then an object could cross in its place.
fn is_whole(ty: &Type) -> bool {
    match peel(ty) {
        Type::Reference(reference) => is_whole(&reference.elem),
        Type::Slice(slice) => is_whole(&slice.elem),
        Type::Path(path) => path.path.get_ident().is_some(),
        _ => false,
    }
}
