//! Where the inner goes, and which of the function's generics it keeps.
//!
//! In: the function, the plan, what the walk saw. Out: [`Placement`] and
//! [`Staying`].

use proc_macro2::Ident;
use syn::visit::Visit;
use syn::{FnArg, GenericParam, ItemFn, Lifetime, ReturnType, Type};

use super::generics::Generics;
use super::mentions;
use super::plan::{Plan, Role};
use super::walk::Seen;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placement {
    /// An item inside the shim: nothing is added to any namespace.
    Nested,
    /// An associated function beside the shim, because an item inside it could
    /// name neither `Self` nor what the impl declares.
    Sibling,
}

impl Placement {
    pub(crate) fn of(function: &ItemFn, generics: &Generics<'_>, seen: &Seen) -> Self {
        let mut signature = SignatureNames::default();
        signature.visit_signature(&function.sig);
        let declared: Vec<&Ident> = function
            .sig
            .generics
            .params
            .iter()
            .map(|param| match param {
                GenericParam::Type(param) => &param.ident,
                GenericParam::Const(param) => &param.ident,
                GenericParam::Lifetime(param) => &param.lifetime.ident,
            })
            .collect();
        let of_signature = mentions::lifetimes_of(|names| names.visit_signature(&function.sig));
        let undeclared = |lifetime: &Lifetime| {
            lifetime.ident != "static"
                && lifetime.ident != "_"
                && !declared.contains(&&lifetime.ident)
        };
        let needs_impl = function.sig.receiver().is_some()
            || seen.receiver
            || signature.says_self
            || of_signature.iter().any(undeclared)
            || seen.lifetimes.iter().any(undeclared)
            || !seen.impl_generics.is_empty()
            || signature.impl_generics.iter().any(|name| {
                !declared.contains(&name) && !generics.consts.iter().any(|n| n.ident == *name)
            });
        if needs_impl {
            Placement::Sibling
        } else {
            Placement::Nested
        }
    }
}

/// `T`, `K2`: a name that in a type is nearly always a generic. If the function
/// does not declare it then the impl does, and the attribute cannot see that.
pub(crate) fn looks_like_a_generic(ident: &Ident) -> bool {
    let text = ident.to_string();
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(|c| c.is_ascii_digit())
}

#[derive(Default)]
struct SignatureNames {
    says_self: bool,
    impl_generics: Vec<Ident>,
}

impl<'a> Visit<'a> for SignatureNames {
    fn visit_path(&mut self, path: &'a syn::Path) {
        if let (None, Some(first)) = (&path.leading_colon, path.segments.first()) {
            self.says_self |= first.ident == "Self";
            if looks_like_a_generic(&first.ident) {
                self.impl_generics.push(first.ident.clone());
            }
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        mentions::each_ident(&mac.tokens, &mut |ident| self.says_self |= ident == "Self");
    }
}

/// A generic of the function that the inner cannot do without.
pub(crate) struct Stay<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) reason: Reason<'a>,
}

pub(crate) enum Reason<'a> {
    /// A parameter that is not converted has it.
    Param {
        arg: &'a syn::PatType,
        skipped: bool,
        at: Ident,
    },
    Return(Ident),
    Body(Ident),
    /// The bounds of another generic that stays.
    Bound(Ident),
}

/// What stays generic.
#[derive(Default)]
pub(crate) struct Staying<'a> {
    pub(crate) named: Vec<Stay<'a>>,
    /// `impl Trait` parameters that are not converted, and whether that is the
    /// user's wish.
    pub(crate) anonymous: Vec<(&'a syn::PatType, bool)>,
}

impl<'a> Staying<'a> {
    pub(crate) fn of(
        function: &'a ItemFn,
        generics: &Generics<'a>,
        plan: &Plan<'a>,
        seen: &Seen,
    ) -> Self {
        let mut staying = Staying::default();
        let names = generics
            .types
            .iter()
            .map(|generic| &generic.param.ident)
            .chain(generics.consts.iter().map(|param| &param.ident));
        for name in names {
            if let Some(reason) = direct_reason(function, plan, seen, name) {
                staying.named.push(Stay { name, reason });
            }
        }
        staying.add_bounds(generics);
        for param in &plan.params {
            let kept = matches!(param.role, Role::Keep | Role::Skip);
            if kept && has_impl_trait(&param.arg.ty) {
                staying
                    .anonymous
                    .push((param.arg, param.role == Role::Skip));
            }
        }
        staying
    }

    pub(crate) fn contains(&self, name: &Ident) -> bool {
        self.named.iter().any(|stay| stay.name == name)
    }

    /// What stays keeps its bounds, and those may name another generic.
    fn add_bounds(&mut self, generics: &Generics<'a>) {
        loop {
            let next = generics.types.iter().find_map(|generic| {
                let name = &generic.param.ident;
                if self.contains(name) {
                    return None;
                }
                let mut bounds = generics
                    .types
                    .iter()
                    .filter(|other| self.contains(&other.param.ident))
                    .flat_map(|other| &other.bounds);
                let at = bounds.find_map(|bound| mentions::in_bound(bound, name))?;
                Some(Stay {
                    name,
                    reason: Reason::Bound(at),
                })
            });
            match next {
                Some(stay) => self.named.push(stay),
                None => return,
            }
        }
    }
}

fn direct_reason<'a>(
    function: &'a ItemFn,
    plan: &Plan<'a>,
    seen: &Seen,
    name: &Ident,
) -> Option<Reason<'a>> {
    for param in &plan.params {
        let skipped = match param.role {
            Role::Keep => false,
            Role::Skip => true,
            Role::Unnamed | Role::Convert(_) => continue,
        };
        if let Some(at) = mentions::in_type(&param.arg.ty, name) {
            let arg = param.arg;
            return Some(Reason::Param { arg, skipped, at });
        }
    }
    for converted in &plan.converted {
        let target = converted.conversion.target;
        if let Some(at) = target.and_then(|target| mentions::in_type(target, name)) {
            return Some(Reason::Bound(at));
        }
    }
    if let Some(FnArg::Receiver(receiver)) = function.sig.inputs.first() {
        if let syn::ReceiverKind::Typed(_, ty) = &receiver.kind {
            if let Some(at) = mentions::in_type(ty, name) {
                return Some(Reason::Bound(at));
            }
        }
    }
    if let ReturnType::Type(_, ty) = &function.sig.output {
        if let Some(at) = mentions::in_type(ty, name) {
            return Some(Reason::Return(at));
        }
    }
    let at = seen.generics.iter().find(|mention| *mention == name)?;
    Some(Reason::Body(at.clone()))
}

/// Whether an anonymous generic stands anywhere in the type of a parameter.
pub(crate) fn has_impl_trait(ty: &Type) -> bool {
    struct Finder(bool);
    impl<'a> Visit<'a> for Finder {
        fn visit_type_impl_trait(&mut self, _: &'a syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut finder = Finder(false);
    finder.visit_type(ty);
    finder.0
}
