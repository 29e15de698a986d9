/* Reads lines `id TAB policy TAB text TAB post`, prints `id TAB outcome`. Texts have \\ \n \r \t \0 escaped. */
#include "check.h"

enum { POLICIES = 32, FIELDS = 4, LINE = 1 << 22, ITEM = 512 };

static struct {
    char id[64];
    OrdvaktModerator *moderator;
} cache[POLICIES];

static OrdvaktModerator *moderator_for(const char *policy) {
    size_t i = 0;
    while (i < POLICIES && cache[i].moderator != NULL && strcmp(cache[i].id, policy) != 0) {
        i++;
    }
    CHECK(i < POLICIES);
    if (cache[i].moderator == NULL) {
        CHECK(strlen(policy) < sizeof cache[i].id);
        strcpy(cache[i].id, policy);
        CHECK_OK(ordvakt_moderator_new(policy, strlen(policy), &cache[i].moderator, NULL));
    }
    return cache[i].moderator;
}

static size_t unescape(char *text) {
    size_t len = 0;
    for (const char *at = text; *at != '\0'; at++) {
        char c = *at;
        if (c == '\\') {
            c = *++at;
            c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c == '0' ? '\0' : c;
        }
        text[len++] = c;
    }
    return len;
}

static int by_bytes(const void *left, const void *right) {
    return strcmp((const char *)left, (const char *)right);
}

static void print_sorted(char (*items)[ITEM], size_t count, const char *separator) {
    qsort(items, count, ITEM, by_bytes);
    for (size_t i = 0; i < count; i++) {
        printf("%s%s", i > 0 ? separator : "", items[i]);
    }
}

static void print_outcome(const OrdvaktVerdict *verdict) {
    OrdvaktSummary summary;
    OrdvaktText json;
    char(*items)[ITEM];
    CHECK_OK(ordvakt_verdict_summary(verdict, &summary, sizeof summary));
    items = (char(*)[ITEM])calloc(summary.finding_count + summary.signal_count + 1, ITEM);
    CHECK(items != NULL);
    printf("%.*s ", (int)summary.action_id.len, summary.action_id.data);
    for (size_t i = 0; i < summary.finding_count; i++) {
        OrdvaktFinding finding;
        CHECK_OK(ordvakt_verdict_finding(verdict, i, ORDVAKT_LANG_SV, &finding, sizeof finding));
        CHECK(snprintf(items[i], ITEM, "%.*s@%u..%u %.*s", (int)finding.category.len, finding.category.data,
                       finding.start, finding.end, (int)finding.rule.len, finding.rule.data) < ITEM);
    }
    print_sorted(items, summary.finding_count, "; ");
    printf(" | ");
    for (size_t i = 0; i < summary.signal_count; i++) {
        OrdvaktText signal;
        CHECK_OK(ordvakt_verdict_signal(verdict, i, &signal));
        CHECK(snprintf(items[i], ITEM, "%.*s", (int)signal.len, signal.data) < ITEM);
    }
    print_sorted(items, summary.signal_count, ",");
    printf(" | %.*s\n", (int)summary.language.len, summary.language.data);
    free(items);
    CHECK_OK(ordvakt_verdict_json(verdict, ORDVAKT_LANG_SV, ORDVAKT_OFFSETS_CODEPOINT, &json));
    printf("%.*s\n", (int)json.len, json.data);
}

int main(void) {
    char *line = (char *)malloc(LINE);
    CHECK(line != NULL);
    while (fgets(line, LINE, stdin) != NULL) {
        char *fields[FIELDS];
        size_t text_len, post_len, count = 0;
        OrdvaktVerdict *verdict = NULL;
        OrdvaktModerator *moderator;
        char *end = strchr(line, '\n');
        CHECK(end != NULL);
        *end = '\0';
        for (char *at = line; at != NULL && count < FIELDS; count++) {
            char *tab = strchr(at, '\t');
            fields[count] = at;
            if (tab != NULL) {
                *tab++ = '\0';
            }
            at = tab;
        }
        CHECK(count == FIELDS);
        moderator = moderator_for(fields[1]);
        text_len = unescape(fields[2]);
        post_len = unescape(fields[3]);
        CHECK_OK(ordvakt_moderator_screen(moderator, fields[2], text_len, post_len > 0 ? fields[3] : NULL, post_len,
                                          &verdict, NULL));
        printf("%s\t", fields[0]);
        print_outcome(verdict);
        ordvakt_verdict_free(verdict);
    }
    for (size_t i = 0; i < POLICIES; i++) {
        ordvakt_moderator_free(cache[i].moderator);
    }
    free(line);
    return 0;
}
