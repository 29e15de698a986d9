/* Wrong calls fail by name, write nothing and leave everything usable. */
#include "check.h"

static OrdvaktModerator *moderator;
static OrdvaktVerdict *verdict;

/* Every failing call must leave this where it was. */
#define UNTOUCHED(type) ((type *)(void *)&moderator)

static void nulls_are_refused(void) {
    OrdvaktVerdict *out = UNTOUCHED(OrdvaktVerdict);
    OrdvaktModerator *built = UNTOUCHED(OrdvaktModerator);
    OrdvaktBuilder *builder = NULL;
    OrdvaktSummary summary;
    OrdvaktFinding finding;
    OrdvaktDuty duty;
    OrdvaktDiagnostic diagnostic;
    OrdvaktText text;
    OrdvaktComment comment;
    uint32_t start = 0;
    const uint32_t null = ORDVAKT_STATUS_NULL_POINTER;
    memset(&comment, 0, sizeof comment);

    CHECK_STATUS(null, ordvakt_moderator_new(NULL, 1, &built, NULL));
    CHECK_STATUS(null, ordvakt_moderator_new("bbs", 3, NULL, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen(NULL, "x", 1, NULL, 0, &out, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen(moderator, NULL, 0, NULL, 0, &out, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen(moderator, "x", 1, NULL, 1, &out, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen(moderator, "x", 1, NULL, 0, NULL, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen_batch(NULL, &comment, 1, sizeof comment, 0, &out, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen_batch(moderator, NULL, 1, sizeof comment, 0, &out, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen_batch(moderator, &comment, 1, sizeof comment, 0, &out, NULL));
    CHECK_STATUS(null, ordvakt_moderator_screen_batch(moderator, &comment, 1, sizeof comment, 0, NULL, NULL));
    CHECK_STATUS(null, ordvakt_moderator_policy(NULL, &text));
    CHECK_STATUS(null, ordvakt_moderator_policy(moderator, NULL));
    CHECK_STATUS(null, ordvakt_moderator_ruleset(NULL, &text));
    CHECK_STATUS(null, ordvakt_moderator_ruleset(moderator, NULL));

    CHECK_STATUS(null, ordvakt_builder_new(NULL));
    CHECK_OK(ordvakt_builder_new(&builder));
    CHECK_STATUS(null, ordvakt_builder_set_policy(NULL, "bbs", 3, NULL));
    CHECK_STATUS(null, ordvakt_builder_set_policy(builder, NULL, 0, NULL));
    CHECK_STATUS(null, ordvakt_builder_set_policy_toml(NULL, "a", 1, "a", 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_set_policy_toml(builder, NULL, 1, "a", 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_set_policy_toml(builder, "a", 1, NULL, 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_add_source(NULL, "a", 1, "a", 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_add_source(builder, NULL, 1, "a", 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_add_source(builder, "a", 1, NULL, 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_set_reference_date(NULL, 2026, 1, 31));
    CHECK_STATUS(null, ordvakt_builder_set_max_bytes(NULL, 1));
    CHECK_STATUS(null, ordvakt_builder_set_language_model(NULL, "a", 1, (const uint8_t *)"a", 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_set_language_model(builder, NULL, 0, (const uint8_t *)"a", 1, NULL));
    CHECK_STATUS(null, ordvakt_builder_set_language_model(builder, "a", 1, NULL, 0, NULL));
    CHECK_STATUS(null, ordvakt_builder_only(NULL, "hot", 3, NULL));
    CHECK_STATUS(null, ordvakt_builder_only(builder, NULL, 3, NULL));
    CHECK_STATUS(null, ordvakt_builder_without_builtin(NULL));
    CHECK_STATUS(null, ordvakt_builder_build(NULL, &built, NULL));
    CHECK_STATUS(null, ordvakt_builder_build(builder, NULL, NULL));
    ordvakt_builder_free(builder);

    CHECK_STATUS(null, ordvakt_verdict_summary(NULL, &summary, sizeof summary));
    CHECK_STATUS(null, ordvakt_verdict_summary(verdict, NULL, sizeof summary));
    CHECK_STATUS(null, ordvakt_verdict_finding(NULL, 0, 0, &finding, sizeof finding));
    CHECK_STATUS(null, ordvakt_verdict_finding(verdict, 0, 0, NULL, sizeof finding));
    CHECK_STATUS(null, ordvakt_verdict_note(NULL, 0, 0, &finding, sizeof finding));
    CHECK_STATUS(null, ordvakt_verdict_note(verdict, 0, 0, NULL, sizeof finding));
    CHECK_STATUS(null, ordvakt_verdict_duty(NULL, 0, 0, &duty, sizeof duty));
    CHECK_STATUS(null, ordvakt_verdict_duty(verdict, 0, 0, NULL, sizeof duty));
    CHECK_STATUS(null, ordvakt_verdict_category(NULL, 0, &text));
    CHECK_STATUS(null, ordvakt_verdict_category(verdict, 0, NULL));
    CHECK_STATUS(null, ordvakt_verdict_signal(NULL, 0, &text));
    CHECK_STATUS(null, ordvakt_verdict_signal(verdict, 0, NULL));
    CHECK_STATUS(null, ordvakt_verdict_voter(NULL, 0, &text));
    CHECK_STATUS(null, ordvakt_verdict_voter(verdict, 0, NULL));
    CHECK_STATUS(null, ordvakt_verdict_convert(NULL, 0, 0, 0, &start, &start));
    CHECK_STATUS(null, ordvakt_verdict_convert(verdict, 0, 0, 0, NULL, &start));
    CHECK_STATUS(null, ordvakt_verdict_convert(verdict, 0, 0, 0, &start, NULL));
    CHECK_STATUS(null, ordvakt_verdict_json(NULL, 0, 0, &text));
    CHECK_STATUS(null, ordvakt_verdict_json(verdict, 0, 0, NULL));
    CHECK_STATUS(null, ordvakt_verdict_schema(NULL));
    CHECK_STATUS(null, ordvakt_verdict_redact(NULL, &text));
    CHECK_STATUS(null, ordvakt_verdict_redact(verdict, NULL));

    CHECK_STATUS(null, ordvakt_error_status(NULL));
    CHECK_STATUS(null, ordvakt_error_message(NULL, &text));
    CHECK_STATUS(null, ordvakt_error_diagnostic(NULL, 0, &diagnostic, sizeof diagnostic));
    CHECK(ordvakt_error_diagnostic_count(NULL) == 0);

    ordvakt_builder_free(NULL);
    ordvakt_moderator_free(NULL);
    ordvakt_verdict_free(NULL);
    ordvakt_error_free(NULL);
    CHECK(out == UNTOUCHED(OrdvaktVerdict));
    CHECK(built == UNTOUCHED(OrdvaktModerator));
}

static void check_error(OrdvaktError *error, uint32_t status, const char *part) {
    OrdvaktText message;
    CHECK(error != NULL);
    CHECK_STATUS(status, ordvakt_error_status(error));
    CHECK_OK(ordvakt_error_message(error, &message));
    CHECK(text_has(message, part));
    CHECK_STATUS(ORDVAKT_STATUS_NULL_POINTER, ordvakt_error_message(error, NULL));
    ordvakt_error_free(error);
}

static void texts_are_utf_8(void) {
    OrdvaktVerdict *out = UNTOUCHED(OrdvaktVerdict);
    OrdvaktError *error = NULL;
    OrdvaktComment comments[2];
    const uint32_t bad = ORDVAKT_STATUS_INVALID_UTF8;
    CHECK_STATUS(bad, ordvakt_moderator_screen(moderator, "Hej \xE5!", 6, NULL, 0, &out, &error));
    check_error(error, bad, "comment is not UTF-8 at byte 4");
    CHECK_STATUS(bad, ordvakt_moderator_screen(moderator, "Hej", 3, "\xED\xA0\x80", 3, &out, &error));
    check_error(error, bad, "post is not UTF-8 at byte 0");
    memset(comments, 0, sizeof comments);
    comments[0].text.data = comments[1].text.data = "Hej \xC3\xA5!";
    comments[0].text.len = 7;
    comments[1].text.len = 5;
    CHECK_STATUS(bad, ordvakt_moderator_screen_batch(moderator, comments, 2, sizeof comments[0], 0, &out, &error));
    check_error(error, bad, "comment 1: text is not UTF-8 at byte 4");
    CHECK(out == UNTOUCHED(OrdvaktVerdict));
}

static void sizes_are_known(void) {
    OrdvaktVerdict *out = UNTOUCHED(OrdvaktVerdict);
    OrdvaktError *error = NULL;
    OrdvaktComment comment;
    OrdvaktSummary summary;
    OrdvaktFinding finding;
    OrdvaktDuty duty;
    const uint32_t bad = ORDVAKT_STATUS_INVALID_SIZE;
    memset(&comment, 0, sizeof comment);
    CHECK_STATUS(bad, ordvakt_moderator_screen(moderator, "x", SIZE_MAX, NULL, 0, &out, &error));
    check_error(error, bad, "larger than memory");
    CHECK_STATUS(bad, ordvakt_moderator_screen_batch(moderator, &comment, 1, 0, 0, &out, &error));
    check_error(error, bad, "sizeof(OrdvaktComment)");
    CHECK_STATUS(bad, ordvakt_moderator_screen_batch(moderator, &comment, 1, sizeof comment + 1, 0, &out, NULL));
    CHECK_STATUS(bad, ordvakt_moderator_screen_batch(moderator, &comment, SIZE_MAX / 2, sizeof comment, 0, &out, NULL));
    CHECK_STATUS(bad, ordvakt_verdict_summary(verdict, &summary, sizeof summary - 1));
    CHECK_STATUS(bad, ordvakt_verdict_summary(verdict, &summary, sizeof summary + 1));
    CHECK_STATUS(bad, ordvakt_verdict_finding(verdict, 0, 0, &finding, 0));
    CHECK_STATUS(bad, ordvakt_verdict_note(verdict, 0, 0, &finding, SIZE_MAX));
    CHECK_STATUS(bad, ordvakt_verdict_duty(verdict, 0, 0, &duty, 1));
    CHECK(out == UNTOUCHED(OrdvaktVerdict));
}

static void places_and_choices_exist(void) {
    OrdvaktFinding finding;
    OrdvaktDuty duty;
    OrdvaktText text;
    OrdvaktVerdict *out = UNTOUCHED(OrdvaktVerdict);
    OrdvaktComment comment;
    OrdvaktError *error = NULL;
    uint32_t start = 77, end = 77;
    const uint32_t range = ORDVAKT_STATUS_OUT_OF_RANGE, bad = ORDVAKT_STATUS_INVALID_ARGUMENT;
    CHECK_STATUS(range, ordvakt_verdict_finding(verdict, SIZE_MAX, 0, &finding, sizeof finding));
    CHECK_STATUS(range, ordvakt_verdict_note(verdict, 99, 0, &finding, sizeof finding));
    CHECK_STATUS(range, ordvakt_verdict_duty(verdict, 99, 0, &duty, sizeof duty));
    CHECK_STATUS(range, ordvakt_verdict_category(verdict, 99, &text));
    CHECK_STATUS(range, ordvakt_verdict_signal(verdict, 99, &text));
    CHECK_STATUS(range, ordvakt_verdict_convert(verdict, 3, 4, 0, &start, &end));
    CHECK_STATUS(range, ordvakt_verdict_convert(verdict, 2, 1, 0, &start, &end));
    CHECK_STATUS(range, ordvakt_verdict_convert(verdict, 0, 1000, 0, &start, &end));
    CHECK_STATUS(bad, ordvakt_verdict_convert(verdict, 0, 1, 3, &start, &end));
    CHECK(start == 77 && end == 77);
    CHECK_STATUS(bad, ordvakt_verdict_finding(verdict, 0, 2, &finding, sizeof finding));
    CHECK_STATUS(bad, ordvakt_verdict_json(verdict, 2, 0, &text));
    CHECK_STATUS(bad, ordvakt_verdict_json(verdict, 0, UINT32_MAX, &text));

    memset(&comment, 0, sizeof comment);
    comment.text.data = "Hej";
    comment.text.len = 3;
    comment.author_role = 3;
    CHECK_STATUS(bad, ordvakt_moderator_screen_batch(moderator, &comment, 1, sizeof comment, 0, &out, &error));
    check_error(error, bad, "author_role 3");
    CHECK(out == UNTOUCHED(OrdvaktVerdict));
    CHECK(strcmp(ordvakt_status_text(12345), "unknown status") == 0);
}

static void loads_say_what_is_wrong(void) {
    static const char path[] = "sv/svordomar.tsv";
    static const char rows[] = "tokstolle\tsentence\t\tmild\nknasboll\tword\t\tterrible\n";
    static const char policy[] = "title = { sv = \"A\", en = \"A\" }\nrules = 3\n";
    OrdvaktBuilder *builder = NULL;
    OrdvaktModerator *built = UNTOUCHED(OrdvaktModerator);
    OrdvaktError *error = NULL;
    OrdvaktDiagnostic diagnostic;
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_moderator_new("atlantis", 8, &built, &error));
    check_error(error, ORDVAKT_STATUS_INVALID_ARGUMENT, "no built-in policy `atlantis`");
    CHECK_OK(ordvakt_builder_new(&builder));
    CHECK_OK(ordvakt_builder_without_builtin(builder));
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_builder_set_policy(builder, "atlantis", 8, NULL));
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_builder_set_reference_date(builder, 2026, 2, 29));
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_builder_set_reference_date(builder, 2026, 13, 1));
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_builder_set_reference_date(builder, 2026, 1, 0));

    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_builder_only(builder, "hotell", 6, &error));
    check_error(error, ORDVAKT_STATUS_INVALID_ARGUMENT, "unknown category or signal `hotell`");
    error = NULL;

    CHECK_STATUS(ORDVAKT_STATUS_LOAD, ordvakt_builder_set_policy_toml(builder, "odd.toml", 8, policy,
                                                                      strlen(policy), &error));
    CHECK(ordvakt_error_diagnostic_count(error) > 0);
    check_error(error, ORDVAKT_STATUS_LOAD, "odd.toml:2");

    CHECK_OK(ordvakt_builder_add_source(builder, path, strlen(path), rows, strlen(rows), NULL));
    error = NULL;
    CHECK_STATUS(ORDVAKT_STATUS_LOAD, ordvakt_builder_build(builder, &built, &error));
    CHECK(ordvakt_error_diagnostic_count(error) == 2);
    for (size_t i = 0; i < 2; i++) {
        CHECK_OK(ordvakt_error_diagnostic(error, i, &diagnostic, sizeof diagnostic));
        CHECK(text_is(diagnostic.file, path));
        CHECK(diagnostic.line == i + 1);
        CHECK(diagnostic.message.len > 0);
    }
    CHECK_STATUS(ORDVAKT_STATUS_OUT_OF_RANGE, ordvakt_error_diagnostic(error, 2, &diagnostic, sizeof diagnostic));
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_SIZE, ordvakt_error_diagnostic(error, 0, &diagnostic, 3));
    check_error(error, ORDVAKT_STATUS_LOAD, path);
    CHECK(built == UNTOUCHED(OrdvaktModerator));
    ordvakt_builder_free(builder);
}

int main(void) {
    moderator = made_up_moderator();
    verdict = screen(moderator, "Du \xC3\xA4r en tokstolle");
    nulls_are_refused();
    texts_are_utf_8();
    sizes_are_known();
    places_and_choices_exist();
    loads_say_what_is_wrong();
    ordvakt_verdict_free(verdict);
    verdict = screen(moderator, "");
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
    return 0;
}
