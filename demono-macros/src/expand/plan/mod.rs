//! What becomes of the parameters and generics of a function, and of its body.
//!
//! In: the function and the options; for what stays and where the inner goes, also the
//! names that the body mentions. Out: `Plan` (in `parameters`), `Staying`, `Placement`,
//! `Normalized`.

mod annotated;
pub(crate) mod converted;
pub(crate) mod early;
pub(crate) mod normalize;
pub(crate) mod parameters;
pub(crate) mod placement;
mod planner;
pub(crate) mod staying;
mod try_error;
