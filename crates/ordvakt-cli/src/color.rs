//! Colours, and texts from outside made safe for a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use ordvakt::{Action, Severity};

use crate::args::Color;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
pub(crate) const NOTE: Style = AnsiColor::BrightCyan.on_default().bold();

/// Makes the user's choice that of every stream of the process.
pub(crate) fn choose(color: Color) {
    let choice = match color {
        // Leaves the detection alone: terminal, NO_COLOR, CLICOLOR, TERM.
        Color::Auto => return,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// Whether a stream gets colours.
pub(crate) fn wanted(stream: &impl anstream::stream::RawStream) -> bool {
    anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
}

/// Tells something on the standard error. Where that is closed, nobody is there to be told.
pub(crate) fn tell(style: Style, label: &str, message: &str) {
    use std::io::Write as _;
    let message = message.lines().map(safe).collect::<Vec<_>>().join("\n");
    // One write a message, so that nothing comes between its parts.
    let line = format!("{style}{label}:{style:#} {message}\n");
    let _ = anstream::AutoStream::auto(std::io::stderr()).write_all(line.as_bytes());
}

/// Puts a text that is already laid out and safe on the standard error.
pub(crate) fn show(text: &str) {
    use std::io::Write as _;
    let _ = anstream::AutoStream::auto(std::io::stderr()).write_all(text.as_bytes());
}

/// The colour of a recommendation.
pub(crate) fn of_action(action: Action) -> Style {
    match action {
        Action::Review => AnsiColor::Yellow.on_default().bold(),
        Action::Hide => AnsiColor::Magenta.on_default().bold(),
        Action::Remove => AnsiColor::Red.on_default().bold(),
        _ => AnsiColor::Green.on_default().bold(),
    }
}

/// The colour of a finding in its text.
pub(crate) fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Mild => AnsiColor::Yellow.on_default().underline(),
        Severity::Moderate => AnsiColor::Magenta.on_default().underline(),
        _ => AnsiColor::Red.on_default().bold().underline(),
    }
}

/// Whether a character could move the cursor, change colours or turn the direction of what follows.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text with control characters as pictures or escapes, on one line.
pub(crate) fn safe(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\0'..='\x1f' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\x7f' => shown.push('\u{2421}'),
            _ if is_unsafe(c) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(safe("röd \x1b[31mtext\x07\r\n"), "röd ␛[31mtext␇␍␊");
        assert_eq!(safe("\u{9b}2J \u{202e}gnab \x7f"), "\\u{9b}2J \\u{202e}gnab ␡");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(safe("Tack för hjälpen 👩‍🚒!"), Cow::Borrowed(_)));
    }
}
