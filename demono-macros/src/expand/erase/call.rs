//! Closures and functions: `Fn`, `FnMut`, `FnOnce`.
//!
//! They cross as an object of a narrow trait whose one method takes the arguments as a
//! tuple. No stable code can implement `Fn` itself, so the inner makes a closure:
//!
//! ```text
//! Input:  fn f(mut g: impl FnMut(&str, u32) -> R) { body }
//! Output: fn __demono_inner(g: &mut dyn for<'x> NarrowFnMut<(&'x str, u32), R>) {
//!             let mut g = move |__demono_0: &str, __demono_1: u32| g.__demono_call((..));
//!             body
//!         }
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote_spanned, ToTokens};
use syn::{GenericParam, PathArguments, ReturnType, TraitBound, Type};

use super::super::conversion::Form;
use super::super::namer::{has_elided, lifetime_tokens, Namer};
use super::super::tokens::rooted;
use super::Std;

pub(crate) struct Call<'a> {
    pub(crate) std: Std,
    pub(crate) bound: &'a TraitBound,
    inputs: Vec<&'a Type>,
    output: Option<&'a Type>,
    /// A recursive body hands its closure on to the inner. A closure around the object
    /// would be one more layer each time, so it is the object itself.
    pub(crate) plain: bool,
}

/// How many arguments the narrow traits are implemented for.
const ARITIES: usize = 16;

impl<'a> Call<'a> {
    pub(crate) fn of(
        std: Std,
        bound: &'a TraitBound,
        form: &Form,
        recursive: bool,
    ) -> Option<Self> {
        let PathArguments::Parenthesized(arguments) = &bound.path.segments.last()?.arguments else {
            return None;
        };
        let inputs: Vec<&Type> = arguments.inputs.iter().map(|input| &input.ty).collect();
        let mut call = Call {
            std,
            bound,
            inputs,
            output: match &arguments.output {
                ReturnType::Default => None,
                ReturnType::Type(_, ty) => Some(ty),
            },
            plain: false,
        };
        let many = call.inputs.len() > ARITIES;
        if std == Std::FnOnce {
            return (!many).then_some(call);
        }
        // Inside an `Option` the closure's type cannot be told.
        let untold = matches!(form, Form::Option(_)) && !call.annotates();
        call.plain = recursive || many || untold;
        Some(call)
    }

    /// The lifetimes that the arguments have anew in each call.
    fn binder(&self) -> Vec<Ident> {
        let Some(binder) = &self.bound.lifetimes else {
            return Vec::new();
        };
        let names = binder.lifetimes.iter().filter_map(|param| match param {
            GenericParam::Lifetime(param) => Some(param.lifetime.ident.clone()),
            _ => None,
        });
        names.collect()
    }

    /// `for<'x> NarrowFnMut<(&'x str,), R>`
    pub(crate) fn object(&self, span: Span) -> TokenStream {
        if self.plain {
            return self.bound.to_token_stream();
        }
        let mut namer = Namer::fresh_for("call");
        namer.hidden = true;
        let mut inputs = TokenStream::new();
        for input in &self.inputs {
            inputs.extend(namer.name(input.to_token_stream()));
            inputs.extend(quote_spanned!(span=> ,));
        }
        let mut output = match self.output {
            Some(output) => output.to_token_stream(),
            None => quote_spanned!(span=> ()),
        };
        let mut names = self.binder();
        let mut sources: Vec<Ident> = names.iter().chain(&namer.new).cloned().collect();
        sources.dedup();
        if let [only] = sources.as_slice() {
            output = Namer::always(only.clone()).name(output);
        }
        names.extend(namer.new);
        let binder = (!names.is_empty()).then(|| {
            let names = names.iter().map(lifetime_tokens);
            quote_spanned!(span=> for<#(#names),*>)
        });
        let narrow = rooted(span, &["demono", "__private", self.narrow()]);
        quote_spanned!(span=> #binder #narrow<(#inputs), #output>)
    }

    fn narrow(&self) -> &'static str {
        match self.std {
            Std::Fn => "NarrowFn",
            Std::FnMut => "NarrowFnMut",
            _ => "NarrowFnOnce",
        }
    }

    /// The closure that the inner makes of the object called `name`.
    pub(crate) fn closure(&self, name: &Ident, span: Span) -> TokenStream {
        let arguments: Vec<Ident> = (0..self.inputs.len())
            .map(|index| format_ident!("__demono_{}", index, span = span))
            .collect();
        let call = rooted(
            span,
            &["demono", "__private", self.narrow(), "__demono_call"],
        );
        // A borrow of the object behind the pointer that the closure takes along.
        let object = match self.std {
            Std::Fn => quote_spanned!(span=> &*#name),
            _ => quote_spanned!(span=> &mut *#name),
        };
        // Moved, not borrowed, so that the closure can be called once only.
        let once = (self.std == Std::FnOnce && self.annotates())
            .then(|| quote_spanned!(span=> let mut #name = #name;));
        let inputs = self
            .inputs
            .iter()
            .map(|input| self.annotates().then(|| quote_spanned!(span=> : #input)));
        quote_spanned!(span=> move |#(#arguments #inputs),*| { #once #call(#object, (#(#arguments,)*)) })
    }

    /// The type that the closure is used as, where it must be told: a closure cannot say
    /// that its result borrows from an argument.
    pub(crate) fn told(&self, markers: &TokenStream, span: Span) -> Option<TokenStream> {
        if self.annotates() {
            return None;
        }
        let segment = self.bound.path.segments.last()?;
        let PathArguments::Parenthesized(arguments) = &segment.arguments else {
            return None;
        };
        let name = match self.std {
            Std::Fn => "Fn",
            _ => "FnMut",
        };
        let of_trait = rooted(span, &["core", "ops", name]);
        let binder = &self.bound.lifetimes;
        Some(quote_spanned!(span=> (dyn #binder #of_trait #arguments #markers)))
    }

    /// Whether the closure's type can be told by its arguments' types alone.
    pub(crate) fn annotates(&self) -> bool {
        let borrows = self.bound.lifetimes.is_some();
        let output = self.output.is_some_and(|output| {
            has_elided(output) && self.inputs.iter().any(|input| has_elided(input))
        });
        !borrows && !output
    }
}
