//! A function as tokens again.
//!
//! In: a [`Function`] or a part of it. Out: its tokens.

use proc_macro2::{Delimiter, TokenStream};
use quote::ToTokens;

use crate::expand::input::function::{Argument, Function, Pattern};
use crate::expand::syntax::build::group;

impl ToTokens for Pattern {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Pattern::Wild(wild) => wild.to_tokens(tokens),
            Pattern::Name { mutability, name } => {
                mutability.to_tokens(tokens);
                name.to_tokens(tokens);
            }
            Pattern::Other(other) => other.to_tokens(tokens),
        }
    }
}

impl ToTokens for Argument {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for attr in &self.attrs {
            attr.to_tokens(tokens);
        }
        self.pat.to_tokens(tokens);
        self.colon.to_tokens(tokens);
        self.ty.to_tokens(tokens);
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Function {
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
            brace,
            inner_attrs,
            body,
        } = self;
        for attr in attrs {
            attr.to_tokens(tokens);
        }
        vis.to_tokens(tokens);
        constness.to_tokens(tokens);
        asyncness.to_tokens(tokens);
        unsafety.to_tokens(tokens);
        if let Some((extern_token, name)) = abi {
            extern_token.to_tokens(tokens);
            name.to_tokens(tokens);
        }
        fn_token.to_tokens(tokens);
        name.to_tokens(tokens);
        generics.to_tokens(tokens);
        let mut inputs = TokenStream::new();
        if let Some(receiver) = receiver {
            receiver.tokens(true).to_tokens(&mut inputs);
            receiver.comma.to_tokens(&mut inputs);
        }
        for param in params {
            param.to_tokens(&mut inputs);
            param.comma.to_tokens(&mut inputs);
        }
        variadic.to_tokens(&mut inputs);
        tokens.extend(group(paren.span.join(), Delimiter::Parenthesis, inputs));
        output.to_tokens(tokens);
        generics.where_clause.to_tokens(tokens);
        let mut block = inner_attrs.clone();
        block.extend(body.clone());
        tokens.extend(group(brace.span.join(), Delimiter::Brace, block));
    }
}
