//! In: a type at the parser's position. Out: its text as Rust would write it, or its path.
//! Refused: what the grammar does not allow.
//!
//! Types and constants are kept as text: they are shown, never compared in parts.
//! Lifetimes are numbered from the binder around them, so the text depends on where a
//! back reference stands, and its target is parsed anew each time.

use super::constant;
use super::path::{Detail, Path, Position, Type};
use super::v0::{Malformed, Parsed, Parser, MAX_DEPTH};

impl Parser<'_> {
    /// 0 is an erased lifetime, 1 the innermost bound one.
    pub(super) fn lifetime(&self, index: u64) -> Parsed<String> {
        if index == 0 {
            return Ok("'_".to_owned());
        }
        let depth = self.bound.checked_sub(index).ok_or(Malformed)?;
        Ok(match u8::try_from(depth) {
            Ok(depth @ 0..=25) => format!("'{}", char::from(b'a' + depth)),
            _ => format!("'_{depth}"),
        })
    }

    /// Reads `G` with a number of lifetimes, then `parse` with these in scope.
    fn binder(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<String>) -> Parsed<String> {
        let count = self.optional_base_62(b'G')?;
        if count > MAX_DEPTH as u64 {
            return Err(Malformed);
        }
        let outer = self.bound;
        let mut names = Vec::new();
        for _ in 0..count {
            self.bound += 1;
            names.push(self.lifetime(1)?);
        }
        let text = parse(self)?;
        self.bound = outer;
        Ok(if names.is_empty() {
            text
        } else {
            format!("for<{}> {text}", names.join(", "))
        })
    }

    pub(super) fn type_text(&mut self) -> Parsed<String> {
        Ok(self.type_()?.text(Detail::Full))
    }

    pub(super) fn type_(&mut self) -> Parsed<Type> {
        self.nested(|this| {
            let tag = this.byte()?;
            if let Some(name) = basic_type(tag) {
                return Ok(Type::Other(name.to_owned()));
            }
            Ok(Type::Other(match tag {
                b'R' => format!("&{}{}", this.reference_lifetime()?, this.type_text()?),
                b'Q' => format!("&{}mut {}", this.reference_lifetime()?, this.type_text()?),
                b'P' => format!("*const {}", this.type_text()?),
                b'O' => format!("*mut {}", this.type_text()?),
                b'S' => format!("[{}]", this.type_text()?),
                b'A' => {
                    let element = this.type_text()?;
                    let length = constant::parse(this, constant::Place::Expression)?;
                    format!("[{element}; {length}]")
                }
                b'T' => {
                    let items = this.list(Self::type_text)?;
                    let comma = if items.len() == 1 { "," } else { "" };
                    format!("({}{comma})", items.join(", "))
                }
                b'F' => this.binder(Self::signature)?,
                b'D' => this.dyn_type()?,
                b'W' => {
                    let base = this.type_text()?;
                    format!("{base} is {}", constant::pattern(this)?)
                }
                b'B' => return this.back_reference(Self::type_),
                _ => {
                    // The tag belongs to a path.
                    this.next -= 1;
                    return Ok(Type::Path(this.path()?));
                }
            }))
        })
    }

    fn reference_lifetime(&mut self) -> Parsed<String> {
        if !self.eat(b'L') {
            return Ok(String::new());
        }
        match self.base_62()? {
            0 => Ok(String::new()),
            index => Ok(format!("{} ", self.lifetime(index)?)),
        }
    }

    fn signature(&mut self) -> Parsed<String> {
        let safety = if self.eat(b'U') { "unsafe " } else { "" };
        let abi = if !self.eat(b'K') {
            String::new()
        } else if self.eat(b'C') {
            r#"extern "C" "#.to_owned()
        } else {
            // An identifier cannot hold a `-`.
            format!("extern \"{}\" ", self.identifier()?.replace('_', "-"))
        };
        let inputs = self.list(Self::type_text)?.join(", ");
        let output = match self.type_text()?.as_str() {
            "()" => String::new(),
            output => format!(" -> {output}"),
        };
        Ok(format!("{safety}{abi}fn({inputs}){output}"))
    }

    fn dyn_type(&mut self) -> Parsed<String> {
        let traits = self.binder(|this| Ok(this.list(Self::dyn_trait)?.join(" + ")))?;
        if !self.eat(b'L') {
            return Err(Malformed);
        }
        let lifetime = match self.base_62()? {
            0 => String::new(),
            index => format!(" + {}", self.lifetime(index)?),
        };
        Ok(format!("dyn {traits}{lifetime}"))
    }

    /// A trait with its associated types among its arguments: `Iterator<Item = u8>`.
    fn dyn_trait(&mut self) -> Parsed<String> {
        let (head, mut arguments) = match self.path()? {
            Path::Generic { path, arguments } => (*path, arguments),
            path => (path, Vec::new()),
        };
        while self.eat(b'p') {
            let name = self.identifier()?;
            let value = if self.eat(b'K') {
                constant::parse(self, constant::Place::Argument)?
            } else {
                self.type_text()?
            };
            arguments.push(format!("{name} = {value}"));
        }
        let head = head.text(Detail::Full, Position::Type);
        Ok(if arguments.is_empty() {
            head
        } else {
            format!("{head}<{}>", arguments.join(", "))
        })
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
