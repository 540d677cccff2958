//! In: a type at the parser's position. Out: its text as Rust would write it, at the end of
//! the tree's texts. Refused: what the grammar does not allow.
//!
//! Types and constants are kept as text, with notes of the closures in it: nothing else of
//! them is asked for in parts.
//! Lifetimes are numbered from the binder around them, so the text depends on where a
//! back reference stands, and its target is parsed anew each time.

use std::borrow::Cow;

use super::constant;
use super::parser::{Malformed, Parsed, Parser, MAX_DEPTH};
use super::print::{write_segment, Position};
use super::tree::{Closure, Other, Type};

impl Parser<'_, '_> {
    /// 0 is an erased lifetime, 1 the innermost bound one.
    pub(crate) fn lifetime(&mut self, index: u64) -> Parsed<()> {
        if index == 0 {
            return self.push("'_");
        }
        let depth = self.bound.checked_sub(index).ok_or(Malformed)?;
        match u8::try_from(depth) {
            Ok(depth @ 0..=25) => {
                self.push("'")?;
                self.push_char(char::from(b'a' + depth))
            }
            _ => self.push(&format!("'_{depth}")),
        }
    }

    /// Reads `G` with a number of lifetimes, then `parse` with these in scope.
    fn binder(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<()>) -> Parsed<()> {
        let count = self.optional_base_62(b'G')?;
        if count > MAX_DEPTH as u64 {
            return Err(Malformed);
        }
        let outer = self.bound;
        for number in 0..count {
            if number == 0 {
                self.open("for<")?;
            } else {
                self.push(", ")?;
            }
            self.bound += 1;
            self.lifetime(1)?;
        }
        if count > 0 {
            self.push("> ")?;
        }
        parse(self)?;
        self.bound = outer;
        Ok(())
    }

    /// A type whose parts matter: the self type of an impl.
    pub(crate) fn self_type(&mut self) -> Parsed<Type> {
        self.nested(|this| match this.peek() {
            Some(b'B') => {
                this.next += 1;
                this.back_reference(Self::self_type)
            }
            Some(b'C' | b'N' | b'M' | b'X' | b'Y' | b'I') => Ok(Type::Path(this.path()?)),
            tag => {
                let at = this.next;
                let shape = match tag {
                    Some(b'R') => Some("&_"),
                    Some(b'Q') => Some("&mut _"),
                    Some(b'P') => Some("*const _"),
                    Some(b'O') => Some("*mut _"),
                    Some(b'S') => Some("[_]"),
                    Some(b'A') => Some("[_; _]"),
                    _ => None,
                };
                let mut shape = shape.map(Cow::Borrowed);
                let text = this.noted(|this| {
                    if !this.eat(b'T') {
                        return this.type_();
                    }
                    let fields = vec!["_"; this.tuple()?];
                    shape = Some(format!("({})", fields.join(", ")).into());
                    Ok(())
                })?;
                this.tree.types.push(Other {
                    text,
                    shape,
                    at,
                    target: None,
                });
                Ok(Type::Other(this.tree.types.len() - 1))
            }
        })
    }

    /// The fields of a tuple; returns how many there are.
    fn tuple(&mut self) -> Parsed<usize> {
        self.push("(")?;
        let count = self.separated(", ", Self::type_)?;
        self.push(if count == 1 { ",)" } else { ")" })?;
        Ok(count)
    }

    pub(crate) fn type_(&mut self) -> Parsed<()> {
        self.nested(|this| {
            let tag = this.byte()?;
            if let Some(name) = basic_type(tag) {
                return this.push(name);
            }
            match tag {
                b'R' | b'Q' => {
                    this.push("&")?;
                    this.reference_lifetime()?;
                    this.push(if tag == b'Q' { "mut " } else { "" })?;
                    this.type_()
                }
                b'P' | b'O' => {
                    this.push(if tag == b'P' { "*const " } else { "*mut " })?;
                    this.type_()
                }
                b'S' | b'A' => {
                    this.push("[")?;
                    this.type_()?;
                    if tag == b'A' {
                        this.push("; ")?;
                        constant::parse(this, constant::Place::Expression)?;
                    }
                    this.push("]")
                }
                b'T' => this.tuple().map(drop),
                b'F' => this.binder(Self::signature),
                b'D' => this.dyn_type(),
                b'W' => {
                    this.type_()?;
                    this.push(" is ")?;
                    constant::pattern(this)
                }
                b'B' => this.back_reference(Self::type_),
                _ => {
                    // The tag belongs to a path.
                    this.next -= 1;
                    this.path_text(Position::Type)
                }
            }
        })
    }

    /// A path inside a type or constant, where only its text matters.
    pub(crate) fn path_text(&mut self, position: Position) -> Parsed<()> {
        if self.open_path(position)? {
            self.push(">")?;
        }
        Ok(())
    }

    /// The same, with the `>` at its end left out; returns whether there is one.
    fn open_path(&mut self, position: Position) -> Parsed<bool> {
        self.nested(|this| {
            match this.byte()? {
                b'C' => {
                    this.crate_hash()?;
                    let name = this.identifier()?;
                    this.push(&name)?;
                }
                b'N' => this.nested_text(position)?,
                tag @ (b'M' | b'X' | b'Y') => {
                    if tag != b'Y' {
                        this.skip_block()?;
                    }
                    this.open("<")?;
                    this.type_()?;
                    if tag != b'M' {
                        this.push(" as ")?;
                        this.path_text(Position::Type)?;
                    }
                    this.push(">")?;
                }
                b'I' => {
                    this.path_text(position)?;
                    this.open(match position {
                        Position::Value => "::<",
                        Position::Type => "<",
                    })?;
                    this.separated(", ", Self::argument)?;
                    return Ok(true);
                }
                b'B' => return this.back_reference(|this| this.open_path(position)),
                _ => return Err(Malformed),
            }
            Ok(false)
        })
    }

    fn nested_text(&mut self, position: Position) -> Parsed<()> {
        let namespace = char::from(self.byte()?);
        if !namespace.is_ascii_alphabetic() {
            return Err(Malformed);
        }
        let (at, start) = (self.next, self.tree.text.len());
        self.path_text(position)?;
        let within = start..self.tree.text.len();
        let disambiguator = self.disambiguator()?;
        let name = self.identifier()?;
        let text = &mut self.tree.text;
        let end = text.len();
        write_segment(namespace, disambiguator, &name, text);
        self.pay(self.tree.text.len() - end)?;
        if namespace == 'C' {
            self.closure_end = self.tree.text.len();
            self.tree.closures.push(Closure {
                within,
                at,
                bound: self.bound,
                parent: None,
            });
        }
        Ok(())
    }

    /// Adds a `<`, and perhaps more.
    fn open(&mut self, text: &str) -> Parsed<()> {
        self.brackets += 1;
        self.push(text)
    }

    /// Where an impl stands: it is not shown, and may be shown elsewhere.
    fn skip_block(&mut self) -> Parsed<()> {
        self.disambiguator()?;
        let (start, closures) = (self.tree.text.len(), self.tree.closures.len());
        self.path_text(Position::Type)?;
        self.tree.text.truncate(start);
        self.tree.closures.truncate(closures);
        self.closure_end = 0;
        Ok(())
    }

    fn reference_lifetime(&mut self) -> Parsed<()> {
        if !self.eat(b'L') {
            return Ok(());
        }
        match self.base_62()? {
            0 => Ok(()),
            index => {
                self.lifetime(index)?;
                self.push(" ")
            }
        }
    }

    fn signature(&mut self) -> Parsed<()> {
        if self.eat(b'U') {
            self.push("unsafe ")?;
        }
        if self.eat(b'K') {
            if self.eat(b'C') {
                self.push(r#"extern "C" "#)?;
            } else {
                // An identifier cannot hold a `-`.
                let abi = self.identifier()?.replace('_', "-");
                self.push("extern \"")?;
                self.push(&abi)?;
                self.push("\" ")?;
            }
        }
        self.push("fn(")?;
        self.separated(", ", Self::type_)?;
        self.push(")")?;
        let end = self.tree.text.len();
        self.push(" -> ")?;
        self.type_()?;
        if self.tree.text[end..] == *" -> ()" {
            self.tree.text.truncate(end);
        }
        Ok(())
    }

    fn dyn_type(&mut self) -> Parsed<()> {
        self.push("dyn ")?;
        self.binder(|this| this.separated(" + ", Self::dyn_trait).map(drop))?;
        if !self.eat(b'L') {
            return Err(Malformed);
        }
        match self.base_62()? {
            0 => Ok(()),
            index => {
                self.push(" + ")?;
                self.lifetime(index)
            }
        }
    }

    /// A trait with its associated types among its arguments: `Iterator<Item = u8>`.
    fn dyn_trait(&mut self) -> Parsed<()> {
        let mut open = self.open_path(Position::Type)?;
        while self.eat(b'p') {
            if open {
                self.push(", ")?;
            } else {
                self.open("<")?;
            }
            open = true;
            let name = self.identifier()?;
            self.push(&name)?;
            self.push(" = ")?;
            if self.eat(b'K') {
                constant::parse(self, constant::Place::Argument)?;
            } else {
                self.type_()?;
            }
        }
        if open {
            self.push(">")?;
        }
        Ok(())
    }

    /// One generic argument.
    pub(crate) fn argument(&mut self) -> Parsed<()> {
        if self.eat(b'L') {
            let lifetime = self.base_62()?;
            self.lifetime(lifetime)
        } else if self.eat(b'K') {
            constant::parse(self, constant::Place::Argument)
        } else {
            self.type_()
        }
    }
}

fn basic_type(tag: u8) -> Option<&'static str> {
    Some(match tag {
        b'b' => "bool",
        b'c' => "char",
        b'e' => "str",
        b'u' => "()",
        b'a' => "i8",
        b's' => "i16",
        b'l' => "i32",
        b'x' => "i64",
        b'n' => "i128",
        b'i' => "isize",
        b'h' => "u8",
        b't' => "u16",
        b'm' => "u32",
        b'y' => "u64",
        b'o' => "u128",
        b'j' => "usize",
        b'f' => "f32",
        b'd' => "f64",
        b'z' => "!",
        b'p' => "_",
        b'v' => "...",
        _ => return None,
    })
}
