/* Evidence is recorded, decided about, verified and erased; statements go with decisions. */
#include "check.h"

static OrdvaktText text_from(const char *text) {
    OrdvaktText made;
    made.data = text;
    made.len = strlen(text);
    return made;
}

static int page_has(OrdvaktPage *page, const char *part) {
    OrdvaktText text;
    int has;
    CHECK_OK(ordvakt_page_text(page, &text));
    has = text_has(text, part);
    ordvakt_page_free(page);
    return has;
}

static void statements_are_written(const OrdvaktVerdict *verdict) {
    OrdvaktStatement asked;
    OrdvaktPage *page = NULL;
    OrdvaktText text;
    memset(&asked, 0, sizeof asked);
    asked.lang = ORDVAKT_LANG_EN;
    asked.action = ORDVAKT_ACTION_HIDE;
    asked.decided = true;
    asked.contact = text_from("info@example.com");
    CHECK_OK(ordvakt_verdict_statement(verdict, &asked, sizeof asked, &page, NULL));
    CHECK_OK(ordvakt_page_text(page, &text));
    CHECK(text_has(text, "We have hidden your comment."));
    CHECK(text_has(text, "Write to info@example.com"));
    CHECK(!text_has(text, "tokstolle"));
    ordvakt_page_free(page);
    page = NULL;
    asked.kind = ORDVAKT_STATEMENT_REFERRAL;
    asked.channel = text_from("the helpdesk");
    CHECK_OK(ordvakt_verdict_statement(verdict, &asked, sizeof asked, &page, NULL));
    CHECK(page_has(page, "through the helpdesk"));
    asked.kind = 4;
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_verdict_statement(verdict, &asked, sizeof asked, &page, NULL));
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_SIZE, ordvakt_verdict_statement(verdict, &asked, 1, &page, NULL));
    CHECK_STATUS(ORDVAKT_STATUS_NULL_POINTER, ordvakt_verdict_statement(NULL, &asked, sizeof asked, &page, NULL));
    CHECK_STATUS(ORDVAKT_STATUS_NULL_POINTER, ordvakt_verdict_statement(verdict, NULL, sizeof asked, &page, NULL));
    CHECK_STATUS(ORDVAKT_STATUS_NULL_POINTER, ordvakt_verdict_statement(verdict, &asked, sizeof asked, NULL, NULL));
}

static void check_error(OrdvaktError *error, const char *part) {
    OrdvaktText message;
    CHECK(error != NULL);
    CHECK_OK(ordvakt_error_message(error, &message));
    CHECK(text_has(message, part));
    ordvakt_error_free(error);
}

static void evidence_is_kept(const char *folder, const OrdvaktVerdict *verdict) {
    OrdvaktEvidence *evidence = NULL;
    OrdvaktMaterial material;
    OrdvaktDecision decision;
    OrdvaktPage *page = NULL;
    OrdvaktError *error = NULL;
    OrdvaktText rule = text_from("svordomar/tokstolle");
    uint64_t number = 77;
    size_t flaws = 77;
    CHECK_OK(ordvakt_evidence_open(folder, strlen(folder), &evidence, NULL));
    memset(&material, 0, sizeof material);
    CHECK_STATUS(ORDVAKT_STATUS_NULL_POINTER,
                 ordvakt_evidence_record(evidence, verdict, &material, sizeof material, &number, NULL));
    material.id = text_from("17");
    material.author = text_from("Test Testsson");
    /* Nobody adopted `alla`, so no duty asks for anything. */
    CHECK_OK(ordvakt_evidence_record(evidence, verdict, &material, sizeof material, &number, NULL));
    CHECK(number == 0);
    material.everything = true;
    CHECK_OK(ordvakt_evidence_record(evidence, verdict, &material, sizeof material, &number, NULL));
    CHECK(number == 1);

    memset(&decision, 0, sizeof decision);
    decision.id = text_from("17");
    decision.by = text_from("Anna A");
    decision.action = ORDVAKT_ACTION_REMOVE;
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT,
                 ordvakt_evidence_decide(evidence, &decision, sizeof decision, &number, &error));
    check_error(error, "say why");
    error = NULL;
    decision.why = text_from("Upprepat");
    decision.wrong_rules = &rule;
    decision.wrong_rule_count = 1;
    CHECK_OK(ordvakt_evidence_decide(evidence, &decision, sizeof decision, &number, NULL));
    CHECK(number == 2);
    decision.number = 1;
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT,
                 ordvakt_evidence_decide(evidence, &decision, sizeof decision, &number, NULL));
    decision.id = text_from("x");
    decision.number = 0;
    CHECK_STATUS(ORDVAKT_STATUS_OUT_OF_RANGE,
                 ordvakt_evidence_decide(evidence, &decision, sizeof decision, &number, NULL));

    CHECK_OK(ordvakt_evidence_case(evidence, "17", 2, 0, &page, NULL));
    CHECK(page_has(page, "\"by\":\"Anna A\""));
    CHECK_OK(ordvakt_evidence_cards(evidence, ORDVAKT_CARDS_MARKDOWN, ORDVAKT_LANG_EN, false, &page, NULL));
    CHECK(page_has(page, "- Decided by: Anna A"));
    CHECK_OK(ordvakt_evidence_cards(evidence, ORDVAKT_CARDS_EXCEL, ORDVAKT_LANG_SV, true, &page, NULL));
    CHECK(page_has(page, ";Anna A;"));
    CHECK_OK(ordvakt_evidence_statistics(evidence, &page, NULL));
    CHECK(page_has(page, "\"milder\":1"));
    CHECK_OK(ordvakt_evidence_verify(evidence, NULL, 0, &flaws, &page, NULL));
    CHECK(flaws == 0);
    CHECK(page_has(page, "\"number\":2"));
    CHECK_STATUS(ORDVAKT_STATUS_INVALID_ARGUMENT, ordvakt_evidence_verify(evidence, "abc", 3, &flaws, &page, NULL));

    CHECK_OK(ordvakt_evidence_erase(evidence, NULL, 0, 1, "Cia C", 5, "Plan 4.2", 8, &number, NULL));
    CHECK(number == 3);
    CHECK_OK(ordvakt_evidence_case(evidence, NULL, 0, 1, &page, NULL));
    CHECK(page_has(page, "\"why\":\"Plan 4.2\""));
    CHECK_OK(ordvakt_evidence_verify(evidence, NULL, 0, &flaws, &page, NULL));
    CHECK(flaws == 0);
    CHECK(page_has(page, "\"erased\":2"));
    ordvakt_evidence_free(evidence);
    CHECK_STATUS(ORDVAKT_STATUS_EVIDENCE, ordvakt_evidence_open("/dev/null", 9, &evidence, &error));
    check_error(error, "it is a file");
}

static void nulls_are_refused(void) {
    OrdvaktEvidence *evidence = NULL;
    OrdvaktPage *page = NULL;
    OrdvaktText text;
    size_t flaws = 0;
    uint64_t number = 0;
    const uint32_t null = ORDVAKT_STATUS_NULL_POINTER;
    CHECK_STATUS(null, ordvakt_evidence_open(NULL, 0, &evidence, NULL));
    CHECK_STATUS(null, ordvakt_evidence_open("x", 1, NULL, NULL));
    CHECK_STATUS(null, ordvakt_evidence_record(NULL, NULL, NULL, 0, &number, NULL));
    CHECK_STATUS(null, ordvakt_evidence_decide(NULL, NULL, 0, &number, NULL));
    CHECK_STATUS(null, ordvakt_evidence_erase(NULL, NULL, 0, 1, "x", 1, "x", 1, &number, NULL));
    CHECK_STATUS(null, ordvakt_evidence_verify(NULL, NULL, 0, &flaws, &page, NULL));
    CHECK_STATUS(null, ordvakt_evidence_case(NULL, NULL, 0, 1, &page, NULL));
    CHECK_STATUS(null, ordvakt_evidence_cards(NULL, 0, 0, false, &page, NULL));
    CHECK_STATUS(null, ordvakt_evidence_statistics(NULL, &page, NULL));
    CHECK_STATUS(null, ordvakt_page_text(NULL, &text));
    CHECK(evidence == NULL && page == NULL);
    ordvakt_evidence_free(NULL);
    ordvakt_page_free(NULL);
}

int main(int argc, char **argv) {
    OrdvaktModerator *moderator = made_up_moderator();
    OrdvaktVerdict *verdict = screen(moderator, "Du \xC3\xA4r en tokstolle");
    CHECK(argc == 2);
    statements_are_written(verdict);
    evidence_is_kept(argv[1], verdict);
    nulls_are_refused();
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
    return 0;
}
