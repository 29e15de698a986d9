//! Lists, patterns and policies that anybody might write.

use ordvakt::{
    Diagnostics, Lang, Moderator, Source, check_lists, describe_policy, format_list, parse_policy,
    public_rules,
};

/// What the first byte says the rest is.
const PATHS: [&str; 9] = [
    "sv/svordomar.tsv",
    "groups/sv/mine.tsv",
    "allow/mine.tsv",
    "patterns/personangrepp.toml",
    "policies/mine.toml",
    "inflection/sv.toml",
    "tables/brands.tsv",
    "statutes.toml",
    "categories.toml",
];

/// So that rows may inflect, and that the file is checked with few others: with all built-in lists it takes seconds.
const OTHERS: [(&str, &str); 2] = [
    ("inflection/sv.toml", include_str!("../../wordlists/inflection/sv.toml")),
    ("categories.toml", include_str!("../../wordlists/categories.toml")),
];

/// A file of the kind that the first byte names: read, checked, put in order, compiled, screened with.
pub fn run(data: &[u8]) {
    let Some((kind, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let path = PATHS[usize::from(*kind) % PATHS.len()];
    let others = || OTHERS.iter().filter(|(other, _)| *other != path);
    let mut files: Vec<Source> = others().map(|(path, text)| Source::new(*path, *text)).collect();
    files.push(Source::new(path, &*text));
    told(&check_lists(&files), &text);
    let tidy = format_list(path, &text);
    assert_eq!(format_list(path, &tidy), tidy, "putting in order twice is putting in order once");
    match parse_policy("mine.toml", &text) {
        Ok(policy) => {
            assert!(!describe_policy(&policy, Lang::Sv).is_empty());
            assert!(!public_rules(&policy, Lang::En).is_empty());
            Moderator::builtin().with_policy(policy).screen("Jävla hål i vägen, ring 070-1740605");
        }
        Err(error) => told(error.diagnostics(), &text),
    }
    let mut builder = Moderator::builder().without_builtin().source(path, &text);
    for (path, text) in others() {
        builder = builder.source(path, text);
    }
    match builder.build() {
        Ok(moderator) => {
            moderator.screen(&*text);
        }
        Err(error) => told(error.diagnostics(), &text),
    }
}

/// Every diagnostic says something, of a place that is there.
fn told(diagnostics: &Diagnostics, text: &str) {
    let lines = text.split('\n').count() as u32;
    for one in diagnostics {
        assert!(!one.message.is_empty());
        assert!(one.file != "mine.toml" || one.line <= lines, "{one}");
        let line = text.split('\n').nth((one.line as usize).wrapping_sub(1)).unwrap_or("");
        let ours = one.file == "mine.toml" && one.line > 0;
        assert!(!ours || one.column as usize <= line.chars().count() + 1, "{one}");
    }
}
