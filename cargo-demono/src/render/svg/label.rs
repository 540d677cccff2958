//! In: names, and the room there is for them. Out: what of them fits, the telling part
//! first. Refused: nothing; where not even a few letters fit, there is no label.
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
    let own = name
        .strip_prefix(krate)
        .and_then(|rest| rest.strip_prefix("::"))
        .unwrap_or(name);
    let short = without_modules(own);
    let last = last_segment(&short).to_owned();
    let fits = |text: &str| width(text, size) <= room;
    if fits(own) {
        Some(own.to_owned())
    } else if fits(&short) {
        Some(short)
    } else if fits(&last) {
        Some(last)
    } else {
        clip(&last, room, size)
    }
}

/// Input:  `<alloc::vec::Vec<_> as core::iter::FromIterator<_>>::from_iter`
/// Output: `<Vec<_> as FromIterator<_>>::from_iter`
fn without_modules(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let word = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        if word == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let after = &rest[word..];
        // A closure belongs to the function whose name stands before it, and what a type
        // has stands after the type.
        let is_module = first.is_lowercase()
            && after
                .strip_prefix("::")
                .is_some_and(|next| next.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        if is_module {
            rest = &after[2..];
        } else {
            out.push_str(&rest[..word]);
            rest = after;
        }
    }
    out
}

/// What stands after the last `::` outside of brackets, a closure with its function.
fn last_segment(name: &str) -> &str {
    let mut depth = 0_i32;
    let mut start = 0;
    for (at, character) in name.char_indices() {
        match character {
            '<' | '(' | '[' | '{' => depth += 1,
            '>' | ')' | ']' | '}' => depth -= 1,
            ':' if depth == 0 && name[at..].starts_with("::") => {
                let next = &name[at + 2..];
                if !next.starts_with('{') && !next.is_empty() {
                    start = at + 2;
                }
            }
            _ => {}
        }
    }
    &name[start..]
}

#[cfg(test)]
mod tests {
    use super::{clip, function, last_segment, width, without_modules};

    #[test]
    fn modules_go_types_and_functions_stay() {
        let vec = "<alloc::vec::Vec<_> as core::iter::FromIterator<_>>::from_iter";
        assert_eq!(
            without_modules(vec),
            "<Vec<_> as FromIterator<_>>::from_iter"
        );
        assert_eq!(without_modules("a::b::Client::get"), "Client::get");
        assert_eq!(without_modules("a::load::{closure#0}"), "load::{closure#0}");
        assert_eq!(
            last_segment("<Vec<_> as Foo<a::B>>::from_iter"),
            "from_iter"
        );
        assert_eq!(last_segment("load::{closure#0}"), "load::{closure#0}");
        assert_eq!(last_segment("load"), "load");
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
