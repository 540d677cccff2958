//! In: what was compiled of a function in some programs, and its forms. Out: the form that
//! saves most in all of them together.

use std::cmp::Reverse;

use super::forms::Form;
use super::predict::{predict, Prediction};
use crate::binary::census::item::Item;

/// Whether a split may make objects, which cost a little at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objects {
    /// Where conversions alone save less than half as much.
    Allowed,
    /// Nowhere.
    Never,
}

/// A form, and what it is predicted to save.
pub(crate) struct Best<'f> {
    pub(crate) form: &'f Form,
    /// One for each program.
    pub(crate) predictions: Vec<Prediction>,
}

impl Best<'_> {
    /// Bytes that the split saves in all programs together.
    pub(crate) fn saving(&self) -> i64 {
        self.predictions.iter().map(|it| it.saving).sum()
    }
}

/// The form that saves most; of equals the plainest.
pub(crate) fn best<'f>(items: &[&Item], forms: &'f [Form], objects: Objects) -> Option<Best<'f>> {
    let predicted = forms.iter().map(|form| Best {
        form,
        predictions: items.iter().map(|it| predict(it, &form.facts)).collect(),
    });
    let (dynamic, plain): (Vec<_>, Vec<_>) = predicted.partition(|it| it.form.facts.has_objects());
    // The first of equals, as `max_by_key` does not do.
    let most = |of: Vec<Best<'f>>| of.into_iter().min_by_key(|it| Reverse(it.saving()));
    match (most(plain), most(dynamic)) {
        (plain, _) if objects == Objects::Never => plain,
        (Some(plain), Some(dynamic)) if plain.saving() * 2 < dynamic.saving() => Some(dynamic),
        (plain, dynamic) => plain.or(dynamic),
    }
}
