//! Text as user code has it. Each type has its own layout, and its own way of becoming a
//! `String`.

use std::collections::VecDeque;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Up to 255 bytes of text, without an allocation.
#[derive(Debug, Clone, Copy)]
pub struct Inline {
    bytes: [u8; 255],
    length: u8,
}

/// A part of a longer text.
#[derive(Debug, Clone, Copy)]
pub struct Spanned<'a> {
    source: &'a str,
    start: usize,
    end: usize,
}

/// Text with several owners, and how often it was read.
#[derive(Debug, Clone)]
pub struct Shared {
    text: Arc<str>,
    uses: u32,
}

/// The halves of a text, and the separator between them.
#[derive(Debug, Clone, Copy)]
pub struct Joined<'a> {
    parts: [&'a str; 2],
    separator: Option<char>,
}

/// Text that must not be readable in a memory dump.
#[derive(Debug, Clone)]
pub struct Secret {
    masked: Vec<u8>,
    mask: u8,
}

/// A first letter and the rest.
#[derive(Debug, Clone)]
pub struct Pair(char, Box<str>);

/// Text that may be known at compile time.
#[derive(Debug, Clone)]
pub enum Choice {
    /// Known.
    Static(&'static str),
    /// Not known.
    Owned(Box<String>),
}

/// Text to edit at both ends.
#[derive(Debug, Clone)]
pub struct Chars(VecDeque<char>);

/// Up to 100 units of UTF-16.
#[derive(Debug, Clone, Copy)]
pub struct Wide {
    units: [u16; 100],
    length: usize,
}

/// Text as a stack of words, the last one first.
#[derive(Debug, Clone)]
pub struct Stacked<'a>(Vec<(usize, &'a str)>);

impl Inline {
    /// Refuses text that does not fit.
    pub fn new(text: &str) -> Self {
        let mut bytes = [0; 255];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Inline {
            bytes,
            length: text.len() as u8,
        }
    }
}

impl AsRef<str> for Inline {
    fn as_ref(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl fmt::Display for Inline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_ref())
    }
}

impl From<Inline> for String {
    fn from(inline: Inline) -> Self {
        inline.as_ref().to_owned()
    }
}

impl From<Inline> for PathBuf {
    fn from(inline: Inline) -> Self {
        PathBuf::from(inline.as_ref())
    }
}

impl<'a> Spanned<'a> {
    /// The whole of `source`.
    pub fn new(source: &'a str) -> Self {
        Spanned {
            source,
            start: 0,
            end: source.len(),
        }
    }
}

impl AsRef<str> for Spanned<'_> {
    fn as_ref(&self) -> &str {
        &self.source[self.start..self.end]
    }
}

impl fmt::Display for Spanned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_ref())
    }
}

impl From<Spanned<'_>> for String {
    fn from(spanned: Spanned<'_>) -> Self {
        spanned.as_ref().to_owned()
    }
}

impl Shared {
    /// The first owner.
    pub fn new(text: &str) -> Self {
        Shared {
            text: text.into(),
            uses: 0,
        }
    }
}

impl AsRef<str> for Shared {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl From<Shared> for String {
    fn from(mut shared: Shared) -> Self {
        shared.uses += 1;
        shared.text.repeat(shared.uses as usize)
    }
}

impl From<Shared> for PathBuf {
    fn from(shared: Shared) -> Self {
        PathBuf::from(&*shared.text)
    }
}

impl<'a> Joined<'a> {
    /// Cuts at the first space, if there is one.
    pub fn new(text: &'a str) -> Self {
        match text.split_once(' ') {
            Some((left, right)) => Joined {
                parts: [left, right],
                separator: Some(' '),
            },
            None => Joined {
                parts: [text, ""],
                separator: None,
            },
        }
    }
}

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.parts[0])?;
        if let Some(separator) = self.separator {
            write!(f, "{separator}")?;
        }
        f.write_str(self.parts[1])
    }
}

impl From<Joined<'_>> for String {
    fn from(joined: Joined<'_>) -> Self {
        let mut text = String::from(joined.parts[0]);
        text.extend(joined.separator);
        text + joined.parts[1]
    }
}

impl Secret {
    /// Masks `text`.
    pub fn new(text: &str) -> Self {
        let mask = 0x5a;
        Secret {
            masked: text.bytes().map(|byte| byte ^ mask).collect(),
            mask,
        }
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&"*".repeat(self.masked.len()))
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        let bytes: Vec<u8> = secret
            .masked
            .iter()
            .map(|byte| byte ^ secret.mask)
            .collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Pair {
    /// Takes the first letter off `text`, which is not empty.
    pub fn new(text: &str) -> Self {
        let mut letters = text.chars();
        Pair(letters.next().unwrap_or(' '), letters.as_str().into())
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.1)
    }
}

impl From<Pair> for String {
    fn from(pair: Pair) -> Self {
        format!("{}{}", pair.0, pair.1)
    }
}

impl Choice {
    /// Text that is not known at compile time.
    pub fn new(text: &str) -> Self {
        match text {
            "" => Choice::Static(""),
            text => Choice::Owned(Box::new(text.to_owned())),
        }
    }
}

impl AsRef<str> for Choice {
    fn as_ref(&self) -> &str {
        match self {
            Choice::Static(text) => text,
            Choice::Owned(text) => text,
        }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Choice::Static(text) => f.write_str(text),
            Choice::Owned(text) => text.fmt(f),
        }
    }
}

impl From<Choice> for String {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Static(text) => text.to_owned(),
            Choice::Owned(text) => *text,
        }
    }
}

impl From<Choice> for PathBuf {
    fn from(choice: Choice) -> Self {
        String::from(choice).into()
    }
}

impl Chars {
    /// Splits `text`.
    pub fn new(text: &str) -> Self {
        Chars(text.chars().collect())
    }
}

impl fmt::Display for Chars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{letter}"))
    }
}

impl From<Chars> for String {
    fn from(chars: Chars) -> Self {
        chars.0.into_iter().collect()
    }
}

impl Wide {
    /// Encodes `text`, as far as it fits.
    pub fn new(text: &str) -> Self {
        let mut wide = Wide {
            units: [0; 100],
            length: 0,
        };
        for (place, unit) in wide.units.iter_mut().zip(text.encode_utf16()) {
            *place = unit;
            wide.length += 1;
        }
        wide
    }
}

impl fmt::Display for Wide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = char::decode_utf16(self.units[..self.length].iter().copied());
        for letter in letters {
            write!(f, "{}", letter.unwrap_or(char::REPLACEMENT_CHARACTER))?;
        }
        Ok(())
    }
}

impl From<Wide> for String {
    fn from(wide: Wide) -> Self {
        String::from_utf16_lossy(&wide.units[..wide.length])
    }
}

impl<'a> Stacked<'a> {
    /// Splits `text` at its spaces.
    pub fn new(text: &'a str) -> Self {
        Stacked(text.split(' ').enumerate().collect())
    }
}

impl fmt::Display for Stacked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, word) in &self.0 {
            let space = if *number > 0 { " " } else { "" };
            write!(f, "{space}{word}")?;
        }
        Ok(())
    }
}

impl From<Stacked<'_>> for String {
    fn from(mut stacked: Stacked<'_>) -> Self {
        stacked.0.sort_unstable();
        let words: Vec<&str> = stacked.0.into_iter().map(|(_, word)| word).collect();
        words.join(" ")
    }
}
