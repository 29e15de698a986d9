//! `ordvakt statement`.

use std::io::Read as _;

use ordvakt::{Action, Ground, Moderator, Statement};
use ordvakt_evidence::{Case, Evidence, Preserved, Which};

use crate::args::StatementArgs;
use crate::color::safe;
use crate::error::Failure;
use crate::evidence::failure;
use crate::{Status, print, rules};

/// Prints what is written to people about a decision.
pub(crate) fn run(args: &StatementArgs) -> Result<Status, Failure> {
    let asked = Statement {
        kind: args.kind.into(),
        lang: args.rules.lang.into(),
        action: args.action.map(Action::from),
        contact: args.contact.as_deref(),
        channel: args.channel.as_deref(),
    };
    let text = if let Some(dir) = &args.evidence {
        let evidence = Evidence::existing(dir).map_err(failure)?;
        let which = args.number.map(Which::Number).or(args.comment.as_deref().map(Which::Id));
        let which = which.ok_or_else(|| Failure::new("give the id of a recorded comment, or --number"))?;
        recorded(args, &evidence.case(which).map_err(failure)?, &asked)?
    } else {
        let moderator = rules::moderator(&args.rules)?;
        moderator.screen(&comment(args.comment.as_deref())?).statement(&asked)
    };
    let page: String = text.lines().flat_map(|line| [safe(line), "\n".into()]).collect();
    print(page.as_bytes())
}

/// The comment itself; `-` or none is the standard input.
fn comment(given: Option<&str>) -> Result<String, Failure> {
    match given {
        Some(text) if text != "-" => Ok(text.to_owned()),
        _ => {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .map_err(|error| Failure::new(format!("cannot read the comment: {error}")))?;
            Ok(text.trim_end_matches(['\n', '\r']).to_owned())
        }
    }
}

/// About a recorded comment: what was decided last, on the grounds that were recorded.
fn recorded(args: &StatementArgs, case: &Case, asked: &Statement<'_>) -> Result<String, Failure> {
    let Some(comment) = &case.preserved else {
        return Err(Failure::new(format!("the comment of record {} is erased", case.number)));
    };
    let known = |action: &str| action.parse::<Action>().ok();
    let decided = case.decided().and_then(|decided| known(&decided.action));
    let action = decided.or_else(|| known(&comment.verdict.action)).unwrap_or(Action::Review);
    let grounds: Vec<Ground> =
        comment.grounds().into_iter().filter(|ground| !is_wrong(case, ground, comment)).collect();
    Ok(moderator(args, comment)?.statement(&grounds, action, asked))
}

/// The policy that the comment was screened under, where none is given and it is built in.
fn moderator(args: &StatementArgs, comment: &Preserved) -> Result<Moderator, Failure> {
    let moderator = rules::moderator(&args.rules)?;
    let recorded = ordvakt::builtin_policy(&comment.verdict.policy);
    Ok(match recorded {
        Some(policy) if args.rules.policy == "alla" => moderator.with_policy(policy),
        _ => moderator,
    })
}

/// Whether every rule behind a ground was held to be wrong by whoever decided.
fn is_wrong(case: &Case, ground: &Ground, comment: &Preserved) -> bool {
    let Some(decided) = case.decided().filter(|decided| !decided.rules.is_empty()) else { return false };
    let mut behind = comment.verdict.findings.iter().filter(|finding| finding.category == ground.category);
    behind.all(|finding| decided.rules.contains(&finding.rule))
}
