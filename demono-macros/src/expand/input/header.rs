//! What stands before the braces of an `impl` block or a `trait`.
//!
//! In: its tokens. Out: a [`Header`]: generics, trait and Self type, with every elided
//! lifetime named, so that a helper trait can have them all.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, GenericParam, Generics, Lifetime, LifetimeParam, Token, Type, Visibility};

use crate::expand::syntax::build::{group, without_arguments};
use crate::expand::syntax::cursor::{back, is_double_colon, is_one_of, is_punct};
use crate::expand::syntax::lifetimes::Namer;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// `impl X`
    Inherent,
    /// `impl Trait for X`
    OfTrait,
    /// `trait X`
    Trait,
}

impl BlockKind {
    pub(crate) fn describe(self) -> &'static str {
        match self {
            BlockKind::Inherent | BlockKind::OfTrait => "this `impl` block",
            BlockKind::Trait => "this trait",
        }
    }
}

pub(crate) struct Header {
    pub(crate) kind: BlockKind,
    pub(crate) keyword: Ident,
    pub(crate) generics: Generics,
    /// The trait, with its arguments.
    pub(crate) of_trait: Option<TokenStream>,
    /// The trait without its arguments, as an import has it.
    pub(crate) import: Option<TokenStream>,
    /// Nothing in a trait.
    pub(crate) self_ty: Option<TokenStream>,
    /// The block's methods that take only what is `Sized`.
    pub(crate) generic_methods: Vec<Ident>,
}

/// Whether the first word after attributes, visibility and `unsafe` is `impl` or `trait`.
pub(crate) fn starts_block(tokens: &[TokenTree]) -> bool {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += match token {
            token if is_punct(Some(token), '#') => 2,
            TokenTree::Ident(word) if word == "impl" || word == "trait" => return true,
            TokenTree::Ident(word) if word == "unsafe" => 1,
            TokenTree::Ident(word) if word == "pub" => match tokens.get(at + 1) {
                Some(TokenTree::Group(_)) => 2,
                _ => 1,
            },
            _ => return false,
        };
    }
    false
}

impl Parse for Header {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.parse::<Option<Token![unsafe]>>()?;
        let keyword = input.call(Ident::parse_any)?;
        if keyword == "trait" {
            Header::parse_trait(input, keyword)
        } else {
            Header::parse_impl(input, keyword)
        }
    }
}

impl Header {
    fn parse_trait(input: ParseStream<'_>, keyword: Ident) -> syn::Result<Self> {
        let name: Ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        // The supertraits; a helper has them through the trait.
        while !input.is_empty() && !input.peek(Token![where]) {
            input.parse::<TokenTree>()?;
        }
        generics.where_clause = input.parse()?;
        let (_, arguments, _) = generics.split_for_impl();
        let of_trait = quote::quote!(#name #arguments);
        Ok(Header {
            kind: BlockKind::Trait,
            keyword,
            of_trait: Some(of_trait),
            import: None,
            self_ty: None,
            generic_methods: Vec::new(),
            generics: without_defaults(generics),
        })
    }

    fn parse_impl(input: ParseStream<'_>, keyword: Ident) -> syn::Result<Self> {
        // As syn reads it: `impl <T as Trait>::Type { .. }` has no generics.
        let names = input.peek2(syn::Ident) || input.peek2(Lifetime);
        let ends = input.peek3(Token![:])
            || input.peek3(Token![,])
            || input.peek3(Token![>])
            || input.peek3(Token![=]);
        let declares = input.peek2(Token![>]) || input.peek2(Token![const]) || names && ends;
        let mut generics = Generics::default();
        if input.peek(Token![<]) && declares {
            generics = input.parse()?;
        }
        let mut self_ty: Type = input.parse()?;
        let mut of_trait = None;
        if input.peek(Token![for]) {
            input.parse::<Token![for]>()?;
            of_trait = Some(std::mem::replace(&mut self_ty, input.parse()?));
        }
        generics.where_clause = input.parse()?;
        if !input.is_empty() {
            return Err(input.error("not the head of an impl block"));
        }

        let mut namer = Namer::fresh_for("impl");
        let import = of_trait.as_ref().and_then(import);
        let of_trait = of_trait.map(|path| namer.name(path.to_token_stream()));
        let self_ty = namer.name(self_ty.to_token_stream());
        for (index, name) in namer.new.into_iter().enumerate() {
            let lifetime = Lifetime {
                apostrophe: name.span(),
                ident: name,
            };
            let param = GenericParam::Lifetime(LifetimeParam::new(lifetime));
            generics.params.insert(index, param);
        }
        Ok(Header {
            kind: match of_trait {
                Some(_) => BlockKind::OfTrait,
                None => BlockKind::Inherent,
            },
            keyword,
            generics,
            of_trait,
            import,
            self_ty: Some(self_ty),
            generic_methods: Vec::new(),
        })
    }

    /// Whether a name is one of the block's generics or lifetimes.
    pub(crate) fn declares(&self, name: &Ident) -> bool {
        for param in &self.generics.params {
            let declared = match param {
                GenericParam::Lifetime(param) => &param.lifetime.ident,
                GenericParam::Type(param) => &param.ident,
                GenericParam::Const(param) => &param.ident,
            };
            if declared == name {
                return true;
            }
        }
        false
    }

    pub(crate) fn has_type(&self, name: &Ident) -> bool {
        for param in &self.generics.params {
            if matches!(param, GenericParam::Type(param) if param.ident == *name) {
                return true;
            }
        }
        false
    }

    /// `[u8; Self::N]` as `[u8; <X>::N]`; where `X` is generic rustc rejects that anyway.
    /// And `Wrapper<Self>` as `Wrapper<X>`, as it may need a trait that only `X` is known to
    /// have.
    pub(crate) fn with_explicit_self(&self, tokens: TokenStream) -> TokenStream {
        let Some(self_ty) = &self.self_ty else {
            return tokens;
        };
        let tokens = with_argument(tokens, self_ty);
        if self.names().is_empty() {
            with_self(tokens, self_ty, false)
        } else {
            tokens
        }
    }

    /// The types and constants among its generics.
    pub(crate) fn names(&self) -> Vec<&Ident> {
        let mut names = Vec::new();
        for param in &self.generics.params {
            match param {
                GenericParam::Lifetime(_) => {}
                GenericParam::Type(param) => names.push(&param.ident),
                GenericParam::Const(param) => names.push(&param.ident),
            }
        }
        names
    }
}

/// `fmt::Display` of `fmt::Display`, `Extend` of `Extend<T>`.
fn import(of_trait: &Type) -> Option<TokenStream> {
    let Type::Path(path) = of_trait else {
        return None;
    };
    Some(without_arguments(&path.path))
}

fn with_self(tokens: TokenStream, self_ty: &TokenStream, in_array: bool) -> TokenStream {
    let mut output = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) if in_array && name == "Self" => {
                output.extend(quote::quote!(<#self_ty>));
            }
            TokenTree::Group(of) => {
                let array = in_array || of.delimiter() == Delimiter::Bracket;
                let inside = with_self(of.stream(), self_ty, array);
                output.extend(group(of.span(), of.delimiter(), inside));
            }
            token => token.to_tokens(&mut output),
        }
    }
    output
}

/// Types and traits that need nothing of their arguments.
const UNBOUNDED: [&str; 11] = [
    "Arc",
    "Box",
    "Future",
    "IntoIterator",
    "Iterator",
    "Option",
    "Pin",
    "Poll",
    "Rc",
    "Result",
    "Vec",
];

/// `Self` as an argument, and in `<Self as Trait>::Item`.
fn with_argument(tokens: TokenStream, self_ty: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut output = TokenStream::new();
    // Of each list that is open, whether its owner may need a trait.
    let mut open: Vec<bool> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '<' => {
                let owner = back(&tokens, at, 1);
                open.push(
                    !matches!(owner, Some(TokenTree::Ident(owner)) if is_one_of(owner, &UNBOUNDED)),
                );
            }
            TokenTree::Punct(mark) if mark.as_char() == '>' => {
                let arrow = is_punct(back(&tokens, at, 1), '-');
                if !arrow {
                    open.pop();
                }
            }
            TokenTree::Ident(name)
                if name == "Self"
                    && open.last() == Some(&true)
                    && !is_double_colon(tokens.get(at + 1), tokens.get(at + 2)) =>
            {
                output.extend(self_ty.clone());
                continue;
            }
            TokenTree::Group(of) => {
                let inside = with_argument(of.stream(), self_ty);
                output.extend(group(of.span(), of.delimiter(), inside));
                continue;
            }
            _ => {}
        }
        token.to_tokens(&mut output);
    }
    output
}

fn without_defaults(mut generics: Generics) -> Generics {
    for at in 0..generics.params.len() {
        match &mut generics.params[at] {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    generics
}
