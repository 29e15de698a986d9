//! A comment with its verdict, as the page is given it.

use ordvakt::{AuthorRole, Comment, Report};
use serde::{Deserialize, Serialize};

/// A comment, what is known about it, and its verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// What the comment is called where it comes from.
    pub id: String,
    /// The comment itself, as it was screened.
    pub text: String,
    /// The post it stands under.
    pub post: Option<String>,
    /// The id or the text of the comment it answers.
    pub parent: Option<String>,
    /// The author's name as the platform shows it.
    pub author: Option<String>,
    /// Who the author is to the municipality.
    #[serde(with = "role")]
    pub author_role: AuthorRole,
    /// When it was written: ISO 8601 (Swedish time where it names no offset) or seconds since 1970. What cannot be read is shown
    /// as it stands, and left out of a redacted page.
    pub time: Option<String>,
    /// The verdict, in the page's language; positions in any unit.
    pub report: Report,
}

impl Entry {
    /// Keeps what the page needs of a screened comment.
    pub fn new(id: &str, comment: &Comment<'_>, time: Option<&str>, report: Report) -> Self {
        Self {
            id: id.to_owned(),
            text: comment.text.to_owned(),
            post: comment.post.map(str::to_owned),
            parent: comment.parent.map(str::to_owned),
            author: comment.author.map(str::to_owned),
            author_role: comment.author_role,
            time: time.map(str::to_owned),
            report,
        }
    }

    /// Whether a signal was given.
    pub(crate) fn signals(&self, signal: ordvakt::Signal) -> bool {
        self.report.signals.contains(&signal.as_str())
    }

    /// What is recommended.
    pub(crate) fn action(&self) -> ordvakt::Action {
        // A report holds only ids that the engine knows; a person should look at anything else.
        self.report.action.parse().unwrap_or(ordvakt::Action::Review)
    }
}

mod role {
    use ordvakt::AuthorRole;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::Serializer;

    // The reference is what serde asks for.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub(super) fn serialize<S: Serializer>(role: &AuthorRole, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(role.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<AuthorRole, D::Error> {
        let name = String::deserialize(from)?;
        AuthorRole::parse(&name).ok_or_else(|| D::Error::custom(format_args!("unknown role `{name}`")))
    }
}
