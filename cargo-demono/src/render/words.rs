//! In: numbers. Out: how they are shown: grouped, with a sign where the sign is the
//! point, percentages with one decimal.

/// `1234567` as `1,234,567`.
pub(crate) fn bytes(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `+1,234`, `−1,234`, `0`.
pub(crate) fn signed(number: i64) -> String {
    let sign = match number {
        0 => "",
        1.. => "+",
        _ => "\u{2212}",
    };
    format!("{sign}{}", bytes(number.unsigned_abs()))
}

/// `12.3 %`.
pub(crate) fn percent(part: f64, whole: f64) -> Option<String> {
    let value = tenths(part, whole)? / 10.0;
    Some(format!("{value:.1} %").replace('-', "\u{2212}"))
}

/// `+12.3 %`, `−12.3 %`, `0.0 %`.
pub(crate) fn signed_percent(part: f64, whole: f64) -> Option<String> {
    let plus = if tenths(part, whole)? > 0.0 { "+" } else { "" };
    Some(format!("{plus}{}", percent(part, whole)?))
}

/// What a percentage is rounded to.
fn tenths(part: f64, whole: f64) -> Option<f64> {
    // -0.0 would be shown with its sign.
    (whole > 0.0).then(|| (part * 1000.0 / whole).round() + 0.0)
}

/// `1 copy`, `1,234 copies`.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", bytes(number), if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{bytes, counted, percent, signed, signed_percent};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(bytes(0), "0");
        assert_eq!(bytes(999), "999");
        assert_eq!(bytes(1000), "1,000");
        assert_eq!(bytes(1_234_567), "1,234,567");
    }

    #[test]
    fn signs_and_percentages() {
        assert_eq!(signed(1234), "+1,234");
        assert_eq!(signed(-1234), "\u{2212}1,234");
        assert_eq!(signed(0), "0");
        assert_eq!(percent(1.0, 3.0).as_deref(), Some("33.3 %"));
        assert_eq!(percent(-1.0, 3.0).as_deref(), Some("\u{2212}33.3 %"));
        assert_eq!(percent(-0.0, 3.0).as_deref(), Some("0.0 %"));
        assert_eq!(percent(1.0, 0.0), None);
        assert_eq!(signed_percent(1.0, 3.0).as_deref(), Some("+33.3 %"));
        assert_eq!(signed_percent(-1.0, 3.0), percent(-1.0, 3.0));
        assert_eq!(signed_percent(1.0, 1e9).as_deref(), Some("0.0 %"));
        assert_eq!(counted(1, "copy", "copies"), "1 copy");
        assert_eq!(counted(1200, "copy", "copies"), "1,200 copies");
    }
}
