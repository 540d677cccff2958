//! From an annotated item to its split.
//!
//! In: the attribute's words and the item, as tokens. Out: tokens.
//!
//! The modules below are in the order in which they use each other: each of them imports
//! from those after it, and from none before it.
//!
//! ```text
//! block      an `impl` block or a trait: each of its methods
//! function   one function: plan -> body -> check -> emit
//! emit       the shim and the inner, as tokens
//! check      what cannot be split, and why
//! analysis   all that is known of a function by then
//! body       the body rewritten, and what it does with each parameter
//! plan       what each parameter becomes, what stays generic, where the inner goes
//! crossing   how one parameter crosses: its conversion, or its object
//! input      the item and the attribute's words, parsed
//! syntax     reading and building tokens
//! errors     the refusals found so far
//! ```
//!
//! `demono-analysis` includes this folder: there it says what [`expand`] would do, and why
//! not, without a compiler around it.

pub(crate) mod analysis;
mod block;
pub(crate) mod body;
mod check;
pub(crate) mod crossing;
mod emit;
pub(crate) mod errors;
pub(crate) mod function;
pub(crate) mod input;
pub(crate) mod plan;
pub(crate) mod syntax;

use proc_macro2::TokenStream;

use crate::expand::block::Block;
use crate::expand::errors::Errors;
use crate::expand::input::options::Options;

/// The whole attribute: what `#[demono(attribute)] item` becomes.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let options = Options::parse(attribute.clone(), &mut errors);
    match Block::parse(&item) {
        Some(block) => block.expand(options, errors),
        None => function::expand(&attribute, item, &options, errors),
    }
}
