//! In: names, and the room there is for them. Out: as much of them as fits, the part that
//! says most first; where not even a few letters fit, there is no label.
//!
//! An SVG file does not know its font, so widths are those of a wide one (DejaVu Sans):
//! what fits there fits everywhere.

/// Width of `text` set in `size`, in units of the view box.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let em: f64 = text.chars().map(em).sum();
    em * size
}

fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' => 0.3,
        'f' | 't' | 'r' | ' ' | '.' | ',' | ':' | ';' | '|' | '!' | '(' | ')' | '[' | ']' => 0.41,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.98,
        '<' | '>' | '+' | '=' | '#' | '&' | '\u{2212}' | '…' | '→' => 0.84,
        'A'..='Z' => 0.74,
        // Wide scripts, emoji.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'.. => 1.05,
        _ => 0.64,
    }
}

/// As much of the beginning of `text` as fits, with an ellipsis if that is not all.
pub(crate) fn clip(text: &str, room: f64, size: f64) -> Option<String> {
    if width(text, size) <= room {
        return Some(text.to_owned());
    }
    let mut left = room - width("…", size);
    let mut out = String::new();
    for character in text.chars() {
        left -= em(character) * size;
        if left < 0.0 {
            break;
        }
        out.push(character);
    }
    (out.chars().count() >= 3).then(|| out + "…")
}

/// The longest form of a function's name that fits: as it is, without its crate, without
/// modules, its last segment, the beginning of that.
pub(crate) fn function(name: &str, krate: &str, room: f64, size: f64) -> Option<String> {
    let parts = parse(name);
    let own = match &parts[..] {
        [first, second, rest @ ..] if first.text == krate && second.kind == PartKind::Colons => {
            rest
        }
        all => all,
    };
    let short = without_modules(own);
    let last = text(last_segment(&short));
    [text(own), text(&short), last.clone()]
        .into_iter()
        .find(|form| width(form, size) <= room)
        .or_else(|| clip(&last, room, size))
}

/// A part of a name: names are kept in reports as they are shown.
#[derive(Debug, Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    kind: PartKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Word,
    /// `::`
    Colons,
    Open,
    Close,
    Other,
}

fn parse(name: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let word = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let (length, kind) = match first {
            _ if word > 0 => (word, PartKind::Word),
            ':' if rest.starts_with("::") => (2, PartKind::Colons),
            // The arrow of `fn() -> T` closes nothing.
            '-' if rest.starts_with("->") => (2, PartKind::Other),
            '<' | '(' | '[' | '{' => (1, PartKind::Open),
            '>' | ')' | ']' | '}' => (1, PartKind::Close),
            other => (other.len_utf8(), PartKind::Other),
        };
        let (text, after) = rest.split_at(length);
        parts.push(Part { text, kind });
        rest = after;
    }
    parts
}

fn text(parts: &[Part<'_>]) -> String {
    parts.iter().map(|part| part.text).collect()
}

/// Input:  `<alloc::vec::Vec<_> as core::iter::FromIterator<_>>::from_iter`
/// Output: `<Vec<_> as FromIterator<_>>::from_iter`
fn without_modules<'t>(parts: &[Part<'t>]) -> Vec<Part<'t>> {
    let mut out = Vec::new();
    let mut rest = parts;
    while let [first, after @ ..] = rest {
        // A closure belongs to the function whose name stands before it, and what a type
        // has stands after the type.
        let is_module = first.kind == PartKind::Word
            && first.text.starts_with(char::is_lowercase)
            && matches!(after, [colons, next, ..]
                if colons.kind == PartKind::Colons && next.kind == PartKind::Word);
        if is_module {
            rest = &after[1..];
        } else {
            out.push(*first);
            rest = after;
        }
    }
    out
}

/// What stands after the last `::` outside of brackets, a closure with its function.
fn last_segment<'p, 't>(parts: &'p [Part<'t>]) -> &'p [Part<'t>] {
    let (mut depth, mut start) = (0_i32, 0);
    for (at, part) in parts.iter().enumerate() {
        match part.kind {
            PartKind::Open => depth += 1,
            PartKind::Close => depth -= 1,
            PartKind::Colons if depth == 0 => {
                if parts.get(at + 1).is_some_and(|next| next.text != "{") {
                    start = at + 1;
                }
            }
            PartKind::Colons | PartKind::Word | PartKind::Other => {}
        }
    }
    &parts[start..]
}

#[cfg(test)]
mod tests {
    use super::{clip, function, last_segment, parse, text, width, without_modules};

    #[test]
    fn modules_go_types_and_functions_stay() {
        let short = |name| text(&without_modules(&parse(name)));
        let vec = "<alloc::vec::Vec<_> as core::iter::FromIterator<_>>::from_iter";
        assert_eq!(short(vec), "<Vec<_> as FromIterator<_>>::from_iter");
        assert_eq!(short("a::b::Client::get"), "Client::get");
        assert_eq!(short("a::load::{closure#0}"), "load::{closure#0}");
        let last = |name| text(last_segment(&parse(name)));
        assert_eq!(last("<Vec<_> as Foo<a::B>>::from_iter"), "from_iter");
        assert_eq!(last("load::{closure#0}"), "load::{closure#0}");
        assert_eq!(last("load"), "load");
    }

    #[test]
    fn the_longest_form_that_fits() {
        let fit = |room| function("app::config::load_all", "app", room, 10.0);
        assert_eq!(fit(500.0).as_deref(), Some("config::load_all"));
        assert_eq!(fit(70.0).as_deref(), Some("load_all"));
        assert_eq!(fit(40.0).as_deref(), Some("load_…"));
        assert_eq!(fit(10.0), None);
    }

    #[test]
    fn what_is_clipped_fits() {
        for room in 20..200 {
            if let Some(text) = clip("größe 💥 of 漢字漢字 and more", f64::from(room), 11.0)
            {
                assert!(width(&text, 11.0) <= f64::from(room), "{text} {room}");
            }
        }
    }
}
