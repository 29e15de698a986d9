//! Patterns whose items may stand in sentences beside each other.

use ordvakt::{Builder, Moderator};

fn moderator(within: &str) -> Moderator {
    let pattern = format!(
        "[[pattern]]\nid = \"bait\"\nall = [\"trött\", \"skottar åt dig\"]\nnone = [\"gratis\"]\nwithin = \"{within}\"\n\
         severity = \"mild\"\nhits = [\"Trött? Jag skottar åt dig.\"]\nmisses = [\"Trött?\"]\n"
    );
    let built = Builder::default().source("patterns/reklam/bait.toml", &pattern).build();
    let Ok(moderator) = built else { unreachable!("the pattern reads") };
    moderator
}

fn hits(moderator: &Moderator, text: &str) -> bool {
    let verdict = moderator.screen(text);
    verdict.findings().iter().any(|finding| verdict.rule_id(finding) == "reklam/bait")
}

#[test]
fn a_passage_is_a_sentence_and_its_neighbours() {
    let (passage, sentence) = (moderator("passage"), moderator("sentence"));
    for text in ["Trött på snön? Jag skottar åt dig.", "Jag skottar åt dig. Är du trött på snön?"] {
        assert!(hits(&passage, text), "{text}");
        assert!(!hits(&sentence, text), "{text}");
    }
    assert!(hits(&sentence, "Är du trött så skottar jag åt dig, jag skottar åt dig och grannen."));
    assert!(!hits(&passage, "Trött på snön? Det är vi också. Jag skottar åt dig."), "one sentence too far");
    assert!(
        !hits(&passage, "Trött på snön? Jag skottar åt dig. Helt gratis."),
        "`none` looks at all of them"
    );
}
