//! What records are about. It lies in files of their own, each with a salt, so that it can be erased.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ordvakt::{AuthorRole, Ground, Report};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::digest::{Digest, hex};
use crate::error::Error;

/// What is known of a comment that is to be preserved.
#[derive(Clone, Copy, Debug, Default)]
pub struct Material<'a> {
    /// Its id: the platform's or the export's.
    pub id: &'a str,
    /// The comment itself, as it was written.
    pub text: &'a str,
    /// The post it stands under.
    pub post: Option<&'a str>,
    /// The comment it answers.
    pub parent: Option<&'a str>,
    /// Who wrote it, as the platform shows it.
    pub author: Option<&'a str>,
    /// Who the author is to the municipality.
    pub author_role: AuthorRole,
    /// When it was written, as the platform says it.
    pub time: Option<&'a str>,
    /// Where it stands or stood.
    pub link: Option<&'a str>,
}

/// A preserved comment and what was recommended for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preserved {
    /// Its id: the platform's or the export's.
    pub id: String,
    /// The comment itself.
    pub text: String,
    /// The post it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Who wrote it; absent where the rules do not ask to preserve that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// `outside`, `staff` or `elected`; absent as the author is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author_role: Option<String>,
    /// When it was written, as the platform says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Where it stands or stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What was recommended.
    pub verdict: Ruling,
}

/// A verdict as it was recorded: the contract of `ordvakt::Report`, readable also where ids have changed since.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    /// The recommended action.
    pub action: String,
    /// What breaks which rule.
    #[serde(default)]
    pub findings: Vec<FindingRecord>,
    /// The policy's id.
    #[serde(default)]
    pub policy: String,
    /// Digest of everything that could change the verdict.
    #[serde(default)]
    pub ruleset: String,
    /// Everything else of the report.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// A finding as it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FindingRecord {
    /// Rule id.
    pub rule: String,
    /// Category id.
    pub category: String,
    /// The words.
    #[serde(default)]
    pub matched: String,
    /// Why, in the language it was screened for.
    #[serde(default)]
    pub reason: String,
    /// `law` or `own`.
    #[serde(default)]
    pub basis: String,
    /// The statute, where the basis is the law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statute: Option<String>,
    /// Document and section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// Everything else of the finding.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// A decision held against the recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// What was recommended was done.
    Accepted,
    /// Something else was done.
    Overridden,
}

impl Outcome {
    /// `accepted` or `overridden`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Overridden => "overridden",
        }
    }
}

/// What a person decided about a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Number of the decision's record.
    pub number: u64,
    /// When it was recorded: UTC, RFC 3339.
    pub time: String,
    /// Number of the comment's record.
    pub comment: u64,
    /// What had been recommended.
    pub recommended: String,
    /// What was decided.
    pub action: String,
    /// Whether that is the same.
    pub outcome: Outcome,
    /// Who decided.
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Rules that the decider holds to be wrong about this comment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// Why contents were erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Number of the erasure's record.
    pub number: u64,
    /// When: UTC, RFC 3339.
    pub time: String,
    /// Who erased.
    pub by: String,
    /// On which ground.
    pub why: String,
}

/// What a file of content holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Content {
    Comment(Box<Preserved>),
    Decision(Decided),
    Erasure(Erasure),
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    salt: String,
    number: u64,
    #[serde(flatten)]
    content: Content,
}

impl Content {
    /// Says in the content what its record says of it.
    pub(crate) fn stamp(&mut self, of: u64, at: &str) {
        match self {
            Self::Comment(_) => {}
            Self::Decision(Decided { number, time, .. }) | Self::Erasure(Erasure { number, time, .. }) => {
                *number = of;
                at.clone_into(time);
            }
        }
    }

    /// The file of a record, salt and all; its digest is what the chain keeps.
    pub(crate) fn seal(self, number: u64) -> Result<Vec<u8>, Error> {
        let mut salt = [0; 32];
        getrandom::fill(&mut salt)
            .map_err(|error| Error::Invalid(format!("the system gives no random numbers: {error}")))?;
        let sealed = Sealed { salt: hex(&salt), number, content: self };
        let mut file =
            serde_json::to_vec_pretty(&sealed).map_err(|error| Error::Invalid(error.to_string()))?;
        file.push(b'\n');
        Ok(file)
    }

    /// What a file holds; the error says why it cannot be read.
    pub(crate) fn open(file: &[u8]) -> Result<Self, String> {
        serde_json::from_slice::<Sealed>(file).map(|sealed| sealed.content).map_err(|error| error.to_string())
    }

    /// Reads a record's file and holds it against the digest in the chain.
    pub(crate) fn read(path: &Path, expected: Digest) -> Result<Self, Error> {
        let file = fs::read(path).map_err(Error::file("read", path))?;
        let damaged = |line, why| Error::Damaged { file: path.to_owned(), line, why };
        if Digest::of(&file) != expected {
            return Err(damaged(1, "it has been changed: its digest does not fit".to_owned()));
        }
        Self::open(&file).map_err(|why| damaged(1, why))
    }
}

impl Material<'_> {
    /// With its verdict, ready to be recorded.
    pub(crate) fn preserved(&self, report: &Report) -> Result<Preserved, Error> {
        let owned = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        let verdict = serde_json::to_value(report)
            .and_then(serde_json::from_value)
            .map_err(|error| Error::Invalid(format!("the verdict cannot be recorded: {error}")))?;
        let author = owned(self.author);
        Ok(Preserved {
            id: self.id.to_owned(),
            text: self.text.to_owned(),
            post: owned(self.post),
            parent: owned(self.parent),
            author_role: author.is_some().then(|| self.author_role.as_str().to_owned()),
            author,
            time: owned(self.time),
            link: owned(self.link),
            verdict,
        })
    }
}

impl Preserved {
    /// The same for every record of the same comment, whatever was recommended.
    pub(crate) fn identity(&self) -> Digest {
        let parts = (&self.id, &self.text, &self.post, &self.parent, &self.author, &self.time, &self.link);
        digest(&parts)
    }

    /// The same for every record that says the same.
    pub(crate) fn sameness(&self) -> Digest {
        let findings: Vec<_> =
            self.verdict.findings.iter().map(|finding| (&finding.rule, &finding.basis)).collect();
        digest(&(self.identity(), &self.verdict.action, &self.verdict.policy, findings))
    }

    /// What a statement to people can name: for each category the law before the municipality's own rules.
    pub fn grounds(&self) -> Vec<Ground> {
        let mut grounds: Vec<Ground> = Vec::new();
        for finding in &self.verdict.findings {
            let ground = Ground {
                category: finding.category.clone(),
                statute: finding.statute.clone().filter(|_| finding.basis == "law"),
                citation: finding.citation.clone(),
            };
            match grounds.iter_mut().find(|known| known.category == ground.category) {
                Some(known) if known.statute.is_none() && ground.statute.is_some() => *known = ground,
                Some(_) => {}
                None => grounds.push(ground),
            }
        }
        grounds
    }

    /// The rules that found something, each once.
    pub(crate) fn rules(&self) -> Vec<&str> {
        let mut rules: Vec<&str> = Vec::new();
        for finding in &self.verdict.findings {
            if !rules.contains(&finding.rule.as_str()) {
                rules.push(&finding.rule);
            }
        }
        rules
    }
}

/// Kept in memory only, so it needs no salt.
fn digest(value: &impl Serialize) -> Digest {
    // Strings and lists always serialise.
    Digest::of(&serde_json::to_vec(value).unwrap_or_default())
}
