//! In: a function of the source. Out: every form of the attribute that splits it, or the
//! attribute's own reasons why none does.
//!
//! Whether a form applies is decided by the attribute's own analysis (`demono-analysis`);
//! here it is decided which forms to ask about.

use std::str::FromStr as _;

use demono_analysis::{analyse, can_pay, Facts, Kept, Refusal, Verdict};
use proc_macro2::TokenStream;

use super::custom::custom;
use crate::source::tree::{SourceFunction, SourceTree};

/// The words that need nothing of the function's own.
pub(crate) const PLAIN: [&str; 4] = ["", "dyn", "partial", "dyn, partial"];

/// One way to write the attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What is in its parentheses; empty if it has none.
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
    /// None, for the attribute's reasons.
    Refused(Vec<Refusal>),
    /// The body only stores its parameters, or passes them on.
    Bare,
}

/// What these words on `function` do, or, with `head`, on the block that has it.
pub(crate) fn ask(words: &str, function: &SourceFunction, head: Option<&TokenStream>) -> Verdict {
    let attribute = TokenStream::from_str(words).unwrap_or_default();
    analyse(attribute, function.tokens.clone(), head.cloned())
}

/// The forms in which `function` of `tree` can be split.
pub fn forms(tree: &SourceTree, function: &SourceFunction) -> Forms {
    // A method of a trait needs the attribute of its block, which knows the type.
    let block = function.container.of_trait();
    let head = block.map(|it| &tree.blocks[it].head);
    let mut forms: Vec<Form> = Vec::new();
    let mut reasons = Vec::new();
    let [plain, others @ ..] = PLAIN.map(str::to_owned);
    let custom = custom(tree, function);
    for words in [plain].into_iter().chain(custom).chain(others) {
        match ask(&words, function, head) {
            // With all generics of the function on the inner, there are as many copies of it.
            Verdict::Splits(facts) if !facts.arguments.contains(&Kept::Gone) => {}
            Verdict::Splits(facts) => {
                // Where nothing stays, `partial` changes nothing.
                let is_new = forms.iter().all(|form| form.facts != facts);
                forms.extend(is_new.then_some(Form { words, facts }));
            }
            Verdict::Refused(refusals) | Verdict::Nothing(refusals) if reasons.is_empty() => {
                reasons = refusals;
            }
            _ => {}
        }
    }
    if forms.is_empty() {
        Forms::Refused(reasons)
    } else if head.is_some() && !can_pay(function.tokens.clone()) {
        Forms::Bare
    } else {
        Forms::Some(forms)
    }
}
