//! In: a symbol name in Rust's v0 mangling. Out: the path it encodes, and the crate that
//! instantiated it. Refused: what the grammar does not allow, and what is nested or
//! repeated beyond all sense.
//!
//! The grammar: <https://doc.rust-lang.org/rustc/symbol-mangling/v0.html>.

use super::constant;
use super::path::{Impl, Path};
use super::punycode;

/// Deeper nesting than this is no program's (the deepest iterator chains have about 50).
pub(super) const MAX_DEPTH: usize = 192;
/// Back references can double a name with every step; this many nodes is enough.
const MAX_NODES: usize = 1 << 16;

/// Why a name is not a v0 name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

pub(super) type Parsed<T> = Result<T, Malformed>;

/// A symbol, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) path: Path,
    pub(super) instantiated_in: Option<Path>,
}

/// Parses `symbol`; `None` if it does not claim to be a v0 name.
pub(super) fn parse(symbol: &str) -> Option<Parsed<Name>> {
    // `_R` on ELF; without the underscore on Windows, with two on macOS.
    let rest = ["_R", "__R", "R"]
        .iter()
        .find_map(|prefix| symbol.strip_prefix(prefix))?;
    if !rest.starts_with(|first: char| first.is_ascii_uppercase()) || !symbol.is_ascii() {
        return None;
    }
    let mut parser = Parser {
        text: rest.as_bytes(),
        next: 0,
        depth: 0,
        nodes: 0,
        bound: 0,
    };
    Some(parser.symbol())
}

pub(super) struct Parser<'s> {
    text: &'s [u8],
    pub(super) next: usize,
    depth: usize,
    nodes: usize,
    /// Lifetimes bound by the `for<..>` around.
    pub(super) bound: u64,
}

impl Parser<'_> {
    fn symbol(&mut self) -> Parsed<Name> {
        let path = self.path()?;
        let instantiated_in = match self.peek() {
            Some(tag) if tag.is_ascii_uppercase() => Some(self.path()?),
            _ => None,
        };
        match self.peek() {
            // A suffix of LLVM's, such as `.llvm.1234`.
            None | Some(b'.' | b'$') => Ok(Name {
                path,
                instantiated_in,
            }),
            Some(_) => Err(Malformed),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.next).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.next += usize::from(found);
        found
    }

    pub(super) fn byte(&mut self) -> Parsed<u8> {
        let byte = self.peek().ok_or(Malformed)?;
        self.next += 1;
        Ok(byte)
    }

    /// Runs `parse` one level deeper.
    pub(super) fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.depth += 1;
        self.nodes += 1;
        if self.depth > MAX_DEPTH || self.nodes > MAX_NODES {
            return Err(Malformed);
        }
        let value = parse(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Runs `parse` where the back reference points to; its tag has been read.
    pub(super) fn back_reference<T>(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let tag = self.next - 1;
        let target = usize::try_from(self.base_62()?).map_err(|_| Malformed)?;
        if target >= tag {
            return Err(Malformed);
        }
        let after = std::mem::replace(&mut self.next, target);
        let value = self.nested(parse)?;
        self.next = after;
        Ok(value)
    }

    /// Everything up to the closing `E`.
    pub(super) fn list<T>(
        &mut self,
        mut parse: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut items = Vec::new();
        while !self.eat(b'E') {
            items.push(parse(self)?);
        }
        Ok(items)
    }

    pub(super) fn base_62(&mut self) -> Parsed<u64> {
        if self.eat(b'_') {
            return Ok(0);
        }
        let mut value: u64 = 0;
        while !self.eat(b'_') {
            let digit = match self.byte()? {
                byte @ b'0'..=b'9' => byte - b'0',
                byte @ b'a'..=b'z' => byte - b'a' + 10,
                byte @ b'A'..=b'Z' => byte - b'A' + 36,
                _ => return Err(Malformed),
            };
            value = value
                .checked_mul(62)
                .and_then(|value| value.checked_add(u64::from(digit)))
                .ok_or(Malformed)?;
        }
        value.checked_add(1).ok_or(Malformed)
    }

    pub(super) fn optional_base_62(&mut self, tag: u8) -> Parsed<u64> {
        if self.eat(tag) {
            self.base_62()?.checked_add(1).ok_or(Malformed)
        } else {
            Ok(0)
        }
    }

    pub(super) fn disambiguator(&mut self) -> Parsed<u64> {
        self.optional_base_62(b's')
    }

    /// Hexadecimal digits up to `_`.
    pub(super) fn hex(&mut self) -> Parsed<&str> {
        let start = self.next;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'a'..=b'f')) {
            self.next += 1;
        }
        let end = self.next;
        if !self.eat(b'_') {
            return Err(Malformed);
        }
        self.slice(start, end)
    }

    fn slice(&self, start: usize, end: usize) -> Parsed<&str> {
        let bytes = self.text.get(start..end).ok_or(Malformed)?;
        std::str::from_utf8(bytes).map_err(|_| Malformed)
    }

    pub(super) fn identifier(&mut self) -> Parsed<String> {
        let encoded = self.eat(b'u');
        let mut length = 0_usize;
        let start = self.next;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.next += 1;
            length = length
                .checked_mul(10)
                .and_then(|length| length.checked_add(usize::from(digit - b'0')))
                .ok_or(Malformed)?;
            if length == 0 {
                break;
            }
        }
        if self.next == start {
            return Err(Malformed);
        }
        self.eat(b'_');
        let start = self.next;
        let end = start.checked_add(length).ok_or(Malformed)?;
        let text = self.slice(start, end)?;
        let name = if encoded {
            let (ascii, code) = text.rsplit_once('_').unwrap_or(("", text));
            punycode::decode(ascii, code).ok_or(Malformed)?
        } else {
            text.to_owned()
        };
        self.next = end;
        Ok(name)
    }

    pub(super) fn path(&mut self) -> Parsed<Path> {
        self.nested(|this| {
            Ok(match this.byte()? {
                b'C' => {
                    let hash = this.disambiguator()?;
                    let name = this.identifier()?;
                    Path::Crate { name, hash }
                }
                b'N' => {
                    let namespace = char::from(this.byte()?);
                    if !namespace.is_ascii_alphabetic() {
                        return Err(Malformed);
                    }
                    Path::Nested {
                        namespace,
                        parent: Box::new(this.path()?),
                        disambiguator: this.disambiguator()?,
                        name: this.identifier()?,
                    }
                }
                b'M' => Path::Inherent {
                    block: this.block()?,
                    self_type: Box::new(this.type_()?),
                },
                b'X' => Path::TraitImpl {
                    block: this.block()?,
                    self_type: Box::new(this.type_()?),
                    of: Box::new(this.path()?),
                },
                b'Y' => Path::Provided {
                    self_type: Box::new(this.type_()?),
                    of: Box::new(this.path()?),
                },
                b'I' => Path::Generic {
                    path: Box::new(this.path()?),
                    arguments: this.list(Self::argument)?,
                },
                b'B' => this.back_reference(Self::path)?,
                _ => return Err(Malformed),
            })
        })
    }

    fn block(&mut self) -> Parsed<Impl> {
        Ok(Impl {
            disambiguator: self.disambiguator()?,
            parent: Box::new(self.path()?),
        })
    }

    fn argument(&mut self) -> Parsed<String> {
        if self.eat(b'L') {
            let lifetime = self.base_62()?;
            self.lifetime(lifetime)
        } else if self.eat(b'K') {
            constant::parse(self, constant::Place::Argument)
        } else {
            self.type_text()
        }
    }
}
