//! Users' own parties, hosts, companies, words and allowed phrases pass the same reader as the built-in ones.

use ordvakt::{Builder, Category, Moderator};

fn with(path: &str, text: &str) -> Builder {
    Builder::default().source(path, text)
}

fn built(builder: Builder) -> Moderator {
    match builder.build() {
        Ok(moderator) => moderator,
        Err(wrong) => unreachable!("{wrong}"),
    }
}

fn finds(moderator: &Moderator, category: Category, text: &str) -> bool {
    moderator.screen(text).categories().any(|found| found == category)
}

/// The places of what is wrong: line and column.
fn wrong(path: &str, text: &str) -> Vec<(u32, u32)> {
    let wrong = with(path, text).build().err();
    let wrong = wrong.map(|wrong| wrong.diagnostics().clone()).unwrap_or_default();
    assert!(wrong.iter().all(|one| one.file == path && one.hint.is_some()), "{wrong}");
    wrong.iter().map(|one| (one.line, one.column)).collect()
}

const PARTIES: &str = "tables/parties.tsv";
const OWN_PARTY: &str = "kvarnbyns lista\tname\tKvarnbyns Lista\t2010\t2030\nkvarnbyn åt alla kvarnbybor\tslogan\tKvarnbyns Lista\t2010\t2030\n\
                         kvarnbylistan2026\thashtag\tKvarnbyns Lista\t2026\t2026\nkvarnbylistan.example\tsite\tKvarnbyns Lista\n";

#[test]
fn own_parties_in_their_years() {
    let texts = [
        ("Bli medlem i Kvarnbyns lista!", (2010, 2030)),
        ("Kvarnbyn åt alla kvarnbybor", (2010, 2030)),
        ("Nu kör vi! #kvarnbylistan2026", (2026, 2026)),
        ("Bli medlem: kvarnbylistan.example", (0, 9999)),
    ];
    for (text, _) in texts {
        assert!(!finds(&Moderator::builtin(), Category::Partipolitik, text), "{text}");
    }
    for year in [2005, 2026, 2035] {
        let moderator = built(with(PARTIES, OWN_PARTY).reference_date(year, 6, 1));
        for (text, (from, to)) in texts {
            let valid = (from..=to).contains(&year);
            assert_eq!(finds(&moderator, Category::Partipolitik, text), valid, "{year}: {text}");
        }
    }
}

#[test]
fn built_in_parties_in_their_years() {
    let text = "Rösta på Ny demokrati";
    let then = built(Moderator::builder().reference_date(1994, 9, 18));
    assert!(finds(&then, Category::Partipolitik, text));
    assert!(!finds(&Moderator::builtin(), Category::Partipolitik, text));
    assert!(finds(&then, Category::Partipolitik, "Rösta på Centerpartiet"));
}

#[test]
fn own_hosts() {
    let hosts = "tables/hosts.tsv";
    let link = "Allt ligger på kvarnbylager.example/alla";
    assert!(!finds(&Moderator::builtin(), Category::SkadligaLankar, link));
    assert!(finds(&built(with(hosts, "kvarnbylager.example\tpirate\n")), Category::SkadligaLankar, link));
    let lure = "Logga in på https://swedbank-inloggning.top/bankid";
    assert!(finds(&Moderator::builtin(), Category::SkadligaLankar, lure));
    let own = built(with(hosts, "swedbank-inloggning.top\tsafe\n"));
    assert!(!finds(&own, Category::SkadligaLankar, lure));
    assert_eq!(wrong(hosts, "a.example\tsafe\nb.example\tnice\n"), [(2, 11)]);
}

#[test]
fn own_companies() {
    let group = "groups/sv/company-name.tsv";
    let text = "Passa på, 20 % hos Kvarnbyboden";
    let own = built(with(group, "kvarnbyboden\n"));
    let rule = |moderator: &Moderator| {
        let verdict = moderator.screen(text);
        verdict.findings().iter().any(|finding| verdict.rule_id(finding) == "reklam/company-offer")
    };
    assert!(!rule(&Moderator::builtin()) && rule(&own));
    assert_eq!(wrong(group, "kvarnbyboden\tname\n"), [(1, 14)]);
}

#[test]
fn own_allowed_phrases() {
    let allow = "allow/sv.tsv";
    let text = "Vi ses vid Jävla Krog";
    assert!(finds(&Moderator::builtin(), Category::Svordomar, text));
    let own = built(with(allow, "jävla krog\tan inn of ours\n"));
    assert!(!finds(&own, Category::Svordomar, text));
    assert!(finds(&own, Category::Svordomar, "Vilken jävla soppa"));
    assert_eq!(wrong(allow, "jävla krog\n"), [(1, 11)]);
}

#[test]
fn what_is_wrong_with_own_parties_is_told_all_at_once() {
    let text = "kvarnbyn\tname\tKvarnbyn\t20x0\nkvarnbyarna\tflag\tKvarnbyn\nhttps://kvarnbyn.example\tsite\tKvarnbyn\n";
    assert_eq!(wrong(PARTIES, text), [(1, 24), (2, 13), (3, 1)]);
    assert_eq!(wrong("tables/rivers.tsv", "ån\n"), [(0, 0)]);
}

#[test]
fn prices_and_shares_are_recognised() {
    let pattern = |kind: &str| {
        format!(
            "[[pattern]]\nid = \"amount\"\nall = [\"kvarnmjöl #{kind}\"]\nseverity = \"mild\"\n\
             hits = [\"x\"]\nmisses = [\"y\"]\n"
        )
    };
    for (kind, hits, misses) in [
        (
            "price",
            &[
                "kvarnmjöl 99 kr",
                "kvarnmjöl 99kr",
                "kvarnmjöl 99:-",
                "kvarnmjöl 1 499,50 kronor",
                "kvarnmjöl €20",
                "kvarnmjöl 20 €",
            ][..],
            &["kvarnmjöl 99", "kvarnmjöl 99 kilo", "kvarnmjöl 99 %", "kvarnmjöl kr"][..],
        ),
        (
            "percent",
            &[
                "kvarnmjöl 20 %",
                "kvarnmjöl 20%",
                "kvarnmjöl 20 procent",
                "kvarnmjöl 12,5 procent",
                "kvarnmjöl 20 percent",
            ][..],
            &["kvarnmjöl 20", "kvarnmjöl 20 kr", "kvarnmjöl procent", "kvarnmjöl 20. Procent på det"][..],
        ),
    ] {
        let moderator = built(with("patterns/svordomar/amount.toml", &pattern(kind)));
        for (texts, hit) in [(hits, true), (misses, false)] {
            for text in texts {
                assert_eq!(finds(&moderator, Category::Svordomar, text), hit, "#{kind}: {text}");
            }
        }
    }
}
