//! Small pieces of output.
//!
//! Functions and not `quote!`, where a piece is needed in many places: every user
//! builds this crate, and each `quote!` is code of its own.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};
use syn::punctuated::Pair;
use syn::Path;

/// Tokens as a stream.
pub(crate) fn stream(tokens: &[TokenTree]) -> TokenStream {
    let mut stream = TokenStream::new();
    for token in tokens {
        token.to_tokens(&mut stream);
    }
    stream
}

/// `new_ident(format_args!("__demono_{index}"), span)`
pub(crate) fn new_ident(name: std::fmt::Arguments<'_>, span: Span) -> Ident {
    Ident::new(&std::fmt::format(name), span)
}

/// `::core::convert::Into::into`: a rooted path.
pub(crate) fn rooted(span: Span, segments: &[&str]) -> TokenStream {
    let mut tokens = Vec::with_capacity(segments.len() * 3);
    for segment in segments {
        for spacing in &[Spacing::Joint, Spacing::Alone] {
            let mut colon = Punct::new(':', *spacing);
            colon.set_span(span);
            tokens.push(TokenTree::Punct(colon));
        }
        tokens.push(TokenTree::Ident(Ident::new(segment, span)));
    }
    tokens.into_iter().collect()
}

/// `a::Trait` of `a::Trait<T>`
pub(crate) fn without_arguments(path: &Path) -> TokenStream {
    let mut tokens = path.leading_colon.to_token_stream();
    for pair in path.segments.pairs() {
        match pair {
            Pair::Punctuated(segment, colons) => {
                segment.to_tokens(&mut tokens);
                colons.to_tokens(&mut tokens);
            }
            Pair::End(last) => last.ident.to_tokens(&mut tokens),
        }
    }
    tokens
}

/// `use a::Trait as _;`, which need not be used.
pub(crate) fn import(path: TokenStream) -> TokenStream {
    let path = unlinted(path);
    let span = Span::mixed_site();
    quote::quote_spanned!(span=> use #path as _;)
}

/// The tokens as those of an expansion, in which rustc reports nothing unused.
pub(crate) fn unlinted(tokens: TokenStream) -> TokenStream {
    let mut output = TokenStream::new();
    for mut token in tokens {
        // `$crate` means another crate there.
        let of_macro = matches!(&token, TokenTree::Ident(word) if word == "$crate");
        if let TokenTree::Group(of) = &token {
            let inside = unlinted(of.stream());
            token = TokenTree::Group(Group::new(of.delimiter(), inside));
        }
        if !of_macro {
            token.set_span(token.span().resolved_at(Span::mixed_site()));
        }
        output.append(token);
    }
    output
}

/// `[a, Trait]` of `a::Trait<T>`
pub(crate) fn segment_names(path: &Path) -> Vec<&Ident> {
    let mut names = Vec::new();
    for segment in &path.segments {
        names.push(&segment.ident);
    }
    names
}

/// `a, b`
pub(crate) fn separated(span: Span, parts: &[TokenStream], mark: char) -> TokenStream {
    let mut tokens = TokenStream::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            tokens.extend(punct(span, mark));
        }
        tokens.extend(part.clone());
    }
    tokens
}

/// `a, b,`
pub(crate) fn terminated(span: Span, parts: &[TokenStream], mark: char) -> TokenStream {
    let mut tokens = separated(span, parts, mark);
    if !parts.is_empty() {
        tokens.extend(punct(span, mark));
    }
    tokens
}

/// `function(argument, argument)`
pub(crate) fn call(span: Span, function: TokenStream, arguments: &[TokenStream]) -> TokenStream {
    let inside = separated(span, arguments, ',');
    let mut call = function;
    call.extend(group(span, Delimiter::Parenthesis, inside));
    call
}

/// `&name`, `&mut name`, `&*name`: a borrow of a name.
pub(crate) fn borrow(span: Span, mutable: bool, deref: bool, name: &Ident) -> TokenStream {
    let mut tokens = punct(span, '&');
    if mutable {
        tokens.append(Ident::new("mut", span));
    }
    if deref {
        tokens.extend(punct(span, '*'));
    }
    name.to_tokens(&mut tokens);
    tokens
}

pub(crate) fn group(span: Span, delimiter: Delimiter, inside: TokenStream) -> TokenStream {
    let mut group = Group::new(delimiter, inside);
    group.set_span(span);
    TokenTree::Group(group).into()
}

pub(crate) fn punct(span: Span, character: char) -> TokenStream {
    let mut punct = Punct::new(character, Spacing::Alone);
    punct.set_span(span);
    TokenTree::Punct(punct).into()
}
