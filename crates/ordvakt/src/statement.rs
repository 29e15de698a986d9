//! What is written to people about a decision. The texts are data; nothing of the comment can get into them.

use std::fmt;
use std::str::FromStr;

use ordvakt_rules::{Action, CategoryText, Document, Lang, Template};

use crate::lexicon::Lexicon;
use crate::moderator::{BUILTIN, Inner, Moderator};
use crate::report::{FindingReport, Report};
use crate::verdict::{Basis, Finding, Verdict};

/// To whom a statement speaks, and of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatementKind {
    /// To whoever wrote the comment: what was done with it, why, and how to object.
    #[default]
    Notice,
    /// To everybody under the post: the same, of a comment.
    Reply,
    /// To whoever asks about an individual case: where to turn instead.
    Referral,
    /// To whoever wrote the comment: how to say it within the rules.
    WelcomeBack,
}

impl StatementKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Notice, Self::Reply, Self::Referral, Self::WelcomeBack];

    /// `notice`, `reply`, `referral` or `welcome_back`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Reply => "reply",
            Self::Referral => "referral",
            Self::WelcomeBack => "welcome_back",
        }
    }
}

impl fmt::Display for StatementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for StatementKind {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().copied().find(|kind| kind.as_str() == id);
        found.ok_or_else(|| {
            format!("unknown statement `{id}`; known are `notice`, `reply`, `referral`, `welcome_back`")
        })
    }
}

/// What is to be written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statement<'a> {
    /// To whom, and of what.
    pub kind: StatementKind,
    /// In which language.
    pub lang: Lang,
    /// What was decided; what is recommended where nobody says.
    pub action: Option<Action>,
    /// Whom to write to with objections: a mailbox, a function.
    pub contact: Option<&'a str>,
    /// Where to turn with an individual case.
    pub channel: Option<&'a str>,
}

/// Why a comment breaks a rule, without the comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Category id.
    pub category: String,
    /// The statute, where the basis is the law.
    pub statute: Option<String>,
    /// Document and section.
    pub citation: Option<String>,
}

impl Report {
    /// The grounds of the findings, as [`Verdict::grounds`] gives them.
    pub fn grounds(&self) -> Vec<Ground> {
        let weight = |finding: &FindingReport| {
            (finding.basis == Basis::Law.as_str(), finding.severity.parse::<crate::Severity>().ok())
        };
        let gravest = |category: &str| {
            let findings = self.findings.iter().filter(|finding| finding.category == category);
            findings.max_by(|a, b| weight(a).cmp(&weight(b)).then(a.confidence.total_cmp(&b.confidence)))
        };
        let found = self.categories.iter().filter_map(|category| gravest(category));
        found
            .map(|finding| Ground {
                category: finding.category.to_owned(),
                statute: finding.statute.clone(),
                citation: finding.citation.clone(),
            })
            .collect()
    }

    /// What is written to people, in the built-in words. Never quotes the comment.
    pub fn statement(&self, asked: &Statement<'_>) -> String {
        let policy = crate::policies::builtin_policy(&self.policy);
        let writer = Writer {
            lexicon: &BUILTIN,
            document: policy.as_ref().map(|policy| &policy.document),
            asked,
            action: asked.action.or_else(|| self.action.parse().ok()).unwrap_or(Action::Review),
        };
        writer.write(&self.grounds())
    }
}

impl Verdict {
    /// What is written to people about this verdict, or about what was decided instead. Never quotes the comment.
    ///
    /// ```
    /// use ordvakt::{Action, Lang, Moderator, Statement, builtin_policy};
    ///
    /// let moderator = Moderator::builtin().with_policy(builtin_policy("kungalv").ok_or("no such policy")?);
    /// let verdict = moderator.screen("Vilka jävla vägar ni har!");
    /// let asked = Statement { lang: Lang::En, action: Some(Action::Hide), ..Statement::default() };
    /// let notice = verdict.statement(&asked);
    /// assert!(notice.starts_with("We have hidden your comment.\n\nThis is why:\n- "));
    /// assert!(!notice.contains("jävla"));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn statement(&self, asked: &Statement<'_>) -> String {
        Writer::of(&self.inner, asked, self.action()).write(&self.grounds())
    }

    /// The grounds of the findings: for each category the law before the municipality's own rules, then the gravest, then the surest.
    pub fn grounds(&self) -> Vec<Ground> {
        let weight = |finding: &Finding| (finding.basis == Basis::Law, finding.severity);
        let gravest = |category| {
            let findings = self.findings().iter().filter(|finding| finding.category == category);
            findings.max_by(|a, b| weight(a).cmp(&weight(b)).then(a.confidence.total_cmp(&b.confidence)))
        };
        let found = self.categories().filter_map(gravest);
        found
            .map(|finding| Ground {
                category: finding.category.as_str().to_owned(),
                statute: self.statute(finding).map(str::to_owned),
                citation: self.citation(finding).map(str::to_owned),
            })
            .collect()
    }
}

impl Moderator {
    /// What is written to people about a decision on these grounds, in the words of this moderator's lists and policy.
    pub fn statement(&self, grounds: &[Ground], action: Action, asked: &Statement<'_>) -> String {
        Writer::of(&self.inner, asked, action).write(grounds)
    }
}

/// Fills templates in.
struct Writer<'w> {
    lexicon: &'w Lexicon,
    document: Option<&'w Document>,
    asked: &'w Statement<'w>,
    action: Action,
}

impl<'w> Writer<'w> {
    fn of(inner: &'w Inner, asked: &'w Statement<'w>, action: Action) -> Self {
        Self {
            lexicon: &inner.lexicon,
            document: Some(&inner.policy.document),
            asked,
            action: asked.action.unwrap_or(action),
        }
    }

    fn write(&self, grounds: &[Ground]) -> String {
        let Statement { kind, contact, .. } = self.asked;
        let contact = contact.map_or_else(|| self.plain("any_contact"), str::to_owned);
        let objection = || self.fill("objection", &[("contact", &contact)]);
        let text = match kind {
            StatementKind::Notice | StatementKind::Reply => {
                let decision = self.plain(&format!("{kind}_{}", self.action));
                let (why, human, objection) = (self.why(grounds), self.plain("human"), objection());
                let slots = [
                    ("decision", decision.as_str()),
                    ("why", &why),
                    ("human", &human),
                    ("objection", &objection),
                ];
                self.fill(kind.as_str(), &slots)
            }
            StatementKind::Referral => {
                let channel = self.asked.channel.map_or_else(|| self.plain("any_channel"), str::to_owned);
                let gone = self.action >= Action::Hide;
                let removal = if gone { self.plain("removal") } else { String::new() };
                self.fill(kind.as_str(), &[("channel", &channel), ("removal", &removal)])
            }
            StatementKind::WelcomeBack => {
                let lines = grounds.iter().map(|ground| format!("- {}", self.sentence(ground)));
                let sentences = lines.collect::<Vec<_>>().join("\n");
                let advice = match grounds {
                    [] => String::new(),
                    _ => self.fill("advice", &[("sentences", &sentences)]),
                };
                let (document, objection) = (self.document(), objection());
                let slots = [("advice", advice.as_str()), ("document", &document), ("objection", &objection)];
                self.fill(kind.as_str(), &slots)
            }
        };
        paragraphs(&text)
    }

    fn why(&self, grounds: &[Ground]) -> String {
        if self.action == Action::Publish {
            return self.plain("why_nothing");
        }
        if grounds.is_empty() {
            // Somebody who reviews has not found anything yet.
            return match self.action {
                Action::Review => String::new(),
                _ => self.fill("why_document", &[("document", &self.document())]),
            };
        }
        let rules = grounds.iter().map(|ground| self.rule(ground)).collect::<Vec<_>>().join("\n");
        self.fill("why_rules", &[("rules", &rules)])
    }

    fn rule(&self, ground: &Ground) -> String {
        let title = self.text(ground).map(|text| text.title.get(self.asked.lang));
        let cited = match &ground.citation {
            Some(citation) => self.fill("cited", &[("citation", citation)]),
            None => String::new(),
        };
        let basis = match &ground.statute {
            Some(statute) => self.fill("ground_law", &[("statute", statute), ("cited", &cited)]),
            None => self.fill("ground_own", &[("cited", &cited)]),
        };
        let slots = [
            ("category", title.unwrap_or(&ground.category)),
            ("sentence", self.sentence(ground)),
            ("ground", &basis),
        ];
        self.fill("rule", &slots)
    }

    /// What visitors are told about a category.
    fn sentence(&self, ground: &Ground) -> &str {
        self.text(ground).map_or("", |text| text.public.get(self.asked.lang))
    }

    fn text(&self, ground: &Ground) -> Option<&CategoryText> {
        self.lexicon.text(&ground.category).or_else(|| BUILTIN.text(&ground.category))
    }

    fn document(&self) -> String {
        match self.document {
            Some(document) if !document.title.is_empty() && !document.date.is_empty() => {
                format!("{}, {}", document.title, document.date)
            }
            Some(document) if !document.title.is_empty() => document.title.clone(),
            _ => self.plain("any_document"),
        }
    }

    fn plain(&self, id: &str) -> String {
        self.fill(id, &[])
    }

    /// A template with its slots filled; what is filled in is not looked into again.
    fn fill(&self, id: &str, slots: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let template = self.template(id).map_or("", |template| template.text.get(self.asked.lang));
        for (at, part) in template.split('{').enumerate() {
            // INVARIANT: the reader has seen to it that every brace closes and every slot is known.
            match part.split_once('}') {
                Some((slot, rest)) if at > 0 => {
                    out.push_str(slots.iter().find(|(name, _)| *name == slot).map_or("", |(_, text)| text));
                    out.push_str(rest);
                }
                _ => out.push_str(part),
            }
        }
        out
    }

    /// Lists of one's own may say some things otherwise; the rest is said in the built-in words.
    fn template(&self, id: &str) -> Option<&Template> {
        let own = self.lexicon.meta.templates.iter().find(|template| template.id == id);
        own.or_else(|| BUILTIN.meta.templates.iter().find(|template| template.id == id))
    }
}

/// Without empty paragraphs.
fn paragraphs(text: &str) -> String {
    let kept: Vec<&str> =
        text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect();
    kept.join("\n\n")
}

#[cfg(test)]
mod tests;
