//! Names for elided lifetimes, in tokens of types.
//!
//! In: the tokens of a type. Out: the same with every elided lifetime named, or
//! with every opaque type saying what it captures.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

use crate::expand::syntax::build::{new_ident, punct, stream};
use crate::expand::syntax::cursor::{is_one_of, is_punct};

/// Types of std that are often written without their lifetime. Few other types have such a
/// name.
const HIDE_A_LIFETIME: [&str; 8] = [
    "Arguments",
    "CharIndices",
    "Chars",
    "Cow",
    "Formatter",
    "MutexGuard",
    "RwLockReadGuard",
    "RwLockWriteGuard",
];

/// Gives elided lifetimes a name: a fresh one each, or always the same.
pub(crate) struct Namer {
    pub(crate) new: Vec<Ident>,
    always: Option<Ident>,
    named: usize,
    prefix: &'static str,
    /// Whether to name the lifetimes that known types hide.
    pub(crate) hidden: bool,
}

impl Namer {
    pub(crate) fn fresh() -> Self {
        Namer {
            new: Vec::new(),
            always: None,
            named: 0,
            prefix: "",
            hidden: false,
        }
    }

    /// For the lifetimes of a `for<..>`, beside those of a function.
    pub(crate) fn fresh_for(prefix: &'static str) -> Self {
        Namer {
            prefix,
            ..Namer::fresh()
        }
    }

    pub(crate) fn always(name: Ident) -> Self {
        Namer {
            always: Some(name),
            hidden: true,
            ..Namer::fresh()
        }
    }

    pub(crate) fn next(&mut self) -> Ident {
        self.named += 1;
        if let Some(name) = &self.always {
            return name.clone();
        }
        let name = new_ident(
            format_args!("__demono_{}{}", self.prefix, self.new.len()),
            Span::mixed_site(),
        );
        self.new.push(name.clone());
        name
    }

    pub(crate) fn name(&mut self, tokens: TokenStream) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut output = TokenStream::new();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let next = tokens.get(at + 1);
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '&' => {
                    token.to_tokens(&mut output);
                    if !is_punct(next, '\'') {
                        output.extend(lifetime_tokens(&self.next()));
                    }
                }
                TokenTree::Punct(mark) if mark.as_char() == '\'' => {
                    if matches!(next, Some(TokenTree::Ident(name)) if name == "_") {
                        output.extend(lifetime_tokens(&self.next()));
                        at += 1;
                    } else {
                        token.to_tokens(&mut output);
                    }
                }
                TokenTree::Ident(name) if is_parenthesis(next) && name != "for" => {
                    // `fn(&str) -> &str`, `Fn(&str) -> &str` elide on their own.
                    let end = function_end(&tokens, at + 2);
                    output.extend(stream(&tokens[at..end]));
                    at = end - 1;
                }
                TokenTree::Ident(name) => {
                    token.to_tokens(&mut output);
                    if self.hides(name) && is_punct(next, '<') {
                        tokens[at + 1].to_tokens(&mut output);
                        at += 1;
                        if !is_punct(tokens.get(at + 1), '\'') {
                            output.extend(lifetime_tokens(&self.next()));
                            output.extend(punct(name.span(), ','));
                        }
                    } else if self.hides(name) && !is_punct(next, ':') {
                        output.extend(punct(name.span(), '<'));
                        output.extend(lifetime_tokens(&self.next()));
                        output.extend(punct(name.span(), '>'));
                    }
                }
                TokenTree::Group(group) => {
                    let mut named = Group::new(group.delimiter(), self.name(group.stream()));
                    named.set_span(group.span());
                    named.to_tokens(&mut output);
                }
                TokenTree::Literal(_) | TokenTree::Punct(_) => token.to_tokens(&mut output),
            }
            at += 1;
        }
        output
    }

    /// `Chars`, `Cow<str>`. In a return type and in a closure's arguments something is known
    /// to be elided.
    fn hides(&self, name: &Ident) -> bool {
        self.hidden && is_one_of(name, &HIDE_A_LIFETIME)
    }
}

/// Whether a type has a lifetime that is not written, as far as its tokens show.
pub(crate) fn has_elided(ty: &dyn ToTokens) -> bool {
    let mut counter = Namer::always(Ident::new("_", Span::call_site()));
    counter.name(ty.to_token_stream());
    counter.named > 0
}

/// Whether a type has a `&` or a `'_` without a name.
pub(crate) fn writes_elided(ty: &dyn ToTokens) -> bool {
    let mut counter = Namer::fresh();
    counter.name(ty.to_token_stream());
    counter.named > 0
}

/// The one name that all of these are.
pub(crate) fn the_same(names: &[Ident]) -> Option<&Ident> {
    let (first, rest) = names.split_first()?;
    for name in rest {
        if name != first {
            return None;
        }
    }
    Some(first)
}

pub(crate) fn lifetime_tokens(name: &Ident) -> TokenStream {
    let mut apostrophe = Punct::new('\'', Spacing::Joint);
    apostrophe.set_span(name.span());
    let mut tokens = apostrophe.into_token_stream();
    name.to_tokens(&mut tokens);
    tokens
}

fn is_parenthesis(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

/// Where a function type ends whose arguments end before `start`.
fn function_end(tokens: &[TokenTree], start: usize) -> usize {
    if !is_punct(tokens.get(start), '-') {
        return start;
    }
    let mut depth = 0_usize;
    let mut at = start + 2;
    while let Some(token) = tokens.get(at) {
        if let TokenTree::Punct(mark) = token {
            match mark.as_char() {
                '<' => depth += 1,
                '>' if depth == 0 => return at,
                '>' if !is_punct(tokens.get(at - 1), '-') => depth -= 1,
                ',' | '+' | ';' if depth == 0 => return at,
                _ => {}
            }
        }
        at += 1;
    }
    at
}

/// A type whose opaque types say what they capture, and the span of an `impl`.
pub(crate) struct Captured {
    pub(crate) ty: TokenStream,
    pub(crate) span: Span,
}

/// Adds `use<..>` to each opaque type of `tokens`, unless one has it already.
pub(crate) fn capture(tokens: TokenStream, lifetimes: &TokenStream) -> Option<Captured> {
    let mut span = None;
    let mut explicit = false;
    let ty = with_captures(tokens, lifetimes, &mut span, &mut explicit);
    match span {
        Some(span) if !explicit => Some(Captured { ty, span }),
        _ => None,
    }
}

fn with_captures(
    tokens: TokenStream,
    lifetimes: &TokenStream,
    span: &mut Option<Span>,
    explicit: &mut bool,
) -> TokenStream {
    let mut output = TokenStream::new();
    // The depth in angle brackets of each opaque type that is open.
    let mut open: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    let mut after_dash = false;
    for token in tokens {
        let mut ends = false;
        match &token {
            TokenTree::Ident(word) if word == "impl" => {
                *span = Some(word.span());
                open.push(depth);
            }
            TokenTree::Ident(word) => *explicit |= word == "use",
            TokenTree::Punct(mark) => match mark.as_char() {
                '<' => depth += 1,
                '>' if !after_dash => {
                    ends = open.last() == Some(&depth);
                    depth = depth.saturating_sub(1);
                }
                ',' => ends = open.last() == Some(&depth),
                _ => {}
            },
            TokenTree::Group(_) | TokenTree::Literal(_) => {}
        }
        if ends {
            open.pop();
            output.extend(capture_bound(lifetimes));
        }
        after_dash = is_punct(Some(&token), '-');
        output.append(match token {
            TokenTree::Group(group) => {
                let inside = with_captures(group.stream(), lifetimes, span, explicit);
                let mut rebuilt = Group::new(group.delimiter(), inside);
                rebuilt.set_span(group.span());
                TokenTree::Group(rebuilt)
            }
            other => other,
        });
    }
    for _ in &open {
        output.extend(capture_bound(lifetimes));
    }
    output
}

/// `+ use<'a, 'b>`
fn capture_bound(lifetimes: &TokenStream) -> TokenStream {
    let span = Span::mixed_site();
    let mut bound = punct(span, '+');
    bound.append(Ident::new("use", span));
    bound.extend(punct(span, '<'));
    bound.extend(lifetimes.clone());
    bound.extend(punct(span, '>'));
    bound
}

/// The type, whose `use<..>` has only the names that `keep` keeps, and all lifetimes.
pub(crate) fn retain_in_use(tokens: TokenStream, keep: &dyn Fn(&Ident) -> bool) -> TokenStream {
    let mut output = TokenStream::new();
    let mut inside = false;
    let mut after_use = false;
    let mut after_quote = false;
    let mut dropped = false;
    for token in tokens {
        let quote = is_punct(Some(&token), '\'');
        match token {
            TokenTree::Group(group) => {
                let mut rebuilt =
                    Group::new(group.delimiter(), retain_in_use(group.stream(), keep));
                rebuilt.set_span(group.span());
                rebuilt.to_tokens(&mut output);
            }
            TokenTree::Ident(name) if inside && !after_quote && !keep(&name) => dropped = true,
            TokenTree::Punct(mark) if dropped && mark.as_char() == ',' => dropped = false,
            other => {
                if is_punct(Some(&other), '<') && after_use {
                    inside = true;
                } else if is_punct(Some(&other), '>') {
                    inside = false;
                    dropped = false;
                }
                after_use = matches!(&other, TokenTree::Ident(word) if word == "use");
                output.append(other);
            }
        }
        after_quote = quote;
    }
    output
}
