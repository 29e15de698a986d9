/* A verdict says what, where and why, and outlives everything it came from. */
#include "check.h"

static const char COMMENT[] = "Hej \xF0\x9F\x99\x82 \xC3\xA5 tokstolle";

static OrdvaktVerdict *verdict_without_its_moderator(void) {
    char *copy = (char *)malloc(sizeof COMMENT - 1);
    OrdvaktModerator *moderator = made_up_moderator();
    OrdvaktVerdict *verdict = NULL;
    CHECK(copy != NULL);
    memcpy(copy, COMMENT, sizeof COMMENT - 1);
    CHECK_OK(ordvakt_moderator_screen(moderator, copy, sizeof COMMENT - 1, "Badhus", 6, &verdict, NULL));
    free(copy);
    ordvakt_moderator_free(moderator);
    return verdict;
}

static size_t made_up_finding(const OrdvaktVerdict *verdict, size_t count, OrdvaktFinding *finding) {
    for (size_t i = 0; i < count; i++) {
        CHECK_OK(ordvakt_verdict_finding(verdict, i, ORDVAKT_LANG_SV, finding, sizeof *finding));
        if (text_is(finding->rule, "svordomar/tokstolle")) {
            return i;
        }
    }
    CHECK(!"the made-up word is found");
    return 0;
}

static void findings_are_read(void) {
    OrdvaktVerdict *verdict = verdict_without_its_moderator();
    OrdvaktSummary summary;
    OrdvaktFinding finding, english;
    OrdvaktText text, again;
    uint32_t start = 0, end = 0;
    size_t index, category;
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    CHECK(summary.action == ORDVAKT_ACTION_REVIEW);
    CHECK(text_is(summary.action_id, "review"));
    CHECK(text_is(summary.policy, "alla"));
    CHECK(text_has(summary.ruleset, "sha256:"));
    CHECK(summary.language.len >= 2);
    CHECK(!summary.truncated);

    index = made_up_finding(verdict, summary.finding_count, &finding);
    CHECK(text_is(finding.category, "svordomar"));
    CHECK(text_is(finding.severity_id, "mild"));
    CHECK(finding.severity == ORDVAKT_SEVERITY_MILD);
    CHECK(text_is(finding.matched, "tokstolle"));
    CHECK(text_is(finding.basis, "own"));
    CHECK(finding.statute.data == NULL && finding.statute.len == 0);
    CHECK(finding.citation.len > 0);
    CHECK(finding.reason.len > 0);
    CHECK(finding.confidence > 0 && finding.confidence <= 1);
    CHECK(!finding.disguised);
    CHECK(finding.start == 12 && finding.end == 21);
    CHECK_OK(ordvakt_verdict_finding(verdict, index, ORDVAKT_LANG_EN, &english, sizeof english));
    CHECK(english.reason.len > 0 && english.reason.data != finding.reason.data);

    CHECK_OK(ordvakt_verdict_convert(verdict, 12, 21, ORDVAKT_OFFSETS_BYTE, &start, &end));
    CHECK(start == 12 && end == 21);
    CHECK_OK(ordvakt_verdict_convert(verdict, 12, 21, ORDVAKT_OFFSETS_CODEPOINT, &start, &end));
    CHECK(start == 8 && end == 17);
    CHECK_OK(ordvakt_verdict_convert(verdict, 12, 21, ORDVAKT_OFFSETS_UTF16, &start, &end));
    CHECK(start == 9 && end == 18);

    for (category = 0; category < summary.category_count; category++) {
        CHECK_OK(ordvakt_verdict_category(verdict, category, &text));
        if (text_is(text, "svordomar")) {
            break;
        }
    }
    CHECK(category < summary.category_count);

    CHECK_OK(ordvakt_verdict_schema(&text));
    CHECK(text_has(text, "\"$id\": \"urn:ordvakt:verdict:1\""));
    CHECK_OK(ordvakt_verdict_json(verdict, ORDVAKT_LANG_EN, ORDVAKT_OFFSETS_UTF16, &text));
    CHECK(text_has(text, "\"start\":9,\"end\":18,\"matched\":\"tokstolle\""));
    CHECK(text_has(text, "\"offsets\":\"utf16\""));
    CHECK_OK(ordvakt_verdict_json(verdict, ORDVAKT_LANG_EN, ORDVAKT_OFFSETS_UTF16, &again));
    CHECK(again.data == text.data && again.len == text.len);
    CHECK_OK(ordvakt_verdict_json(verdict, ORDVAKT_LANG_SV, ORDVAKT_OFFSETS_BYTE, &again));
    CHECK(text_has(again, "\"start\":12,\"end\":21"));
    CHECK(text_has(again, "\"offsets\":\"byte\""));
    ordvakt_verdict_free(verdict);
}

static void personal_data_is_covered(void) {
    static const char black[] = "Ring \xE2\x96\x88\xE2\x96\x88\xE2\x96\x88";
    OrdvaktModerator *moderator = NULL;
    OrdvaktVerdict *verdict;
    OrdvaktText text, again;
    CHECK_OK(ordvakt_moderator_new(NULL, 0, &moderator, NULL));
    verdict = screen(moderator, "Ring 070-174 06 05 \xC3\xA5t mig!");
    CHECK_OK(ordvakt_verdict_redact(verdict, &text));
    CHECK(text_has(text, black) && text_has(text, " \xC3\xA5t mig!") && !text_has(text, "174"));
    CHECK_OK(ordvakt_verdict_redact(verdict, &again));
    CHECK(again.data == text.data && again.len == text.len);
    ordvakt_verdict_free(verdict);
    verdict = screen(moderator, "");
    CHECK_OK(ordvakt_verdict_redact(verdict, &text));
    CHECK(text.data != NULL && text.len == 0);
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
}

static void duties_are_read(void) {
    static const char comment[] = "Du \xC3\xA4r en tokstolle, ring 070-174 06 05.";
    OrdvaktModerator *moderator = NULL;
    OrdvaktVerdict *verdict;
    OrdvaktSummary summary;
    OrdvaktDuty duty;
    OrdvaktText policy;
    CHECK_OK(ordvakt_moderator_new("kungalv", 7, &moderator, NULL));
    CHECK_OK(ordvakt_moderator_policy(moderator, &policy));
    CHECK(text_is(policy, "kungalv"));
    verdict = screen(moderator, comment);
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    CHECK(text_is(summary.policy, "kungalv"));
    CHECK(summary.finding_count > 0);
    CHECK(summary.duty_count > 0);
    for (size_t i = 0; i < summary.duty_count; i++) {
        CHECK_OK(ordvakt_verdict_duty(verdict, i, ORDVAKT_LANG_EN, &duty, sizeof duty));
        CHECK(duty.id.len > 0 && duty.when.len > 0 && duty.text.len > 0 && duty.citation.len > 0);
    }
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
}

static void signals_are_read(void) {
    OrdvaktModerator *moderator = NULL;
    OrdvaktVerdict *verdict;
    OrdvaktSummary summary;
    OrdvaktText signal;
    CHECK_OK(ordvakt_moderator_new(NULL, 0, &moderator, NULL));
    verdict = screen(moderator, "N\xC3\xA4r \xC3\xB6ppnar badhuset?");
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    CHECK(summary.action == ORDVAKT_ACTION_PUBLISH);
    CHECK(summary.finding_count == 0 && summary.category_count == 0);
    CHECK(summary.signal_count == 1);
    CHECK_OK(ordvakt_verdict_signal(verdict, 0, &signal));
    CHECK(text_is(signal, "fraga"));
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
}

static void built_in_words_are_left_out(const OrdvaktModerator *moderator) {
    OrdvaktVerdict *verdict = screen(moderator, "Vilka j\xC3\xA4vla v\xC3\xA4gar!");
    OrdvaktSummary summary;
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    CHECK(summary.finding_count == 0);
    ordvakt_verdict_free(verdict);
}

static void batches_keep_their_order(const OrdvaktModerator *moderator) {
    enum { COUNT = 300 };
    OrdvaktComment comments[COUNT];
    OrdvaktVerdict *verdicts[COUNT];
    memset(comments, 0, sizeof comments);
    for (size_t i = 0; i < COUNT; i++) {
        const char *text = i % 3 == 0 ? "Du \xC3\xA4r en tokstolle" : "Fint badhus";
        comments[i].text.data = text;
        comments[i].text.len = strlen(text);
        comments[i].author_role = (uint32_t)(i % 3);
    }
    for (size_t threads = 0; threads < 9; threads += 4) {
        CHECK_OK(ordvakt_moderator_screen_batch(moderator, comments, COUNT, sizeof comments[0], threads, verdicts,
                                                NULL));
        for (size_t i = 0; i < COUNT; i++) {
            OrdvaktSummary summary;
            CHECK_OK(ordvakt_verdict_summary(verdicts[i], &summary, sizeof summary));
            CHECK((summary.finding_count > 0) == (i % 3 == 0));
            ordvakt_verdict_free(verdicts[i]);
        }
    }
    CHECK_OK(ordvakt_moderator_screen_batch(moderator, NULL, 0, sizeof comments[0], 0, verdicts, NULL));
}

static void builders_serve_again(void) {
    static const char toml[] = "extends = \"bbs\"\ntitle = { sv = \"Provkommun\", en = \"Test municipality\" }\n";
    OrdvaktBuilder *builder = NULL;
    OrdvaktModerator *first = NULL, *second = NULL;
    OrdvaktText policy, ruleset, other;
    OrdvaktVerdict *verdict;
    OrdvaktSummary summary;
    CHECK_OK(ordvakt_builder_new(&builder));
    CHECK_OK(ordvakt_builder_set_policy(builder, "bbs", 3, NULL));
    CHECK_OK(ordvakt_builder_build(builder, &first, NULL));
    CHECK_OK(ordvakt_builder_only(builder, "personuppgifter", 15, NULL));
    CHECK_OK(ordvakt_builder_only(builder, "akut", 4, NULL));
    CHECK_OK(ordvakt_builder_set_policy_toml(builder, "provkommun.toml", 15, toml, strlen(toml), NULL));
    CHECK_OK(ordvakt_builder_set_reference_date(builder, 2024, 2, 29));
    CHECK_OK(ordvakt_builder_set_max_bytes(builder, 8));
    CHECK_OK(ordvakt_builder_build(builder, &second, NULL));
    ordvakt_builder_free(builder);
    CHECK_OK(ordvakt_moderator_policy(first, &policy));
    CHECK(text_is(policy, "bbs"));
    CHECK_OK(ordvakt_moderator_policy(second, &policy));
    CHECK(text_is(policy, "provkommun"));
    CHECK_OK(ordvakt_moderator_ruleset(first, &ruleset));
    CHECK_OK(ordvakt_moderator_ruleset(second, &other));
    CHECK(ruleset.len != other.len || memcmp(ruleset.data, other.data, other.len) != 0);
    verdict = screen(second, "Ett fint badhus");
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    CHECK(summary.truncated);
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(first);
    ordvakt_moderator_free(second);
}

static void languages_are_read(void) {
    OrdvaktModerator *moderator = NULL;
    OrdvaktVerdict *verdict;
    OrdvaktSummary summary;
    OrdvaktText word;
    CHECK_OK(ordvakt_moderator_new(NULL, 0, &moderator, NULL));
    verdict = screen(moderator, "Hej! Miss\xC3\xA4 voi ostaa bussikortin t\xC3\xA4\xC3\xA4ll\xC3\xA4 kyl\xC3\xA4ss\xC3\xA4?");
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    CHECK(text_is(summary.language, "fi") && text_is(summary.language_other, "fi"));
    CHECK(summary.language_share > 0.9f && summary.language_share <= 1.0f);
    CHECK(summary.voter_count == 6);
    CHECK_OK(ordvakt_verdict_voter(verdict, 3, &word));
    CHECK(text_is(word, "bussikortin"));
    CHECK_STATUS(ORDVAKT_STATUS_OUT_OF_RANGE, ordvakt_verdict_voter(verdict, 6, &word));
    ordvakt_verdict_free(verdict);
    verdict = screen(moderator, "Vi beh\xC3\xB6ver fler b\xC3\xA4nkar vid torget");
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    CHECK(text_is(summary.language, "sv") && summary.language_other.data == NULL);
    CHECK(summary.language_share == 0.0f && summary.voter_count == 0);
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
}

static void language_models_are_checked(void) {
    const uint8_t bytes[] = "OVLANG01";
    OrdvaktBuilder *builder = NULL;
    OrdvaktModerator *moderator = NULL;
    OrdvaktError *error = NULL;
    OrdvaktDiagnostic diagnostic;
    CHECK_OK(ordvakt_builder_new(&builder));
    CHECK_OK(ordvakt_builder_set_language_model(builder, "modell.bin", 10, bytes, 8, NULL));
    CHECK_STATUS(ORDVAKT_STATUS_LOAD, ordvakt_builder_build(builder, &moderator, &error));
    CHECK(moderator == NULL && ordvakt_error_diagnostic_count(error) == 1);
    CHECK_OK(ordvakt_error_diagnostic(error, 0, &diagnostic, sizeof diagnostic));
    CHECK(text_is(diagnostic.file, "modell.bin") && diagnostic.line == 0);
    CHECK(text_is(diagnostic.message, "the language model has the form `01`; this version of Ordvakt reads `03`"));
    CHECK(diagnostic.hint.len > 0);
    ordvakt_error_free(error);
    ordvakt_builder_free(builder);
}

int main(void) {
    OrdvaktModerator *moderator = made_up_moderator();
    CHECK(strcmp(ordvakt_version(), ORDVAKT_VERSION) == 0);
    findings_are_read();
    personal_data_is_covered();
    duties_are_read();
    signals_are_read();
    languages_are_read();
    language_models_are_checked();
    built_in_words_are_left_out(moderator);
    batches_keep_their_order(moderator);
    builders_serve_again();
    ordvakt_moderator_free(moderator);
    return 0;
}
