//! Style and script, and the policy that lets exactly these run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

pub(crate) const STYLE: &str = include_str!("../assets/style.css");
pub(crate) const SCRIPT: &str = include_str!("../assets/script.js");

/// The content security policy: this style and this script by their digests, and nothing from anywhere.
pub(crate) fn security_policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT),
    )
}

fn digest(source: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(source)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_them_ends_their_element_or_reaches_out() {
        for source in [STYLE, SCRIPT] {
            for never in ["</", "<!--", "\r", "http:", "https:", "url(", "@import", "innerHTML", "fetch("] {
                assert!(!source.contains(never), "{never}");
            }
        }
    }

    #[test]
    fn a_digest_is_that_of_the_standard() {
        // FIPS 180-4, the message "abc".
        assert_eq!(digest("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
