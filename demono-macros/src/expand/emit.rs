//! The two functions, as tokens.
//!
//! In: everything decided. Out: [`Split`]. Nothing is decided or refused here.
//!
//! ```text
//! Input:  pub fn f<P: AsRef<Path>>(p: P, n: usize) -> R { body }
//! Output: #[inline] pub fn f<P: AsRef<Path>>(p: P, n: usize) -> R {
//!             #[inline(never)] fn __demono_inner(p: &Path, n: usize) -> R { body }
//!             __demono_inner(::core::convert::AsRef::as_ref(&p), n)
//!         }
//! ```

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned, ToTokens};
use syn::ext::IdentExt;
use syn::{
    FnArg, GenericParam, ItemFn, Pat, PatIdent, ReceiverKind, ReturnType, Safety, Visibility,
    WherePredicate,
};

use super::attributes::Attributes;
use super::generics::Generics;
use super::lifetimes::{normalize, Normalized};
use super::mentions::{self, Mentions};
use super::namer::{lifetime_tokens, retain_in_use};
use super::options::Options;
use super::placement::{Placement, Staying};
use super::plan::{Param, Plan, Role};
use super::tokens::{punct, rooted};
use super::walk::{Body, Context};

/// The shim, and the inner beside it unless it is inside.
pub(crate) struct Split {
    shim: TokenStream,
    sibling: Option<TokenStream>,
}

impl ToTokens for Split {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.shim.to_tokens(tokens);
        self.sibling.to_tokens(tokens);
    }
}

pub(crate) fn emit(
    function: &ItemFn,
    generics: &Generics<'_>,
    plan: &Plan<'_>,
    body: &Body,
    mentions: &Mentions<'_>,
    options: &Options,
) -> Split {
    let placement = Placement::of(function, mentions);
    let emitter = Emitter {
        function,
        plan,
        options,
        placement,
        staying: Staying::of(function, generics, plan, mentions),
        attributes: Attributes::of(&function.attrs, placement, function.sig.asyncness.is_some()),
        inner_name: inner_name(function, placement),
        span: function.sig.ident.span().resolved_at(Span::mixed_site()),
    };
    let inner = emitter.inner(generics, body);
    match placement {
        Placement::Nested => Split {
            shim: emitter.shim(Some(inner)),
            sibling: None,
        },
        Placement::Sibling => Split {
            shim: emitter.shim(None),
            sibling: Some(inner),
        },
    }
}

fn inner_name(function: &ItemFn, placement: Placement) -> Ident {
    let name = &function.sig.ident;
    let span = name.span().resolved_at(Span::mixed_site());
    match placement {
        Placement::Nested => Ident::new("__demono_inner", span),
        Placement::Sibling => format_ident!("__demono_{}", name.unraw(), span = span),
    }
}

struct Emitter<'a> {
    function: &'a ItemFn,
    plan: &'a Plan<'a>,
    options: &'a Options,
    placement: Placement,
    staying: Staying<'a>,
    attributes: Attributes,
    inner_name: Ident,
    span: Span,
}

impl Emitter<'_> {
    // ---- the shim

    fn shim(&self, nested: Option<TokenStream>) -> TokenStream {
        let attributes = &self.attributes.shim;
        let span = self.span;
        let inline = (!self.attributes.has_inline).then(|| quote_spanned!(span=> #[inline]));
        let ItemFn {
            attrs: _,
            vis,
            modifiers: _,
            sig,
            block: _,
        } = self.function;
        let syn::Signature {
            constness: _,
            asyncness,
            safety,
            abi,
            fn_token,
            ident,
            generics,
            paren_token,
            inputs: _,
            variadic: _,
            output,
        } = sig;
        let where_clause = &generics.where_clause;
        let inputs = self.shim_inputs();
        let mut parameters = TokenStream::new();
        paren_token.surround(&mut parameters, |tokens| inputs.to_tokens(tokens));
        let call = self.call();
        // With the user's braces the shim is the user's function in the eyes of
        // clippy (missing_errors_doc) and of coverage tools (rust#131119).
        let mut block = TokenStream::new();
        self.function
            .block
            .brace_token
            .surround(&mut block, |tokens| {
                tokens.extend(quote!(#nested #call));
            });
        quote! {
            #(#attributes)* #inline
            #vis #asyncness #safety #abi #fn_token #ident #generics #parameters #output
            #where_clause #block
        }
    }

    /// The parameters as callers and documentation see them. `mut` belongs to the
    /// inner's bindings; only what is borrowed mutably here needs it.
    fn shim_inputs(&self) -> TokenStream {
        let mut typed = self.plan.params.iter().enumerate();
        let mut inputs = TokenStream::new();
        for pair in self.function.sig.inputs.pairs() {
            let (input, comma) = pair.into_tuple();
            match input {
                FnArg::Receiver(receiver) => {
                    let mut receiver = receiver.clone();
                    if !matches!(receiver.kind, ReceiverKind::Reference(..)) {
                        receiver.mutability = None;
                    }
                    receiver.to_tokens(&mut inputs);
                }
                FnArg::Typed(arg) => {
                    if let Some((index, param)) = typed.next() {
                        let attrs = &arg.attrs;
                        let pat = self.shim_pattern(index, param);
                        let colon = &arg.colon_token;
                        let ty = &arg.ty;
                        inputs.extend(quote!(#(#attrs)* #pat #colon #ty));
                    }
                }
            }
            comma.to_tokens(&mut inputs);
        }
        inputs
    }

    fn shim_pattern(&self, index: usize, param: &Param<'_>) -> TokenStream {
        match param.role {
            Role::Unnamed => param.arg.pat.to_token_stream(),
            Role::Convert(converted) => {
                let converted = &self.plan.converted[converted];
                let name = converted.name;
                let conversion = &converted.conversion;
                let by_mut = conversion.kind.is_mut() && conversion.borrows_from_shim();
                let mutability = by_mut.then(|| quote_spanned!(self.span=> mut));
                quote!(#mutability #name)
            }
            Role::Keep | Role::Skip => {
                kept_value(&param.arg.pat).unwrap_or_else(|| opaque(index, self.span))
            }
        }
    }

    /// The call of the inner. Arguments are evaluated from left to right.
    fn call(&self) -> TokenStream {
        let span = self.span;
        let inner = &self.inner_name;
        let is_async = self.function.sig.asyncness.is_some();
        let mut values: Vec<(Option<&Ident>, TokenStream)> = Vec::new();
        for (index, param) in self.plan.params.iter().enumerate() {
            match param.role {
                Role::Unnamed => {}
                Role::Convert(converted) => {
                    let converted = &self.plan.converted[converted];
                    values.push((
                        Some(converted.name),
                        converted.conversion.shim_value(converted.name),
                    ));
                }
                Role::Keep | Role::Skip => {
                    let value =
                        kept_value(&param.arg.pat).unwrap_or_else(|| opaque(index, self.span));
                    let name = match &*param.arg.pat {
                        Pat::Ident(pat) => Some(&pat.ident),
                        _ => None,
                    };
                    values.push((name, value));
                }
            }
        }
        let underscored =
            |name: &Option<&Ident>| name.is_some_and(|name| name.to_string().starts_with('_'));
        // A statement each, where a borrow must not be held over the `await`
        // (before Rust 1.73 the whole statement counted), and where the user's
        // `_name` would raise `used_underscore_binding` (tracing#2822).
        let with_statements = is_async || values.iter().any(|(name, _)| underscored(name));
        let mut statements = TokenStream::new();
        let mut arguments: Vec<TokenStream> = Vec::new();
        for (index, (name, value)) in values.into_iter().enumerate() {
            if with_statements {
                let local = format_ident!("__demono_{}", index, span = span);
                let allow = underscored(&name)
                    .then(|| quote_spanned!(span=> #[allow(clippy::used_underscore_binding)]));
                statements.extend(quote_spanned!(span=> #allow let #local = #value;));
                arguments.push(local.into_token_stream());
            } else {
                arguments.push(value);
            }
        }
        let receiver = self.function.sig.receiver().map(|receiver| {
            let self_token = &receiver.self_token;
            quote_spanned!(span=> #self_token,)
        });
        let path = match self.placement {
            Placement::Nested => quote!(#inner),
            Placement::Sibling => quote_spanned!(span=> Self::#inner),
        };
        let turbofish = self.turbofish();
        let mut call = quote_spanned!(span=> #path #turbofish (#receiver #(#arguments),*));
        if let Safety::Unsafe(_) = self.function.sig.safety {
            call = quote_spanned!(span=> unsafe { #call });
        }
        if is_async {
            call = quote_spanned!(span=> #call.await);
        }
        quote!(#statements #call)
    }

    /// What stays is named, because it may be nowhere else in the signature.
    fn turbofish(&self) -> Option<TokenStream> {
        let span = self.span;
        let names: Vec<&Ident> = self
            .function
            .sig
            .generics
            .params
            .iter()
            .filter_map(|param| match param {
                GenericParam::Type(param) => Some(&param.ident),
                GenericParam::Const(param) => Some(&param.ident),
                GenericParam::Lifetime(_) => None,
            })
            .filter(|name| self.staying.contains(name))
            .collect();
        (!names.is_empty()).then(|| quote_spanned!(span=> ::<#(#names),*>))
    }

    // ---- the inner

    fn inner(&self, generics: &Generics<'_>, body: &Body) -> TokenStream {
        let span = self.span;
        let normalized = normalize(self.function, self.plan);
        let syn::Signature {
            constness: _,
            asyncness,
            safety,
            abi: _,
            fn_token,
            ident: _,
            generics: _,
            paren_token,
            inputs: _,
            variadic: _,
            output: _,
        } = &self.function.sig;
        let (inner_generics, where_clause) = self.inner_generics(generics, &normalized, body);
        let inputs = self.inner_inputs(&normalized, body);
        let mut parameters = TokenStream::new();
        paren_token.surround(&mut parameters, |tokens| inputs.to_tokens(tokens));
        let output = self.inner_output(&normalized);
        let name = &self.inner_name;
        let attributes = &self.attributes.inner;
        let generated = self.inner_attributes(body);

        let mut block = TokenStream::new();
        let inner_attributes = &self.attributes.body;
        let stmts = &body.tokens;
        self.function
            .block
            .brace_token
            .surround(&mut block, |tokens| {
                tokens.extend(quote!(#(#inner_attributes)* #stmts));
            });
        quote_spanned! {span=>
            #generated #(#attributes)*
            #asyncness #safety #fn_token #name #inner_generics #parameters #output
            #where_clause #block
        }
    }

    fn inner_attributes(&self, body: &Body) -> TokenStream {
        let span = self.span;
        let hidden =
            (self.placement == Placement::Sibling).then(|| quote_spanned!(span=> #[doc(hidden)]));
        let never = (!self.options.inline).then(|| quote_spanned!(span=> #[inline(never)]));
        let mut lints = SAID_AT_THE_SHIM.to_vec();
        if !matches!(self.function.vis, Visibility::Inherited) {
            lints.extend(SPARING_WHAT_IS_PUBLIC);
        }
        // The conversion consumes the caller's value; whether the body consumes what
        // it became is no news.
        if self.keeps_a_converted_value(body) {
            lints.push("clippy::needless_pass_by_value");
        }
        if self.attributes.is_deprecated {
            // Inside a deprecated function its own name is no news.
            lints.push("deprecated");
        }
        let lints = lint_list(&lints, span);
        quote_spanned!(span=> #hidden #never #[allow(#lints)])
    }

    /// Whether an owned value is used without its own conversion, as in bodies that
    /// were written for the target type.
    fn keeps_a_converted_value(&self, body: &Body) -> bool {
        let converted = self.plan.converted.iter().zip(&body.uses);
        converted
            .filter(|(converted, _)| !converted.conversion.kind.borrows())
            .any(|(_, uses)| uses.own == 0 && !uses.bare.is_empty())
    }

    fn inner_inputs(&self, normalized: &Normalized, body: &Body) -> TokenStream {
        let mut inputs = Vec::new();
        if let Some(receiver) = &normalized.receiver {
            inputs.push(receiver.to_token_stream());
        }
        for (param, ty) in self.plan.params.iter().zip(&normalized.types) {
            let attrs = &param.arg.attrs;
            let colon = &param.arg.colon_token;
            let pat = match param.role {
                Role::Unnamed => continue,
                Role::Keep | Role::Skip => param.arg.pat.to_token_stream(),
                Role::Convert(index) => self.converted_binding(index, body),
            };
            inputs.push(quote!(#(#attrs)* #pat #colon #ty));
        }
        quote!(#(#inputs),*)
    }

    fn converted_binding(&self, index: usize, body: &Body) -> TokenStream {
        let converted = &self.plan.converted[index];
        let name = converted.name;
        let borrows_mut = body.uses[index]
            .bare
            .iter()
            .any(|bare| bare.context == Context::MutBorrow);
        let mutability = if converted.conversion.kind.is_mut() {
            borrows_mut.then(|| quote_spanned!(self.span=> mut))
        } else {
            converted.pat.mutability.map(ToTokens::into_token_stream)
        };
        quote!(#mutability #name)
    }

    fn inner_output(&self, normalized: &Normalized) -> TokenStream {
        let span = self.span;
        let (ReturnType::Type(arrow, _), Some(output)) =
            (&self.function.sig.output, &normalized.output)
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
        let erased: Vec<&Ident> = generics
            .types
            .iter()
            .map(|generic| &generic.param.ident)
            .chain(generics.consts.iter().map(|param| &param.ident))
            .filter(|name| !self.staying.contains(name))
            .collect();
        let mentions_erased = |predicate: &WherePredicate| {
            erased
                .iter()
                .any(|name| mentions::first(predicate, name).is_some())
        };
        let predicates: Vec<&WherePredicate> = self
            .function
            .sig
            .generics
            .where_clause
            .iter()
            .flat_map(|clause| &clause.predicates)
            .filter(|predicate| !mentions_erased(predicate))
            .collect();
        let lifetimes = self.kept_lifetimes(normalized, &predicates, body);
        let is_kept = |predicate: &&&WherePredicate| match predicate {
            WherePredicate::Lifetime(of_lifetime) => lifetimes
                .iter()
                .any(|kept| kept.ident == of_lifetime.lifetime.ident),
            _ => true,
        };
        let predicates: Vec<_> = predicates.iter().filter(is_kept).collect();

        let mut params: Vec<TokenStream> = Vec::new();
        for param in &self.function.sig.generics.params {
            match param {
                GenericParam::Lifetime(param) => {
                    if lifetimes
                        .iter()
                        .any(|kept| kept.ident == param.lifetime.ident)
                    {
                        params.push(param.to_token_stream());
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
        let new = normalized
            .new
            .iter()
            .map(|name| lifetime_tokens(name).into_iter().collect());
        let params: Vec<TokenStream> = new.chain(params).collect();
        (
            (!params.is_empty()).then(|| quote_spanned!(span=> <#(#params),*>)),
            (!predicates.is_empty()).then(|| quote_spanned!(span=> where #(#predicates),*)),
        )
    }

    /// The function's own lifetimes that something of the inner names.
    fn kept_lifetimes(
        &self,
        normalized: &Normalized,
        predicates: &[&WherePredicate],
        body: &Body,
    ) -> Vec<&syn::Lifetime> {
        let declared = || {
            self.function
                .sig
                .generics
                .params
                .iter()
                .filter_map(|param| match param {
                    GenericParam::Lifetime(param) => Some(param),
                    _ => None,
                })
        };
        if declared().next().is_none() {
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
        for param in &self.function.sig.generics.params {
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
        let mut kept: Vec<&syn::Lifetime> = Vec::new();
        loop {
            let next = declared().find(|param| {
                let is_kept = kept.iter().any(|kept| kept.ident == param.lifetime.ident);
                !is_kept && named.contains(&param.lifetime.ident)
            });
            let Some(param) = next else { return kept };
            kept.push(&param.lifetime);
            named.extend(param.bounds.iter().map(|bound| bound.ident.clone()));
            for predicate in self
                .function
                .sig
                .generics
                .where_clause
                .iter()
                .flat_map(|w| &w.predicates)
            {
                if let WherePredicate::Lifetime(predicate) = predicate {
                    if predicate.lifetime.ident == param.lifetime.ident {
                        named.extend(predicate.bounds.iter().map(|bound| bound.ident.clone()));
                    }
                }
            }
        }
    }
}

/// `a, clippy::b`
fn lint_list(names: &[&str], span: Span) -> TokenStream {
    let mut tokens = TokenStream::new();
    for name in names {
        for (index, part) in name.split("::").enumerate() {
            if index > 0 {
                tokens.extend(rooted(span, &[part]));
            } else {
                tokens.extend([TokenTree::Ident(Ident::new(part, span))]);
            }
        }
        tokens.extend(punct(span, ','));
    }
    tokens
}

/// What is said of the signature is said at the shim; and the inner's own lifetimes
/// are nobody's business. The first is for compilers that do not know the others.
const SAID_AT_THE_SHIM: [&str; 13] = [
    "unknown_lints",
    "impl_trait_overcaptures",
    "single_use_lifetimes",
    "unused_lifetimes",
    "clippy::elidable_lifetime_names",
    "clippy::extra_unused_lifetimes",
    "clippy::fn_params_excessive_bools",
    "clippy::missing_const_for_fn",
    "clippy::needless_lifetimes",
    "clippy::result_large_err",
    "clippy::too_many_arguments",
    "clippy::too_many_lines",
    "clippy::type_complexity",
];

/// These spare what is public, and the inner is not.
const SPARING_WHAT_IS_PUBLIC: [&str; 4] = [
    "clippy::large_types_passed_by_value",
    "clippy::trivially_copy_pass_by_ref",
    "clippy::unnecessary_wraps",
    "clippy::unused_self",
];

/// A pattern as the expression that builds the value again, so that documentation
/// shows the user's pattern (gitoxide#1997). Nothing for a pattern that does not
/// keep all of the value.
fn kept_value(pat: &Pat) -> Option<TokenStream> {
    let all = |elems: &syn::punctuated::Punctuated<Pat, syn::Token![,]>| {
        elems.iter().map(kept_value).collect::<Option<Vec<_>>>()
    };
    match pat {
        Pat::Ident(PatIdent {
            by_ref: None,
            subpat: None,
            ident,
            ..
        }) => Some(ident.to_token_stream()),
        Pat::Paren(paren) => kept_value(&paren.pat),
        Pat::Tuple(tuple) => {
            let elems = all(&tuple.elems)?;
            Some(quote!((#(#elems,)*)))
        }
        Pat::TupleStruct(tuple) if tuple.qself.is_none() => {
            let path = &tuple.path;
            let elems = all(&tuple.elems)?;
            Some(quote!(#path(#(#elems),*)))
        }
        Pat::Struct(of_struct) if of_struct.rest.is_none() && of_struct.qself.is_none() => {
            let path = &of_struct.path;
            let fields = of_struct
                .fields
                .iter()
                .map(|field| {
                    let member = &field.member;
                    let value = kept_value(&field.pat)?;
                    Some(if field.colon_token.is_some() {
                        quote!(#member: #value)
                    } else {
                        value
                    })
                })
                .collect::<Option<Vec<_>>>()?;
            Some(quote!(#path { #(#fields),* }))
        }
        _ => None,
    }
}

fn opaque(index: usize, span: Span) -> TokenStream {
    format_ident!("__demono_arg_{}", index, span = span).into_token_stream()
}
