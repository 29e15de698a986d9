//! What goes in: a comment and what is known about it.

use std::fmt;

/// Who wrote a comment, as far as the policy cares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthorRole {
    /// Anybody from the public.
    #[default]
    Outside,
    /// Employed by the municipality.
    Staff,
    /// Elected to office in the municipality.
    Elected,
}

impl AuthorRole {
    /// The name used in files: `outside`, `staff` or `elected`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Staff => "staff",
            Self::Elected => "elected",
        }
    }

    /// The role of a name; `None` for any other.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Outside, Self::Staff, Self::Elected].into_iter().find(|role| role.as_str() == name)
    }
}

/// A comment and what is known about it. `Comment::from("text")` is enough.
///
/// `{:?}` tells how long the texts are and not what they say, so that no log is given a comment by accident.
#[derive(Clone, Copy, Default)]
pub struct Comment<'a> {
    /// The comment itself.
    pub text: &'a str,
    /// The post it stands under, or its topic.
    pub post: Option<&'a str>,
    /// The comment it answers.
    pub parent: Option<&'a str>,
    /// The author's name as the platform shows it.
    pub author: Option<&'a str>,
    /// Who the author is to the municipality.
    pub author_role: AuthorRole,
}

impl fmt::Debug for Comment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Comment")
            .field("text_bytes", &self.text.len())
            .field("post_bytes", &self.post.map(str::len))
            .field("parent_bytes", &self.parent.map(str::len))
            .field("author_bytes", &self.author.map(str::len))
            .field("author_role", &self.author_role)
            .finish()
    }
}

impl<'a> From<&'a str> for Comment<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, ..Self::default() }
    }
}

impl<'a> From<&'a String> for Comment<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}
