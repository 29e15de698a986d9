//! Help pages, diagnostics and what the commands on lists and policies say.

mod common;

use common::{Folder, run, run_on};

#[test]
fn help_pages() {
    for page in [
        &["--help"][..],
        &["screen", "--help"],
        &["explain", "--help"],
        &["decide", "--help"],
        &["statement", "--help"],
        &["evidence", "--help"],
        &["evidence", "verify", "--help"],
        &["evidence", "show", "--help"],
        &["evidence", "erase", "--help"],
        &["evidence", "cards", "--help"],
        &["evidence", "statistics", "--help"],
        &["bench", "--help"],
        &["policies", "--help"],
        &["categories", "--help"],
        &["lists", "--help"],
        &["lists", "check", "--help"],
        &["lists", "format", "--help"],
        &["lists", "collide", "--help"],
        &["policy", "check", "--help"],
        &["completions", "--help"],
    ] {
        let run = run(page);
        assert_eq!(run.status, 0);
        let name = format!("help_{}", page[..page.len() - 1].join("_"));
        insta::assert_snapshot!(name, run.out);
    }
}

#[test]
fn without_arguments_help_is_shown() {
    let run = run::<&str>([]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("Usage: ordvakt") && run.err.contains("Examples:"), "{}", run.err);
}

#[test]
fn wrong_usage_is_status_2() {
    assert_eq!(run(["screen", "--threads", "0"]).status, 2);
    assert_eq!(run(["screen", "--format", "pdf"]).status, 2);
    assert_eq!(run(["granska"]).status, 2);
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let run = run(["completions", shell]);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("explain") && run.out.contains("fail-on"), "{shell}");
    }
}

#[test]
fn every_diagnostic_of_a_folder_is_laid_out() {
    let folder = Folder::new();
    folder.write(
        "listor/sv/svordomar.tsv",
        "# mina ord\nkrumelurka\twrod\t\tmild\nrackarns\tword\t\tmild\nfy\twrod\n",
    );
    let check = run(["lists", "check", &folder.arg("listor")]);
    assert_eq!((check.status, check.out.as_str()), (2, ""));
    let page = check.err.replace(&folder.arg("listor"), "listor");
    insta::assert_snapshot!("diagnostics", page);
    // Screening with the same lists says the same.
    let screen = run_on(["screen", "--lists", &folder.arg("listor")], b"hej\n");
    assert_eq!((screen.status, screen.out.as_str()), (2, ""));
    assert_eq!(screen.err.matches("wrod").count(), check.err.matches("wrod").count());
}

#[test]
fn lists_without_fault_are_fine() {
    let folder = Folder::new();
    let run = run(["lists", "check", &folder.lists()]);
    assert_eq!((run.status, run.out.as_str()), (0, "2 files: nothing wrong\n"), "{}", run.err);
    let empty = Folder::new();
    empty.write("tom/readme.md", "");
    assert_eq!(common::run(["lists", "check", &empty.arg("tom")]).status, 2);
    assert_eq!(common::run(["lists", "check", &empty.arg("borta")]).status, 2);
}

#[test]
fn lists_are_tidied_only_where_asked() {
    let folder = Folder::new();
    let untidy = "krumelurka\tword\t\tmild\nattans\tword\t\tmild\n";
    let file = folder.write("listor/sv/svordomar.tsv", untidy);
    let listor = folder.arg("listor");
    let check = run(["lists", "format", "--check", &listor]);
    assert_eq!(check.status, 2);
    assert!(check.err.contains(&format!("{file}: not tidy")), "{}", check.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), untidy);
    let format = run(["lists", "format", &listor]);
    assert_eq!((format.status, format.out.trim_end()), (0, file.as_str()));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "attans\tword\t\tmild\nkrumelurka\tword\t\tmild\n");
    assert_eq!(run(["lists", "format", "--check", &listor]).status, 0);
}

#[test]
fn collisions_are_told_word_by_word() {
    let folder = Folder::new();
    folder.lists();
    let list = folder.arg("listor/sv/svordomar.tsv");
    let words = folder.write("ord.txt", "# ord\nhus\nkrumelurka\nträd\n");
    let hit = run(["lists", "collide", &list, "--words", &words]);
    assert_eq!(hit.status, 1, "{}", hit.err);
    assert!(hit.out.starts_with("krumelurka  ") && hit.out.lines().count() == 1, "{}", hit.out);
    let words = folder.write("ord.txt", "hus\n");
    assert_eq!(run(["lists", "collide", &list, "--words", &words]).status, 0);
}

#[test]
fn policies_are_listed_and_shown() {
    let list = run(["policies"]);
    assert_eq!(list.status, 0);
    assert!(list.out.lines().any(|line| line.starts_with("kungalv")), "{}", list.out);
    let shown = run(["policies", "kungalv"]);
    assert_eq!(shown.status, 0);
    assert!(!shown.out.trim().is_empty());
    assert_eq!(run(["policies", "kungalv", "--public", "--lang", "en"]).status, 0);
    let unknown = run(["policies", "ankeborg"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("`kungalv`"), "{}", unknown.err);
}

#[test]
fn every_category_and_signal_is_listed() {
    for lang in ["sv", "en"] {
        let run = run(["categories", "--lang", lang]);
        assert_eq!(run.status, 0);
        for id in
            ordvakt::Category::ALL.iter().map(|id| id.as_str()).chain(["fraga", "enskilt_arende", "akut"])
        {
            assert!(run.out.lines().any(|line| line.starts_with(&format!("{id}  "))), "{id}: {}", run.out);
        }
    }
}

#[test]
fn explanations_are_text_or_json() {
    let text = run(["explain", "Tack för hjälpen"]);
    assert_eq!(text.status, 0);
    assert!(!text.out.trim().is_empty());
    let json = run_on(["explain", "-", "--format", "json"], "Tack för hjälpen\n".as_bytes());
    assert!(serde_json::from_str::<serde_json::Value>(&json.out).unwrap().is_object());
}

#[test]
fn a_broken_policy_is_diagnosed_by_check_and_screen() {
    let folder = Folder::new();
    let file = folder.write("min.toml", "oj = 1\n");
    let check = run(["policy", "check", &file]);
    assert_eq!((check.status, check.out.as_str()), (2, ""));
    assert!(check.err.contains(&format!("{file}:1:1")) && check.err.contains("`oj`"), "{}", check.err);
    let screen = run_on(["screen", "--policy", &file], b"hej\n");
    assert_eq!((screen.status, screen.out.as_str()), (2, ""));
    assert!(screen.err.contains("`oj`"), "{}", screen.err);
}
