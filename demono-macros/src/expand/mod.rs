//! From an annotated item to its split.
//!
//! In: the attribute's words and the item, as tokens. Out: tokens.
//!
//! ```text
//! tokens -> Options                    options.rs
//!        -> Block, then each method    block/          an `impl` block or a trait
//!        -> Function                   input.rs
//!        -> variants by parameter cfg  cfg.rs
//!        -> Generics                   generics.rs     what each generic is bounded by
//!        -> Plan                       plan.rs         what each parameter becomes,
//!                                      planner.rs      and why: by its
//!                                      bounds.rs       bounds to a
//!                                      conversion.rs   converted value, or to
//!                                      erase/          a trait object
//!        -> Body                       walk/           the body rewritten, its uses recorded
//!        -> Mentions                   mentions.rs     the names that the body mentions
//!        -> refusals                   refuse/         what cannot be split, in our words
//!        -> Placement, Staying         placement.rs    where the inner goes, what it keeps
//!        -> Normalized                 lifetimes.rs    its types, with lifetimes named
//!        -> Split                      emit.rs, inner.rs, attributes.rs
//! ```
//!
//! Paths in here are relative, because `demono-analysis` includes this folder: there it
//! says what [`expand`] would do, and why not, without a compiler around it.

mod attributes;
pub(crate) mod block;
pub(crate) mod bounds;
mod cfg;
pub(crate) mod conversion;
mod emit;
mod erase;
pub(crate) mod errors;
pub(crate) mod generics;
mod inner;
pub(crate) mod input;
mod lifetimes;
mod mentions;
mod namer;
pub(crate) mod options;
mod placement;
pub(crate) mod plan;
mod planner;
mod refuse;
mod tokens;
mod walk;

use proc_macro2::TokenStream;
use quote::ToTokens;

use self::block::{Block, Header};
use self::errors::Errors;
use self::input::{Function, Input};
use self::mentions::Mentions;
use self::options::Options;
use self::placement::{Placement, Staying};
use self::plan::Plan;

/// The whole attribute: what `#[demono(attribute)] item` becomes.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let options = Options::parse(attribute.clone(), &mut errors);
    if let Some(block) = Block::parse(&item) {
        return block.expand(options, errors);
    }
    let mut function = match Input::parse(&item) {
        Input::Function(function) => function,
        // rustc has better words for code that is still being typed.
        Input::Unparsed => return item,
        Input::Refused(error) => {
            errors.push(error);
            return errors.beside(&item);
        }
    };
    if errors.is_empty() {
        if let Some(variants) = cfg::variants(&mut function, &attribute) {
            return variants;
        }
    }
    match analyse(&function, &options, None, &mut errors, split) {
        Outcome::Split(split) => split,
        Outcome::HalfTyped => item,
        Outcome::Nothing | Outcome::Refused => errors.beside(&item),
    }
}

/// What became of one function.
pub(crate) enum Outcome<T> {
    Split(T),
    /// It has nothing to convert, which is among the errors.
    Nothing,
    Refused,
    HalfTyped,
}

/// The two functions of one that can be split.
pub(crate) fn split(analysis: &Analysis<'_>) -> TokenStream {
    emit::emit(analysis).into_token_stream()
}

/// Analyses one function, and calls `then` if it can be split. `header` is that of the
/// block whose attribute it is.
pub(crate) fn analyse<T>(
    function: &Function,
    options: &Options,
    header: Option<&Header>,
    errors: &mut Errors,
    then: impl FnOnce(&Analysis<'_>) -> T,
) -> Outcome<T> {
    let generics = generics::Generics::of(&function.generics);
    let mut plan = Plan::new(function, &generics, options, header, errors);
    let names = generics.names();
    let of_block = header.map(Header::names).unwrap_or_default();
    // Why parameters are kept, should nothing else be left.
    let mut kept = Vec::new();
    let (body, mentions, staying, problems) = loop {
        let body = walk::walk(function, &plan, header);
        if body.half_typed {
            return Outcome::HalfTyped;
        }
        let mut mentions = Mentions::of_body(&names);
        mentions.block = &of_block;
        mentions.scan(body.tokens.clone());
        plan.settle(&body.uses, function.asyncness.is_some());
        let staying = Staying::of(function, &generics, &plan, &mentions);
        let mut problems =
            refuse::problems(function, &generics, &plan, &body, &staying, options.partial);
        if options.partial && !problems.is_empty() {
            // Without it the body is another, so it is walked again.
            let problem = problems.swap_remove(0);
            plan.keep(problem.index);
            kept.push(problem.error);
        } else {
            break (body, mentions, staying, problems);
        }
    };
    let analysis = Analysis {
        function,
        header,
        generics: &generics,
        plan: &plan,
        body: &body,
        staying: &staying,
        options,
        placement: Placement::of(function, &mentions, header),
    };
    if !refuse::refuse(&analysis, problems, kept, errors) {
        return Outcome::Nothing;
    }
    if !errors.is_empty() {
        return Outcome::Refused;
    }
    Outcome::Split(then(&analysis))
}

/// Everything that is known of a function before it is refused or written.
pub(crate) struct Analysis<'a> {
    pub(crate) function: &'a Function,
    pub(crate) header: Option<&'a Header>,
    pub(crate) generics: &'a generics::Generics<'a>,
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) body: &'a walk::Body,
    pub(crate) staying: &'a Staying<'a>,
    pub(crate) options: &'a Options,
    pub(crate) placement: Placement,
}
