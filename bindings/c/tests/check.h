/* What the test programs share: a check that says where it failed. */
#ifndef CHECK_H
#define CHECK_H

#include <ordvakt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                             \
    do {                                                                             \
        if (!(condition)) {                                                          \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);          \
            exit(1);                                                                 \
        }                                                                            \
    } while (0)

#define CHECK_STATUS(expected, call)                                                 \
    do {                                                                             \
        uint32_t status_ = (uint32_t)(call);                                         \
        if (status_ != (uint32_t)(expected)) {                                       \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call,            \
                    ordvakt_status_text(status_));                                   \
            exit(1);                                                                 \
        }                                                                            \
    } while (0)

#define CHECK_OK(call) CHECK_STATUS(ORDVAKT_STATUS_OK, call)

static inline int text_is(OrdvaktText text, const char *expected) {
    return text.data != NULL && text.len == strlen(expected) && memcmp(text.data, expected, text.len) == 0;
}

static inline int text_has(OrdvaktText text, const char *part) {
    size_t len = strlen(part);
    for (size_t i = 0; text.data != NULL && i + len <= text.len; i++) {
        if (memcmp(text.data + i, part, len) == 0) {
            return 1;
        }
    }
    return 0;
}

static inline void add_source(OrdvaktBuilder *builder, const char *path, const char *content) {
    CHECK_OK(ordvakt_builder_add_source(builder, path, strlen(path), content, strlen(content), NULL));
}

/* A moderator with a made-up word under a made-up rule, and nothing else. */
static inline OrdvaktModerator *made_up_moderator(void) {
    OrdvaktBuilder *builder = NULL;
    OrdvaktModerator *moderator = NULL;
    CHECK_OK(ordvakt_builder_new(&builder));
    CHECK_OK(ordvakt_builder_without_builtin(builder));
    add_source(builder, "sv/svordomar.tsv", "tokstolle\tword\t\tmild\tplain\tmade up\n");
    add_source(builder, "categories.toml",
               "[[category]]\nid = \"svordomar\"\n"
               "title = { sv = \"P\xC3\xA5hitt\", en = \"Made up\" }\n"
               "description = { sv = \"P\xC3\xA5hitt.\", en = \"Made up.\" }\n"
               "reason = { sv = \"P\xC3\xA5hittat ord.\", en = \"A made-up word.\" }\n"
               "public = { sv = \"Inga s\xC3\xA5" "dana ord.\", en = \"No such words.\" }\n");
    CHECK_OK(ordvakt_builder_build(builder, &moderator, NULL));
    ordvakt_builder_free(builder);
    return moderator;
}

static inline OrdvaktVerdict *screen(const OrdvaktModerator *moderator, const char *comment) {
    OrdvaktVerdict *verdict = NULL;
    CHECK_OK(ordvakt_moderator_screen(moderator, comment, strlen(comment), NULL, 0, &verdict, NULL));
    CHECK(verdict != NULL);
    return verdict;
}

#endif
