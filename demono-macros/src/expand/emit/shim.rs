//! The shim: the function that callers see, which converts and calls the inner.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned, ToTokens, TokenStreamExt};
use syn::{GenericParam, Type};

use crate::expand::emit::emitter::Emitter;
use crate::expand::input::function::{Function, Pattern};
use crate::expand::plan::parameters::{Param, Role};
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::build::{call, group, new_ident, separated};
use crate::expand::syntax::generics::peel;

/// One argument of the inner's call.
struct Value {
    /// A statement before it, for what must outlive it.
    setup: Option<TokenStream>,
    value: TokenStream,
    /// The parameter's name starts with `_`.
    underscored: bool,
    /// It is passed on as it is.
    kept: bool,
}

impl Emitter<'_> {
    pub(super) fn shim(&self, nested: TokenStream, path: TokenStream) -> TokenStream {
        let Function {
            attrs: _,
            vis,
            constness: _,
            asyncness,
            unsafety,
            abi,
            fn_token,
            name,
            generics,
            paren,
            receiver: _,
            params: _,
            variadic: _,
            output,
            brace,
            inner_attrs: _,
            body: _,
        } = self.function;
        let span = self.span;
        let attributes = &self.attributes.shim;
        let inline = (!self.attributes.has_inline).then(|| quote_spanned!(span=> #[inline]));
        let (extern_token, abi) = match abi {
            Some((extern_token, abi)) => (Some(extern_token), abi.as_ref()),
            None => (None, None),
        };
        let where_clause = &generics.where_clause;
        let mut inputs = TokenStream::new();
        self.shim_inputs(&mut inputs);
        let parameters = group(paren.span.join(), Delimiter::Parenthesis, inputs);
        // With the user's braces the shim is the user's function in the eyes of
        // clippy (missing_errors_doc) and of coverage tools (rust#131119).
        let mut block = nested;
        self.call(path, &mut block);
        let block = group(brace.span.join(), Delimiter::Brace, block);
        quote! {
            #attributes #inline
            #vis #asyncness #unsafety #extern_token #abi #fn_token #name #generics #parameters
            #output #where_clause #block
        }
    }

    /// The parameters as callers and documentation see them. `mut` belongs to the
    /// inner's bindings; only what is borrowed mutably here needs it.
    fn shim_inputs(&self, inputs: &mut TokenStream) {
        if let Some(receiver) = &self.function.receiver {
            receiver.tokens(false).to_tokens(inputs);
            receiver.comma.to_tokens(inputs);
        }
        for (index, param) in self.plan.params.iter().enumerate() {
            for attr in &param.arg.attrs {
                attr.to_tokens(inputs);
            }
            self.shim_pattern(index, param).to_tokens(inputs);
            param.arg.colon.to_tokens(inputs);
            param.arg.ty.to_tokens(inputs);
            param.arg.comma.to_tokens(inputs);
        }
    }

    fn shim_pattern(&self, index: usize, param: &Param<'_>) -> TokenStream {
        match param.role {
            Role::Unnamed => param.arg.pat.to_token_stream(),
            Role::Convert(converted) => {
                let converted = &self.plan.converted[converted];
                let mut pattern = TokenStream::new();
                if converted.conversion.needs_mut() {
                    pattern.append(Ident::new("mut", self.span));
                }
                converted.name.to_tokens(&mut pattern);
                pattern
            }
            Role::Keep | Role::Skip => {
                kept_value(&param.arg.pat).unwrap_or_else(|| opaque(index, self.span))
            }
        }
    }

    /// The call of the inner. Arguments are evaluated from left to right.
    fn call(&self, path: TokenStream, output: &mut TokenStream) {
        let span = self.span;
        let values = self.values();
        // A statement each, where a borrow must not be held over the `await`
        // (before Rust 1.73 the whole statement counted), and where the user's
        // `_name` would raise `used_underscore_binding` (tracing#2822).
        let is_async = self.function.asyncness.is_some();
        let ordered = !is_async && self.keeps_before_an_owner();
        let mut with_statements = is_async || ordered;
        for value in &values {
            with_statements |= value.underscored || value.setup.is_some();
        }
        let mut arguments: Vec<TokenStream> = Vec::new();
        if let Some(receiver) = &self.function.receiver {
            arguments.push(receiver.self_token.to_token_stream());
        }
        let definition = std::mem::take(output);
        for (index, value) in values.into_iter().enumerate() {
            let Value {
                setup,
                value,
                underscored,
                kept,
            } = value;
            if with_statements && !(ordered && kept && !underscored) {
                output.extend(setup);
                let local = new_ident(format_args!("__demono_{index}"), span);
                let allow = underscored
                    .then(|| quote_spanned!(span=> #[allow(clippy::used_underscore_binding)]));
                output.extend(quote_spanned!(span=> #allow let #local = #value;));
                arguments.push(local.into_token_stream());
            } else {
                arguments.push(value);
            }
        }
        for hoisted in self.hoisted {
            arguments.push(hoisted.value.clone());
        }
        let turbofish = self.turbofish();
        let mut call = call(span, quote!(#path #turbofish), &arguments);
        if self.function.unsafety.is_some() {
            call = quote_spanned!(span=> unsafe { #call });
        }
        if self.early.is_some() {
            // What the future must not have is gone before the `await`, for any compiler.
            let setup = std::mem::take(output);
            call = quote_spanned!(span=> ({ #setup #call }));
        }
        let setup = std::mem::replace(output, definition);
        output.extend(setup);
        if is_async {
            call = quote_spanned!(span=> #call.await);
        }
        output.extend(call);
    }

    pub(super) fn path(&self) -> TokenStream {
        let inner = &self.inner_name;
        match self.placement {
            Placement::Sibling => quote_spanned!(self.span=> Self::#inner),
            Placement::Nested | Placement::Helper => inner.to_token_stream(),
        }
    }

    /// What the inner is called with.
    fn values(&self) -> Vec<Value> {
        let mut values = Vec::new();
        for (index, param) in self.plan.params.iter().enumerate() {
            let mut setup = None;
            let value = match param.role {
                Role::Unnamed => continue,
                Role::Convert(converted) => {
                    let converted = &self.plan.converted[converted];
                    setup = converted.shim_setup();
                    converted.conversion.shim_value(converted.name)
                }
                Role::Keep | Role::Skip => {
                    kept_value(&param.arg.pat).unwrap_or_else(|| opaque(index, self.span))
                }
            };
            let underscored = match &param.arg.pat {
                Pattern::Name { name, .. } => name.to_string().starts_with('_'),
                _ => false,
            };
            values.push(Value {
                setup,
                value,
                underscored,
                kept: matches!(param.role, Role::Keep | Role::Skip),
            });
        }
        values
    }

    /// Whether a parameter that is passed on stands before one that the shim owns until the
    /// end. As an argument it would be moved before the conversions, and dropped first if one
    /// of these panics.
    fn keeps_before_an_owner(&self) -> bool {
        let mut kept = false;
        for param in &self.plan.params {
            match param.role {
                Role::Keep | Role::Skip => kept |= drops(&param.arg.ty),
                Role::Unnamed if kept => return true,
                Role::Convert(index) if kept => {
                    let conversion = &self.plan.converted[index].conversion;
                    if conversion.standard().is_some() && conversion.borrows_from_shim() {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// What stays is named, because it may be nowhere else in the signature.
    fn turbofish(&self) -> Option<TokenStream> {
        let span = self.span;
        let mut names: Vec<TokenStream> = Vec::new();
        for param in &self.function.generics.params {
            match param {
                GenericParam::Type(syn::TypeParam { ident, .. })
                | GenericParam::Const(syn::ConstParam { ident, .. })
                    if self.staying.contains(ident) =>
                {
                    names.push(ident.to_token_stream());
                }
                _ => {}
            }
        }
        let list = separated(span, &names, ',');
        (!names.is_empty()).then(|| quote_spanned!(span=> ::<#list>))
    }
}

/// Whether something may be dropped with a value of this type: neither a reference nor, by
/// its name, a primitive.
fn drops(ty: &Type) -> bool {
    match peel(ty) {
        Type::Reference(_) | Type::Ptr(_) => false,
        Type::Path(path) => match path.path.get_ident() {
            Some(name) => !name.to_string().starts_with(char::is_lowercase),
            None => true,
        },
        _ => true,
    }
}

/// A pattern as the expression that rebuilds the value, so that documentation shows the
/// user's pattern (gitoxide#1997). `None` for a pattern that does not keep the whole
/// value.
fn kept_value(pat: &Pattern) -> Option<TokenStream> {
    match pat {
        Pattern::Wild(_) => None,
        Pattern::Name { name, .. } => Some(name.to_token_stream()),
        Pattern::Other(tokens) => rebuilt(tokens.clone()),
    }
}

fn rebuilt(pattern: TokenStream) -> Option<TokenStream> {
    let mut value = TokenStream::new();
    for token in pattern {
        value.append(match token {
            TokenTree::Ident(word) if word == "mut" => continue,
            TokenTree::Ident(word) if word == "_" || word == "ref" => return None,
            TokenTree::Punct(mark) if !matches!(mark.as_char(), ',' | ':') => return None,
            TokenTree::Literal(_) => return None,
            TokenTree::Group(group) => {
                let mut inside = Group::new(group.delimiter(), rebuilt(group.stream())?);
                inside.set_span(group.span());
                TokenTree::Group(inside)
            }
            other => other,
        });
    }
    Some(value)
}

fn opaque(index: usize, span: Span) -> TokenStream {
    new_ident(format_args!("__demono_arg_{index}"), span).into_token_stream()
}
