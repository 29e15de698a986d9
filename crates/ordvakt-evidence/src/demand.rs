//! What the policy's duties ask to preserve of a comment.

use ordvakt::{Action, Report};

/// What is to be preserved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Demand {
    /// Who wrote it, besides what was written.
    pub author: bool,
}

/// What is to be preserved of a comment with this verdict; `None`: nothing.
///
/// The content of every comment that is recommended to be hidden or removed, and of those for which the duty `preserve_content`,
/// `preserve_author` or `register` arises. The author only where one of the last two does: a register names who something came from
/// (offentlighets- och sekretesslagen 5 kap. 2 §), and otherwise nobody asked for the name.
pub fn demand(report: &Report) -> Option<Demand> {
    let arises = |ids: &[&str]| report.duties.iter().any(|duty| ids.contains(&duty.id.as_str()));
    let author = arises(&["preserve_author", "register"]);
    let strong = report.action.parse::<Action>().is_ok_and(|action| action >= Action::Hide);
    (author || strong || arises(&["preserve_content"])).then_some(Demand { author })
}

#[cfg(test)]
mod tests {
    use ordvakt::{Lang, Moderator, Offsets, builtin_policy};

    use super::*;

    fn of(policy: &str, text: &str) -> Option<Demand> {
        let moderator = Moderator::builtin().with_policy(builtin_policy(policy).unwrap());
        demand(&moderator.screen(text).report(text, Lang::Sv, Offsets::CodePoint))
    }

    #[test]
    fn each_document_gets_what_it_asks_for() {
        let swearing = "Vilka jävla vägar ni har!";
        // Kungälv preserves the content, Katrineholm the author too, Uppvidinge registers; Piteå asks for none of it.
        assert_eq!(of("kungalv", swearing), Some(Demand { author: false }));
        assert_eq!(of("katrineholm", swearing), Some(Demand { author: true }));
        assert_eq!(of("uppvidinge", swearing), Some(Demand { author: true }));
        assert_eq!(of("pitea", swearing), Some(Demand { author: false }));
        assert_eq!(of("alla", swearing), None);
        for policy in ["kungalv", "katrineholm", "uppvidinge", "alla"] {
            assert_eq!(of(policy, "Tack för den fina lekplatsen!"), None, "{policy}");
        }
    }
}
