//! How often people decide otherwise than recommended, rule by rule, so that a bad rule shows.

use std::collections::BTreeMap;

use ordvakt::Action;
use serde::Serialize;

use crate::content::{Decided, Outcome, Preserved};
use crate::error::Error;
use crate::evidence::Evidence;

/// Counts over all recorded comments that are not erased.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Statistics {
    /// Recorded comments.
    pub comments: u64,
    /// Those with a decision.
    pub decided: u64,
    /// Those where what was recommended was done.
    pub accepted: u64,
    /// Those where something else was done.
    pub overridden: u64,
    /// Records of comments that are erased, which nothing here counts.
    pub erased: u64,
    /// The rules that found something, the most often overridden first.
    pub rules: Vec<RuleStatistics>,
}

/// Counts of the comments that a rule found something in. The latest decision about a comment counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RuleStatistics {
    /// Rule id.
    pub rule: String,
    /// Recorded comments that it found something in.
    pub comments: u64,
    /// Those with a decision.
    pub decided: u64,
    /// The rule was held to be right: what was recommended was done, or other rules were named as the wrong ones.
    pub accepted: u64,
    /// Less was done than recommended, or the rule was named as wrong.
    pub milder: u64,
    /// More was done than recommended.
    pub stricter: u64,
    /// Share of the decided that are `milder`, 0 to 1; 0 where nothing is decided.
    pub share: f64,
}

impl Evidence {
    /// How often people decided otherwise than recommended. Erased comments no longer count, so ask before erasing.
    pub fn statistics(&self) -> Result<Statistics, Error> {
        let mut statistics = Statistics::default();
        let mut rules: BTreeMap<String, RuleStatistics> = BTreeMap::new();
        for case in self.cases()? {
            let Some(preserved) = &case.preserved else {
                statistics.erased += 1;
                continue;
            };
            statistics.comments += 1;
            let decided = case.decided();
            if let Some(decided) = decided {
                statistics.decided += 1;
                match decided.outcome {
                    Outcome::Accepted => statistics.accepted += 1,
                    Outcome::Overridden => statistics.overridden += 1,
                }
            }
            count(&mut rules, preserved, decided);
        }
        statistics.rules = rules.into_values().collect();
        for rule in &mut statistics.rules {
            // Counts of comments are far below what a float holds exactly.
            #[allow(clippy::cast_precision_loss)]
            let share = if rule.decided == 0 { 0.0 } else { rule.milder as f64 / rule.decided as f64 };
            rule.share = (share * 1000.0).round() / 1000.0;
        }
        statistics.rules.sort_by(|one, other| {
            other
                .milder
                .cmp(&one.milder)
                .then(other.share.total_cmp(&one.share))
                .then(one.rule.cmp(&other.rule))
        });
        Ok(statistics)
    }
}

fn count(rules: &mut BTreeMap<String, RuleStatistics>, comment: &Preserved, decided: Option<&Decided>) {
    for id in comment.rules() {
        let rule = rules.entry(id.to_owned()).or_default();
        id.clone_into(&mut rule.rule);
        rule.comments += 1;
        let Some(decided) = decided else { continue };
        rule.decided += 1;
        let strength = |action: &str| action.parse::<Action>().ok();
        if !decided.rules.is_empty() {
            let wrong = decided.rules.iter().any(|wrong| wrong == id);
            *(if wrong { &mut rule.milder } else { &mut rule.accepted }) += 1;
        } else if decided.outcome == Outcome::Accepted {
            rule.accepted += 1;
        } else if strength(&decided.action) > strength(&decided.recommended) {
            rule.stricter += 1;
        } else {
            rule.milder += 1;
        }
    }
}
