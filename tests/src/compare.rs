//! What an outcome line says, and whether a case agrees.

use crate::case::Case;

/// An outcome line, taken apart. Lists are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The recommended action.
    pub action: String,
    /// `category@start..end rule`.
    pub findings: Vec<String>,
    /// Ids of signals.
    pub signals: Vec<String>,
    /// Code of the language.
    pub language: String,
}

impl Outcome {
    /// The line every implementation gives.
    pub fn line(&self) -> String {
        let Self { action, findings, signals, language } = self;
        format!("{action} {} | {} | {language}", findings.join("; "), signals.join(","))
    }

    /// Takes a line apart; `None` if it is none.
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(" | ");
        let (action, findings) = parts.next()?.split_once(' ')?;
        let (signals, language) = (parts.next()?, parts.next()?);
        let list = |text: &str, by: &str| {
            text.split(by).filter(|item| !item.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        parts.next().is_none().then(|| Self {
            action: action.to_owned(),
            findings: list(findings, "; "),
            signals: list(signals, ","),
            language: language.to_owned(),
        })
    }

    /// The categories of the findings, each once.
    pub fn categories(&self) -> Vec<String> {
        let names = self.findings.iter().filter_map(|finding| finding.split_once('@'));
        let mut names: Vec<_> = names.map(|(name, _)| name.to_owned()).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// What is wrong with a line, for this case; `None` if nothing is.
pub fn disagreement(case: &Case, line: &str) -> Option<String> {
    let Some(outcome) = Outcome::parse(line) else {
        return Some(format!("{}: `{line}` is no outcome line", case.id));
    };
    let mut wrong = Vec::new();
    let mut one = |name: &str, expected: &Option<String>, got: &str| {
        if let Some(expected) = expected.as_deref().filter(|expected| *expected != got) {
            wrong.push(format!("{name} is `{got}`, not `{expected}`"));
        }
    };
    one("action", &case.action, &outcome.action);
    one("language", &case.language, &outcome.language);
    let mut list = |name: &str, expected: &Option<Vec<String>>, got: &[String]| {
        let Some(mut expected) = expected.clone() else { return };
        expected.sort();
        if expected != got {
            wrong.push(format!("{name} are {got:?}, not {expected:?}"));
        }
    };
    list("categories", &case.categories, &outcome.categories());
    list("findings", &case.findings, &outcome.findings);
    list("signals", &case.signals, &outcome.signals);
    match (&case.broken, wrong.is_empty()) {
        (None, true) | (Some(_), false) => None,
        (None, false) => Some(format!("{}: {:?}\n  {}\n  {line}", case.id, case.text, wrong.join("\n  "))),
        (Some(reason), true) => {
            Some(format!("{}: marked broken ({reason}) but passes: take the mark away", case.id))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(rest: &str) -> Case {
        crate::case::parse("group", &format!("[[case]]\nname = 'n'\ntext = 't'\nwhy = 'w'\n{rest}")).remove(0)
    }

    const LINE: &str = "review b@4..5 b/y; a@0..3 a/x | fraga | sv";

    #[test]
    fn a_line_goes_apart_and_together() {
        for line in ["publish  |  | sv", LINE] {
            assert_eq!(Outcome::parse(line).expect(line).line(), line);
        }
        assert_eq!(Outcome::parse(LINE).expect(LINE).categories(), ["a", "b"]);
        assert_eq!(Outcome::parse("publish | sv"), None);
        assert_eq!(Outcome::parse("publish  |  | sv | x"), None);
    }

    #[test]
    fn every_assertion_can_fail() {
        for wrong in [
            "action = 'hide'",
            "categories = ['a']",
            "findings = []",
            "findings = ['a@0..3 a/x']",
            "signals = []",
            "language = 'en'",
        ] {
            assert!(disagreement(&case(wrong), LINE).is_some(), "{wrong}");
        }
        assert_eq!(
            disagreement(&case("categories = ['b', 'a']\nsignals = ['fraga']\naction = 'review'"), LINE),
            None
        );
    }

    #[test]
    fn a_broken_case_must_stay_broken() {
        assert_eq!(disagreement(&case("action = 'hide'\nbroken = 'r'"), LINE), None);
        let passes = disagreement(&case("action = 'review'\nbroken = 'r'"), LINE);
        assert!(passes.is_some_and(|message| message.contains("take the mark away")));
    }
}
