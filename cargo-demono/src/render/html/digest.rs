//! In: the page's script. Out: the hash by which the page's Content-Security-Policy names
//! it, so that a browser runs this script and no other. Refused: nothing.
//!
//! SHA-256 as in FIPS 180-4 and base64 as in RFC 4648. Nothing depends on it being hard to
//! forge: whoever can change the script can change the page.

use std::fmt::Write as _;

/// `sha256-<base64>`.
pub(crate) fn source_hash(script: &str) -> String {
    format!("sha256-{}", base64(&sha256(script.as_bytes())))
}

/// The first 32 bits of the fractional parts of the roots of the first primes: 64 cube
/// roots for the rounds, 8 square roots to begin with.
fn constants() -> ([u32; 64], [u32; 8]) {
    let mut primes = (2_u128..).filter(|n| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0));
    let (mut rounds, mut begin) = ([0; 64], [0; 8]);
    for (at, round) in rounds.iter_mut().enumerate() {
        let prime = primes.next().unwrap_or_default();
        *round = root(prime << 96, |x| x * x * x) as u32;
        if let Some(begin) = begin.get_mut(at) {
            *begin = root(prime << 64, |x| x * x) as u32;
        }
    }
    (rounds, begin)
}

/// The largest number whose power is not above `of`; it has at most 36 bits.
fn root(of: u128, power: impl Fn(u128) -> u128) -> u128 {
    (0..36).rev().fold(0, |found, bit| {
        let next = found | 1 << bit;
        if power(next) <= of {
            next
        } else {
            found
        }
    })
}

fn sha256(message: &[u8]) -> [u8; 32] {
    let (rounds, mut state) = constants();
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks_exact(64) {
        let mut words = [0_u32; 64];
        for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
            *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        for at in 16..64 {
            let (a, b) = (words[at - 15], words[at - 2]);
            let s0 = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let s1 = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            words[at] = (words[at - 16].wrapping_add(s0))
                .wrapping_add(words[at - 7])
                .wrapping_add(s1);
        }
        let mut v = state;
        for (round, word) in rounds.iter().zip(words) {
            let [a, b, c, d, e, f, g, h] = v;
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = (e & f) ^ (!e & g);
            let t1 = (h.wrapping_add(s1).wrapping_add(choice))
                .wrapping_add(*round)
                .wrapping_add(word);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let majority = (a & b) ^ (a & c) ^ (b & c);
            let t2 = s0.wrapping_add(majority);
            v = [t1.wrapping_add(t2), a, b, c, d.wrapping_add(t1), e, f, g];
        }
        for (state, v) in state.iter_mut().zip(v) {
            *state = state.wrapping_add(v);
        }
    }
    let mut out = [0; 32];
    for (bytes, word) in out.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    out
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let at = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 63;
            let shown = if digit <= chunk.len() {
                char::from(DIGITS[value as usize])
            } else {
                '='
            };
            let _ = out.write_char(shown);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::source_hash;

    #[test]
    fn known_hashes() {
        for (text, hash) in [
            ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ] {
            assert_eq!(source_hash(text), format!("sha256-{hash}"));
        }
        // Longer than a block, and a length at which the padding needs a further one.
        let long = "a".repeat(120);
        assert_eq!(
            source_hash(&long),
            "sha256-Lz0zVDLHC1gK8Ojhs2dKfAINaDql9zqq7f3FWvkEwhw="
        );
    }
}
