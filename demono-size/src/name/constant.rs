//! In: the value of a const generic, or the pattern of a pattern type, at the parser's
//! position. Out: its text as Rust would write it. Refused: what the grammar does not
//! allow.

use super::path::{Detail, Position};
use super::v0::{Malformed, Parsed, Parser};

/// Where a constant stands: as a generic argument a compound one needs braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Argument,
    Expression,
}

pub(super) fn parse(parser: &mut Parser<'_>, place: Place) -> Parsed<String> {
    parser.nested(|this| {
        let tag = this.byte()?;
        let compound = |text: String| match place {
            Place::Argument => format!("{{{text}}}"),
            Place::Expression => text,
        };
        Ok(match tag {
            b'p' => "_".to_owned(),
            b'h' | b't' | b'm' | b'y' | b'o' | b'j' => unsigned(this)?,
            b'a' | b's' | b'l' | b'x' | b'n' | b'i' => {
                let sign = if this.eat(b'n') { "-" } else { "" };
                format!("{sign}{}", unsigned(this)?)
            }
            b'b' => match number(this.hex()?) {
                Some(0) => "false".to_owned(),
                Some(1) => "true".to_owned(),
                _ => return Err(Malformed),
            },
            b'c' => {
                let value = number(this.hex()?)
                    .and_then(|value| u32::try_from(value).ok())
                    .and_then(char::from_u32)
                    .ok_or(Malformed)?;
                quoted('\'', &value.to_string())
            }
            b'e' => compound(format!("*{}", string(this)?)),
            // `&*"..."` is written `"..."`.
            b'R' if this.eat(b'e') => string(this)?,
            b'R' => compound(format!("&{}", parse(this, Place::Expression)?)),
            b'Q' => compound(format!("&mut {}", parse(this, Place::Expression)?)),
            b'A' => compound(format!("[{}]", expressions(this)?.join(", "))),
            b'T' => {
                let items = expressions(this)?;
                let comma = if items.len() == 1 { "," } else { "" };
                compound(format!("({}{comma})", items.join(", ")))
            }
            b'V' => compound(value_of_type(this)?),
            b'B' => this.back_reference(|this| parse(this, place))?,
            _ => return Err(Malformed),
        })
    })
}

fn expressions(parser: &mut Parser<'_>) -> Parsed<Vec<String>> {
    parser.list(|this| parse(this, Place::Expression))
}

/// A struct or variant: unit, tuple-like, or with named fields.
fn value_of_type(parser: &mut Parser<'_>) -> Parsed<String> {
    let path = parser.path()?.text(Detail::Full, Position::Value);
    Ok(match parser.byte()? {
        b'U' => path,
        b'T' => format!("{path}({})", expressions(parser)?.join(", ")),
        b'S' => {
            let fields = parser.list(|this| {
                this.disambiguator()?;
                let name = this.identifier()?;
                Ok(format!("{name}: {}", parse(this, Place::Expression)?))
            })?;
            format!("{path} {{ {} }}", fields.join(", "))
        }
        _ => return Err(Malformed),
    })
}

/// The pattern of `u32 is 1..=9`.
pub(super) fn pattern(parser: &mut Parser<'_>) -> Parsed<String> {
    parser.nested(|this| {
        Ok(match this.byte()? {
            b'R' => {
                let start = parse(this, Place::Argument)?;
                format!("{start}..={}", parse(this, Place::Argument)?)
            }
            b'O' => this.list(pattern)?.join(" | "),
            b'N' => "!null".to_owned(),
            _ => return Err(Malformed),
        })
    })
}

/// Decimal, or as it stands if it does not fit 64 bits.
fn unsigned(parser: &mut Parser<'_>) -> Parsed<String> {
    let hex = parser.hex()?;
    Ok(number(hex).map_or_else(|| format!("0x{hex}"), |value| value.to_string()))
}

fn number(hex: &str) -> Option<u64> {
    let digits = hex.trim_start_matches('0');
    if digits.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(digits, 16).ok()
}

fn string(parser: &mut Parser<'_>) -> Parsed<String> {
    let hex = parser.hex()?;
    let bytes: Option<Vec<u8>> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok())
        .collect();
    let text = String::from_utf8(bytes.ok_or(Malformed)?).map_err(|_| Malformed)?;
    Ok(quoted('"', &text))
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
