//! In: a symbol name in Rust's legacy mangling, `_ZN..17h<hash>E`. Out: the function, spelled
//! as a v0 name of it would be, as far as the text allows. Refused: names without a hash
//! at their end, which are C++'s.
//!
//! The text has no arguments but those of drop glue: an impl is shown with the names of
//! its parameters, `<Vec<T> as Trait>::f`, and copies differ in their hash only. Closures
//! have no numbers, so those of one function, each with its copies, are one family.

use demono_report::{FamilyKind, Role};

use super::segment::{self, Block, Segment, SegmentKind};
use super::spelling;
use crate::symbol::inner::{is_ours, FACADE, INNER, SIBLING};
use crate::symbol::parts::FamilyName;
use crate::symbol::path::{SymbolPath, TypeName};

/// A legacy name, decoded.
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
    pub(crate) arguments: Vec<TypeName>,
    pub(crate) role: Role,
    pub(crate) family: FamilyName,
}

/// Parses `symbol`; `None` if it is not a legacy name. What follows the name, a suffix of
/// LLVM's, is the caller's.
pub(crate) fn parse(symbol: &str) -> Option<Legacy> {
    // As for v0: `_ZN` on ELF, `ZN` on Windows, `__ZN` on macOS.
    let mut rest = ["_ZN", "__ZN", "ZN"]
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
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        let length: usize = rest[..digits].parse().ok()?;
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

    fn segments(&self) -> Vec<Segment<'_>> {
        let mut start = 0;
        segment::parse(self.ends.iter().map(|&end| {
            let text = &self.text[start..end];
            start = end + "::".len();
            text
        }))
    }

    /// The path of the function, of an inner that of its shim.
    pub(crate) fn path(&self) -> SymbolPath {
        let segments = self.segments();
        let (named, _) = segment::split_item(&segments);
        match without_split(named) {
            Some(shim) => spelling::path(&shim),
            None => spelling::path(named),
        }
    }

    pub(crate) fn function(&self) -> Function {
        let mut segments = self.segments();
        let (named, parts) = segment::split_item(&segments);
        let drop_glue = spelling::drop_glue(named);
        let kind = match parts.last().map(|it| it.kind) {
            None if drop_glue.is_some() => FamilyKind::DropGlue,
            None => FamilyKind::Function,
            Some(SegmentKind::Unnamed("closure")) => FamilyKind::Closure,
            Some(_) => FamilyKind::Shim,
        };
        let (last, part) = (named.len() - 1, spelling::show(parts));
        if drop_glue.is_some() {
            segments[last] = Segment::named("drop_in_place");
        }
        let named = &segments[..=last];
        let shown = spelling::show(named);
        let shim = without_split(named);
        let (role, item, item_text) = match &shim {
            Some(shim) => (Role::Inner, spelling::join(shim), spelling::show(shim)),
            None => (Role::Written, spelling::join(named), shown.clone()),
        };
        let with_part = |text: &str| match part.as_str() {
            "" => text.to_owned(),
            part => format!("{text}::{part}"),
        };
        Function {
            function: with_part(&shown),
            key: with_part(&item),
            arguments: (drop_glue.into_iter().filter(|it| !it.is_empty()))
                .map(spelling::type_name)
                .collect(),
            role,
            family: FamilyName {
                item,
                item_text,
                part,
                kind,
                krate: spelling::krate(named).map(str::to_owned),
            },
        }
    }
}

/// If `named` is an inner, the function that demono split: as in v0 names.
fn without_split<'t>(named: &[Segment<'t>]) -> Option<Vec<Segment<'t>>> {
    let (last, before) = named.split_last()?;
    let function = last.text.strip_prefix(SIBLING)?;
    if let Some(SegmentKind::Block(Block {
        of, moved: false, ..
    })) = before.last().map(|it| it.kind)
    {
        // `<Foo as f::__DemonoInner>::__demono_inner`
        let (path, own) = of?.rsplit_once("::")?;
        return (last.text == INNER && is_ours(own))
            .then(|| path.split("::").map(Segment::named).collect());
    }
    if last.text != INNER {
        if before.first().is_some_and(|it| it.text == FACADE) {
            return None;
        }
        let mut sibling = before.to_vec();
        sibling.push(Segment::named(function));
        return Some(sibling);
    }
    let function = before.iter().rposition(Segment::has_name)?;
    Some(before[..=function].to_vec())
}

/// Input:  `_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$zoo..Named$GT$`
/// Output: `<alloc::vec::Vec<T> as zoo::Named>`
fn decode(segment: &str, out: &mut String) {
    let escaped = segment.strip_prefix('_').filter(|it| it.starts_with('$'));
    let mut rest = escaped.unwrap_or(segment);
    while let Some(special) = rest.bytes().position(|it| matches!(it, b'.' | b'$')) {
        out.push_str(&rest[..special]);
        rest = &rest[special..];
        let (c, after) = if let Some(after) = rest.strip_prefix("..") {
            out.push(':');
            (':', after)
        } else if let Some(after) = rest.strip_prefix('.') {
            ('.', after)
        } else if let Some(escaped) = escape(rest) {
            escaped
        } else {
            break;
        };
        out.push(c);
        rest = after;
    }
    out.push_str(rest);
}

/// The character that `text` starts with in escaped form, and what follows the form.
fn escape(text: &str) -> Option<(char, &str)> {
    let (code, rest) = text.strip_prefix('$')?.split_once('$')?;
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
    Some((c, rest))
}
