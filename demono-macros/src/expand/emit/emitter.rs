//! What both halves are written from.

use proc_macro2::{Ident, Span};

use crate::expand::body::hoist::Hoisted;
use crate::expand::emit::attributes::Attributes;
use crate::expand::input::function::Function;
use crate::expand::input::header::Header;
use crate::expand::input::options::Options;
use crate::expand::plan::early::Early;
use crate::expand::plan::parameters::Plan;
use crate::expand::plan::placement::Placement;
use crate::expand::plan::staying::Staying;

pub(crate) struct Emitter<'a> {
    pub(crate) function: &'a Function,
    pub(crate) header: Option<&'a Header>,
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) options: &'a Options,
    pub(crate) placement: Placement,
    /// The first statement is done before the future is made.
    pub(crate) early: Option<Early>,
    pub(crate) staying: &'a Staying<'a>,
    pub(crate) hoisted: &'a [Hoisted],
    pub(crate) attributes: Attributes,
    pub(crate) inner_name: Ident,
    pub(crate) span: Span,
}
