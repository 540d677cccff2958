//! All that is known of a function before it is refused or written.

use crate::expand::body::Body;
use crate::expand::input::function::Function;
use crate::expand::input::header::Header;
use crate::expand::input::options::Options;
use crate::expand::plan::parameters::Plan;
use crate::expand::plan::placement::Placement;
use crate::expand::plan::staying::Staying;
use crate::expand::syntax::generics::Generics;

pub(crate) struct Analysis<'a> {
    pub(crate) function: &'a Function,
    pub(crate) header: Option<&'a Header>,
    pub(crate) generics: &'a Generics<'a>,
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) body: &'a Body,
    pub(crate) staying: &'a Staying<'a>,
    pub(crate) options: &'a Options,
    pub(crate) placement: Placement,
    /// A name on which the placement depends, and which may stand for a type or for a
    /// generic of the impl.
    pub(crate) unclear: Option<syn::Ident>,
}
