//! Without `#[demono(dyn)]`: the shims, for the inners in `inner.rs`.

use crate::NumberMap;

mod inner;

impl FromIterator<(String, i64)> for NumberMap {
    #[inline]
    fn from_iter<I: IntoIterator<Item = (String, i64)>>(pairs: I) -> Self {
        Self::from_iter_inner(&mut pairs.into_iter())
    }
}

impl Extend<(String, i64)> for NumberMap {
    #[inline]
    fn extend<I: IntoIterator<Item = (String, i64)>>(&mut self, pairs: I) {
        self.extend_inner(&mut pairs.into_iter());
    }
}
