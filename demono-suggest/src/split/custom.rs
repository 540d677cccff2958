//! In: a function whose parameters have a trait of the crate's own that converts
//! (`IntoUrl`). Out: the words of a custom conversion. Refused: traits that do more than
//! convert, and parameters that the body uses in another way.
//!
//! ```text
//! Input:  pub trait IntoUrl { fn into_url(self) -> Result<Url, UrlError>; }
//!         fn get(url: impl IntoUrl) -> Result<Page, UrlError> { let url = url.into_url()?; .. }
//! Output: url: Url = url.into_url()?
//! ```

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{FnArg, ItemFn, Pat, ReceiverKind, ReturnType, Signature, Stmt, Type};
use syn::{GenericArgument, PathArguments, TypeParamBound, WherePredicate};

use crate::source::tree::{SourceFunction, SourceTree};

/// The words for all parameters that can be converted so; nothing without any.
pub(super) fn custom(tree: &SourceTree, function: &SourceFunction) -> Option<String> {
    // A method is parsed as a function as well: its `self` is an additional parameter.
    let item: ItemFn = syn::parse2(function.tokens.clone()).ok()?;
    let body: Vec<TokenTree> = flat(item.block.to_token_stream());
    let words = |input: &FnArg| {
        let FnArg::Typed(param) = input else {
            return None;
        };
        let Pat::Ident(name) = &*param.pat else {
            return None;
        };
        let Conversion { method, ty } = conversion(tree, &trait_of(&item.sig, &param.ty)?)?;
        let name = name.ident.to_string();
        let uses = Uses::of(&body, &name, &method);
        if uses.all == 0 || uses.conversions < uses.all {
            return None;
        }
        let at_once = uses.tried == uses.all && begins_with(&item, &name);
        Some(match ok_of(&ty, &item.sig.output) {
            Some(ok) if at_once => format!("{name}: {ok} = {name}.{method}()?"),
            _ => format!("{name}: {} = {name}.{method}()", spelled(&ty)),
        })
    };
    let words: Vec<String> = item.sig.inputs.iter().filter_map(words).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The only trait of the parameter's type, as `impl Trait` or `T: Trait`.
fn trait_of(signature: &Signature, ty: &Type) -> Option<String> {
    let bounds: Vec<&TypeParamBound> = match ty {
        Type::ImplTrait(anonymous) => anonymous.bounds.iter().collect(),
        Type::Path(path) => {
            let name = path.path.get_ident()?;
            let params = signature.generics.type_params();
            let of_params = params.filter(|it| it.ident == *name).map(|it| &it.bounds);
            let clause = signature.generics.where_clause.iter();
            let predicates = clause.flat_map(|it| &it.predicates);
            let of_predicates = predicates.filter_map(|it| match it {
                WherePredicate::Type(it) if it.bounded_ty == *ty => Some(&it.bounds),
                _ => None,
            });
            of_params.chain(of_predicates).flatten().collect()
        }
        _ => return None,
    };
    match bounds.as_slice() {
        [TypeParamBound::Trait(only)] => Some(only.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// What a trait converts to, and how.
struct Conversion {
    method: String,
    /// As the trait has it; another module may have to import it.
    ty: Type,
}

/// Nothing for a trait with another required method, or whose result is not one type.
fn conversion(tree: &SourceTree, name: &str) -> Option<Conversion> {
    let mut named = tree.traits.iter().filter(|it| it.name == name);
    let (definition, None) = (named.next()?, named.next()) else {
        return None;
    };
    let mut methods = definition.methods().filter(|method| {
        let receiver = method.receiver();
        receiver.is_some_and(|it| matches!(it.kind, ReceiverKind::Value))
    });
    let (method, None) = (methods.next()?, methods.next()) else {
        return None;
    };
    let ReturnType::Type(_, ty) = &method.output else {
        return None;
    };
    let is_plain = method.inputs.len() == 1 && method.generics.params.is_empty();
    let is_own = (flat(ty.to_token_stream()).iter()).any(|it| is_word(Some(it), "Self"));
    (is_plain && !is_own && definition.definition.generics.params.is_empty()).then(|| Conversion {
        method: method.ident.to_string(),
        ty: (**ty).clone(),
    })
}

/// `T` of `Result<T, E>`, if the function returns a `Result` with that very `E`.
fn ok_of(converted: &Type, output: &ReturnType) -> Option<String> {
    let ReturnType::Type(_, ty) = output else {
        return None;
    };
    let (ok, error) = result_of(converted)?;
    let (_, returned) = result_of(ty)?;
    (error == returned).then(|| spelled(ok))
}

fn result_of(ty: &Type) -> Option<(&Type, Option<&Type>)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let mut types = arguments.args.iter().filter_map(|it| match it {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    (last.ident == "Result").then_some(())?;
    Some((types.next()?, types.next()))
}

/// How a parameter is used.
#[derive(Default)]
struct Uses {
    all: usize,
    /// `x.into_url()`
    conversions: usize,
    /// `x.into_url()?`
    tried: usize,
}

impl Uses {
    fn of(body: &[TokenTree], name: &str, method: &str) -> Self {
        let mut uses = Uses::default();
        for at in 0..body.len() {
            let before = at.checked_sub(1).map(|it| &body[it]);
            if !is_word(body.get(at), name) || is_mark(before, '.') {
                continue;
            }
            uses.all += 1;
            let after = |distance| body.get(at + distance);
            let is_method = is_mark(after(1), '.') && is_word(after(2), method);
            let is_call = matches!(after(3), Some(TokenTree::Group(it)) if it.stream().is_empty());
            if is_method && is_call {
                uses.conversions += 1;
                uses.tried += usize::from(is_mark(after(4), '?'));
            } else if is_mark(after(1), '=') || is_mark(after(1), ':') {
                // `let url = url.into_url()?`: the name of something new. What is used
                // after that is not the parameter.
                uses.all -= 1;
            } else if uses.conversions > 0 && uses.conversions + 1 == uses.all {
                uses.all -= 1;
            }
        }
        uses
    }
}

/// Whether the body begins with conversions, that of this parameter among them, so that the
/// shim may return early: nothing would have come before.
fn begins_with(function: &ItemFn, name: &str) -> bool {
    for statement in &function.block.stmts {
        let init = match statement {
            Stmt::Local(local) => local.init.as_ref(),
            _ => None,
        };
        let Some(init) = init else { return false };
        let tokens = flat(init.expr.to_token_stream());
        let first = (tokens.iter()).find(|token| matches!(token, TokenTree::Ident(_)));
        if first.is_none() || !is_mark(tokens.last(), '?') {
            return false;
        }
        if is_word(first, name) {
            return true;
        }
    }
    false
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(it)) if it == word)
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == mark)
}

/// All tokens in one list; only empty groups stay groups.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let each = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) if !group.stream().is_empty() => flat(group.stream()),
        token => vec![token],
    });
    each.collect()
}

/// A type as people write it: `Result<Url, UrlError>`.
fn spelled(ty: &Type) -> String {
    let mut text = String::new();
    for token in ty.to_token_stream().to_string().split_whitespace() {
        let tight = matches!(token, "<" | ">" | "::" | "," | "&" | ")" | "]" | ">>");
        let opened = text.ends_with(['<', ':', '&', '(', '[']) || text.is_empty();
        if !opened && (!tight || token == "&") {
            text.push(' ');
        }
        text.push_str(token);
    }
    text
}
