//! Elided lifetimes.
//!
//! The inner can have one reference more than the function: what was a value is now
//! a borrow. Then elision would break, or in edition 2024 the returned `impl
//! Trait` would capture a borrow of what the shim owns. So the lifetimes get names:
//!
//! ```text
//! Input:  fn f(a: &str, b: impl AsRef<str>) -> &str
//! Output: fn __demono_inner<'__demono_0>(a: &'__demono_0 str, b: &str) -> &'__demono_0 str
//! ```
//!
//! In: the function and the plan. Out: the types of the inner's signature, as
//! tokens. Refused: a return type whose lifetime comes from a parameter type that
//! hides it.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Lifetime, ReturnType};

use crate::expand::crossing::form::Form;
use crate::expand::crossing::object::Object;
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Errors;
use crate::expand::input::function::Function;
use crate::expand::plan::converted::Converted;
use crate::expand::plan::parameters::{Param, Plan, Role};
use crate::expand::syntax::build::{new_ident, punct};
use crate::expand::syntax::cursor::is_punct;
use crate::expand::syntax::lifetimes::{
    capture, has_elided, lifetime_tokens, the_same, writes_elided, Captured, Namer,
};
use crate::expand::syntax::mentions::{has_any, has_impl_trait, lifetimes_of};

/// The types of the inner's signature.
pub(crate) struct Normalized {
    /// Lifetimes that got a name.
    pub(crate) new: Vec<Ident>,
    /// Those of values that live in a slot in the shim.
    pub(crate) own: Vec<Ident>,
    pub(crate) receiver: Option<TokenStream>,
    /// One for each parameter of the plan.
    pub(crate) types: Vec<TokenStream>,
    /// The return type.
    pub(crate) output: Option<TokenStream>,
    /// The return type as edition 2024 needs it, where that differs.
    pub(crate) capturing: Option<Captured>,
}

pub(crate) fn normalize(function: &Function, plan: &Plan<'_>) -> Normalized {
    let needs = Needs::of(function, plan);
    let mut namer = Namer::fresh();
    // The lifetime of the return type is in none that is written.
    namer.hidden = needs == Needs::Names && !has_visible(plan);
    let receiver = function.receiver.as_ref().map(|receiver| {
        let tokens = receiver.tokens(true);
        if needs == Needs::Captures {
            namer.name(tokens)
        } else {
            tokens
        }
    });
    let mut own = Vec::new();
    let mut types = Vec::new();
    for param in &plan.params {
        types.push(inner_type(param, plan, needs, &mut namer, &mut own));
    }

    let mut output = None;
    let mut capturing = None;
    if let ReturnType::Type(_, ty) = &function.output {
        let mut tokens = ty.to_token_stream();
        if needs != Needs::Nothing {
            if let Some(source) = output_lifetime(plan, receiver.as_ref(), &namer) {
                tokens = Namer::always(source).name(tokens);
            }
        }
        if needs == Needs::Captures {
            capturing = capture(tokens.clone(), &capturable(function, &namer));
        }
        output = Some(tokens);
    }
    Normalized {
        new: namer.new,
        own: own.into_iter().map(|(_, name)| name).collect(),
        receiver,
        types,
        output,
        capturing,
    }
}

/// Whether the returned opaque type must not capture a borrow of what the shim owns.
pub(crate) fn captures(function: &Function, plan: &Plan<'_>) -> bool {
    Needs::of(function, plan) == Needs::Captures
}

/// Refuses where a lifetime that needs a name is hidden.
pub(crate) fn refuse_hidden(function: &Function, plan: &Plan<'_>, errors: &mut Errors) {
    let ReturnType::Type(_, ty) = &function.output else {
        return;
    };
    if Needs::of(function, plan) != Needs::Names {
        if function.receiver.is_none() && adds_any(plan) && may_hide(ty, plan) {
            errors.refuse(ty, Cause::HiddenLifetime);
        }
        return;
    }
    let mut known = has_visible(plan);
    for param in &plan.params {
        known |= lends(param, plan) && has_elided(&param.arg.ty);
    }
    if !known {
        errors.refuse(ty, Cause::HiddenLifetime);
    }
}

/// `Iter<u8>`, which in std has a lifetime.
fn may_hide(ty: &syn::Type, plan: &Plan<'_>) -> bool {
    const ITERATORS: [&str; 12] = [
        "Ancestors",
        "Chunks",
        "Components",
        "Drain",
        "Iter",
        "IterMut",
        "Keys",
        "Lines",
        "SplitWhitespace",
        "Values",
        "ValuesMut",
        "Windows",
    ];
    let known = has_any(&ty.to_token_stream(), &ITERATORS) && lifetimes_of(ty).is_empty();
    known
        && plan
            .params
            .iter()
            .any(|param| lends(param, plan) && writes_elided(&param.arg.ty))
}

/// Whether the inner's parameters have a lifetime that counts for elision and that the
/// function's had not.
fn adds_any(plan: &Plan<'_>) -> bool {
    let mut adds = false;
    for param in &plan.params {
        adds |= is_owner(param, plan) || adds_lifetime(param, plan);
    }
    adds
}

/// Whether a lifetime that the return type can have is written in a parameter's type.
fn has_visible(plan: &Plan<'_>) -> bool {
    let mut visible = false;
    for param in &plan.params {
        let ty = &param.arg.ty;
        visible |= lends(param, plan) && (writes_elided(ty) || !lifetimes_of(ty).is_empty());
    }
    visible
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// The return type elides a lifetime that an additional borrow would make ambiguous.
    Names,
    /// The return type is opaque and in edition 2024 would capture the borrow.
    Captures,
}

impl Needs {
    fn of(function: &Function, plan: &Plan<'_>) -> Self {
        let ReturnType::Type(_, output) = &function.output else {
            return Needs::Nothing;
        };
        let (mut borrows, mut names) = (false, false);
        for param in &plan.params {
            borrows |= is_owner(param, plan);
            names |= adds_lifetime(param, plan);
        }
        if borrows && has_impl_trait(output) {
            return Needs::Captures;
        }
        if !borrows && !names || has_impl_trait(output) {
            return Needs::Nothing;
        }
        // With a `&self` elision goes by that, whatever else is borrowed.
        let by_receiver = function.receiver.as_ref().is_some_and(|receiver| {
            let tokens = receiver.tokens(true);
            has_elided(&tokens) || !lifetimes_of(&tokens).is_empty()
        });
        if !by_receiver && has_elided(output) {
            Needs::Names
        } else {
            Needs::Nothing
        }
    }
}

fn inner_type<'a>(
    param: &Param<'_>,
    plan: &Plan<'a>,
    needs: Needs,
    namer: &mut Namer,
    own: &mut Vec<(Option<&'a Ident>, Ident)>,
) -> TokenStream {
    let Role::Convert(index) = param.role else {
        let ty = param.arg.ty.to_token_stream();
        return if needs == Needs::Nothing {
            ty
        } else {
            namer.name(ty)
        };
    };
    let converted = &plan.converted[index];
    let conversion = &converted.conversion;
    let mut lifetime = None;
    let borrows = |object: &&Object<'_>| {
        object.owned || object.mutable && is_by_value(converted) && has_twin(index, plan)
    };
    if let Some(object) = converted.object().filter(borrows) {
        let apostrophe = object.span(converted.name);
        // Two values of one generic have one type in the inner, too.
        let mut ident = None;
        for (generic, of_other) in own.iter() {
            if generic.is_some() && *generic == converted.generic {
                ident = Some(of_other.clone());
            }
        }
        let ident = ident.unwrap_or_else(|| {
            let ident = new_ident(format_args!("__demono_own{}", own.len()), apostrophe);
            own.push((converted.generic, ident.clone()));
            ident
        });
        lifetime = Some(Lifetime { apostrophe, ident });
    }
    if needs != Needs::Nothing {
        if let Some(own) = conversion.reference() {
            if own.map_or(true, |own| own.ident == "_") {
                lifetime = Some(Lifetime {
                    apostrophe: Span::mixed_site(),
                    ident: namer.next(),
                });
            }
        }
    }
    let mut name = |traits| match needs {
        Needs::Nothing => traits,
        Needs::Names | Needs::Captures => namer.name(traits),
    };
    conversion.inner_type(lifetime.as_ref(), converted.name.span(), &mut name)
}

fn is_by_value(converted: &Converted<'_>) -> bool {
    matches!(converted.conversion.form, Form::Value)
}

/// Whether another parameter has the same generic, by value too.
fn has_twin(index: usize, plan: &Plan<'_>) -> bool {
    let generic = plan.converted[index].generic;
    for (other, converted) in plan.converted.iter().enumerate() {
        let same = other != index && generic.is_some() && converted.generic == generic;
        if same && is_by_value(converted) {
            return true;
        }
    }
    false
}

/// The lifetime that elision gave to the return type.
fn output_lifetime(
    plan: &Plan<'_>,
    receiver: Option<&TokenStream>,
    namer: &Namer,
) -> Option<Ident> {
    if let Some(receiver) = receiver {
        if let Some(first) = lifetimes_of(receiver).first() {
            return Some(first.clone());
        }
    }
    let mut sources = Vec::new();
    sources.extend_from_slice(&namer.new);
    for param in &plan.params {
        if lends(param, plan) {
            sources.extend(lifetimes_of(&param.arg.ty));
        }
    }
    the_same(&sources).cloned()
}

/// Whether elision can take the return type's lifetime from this parameter: from one that
/// is passed on, or from the reference that one is converted through.
fn lends(param: &Param<'_>, plan: &Plan<'_>) -> bool {
    match param.role {
        Role::Convert(index) => {
            let conversion = &plan.converted[index].conversion;
            conversion.reference().is_some()
        }
        _ => true,
    }
}

/// `impl Into<Cow<'static, str>>`: in a bound a lifetime does not count for elision, in the
/// type of the inner's parameter it does.
fn adds_lifetime(param: &Param<'_>, plan: &Plan<'_>) -> bool {
    match param.role {
        Role::Convert(index) => names_lifetime(plan.converted[index].conversion.mentioned()),
        _ => false,
    }
}

fn names_lifetime(tokens: TokenStream) -> bool {
    let mut found = false;
    for token in tokens {
        found |= match &token {
            TokenTree::Group(group) => names_lifetime(group.stream()),
            token => is_punct(Some(token), '\''),
        };
    }
    found
}

/// Whether the inner's borrow of this parameter is one that the function did not
/// have.
fn is_owner(param: &Param<'_>, plan: &Plan<'_>) -> bool {
    match param.role {
        Role::Convert(index) => plan.converted[index].conversion.borrows_from_shim(),
        _ => false,
    }
}

/// Everything that the function's own opaque type could capture.
fn capturable(function: &Function, namer: &Namer) -> TokenStream {
    let mut names = Vec::new();
    for param in &function.generics.params {
        if let GenericParam::Lifetime(param) = param {
            names.push(param.lifetime.ident.clone());
        }
    }
    names.extend_from_slice(&namer.new);
    let mut tokens = TokenStream::new();
    for name in &names {
        tokens.extend(lifetime_tokens(name));
        tokens.extend(punct(Span::mixed_site(), ','));
    }
    tokens
}
