//! The attribute's words.
//!
//! In: the tokens between the attribute's parentheses. Out: [`Options`].
//! Refused: an unknown word (with the nearest known one), a word with the wrong
//! shape.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{parenthesized, token, Ident, Token, Type};

use crate::expand::errors::cause::Cause;
use crate::expand::errors::{Errors, Refusal};
use crate::expand::syntax::build::stream;
use crate::expand::syntax::cursor::{angle_end, is_punct, list_of, position};

/// In alphabetical order: of two that are equally near the first is proposed.
const KNOWN: [&str; 7] = [
    "crate", "dyn", "generics", "inline", "partial", "skip", "types",
];

/// What `#[demono(...)]` asks for.
#[derive(Default)]
pub(crate) struct Options {
    /// Generics may stay on the inner.
    pub(crate) partial: bool,
    /// No `#[inline(never)]` on the inner.
    pub(crate) inline: bool,
    /// Parameters that stay as they are.
    pub(crate) skip: Vec<Ident>,
    /// `skip` alone: a method that the attribute of its block leaves as it is.
    pub(crate) skip_all: Option<Ident>,
    pub(crate) dynamic: Dynamic,
    pub(crate) custom: Vec<Custom>,
    /// Names that look like generics and are none.
    pub(crate) types: Vec<Ident>,
    /// Generics of an impl that the attribute cannot see.
    pub(crate) generics: Vec<Ident>,
    /// Where the crate `demono` is, if not at `::demono`.
    pub(crate) krate: Option<TokenStream>,
}

/// Which parameters become trait objects.
#[derive(Default)]
pub(crate) enum Dynamic {
    #[default]
    None,
    /// `dyn`
    All,
    /// `dyn(a, b)`
    Named(Vec<Ident>),
}

/// `url: Result<Url> = url.into_url()`: a custom conversion.
#[derive(Clone)]
pub(crate) struct Custom {
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
    pub(crate) value: Vec<TokenTree>,
}

impl Dynamic {
    pub(crate) fn covers(&self, name: &Ident) -> bool {
        match self {
            Dynamic::None => false,
            Dynamic::All => true,
            Dynamic::Named(names) => names.contains(name),
        }
    }
}

impl Options {
    pub(crate) fn parse(attribute: TokenStream, errors: &mut Errors) -> Self {
        let mut options = Options::default();
        match list_of::<Word>.parse2(attribute) {
            Ok(words) => {
                for word in words {
                    options.take(word, errors);
                }
            }
            Err(syntax) => {
                let cause = Cause::Syntax(syntax.to_string());
                errors.push(Refusal::at_span(syntax.span(), cause));
            }
        }
        options
    }

    fn take(&mut self, word: Word, errors: &mut Errors) {
        let (name, arguments) = match word {
            Word::Custom(custom) => return self.custom.push(*custom),
            Word::Crate(path) => return self.krate = Some(path),
            Word::Named { name, arguments } => (name, arguments),
        };
        match (name.to_string().as_str(), arguments) {
            ("partial", None) => self.partial = true,
            ("inline", None) => self.inline = true,
            ("dyn", None) => self.dynamic = Dynamic::All,
            ("dyn", Some(parameters)) if !parameters.is_empty() => {
                self.dynamic = Dynamic::Named(parameters);
            }
            ("skip", None) => self.skip_all = Some(name),
            ("skip", Some(parameters)) if !parameters.is_empty() => self.skip.extend(parameters),
            ("types", Some(names)) if !names.is_empty() => self.types.extend(names),
            ("generics", Some(names)) if !names.is_empty() => self.generics.extend(names),
            ("types" | "generics", _) | ("skip" | "dyn", Some(_)) => {
                errors.refuse(&name, Cause::WithoutNames(name.clone()))
            }
            ("partial" | "inline", Some(_)) => {
                errors.refuse(&name, Cause::WithArguments(name.clone()));
            }
            (unknown, _) => errors.refuse(&name, unknown_option(unknown)),
        }
    }
}

enum Word {
    /// `partial`, or `skip(a, b)`
    Named {
        name: Ident,
        arguments: Option<Vec<Ident>>,
    },
    Custom(Box<Custom>),
    /// `crate = path`
    Crate(TokenStream),
}

impl Parse for Word {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(syn::ext::IdentExt::parse_any)?;
        if input.peek(Token![:]) {
            input.parse::<Token![:]>()?;
            let ty = input.parse::<Type>()?.to_token_stream();
            let equals: Token![=] = input.parse()?;
            let value = expression(input)?;
            if value.is_empty() {
                return Err(syn::Error::new(
                    equals.span,
                    "an expression is missing, as in `url: Url = url.into_url()?`",
                ));
            }
            return Ok(Word::Custom(Box::new(Custom { name, ty, value })));
        }
        if name == "crate" {
            let equals: Token![=] = input.parse()?;
            let path = flat(expression(input)?);
            let is_path = !path.is_empty()
                && position(&path, &|token| match token {
                    TokenTree::Ident(_) => false,
                    token => !is_punct(Some(token), ':'),
                })
                .is_none();
            return if is_path {
                Ok(Word::Crate(stream(&path)))
            } else {
                Err(syn::Error::new(
                    equals.span,
                    "a path is missing, as in `crate = other::demono`, without quotes",
                ))
            };
        }
        let arguments = if input.peek(token::Paren) {
            let content;
            parenthesized!(content in input);
            Some(list_of(&content)?)
        } else {
            None
        };
        Ok(Word::Named { name, arguments })
    }
}

/// Without the invisible groups that a `$path:path` leaves.
fn flat(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    let mut output = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                output.append(&mut flat(group.stream().into_iter().collect()));
            }
            other => output.push(other),
        }
    }
    output
}

/// The tokens up to the next comma that is not between generic arguments.
fn expression(input: ParseStream<'_>) -> syn::Result<Vec<TokenTree>> {
    let ahead: TokenStream = input.fork().parse()?;
    let ahead: Vec<TokenTree> = ahead.into_iter().collect();
    let mut value = Vec::new();
    let mut end = 0;
    while end < ahead.len() && !is_punct(ahead.get(end), ',') {
        end = angle_end(&ahead, end).unwrap_or(end + 1);
    }
    while value.len() < end {
        value.push(input.parse()?);
    }
    Ok(value)
}

fn unknown_option(text: &str) -> Cause {
    let mut nearest: Option<(usize, &'static str)> = None;
    for &known in KNOWN.as_slice() {
        let distance = distance(known, text);
        match nearest {
            Some((least, _)) if least <= distance => {}
            _ => nearest = Some((distance, known)),
        }
    }
    let nearest = nearest.filter(|(distance, known)| *distance <= known.len() / 2);
    Cause::UnknownOption {
        text: text.to_owned(),
        nearest: nearest.map(|(_, known)| known),
    }
}

/// The edit distance of two words (Levenshtein).
fn distance(left: &str, right: &str) -> usize {
    let mut row = vec![0];
    for _ in right.chars() {
        row.push(row.len());
    }
    for l in left.chars() {
        let mut diagonal = row[0];
        row[0] += 1;
        for (j, r) in right.chars().enumerate() {
            let substitution = diagonal + usize::from(l != r);
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[row.len() - 1]
}
