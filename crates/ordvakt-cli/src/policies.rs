//! `ordvakt policies`, `categories` and `policy check`.

use std::fmt::Write as _;
use std::path::Path;

use ordvakt::{Category, Lang, Moderator, Signal};

use crate::args::PoliciesArgs;
use crate::color::{BOLD, DIM, safe};
use crate::error::Failure;
use crate::{Status, print, rules};

/// Lists the built-in policies, or shows one.
pub(crate) fn list_or_show(args: &PoliciesArgs) -> Result<Status, Failure> {
    let lang = args.lang.into();
    let Some(name) = &args.name else { return list(lang) };
    let policy = rules::policy(name)?;
    let text = if args.public {
        ordvakt::public_rules(&policy, lang)
    } else {
        ordvakt::describe_policy(&policy, lang)
    };
    let mut page = text.lines().map(safe).collect::<Vec<_>>().join("\n");
    page.push('\n');
    print(page.as_bytes())
}

fn list(lang: Lang) -> Result<Status, Failure> {
    let mut page = String::new();
    let ids = ordvakt::builtin_policy_ids();
    let width = ids.iter().map(|id| id.len()).max().unwrap_or_default();
    for id in ids {
        if let Some(policy) = ordvakt::builtin_policy(id) {
            let padding = " ".repeat(width - id.len());
            let document = [policy.document.title.as_str(), policy.document.date.as_str()];
            let document =
                document.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            let _ = write!(page, "{BOLD}{id}{BOLD:#}{padding}  {}", policy.title.get(lang));
            if !document.is_empty() {
                let _ = write!(page, "  {DIM}{document}{DIM:#}");
            }
            page.push('\n');
        }
    }
    print(page.as_bytes())
}

/// Prints the categories and signals.
pub(crate) fn categories(lang: Lang) -> Result<Status, Failure> {
    let texts = Moderator::builtin();
    let mut page = String::new();
    let (categories, signals) = match lang {
        Lang::Sv => ("Kategorier", "Signaler (aldrig i sig ett brott mot reglerna)"),
        Lang::En => ("Categories", "Signals (never a violation by themselves)"),
    };
    let _ = writeln!(page, "{DIM}{categories}{DIM:#}");
    for category in Category::ALL {
        let title = texts.category_title(*category, lang);
        let description = texts.category_description(*category, lang);
        let _ = writeln!(page, "{BOLD}{category}{BOLD:#}  {title}\n    {description}");
    }
    let _ = writeln!(page, "\n{DIM}{signals}{DIM:#}");
    for signal in Signal::ALL {
        let title = texts.signal_title(*signal, lang);
        let description = texts.signal_description(*signal, lang);
        let _ = writeln!(page, "{BOLD}{signal}{BOLD:#}  {title}\n    {description}");
    }
    print(page.as_bytes())
}

/// Says everything that is wrong with a policy file.
pub(crate) fn check(file: &Path) -> Result<Status, Failure> {
    let policy = rules::policy_file(file)?;
    let rules = policy.rules.len();
    let duties = policy.duties.len();
    print(format!("{}: policy `{}`, {rules} rules, {duties} duties\n", file.display(), policy.id).as_bytes())
}
