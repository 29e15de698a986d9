//! `ordvakt decide`.

use ordvakt::Action;
use ordvakt_evidence::{Decision, Evidence};

use crate::args::DecideArgs;
use crate::error::Failure;
use crate::evidence::{failure, tell_notices, which};
use crate::{Status, print};

/// Records a decision beside its recommendation.
pub(crate) fn run(args: &DecideArgs) -> Result<Status, Failure> {
    let evidence = Evidence::existing(&args.dir).map_err(failure)?;
    let which = which(&args.which).ok_or_else(|| Failure::new("give the id of a comment"))?;
    let case = evidence.case(which).map_err(failure)?;
    let recommended = case.preserved.as_ref().and_then(|comment| comment.verdict.action.parse().ok());
    // Without a comment there is nothing to accept, and recording says so.
    let action = args.action.map_or(recommended.unwrap_or(Action::Publish), Action::from);
    let rules: Vec<&str> = args.wrong_rule.iter().map(String::as_str).collect();
    let decision = Decision { action, by: &args.by, why: args.why.as_deref(), rules: &rules };
    let recorded = evidence.decide(which, &decision).map_err(failure);
    tell_notices(&evidence);
    print(format!("record {}: {action}, {}\n", recorded?.number, args.by.trim()).as_bytes())
}
