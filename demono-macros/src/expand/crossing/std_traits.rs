//! The traits of std that the attribute knows, by the names that stand in a bound.

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{Path, PathArguments, Token, TypeParamBound};

use crate::expand::syntax::build::segment_names;
use crate::expand::syntax::cursor::is_one_of;
use crate::expand::syntax::generics::bounds_of;

/// A trait in a bound. A macro sees only names, so a trait of the user's with the name and
/// the module of a standard one is taken for the standard one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Std {
    Fn,
    FnMut,
    FnOnce,
    Iterator,
    DoubleEndedIterator,
    ExactSizeIterator,
    IntoIterator,
    Read,
    Write,
    BufRead,
    Seek,
    Hasher,
    Debug,
    Error,
    Future,
    RangeBounds,
    /// Auto traits: `Send`
    Marker,
    Sized,
    Copy,
    /// `Into`, `AsRef`: the shim converts by it.
    Conversion(ConversionTrait),
    /// With methods that no object can have.
    NotDyn,
    /// None of these: the user's own, or any other that is dyn-compatible.
    Other,
}

const FOLDERS: [(&str, &str, Std); 19] = [
    ("ops", "Fn", Std::Fn),
    ("ops", "FnMut", Std::FnMut),
    ("ops", "FnOnce", Std::FnOnce),
    ("iter", "Iterator", Std::Iterator),
    ("iter", "DoubleEndedIterator", Std::DoubleEndedIterator),
    ("iter", "ExactSizeIterator", Std::ExactSizeIterator),
    ("iter", "IntoIterator", Std::IntoIterator),
    ("io", "Read", Std::Read),
    ("io", "Write", Std::Write),
    ("fmt", "Write", Std::Write),
    ("io", "BufRead", Std::BufRead),
    ("io", "Seek", Std::Seek),
    ("hash", "Hasher", Std::Hasher),
    ("fmt", "Debug", Std::Debug),
    ("error", "Error", Std::Error),
    ("future", "Future", Std::Future),
    ("ops", "RangeBounds", Std::RangeBounds),
    ("marker", "Sized", Std::Sized),
    ("marker", "Copy", Std::Copy),
];

/// A trait of std by which the shim converts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConversionTrait {
    Into,
    TryInto,
    AsRef,
    AsMut,
    Borrow,
    BorrowMut,
    Display,
    ToString,
}

const CONVERSIONS: [ConversionTrait; 8] = [
    ConversionTrait::Into,
    ConversionTrait::TryInto,
    ConversionTrait::AsRef,
    ConversionTrait::AsMut,
    ConversionTrait::Borrow,
    ConversionTrait::BorrowMut,
    ConversionTrait::Display,
    ConversionTrait::ToString,
];

impl ConversionTrait {
    pub(crate) fn name(self) -> &'static str {
        match self {
            ConversionTrait::Into => "Into",
            ConversionTrait::TryInto => "TryInto",
            ConversionTrait::AsRef => "AsRef",
            ConversionTrait::AsMut => "AsMut",
            ConversionTrait::Borrow => "Borrow",
            ConversionTrait::BorrowMut => "BorrowMut",
            ConversionTrait::Display => "Display",
            ConversionTrait::ToString => "ToString",
        }
    }

    /// The module of std that it is in.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            ConversionTrait::Into
            | ConversionTrait::TryInto
            | ConversionTrait::AsRef
            | ConversionTrait::AsMut => "convert",
            ConversionTrait::Borrow | ConversionTrait::BorrowMut => "borrow",
            ConversionTrait::Display => "fmt",
            ConversionTrait::ToString => "string",
        }
    }

    /// The method that is the identity once the parameter is converted.
    pub(crate) fn method(self) -> Option<&'static str> {
        match self {
            ConversionTrait::Into => Some("into"),
            ConversionTrait::TryInto => Some("try_into"),
            ConversionTrait::AsRef => Some("as_ref"),
            ConversionTrait::AsMut => Some("as_mut"),
            ConversionTrait::Borrow => Some("borrow"),
            ConversionTrait::BorrowMut => Some("borrow_mut"),
            // `&dyn Display` has these itself.
            ConversionTrait::Display | ConversionTrait::ToString => None,
        }
    }

    /// Whether the inner gets a borrow of what the shim owns.
    pub(crate) fn borrows(self) -> bool {
        !matches!(self, ConversionTrait::Into | ConversionTrait::TryInto)
    }

    pub(crate) fn is_mut(self) -> bool {
        matches!(self, ConversionTrait::AsMut | ConversionTrait::BorrowMut)
    }

    pub(crate) fn is_display(self) -> bool {
        matches!(self, ConversionTrait::Display | ConversionTrait::ToString)
    }
}

const MARKERS: [&str; 5] = ["Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"];

/// Traits that are often bounds and never objects: a method returns or takes `Self`, is
/// generic, or has no receiver; an operator, which no object has; an associated type that
/// is never named in a bound.
const NOT_DYN: [&str; 55] = [
    "Add",
    "AddAssign",
    "BitAnd",
    "BitAndAssign",
    "BitOr",
    "BitOrAssign",
    "BitXor",
    "BitXorAssign",
    "BuildHasher",
    "Clone",
    "Default",
    "Deserialize",
    "DeserializeOwned",
    "Deserializer",
    "Div",
    "DivAssign",
    "Eq",
    "Extend",
    "From",
    "FromIterator",
    "FromRawFd",
    "FromStr",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoRawFd",
    "Mul",
    "MulAssign",
    "Neg",
    "Not",
    "Ord",
    "OsStrExt",
    "OsStringExt",
    "PartialEq",
    "PartialOrd",
    "Pattern",
    "Product",
    "Rem",
    "RemAssign",
    "Serialize",
    "Serializer",
    "Shl",
    "ShlAssign",
    "Shr",
    "ShrAssign",
    "SliceIndex",
    "Step",
    "Sub",
    "SubAssign",
    "Sum",
    "Termination",
    "ToOwned",
    "ToSocketAddrs",
    "TryFrom",
    "TryInto",
];

impl Std {
    pub(crate) fn of(path: &Path) -> Self {
        let names = segment_names(path);
        let Some(last) = names.last() else {
            return Std::Other;
        };
        if is_one_of(last, &MARKERS) {
            return Std::Marker;
        }
        for conversion in &CONVERSIONS {
            if *last == conversion.name() && is_of_std(path, &names, conversion.folder()) {
                return Std::Conversion(*conversion);
            }
        }
        if is_one_of(last, &NOT_DYN) {
            return Std::NotDyn;
        }
        let mut std = Std::Other;
        for (folder, name, known) in &FOLDERS {
            if *last == name && is_of_std(path, &names, folder) {
                std = *known;
                break;
            }
        }
        let arguments = path.segments.last().map(|last| &last.arguments);
        let plain = arguments.map_or(true, PathArguments::is_empty);
        // `Read<'de>` is another crate's trait.
        if !plain && std.is_plain() {
            return Std::Other;
        }
        std
    }

    /// What the trait is to an object, which does not convert.
    pub(crate) fn of_object(path: &Path) -> Self {
        match Std::of(path) {
            Std::Conversion(ConversionTrait::Into | ConversionTrait::TryInto) => Std::NotDyn,
            Std::Conversion(_) => Std::Other,
            std => std,
        }
    }

    /// A trait without generics.
    fn is_plain(self) -> bool {
        matches!(
            self,
            Std::Read
                | Std::Write
                | Std::BufRead
                | Std::Seek
                | Std::Hasher
                | Std::Debug
                | Std::Error
        )
    }

    /// All its methods take `&self`.
    pub(crate) fn is_shared(self) -> bool {
        matches!(self, Std::Fn | Std::Debug | Std::Error | Std::RangeBounds)
    }

    /// The object's type is not the trait's, so it cannot have another trait as well.
    pub(crate) fn is_alone(self) -> bool {
        matches!(
            self,
            Std::Fn | Std::FnMut | Std::FnOnce | Std::IntoIterator | Std::Future | Std::RangeBounds
        )
    }

    /// Whether a `&P` can be used as the trait.
    pub(crate) fn works_by_ref(self) -> bool {
        self.is_shared() || self == Std::Other
    }

    pub(crate) fn works_by_mut(self) -> bool {
        !matches!(self, Std::FnOnce | Std::IntoIterator)
    }

    pub(crate) fn is_iterator(self) -> bool {
        matches!(
            self,
            Std::Iterator | Std::DoubleEndedIterator | Std::ExactSizeIterator | Std::BufRead
        )
    }

    /// It gives items, and not lines.
    pub(crate) fn iterates(self) -> bool {
        self.is_iterator() && self != Std::BufRead
    }

    /// A `Dyn` around the object has the trait.
    pub(crate) fn is_wrapped(self) -> bool {
        matches!(
            self,
            Std::Iterator
                | Std::DoubleEndedIterator
                | Std::ExactSizeIterator
                | Std::Read
                | Std::Write
                | Std::BufRead
                | Std::Seek
                | Std::Hasher
        )
    }
}

/// `Into`, `std::convert::Into`, `::core::convert::Into`, but not `mine::Into`.
pub(super) fn is_of_std(path: &Path, names: &[&Ident], folder: &str) -> bool {
    match names {
        [_] => path.leading_colon.is_none(),
        // `fmt::Display`, where `std::fmt` was imported
        [of, _] => *of == folder,
        [root, of, _] => (*root == "std" || *root == "core" || *root == "alloc") && *of == folder,
        _ => false,
    }
}

pub(super) fn is_marker(bound: &TypeParamBound) -> bool {
    matches!(bound, TypeParamBound::Trait(of_trait) if Std::of(&of_trait.path) == Std::Marker)
}

/// Whether one of these is the auto trait of this name.
pub(super) fn has_marker(bounds: &[&TypeParamBound], auto_trait: &str) -> bool {
    for bound in bounds {
        let last = match bound {
            TypeParamBound::Trait(of_trait) => of_trait.path.segments.last(),
            _ => None,
        };
        if last.is_some_and(|last| last.ident == auto_trait) {
            return true;
        }
    }
    false
}

pub(crate) fn are_markers(bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    for &bound in &bounds_of(bounds) {
        if !is_marker(bound) {
            return false;
        }
    }
    true
}
