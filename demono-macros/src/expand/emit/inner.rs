//! The inner: the one function with the body.
//!
//! In: what [`Emitter`] knows. Out: its tokens.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned, ToTokens};
use syn::{GenericParam, LifetimeParam, ReturnType, WherePredicate};

use crate::expand::body::hoist::Hoisted;
use crate::expand::body::Body;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::uses::Context;
use crate::expand::emit::emitter::Emitter;
use crate::expand::emit::helper::Method;
use crate::expand::input::function::Function;
use crate::expand::plan::early::Early;
use crate::expand::plan::normalize::{normalize, Normalized};
use crate::expand::plan::parameters::Role;
use crate::expand::plan::placement::Placement;
use crate::expand::syntax::build::{
    borrow, group, new_ident, rooted, separated, stream, terminated, unlinted,
};
use crate::expand::syntax::cursor::position_of;
use crate::expand::syntax::generics::{predicates_of, Generics};
use crate::expand::syntax::lifetimes::{lifetime_tokens, retain_in_use};
use crate::expand::syntax::mentions;
use crate::expand::syntax::mentions::Mentions;

/// The inner, and what a helper trait has to know of it.
pub(crate) struct Inner {
    /// Its types, without the receiver's.
    pub(crate) signature: TokenStream,
    pub(crate) method: Method,
}

impl Emitter<'_> {
    pub(crate) fn inner(&self, generics: &Generics<'_>, body: &Body) -> Inner {
        let span = self.span;
        let normalized = normalize(self.function, self.plan);
        let Function {
            asyncness,
            unsafety,
            fn_token,
            paren,
            brace,
            inner_attrs,
            ..
        } = self.function;
        let (inner_generics, where_clause) = self.inner_generics(generics, &normalized, body);
        let inputs = self.inner_inputs(&normalized, body);
        let parameters = group(paren.span.join(), Delimiter::Parenthesis, inputs);
        let output = self.inner_output(&normalized);
        let name = &self.inner_name;
        let attributes = &self.attributes.inner;
        let lints = self.inner_lints(&normalized, inner_generics.is_some(), body);
        let hidden =
            (self.placement == Placement::Sibling).then(|| quote_spanned!(span=> #[doc(hidden)]));
        let never = (!self.options.inline).then(|| quote_spanned!(span=> #[inline(never)]));

        let mut block = inner_attrs.clone();
        for converted in &self.plan.converted {
            if let Some(object) = converted.object() {
                block.extend(object.imports());
            }
            if let Some(standard) = converted.conversion.standard() {
                block.extend(standard.imports());
            }
        }
        for converted in &self.plan.converted {
            if let Some(prelude) = converted.prelude() {
                block.extend(prelude);
            }
        }
        match &self.early {
            Some(early) => block.extend(self.after(early, body.tokens.clone())),
            None => block.extend(body.tokens.clone()),
        }
        // What is done early is no part of the future, so that makes the future.
        let asyncness = asyncness.as_ref().filter(|_| self.early.is_none());
        let output = if self.early.is_some() {
            let future = rooted(span, &["core", "future", "Future"]);
            let ty = match &self.function.output {
                ReturnType::Type(_, ty) => ty.to_token_stream(),
                ReturnType::Default => quote_spanned!(span=> ()),
            };
            quote_spanned!(span=> -> impl #future<Output = #ty>)
        } else {
            output
        };
        let block = group(brace.span.join(), Delimiter::Brace, block);
        // A helper trait and its impl allow them already.
        let allow =
            (self.placement != Placement::Helper).then(|| quote_spanned!(span=> #[allow(#lints)]));
        let definition = quote_spanned! {span=>
            #hidden #never #allow #attributes
            #asyncness #unsafety #fn_token #name #inner_generics #parameters #output
            #where_clause #block
        };
        let (mut signature, mut declaration) = (TokenStream::new(), TokenStream::new());
        if self.placement == Placement::Helper {
            let mut types: Vec<TokenStream> = Vec::new();
            for ty in &normalized.types {
                types.push(self.explicit(ty));
            }
            let output = self.explicit(&output);
            let all = terminated(span, &types, ',');
            signature = quote_spanned!(span=> #inner_generics #all #output #where_clause);
            let receiver = self.function.receiver.as_ref();
            let receiver = receiver.map(|receiver| {
                let receiver = receiver.tokens(false);
                quote_spanned!(span=> #receiver,)
            });
            let mut params = Vec::new();
            for (index, ty) in types.iter().enumerate() {
                if self.plan.params[index].role != Role::Unnamed {
                    let name = new_ident(format_args!("__demono_{index}"), span);
                    params.push(quote_spanned!(span=> #name: #ty));
                }
            }
            for Hoisted { name, ty, .. } in &body.hoisted {
                params.push(quote_spanned!(span=> #name: #ty));
            }
            let params = separated(span, &params, ',');
            declaration = quote_spanned! {span=>
                #asyncness #unsafety #fn_token #name #inner_generics (#receiver #params) #output
                #where_clause
            };
        }
        Inner {
            signature,
            method: Method {
                declaration,
                definition,
                allow: lints,
            },
        }
    }

    /// `let n = ..; async move { rest }`, where the future drops what it has in the order in
    /// which it is mentioned.
    fn after(&self, early: &Early, body: TokenStream) -> TokenStream {
        let span = self.span;
        let tokens: Vec<TokenTree> = body.into_iter().collect();
        let end = position_of(&tokens, ';').map_or(0, |end| end + 1);
        let mut names = Vec::new();
        for name in early.later.iter().chain([&early.name]).rev() {
            names.push(borrow(span, false, false, name));
        }
        let names = terminated(span, &names, ',');
        let (statement, rest) = (stream(&tokens[..end]), stream(&tokens[end..]));
        quote_spanned!(span=> #statement async move { let _ = (#names); #rest })
    }

    /// A type of a helper trait's declaration. There `Self` can be any type, so that it may
    /// not occur in the length of an array.
    fn explicit(&self, ty: &TokenStream) -> TokenStream {
        match self.header {
            Some(header) => header.with_explicit_self(ty.clone()),
            None => ty.clone(),
        }
    }

    fn inner_inputs(&self, normalized: &Normalized, body: &Body) -> TokenStream {
        let mut inputs = Vec::new();
        if let Some(receiver) = &normalized.receiver {
            inputs.push(receiver.to_token_stream());
        }
        for (index, param) in self.plan.params.iter().enumerate() {
            let ty = &normalized.types[index];
            let mut input = TokenStream::new();
            for attr in &param.arg.attrs {
                attr.to_tokens(&mut input);
            }
            let pat = match param.role {
                Role::Unnamed => continue,
                Role::Keep | Role::Skip => param.arg.pat.to_token_stream(),
                Role::Convert(index) => self.converted_binding(index, body),
            };
            input.extend(pat);
            param.arg.colon.to_tokens(&mut input);
            input.extend(ty.clone());
            inputs.push(input);
        }
        for Hoisted { name, ty, .. } in &body.hoisted {
            inputs.push(quote_spanned!(self.span=> #name: #ty));
        }
        separated(Span::call_site(), &inputs, ',')
    }

    fn converted_binding(&self, index: usize, body: &Body) -> TokenStream {
        let converted = &self.plan.converted[index];
        let name = converted.name;
        let borrows_mut = body.uses[index]
            .first_in(&|context| context == Context::MutBorrow)
            .is_some();
        let mutability = if let Some(object) = converted.object() {
            // After a prelude, which has the `mut`, and where every use borrows again, the
            // binding itself need not be mutable.
            let keeps = match converted.conversion.form {
                Form::Value => borrows_mut && !object.is_plain(),
                _ => true,
            };
            let mutability = converted.mutability.filter(|_| keeps);
            let is_param = converted.prelude().is_none();
            mutability
                .filter(|_| is_param)
                .map(ToTokens::into_token_stream)
        } else if converted.conversion.is_mut() {
            borrows_mut.then(|| quote_spanned!(self.span=> mut))
        } else {
            converted.mutability.map(ToTokens::into_token_stream)
        };
        quote!(#mutability #name)
    }

    fn inner_output(&self, normalized: &Normalized) -> TokenStream {
        let span = self.span;
        let (ReturnType::Type(arrow, _), Some(output)) =
            (&self.function.output, &normalized.output)
        else {
            return TokenStream::new();
        };
        match &normalized.capturing {
            None => {
                let output = retain_in_use(output.clone(), &|name| self.staying.contains(name));
                quote!(#arrow #output)
            }
            Some(capturing) => {
                // Only edition 2024 captures lifetimes by itself, and only it is sure
                // to know `use<..>`: there `gen` is no type. What counts is the edition
                // of the token `impl`; a span of this expansion has that of this crate.
                let r#gen = Ident::new("gen", capturing.span);
                let capturing = &capturing.ty;
                quote_spanned!(span=> #arrow ::demono::__private::by_edition!(#r#gen {#output} {#capturing}))
            }
        }
    }

    /// The generics that the inner still needs, with their bounds.
    fn inner_generics(
        &self,
        generics: &Generics<'_>,
        normalized: &Normalized,
        body: &Body,
    ) -> (Option<TokenStream>, Option<TokenStream>) {
        let span = self.span;
        let names = generics.names();
        let mut of_staying: Vec<&WherePredicate> = Vec::new();
        for &predicate in &predicates_of(&self.function.generics) {
            let mut mentions = Mentions::of(&names);
            mentions.scan(predicate.to_token_stream());
            if self.staying.contains_all(&mentions.generics) {
                of_staying.push(predicate);
            }
        }
        let lifetimes = self.kept_lifetimes(normalized, &of_staying, body);
        let mut predicates: Vec<TokenStream> = Vec::new();
        for predicate in &of_staying {
            match predicate {
                WherePredicate::Lifetime(of_lifetime)
                    if !lifetimes.contains(&&of_lifetime.lifetime.ident)
                        && declares_lifetime(
                            &self.function.generics,
                            &of_lifetime.lifetime.ident,
                        ) => {}
                // Those of the impl are there anyway.
                _ => predicates.push(predicate.to_token_stream()),
            }
        }

        let mut params: Vec<TokenStream> = Vec::new();
        for name in &normalized.own {
            params.push(lifetime_tokens(name));
        }
        for name in &normalized.new {
            params.push(lifetime_tokens(name));
        }
        for param in &self.function.generics.params {
            match param {
                GenericParam::Lifetime(param) => {
                    // Whether it is needed is for rustc to say at the shim.
                    if lifetimes.contains(&&param.lifetime.ident) {
                        params.push(unlinted(param.to_token_stream()));
                    }
                }
                GenericParam::Type(syn::TypeParam { ident, .. })
                | GenericParam::Const(syn::ConstParam { ident, .. }) => {
                    if self.staying.contains(ident) {
                        params.push(param.to_token_stream());
                    }
                }
            }
        }
        let list = separated(span, &params, ',');
        let clause = separated(span, &predicates, ',');
        (
            (!params.is_empty()).then(|| quote_spanned!(span=> <#list>)),
            (!predicates.is_empty()).then(|| quote_spanned!(span=> where #clause)),
        )
    }

    /// The function's own lifetimes that something of the inner names.
    fn kept_lifetimes(
        &self,
        normalized: &Normalized,
        predicates: &[&WherePredicate],
        body: &Body,
    ) -> Vec<&Ident> {
        let mut declared: Vec<&LifetimeParam> = Vec::new();
        for param in &self.function.generics.params {
            if let GenericParam::Lifetime(param) = param {
                declared.push(param);
            }
        }
        if declared.is_empty() {
            return Vec::new();
        }
        let mut named: Vec<Ident> = Vec::new();
        let mut take = |syntax: &dyn ToTokens| named.extend(mentions::lifetimes_of(syntax));
        for ty in &normalized.types {
            take(ty);
        }
        take(&normalized.receiver);
        take(&normalized.output);
        take(&body.tokens);
        for param in &self.function.generics.params {
            if let GenericParam::Type(param) = param {
                if self.staying.contains(&param.ident) {
                    take(param);
                }
            }
        }
        for predicate in predicates {
            if let WherePredicate::Type(predicate) = predicate {
                take(predicate);
            }
        }
        // `'a: 'b` needs `'b`, too.
        let mut kept: Vec<&Ident> = Vec::new();
        let mut at = 0;
        while let Some(param) = declared.get(at) {
            at += 1;
            let name = &param.lifetime.ident;
            if kept.contains(&name) || !named.contains(name) {
                continue;
            }
            // What it needs may have been passed over already.
            at = 0;
            kept.push(name);
            named.append(&mut mentions::lifetimes_of(&param.bounds));
            for &predicate in &predicates_of(&self.function.generics) {
                if let WherePredicate::Lifetime(predicate) = predicate {
                    if predicate.lifetime.ident == *name {
                        named.append(&mut mentions::lifetimes_of(&predicate.bounds));
                    }
                }
            }
        }
        kept
    }
}

fn declares_lifetime(generics: &syn::Generics, name: &Ident) -> bool {
    for param in &generics.params {
        if matches!(param, GenericParam::Lifetime(param) if param.lifetime.ident == *name) {
            return true;
        }
    }
    false
}
