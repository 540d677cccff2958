//! What `#[demono]` would make of a function, outside a compiler: whether it splits, what
//! crosses how, and what it says where it refuses.
//!
//! The code is that of the attribute itself: `src/expand` is a link to the folder of
//! `demono-macros`. A proc-macro crate can export nothing else, and a crate between the
//! two would be one more that every user of the attribute has to build
//! (serde_derive_internals does the same).

// The attribute supports compilers that are older than what clippy would have it use
// here.
#[allow(clippy::unnecessary_map_or)]
mod expand;
mod facts;
mod refusal;

use proc_macro2::TokenStream;

use expand::errors::Errors;
use expand::function::{analyse as analyse_function, Outcome};
use expand::input::function::Input;
use expand::input::header::Header;
use expand::input::options::Options;
use expand::input::worth;

pub use facts::{Carrier, Crossing, Facts, Kept, Shape};
pub use refusal::{Refusal, RefusalKind};

/// What becomes of an item: the tokens that the attribute makes of it.
///
/// `attribute` is what stands between its parentheses. Errors are among the tokens, as
/// `compile_error!`.
pub fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(attribute, item)
}

/// What the attribute would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It splits the function.
    Splits(Facts),
    /// There is nothing to convert.
    Nothing(Vec<Refusal>),
    /// It refuses, for these reasons, in the attribute's words.
    Refused(Vec<Refusal>),
    /// Not a function that parses.
    Unparsed,
}

/// What `#[demono(attribute)]` would do with `function`.
///
/// `block` is what stands before the braces of the `impl` block or trait whose attribute
/// it is; `None` for an attribute on the function itself. Whether the body is worth it is
/// not asked, see [`can_pay`].
pub fn analyse(
    attribute: TokenStream,
    function: TokenStream,
    block: Option<TokenStream>,
) -> Verdict {
    let mut errors = Errors::new();
    let options = Options::parse(attribute, &mut errors);
    let header = match block.map(syn::parse2::<Header>) {
        Some(Ok(header)) => Some(header),
        Some(Err(_)) => return Verdict::Unparsed,
        None => None,
    };
    let function = match Input::parse(&function) {
        Input::Function(function) => function,
        Input::Unparsed => return Verdict::Unparsed,
        Input::Refused(refusal) => {
            errors.push(refusal);
            return Verdict::Refused(refusals(errors));
        }
    };
    let outcome = analyse_function(&function, &options, header.as_ref(), &mut errors, Facts::of);
    match outcome {
        Outcome::Split(facts) => Verdict::Splits(facts),
        Outcome::Nothing => Verdict::Nothing(refusals(errors)),
        Outcome::Refused => Verdict::Refused(refusals(errors)),
        Outcome::HalfTyped => Verdict::Unparsed,
    }
}

/// Whether the attribute of a block would split this method at all: false for a body that
/// only stores its parameters, or only hands them on.
pub fn can_pay(function: TokenStream) -> bool {
    match Input::parse(&function) {
        Input::Function(function) => worth::can_pay(&function),
        Input::Unparsed | Input::Refused(_) => false,
    }
}

fn refusals(errors: Errors) -> Vec<Refusal> {
    let refusals = errors.0.iter();
    refusals.map(|it| Refusal::of(&it.cause)).collect()
}

#[cfg(test)]
mod tests;
