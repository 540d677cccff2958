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
use quote::{quote_spanned, ToTokens};
use syn::{GenericParam, PathArguments, ReturnType, TraitBound, Type};

use crate::expand::crossing::form::Form;
use crate::expand::crossing::std_traits::Std;
use crate::expand::input::function::{recursive, Function};
use crate::expand::syntax::build::{new_ident, rooted, separated};
use crate::expand::syntax::lifetimes::{has_elided, lifetime_tokens, the_same, Namer};

pub(crate) struct Call<'a> {
    pub(crate) std: Std,
    pub(crate) bound: &'a TraitBound,
    inputs: Vec<&'a Type>,
    output: Option<&'a Type>,
    /// A recursive body passes its closure on to the inner. A closure around the object
    /// would add a layer at each call, so the parameter is the object itself.
    pub(crate) plain: bool,
}

/// How many arguments the narrow traits are implemented for.
const ARITIES: usize = 16;

impl<'a> Call<'a> {
    pub(crate) fn of(
        std: Std,
        bound: &'a TraitBound,
        form: &Form,
        function: &Function,
    ) -> Option<Self> {
        let PathArguments::Parenthesized(arguments) = &bound.path.segments.last()?.arguments else {
            return None;
        };
        let mut inputs: Vec<&Type> = Vec::new();
        for at in 0..arguments.inputs.len() {
            inputs.push(&arguments.inputs[at].ty);
        }
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
        // Inside an `Option` the closure cannot be given an explicit type.
        let untyped = matches!(form, Form::Option(_)) && !call.annotates();
        call.plain = many || untyped || recursive(function);
        Some(call)
    }

    /// The lifetimes that the arguments have anew in each call.
    fn binder(&self) -> Vec<Ident> {
        let mut names = Vec::new();
        if let Some(binder) = &self.bound.lifetimes {
            for param in &binder.lifetimes {
                if let GenericParam::Lifetime(param) = param {
                    names.push(param.lifetime.ident.clone());
                }
            }
        }
        names
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
        names.append(&mut namer.new);
        if let Some(only) = the_same(&names) {
            output = Namer::always(only.clone()).name(output);
        }
        let binder = (!names.is_empty()).then(|| {
            let mut lifetimes: Vec<TokenStream> = Vec::new();
            for name in &names {
                lifetimes.push(lifetime_tokens(name));
            }
            let lifetimes = separated(span, &lifetimes, ',');
            quote_spanned!(span=> for<#lifetimes>)
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
        let annotates = self.annotates();
        let (mut parameters, mut arguments) = (Vec::new(), TokenStream::new());
        for (index, input) in self.inputs.iter().enumerate() {
            let argument = new_ident(format_args!("__demono_{index}"), span);
            arguments.extend(quote_spanned!(span=> #argument,));
            parameters.push(if annotates {
                quote_spanned!(span=> #argument: #input)
            } else {
                argument.into_token_stream()
            });
        }
        let call = rooted(
            span,
            &["demono", "__private", self.narrow(), "__demono_call"],
        );
        // A borrow of the object that the pointer points to, which the closure takes along.
        let object = match self.std {
            Std::Fn => quote_spanned!(span=> &*#name),
            _ => quote_spanned!(span=> &mut *#name),
        };
        // Moved, not borrowed, so that the closure can be called once only.
        let once = (self.std == Std::FnOnce && annotates)
            .then(|| quote_spanned!(span=> let mut #name = #name;));
        let parameters = separated(span, &parameters, ',');
        quote_spanned!(span=> move |#parameters| { #once #call(#object, (#arguments)) })
    }

    /// The type that the closure is used as, where it has to be explicit: a closure cannot say
    /// that its result borrows from an argument.
    pub(crate) fn explicit_type(&self, markers: &TokenStream, span: Span) -> Option<TokenStream> {
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

    /// Whether its arguments' types alone determine the closure's type.
    pub(crate) fn annotates(&self) -> bool {
        let borrows = self.bound.lifetimes.is_some();
        let mut elided = false;
        for input in &self.inputs {
            elided |= has_elided(input);
        }
        let output = elided && self.output.is_some_and(|output| has_elided(output));
        !borrows && !output
    }
}
