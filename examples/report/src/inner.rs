//! Only the body, for callers that convert.

use std::fmt::{Display, Write};

use crate::Report;

impl Report {
    /// Adds a row. Long names are wrapped; numbers are right-aligned, with digit groups.
    #[inline(never)]
    pub fn row_inner(&mut self, name: &dyn Display, value: &dyn Display, note: &dyn Display) {
        let mut lines = vec![String::new()];
        for word in format!("{name}").split_whitespace() {
            let line = lines.last_mut().expect("there is one from the start");
            if line.is_empty() {
                line.push_str(word);
            } else if line.chars().count() + 1 + word.chars().count() <= self.width {
                line.push(' ');
                line.push_str(word);
            } else {
                lines.push(word.to_owned());
            }
        }

        let mut value = value.to_string();
        if let Ok(number) = value.parse::<f64>() {
            self.total += number;
            let digits = value.trim_start_matches('-').find('.');
            let mut end = digits.unwrap_or(value.trim_start_matches('-').len())
                + usize::from(value.starts_with('-'));
            while end > 3 + usize::from(value.starts_with('-')) {
                end -= 3;
                value.insert(end, '_');
            }
            value = format!("{value:>24}");
        }

        let last = lines.pop().unwrap_or_default();
        for line in lines {
            _ = writeln!(self.text, "{line}");
        }
        let width = self.width;
        _ = write!(self.text, "{last:.<width$} {value}");
        match note.to_string().trim() {
            "" => {}
            note => _ = write!(self.text, " ({note})"),
        }
        self.text.push('\n');
        self.rows += 1;
    }
}
