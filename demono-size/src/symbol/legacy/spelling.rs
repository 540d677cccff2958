//! In: the segments of a legacy name, `["zoo", "Client<T>", "get"]`. Out: the function as a
//! v0 name without arguments spells it, `<zoo::Client>::get`, its path and its crate.
//!
//! Legacy names write an inherent method as if its type were a module. What starts with a
//! capital is taken for a type, therefore; the few traits of std whose provided methods
//! programs are full of are known by name.

use super::segment::{Block, Segment, SegmentKind};
use crate::symbol::path::{PathSegment, SymbolPath, TypeName};

/// Traits of std whose provided methods are common; what stands in `core::iter::traits`
/// is one anyway.
const TRAITS: [&[&str]; 9] = [
    &["core", "ops", "function", "Fn"],
    &["core", "ops", "function", "FnMut"],
    &["core", "ops", "function", "FnOnce"],
    &["core", "fmt", "Write"],
    &["core", "hash", "Hasher"],
    &["core", "error", "Error"],
    &["std", "io", "Read"],
    &["std", "io", "Write"],
    &["std", "io", "BufRead"],
];

/// The type that this is the drop glue of; empty if the name does not say it.
pub(crate) fn drop_glue<'t>(named: &[Segment<'t>]) -> Option<&'t str> {
    let [Segment { text: "core", .. }, Segment { text: "ptr", .. }, last] = named else {
        return None;
    };
    let argument = last.text.strip_prefix("drop_in_place")?;
    if argument.is_empty() {
        return Some("");
    }
    argument.strip_prefix('<')?.strip_suffix('>')
}

/// The segments as they stand in the name.
pub(crate) fn join(named: &[Segment<'_>]) -> String {
    let texts: Vec<&str> = named.iter().map(|it| it.text).collect();
    texts.join("::")
}

/// What a v0 name has for the segments.
pub(crate) fn show(named: &[Segment<'_>]) -> String {
    let mut out = String::new();
    for (number, segment) in named.iter().enumerate() {
        if let SegmentKind::Block(Block { moved: true, .. }) = segment.kind {
            // The module that the impl stands in is not shown.
            out.clear();
        } else if !out.is_empty() {
            out.push_str("::");
        }
        match segment.kind {
            SegmentKind::Block(block) => {
                out.push('<');
                push_type(block.self_type, &mut out);
                if let Some(of) = block.of {
                    out.push_str(" as ");
                    push_path(of, &mut out);
                }
                out.push('>');
            }
            SegmentKind::Unnamed(kind) => out.extend(["{", kind, "}"]),
            SegmentKind::Shim(kind) => out.extend(["{shim:", kind, "}"]),
            SegmentKind::Named => {
                push_path(segment.text, &mut out);
                match holder(named, number) {
                    Holder::Module => {}
                    Holder::Type => out = format!("<{out}>"),
                    Holder::Trait => out = format!("<_ as {out}>"),
                }
            }
        }
    }
    out
}

/// The path of the function.
pub(crate) fn path(named: &[Segment<'_>]) -> SymbolPath {
    let mut path = SymbolPath::default();
    for (number, segment) in named.iter().enumerate() {
        match segment.kind {
            SegmentKind::Block(Block { self_type, of, .. }) => {
                path = SymbolPath::through(type_path(self_type), of.and_then(type_path));
            }
            SegmentKind::Unnamed("closure") => path.segments.push(PathSegment::Closure),
            SegmentKind::Unnamed(kind) => path.segments.push(PathSegment::Other(kind.to_owned())),
            SegmentKind::Shim(kind) => path.segments.push(PathSegment::Shim(kind.to_owned())),
            SegmentKind::Named => {
                path.segments.push(PathSegment::Named(bare(segment.text)));
                path = match holder(named, number) {
                    Holder::Module => path,
                    Holder::Type => SymbolPath::through(Some(path), None),
                    Holder::Trait => SymbolPath::through(None, Some(path)),
                };
            }
        }
    }
    path
}

/// The path of a type, or of what it refers to; that of a parameter is open.
fn type_path(text: &str) -> Option<SymbolPath> {
    let text = text.trim_start_matches('&');
    let text = ["mut ", "*const ", "*mut "]
        .iter()
        .find_map(|it| text.strip_prefix(it))
        .unwrap_or(text);
    let bare = bare(text);
    let mut names = bare.split("::").peekable();
    let plain = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
    let open = is_parameter(names.peek()?);
    let segments: Vec<_> = (names.filter(|it| plain(it)))
        .map(|it| PathSegment::Named(it.to_owned()))
        .collect();
    (!open && segments.len() == bare.matches("::").count() + 1).then_some(SymbolPath {
        block: None,
        segments,
    })
}

/// A type, as far as its text tells.
pub(crate) fn type_name(text: &str) -> TypeName {
    TypeName {
        text: text.to_owned(),
        is_closure: text.ends_with("::{{closure}}"),
        has_arguments: text.contains('<'),
    }
}

/// What a segment with a name is to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    Module,
    Type,
    Trait,
}

fn holder<'t>(named: &[Segment<'t>], number: usize) -> Holder {
    let is_function = |next: &Segment<'_>| {
        matches!(next.kind, SegmentKind::Named) && !next.text.starts_with(char::is_uppercase)
    };
    if !named.get(number + 1).is_some_and(is_function) || !is_type(named[number].text) {
        return Holder::Module;
    }
    let without_arguments = |text: &'t str| text.split('<').next().unwrap_or(text);
    let names = || named[..=number].iter().map(|it| without_arguments(it.text));
    let in_iter = number > 2 && names().take(3).eq(["core", "iter", "traits"]);
    if in_iter || TRAITS.iter().any(|it| names().eq(it.iter().copied())) {
        Holder::Trait
    } else {
        Holder::Type
    }
}

/// Generic, or in the case of types; what is all upper case is a static.
fn is_type(segment: &str) -> bool {
    segment.ends_with('>')
        || segment.starts_with(char::is_uppercase)
            && (segment.len() == 1 || segment.contains(char::is_lowercase))
}

/// Writes a type without arguments; a parameter alone, such as `T`, is open.
fn push_type(text: &str, out: &mut String) {
    let start = out.len();
    push_path(text, out);
    let sigils = |c: char| !(c.is_alphanumeric() || c == '_');
    let bare = out[start..].trim_matches(sigils);
    if is_parameter(bare) {
        let at = start + out[start..].find(bare).unwrap_or(0);
        out.replace_range(at..at + bare.len(), "_");
    }
}

/// A parameter is a capital letter and perhaps a digit.
fn is_parameter(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|it| it.is_ascii_uppercase())
        && letters.all(|it| it.is_ascii_digit())
}

/// Writes `text` without generic arguments. A `<` that follows no name starts a qualified
/// path, and its arguments go, too.
fn push_path(text: &str, out: &mut String) {
    // For each `<` that is open: whether it is one of arguments.
    let mut open = Vec::new();
    let mut skipped = 0_usize;
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '<' => {
                let arguments = before.is_alphanumeric() || before == '_';
                open.push(arguments);
                skipped += usize::from(arguments);
                if skipped == 0 {
                    out.push(c);
                }
            }
            '>' if before != '-' && !open.is_empty() => {
                if skipped == 0 {
                    out.push(c);
                }
                skipped -= usize::from(open.pop() == Some(true));
            }
            _ if skipped > 0 => {}
            _ => out.push(c),
        }
        before = c;
    }
}

/// Without generic arguments.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_path(text, &mut out);
    out
}

/// The crate. The name of an impl says where it stands only if it stands away from its
/// type, `krate::module::<impl Trait for Type>::f`. `<Type as Trait>::f` is counted for the
/// crate of the type, as cargo-bloat does; if that is nobody's (`&T`, `u8`), for the
/// trait's.
pub(crate) fn krate<'t>(named: &[Segment<'t>]) -> Option<&'t str> {
    let (first, rest) = named.split_first()?;
    match first.kind {
        SegmentKind::Block(block) => {
            let (self_type, of) = (root(block.self_type), block.of.and_then(root));
            if block.moved {
                of.or(self_type)
            } else {
                self_type.or(of)
            }
        }
        _ => (!rest.is_empty()).then_some(first.text),
    }
}

/// The crate of the first path in `text`.
fn root(text: &str) -> Option<&str> {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let at = text.find("::")?;
    let last = text[..at].rsplit(|c| !name(c)).next()?;
    (!last.is_empty()).then_some(last)
}
