//! The attribute on an `impl` block or a `trait`.
//!
//! In: the block's tokens and the attribute's options. Out: the block, each of its
//! methods split that has something to convert and a body that is worth it. A method's own
//! `#[demono(..)]` takes precedence over the block's. Refused: a block with no such method.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::ToTokens;

use crate::expand::emit;
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Errors;
use crate::expand::function::{analyse, Outcome};
use crate::expand::input::function::{Function, Input, Pattern};
use crate::expand::input::header::{starts_block, Header};
use crate::expand::input::items::{items, Item};
use crate::expand::input::options::{Dynamic, Options};
use crate::expand::input::worth::{can_pay, is_unfinished};

pub(crate) struct Block {
    /// All before the braces.
    head: TokenStream,
    header: Header,
    body: Group,
}

impl Block {
    /// Nothing where the item is something else, or does not parse.
    pub(crate) fn parse(item: &TokenStream) -> Option<Self> {
        let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
        let body = match tokens.pop() {
            Some(TokenTree::Group(body)) => body,
            _ => return None,
        };
        if !starts_block(&tokens) {
            return None;
        }
        let head: TokenStream = tokens.into_iter().collect();
        let header = syn::parse2(head.clone()).ok()?;
        Some(Block { head, header, body })
    }

    pub(crate) fn expand(mut self, mut options: Options, mut errors: Errors) -> TokenStream {
        if let Some(skip) = options.skip_all.take() {
            errors.refuse(&skip, Cause::SkipOfBlock);
        }
        let mut plain = TokenStream::new();
        let mut output = TokenStream::new();
        let mut splits = 0_usize;
        let mut half_typed = false;
        let mut named = Named::of(&options);
        let items = items(self.body.stream());
        for item in &items {
            self.header.generic_methods.extend(item.takes_sized.clone());
        }
        for item in items {
            plain.extend(item.tokens.clone());
            match self.method(item, &options, &mut named, &mut errors) {
                MethodOutcome::Split(split) => {
                    splits += 1;
                    output.extend(split);
                }
                MethodOutcome::Same(same) => output.extend(same),
                // What it will be is not known yet.
                MethodOutcome::HalfTyped(same) => {
                    half_typed = true;
                    output.extend(same);
                }
            }
        }
        named.refuse(&mut errors);
        if splits == 0 && !half_typed && errors.is_empty() {
            let what = self.header.kind.describe();
            errors.refuse(&self.header.keyword, Cause::NothingInBlock(what));
        }
        let mut block = self.head.clone();
        let failed = !errors.is_empty();
        let mut body = Group::new(self.body.delimiter(), if failed { plain } else { output });
        body.set_span(self.body.span());
        body.to_tokens(&mut block);
        if failed {
            errors.beside(&block)
        } else {
            block
        }
    }

    /// The method split, or the item as it is.
    fn method(
        &self,
        item: Item,
        options: &Options,
        named: &mut Named,
        errors: &mut Errors,
    ) -> MethodOutcome {
        if !item.is_generic && item.own.is_none() {
            return MethodOutcome::Same(item.tokens);
        }
        let function = match Input::parse(&item.tokens) {
            Input::Function(function) => function,
            // Without a body, or still being typed.
            Input::Refused(refusal) if item.own.is_some() => {
                errors.push(refusal);
                return MethodOutcome::Same(item.tokens);
            }
            Input::Refused(_) => return MethodOutcome::Same(item.tokens),
            Input::Unparsed => return MethodOutcome::HalfTyped(item.tokens),
        };
        let mut own = item.own.map(|own| Options::parse(own, errors));
        if let Some(own) = &mut own {
            if own.krate.is_none() {
                own.krate.clone_from(&options.krate);
            }
        }
        if own.as_ref().is_some_and(|own| own.skip_all.is_some()) {
            return MethodOutcome::Same(item.tokens);
        }
        let asked = own.is_some();
        let options = own.unwrap_or_else(|| named.only_of(options, &function));
        if !asked && !can_pay(&function) {
            return if is_unfinished(&function.body) {
                MethodOutcome::HalfTyped(item.tokens)
            } else {
                MethodOutcome::Same(item.tokens)
            };
        }
        // A method that is re-annotated for each state of a parameter's `cfg` would not see
        // the block.
        if function.params.iter().any(|param| !param.attrs.is_empty()) && !asked {
            return MethodOutcome::Same(item.tokens);
        }
        let mut found = Errors::new();
        match analyse(
            &function,
            &options,
            Some(&self.header),
            &mut found,
            emit::emit,
        ) {
            Outcome::Split(split) => MethodOutcome::Split(split),
            Outcome::Nothing if !asked => MethodOutcome::Same(item.tokens),
            // What cannot be converted is kept, and so is a method that cannot be split.
            Outcome::Refused if !asked && options.partial => MethodOutcome::Same(item.tokens),
            Outcome::Nothing | Outcome::Refused => {
                errors.append(found);
                MethodOutcome::Same(item.tokens)
            }
            Outcome::HalfTyped => MethodOutcome::HalfTyped(item.tokens),
        }
    }
}

/// What became of a method, or of another item.
enum MethodOutcome {
    Split(TokenStream),
    Same(TokenStream),
    HalfTyped(TokenStream),
}

/// The parameters that the block's options name, and which of them some method has.
struct Named {
    names: Vec<(syn::Ident, bool)>,
}

impl Named {
    fn of(options: &Options) -> Self {
        let mut names = Vec::new();
        for name in &options.skip {
            names.push((name.clone(), false));
        }
        if let Dynamic::Named(dynamic) = &options.dynamic {
            for name in dynamic {
                names.push((name.clone(), false));
            }
        }
        for custom in &options.custom {
            names.push((custom.name.clone(), false));
        }
        Named { names }
    }

    /// The options with those names only that are parameters of this method.
    fn only_of(&mut self, options: &Options, function: &Function) -> Options {
        let is_param = |wanted: &syn::Ident| {
            for param in &function.params {
                if matches!(&param.pat, Pattern::Name { name, .. } if name == wanted) {
                    return true;
                }
            }
            false
        };
        for (name, found) in &mut self.names {
            *found |= is_param(name);
        }
        let retained = |names: &[syn::Ident]| {
            let mut retained = Vec::new();
            for name in names {
                if is_param(name) {
                    retained.push(name.clone());
                }
            }
            retained
        };
        let mut only = Options {
            skip: retained(&options.skip),
            dynamic: match &options.dynamic {
                Dynamic::Named(names) => Dynamic::Named(retained(names)),
                Dynamic::All => Dynamic::All,
                Dynamic::None => Dynamic::None,
            },
            custom: Vec::new(),
            skip_all: options.skip_all.clone(),
            types: Vec::new(),
            generics: Vec::new(),
            krate: options.krate.clone(),
            ..*options
        };
        for custom in &options.custom {
            if is_param(&custom.name) {
                only.custom.push(custom.clone());
            }
        }
        only
    }

    fn refuse(&self, errors: &mut Errors) {
        for (name, found) in &self.names {
            if !*found {
                errors.refuse(name, Cause::NoParameterOfBlock(name.clone()));
            }
        }
    }
}
