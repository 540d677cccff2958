//! A future that was `Send` and would no longer be: it would hold what a parameter is
//! converted to.
//!
//! In: a parameter and what the body does with it. Out: a refusal where the type shows it;
//! where it does not, `emit/proof.rs` has rustc find out.

use crate::expand::crossing::auto_traits::Sent;
use crate::expand::crossing::uses::Uses;
use crate::expand::errors::cause::Cause;
use crate::expand::errors::Refusal;
use crate::expand::input::function::Function;
use crate::expand::plan::converted::Converted;

pub(super) fn not_sent(
    function: &Function,
    converted: &Converted<'_>,
    uses: &Uses,
) -> Option<Refusal> {
    let standard = converted.conversion.standard()?;
    let not = converted.is_sent(function, uses) && standard.sent() == Sent::No;
    not.then(|| {
        let cause = Cause::TargetNotSend {
            name: converted.name.clone(),
            needs: standard.needs(),
        };
        Refusal::new(&standard.bound.path, cause)
    })
}
