//! Which names a pattern binds.

use proc_macro2::Ident;
use syn::Pat;

/// Hands every name that `pat` binds to `take`.
pub(crate) fn each_binding(pat: &Pat, take: &mut dyn FnMut(&Ident)) {
    match pat {
        Pat::Ident(ident) => {
            take(&ident.ident);
            if let Some((_, sub)) = &ident.subpat {
                each_binding(sub, take);
            }
        }
        // Every case of an or-pattern binds the same names.
        Pat::Or(or) => {
            if let Some(case) = or.cases.first() {
                each_binding(case, take);
            }
        }
        Pat::Guard(guard) => each_binding(&guard.pat, take),
        Pat::Paren(paren) => each_binding(&paren.pat, take),
        Pat::Reference(reference) => each_binding(&reference.pat, take),
        Pat::Type(typed) => each_binding(&typed.pat, take),
        Pat::Slice(slice) => slice.elems.iter().for_each(|pat| each_binding(pat, take)),
        Pat::Tuple(tuple) => tuple.elems.iter().for_each(|pat| each_binding(pat, take)),
        Pat::TupleStruct(tuple) => tuple.elems.iter().for_each(|pat| each_binding(pat, take)),
        Pat::Struct(of_struct) => {
            for field in &of_struct.fields {
                each_binding(&field.pat, take);
            }
        }
        _ => {}
    }
}

/// `x` of `Some(x)`, `mut x`, or `x` alone: the one name that stands for what is
/// inside an option or a vector.
pub(crate) fn sole_binding(pat: &Pat) -> Option<&Ident> {
    match pat {
        Pat::Ident(ident) if ident.subpat.is_none() => Some(&ident.ident),
        Pat::Paren(paren) => sole_binding(&paren.pat),
        Pat::Type(typed) => sole_binding(&typed.pat),
        Pat::TupleStruct(tuple) if tuple.elems.len() == 1 => {
            let last = tuple.path.segments.last()?;
            (last.ident == "Some").then(|| sole_binding(&tuple.elems[0]))?
        }
        _ => None,
    }
}
