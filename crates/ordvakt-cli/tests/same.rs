//! The same input, lists, policy and date: the same bytes, whatever seeds hash tables have and however many threads work.

mod common;

use common::{Folder, run, sample};

#[test]
fn every_run_gives_the_same_bytes() {
    let file = sample().display().to_string();
    let screen = |format: &str, threads: &str| {
        let run = run(["screen", &file, "--policy", "uppvidinge", "--format", format, "--threads", threads]);
        assert_eq!(run.status, 0, "{}", run.err);
        run.out
    };
    for format in ["jsonl", "csv", "table"] {
        // Each process has seeds of its own for its hash tables.
        let first = screen(format, "1");
        assert!(!first.is_empty());
        for threads in ["1", "1", "2", "5"] {
            assert_eq!(screen(format, threads), first, "{format} with {threads} threads");
        }
    }
}

#[test]
fn compiling_lists_anew_gives_the_same_bytes() {
    let folder = Folder::new();
    let lists = folder.lists();
    let file = sample().display().to_string();
    let first = run(["screen", &file, "--lists", &lists]);
    assert_eq!(first.status, 0, "{}", first.err);
    // Another folder with the same files, and a comment in one of them.
    folder.write("andra/sv/svordomar.tsv", "# En kommentar\nkrumelurka\tword\t\tmild\n");
    folder.write("andra/sv/personuppgifter.tsv", "hemlebeta\tword\t\tsevere\n");
    let second = run(["screen", &file, "--lists", &folder.arg("andra")]);
    assert_eq!(second.out, first.out);
}

#[test]
fn other_commands_say_the_same_twice() {
    for args in [
        &["explain", "Vilka j4vla vägar, ring 070-174 06 05", "--format", "json"][..],
        &["policies", "kiruna"],
        &["policies", "kiruna", "--public"],
        &["categories"],
    ] {
        assert_eq!(run(args).out, run(args).out, "{args:?}");
    }
}
