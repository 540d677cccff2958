//! In: text that may hold anything, as names of functions do. Out: the same as content
//! of an XML or HTML element or attribute; control characters, which XML cannot hold, become
//! U+FFFD.

/// For content and for attributes in double or single quotes alike.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if character.is_control() => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_can_end_an_element_or_an_attribute() {
        assert_eq!(
            escape(r#"</script>"it's" & <größe 💥>"#),
            "&lt;/script&gt;&quot;it&#39;s&quot; &amp; &lt;größe 💥&gt;"
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(escape("a\0b\u{1b}c\u{ffff}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
    }
}
