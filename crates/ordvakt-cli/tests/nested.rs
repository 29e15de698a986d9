//! Comments inside objects of every shape: none is lost, none is made up.

mod common;

use common::{Run, run_on};

fn screened(input: &str) -> Run {
    run_on(["screen", "--format", "csv"], input.as_bytes())
}

fn texts(input: &str) -> Vec<String> {
    let run = screened(input);
    assert_eq!(run.status, 0, "{input}: {}", run.err);
    run.cells(7)
}

#[test]
fn lists_are_followed_where_they_hold_comments() {
    // What a service says of its answer is no comment.
    assert_eq!(texts(r#"{"message": "OK", "data": [{"id": 1, "text": "hej"}]}"#), ["hej"]);
    assert_eq!(
        texts(r#"{"status": 1, "result": [{"kommentar": "hej"}, {"kommentar": "du"}]}"#),
        ["hej", "du"]
    );
    // Anything else beside a text is none either.
    assert_eq!(texts(r#"{"text": "hej", "data": [{"x": 1}]}"#), ["hej"]);
    assert_eq!(texts(r#"{"text": "hej", "data": [{"text": "x"}]}"#), ["hej"]);
    assert_eq!(texts(r#"{"text": "hej", "comments": [{"note": "x"}]}"#), ["hej"]);
    assert_eq!(texts(r#"{"text": "hej", "comments": 3, "from": null}"#), ["hej"]);
    assert_eq!(texts(r#"{"text": "hej", "svar": [{"text": "du"}, {"text": "då"}]}"#), ["hej", "du", "då"]);
}

#[test]
fn answers_are_found_however_late_they_come() {
    let plain = "{\"message\": \"hej\", \"namn\": \"Kim\"}\n".repeat(10_000);
    let input = format!(
        "{plain}{{\"message\": \"sist\", \"comments\": {{\"data\": [{{\"message\": \"svar\"}}]}}}}\n"
    );
    let found = texts(&input);
    assert_eq!((found.len(), &found[10_000..]), (10_002, &["sist".to_owned(), "svar".to_owned()][..]));
}

#[test]
fn a_post_is_told_from_a_comment_by_its_id_or_its_fields() {
    let child = r#""comments": {"data": [{"id": "22_33", "message": "svar"}]}"#;
    let post = format!("{{\"id\": \"11_22\", \"message\": \"inlägg\", {child}}}");
    assert_eq!(texts(&post), ["svar"]);
    let comment = format!("{{\"id\": \"22_44\", \"message\": \"kommentar\", {child}}}");
    assert_eq!(texts(&comment), ["kommentar", "svar"]);
    let media = format!("{{\"id\": \"5\", \"caption\": \"bild\", {child}}}");
    assert_eq!(texts(&media), ["svar"]);
    // Without answers nothing says that it is a post, and then it is screened.
    assert_eq!(texts(r#"{"data": [{"message": "hej", "shares": 1}]}"#), ["hej"]);
}

#[test]
fn what_is_broken_inside_a_page_is_named_and_the_rest_read() {
    let run = screened(
        "{\"data\": [{\"id\": 1, \"text\": \"a\"},\n {\"\\ud800\": 1, \"text\": \"b\"}, {\"id\": 3, \"text\": \"c\"}]}",
    );
    assert_eq!((run.status, run.cells(7).join(" ")), (2, "a c".to_owned()), "{}", run.err);
    assert!(run.err.contains("<stdin>:1:1: comment "), "{}", run.err);
}

#[test]
fn answers_to_answers_end_somewhere() {
    let deep = (0..200).fold("{\"text\": \"sist\"}".to_owned(), |inner, n| {
        format!("{{\"text\": \"{n}\", \"replies\": [{inner}]}}")
    });
    let run = screened(&deep);
    assert_eq!(run.status, 2, "{}", run.err);
    assert!(run.cells(7).len() > 30 && run.err.contains("more than 32 deep are not read"), "{}", run.err);
}

#[test]
fn pages_that_are_missing_are_told() {
    for (input, said) in [
        (
            r#"{"data": [{"text": "a"}], "paging": {"next": "https://example.com"}}"#,
            "the last page names a page after it",
        ),
        (
            r#"{"data": [{"text": "a", "replies": {"data": [{"text": "b"}], "paging": {"next": "https://example.com"}}}]}"#,
            "names a page after it, which is not in the input",
        ),
        (r#"{"data": [{"message": "a", "comment_count": 3}]}"#, "3 answers are counted in the input"),
    ] {
        let run = screened(input);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
}
