//! Whom words are aimed at, and the contexts that silence or require them.

use serde::{Deserialize, Serialize};

use crate::category::ids;

ids! {
    /// Whom words are aimed at.
    Target, "target" {
        /// The writer.
        Own => "self",
        /// A particular person or a small set of people.
        Person => "person",
        /// A group that the law protects.
        Group => "group",
        /// A municipality, board, company or the like.
        Authority => "authority",
        /// Anything else.
        Thing => "thing",
    }
}

ids! {
    /// What stands around words and changes what they mean.
    Context, "context" {
        /// A negation governs the words.
        Negated => "negated",
        /// Inside quotation marks or named as a word.
        Quoted => "quoted",
        /// Somebody else's words, told.
        Reported => "reported",
        /// The sentence or its neighbour objects to the words.
        Condemned => "condemned",
        /// The sentence is a question.
        Question => "question",
        /// Part of an idiom on the allow list.
        Idiom => "idiom",
        /// In a condition: om …, if …
        Conditional => "conditional",
        /// A wish: hoppas, borde.
        Wish => "wish",
        /// Told in the past tense.
        Past => "past",
        /// About the writer.
        Own => "self",
        /// Supposed, not asserted: tänk om, skulle, would.
        Hypothetical => "hypothetical",
    }
}

impl Context {
    pub(crate) const KNOWN: &'static str =
        "negated, quoted, reported, condemned, question, idiom, conditional, wish, past, self, hypothetical";
}

macro_rules! set {
    ($(#[$meta:meta])* $name:ident of $item:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name(u16);

        impl $name {
            /// Adds one.
            pub fn insert(&mut self, item: $item) {
                self.0 |= 1 << item as u16;
            }

            /// Whether it holds one.
            pub const fn contains(self, item: $item) -> bool {
                self.0 & (1 << item as u16) != 0
            }

            /// Whether it holds none.
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Whether the two share one.
            pub const fn meets(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// Whether every one of `other` is in it.
            pub const fn covers(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// Those of both.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Those it holds, in order.
            pub fn iter(self) -> impl Iterator<Item = $item> {
                $item::ALL.iter().copied().filter(move |item| self.contains(*item))
            }
        }

        impl FromIterator<$item> for $name {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                let mut set = Self::default();
                for item in items {
                    set.insert(item);
                }
                set
            }
        }
    };
}

set! {
    /// A set of targets; empty where the target does not matter.
    Targets of Target
}

set! {
    /// A set of contexts.
    Contexts of Context
}
