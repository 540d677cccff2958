//! In: a function of the source. Out: every form of the attribute that splits it, or the
//! attribute's own words why none does. Refused: nothing else.
//!
//! Whether a form applies is asked of the attribute's own analysis (`demono-analysis`);
//! here is only which forms are worth asking for.

mod custom;
#[cfg(test)]
mod tests;

use std::str::FromStr as _;

use demono_analysis::{analyse, can_pay, Facts, Kept, Verdict};
use proc_macro2::TokenStream;

use crate::census::Item;
use crate::predict::{predict, Prediction};
use crate::source::{Function, Owner, SourceTree};

/// One way to write the attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What stands between its parentheses; empty: there are none.
    pub words: String,
    /// What it does.
    pub facts: Facts,
}

impl Form {
    /// `#[demono(dyn)]`, with `path` for `demono`.
    pub fn attribute(&self, path: &str) -> String {
        attribute(path, &self.words)
    }
}

/// `#[demono]` or `#[demono(words)]`.
pub(crate) fn attribute(path: &str, words: &str) -> String {
    match words {
        "" => format!("#[{path}]"),
        words => format!("#[{path}({words})]"),
    }
}

/// What an attribute on the function, or on its block, could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forms {
    /// These, the plainest first.
    Some(Vec<Form>),
    /// None, for the reasons that the attribute gives.
    Refused(Vec<String>),
    /// The body only stores its parameters, or hands them on.
    Bare,
}

/// The forms in which `function` of `tree` can be split.
pub fn forms(tree: &SourceTree, function: &Function) -> Forms {
    // A method of a trait needs the attribute of its block, which knows the type.
    let head = match function.owner {
        Owner::TraitImpl { block } | Owner::Default { block } => {
            Some(tree.blocks[block].head.clone())
        }
        Owner::Free | Owner::Inherent { .. } => None,
    };
    let ask = |words: &str| {
        let tokens = TokenStream::from_str(words).unwrap_or_default();
        analyse(tokens, function.tokens.clone(), head.clone())
    };
    let mut forms: Vec<Form> = Vec::new();
    let mut reasons = Vec::new();
    let mut words = vec![String::new()];
    words.extend(custom::custom(tree, function));
    words.push("dyn".to_owned());
    words.push("partial".to_owned());
    words.push("dyn, partial".to_owned());
    for words in words {
        match ask(&words) {
            // An inner with all generics that the function has is one for each of its copies.
            Verdict::Splits(facts) if !facts.arguments.contains(&Kept::Gone) => {}
            Verdict::Splits(facts) => {
                // That nothing stays makes `partial` say nothing.
                let is_new = forms.iter().all(|form| form.facts != facts);
                forms.extend(is_new.then_some(Form { words, facts }));
            }
            Verdict::Refused(refusals) | Verdict::Nothing(refusals) if reasons.is_empty() => {
                reasons = refusals.into_iter().map(|it| it.message).collect();
            }
            _ => {}
        }
    }
    match forms.is_empty() {
        true => Forms::Refused(reasons),
        false if !can_pay(function.tokens.clone()) && head.is_some() => Forms::Bare,
        false => Forms::Some(forms),
    }
}

/// Whether a split may make objects, which cost a little at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objects {
    /// Where conversions alone save less than half as much.
    Allowed,
    /// Nowhere.
    Never,
}

/// The form that is worth most for what was compiled of a function, in all programs
/// together.
pub fn best<'f>(
    items: &[&Item],
    forms: &'f [Form],
    objects: Objects,
) -> Option<(&'f Form, Vec<Prediction>)> {
    let predicted = forms.iter().map(|form| {
        let predictions = items.iter().map(|item| predict(item, &form.facts));
        (form, predictions.collect::<Vec<_>>())
    });
    let (dynamic, plain): (Vec<_>, Vec<_>) =
        predicted.partition(|(form, _)| form.facts.has_objects());
    // Of equals the plainest.
    let best = |of: Vec<(&'f Form, Vec<Prediction>)>| {
        of.into_iter()
            .reduce(|best, next| match saving(&next.1) > saving(&best.1) {
                true => next,
                false => best,
            })
    };
    match (best(plain), best(dynamic)) {
        (plain, _) if objects == Objects::Never => plain,
        (Some(plain), Some(dynamic)) if saving(&plain.1) * 2 < saving(&dynamic.1) => Some(dynamic),
        (plain, dynamic) => plain.or(dynamic),
    }
}

/// What a split saves in all programs together.
pub(crate) fn saving(predictions: &[Prediction]) -> i64 {
    predictions.iter().map(|it| it.saving).sum()
}
