//! Text from outside, made fit for a page.

use std::fmt::{self, Write as _};

use askama::filters::HtmlSafe;

/// Text of others: escaped, and with characters that no eye sees but that change what it sees spelled out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outside<'a>(pub(crate) &'a str);

impl HtmlSafe for Outside<'_> {}

impl fmt::Display for Outside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ if is_unseen(letter) => {
                    write!(f, "<span class=\"unseen\">U+{:04X}</span>", u32::from(letter))?;
                }
                _ => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// Control characters besides white space, and those that turn the direction of writing around.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup_or_hides() {
        let text = "\"><script>alert('&')</script>\u{202E}\0\u{7}a\nb\té👩\u{200D}👧";
        assert_eq!(
            Outside(text).to_string(),
            "&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\
             <span class=\"unseen\">U+202E</span><span class=\"unseen\">U+0000</span>\
             <span class=\"unseen\">U+0007</span>a\nb\té👩\u{200D}👧"
        );
    }
}
