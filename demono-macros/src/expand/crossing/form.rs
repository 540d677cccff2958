//! The form in which a parameter has its generic.

use proc_macro2::TokenStream;
use syn::{Lifetime, Path};

use crate::expand::syntax::build::without_arguments;

/// How a parameter has its generic.
#[derive(Clone, Copy)]
pub(crate) enum Form<'a> {
    /// `x: P`
    Value,
    /// `x: &P`, with its lifetime
    Ref(Option<&'a Lifetime>),
    /// `x: &mut P`, with its lifetime
    RefMut(Option<&'a Lifetime>),
    /// `x: Option<P>`, with the path
    Option(&'a Path),
    /// `x: Vec<P>`, with the path
    Vec(&'a Path),
}

pub(crate) fn option_of(path: &Path, inside: &TokenStream) -> TokenStream {
    let path = without_arguments(path);
    quote::quote!(#path<#inside>)
}
