//! The attribute's words.
//!
//! In: the tokens between the attribute's parentheses. Out: [`Options`].
//! Refused: an unknown word (with the nearest known one), a word with the wrong
//! shape.

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{parenthesized, token, Ident, Token};

use super::errors::{error, Errors};

const KNOWN: [&str; 3] = ["partial", "skip", "inline"];

/// What `#[demono(...)]` asks for.
#[derive(Default)]
pub(crate) struct Options {
    /// Generics may stay on the inner.
    pub(crate) partial: bool,
    /// No `#[inline(never)]` on the inner.
    pub(crate) inline: bool,
    /// Parameters that stay as they are.
    pub(crate) skip: Vec<Ident>,
}

impl Options {
    pub(crate) fn parse(attribute: TokenStream, errors: &mut Errors) -> Self {
        let mut options = Options::default();
        match Punctuated::<Word, Token![,]>::parse_terminated.parse2(attribute) {
            Ok(words) => {
                for word in words {
                    options.take(word, errors);
                }
            }
            Err(syntax) => errors.push(syn::Error::new(
                syntax.span(),
                format_args!("demono: {syntax}; write for example `#[demono(partial)]` or `#[demono(skip(a, b))]`"),
            )),
        }
        options
    }

    fn take(&mut self, word: Word, errors: &mut Errors) {
        let Word { name, arguments } = word;
        match (name.to_string().as_str(), arguments) {
            ("partial", None) => self.partial = true,
            ("inline", None) => self.inline = true,
            ("skip", Some(parameters)) if !parameters.is_empty() => self.skip.extend(parameters),
            ("skip", _) => errors.refuse(
                name,
                "`skip` names the parameters to leave as they are: `skip(a, b)`",
            ),
            ("partial" | "inline", Some(_)) => {
                let message = format!("`{name}` takes no arguments; write `#[demono({name})]`");
                errors.refuse(name, message);
            }
            (unknown, _) => errors.push(unknown_option(&name, unknown)),
        }
    }
}

/// One word: `partial`, or `skip(a, b)`.
struct Word {
    name: Ident,
    arguments: Option<Vec<Ident>>,
}

impl Parse for Word {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(syn::ext::IdentExt::parse_any)?;
        let arguments = if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            let names = content.call(Punctuated::<Ident, Token![,]>::parse_terminated)?;
            Some(names.into_iter().collect())
        } else {
            None
        };
        Ok(Word { name, arguments })
    }
}

fn unknown_option(name: &Ident, text: &str) -> syn::Error {
    let nearest = KNOWN
        .iter()
        .map(|known| (distance(known, text), known))
        .min()
        .filter(|(distance, known)| *distance <= known.len() / 2);
    let hint = match nearest {
        Some((_, known)) => format!("did you mean `{known}`?"),
        None => "the options are `partial`, `skip(..)` and `inline`".to_owned(),
    };
    error(name, format_args!("unknown option `{text}`; {hint}"))
}

/// The edit distance of two words (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, r) in right.iter().enumerate() {
            let substitution = diagonal + usize::from(l != *r);
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
