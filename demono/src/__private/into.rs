/// A conversion that is done already, where the body does not use its result.
#[must_use]
#[inline(always)]
pub fn into<T>(value: T) -> T {
    value
}
