//! One function: plan, body, check, emit.
//!
//! In: its tokens and the attribute's options, or a parsed method and the head of its
//! block. Out: its split, or errors beside the function as it was.

use proc_macro2::{Ident, TokenStream};

use crate::expand::analysis::Analysis;
use crate::expand::body::hoist::hoist;
use crate::expand::body::Body;
use crate::expand::check::uses::problems;
use crate::expand::errors::Errors;
use crate::expand::input::cfg::variants;
use crate::expand::input::function::{Function, Input};
use crate::expand::input::header::Header;
use crate::expand::input::options::Options;
use crate::expand::plan::parameters::Plan;
use crate::expand::plan::placement::Placement;
use crate::expand::plan::staying::Staying;
use crate::expand::syntax::generics::Generics;
use crate::expand::syntax::mentions::{has_any, Mentions};
use crate::expand::{body, check, emit};

/// A function with an attribute of its own.
pub(crate) fn expand(
    attribute: &TokenStream,
    item: TokenStream,
    options: &Options,
    mut errors: Errors,
) -> TokenStream {
    let mut function = match Input::parse(&item) {
        Input::Function(function) => function,
        // rustc has better words for code that is still being typed.
        Input::Unparsed => return item,
        Input::Refused(refusal) => {
            errors.push(refusal);
            return errors.beside(&item);
        }
    };
    if errors.is_empty() {
        if let Some(variants) = variants(&mut function, attribute, options.krate.as_ref()) {
            return variants;
        }
    }
    match analyse(&function, options, None, &mut errors, emit::emit) {
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

/// Analyses one function, and calls `then` (for the attribute, [`emit::emit`]) if it can be
/// split. `header` is that of the block whose attribute it is.
pub(crate) fn analyse<T>(
    function: &Function,
    options: &Options,
    header: Option<&Header>,
    errors: &mut Errors,
    then: impl FnOnce(&Analysis<'_>) -> T,
) -> Outcome<T> {
    let generics = Generics::of(&function.generics);
    let mut plan = Plan::new(function, &generics, options, header, errors);
    let names = generics.names();
    let of_block = match header {
        Some(header) => header.names(),
        None => options.generics.iter().collect(),
    };
    // Why parameters are kept, should nothing else be left.
    let mut kept = Vec::new();
    let (body, mentions, staying, problems) = loop {
        let mut body = body::rewrite(function, &plan, header);
        if body.half_typed {
            return Outcome::HalfTyped;
        }
        let mut mentions = Mentions::of_body(&names);
        mentions.block = &of_block;
        mentions.scan(body.tokens.clone());
        plan.settle(&body.uses, function.asyncness.is_some());
        if !mentions.generics.is_empty() {
            leave_types(function, &generics, &plan, &mut body, &mut mentions);
        }
        let staying = Staying::of(function, &generics, &plan, &mentions);
        let mut problems = problems(
            function,
            header,
            &generics,
            &plan,
            &body,
            &staying,
            options.partial,
        );
        if options.partial && !problems.is_empty() {
            // Without this conversion the body is another one, so it is read again.
            let problem = problems.swap_remove(0);
            plan.keep(problem.index);
            kept.push(problem.refusal);
        } else {
            break (body, mentions, staying, problems);
        }
    };
    let mut unclear = None;
    let placement = Placement::of(
        function,
        &mentions,
        header,
        &options.types,
        &plan,
        &mut unclear,
    );
    let analysis = Analysis {
        function,
        header,
        generics: &generics,
        plan: &plan,
        body: &body,
        staying: &staying,
        options,
        placement,
        unclear,
    };
    if !check::check(&analysis, problems, kept, errors) {
        return Outcome::Nothing;
    }
    if !errors.is_empty() {
        return Outcome::Refused;
    }
    Outcome::Split(then(&analysis))
}

/// Hoists what the body asks of types, where the inner then needs no such generic.
fn leave_types(
    function: &Function,
    generics: &Generics<'_>,
    plan: &Plan<'_>,
    body: &mut Body,
    mentions: &mut Mentions<'_>,
) {
    let names = generics.names();
    let (tokens, hoisted) = hoist(&body.tokens, &names);
    // A body may call its own inner, which takes no more than the parameters.
    let of_method = format!("__demono_{}", function.name);
    if hoisted.is_empty() || has_any(&body.tokens, &["__demono_inner", of_method.as_str()]) {
        return;
    }
    let mut without = Mentions::of_body(&names);
    without.scan(tokens);
    let staying = Staying::of(function, generics, plan, &without);
    let mut leaving: Vec<&Ident> = Vec::new();
    for &name in &names {
        if !staying.contains(name) {
            leaving.push(name);
        }
    }
    (body.tokens, body.hoisted) = hoist(&body.tokens, &leaving);
    mentions.generics.retain(|name| !leaving.contains(&name));
}
