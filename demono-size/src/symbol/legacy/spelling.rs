//! In: the segments of a legacy name, `["zoo", "Client<T>", "get"]`. Out: the function as a
//! v0 name without arguments spells it, `<zoo::Client>::get`, and its crate. Refused:
//! nothing.
//!
//! Legacy names write an inherent method as if its type were a module. What starts with a
//! capital is taken for a type, therefore; the few traits of std whose provided methods
//! programs are full of are known by name.

/// Traits of std whose provided methods are common; what stands in `core::iter::traits`
/// is one anyway.
const TRAITS: [&str; 9] = [
    "core::ops::function::Fn",
    "core::ops::function::FnMut",
    "core::ops::function::FnOnce",
    "core::fmt::Write",
    "core::hash::Hasher",
    "core::error::Error",
    "std::io::Read",
    "std::io::Write",
    "std::io::BufRead",
];

/// Input:  `zoo`, `f`, `{{closure}}`, `g{{vtable.shim}}`
/// Output: `zoo`, `f`, `{{closure}}`, `g`; `{shim:vtable}`
pub(crate) fn split_parts<'t>(segments: &[&'t str]) -> (Vec<&'t str>, Vec<String>) {
    let mut named = segments.to_vec();
    let mut parts = Vec::new();
    while let Some(&last) = named.last() {
        let Some(start) = last.find("{{").filter(|_| last.ends_with("}}")) else {
            break;
        };
        // There may be nothing but a closure.
        if start == 0 && named.len() == 1 {
            break;
        }
        parts.push(part(&last[start..]));
        named.pop();
        if start > 0 {
            named.push(&last[..start]);
            break;
        }
    }
    parts.reverse();
    (named, parts)
}

/// Input:  `{{closure}}`, `{{vtable.shim}}`, `{{constructor}}`
/// Output: `{closure}`, `{shim:vtable}`, `{constructor}`
fn part(text: &str) -> String {
    let inside = text.trim_start_matches("{{").trim_end_matches("}}");
    match inside.strip_suffix(".shim") {
        Some(kind) => format!("{{shim:{kind}}}"),
        None => format!("{{{inside}}}"),
    }
}

/// The type that this is the drop glue of; empty if the name does not say it.
pub(crate) fn drop_glue<'t>(named: &[&'t str]) -> Option<&'t str> {
    let &["core", "ptr", last] = named else {
        return None;
    };
    let argument = last.strip_prefix("drop_in_place")?;
    if argument.is_empty() {
        return Some("");
    }
    argument.strip_prefix('<')?.strip_suffix('>')
}

/// The segments as they stand in the name.
pub(crate) fn join(named: &[&str]) -> String {
    named.join("::")
}

pub(crate) fn show(named: &[&str]) -> String {
    let mut out = String::new();
    for (number, segment) in named.iter().enumerate() {
        let inside = |prefix| segment.strip_prefix(prefix)?.strip_suffix('>');
        if let Some(block) = inside("<impl ") {
            // The module that the impl stands in is not shown.
            out.clear();
            out.push('<');
            match split_at_top(block, " for ") {
                Some((of, self_type)) => push_impl(self_type, of, &mut out),
                None => push_type(block, &mut out),
            }
            out.push('>');
            continue;
        }
        if !out.is_empty() {
            out.push_str("::");
        }
        if let Some(block) = inside("<") {
            out.push('<');
            match split_at_top(block, " as ") {
                Some((self_type, of)) => push_impl(self_type, of, &mut out),
                None => push_type(block, &mut out),
            }
            out.push('>');
        } else if segment.starts_with("{{") {
            out.push_str(&part(segment));
        } else {
            push_path(segment, &mut out);
            let method = named.get(number + 1);
            if method.is_some_and(|next| is_function(next)) && is_type(segment) {
                let of = if is_trait(&out) { "_ as " } else { "" };
                out = format!("<{of}{out}>");
            }
        }
    }
    out
}

fn push_impl(self_type: &str, of: &str, out: &mut String) {
    push_type(self_type, out);
    out.push_str(" as ");
    push_path(of, out);
}

fn is_function(segment: &str) -> bool {
    !segment.starts_with(|first: char| first.is_uppercase() || "<{".contains(first))
}

/// Generic, or in the case of types; what is all upper case is a static.
fn is_type(segment: &str) -> bool {
    segment.ends_with('>')
        || segment.starts_with(char::is_uppercase)
            && (segment.len() == 1 || segment.contains(char::is_lowercase))
}

fn is_trait(path: &str) -> bool {
    path.starts_with("core::iter::traits::") || TRAITS.contains(&path)
}

/// Writes a type without arguments; a parameter alone, such as `T`, is open.
fn push_type(text: &str, out: &mut String) {
    let start = out.len();
    push_path(text, out);
    // A parameter is a capital letter and perhaps a digit, after sigils only.
    let sigils = |c: char| !(c.is_alphanumeric() || c == '_');
    let bare = out[start..].trim_matches(sigils);
    let mut letters = bare.chars();
    let parameter = letters.next().is_some_and(|it| it.is_ascii_uppercase())
        && letters.all(|it| it.is_ascii_digit());
    if parameter {
        let at = start + out[start..].find(bare).unwrap_or(0);
        out.replace_range(at..at + bare.len(), "_");
    }
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

/// The trait of `<Type as Trait>`.
pub(crate) fn trait_of(segment: &str) -> Option<&str> {
    let block = segment.strip_prefix('<')?.strip_suffix('>')?;
    Some(split_at_top(block, " as ")?.1)
}

/// Splits at the first `separator` that is in no brackets.
fn split_at_top<'t>(text: &'t str, separator: &str) -> Option<(&'t str, &'t str)> {
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' if before == '-' => {}
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ' ' if depth == 0 && text[at..].starts_with(separator) => {
                return Some((&text[..at], &text[at + separator.len()..]));
            }
            _ => {}
        }
        before = c;
    }
    None
}

/// The crate. The name of an impl says where it stands only if it stands away from its
/// type, `krate::module::<impl Trait for Type>::f`. `<Type as Trait>::f` is counted for the
/// crate of the type, as cargo-bloat does; if that is nobody's (`&T`, `u8`), for the
/// trait's.
pub(crate) fn krate<'t>(named: &[&'t str]) -> Option<&'t str> {
    let (&first, rest) = named.split_first()?;
    let Some(block) = first.strip_prefix('<').and_then(|it| it.strip_suffix('>')) else {
        return (!rest.is_empty()).then_some(first);
    };
    match split_at_top(block, " as ") {
        Some((self_type, of)) => root(self_type).or_else(|| root(of)),
        None => root(block),
    }
}

/// The crate of the first path in `text`.
fn root(text: &str) -> Option<&str> {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let at = text.find("::")?;
    let last = text[..at].rsplit(|c| !name(c)).next()?;
    (!last.is_empty()).then_some(last)
}
