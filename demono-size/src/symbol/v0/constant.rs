//! In: the value of a const generic, or the pattern of a pattern type, at the parser's
//! position. Out: its text as Rust would write it, at the end of the tree's texts.
//! Refused: what the grammar does not allow.

use super::parser::{Malformed, Parsed, Parser};
use super::print::Position;

/// Where a constant stands: as a generic argument a compound one needs braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Argument,
    Expression,
}

pub(crate) fn parse(parser: &mut Parser<'_, '_>, place: Place) -> Parsed<()> {
    parser.nested(|this| match this.byte()? {
        b'p' => this.push("_"),
        b'h' | b't' | b'm' | b'y' | b'o' | b'j' => unsigned(this),
        b'a' | b's' | b'l' | b'x' | b'n' | b'i' => {
            if this.eat(b'n') {
                this.push("-")?;
            }
            unsigned(this)
        }
        b'b' => match number(this.hex()?) {
            Some(0) => this.push("false"),
            Some(1) => this.push("true"),
            _ => Err(Malformed),
        },
        b'c' => {
            let value = number(this.hex()?)
                .and_then(|value| u32::try_from(value).ok())
                .and_then(char::from_u32)
                .ok_or(Malformed)?;
            this.push(&quoted('\'', value.encode_utf8(&mut [0; 4])))
        }
        // `&*"..."` is written `"..."`.
        b'R' if this.eat(b'e') => string(this),
        b'B' => this.back_reference(|this| parse(this, place)),
        tag => {
            if place == Place::Argument {
                this.push("{")?;
            }
            compound(this, tag)?;
            this.push(if place == Place::Argument { "}" } else { "" })
        }
    })
}

fn compound(parser: &mut Parser<'_, '_>, tag: u8) -> Parsed<()> {
    match tag {
        b'e' => {
            parser.push("*")?;
            string(parser)
        }
        b'R' | b'Q' => {
            parser.push(if tag == b'R' { "&" } else { "&mut " })?;
            parse(parser, Place::Expression)
        }
        b'A' => {
            parser.push("[")?;
            expressions(parser)?;
            parser.push("]")
        }
        b'T' => {
            parser.push("(")?;
            let count = expressions(parser)?;
            parser.push(if count == 1 { ",)" } else { ")" })
        }
        b'V' => value_of_type(parser),
        _ => Err(Malformed),
    }
}

fn expressions(parser: &mut Parser<'_, '_>) -> Parsed<usize> {
    parser.separated(", ", |this| parse(this, Place::Expression))
}

/// A struct or variant: unit, tuple-like, or with named fields.
fn value_of_type(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    parser.path_text(Position::Value)?;
    match parser.byte()? {
        b'U' => Ok(()),
        b'T' => {
            parser.push("(")?;
            expressions(parser)?;
            parser.push(")")
        }
        b'S' => {
            parser.push(" { ")?;
            parser.separated(", ", |this| {
                this.disambiguator()?;
                let name = this.identifier()?;
                this.push(&name)?;
                this.push(": ")?;
                parse(this, Place::Expression)
            })?;
            parser.push(" }")
        }
        _ => Err(Malformed),
    }
}

/// The pattern of `u32 is 1..=9`.
pub(crate) fn pattern(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    parser.nested(|this| match this.byte()? {
        b'R' => {
            parse(this, Place::Argument)?;
            this.push("..=")?;
            parse(this, Place::Argument)
        }
        b'O' => this.separated(" | ", pattern).map(drop),
        b'N' => this.push("!null"),
        _ => Err(Malformed),
    })
}

/// Decimal, or as it stands if it does not fit 64 bits.
fn unsigned(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    let hex = parser.hex()?;
    match number(hex) {
        Some(value) => parser.push(&value.to_string()),
        None => parser.push(&format!("0x{hex}")),
    }
}

fn number(hex: &str) -> Option<u64> {
    let digits = hex.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(digits, 16).ok()
}

fn string(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    let hex = parser.hex()?;
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok())
        .collect();
    let text = String::from_utf8(bytes.ok_or(Malformed)?).map_err(|_| Malformed)?;
    parser.push(&quoted('"', &text))
}

fn quoted(quote: char, text: &str) -> String {
    let mut out = String::from(quote);
    for c in text.chars() {
        // A quote of the other kind needs no escape.
        if matches!((quote, c), ('\'', '"') | ('"', '\'')) {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    out.push(quote);
    out
}
