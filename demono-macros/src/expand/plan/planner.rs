//! How one parameter crosses.
//!
//! In: its name and type. Out: a [`Converted`], or nothing where it is kept. Refused: two
//! conversions, a `TryInto` whose error has no name, bounds that no object can have.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Token, Type, TypeParamBound};

use crate::expand::crossing::bounds::{reversed, Bounds, Candidate};
use crate::expand::crossing::conversion::{Carrier, Conversion};
use crate::expand::crossing::form::Form;
use crate::expand::crossing::held::{Held, Holder, HolderKind};
use crate::expand::crossing::object::Object;
use crate::expand::crossing::standard::Standard;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::errors::cause::Cause;
use crate::expand::errors::{Errors, Refusal};
use crate::expand::input::function::{Argument, Function};
use crate::expand::input::options::Options;
use crate::expand::plan::annotated::annotated;
use crate::expand::plan::converted::Converted;
use crate::expand::plan::try_error::try_error;
use crate::expand::syntax::generics::{bounds_of, peel, Generic, Generics};
use crate::expand::syntax::mentions;

pub(crate) struct Planner<'a, 'g> {
    pub(crate) function: &'a Function,
    pub(crate) generics: &'g Generics<'a>,
    pub(crate) options: &'a Options,
    /// What cannot be converted is kept.
    pub(crate) partial: bool,
}

impl<'a> Planner<'a, '_> {
    /// How a parameter crosses: by the user's expression, by a conversion, or as an object.
    pub(crate) fn cross(
        &self,
        name: &'a Ident,
        mutability: Option<&'a Token![mut]>,
        ty: &'a Type,
        errors: &mut Errors,
    ) -> Option<Converted<'a>> {
        let mut customs = self.options.custom.iter();
        if let Some(custom) = customs.find(|custom| custom.name == *name) {
            let conversion = Conversion {
                form: Form::Value,
                carrier: Carrier::Custom(custom),
            };
            let generic = self.generics.named(ty).map(|generic| &generic.param.ident);
            let mut converted = plain(name, mutability, generic, conversion);
            if let Some((_, owner)) = self.shape(ty) {
                // One of several bounds has the conversion, and nobody knows which.
                let bounds = Bounds::sort(&owner.bounds().1);
                let mut all = bounds.extra;
                for candidate in &bounds.conversions {
                    all.push(candidate.whole);
                }
                if all.len() > 1 {
                    converted.extra = all;
                }
            }
            return Some(converted);
        }
        let before = errors.count();
        let converted = self.convert(name, mutability, ty, errors);
        let covered = self.options.dynamic.covers(name);
        if converted.is_some() || errors.count() > before {
            return converted;
        }
        let crossing = match self.held(name, mutability, ty, covered) {
            Ok(None) if covered => self.object(name, mutability, ty),
            other => other,
        };
        match crossing {
            Err(_) if self.partial => None,
            Err(refusal) => {
                errors.push(refusal);
                None
            }
            Ok(converted) => converted,
        }
    }

    /// A slice or the like, whose items become objects.
    fn held(
        &self,
        name: &'a Ident,
        mutability: Option<&'a Token![mut]>,
        ty: &'a Type,
        objects: bool,
    ) -> Result<Option<Converted<'a>>, Refusal> {
        let Some((holder, element)) = Holder::of(ty) else {
            return Ok(None);
        };
        let Some(owner) = self.owner(element) else {
            return Ok(None);
        };
        let (generic, bounds) = owner.bounds();
        // With a `&T` beside it the body may take one for the other.
        if let (HolderKind::Optional, Some(generic)) = (holder.kind, generic) {
            let mut sharing = self.function.params.iter();
            let other = |arg: &Argument| {
                Holder::of(&arg.ty).is_none() && mentions::first(&arg.ty, generic).is_some()
            };
            if sharing.any(|arg| !std::ptr::eq(&arg.ty, ty) && other(arg)) {
                return Ok(None);
            }
        }
        let held = Held::of(holder, &bounds, objects)?;
        Ok(held.map(|held| {
            let conversion = Conversion {
                form: Form::Value,
                carrier: Carrier::Held(held),
            };
            plain(name, mutability, generic, conversion)
        }))
    }

    fn object(
        &self,
        name: &'a Ident,
        mutability: Option<&'a Token![mut]>,
        ty: &'a Type,
    ) -> Result<Option<Converted<'a>>, Refusal> {
        let Some((form, owner)) = self.shape(ty) else {
            return Ok(None);
        };
        let (generic, bounds) = owner.bounds();
        let object = Object::of(&bounds, &form, self.generics, generic, self.function)?;
        // References would need the trait, and whether they have it is unknown.
        let object =
            object.filter(|object| !(self.partial && object.unsized_ && object.is_plain()));
        Ok(object.map(|mut object| {
            if let Form::Ref(_) = form {
                object.mutable = false;
            }
            object.full = object.needs_full(&self.function.body, name);
            let Bounds {
                outlives, unwind, ..
            } = Bounds::sort(&bounds);
            let carrier = Carrier::Object(object);
            Converted {
                outlives,
                unwind,
                ..plain(name, mutability, generic, Conversion { form, carrier })
            }
        }))
    }

    fn convert(
        &self,
        name: &'a Ident,
        mutability: Option<&'a Token![mut]>,
        ty: &'a Type,
        errors: &mut Errors,
    ) -> Option<Converted<'a>> {
        let (form, owner) = self.shape(ty)?;
        let (generic, bounds) = owner.bounds();
        let Bounds {
            conversions,
            mut extra,
            clone,
            copy,
            send,
            sync,
            unsized_,
            unwind,
            outlives,
        } = Bounds::sort(&bounds);
        let before = errors.count();
        let candidate = self.choose(name, &conversions, &form, &mut extra, errors);
        let candidate = match (candidate, generic) {
            (None, Some(generic)) if errors.count() == before => {
                reversed(self.generics, generic).filter(|found| fits(found.by, &form))
            }
            (candidate, _) => candidate,
        }?;
        let mut error = None;
        if candidate.by == ConversionTrait::TryInto {
            error = try_error(self.generics, generic, &candidate);
            if error.is_none() && self.partial {
                return None;
            }
            if error.is_none() {
                let cause = Cause::UnnamedError(name.clone());
                errors.refuse(&candidate.bound.path, cause);
                return None;
            }
        }
        let debug = candidate.by.is_display() && take_debug(&mut extra);
        let standard = Standard {
            by: candidate.by,
            bound: candidate.bound,
            target: candidate.target,
            error,
            debug,
            sync,
            unsized_,
            reversed: candidate.reversed,
        };
        Some(Converted {
            name,
            mutability,
            generic,
            conversion: Conversion {
                form,
                carrier: Carrier::Standard(standard),
            },
            clone,
            copy,
            extra,
            send,
            unwind,
            outlives,
        })
    }

    /// How `ty` has a generic, if it does in one of the forms that can convert.
    fn shape(&self, ty: &'a Type) -> Option<(Form<'a>, GenericOwner<'a, '_>)> {
        if let Some(owner) = self.owner(ty) {
            return Some((Form::Value, owner));
        }
        match peel(ty) {
            Type::Reference(reference) => {
                let owner = self.owner(&reference.elem)?;
                let lifetime = reference.lifetime.as_ref();
                Some(if reference.mutability.is_some() {
                    (Form::RefMut(lifetime), owner)
                } else {
                    (Form::Ref(lifetime), owner)
                })
            }
            Type::Path(path) if path.qself.is_none() => {
                let last = path.path.segments.last()?;
                let PathArguments::AngleBracketed(arguments) = &last.arguments else {
                    return None;
                };
                let (1, Some(GenericArgument::Type(element))) =
                    (arguments.args.len(), arguments.args.get(0))
                else {
                    return None;
                };
                let owner = self.owner(element)?;
                let path = &path.path;
                if last.ident == "Option" {
                    Some((Form::Option(path), owner))
                } else if last.ident == "Vec" {
                    Some((Form::Vec(path), owner))
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    fn owner(&self, ty: &'a Type) -> Option<GenericOwner<'a, '_>> {
        match peel(ty) {
            Type::ImplTrait(anonymous) => Some(GenericOwner::Anonymous(&anonymous.bounds)),
            other => self.generics.named(other).map(GenericOwner::Named),
        }
    }

    /// The conversion among the bounds. Where there are several, the one that the
    /// body uses.
    fn choose(
        &self,
        name: &'a Ident,
        candidates: &[Candidate<'a>],
        form: &Form,
        extra: &mut Vec<&'a TypeParamBound>,
        errors: &mut Errors,
    ) -> Option<Candidate<'a>> {
        let mut fitting: Vec<&Candidate<'a>> = Vec::new();
        for candidate in candidates {
            if fits(candidate.by, form) {
                fitting.push(candidate);
            }
        }
        let chosen = match fitting.as_slice() {
            [] => return None,
            [one] => one,
            // `ToString` is what `Display` has anyway.
            [one, other] if one.by.is_display() && other.by.is_display() => {
                if one.by == ConversionTrait::Display {
                    one
                } else {
                    other
                }
            }
            several => {
                let mut used: Vec<&Candidate<'a>> = Vec::new();
                for candidate in several {
                    if self.body_calls(candidate.by) {
                        used.push(candidate);
                    }
                }
                let named = annotated(&self.function.body, name, &used).map(|at| used[at]);
                match used.as_slice() {
                    [one] => *one,
                    [one, ..] if one.by.method().is_some() && named.is_some() => {
                        named.unwrap_or(*one)
                    }
                    _ if self.partial => return None,
                    _ => {
                        let other = several[1];
                        let cause = Cause::TwoConversions {
                            name: name.clone(),
                            bounds: Box::new([
                                written(several[0], other),
                                written(other, several[0]),
                            ]),
                        };
                        errors.refuse(&other.bound.path, cause);
                        return None;
                    }
                }
            }
        };
        for candidate in candidates {
            let same = std::ptr::eq(candidate.bound, chosen.bound);
            // `ToString` is what `Display` has anyway.
            let implied = candidate.by.is_display() && chosen.by.is_display();
            if !same && !implied {
                // The bounds that were not chosen, for the check of bare uses.
                extra.push(candidate.whole);
            }
        }
        Some(Candidate {
            by: chosen.by,
            bound: chosen.bound,
            whole: chosen.whole,
            target: chosen.target,
            error: chosen.error,
            reversed: chosen.reversed,
        })
    }

    /// Whether the name of the conversion's method occurs in the body.
    fn body_calls(&self, by: ConversionTrait) -> bool {
        let Some(method) = by.method() else {
            return false;
        };
        let mut found = false;
        mentions::each_ident(&self.function.body, &mut |ident| found |= ident == method);
        found
    }
}

/// `AsRef`, or `AsRef<str>` beside another `AsRef`.
fn written(candidate: &Candidate<'_>, other: &Candidate<'_>) -> String {
    if candidate.by == other.by {
        candidate.bound.path.to_token_stream().to_string()
    } else {
        candidate.by.name().to_owned()
    }
}

/// A parameter with a conversion and nothing else.
fn plain<'a>(
    name: &'a Ident,
    mutability: Option<&'a Token![mut]>,
    generic: Option<&'a Ident>,
    conversion: Conversion<'a>,
) -> Converted<'a> {
    Converted {
        name,
        mutability,
        generic,
        conversion,
        clone: false,
        copy: false,
        extra: Vec::new(),
        send: false,
        unwind: None,
        outlives: None,
    }
}

enum GenericOwner<'a, 'g> {
    Named(&'g Generic<'a>),
    Anonymous(&'a syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>),
}

impl<'a> GenericOwner<'a, '_> {
    /// Its name, where it has one, and all its bounds.
    fn bounds(&self) -> (Option<&'a Ident>, Vec<&'a TypeParamBound>) {
        match self {
            GenericOwner::Named(generic) => (Some(&generic.param.ident), generic.bounds.clone()),
            GenericOwner::Anonymous(bounds) => (None, bounds_of(bounds)),
        }
    }
}

/// Which conversions a form allows.
fn fits(by: ConversionTrait, form: &Form) -> bool {
    match form {
        Form::Value => true,
        Form::Ref(_) => matches!(
            by,
            ConversionTrait::AsRef
                | ConversionTrait::Borrow
                | ConversionTrait::Display
                | ConversionTrait::ToString
        ),
        Form::RefMut(_) => !matches!(by, ConversionTrait::Into | ConversionTrait::TryInto),
        Form::Option(_) => matches!(
            by,
            ConversionTrait::Into | ConversionTrait::AsRef | ConversionTrait::Borrow
        ),
        Form::Vec(_) => by == ConversionTrait::Into,
    }
}

/// `Debug` beside `Display` crosses with it.
fn take_debug(extra: &mut Vec<&TypeParamBound>) -> bool {
    let before = extra.len();
    let mut at = 0;
    while at < extra.len() {
        let last = match extra[at] {
            TypeParamBound::Trait(of_trait) => of_trait.path.segments.last(),
            _ => None,
        };
        if last.is_some_and(|last| last.ident == "Debug") {
            extra.remove(at);
        } else {
            at += 1;
        }
    }
    extra.len() < before
}
