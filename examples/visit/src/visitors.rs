//! What people look for in a document.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use example_visit::{Flow, Visitor};

type Attributes<'a> = &'a [(String, String)];

fn get<'a>(attributes: Attributes<'a>, name: &str) -> Option<&'a str> {
    let mut found = attributes.iter().filter(|(key, _)| key == name);
    found.next().map(|(_, value)| value.as_str())
}

/// An outline.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) text: String,
    depth: usize,
}

impl Visitor for Outline {
    fn enter(&mut self, name: &str, attributes: Attributes<'_>) -> Flow {
        let indent = 2 * self.depth;
        _ = write!(self.text, "\n{:indent$}{name}", "");
        for (key, value) in attributes {
            _ = write!(self.text, " {key}={value}");
        }
        self.depth += 1;
        Flow::Into
    }

    fn text(&mut self, text: &str) {
        let indent = 2 * self.depth;
        _ = write!(self.text, "\n{:indent$}{text:?}", "");
    }

    fn leave(&mut self, _: &str) {
        self.depth -= 1;
    }
}

/// How often each name occurs.
#[derive(Debug, Default)]
pub(crate) struct Names(pub(crate) BTreeMap<String, usize>);

impl Visitor for Names {
    fn enter(&mut self, name: &str, _: Attributes<'_>) -> Flow {
        *self.0.entry(name.to_lowercase()).or_default() += 1;
        Flow::Into
    }

    fn text(&mut self, _: &str) {}

    fn leave(&mut self, _: &str) {}
}

/// The first title.
#[derive(Debug, Default)]
pub(crate) struct Title {
    inside: bool,
    pub(crate) found: Option<Box<str>>,
}

impl Visitor for Title {
    fn enter(&mut self, name: &str, _: Attributes<'_>) -> Flow {
        self.inside = name == "title";
        match self.found {
            Some(_) => Flow::Stop,
            None => Flow::Into,
        }
    }

    fn text(&mut self, text: &str) {
        if self.inside {
            self.found.get_or_insert_with(|| text.into());
        }
    }

    fn leave(&mut self, _: &str) {
        self.inside = false;
    }
}

/// Where the links lead.
#[derive(Debug)]
pub(crate) struct Links<'a> {
    pub(crate) base: &'a str,
    pub(crate) targets: BTreeSet<Cow<'a, str>>,
}

impl Visitor for Links<'_> {
    fn enter(&mut self, name: &str, attributes: Attributes<'_>) -> Flow {
        match get(attributes, "href") {
            Some(target) if name == "a" => {
                let target = match target.strip_prefix('/') {
                    Some(path) => format!("{}/{path}", self.base),
                    None => target.to_owned(),
                };
                self.targets.insert(Cow::Owned(target));
                Flow::Over
            }
            _ => Flow::Into,
        }
    }

    fn text(&mut self, _: &str) {}

    fn leave(&mut self, _: &str) {}
}

/// The most deeply nested text, and the elements around it.
#[derive(Debug, Default)]
pub(crate) struct Deepest {
    path: Vec<String>,
    pub(crate) found: (usize, String),
}

impl Visitor for Deepest {
    fn enter(&mut self, name: &str, _: Attributes<'_>) -> Flow {
        self.path.push(name.to_owned());
        Flow::Into
    }

    fn text(&mut self, text: &str) {
        if self.path.len() > self.found.0 {
            self.found = (
                self.path.len(),
                format!("{}: {text}", self.path.join(" > ")),
            );
        }
    }

    fn leave(&mut self, _: &str) {
        self.path.pop();
    }
}

/// Plain text, in lines that are not too long.
#[derive(Debug)]
pub(crate) struct Wrapped<const WIDTH: usize> {
    pub(crate) lines: Vec<String>,
}

impl<const WIDTH: usize> Visitor for Wrapped<WIDTH> {
    fn enter(&mut self, name: &str, _: Attributes<'_>) -> Flow {
        if matches!(name, "p" | "title") {
            self.lines.push(String::new());
        }
        match name {
            "script" => Flow::Over,
            _ => Flow::Into,
        }
    }

    fn text(&mut self, text: &str) {
        for word in text.split_whitespace() {
            match self.lines.last_mut() {
                Some(line) if line.is_empty() => line.push_str(word),
                Some(line) if line.len() + 1 + word.len() <= WIDTH => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => self.lines.push(word.to_owned()),
            }
        }
    }

    fn leave(&mut self, _: &str) {}
}

/// A checksum of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checksum(pub(crate) u64);

impl Checksum {
    fn add(&mut self, text: &str, mark: u8) {
        for byte in text.bytes().chain([mark]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

impl Visitor for Checksum {
    fn enter(&mut self, name: &str, attributes: Attributes<'_>) -> Flow {
        self.add(name, b'<');
        for (key, value) in attributes {
            self.add(key, b'=');
            self.add(value, b'"');
        }
        Flow::Into
    }

    fn text(&mut self, text: &str) {
        self.add(text, 0);
    }

    fn leave(&mut self, name: &str) {
        self.add(name, b'>');
    }

    fn comment(&mut self, comment: &str) {
        self.add(comment, b'-');
    }
}

/// The sum of the numbers in the text, up to a limit.
#[derive(Debug)]
pub(crate) struct Sum {
    pub(crate) total: f64,
    limit: f64,
}

impl Sum {
    pub(crate) fn below(limit: f64) -> Self {
        Sum { total: 0.0, limit }
    }
}

impl Visitor for Sum {
    fn enter(&mut self, _: &str, _: Attributes<'_>) -> Flow {
        if self.total < self.limit {
            Flow::Into
        } else {
            Flow::Stop
        }
    }

    fn text(&mut self, text: &str) {
        let numbers = text.split(' ').filter_map(|word| word.parse::<f64>().ok());
        self.total += numbers.sum::<f64>();
    }

    fn leave(&mut self, _: &str) {}
}

/// A copy of the document, with some words and elements removed.
#[derive(Debug)]
pub(crate) struct Censor<'a> {
    pub(crate) words: &'a [&'a str],
    pub(crate) output: &'a mut String,
}

impl Visitor for Censor<'_> {
    fn enter(&mut self, name: &str, attributes: Attributes<'_>) -> Flow {
        if get(attributes, "class") == Some("secret") {
            self.output.push_str("[..]");
            return Flow::Over;
        }
        _ = write!(self.output, "<{name}>");
        Flow::Into
    }

    fn text(&mut self, text: &str) {
        let mut text = text.to_owned();
        for word in self.words {
            text = text.replace(word, &"x".repeat(word.len()));
        }
        self.output.push_str(&text);
    }

    fn leave(&mut self, name: &str) {
        _ = write!(self.output, "</{name}>");
    }
}

/// Names that are used but not declared.
#[derive(Debug, Default)]
pub(crate) struct Undeclared {
    declared: BTreeSet<String>,
    pub(crate) used: Vec<String>,
}

impl Visitor for Undeclared {
    fn enter(&mut self, _: &str, attributes: Attributes<'_>) -> Flow {
        if let Some(id) = get(attributes, "id") {
            self.declared.insert(format!("#{id}"));
            self.used.retain(|used| used.strip_prefix('#') != Some(id));
        }
        if let Some(target) = get(attributes, "href").filter(|target| target.starts_with('#')) {
            if !self.declared.contains(target) {
                self.used.push(target.to_owned());
            }
        }
        Flow::Into
    }

    fn text(&mut self, _: &str) {}

    fn leave(&mut self, _: &str) {}
}

/// The comments.
#[derive(Debug, Default)]
pub(crate) struct Comments(pub(crate) Vec<(usize, String)>, pub(crate) usize);

impl Visitor for Comments {
    fn enter(&mut self, _: &str, _: Attributes<'_>) -> Flow {
        self.1 += 1;
        Flow::Into
    }

    fn text(&mut self, _: &str) {}

    fn leave(&mut self, _: &str) {}

    fn comment(&mut self, comment: &str) {
        self.0.push((self.1, comment.chars().rev().collect()));
    }
}
