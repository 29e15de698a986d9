//! The shipped lists, groups and patterns are held to their own examples and to the tidy form.

use ordvakt_tests::{here, tool};

fn wordlists() -> String {
    here("../wordlists").display().to_string()
}

#[test]
fn every_pattern_hits_and_misses_what_it_says() {
    let wrong = ordvakt::check_builtin();
    let page: Vec<_> = wrong.iter().map(ToString::to_string).collect();
    assert!(page.is_empty(), "{} diagnostics\n{}", page.len(), page.join("\n"));
}

#[test]
fn the_tool_finds_nothing_wrong() {
    let output = tool::run(&["lists", "check", &wordlists()], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_list_is_tidy() {
    let output = tool::run(&["lists", "format", "--check", &wordlists()], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
