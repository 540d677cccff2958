//! What the attribute stands on.
//!
//! In: the item's tokens. Out: a [`Function`]. Refused: an item that is not a
//! function, a function without a body. Code that does not parse is neither: it
//! is passed through, so that rustc can say what is wrong with it.
//!
//! The signature is parsed; patterns and the body are kept as tokens. The attribute reads
//! what it needs from those, so that users of this crate need not build the parser for
//! expressions, which is as large as all the rest.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{
    parenthesized, token, Attribute, Generics, Ident, LitStr, ReturnType, Token, Type, Visibility,
};

use crate::expand::errors::cause::Cause;
use crate::expand::errors::Refusal;
use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::is_punct;
use crate::expand::syntax::generics::move_binders;
use crate::expand::syntax::mentions;

pub(crate) enum Input {
    Function(Box<Function>),
    Unparsed,
    Refused(Refusal),
}

/// A function with a body.
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) constness: Option<Token![const]>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) abi: Option<(Token![extern], Option<LitStr>)>,
    pub(crate) fn_token: Token![fn],
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) paren: token::Paren,
    pub(crate) receiver: Option<Receiver>,
    pub(crate) params: Vec<Argument>,
    pub(crate) variadic: Option<Token![...]>,
    pub(crate) output: ReturnType,
    pub(crate) brace: token::Brace,
    /// `#![...]` at the start of the body.
    pub(crate) inner_attrs: TokenStream,
    pub(crate) body: TokenStream,
}

/// `self` in any form, with the comma after it.
pub(crate) struct Receiver {
    pub(crate) attrs: Vec<Attribute>,
    /// `&'a mut`
    pub(crate) reference: TokenStream,
    /// `mut self`
    pub(crate) mutability: Option<Token![mut]>,
    pub(crate) self_token: Token![self],
    pub(crate) ty: Option<(Token![:], Type)>,
    pub(crate) comma: Option<Token![,]>,
}

pub(crate) struct Argument {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) pat: Pattern,
    pub(crate) colon: Token![:],
    pub(crate) ty: Type,
    pub(crate) comma: Option<Token![,]>,
}

pub(crate) enum Pattern {
    Wild(Token![_]),
    Name {
        mutability: Option<Token![mut]>,
        name: Ident,
    },
    Other(TokenStream),
}

impl Input {
    pub(crate) fn parse(item: &TokenStream) -> Self {
        let (head, body) = split_body(item);
        match syn::parse2::<Parsed>(head) {
            Ok(Parsed::Head(mut function)) => {
                if let Some(body) = body {
                    function.brace.span = body.delim_span();
                    function.take_body(body.stream());
                    return Input::Function(function);
                }
                Input::Unparsed
            }
            Ok(Parsed::NoBody(name)) => Input::Refused(Refusal::new(&name, Cause::NoBody)),
            Ok(Parsed::Other(keyword, kind)) => {
                Input::Refused(Refusal::new(&keyword, Cause::NotAFunction(kind)))
            }
            Err(_) => Input::Unparsed,
        }
    }
}

/// The item without its body, so that syn does not read the body.
fn split_body(item: &TokenStream) -> (TokenStream, Option<Group>) {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let body = match tokens.last() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let body = group.clone();
            tokens.pop();
            Some(body)
        }
        _ => None,
    };
    (tokens.into_iter().collect(), body)
}

impl Function {
    /// The statements, and the `#![...]` before them.
    fn take_body(&mut self, body: TokenStream) {
        let tokens: Vec<TokenTree> = body.clone().into_iter().collect();
        let mut at = 0;
        while is_punct(tokens.get(at), '#') && is_punct(tokens.get(at + 1), '!') {
            at = (at + 3).min(tokens.len());
        }
        let (attributes, statements) = tokens.split_at(at);
        self.inner_attrs = stream(attributes);
        self.body = match at {
            0 => body,
            _ => stream(statements),
        };
    }
}

enum Parsed {
    Head(Box<Function>),
    NoBody(Ident),
    Other(TokenTree, &'static str),
}

impl Parse for Parsed {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        if let Some((keyword, kind)) = other_item(input) {
            input.parse::<TokenStream>()?;
            return Ok(Parsed::Other(keyword, kind));
        }
        let constness = input.parse()?;
        let asyncness = input.parse()?;
        let unsafety = input.parse()?;
        let abi = if input.peek(Token![extern]) {
            Some((input.parse()?, input.parse()?))
        } else {
            None
        };
        let fn_token = input.parse()?;
        let name: Ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let content;
        let paren = parenthesized!(content in input);
        let receiver = Receiver::parse_if_any(&content)?;
        let mut params = Vec::new();
        let mut variadic = None;
        while !content.is_empty() {
            match Argument::parse_or_variadic(&content)? {
                Some(argument) => params.push(argument),
                None => {
                    variadic = Some(content.parse()?);
                    content.parse::<Option<Token![,]>>()?;
                }
            }
        }
        let output = input.parse()?;
        generics.where_clause = input.parse()?;
        move_binders(&mut generics);
        if input.peek(Token![;]) {
            input.parse::<Token![;]>()?;
            return Ok(Parsed::NoBody(name));
        }
        Ok(Parsed::Head(Box::new(Function {
            attrs,
            vis,
            constness,
            asyncness,
            unsafety,
            abi,
            fn_token,
            name,
            generics,
            paren,
            receiver,
            params,
            variadic,
            output,
            brace: token::Brace::default(),
            inner_attrs: TokenStream::new(),
            body: TokenStream::new(),
        })))
    }
}

/// The keyword of an item that is not a function.
fn other_item(input: ParseStream<'_>) -> Option<(TokenTree, &'static str)> {
    const KINDS: [(&str, &str); 8] = [
        ("enum", "an enum"),
        ("macro_rules", "a macro"),
        ("mod", "a module"),
        ("static", "a static"),
        ("struct", "a struct"),
        ("type", "a type alias"),
        ("union", "a union"),
        ("use", "an import"),
    ];
    let ahead = input.fork();
    if ahead.peek(Token![unsafe]) && !ahead.peek2(Token![extern]) {
        let _: Option<Token![unsafe]> = ahead.parse().ok()?;
    }
    let keyword = ahead.call(Ident::parse_any).ok()?;
    let is_const = keyword == "const" && ahead.peek(Ident) && ahead.peek2(Token![:]);
    let kind = KINDS
        .iter()
        .find(|(word, _)| keyword == word)
        .map(|(_, kind)| *kind);
    let kind = kind.or(is_const.then_some("a constant"))?;
    Some((TokenTree::Ident(keyword), kind))
}

impl Receiver {
    fn parse_if_any(input: ParseStream<'_>) -> syn::Result<Option<Self>> {
        let ahead = input.fork();
        ahead.call(Attribute::parse_outer)?;
        if ahead.peek(Token![&]) {
            ahead.parse::<Token![&]>()?;
            ahead.parse::<Option<syn::Lifetime>>()?;
        }
        ahead.parse::<Option<Token![mut]>>()?;
        if !ahead.peek(Token![self]) {
            return Ok(None);
        }
        let attrs = input.call(Attribute::parse_outer)?;
        let mut reference = TokenStream::new();
        let mut mutability = None;
        if input.peek(Token![&]) {
            input.parse::<Token![&]>()?.to_tokens(&mut reference);
            input
                .parse::<Option<syn::Lifetime>>()?
                .to_tokens(&mut reference);
            input
                .parse::<Option<Token![mut]>>()?
                .to_tokens(&mut reference);
        } else {
            mutability = input.parse()?;
        }
        let self_token = input.parse()?;
        let ty = if input.peek(Token![:]) {
            Some((input.parse()?, input.parse()?))
        } else {
            None
        };
        Ok(Some(Receiver {
            attrs,
            reference,
            mutability,
            self_token,
            ty,
            comma: input.parse()?,
        }))
    }

    /// The receiver without its comma.
    pub(crate) fn tokens(&self, with_mut: bool) -> TokenStream {
        let mut tokens = TokenStream::new();
        for attr in &self.attrs {
            attr.to_tokens(&mut tokens);
        }
        self.reference.to_tokens(&mut tokens);
        if with_mut {
            self.mutability.to_tokens(&mut tokens);
        }
        self.self_token.to_tokens(&mut tokens);
        if let Some((colon, ty)) = &self.ty {
            colon.to_tokens(&mut tokens);
            ty.to_tokens(&mut tokens);
        }
        tokens
    }
}

impl Argument {
    /// `None` where `...` follows.
    fn parse_or_variadic(input: ParseStream<'_>) -> syn::Result<Option<Self>> {
        if input.peek(Token![...]) {
            return Ok(None);
        }
        let attrs = input.call(Attribute::parse_outer)?;
        let pat = Pattern::parse(input)?;
        let colon = input.parse()?;
        if input.peek(Token![...]) {
            return Ok(None);
        }
        Ok(Some(Argument {
            attrs,
            pat,
            colon,
            ty: input.parse()?,
            comma: input.parse()?,
        }))
    }
}

impl Parse for Pattern {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![_]) && input.peek2(Token![:]) {
            return Ok(Pattern::Wild(input.parse()?));
        }
        let ahead = input.fork();
        let mutability: Option<Token![mut]> = ahead.parse()?;
        if ahead.peek(Ident) && ahead.peek2(Token![:]) && !ahead.peek2(Token![::]) {
            input.parse::<Option<Token![mut]>>()?;
            return Ok(Pattern::Name {
                mutability,
                name: input.parse()?,
            });
        }
        let mut tokens = TokenStream::new();
        while !input.peek(Token![:]) || input.peek(Token![::]) {
            if input.peek(Token![::]) {
                input.parse::<Token![::]>()?.to_tokens(&mut tokens);
            } else {
                input.parse::<TokenTree>()?.to_tokens(&mut tokens);
            }
        }
        Ok(Pattern::Other(tokens))
    }
}

/// Whether the body calls its function by name.
pub(crate) fn recursive(function: &Function) -> bool {
    let mut found = false;
    mentions::each_ident(&function.body, &mut |ident| {
        found |= *ident == function.name
    });
    found
}
