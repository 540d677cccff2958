//! What the body does with a value, and cannot do with the borrow that the inner has.
//!
//! In: what the body does with one parameter. Out: a refusal.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::TypeParamBound;

use crate::expand::body::Body;
use crate::expand::check::escape::takes_by_value;
use crate::expand::crossing::conversion::Carrier;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::object::Object;
use crate::expand::crossing::uses::{Bare, Context, Uses};
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Refusal;
use crate::expand::input::function::Function;
use crate::expand::input::header::Header;
use crate::expand::plan::converted::Converted;
use crate::expand::plan::parameters::Plan;
use crate::expand::syntax::cursor::is_one_of;
use crate::expand::syntax::mentions::{each_ident, has_any};

/// `value.into_value()`, where an object cannot be moved.
pub(super) fn by_value(
    function: &Function,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<Refusal> {
    let object = converted.object().filter(|object| object.is_plain())?;
    let bound = object.bound()?;
    let of_trait = &bound.path.segments.last()?.ident;
    let taken = |at: &dyn ToTokens, method: &Ident| {
        let cause = Cause::TakenByValue {
            name: converted.name.clone(),
            method: method.clone(),
        };
        Some(Refusal::new(at, cause))
    };
    // The methods of an option are its own.
    let in_option = matches!(converted.conversion.form, Form::Option(_));
    let is_value = !matches!(converted.conversion.form, Form::Ref(_) | Form::RefMut(_));
    for bare in &uses.bare {
        match (&bare.method, &bare.callee) {
            (Some(method), _)
                if !in_option && bare.context == Context::Receiver && takes_by_value(method) =>
            {
                return taken(&bare.at, method);
            }
            // `IntoValue::into_value(value)`
            (_, Some(callee)) if is_value && callee.owner.as_ref() == Some(of_trait) => {
                return taken(&bare.at, &callee.name);
            }
            _ => {}
        }
    }
    // What is in the option has names of its own.
    let mut found = None;
    if in_option {
        each_ident(&function.body, &mut |word| {
            let of_std = is_one_of(word, &OF_STD);
            if found.is_none() && !of_std && word.to_string().starts_with("into_") {
                found = Some(word.clone());
            }
        });
    }
    found.and_then(|method| taken(&method, &method))
}

/// Types of std that own what they are made of.
const OWNERS: [&str; 7] = ["Arc", "Box", "Cell", "Mutex", "Rc", "RefCell", "RwLock"];

/// `Box::new(value)` of an object of which only the name of the trait is known: the box would
/// have a reference, which mostly is no object of that trait, and does not live long.
pub(super) fn boxed(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    converted.object().filter(|object| object.is_plain())?;
    // With a bound by a lifetime it is refused as what may be kept.
    if !matches!(converted.conversion.form, Form::Value) || converted.outlives.is_some() {
        return None;
    }
    for bare in &uses.bare {
        let Some(owner) = bare.callee.as_ref().and_then(|it| it.owner.as_ref()) else {
            continue;
        };
        if !bare.borrowed && is_one_of(owner, &OWNERS) {
            let cause = Cause::Boxed {
                name: converted.name.clone(),
                owner: owner.clone(),
            };
            return Some(Refusal::new(&bare.at, cause));
        }
    }
    None
}

/// Methods of this name are mostly those of collections and strings.
const OF_STD: [&str; 6] = [
    "into_boxed_slice",
    "into_bytes",
    "into_inner",
    "into_iter",
    "into_owned",
    "into_string",
];

/// `mem::swap(a, b)` of two parameters of one generic. In the inner it would exchange the
/// pointers, or two borrows.
pub(super) fn same_type(
    plan: &Plan<'_>,
    body: &Body,
    index: usize,
    uses: &Uses,
) -> Option<Refusal> {
    let converted = &plan.converted[index];
    let generic = converted.generic?;
    let by_mut = |converted: &Converted<'_>| match &converted.conversion.carrier {
        Carrier::Object(_) => matches!(converted.conversion.form, Form::RefMut(_)),
        _ => converted.conversion.is_mut(),
    };
    let whole = |bare: &&Bare| {
        matches!(
            bare.context,
            Context::Value | Context::Argument | Context::MutBorrow
        )
    };
    if !by_mut(converted) {
        return None;
    }
    let bare = uses.bare.iter().find(whole)?;
    for (other, of_other) in plan.converted.iter().enumerate() {
        // Once for both.
        let reported = other < index && by_mut(of_other);
        let same = other != index && !reported && of_other.generic == Some(generic);
        if same && body.uses[other].bare.iter().any(|bare| whole(&bare)) {
            let cause = Cause::SameType {
                name: converted.name.clone(),
                other: of_other.name.clone(),
            };
            return Some(Refusal::new(&bare.at, cause));
        }
    }
    None
}

/// A copy or a clone of what converts to a `&mut`, of which there is only one.
pub(super) fn duplicated(converted: &Converted<'_>, uses: &Uses) -> Option<Refusal> {
    if !converted.clone || !converted.conversion.is_mut() {
        return None;
    }
    let duplicates = |bare: &&Bare| match (bare.context, &bare.method) {
        (Context::Receiver, Some(method)) => method == "clone",
        (Context::Value | Context::Argument, _) => converted.copy,
        _ => false,
    };
    let bare = uses.bare.iter().find(duplicates)?;
    let cause = Cause::Duplicated(converted.name.clone());
    Some(Refusal::new(&bare.at, cause))
}

/// `UnwindSafe`, which no `&mut` is, nor a reference to an object.
pub(super) fn unwinds(
    function: &Function,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<Refusal> {
    let by_mut = converted.conversion.is_mut() || converted.conversion.is_display();
    if converted.object().is_none() && !by_mut {
        return None;
    }
    let bound = converted.unwind?;
    let bare = uses
        .bare
        .iter()
        .find(|bare| matches!(bare.context, Context::Value | Context::Argument));
    let caught = has_any(&function.body, &["catch_unwind"]);
    (caught || bare.is_some() || uses.captured.is_some()).then(|| {
        let cause = Cause::NotUnwindSafe(converted.name.clone());
        match bound {
            TypeParamBound::Trait(of_trait) => Refusal::new(&of_trait.path, cause),
            bound => Refusal::new(bound, cause),
        }
    })
}

/// An object handed to another method of the block, whose shim takes no object.
pub(super) fn handed_to_sibling(
    header: Option<&Header>,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<Refusal> {
    let header = header?;
    let object = converted
        .object()
        .filter(|object: &&Object<'_>| object.is_plain())?;
    let by_ref = matches!(converted.conversion.form, Form::Ref(_) | Form::RefMut(_));
    if object.unsized_ || !by_ref {
        return None;
    }
    let handed = |bare: &&Bare| match &bare.callee {
        Some(callee) => callee.of_self && header.generic_methods.contains(&callee.name),
        None => false,
    };
    let bare = uses.bare.iter().find(handed)?;
    let cause = Cause::HandedToSibling(converted.name.clone());
    Some(Refusal::new(&bare.at, cause))
}
