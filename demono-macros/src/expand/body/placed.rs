//! What surrounds an own conversion may ask for other tokens in its place; and imports, which
//! it may have been the only use of.

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::expand::body::list::{Frame, List, ListKind};
use crate::expand::syntax::build::{call, rooted, stream, unlinted};
use crate::expand::syntax::cursor::{is_brace, is_punct, is_word};
use crate::expand::syntax::mentions::has_any;

/// `({ x })` as `::core::convert::identity(x)`, whose first and last token are of the user's
/// edition.
pub(super) fn in_users_edition(value: TokenStream, span: Span) -> TokenStream {
    match value.clone().into_iter().next() {
        Some(TokenTree::Group(of)) => {
            let identity = rooted(span, &["core", "convert", "identity"]);
            call(span, identity, &[of.stream()])
        }
        _ => value,
    }
}

impl List<'_, '_, '_> {
    /// `if let x = here && ..`: that is an error before edition 2024, and the edition is that
    /// of the initializer's first and last token.
    pub(super) fn begins_chained_let(&self) -> bool {
        match self.frames.last() {
            Some(Frame::Let(of_let)) if of_let.conditional && of_let.init == self.at => {}
            _ => return false,
        }
        let mut start = self.at;
        while start > 0 && !is_brace(self.before(start, 1)) && !is_punct(self.before(start, 1), ';')
        {
            start -= 1;
        }
        let mut chained = false;
        for at in start..self.tokens.len() {
            chained |= is_punct(self.get(at), '&') && is_punct(self.get(at + 1), '&');
            if at > self.at && is_brace(self.get(at)) {
                break;
            }
        }
        chained
    }

    /// `x.into();`
    pub(super) fn is_discarded(&self, end: usize) -> bool {
        let before = self.before(self.at, 1);
        let begins = before.is_none() || is_punct(before, ';') || is_brace(before);
        let statement = self.context.kind == ListKind::Block && !self.walker.in_macro;
        statement && begins && is_punct(self.get(end), ';')
    }

    /// An item as it is; an import of a trait by which something is converted as one that need
    /// not be used.
    pub(super) fn copy_item(&mut self, end: usize) {
        if is_word(self.get(self.at), "use") {
            let tokens = stream(&self.tokens[self.at..end]);
            for converted in &self.walker.plan.converted {
                let by = converted.conversion.by();
                if by.is_some_and(|by| has_any(&tokens, &[by.name()])) {
                    self.output.extend(unlinted(tokens));
                    self.at = end;
                    return;
                }
            }
        }
        self.copy_to(end);
    }
}
