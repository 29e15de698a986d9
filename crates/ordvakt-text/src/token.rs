//! Tokens: words, numbers, links and emoji of a folded text, with what stands between them.

use std::ops::{BitOr, BitOrAssign};

macro_rules! bits {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $flag:ident = $bit:expr,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(pub u32);

        impl $name {
            $($(#[$doc])* pub const $flag: Self = Self(1 << $bit);)+

            /// No bit set.
            pub const NONE: Self = Self(0);

            /// Whether any bit of `other` is set.
            pub const fn has(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
        }

        impl BitOr for $name {
            type Output = Self;
            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl BitOrAssign for $name {
            fn bitor_assign(&mut self, other: Self) {
                self.0 |= other.0;
            }
        }
    };
}

bits! {
    /// What a token is made of.
    Class {
        /// Letters only, or letters and inner apostrophes.
        WORD = 0,
        /// Digits only.
        NUMBER = 1,
        /// Letters and digits together (`3an`, `d0d4`).
        MIXED = 2,
        /// One emoji (fold has removed skin tones and variation selectors).
        EMOJI = 3,
        /// A web address, with or without scheme.
        LINK = 4,
        /// An e-mail address.
        EMAIL = 5,
        /// `@somebody`; the token includes the `@`.
        MENTION = 6,
        /// `#word`; the token includes the `#`.
        HASHTAG = 7,
        /// The first letter is upper case in the original.
        UPPER_FIRST = 8,
        /// All letters are upper case in the original, and there are at least two.
        UPPER_ALL = 9,
        /// Upper and lower case in another mixture than a capital first (`pUcK0`).
        CASE_MIXED = 10,
        /// Some letter stands three times or more in a row.
        STRETCHED = 11,
        /// Exactly one letter or digit.
        SINGLE = 12,
        /// Letters outside Latin.
        OTHER_SCRIPT = 13,
        /// Latin letters together with Cyrillic or Greek ones in one word.
        SCRIPTS_MIXED = 14,
        /// Part of a chunk (run without white space) in which symbols or emoji touch letters as disguise does (`kn*ll`, `h@lvete`, `f.a.n`); digits among letters alone are `MIXED`.
        SYMBOLS = 15,
        /// Folding changed more than case here (full width, zero width, entities, combining marks …).
        REWRITTEN = 16,
        /// Latin letters other than `a`–`z`, `å`, `ä` and `ö` (`é`, `ü`, `ø` …).
        ACCENTED = 17,
        /// Part of a chunk of two to four words with a single symbol between each, as in ordinary writing (`och/eller`) or where a word is broken (`tok/ig`).
        BROKEN = 18,
    }
}

bits! {
    /// What stands between a token and the one before it.
    Gap {
        /// White space.
        SPACE = 0,
        /// A line break.
        NEWLINE = 1,
        /// `.`
        PERIOD = 2,
        /// `,`
        COMMA = 3,
        /// `?`
        QUESTION = 4,
        /// `!`
        EXCLAIM = 5,
        /// `:`
        COLON = 6,
        /// `;`
        SEMICOLON = 7,
        /// A dash with space around it, or a long dash.
        DASH = 8,
        /// A hyphen without space.
        HYPHEN = 9,
        /// A quotation mark that opens (or could).
        QUOTE_OPEN = 10,
        /// A quotation mark that closes (or could).
        QUOTE_CLOSE = 11,
        /// `(` or `[`
        PAREN_OPEN = 12,
        /// `)` or `]`
        PAREN_CLOSE = 13,
        /// `/` or `\`
        SLASH = 14,
        /// `…` or two or more periods.
        ELLIPSIS = 15,
        /// Any other symbol (`*`, `_`, `|`, `%`, `=`, …).
        OTHER = 16,
        /// `+`
        PLUS = 17,
        /// `@` on its own
        AT = 18,
        /// Two or more spaces, or a tab.
        WIDE = 19,
    }
}

/// A token of the folded text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// First byte in the folded text.
    pub start: u32,
    /// One past the last byte in the folded text.
    pub end: u32,
    /// What it is made of.
    pub class: Class,
    /// What stands before it.
    pub gap: Gap,
    /// Number of its sentence, from 0.
    pub sentence: u32,
    /// Number of its clause, from 0, never starting over at a sentence.
    pub clause: u32,
}

impl Token {
    /// Whether it is a word of several letters, and no hashtag.
    #[inline]
    pub const fn is_word(&self) -> bool {
        self.class.0 & (Class::WORD.0 | Class::SINGLE.0 | Class::HASHTAG.0) == Class::WORD.0
    }
}

/// A sentence: a run of tokens, at most [`Sentence::MAX_TOKENS`] long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Index of its first token.
    pub first: u32,
    /// One past the index of its last token.
    pub last: u32,
    /// What closes it (`Gap::QUESTION`, `Gap::EXCLAIM`, …).
    pub closed_by: Gap,
}

impl Sentence {
    /// Longer runs without a full stop are cut here, so that no rule looks further.
    pub const MAX_TOKENS: u32 = 128;
}
