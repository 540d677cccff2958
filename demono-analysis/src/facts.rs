//! What decides on the cost and the saving of a split.
//!
//! In: what the attribute knows of a function that it splits. Out: [`Facts`].

use proc_macro2::{TokenStream, TokenTree};
use syn::{GenericParam, Type};

use crate::expand::analysis::Analysis;
use crate::expand::crossing::conversion;
use crate::expand::crossing::form::Form;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::input::function::{Argument, Function, Pattern};
use crate::expand::plan::converted::Converted;
use crate::expand::plan::parameters::Role;
use crate::expand::syntax::generics::peel;

/// A split, without its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The parameters that shim and inner have in different forms, in order.
    pub crossings: Vec<Crossing>,
    /// The function's own type and constant arguments in the order in which a symbol
    /// name lists them: the declared ones, then one for each `impl Trait`.
    pub arguments: Vec<Kept>,
    /// Whether the function is async.
    pub is_async: bool,
    /// Parameters of the inner, with `self`.
    pub parameters: usize,
}

/// A parameter that crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// Its name.
    pub name: String,
    /// How.
    pub carrier: Carrier,
    /// In which form it has its generic.
    pub shape: Shape,
    /// Index of its generic in [`Facts::arguments`].
    pub argument: Option<usize>,
}

/// How a parameter crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carrier {
    /// By this trait: `Into`, `AsRef`, ..., to this type, if it has one.
    Conversion {
        /// The last segment of the trait's path.
        of_trait: &'static str,
        /// The target type's tokens.
        target: Option<String>,
    },
    /// By `Display` or `ToString`: as an object whose vtable `format!` makes anyway.
    Shown,
    /// As a trait object.
    Object,
    /// By an expression of the user's.
    Custom {
        /// Whether it ends with a `?`: the shim checks a result and may return early.
        tries: bool,
    },
}

/// The form in which a parameter has its generic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `T`
    Value,
    /// `&T`, `&mut T`
    Reference,
    /// `Option<T>`
    Option,
    /// `Vec<T>`: the shim collects another one.
    Vec,
}

/// Whether an argument is left on the inner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The shim alone has it.
    Gone,
    /// The inner has it, too: one copy for each.
    Stays,
}

impl Facts {
    pub(crate) fn of(analysis: &Analysis<'_>) -> Self {
        let function = analysis.function;
        let mut names: Vec<String> = Vec::new();
        let mut arguments = Vec::new();
        for param in &function.generics.params {
            let name = match param {
                GenericParam::Type(param) => &param.ident,
                GenericParam::Const(param) => &param.ident,
                GenericParam::Lifetime(_) => continue,
            };
            names.push(name.to_string());
            arguments.push(if analysis.staying.contains(name) {
                Kept::Stays
            } else {
                Kept::Gone
            });
        }
        let mut crossings = Vec::new();
        for param in &analysis.plan.params {
            let anonymous = anonymous(param.arg);
            let first = arguments.len();
            let kept = match param.role {
                Role::Keep | Role::Skip => Kept::Stays,
                Role::Unnamed | Role::Convert(_) => Kept::Gone,
            };
            arguments.extend(std::iter::repeat_n(kept, anonymous));
            if let Role::Convert(index) = param.role {
                let converted = &analysis.plan.converted[index];
                let named = converted.generic.and_then(|generic| {
                    let generic = generic.to_string();
                    names.iter().position(|name| *name == generic)
                });
                crossings.push(Crossing {
                    name: converted.name.to_string(),
                    carrier: carrier(converted),
                    shape: shape(&converted.conversion),
                    argument: named.or((anonymous > 0).then_some(first)),
                });
            }
        }
        Facts {
            crossings,
            arguments,
            is_async: function.asyncness.is_some(),
            parameters: parameters(function),
        }
    }

    /// Whether an object crosses: at run time each call of its methods is indirect.
    pub fn has_objects(&self) -> bool {
        let mut carriers = self.crossings.iter().map(|it| &it.carrier);
        carriers.any(|carrier| *carrier == Carrier::Object)
    }
}

fn carrier(converted: &Converted<'_>) -> Carrier {
    match &converted.conversion.carrier {
        conversion::Carrier::Standard(standard) => match standard.by {
            ConversionTrait::Display | ConversionTrait::ToString => Carrier::Shown,
            by => Carrier::Conversion {
                of_trait: by.name(),
                target: standard.target.map(|ty| quote::quote!(#ty).to_string()),
            },
        },
        conversion::Carrier::Object(_) | conversion::Carrier::Held(_) => Carrier::Object,
        conversion::Carrier::Custom(custom) => Carrier::Custom {
            tries: matches!(custom.value.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '?'),
        },
    }
}

fn shape(conversion: &conversion::Conversion<'_>) -> Shape {
    match conversion.form {
        _ if conversion.held().is_some() => Shape::Reference,
        Form::Value => Shape::Value,
        Form::Ref(_) | Form::RefMut(_) => Shape::Reference,
        Form::Option(_) => Shape::Option,
        Form::Vec(_) => Shape::Vec,
    }
}

/// How often `impl` occurs in the type of a parameter: each is an argument, the inner ones
/// after the outer.
fn anonymous(arg: &Argument) -> usize {
    let ty = peel(&arg.ty);
    match ty {
        Type::Path(path) if path.path.get_ident().is_some() => 0,
        _ => count(quote::quote!(#ty)),
    }
}

fn count(tokens: TokenStream) -> usize {
    let mut found = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "impl" => found += 1,
            TokenTree::Group(group) => found += count(group.stream()),
            _ => {}
        }
    }
    found
}

fn parameters(function: &Function) -> usize {
    let named = |arg: &&Argument| !matches!(arg.pat, Pattern::Wild(_));
    usize::from(function.receiver.is_some()) + function.params.iter().filter(named).count()
}
