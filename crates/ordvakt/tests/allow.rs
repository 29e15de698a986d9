//! A municipality's own numbers and mailboxes are nobody's personal data.

use ordvakt::{Category, Moderator, parse_policy};

fn found(policy: &str, text: &str) -> bool {
    let Ok(policy) = parse_policy("min.toml", policy) else { unreachable!("the policy reads") };
    Moderator::builtin()
        .with_policy(policy)
        .screen(text)
        .categories()
        .any(|category| category == Category::Personuppgifter)
}

const BASE: &str = "title = \"Min kommun\"\nextends = \"kungalv\"\n";

#[test]
fn own_numbers_are_left_alone_in_every_spelling() {
    let own = format!("{BASE}allow = [\"070-174 06 05\", \"Anna.Plan@example.com\"]\n");
    for text in [
        "Ring 0701740605!",
        "Ring 070 174 06 05",
        "Ring +46 70 174 06 05",
        "Skriv till anna.plan@example.com",
    ] {
        assert!(found(BASE, text), "{text}");
        assert!(!found(&own, text), "{text}");
    }
    assert!(found(&own, "Ring 070-174 06 06"));
}
