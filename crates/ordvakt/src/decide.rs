//! What a policy makes of findings and signals: which of them count, on which basis, what is recommended and
//! which duties arise.

use ordvakt_rules::{Action, Category, Condition, Policy, PolicyRule, Scope, Severity, Statute};
use smallvec::SmallVec;

use crate::comment::AuthorRole;
use crate::verdict::{Basis, Finding};

/// Findings from here on are reported.
pub(crate) const REPORTED: f32 = 0.5;

/// Findings from here on recommend what the policy says; weaker ones never more than review.
pub(crate) const SURE: f32 = 0.8;

/// The languages the act on national minorities asks care for: nobody loses a comment for writing in one.
const MINORITY_LANGUAGES: &[&str] =
    &["fi", "fit", "se", "sma", "smj", "sje", "sju", "smn", "sms", "rom", "rmf", "rmy", "yi"];

/// Categories whose findings are offensive towards somebody.
const OFFENSIVE: u32 = Category::HetsMotFolkgrupp.bit()
    | Category::Sexism.bit()
    | Category::Trakasserier.bit()
    | Category::Fortal.bit()
    | Category::Personangrepp.bit()
    | Category::Hot.bit()
    | Category::Sekretess.bit()
    | Category::UppmaningTillBrott.bit();

/// Tags of rules that scopes and limits read.
mod tag {
    /// Somebody's own data: never more than review.
    pub(super) const OWN: &str = "own";
    /// Offensive towards a person, whatever the category.
    pub(super) const OFFENSIVE: &str = "offensive";
    /// Advertising by a company.
    pub(super) const COMPANY: &str = "company";
    /// A fraud, which is commercial whoever sends it.
    pub(super) const SCAM: &str = "scam";
    /// Spam, which is commercial whoever sends it.
    pub(super) const SPAM: &str = "spam";
    /// A private person's own sale.
    pub(super) const PRIVATE_SALE: &str = "private-sale";
    /// A club or congregation.
    pub(super) const ASSOCIATION: &str = "association";
}

/// What the policy needs to know of the rule behind a finding.
#[derive(Clone, Copy, Default)]
pub(crate) struct RuleFacts<'a> {
    /// The statute it carries.
    pub(crate) statute: Option<&'a Statute>,
    /// Its tags.
    pub(crate) tags: &'a [String],
}

impl RuleFacts<'_> {
    fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|known| known == tag)
    }
}

/// What is known about a comment besides its findings.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    /// Who wrote it.
    pub(crate) author_role: AuthorRole,
    /// BCP 47 code of its language; `und` where it cannot be told.
    pub(crate) language: &'a str,
    /// The rule behind a finding.
    pub(crate) rule: &'a dyn Fn(&Finding) -> RuleFacts<'a>,
}

/// What follows from a comment under a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The gravest recommendation of all findings; publication where none counts.
    pub(crate) action: Action,
    /// Indices into the policy's duties, in its order.
    pub(crate) duties: SmallVec<[u8; 4]>,
}

impl Facts<'_> {
    fn is_minority_language(&self) -> bool {
        let primary = self.language.split('-').next().unwrap_or_default();
        MINORITY_LANGUAGES.contains(&primary)
    }
}

/// Drops the findings that the policy does not forbid, sets the basis of the others, and says what follows.
///
/// `signals` has the bit `1 << signal as u8` for each [`ordvakt_rules::Signal`] given. Signals raise duties,
/// never the action.
pub(crate) fn decide(
    policy: &Policy,
    facts: &Facts<'_>,
    findings: &mut SmallVec<[Finding; 2]>,
    signals: u8,
) -> Outcome {
    findings.retain(|finding| finding.confidence >= REPORTED);
    let offence = Offence::of(facts, findings);
    let mut action = Action::Publish;
    findings.retain(|finding| {
        finding.basis = basis(facts, finding);
        let Some(rule) = policy.rule(finding.category) else { return false };
        let Some(most) = limit(policy, rule, facts, finding, offence) else { return false };
        let recommended = rule.action.min(most).min(policy.max_action);
        action = action.max(recommended);
        true
    });
    let mut duties = SmallVec::new();
    for (index, duty) in (0..=u8::MAX).zip(&policy.duties) {
        if holds(&duty.condition, facts, findings, signals, action) {
            duties.push(index);
        }
    }
    Outcome { action, duties }
}

/// A statute counts as ground only where the case is plain.
fn basis(facts: &Facts<'_>, finding: &Finding) -> Basis {
    let plain = finding.severity >= Severity::Severe && finding.confidence >= SURE;
    if plain && (facts.rule)(finding).statute.is_some() { Basis::Law } else { Basis::Own }
}

/// How surely a comment offends somebody, apart from the personal data in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Offence {
    None,
    Possible,
    Sure,
}

impl Offence {
    fn of(facts: &Facts<'_>, findings: &[Finding]) -> Self {
        let strength = |finding: &Finding| match finding {
            _ if !is_offensive(facts, finding) => Self::None,
            finding if finding.confidence >= SURE => Self::Sure,
            _ => Self::Possible,
        };
        findings.iter().map(strength).max().unwrap_or(Self::None)
    }
}

fn is_offensive(facts: &Facts<'_>, finding: &Finding) -> bool {
    OFFENSIVE & finding.category.bit() != 0 || (facts.rule)(finding).has(tag::OFFENSIVE)
}

/// The most that a finding may recommend under a rule; `None` where the rule does not cover it.
fn limit(
    policy: &Policy,
    rule: &PolicyRule,
    facts: &Facts<'_>,
    finding: &Finding,
    offence: Offence,
) -> Option<Action> {
    let mut most = match rule.scope {
        Scope::Unlawful => (finding.basis == Basis::Law).then_some(Action::Remove)?,
        Scope::Bbs => {
            let listed = (facts.rule)(finding).statute.is_some_and(|statute| statute.bbs);
            (listed && finding.basis == Basis::Law).then_some(Action::Remove)?
        }
        Scope::AgainstLaw if finding.basis == Basis::Law => Action::Remove,
        Scope::AgainstLaw | Scope::UnlessAgreed => Action::Review,
        Scope::Offensive => match offence {
            Offence::None => return None,
            Offence::Possible => Action::Review,
            Offence::Sure => Action::Remove,
        },
        Scope::PrivateCompanies => commercial(facts, finding)?,
        _ => Action::Remove,
    };
    if finding.category == Category::AnnatSprak {
        if policy.accepts_language(facts.language) {
            return None;
        }
        if facts.is_minority_language() {
            most = most.min(Action::Review);
        }
    }
    if finding.confidence < SURE || (facts.rule)(finding).has(tag::OWN) {
        most = most.min(Action::Review);
    }
    Some(most)
}

/// Under a rule on companies: theirs and frauds count, private people's and clubs' do not, and where it cannot
/// be told a person looks.
fn commercial(facts: &Facts<'_>, finding: &Finding) -> Option<Action> {
    let rule = (facts.rule)(finding);
    let any = |tags: &[&str]| tags.iter().any(|tag| rule.has(tag));
    if any(&[tag::COMPANY, tag::SCAM, tag::SPAM]) {
        Some(Action::Remove)
    } else if any(&[tag::PRIVATE_SALE, tag::ASSOCIATION]) {
        None
    } else {
        Some(Action::Review)
    }
}

fn holds(
    condition: &Condition,
    facts: &Facts<'_>,
    findings: &[Finding],
    signals: u8,
    action: Action,
) -> bool {
    let wanted = |finding: &Finding| {
        let category = condition.categories.is_empty() || condition.categories.contains(&finding.category);
        category && (!condition.law || finding.basis == Basis::Law)
    };
    let asks_for_finding = condition.law || !condition.categories.is_empty();
    condition.action.is_none_or(|least| action >= least)
        && (!asks_for_finding || findings.iter().any(wanted))
        && !findings.iter().any(|finding| condition.without.contains(&finding.category))
        && (condition.signals.is_empty()
            || condition.signals.iter().any(|signal| signals & (1 << *signal as u8) != 0))
        && (condition.roles.is_empty() || condition.roles.iter().any(|role| role == facts.author_role.as_str()))
        // What is screened is a comment, not a message to the page.
        && !condition.direct_message
}

#[cfg(test)]
mod tests;
