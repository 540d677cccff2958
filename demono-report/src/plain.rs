//! In: any text. Out: text that is safe to print.

/// `text` with its control characters escaped: an escape sequence in a symbol should not
/// colour a terminal, and a line break should not begin a command of a workflow.
pub fn plain(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    let escape = |c: char| {
        if c.is_control() {
            c.escape_unicode().to_string()
        } else {
            c.to_string()
        }
    };
    text.chars().map(escape).collect()
}
