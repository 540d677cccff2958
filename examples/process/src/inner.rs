//! Only the body, for callers that make the objects.

use std::fmt::{Display, Write};

/// The items with their numbers, in columns of the same width, and what they add up to.
#[inline(never)]
pub fn process(items: &[&dyn Display]) -> String {
    let mut list = String::new();
    if items.is_empty() {
        list.push_str("nothing");
        return list;
    }
    let mut widest = 0;
    let mut total = 0.0;
    for item in items {
        let text = item.to_string();
        widest = widest.max(text.chars().count());
        if let Ok(number) = text.parse::<f64>() {
            total += number;
        }
    }
    let digits = items.len().to_string().len();
    let columns = (60 / (widest + digits + 4)).clamp(1, 4);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            list.push_str(if index % columns == 0 { "\n" } else { "  " });
        }
        let mut text = item.to_string();
        while text.chars().count() < widest {
            text.push('.');
        }
        _ = write!(list, "{:>digits$}. {text}", index + 1);
    }
    let (first, last) = (&items[0], &items[items.len() - 1]);
    _ = write!(list, "\nfrom {first} to {last}, {} items", items.len());
    if total != 0.0 {
        _ = write!(list, ", sum {total:.2}");
    }
    list
}
