//! In: the page's script. Out: the hash by which the page's Content-Security-Policy names
//! it, so that a browser runs this script and no other.

use base64::prelude::{Engine as _, BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

/// `sha256-<base64>`.
pub(crate) fn source_hash(script: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(script)))
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
