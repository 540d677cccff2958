//! In: a symbol name in Rust's v0 mangling. Out: the path it encodes, and the crate that
//! instantiated it. Refused: what the grammar does not allow, and what is nested or
//! repeated beyond all sense.
//!
//! The grammar: <https://doc.rust-lang.org/rustc/symbol-mangling/v0.html>.

use std::borrow::Cow;
use std::ops::Range;

use super::punycode;
use super::tree::{Id, Nested, Node, Tree, TypeText};

/// Deeper nesting than this is no program's (the deepest iterator chains have about 50).
pub(crate) const MAX_DEPTH: usize = 192;

/// What a name may cost, in bytes of text and nodes, for each byte of its own: back
/// references can double a name with every step. The text of the worst name in rustc, an
/// iterator chain whose closures repeat its types, is eight times as long as the name.
const EXPANSION: usize = 64;
/// And what each may have beyond that, as short names of real programs do.
const FLOOR: usize = 1 << 10;

/// Why a name is not a v0 name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

pub(crate) type Parsed<T> = Result<T, Malformed>;

/// A symbol, parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) path: Id,
    pub(crate) instantiated_in: Option<Id>,
    /// Where the suffix begins in the text that was parsed.
    pub(crate) end: usize,
}

/// Whether `symbol` claims to be a v0 name; if so, what follows the prefix.
pub(crate) fn strip_prefix(symbol: &str) -> Option<&str> {
    // `_R` on ELF; without the underscore on Windows, with two on macOS.
    let rest = ["_R", "__R", "R"]
        .iter()
        .find_map(|prefix| symbol.strip_prefix(prefix))?;
    let claims = rest.starts_with(|first: char| first.is_ascii_uppercase()) && symbol.is_ascii();
    claims.then_some(rest)
}

/// Parses `text`, a v0 name without its prefix, into `tree`, which loses what it held.
/// Takes what it costs from `spare`.
pub(crate) fn parse<'s>(text: &'s str, tree: &mut Tree<'s>, spare: &mut usize) -> Parsed<Name> {
    tree.clear();
    Parser::run(text, tree, spare, 0, 0, Parser::symbol)
}

pub(crate) struct Parser<'t, 's> {
    symbol: &'s str,
    pub(crate) tree: &'t mut Tree<'s>,
    pub(crate) next: usize,
    depth: usize,
    /// Nodes and bytes of text that the name may still cost.
    left: usize,
    /// Lifetimes bound by the `for<..>` around.
    pub(crate) bound: u64,
    /// The `<` in the texts so far.
    pub(super) brackets: usize,
    /// Where in the texts the last closure's name ends.
    pub(super) closure_end: usize,
}

impl<'t, 's> Parser<'t, 's> {
    /// Runs `parse` at `at`, with the lifetimes `bound` there; the rest as for [`parse`].
    pub(super) fn run<T>(
        symbol: &'s str,
        tree: &'t mut Tree<'s>,
        spare: &mut usize,
        at: usize,
        bound: u64,
        parse: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let limit = FLOOR.saturating_add(symbol.len().saturating_mul(EXPANSION));
        let mut parser = Parser {
            symbol,
            tree,
            next: at,
            depth: 0,
            left: limit.min(*spare),
            bound,
            brackets: 0,
            closure_end: 0,
        };
        let before = parser.left;
        let value = parse(&mut parser);
        *spare -= before - parser.left;
        value
    }

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
                end: self.next,
            }),
            Some(_) => Err(Malformed),
        }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.symbol.as_bytes().get(self.next).copied()
    }

    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.next += usize::from(found);
        found
    }

    pub(crate) fn byte(&mut self) -> Parsed<u8> {
        let byte = self.peek().ok_or(Malformed)?;
        self.next += 1;
        Ok(byte)
    }

    /// Runs `parse` one level deeper.
    pub(crate) fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Malformed);
        }
        self.pay(1)?;
        let value = parse(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Runs `parse` where the back reference points to; its tag has been read.
    pub(crate) fn back_reference<T>(
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

    /// Everything up to the closing `E`, with `separator` between the texts; returns how
    /// many there are.
    pub(crate) fn separated(
        &mut self,
        separator: &str,
        mut parse: impl FnMut(&mut Self) -> Parsed<()>,
    ) -> Parsed<usize> {
        let mut count = 0;
        while !self.eat(b'E') {
            if count > 0 {
                self.push(separator)?;
            }
            parse(self)?;
            count += 1;
        }
        Ok(count)
    }

    pub(super) fn pay(&mut self, cost: usize) -> Parsed<()> {
        self.left = self.left.checked_sub(cost).ok_or(Malformed)?;
        Ok(())
    }

    /// Adds to the text of a type or constant.
    pub(crate) fn push(&mut self, text: &str) -> Parsed<()> {
        self.pay(text.len())?;
        self.tree.text.push_str(text);
        Ok(())
    }

    pub(crate) fn push_char(&mut self, c: char) -> Parsed<()> {
        self.push(c.encode_utf8(&mut [0; 4]))
    }

    pub(crate) fn base_62(&mut self) -> Parsed<u64> {
        if self.eat(b'_') {
            return Ok(0);
        }
        let mut value: u64 = 0;
        while !self.eat(b'_') {
            // Zeros in front can go on for ever.
            self.pay(1)?;
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

    pub(crate) fn optional_base_62(&mut self, tag: u8) -> Parsed<u64> {
        if self.eat(tag) {
            self.base_62()?.checked_add(1).ok_or(Malformed)
        } else {
            Ok(0)
        }
    }

    pub(crate) fn disambiguator(&mut self) -> Parsed<u64> {
        self.optional_base_62(b's')
    }

    /// The disambiguator of a crate, as it stands: a number of 64 bits that nobody counts
    /// with. Each name has several.
    pub(crate) fn crate_hash(&mut self) -> Parsed<&'s str> {
        if !self.eat(b's') {
            return Ok("");
        }
        self.digits(|digit| digit.is_ascii_alphanumeric())
    }

    /// Hexadecimal digits up to `_`.
    pub(crate) fn hex(&mut self) -> Parsed<&'s str> {
        self.digits(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    }

    fn digits(&mut self, is_digit: impl Fn(u8) -> bool) -> Parsed<&'s str> {
        let rest = self.symbol.get(self.next..).ok_or(Malformed)?;
        let length = rest.bytes().position(|it| !is_digit(it)).ok_or(Malformed)?;
        self.pay(length)?;
        self.next += length;
        if self.eat(b'_') {
            Ok(&rest[..length])
        } else {
            Err(Malformed)
        }
    }

    pub(crate) fn identifier(&mut self) -> Parsed<Cow<'s, str>> {
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
        let text = self.symbol.get(start..end).ok_or(Malformed)?;
        let name = if encoded {
            let (ascii, code) = text.rsplit_once('_').unwrap_or(("", text));
            // Decoding inserts each character where it belongs: the work of a square.
            self.pay(text.len().saturating_mul(code.len()) / 64)?;
            Cow::Owned(punycode::decode(ascii, code).ok_or(Malformed)?)
        } else {
            Cow::Borrowed(text)
        };
        self.next = end;
        Ok(name)
    }

    pub(crate) fn path(&mut self) -> Parsed<Id> {
        self.nested(|this| {
            let node = match this.byte()? {
                b'C' => {
                    let hash = this.crate_hash()?;
                    let name = this.named()?;
                    Node::Crate { name, hash }
                }
                b'N' => {
                    let namespace = char::from(this.byte()?);
                    if !namespace.is_ascii_alphabetic() {
                        return Err(Malformed);
                    }
                    Node::Nested(Nested {
                        namespace,
                        parent: this.path()?,
                        disambiguator: this.disambiguator()?,
                        name: this.named()?,
                    })
                }
                tag @ (b'M' | b'X') => {
                    let disambiguator = this.disambiguator()?;
                    // Where the block stands is not shown, nor are the closures there.
                    let closures = this.tree.closures.len();
                    let parent = this.path()?;
                    this.tree.closures.truncate(closures);
                    Node::Impl {
                        parent,
                        disambiguator,
                        self_type: this.self_type()?,
                        of: (tag == b'X').then(|| this.path()).transpose()?,
                    }
                }
                b'Y' => Node::Provided {
                    self_type: this.self_type()?,
                    of: this.path()?,
                },
                b'I' => Node::Generic {
                    path: this.path()?,
                    arguments: this.arguments()?,
                },
                b'B' => return this.back_reference(Self::path),
                _ => return Err(Malformed),
            };
            Ok(this.tree.add(node))
        })
    }

    /// An identifier whose node will be shown, and stand in a key.
    fn named(&mut self) -> Parsed<Cow<'s, str>> {
        let name = self.identifier()?;
        self.pay(name.len())?;
        Ok(name)
    }

    fn arguments(&mut self) -> Parsed<Range<usize>> {
        // Arguments hold texts only, no paths with arguments of their own.
        let first = self.tree.arguments.len();
        while !self.eat(b'E') {
            let argument = self.noted(Self::argument)?;
            self.tree.arguments.push(argument);
        }
        Ok(first..self.tree.arguments.len())
    }

    /// What `parse` adds to the texts: one type or constant.
    pub(super) fn noted(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Parsed<()>,
    ) -> Parsed<TypeText> {
        let (start, brackets) = (self.tree.text.len(), self.brackets);
        parse(self)?;
        let text = start..self.tree.text.len();
        Ok(TypeText {
            is_closure: text.end == self.closure_end,
            has_arguments: self.brackets > brackets,
            text,
        })
    }
}
