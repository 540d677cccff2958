//! In: a symbol name in Rust's legacy mangling, `_ZN..17h<hash>E`. Out: the function, spelled
//! as a v0 name of it would be, as far as the text allows. Refused: names without a hash
//! at their end, which are C++'s.
//!
//! The text has no arguments but those of drop glue: an impl is shown with the names of
//! its parameters, `<Vec<T> as Trait>::f`, and copies differ in their hash only. Closures
//! have no numbers, so those of one function, each with its copies, are one family.

use demono_report::{FamilyKind, Role};

use super::spelling;
use crate::symbol::inner::{is_ours, INNER, SIBLING};

/// A legacy name, taken apart.
#[derive(Debug)]
pub(crate) struct Legacy {
    /// Demangled, without the hash.
    pub(crate) text: String,
    /// Where the segments end in `text`; between two stands `::`.
    ends: Vec<usize>,
    /// Where the suffix begins in the symbol.
    pub(crate) end: usize,
}

/// What a legacy name says of its function; as in [`FunctionName`](crate::FunctionName).
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) function: String,
    pub(crate) key: String,
    pub(crate) item: String,
    pub(crate) item_text: String,
    pub(crate) part: String,
    pub(crate) arguments: Vec<String>,
    pub(crate) role: Role,
    pub(crate) kind: FamilyKind,
    pub(crate) krate: Option<String>,
}

/// Parses `symbol`; `None` if it is not a legacy name. What follows the name, a suffix of
/// LLVM's, is the caller's.
pub(crate) fn parse(symbol: &str) -> Option<Legacy> {
    // As for v0: `_ZN` on ELF, `ZN` on Windows, `__ZN` on macOS.
    let rest = ["_ZN", "__ZN", "ZN"]
        .iter()
        .find_map(|prefix| symbol.strip_prefix(prefix))?;
    if !symbol.is_ascii() {
        return None;
    }
    let mut legacy = Legacy {
        text: String::with_capacity(rest.len()),
        ends: Vec::new(),
        end: 0,
    };
    let mut last = "";
    let mut rest = rest;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        let length: usize = rest.get(..digits)?.parse().ok()?;
        let end = digits.checked_add(length)?;
        if !last.is_empty() {
            legacy.push(last);
        }
        last = rest.get(digits..end)?;
        rest = rest.get(end..)?;
    }
    let suffix = rest.strip_prefix('E')?;
    let whole = suffix.is_empty() || suffix.starts_with('.');
    legacy.end = symbol.len() - suffix.len();
    (whole && is_hash(last) && !legacy.ends.is_empty()).then_some(legacy)
}

fn is_hash(segment: &str) -> bool {
    let digits = segment.strip_prefix('h');
    digits.is_some_and(|it| it.len() == 16 && it.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

impl Legacy {
    fn push(&mut self, segment: &str) {
        if !self.ends.is_empty() {
            self.text.push_str("::");
        }
        decode(segment, &mut self.text);
        self.ends.push(self.text.len());
    }

    fn segments(&self) -> Vec<&str> {
        let mut start = 0;
        let mut segments = Vec::with_capacity(self.ends.len());
        for &end in &self.ends {
            segments.push(&self.text[start..end]);
            start = end + "::".len();
        }
        segments
    }

    pub(crate) fn function(&self) -> Function {
        let segments = self.segments();
        let (mut named, parts) = spelling::split_parts(&segments);
        let mut arguments = Vec::new();
        let drop_glue = spelling::drop_glue(&named);
        if let (Some(argument), Some(last)) = (drop_glue, named.last_mut()) {
            arguments.extend((!argument.is_empty()).then(|| argument.to_owned()));
            *last = "drop_in_place";
        }
        let kind = match parts.last().map(String::as_str) {
            None if drop_glue.is_some() => FamilyKind::DropGlue,
            None => FamilyKind::Function,
            Some("{closure}") => FamilyKind::Closure,
            Some(_) => FamilyKind::Shim,
        };
        let shown = spelling::show(&named);
        let shim = without_split(&named);
        let role = if shim.is_some() {
            Role::Inner
        } else {
            Role::Written
        };
        let (item, item_text) = match &shim {
            Some(shim) => (spelling::join(shim), spelling::show(shim)),
            None => (spelling::join(&named), shown.clone()),
        };
        let part = parts.join("::");
        let with_part = |text: &str| match part.as_str() {
            "" => text.to_owned(),
            part => format!("{text}::{part}"),
        };
        Function {
            function: with_part(&shown),
            key: with_part(&item),
            krate: spelling::krate(&named).map(str::to_owned),
            item,
            item_text,
            part,
            arguments,
            role,
            kind,
        }
    }
}

/// If `named` is an inner, the function that demono split: as in v0 names.
fn without_split<'t>(named: &[&'t str]) -> Option<Vec<&'t str>> {
    let (&last, before) = named.split_last()?;
    let function = last.strip_prefix(SIBLING)?;
    if let [.., holder] = before {
        if holder.starts_with('<') && !holder.starts_with("<impl ") {
            // `<Foo as f::__DemonoInner>::__demono_inner`
            let (path, own) = spelling::trait_of(holder)?.rsplit_once("::")?;
            return (last == INNER && is_ours(own)).then(|| path.split("::").collect());
        }
    }
    if last != INNER {
        let mut sibling = before.to_vec();
        sibling.push(function);
        return Some(sibling);
    }
    let closures = before.iter().rev().take_while(|it| it.starts_with("{{"));
    let function = before.len() - closures.count();
    (function > 0).then(|| before[..function].to_vec())
}

/// Input:  `_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$zoo..Named$GT$`
/// Output: `<alloc::vec::Vec<T> as zoo::Named>`
fn decode(segment: &str, out: &mut String) {
    let mut rest = segment;
    if rest.starts_with("_$") {
        rest = &rest[1..];
    }
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '.' if rest.starts_with("..") => {
                out.push_str("::");
                2
            }
            '.' => {
                out.push('.');
                1
            }
            '$' => match escape(rest) {
                Some((c, length)) => {
                    out.push(c);
                    length
                }
                None => break,
            },
            _ => {
                let plain = rest.find(['.', '$']).unwrap_or(rest.len());
                out.push_str(&rest[..plain]);
                plain
            }
        };
        rest = &rest[taken..];
    }
    out.push_str(rest);
}

/// The character that `text` starts with in escaped form, and how long the form is.
fn escape(text: &str) -> Option<(char, usize)> {
    let (code, _) = text.strip_prefix('$')?.split_once('$')?;
    let c = match code {
        "SP" => '@',
        "BP" => '*',
        "RF" => '&',
        "LT" => '<',
        "GT" => '>',
        "LP" => '(',
        "RP" => ')',
        "C" => ',',
        code => {
            let digits = code.strip_prefix('u')?;
            let lower = |digit: u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
            if !digits.bytes().all(lower) {
                return None;
            }
            let c = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            (!c.is_control()).then_some(c)?
        }
    };
    Some((c, code.len() + 2))
}
