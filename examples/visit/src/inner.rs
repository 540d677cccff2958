//! Only the bodies, for callers that make the trait objects.

use crate::{Flow, Node, ParseError, Problem, Visitor};

/// Walks through `node` and everything in it. Adjacent texts are joined, each run of white
/// space becomes one space, and comments are left out.
#[inline(never)]
pub fn walk(node: &Node, visitor: &mut dyn Visitor) -> Flow {
    let Node::Element {
        name,
        attributes,
        children,
    } = node
    else {
        return Flow::Into;
    };
    match visitor.enter(name, attributes) {
        Flow::Into => {}
        Flow::Over => return Flow::Over,
        Flow::Stop => return Flow::Stop,
    }
    let mut text = String::new();
    let mut children = children.iter().peekable();
    while let Some(child) = children.next() {
        match child {
            Node::Text(part) => {
                for letter in part.chars() {
                    if !letter.is_whitespace() {
                        text.push(letter);
                    } else if !text.is_empty() && !text.ends_with(' ') {
                        text.push(' ');
                    }
                }
            }
            Node::Comment(_) => {}
            Node::Element { .. } => {
                if walk(child, visitor) == Flow::Stop {
                    return Flow::Stop;
                }
            }
        }
        let more = matches!(children.peek(), Some(Node::Text(_) | Node::Comment(_)));
        if !more && !text.is_empty() {
            visitor.text(text.trim_end());
            text.clear();
        }
    }
    visitor.leave(name);
    Flow::Into
}

/// Reads `source` and visits its contents on the way, without building a tree. Returns
/// how many elements were entered.
#[inline(never)]
pub fn parse(source: &str, visitor: &mut dyn Visitor) -> Result<usize, ParseError> {
    let mut open: Vec<&str> = Vec::new();
    let mut skipped = None;
    let mut entered = 0;
    let mut rest = source;
    while !rest.is_empty() {
        let position = source.len() - rest.len();
        let fail = |problem| Err(ParseError { position, problem });
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = rest[..end].replace("&lt;", "<").replace("&amp;", "&");
            if skipped.is_none() && !text.trim().is_empty() {
                visitor.text(text.trim());
            }
            rest = &rest[end..];
            continue;
        };
        if let Some(comment) = tag.strip_prefix("!--") {
            let Some((comment, after)) = comment.split_once("-->") else {
                return fail(Problem::Unclosed("-->"));
            };
            if skipped.is_none() {
                visitor.comment(comment.trim());
            }
            rest = after;
            continue;
        }
        let Some((tag, after)) = tag.split_once('>') else {
            return fail(Problem::Unclosed(">"));
        };
        rest = after;

        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(expected) if expected == name.trim() => {}
                expected => {
                    return fail(Problem::WrongEnd {
                        expected: expected.unwrap_or_default().to_owned(),
                        found: name.trim().to_owned(),
                    });
                }
            }
            match skipped {
                Some(depth) if depth == open.len() => skipped = None,
                Some(_) => {}
                None => visitor.leave(name.trim()),
            }
            continue;
        }

        let (tag, closed) = match tag.strip_suffix('/') {
            Some(tag) => (tag.trim(), true),
            None => (tag.trim(), false),
        };
        let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
        let (name, mut words) = tag.split_at(end);
        if name.is_empty() || !name.chars().all(char::is_alphanumeric) {
            return fail(Problem::Name(name.to_owned()));
        }
        let mut attributes = Vec::new();
        while !words.trim_start().is_empty() {
            let attribute = words.split_once("=\"");
            let parts = attribute.and_then(|(key, after)| Some((key, after.split_once('"')?)));
            let Some((key, (value, after))) = parts else {
                return fail(Problem::Attribute(words.trim().to_owned()));
            };
            attributes.push((key.trim().to_lowercase(), value.to_owned()));
            words = after;
        }
        if skipped.is_none() {
            match visitor.enter(name, &attributes) {
                Flow::Into if closed => visitor.leave(name),
                Flow::Into => {}
                Flow::Over if closed => {}
                Flow::Over => skipped = Some(open.len()),
                Flow::Stop => return Ok(entered + 1),
            }
            entered += 1;
        }
        if !closed {
            open.push(name);
        }
    }
    match open.pop() {
        Some(name) => Err(ParseError {
            position: source.len(),
            problem: Problem::NoEnd(name.to_owned()),
        }),
        None => Ok(entered),
    }
}
