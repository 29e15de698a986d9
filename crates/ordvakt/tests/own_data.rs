//! Users' own parties, hosts, companies, words and allowed phrases pass the same reader as the built-in ones.

use std::sync::LazyLock;

use ordvakt::{Builder, Category, Moderator};

/// Everything that a municipality may add of its own.
const OWN: [(&str, &str); 6] = [
    (PARTIES, OWN_PARTY),
    ("tables/hosts.tsv", "kvarnbylager.example\tpirate\nswedbank-inloggning.top\tsafe\n"),
    ("groups/sv/company-name.tsv", "kvarnbyboden\n"),
    ("allow/sv.tsv", "jävla krog\tan inn of ours\n"),
    ("patterns/svordomar/price.toml", PRICE),
    ("patterns/svordomar/percent.toml", PERCENT),
];

const PRICE: &str = "[[pattern]]\nid = \"price\"\nall = [\"kvarnmjöl #price\"]\nseverity = \"mild\"\nhits = [\"x\"]\nmisses = [\"y\"]\n";
const PERCENT: &str = "[[pattern]]\nid = \"percent\"\nall = [\"kvarngryn #percent\"]\nseverity = \"mild\"\nhits = [\"x\"]\nmisses = [\"y\"]\n";

fn with(sources: &[(&str, &str)]) -> Builder {
    sources.iter().fold(Builder::default(), |builder, (path, text)| builder.source(path, text))
}

fn built(builder: Builder) -> Moderator {
    match builder.build() {
        Ok(moderator) => moderator,
        Err(wrong) => unreachable!("{wrong}"),
    }
}

static OWN_MODERATOR: LazyLock<Moderator> = LazyLock::new(|| built(with(&OWN)));

fn finds(moderator: &Moderator, category: Category, text: &str) -> bool {
    moderator.screen(text).categories().any(|found| found == category)
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
    let then = built(with(&[(PARTIES, OWN_PARTY)]).reference_date(2035, 6, 1));
    for (year, moderator) in [(2026, &*OWN_MODERATOR), (2035, &then)] {
        for (text, (from, to)) in texts {
            let valid = (from..=to).contains(&year);
            assert_eq!(finds(moderator, Category::Partipolitik, text), valid, "{year}: {text}");
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
    let link = "Allt ligger på kvarnbylager.example/alla";
    assert!(!finds(&Moderator::builtin(), Category::SkadligaLankar, link));
    assert!(finds(&OWN_MODERATOR, Category::SkadligaLankar, link));
    let lure = "Logga in på https://swedbank-inloggning.top/bankid";
    assert!(finds(&Moderator::builtin(), Category::SkadligaLankar, lure));
    assert!(!finds(&OWN_MODERATOR, Category::SkadligaLankar, lure));
}

#[test]
fn own_companies() {
    let rule = |moderator: &Moderator| {
        let verdict = moderator.screen("Passa på, 20 % hos Kvarnbyboden");
        verdict.findings().iter().any(|finding| verdict.rule_id(finding) == "reklam/company-offer")
    };
    assert!(!rule(&Moderator::builtin()) && rule(&OWN_MODERATOR));
}

#[test]
fn own_allowed_phrases() {
    let text = "Vi ses vid Jävla Krog";
    assert!(finds(&Moderator::builtin(), Category::Svordomar, text));
    assert!(!finds(&OWN_MODERATOR, Category::Svordomar, text));
    assert!(finds(&OWN_MODERATOR, Category::Svordomar, "Vilken jävla soppa"));
}

#[test]
fn what_is_wrong_is_told_all_at_once_with_its_place() {
    let wrong = with(&[
        (
            PARTIES,
            "kvarnbyn\tname\tKvarnbyn\t20x0\nkvarnbyarna\tflag\tKvarnbyn\nhttps://kvarnbyn.example\tsite\tKvarnbyn\n",
        ),
        ("tables/hosts.tsv", "a.example\tsafe\nb.example\tnice\n"),
        ("tables/rivers.tsv", "ån\n"),
        ("groups/sv/company-name.tsv", "kvarnbyboden\tname\n"),
        ("allow/sv.tsv", "jävla krog\n"),
    ]);
    let wrong = wrong.build().err().map(|wrong| wrong.diagnostics().clone()).unwrap_or_default();
    assert!(wrong.iter().all(|one| one.hint.is_some()), "{wrong}");
    let mut places: Vec<(&str, u32, u32)> =
        wrong.iter().map(|one| (one.file.as_str(), one.line, one.column)).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [
            ("allow/sv.tsv", 1, 11),
            ("groups/sv/company-name.tsv", 1, 14),
            ("tables/hosts.tsv", 2, 11),
            (PARTIES, 1, 24),
            (PARTIES, 2, 13),
            (PARTIES, 3, 1),
            ("tables/rivers.tsv", 0, 0)
        ]
    );
}

#[test]
fn prices_and_shares_are_recognised() {
    let hit = |text: &str| finds(&OWN_MODERATOR, Category::Svordomar, text);
    for amount in ["99 kr", "99kr", "99:-", "1 499,50 kronor", "€20", "20 €"] {
        assert!(hit(&format!("kvarnmjöl {amount}")), "{amount}");
    }
    for amount in ["99", "99 kilo", "99 %", "kr"] {
        assert!(!hit(&format!("kvarnmjöl {amount}")), "{amount}");
    }
    for share in ["20 %", "20%", "20 procent", "12,5 procent", "20 percent"] {
        assert!(hit(&format!("kvarngryn {share}")), "{share}");
    }
    for share in ["20", "20 kr", "procent", "20. Procent på det"] {
        assert!(!hit(&format!("kvarngryn {share}")), "{share}");
    }
}
