//! Which bounds are a conversion.
//!
//! In: the bounds of one generic. Out: [`Bounds`]: the conversions among them, the
//! markers, and the rest.

use proc_macro2::Ident;
use syn::{GenericArgument, Lifetime, Path, PathArguments, TraitBound, Type, TypeParamBound};

use crate::expand::syntax::build::segment_names;

/// The trait that carries a parameter over.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Into,
    TryInto,
    AsRef,
    AsMut,
    Borrow,
    BorrowMut,
    Display,
    ToString,
    /// As a trait object, see `object.rs`.
    Dyn,
    /// In the user's words.
    Custom,
}

impl Kind {
    fn of(name: &Ident) -> Option<Self> {
        const ALL: [Kind; 8] = [
            Kind::Into,
            Kind::TryInto,
            Kind::AsRef,
            Kind::AsMut,
            Kind::Borrow,
            Kind::BorrowMut,
            Kind::Display,
            Kind::ToString,
        ];
        for kind in &ALL {
            if name == kind.trait_name() {
                return Some(*kind);
            }
        }
        None
    }

    pub(crate) fn trait_name(self) -> &'static str {
        match self {
            Kind::Into => "Into",
            Kind::TryInto => "TryInto",
            Kind::AsRef => "AsRef",
            Kind::AsMut => "AsMut",
            Kind::Borrow => "Borrow",
            Kind::BorrowMut => "BorrowMut",
            Kind::Display => "Display",
            Kind::ToString => "ToString",
            Kind::Dyn => "dyn",
            Kind::Custom => "",
        }
    }

    /// The method that is the identity once the parameter is converted.
    pub(crate) fn method(self) -> Option<&'static str> {
        match self {
            Kind::Into => Some("into"),
            Kind::TryInto => Some("try_into"),
            Kind::AsRef => Some("as_ref"),
            Kind::AsMut => Some("as_mut"),
            Kind::Borrow => Some("borrow"),
            Kind::BorrowMut => Some("borrow_mut"),
            // `&dyn Display` has these itself.
            Kind::Display | Kind::ToString | Kind::Dyn | Kind::Custom => None,
        }
    }

    pub(crate) fn folder(self) -> &'static str {
        match self {
            Kind::Into | Kind::TryInto | Kind::AsRef | Kind::AsMut => "convert",
            Kind::Borrow | Kind::BorrowMut => "borrow",
            Kind::Display => "fmt",
            Kind::ToString => "string",
            Kind::Dyn | Kind::Custom => "",
        }
    }

    /// Whether the inner gets a borrow of what the shim owns.
    pub(crate) fn borrows(self) -> bool {
        !matches!(self, Kind::Into | Kind::TryInto | Kind::Custom)
    }

    pub(crate) fn is_mut(self) -> bool {
        matches!(self, Kind::AsMut | Kind::BorrowMut)
    }

    pub(crate) fn is_display(self) -> bool {
        matches!(self, Kind::Display | Kind::ToString)
    }
}

/// The bounds of one generic, sorted.
pub(crate) struct Bounds<'a> {
    pub(crate) conversions: Vec<Candidate<'a>>,
    /// Neither a conversion nor a marker: `Debug`, the user's own traits.
    pub(crate) extra: Vec<&'a TypeParamBound>,
    pub(crate) clone: bool,
    pub(crate) copy: bool,
    pub(crate) sync: bool,
    pub(crate) unsized_: bool,
    /// A lifetime that the caller's value must outlive.
    pub(crate) outlives: Option<&'a Lifetime>,
}

/// One bound that is a conversion.
pub(crate) struct Candidate<'a> {
    pub(crate) kind: Kind,
    pub(crate) bound: &'a TraitBound,
    /// The type converted to; none for `Display` and `ToString`.
    pub(crate) target: Option<&'a Type>,
    /// `Error = E` of a `TryInto`.
    pub(crate) error: Option<&'a Type>,
}

impl<'a> Bounds<'a> {
    pub(crate) fn sort(bounds: &[&'a TypeParamBound]) -> Self {
        let mut sorted = Bounds {
            conversions: Vec::new(),
            extra: Vec::new(),
            clone: false,
            copy: false,
            sync: false,
            unsized_: false,
            outlives: None,
        };
        for bound in bounds {
            sorted.take(bound);
        }
        sorted
    }

    /// What the first conversion of this kind converts to.
    pub(crate) fn target(&self, kind: Kind) -> Option<&'a Type> {
        for candidate in &self.conversions {
            if candidate.kind == kind {
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
            "Send" | "Unpin" | "Sized" | "UnwindSafe" | "RefUnwindSafe" => return,
            "Sync" => return self.sync = true,
            "Clone" => return self.clone = true,
            "Copy" => {
                self.copy = true;
                self.clone = true;
                return;
            }
            _ => {}
        }
        match Candidate::of(of_trait) {
            Some(candidate) => self.conversions.push(candidate),
            None => self.extra.push(bound),
        }
    }
}

impl<'a> Candidate<'a> {
    fn of(bound: &'a TraitBound) -> Option<Self> {
        if bound.lifetimes.is_some() {
            return None;
        }
        let last = bound.path.segments.last()?;
        let kind = Kind::of(&last.ident)?;
        if !is_std_path(&bound.path, kind) {
            return None;
        }
        let mut candidate = Candidate {
            kind,
            bound,
            target: None,
            error: None,
        };
        match &last.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(arguments) => {
                for at in 0..arguments.args.len() {
                    match &arguments.args[at] {
                        GenericArgument::Type(ty) => candidate.target = Some(ty),
                        GenericArgument::AssocType(assoc) if assoc.ident == "Error" => {
                            candidate.error = Some(&assoc.ty);
                        }
                        _ => return None,
                    }
                }
            }
            PathArguments::Parenthesized(_) => return None,
        }
        // `Display` takes no type, every other conversion takes one.
        (candidate.target.is_none() == kind.is_display()).then_some(candidate)
    }
}

/// `Into`, `std::convert::Into`, `::core::convert::Into`, but not `mine::Into`.
fn is_std_path(path: &Path, kind: Kind) -> bool {
    let names = segment_names(path);
    match names.as_slice() {
        [_] => path.leading_colon.is_none(),
        // `fmt::Display`, where `std::fmt` was imported
        [folder, _] => *folder == kind.folder(),
        [root, folder, _] => {
            (*root == "std" || *root == "core" || *root == "alloc") && *folder == kind.folder()
        }
        _ => false,
    }
}
