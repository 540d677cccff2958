//! The error of a `TryInto` whose type has no name in the inner: the shim has mapped it.
//!
//! ```text
//! Input:  x.try_into().map_err(|error| wrap(error.into()))
//! Output: ({ x }).map_err(|error| wrap(({ error })))
//! ```

use proc_macro2::{Ident, TokenTree};
use syn::Type;

use crate::expand::body::list::{Closures, Frame, List};
use crate::expand::body::own::is_identity;
use crate::expand::body::pattern::{inside, sole_name};
use crate::expand::body::scope::Binding;
use crate::expand::body::walker::Walker;
use crate::expand::crossing::std_traits::ConversionTrait;
use crate::expand::syntax::cursor::{is_empty, is_one_of, is_punct, is_word, position_of};

impl Walker<'_> {
    /// What the shim has mapped the error of a `TryInto` to.
    fn mapped_error(&self, binding: Binding) -> Option<&Type> {
        if let Binding::Error(_) = binding {
            return None;
        }
        let standard = self.target(binding.index()).conversion.standard()?;
        if standard.by != ConversionTrait::TryInto {
            return None;
        }
        let error = standard.error.filter(|error| error.mapped)?;
        Some(error.ty)
    }

    /// The error of `x.try_into()`, as a scrutinee.
    pub(super) fn error_of(&self, scrutinee: &[TokenTree]) -> Option<Binding> {
        let [TokenTree::Ident(name), dot, TokenTree::Ident(method), arguments] = scrutinee else {
            return None;
        };
        let binding = self.scope.lookup(name)?;
        let whole = is_punct(Some(dot), '.') && method == "try_into" && is_empty(arguments);
        self.mapped_error(binding).filter(|_| whole)?;
        Some(Binding::Error(binding.index()))
    }

    /// Binds the name in `Err(error)`: true where it was one.
    pub(super) fn bind_error(&mut self, pattern: &[TokenTree], error: Option<Binding>) -> bool {
        match (inside(pattern, "Err"), error) {
            (Some((name, _)), Some(error @ Binding::Error(_))) => {
                self.scope.bind(&name, error);
                true
            }
            _ => false,
        }
    }
}

impl List<'_, '_, '_> {
    /// Just past `.map_err(Into::into)` after a `try_into()` whose error the shim maps.
    pub(super) fn error_end(&self, binding: Binding, at: usize) -> usize {
        match (self.walker.mapped_error(binding), self.call(at)) {
            (Some(target), Some((method, argument))) if method == "map_err" => {
                at + if is_identity(argument.stream(), target) {
                    3
                } else {
                    0
                }
            }
            _ => at,
        }
    }

    /// What becomes of that error after the `try_into()` that ends at `end`.
    pub(super) fn follow_error(&mut self, binding: Binding, name: &Ident, end: usize) {
        const PASS: [&str; 2] = ["map", "and_then"];
        const HIDE: [&str; 7] = [
            "is_err",
            "is_ok",
            "is_ok_and",
            "map_or",
            "ok",
            "unwrap_or",
            "unwrap_or_default",
        ];
        if self.walker.mapped_error(binding).is_none() {
            return;
        }
        let mapped = end > self.at + 4;
        let mut at = end;
        while let Some((method, argument)) = self.call(at) {
            if method == "map_err" {
                let closure: Vec<TokenTree> = argument.stream().into_iter().collect();
                let bar = position_of(closure.get(1..).unwrap_or(&[]), '|');
                let param = bar.and_then(|bar| closure.get(1..=bar));
                // Of any other function the error is the argument.
                match param.and_then(sole_name) {
                    Some(_) if is_punct(closure.first(), '|') => {
                        self.closures.push(Closures {
                            at: at + 2,
                            param: binding.index(),
                            element: Some(Binding::Error(binding.index())),
                            numbered: false,
                        });
                        return;
                    }
                    _ => break,
                }
            }
            if is_one_of(method, &HIDE) || mapped {
                return;
            }
            if !is_one_of(method, &PASS) {
                break;
            }
            at += 3;
        }
        let scrutinee = at == end
            && match self.frames.last() {
                Some(Frame::Scrutinee { start, .. }) => *start == self.at,
                // `if let Ok(y) = x.try_into()`
                Some(Frame::Let(of_let)) => {
                    let variant = of_let.pattern.first();
                    of_let.init == self.at && (is_word(variant, "Ok") || is_word(variant, "Err"))
                }
                _ => false,
            };
        if !is_punct(self.get(at), '?') && !mapped && !scrutinee {
            self.walker.uses[binding.index()]
                .error
                .get_or_insert(name.clone());
        }
    }
}
