//! From an annotated item to its split.
//!
//! In: the attribute's words and the item, as tokens. Out: tokens.
//!
//! ```text
//! tokens -> Options, Function          options.rs, input.rs
//!        -> variants by parameter cfg  cfg.rs
//!        -> Generics                   generics.rs     what each generic is bounded by
//!        -> Plan                       plan.rs         what each parameter becomes,
//!                                      conversion.rs   and how
//!        -> Body                       walk/           the body rewritten, its uses recorded
//!        -> Mentions                   mentions.rs     the names that the body mentions
//!        -> refusals                   refuse.rs       what cannot be split, in our words
//!        -> Placement, Staying         placement.rs    where the inner goes, what it keeps
//!        -> Normalized                 lifetimes.rs    its types, with lifetimes named
//!        -> Split                      emit.rs, inner.rs, attributes.rs
//! ```
//!
//! Paths in here are relative, because the benches and tests include this folder
//! to call [`expand`] without a compiler around it.

mod attributes;
mod cfg;
mod conversion;
mod emit;
mod errors;
mod generics;
mod inner;
mod input;
mod lifetimes;
mod mentions;
mod namer;
mod options;
mod placement;
mod plan;
mod refuse;
mod tokens;
mod walk;

use proc_macro2::TokenStream;
use quote::ToTokens;

use self::errors::Errors;
use self::input::Input;
use self::mentions::Mentions;
use self::options::Options;
use self::plan::Plan;

/// The whole attribute: what `#[demono(attribute)] item` becomes.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let options = Options::parse(attribute.clone(), &mut errors);
    let function = match Input::parse(&item) {
        Input::Function(function) => function,
        // rustc has better words for code that is still being typed.
        Input::Unparsed => return item,
        Input::Refused(error) => {
            errors.push(error);
            return errors.beside(&item);
        }
    };
    if errors.is_empty() {
        if let Some(variants) = cfg::variants(&function, &attribute) {
            return variants;
        }
    }

    let generics = generics::Generics::of(&function.generics);
    let mut plan = Plan::new(&function, &generics, &options, &mut errors);
    let names = generics.names();
    let (body, mentions) = loop {
        let body = walk::walk(&function, &plan);
        if body.half_typed {
            return item;
        }
        let mut mentions = Mentions::of_body(&names);
        mentions.scan(body.tokens.clone());
        let problems = refuse::problems(
            &function,
            &generics,
            &plan,
            &body,
            &mentions,
            options.partial,
        );
        match problems.first() {
            // Without it the body is another, so it is walked again.
            Some(problem) if options.partial => plan.keep(problem.index),
            _ => break (body, mentions),
        }
    };
    refuse::refuse(
        &function,
        &generics,
        &plan,
        &body,
        &mentions,
        &options,
        &mut errors,
    );
    if !errors.is_empty() {
        return errors.beside(&item);
    }
    emit::emit(&function, &generics, &plan, &body, &mentions, &options).into_token_stream()
}
