//! In: the two halves of an identifier that is not ASCII, as v0 encodes it. Out: the
//! identifier. Refused: what does not decode.
//!
//! RFC 3492, with `_` for its delimiter; rustc's symbol names use it as it stands there.

const BASE: usize = 36;
const T_MIN: usize = 1;
const T_MAX: usize = 26;
const SKEW: usize = 38;

/// Input:  `("gdel", "5qa")`, the halves of `u8gdel_5qa`
/// Output: `gödel`
pub(crate) fn decode(ascii: &str, encoded: &str) -> Option<String> {
    let mut out: Vec<char> = ascii.chars().collect();
    let (mut code, mut position) = (0x80_usize, 0_usize);
    let (mut bias, mut damping) = (72_usize, 700_usize);
    let mut digits = encoded.bytes().peekable();
    while digits.peek().is_some() {
        let (mut delta, mut weight, mut k) = (0_usize, 1_usize, BASE);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => usize::from(byte - b'a'),
                byte @ b'0'..=b'9' => 26 + usize::from(byte - b'0'),
                _ => return None,
            };
            delta = delta.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let length = out.len() + 1;
        position = position.checked_add(delta)?;
        code = code.checked_add(position / length)?;
        position %= length;
        out.insert(position, char::from_u32(u32::try_from(code).ok()?)?);
        position += 1;

        delta /= damping;
        damping = 2;
        delta += delta / length;
        let mut steps = 0;
        while delta > ((BASE - T_MIN) * T_MAX) / 2 {
            delta /= BASE - T_MIN;
            steps += BASE;
        }
        bias = steps + ((BASE - T_MIN + 1) * delta) / (delta + SKEW);
    }
    Some(out.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_what_rustc_encodes() {
        assert_eq!(decode("gdel", "5qa").as_deref(), Some("gödel"));
        assert_eq!(decode("", "fiq228c").as_deref(), Some("中文"));
    }

    #[test]
    fn refuses_what_is_cut_short() {
        assert_eq!(decode("gdel", "5q"), None);
        assert_eq!(decode("gdel", "5Q"), None);
    }
}
