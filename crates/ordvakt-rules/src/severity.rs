//! How grave a finding is, and what a verdict recommends.

use crate::category::ids;

ids! {
    /// How grave the words of a finding are, whatever the policy thinks of them.
    Severity, "severity" {
        /// Uncouth or mildly unkind.
        Mild => "mild",
        /// Clearly against ordinary rules of a page.
        Moderate => "moderate",
        /// Grave: degrading, hateful or frightening.
        Severe => "severe",
        /// Needs a person now: threats, children, exposed people.
        Critical => "critical",
    }
}

ids! {
    /// What a verdict recommends; a person decides.
    Action, "action" {
        /// Nothing against it.
        Publish => "publish",
        /// A person should look before or after it is shown.
        Review => "review",
        /// Hide until a person has looked.
        Hide => "hide",
        /// The rules ask for removal.
        Remove => "remove",
    }
}
