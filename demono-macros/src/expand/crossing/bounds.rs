//! Which bounds are a conversion.
//!
//! In: the bounds of one generic. Out: [`Bounds`]: the conversions among them, the
//! markers, and the rest.

use proc_macro2::Ident;
use syn::{
    GenericArgument, Lifetime, PathArguments, TraitBound, Type, TypeParamBound, WherePredicate,
};

use crate::expand::crossing::std_traits::{is_of_std, ConversionTrait, Std};
use crate::expand::syntax::build::segment_names;
use crate::expand::syntax::generics::{bounds_of, Generics};

/// The bounds of one generic, sorted.
pub(crate) struct Bounds<'a> {
    pub(crate) conversions: Vec<Candidate<'a>>,
    /// Neither a conversion nor a marker: `Debug`, the user's own traits.
    pub(crate) extra: Vec<&'a TypeParamBound>,
    pub(crate) clone: bool,
    pub(crate) copy: bool,
    pub(crate) send: bool,
    pub(crate) sync: bool,
    pub(crate) unsized_: bool,
    /// `UnwindSafe` or `RefUnwindSafe`.
    pub(crate) unwind: Option<&'a TypeParamBound>,
    /// A lifetime that the caller's value must outlive.
    pub(crate) outlives: Option<&'a Lifetime>,
}

/// One bound that is a conversion.
pub(crate) struct Candidate<'a> {
    pub(crate) by: ConversionTrait,
    pub(crate) bound: &'a TraitBound,
    /// The same, as it stands among the bounds.
    pub(crate) whole: &'a TypeParamBound,
    /// The type converted to; none for `Display` and `ToString`.
    pub(crate) target: Option<&'a Type>,
    /// `Error = E` of a `TryInto`.
    pub(crate) error: Option<&'a Type>,
    /// It was written as `Target: From<P>`.
    pub(crate) reversed: bool,
}

impl<'a> Bounds<'a> {
    pub(crate) fn sort(bounds: &[&'a TypeParamBound]) -> Self {
        let mut sorted = Bounds {
            conversions: Vec::new(),
            extra: Vec::new(),
            clone: false,
            copy: false,
            send: false,
            sync: false,
            unsized_: false,
            unwind: None,
            outlives: None,
        };
        for bound in bounds {
            sorted.take(bound);
        }
        sorted
    }

    /// What the first conversion by this trait converts to.
    pub(crate) fn target(&self, by: ConversionTrait) -> Option<&'a Type> {
        for candidate in &self.conversions {
            if candidate.by == by {
                return candidate.target;
            }
        }
        None
    }

    fn take(&mut self, bound: &'a TypeParamBound) {
        let of_trait = match bound {
            TypeParamBound::Lifetime(lifetime) => {
                self.outlives = Some(lifetime);
                return;
            }
            TypeParamBound::Trait(of_trait) => of_trait,
            _ => return self.extra.push(bound),
        };
        let Some(last) = of_trait.path.segments.last() else {
            return self.extra.push(bound);
        };
        if of_trait.maybe.is_some() {
            self.unsized_ = true;
            return;
        }
        match last.ident.to_string().as_str() {
            "Unpin" | "Sized" => return,
            "Send" => return self.send = true,
            "UnwindSafe" | "RefUnwindSafe" => return self.unwind = Some(bound),
            "Sync" => return self.sync = true,
            "Clone" => return self.clone = true,
            "Copy" => {
                self.copy = true;
                self.clone = true;
                return;
            }
            _ => {}
        }
        match Candidate::of(bound, of_trait) {
            Some(candidate) => self.conversions.push(candidate),
            None => self.extra.push(bound),
        }
    }
}

/// The first conversion that is written the other way around, in the `where` clause:
/// `Target: From<P>`, `Target: TryFrom<P>`.
pub(crate) fn reversed<'a>(generics: &Generics<'a>, generic: &Ident) -> Option<Candidate<'a>> {
    for predicate in &generics.predicates {
        let WherePredicate::Type(of_type) = *predicate else {
            continue;
        };
        for &bound in &bounds_of(&of_type.bounds) {
            let TypeParamBound::Trait(of_trait) = bound else {
                continue;
            };
            let names = segment_names(&of_trait.path);
            let by = match names.as_slice() {
                [.., last] if *last == "From" => ConversionTrait::Into,
                [.., last] if *last == "TryFrom" => ConversionTrait::TryInto,
                _ => continue,
            };
            let of_std = is_of_std(&of_trait.path, &names, by.folder());
            let Some(last) = of_trait.path.segments.last().filter(|_| of_std) else {
                continue;
            };
            let mut candidate = Candidate {
                by,
                bound: of_trait,
                whole: bound,
                target: Some(&of_type.bounded_ty),
                error: None,
                reversed: true,
            };
            let source = candidate.read_arguments(&last.arguments);
            let named = source.and_then(|source| generics.named(source));
            let same = named.is_some_and(|named| named.param.ident == *generic);
            if same && of_type.lifetimes.is_none() && of_trait.lifetimes.is_none() {
                return Some(candidate);
            }
        }
    }
    None
}

impl<'a> Candidate<'a> {
    /// The type among the trait's arguments; nothing where there is more than that and the
    /// error.
    fn read_arguments(&mut self, arguments: &'a PathArguments) -> Option<&'a Type> {
        let PathArguments::AngleBracketed(arguments) = arguments else {
            return None;
        };
        let mut target = None;
        for at in 0..arguments.args.len() {
            match &arguments.args[at] {
                GenericArgument::Type(ty) => target = Some(ty),
                GenericArgument::AssocType(assoc) if assoc.ident == "Error" => {
                    self.error = Some(&assoc.ty);
                }
                _ => return None,
            }
        }
        target
    }

    fn of(whole: &'a TypeParamBound, bound: &'a TraitBound) -> Option<Self> {
        if bound.lifetimes.is_some() {
            return None;
        }
        let last = bound.path.segments.last()?;
        let Std::Conversion(by) = Std::of(&bound.path) else {
            return None;
        };
        let mut candidate = Candidate {
            by,
            bound,
            whole,
            target: None,
            error: None,
            reversed: false,
        };
        match &last.arguments {
            PathArguments::None => {}
            arguments => {
                let target = candidate.read_arguments(arguments)?;
                candidate.target = Some(target);
            }
        }
        // `Display` takes no type, every other conversion takes one.
        (candidate.target.is_none() == by.is_display()).then_some(candidate)
    }
}

/// `Iterator<Item: Into<T>>`: no object can leave a type open.
pub(super) fn has_constraint(bound: &TraitBound) -> bool {
    let arguments = bound.path.segments.last().map(|last| &last.arguments);
    let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
        return false;
    };
    for at in 0..arguments.args.len() {
        if matches!(&arguments.args[at], GenericArgument::Constraint(_)) {
            return true;
        }
    }
    false
}

/// `Future<Output = T>`
pub(super) fn has_output(bound: &TraitBound) -> bool {
    let arguments = bound.path.segments.last().map(|last| &last.arguments);
    let Some(PathArguments::AngleBracketed(arguments)) = arguments else {
        return false;
    };
    for at in 0..arguments.args.len() {
        if matches!(&arguments.args[at], GenericArgument::AssocType(of) if of.ident == "Output") {
            return true;
        }
    }
    false
}
